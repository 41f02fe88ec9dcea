package catalog

// conditionalFunctions are the functions that choose and test.
var conditionalFunctions = []Function{
	{
		Sigs:     []string{"iif(if: bool, then: Tdynamic, else: Tdynamic) T-"},
		Foldable: true,
		Doc:      "Gives one of two values by a condition; null counts as false.",
		Inline:   true,
	},
	{
		Sigs:     []string{"iff(if: bool, then: Tdynamic, else: Tdynamic) T-"},
		Foldable: true,
		Doc:      "Gives one of two values by a condition; null counts as false.",
		Inline:   true,
	},
	{
		Sigs:     []string{"case((predicate: bool, then: Tdynamic)*, else: Tdynamic) T-"},
		Foldable: true,
		Doc:      "Gives the value that follows the first true condition, or the last argument.",
		Inline:   true,
	},
	{
		Sigs:    []string{"assert(predicate: bool, message: string) bool"},
		Doc:     "Fails the query unless a constant condition is true.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"not(expression: bool) bool"},
		Doc:    "Negates a bool.",
		Inline: true,
	},
	{
		Sigs:    []string{"notnull(expression: scalar) bool"},
		Instead: "isnotnull", Hidden: true,
		Doc:     "Tells whether a value is not null.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:    []string{"isnotnull(expression: scalar) bool"},
		Doc:     "Tells whether a value is not null; a text never is.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:    []string{"isnull(expression: scalar) bool"},
		Doc:     "Tells whether a value is null; a text never is.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:    []string{"notempty(value: scalar) bool"},
		Instead: "isnotempty", Hidden: true,
		Doc:     "Tells whether a value is neither null nor the empty text.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"iscolumnexists(column_name: const string) bool"},
		Hidden: true,
		Doc:    "Tells whether the row has a column.",
		Inline: true,
	},
	{
		Sigs:    []string{"isnotempty(value: scalar) bool"},
		Doc:     "Tells whether a value is neither null nor the empty text.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:    []string{"isempty(value: scalar) bool"},
		Doc:     "Tells whether a value is null or the empty text.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"columnifexists(column_name: const string, defaultValue: scalar) P1"},
		Naming: FirstIfColumn, Instead: "column_ifexists", Hidden: true,
		Doc:    "Gives a column if the row has it, else another value.",
		Inline: true,
	},
	{
		Sigs:   []string{"column_ifexists(column_name: const string, defaultValue: scalar) P1"},
		Naming: FirstIfColumn,
		Doc:    "Gives a column if the row has it, else another value.",
		Inline: true,
	},
	{
		Sigs:    []string{"around(value: scalar, center: scalar, delta: scalar) bool"},
		Doc:     "Tells whether a value lies within a distance of another.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"coalesce(arg: T*2-64) T"},
		Foldable: true,
		Doc:      "Gives the first argument that is not null, or not empty for texts.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"max_of(arg: Torderable*2-64) T"},
		Foldable: true,
		Doc:      "Gives the greatest of its arguments; nulls do not count.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"min_of(arg: Torderable*2-64) T"},
		Foldable: true,
		Doc:      "Gives the least of its arguments; nulls do not count.",
		Missing:  "this function is not implemented",
	},
}
