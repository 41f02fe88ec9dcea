package catalog

import (
	"github.com/kqlc/kqlc/kql"
)

// stringsFunctions are the functions on text.
var stringsFunctions = []Function{
	{
		Sigs:     []string{"strcat(arg: scalar*64) string"},
		Foldable: true,
		Doc:      "Joins the texts of its arguments.",
		Go:       []any{kql.Strcat},
		Examples: []Example{
			{"strcat('a', 'b', 'c')", "abc"},
			{"strcat('żó', '', 1)", "żó1"},
		},
	},
	{
		Sigs:     []string{"strcat_array(array: array, delimiter: scalar) string"},
		Foldable: true,
		Doc:      "Joins the elements of an array with a delimiter between them.",
		Go:       []any{kql.StrcatArray},
		Examples: []Example{
			{"strcat_array(dynamic(['a', 1, true]), '->')", "a->1->true"},
			{"strcat_array(dynamic([]), ',')", ""},
		},
	},
	{
		Sigs:     []string{"strcat_delim(delimiter: scalar, arg: scalar*2-64) string"},
		Foldable: true,
		Doc:      "Joins the texts of the later arguments with the first between them.",
		Go:       []any{kql.StrcatDelim},
		Examples: []Example{
			{"strcat_delim('-', 'a', 'b')", "a-b"},
			{"strcat_delim('', '', 'ł')", "ł"},
		},
	},
	{
		Sigs:     []string{"strcmp(s1: scalar, s2: scalar) long"},
		Foldable: true,
		Doc:      "Compares two texts by code point: -1, 0 or 1.",
		Go:       []any{kql.Strcmp},
		Examples: []Example{
			{"strcmp('a', 'b')", "-1"},
			{"strcmp('b', 'B')", "1"},
			{"strcmp('', '')", "0"},
		},
	},
	{
		Sigs:     []string{"strrep(value: scalar, multiplier: long, [delimiter: scalar]) string"},
		Foldable: true,
		Doc:      "Repeats a text, with a delimiter in between if one is given.",
		Go:       []any{kql.Strrep},
		Examples: []Example{
			{"strrep('ab', 2)", "abab"},
			{"strrep('é', 3, '-')", "é-é-é"},
			{"strrep('a', 0)", ""},
		},
	},
	{
		Sigs:   []string{"strlen(string: text) long"},
		Naming: Prefixed, Prefix: "strlen", Foldable: true,
		Doc: "Counts the characters of a text.",
		Go:  []any{kql.Strlen},
		Examples: []Example{
			{"strlen('cmd.exe')", "7"},
			{"strlen('żółw')", "4"},
			{"strlen('')", "0"},
		},
	},
	{
		Sigs:   []string{"string_size(string: text) long"},
		Naming: Prefixed, Prefix: "string_size", Foldable: true,
		Doc: "Counts the bytes of a text in UTF-8.",
		Go:  []any{kql.StringSize},
		Examples: []Example{
			{"string_size('cmd.exe')", "7"},
			{"string_size('żółw')", "7"},
		},
	},
	{
		Sigs:     []string{"toupper(value: scalar) string"},
		Foldable: true,
		Doc:      "Turns letters into upper case.",
		Go:       []any{kql.ToUpper},
		Examples: []Example{
			{"toupper('cmd')", "CMD"},
			{"toupper('żółw1')", "ŻÓŁW1"},
		},
	},
	{
		Sigs:     []string{"tolower(value: scalar) string"},
		Foldable: true,
		Doc:      "Turns letters into lower case.",
		Go:       []any{kql.ToLower},
		Examples: []Example{
			{"tolower('CMD')", "cmd"},
			{"tolower('ŻÓŁW')", "żółw"},
		},
	},
	{
		Sigs:    []string{"to_utf8(value: scalar) array"},
		Instead: "unicode_codepoints_from_string", Hidden: true, Foldable: true,
		Doc: "Gives the code points of a text as an array.",
		Go:  []any{kql.UnicodeCodepointsFromString},
		Examples: []Example{
			{"to_utf8('KQL')", "[75,81,76]"},
			{"to_utf8('ż')", "[380]"},
		},
	},
	{
		Sigs:     []string{"unicode_codepoints_from_string(value: scalar) array"},
		Foldable: true,
		Doc:      "Gives the code points of a text as an array.",
		Go:       []any{kql.UnicodeCodepointsFromString},
		Examples: []Example{
			{"unicode_codepoints_from_string('KQL')", "[75,81,76]"},
			{"unicode_codepoints_from_string('ż')", "[380]"},
		},
	},
	{
		Sigs:     []string{"substring(string: scalar, start: integer, [length: integer]) string"},
		Foldable: true,
		Doc:      "Cuts a part out of a text, by start and length in characters.",
		Go:       []any{kql.Substring},
		Examples: []Example{
			{"substring('cmd.exe', 4)", "exe"},
			{"substring('żółw', 1, 2)", "ół"},
			{"substring('cmd', 9)", ""},
		},
	},
	{
		Sigs:     []string{"regex_quote(string: scalar) string"},
		Foldable: true,
		Doc:      "Escapes a text so that as a regular expression it means itself.",
		Go:       []any{kql.RegexQuote},
		Examples: []Example{
			{"regex_quote('a.b')", `a\.b`},
			{"regex_quote('ż(1)')", `ż\(1\)`},
		},
	},
	{
		Sigs:     []string{"indexof(string: scalar, match: scalar, [start: integer], [length: integer], [occurrence: const integer]) long"},
		Foldable: true,
		Doc:      "Finds where a text first occurs in another, -1 if it does not.",
		Go:       []any{kql.IndexOf},
		Examples: []Example{
			{"indexof('cmd.exe', '.')", "3"},
			{"indexof('żółw', 'w')", "3"},
			{"indexof('abc', 'x')", "-1"},
			{"indexof('abc', '')", "null"},
		},
	},
	{
		Sigs:     []string{"indexof_regex(string: scalar, match: const scalar, [start: integer], [length: integer], [occurrence: const integer]) long"},
		Foldable: true,
		Doc:      "Finds where a regular expression first matches, -1 if it does not.",
		Go:       []any{kql.IndexOfRegex},
		Examples: []Example{
			{"indexof_regex('a1b2', '[0-9]')", "1"},
			{"indexof_regex('żółw', 'w')", "3"},
			{"indexof_regex('abc', 'x')", "-1"},
		},
	},
	{
		Sigs:     []string{"has_any_index(source: text, values: array) long"},
		Foldable: true,
		Doc:      "Gives the position in an array of the first term that a text has, -1 if it has none.",
		Go:       []any{kql.HasAnyIndex, kql.HasAnyTermIndex, kql.HasAnyIndexArray},
		Examples: []Example{
			{"has_any_index('whoami /all', dynamic(['net', 'whoami']))", "1"},
			{"has_any_index('', dynamic(['net']))", "-1"},
		},
		List: 1,
	},
	{
		Sigs:     []string{"reverse(value: scalar) string"},
		Foldable: true,
		Doc:      "Turns the order of the characters round.",
		Go:       []any{kql.Reverse},
		Examples: []Example{
			{"reverse('abc')", "cba"},
			{"reverse('żółw')", "włóż"},
		},
	},
	{
		Sigs:   []string{"split(source: scalar, delimiter: string, [requestedIndex: integer]) [string]"},
		Naming: First, Foldable: true,
		Doc: "Cuts a text at a delimiter into an array, or gives the part asked for.",
		Go:  []any{kql.Split},
		Examples: []Example{
			{"split('a,b,,', ',')", `["a","b","",""]`},
			{"split('a,b', ',', 1)", `["b"]`},
			{"split('', ',')", `[""]`},
		},
	},
	{
		Sigs: []string{
			"extract(regex: const string, captureGroup: long, source: string) string",
			"extract(regex: const string, captureGroup: long, source: string, typeLiteral: literal type) PNtype",
		},
		Foldable: true,
		Doc:      "Gives a group of the first match of a regular expression, converted to a type if one is given.",
		Go:       []any{kql.Extract},
		Examples: []Example{
			{"extract('([a-z]+)=([0-9]+)', 2, 'pid=42')", "42"},
			{"extract('x', 0, 'abc')", ""},
			{"extract('(ó.)', 1, 'żółw')", "ół"},
		},
	},
	{
		Sigs: []string{
			"extractall(regex: const string, source: string) array",
			"extractall(regex: const string, captureGroups: array, source: string) array",
		},
		Instead: "extract_all", Hidden: true, Foldable: true,
		Doc: "Gives the groups of all matches of a regular expression.",
		Go:  []any{kql.ExtractAll, kql.ExtractAllGroups},
		Examples: []Example{
			{"extractall('([0-9])', 'a1b2')", `["1","2"]`},
			{"extractall('(x)', '')", "null"},
		},
	},
	{
		Sigs: []string{
			"extract_all(regex: const string, source: string) array",
			"extract_all(regex: const string, captureGroups: array, source: string) array",
		},
		Foldable: true,
		Doc:      "Gives the groups of all matches of a regular expression.",
		Go:       []any{kql.ExtractAll, kql.ExtractAllGroups},
		Examples: []Example{
			{"extract_all('([0-9])', 'a1b2')", `["1","2"]`},
			{"extract_all('(.)=(.)', 'a=1 b=2')", `[["a","1"],["b","2"]]`},
			{"extract_all('(.)=(.)', dynamic([2]), 'a=1 ż=2')", `["1","2"]`},
			{"extract_all('(x)', 'abc')", "null"},
		},
	},
	{
		Sigs:    []string{"replace(regex: const string, rewrite: const string, source: string) string"},
		Instead: "replace_regex or replace_string", Hidden: true, Foldable: true,
		Doc: "Replaces all matches of a regular expression.",
		Examples: []Example{
			{"replace('[0-9]', '#', 'a1b2')", "a#b#"},
			{"replace('ł', 'l', 'żółw')", "żólw"},
		},
		As: []string{"($1, $2, $3) = replace_regex($3, $1, $2)"},
	},
	{
		Sigs:     []string{"replace_regex(source: string, lookup_regex: const string, rewrite_pattern: const string) string"},
		Foldable: true,
		Doc:      "Replaces all matches of a regular expression; the rewrite may refer to groups.",
		Go:       []any{kql.ReplaceRegex},
		Examples: []Example{
			{"replace_regex('a1b2', '[0-9]', '#')", "a#b#"},
			{`replace_regex('ab', '(a)(b)', '\\2\\1')`, "ba"},
			{"replace_regex('', 'a', 'b')", ""},
		},
	},
	{
		Sigs:     []string{"replace_string(text: string, lookup: string, rewrite: string) string"},
		Foldable: true,
		Doc:      "Replaces all occurrences of a text.",
		Go:       []any{kql.ReplaceString},
		Examples: []Example{
			{"replace_string('a.b.c', '.', '-')", "a-b-c"},
			{"replace_string('żółw', 'ó', 'o')", "żołw"},
			{"replace_string('abc', '', 'x')", "abc"},
		},
	},
	{
		Sigs:     []string{"replace_strings(text: string, lookups: array, rewrites: array) string"},
		Foldable: true,
		Doc:      "Replaces all occurrences of several texts, each by its own replacement.",
		Go:       []any{kql.ReplaceStrings},
		Examples: []Example{
			{"replace_strings('cat and dog', dynamic(['cat', 'dog']), dynamic(['dog', 'pigeon']))", "dog and pigeon"},
			{"replace_strings('', dynamic(['a']), dynamic(['b']))", ""},
		},
	},
	{
		Sigs:     []string{"trim_start(regex: const string, source: string) string"},
		Foldable: true,
		Doc:      "Removes what a regular expression matches at the start of a text.",
		Go:       []any{kql.TrimStart},
		Examples: []Example{
			{"trim_start('-+', '--a--')", "a--"},
			{"trim_start('x', '')", ""},
		},
	},
	{
		Sigs:     []string{"trim_end(regex: const string, source: string) string"},
		Foldable: true,
		Doc:      "Removes what a regular expression matches at the end of a text.",
		Go:       []any{kql.TrimEnd},
		Examples: []Example{
			{"trim_end('-+', '--a--')", "--a"},
			{"trim_end('w', 'żółw')", "żół"},
		},
	},
	{
		Sigs:     []string{"trim(regex: const string, source: string) string"},
		Foldable: true,
		Doc:      "Removes what a regular expression matches at either end of a text.",
		Go:       []any{kql.Trim},
		Examples: []Example{
			{"trim('-+', '--a-b--')", "a-b"},
			{"trim('ż', 'żółw')", "ółw"},
		},
	},
	{
		Sigs:     []string{"countof(source: string, search: string, [kind: literal string in searchkind]) long"},
		Foldable: true,
		Doc:      "Counts how often a text or a regular expression occurs in another text.",
		Go:       []any{kql.CountOf},
		Examples: []Example{
			{"countof('aXaXa', 'a')", "3"},
			{"countof('aaa', 'aa')", "2"},
			{"countof('a1b22', '[0-9]+', 'regex')", "2"},
			{"countof('', 'a', 'normal')", "0"},
		},
		As: []string{"($1, $2, 'normal') = countof($1, $2)", "($1, $2, 'regex') = countof regex($1, $2)"},
	},
	{
		Sigs:     []string{"translate(searchList: string, replacementList: string, source: string) string"},
		Foldable: true,
		Doc:      "Replaces characters one by one, from one list into another.",
		Go:       []any{kql.Translate},
		Examples: []Example{
			{"translate('abc', 'xyz', 'cab')", "zxy"},
			{"translate('ół', 'ol', 'żółw')", "żolw"},
		},
	},
	{
		Sigs:    []string{"make_string(value: integers*) string"},
		Instead: "unicode_codepoints_to_string", Hidden: true, Foldable: true,
		Doc: "Builds a text from code points.",
		Go:  []any{kql.UnicodeCodepointsToString, kql.UnicodeCodepointsToStringArray},
		Examples: []Example{
			{"make_string(75, 81, 76)", "KQL"},
			{"make_string(380)", "ż"},
			{"make_string(dynamic([72, 105]), 33)", "Hi!"},
		},
	},
	{
		Sigs:     []string{"unicode_codepoints_to_string(value: integers*) string"},
		Foldable: true,
		Doc:      "Builds a text from code points.",
		Go:       []any{kql.UnicodeCodepointsToString, kql.UnicodeCodepointsToStringArray},
		Examples: []Example{
			{"unicode_codepoints_to_string(75, 81, 76)", "KQL"},
			{"unicode_codepoints_to_string(380)", "ż"},
			{"unicode_codepoints_to_string(dynamic([72, 105]), 33)", "Hi!"},
		},
	},
	{
		Sigs: []string{"isascii(value: scalar) bool"},
		Doc:  "Tells whether a text is ASCII throughout.",
		Go:   []any{kql.IsASCII},
		Examples: []Example{
			{"isascii('abc')", "True"},
			{"isascii('ż')", "False"},
		},
	},
	{
		Sigs: []string{"isutf8(value: scalar) bool"},
		Doc:  "Tells whether a text is valid UTF-8.",
		Go:   []any{kql.IsUTF8},
		Examples: []Example{
			{"isutf8('abc')", "True"},
			{"isutf8('ż')", "True"},
		},
	},
	{
		Sigs:   []string{"format_bytes(size: number, [precision: const number], [format: const string]) string"},
		Naming: First,
		Doc:    "Prints a count of bytes with a unit that suits it.",
		Go:     []any{kql.FormatBytes, kql.FormatBytesIn},
		Examples: []Example{
			{"format_bytes(1024)", "1 KB"},
			{"format_bytes(1536, 1)", "1.5 KB"},
			{"format_bytes(0)", "0 Bytes"},
		},
	},
}
