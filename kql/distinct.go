package kql

import "math"

// Distinct is the state of a distinct operator: the combinations seen so far. The zero value is empty.
type Distinct[K comparable] struct{ table table }

// Key is what Has is asked for, to be set before. All of it has to be set.
func (d *Distinct[K]) Key() *K {
	if d.table.next == nil {
		d.table.start([]K(nil), (*K)(nil), 0)
	}
	return (*K)(d.table.next)
}

// Has reports whether Key was added.
func (d *Distinct[K]) Has() bool { return d.table.look() != nil }

// Add adds the key that Has has just been asked for in vain. texts is as in [Groups.Add].
func (d *Distinct[K]) Add(texts *Texts) { d.table.keep(texts) }

// RealKey stands for a real that may be null where values are told apart: all NaN are one value, both zeros are one.
type RealKey struct {
	bits uint64
	ok   bool
}

// NewRealKey returns the key of v.
func NewRealKey(v float64) RealKey {
	switch {
	case v != v:
		v = math.NaN()
	case v == 0:
		v = 0
	}
	return RealKey{math.Float64bits(v), true}
}

// NewNullRealKey returns the key of v, which may be null.
func NewNullRealKey(v Null[float64]) RealKey {
	if !v.OK {
		return RealKey{}
	}
	return NewRealKey(v.V)
}

// Real returns the value, which is not null.
func (k RealKey) Real() float64 { return math.Float64frombits(k.bits) }

// Null returns the value.
func (k RealKey) Null() Null[float64] {
	if !k.ok {
		return Null[float64]{}
	}
	return Some(k.Real())
}
