package kql

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReduce(t *testing.T) {
	tests := []struct {
		name, characters string
		threshold        float64
		texts            []string
		want             []string
	}{
		{"nothing in common", "", 0.1, []string{"ab1", "ab2", "ab3"}, []string{"others 3 "}},
		{"a letter as separator", "Z", 0.1, []string{"abZ1", "abZ2", "abZ3"}, []string{"ab* 3 abZ1"}},
		{
			"terms with blanks", "", 0.2,
			[]string{"user ann logged in", "user bob logged in", "disk 7 is full", "user eve logged in", "disk 9 is full", "other"},
			[]string{"user * logged in 3 user ann logged in", "disk * is full 2 disk 7 is full", "others 1 "},
		},
		{"whole texts", "", 0.3, []string{"same", "same", "x"}, []string{"same 2 same", "others 1 "}},
		{"separators go with the wildcard", "", 0.1, []string{"a=1;b", "a=2;b"}, []string{"a*b 2 a=1;b"}},
		{"runs of wildcards", "-", 0.1, []string{"a b-c d e", "a x-y z e"}, []string{"a * e 2 a b-c d e"}},
		{"nothing", "", 0.1, nil, nil},
	}
	for _, test := range tests {
		r := NewReduce(test.threshold, test.characters)
		var got []string
		for _, text := range test.texts {
			r.Add(text)
		}
		r.Each(func(pattern string, count int64, representative string) {
			got = append(got, fmt.Sprint(pattern, " ", count, " ", representative))
		})
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
	r := NewReduce(0.1, "")
	for _, text := range []string{"a 1", "b", "a 2"} {
		r.Add(text)
	}
	var got []string
	r.EachSource(func(_ int, pattern string) { got = append(got, pattern) })
	if diff := cmp.Diff([]string{"a *", "others", "a *"}, got); diff != "" {
		t.Errorf("kind=source (-want +got)\n%s", diff)
	}
}
