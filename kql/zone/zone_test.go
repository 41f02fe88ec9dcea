package zone

import (
	"testing"

	"github.com/kqlc/kqlc/kql"
)

func TestZones(t *testing.T) {
	at := kql.MustDateTime
	warsaw, newYork := MustZone("Europe/Warsaw"), MustZone("US/Eastern")
	for _, c := range []struct {
		name string
		got  kql.Null[kql.DateTime]
		want string
	}{
		{"winter", UTCToLocal(at("2024-01-15 12:00:00.1234567"), warsaw), "2024-01-15 13:00:00.1234567"},
		{"summer", UTCToLocal(at("2024-07-15 12:00"), warsaw), "2024-07-15 14:00"},
		{"west", UTCToLocal(at("2024-07-15 02:00"), newYork), "2024-07-14 22:00"},
		{"back in winter", LocalToUTC(at("2024-01-15 13:00:00.1234567"), warsaw), "2024-01-15 12:00:00.1234567"},
		{"back in summer", LocalToUTC(at("2024-07-15 14:00"), warsaw), "2024-07-15 12:00"},
		{"an hour that comes twice", LocalToUTC(at("2024-10-27 02:30"), warsaw), "2024-10-27 00:30"},
		{"after that hour", LocalToUTC(at("2024-10-27 03:30"), warsaw), "2024-10-27 02:30"},
		{"an hour that is skipped", LocalToUTC(at("2024-03-31 02:30"), warsaw), "2024-03-31 00:30"},
		{"the start of that hour", LocalToUTC(at("2024-03-31 02:00"), warsaw), "2024-03-31 00:00"},
		{"the hour before", LocalToUTC(at("2024-03-31 01:30"), warsaw), "2024-03-31 00:30"},
		{"the hour after", LocalToUTC(at("2024-03-31 03:30"), warsaw), "2024-03-31 01:30"},
		{"by name", UTCToLocalIn(at("2024-01-15 12:00"), "Asia/Kolkata"), "2024-01-15 17:30"},
		{"back by name", LocalToUTCIn(at("2024-01-15 17:30"), "Asia/Kolkata"), "2024-01-15 12:00"},
	} {
		if !c.got.OK || c.got.V != at(c.want) {
			t.Errorf("%s: got %v, want %s", c.name, c.got, c.want)
		}
	}
	for name, v := range map[string]kql.Null[kql.DateTime]{
		"an unknown zone":      UTCToLocalIn(at("2024-01-15"), "Europe/Atlantis"),
		"back from an unknown": LocalToUTCIn(at("2024-01-15"), ""),
		"the last hour":        UTCToLocal(kql.MaxDateTime, warsaw),
		"the first hour":       UTCToLocal(kql.MinDateTime, newYork),
	} {
		if v.OK {
			t.Errorf("%s: got %v, want null", name, v.V)
		}
	}
	for _, bad := range []string{"", "Local", "Mars", "../etc/passwd"} {
		if _, err := NewZone(bad); err == nil {
			t.Errorf("%q is taken for a zone", bad)
		}
	}
}

func TestList(t *testing.T) {
	names := List().Elements()
	for i, name := range names {
		if _, err := NewZone(name.Text()); err != nil {
			t.Error(err)
		}
		if i > 0 && names[i-1].Text() >= name.Text() {
			t.Errorf("%s stands behind %s", name.Text(), names[i-1].Text())
		}
	}
	if len(names) < 500 {
		t.Errorf("got %d zones", len(names))
	}
}
