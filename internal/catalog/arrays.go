package catalog

import (
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
		Doc:     "Gives an array that holds a value a number of times.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:    []string{"arraylength(array: array) long"},
		Instead: "array_length", Hidden: true, Foldable: true,
		Doc:     "Counts the elements of an array.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"array_length(array: array) long"},
		Foldable: true,
		Doc:      "Counts the elements of an array; null for anything else.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"range(start: summable, stop: summable, [step: summable]) P0[]"},
		Foldable: true,
		Doc:      "Gives an array of evenly spaced values, both ends included.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:   []string{"array_concat(array: array*64) custom"},
		Return: arrayConcat, Foldable: true,
		Doc:     "Joins arrays into one.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"array_iif(condition_array: array, when_true: scalar, when_false: scalar) custom"},
		Return: arrayIff, Hidden: true, Foldable: true,
		Doc:     "Takes each element from one of two arrays by an array of conditions.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"array_iff(condition_array: array, when_true: scalar, when_false: scalar) custom"},
		Return: arrayIff, Foldable: true,
		Doc:     "Takes each element from one of two arrays by an array of conditions.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"array_index_of(array: array, value: scalar, [start: integer], [length: integer], [occurrence: const integer]) long"},
		Foldable: true,
		Doc:      "Finds where a value stands in an array, -1 if it does not.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"array_slice(array: array, start: integer, end: integer) P0"},
		Foldable: true,
		Doc:      "Cuts a part out of an array, both ends included.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs: []string{
			"array_split(array: array, index: integer) P0",
			"array_split(array: array, indices: array) P0",
		},
		Foldable: true,
		Doc:      "Cuts an array into several, at one or more indexes.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"array_shift_left(array: array, shift_count: integer, [default_value: scalar]) P0"},
		Foldable: true,
		Doc:      "Moves the elements of an array towards the start and fills up.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"array_shift_right(array: array, shift_count: integer, [default_value: scalar]) P0"},
		Foldable: true,
		Doc:      "Moves the elements of an array towards the end and fills up.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"array_reverse(value: array) P0"},
		Foldable: true,
		Doc:      "Turns the order of the elements round.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"array_rotate_left(array: array, rotate_count: integer) P0"},
		Foldable: true,
		Doc:      "Moves the elements of an array towards the start; those that fall out come in at the end.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"array_rotate_right(array: array, rotate_count: integer) P0"},
		Foldable: true,
		Doc:      "Moves the elements of an array towards the end; those that fall out come in at the start.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:   []string{"array_sort_asc(arrays: array*64, [nulls_last: const bool]) custom"},
		Return: arraySort, Layout: layoutArraySort,
		Doc:     "Sorts an array, and further arrays in the same order, ascending.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"array_sort_desc(arrays: array*64, [nulls_last: const bool]) custom"},
		Return: arraySort, Layout: layoutArraySort,
		Doc:     "Sorts an array, and further arrays in the same order, descending.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"zip(array: array*2-64) [array]"},
		Foldable: true,
		Doc:      "Joins arrays into one array of tuples.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs: []string{
			"pack_array(value: scalar*) custom",
			"pack_array(value: star scalar) custom",
		},
		Return: packArray, Foldable: true,
		Doc:     "Builds an array from values.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"set_has_element(set: array, value: scalar) bool"},
		Foldable: true,
		Doc:      "Tells whether an array holds a value.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:   []string{"set_union(set: array*2-64) custom"},
		Return: setOf, Foldable: true,
		Doc:     "Gives the distinct values that any of the arrays holds.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"set_intersect(set: array*2-64) custom"},
		Return: setOf, Foldable: true,
		Doc:     "Gives the distinct values that all of the arrays hold.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"set_difference(set: array*2-64) custom"},
		Return: setOf, Foldable: true,
		Doc:     "Gives the distinct values of the first array that no other holds.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"set_equals(set1: array, set2: array) bool"},
		Foldable: true,
		Doc:      "Tells whether two arrays hold the same distinct values.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"jaccard_index(set: array*2-2) [real]"},
		Foldable: true,
		Doc:      "Gives the size of the intersection of two sets by that of their union.",
		Missing:  "this function is not implemented",
	},
}
