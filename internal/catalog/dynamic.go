package catalog

import (
	"github.com/kqlc/kqlc/kql"
)

// dynamicFunctions are the functions on dynamics and property bags.
var dynamicFunctions = []Function{
	{
		Sigs: []string{
			"extractjson(jsonPath: const string, jsonText: string) string",
			"extractjson(jsonPath: const string, jsonText: string, type: literal type) PNtype",
		},
		Foldable: true,
		Doc:      "Gives what a path leads to in a JSON text, as text or converted.",
		Go:       []any{kql.ExtractJSON},
		Examples: []Example{
			{`extractjson('$.a.b', '{"a":{"b":"c"}}')`, "c"},
			{`extractjson('$.a[1]', '{"a":[1,2]}')`, "2"},
			{"extractjson('$.a', 'no JSON')", ""},
		},
	},
	{
		Sigs: []string{
			"extract_json(jsonPath: const string, jsonText: string) string",
			"extract_json(jsonPath: const string, jsonText: string, type: literal type) PNtype",
		},
		Foldable: true,
		Doc:      "Gives what a path leads to in a JSON text, as text or converted.",
		Go:       []any{kql.ExtractJSON},
		Examples: []Example{
			{`extract_json('$.a.b', '{"a":{"b":"c"}}')`, "c"},
			{`extract_json('$.a[1]', '{"a":[1,2]}')`, "2"},
			{"extract_json('$.a', 'no JSON')", ""},
		},
	},
	{
		Sigs:   []string{"todynamic(value: string) dynamic"},
		Naming: First, Foldable: true,
		Doc: "Reads JSON text as a dynamic.",
		Go:  []any{kql.ParseJSON},
		Examples: []Example{
			{`todynamic('{"a":[1,2.5,null]}')`, `{"a":[1,2.5,null]}`},
			{"todynamic('no JSON')", "no JSON"},
			{"todynamic('')", "null"},
		},
	},
	{
		Sigs:   []string{"toobject(value: string) dynamic"},
		Naming: First, Instead: "todynamic", Hidden: true, Foldable: true,
		Doc: "Reads JSON text as a dynamic.",
		Go:  []any{kql.ParseJSON},
		Examples: []Example{
			{`toobject('{"a":[1,2.5,null]}')`, `{"a":[1,2.5,null]}`},
			{"toobject('no JSON')", "no JSON"},
			{"toobject('')", "null"},
		},
	},
	{
		Sigs:   []string{"parsejson(json_text: text) dynamic"},
		Naming: First, Instead: "parse_json", Hidden: true, Foldable: true,
		Doc: "Reads JSON text as a dynamic.",
		Go:  []any{kql.ParseJSON},
		Examples: []Example{
			{`parsejson('{"a":[1,2.5,null]}')`, `{"a":[1,2.5,null]}`},
			{"parsejson('no JSON')", "no JSON"},
			{"parsejson('')", "null"},
		},
	},
	{
		Sigs:   []string{"parse_json(json_text: text) dynamic"},
		Naming: First, Foldable: true,
		Doc: "Reads JSON text as a dynamic; other text stays a text.",
		Go:  []any{kql.ParseJSON},
		Examples: []Example{
			{`parse_json('{"a":[1,2.5,null]}')`, `{"a":[1,2.5,null]}`},
			{"parse_json('no JSON')", "no JSON"},
			{"parse_json('')", "null"},
		},
	},
	{
		Sigs:   []string{"treepath(object: bag) [string]"},
		Naming: Prefixed, Prefix: "tree", Foldable: true,
		Doc:     "Lists the paths of all leaves of a dynamic.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"bag_keys(object: bag) [string]"},
		Foldable: true,
		Doc:      "Lists the keys of a property bag.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:   []string{"pack((key: string, value: scalar)*) custom"},
		Return: bagPack, Instead: "bag_pack", Hidden: true, Foldable: true,
		Doc:     "Builds a property bag from names and values.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"pack_dictionary((key: string, value: scalar)*) custom"},
		Return: bagPack, Instead: "bag_pack", Hidden: true, Foldable: true,
		Doc:     "Builds a property bag from names and values.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"bag_pack((key: string, value: scalar)*) custom"},
		Return: bagPack, Foldable: true,
		Doc:     "Builds a property bag from names and values.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"bag_pack_columns(value: column scalar*) custom"},
		Return: bagPackColumns, Foldable: true,
		Doc:     "Builds a property bag from columns, by their names.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"pack_all([ignore_null_empty: literal scalar]) custom"},
		Return: packAll, Foldable: true,
		Doc:     "Builds a property bag from all columns of the row.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"bag_merge(bag: bag*2-64) custom"},
		Return: bagMerge, Foldable: true,
		Doc:     "Joins property bags; the first value of a key wins.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"dynamic_to_json(dynamic: scalar) string"},
		Foldable: true,
		Doc:      "Prints a dynamic as JSON with sorted keys.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:   []string{"bag_remove_keys(bag: bag, keys: array) custom"},
		Return: bagRemoveKeys, Foldable: true,
		Doc:     "Removes keys from a property bag.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"bag_has_key(bag: bag, key: string) bool"},
		Foldable: true,
		Doc:      "Tells whether a property bag has a key or path.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:   []string{"bag_set_key(bag: bag, key: const string, value: scalar) custom"},
		Return: bagSetKey, Foldable: true,
		Doc:     "Sets a key or path of a property bag.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"bag_zip(keys: array, values: array) bag"},
		Foldable: true,
		Doc:      "Builds a property bag from an array of keys and one of values.",
		Missing:  "this function is not implemented",
	},
}
