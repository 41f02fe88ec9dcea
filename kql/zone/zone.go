// Package zone has the functions of KQL that know time zones. It is apart from package kql for the size of the tables that
// it brings along.
package zone

import (
	"fmt"
	"sync"
	"time"
	_ "time/tzdata" // the evaluator must not depend on the machine's own

	"github.com/kqlc/kqlc/kql"
)

// Zone is a prepared time zone.
type Zone struct{ location *time.Location }

// NewZone looks up a time zone by its name in the IANA database, as Europe/Warsaw.
func NewZone(name string) (Zone, error) {
	if name == "" || name == "Local" {
		return Zone{}, fmt.Errorf("expected the name of a time zone, found %q", name)
	}
	l, err := time.LoadLocation(name)
	if err != nil {
		return Zone{}, fmt.Errorf("expected the name of a time zone, found %q", name)
	}
	return Zone{l}, nil
}

// MustZone is [NewZone] for names that have been checked.
func MustZone(name string) Zone {
	z, err := NewZone(name)
	if err != nil {
		panic(err)
	}
	return z
}

// UTCToLocal is datetime_utc_to_local(): the time that clocks of the zone show at t; null outside the years 1 to 9999
// (Kusto: datetime-utc-to-local-function).
func UTCToLocal(t kql.DateTime, z Zone) kql.Null[kql.DateTime] {
	_, offset := t.Time().In(z.location).Zone()
	return kql.AddDateTime(t, kql.TimeSpan(offset)*kql.Second)
}

// LocalToUTC is datetime_local_to_utc(): the instant at which clocks of the zone show t. Where clocks are put back it is
// the first of the two; a time that clocks skip is read by the offset after it, so that in Brussels 02:00 is then the
// instant of 01:00; null outside the years 1 to 9999 (Kusto: datetime-local-to-utc-function).
func LocalToUTC(t kql.DateTime, z Zone) kql.Null[kql.DateTime] {
	clock := t.Time()
	offsetAt := func(t time.Time) time.Duration {
		_, seconds := t.In(z.location).Zone()
		return time.Duration(seconds) * time.Second
	}
	before, after := offsetAt(clock.Add(-24*time.Hour)), offsetAt(clock.Add(24*time.Hour))
	offset := after
	if offsetAt(clock.Add(-before)) == before {
		offset = before
	}
	return kql.SubDateTime(t, kql.TimeSpan(offset/100))
}

// UTCToLocalIn is [UTCToLocal] with a zone's name; an unknown one gives null.
func UTCToLocalIn(t kql.DateTime, name string) kql.Null[kql.DateTime] {
	z, ok := named(name)
	if !ok {
		return kql.Null[kql.DateTime]{}
	}
	return UTCToLocal(t, z)
}

// LocalToUTCIn is [LocalToUTC] with a zone's name; an unknown one gives null.
func LocalToUTCIn(t kql.DateTime, name string) kql.Null[kql.DateTime] {
	z, ok := named(name)
	if !ok {
		return kql.Null[kql.DateTime]{}
	}
	return LocalToUTC(t, z)
}

// zones keeps the zones that were looked up; there are some hundred names.
var zones sync.Map

func named(name string) (Zone, bool) {
	if z, ok := zones.Load(name); ok {
		return z.(Zone), true
	}
	z, err := NewZone(name)
	if err == nil {
		zones.Store(name, z)
	}
	return z, err == nil
}
