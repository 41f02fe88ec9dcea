package kql

import (
	"math"
	"math/cmplx"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func js(d Dynamic) string { return string(d.AppendJSON(nil)) }

func TestSeriesElements(t *testing.T) {
	p := ParseJSON
	tests := []struct{ name, got, want string }{
		{"add", js(SeriesAdd(p(`[1,2.5,null,4]`), p(`[1,1,1]`))), `[2,3.5,null,null]`},
		{"add a number", js(SeriesAdd(p(`[1,"x",2]`), DynamicLong(3))), `[4,null,5]`},
		{"subtract from a number", js(SeriesSubtract(DynamicReal(1), p(`[1,2]`))), `[0.0,-1.0]`},
		{"two numbers", js(SeriesAdd(DynamicLong(1), DynamicLong(2))), `null`},
		{"no series", js(SeriesAdd(DynamicString("x"), p(`[1]`))), `null`},
		{"multiply", js(SeriesMultiply(p(`[2,3]`), p(`[4,0.5]`))), `[8,1.5]`},
		{"divide", js(SeriesDivide(p(`[1,2,-1]`), p(`[4,0,0]`))), `[0.25,"Infinity","-Infinity"]`},
		{"pow", js(SeriesPow(p(`[2,4]`), p(`[3,0.5]`))), `[8.0,2.0]`},
		{"greater", js(SeriesGreater(p(`[1,2,3]`), p(`[2,2,2.0]`))), `[false,false,true]`},
		{"greater or equal", js(SeriesGreaterEquals(p(`[1,2]`), DynamicLong(2))), `[false,true]`},
		{"less", js(SeriesLess(p(`[1,2]`), DynamicLong(2))), `[true,false]`},
		{"less or equal", js(SeriesLessEquals(p(`[3,2]`), DynamicLong(2))), `[false,true]`},
		{"equals", js(SeriesEquals(p(`[1,2]`), p(`[1.0,3]`))), `[true,false]`},
		{"not equals", js(SeriesNotEquals(p(`[1,2,null]`), p(`[1,3,1]`))), `[false,true,null]`},
		{"abs", js(SeriesAbs(p(`[-1,-2.5,3,"x"]`))), `[1,2.5,3,null]`},
		{"sign", js(SeriesSign(p(`[-2,0,0.5]`))), `[-1.0,0.0,1.0]`},
		{"floor", js(SeriesFloor(p(`[-1.5,2]`))), `[-2.0,2.0]`},
		{"ceiling", js(SeriesCeiling(p(`[-1.5,2.1]`))), `[-1.0,3.0]`},
		{"exp", js(SeriesExp(p(`[0]`))), `[1.0]`},
		{"log", js(SeriesLog(p(`[1,0]`))), `[0.0,"-Infinity"]`},
		{"log of nothing", js(SeriesLog(Dynamic{})), `null`},
		{"fill constant", js(SeriesFillConst(p(`[1,null,2]`), DynamicLong(9), Dynamic{})), `[1,9,2]`},
		{"fill placeholder", js(SeriesFillConst(p(`[1,-1,null]`), DynamicLong(9), DynamicReal(-1))), `[1,9,null]`},
		{"fill forward", js(SeriesFillForward(p(`[null,1,null,null,2,null]`), Dynamic{})), `[null,1,1,1,2,2]`},
		{"fill backward", js(SeriesFillBackward(p(`[null,1,null,null,2,null]`), Dynamic{})), `[1,1,2,2,2,null]`},
		{"fill lines", js(SeriesFillLinear(p(`[null,1.0,null,2.0,null]`), Dynamic{}, true, DynamicLong(0))), `[1.0,1.0,1.5,2.0,2.0]`},
		{"fill lines of longs", js(SeriesFillLinear(p(`[10,null,null,5,null,-6]`), Dynamic{}, true, DynamicLong(0))), `[10,8,6,5,0,-6]`},
		{"fill lines without edges", js(SeriesFillLinear(p(`[null,1,null,3,null]`), Dynamic{}, false, DynamicLong(0))), `[null,1,2,3,null]`},
		{"fill gaps only", js(SeriesFillLinear(p(`[null,null]`), Dynamic{}, true, DynamicReal(0))), `[0.0,0.0]`},
		{"fir", js(SeriesFIR(p(`[5,15,10,20]`), p(`[1,-1]`), false, false)), `[5.0,10.0,-5.0,10.0]`},
		{"fir normalised", js(SeriesFIR(p(`[3,6,9]`), p(`[1,1,1]`), true, false)), `[1.0,3.0,6.0]`},
		{"fir centred", js(SeriesFIR(p(`[3,6,9]`), p(`[1,1,1]`), true, true)), `[3.0,6.0,5.0]`},
		{"fir negative", js(SeriesFIR(p(`[3]`), p(`[1,-1]`), true, false)), `null`},
		{"fir by default", js(SeriesFIRDefault(p(`[3,4]`), p(`[1,-1]`))), `[3.0,1.0]`},
		{"iir", js(SeriesIIR(p(`[1,2,3]`), p(`[1]`), p(`[2,-1]`))), `[0.5,1.25,2.125]`},
		{"iir by zero", js(SeriesIIR(p(`[1]`), p(`[1]`), p(`[0]`))), `null`},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, test.got, test.want)
		}
	}
}

func TestSeriesNumbers(t *testing.T) {
	p := ParseJSON
	none := Null[float64]{}
	tests := []struct {
		name      string
		got, want Null[float64]
	}{
		{"sum", SeriesSum(p(`[1,2.5]`)), Some(3.5)},
		{"sum with a text", SeriesSum(p(`[1,"x"]`)), none},
		{"product", SeriesProduct(p(`[2,3,4]`)), Some(24.0)},
		{"magnitude", SeriesMagnitude(p(`[3,4]`)), Some(5.0)},
		{"dot product", SeriesDotProduct(p(`[1,2,"x",9]`), p(`[3,4,5]`)), Some(11.0)},
		{"dot product with a number", SeriesDotProduct(p(`[1,2,4]`), DynamicLong(2)), Some(14.0)},
		{"dot product of nothing", SeriesDotProduct(p(`[]`), p(`[1]`)), none},
		{"cosine", SeriesCosineSimilarity(p(`[1,0]`), p(`[3,4]`)), Some(0.6)},
		{"cosine with magnitudes", SeriesCosineSimilarity(p(`[1,0]`), p(`[3,4]`), 1, 10), Some(0.3)},
		{"correlation", SeriesPearsonCorrelation(p(`[1,2,3]`), p(`[6,4,2]`)), Some(-1.0)},
		{"correlation of two lengths", SeriesPearsonCorrelation(p(`[1,2,3]`), p(`[6,4]`)), none},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, test.got, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

func TestSeriesStats(t *testing.T) {
	got := js(SeriesStatsDynamic(ParseJSON(`[4,1,7,1,7]`), false))
	if want := `{"min":1.0,"min_idx":1,"max":7.0,"max_idx":2,"avg":4.0,"stdev":3.0,"variance":9.0,"sum":20.0,"len":5}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if s := SeriesStats(ParseJSON(`[1,null]`), false); s.Min.OK {
		t.Error(s)
	}
	if s := SeriesStats(ParseJSON(`[null,1,3]`), true); s.Avg.V != 2 || s.MinIdx.V != 1 {
		t.Error(s)
	}
}

func TestFitLine(t *testing.T) {
	f := SeriesFitLine(ParseJSON(`[3,5,7,9]`))
	if f.Slope.V != 2 || f.Interception.V != 1 || f.RSquare.V != 1 || f.RVariance.V != 0 || js(f.LineFit) != "[3.0,5.0,7.0,9.0]" {
		t.Error(f)
	}
	// Figures of the documentation's example, to the digits printed there.
	f = SeriesFitLine(ParseJSON(`[2,5,6,8,11,15,17,18,25,26,30,30]`))
	for _, v := range []struct{ got, want float64 }{
		{f.RSquare.V, 0.982}, {f.Slope.V, 2.730}, {f.Variance.V, 98.628}, {f.RVariance.V, 1.686}, {f.Interception.V, -1.666},
	} {
		if math.Abs(v.got-v.want) > 1e-3 {
			t.Errorf("got %v, want %v", v.got, v.want)
		}
	}
	if f := SeriesFitLine(ParseJSON(`[1,null]`)); f.Slope.OK || !SeriesFitLineDynamic(ParseJSON(`7`)).IsNull() {
		t.Error(f)
	}
}

func TestFit2Lines(t *testing.T) {
	f := SeriesFit2Lines(ParseJSON(`[1,2,3,4,10,8,6,4,2]`))
	if f.SplitIdx.V != 4 || f.LeftSlope.V != 1 || f.RightSlope.V != -2 || f.RightInterception.V != 20 || f.RSquare.V != 1 {
		t.Errorf("%+v", f)
	}
	if got := js(Member(Member(SeriesFit2LinesDynamic(ParseJSON(`[1,2,3,4,10,8,6,4,2]`)), "right"), "slope")); got != "-2.0" {
		t.Error(got)
	}
}

func TestFitPoly(t *testing.T) {
	approx := cmpopts.EquateApprox(1e-9, 1e-9)
	f := SeriesFitPoly(ParseJSON(`[6,11,18,27,38]`), Dynamic{}, 2) // x² + 2x + 3
	c, _ := reals(f.Coefficients)
	if diff := cmp.Diff([]float64{1, 2, 3}, c, approx); diff != "" || math.Abs(f.RSquare.V-1) > 1e-12 {
		t.Errorf("%v %s", f, diff)
	}
	y := ParseJSON(`[2,5,6,8,11,15,17]`)
	l, p := SeriesFitLine(y), SeriesFitPoly(y, Dynamic{}, 1)
	c, _ = reals(p.Coefficients)
	if diff := cmp.Diff([]float64{l.Slope.V, l.Interception.V, l.RSquare.V, l.RVariance.V}, append(c, p.RSquare.V, p.RVariance.V), approx); diff != "" {
		t.Errorf("line (-want +got)\n%s", diff)
	}
	if p := SeriesFitPoly(y, ParseJSON(`[1,2]`), 1); p.RSquare.OK {
		t.Error(p)
	}
}

func TestFFT(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{1, 2, 3, 4, 7, 8, 12, 31, 64, 100} {
		x := make([]complex128, n)
		for i := range x {
			x[i] = complex(r.Float64(), r.Float64())
		}
		got := fft(x, false)
		for k := range got {
			var want complex128
			for j, v := range x {
				want += v * root(j*k%n, n, false)
			}
			if cmplx.Abs(got[k]-want) > 1e-9 {
				t.Errorf("n %d, frequency %d: got %v, want %v", n, k, got[k], want)
			}
		}
		re, im := make([]float64, n), make([]float64, n)
		for i, v := range x {
			re[i], im[i] = real(v), imag(v)
		}
		there := SeriesFFT(realSeries(re), realSeries(im))
		back := SeriesIFFT(there.Real, there.Imag)
		a, _ := reals(back.Real)
		b, _ := reals(back.Imag)
		if diff := cmp.Diff([][]float64{re, im}, [][]float64{a, b}, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
			t.Errorf("n %d and back (-want +got)\n%s", n, diff)
		}
	}
}

// wave is a series of a period with a little noise.
func wave(n, period int, noise float64) []float64 {
	r := rand.New(rand.NewPCG(1, uint64(period)))
	out := make([]float64, n)
	for i := range out {
		out[i] = 10 + 3*math.Sin(2*math.Pi*float64(i)/float64(period)) + float64(i%period)/float64(period) + noise*(r.Float64()-0.5)
	}
	return out
}

func TestPeriods(t *testing.T) {
	for _, period := range []int{5, 7, 12, 24, 50} {
		values := wave(period*9/2, period, 1)
		found := SeriesPeriodsDetect(realSeries(values), 0, 1000, 2)
		p, _ := reals(found.Periods)
		s, _ := reals(found.Scores)
		if p[0] != float64(period) || s[0] < 0.6 {
			t.Errorf("period %d: got %v, scores %v", period, p, s)
		}
		s, _ = reals(SeriesPeriodsValidate(realSeries(values), float64(period), float64(period)*1.5, 3, 1e9).Scores)
		if s[0] < 0.6 || s[1] != 0 || s[2] != 0 || s[3] != 0 {
			t.Errorf("period %d: scores %v", period, s)
		}
	}
	flat := SeriesPeriodsDetect(ParseJSON(`[1,1,1,1,1,1,1,1,1,1]`), 0, 50, 1)
	if got := js(flat.Periods); got != "[0.0]" {
		t.Error(got)
	}
}

func TestSeasonal(t *testing.T) {
	for s, want := range map[string]string{
		`[3,2,4,6,1,2,4,6,1,2,4,6,1,2,4,6,1,2]`: `[1.0,2.0,4.0,6.0,1.0,2.0,4.0,6.0,1.0,2.0,4.0,6.0,1.0,2.0,4.0,6.0,1.0,2.0]`,
		`[1,2,3,4,5,6,7,8]`:                     `[0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0]`,
	} {
		if got := js(SeriesSeasonal(ParseJSON(s), -1)); got != want {
			t.Errorf("%s: got %s", s, got)
		}
	}
	if got := js(SeriesSeasonal(ParseJSON(`[1,5,3,7,2]`), 2)); got != `[2.0,6.0,2.0,6.0,2.0]` {
		t.Error(got)
	}
}

func TestDecompose(t *testing.T) {
	values := wave(240, 24, 0.2)
	values[100] += 12
	values[150] -= 12
	for i := range values {
		values[i] += float64(i) / 100
	}
	a := SeriesDecomposeAnomalies(realSeries(values), 5, -1, "linefit", 0, "ctukey", 0.6)
	var found []int
	for i, flag := range a.ADFlag.Elements() {
		if flag.Long() != 0 {
			found = append(found, i*int(flag.Long()))
		}
	}
	if diff := cmp.Diff([]int{100, -150}, found); diff != "" {
		t.Errorf("anomalies (-want +got)\n%s", diff)
	}
	clean := wave(240, 24, 0)
	f, _ := reals(SeriesDecomposeForecast(realSeries(append(clean[:216:216], make([]float64, 24)...)), 24, -1, "linefit", 0.6).Baseline)
	for i := 216; i < 240; i++ {
		if math.Abs(f[i]-clean[i]) > 0.05 {
			t.Errorf("forecast %d: got %v, want %v", i, f[i], clean[i])
		}
	}
	d := SeriesDecompose(ParseJSON(`[1,2,3]`), 0, "avg", 0, 0.6)
	if got := js(d.Baseline) + js(d.Residual) + js(d.Seasonal); got != "[2.0,2.0,2.0][-1.0,0.0,1.0][0.0,0.0,0.0]" {
		t.Error(got)
	}
}

func TestOutliers(t *testing.T) {
	d := ParseJSON(`[1,2,3,4,5,6,7,8,9,null,100,-100,-1]`)
	score, _ := reals(SeriesOutliers(d, "tukey", DynamicLong(-1), 10, 90))
	if score[9] != 0 || score[12] != 0 || score[10] < 3 || score[11] > -3 || score[4] != 0 {
		t.Error(score)
	}
	if got := js(SeriesOutliers(DynamicLong(1), "ctukey", Dynamic{}, 10, 90)); got != "null" {
		t.Error(got)
	}
}

func FuzzSeries(f *testing.F) {
	f.Add(`[1,2,3,2,1,2,3,2,1]`, `[1,-1]`)
	f.Fuzz(func(_ *testing.T, a, b string) {
		if strings.Count(a, ",") > 2000 {
			return
		}
		x, y := ParseJSON(a), ParseJSON(b)
		SeriesAdd(x, y)
		SeriesFIRDefault(x, y)
		SeriesIIR(x, y, y)
		SeriesFFT(x, y)
		SeriesFit2Lines(x)
		SeriesFitPoly(x, y, 3)
		SeriesStats(x, true)
		SeriesFillLinear(x, y, true, Dynamic{})
		SeriesPeriodsDetect(x, 0, 1e9, 3)
		SeriesSeasonal(x, 2)
		SeriesDecomposeAnomalies(x, 1.5, -1, "linefit", 2, "ctukey", 0.6)
	})
}
