package cli

import (
	"testing"
	"time"
)

func TestLocalTime(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip(err)
	}
	for _, test := range []struct {
		name     string
		dayFirst bool
		zone     *time.Location
		text     string
		want     string
		digits   int
	}{
		{"ISO", false, time.UTC, "2026-11-20T08:01:00.1239999Z", "2026-11-20T08:01:00.1239999Z", -1},
		{"ISO with a zone of its own", false, berlin, "2026-11-20T08:01:00Z", "2026-11-20T08:01:00Z", -1},
		{"ISO without one", false, berlin, "2026-11-20 08:01:00.5", "2026-11-20T07:01:00.5Z", -1},
		{"a date", false, berlin, "2026-07-02", "2026-07-01T22:00:00Z", -1},
		{"the portal's", false, time.UTC, "1/2/2026, 8:01:00.123 AM", "2026-01-02T08:01:00.123", 3},
		{"noon", false, time.UTC, "1/2/2026, 12:00:00 PM", "2026-01-02T12:00:00", 0},
		{"midnight", false, time.UTC, "1/2/2026, 12:00:00 AM", "2026-01-02T00:00:00", 0},
		{"a narrow blank", false, time.UTC, "1/2/2026, 1:00:00\u202fPM", "2026-01-02T13:00:00", 0},
		{"Australian", true, time.UTC, "2/1/2026, 1:00:00 p.m.", "2026-01-02T13:00:00", 0},
		{"German in winter", true, berlin, "02.01.2026, 01:00:00", "2026-01-02T00:00:00Z", 0},
		{"German in summer, a comma in the seconds", true, berlin, "02.07.2026, 01:00:00,25", "2026-07-01T23:00:00.25Z", 2},
		{"Dutch", true, time.UTC, "2-1-2026 13:05:00", "2026-01-02T13:05:00", 0},
		{"Swedish", false, time.UTC, "2026-01-02 13:05:00", "2026-01-02 13:05:00", -1},
		{"Japanese", true, time.UTC, "2026/1/2 13:05:00", "2026-01-02T13:05:00", 0},
		{"two digits of a year", false, time.UTC, "1/2/26, 1:05 PM", "2026-01-02T13:05:00", 0},
		{"no time", false, time.UTC, "soon", "soon", -1},
	} {
		tm := &times{dayFirst: test.dayFirst, zone: test.zone, digits: -1}
		if got := tm.iso(test.text); got != test.want || tm.digits != test.digits {
			t.Errorf("%s: %q with %d digits, want %q with %d", test.name, got, tm.digits, test.want, test.digits)
		}
	}
	for _, test := range []struct {
		texts []string
		want  bool
	}{
		{[]string{"1/2/2026, 1:00 AM", "", "1/13/2026, 1:00 AM"}, false},
		{[]string{"1/2/2026, 1:00 AM", "13/1/2026, 1:00 AM"}, true},
		{[]string{"1/2/2026, 1:00 AM"}, false},
		{[]string{"2026-11-20T08:01:00Z", "01.02.2026, 01:00:00"}, true},
		{nil, false},
	} {
		if got := dayFirst(test.texts); got != test.want {
			t.Errorf("%q: day first %v", test.texts, got)
		}
	}
}
