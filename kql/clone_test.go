package kql_test

import (
	"testing"
	"unsafe"

	"github.com/kqlc/kqlc/kql"
)

// What is cloned stays when the input changes.
func TestClone(t *testing.T) {
	input := []byte("one two three")
	text := func(from, to int) string { return unsafe.String(&input[from], to-from) }
	a, b, c, d := text(0, 3), text(3, 3), text(4, 7), text(8, 13)
	kql.CloneTexts(&a, &b, &c, &d)
	kql.CloneTexts()
	clear(input)
	if a != "one" || b != "" || c != "two" || d != "three" {
		t.Errorf("%q %q %q %q", a, b, c, d)
	}

	input = []byte(`{"a":["b",1]}`)
	v, n := kql.ParseJSON(text(0, len(input))), kql.Dynamic{}
	kql.CloneDynamics(&v, &n)
	clear(input)
	if v.String() != `{"a":["b",1]}` || !n.IsNull() {
		t.Errorf("%s and %s", v, n)
	}
}

func TestCloneTextsAllocations(t *testing.T) {
	row := struct{ A, B, C string }{"a", "bc", ""}
	if n := testing.AllocsPerRun(100, func() { kql.CloneTexts(&row.A, &row.B, &row.C) }); n > 1 {
		t.Errorf("%v allocations", n)
	}
}
