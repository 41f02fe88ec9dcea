package kql

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
)

type joinSide struct {
	key Null[int64]
	tag string
}

func runJoin(kind JoinKind, left, right []joinSide) (out []string) {
	j := newJoin[Null[int64]](kind, func(l, r *joinSide) { out = append(out, l.tag+"-"+r.tag) })
	for i := 0; i < len(left) || i < len(right); i++ {
		if i < len(right) {
			addRight(j, right[i].key, right[i])
		}
		if i < len(left) {
			addLeft(j, left[i].key, left[i])
		}
	}
	j.All.Close()
	n := len(out)
	if j.All.Close(); len(out) > n {
		out = append(out, "rows are left")
	}
	return out
}

func newJoin[K, L, R any](kind JoinKind, pair func(left *L, right *R)) *Join[K, L, R] {
	j := &Join[K, L, R]{}
	OpenJoin(j, kind, &Texts{}, func() { pair(j.Left, j.Right) })
	return j
}

func addLeft[K, L, R any](j *Join[K, L, R], key K, row L) {
	*j.LeftKey, *j.Left = key, row
	if j.All.Wants() {
		j.All.AddLeft()
	}
}

func addRight[K, L, R any](j *Join[K, L, R], key K, row R) {
	*j.RightKey, *j.Right = key, row
	j.All.AddRight()
}

// runProbed is runJoin where the left rows but some come behind the end of the right ones. There are filler right rows more,
// that no left row matches.
func runProbed(kind JoinKind, early, filler int, left, right []joinSide) (out []string) {
	j := newJoin[Null[int64]](kind, func(l, r *joinSide) { out = append(out, l.tag+"-"+r.tag) })
	if kind == RightOuter || kind == FullOuter || kind == RightAnti {
		filler = 0 // they would be given
	}
	for i := range filler {
		addRight(j, Some(int64(-1-i)), joinSide{})
	}
	for _, row := range left[:early] {
		addLeft(j, row.key, row)
	}
	for _, row := range right {
		addRight(j, row.key, row)
	}
	j.All.EndRight()
	for _, row := range left[early:] {
		*j.LeftKey, *j.Left = row.key, row
		if j.All.Wants() {
			j.All.AddLeft()
		}
	}
	j.All.Close()
	return out
}

func TestJoinKinds(t *testing.T) {
	one, two, three, none := Some[int64](1), Some[int64](2), Some[int64](3), Null[int64]{}
	left := []joinSide{{three, "a"}, {one, "b"}, {none, "c"}, {one, "d"}}
	right := []joinSide{{two, "p"}, {one, "q"}, {none, "r"}, {one, "s"}}
	tests := map[JoinKind][]string{
		InnerUnique: {"b-q", "b-s", "c-r"},
		Inner:       {"b-q", "b-s", "c-r", "d-q", "d-s"},
		LeftOuter:   {"b-q", "b-s", "c-r", "d-q", "d-s", "a-"},
		RightOuter:  {"b-q", "b-s", "c-r", "d-q", "d-s", "-p"},
		FullOuter:   {"b-q", "b-s", "c-r", "d-q", "d-s", "a-", "-p"},
		LeftSemi:    {"b-", "c-", "d-"},
		LeftAnti:    {"a-"},
		RightSemi:   {"-q", "-r", "-s"},
		RightAnti:   {"-p"},
	}
	for kind, want := range tests {
		if diff := cmp.Diff(want, runJoin(kind, left, right)); diff != "" {
			t.Errorf("kind %d (-want +got)\n%s", kind, diff)
		}
	}
}

// TestJoinKeepsRightOrder holds that right rows are given in the order in which they came, not by their keys.
func TestJoinKeepsRightOrder(t *testing.T) {
	one, two, three := Some[int64](1), Some[int64](2), Some[int64](3)
	right := []joinSide{{two, "p"}, {one, "q"}, {two, "r"}, {three, "s"}, {one, "t"}, {two, "u"}, {three, "v"}}
	tests := map[JoinKind][]string{
		RightOuter: {"a-q", "a-t", "-p", "-r", "-s", "-u", "-v"},
		FullOuter:  {"a-q", "a-t", "-p", "-r", "-s", "-u", "-v"},
		RightSemi:  {"-q", "-t"},
		RightAnti:  {"-p", "-r", "-s", "-u", "-v"},
	}
	for kind, want := range tests {
		if diff := cmp.Diff(want, runJoin(kind, []joinSide{{one, "a"}}, right)); diff != "" {
			t.Errorf("kind %d (-want +got)\n%s", kind, diff)
		}
	}
}

// TestJoinAgainstLoops holds every kind against nested loops.
func TestJoinAgainstLoops(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 50 {
		most := 40
		if round%10 == 9 { // more than are looked up together
			most = 5 * batchSize
		}
		var sides [2][]joinSide
		for i := range sides {
			for n := range r.IntN(most) {
				sides[i] = append(sides[i], joinSide{someLong(r.Int64N(int64(most)/3), r), strconv.Itoa(n)})
			}
		}
		for kind := InnerUnique; kind <= RightAnti; kind++ {
			got := runJoin(kind, sides[0], sides[1])
			filler := 0
			if r.IntN(10) == 0 {
				filler = cachedKeys + 1
			}
			if diff := cmp.Diff(got, runProbed(kind, 0, filler, sides[0], sides[1])); diff != "" {
				t.Fatalf("kind %d, %v, probed (-all at the end, +probed)\n%s", kind, sides, diff)
			}
			want := loopJoin(kind, sides[0], sides[1])
			slices.Sort(got)
			slices.Sort(want)
			some := runProbed(kind, r.IntN(len(sides[0])+1), filler, sides[0], sides[1])
			slices.Sort(some)
			if diff := cmp.Diff(want, some); diff != "" {
				t.Fatalf("kind %d, %v, some probed (-want +got)\n%s", kind, sides, diff)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("kind %d, %v (-want +got)\n%s", kind, sides, diff)
			}
		}
	}
}

func loopJoin(kind JoinKind, left, right []joinSide) (out []string) {
	if kind == InnerUnique {
		var first []joinSide
		for _, l := range left {
			if !slices.ContainsFunc(first, func(f joinSide) bool { return f.key == l.key }) {
				first = append(first, l)
			}
		}
		left = first
	}
	matched := func(rows []joinSide, key Null[int64]) bool {
		return slices.ContainsFunc(rows, func(r joinSide) bool { return r.key == key })
	}
	if kind <= FullOuter {
		for _, l := range left {
			for _, r := range right {
				if l.key == r.key {
					out = append(out, l.tag+"-"+r.tag)
				}
			}
		}
	}
	for _, l := range left {
		switch found := matched(right, l.key); kind {
		case LeftOuter, FullOuter, LeftAnti:
			if !found {
				out = append(out, l.tag+"-")
			}
		case LeftSemi:
			if found {
				out = append(out, l.tag+"-")
			}
		}
	}
	for _, r := range right {
		switch found := matched(left, r.key); kind {
		case RightOuter, FullOuter, RightAnti:
			if !found {
				out = append(out, "-"+r.tag)
			}
		case RightSemi:
			if found {
				out = append(out, "-"+r.tag)
			}
		}
	}
	return out
}

// TestJoinKeys tells which keys are equal.
func TestJoinKeys(t *testing.T) {
	type key struct {
		text string
		x    RealKey
	}
	nan := func(bits uint64) RealKey { return NewRealKey(math.Float64frombits(bits)) }
	keys := []key{
		{"", NewRealKey(0)},
		{"", NewRealKey(math.Copysign(0, -1))}, // equal
		{"", nan(0x7ff8000000000001)},
		{"", nan(0xfff8000000000000)}, // equal
		{"", NewNullRealKey(Null[float64]{})},
		{"a", NewRealKey(0)},
		{"a\x00", NewRealKey(0)},
	}
	var got []string
	j := newJoin[key](Inner, func(l, r *int) { got = append(got, fmt.Sprint(*l, "-", *r)) })
	for i, k := range keys {
		addRight(j, k, i)
	}
	j.All.EndRight()
	for i, k := range keys {
		addLeft(j, k, i)
	}
	j.All.Close()
	want := []string{"0-0", "0-1", "1-0", "1-1", "2-2", "2-3", "3-2", "3-3", "4-4", "5-5", "6-6"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestJoinBorrows probes rows whose text is overwritten behind each, more than a batch takes by number or by text.
func TestJoinBorrows(t *testing.T) {
	type head struct{ text string }
	type row struct {
		head
		bag  Dynamic
		more string
	}
	for _, padding := range []int{0, 7, batchText / 10, 2 * batchText} {
		pad := strings.Repeat("x", padding)
		n := 0
		j := newJoin[string](Inner, func(l *row, r *string) {
			if want := *r + pad; l.text != want || l.more != want || l.bag.String() != `{"n":"`+want+`"}` {
				t.Fatalf("row %d: %.20q, %.20q of %s", n, l.text, l.bag.String(), *r)
			}
			n++
		})
		for i := range 100 {
			addRight(j, fmt.Sprint(i), fmt.Sprint(i))
		}
		for i := range cachedKeys {
			addRight(j, fmt.Sprint("other ", i), "") // so that keys are looked up together
		}
		j.All.EndRight()
		buffer := make([]byte, 2*padding+100)
		for i := range 5 * batchSize {
			key := fmt.Sprint(i % 200)
			bag := append(append(append(buffer[:0], `{"n":"`...), key+pad...), `"}`...)
			text := unsafe.String(&bag[6], len(key)+padding)
			*j.LeftKey = text[:len(key)]
			*j.Left = row{head{text}, ParseJSON(unsafe.String(&bag[0], len(bag))), text}
			if j.All.Wants() {
				j.All.KeepDynamic(&j.Left.bag)
				j.All.AddLeft()
			}
			clear(buffer)
		}
		j.All.Close()
		want := 0
		for i := range 5 * batchSize {
			if i%200 < 100 {
				want++
			}
		}
		if n != want {
			t.Errorf("%d pairs, not %d", n, want)
		}
	}
}

func BenchmarkJoin(b *testing.B) {
	const rows = 100_000
	names := make([]string, rows)
	for i := range names {
		names[i] = fmt.Sprint("computer-", i)
	}
	for _, kind := range []JoinKind{Inner, LeftAnti} {
		b.Run(strconv.Itoa(int(kind)), func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				j := newJoin[string](kind, func(*joinSide, *joinSide) { n++ })
				for i := range rows {
					addLeft(j, names[i], joinSide{tag: names[i]})
					addRight(j, names[i/2], joinSide{tag: names[i]})
				}
				j.All.Close()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(2*rows), "ns/row")
		})
	}
}

// The pairs of a left row come with it where there are few right rows, and not much later where there are many.
func TestJoinGivesPairsInTime(t *testing.T) {
	for _, rights := range []int{1, cachedKeys, cachedKeys + 1} {
		pairs := 0
		j := newJoin[int](Inner, func(*int, *int) { pairs++ })
		for i := range rights {
			addRight(j, i, i)
		}
		j.All.EndRight()
		for left := 1; left <= batchSize; left++ {
			addLeft(j, 0, left)
			if late := left - pairs; late > 0 && rights <= cachedKeys {
				t.Fatalf("%d right rows: %d of %d pairs", rights, pairs, left)
			}
		}
		if pairs != batchSize {
			t.Errorf("%d right rows: %d of %d pairs", rights, pairs, batchSize)
		}
	}
}
