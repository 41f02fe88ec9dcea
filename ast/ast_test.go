package ast

import "testing"

func TestUnquote(t *testing.T) {
	for _, c := range []struct {
		literal, text string
		ok            bool
	}{
		{`""`, "", true},
		{`"a'b"`, "a'b", true},
		{`'a"b'`, `a"b`, true},
		{`"\\ \" \' \a\b\f\n\r\t\v"`, "\\ \" ' \a\b\f\n\r\t\v", true},
		{`"\u00e9\U0001F600\x41"`, "é😀A", true},
		{`"\7\41\101\1011\777"`, "\x07!AA1?7", true},
		{`@"C:\d+"`, `C:\d+`, true},
		{`@"a""b"`, `a"b`, true},
		{`@'a''b"'`, `a'b"`, true},
		{`h"x"`, "x", true},
		{`H@'y\'`, `y\`, true},
		{"```a\n\"b\"\\n```", "a\n\"b\"\\n", true},
		{"h~~~c~~~", "c", true},
		{"``````", "", true},
		{`"a`, `"a`, false},
		{`a`, `a`, false},
		{`"\q"`, `"\q"`, false},
		{`"\u12"`, `"\u12"`, false},
		{`"\UFFFFFFFF"`, `"\UFFFFFFFF"`, false},
		{``, ``, false},
	} {
		if text, ok := Unquote(c.literal); text != c.text || ok != c.ok {
			t.Errorf("Unquote(%s) = %q, %t, want %q, %t", c.literal, text, ok, c.text, c.ok)
		}
	}
}

func TestSpan(t *testing.T) {
	p := &Place{}
	p.Pos.Offset, p.EndPos.Line, p.EndPos.Offset = 3, 7, 9
	if got := p.Span(); got != (Span{3, 7}) {
		t.Errorf("a node from 3 to 7 has the span %v", got)
	}
	if got := (&At{Src: Span{1, 2}}).Span(); got != (Span{1, 2}) {
		t.Errorf("span %v", got)
	}
}

func TestInspectStops(t *testing.T) {
	x := &Ident{Name: &Name{Text: "x"}}
	tree := &Paren{X: &Binary{Op: "+", X: x, Y: &Literal{Kind: LongLiteral, Parts: []string{"1"}}}}
	var seen []Node
	Inspect(tree, func(n Node) bool {
		seen = append(seen, n)
		return n != Node(x)
	})
	if len(seen) != 4 { // the name is left out
		t.Errorf("visited %d nodes, want 4: %v", len(seen), seen)
	}
	Inspect(nil, func(Node) bool { t.Error("visited nothing"); return true })
}
