package geo

import (
	"math"

	"github.com/golang/geo/r3"
	"github.com/golang/geo/s1"
	"github.com/golang/geo/s2"
)

// The conversions between degrees and points on the sphere are to the last digit those that a good C library makes, since
// texts of shapes show all digits. Package math is up to one digit off.

// pointAt is the point at a longitude and a latitude in degrees.
func pointAt(longitude, latitude float64) s2.Point {
	sinT, cosT := sincos(float64(s1.Angle(longitude) * s1.Degree))
	sinP, cosP := sincos(float64(s1.Angle(latitude) * s1.Degree))
	return s2.Point{Vector: r3.Vector{X: cosT * cosP, Y: sinT * cosP, Z: sinP}}
}

// degrees are the longitude and the latitude of a point.
func degrees(p s2.Point) (longitude, latitude float64) {
	return s1.Angle(atan2(p.Y, p.X)).Degrees(), s1.Angle(atan2(p.Z, math.Sqrt(p.X*p.X+p.Y*p.Y))).Degrees()
}

// double is a number of twice the precision: the sum of two, the second less than the last digit of the first.
type double struct{ high, low float64 }

func sum(a, b float64) double {
	s := a + b
	t := s - a
	return double{s, (a - (s - t)) + (b - t)}
}

func (a double) plus(b double) double {
	s := sum(a.high, b.high)
	return sum(s.high, s.low+a.low+b.low)
}

func (a double) times(b double) double {
	p := a.high * b.high
	return sum(p, math.FMA(a.high, b.high, -p)+a.high*b.low+a.low*b.high)
}

func (a double) over(n float64) double {
	q := a.high / n
	return sum(q, (math.FMA(-q, n, a.high)+a.low)/n)
}

func (a double) negative() double { return double{-a.high, -a.low} }

// halfPi is π/2 in three parts.
var halfPi = [3]float64{1.5707963267948966, 6.123233995736766e-17, -1.4973849048591833e-33}

// doubleSincos is the sine and the cosine of an angle of a few turns at most.
func doubleSincos(x float64) (sin, cos double) {
	quarters := math.Round(x / halfPi[0])
	r := double{math.FMA(-quarters, halfPi[0], x), 0}.plus(double{halfPi[1], halfPi[2]}.times(double{-quarters, 0}))
	square := r.times(r)
	term, one := r, double{1, 0}
	sin, cos = r, one
	even := one
	for n := 1.0; n < 28; n += 2 {
		even = even.times(square).over(-n * (n + 1))
		term = term.times(square).over(-(n + 1) * (n + 2))
		cos, sin = cos.plus(even), sin.plus(term)
	}
	switch int(quarters) & 3 {
	case 1:
		return cos, sin.negative()
	case 2:
		return sin.negative(), cos.negative()
	case 3:
		return cos.negative(), sin
	}
	return sin, cos
}

func sincos(x float64) (sin, cos float64) {
	s, c := doubleSincos(x)
	return s.high, c.high
}

// atan2 is one step of Newton's method from the nearly right angle.
func atan2(y, x float64) float64 {
	a := math.Atan2(y, x)
	if x == 0 && y == 0 {
		return a
	}
	sin, cos := doubleSincos(a)
	across := cos.times(double{y, 0}).plus(sin.times(double{-x, 0}))
	return a + across.high/(cos.high*x+sin.high*y)
}
