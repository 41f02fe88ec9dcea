package kql

// BinaryAllAnd is binary_all_and(): the AND of all values (Kusto: binary-all-and-aggregation-function).
type BinaryAllAnd struct{ allBits }

// Add takes in v.
func (b *BinaryAllAnd) Add(v int64) {
	if b.v.OK {
		v &= b.v.V
	}
	b.v = Some(v)
}

// Merge takes in the values of other.
func (b *BinaryAllAnd) Merge(other *BinaryAllAnd) {
	if other.v.OK {
		b.Add(other.v.V)
	}
}

// BinaryAllOr is binary_all_or(): the OR of all values (Kusto: binary-all-or-aggregation-function).
type BinaryAllOr struct{ allBits }

// Add takes in v.
func (b *BinaryAllOr) Add(v int64) { b.v = Some(b.v.V | v) }

// Merge takes in the values of other.
func (b *BinaryAllOr) Merge(other *BinaryAllOr) {
	if other.v.OK {
		b.Add(other.v.V)
	}
}

// BinaryAllXor is binary_all_xor(): the XOR of all values (Kusto: binary-all-xor-aggregation-function).
type BinaryAllXor struct{ allBits }

// Add takes in v.
func (b *BinaryAllXor) Add(v int64) { b.v = Some(b.v.V ^ v) }

// Merge takes in the values of other.
func (b *BinaryAllXor) Merge(other *BinaryAllXor) {
	if other.v.OK {
		b.Add(other.v.V)
	}
}

// allBits are the values so far, null without one.
type allBits struct{ v Null[int64] }

// Result is the value, null without one.
func (b *allBits) Result() Null[int64] { return b.v }

// AppendState appends the state.
func (b *allBits) AppendState(dst []byte) []byte { return b.v.AppendState(dst) }

// ReadState reads a state.
func (b *allBits) ReadState(src []byte) ([]byte, error) { return b.v.ReadState(src) }
