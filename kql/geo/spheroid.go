package geo

import (
	"math"

	"github.com/golang/geo/s2"
)

// The spheroid of WGS-84.
const (
	equator    = 6378137.0
	flattening = 1 / 298.257223563
)

// spheroidDistance is the length in metres of the shortest way between two points on the spheroid, by Vincenty's formula,
// which is good to less than a millimetre. For nearly opposite points, where it does not converge, the way leads over a
// point of the great circle.
func spheroidDistance(p, q s2.Point) float64 {
	if d, ok := vincenty(p, q); ok {
		return d
	}
	side := s2.Point{Vector: p.Add(q.Vector)}
	if side.Norm() < 1e-9 {
		side = s2.PointFromCoords(0, 0, 1) // The way over a pole is the shortest between opposite points.
	}
	side = s2.Point{Vector: side.Normalize()}
	d1, _ := vincenty(p, side)
	d2, _ := vincenty(side, q)
	return d1 + d2
}

func vincenty(p, q s2.Point) (distance float64, ok bool) {
	a, b := s2.LatLngFromPoint(p), s2.LatLngFromPoint(q)
	east := math.Remainder(float64(b.Lng-a.Lng), 2*math.Pi)
	sin1, cos1 := math.Sincos(math.Atan((1 - flattening) * math.Tan(float64(a.Lat))))
	sin2, cos2 := math.Sincos(math.Atan((1 - flattening) * math.Tan(float64(b.Lat))))
	lambda := east
	for range 200 {
		sinL, cosL := math.Sincos(lambda)
		sinSigma := math.Hypot(cos2*sinL, cos1*sin2-sin1*cos2*cosL)
		if sinSigma == 0 {
			return 0, true
		}
		cosSigma := sin1*sin2 + cos1*cos2*cosL
		sigma := math.Atan2(sinSigma, cosSigma)
		sinAlpha := cos1 * cos2 * sinL / sinSigma
		cos2Alpha := 1 - sinAlpha*sinAlpha
		cosM := 0.0 // On the equator.
		if cos2Alpha > 0 {
			cosM = cosSigma - 2*sin1*sin2/cos2Alpha
		}
		c := flattening / 16 * cos2Alpha * (4 + flattening*(4-3*cos2Alpha))
		last := lambda
		lambda = east + (1-c)*flattening*sinAlpha*(sigma+c*sinSigma*(cosM+c*cosSigma*(2*cosM*cosM-1)))
		if math.Abs(lambda-last) < 1e-13 {
			return length(sigma, sinSigma, cosSigma, cosM, cos2Alpha), true
		}
	}
	return 0, false
}

// length is that of the arc sigma of the auxiliary sphere.
func length(sigma, sinSigma, cosSigma, cosM, cos2Alpha float64) float64 {
	pole := equator * (1 - flattening)
	u2 := cos2Alpha * (equator*equator - pole*pole) / (pole * pole)
	a := 1 + u2/16384*(4096+u2*(-768+u2*(320-175*u2)))
	b := u2 / 1024 * (256 + u2*(-128+u2*(74-47*u2)))
	correction := b * sinSigma * (cosM + b/4*(cosSigma*(2*cosM*cosM-1)-b/6*cosM*(4*sinSigma*sinSigma-3)*(4*cosM*cosM-3)))
	return pole * a * (sigma - correction)
}
