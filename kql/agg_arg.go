package kql

// ArgMax is arg_max(): which row has the greatest value. The caller keeps what it needs of that row: the other columns that
// are asked for, each of a type that can be null, for they are zero without a row. Of equal values the first row is kept. A
// row whose value is null counts only where all are; NaN is greater than all (Kusto: arg-max-aggregation-function).
type ArgMax[K Ordered] struct{ best[K] }

// Add takes in the value of a row, and reports whether the row is to be kept: it is the greatest so far.
func (a *ArgMax[K]) Add(value Null[K]) bool {
	return a.add(value, less(a.value.V, value.V))
}

// Merge takes in other, whose rows came behind, and reports whether its row is to be kept.
func (a *ArgMax[K]) Merge(other *ArgMax[K]) bool { return other.seen && a.Add(other.value) }

// ArgMin is arg_min(): which row has the least value. All else is as in [ArgMax]; NaN is less than all
// (Kusto: arg-min-aggregation-function).
type ArgMin[K Ordered] struct{ best[K] }

// Add takes in the value of a row, and reports whether the row is to be kept: it is the least so far.
func (a *ArgMin[K]) Add(value Null[K]) bool {
	return a.add(value, less(value.V, a.value.V))
}

// Merge takes in other, whose rows came behind, and reports whether its row is to be kept.
func (a *ArgMin[K]) Merge(other *ArgMin[K]) bool { return other.seen && a.Add(other.value) }

// best is the value of the row that an ArgMax or an ArgMin keeps.
type best[K Ordered] struct {
	value Null[K]
	seen  bool
}

// add takes in a value, which is better or not than the one that is kept, and reports whether it is kept.
func (b *best[K]) add(value Null[K], better bool) bool {
	switch {
	case !b.seen, value.OK && !b.value.OK:
	case !value.OK:
		return false
	case !better && (!isNaN(value.V) || isNaN(b.value.V)):
		return false
	}
	*b = best[K]{Null[K]{keep(value.V), value.OK}, true}
	return true
}

// Value is the greatest or least value, null without one.
func (b *best[K]) Value() Null[K] { return b.value }

// AppendState appends the state, without the row that the caller keeps.
func (b *best[K]) AppendState(dst []byte) []byte {
	return AppendValue(AppendValue(dst, b.seen), b.value)
}

// ReadState reads what AppendState wrote.
func (b *best[K]) ReadState(src []byte) ([]byte, error) {
	return readAll(src, reads(&b.seen), reads(&b.value))
}

// TakeAny is take_any() and take_anyif(): of a group's rows the first. The caller keeps what it needs of it: the columns, each of
// a type that can be null, for they are zero without a row. With one column it adds rows whose value is not null only, which
// are preferred (Kusto: take-any-aggregation-function).
type TakeAny struct{ seen bool }

// Wants reports whether there was no row. It spares a caller what it takes to compute one.
func (a *TakeAny) Wants() bool { return !a.seen }

// Add takes in a row, and reports whether it is to be kept: it is the first.
func (a *TakeAny) Add() bool {
	first := !a.seen
	a.seen = true
	return first
}

// Merge takes in other, whose rows came behind, and reports whether its row is to be kept.
func (a *TakeAny) Merge(other *TakeAny) bool { return other.seen && a.Add() }

// AppendState appends the state, without the row that the caller keeps.
func (a *TakeAny) AppendState(dst []byte) []byte { return AppendValue(dst, a.seen) }

// ReadState reads what AppendState wrote.
func (a *TakeAny) ReadState(src []byte) ([]byte, error) { return readAll(src, reads(&a.seen)) }
