package kql

import (
	"reflect"
	"slices"
	"unsafe"
)

// Sort is the state of a sort operator. Equal rows keep their order of arrival, which Kusto leaves open
// (Kusto: sort-operator). It is as [Groups] is: [OpenSort] makes it ready, and what it can do is All's.
type Sort[T any] struct {
	// At is where the row goes that was added last, to be set, and the one that was given last.
	At *T
	// All are the rows.
	All SortedRows
}

// SortedRows are those of a [Sort].
type SortedRows struct {
	sorter sorter
	merger *merger // what gives them, once they are asked for
}

// OpenSort makes a [Sort] ready, to which sort points. It is empty then. compare is a func(a, b *T) int that orders rows as
// [cmp.Compare] does.
func OpenSort(sort, compare any) {
	p := reflect.ValueOf(sort)
	s := (*Sort[struct{}])(p.UnsafePointer())
	rows := newList(p.Type().Elem().Field(0).Type.Elem())
	rows.most = runBits
	s.All = SortedRows{sorter: sorter{rows: rows, compare: untypedCompare(compare)}}
}

// untypedCompare makes a function of pointers to rows one of untyped pointers.
func untypedCompare(compare any) func(a, b unsafe.Pointer) int {
	function := pointerIn(compare)
	return *(*func(a, b unsafe.Pointer) int)(unsafe.Pointer(&function))
}

// give sets At.
func (s *SortedRows) give(row unsafe.Pointer) {
	const offset = unsafe.Offsetof(Sort[struct{}]{}.All)
	(*Sort[struct{}])(unsafe.Add(unsafe.Pointer(s), -int(offset))).At = (*struct{})(row)
}

// Add keeps a row, which At is then. Its strings have to outlive the input they came from.
func (s *SortedRows) Add() { s.give(s.sorter.add()) }

// Next gives the next row in order. Behind the last one it reports false, and the rows are forgotten.
func (s *SortedRows) Next() bool {
	if s.merger == nil {
		s.merger = s.sorter.end()
	}
	row := s.merger.next()
	if row == nil {
		s.merger = nil
		return false
	}
	s.give(row)
	return true
}

// Merge takes in the rows of from, which came behind.
func (s *SortedRows) Merge(from *SortedRows) { s.sorter.merge(&from.sorter) }

// sorter sorts rows in runs, the chunks of a list, each of which is in cache when it is full; then the runs are merged.
type sorter struct {
	rows    list
	compare func(a, b unsafe.Pointer) int
	runs    []run
	order   []uint16
	spare   unsafe.Pointer // a chunk of full size, or nil
}

// runBits are the bits of the number of rows in a full run.
const runBits = 12

// run is what is left of rows in order that stand one behind the other.
type run struct {
	head unsafe.Pointer
	left int
}

func (s *sorter) add() unsafe.Pointer {
	if _, at := s.rows.place(s.rows.count); at == 0 {
		s.sortLast()
	}
	return s.rows.add()
}

// sortLast sorts the last chunk.
func (s *sorter) sortLast() {
	if s.rows.count == 0 {
		return
	}
	chunk, last := s.rows.place(s.rows.count - 1)
	n := int(last) + 1
	s.order = slices.Grow(s.order[:0], n)[:n]
	for i := range s.order {
		s.order[i] = uint16(i)
	}
	rows, size := s.rows.chunks[chunk], s.rows.size
	slices.SortFunc(s.order, func(i, j uint16) int {
		if c := s.compare(unsafe.Add(rows, uintptr(i)*size), unsafe.Add(rows, uintptr(j)*size)); c != 0 {
			return c
		}
		return int(i) - int(j)
	})
	sorted := s.spare
	if sorted == nil {
		sorted = s.rows.chunk(n)
	}
	if s.spare = nil; n == 1<<runBits {
		s.spare = rows
	}
	for to, from := range s.order {
		s.rows.copy(unsafe.Add(sorted, uintptr(to)*size), unsafe.Add(rows, uintptr(from)*size))
	}
	s.rows.chunks[chunk] = sorted
	s.runs = append(s.runs, run{sorted, n})
}

// settle makes runs of all rows.
func (s *sorter) settle() {
	s.sortLast()
	s.rows.take()
}

// merge takes in the rows of another sorter, which came behind.
func (s *sorter) merge(other *sorter) {
	s.settle()
	other.settle()
	s.runs = append(s.runs, other.runs...)
}

// end empties the sorter and returns what gives its rows in order.
func (s *sorter) end() *merger {
	s.settle()
	m := &merger{compare: s.compare, size: s.rows.size, runs: s.runs, tree: make([]int, len(s.runs))}
	s.runs, s.order, s.spare = nil, nil, nil
	for i := range m.tree {
		m.tree[i] = none
	}
	for i := range m.runs {
		m.play(i)
	}
	return m
}

// merger merges runs by a tree of losers: every inner node holds the run that lost there, the root (0) the one that won.
type merger struct {
	compare func(a, b unsafe.Pointer) int
	size    uintptr
	runs    []run
	tree    []int
}

// none is a run that wins over all, from before the first round.
const none = -1

// next returns the next row, nil at the end.
func (m *merger) next() unsafe.Pointer {
	if len(m.tree) == 0 {
		return nil
	}
	r := &m.runs[m.tree[0]]
	row := r.head
	if row == nil {
		return nil
	}
	if r.left--; r.left > 0 {
		r.head = unsafe.Add(row, m.size)
	} else {
		r.head = nil
	}
	m.play(m.tree[0])
	return row
}

// play lets a run play again up to the root.
func (m *merger) play(run int) {
	for node := (run + len(m.tree)) / 2; node > 0; node /= 2 {
		if m.before(m.tree[node], run) {
			run, m.tree[node] = m.tree[node], run
		}
	}
	m.tree[0] = run
}

// before reports whether the next row of run i comes before that of run j.
func (m *merger) before(i, j int) bool {
	if i == none || j == none {
		return i == none
	}
	a, b := m.runs[i].head, m.runs[j].head
	if a == nil || b == nil {
		return b == nil
	}
	c := m.compare(a, b)
	return c < 0 || c == 0 && i < j
}

// Top is the state of a top operator, or of a sort that is followed by take: it holds no more rows than it will give. It is as
// [Groups] is: [OpenTop] makes it ready, and what it can do is All's.
type Top[T any] struct {
	// New is the row that All.Wants is asked about. All of it has to be set.
	New *T
	// At is the row that was given last.
	At *T
	// All are the rows.
	All TopRows
}

// TopRows are those of a [Top].
type TopRows struct {
	best  bestRows
	ended bool
	order []ranked // those that are still to be given, once they are asked for
}

// OpenTop makes a [Top] ready, to which top points. It is empty then. A limit of zero or less gives no rows; compare is as in
// [OpenSort].
func OpenTop(top any, limit int64, compare any) {
	p := reflect.ValueOf(top)
	t := (*Top[struct{}])(p.UnsafePointer())
	t.All = TopRows{best: bestRows{
		rows: newList(p.Type().Elem().Field(0).Type.Elem()), compare: untypedCompare(compare), limit: int(max(limit, 0)),
	}}
	t.New = (*struct{})(t.All.best.offer())
}

// of is the Top whose rows they are.
func (t *TopRows) of() *Top[struct{}] {
	const offset = unsafe.Offsetof(Top[struct{}]{}.All)
	return (*Top[struct{}])(unsafe.Add(unsafe.Pointer(t), -int(offset)))
}

// Wants reports whether New would be kept if it were added now. It lets a caller spare the copies of texts that Add needs.
func (t *TopRows) Wants() bool { return t.best.wants() }

// Add keeps New, which is wanted, while it is among the first. Its strings have to outlive the input they came from.
func (t *TopRows) Add() {
	t.best.add()
	t.of().New = (*struct{})(t.best.offer())
}

// Next gives the next row in order. Behind the last one it reports false, and the rows are forgotten.
func (t *TopRows) Next() bool {
	if !t.ended {
		t.order, t.ended = t.best.take(), true
	}
	if len(t.order) == 0 {
		t.ended = false
		return false
	}
	t.of().At = (*struct{})(t.order[0].row)
	t.order = t.order[1:]
	return true
}

// Merge takes in the rows of from, which came behind.
func (t *TopRows) Merge(from *TopRows) {
	for _, r := range from.best.asTheyCame() {
		if t.best.rows.copy(t.best.offer(), r.row); t.Wants() {
			t.Add()
		}
	}
}

// bestRows are the first rows in order, and one that is offered.
type bestRows struct {
	rows    list
	compare func(a, b unsafe.Pointer) int
	limit   int
	seen    int
	heap    []ranked // the last row in order stands at 0
	offered unsafe.Pointer
}

type ranked struct {
	row unsafe.Pointer
	seq int
}

func (t *bestRows) offer() unsafe.Pointer {
	if t.offered == nil {
		t.offered = t.rows.add()
	}
	return t.offered
}

func (t *bestRows) wants() bool {
	return len(t.heap) < t.limit || t.limit > 0 && t.compare(t.offer(), t.heap[0].row) < 0
}

func (t *bestRows) add() {
	t.seen++
	r := ranked{t.offer(), t.seen}
	if len(t.heap) < t.limit {
		t.offered = nil
		t.heap = append(t.heap, r)
		t.up(len(t.heap) - 1)
		return
	}
	t.offered = t.heap[0].row // which is free now
	t.heap[0] = r
	t.down(0)
}

// take empties the state and returns the rows in order.
func (t *bestRows) take() []ranked {
	rows := t.heap
	slices.SortFunc(rows, func(a, b ranked) int { return t.order(a, b) })
	t.rows.take()
	t.heap, t.seen, t.offered = nil, 0, nil
	return rows
}

// asTheyCame are the rows in the order in which they were added.
func (t *bestRows) asTheyCame() []ranked {
	slices.SortFunc(t.heap, func(a, b ranked) int { return a.seq - b.seq })
	return t.heap
}

func (t *bestRows) order(a, b ranked) int {
	if c := t.compare(a.row, b.row); c != 0 {
		return c
	}
	return a.seq - b.seq
}

func (t *bestRows) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if t.order(t.heap[i], t.heap[parent]) <= 0 {
			return
		}
		t.heap[i], t.heap[parent] = t.heap[parent], t.heap[i]
		i = parent
	}
}

func (t *bestRows) down(i int) {
	for {
		last, left := i, 2*i+1
		for child := left; child <= left+1 && child < len(t.heap); child++ {
			if t.order(t.heap[child], t.heap[last]) > 0 {
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
