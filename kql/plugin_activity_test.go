package kql

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// activity reads "id@time" words.
func activity(text string) *Activity[string, string] {
	a := &Activity[string, string]{}
	for _, word := range strings.Fields(text) {
		var at int64
		id, time, _ := strings.Cut(word, "@")
		if _, err := fmt.Sscan(time, &at); err != nil {
			panic(err)
		}
		a.Add("k", at, id)
	}
	return a
}

func TestActivity(t *testing.T) {
	var got []string
	note := func(values ...any) { got = append(got, strings.TrimSpace(fmt.Sprintln(values...))) }
	const events = "a@10 b@10 b@10 c@11 a@12 d@12 a@9 a@25"

	tests := []struct {
		name string
		run  func(a *Activity[string, string])
		want []string
	}{
		{"sliding_window_counts", func(a *Activity[string, string]) {
			a.SlidingWindowCounts(10, 14, 2, 1, func(key *string, at, count, dcount int64) { note(at, count, dcount) })
		}, []string{"10 4 2", "11 4 3", "12 3 3", "13 2 2"}},
		{"active_users_count", func(a *Activity[string, string]) {
			a.ActiveUsersCount(10, 19, 3, 1, 2, 5, func(key *string, at, dcount int64) { note(at, dcount) })
		}, []string{"10 1"}},
		{"activity_counts_metrics", func(a *Activity[string, string]) {
			a.ActivityCountsMetrics(10, 12, 1, func(key *string, at, count, dcount, fresh, all int64) { note(at, count, dcount, fresh, all) })
		}, []string{"10 3 2 2 2", "11 1 1 1 3", "12 2 2 1 4"}},
		{"activity_metrics", func(a *Activity[string, string]) {
			a.ActivityMetrics(9, 12, 1, func(key *string, at, dcount, fresh int64, retention, churn float64) {
				note(at, dcount, fresh, retention, churn)
			})
		}, []string{"9 1 1 NaN NaN", "10 2 1 1 0", "11 1 1 0 1", "12 2 2 0 1"}},
		{"activity_engagement", func(a *Activity[string, string]) {
			a.ActivityEngagement(10, 12, 1, 2, func(key *string, at, few, all int64, ratio float64) { note(at, few, all, ratio) })
		}, []string{"10 2 2 1", "11 1 3 0.3333333333333333", "12 2 3 0.6666666666666666"}},
		// Lookback 2: b appears at 10 twice, one session; a at 9, 10 and 12 goes on with one; c, d and the a at 25 begin.
		{"session_count", func(a *Activity[string, string]) {
			a.SessionCount(10, 29, 10, 2, func(key *string, at, count int64) { note(at, count) })
		}, []string{"10 3", "20 1"}},
		// The windows 10-11 and 12-13: b, c and a are first seen in the first, of which a is seen again; d is new then.
		{"new_activity_metrics", func(a *Activity[string, string]) {
			a.NewActivityMetrics(10, 13, Every(2), Null[int64]{}, func(key *string, from, to, fresh, retained, churned int64, retention, churn float64) {
				note(from, to, fresh, retained, churned, retention, churn)
			})
		}, []string{"10 10 3 3 0 1 0", "10 12 1 1 2 0.3333333333333333 0.6666666666666667", "12 12 1 1 0 1 0"}},
		{"new_activity_metrics of one cohort, with known ids", func(a *Activity[string, string]) {
			a.Known("a")
			a.Known("x")
			a.NewActivityMetrics(10, 13, Every(2), Some[int64](10), func(key *string, from, to, fresh, retained, churned int64, retention, churn float64) {
				note(from, to, fresh, retained, churned, retention, churn)
			})
		}, []string{"10 10 2 2 0 1 0", "10 12 1 0 2 0 1"}},
	}
	for _, test := range tests {
		got = nil
		a := activity(events)
		test.run(a)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
		if a.groups.table.count != 0 {
			t.Errorf("%s: appearances are left", test.name)
		}
	}
}

func TestRollingPercentile(t *testing.T) {
	var r RollingPercentile[string, int64]
	for i := range int64(40) {
		r.Add("k", i/10, i+1)
	}
	r.Add("k", 9, 7)
	var got []string
	r.Each(50, 2, func(key *string, bin, value int64) { got = append(got, fmt.Sprint(*key, bin, value)) })
	if diff := cmp.Diff([]string{"k0 5", "k1 10", "k2 20", "k3 30", "k9 7"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestDCountIntersect(t *testing.T) {
	state := func(n, every int64) Dynamic {
		h := NewHLL(4)
		for i := int64(0); i < n; i += every {
			h.Add(HashLong(i))
		}
		return h.Result()
	}
	got := DCountIntersect(state(100, 2), state(100, 3), state(100, 5), DynamicLong(1), state(10, 1))
	want := []Null[int64]{Some[int64](50), Some[int64](17), Some[int64](4), {}, {}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	many := DCountIntersect(state(200_000, 2), state(200_000, 3))
	if n := many[1].V; n < 32_000 || n > 35_000 {
		t.Errorf("estimate %d of 33,334", n)
	}
}
