package kql

import "math"

// Variance is variance() and varianceif(): the spread of a sample, which divides by n-1. It is 0 for fewer than two
// values. Like the engine's it is rounded to ten decimals (Kusto: variance-aggregation-function).
type Variance struct{ moments }

// Merge takes in the values of other.
func (a *Variance) Merge(other *Variance) { a.merge(&other.moments) }

// Result is the variance.
func (a *Variance) Result() float64 { return a.variance(1) }

// VarianceP is variancep() and variancepif(): [Variance] of a population, which divides by n.
type VarianceP struct{ moments }

// Merge takes in the values of other.
func (a *VarianceP) Merge(other *VarianceP) { a.merge(&other.moments) }

// Result is the variance.
func (a *VarianceP) Result() float64 { return a.variance(0) }

// Stdev is stdev() and stdevif(): the square root of [Variance].
type Stdev struct{ moments }

// Merge takes in the values of other.
func (a *Stdev) Merge(other *Stdev) { a.merge(&other.moments) }

// Result is the standard deviation.
func (a *Stdev) Result() float64 { return math.Sqrt(a.variance(1)) }

// StdevP is stdevp() and stdevpif(): the square root of [VarianceP].
type StdevP struct{ moments }

// Merge takes in the values of other.
func (a *StdevP) Merge(other *StdevP) { a.merge(&other.moments) }

// Result is the standard deviation.
func (a *StdevP) Result() float64 { return math.Sqrt(a.variance(0)) }

// moments are the number of values, their mean, and the sum of the squares of their distances from it, after Welford.
type moments struct{ count, mean, squares float64 }

// Add takes in v.
func (m *moments) Add(v float64) {
	m.count++
	d := v - m.mean
	m.mean += d / m.count
	m.squares += d * (v - m.mean)
}

// merge is Chan's formula.
func (m *moments) merge(other *moments) {
	if other.count == 0 {
		return
	}
	n := m.count + other.count
	d := other.mean - m.mean
	m.mean += d * other.count / n
	m.squares += other.squares + d*d*m.count*other.count/n
	m.count = n
}

func (m *moments) variance(bias float64) float64 {
	if m.count <= 1 {
		return 0
	}
	return roundMoment(m.squares / (m.count - bias))
}

// AppendState appends the state.
func (m *moments) AppendState(dst []byte) []byte {
	return AppendValue(AppendValue(AppendValue(dst, m.count), m.mean), m.squares)
}

// ReadState reads a state.
func (m *moments) ReadState(src []byte) ([]byte, error) {
	return readAll(src, reads(&m.count), reads(&m.mean), reads(&m.squares))
}

// roundMoment rounds to ten decimals where a float64 has as many.
func roundMoment(v float64) float64 {
	const scale = 1e10
	if r := math.RoundToEven(v*scale) / scale; !math.IsInf(r, 0) && !math.IsNaN(r) {
		return r
	}
	return v
}

// Covariance is covariance() and covarianceif(): how two columns vary together in a sample, which divides by n-1. It is 0
// for fewer than two pairs, and rounded as [Variance] is (Kusto: covariance-aggregation-function).
type Covariance struct{ comoments }

// Merge takes in the pairs of other.
func (a *Covariance) Merge(other *Covariance) { a.merge(&other.comoments) }

// Result is the covariance.
func (a *Covariance) Result() float64 { return a.covariance(1) }

// CovarianceP is covariancep() and covariancepif(): [Covariance] of a population, which divides by n.
type CovarianceP struct{ comoments }

// Merge takes in the pairs of other.
func (a *CovarianceP) Merge(other *CovarianceP) { a.merge(&other.comoments) }

// Result is the covariance.
func (a *CovarianceP) Result() float64 { return a.covariance(0) }

// comoments are [moments] of pairs.
type comoments struct{ count, meanX, meanY, products float64 }

// Add takes in a pair, neither of which is null.
func (m *comoments) Add(x, y float64) {
	m.count++
	d := x - m.meanX
	m.meanX += d / m.count
	m.meanY += (y - m.meanY) / m.count
	m.products += d * (y - m.meanY)
}

func (m *comoments) merge(other *comoments) {
	if other.count == 0 {
		return
	}
	n := m.count + other.count
	dx, dy := other.meanX-m.meanX, other.meanY-m.meanY
	m.meanX += dx * other.count / n
	m.meanY += dy * other.count / n
	m.products += other.products + dx*dy*m.count*other.count/n
	m.count = n
}

func (m *comoments) covariance(bias float64) float64 {
	if m.count <= 1 {
		return 0
	}
	return roundMoment(m.products / (m.count - bias))
}

// AppendState appends the state.
func (m *comoments) AppendState(dst []byte) []byte {
	return AppendValue(AppendValue(AppendValue(AppendValue(dst, m.count), m.meanX), m.meanY), m.products)
}

// ReadState reads a state.
func (m *comoments) ReadState(src []byte) ([]byte, error) {
	return readAll(src, reads(&m.count), reads(&m.meanX), reads(&m.meanY), reads(&m.products))
}
