package engine

import (
	"strings"
	"testing"

	"github.com/kqlc/kqlc/kql"
)

// TestExternalFormats reads texts as two columns.
func TestExternalFormats(t *testing.T) {
	for _, test := range []struct{ format, text, want string }{
		{"csv", "a,1\nb,2", "a|1 b|2"},
		{"csv", "\xef\xbb\xbfa,1\r\n\r\nb,x,3\r\n", "a|1 b|null"},
		{"csv", "\"a,b\",1\n\"c\"\"d\",\ne\"f,2\n", "a,b|1 c\"d|null e\"f|2"},
		{"csv", "a\xff,1", "a\uFFFD|1"},
		{"csv", "", ""},
		{"tsv", "a\t1\n", "a|1"},
		{"psv", "a|1\n", "a|1"},
		{"scsv", "a;1\n", "a|1"},
		{"sohsv", "a\x011\n", "a|1"},
		{"txt", "a,1\r\n\nb", "a,1|null |null b|null"},
		{"raw", "a,1\nb", "a,1\nb|null"},
		{"json", "{\"n\":1,\"s\":\"a\"}\n{\"s\":\"b\",\"o\":0}\n", "a|1 b|null"},
		{"multijson", "[{\"n\":1,\n\"s\":\"a\"},{}]", "a|1 |null"},
	} {
		var s string
		var n kql.Null[int64]
		var got []string
		r := externalReader{Reader: strings.NewReader(test.text), columns: []kql.Column{kql.Col("s", &s), kql.Col("n", &n)}}
		r.push = func() { got = append(got, s+"|"+string(kql.Col("n", &n).Field.AppendJSON(nil))) }
		if err := r.read(test.format); err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("%s %q: %q, %v, want %q", test.format, test.text, got, err, test.want)
		}
	}
}

// TestExternalFormatOf takes the format from an address.
func TestExternalFormatOf(t *testing.T) {
	for uri, want := range map[string]string{
		"https://x/a.csv": "csv", "https://x/a.TXT?sv=1.json": "txt", "https://x/a.tsv.gz;key.json": "tsv", "a.json": "json",
		"https://x.json/a": "csv", "a.dat": "csv", "a.multijson.zst": "multijson",
	} {
		if got := formatOf(uri); got != want {
			t.Errorf("%s: %s, want %s", uri, got, want)
		}
	}
}
