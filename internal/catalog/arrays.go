package catalog

import (
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// arrayFunctions are the functions on arrays and sets.
var arrayFunctions = []Function{
	{
		Sigs:     []string{"array_strcat(array: array, delimiter: scalar) string"},
		Foldable: true,
		Doc:      "Joins the elements of an array with a delimiter between them.",
		Go:       []any{kql.StrcatArray},
		Examples: []Example{
			{"array_strcat(dynamic(['a', 1, true]), '->')", "a->1->true"},
			{"array_strcat(dynamic([]), ',')", ""},
		},
	},
	{
		Sigs:   []string{"repeat(value: scalar, count: long) P0[]"},
		Naming: Prefixed, Prefix: "repeat", Foldable: true,
		Doc: "Gives an array that holds a value a number of times.",
		Go:  []any{kql.Repeat},
		Examples: []Example{
			{"repeat(1, 3)", "[1,1,1]"},
			{"repeat('a', 0)", "[]"},
			{"repeat(1, -1)", "null"},
		},
	},
	{
		Sigs:    []string{"arraylength(array: array) long"},
		Instead: "array_length", Hidden: true, Foldable: true,
		Doc: "Counts the elements of an array.",
		Go:  []any{kql.ArrayLength},
		Examples: []Example{
			{"arraylength(dynamic([1, 'b']))", "2"},
			{"arraylength(dynamic([]))", "0"},
			{"arraylength(dynamic({'a':1}))", "null"},
		},
	},
	{
		Sigs:     []string{"array_length(array: array) long"},
		Foldable: true,
		Doc:      "Counts the elements of an array; null for anything else.",
		Go:       []any{kql.ArrayLength},
		Examples: []Example{
			{"array_length(dynamic([1, 'b']))", "2"},
			{"array_length(dynamic([]))", "0"},
			{"array_length(dynamic({'a':1}))", "null"},
		},
	},
	{
		Sigs:     []string{"range(start: summable, stop: summable, [step: summable]) P0[]"},
		Foldable: true,
		Doc:      "Gives an array of evenly spaced values, both ends included.",
		Go:       []any{kql.RangeLong, kql.RangeReal, kql.RangeDateTime, kql.RangeTimeSpan},
		Examples: []Example{
			{"range(1, 5, 2)", "[1,3,5]"},
			{"range(timespan(1h), timespan(3h))", `["01:00:00","02:00:00","03:00:00"]`},
			{"range(3, 1)", "[]"},
			{"range(1, 2, 0.5)", "[1.0,1.5,2.0]"},
		},
	},
	{
		Sigs:   []string{"array_concat(array: array*64) custom"},
		Return: arrayConcat, Foldable: true,
		Doc: "Joins arrays into one.",
		Go:  []any{kql.ArrayConcat},
		Examples: []Example{
			{"array_concat(dynamic([1]), dynamic([2, 3]))", "[1,2,3]"},
			{"array_concat(dynamic(null), dynamic([1]))", "[1]"},
		},
	},
	{
		Sigs:   []string{"array_iif(condition_array: array, when_true: scalar, when_false: scalar) custom"},
		Return: arrayIff, Hidden: true, Foldable: true,
		Doc: "Takes each element from one of two arrays by an array of conditions.",
		Go:  []any{kql.ArrayIff},
		Examples: []Example{
			{"array_iif(dynamic([true,false]), dynamic([1,2]), dynamic([3,4]))", "[1,4]"},
			{"array_iif(dynamic([1,0,5]), 'y', 'n')", `["y","n","y"]`},
			{"array_iif(dynamic(['x',null,true]), dynamic([]), 0)", "[null,null,null]"},
		},
	},
	{
		Sigs:   []string{"array_iff(condition_array: array, when_true: scalar, when_false: scalar) custom"},
		Return: arrayIff, Foldable: true,
		Doc: "Takes each element from one of two arrays by an array of conditions.",
		Go:  []any{kql.ArrayIff},
		Examples: []Example{
			{"array_iff(dynamic([true,false]), dynamic([1,2]), dynamic([3,4]))", "[1,4]"},
			{"array_iff(dynamic([1,0,5]), 'y', 'n')", `["y","n","y"]`},
			{"array_iff(dynamic(['x',null,true]), dynamic([]), 0)", "[null,null,null]"},
		},
	},
	{
		Sigs:     []string{"array_index_of(array: array, value: scalar, [start: integer], [length: integer], [occurrence: const integer]) long"},
		Foldable: true,
		Doc:      "Finds where a value stands in an array, -1 if it does not.",
		Go:       []any{kql.ArrayIndexOf},
		Examples: []Example{
			{"array_index_of(dynamic(['a','b']), 'b')", "1"},
			{"array_index_of(dynamic(['1']), 1)", "-1"},
			{"array_index_of(dynamic([1,2,1]), 1, 1)", "2"},
			{"array_index_of(dynamic([1,2,1]), 1, 0, -1, 2)", "2"},
			{"array_index_of(dynamic({}), 1)", "null"},
		},
	},
	{
		Sigs:     []string{"array_slice(array: array, start: integer, end: integer) P0"},
		Foldable: true,
		Doc:      "Cuts a part out of an array, both ends included.",
		Go:       []any{kql.ArraySlice},
		Examples: []Example{
			{"array_slice(dynamic([1,2,3,4]), 1, 2)", "[2,3]"},
			{"array_slice(dynamic([1,2,3,4]), -2, -1)", "[3,4]"},
			{"array_slice(dynamic([1]), 3, 5)", "[]"},
		},
	},
	{
		Sigs: []string{
			"array_split(array: array, index: integer) P0",
			"array_split(array: array, indices: array) P0",
		},
		Foldable: true,
		Doc:      "Cuts an array into several, at one or more indexes.",
		Go:       []any{kql.ArraySplit, kql.ArraySplitArray},
		Examples: []Example{
			{"array_split(dynamic([1,2,3]), 1)", "[[1],[2,3]]"},
			{"array_split(dynamic([1,2,3]), dynamic([1,-1]))", "[[1],[2],[3]]"},
			{"array_split(dynamic('x'), 1)", "null"},
		},
	},
	{
		Sigs:     []string{"array_shift_left(array: array, shift_count: integer, [default_value: scalar]) P0"},
		Foldable: true,
		Doc:      "Moves the elements of an array towards the start and fills up.",
		Go:       []any{kql.ArrayShiftLeft},
		Examples: []Example{
			{"array_shift_left(dynamic([1,2,3]), 1)", "[2,3,null]"},
			{"array_shift_left(dynamic(['a','b']), 1)", `["b",""]`},
			{"array_shift_left(dynamic([1,2,3]), -1, 0)", "[0,1,2]"},
		},
	},
	{
		Sigs:     []string{"array_shift_right(array: array, shift_count: integer, [default_value: scalar]) P0"},
		Foldable: true,
		Doc:      "Moves the elements of an array towards the end and fills up.",
		Go:       []any{kql.ArrayShiftRight},
		Examples: []Example{
			{"array_shift_right(dynamic([1,2,3]), 1)", "[null,1,2]"},
			{"array_shift_right(dynamic([1,2,3]), 9, 0)", "[0,0,0]"},
		},
	},
	{
		Sigs:     []string{"array_reverse(value: array) P0"},
		Foldable: true,
		Doc:      "Turns the order of the elements round.",
		Go:       []any{kql.ArrayReverse},
		Examples: []Example{
			{"array_reverse(dynamic([1,'b',3]))", `[3,"b",1]`},
			{"array_reverse(dynamic(1))", "null"},
		},
	},
	{
		Sigs:     []string{"array_rotate_left(array: array, rotate_count: integer) P0"},
		Foldable: true,
		Doc:      "Moves the elements of an array towards the start; those that fall out come in at the end.",
		Go:       []any{kql.ArrayRotateLeft},
		Examples: []Example{
			{"array_rotate_left(dynamic([1,2,3]), 1)", "[2,3,1]"},
			{"array_rotate_left(dynamic([1,2,3]), -4)", "[3,1,2]"},
			{"array_rotate_left(dynamic([]), 1)", "[]"},
		},
	},
	{
		Sigs:     []string{"array_rotate_right(array: array, rotate_count: integer) P0"},
		Foldable: true,
		Doc:      "Moves the elements of an array towards the end; those that fall out come in at the start.",
		Go:       []any{kql.ArrayRotateRight},
		Examples: []Example{
			{"array_rotate_right(dynamic([1,2,3]), 1)", "[3,1,2]"},
			{"array_rotate_right(dynamic([1,2,3]), -1)", "[2,3,1]"},
		},
	},
	{
		Sigs:   []string{"array_sort_asc(arrays: array*64, [nulls_last: const bool]) custom"},
		Return: arraySort, Layout: layoutArraySort,
		Doc: "Sorts an array, and further arrays in the same order, ascending.",
		Go:  []any{kql.ArraySortAsc},
		Examples: []Example{
			{"array_sort_asc(dynamic([3,null,1]))", "[1,3,null]"},
			{"array_sort_asc(dynamic(['b',null,2]), false)", `[null,2,"b"]`},
		},
	},
	{
		Sigs:   []string{"array_sort_desc(arrays: array*64, [nulls_last: const bool]) custom"},
		Return: arraySort, Layout: layoutArraySort,
		Doc: "Sorts an array, and further arrays in the same order, descending.",
		Go:  []any{kql.ArraySortDesc},
		Examples: []Example{
			{"array_sort_desc(dynamic([3,null,4]))", "[4,3,null]"},
			{"array_sort_desc(dynamic(['b','B']))", `["b","B"]`},
		},
	},
	{
		Sigs:     []string{"zip(array: array*2-64) [array]"},
		Foldable: true,
		Doc:      "Joins arrays into one array of tuples.",
		Go:       []any{kql.Zip},
		Examples: []Example{
			{"zip(dynamic([1,2]), dynamic(['a','b']))", `[[1,"a"],[2,"b"]]`},
			{"zip(dynamic([1]), dynamic([]))", "[[1,null]]"},
		},
	},
	{
		Sigs: []string{
			"pack_array(value: scalar*) custom",
			"pack_array(value: star scalar) custom",
		},
		Return: packArray, Foldable: true,
		Doc: "Builds an array from values.",
		Go:  []any{kql.PackArray},
		Examples: []Example{
			{"pack_array(1, 'b', 2.5)", `[1,"b",2.5]`},
			{"pack_array(timespan(1h))", `["01:00:00"]`},
		},
	},
	{
		Sigs:     []string{"set_has_element(set: array, value: scalar) bool"},
		Foldable: true,
		Doc:      "Tells whether an array holds a value.",
		Go:       []any{kql.SetHasElement},
		Examples: []Example{
			{"set_has_element(dynamic([1,'b']), 'b')", "True"},
			{"set_has_element(dynamic(['1']), 1)", "False"},
			{"set_has_element(dynamic(null), 1)", "False"},
		},
	},
	{
		Sigs:   []string{"set_union(set: array*2-64) custom"},
		Return: setOf, Foldable: true,
		Doc: "Gives the distinct values that any of the arrays holds.",
		Go:  []any{kql.SetUnion},
		Examples: []Example{
			{"set_union(dynamic([1,2,1]), dynamic([3,2]))", "[1,2,3]"},
			{"set_union(dynamic([]), dynamic([]))", "[]"},
		},
	},
	{
		Sigs:   []string{"set_intersect(set: array*2-64) custom"},
		Return: setOf, Foldable: true,
		Doc: "Gives the distinct values that all of the arrays hold.",
		Go:  []any{kql.SetIntersect},
		Examples: []Example{
			{"set_intersect(dynamic([1,2,3]), dynamic([3,2]))", "[2,3]"},
			{"set_intersect(dynamic([1]), dynamic(null))", "null"},
		},
	},
	{
		Sigs:   []string{"set_difference(set: array*2-64) custom"},
		Return: setOf, Foldable: true,
		Doc: "Gives the distinct values of the first array that no other holds.",
		Go:  []any{kql.SetDifference},
		Examples: []Example{
			{"set_difference(dynamic([1,2,3,1]), dynamic([3,2]))", "[1]"},
			{"set_difference(dynamic([null,1]), dynamic([null]))", "[1]"},
		},
	},
	{
		Sigs:     []string{"set_equals(set1: array, set2: array) bool"},
		Foldable: true,
		Doc:      "Tells whether two arrays hold the same distinct values.",
		Go:       []any{kql.SetEquals},
		Examples: []Example{
			{"set_equals(dynamic([1,2,1]), dynamic([2,1]))", "True"},
			{"set_equals(dynamic([1]), dynamic(['1']))", "False"},
		},
	},
	{
		Sigs:     []string{"jaccard_index(set: array*2-2) [real]"},
		Service:  func(*Call) types.Type { return types.Real },
		Foldable: true,
		Doc:      "Gives the size of the intersection of two sets by that of their union.",
		Go:       []any{kql.JaccardIndex},
		Examples: []Example{
			{"jaccard_index(dynamic([1,2]), dynamic([2,3,4]))", "0.25"},
			{"jaccard_index(dynamic([]), dynamic([]))", "NaN"},
		},
	},
}
