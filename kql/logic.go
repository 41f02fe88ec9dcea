package kql

// Three-valued logic (Kusto: logical-operators, null-values).

// And is false where one operand is, else null where one is, else true.
func And(operands ...Null[bool]) Null[bool] {
	out := Some(true)
	for _, o := range operands {
		switch {
		case False(o):
			return o
		case !o.OK:
			out = o
		}
	}
	return out
}

// Or is true where one operand is, else null where one is, else false.
func Or(operands ...Null[bool]) Null[bool] {
	out := Some(false)
	for _, o := range operands {
		switch {
		case True(o):
			return o
		case !o.OK:
			out = o
		}
	}
	return out
}

// Not is null for null.
func Not(p Null[bool]) Null[bool] { return Null[bool]{p.OK && !p.V, p.OK} }

// Eq is ==: null where both sides are null, false where one is.
func Eq[T comparable](a, b Null[T]) Null[bool] {
	if !a.OK && !b.OK {
		return Null[bool]{}
	}
	return Some(a.OK && b.OK && a.V == b.V)
}

// Ne is !=: null where both sides are null, true where one is.
func Ne[T comparable](a, b Null[T]) Null[bool] { return Not(Eq(a, b)) }

// If is iff() of values that cost nothing.
func If[T any](condition bool, then, otherwise T) T {
	if condition {
		return then
	}
	return otherwise
}
