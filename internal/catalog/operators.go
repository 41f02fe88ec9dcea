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
		Return:  unarySign,
		Doc:     "Changes the sign.",
		Missing: "this operator is not implemented for these types",
	},
	{
		Name: "unary +",
		Sigs: []string{
			"(operand: summable) custom",
			"(operand: dynamic) dynamic",
		},
		Return:  unarySign,
		Doc:     "Gives the value as it is.",
		Missing: "this operator is not implemented for these types",
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
		Doc:    "Adds numbers, timespans, or a timespan to a datetime.",
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
		Doc:    "Subtracts numbers, timespans or datetimes.",
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
		Doc:    "Multiplies numbers, or a timespan by a number.",
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
		Doc:    "Divides numbers or timespans; whole numbers are cut to a whole number.",
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
		Doc:     "Gives the remainder of a division.",
		Missing: "this operator is not implemented for these types",
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
		Doc:    "Compares values of one kind.",
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
		Doc:    "Compares values of one kind.",
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
		Doc:    "Compares values of one kind.",
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
		Doc:    "Compares values of one kind.",
		Inline: true,
	},
	{
		Name: "==",
		Sigs: []string{
			"(left: bool, right: scalar) bool",
			"(left: notbool, right: scalar) bool",
			"(left: star notbool, right: scalar) bool",
		},
		Doc:    "Tells whether two values are equal.",
		Inline: true,
	},
	{
		Name: "!=",
		Sigs: []string{
			"(left: bool, right: scalar) bool",
			"(left: notbool, right: scalar) bool",
		},
		Doc:    "Tells whether two values differ.",
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
		Go:  []any{kql.In, kql.InSet, kql.InArray},
		Examples: []Example{
			{"'b' in ('a', 'b')", "True"},
			{"'B' in ('a', 'b')", "False"},
			{"'' in ('a', '')", "True"},
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
		Doc:     "Tells whether a value lies between two others, both included.",
		Missing: "this operator is not implemented for these types",
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
