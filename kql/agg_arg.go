package kql

// ArgMax is arg_max(): what a row has where a value is greatest. R holds the other columns that are asked for, each of a
// type that can be null, for it is zero without a row. Of equal values the first row is kept. A row whose value is null
// counts only where all are; NaN is greater than all (Kusto: arg-max-aggregation-function).
type ArgMax[K Ordered, R any] struct{ best[K, R] }

// Wants reports whether [ArgMax.Add] would keep a row of that value. It spares the caller the copy that Add needs.
func (a *ArgMax[K, R]) Wants(value Null[K]) bool {
	return a.wants(value, func(kept K) bool { return less(kept, value.V) })
}

// Add keeps the row if its value is the greatest so far. Text in row has to outlive the input it came from.
func (a *ArgMax[K, R]) Add(value Null[K], row R) {
	if a.Wants(value) {
		a.set(value, row)
	}
}

// Merge takes in the row of other.
func (a *ArgMax[K, R]) Merge(other *ArgMax[K, R]) {
	if other.seen {
		a.Add(other.value, other.row)
	}
}

// ArgMin is arg_min(): what a row has where a value is least. All else is as in [ArgMax]; NaN is less than all
// (Kusto: arg-min-aggregation-function).
type ArgMin[K Ordered, R any] struct{ best[K, R] }

// Wants reports whether [ArgMin.Add] would keep a row of that value. It spares the caller the copy that Add needs.
func (a *ArgMin[K, R]) Wants(value Null[K]) bool {
	return a.wants(value, func(kept K) bool { return less(value.V, kept) })
}

// Add keeps the row if its value is the least so far. Text in row has to outlive the input it came from.
func (a *ArgMin[K, R]) Add(value Null[K], row R) {
	if a.Wants(value) {
		a.set(value, row)
	}
}

// Merge takes in the row of other.
func (a *ArgMin[K, R]) Merge(other *ArgMin[K, R]) {
	if other.seen {
		a.Add(other.value, other.row)
	}
}

// best is the row kept by an ArgMax or an ArgMin.
type best[K Ordered, R any] struct {
	value Null[K]
	row   R
	seen  bool
}

func (b *best[K, R]) wants(value Null[K], better func(kept K) bool) bool {
	switch {
	case !b.seen:
		return true
	case !value.OK:
		return false
	case !b.value.OK:
		return true
	}
	return isNaN(value.V) && !isNaN(b.value.V) || better(b.value.V)
}

func (b *best[K, R]) set(value Null[K], row R) {
	*b = best[K, R]{Null[K]{keep(value.V), value.OK}, row, true}
}

// Value is the greatest or least value, null without one.
func (b *best[K, R]) Value() Null[K] { return b.value }

// Row is the row that was kept, the zero row without one.
func (b *best[K, R]) Row() *R { return &b.row }

// AppendState appends the state; row appends that of a row.
func (b *best[K, R]) AppendState(dst []byte, row func(dst []byte, row *R) []byte) []byte {
	dst = AppendValue(AppendValue(dst, b.seen), b.value)
	return row(dst, &b.row)
}

// ReadState reads a state; row reads that of a row.
func (b *best[K, R]) ReadState(src []byte, row func(src []byte, row *R) ([]byte, error)) ([]byte, error) {
	return readAll(src, reads(&b.seen), reads(&b.value),
		func(src []byte) ([]byte, error) { return row(src, &b.row) })
}

// TakeAny is take_any() and take_anyif(): of a group's rows the first that is added. With one column the caller adds
// values that are not null only, which are preferred (Kusto: take-any-aggregation-function). R is of a type that can be
// null, for it is zero without a row.
type TakeAny[R any] struct {
	row  R
	seen bool
}

// Wants reports whether no row was added. It spares the caller the copy that Add needs.
func (a *TakeAny[R]) Wants() bool { return !a.seen }

// Add keeps row if it is the first. Its text has to outlive the input it came from.
func (a *TakeAny[R]) Add(row R) {
	if !a.seen {
		a.row, a.seen = row, true
	}
}

// Merge takes in the row of other.
func (a *TakeAny[R]) Merge(other *TakeAny[R]) {
	if other.seen {
		a.Add(other.row)
	}
}

// Row is the row that was kept, the zero row without one.
func (a *TakeAny[R]) Row() *R { return &a.row }

// AppendState appends the state; row appends that of a row.
func (a *TakeAny[R]) AppendState(dst []byte, row func(dst []byte, row *R) []byte) []byte {
	return row(AppendValue(dst, a.seen), &a.row)
}

// ReadState reads a state; row reads that of a row.
func (a *TakeAny[R]) ReadState(src []byte, row func(src []byte, row *R) ([]byte, error)) ([]byte, error) {
	return readAll(src, reads(&a.seen), func(src []byte) ([]byte, error) { return row(src, &a.row) })
}
