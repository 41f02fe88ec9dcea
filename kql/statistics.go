package kql

import "math"

// BetaCDF is beta_cdf(): the distribution function of the beta distribution. It is NaN for an x outside of 0 to 1, and 1
// for an alpha or beta that is not positive, as in the engine (Kusto: beta-cdf-function).
func BetaCDF(x, alpha, beta float64) float64 {
	switch {
	case !(x >= 0 && x <= 1):
		return math.NaN()
	case !(alpha > 0 && beta > 0):
		return 1
	}
	return incompleteBeta(x, alpha, beta)
}

// BetaPDF is beta_pdf(): the density of the beta distribution; NaN outside of its range (Kusto: beta-pdf-function).
func BetaPDF(x, alpha, beta float64) float64 {
	if !(x >= 0 && x <= 1 && alpha > 0 && beta > 0) {
		return math.NaN()
	}
	return math.Pow(x, alpha-1) * math.Pow(1-x, beta-1) * math.Exp(-logBeta(alpha, beta))
}

// BetaInv is beta_inv(): where [BetaCDF] has a value. It is null for a probability outside of 0 to 1, and NaN for an alpha
// or beta that is not positive (Kusto: beta-inv-function).
func BetaInv(probability, alpha, beta float64) Null[float64] {
	switch {
	case !(probability >= 0 && probability <= 1):
		return Null[float64]{}
	case !(alpha > 0 && beta > 0):
		return Some(math.NaN())
	}
	if probability == 0 || probability == 1 {
		return Some(probability)
	}
	low, high := 0.0, 1.0
	for range 200 {
		middle := (low + high) / 2
		if middle == low || middle == high {
			break
		}
		if incompleteBeta(middle, alpha, beta) < probability {
			low = middle
		} else {
			high = middle
		}
	}
	return Some(high)
}

// WelchTest is welch_test(): the probability that two samples of these means, variances and counts come from populations
// of one mean (Kusto: welch-test-function).
func WelchTest(mean1, variance1, count1, mean2, variance2, count2 float64) float64 {
	a, b := variance1/count1, variance2/count2
	t := (mean1 - mean2) / math.Sqrt(a+b)
	freedom := (a + b) * (a + b) / (a*a/(count1-1) + b*b/(count2-1))
	return incompleteBeta(freedom/(freedom+t*t), freedom/2, 0.5)
}

func logBeta(a, b float64) float64 { return LogGamma(a) + LogGamma(b) - LogGamma(a+b) }

// incompleteBeta is the regularized incomplete beta function, by its continued fraction.
func incompleteBeta(x, a, b float64) float64 {
	switch {
	case x != x || a != a || b != b:
		return math.NaN()
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	}
	front := math.Exp(a*math.Log(x) + b*math.Log1p(-x) - logBeta(a, b))
	if x > (a+1)/(a+b+2) {
		return 1 - front*betaFraction(1-x, b, a)/b
	}
	return front * betaFraction(x, a, b) / a
}

// betaFraction evaluates the continued fraction by Lentz's method.
func betaFraction(x, a, b float64) float64 {
	const tiny, precise = 1e-300, 1e-16
	nonzero := func(v float64) float64 {
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c, d := 1.0, 1/nonzero(1-(a+b)*x/(a+1))
	result := d
	for i := 1; i < 1000; i++ {
		m := float64(i)
		for _, term := range [2]float64{
			m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m)),
			-(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1)),
		} {
			d = 1 / nonzero(1+term*d)
			c = nonzero(1 + term/c)
			result *= c * d
		}
		if math.Abs(c*d-1) < precise {
			break
		}
	}
	return result
}
