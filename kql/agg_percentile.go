package kql

import (
	"cmp"
	"math"
	"slices"
)

// Percentile is percentile(), percentiles(), percentilew() and their kin: values with weights. A percentile is the least
// value that with those below it has the share of the weight that is asked for (nearest rank). It is exact up to 65,536
// distinct values; beyond, neighbours are put together as in a t-digest, which keeps the error of a rank below 0.1 % and
// far less at the ends (Kusto: percentiles-aggregation-function).
type Percentile[T Ordered] struct {
	points []point[T]
	sorted bool
	limit  int // when to put points together; 0 stands for the least limit
}

type point[T Ordered] struct {
	value  T
	weight int64
}

const (
	exactPoints  = 1 << 16
	digestPoints = 4096
)

// Add takes in v.
func (p *Percentile[T]) Add(v T) { p.AddWeighted(v, 1) }

// AddWeighted takes in v as if it came weight times; a weight below one is none, and so is a dynamic null.
func (p *Percentile[T]) AddWeighted(v T, weight int64) {
	if d, ok := any(v).(Dynamic); weight < 1 || ok && d.IsNull() {
		return
	}
	p.points = append(p.points, point[T]{keep(v), weight})
	p.sorted = false
	if len(p.points) >= max(p.limit, 64) {
		p.compress()
	}
}

// compress sorts the points and puts equal ones together, and if that is not enough neighbours.
func (p *Percentile[T]) compress() {
	p.sort()
	if len(p.points) > exactPoints {
		p.digest(digestPoints)
	}
	p.limit = min(max(64, 4*len(p.points)), 2*exactPoints)
}

// sort orders the points and puts equal ones together.
func (p *Percentile[T]) sort() {
	if p.sorted {
		return
	}
	slices.SortFunc(p.points, func(a, b point[T]) int { return compare(a.value, b.value) })
	kept := p.points[:0]
	for _, q := range p.points {
		if n := len(kept); n > 0 && compare(kept[n-1].value, q.value) == 0 {
			kept[n-1].weight += q.weight
		} else {
			kept = append(kept, q)
		}
	}
	p.points, p.sorted = kept, true
}

// digest puts neighbours together so that about size points are left, more densely toward both ends. A new point has the
// value at the middle of its weight.
func (p *Percentile[T]) digest(size int) {
	total := float64(p.weight())
	kept := p.points[:0]
	var done float64
	for i := 0; i < len(p.points); {
		first, weight := i, p.points[i].weight
		for i++; i < len(p.points); i++ {
			w := float64(weight + p.points[i].weight)
			q := (done + w/2) / total
			if w > max(1, 4*total*q*(1-q)/float64(size)) {
				break
			}
			weight += p.points[i].weight
		}
		kept = append(kept, point[T]{middle(p.points[first:i], weight), weight})
		done += float64(weight)
	}
	p.points = kept
}

func middle[T Ordered](points []point[T], weight int64) T {
	var below int64
	for _, p := range points {
		if below += p.weight; 2*below >= weight {
			return p.value
		}
	}
	return points[len(points)-1].value
}

func (p *Percentile[T]) weight() (total int64) {
	for _, q := range p.points {
		total += q.weight
	}
	return total
}

// Merge takes in the values of other.
func (p *Percentile[T]) Merge(other *Percentile[T]) {
	for _, q := range other.points {
		p.AddWeighted(q.value, q.weight)
	}
}

// Result is the value at percent, which runs from 0 to 100; null without a value.
func (p *Percentile[T]) Result(percent float64) Null[T] {
	p.sort()
	if len(p.points) == 0 {
		return Null[T]{}
	}
	rank := int64(math.Ceil(percent*float64(p.weight())/100 - 1e-9))
	var below int64
	for _, q := range p.points {
		if below += q.weight; below >= rank {
			return Some(q.value)
		}
	}
	return Some(p.points[len(p.points)-1].value)
}

// Results is percentiles_array(): an array of the values at several percents; null without a value.
func (p *Percentile[T]) Results(percents ...float64) Dynamic {
	if len(p.points) == 0 {
		return Dynamic{}
	}
	out := make([]Dynamic, len(percents))
	for i, percent := range percents {
		out[i] = dynamicOf(p.Result(percent).V)
	}
	return DynamicArray(out)
}

// AppendState appends the state.
func (p *Percentile[T]) AppendState(dst []byte) []byte {
	p.sort()
	values := make([]T, len(p.points))
	weights := make([]int64, len(p.points))
	for i, q := range p.points {
		values[i], weights[i] = q.value, q.weight
	}
	return appendSlice(appendSlice(dst, values), weights)
}

// ReadState reads a state.
func (p *Percentile[T]) ReadState(src []byte) ([]byte, error) {
	var values []T
	var weights []int64
	src, err := readAll(src,
		func(src []byte) ([]byte, error) { return readSlice(src, &values) },
		func(src []byte) ([]byte, error) { return readSlice(src, &weights) })
	if err != nil || len(values) != len(weights) {
		return nil, ErrState
	}
	*p = Percentile[T]{}
	for i, v := range values {
		p.AddWeighted(v, weights[i])
	}
	return src, nil
}

// TDigest is tdigest(): values and weights that tdigest_merge(), percentile_tdigest() and rank_tdigest() read
// (Kusto: tdigest-aggregation-function).
type TDigest[T Ordered] struct{ Percentile[T] }

// Merge takes in the values of other.
func (t *TDigest[T]) Merge(other *TDigest[T]) { t.Percentile.Merge(&other.Percentile) }

// Result is the digest as [[7], [value, …], [weight, …]]; null without a value.
func (t *TDigest[T]) Result() Dynamic {
	t.sort()
	if len(t.points) == 0 {
		return Dynamic{}
	}
	p := Percentile[T]{points: slices.Clone(t.points), sorted: true}
	if len(p.points) > digestPoints {
		p.digest(digestPoints)
	}
	values := make([]Dynamic, len(p.points))
	weights := make([]Dynamic, len(p.points))
	for i, q := range p.points {
		values[i], weights[i] = dynamicOf(q.value), DynamicLong(q.weight)
	}
	return DynamicArray([]Dynamic{
		DynamicArray([]Dynamic{DynamicLong(7)}), DynamicArray(values), DynamicArray(weights),
	})
}

// TDigestMerge is tdigest_merge() and merge_tdigest(): the values of all digests (Kusto: tdigest-merge-aggregation-function).
// As a function of several digests, add each to a zero value.
type TDigestMerge struct{ points []weighted }

// weighted is a value of a digest.
type weighted struct {
	value  Dynamic
	weight int64
}

// Add takes in a digest; what is none is skipped.
func (t *TDigestMerge) Add(digest Dynamic) {
	t.points = append(t.points, digestOf(digest)...)
	if len(t.points) > 8*digestPoints {
		t.compress()
	}
}

func (t *TDigestMerge) compress() {
	slices.SortStableFunc(t.points, func(a, b weighted) int { return compareDigested(a.value, b.value) })
	kept := t.points[:0]
	for _, q := range t.points {
		if n := len(kept); n > 0 && compareDigested(kept[n-1].value, q.value) == 0 {
			kept[n-1].weight += q.weight
		} else {
			kept = append(kept, q)
		}
	}
	if t.points = kept; len(kept) <= digestPoints {
		return
	}
	// The places of the values stand for them while neighbours are put together.
	p := Percentile[int64]{sorted: true}
	for i, q := range kept {
		p.points = append(p.points, point[int64]{int64(i), q.weight})
	}
	p.digest(digestPoints)
	points := make([]weighted, len(p.points))
	for i, q := range p.points {
		points[i] = weighted{kept[q.value].value, q.weight}
	}
	t.points = points
}

// Merge takes in the digests of other.
func (t *TDigestMerge) Merge(other *TDigestMerge) {
	t.points = append(t.points, other.points...)
	t.compress()
}

// Result is the digest; null without a value.
func (t *TDigestMerge) Result() Dynamic {
	if len(t.points) == 0 {
		return Dynamic{}
	}
	t.compress()
	values := make([]Dynamic, len(t.points))
	weights := make([]Dynamic, len(t.points))
	for i, q := range t.points {
		values[i], weights[i] = q.value, DynamicLong(q.weight)
	}
	return DynamicArray([]Dynamic{
		DynamicArray([]Dynamic{DynamicLong(7)}), DynamicArray(values), DynamicArray(weights),
	})
}

// AppendState appends the state.
func (t *TDigestMerge) AppendState(dst []byte) []byte { return AppendValue(dst, t.Result()) }

// ReadState reads a state.
func (t *TDigestMerge) ReadState(src []byte) ([]byte, error) {
	var digest Dynamic
	src, err := ReadValue(src, &digest)
	*t = TDigestMerge{points: digestOf(digest)}
	return src, err
}

// MergeTDigests is tdigest_merge() of several digests of a row.
func MergeTDigests(digests ...Dynamic) Dynamic {
	var t TDigestMerge
	for _, d := range digests {
		t.Add(d)
	}
	return t.Result()
}

// digestOf reads a digest; nil if it is none.
func digestOf(digest Dynamic) []weighted {
	parts := digest.Elements()
	if digest.Kind() != ArrayKind || len(parts) != 3 {
		return nil
	}
	values, weights := parts[1].Elements(), parts[2].Elements()
	if len(values) != len(weights) {
		return nil
	}
	out := make([]weighted, len(values))
	for i, v := range values {
		out[i] = weighted{v, int64(weights[i].Real())}
	}
	return out
}

// compareDigested orders the values of a digest: numbers, datetimes, timespans, decimals.
func compareDigested(a, b Dynamic) int {
	switch {
	case a.Kind() == LongKind && b.Kind() == LongKind:
		return cmp.Compare(a.Long(), b.Long())
	case a.Kind() == DecimalKind && b.Kind() == DecimalKind:
		return CompareDecimal(a.Decimal(), b.Decimal())
	case a.Kind() == b.Kind() && a.Kind() != RealKind:
		return cmp.Compare(a.Long(), b.Long())
	}
	return cmp.Compare(a.Real(), b.Real())
}

// PercentileTDigest is percentile_tdigest(): the value of a digest at percent; null for what is no digest
// (Kusto: percentile-tdigest-function).
func PercentileTDigest(digest Dynamic, percent float64) Dynamic {
	t := TDigestMerge{points: digestOf(digest)}
	t.compress()
	p := Percentile[int64]{sorted: true}
	for i, q := range t.points {
		p.points = append(p.points, point[int64]{int64(i), q.weight})
	}
	i := p.Result(percent)
	if !i.OK {
		return Dynamic{}
	}
	return t.points[i.V].value
}

// PercentilesArrayTDigest is percentiles_array_tdigest(): an array of the values at several percents.
func PercentilesArrayTDigest(digest Dynamic, percents ...float64) Dynamic {
	out := make([]Dynamic, len(percents))
	for i, percent := range percents {
		out[i] = PercentileTDigest(digest, percent)
	}
	return DynamicArray(out)
}

// PercentilesArrayTDigestOf is percentiles_array_tdigest() with the percents in an array.
func PercentilesArrayTDigestOf(digest, percents Dynamic) Dynamic {
	elements := percents.Elements()
	list := make([]float64, len(elements))
	for i, e := range elements {
		list[i] = e.Real()
	}
	return PercentilesArrayTDigest(digest, list...)
}

// RankTDigest is rank_tdigest(): how many values of a digest are not greater than v; null for what is no digest
// (Kusto: rank-tdigest-function).
func RankTDigest(digest, v Dynamic) Null[float64] {
	points := digestOf(digest)
	if len(points) == 0 {
		return Null[float64]{}
	}
	var rank int64
	for _, q := range points {
		if compareDigested(q.value, v) <= 0 {
			rank += q.weight
		}
	}
	return Some(float64(rank))
}

// PercentRankTDigest is percentrank_tdigest(): the share in percent of the values of a digest that are not greater than v
// (Kusto: percentrank-tdigest-function).
func PercentRankTDigest(digest, v Dynamic) Null[float64] {
	rank := RankTDigest(digest, v)
	if !rank.OK {
		return rank
	}
	var total int64
	for _, q := range digestOf(digest) {
		total += q.weight
	}
	return Some(100 * rank.V / float64(total))
}
