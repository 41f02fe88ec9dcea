package catalog

import "github.com/kqlc/kqlc/kql"

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
		Sigs:   []string{"assert(predicate: bool, message: string) bool"},
		Doc:    "Fails the query unless a constant condition is true.",
		Inline: true,
	},
	{
		Sigs:   []string{"not(expression: bool) bool"},
		Doc:    "Negates a bool.",
		Inline: true,
	},
	{
		Sigs:    []string{"notnull(expression: scalar) bool"},
		Instead: "isnotnull", Hidden: true,
		Doc: "Tells whether a value is not null.",
		Examples: []Example{
			{"notnull(1)", "True"},
			{"notnull(datetime(null))", "False"},
		},
		As: []string{"($1) = not(isnull($1))"},
	},
	{
		Sigs: []string{"isnotnull(expression: scalar) bool"},
		Doc:  "Tells whether a value is not null; a text never is.",
		Examples: []Example{
			{"isnotnull(1)", "True"},
			{"isnotnull(datetime(null))", "False"},
		},
		As: []string{"($1) = not(isnull($1))"},
	},
	{
		Sigs: []string{"isnull(expression: scalar) bool"},
		Doc:  "Tells whether a value is null; a text never is.",
		Go: []any{
			kql.IsNull[bool], kql.IsNull[int32], kql.IsNull[int64], kql.IsNull[float64], kql.IsNull[kql.Decimal],
			kql.IsNull[kql.DateTime], kql.IsNull[kql.TimeSpan], kql.IsNull[kql.GUID], kql.IsNullText, kql.IsNullDynamic,
		},
		Examples: []Example{
			{"isnull(long(null))", "True"},
			{"isnull('')", "False"},
			{"isnull(dynamic(null))", "True"},
			{"isnull(dynamic([]))", "False"},
		},
	},
	{
		Sigs:    []string{"notempty(value: scalar) bool"},
		Instead: "isnotempty", Hidden: true,
		Doc: "Tells whether a value is neither null nor the empty text.",
		Examples: []Example{
			{"notempty('a')", "True"},
			{"notempty('')", "False"},
		},
		As: []string{"($1) = not(isempty($1))"},
	},
	{
		Sigs:   []string{"iscolumnexists(column_name: const string) bool"},
		Hidden: true,
		Doc:    "Tells whether the row has a column.",
		Inline: true,
	},
	{
		Sigs: []string{"isnotempty(value: scalar) bool"},
		Doc:  "Tells whether a value is neither null nor the empty text.",
		Examples: []Example{
			{"isnotempty('a')", "True"},
			{"isnotempty('')", "False"},
		},
		As: []string{"($1) = not(isempty($1))"},
	},
	{
		Sigs: []string{"isempty(value: scalar) bool"},
		Doc:  "Tells whether a value is null or the empty text.",
		Go: []any{
			kql.IsEmpty, kql.IsEmptyDynamic, kql.IsNull[bool], kql.IsNull[int32], kql.IsNull[int64], kql.IsNull[float64],
			kql.IsNull[kql.Decimal], kql.IsNull[kql.DateTime], kql.IsNull[kql.TimeSpan], kql.IsNull[kql.GUID],
		},
		Examples: []Example{
			{"isempty('')", "True"},
			{"isempty(' ')", "False"},
			{"isempty(dynamic(''))", "True"},
			{"isempty(int(null))", "True"},
		},
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
		Sigs: []string{"around(value: scalar, center: scalar, delta: scalar) bool"},
		Doc:  "Tells whether a value lies within a distance of another.",
		Go: []any{
			kql.AroundLong, kql.AroundReal, kql.AroundDecimal, kql.AroundDateTime, kql.AroundTimeSpan,
		},
		Examples: []Example{
			{"around(10, 8, 2)", "True"},
			{"around(10, 7, 2)", "False"},
			{"around(timespan(61s), timespan(1m), timespan(1s))", "True"},
			{"around(10, long(null), 2)", "null"},
		},
	},
	{
		Sigs:     []string{"coalesce(arg: T*2-64) T"},
		Foldable: true,
		Doc:      "Gives the first argument that is not null, or not empty for texts.",
		Go: []any{
			kql.Coalesce[bool], kql.Coalesce[int32], kql.Coalesce[int64], kql.Coalesce[float64],
			kql.Coalesce[kql.Decimal], kql.Coalesce[kql.DateTime], kql.Coalesce[kql.TimeSpan], kql.Coalesce[kql.GUID],
			kql.CoalesceText, kql.CoalesceDynamic,
		},
		Examples: []Example{
			{"coalesce(long(null), 2, 3)", "2"},
			{"coalesce('', 'b')", "b"},
			{"coalesce(int(null), 2)", "2"},
			{"coalesce(real(null), real(null))", "null"},
		},
	},
	{
		Sigs:     []string{"max_of(arg: Torderable*2-64) T"},
		Foldable: true,
		Doc:      "Gives the greatest of its arguments; nulls do not count.",
		Go: []any{
			kql.MaxOf[bool], kql.MaxOf[int32], kql.MaxOf[int64], kql.MaxOf[float64], kql.MaxOf[kql.Decimal],
			kql.MaxOf[kql.DateTime], kql.MaxOf[kql.TimeSpan], kql.MaxOf[kql.GUID], kql.MaxOfText,
		},
		Examples: []Example{
			{"max_of(1, 3, 2)", "3"},
			{"max_of(1, 2.5)", "2.5"},
			{"max_of('a', 'b')", "b"},
			{"max_of(long(null), 2)", "2"},
		},
	},
	{
		Sigs:     []string{"min_of(arg: Torderable*2-64) T"},
		Foldable: true,
		Doc:      "Gives the least of its arguments; nulls do not count.",
		Go: []any{
			kql.MinOf[bool], kql.MinOf[int32], kql.MinOf[int64], kql.MinOf[float64], kql.MinOf[kql.Decimal],
			kql.MinOf[kql.DateTime], kql.MinOf[kql.TimeSpan], kql.MinOf[kql.GUID], kql.MinOfText,
		},
		Examples: []Example{
			{"min_of(3, 1, 2)", "1"},
			{"min_of(1, 2.5)", "1.0"},
			{"min_of(long(null), long(null))", "null"},
		},
	},
}
