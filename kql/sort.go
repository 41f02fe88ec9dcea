package kql

import "slices"

// Sort is the state of a sort operator. Equal rows keep their order of arrival, which Kusto leaves open
// (Kusto: sort-operator).
type Sort[T any] struct {
	compare func(a, b *T) int
	rows    []T
}

// NewSort returns an empty sort by compare, which orders as [cmp.Compare] does.
func NewSort[T any](compare func(a, b *T) int) *Sort[T] { return &Sort[T]{compare: compare} }

// Add keeps row. Its strings have to outlive the input they came from.
func (s *Sort[T]) Add(row T) { s.rows = append(s.rows, row) }

// Each calls yield for every row in order and forgets them. A row is valid during the call.
func (s *Sort[T]) Each(yield func(row *T)) {
	order := make([]int, len(s.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		if c := s.compare(&s.rows[i], &s.rows[j]); c != 0 {
			return c
		}
		return i - j
	})
	for _, i := range order {
		yield(&s.rows[i])
	}
	s.rows = nil
}

// Top is the state of a top operator, or of a sort that is followed by take: it holds no more rows than it will give.
type Top[T any] struct {
	compare func(a, b *T) int
	limit   int
	seen    int
	heap    []ranked[T] // the last row in order stands at 0
}

type ranked[T any] struct {
	row T
	seq int
}

// NewTop returns an empty top of limit rows by compare. A limit of zero or less gives no rows.
func NewTop[T any](limit int64, compare func(a, b *T) int) *Top[T] {
	return &Top[T]{compare: compare, limit: int(max(limit, 0))}
}

// Wants reports whether row would be kept if it were added now. It lets a caller spare the copy that Add needs.
func (t *Top[T]) Wants(row *T) bool {
	return len(t.heap) < t.limit || t.limit > 0 && t.compare(row, &t.heap[0].row) < 0
}

// Add keeps row while it is among the first. Its strings have to outlive the input they came from.
func (t *Top[T]) Add(row T) {
	if !t.Wants(&row) {
		return
	}
	t.seen++
	r := ranked[T]{row, t.seen}
	if len(t.heap) < t.limit {
		t.heap = append(t.heap, r)
		t.up(len(t.heap) - 1)
		return
	}
	t.heap[0] = r
	t.down(0)
}

// Each calls yield for every row in order and forgets them. A row is valid during the call.
func (t *Top[T]) Each(yield func(row *T)) {
	slices.SortFunc(t.heap, func(a, b ranked[T]) int { return t.order(&a, &b) })
	for i := range t.heap {
		yield(&t.heap[i].row)
	}
	t.heap, t.seen = nil, 0
}

func (t *Top[T]) order(a, b *ranked[T]) int {
	if c := t.compare(&a.row, &b.row); c != 0 {
		return c
	}
	return a.seq - b.seq
}

func (t *Top[T]) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if t.order(&t.heap[i], &t.heap[parent]) <= 0 {
			return
		}
		t.heap[i], t.heap[parent] = t.heap[parent], t.heap[i]
		i = parent
	}
}

func (t *Top[T]) down(i int) {
	for {
		last, left := i, 2*i+1
		for child := left; child <= left+1 && child < len(t.heap); child++ {
			if t.order(&t.heap[child], &t.heap[last]) > 0 {
				last = child
			}
		}
		if last == i {
			return
		}
		t.heap[i], t.heap[last] = t.heap[last], t.heap[i]
		i = last
	}
}
