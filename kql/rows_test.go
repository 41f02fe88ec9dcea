package kql

import (
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// double is a rule that gives each event twice and their sum at the end.
func double(emit func(*int)) (push func(*int), closeInput func()) {
	sum := 0
	return func(v *int) { sum += *v; emit(v); emit(v) }, func() { emit(&sum) }
}

func TestRows(t *testing.T) {
	broken := errors.New("broken")
	events := func(values []int, err error) iter.Seq2[*int, error] {
		return func(yield func(*int, error) bool) {
			for _, v := range values {
				if !yield(&v, nil) {
					return
				}
			}
			if err != nil {
				yield(nil, err)
			}
		}
	}
	take := func(n int, values []int, err error) (rows []int, failed error) {
		for row, err := range Rows(double, events(values, err)) {
			if err != nil {
				return rows, err
			}
			if rows = append(rows, *row); len(rows) == n {
				break
			}
		}
		return rows, nil
	}
	for _, c := range []struct {
		n      int
		values []int
		err    error
		want   []int
	}{
		{9, []int{1, 2}, nil, []int{1, 1, 2, 2, 3}},
		{9, nil, nil, []int{0}},
		{3, []int{1, 2}, nil, []int{1, 1, 2}},
		{5, []int{1, 2}, nil, []int{1, 1, 2, 2, 3}},
		{9, []int{1}, broken, []int{1, 1}},
	} {
		got, err := take(c.n, slices.Clone(c.values), c.err)
		if d := cmp.Diff(c.want, got); d != "" || !errors.Is(err, c.err) {
			t.Errorf("%v, %v: error %v (-want +got):\n%s", c.values, c.err, err, d)
		}
	}
}
