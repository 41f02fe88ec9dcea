package catalog

import (
	"github.com/kqlc/kqlc/kql"
)

// operators are the operators, by their text. The right side of between is two arguments, that of in is one a value.
var operators = []Function{
	{
		Name: "unary -",
		Sigs: []string{
			"(operand: summable) custom",
			"(operand: dynamic) dynamic",
		},
		Return: unarySign,
		Doc:    "Changes the sign.",
		Go:     []any{kql.NegLong, kql.NegReal, kql.NegDecimal, kql.NegTimeSpan, kql.NegDynamic},
		Examples: []Example{
			{"-(5)", "-5"},
			{"-(dynamic(1.5))", "-1.5"},
			{"-(timespan(1d))", "-1.00:00:00"},
		},
	},
	{
		Name: "unary +",
		Sigs: []string{
			"(operand: summable) custom",
			"(operand: dynamic) dynamic",
		},
		Return: unarySign,
		Doc:    "Gives the value as it is.",
		Inline: true,
	},
	{
		Name: "and",
		Sigs: []string{
			"(left: bool, right: bool) bool",
			"(left: dynamic, right: bool) bool",
			"(left: bool, right: dynamic) bool",
			"(left: dynamic, right: dynamic) bool",
		},
		Doc:    "Holds if both sides do; three-valued.",
		Inline: true,
	},
	{
		Name: "or",
		Sigs: []string{
			"(left: bool, right: bool) bool",
			"(left: dynamic, right: bool) bool",
			"(left: bool, right: dynamic) bool",
			"(left: dynamic, right: dynamic) bool",
		},
		Doc:    "Holds if one of the sides does; three-valued.",
		Inline: true,
	},
	{
		Name: "+",
		Sigs: []string{
			"(left: number, right: number) widest",
			"(left: timespan, right: timespan) timespan",
			"(left: datetime|timespan, right: datetime|timespan) datetime",
			"(left: dynamic, right: dynamic) dynamic",
			"(left: dynamic, right: int) long",
			"(left: int, right: dynamic) long",
			"(left: dynamic, right: int|long|real|decimal|timespan|datetime) P1",
			"(left: int|long|real|decimal|timespan|datetime, right: dynamic) P0",
		},
		Doc: "Adds numbers, timespans, or a timespan to a datetime.",
		Go:  []any{kql.AddDecimal, kql.AddDateTime, kql.AddTimeSpanDateTime},
		Examples: []Example{
			{"datetime(2020-01-31) + timespan(1d)", "2020-02-01T00:00:00.0000000Z"},
			{"decimal(0.1) + decimal(0.2)", "0.3"},
			{"datetime(9999-12-31) + timespan(1d)", "null"},
		},
		Inline: true,
	},
	{
		Name: "-",
		Sigs: []string{
			"(left: number, right: number) widest",
			"(left: timespan, right: timespan) timespan",
			"(left: datetime, right: datetime) timespan",
			"(left: datetime, right: dynamic) timespan",
			"(left: dynamic, right: datetime) timespan",
			"(left: datetime, right: timespan) datetime",
			"(left: timespan, right: datetime) datetime",
			"(left: dynamic, right: dynamic) dynamic",
			"(left: dynamic, right: int) long",
			"(left: int, right: dynamic) long",
			"(left: dynamic, right: int|long|real|decimal|timespan|datetime) P1",
			"(left: int|long|real|decimal|timespan|datetime, right: dynamic) P0",
		},
		Doc: "Subtracts numbers, timespans or datetimes.",
		Go:  []any{kql.SubDecimal, kql.DiffDateTime, kql.SubDateTime},
		Examples: []Example{
			{"datetime(2020-01-02) - datetime(2020-01-01)", "1.00:00:00"},
			{"datetime(0001-01-01) - timespan(1d)", "null"},
		},
		Inline: true,
	},
	{
		Name: "*",
		Sigs: []string{
			"(left: number, right: number) widest",
			"(left: timespan, right: timespan) timespan",
			"(left: timespan, right: number) timespan",
			"(left: number, right: timespan) timespan",
			"(left: datetime, right: number) datetime",
			"(left: number, right: datetime) datetime",
			"(left: dynamic, right: dynamic) dynamic",
			"(left: dynamic, right: int) long",
			"(left: int, right: dynamic) long",
			"(left: dynamic, right: number) P1",
			"(left: number, right: dynamic) P0",
		},
		Doc: "Multiplies numbers, or a timespan by a number.",
		Go: []any{
			kql.MulDecimal, kql.MulTimeSpan, kql.MulTimeSpanReal, kql.MulLongTimeSpan, kql.MulRealTimeSpan,
		},
		Examples: []Example{
			{"timespan(1h) * 2", "02:00:00"},
			{"1.5 * timespan(1h)", "01:30:00"},
		},
		Inline: true,
	},
	{
		Name: "/",
		Sigs: []string{
			"(left: number, right: number) widest",
			"(left: timespan, right: timespan) real",
			"(left: timespan, right: number) timespan",
			"(left: datetime, right: datetime) real",
			"(left: datetime, right: timespan) real",
			"(left: datetime, right: number) datetime",
			"(left: dynamic, right: dynamic) dynamic",
			"(left: dynamic, right: int) long",
			"(left: int, right: dynamic) long",
			"(left: dynamic, right: number) P1",
			"(left: number, right: dynamic) P0",
		},
		Doc: "Divides numbers or timespans; whole numbers are cut to a whole number.",
		Go: []any{
			kql.DivLong, kql.DivDecimal, kql.DivReal, kql.DivTimeSpan, kql.DivTimeSpanLong, kql.DivTimeSpanReal,
		},
		Examples: []Example{
			{"-7 / 2", "-3"},
			{"1 / 0", "null"},
			{"timespan(1h) / timespan(1m)", "60.0"},
			{"timespan(1h) / 2", "00:30:00"},
		},
		Inline: true,
	},
	{
		Name: "%",
		Sigs: []string{
			"(left: number, right: number) widest",
			"(left: timespan, right: timespan) timespan",
			"(left: timespan, right: number) timespan",
			"(left: datetime, right: datetime) timespan",
			"(left: datetime, right: timespan) timespan",
			"(left: datetime, right: number) datetime",
			"(left: dynamic, right: dynamic) dynamic",
			"(left: dynamic, right: int) long",
			"(left: int, right: dynamic) long",
			"(left: dynamic, right: number) P1",
			"(left: number, right: dynamic) P0",
		},
		Doc: "Gives the remainder of a division.",
		Go:  []any{kql.ModLong, kql.ModReal, kql.ModDecimal, kql.ModTimeSpan, kql.ModDateTime},
		Examples: []Example{
			{"-5 % 3", "1"},
			{"5 % -3", "2"},
			{"5 % 0", "null"},
			{"-5.5 % 3.0", "0.5"},
			{"datetime(2020-01-01T01:02:03) % timespan(1h)", "00:02:03"},
		},
	},
	{
		Name: "<",
		Sigs: []string{
			"(left: bool, right: numeric) bool",
			"(left: number, right: numeric) bool",
			"(left: timespan, right: timespan) bool",
			"(left: datetime, right: datetime) bool",
			"(left: dynamic, right: dynamic) bool",
			"(left: dynamic, right: number) bool",
			"(left: number, right: dynamic) bool",
		},
		Doc: "Compares values of one kind.",
		Go:  []any{kql.LessDecimal, kql.LessBool, kql.LessLong},
		Examples: []Example{
			{"decimal(1.5) < decimal(1.50)", "False"},
			{"dynamic(0.5) < 1", "True"},
			{"false < true", "True"},
		},
		Inline: true,
	},
	{
		Name: "<=",
		Sigs: []string{
			"(left: bool, right: numeric) bool",
			"(left: number, right: numeric) bool",
			"(left: timespan, right: timespan) bool",
			"(left: datetime, right: datetime) bool",
			"(left: dynamic, right: dynamic) bool",
			"(left: dynamic, right: number) bool",
			"(left: number, right: dynamic) bool",
		},
		Doc: "Compares values of one kind.",
		Go:  []any{kql.LessEqualDecimal, kql.LessEqualBool, kql.LessEqualLong},
		Examples: []Example{
			{"decimal(1.5) <= decimal(1.50)", "True"},
			{"false <= true", "True"},
		},
		Inline: true,
	},
	{
		Name: ">",
		Sigs: []string{
			"(left: bool, right: numeric) bool",
			"(left: number, right: numeric) bool",
			"(left: timespan, right: timespan) bool",
			"(left: datetime, right: datetime) bool",
			"(left: dynamic, right: dynamic) bool",
			"(left: dynamic, right: number) bool",
			"(left: number, right: dynamic) bool",
		},
		Doc: "Compares values of one kind.",
		Go:  []any{kql.GreaterDecimal, kql.GreaterBool, kql.GreaterLong},
		Examples: []Example{
			{"decimal(1.5) > decimal(1.50)", "False"},
			{"dynamic(1.5) > 1", "True"},
			{"false > true", "False"},
		},
		Inline: true,
	},
	{
		Name: ">=",
		Sigs: []string{
			"(left: bool, right: numeric) bool",
			"(left: number, right: numeric) bool",
			"(left: timespan, right: timespan) bool",
			"(left: datetime, right: datetime) bool",
			"(left: dynamic, right: dynamic) bool",
			"(left: dynamic, right: number) bool",
			"(left: number, right: dynamic) bool",
		},
		Doc: "Compares values of one kind.",
		Go:  []any{kql.GreaterEqualDecimal, kql.GreaterEqualBool, kql.GreaterEqualLong},
		Examples: []Example{
			{"decimal(1.5) >= decimal(1.50)", "True"},
			{"false >= true", "False"},
		},
		Inline: true,
	},
	{
		Name: "==",
		Sigs: []string{
			"(left: bool, right: scalar) bool",
			"(left: notbool, right: scalar) bool",
			"(left: star notbool, right: scalar) bool",
		},
		Doc: "Tells whether two values are equal.",
		Go: []any{
			kql.EqualText, kql.EqualBool, kql.EqualLong, kql.EqualReal, kql.EqualDecimal, kql.EqualDateTime,
			kql.EqualTimeSpan, kql.EqualGUID, kql.EqualDynamic,
		},
		Examples: []Example{
			{"dynamic('a') == 'a'", "True"},
			{"dynamic([1]) == dynamic([1.0])", "True"},
			{"dynamic('1') == 1", "False"},
			{"dynamic(1.0) == 1", "True"},
			{"dynamic(null) == long(null)", "null"},
			{"dynamic(null) == 1", "False"},
		},
		Inline: true,
	},
	{
		Name: "!=",
		Sigs: []string{
			"(left: bool, right: scalar) bool",
			"(left: notbool, right: scalar) bool",
		},
		Doc: "Tells whether two values differ.",
		Go: []any{
			kql.UnequalText, kql.UnequalBool, kql.UnequalLong, kql.UnequalReal, kql.UnequalDecimal, kql.UnequalDateTime,
			kql.UnequalTimeSpan, kql.UnequalGUID, kql.UnequalDynamic,
		},
		Examples: []Example{
			{"dynamic('a') != 'a'", "False"},
			{"dynamic('1') != 1", "True"},
			{"dynamic(null) != 1", "True"},
		},
		Inline: true,
	},
	{
		Name: "=~",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether two texts are equal, case aside.",
		Go:  []any{kql.EqualFold},
		Examples: []Example{
			{"'Cmd' =~ 'cMD'", "True"},
			{"'Ż' =~ 'ż'", "True"},
			{"'' =~ 'a'", "False"},
		},
	},
	{
		Name: "!~",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether two texts differ, case aside.",
		Examples: []Example{
			{"'Cmd' !~ 'cMD'", "False"},
			{"'' !~ 'a'", "True"},
		},
		As: []string{"($1, $2) = not(=~($1, $2))"},
	},
	{
		Name: "has",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term, case aside.",
		Go:  []any{kql.Has, kql.HasTerm},
		Examples: []Example{
			{"'C:/cmd.exe' has 'CMD'", "True"},
			{"'cmdlet' has 'cmd'", "False"},
			{"'żółw x' has 'ŻÓŁW'", "True"},
		},
	},
	{
		Name: "has_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term.",
		Go:  []any{kql.HasCS},
		Examples: []Example{
			{"'C:/cmd.exe' has_cs 'cmd'", "True"},
			{"'C:/cmd.exe' has_cs 'CMD'", "False"},
		},
	},
	{
		Name: "!has",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text lacks a term, case aside.",
		Examples: []Example{
			{"'run cmd' !has 'xyz'", "True"},
			{"'' !has 'a'", "True"},
		},
		As: []string{"($1, $2) = not(has($1, $2))"},
	},
	{
		Name: "!has_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text lacks a term.",
		Examples: []Example{
			{"'run cmd' !has_cs 'xyz'", "True"},
			{"'' !has_cs 'a'", "True"},
		},
		As: []string{"($1, $2) = not(has_cs($1, $2))"},
	},
	{
		Name: "hasprefix",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term that begins so, case aside.",
		Go:  []any{kql.HasPrefix, kql.HasPrefixTerm},
		Examples: []Example{
			{"'run cmdlet' hasprefix 'CMD'", "True"},
			{"'mycmd' hasprefix 'cmd'", "False"},
		},
	},
	{
		Name: "hasprefix_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term that begins so.",
		Go:  []any{kql.HasPrefixCS},
		Examples: []Example{
			{"'run cmdlet' hasprefix_cs 'cmd'", "True"},
			{"'run cmdlet' hasprefix_cs 'CMD'", "False"},
		},
	},
	{
		Name: "!hasprefix",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has no term that begins so, case aside.",
		Examples: []Example{
			{"'run cmd' !hasprefix 'xyz'", "True"},
			{"'' !hasprefix 'a'", "True"},
		},
		As: []string{"($1, $2) = not(hasprefix($1, $2))"},
	},
	{
		Name: "!hasprefix_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has no term that begins so.",
		Examples: []Example{
			{"'run cmd' !hasprefix_cs 'xyz'", "True"},
			{"'' !hasprefix_cs 'a'", "True"},
		},
		As: []string{"($1, $2) = not(hasprefix_cs($1, $2))"},
	},
	{
		Name: "hassuffix",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term that ends so, case aside.",
		Go:  []any{kql.HasSuffix, kql.HasSuffixTerm},
		Examples: []Example{
			{"'run mycmd' hassuffix 'CMD'", "True"},
			{"'cmdlet' hassuffix 'cmd'", "False"},
		},
	},
	{
		Name: "hassuffix_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term that ends so.",
		Go:  []any{kql.HasSuffixCS},
		Examples: []Example{
			{"'run mycmd' hassuffix_cs 'cmd'", "True"},
			{"'run mycmd' hassuffix_cs 'CMD'", "False"},
		},
	},
	{
		Name: "!hassuffix",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has no term that ends so, case aside.",
		Examples: []Example{
			{"'run cmd' !hassuffix 'xyz'", "True"},
			{"'' !hassuffix 'a'", "True"},
		},
		As: []string{"($1, $2) = not(hassuffix($1, $2))"},
	},
	{
		Name: "!hassuffix_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has no term that ends so.",
		Examples: []Example{
			{"'run cmd' !hassuffix_cs 'xyz'", "True"},
			{"'' !hassuffix_cs 'a'", "True"},
		},
		As: []string{"($1, $2) = not(hassuffix_cs($1, $2))"},
	},
	{
		Name: "like",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text matches a pattern with % for any text and _ for any character, case aside.",
		Go:  []any{kql.Like},
		Examples: []Example{
			{"'cmd.exe' like 'C%exe'", "True"},
			{"'' like 'a%'", "False"},
		},
	},
	{
		Name: "likecs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text matches a pattern with % for any text and _ for any character.",
		Go:  []any{kql.LikeCS},
		Examples: []Example{
			{"'cmd.exe' likecs 'c_d%exe'", "True"},
			{"'cmd.exe' likecs 'C%exe'", "False"},
		},
	},
	{
		Name: "notlike",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not match a pattern with % for any text and _ for any character, case aside.",
		Examples: []Example{
			{"'cmd' notlike 'c%'", "False"},
			{"'ż' notlike 'c%'", "True"},
		},
		As: []string{"($1, $2) = not(like($1, $2))"},
	},
	{
		Name: "notlikecs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not match a pattern with % for any text and _ for any character.",
		Examples: []Example{
			{"'cmd' notlikecs 'c%'", "False"},
			{"'Cmd' notlikecs 'c%'", "True"},
		},
		As: []string{"($1, $2) = not(likecs($1, $2))"},
	},
	{
		Name: "contains",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text contains another, case aside.",
		Go:  []any{kql.Contains, kql.ContainsNeedle},
		Examples: []Example{
			{"'Żółwie' contains 'ÓŁW'", "True"},
			{"'abc' contains ''", "True"},
		},
	},
	{
		Name: "contains_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text contains another.",
		Go:  []any{kql.ContainsCS},
		Examples: []Example{
			{"'abc' contains_cs 'b'", "True"},
			{"'abc' contains_cs 'B'", "False"},
		},
	},
	{
		Name: "!contains",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not contain another, case aside.",
		Examples: []Example{
			{"'run cmd' !contains 'xyz'", "True"},
			{"'' !contains 'a'", "True"},
		},
		As: []string{"($1, $2) = not(contains($1, $2))"},
	},
	{
		Name: "!contains_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not contain another.",
		Examples: []Example{
			{"'run cmd' !contains_cs 'xyz'", "True"},
			{"'' !contains_cs 'a'", "True"},
		},
		As: []string{"($1, $2) = not(contains_cs($1, $2))"},
	},
	{
		Name: "startswith",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text begins so, case aside.",
		Go:  []any{kql.StartsWith},
		Examples: []Example{
			{"'Cmd.exe' startswith 'cMD'", "True"},
			{"'' startswith 'a'", "False"},
		},
	},
	{
		Name: "startswith_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text begins so.",
		Go:  []any{kql.StartsWithCS},
		Examples: []Example{
			{"'cmd.exe' startswith_cs 'cmd'", "True"},
			{"'cmd.exe' startswith_cs 'CMD'", "False"},
		},
	},
	{
		Name: "!startswith",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not begin so, case aside.",
		Examples: []Example{
			{"'run cmd' !startswith 'xyz'", "True"},
			{"'' !startswith 'a'", "True"},
		},
		As: []string{"($1, $2) = not(startswith($1, $2))"},
	},
	{
		Name: "!startswith_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not begin so.",
		Examples: []Example{
			{"'run cmd' !startswith_cs 'xyz'", "True"},
			{"'' !startswith_cs 'a'", "True"},
		},
		As: []string{"($1, $2) = not(startswith_cs($1, $2))"},
	},
	{
		Name: "endswith",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text ends so, case aside.",
		Go:  []any{kql.EndsWith},
		Examples: []Example{
			{"'cmd.EXE' endswith '.exe'", "True"},
			{"'żÓŁ' endswith 'ół'", "True"},
		},
	},
	{
		Name: "endswith_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text ends so.",
		Go:  []any{kql.EndsWithCS},
		Examples: []Example{
			{"'cmd.exe' endswith_cs '.exe'", "True"},
			{"'cmd.exe' endswith_cs '.EXE'", "False"},
		},
	},
	{
		Name: "!endswith",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not end so, case aside.",
		Examples: []Example{
			{"'run cmd' !endswith 'xyz'", "True"},
			{"'' !endswith 'a'", "True"},
		},
		As: []string{"($1, $2) = not(endswith($1, $2))"},
	},
	{
		Name: "!endswith_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not end so.",
		Examples: []Example{
			{"'run cmd' !endswith_cs 'xyz'", "True"},
			{"'' !endswith_cs 'a'", "True"},
		},
		As: []string{"($1, $2) = not(endswith_cs($1, $2))"},
	},
	{
		Name: "matches regex",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a regular expression matches somewhere in a text.",
		Go:  []any{kql.MatchesRegex},
		Examples: []Example{
			{"'pid=42' matches regex '[0-9]+'", "True"},
			{"'' matches regex 'a'", "False"},
		},
	},
	{
		Name: ":",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text has a term; of search.",
		Go:  []any{kql.Has, kql.HasTerm},
		Examples: []Example{
			{"'run cmd' : 'CMD'", "True"},
			{"'' : 'a'", "False"},
		},
	},
	{
		Name: "in",
		Sigs: []string{
			"(value: bool, table: tabular) bool",
			"(value: notbool, table: tabular) bool",
			"(value: bool, value: scalar*) bool",
			"(value: notbool, value: scalar*) bool",
		},
		Doc: "Tells whether a value is one of a list or of a column.",
		Go: []any{
			kql.In, kql.InSet, kql.InArray, kql.OneOfDynamic,
			kql.OneOf[bool], kql.OneOfNull[bool],
			kql.OneOf[int32], kql.OneOfNull[int32], kql.OneOfSet[int32],
			kql.OneOf[int64], kql.OneOfNull[int64], kql.OneOfSet[int64],
			kql.OneOf[float64], kql.OneOfNull[float64], kql.OneOfSet[float64],
			kql.OneOf[kql.Decimal], kql.OneOfNull[kql.Decimal], kql.OneOfSet[kql.Decimal],
			kql.OneOf[kql.DateTime], kql.OneOfNull[kql.DateTime], kql.OneOfSet[kql.DateTime],
			kql.OneOf[kql.TimeSpan], kql.OneOfNull[kql.TimeSpan], kql.OneOfSet[kql.TimeSpan],
			kql.OneOf[kql.GUID], kql.OneOfNull[kql.GUID], kql.OneOfSet[kql.GUID],
		},
		Examples: []Example{
			{"'b' in ('a', 'b')", "True"},
			{"'B' in ('a', 'b')", "False"},
			{"'' in ('a', '')", "True"},
			{"4625 in (4624, 4625)", "True"},
			{"long(null) in (1, 2)", "False"},
			{"dynamic(2) in (1, 2)", "True"},
		},
		List: 1,
	},
	{
		Name: "in~",
		Sigs: []string{
			"(value: string|dynamic, table: tabular) bool",
			"(value: string|dynamic, value: scalar*) bool",
		},
		Doc: "Tells whether a text is one of a list or of a column, case aside.",
		Go:  []any{kql.InFold, kql.InFoldSet, kql.InFoldArray},
		Examples: []Example{
			{"'B' in~ ('a', 'b')", "True"},
			{"'Ż' in~ ('ż', 'a')", "True"},
			{"'c' in~ ('a', 'b')", "False"},
		},
		List: 1,
	},
	{
		Name: "!in",
		Sigs: []string{
			"(value: bool, table: tabular) bool",
			"(value: notbool, table: tabular) bool",
			"(value: bool, value: scalar*) bool",
			"(value: notbool, value: scalar*) bool",
		},
		Doc: "Tells whether a value is none of a list or of a column.",
		Examples: []Example{
			{"'b' !in ('a', 'b')", "False"},
			{"'' !in ('a', 'b')", "True"},
		},
		As:   []string{"($1, $2) = not(in($1, $2))"},
		List: 1,
	},
	{
		Name: "!in~",
		Sigs: []string{
			"(value: string|dynamic, table: tabular) bool",
			"(value: string|dynamic, value: scalar*) bool",
		},
		Doc: "Tells whether a text is none of a list or of a column, case aside.",
		Examples: []Example{
			{"'b' !in~ ('a', 'b')", "False"},
			{"'' !in~ ('a', 'b')", "True"},
		},
		As:   []string{"($1, $2) = not(in~($1, $2))"},
		List: 1,
	},
	{
		Name: "between",
		Sigs: []string{
			"(value: number, start: number, end: number) bool",
			"(value: summable, start: P0, end: P0) bool",
			"(value: datetime, start: datetime, end: timespan) bool",
			"(value: number, start: dynamic, end: P1) bool",
			"(value: dynamic, start: number, end: P1) bool",
		},
		Doc:    "Tells whether a value lies between two others, both included.",
		Inline: true,
	},
	{
		Name: "!between",
		Sigs: []string{
			"(value: number, start: number, end: number) bool",
			"(value: summable, start: P0, end: P0) bool",
			"(value: datetime, start: datetime, end: timespan) bool",
			"(value: number, start: dynamic, end: P1) bool",
			"(value: dynamic, start: number, end: P1) bool",
		},
		Doc: "Tells whether a value does not lie between two others.",
		As:  []string{"($1, $2, $3) = not(between($1, $2, $3))"},
	},
	{
		Name: "has_any",
		Sigs: []string{
			"(value: string|dynamic, table: tabular) bool",
			"(value: string|dynamic, value: scalar*) bool",
		},
		Doc: "Tells whether a text has one of several terms, case aside.",
		Go:  []any{kql.HasAny, kql.HasAnyTerm, kql.HasAnyArray},
		Examples: []Example{
			{"'run cmd' has_any ('NET', 'CMD')", "True"},
			{"'' has_any ('a', 'b')", "False"},
		},
		List: 1,
	},
	{
		Name: "has_all",
		Sigs: []string{
			"(value: string|dynamic, table: tabular) bool",
			"(value: string|dynamic, value: scalar*) bool",
		},
		Doc: "Tells whether a text has all of several terms, case aside.",
		Go:  []any{kql.HasAll, kql.HasAllTerms, kql.HasAllArray},
		Examples: []Example{
			{"'run cmd now' has_all ('NOW', 'cmd')", "True"},
			{"'run cmd' has_all ('now', 'cmd')", "False"},
		},
		List: 1,
	},
}
