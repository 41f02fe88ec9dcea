package kql

import "github.com/cockroachdb/apd/v3"

// SumDecimal is sum() and sumif() of decimals; zero without a value. What would take it beyond the type's range is left
// out.
type SumDecimal struct{ sum Decimal }

// Add adds v.
func (s *SumDecimal) Add(v Decimal) {
	var out apd.Decimal
	if _, err := decimalContext.Add(&out, s.sum.apd(), v.apd()); err == nil {
		s.sum = newDecimal(&out)
	}
}

// Merge adds the sum of other.
func (s *SumDecimal) Merge(other *SumDecimal) { s.Add(other.sum) }

// Result is the sum.
func (s *SumDecimal) Result() Decimal { return s.sum }

// AppendState appends the state.
func (s *SumDecimal) AppendState(dst []byte) []byte { return s.sum.AppendState(dst) }

// ReadState reads a state.
func (s *SumDecimal) ReadState(src []byte) ([]byte, error) { return s.sum.ReadState(src) }

// AvgDecimal is avg() and avgif() of decimals.
type AvgDecimal struct {
	sum   SumDecimal
	count int64
}

// Add takes v into the average.
func (a *AvgDecimal) Add(v Decimal) {
	a.sum.Add(v)
	a.count++
}

// Merge takes in the values of other.
func (a *AvgDecimal) Merge(other *AvgDecimal) {
	a.sum.Merge(&other.sum)
	a.count += other.count
}

// Result is the average, null without a value.
func (a *AvgDecimal) Result() Null[Decimal] {
	if a.count == 0 {
		return Null[Decimal]{}
	}
	var out apd.Decimal
	if _, err := decimalContext.Quo(&out, a.sum.sum.apd(), apd.New(a.count, 0)); err != nil {
		return Null[Decimal]{}
	}
	return Some(newDecimal(&out))
}

// AppendState appends the state.
func (a *AvgDecimal) AppendState(dst []byte) []byte {
	return AppendValue(a.sum.AppendState(dst), a.count)
}

// ReadState reads a state.
func (a *AvgDecimal) ReadState(src []byte) ([]byte, error) {
	return readAll(src, a.sum.ReadState, reads(&a.count))
}
