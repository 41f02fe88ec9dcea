package kql

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func patternTexts(found []Pattern) (out []string) {
	for _, f := range found {
		out = append(out, fmt.Sprint(f.Count, " ", f.Percent, " ", js(DynamicArray(f.Values))))
	}
	return out
}

func TestBasket(t *testing.T) {
	var p Patterns
	for _, row := range []string{"a x 1", "a x 1", "a x 2", "b x 1", "b y 1", "a y 1"} {
		var values []Dynamic
		for _, v := range strings.Fields(row) {
			values = append(values, DynamicString(v))
		}
		p.Add(1, values...)
	}
	want := []string{
		`5 83.3 [null,null,"1"]`, `4 66.7 ["a",null,null]`, `4 66.7 [null,"x",null]`, `3 50 ["a","x",null]`,
		`3 50 ["a",null,"1"]`, `3 50 [null,"x","1"]`,
	}
	if diff := cmp.Diff(want, patternTexts(p.Basket(0.5, 5))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := patternTexts(p.Basket(0.5, 1)); len(got) != 3 {
		t.Error(got)
	}
	if got := new(Patterns).Basket(0.05, 5); got != nil {
		t.Error(got)
	}
}

// TestBasketAgainstAll holds the closed patterns against those that come of trying all sets of values.
func TestBasketAgainstAll(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 40 {
		const columns = 4
		var p Patterns
		var rows [][]int64
		for range 1 + r.IntN(30) {
			row := make([]int64, columns)
			values := make([]Dynamic, columns)
			for c := range row {
				row[c] = r.Int64N(3)
				values[c] = DynamicLong(row[c])
			}
			rows = append(rows, row)
			p.Add(1, values...)
		}
		least := 0.15 * float64(len(rows))
		want := map[string]bool{}
		for code := range 256 { // two bits a column: a value, or 3 for any
			var matched [][]int64
			for _, row := range rows {
				ok := true
				for c := range columns {
					v := int64(code >> (2 * c) & 3)
					ok = ok && (v == 3 || row[c] == v)
				}
				if ok {
					matched = append(matched, row)
				}
			}
			if len(matched) == 0 || float64(len(matched)) < least {
				continue
			}
			closed := make([]Dynamic, columns)
			told := false
			for c := range columns {
				if !slices.ContainsFunc(matched, func(row []int64) bool { return row[c] != matched[0][c] }) {
					closed[c], told = DynamicLong(matched[0][c]), true
				}
			}
			if told {
				want[fmt.Sprint(len(matched), js(DynamicArray(closed)))] = true
			}
		}
		got := map[string]bool{}
		for _, f := range p.Basket(0.15, columns) {
			text := fmt.Sprint(f.Count, js(DynamicArray(f.Values)))
			if got[text] {
				t.Errorf("%s twice", text)
			}
			got[text] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
	}
}

func TestAutocluster(t *testing.T) {
	var p Patterns
	for i := range 100 {
		switch {
		case i < 50:
			p.Add(1, DynamicString("hail"), DynamicString("no"), DynamicLong(int64(i)))
		case i < 80:
			p.Add(1, DynamicString("wind"), DynamicString("yes"), DynamicLong(int64(i)))
		default:
			p.Add(1, DynamicLong(int64(i)), Dynamic{}, DynamicLong(int64(i)))
		}
	}
	want := []string{`50 50 ["hail","no",null]`, `30 30 ["wind","yes",null]`}
	if diff := cmp.Diff(want, patternTexts(p.Autocluster(0.5))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestDiffPatterns(t *testing.T) {
	var p Patterns
	for i := range 40 {
		where, what := "x", "p"
		if i%4 == 0 {
			where = "y"
		}
		side := int8(i % 2)
		if side == 1 && i < 30 {
			what = "q"
		}
		p.AddSide(side, 1, DynamicString(where), DynamicString(what))
	}
	var got []string
	for _, d := range p.DiffPatterns(0.05, 10) {
		got = append(got, fmt.Sprint(d.CountA, d.CountB, d.PercentA, d.PercentB, d.PercentDiffAB, " ", js(DynamicArray(d.Values))))
	}
	want := []string{`20 5 100 25 75 [null,"p"]`, `0 15 0 75 75 ["x","q"]`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
