package kql

// Null is a value that may be null. The zero value is null. V holds the type's zero value when OK is false.
type Null[T any] struct {
	V  T
	OK bool
}

// Some returns v as a value that is not null.
func Some[T any](v T) Null[T] { return Null[T]{v, true} }

// True reports whether a predicate holds: a null predicate does not (Kusto: where-operator).
func True(p Null[bool]) bool { return p.OK && p.V }

// False reports whether a predicate is known not to hold: null is neither true nor false.
func False(p Null[bool]) bool { return p.OK && !p.V }

// Lift1 applies a strict function: null gives null.
func Lift1[A, R any](f func(A) R, a Null[A]) Null[R] {
	if !a.OK {
		return Null[R]{}
	}
	return Null[R]{f(a.V), true}
}

// Lift2 applies a strict function of two arguments: null if one of them is.
func Lift2[A, B, R any](f func(A, B) R, a Null[A], b Null[B]) Null[R] {
	if !a.OK || !b.OK {
		return Null[R]{}
	}
	return Null[R]{f(a.V, b.V), true}
}

// Lift3 applies a strict function of three arguments: null if one of them is.
func Lift3[A, B, C, R any](f func(A, B, C) R, a Null[A], b Null[B], c Null[C]) Null[R] {
	if !a.OK || !b.OK || !c.OK {
		return Null[R]{}
	}
	return Null[R]{f(a.V, b.V, c.V), true}
}

// Lift4 applies a strict function of four arguments: null if one of them is.
func Lift4[A, B, C, D, R any](f func(A, B, C, D) R, a Null[A], b Null[B], c Null[C], d Null[D]) Null[R] {
	if !a.OK || !b.OK || !c.OK || !d.OK {
		return Null[R]{}
	}
	return Null[R]{f(a.V, b.V, c.V, d.V), true}
}

// Lift5 applies a strict function of five arguments: null if one of them is.
func Lift5[A, B, C, D, E, R any](f func(A, B, C, D, E) R, a Null[A], b Null[B], c Null[C], d Null[D], e Null[E]) Null[R] {
	if !a.OK || !b.OK || !c.OK || !d.OK || !e.OK {
		return Null[R]{}
	}
	return Null[R]{f(a.V, b.V, c.V, d.V, e.V), true}
}

// Lift6 applies a strict function of six arguments: null if one of them is.
func Lift6[A, B, C, D, E, F, R any](do func(A, B, C, D, E, F) R, a Null[A], b Null[B], c Null[C], d Null[D], e Null[E], f Null[F]) Null[R] {
	if !a.OK || !b.OK || !c.OK || !d.OK || !e.OK || !f.OK {
		return Null[R]{}
	}
	return Null[R]{do(a.V, b.V, c.V, d.V, e.V, f.V), true}
}

// Bind1 applies a strict function that may itself give null.
func Bind1[A, R any](f func(A) Null[R], a Null[A]) Null[R] {
	if !a.OK {
		return Null[R]{}
	}
	return f(a.V)
}

// Bind2 applies a strict function of two arguments that may itself give null.
func Bind2[A, B, R any](f func(A, B) Null[R], a Null[A], b Null[B]) Null[R] {
	if !a.OK || !b.OK {
		return Null[R]{}
	}
	return f(a.V, b.V)
}

// Bind3 applies a strict function of three arguments that may itself give null.
func Bind3[A, B, C, R any](f func(A, B, C) Null[R], a Null[A], b Null[B], c Null[C]) Null[R] {
	if !a.OK || !b.OK || !c.OK {
		return Null[R]{}
	}
	return f(a.V, b.V, c.V)
}

// Bind4 applies a strict function of four arguments that may itself give null.
func Bind4[A, B, C, D, R any](f func(A, B, C, D) Null[R], a Null[A], b Null[B], c Null[C], d Null[D]) Null[R] {
	if !a.OK || !b.OK || !c.OK || !d.OK {
		return Null[R]{}
	}
	return f(a.V, b.V, c.V, d.V)
}

// Bind5 applies a strict function of five arguments that may itself give null.
func Bind5[A, B, C, D, E, R any](f func(A, B, C, D, E) Null[R], a Null[A], b Null[B], c Null[C], d Null[D], e Null[E]) Null[R] {
	if !a.OK || !b.OK || !c.OK || !d.OK || !e.OK {
		return Null[R]{}
	}
	return f(a.V, b.V, c.V, d.V, e.V)
}

// Bind6 applies a strict function of six arguments that may itself give null.
func Bind6[A, B, C, D, E, F, R any](do func(A, B, C, D, E, F) Null[R], a Null[A], b Null[B], c Null[C], d Null[D], e Null[E], f Null[F]) Null[R] {
	if !a.OK || !b.OK || !c.OK || !d.OK || !e.OK || !f.OK {
		return Null[R]{}
	}
	return do(a.V, b.V, c.V, d.V, e.V, f.V)
}

// Is reports whether x is not null and p holds for it.
func Is[T any](x Null[T], p func(T) bool) bool { return x.OK && p(x.V) }

// Equals is == with one side that is never null: null is not equal to it (Kusto: null-values).
func Equals[T comparable](x Null[T], v T) bool { return x.OK && x.V == v }
