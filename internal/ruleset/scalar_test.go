package ruleset

import (
	"strings"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// valueOf is the node of the field query, and where it starts.
func valueOf(text string) (n *yaml.Node, start, indent int, ok bool) {
	f := &yamlFile{text: text, fields: map[string]*yaml.Node{}}
	if !f.parse() || len(f.problems) > 0 {
		return nil, 0, 0, false
	}
	n = f.fields["query"]
	if n == nil || n.Kind != yaml.ScalarNode {
		return nil, 0, 0, false
	}
	return n, f.offset(n), f.indent, true
}

// origins are the characters of the file that the characters of the value come from.
func origins(t *testing.T, text string) (value, from string) {
	t.Helper()
	n, start, indent, ok := valueOf(text)
	if !ok {
		t.Fatalf("%q has no query", text)
	}
	places := offsets(text, start, indent, n)
	for i := range n.Value {
		r, _ := utf8.DecodeRuneInString(text[places[i]:])
		from += string(r)
	}
	return n.Value, from
}

func TestOffsets(t *testing.T) {
	tests := []struct{ name, text, value, from string }{
		{"plain", "query: T | take\nx: 1", "T | take", "T | take"},
		{"plain, not ASCII", "query: é🚀x", "é🚀x", "é🚀x"},
		{"plain over lines", "query: T  \n\n  |\r\n  x\n", "T\n| x", "T\n|\rx"},
		{"single quotes", "query: 'a''b'", "a'b", "a'b"},
		{"double quotes", "query: \"a\\\"\\n\\u00e9\\x41\\\n   b\"", "a\"\néAb", "a\\\\\\\\b"},
		{"double quotes over lines", "query: \"a \n  b\n\n  c\"", "a b\nc", "a\nb\nc"},
		{"literal", "query: |\n  T\n    | x\n\n  y\nz: 1", "T\n  | x\n\ny\n", "T\n  | x\n\ny\n"},
		{"literal, CRLF", "query: |\r\n  T\r\n  x\r\n", "T\nx\n", "T\rx\r"},
		{"literal without end", "query: |-  # text\n T\n x\n\n\n", "T\nx", "T\nx"},
		{"literal with all ends", "query: |+\n T\n\n\nx: 1", "T\n\n\n", "T\n\n\n"},
		{"literal with indentation", "query: |2\n   T\n  x\n", " T\nx\n", " T\nx\n"},
		{"literal with tabs", "query: |\n  a\tb\n  \tc\n", "a\tb\n\tc\n", "a\tb\n\tc\n"},
		{"folded", "query: >\n  T\n  x\n\n  y\n    z\n  a\n", "T x\ny\n  z\na\n", "T\nx\ny\n  z\na\n"},
		{"tag and anchor", "query: !!str &q |\n  T\nb: *q\n", "T\n", "T\n"},
		{"indented mapping", "  query: |\n    T\n  x: 1\n", "T\n", "T\n"},
		{"byte order mark", "\ufeffquery: T\n", "T", "T"},
		{"a value on its own line", "query:\n  T |\n  x\n", "T | x", "T |\nx"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, from := origins(t, test.text)
			if value != test.value {
				t.Errorf("the value is %q, not %q", value, test.value)
			}
			if from != test.from {
				t.Errorf("from %q, not %q", from, test.from)
			}
		})
	}
}

// render writes a text as a scalar of a style.
func render(query string, style yaml.Style) (string, bool) {
	node := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{
		{Kind: yaml.ScalarNode, Value: "id"},
		{Kind: yaml.ScalarNode, Value: "é"},
		{Kind: yaml.ScalarNode, Value: "query"},
		{Kind: yaml.ScalarNode, Value: query, Style: style, Tag: "!!str"},
		{Kind: yaml.ScalarNode, Value: "version"},
		{Kind: yaml.ScalarNode, Value: "1.0.0"},
	}}
	out, err := yaml.Marshal(node)
	return string(out), err == nil
}

func FuzzOffsets(f *testing.F) {
	for _, s := range []string{
		"T\n| where A == \"x\\\\y\" // c\n  | take 1\n", " T\n\n\n| x", "T | x\r\n| y", "a\tb\n\tc", "it's: # a \"q\"", "\u2028x\u0085y\u00a0", "- a\n-b\n", "\n\nT\n\n", "é🚀 '",
	} {
		for style := range 5 {
			f.Add(s, style, false)
		}
	}
	f.Add("query: >+\n\n  a\n   b\n\n  c\n  \n", 0, true)
	f.Add("x: [1]\nquery: \"a\\\n  b\\ \n\n  \\u0041\"\n", 0, true)
	f.Add("{query: a b, x: 1}", 0, true)
	f.Fuzz(func(t *testing.T, text string, style int, whole bool) {
		if !whole {
			styles := []yaml.Style{0, yaml.LiteralStyle, yaml.FoldedStyle, yaml.SingleQuotedStyle, yaml.DoubleQuotedStyle}
			var ok bool
			if text, ok = render(text, styles[uint(style)%5]); !ok {
				return
			}
		}
		n, start, indent, ok := valueOf(text)
		if !ok || strings.ContainsAny(text, "\r\u0085\u2028\u2029") && whole {
			return // only line feeds and CRLF are counted as the ends of lines
		}
		places := offsets(text, start, indent, n)
		if len(places) != len(n.Value)+1 {
			t.Fatalf("%q: %d places for %d bytes", text, len(places), len(n.Value))
		}
		if n.Value == "" || strings.Trim(n.Value, "\n\u0085\u2028\u2029") == "" {
			return
		}
		if places[len(n.Value)] == start {
			t.Fatalf("%q: the value is read as another than %q", text, n.Value)
		}
		for i := range len(n.Value) {
			at := places[i]
			if i > 0 && at < places[i-1] || at < start || at > len(text) {
				t.Fatalf("%q: byte %d comes from %d", text, i, at)
			}
			if at == len(text) {
				continue // a line end that the file's end stands for
			}
			c, from := n.Value[i], text[at]
			folded := (c == '\n' || c == ' ') && (from == '\r' || from == '\n' || from == '\xc2')
			escaped := from == '\\' && n.Style&yaml.DoubleQuotedStyle != 0
			if c != from && !folded && !escaped && utf8.RuneStart(c) {
				t.Fatalf("%q: byte %d, %q, comes from %q", text, i, c, from)
			}
		}
	})
}
