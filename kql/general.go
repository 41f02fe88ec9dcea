package kql

// IsNull is isnull() of anything but text, which never is null, and dynamic.
func IsNull[T any](v Null[T]) bool { return !v.OK }

// IsNullText is isnull() of text.
func IsNullText(string) bool { return false }

// IsNullDynamic is isnull() of a dynamic.
func IsNullDynamic(d Dynamic) bool { return d.kind == NullKind }

// IsEmpty is isempty() of text. Of anything else but dynamic it is isnull() (Kusto: isempty-function).
func IsEmpty(text string) bool { return text == "" }

// IsEmptyDynamic is isempty() of a dynamic: it holds null or the empty text.
func IsEmptyDynamic(d Dynamic) bool {
	return d.kind == NullKind || d.kind == StringKind && d.text == ""
}

// Coalesce is coalesce(): the first value that is not null (Kusto: coalesce-function).
func Coalesce[T any](values ...Null[T]) Null[T] {
	for _, v := range values {
		if v.OK {
			return v
		}
	}
	return Null[T]{}
}

// CoalesceText is coalesce() of texts: the first that is not empty.
func CoalesceText(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// CoalesceDynamic is coalesce() of dynamics.
func CoalesceDynamic(values ...Dynamic) Dynamic {
	for _, v := range values {
		if v.kind != NullKind {
			return v
		}
	}
	return Dynamic{}
}

// MaxOf is max_of(): the greatest value that is not null; NaN where one is (Kusto: max-of-function).
func MaxOf[T Ordered](values ...Null[T]) Null[T] { return pick(values, 1) }

// MinOf is min_of(): the least value that is not null; NaN where one is (Kusto: min-of-function).
func MinOf[T Ordered](values ...Null[T]) Null[T] { return pick(values, -1) }

func pick[T Ordered](values []Null[T], sign int) (best Null[T]) {
	for _, v := range values {
		if v.OK && (!best.OK || !isNaN(best.V) && (isNaN(v.V) || sign*compare(v.V, best.V) > 0)) {
			best = v
		}
	}
	return best
}

// MaxOfText is max_of() of texts.
func MaxOfText(values ...string) string {
	best := ""
	for _, v := range values {
		best = max(best, v)
	}
	return best
}

// MinOfText is min_of() of texts.
func MinOfText(first string, others ...string) string {
	for _, v := range others {
		first = min(first, v)
	}
	return first
}

// AroundLong is around(): v is at most delta away from center (Kusto: around-function).
func AroundLong(v, center, delta int64) bool { return center-delta <= v && v <= center+delta }

// AroundReal is [AroundLong] of reals.
func AroundReal(v, center, delta float64) bool { return center-delta <= v && v <= center+delta }

// AroundDecimal is [AroundLong] of decimals.
func AroundDecimal(v, center, delta Decimal) bool {
	least, most := SubDecimal(center, delta), AddDecimal(center, delta)
	return least.OK && most.OK && LessEqualDecimal(least.V, v) && LessEqualDecimal(v, most.V)
}

// AroundDateTime is [AroundLong] of datetimes.
func AroundDateTime(v, center DateTime, delta TimeSpan) bool {
	return center-DateTime(delta) <= v && v <= center+DateTime(delta)
}

// AroundTimeSpan is [AroundLong] of timespans.
func AroundTimeSpan(v, center, delta TimeSpan) bool { return center-delta <= v && v <= center+delta }

// GetType is gettype() of anything but text and dynamic: the name of the type, also for null (Kusto: gettype-function).
func GetType[T Value](v T) string { return column("", &v).Type.String() }

// GetTypeDynamic is gettype() of a dynamic: that of the value in it, where an array is array, a bag dictionary, a real
// double, and null is null.
func GetTypeDynamic(d Dynamic) string {
	switch d.kind {
	case ArrayKind:
		return "array"
	case BagKind:
		return "dictionary"
	}
	return dynamicTypeNames[d.kind]
}

// OneOf is in() with a list: v equals a value of it. Null equals none (Kusto: in-cs-operator).
func OneOf[T comparable](v Null[T], list ...T) bool {
	for _, e := range list {
		if v.OK && v.V == e {
			return true
		}
	}
	return false
}

// OneOfNull is [OneOf] with a list of values that can be null, which equal none either.
func OneOfNull[T comparable](v Null[T], list ...Null[T]) bool {
	for _, e := range list {
		if v.OK && v == e {
			return true
		}
	}
	return false
}

// Set is a prepared list of in().
type Set[T comparable] struct{ members map[T]struct{} }

// NewSet prepares a list. NaN is never found.
func NewSet[T comparable](list ...T) Set[T] {
	s := Set[T]{make(map[T]struct{}, len(list))}
	for _, e := range list {
		s.members[e] = struct{}{}
	}
	return s
}

// NewIntSet prepares a list of ints; in generated code its constants have no type of their own.
func NewIntSet(list ...int32) Set[int32] { return NewSet(list...) }

// NewLongSet is [NewIntSet] of longs.
func NewLongSet(list ...int64) Set[int64] { return NewSet(list...) }

// NewRealSet is [NewIntSet] of reals.
func NewRealSet(list ...float64) Set[float64] { return NewSet(list...) }

// OneOfSet is [OneOf] with a prepared list.
func OneOfSet[T comparable](v Null[T], list Set[T]) bool {
	if !v.OK {
		return false
	}
	_, found := list.members[v.V]
	return found
}

// OneOfDynamic is in() with a dynamic on either side: d equals a value of the list or an element of an array in it. A
// datetime, timespan or guid equals its text too; null equals none.
func OneOfDynamic(d Dynamic, list ...Dynamic) bool {
	if d.kind == NullKind {
		return false
	}
	for _, e := range list {
		if e.kind != ArrayKind {
			if d.equalOrText(e) {
				return true
			}
			continue
		}
		for c := e.cursor(); c.next(); {
			if d.equalOrText(c.value()) {
				return true
			}
		}
	}
	return false
}

// equalOrText is [Dynamic.Equal], where o may be the text of a datetime, timespan or guid.
func (d Dynamic) equalOrText(o Dynamic) bool {
	if o.kind == StringKind {
		switch d.kind {
		case DateTimeKind:
			return Equals(DynamicToDateTime(o), d.DateTime())
		case TimeSpanKind:
			return Equals(DynamicToTimeSpan(o), d.TimeSpan())
		case GUIDKind:
			return Equals(DynamicToGUID(o), d.GUID())
		}
	}
	return d.Equal(o)
}
