package kql

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// array and its kin write dynamic values as JSON.
func jsonOf(d Dynamic) string { return string(d.AppendJSON(nil)) }

func TestArrayFunctions(t *testing.T) {
	d := ParseJSON
	re := MustRegex
	check(t, []result{
		{"has_any array", HasAnyArray("net user /add", d(`["whoami","USER"]`)), true},
		{"has_any array of numbers", HasAnyArray("port 443", d(`[80,443]`)), true},
		{"has_any array of none", HasAnyArray("x", d(`[]`)), false},
		{"has_any null elements", HasAnyArray("x", d(`[null]`)), false},
		{"has_any null", HasAnyArray("x", Dynamic{}), false},
		{"has_any scalar", HasAnyArray("a x", DynamicString("x")), true},
		{"has_all array", HasAllArray("net user /add", d(`["net","/add"]`)), true},
		{"has_all array, one missing", HasAllArray("net user /add", d(`["net","use"]`)), false},
		{"has_any_index numbers", HasAnyIndexArray("Item 2", d(`[1,2,3]`)), int64(1)},
		{"has_any_index none", HasAnyIndexArray("Item 2", d(`[]`)), int64(-1)},
		{"in array", InArray("b", d(`["a","b"]`)), true},
		{"in array of numbers", InArray("1", d(`[1]`)), true},
		{"in array of null", InArray("", d(`[null]`)), false},
		{"in~ array", InFoldArray("B", d(`["a","b"]`)), true},
		{"has_any_ipv4 array", HasAnyIPv4Array("from 10.0.0.1;", d(`["1.1.1.1","10.0.0.1"]`)), true},
		{"has_any_ipv4_prefix array", HasAnyIPv4PrefixArray("from 10.0.0.1;", d(`["10.0."]`)), true},
		{"ipv4_is_in_any_range array", IPv4IsInAnyRangeArray("10.0.0.1", d(`["1.0.0.0/8","10.0.0.0/8"]`)), Some(true)},
		{"ipv6_is_in_any_range array", IPv6IsInAnyRangeArray("fe80::1", d(`["fe80::/10"]`)), Some(true)},
		{"strcat_array", StrcatArray(d(`["a",null,"",1,2.5,true,{"b":[1]}]`), "|"), `a|||1|2.5|true|{"b":[1]}`},
		{"strcat_array of none", StrcatArray(d(`[]`), "|"), ""},
		{"strcat_array of no array", StrcatArray(DynamicString("a"), "|"), ""},
		{"replace_strings in turn", ReplaceStrings("cat and dog", d(`["cat","dog"]`), d(`["dog","pigeon"]`)), "dog and pigeon"},
		{"replace_strings overlap", ReplaceStrings("This is", d(`["This","is"]`), d(`["That","was"]`)), "That was"},
		{"replace_strings overlap, other order", ReplaceStrings("This is", d(`["is","This"]`), d(`["was","That"]`)), "Thwas was"},
		{"replace_strings claimed parts", ReplaceStrings("aXbXa", d(`["X","aX","a"]`), d(`["-","?","_"]`)), "_-b-_"},
		{"replace_strings no string", ReplaceStrings("This is", d(`["This","is",5]`), d(`[1,"was","x"]`)), "This was"},
		{"replace_strings too few", ReplaceStrings("ab", d(`["a","b"]`), d(`["x"]`)), "xb"},
		{"replace_strings touching", ReplaceStrings("aab", d(`["a","ab"]`), d(`["1","2"]`)), "11b"},
		{"codepoints to string", UnicodeCodepointsToStringArray(d(`[72,105]`), DynamicLong(33)), "Hi!"},
		{"codepoints to string, no number", UnicodeCodepointsToStringArray(d(`["H"]`)), ""},
		{"base64 from array", Base64EncodeFromArray(d(`[75,117,255]`)), "S3X/"},
		{"base64 from no bytes", Base64EncodeFromArray(d(`[256]`)), ""},
		{"base64 from null", Base64EncodeFromArray(Dynamic{}), ""},
		{"extract_json name", ExtractJSON("$.a.b", `{"a":{"b":"c"}}`), "c"},
		{"extract_json bracket", ExtractJSON(`$['a b'][1]["c"]`, ` {"a b":[0,{"c":7}]}`), "7"},
		{"extract_json object", ExtractJSON("$[0]", `[{"x": 1}]`), `{"x":1}`},
		{"extract_json root", ExtractJSON("$", `{"x":1}`), `{"x":1}`},
		{"extract_json missing", ExtractJSON("$.b", `{"a":1}`), ""},
		{"extract_json null", ExtractJSON("$.a", `{"a":null}`), ""},
		{"extract_json not JSON", ExtractJSON("$", `{a}`), ""},
		{"extract_json bad path", ExtractJSON("a", `{"a":1}`), ""},
		{"extract_json wildcard", ExtractJSON("$.*", `{"a":1}`), ""},
		{"extract_json bad index", ExtractJSON("$[-1]", `[1]`), ""},
	})
	for _, tc := range []struct {
		call string
		got  Dynamic
		want string
	}{
		{"split", Split("a,b,,", ","), `["a","b","",""]`},
		{"split empty", Split("", ","), `[""]`},
		{"split index", Split("a::b::c", "::", 1), `["b"]`},
		{"split index too great", Split("a,b", ",", 2), `[]`},
		{"split negative index", Split("a,b", ",", -1), `[]`},
		{"split empty delimiter", Split("ab", ""), `["ab"]`},
		{"extract_all one group", ExtractAll(re(`(\d)(?:x)?`), "1x2"), `["1","2"]`},
		{"extract_all groups", ExtractAll(re(`(\w)=(\w)?`), "a=1 b="), `[["a","1"],["b",""]]`},
		{"extract_all none", ExtractAll(re(`(x)`), "abc"), `null`},
		{"extract_all chosen", ExtractAllGroups(re(`(?P<k>\w)=(?P<v>\w)`), d(`["v",1]`), "a=1 b=2"), `[["1","a"],["2","b"]]`},
		{"extract_all chosen, one", ExtractAllGroups(re(`(\w)=(\w)`), d(`[2]`), "a=1 b=2"), `["1","2"]`},
		{"codepoints", UnicodeCodepointsFromString("é😀"), `[233,128512]`},
		{"base64 to array", Base64DecodeToArray("S3X/"), `[75,117,255]`},
		{"base64 to array, bad", Base64DecodeToArray("S3X"), `null`},
		{"cidrs", IPv4RangeToCIDRList("10.0.0.0", "10.0.0.2"), `["10.0.0.0/31","10.0.0.2/32"]`},
		{"cidrs bad", IPv4RangeToCIDRList("10.0.0.0", ""), `null`},
		{
			"parse_url", ParseURL("https://u:p@h.org:8443/a%20b?x=1&y=%41#f"),
			`{"Scheme":"https","Host":"h.org","Port":"8443","Path":"/a%20b","Username":"u","Password":"p","Query Parameters":{"x":"1","y":"%41"},"Fragment":"f"}`,
		},
		{
			"parse_url empty", ParseURL(""),
			`{"Scheme":"","Host":"","Port":"","Path":"","Username":"","Password":"","Query Parameters":{},"Fragment":""}`,
		},
		{"parse_urlquery", ParseURLQuery("?a=1&b"), `{"Query Parameters":{"a":"1","b":""}}`},
		{
			"parse_path", ParsePath(`C:\a\f.txt:s`),
			`{"Scheme":"","RootPath":"C:\\","DirectoryPath":"C:\\a","DirectoryName":"a","Filename":"f.txt","Extension":"txt","AlternateDataStreamName":"s"}`,
		},
		{"parse_csv", ParseCSV(`a,"b,c"`), `["a","b,c"]`},
		{"parse_command_line", ParseCommandLine(`x "a b"`, "windows"), `["x","a b"]`},
		{"parse_command_line, other parser", ParseCommandLine("x", "posix"), `null`},
		{"parse_xml empty", ParseXML("<e/>"), `{"e":null}`},
		{"parse_xml text", ParseXML("<e>118.0</e>"), `{"e":"118.0"}`},
		{"parse_xml attribute", ParseXML(`<e n="v" m='w'/>`), `{"e":{"@n":"v","@m":"w"}}`},
		{"parse_xml attribute and text", ParseXML(`<e n="v">t</e>`), `{"e":{"@n":"v","#text":"t"}}`},
		{"parse_xml mixed", ParseXML("<e> t <a>u</a> </e>"), `{"e":{"#text":"t","a":"u"}}`},
		{"parse_xml repeated", ParseXML("<e><a>1</a><b/><a>2</a></e>"), `{"e":{"a":["1","2"],"b":null}}`},
		{"parse_xml event", ParseXML(`<?xml version="1.0"?><D><Data Name="x">1</Data><Data Name="y"/></D>`), `{"D":{"Data":[{"@Name":"x","#text":"1"},{"@Name":"y"}]}}`},
		{"parse_xml bad", ParseXML("<e>"), `null`},
	} {
		if diff := cmp.Diff(tc.want, jsonOf(tc.got)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.call, diff)
		}
	}
	for version, want := range map[string]string{
		"1.2.3.4": "1000000020000000300000004", "0.2": "20000000000000000", "99999999": "99999999000000000000000000000000",
		"": "", "1.": "", "1.2.3.4.5": "", "123456789": "", "1.a": "", "-1": "",
	} {
		got := ParseVersion(version)
		if got.OK != (want != "") || got.OK && got.V != MustDecimal(want) {
			t.Errorf("ParseVersion(%q) = %v", version, got)
		}
	}
}
