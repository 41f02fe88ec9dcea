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
		Doc: "Lists the paths of all leaves of a dynamic.",
		Go:  []any{kql.TreePath},
		Examples: []Example{
			{"treepath(dynamic({'a':{'b':1}}))", `["['a']","['a']['b']"]`},
			{"treepath(dynamic({'a':[1,2]}))", `["['a']","['a'][0]"]`},
		},
	},
	{
		Sigs:     []string{"bag_keys(object: bag) [string]"},
		Foldable: true,
		Doc:      "Lists the keys of a property bag.",
		Go:       []any{kql.BagKeys},
		Examples: []Example{
			{"bag_keys(dynamic({'b':1,'a':2}))", `["b","a"]`},
			{"bag_keys(dynamic({}))", "[]"},
			{"bag_keys(dynamic([1]))", "null"},
		},
	},
	{
		Sigs:   []string{"pack((key: string, value: scalar)*) custom"},
		Return: bagPack, Instead: "bag_pack", Hidden: true, Foldable: true,
		Doc: "Builds a property bag from names and values.",
		Go:  []any{kql.BagPack},
		Examples: []Example{
			{"pack('a', 1, 'b', 'x')", `{"a":1,"b":"x"}`},
			{"pack('a', dynamic(null))", `{"a":null}`},
		},
	},
	{
		Sigs:   []string{"pack_dictionary((key: string, value: scalar)*) custom"},
		Return: bagPack, Instead: "bag_pack", Hidden: true, Foldable: true,
		Doc: "Builds a property bag from names and values.",
		Go:  []any{kql.BagPack},
		Examples: []Example{
			{"pack_dictionary('a', 1, 'b', 'x')", `{"a":1,"b":"x"}`},
			{"pack_dictionary('a', dynamic(null))", `{"a":null}`},
		},
	},
	{
		Sigs:   []string{"bag_pack((key: string, value: scalar)*) custom"},
		Return: bagPack, Foldable: true,
		Doc: "Builds a property bag from names and values.",
		Go:  []any{kql.BagPack},
		Examples: []Example{
			{"bag_pack('a', 1, 'b', 'x')", `{"a":1,"b":"x"}`},
			{"bag_pack('a', dynamic(null))", `{"a":null}`},
		},
	},
	{
		Sigs:   []string{"bag_pack_columns(value: column scalar*) custom"},
		Return: bagPackColumns, Foldable: true,
		Doc:    "Builds a property bag from columns, by their names.",
		Inline: true,
	},
	{
		Sigs:   []string{"pack_all([ignore_null_empty: literal scalar]) custom"},
		Return: packAll, Foldable: true,
		Doc:    "Builds a property bag from all columns of the row.",
		Inline: true,
	},
	{
		Sigs:   []string{"bag_merge(bag: bag*2-64) custom"},
		Return: bagMerge, Foldable: true,
		Doc: "Joins property bags; the first value of a key wins.",
		Go:  []any{kql.BagMerge},
		Examples: []Example{
			{"bag_merge(dynamic({'a':1}), dynamic({'a':2,'b':3}))", `{"a":1,"b":3}`},
			{"bag_merge(dynamic(null), dynamic({'a':2}))", `{"a":2}`},
		},
	},
	{
		Sigs:     []string{"dynamic_to_json(dynamic: scalar) string"},
		Foldable: true,
		Doc:      "Prints a dynamic as JSON with sorted keys.",
		Go:       []any{kql.DynamicToJSON},
		Examples: []Example{
			{"dynamic_to_json(dynamic({'b':1,'a':[2]}))", `{"a":[2],"b":1}`},
			{"dynamic_to_json('x')", "x"},
		},
	},
	{
		Sigs:   []string{"bag_remove_keys(bag: bag, keys: array) custom"},
		Return: bagRemoveKeys, Foldable: true,
		Doc: "Removes keys from a property bag.",
		Go:  []any{kql.BagRemoveKeys},
		Examples: []Example{
			{"bag_remove_keys(dynamic({'a':1,'b':{'c':2,'d':3}}), dynamic(['a','$.b.c']))", `{"b":{"d":3}}`},
			{"bag_remove_keys(dynamic([1]), dynamic(['a']))", "null"},
		},
	},
	{
		Sigs:     []string{"bag_has_key(bag: bag, key: string) bool"},
		Foldable: true,
		Doc:      "Tells whether a property bag has a key or path.",
		Go:       []any{kql.BagHasKey},
		Examples: []Example{
			{"bag_has_key(dynamic({'a':{'b':null}}), '$.a.b')", "True"},
			{"bag_has_key(dynamic({'a':1}), 'A')", "False"},
		},
	},
	{
		Sigs:   []string{"bag_set_key(bag: bag, key: const string, value: scalar) custom"},
		Return: bagSetKey, Foldable: true,
		Doc: "Sets a key or path of a property bag.",
		Go:  []any{kql.BagSetKey},
		Examples: []Example{
			{"bag_set_key(dynamic({'a':1}), '$.b.c', 2)", `{"a":1,"b":{"c":2}}`},
			{"bag_set_key(dynamic({'a':1}), 'a', 'x')", `{"a":"x"}`},
			{"bag_set_key(dynamic([]), 'a', 1)", "null"},
		},
	},
	{
		Sigs:     []string{"bag_zip(keys: array, values: array) bag"},
		Foldable: true,
		Doc:      "Builds a property bag from an array of keys and one of values.",
		Go:       []any{kql.BagZip},
		Examples: []Example{
			{"bag_zip(dynamic(['a','b']), dynamic([1]))", `{"a":1,"b":null}`},
			{"bag_zip(dynamic(['a',5]), dynamic([1,2,3]))", `{"a":1}`},
		},
	},
}
