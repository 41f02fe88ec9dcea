package kql

import "testing"

type searchedRow struct {
	_    Incomparable
	A    string
	N    Null[int32]
	B    string `kql:"b b"`
	At   Null[DateTime]
	M, L Null[int64]
	D    Dynamic
}

func TestAnyColumn(t *testing.T) {
	row := &searchedRow{A: "a", B: "two words", N: Some(int32(4)), L: Some(int64(-77)), D: ParseJSON(`{"k": ["deep"]}`), At: Some(MustDateTime("2026-01-01"))}
	for _, test := range []struct {
		needle string
		others []Type
		want   bool
	}{
		{"words", nil, true},
		{"word", nil, false},
		{"4", nil, false},
		{"4", []Type{TypeDynamic, TypeInt}, true},
		{"77", []Type{TypeInt}, false},
		{"77", []Type{TypeInt, TypeLong}, true},
		{"deep", []Type{TypeDynamic}, true},
		{"2026", []Type{TypeDynamic, TypeInt, TypeLong}, false},
		{"0", []Type{TypeLong}, false}, // a null is no 0
	} {
		if got := AnyColumn(HasTerm, NewTerm(test.needle), row, test.others...); got != test.want {
			t.Errorf("AnyColumn(%q, %v) = %v", test.needle, test.others, got)
		}
	}
	// Rows of other types have their own places.
	type other struct {
		N Null[int64]
		T string
	}
	if AnyColumn(HasTerm, NewTerm("words"), &other{T: "none"}) || !AnyColumn(HasTerm, NewTerm("words"), row) {
		t.Error("the places of one row were taken for those of another")
	}
}

func BenchmarkAnyColumn(b *testing.B) {
	row := &searchedRow{A: "some text", B: "c:\\windows\\system32\\cmd.exe /c whoami"}
	term := NewTerm("needle-01.example")
	b.Run("named", func(b *testing.B) {
		for b.Loop() {
			AnyText(HasTerm, term, &row.A, &row.B)
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			AnyColumn(HasTerm, term, row)
		}
	})
}
