package kql

import (
	"math"
	"math/bits"
	"math/cmplx"
)

// SeriesFIR is series_fir(): the convolution of a series with a filter, over the elements before each one, or around it if
// center. With normalize the filter is divided by its sum, for which it may have no negative element. It is null where an
// element is no number (Kusto: series-fir-function).
func SeriesFIR(d, filter Dynamic, normalize, center bool) Dynamic {
	values, ok := reals(d)
	taps, okTaps := reals(filter)
	if !ok || !okTaps || len(taps) == 0 {
		return Dynamic{}
	}
	sum := 1.0
	if normalize {
		sum = 0
		for _, t := range taps {
			if sum += t; t < 0 {
				return Dynamic{}
			}
		}
	}
	shift := 0
	if center {
		shift = len(taps) / 2
	}
	out := make([]float64, len(values))
	for i := range out {
		for j, t := range taps {
			if at := i + shift - j; at >= 0 && at < len(values) {
				out[i] += t / sum * values[at]
			}
		}
	}
	return realSeries(out)
}

// SeriesFIRDefault is series_fir() without normalize: a filter with a negative element is not normalised.
func SeriesFIRDefault(d, filter Dynamic) Dynamic {
	taps, _ := reals(filter)
	normalize := true
	for _, t := range taps {
		normalize = normalize && t >= 0
	}
	return SeriesFIR(d, filter, normalize, false)
}

// SeriesIIR is series_iir(): the recursive filter with numerators b and denominators a,
// y[i] = (b[0]x[i] + b[1]x[i-1] + … - a[1]y[i-1] - …) / a[0]. It is null where an element is no number or a[0] is zero
// (Kusto: series-iir-function).
func SeriesIIR(d, numerators, denominators Dynamic) Dynamic {
	x, ok := reals(d)
	b, okB := reals(numerators)
	a, okA := reals(denominators)
	if !ok || !okB || !okA || len(a) == 0 || a[0] == 0 {
		return Dynamic{}
	}
	y := make([]float64, len(x))
	for i := range x {
		for j := 0; j < len(b) && j <= i; j++ {
			y[i] += b[j] * x[i-j]
		}
		for j := 1; j < len(a) && j <= i; j++ {
			y[i] -= a[j] * y[i-j]
		}
		y[i] /= a[0]
	}
	return realSeries(y)
}

// Complex are the columns of series_fft() and series_ifft().
type Complex struct{ Real, Imag Dynamic }

// SeriesFFT is series_fft(): the discrete Fourier transform of a series with an imaginary part, null where there is none.
// Both columns are null where an element is no number (Kusto: series-fft-function).
func SeriesFFT(re, im Dynamic) Complex { return transform(re, im, false) }

// SeriesIFFT is series_ifft(), the inverse of [SeriesFFT].
func SeriesIFFT(re, im Dynamic) Complex { return transform(re, im, true) }

func transform(re, im Dynamic, inverse bool) Complex {
	x, ok := reals(re)
	y := make([]float64, len(x))
	if !im.IsNull() {
		var okIm bool
		y, okIm = reals(im)
		ok = ok && okIm
	}
	if !ok || len(x) != len(y) {
		return Complex{}
	}
	values := make([]complex128, len(x))
	for i := range values {
		values[i] = complex(x[i], y[i])
	}
	values = fft(values, inverse)
	for i, v := range values {
		if inverse {
			v /= complex(float64(len(values)), 0)
		}
		x[i], y[i] = real(v), imag(v)
	}
	return Complex{realSeries(x), realSeries(y)}
}

// fft is the discrete Fourier transform of any length, not divided by the length if inverse.
func fft(x []complex128, inverse bool) []complex128 {
	n := len(x)
	if n&(n-1) == 0 {
		out := append([]complex128(nil), x...)
		radix2(out, inverse)
		return out
	}
	return bluestein(x, inverse)
}

// radix2 transforms in place; the length is a power of two.
func radix2(x []complex128, inverse bool) {
	n := len(x)
	if n < 2 {
		return
	}
	shift := 64 - bits.TrailingZeros(uint(n))
	for i := range x {
		if j := int(bits.Reverse64(uint64(i)) >> shift); j > i {
			x[i], x[j] = x[j], x[i]
		}
	}
	for size := 2; size <= n; size *= 2 {
		half := size / 2
		for k := range half {
			w := root(k, size, inverse)
			for i := k; i < n; i += size {
				t := w * x[i+half]
				x[i], x[i+half] = x[i]+t, x[i]-t
			}
		}
	}
}

// root is exp(∓2πi k/n).
func root(k, n int, inverse bool) complex128 {
	sin, cos := math.Sincos(2 * math.Pi * float64(k) / float64(n))
	if inverse {
		return complex(cos, sin)
	}
	return complex(cos, -sin)
}

// bluestein makes a transform of any length of one of a power of two.
func bluestein(x []complex128, inverse bool) []complex128 {
	n := len(x)
	size := 1 << bits.Len(uint(2*n-1))
	chirp := make([]complex128, n)
	for k := range chirp {
		chirp[k] = root(k*k%(2*n), 2*n, inverse)
	}
	a, b := make([]complex128, size), make([]complex128, size)
	for k, c := range chirp {
		a[k], b[k] = x[k]*c, cmplx.Conj(c)
		if k > 0 {
			b[size-k] = b[k]
		}
	}
	radix2(a, false)
	radix2(b, false)
	for i := range a {
		a[i] *= b[i]
	}
	radix2(a, true)
	out := make([]complex128, n)
	for k, c := range chirp {
		out[k] = a[k] / complex(float64(size), 0) * c
	}
	return out
}
