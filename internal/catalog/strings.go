package catalog

// stringsFunctions are the functions on text.
var stringsFunctions = []Function{
	{
		Sigs:     []string{"strcat(arg: scalar*64) string"},
		Foldable: true,
		Doc:      "Joins the texts of its arguments.",
	},
	{
		Sigs:     []string{"strcat_array(array: array, delimiter: scalar) string"},
		Foldable: true,
		Doc:      "Joins the elements of an array with a delimiter between them.",
	},
	{
		Sigs:     []string{"strcat_delim(delimiter: scalar, arg: scalar*2-64) string"},
		Foldable: true,
		Doc:      "Joins the texts of the later arguments with the first between them.",
	},
	{
		Sigs:     []string{"strcmp(s1: scalar, s2: scalar) long"},
		Foldable: true,
		Doc:      "Compares two texts by code point: -1, 0 or 1.",
	},
	{
		Sigs:     []string{"strrep(value: scalar, multiplier: long, [delimiter: scalar]) string"},
		Foldable: true,
		Doc:      "Repeats a text, with a delimiter in between if one is given.",
	},
	{
		Sigs:   []string{"strlen(string: text) long"},
		Naming: Prefixed, Prefix: "strlen", Foldable: true,
		Doc: "Counts the characters of a text.",
	},
	{
		Sigs:   []string{"string_size(string: text) long"},
		Naming: Prefixed, Prefix: "string_size", Foldable: true,
		Doc: "Counts the bytes of a text in UTF-8.",
	},
	{
		Sigs:     []string{"toupper(value: scalar) string"},
		Foldable: true,
		Doc:      "Turns letters into upper case.",
	},
	{
		Sigs:     []string{"tolower(value: scalar) string"},
		Foldable: true,
		Doc:      "Turns letters into lower case.",
	},
	{
		Sigs:    []string{"to_utf8(value: scalar) array"},
		Instead: "unicode_codepoints_from_string", Hidden: true, Foldable: true,
		Doc: "Gives the code points of a text as an array.",
	},
	{
		Sigs:     []string{"unicode_codepoints_from_string(value: scalar) array"},
		Foldable: true,
		Doc:      "Gives the code points of a text as an array.",
	},
	{
		Sigs:     []string{"substring(string: scalar, start: integer, [length: integer]) string"},
		Foldable: true,
		Doc:      "Cuts a part out of a text, by start and length in characters.",
	},
	{
		Sigs:     []string{"regex_quote(string: scalar) string"},
		Foldable: true,
		Doc:      "Escapes a text so that as a regular expression it means itself.",
	},
	{
		Sigs:     []string{"indexof(string: scalar, match: scalar, [start: integer], [length: integer], [occurrence: const integer]) long"},
		Foldable: true,
		Doc:      "Finds where a text first occurs in another, -1 if it does not.",
	},
	{
		Sigs:     []string{"indexof_regex(string: scalar, match: const scalar, [start: integer], [length: integer], [occurrence: const integer]) long"},
		Foldable: true,
		Doc:      "Finds where a regular expression first matches, -1 if it does not.",
	},
	{
		Sigs:     []string{"has_any_index(source: text, values: array) long"},
		Foldable: true,
		Doc:      "Gives the position in an array of the first term that a text has, -1 if it has none.",
	},
	{
		Sigs:     []string{"reverse(value: scalar) string"},
		Foldable: true,
		Doc:      "Turns the order of the characters round.",
	},
	{
		Sigs:   []string{"split(source: scalar, delimiter: string, [requestedIndex: integer]) [string]"},
		Naming: First, Foldable: true,
		Doc: "Cuts a text at a delimiter into an array, or gives the part asked for.",
	},
	{
		Sigs: []string{
			"extract(regex: const string, captureGroup: long, source: string) string",
			"extract(regex: const string, captureGroup: long, source: string, typeLiteral: literal type) PNtype",
		},
		Foldable: true,
		Doc:      "Gives a group of the first match of a regular expression, converted to a type if one is given.",
	},
	{
		Sigs: []string{
			"extractall(regex: const string, source: string) array",
			"extractall(regex: const string, captureGroups: array, source: string) array",
		},
		Instead: "extract_all", Hidden: true, Foldable: true,
		Doc: "Gives the groups of all matches of a regular expression.",
	},
	{
		Sigs: []string{
			"extract_all(regex: const string, source: string) array",
			"extract_all(regex: const string, captureGroups: array, source: string) array",
		},
		Foldable: true,
		Doc:      "Gives the groups of all matches of a regular expression.",
	},
	{
		Sigs:    []string{"replace(regex: const string, rewrite: const string, source: string) string"},
		Instead: "replace_regex or replace_string", Hidden: true, Foldable: true,
		Doc: "Replaces all matches of a regular expression.",
	},
	{
		Sigs:     []string{"replace_regex(source: string, lookup_regex: const string, rewrite_pattern: const string) string"},
		Foldable: true,
		Doc:      "Replaces all matches of a regular expression; the rewrite may refer to groups.",
	},
	{
		Sigs:     []string{"replace_string(text: string, lookup: string, rewrite: string) string"},
		Foldable: true,
		Doc:      "Replaces all occurrences of a text.",
	},
	{
		Sigs:     []string{"replace_strings(text: string, lookups: array, rewrites: array) string"},
		Foldable: true,
		Doc:      "Replaces all occurrences of several texts, each by its own replacement.",
	},
	{
		Sigs:     []string{"trim_start(regex: const string, source: string) string"},
		Foldable: true,
		Doc:      "Removes what a regular expression matches at the start of a text.",
	},
	{
		Sigs:     []string{"trim_end(regex: const string, source: string) string"},
		Foldable: true,
		Doc:      "Removes what a regular expression matches at the end of a text.",
	},
	{
		Sigs:     []string{"trim(regex: const string, source: string) string"},
		Foldable: true,
		Doc:      "Removes what a regular expression matches at either end of a text.",
	},
	{
		Sigs:     []string{"countof(source: string, search: string, [kind: literal string in searchkind]) long"},
		Foldable: true,
		Doc:      "Counts how often a text or a regular expression occurs in another text.",
	},
	{
		Sigs:     []string{"translate(searchList: string, replacementList: string, source: string) string"},
		Foldable: true,
		Doc:      "Replaces characters one by one, from one list into another.",
	},
	{
		Sigs:    []string{"make_string(value: integers*) string"},
		Instead: "unicode_codepoints_to_string", Hidden: true, Foldable: true,
		Doc: "Builds a text from code points.",
	},
	{
		Sigs:     []string{"unicode_codepoints_to_string(value: integers*) string"},
		Foldable: true,
		Doc:      "Builds a text from code points.",
	},
	{
		Sigs: []string{"isascii(value: scalar) bool"},
		Doc:  "Tells whether a text is ASCII throughout.",
	},
	{
		Sigs: []string{"isutf8(value: scalar) bool"},
		Doc:  "Tells whether a text is valid UTF-8.",
	},
	{
		Sigs:   []string{"format_bytes(size: number, [precision: const number], [format: const string]) string"},
		Naming: First,
		Doc:    "Prints a count of bytes with a unit that suits it.",
	},
}
