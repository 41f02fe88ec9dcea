package kql

// BinaryAllAnd is binary_all_and(): the AND of all values (Kusto: binary-all-and-aggregation-function).
type BinaryAllAnd[T int32 | int64] struct{ allBits[T] }

// Add takes in v.
func (b *BinaryAllAnd[T]) Add(v T) {
	if b.v.OK {
		v &= b.v.V
	}
	b.v = Some(v)
}

// Merge takes in the values of other.
func (b *BinaryAllAnd[T]) Merge(other *BinaryAllAnd[T]) {
	if other.v.OK {
		b.Add(other.v.V)
	}
}

// BinaryAllOr is binary_all_or(): the OR of all values (Kusto: binary-all-or-aggregation-function).
type BinaryAllOr[T int32 | int64] struct{ allBits[T] }

// Add takes in v.
func (b *BinaryAllOr[T]) Add(v T) { b.v = Some(b.v.V | v) }

// Merge takes in the values of other.
func (b *BinaryAllOr[T]) Merge(other *BinaryAllOr[T]) {
	if other.v.OK {
		b.Add(other.v.V)
	}
}

// BinaryAllXor is binary_all_xor(): the XOR of all values (Kusto: binary-all-xor-aggregation-function).
type BinaryAllXor[T int32 | int64] struct{ allBits[T] }

// Add takes in v.
func (b *BinaryAllXor[T]) Add(v T) { b.v = Some(b.v.V ^ v) }

// Merge takes in the values of other.
func (b *BinaryAllXor[T]) Merge(other *BinaryAllXor[T]) {
	if other.v.OK {
		b.Add(other.v.V)
	}
}

// allBits are the values so far, null without one.
type allBits[T int32 | int64] struct{ v Null[T] }

// Result is the value, null without one.
func (b *allBits[T]) Result() Null[T] { return b.v }

// AppendState appends the state.
func (b *allBits[T]) AppendState(dst []byte) []byte { return AppendValue(dst, b.v) }

// ReadState reads a state.
func (b *allBits[T]) ReadState(src []byte) ([]byte, error) { return ReadValue(src, &b.v) }
