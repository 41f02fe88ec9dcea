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

type clonedPart struct {
	_ kql.Incomparable
	B string
	D kql.Dynamic
}

type clonedRow struct {
	A string
	N kql.Null[int64]
	clonedPart
	C string
}

// So does what is cloned or kept of a row, with that of a row that it embeds.
func TestCloneRow(t *testing.T) {
	for name, keep := range map[string]func(row *clonedRow){
		"CloneRow": func(row *clonedRow) { kql.CloneRow(row) },
		"KeepRow": func(row *clonedRow) {
			var texts kql.Texts
			texts.KeepRow(row)
			kql.CloneDynamics(&row.D)
		},
	} {
		input := []byte(`one two {"a":["b",1]} three`)
		text := func(from, to int) string { return unsafe.String(&input[from], to-from) }
		row := clonedRow{A: text(0, 3), N: kql.Some(int64(5)), clonedPart: clonedPart{B: text(4, 7), D: kql.ParseJSON(text(8, 21))}, C: text(22, 27)}
		keep(&row)
		clear(input)
		if row.A != "one" || row.B != "two" || row.C != "three" || row.N.V != 5 || row.D.String() != `{"a":["b",1]}` {
			t.Errorf("%s: %q", name, []any{row.A, row.B, row.C, row.D.String()})
		}
	}
}

func TestCloneTextsAllocations(t *testing.T) {
	row := struct{ A, B, C string }{"a", "bc", ""}
	if n := testing.AllocsPerRun(100, func() { kql.CloneTexts(&row.A, &row.B, &row.C) }); n > 1 {
		t.Errorf("%v allocations", n)
	}
}
