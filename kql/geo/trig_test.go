package geo

import (
	"math"
	"math/big"
	"math/rand"
	"testing"
)

// exactSin is the sine by its series with 200 bits.
func exactSin(x float64) float64 {
	v := new(big.Float).SetPrec(200).SetFloat64(x)
	square := new(big.Float).Mul(v, v)
	term, total := new(big.Float).Set(v), new(big.Float).Set(v)
	for n := int64(1); n < 60; n += 2 {
		term.Mul(term, square)
		term.Quo(term, new(big.Float).SetInt64(-(n+1)*(n+2)))
		total.Add(total, term)
	}
	f, _ := total.Float64()
	return f
}

func TestTrigonometryIsExact(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 1000 {
		x := (r.Float64()*2 - 1) * math.Pi
		sin, cos := sincos(x)
		if want := exactSin(x); sin != want {
			t.Fatalf("sin %v = %v, want %v", x, sin, want)
		}
		if got := atan2(sin, cos); math.Abs(got-x) > 3e-16 {
			t.Fatalf("atan2(%v, %v) = %v, want %v", sin, cos, got, x)
		}
	}
	for _, degree := range []float64{0, 45, 90, 135, 180, -90, -180} {
		longitude, _ := degrees(pointAt(degree, 0))
		if longitude != degree {
			t.Errorf("%v becomes %v", degree, longitude)
		}
	}
}
