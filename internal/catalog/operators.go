package catalog

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
	},
	{
		Name: "unary +",
		Sigs: []string{
			"(operand: summable) custom",
			"(operand: dynamic) dynamic",
		},
		Return: unarySign,
		Doc:    "Gives the value as it is.",
	},
	{
		Name: "and",
		Sigs: []string{
			"(left: bool, right: bool) bool",
			"(left: dynamic, right: bool) bool",
			"(left: bool, right: dynamic) bool",
			"(left: dynamic, right: dynamic) bool",
		},
		Doc: "Holds if both sides do; three-valued.",
	},
	{
		Name: "or",
		Sigs: []string{
			"(left: bool, right: bool) bool",
			"(left: dynamic, right: bool) bool",
			"(left: bool, right: dynamic) bool",
			"(left: dynamic, right: dynamic) bool",
		},
		Doc: "Holds if one of the sides does; three-valued.",
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
	},
	{
		Name: "==",
		Sigs: []string{
			"(left: bool, right: scalar) bool",
			"(left: notbool, right: scalar) bool",
			"(left: star notbool, right: scalar) bool",
		},
		Doc: "Tells whether two values are equal.",
	},
	{
		Name: "!=",
		Sigs: []string{
			"(left: bool, right: scalar) bool",
			"(left: notbool, right: scalar) bool",
		},
		Doc: "Tells whether two values differ.",
	},
	{
		Name: "=~",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether two texts are equal, case aside.",
	},
	{
		Name: "!~",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether two texts differ, case aside.",
	},
	{
		Name: "has",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term, case aside.",
	},
	{
		Name: "has_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term.",
	},
	{
		Name: "!has",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text lacks a term, case aside.",
	},
	{
		Name: "!has_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text lacks a term.",
	},
	{
		Name: "hasprefix",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term that begins so, case aside.",
	},
	{
		Name: "hasprefix_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term that begins so.",
	},
	{
		Name: "!hasprefix",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has no term that begins so, case aside.",
	},
	{
		Name: "!hasprefix_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has no term that begins so.",
	},
	{
		Name: "hassuffix",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term that ends so, case aside.",
	},
	{
		Name: "hassuffix_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has a term that ends so.",
	},
	{
		Name: "!hassuffix",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has no term that ends so, case aside.",
	},
	{
		Name: "!hassuffix_cs",
		Sigs: []string{
			"(left: text, right: string) bool",
			"(left: star text, right: string) bool",
		},
		Doc: "Tells whether a text has no term that ends so.",
	},
	{
		Name: "like",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text matches a pattern with * for any text, case aside.",
	},
	{
		Name: "likecs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text matches a pattern with * for any text.",
	},
	{
		Name: "notlike",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not match a pattern with * for any text, case aside.",
	},
	{
		Name: "notlikecs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not match a pattern with * for any text.",
	},
	{
		Name: "contains",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text contains another, case aside.",
	},
	{
		Name: "contains_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text contains another.",
	},
	{
		Name: "!contains",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not contain another, case aside.",
	},
	{
		Name: "!contains_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not contain another.",
	},
	{
		Name: "startswith",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text begins so, case aside.",
	},
	{
		Name: "startswith_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text begins so.",
	},
	{
		Name: "!startswith",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not begin so, case aside.",
	},
	{
		Name: "!startswith_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not begin so.",
	},
	{
		Name: "endswith",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text ends so, case aside.",
	},
	{
		Name: "endswith_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text ends so.",
	},
	{
		Name: "!endswith",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not end so, case aside.",
	},
	{
		Name: "!endswith_cs",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text does not end so.",
	},
	{
		Name: "matches regex",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a regular expression matches somewhere in a text.",
	},
	{
		Name: ":",
		Sigs: []string{
			"(left: text, right: text) bool",
			"(left: star text, right: text) bool",
		},
		Doc: "Tells whether a text has a term; of search.",
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
	},
	{
		Name: "in~",
		Sigs: []string{
			"(value: string|dynamic, table: tabular) bool",
			"(value: string|dynamic, value: scalar*) bool",
		},
		Doc: "Tells whether a text is one of a list or of a column, case aside.",
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
	},
	{
		Name: "!in~",
		Sigs: []string{
			"(value: string|dynamic, table: tabular) bool",
			"(value: string|dynamic, value: scalar*) bool",
		},
		Doc: "Tells whether a text is none of a list or of a column, case aside.",
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
		Doc: "Tells whether a value lies between two others, both included.",
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
	},
	{
		Name: "has_any",
		Sigs: []string{
			"(value: string|dynamic, table: tabular) bool",
			"(value: string|dynamic, value: scalar*) bool",
		},
		Doc: "Tells whether a text has one of several terms, case aside.",
	},
	{
		Name: "has_all",
		Sigs: []string{
			"(value: string|dynamic, table: tabular) bool",
			"(value: string|dynamic, value: scalar*) bool",
		},
		Doc: "Tells whether a text has all of several terms, case aside.",
	},
}
