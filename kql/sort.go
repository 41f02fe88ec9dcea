package kql

import "slices"

// Sort is the state of a sort operator. Equal rows keep their order of arrival, which Kusto leaves open
// (Kusto: sort-operator). Rows are sorted in runs that stay in cache, and the runs are merged.
type Sort[T any] struct {
	compare func(a, b *T) int
	runs    [][]T // in order of arrival, each in order but the last
	spare   []T
	order   []int
}

// runSize is how many rows a run has.
const runSize = 1 << 12

// NewSort returns an empty sort by compare, which orders as [cmp.Compare] does.
func NewSort[T any](compare func(a, b *T) int) *Sort[T] { return &Sort[T]{compare: compare} }

// Add keeps row. Its strings have to outlive the input they came from.
func (s *Sort[T]) Add(row T) {
	last := len(s.runs) - 1
	switch {
	case last < 0: // grows, for there may be few
		s.runs = append(s.runs, nil)
		last = 0
	case len(s.runs[last]) == runSize:
		s.sortLast()
		s.runs = append(s.runs, make([]T, 0, runSize))
		last++
	}
	s.runs[last] = append(s.runs[last], row)
}

// sortLast sorts the last run.
func (s *Sort[T]) sortLast() {
	run := &s.runs[len(s.runs)-1]
	rows := *run
	s.order = s.order[:0]
	for i := range rows {
		s.order = append(s.order, i)
	}
	slices.SortFunc(s.order, func(i, j int) int {
		if c := s.compare(&rows[i], &rows[j]); c != 0 {
			return c
		}
		return i - j
	})
	*run = s.spare[:0]
	for _, i := range s.order {
		*run = append(*run, rows[i])
	}
	s.spare = rows
}

// Each calls yield for every row in order and forgets them. A row is valid during the call.
func (s *Sort[T]) Each(yield func(row *T)) {
	if len(s.runs) == 0 {
		return
	}
	s.sortLast()
	m := merger[T]{s.compare, s.runs, make([]int, len(s.runs))}
	*s = Sort[T]{compare: s.compare}
	m.start()
	for row := m.next(); row != nil; row = m.next() {
		yield(row)
	}
}

// merger merges runs by a tree of losers: every inner node holds the run that lost there, the root (0) the one that won.
type merger[T any] struct {
	compare func(a, b *T) int
	runs    [][]T // what is left of each
	tree    []int
}

// none is a run that wins over all, from before the first round.
const none = -1

func (m *merger[T]) start() {
	for i := range m.tree {
		m.tree[i] = none
	}
	for i := range m.runs {
		m.play(i)
	}
}

// next returns the next row, nil at the end.
func (m *merger[T]) next() *T {
	run := &m.runs[m.tree[0]]
	if len(*run) == 0 {
		return nil
	}
	row := &(*run)[0]
	*run = (*run)[1:]
	m.play(m.tree[0])
	return row
}

// play lets a run play again up to the root.
func (m *merger[T]) play(run int) {
	for node := (run + len(m.tree)) / 2; node > 0; node /= 2 {
		if m.before(m.tree[node], run) {
			run, m.tree[node] = m.tree[node], run
		}
	}
	m.tree[0] = run
}

// before reports whether the next row of run i comes before that of run j.
func (m *merger[T]) before(i, j int) bool {
	switch {
	case i == none || j == none:
		return i == none
	case len(m.runs[i]) == 0 || len(m.runs[j]) == 0:
		return len(m.runs[j]) == 0
	}
	c := m.compare(&m.runs[i][0], &m.runs[j][0])
	return c < 0 || c == 0 && i < j
}

// Top is the state of a top operator, or of a sort that is followed by take: it holds no more rows than it will give.
type Top[T any] struct {
	compare func(a, b *T) int
	limit   int
	seen    int
	heap    []ranked[T] // the last row in order stands at 0
	offered T
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
func (t *Top[T]) Wants(row T) bool {
	if len(t.heap) < t.limit {
		return true
	}
	t.offered = row // what compare is given a pointer to would be allocated otherwise
	return t.limit > 0 && t.compare(&t.offered, &t.heap[0].row) < 0
}

// Add keeps row while it is among the first. Its strings have to outlive the input they came from.
func (t *Top[T]) Add(row T) {
	if !t.Wants(row) {
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
