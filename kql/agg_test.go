package kql

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// aggregate is what the tests need of one: made empty, filled, merged, written and read, and printed.
type aggregate interface {
	add(r *rand.Rand)
	merge(other aggregate)
	state() []byte
	read(src []byte) ([]byte, error)
	result() string
}

// under makes an aggregate of the methods of A.
type under[A any] struct {
	a       *A
	feed    func(a *A, r *rand.Rand)
	combine func(a, b *A)
	write   func(a *A, dst []byte) []byte
	parse   func(a *A, src []byte) ([]byte, error)
	print   func(a *A) any
}

func (u under[A]) add(r *rand.Rand)                { u.feed(u.a, r) }
func (u under[A]) merge(o aggregate)               { u.combine(u.a, o.(under[A]).a) }
func (u under[A]) state() []byte                   { return u.write(u.a, []byte("head"))[4:] }
func (u under[A]) read(src []byte) ([]byte, error) { return u.parse(u.a, src) }
func (u under[A]) result() string {
	switch v := u.print(u.a).(type) {
	case Dynamic:
		return string(v.AppendJSON(nil))
	case float64:
		return fmt.Sprintf("%.9g", v)
	default:
		return fmt.Sprint(v)
	}
}

// accumulator are the methods that most aggregates have.
type accumulator[A any] interface {
	*A
	Merge(other *A)
	AppendState(dst []byte) []byte
	ReadState(src []byte) ([]byte, error)
}

func aggregateOf[A any, P accumulator[A]](zero A, feed func(a *A, r *rand.Rand), print func(a *A) any) func() aggregate {
	return func() aggregate {
		a := zero
		return under[A]{
			&a, feed,
			func(a, b *A) { P(a).Merge(b) },
			func(a *A, dst []byte) []byte { return P(a).AppendState(dst) },
			func(a *A, src []byte) ([]byte, error) { return P(a).ReadState(src) },
			print,
		}
	}
}

func small(r *rand.Rand) int64  { return int64(r.IntN(40)) - 20 }
func word(r *rand.Rand) string  { return strings.Repeat(string(rune('a'+r.IntN(4))), r.IntN(4)) }
func half(r *rand.Rand) float64 { return float64(small(r)) / 2 }

// odd is half, and now and then a value that compares in its own way.
func odd(r *rand.Rand) float64 {
	switch r.IntN(30) {
	case 0:
		return math.NaN()
	case 1:
		return math.Copysign(0, -1)
	}
	return half(r)
}

func document(r *rand.Rand) Dynamic {
	texts := []string{
		`{"a":1}`, `{"a":"x","b":[1,2.5]}`, `[1,"x",[2]]`, `"text"`, `7`, `7.0`, `null`, `{"c":{"d":[{"e":null}]}}`, `[]`,
		`{"b":[true,{"f":1}],"a":1}`, `{"a":1,"b":[true,{"f":1}]}`,
	}
	return ParseJSON(texts[r.IntN(len(texts))])
}

type argRow struct{ name string }

// withRow is an ArgMax or its kin with the row that it keeps.
type withRow[A any] struct {
	of  A
	row argRow
}

// appendWithRow and readWithRow are the state of an aggregate with that of its row.
func appendWithRow(a interface{ AppendState(dst []byte) []byte }, row *argRow, dst []byte) []byte {
	return AppendValue(a.AppendState(dst), row.name)
}

func readWithRow(a interface {
	ReadState(src []byte) ([]byte, error)
}, row *argRow, src []byte,
) ([]byte, error) {
	return readAll(src, a.ReadState, reads(&row.name))
}

// keepIf keeps a row.
func keepIf(keep bool, to *argRow, row argRow) {
	if keep {
		*to = row
	}
}

func someLong(v int64, r *rand.Rand) (out Null[int64]) {
	if r.IntN(5) > 0 {
		out = Some(v)
	}
	return out
}

func hashOf(r *rand.Rand) int64                             { return HashLong(r.Int64N(3000)) }
func feedLong[A interface{ Add(int64) }](a A, r *rand.Rand) { a.Add(small(r)) }

// aggregates are all of them. Those that take values of several types appear with several.
func aggregates() map[string]func() aggregate {
	return map[string]func() aggregate{
		"count":     aggregateOf(Count(0), func(a *Count, _ *rand.Rand) { a.Add() }, func(a *Count) any { return a.Result() }),
		"sum long":  aggregateOf(Sum[int64]{}, func(a *Sum[int64], r *rand.Rand) { a.Add(small(r) << 58) }, func(a *Sum[int64]) any { return a.Result() }),
		"sum real":  aggregateOf(Sum[float64]{}, func(a *Sum[float64], r *rand.Rand) { a.Add(half(r)) }, func(a *Sum[float64]) any { return a.Result() }),
		"avg long":  aggregateOf(Avg[int64]{}, func(a *Avg[int64], r *rand.Rand) { a.Add(small(r)) }, func(a *Avg[int64]) any { return a.Result() }),
		"avg span":  aggregateOf(AvgTimeSpan{}, func(a *AvgTimeSpan, r *rand.Rand) { a.Add(TimeSpan(small(r))) }, func(a *AvgTimeSpan) any { return a.Result() }),
		"avg date":  aggregateOf(AvgDateTime{}, func(a *AvgDateTime, r *rand.Rand) { a.Add(MaxDateTime - DateTime(r.IntN(1000))) }, func(a *AvgDateTime) any { return a.Result().V }),
		"sum dec":   aggregateOf(SumDecimal{}, func(a *SumDecimal, r *rand.Rand) { a.Add(DecimalOf(small(r))) }, func(a *SumDecimal) any { return a.Result() }),
		"avg dec":   aggregateOf(AvgDecimal{}, func(a *AvgDecimal, r *rand.Rand) { a.Add(DecimalOf(small(r))) }, func(a *AvgDecimal) any { return a.Result() }),
		"min text":  aggregateOf(Min[string]{}, func(a *Min[string], r *rand.Rand) { a.Add(word(r)) }, func(a *Min[string]) any { return a.Result() }),
		"max real":  aggregateOf(Max[float64]{}, func(a *Max[float64], r *rand.Rand) { a.Add(odd(r)) }, func(a *Max[float64]) any { return a.Result() }),
		"min real":  aggregateOf(Min[float64]{}, func(a *Min[float64], r *rand.Rand) { a.Add(odd(r)) }, func(a *Min[float64]) any { return a.Result() }),
		"max bool":  aggregateOf(Max[bool]{}, func(a *Max[bool], r *rand.Rand) { a.Add(small(r) > 15) }, func(a *Max[bool]) any { return a.Result() }),
		"min dec":   aggregateOf(Min[Decimal]{}, func(a *Min[Decimal], r *rand.Rand) { a.Add(DecimalOf(small(r))) }, func(a *Min[Decimal]) any { return a.Result() }),
		"variance":  aggregateOf(Variance{}, func(a *Variance, r *rand.Rand) { a.Add(half(r)) }, func(a *Variance) any { return a.Result() }),
		"variancep": aggregateOf(VarianceP{}, func(a *VarianceP, r *rand.Rand) { a.Add(half(r)) }, func(a *VarianceP) any { return a.Result() }),
		"stdev":     aggregateOf(Stdev{}, func(a *Stdev, r *rand.Rand) { a.Add(half(r)) }, func(a *Stdev) any { return a.Result() }),
		"stdevp":    aggregateOf(StdevP{}, func(a *StdevP, r *rand.Rand) { a.Add(half(r)) }, func(a *StdevP) any { return a.Result() }),
		"cov":       aggregateOf(Covariance{}, func(a *Covariance, r *rand.Rand) { a.Add(half(r), half(r)) }, func(a *Covariance) any { return a.Result() }),
		"covp":      aggregateOf(CovarianceP{}, func(a *CovarianceP, r *rand.Rand) { a.Add(half(r), half(r)) }, func(a *CovarianceP) any { return a.Result() }),
		"and":       aggregateOf(BinaryAllAnd[int64]{}, feedLong[*BinaryAllAnd[int64]], func(a *BinaryAllAnd[int64]) any { return a.Result() }),
		"or":        aggregateOf(BinaryAllOr[int64]{}, feedLong[*BinaryAllOr[int64]], func(a *BinaryAllOr[int64]) any { return a.Result() }),
		"xor":       aggregateOf(BinaryAllXor[int64]{}, feedLong[*BinaryAllXor[int64]], func(a *BinaryAllXor[int64]) any { return a.Result() }),
		"list":      aggregateOf(MakeList[string]{}, func(a *MakeList[string], r *rand.Rand) { a.Add(word(r)) }, func(a *MakeList[string]) any { return a.Result() }),
		"list nulls": aggregateOf(NewMakeList[Null[int64]](50), func(a *MakeList[Null[int64]], r *rand.Rand) { a.Add(someLong(small(r), r)) },
			func(a *MakeList[Null[int64]]) any { return a.Result() }),
		"set":         aggregateOf(MakeSet[string]{}, func(a *MakeSet[string], r *rand.Rand) { a.Add(word(r)) }, func(a *MakeSet[string]) any { return a.Result() }),
		"set 5":       aggregateOf(NewMakeSet[RealKey](5), func(a *MakeSet[RealKey], r *rand.Rand) { a.Add(NewRealKey(half(r))) }, func(a *MakeSet[RealKey]) any { return a.Result() }),
		"set dynamic": aggregateOf(MakeSetDynamic{}, func(a *MakeSetDynamic, r *rand.Rand) { a.Add(document(r)) }, func(a *MakeSetDynamic) any { return a.Result() }),
		"bag":         aggregateOf(MakeBag{}, func(a *MakeBag, r *rand.Rand) { a.Add(document(r)) }, func(a *MakeBag) any { return a.Result() }),
		"schema":      aggregateOf(BuildSchema{}, func(a *BuildSchema, r *rand.Rand) { a.Add(document(r)) }, func(a *BuildSchema) any { return a.Result() }),
		"sum dynamic": aggregateOf(SumDynamic{}, func(a *SumDynamic, r *rand.Rand) { a.Add(document(r)) }, func(a *SumDynamic) any { return a.Result() }),
		"avg dynamic": aggregateOf(AvgDynamic{}, func(a *AvgDynamic, r *rand.Rand) { a.Add(document(r)) }, func(a *AvgDynamic) any { return a.Result() }),
		"min dynamic": aggregateOf(MinDynamic{}, func(a *MinDynamic, r *rand.Rand) { a.Add(DynamicLong(small(r))) }, func(a *MinDynamic) any { return a.Result() }),
		"max dynamic": aggregateOf(MaxDynamic{}, func(a *MaxDynamic, r *rand.Rand) { a.Add(DynamicString(word(r))) }, func(a *MaxDynamic) any { return a.Result() }),
		"distinct":    aggregateOf(CountDistinct[string]{}, func(a *CountDistinct[string], r *rand.Rand) { a.Add(word(r)) }, func(a *CountDistinct[string]) any { return a.Result() }),
		"dcount":      aggregateOf(NewDCount(2), func(a *DCount, r *rand.Rand) { a.Add(hashOf(r)) }, func(a *DCount) any { return a.Result() }),
		"hll":         aggregateOf(HLL{}, func(a *HLL, r *rand.Rand) { a.Add(hashOf(r)) }, func(a *HLL) any { return a.Result() }),
		"hll merge": aggregateOf(HLLMerge{}, func(a *HLLMerge, r *rand.Rand) {
			h := NewHLL(int64(r.IntN(2)))
			for range r.IntN(200) {
				h.Add(hashOf(r))
			}
			a.Add(h.Result())
		}, func(a *HLLMerge) any { return a.Result() }),
		"percentile": aggregateOf(Percentile[int64]{}, func(a *Percentile[int64], r *rand.Rand) { a.AddWeighted(small(r), int64(r.IntN(3))) },
			func(a *Percentile[int64]) any { return a.Results(0, 5, 50, 95, 100) }),
		"tdigest": aggregateOf(TDigest[DateTime]{}, func(a *TDigest[DateTime], r *rand.Rand) { a.Add(DateTime(small(r) + 50)) }, func(a *TDigest[DateTime]) any { return a.Result() }),
		"tdigest merge": aggregateOf(TDigestMerge{}, func(a *TDigestMerge, r *rand.Rand) {
			t := TDigest[float64]{}
			for range r.IntN(20) {
				t.Add(half(r))
			}
			a.Add(t.Result())
		}, func(a *TDigestMerge) any { return a.Result() }),
		"arg_max": func() aggregate {
			type state = withRow[ArgMax[int64]]
			return under[state]{
				&state{}, func(a *state, r *rand.Rand) { keepIf(a.of.Add(someLong(small(r), r)), &a.row, argRow{word(r)}) },
				func(a, b *state) { keepIf(a.of.Merge(&b.of), &a.row, b.row) },
				func(a *state, dst []byte) []byte { return appendWithRow(&a.of, &a.row, dst) },
				func(a *state, src []byte) ([]byte, error) { return readWithRow(&a.of, &a.row, src) },
				func(a *state) any { return fmt.Sprint(a.of.Value(), a.row) },
			}
		},
		"arg_min": func() aggregate {
			type state = withRow[ArgMin[string]]
			return under[state]{
				&state{}, func(a *state, r *rand.Rand) { keepIf(a.of.Add(Some(word(r))), &a.row, argRow{word(r)}) },
				func(a, b *state) { keepIf(a.of.Merge(&b.of), &a.row, b.row) },
				func(a *state, dst []byte) []byte { return appendWithRow(&a.of, &a.row, dst) },
				func(a *state, src []byte) ([]byte, error) { return readWithRow(&a.of, &a.row, src) },
				func(a *state) any { return fmt.Sprint(a.of.Value(), a.row) },
			}
		},
		"take_any": func() aggregate {
			type state = withRow[TakeAny]
			return under[state]{
				&state{}, func(a *state, r *rand.Rand) { keepIf(a.of.Add(), &a.row, argRow{word(r)}) },
				func(a, b *state) { keepIf(a.of.Merge(&b.of), &a.row, b.row) },
				func(a *state, dst []byte) []byte { return appendWithRow(&a.of, &a.row, dst) },
				func(a *state, src []byte) ([]byte, error) { return readWithRow(&a.of, &a.row, src) },
				func(a *state) any { return fmt.Sprint(a.row) },
			}
		},
	}
}

// TestAggregatesMerge splits values in runs, each into an aggregate of its own that is written and read, and merges.
func TestAggregatesMerge(t *testing.T) {
	for name, newAggregate := range aggregates() {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(60) {
				whole, merged := newAggregate(), newAggregate()
				one, two := rand.New(rand.NewPCG(seed, 1)), rand.New(rand.NewPCG(seed, 1))
				cuts := rand.New(rand.NewPCG(seed, 2))
				for range cuts.IntN(5) {
					part := newAggregate()
					for range cuts.IntN(60) {
						whole.add(one)
						part.add(two)
					}
					state := part.state()
					read := newAggregate()
					rest, err := read.read(append(state, "tail"...))
					if err != nil || string(rest) != "tail" {
						t.Fatalf("seed %d: read: rest %q, error %v", seed, rest, err)
					}
					if diff := cmp.Diff(part.result(), read.result()); diff != "" {
						t.Fatalf("seed %d: state (-want +got)\n%s", seed, diff)
					}
					merged.merge(read)
				}
				if diff := cmp.Diff(whole.result(), merged.result()); diff != "" {
					t.Fatalf("seed %d: merged (-want +got)\n%s", seed, diff)
				}
			}
		})
	}
}

// FuzzReadState reads anything as the state of each aggregate: an error or a value, never a panic.
func FuzzReadState(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, newAggregate := range aggregates() {
		a := newAggregate()
		for range 20 {
			a.add(r)
		}
		f.Add(a.state())
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		for name, newAggregate := range aggregates() {
			a := newAggregate()
			if _, err := a.read(bytes.Clone(src)); err == nil {
				before := a.result()
				b := newAggregate()
				if _, err := b.read(a.state()); err != nil {
					t.Fatalf("%s: its own state: %v", name, err)
				}
				if diff := cmp.Diff(before, b.result()); diff != "" {
					t.Fatalf("%s: (-want +got)\n%s", name, diff)
				}
			}
		}
	})
}

func TestAggregatesOfNothing(t *testing.T) {
	want := map[string]string{
		"count": "0", "sum long": "0", "sum real": "0", "avg long": "NaN", "avg span": "{00:00:00 false}", "min text": "{ false}", "sum dec": "0", "avg date": "0001-01-01T00:00:00.0000000Z", "avg dec": "{0 false}",
		"max real": "{0 false}", "min real": "{0 false}", "max bool": "{false false}", "min dec": "{0 false}", "variance": "0", "variancep": "0",
		"stdev": "0", "stdevp": "0", "cov": "0", "covp": "0", "and": "{0 false}", "or": "{0 false}", "xor": "{0 false}",
		"list": "[]", "list nulls": "[]", "set": "[]", "set 5": "[]", "set dynamic": "[]", "bag": "{}", "schema": "null",
		"distinct": "0", "dcount": "0", "hll": "null", "hll merge": "null", "percentile": "null", "tdigest": "null",
		"tdigest merge": "null", "arg_max": "{0 false} {}", "arg_min": "{ false} {}", "take_any": "{}",
		"sum dynamic": "0", "avg dynamic": "null", "min dynamic": "null", "max dynamic": "null",
	}
	got := map[string]string{}
	for name, newAggregate := range aggregates() {
		got[name] = newAggregate().result()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestNaNWins(t *testing.T) {
	var least Min[float64]
	var greatest Max[float64]
	var argMin withRow[ArgMin[float64]]
	var argMax withRow[ArgMax[float64]]
	for _, v := range []float64{2, math.NaN(), -1, math.Inf(1)} {
		least.Add(v)
		greatest.Add(v)
		keepIf(argMin.of.Add(Some(v)), &argMin.row, argRow{fmt.Sprint(v)})
		keepIf(argMax.of.Add(Some(v)), &argMax.row, argRow{fmt.Sprint(v)})
	}
	if v := least.Result().V; v == v {
		t.Errorf("min %v", v)
	}
	if v := greatest.Result().V; v == v {
		t.Errorf("max %v", v)
	}
	if argMin.row.name != "NaN" || argMax.row.name != "NaN" {
		t.Errorf("arg_min %v, arg_max %v", argMin.row, argMax.row)
	}
}

func TestArgMaxTiesAndNulls(t *testing.T) {
	type in struct {
		value Null[int64]
		name  string
	}
	none := Null[int64]{}
	tests := []struct {
		rows     []in
		max, min string
	}{
		{[]in{{Some[int64](10), "a"}, {Some[int64](10), "b"}, {Some[int64](5), "c"}}, "a", "c"},
		{[]in{{none, "a"}, {Some[int64](1), "b"}, {none, "c"}}, "b", "b"},
		{[]in{{none, "a"}, {none, "b"}}, "a", "a"},
		{nil, "", ""},
	}
	for _, test := range tests {
		var greatest withRow[ArgMax[int64]]
		var least withRow[ArgMin[int64]]
		for _, row := range test.rows {
			keepIf(greatest.of.Add(row.value), &greatest.row, argRow{row.name})
			keepIf(least.of.Add(row.value), &least.row, argRow{row.name})
		}
		if greatest.row.name != test.max || least.row.name != test.min {
			t.Errorf("%v: max %q, min %q", test.rows, greatest.row.name, least.row.name)
		}
	}
}

func TestVarianceRounds(t *testing.T) {
	var v Variance
	var s Stdev
	for _, x := range []float64{1, 2, 3, 4} {
		v.Add(x)
		s.Add(x)
	}
	if v.Result() != 1.6666666667 || s.Result() != math.Sqrt(1.6666666667) {
		t.Errorf("variance %v, stdev %v", v.Result(), s.Result())
	}
}

func TestPercentile(t *testing.T) {
	var p Percentile[int64]
	for i := range int64(100) {
		p.Add(100 - i)
	}
	for percent, want := range map[float64]int64{0: 1, 1: 1, 1.5: 2, 5: 5, 7: 7, 50: 50, 99: 99, 99.5: 100, 100: 100} {
		if got := p.Result(percent); got != Some(want) {
			t.Errorf("%v: got %v, want %v", percent, got, want)
		}
	}
	var w Percentile[int64]
	for _, v := range [][2]int64{{10, 8}, {20, 6}, {30, 3}, {40, 1}} {
		w.AddWeighted(v[0], v[1])
	}
	if got := string(w.Results(50, 75, 99.9).AppendJSON(nil)); got != "[20,20,40]" {
		t.Error(got)
	}
}

func TestPercentileOfMany(t *testing.T) {
	const n = 1_000_000
	var p, other Percentile[float64]
	for i := range n {
		v := float64(i * 7919 % n)
		if i%3 == 0 {
			other.Add(v)
		} else {
			p.Add(v)
		}
	}
	p.Merge(&other)
	if len(p.points) > 2*exactPoints {
		t.Errorf("%d points", len(p.points))
	}
	for _, percent := range []float64{0, 0.1, 1, 25, 50, 75, 99, 99.9, 100} {
		got := p.Result(percent).V / n * 100
		if math.Abs(got-percent) > 0.1 {
			t.Errorf("%v: %v", percent, got)
		}
	}
}

func TestDCountEstimate(t *testing.T) {
	for accuracy, bound := range []float64{0.016, 0.008, 0.004, 0.0028, 0.002} {
		d, e := NewDCount(int64(accuracy)), NewDCount(int64(accuracy))
		const n = 300_000
		for i := range int64(n) {
			d.Add(HashLong(i))
			e.Add(HashLong(i + n/2))
		}
		d.Merge(&e)
		if off := math.Abs(float64(d.Result())/(1.5*n) - 1); off > 3*bound {
			t.Errorf("accuracy %d: %d, off by %.4f", accuracy, d.Result(), off)
		}
	}
}

func TestHLLOfTwoPrecisions(t *testing.T) {
	fine, coarse := NewHLL(4), NewHLL(0)
	same := NewHLL(0)
	for i := range int64(50_000) {
		fine.Add(HashLong(i))
		same.Add(HashLong(i))
	}
	for i := range int64(10) {
		coarse.Add(HashLong(i))
	}
	if diff := cmp.Diff(string(same.Result().AppendJSON(nil)), string(MergeHLLs(fine.Result(), coarse.Result()).AppendJSON(nil))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestBuildSchema(t *testing.T) {
	var s BuildSchema
	for _, text := range []string{`{"p":1,"q":2.5}`, `{"p":"x","r":[1,"y"]}`, `{"q":{"s":true},"r":[[2]]}`} {
		s.Add(ParseJSON(text))
	}
	want := "{\"p\":[\"long\",\"string\"],\"q\":[\"double\",{\"s\":\"bool\"}],\"r\":{\"`indexer`\":[\"long\",\"string\",{\"`indexer`\":\"long\"}]}}"
	if diff := cmp.Diff(want, string(s.Result().AppendJSON(nil))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestMakeSetDynamic(t *testing.T) {
	var s MakeSetDynamic
	for _, text := range []string{`["a","b"]`, `null`, `"b"`, `{"x":1,"y":2}`, `[{"y":2,"x":1.0},["c"]]`, `["c",null]`} {
		s.Add(ParseJSON(text))
	}
	if got, want := string(s.Result().AppendJSON(nil)), `["a","b",{"x":1,"y":2},["c"],"c"]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDigestFunctions(t *testing.T) {
	var a, b TDigest[int64]
	for i := range int64(1000) {
		if i%2 == 0 {
			a.Add(i + 1)
		} else {
			b.Add(i + 1)
		}
	}
	both := MergeTDigests(a.Result(), b.Result(), DynamicString("none"))
	if got := RankTDigest(both, DynamicLong(685)); got != Some(685.0) {
		t.Errorf("rank %v", got)
	}
	if got := PercentRankTDigest(both, DynamicReal(250)); got != Some(25.0) {
		t.Errorf("percent rank %v", got)
	}
	if got := string(PercentilesArrayTDigest(both, 10, 90).AppendJSON(nil)); got != "[100,900]" {
		t.Errorf("percentiles %v", got)
	}
	if got := PercentileTDigest(DynamicLong(1), 50); !got.IsNull() {
		t.Errorf("percentile of no digest: %v", got)
	}
}

func TestMakeListTakesArraysApart(t *testing.T) {
	list := NewMakeList[Dynamic](4)
	for _, text := range []string{`[1,[2]]`, `[]`, `{"a":[3]}`, `null`, `[4]`} {
		list.Add(ParseJSON(text))
	}
	if got, want := list.Result().String(), `[1,[2],{"a":[3]},null]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
