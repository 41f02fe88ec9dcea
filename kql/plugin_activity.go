package kql

import (
	"maps"
	"math"
	"slices"
)

// Activity is the state of the plugins that follow ids along a timeline: when each id was seen, for each combination K of
// dimensions. Datetimes and timespans of the timeline are counted in ticks. Keys are as in [Groups]; I is the type of the
// id, [RealKey] for reals.
type Activity[K, I comparable] struct {
	ids         map[I]int32
	groups      groupsOf[K, []appearance]
	first, last int64
	known       map[I]bool
}

type appearance struct {
	at int64
	id int32
}

// Add notes that id was seen. Text in key has to outlive the input it came from.
func (a *Activity[K, I]) Add(key K, at int64, id I) {
	if a.ids == nil {
		a.first, a.last = at, at
	}
	n, ok := a.ids[id]
	if !ok {
		if a.ids == nil {
			a.ids = map[I]int32{}
		}
		n = int32(len(a.ids))
		a.ids[keep(id)] = n
	}
	g, _ := a.groups.findOrAdd(key)
	*g = append(*g, appearance{at, n})
	a.first, a.last = min(a.first, at), max(a.last, at)
}

// First is the least time so far, Last the greatest; 0 without any.
func (a *Activity[K, I]) First() int64 { return a.first }

// Last is the greatest time so far.
func (a *Activity[K, I]) Last() int64 { return a.last }

// Known notes an id of the look-back period of new_activity_metrics, in which no such id is new.
func (a *Activity[K, I]) Known(id I) {
	if a.known == nil {
		a.known = map[I]bool{}
	}
	a.known[keep(id)] = true
}

// each calls f for every combination, its appearances in the order of time, and forgets them.
func (a *Activity[K, I]) each(f func(key *K, seen []appearance)) {
	a.groups.each(func(key *K, seen *[]appearance) {
		slices.SortStableFunc(*seen, func(a, b appearance) int { return compare(a.at, b.at) })
		f(key, *seen)
	})
	a.ids = nil
}

// window are the appearances after a time and up to another.
func window(seen []appearance, after, upTo int64) []appearance {
	later := func(at int64) int {
		i, _ := slices.BinarySearchFunc(seen, at, func(s appearance, at int64) int {
			if s.at <= at {
				return -1
			}
			return 1
		})
		return i
	}
	return seen[later(after):max(later(after), later(upTo))]
}

func distinctIDs(seen []appearance) map[int32]bool {
	out := make(map[int32]bool, len(seen))
	for _, s := range seen {
		out[s.id] = true
	}
	return out
}

// steps calls f for the starts of the windows from start to end, which is one of them if a window starts there.
func steps(start, end, step int64, f func(at int64)) {
	for at, n := start, 0; step > 0 && at <= end && n < maxElements; at, n = at+step, n+1 {
		f(at)
	}
}

// SlidingWindowCounts is sliding_window_counts(): for each bin the appearances and distinct ids of the lookback that ends
// with it. Bins without are left out (Kusto: sliding-window-counts-plugin).
func (a *Activity[K, I]) SlidingWindowCounts(start, end, lookback, bin int64, yield func(key *K, at, count, dcount int64)) {
	if bin > 0 {
		lookback -= lookback % bin
	}
	a.each(func(key *K, seen []appearance) {
		steps(start, end, bin, func(at int64) {
			if w := window(seen, at+bin-1-lookback, at+bin-1); len(w) > 0 {
				yield(key, at, int64(len(w)), int64(len(distinctIDs(w))))
			}
		})
	})
}

// ActiveUsersCount is active_users_count(): for each bin the distinct ids that appear in it after having been seen in so
// many periods of the lookback up to then. Bins without are left out (Kusto: active-users-count-plugin).
func (a *Activity[K, I]) ActiveUsersCount(start, end, lookback, period, periods, bin int64, yield func(key *K, at, dcount int64)) {
	if period <= 0 {
		return
	}
	a.each(func(key *K, seen []appearance) {
		own := map[int32][]appearance{}
		for _, s := range seen {
			own[s.id] = append(own[s.id], s)
		}
		steps(start, end, bin, func(at int64) {
			active := map[int32]bool{}
			for _, s := range window(seen, at-1, min(at+bin-1, end)) {
				in := map[int64]bool{}
				for _, o := range window(own[s.id], s.at-lookback, s.at) {
					in[o.at/period] = true
				}
				if int64(len(in)) >= periods {
					active[s.id] = true
				}
			}
			if len(active) > 0 {
				yield(key, at, int64(len(active)))
			}
		})
	})
}

// ActivityCountsMetrics is activity_counts_metrics(): for each window the appearances, the distinct ids, those that no window
// before had, and all so far. Windows without are left out (Kusto: activity-counts-metrics-plugin).
func (a *Activity[K, I]) ActivityCountsMetrics(start, end, step int64, yield func(key *K, at, count, dcount, newDCount, aggregated int64)) {
	a.each(func(key *K, seen []appearance) {
		known := map[int32]bool{}
		steps(start, end, step, func(at int64) {
			w := window(seen, at-1, at+step-1)
			fresh, ids := int64(0), distinctIDs(w)
			for id := range ids {
				if !known[id] {
					known[id] = true
					fresh++
				}
			}
			if len(w) > 0 {
				yield(key, at, int64(len(w)), int64(len(ids)), fresh, int64(len(known)))
			}
		})
	})
}

// ActivityMetrics is activity_metrics(): for each window the distinct ids, those that the window before had not, and the
// shares of the window before that came back and that did not; NaN for the first. Windows without are left out
// (Kusto: activity-metrics-plugin).
func (a *Activity[K, I]) ActivityMetrics(start, end, step int64, yield func(key *K, at, dcount, newDCount int64, retention, churn float64)) {
	a.each(func(key *K, seen []appearance) {
		var before map[int32]bool
		steps(start, end, step, func(at int64) {
			ids := distinctIDs(window(seen, at-1, at+step-1))
			back := 0.0
			for id := range ids {
				if before[id] {
					back++
				}
			}
			retention := back / float64(len(before))
			if len(before) == 0 {
				retention = math.NaN()
			}
			if len(ids) > 0 {
				yield(key, at, int64(len(ids)), int64(len(ids))-int64(back), retention, 1-retention)
			}
			before = ids
		})
	})
}

// ActivityEngagement is activity_engagement(): for each inner window its distinct ids, those of the outer window that ends
// with it, and the ratio. Windows without are left out (Kusto: activity-engagement-plugin).
func (a *Activity[K, I]) ActivityEngagement(start, end, inner, outer int64, yield func(key *K, at, dcountInner, dcountOuter int64, ratio float64)) {
	a.each(func(key *K, seen []appearance) {
		seen = window(seen, start-1, math.MaxInt64)
		steps(start, end, inner, func(at int64) {
			few := len(distinctIDs(window(seen, at-1, at+inner-1)))
			all := len(distinctIDs(window(seen, at+inner-1-outer, at+inner-1)))
			if few > 0 {
				yield(key, at, int64(few), int64(all), float64(few)/float64(all))
			}
		})
	})
}

// SessionCount is session_count(): for each bin the appearances that begin a session, which are those of an id that did not
// appear within the lookback before. Bins without appearances are left out (Kusto: session-count-plugin).
func (a *Activity[K, I]) SessionCount(start, end, bin, lookback int64, yield func(key *K, at, count int64)) {
	a.each(func(key *K, seen []appearance) {
		begins := map[int64]int64{}
		last := map[int32]int64{}
		for _, s := range seen {
			if at, ok := last[s.id]; !ok || s.at-at > lookback {
				begins[s.at]++
			}
			last[s.id] = s.at
		}
		steps(start, end, bin, func(at int64) {
			w := window(seen, at-1, min(at+bin-1, end))
			if len(w) == 0 {
				return
			}
			count := int64(0)
			for i, s := range w {
				if i == 0 || s.at != w[i-1].at {
					count += begins[s.at]
				}
			}
			yield(key, at, count)
		})
	})
}

// Windows are the windows of new_activity_metrics(): so many ticks long from the start on, or the periods of the calendar
// that begin there or later.
type Windows struct {
	step   int64
	period func(t DateTime, offset int64) Null[DateTime]
}

// Weekly, Monthly and Yearly are the periods of the calendar.
var (
	Weekly  = Windows{period: StartOfWeekOffset}
	Monthly = Windows{period: StartOfMonthOffset}
	Yearly  = Windows{period: StartOfYearOffset}
)

// Every are windows of one length.
func Every(step int64) Windows { return Windows{step: step} }

// each calls f for the windows that begin from start to end, with the last tick of each that is not after end.
func (w Windows) each(start, end int64, f func(from, to int64)) {
	if w.period != nil && w.period(DateTime(start), 0) != Some(DateTime(start)) {
		start = w.next(start)
	}
	for from, n := start, 0; from <= end && n < maxElements; n++ {
		next := w.next(from)
		if next <= from {
			return
		}
		f(from, min(next-1, end))
		from = next
	}
}

// next is where the window after the one that begins at from begins; from where there is none.
func (w Windows) next(from int64) int64 {
	if w.period == nil {
		return from + w.step
	}
	if next := w.period(DateTime(from), 1); next.OK {
		return int64(next.V)
	}
	return from
}

// NewActivityMetrics is new_activity_metrics(): for each window with ids that no window before had, its cohort, and for each
// window from there on, the ids of that window that were not seen up to the cohort's, the cohort's ids that are seen in it
// and those that are not, and their shares. cohort picks the one window, null all (Kusto: new-activity-metrics-plugin).
func (a *Activity[K, I]) NewActivityMetrics(start, end int64, windows Windows, cohort Null[int64], yield func(key *K, from, to, fresh, retained, churned int64, retention, churn float64)) {
	before := map[int32]bool{}
	for id, n := range a.ids {
		if a.known[id] {
			before[n] = true
		}
	}
	a.each(func(key *K, seen []appearance) {
		known := maps.Clone(before)
		windows.each(start, end, func(from, last int64) {
			members := map[int32]bool{}
			for id := range distinctIDs(window(seen, from-1, last)) {
				if !known[id] {
					members[id] = true
				}
			}
			if len(members) > 0 && (!cohort.OK || cohort.V == from) {
				windows.each(from, end, func(to, last int64) {
					var fresh, retained int64
					for id := range distinctIDs(window(seen, to-1, last)) {
						if members[id] {
							retained++
						}
						if !known[id] && (to == from || !members[id]) {
							fresh++
						}
					}
					size := int64(len(members))
					share := float64(retained) / float64(size)
					yield(key, from, to, fresh, retained, size-retained, share, 1-share)
				})
			}
			for id := range members {
				known[id] = true
			}
		})
	})
	a.known = nil
}

// RollingPercentile is the state of rolling_percentile(): for each combination K of dimensions the values of each bin
// (Kusto: rolling-percentile-plugin). Bins are numbered: the index divided by the bin's size and rounded down.
type RollingPercentile[K comparable, T Ordered] struct{ groups groupsOf[K, map[int64][]T] }

// Add takes in a value of a bin. Text in key has to outlive the input it came from.
func (r *RollingPercentile[K, T]) Add(key K, bin int64, value T) {
	g, isNew := r.groups.findOrAdd(key)
	if isNew {
		*g = map[int64][]T{}
	}
	(*g)[bin] = append((*g)[bin], keep(value))
}

// Each calls yield for every bin with values, in order, with the percentile of the values of so many bins that end with it,
// and forgets them.
func (r *RollingPercentile[K, T]) Each(percent float64, bins int64, yield func(key *K, bin int64, value T)) {
	r.groups.each(func(key *K, g *map[int64][]T) {
		order := make([]int64, 0, len(*g))
		for bin := range *g {
			order = append(order, bin)
		}
		slices.Sort(order)
		for i, bin := range order {
			var p Percentile[T]
			for j := i; j >= 0 && order[j] > bin-bins; j-- {
				for _, v := range (*g)[order[j]] {
					p.Add(v)
				}
			}
			yield(key, bin, p.Result(percent).V)
		}
	})
}

// DCountIntersect is dcount_intersect() of states of hll(): the number of values that the first has, that the first two
// have in common, the first three and so on; null from the first that is no state on (Kusto: dcount-intersect-plugin). It
// is exact while the states are; beyond, it is what inclusion and exclusion give of estimates.
func DCountIntersect(states ...Dynamic) []Null[int64] {
	out := make([]Null[int64], len(states))
	var sketches []sketch
	for i, s := range states {
		h, ok := hllOf(s)
		if !ok {
			break
		}
		sketches = append(sketches, h.sketch)
		out[i] = Some(intersection(sketches))
	}
	return out
}

func intersection(sketches []sketch) int64 {
	exact := !slices.ContainsFunc(sketches, func(s sketch) bool { return s.registers != nil })
	var count int64
	if exact {
		sketches[0].hashes.each(func(hash uint64) {
			if !slices.ContainsFunc(sketches[1:], func(s sketch) bool { return !s.hashes.has(hash) }) {
				count++
			}
		})
		return count
	}
	for subset := 1; subset < 1<<len(sketches); subset++ {
		sign := int64(-1)
		union := sketch{precision: maxPrecision}
		for i := range sketches {
			if subset>>i&1 == 1 {
				sign = -sign
				union.merge(&sketches[i], hllHashes)
			}
		}
		count += sign * union.count()
	}
	return max(0, count)
}
