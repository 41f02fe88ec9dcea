package kql

// RowNumber is the state of row_number() (Kusto: row-number-function).
type RowNumber struct {
	last    int64
	started bool
}

// Next returns the number of the next row: start for the first and where restart holds.
func (r *RowNumber) Next(start int64, restart bool) int64 {
	if r.started && !restart {
		r.last++
	} else {
		r.last, r.started = start, true
	}
	return r.last
}

// RowCumSum is the state of row_cumsum() (Kusto: row-cumsum-function).
type RowCumSum[T int32 | int64 | float64 | TimeSpan] struct{ sum T }

// Next returns the sum up to the next row, which starts anew where restart holds. Null adds nothing.
func (r *RowCumSum[T]) Next(v Null[T], restart bool) T {
	if restart {
		r.sum = 0
	}
	r.sum += v.V
	return r.sum
}

// RowCumSumDecimal is [RowCumSum] of decimals.
type RowCumSumDecimal struct{ sum SumDecimal }

// Next returns the sum up to the next row, which starts anew where restart holds. Null adds nothing.
func (r *RowCumSumDecimal) Next(v Null[Decimal], restart bool) Decimal {
	if restart {
		r.sum = SumDecimal{}
	}
	if v.OK {
		r.sum.Add(v.V)
	}
	return r.sum.Result()
}

// RowRankMin is the state of row_rank_min(): of equal neighbours all have the rank of the first, which is its place
// (Kusto: row-rank-min-function). T is a type whose values == tells apart, such as [RealKey] for reals.
type RowRankMin[T comparable] struct {
	last        T
	rank, place int64
}

// Next returns the rank of the next row, 1 where restart holds.
func (r *RowRankMin[T]) Next(v T, restart bool) int64 {
	if restart {
		r.place = 0
	}
	r.place++
	if r.place == 1 || v != r.last {
		r.last, r.rank = keep(v), r.place
	}
	return r.rank
}

// RowRankDense is the state of row_rank_dense(): equal neighbours have equal ranks, and ranks follow each other
// (Kusto: row-rank-dense-function). T is as in [RowRankMin].
type RowRankDense[T comparable] struct {
	last T
	rank int64
}

// Next returns the rank of the next row, 1 where restart holds.
func (r *RowRankDense[T]) Next(v T, restart bool) int64 {
	if restart {
		r.rank = 0
	}
	if r.rank == 0 || v != r.last {
		r.last = keep(v)
		r.rank++
	}
	return r.rank
}

// RowWindowSession is the state of row_window_session() (Kusto: row-window-session-function).
type RowWindowSession struct{ start, last Null[DateTime] }

// Next returns the start of the session that the next row belongs to. A row begins a session if there is none, if it is
// as far from the session's start as fromFirst or from the row before as between, or where restart holds.
func (r *RowWindowSession) Next(t Null[DateTime], fromFirst, between TimeSpan, restart bool) Null[DateTime] {
	far := func(from Null[DateTime], span TimeSpan) bool {
		return t.OK && from.OK && t.V >= from.V+DateTime(span)
	}
	if !r.start.OK || restart || far(r.start, fromFirst) || far(r.last, between) {
		r.start = t
	}
	r.last = t
	return r.start
}

// Neighbours is the state of prev() and next(): it gives each row together with those around it. Rows are held back until
// those are there that next() asks for.
type Neighbours[R any] struct {
	rows          []R // the last ones, in turn
	before, after int
	all           bool // all rows are kept
	count, given  int
	yield         func(n *Neighbours[R])
}

// NewNeighbours returns an empty state that reaches so many rows before and after each. yield is called for each row in
// turn; what the state gives is valid during the call.
func NewNeighbours[R any](before, after int64, yield func(n *Neighbours[R])) *Neighbours[R] {
	return &Neighbours[R]{rows: make([]R, before+1+after), before: int(before), after: int(after), yield: yield}
}

// NewAllNeighbours returns an empty state that keeps all rows, and reaches any: yield is called when all are there.
func NewAllNeighbours[R any](yield func(n *Neighbours[R])) *Neighbours[R] {
	return &Neighbours[R]{all: true, yield: yield}
}

// Add takes the next row. Its text has to outlive the input it came from.
func (n *Neighbours[R]) Add(row R) {
	if n.all {
		n.rows = append(n.rows, row)
		n.count++
		return
	}
	n.rows[n.count%len(n.rows)] = row
	if n.count++; n.count > n.after {
		n.give()
	}
}

// Close gives the rows that are held back and forgets all.
func (n *Neighbours[R]) Close() {
	for n.given < n.count {
		n.give()
	}
	clear(n.rows)
	if n.all {
		n.rows = n.rows[:0]
	}
	n.count, n.given = 0, 0
}

func (n *Neighbours[R]) give() {
	n.yield(n)
	n.given++
}

// Row is the row.
func (n *Neighbours[R]) Row() *R { return &n.rows[n.given%len(n.rows)] }

// At is the row that stands by rows after this one, or before it if by is negative; nil if there is none. It may not be
// further than the state reaches.
func (n *Neighbours[R]) At(by int64) *R {
	i := n.given + int(by)
	if i < 0 || i >= n.count {
		return nil
	}
	return &n.rows[i%len(n.rows)]
}

// AtOffset is the row that stands so many rows after this one, or before it; nil if there is none, or the offset is null.
func (n *Neighbours[R]) AtOffset(offset Null[int64], before bool) *R {
	switch {
	case !offset.OK:
		return nil
	case before:
		return n.At(-offset.V)
	}
	return n.At(offset.V)
}

// RowCumSumDynamic is row_cumsum() of a column of which the data tell the type, as [Compute] adds; the zero value begins at no
// sum, which is a long.
type RowCumSumDynamic struct{ sum Dynamic }

// Next takes in the value of the next row and returns the sum; null counts as zero. restart begins anew at this row.
func (r *RowCumSumDynamic) Next(v Dynamic, restart bool) Dynamic {
	switch {
	case restart || r.sum.IsNull():
		r.sum = v.Clone()
	case !v.IsNull():
		r.sum = Compute("+", r.sum, v)
	}
	if r.sum.IsNull() {
		return DynamicLong(0)
	}
	return r.sum
}
