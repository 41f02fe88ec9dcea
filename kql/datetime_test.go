package kql

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParseDateTime(t *testing.T) {
	for text, want := range map[string]string{
		"2021":                              "2021-01-01T00:00:00.0000000Z",
		"2021-07":                           "2021-07-01T00:00:00.0000000Z",
		"2021-07-04":                        "2021-07-04T00:00:00.0000000Z",
		" 2021-7-4 ":                        "2021-07-04T00:00:00.0000000Z",
		"2021/07/04":                        "2021-07-04T00:00:00.0000000Z",
		"2021, 7, 4":                        "2021-07-04T00:00:00.0000000Z",
		"2021 - 07 - 04":                    "2021-07-04T00:00:00.0000000Z",
		"7/4/2021":                          "2021-07-04T00:00:00.0000000Z",
		"07-04-2021 06:07":                  "2021-07-04T06:07:00.0000000Z",
		"07.04.2021":                        "2021-07-04T00:00:00.0000000Z",
		"2021-07-04T06:07":                  "2021-07-04T06:07:00.0000000Z",
		"2021-07-04T06:07:08":               "2021-07-04T06:07:08.0000000Z",
		"2021-07-04 06:07:08.5":             "2021-07-04T06:07:08.5000000Z",
		"2021-07-04T06:07:08.123456789Z":    "2021-07-04T06:07:08.1234567Z",
		"2021-07-04T06:07:08+02:00":         "2021-07-04T04:07:08.0000000Z",
		"2021-07-04T06:07:08.25-0330":       "2021-07-04T09:37:08.2500000Z",
		"2021-07-04 06:07:08 GMT":           "2021-07-04T06:07:08.0000000Z",
		"Sun, 4 Jul 2021 06:07:08 GMT":      "2021-07-04T06:07:08.0000000Z",
		"Sun, 4 Jul 21 06:07":               "2021-07-04T06:07:00.0000000Z",
		"4 Jul 2021":                        "2021-07-04T00:00:00.0000000Z",
		"4 July 2021 06:07":                 "2021-07-04T06:07:00.0000000Z",
		"Sunday, 04-Jul-21 06:07:08 GMT":    "2021-07-04T06:07:08.0000000Z",
		"04-Jul-21 06:07":                   "2021-07-04T06:07:00.0000000Z",
		"July 4, 2021":                      "2021-07-04T00:00:00.0000000Z",
		"July 2021":                         "2021-07-01T00:00:00.0000000Z",
		"Sunday, July 4, 2021 06:07:08 PM":  "2021-07-04T18:07:08.0000000Z",
		"7/4/21":                            "2021-07-04T00:00:00.0000000Z",
		"7/4/2021 6:07:08 PM":               "2021-07-04T18:07:08.0000000Z",
		"7/4/2021 12:07 am":                 "2021-07-04T00:07:00.0000000Z",
		"2021-07-04 12:07:08.5PM":           "2021-07-04T12:07:08.5000000Z",
		"2021-07-04 13:07 PM":               "",
		"7/4/2021 6:07 XM":                  "",
		"7/4/021":                           "",
		"2020-02-29":                        "2020-02-29T00:00:00.0000000Z",
		"9999-12-31 23:59:59.9999999":       "9999-12-31T23:59:59.9999999Z",
		"0001-01-01":                        "0001-01-01T00:00:00.0000000Z",
		"2021-02-29":                        "",
		"2100-02-29":                        "",
		"2021-13-01":                        "",
		"13/01/2021":                        "",
		"2021-00-01":                        "",
		"0000-01-01":                        "",
		"2021-07-04T24:00":                  "",
		"2021-07-04T06:60":                  "",
		"2021-07-04T06:075":                 "",
		"2021-07-04T06:07:08.":              "",
		"2021-07-04T":                       "",
		"2021-07-04x":                       "",
		"x2021-07-04":                       "",
		"2021-07-04T06:07:08 Z Z":           "",
		"0001-01-01T00:00:00+01:00":         "",
		"9999-12-31T23:59:59-01:00":         "",
		"1625378828":                        "",
		"":                                  "",
		"null":                              "",
		"Foo, 4 Jul 2021":                   "",
		"4 Foo 2021":                        "",
		"２０２１-07-04":                        "",
		"2021-07-04T06:07:08+2":             "2021-07-04T04:07:08.0000000Z",
		"2021-07-04T06:07:08+15:00":         "",
		"Saturday, 08 Nov 2014 15:05:02":    "2014-11-08T15:05:02.0000000Z",
		"8 Nov 74":                          "1974-11-08T00:00:00.0000000Z",
		"2021-07-04T06:07:08.0000001+00:00": "2021-07-04T06:07:08.0000001Z",
	} {
		got, ok := ParseDateTime(text)
		switch {
		case ok != (want != ""):
			t.Errorf("%q: %v %v, want %q", text, got, ok, want)
		case ok && got.String() != want:
			t.Errorf("%q is %v, want %s", text, got, want)
		case !ok && got != 0:
			t.Errorf("%q fails with %d", text, got)
		}
	}
}

// TestDateTimeAgainstTime compares the calendar with that of package time.
func TestDateTimeAgainstTime(t *testing.T) {
	for d := MinDateTime; d < MaxDateTime; d += 97*DateTime(Day) + 7*DateTime(Hour) + 123*DateTime(Second) + 4567 {
		at := d.Time()
		if back, ok := DateTimeOf(at); !ok || back != d {
			t.Fatalf("%v goes through %v to %v", d, at, back)
		}
		if want := strings.Replace(at.Format("2006-01-02T15:04:05.0000000Z07:00"), "+00:00", "Z", 1); want != d.String() {
			t.Fatalf("%s, want %s", d, want)
		}
		if parsed, ok := ParseDateTime(d.String()); !ok || parsed != d {
			t.Fatalf("%s reads as %v", d, parsed)
		}
		_, week := at.ISOWeek()
		want := []int{at.Year(), int(at.Month()), at.Day(), at.YearDay(), at.Hour(), week, int(at.Weekday())}
		got := []int{
			int(GetYear(d)), int(GetMonth(d)), int(DayOfMonth(d)), int(DayOfYear(d)), int(HourOfDay(d)), int(WeekOfYear(d)),
			d.weekday(),
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s (-want +got)\n%s", d, diff)
		}
	}
	for _, year := range []int{0, 10000} {
		if d, ok := DateTimeOf(time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC)); ok {
			t.Errorf("year %d is %v", year, d)
		}
	}
}

func TestTimeSpanText(t *testing.T) {
	for text, want := range map[string]string{
		"1d":                          "1.00:00:00",
		"1.5h":                        "01:30:00",
		"-90m":                        "-01:30:00",
		"2 hours":                     "02:00:00",
		"3":                           "3.00:00:00",
		"10tick":                      "00:00:00.0000010",
		"250nanoseconds":              "00:00:00.0000002",
		"7micros":                     "00:00:00.0000070",
		"0.1s":                        "00:00:00.1000000",
		"2.03:04:05.006":              "2.03:04:05.0060000",
		"07:08":                       "07:08:00",
		"-07:08:09":                   "-07:08:09",
		"23:59:59.9999999":            "23:59:59.9999999",
		"0.00:00:01":                  "00:00:01",
		"10675199.02:48:05.4775807":   "10675199.02:48:05.4775807",
		"-10675199.02:48:05.4775808":  "-10675199.02:48:05.4775808",
		"10675199.02:48:05.4775808":   "",
		"10675200.00:00:00":           "",
		"99999999d":                   "",
		"24:00":                       "",
		"01:60":                       "",
		"1w":                          "",
		"1:2:3:4":                     "1.02:03:04",
		"1:2:3:4.5":                   "1.02:03:04.5000000",
		"1:24:3:4":                    "",
		"1.2:3:4:5":                   "",
		"h":                           "",
		"":                            "",
		"01:02:03.":                   "",
		"abc":                         "",
		"1e3d":                        "",
		"1.2.3":                       "",
		"1.":                          "1.00:00:00",
		"12:30 ":                      "12:30:00",
		"9223372036854775807ticks":    "10675199.02:48:05.4775807",
		"922337203685477580700 ticks": "",
	} {
		got, ok := ParseTimeSpan(text)
		if ok != (want != "") || ok && got.String() != want || !ok && got != 0 {
			t.Errorf("%q: %v %v, want %q", text, got, ok, want)
		}
		if back, again := ParseTimeSpan(got.String()); ok && (!again || back != got) {
			t.Errorf("%v reads as %v", got, back)
		}
	}
}

func TestCalendar(t *testing.T) {
	d := MustDateTime
	at := d("2023-03-15 17:45:30.25") // a Wednesday
	null := Null[DateTime]{}
	for _, c := range []struct{ got, want any }{
		{StartOfDay(at), d("2023-03-15")},
		{EndOfDay(at), d("2023-03-15 23:59:59.9999999")},
		{StartOfDayOffset(at, -20), Some(d("2023-02-23"))},
		{EndOfDayOffset(at, 17), Some(d("2023-04-01 23:59:59.9999999"))},
		{StartOfDayOffset(d("0001-01-01"), -1), null},
		{StartOfDayOffset(at, math.MaxInt64), null},
		{EndOfDay(MaxDateTime), MaxDateTime},
		{StartOfWeek(at), Some(d("2023-03-12"))},
		{StartOfWeek(d("2023-03-12")), Some(d("2023-03-12"))},
		{StartOfWeek(d("0001-01-03")), null},
		{EndOfWeek(at), Some(d("2023-03-18 23:59:59.9999999"))},
		{EndOfWeek(MaxDateTime), null},
		{StartOfWeekOffset(at, 1), Some(d("2023-03-19"))},
		{EndOfWeekOffset(at, -1), Some(d("2023-03-11 23:59:59.9999999"))},
		{StartOfWeekOffset(at, math.MinInt64), null},
		{StartOfMonth(at), d("2023-03-01")},
		{EndOfMonth(at), d("2023-03-31 23:59:59.9999999")},
		{EndOfMonthOffset(at, 11), Some(d("2024-02-29 23:59:59.9999999"))},
		{StartOfMonthOffset(at, -3), Some(d("2022-12-01"))},
		{StartOfMonthOffset(at, 12*8000), null},
		{StartOfYear(at), d("2023-01-01")},
		{EndOfYear(MaxDateTime), MaxDateTime},
		{EndOfYearOffset(at, -23), Some(d("2000-12-31 23:59:59.9999999"))},
		{StartOfYearOffset(at, -2023), null},
		{DayOfWeek(at), Some(3 * Day)},
		{DayOfWeek(d("2023-03-12 23:00")), Some(TimeSpan(0))},
		{DayOfWeek(MaxDateTime), Null[TimeSpan]{}},
		{BinDateTime(at, 15*Minute), Some(d("2023-03-15 17:45"))},
		{BinDateTime(at, 7*Day), Some(d("2023-03-13"))},
		{BinDateTime(at, 0), null},
		{BinDateTime(at, -Hour), null},
		{BinAtDateTime(at, Hour, d("2023-03-16 00:50")), Some(d("2023-03-15 16:50"))},
		{BinAtDateTime(d("0001-01-01 01:00"), Day, d("2000-01-01 02:00")), null},
		{BinTimeSpan(-Minute, Hour), Some(-Hour)},
		{BinAtTimeSpan(Hour, Day, 12*Hour), Some(-12 * Hour)},
		{BinLong(-7, 3), Some(int64(-9))},
		{BinLong(7, -3), Null[int64]{}},
		{BinAtLong(7, 3, 2), Some(int64(5))},
		{BinReal(-7.25, 0.5), Some(-7.5)},
		{BinReal(1, math.NaN()), Null[float64]{}},
		{BinAtReal(6.5, 2.5, 7), Some(4.5)},
		{MakeDateTime(2024, 2, 29), Some(d("2024-02-29"))},
		{MakeDateTime(2024, 2, 29, 7), Some(d("2024-02-29 07:00"))},
		{MakeDateTime(2024, 2, 29, 7, 8, 9), Some(d("2024-02-29 07:08:09"))},
		{MakeDateTimeSecond(2024, 2, 29, 7, 8, 59.9999999), Some(d("2024-02-29 07:08:59.9999999"))},
		{MakeDateTime(2023, 2, 29), null},
		{MakeDateTime(0, 1, 1), null},
		{MakeDateTime(2023, 1, 1, 24), null},
		{MakeDateTimeSecond(2023, 1, 1, 0, 0, 60), null},
		{MakeDateTimeSecond(2023, 1, 1, 0, 0, math.NaN()), null},
		{MakeTimeSpan(3, 4), Some(3*Hour + 4*Minute)},
		{MakeTimeSpan(24, 0), Null[TimeSpan]{}},
		{MakeTimeSpanSecond(3, 4, 5.5), Some(3*Hour + 4*Minute + 5*Second + 500*Millisecond)},
		{MakeTimeSpanDay(2, 3, 4, 5), Some(2*Day + 3*Hour + 4*Minute + 5*Second)},
		{MakeTimeSpanDay(-2, 3, 4, 5), Null[TimeSpan]{}},
		{UnixTimeSecondsToDateTime(0), Some(d("1970-01-01"))},
		{UnixTimeSecondsToDateTime(-86400), Some(d("1969-12-31"))},
		{UnixTimeSecondsToDateTime(1e12), null},
		{UnixTimeSecondsToDateTimeReal(1.5), Some(d("1970-01-01 00:00:01.5"))},
		{UnixTimeSecondsToDateTimeReal(math.Inf(1)), null},
		{UnixTimeMillisecondsToDateTime(1700000000123), Some(d("2023-11-14 22:13:20.123"))},
		{UnixTimeMicrosecondsToDateTime(1700000000123456), Some(d("2023-11-14 22:13:20.123456"))},
		{UnixTimeNanosecondsToDateTime(1700000000123456789), Some(d("2023-11-14 22:13:20.1234567"))},
		{UnixTimeSecondsToDateTime(math.MinInt64), null},
		{Ago(Env{Now: at}, Day), d("2023-03-14 17:45:30.25")},
		{Ago(Env{Now: at}, math.MaxInt64), MinDateTime},
		{Ago(Env{Now: at}, math.MinInt64), MaxDateTime},
		{NowOffset(Env{Now: at}, Hour), d("2023-03-15 18:45:30.25")},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

func TestDateParts(t *testing.T) {
	at := MustDateTime("2023-08-31 17:45:30.1234567")
	for name, want := range map[string]int32{
		"Year": 2023, "quarter": 3, "MONTH": 8, "week_of_year": 35, "day": 31, "dayOfYear": 243, "hour": 17, "minute": 45,
		"second": 30, "millisecond": 123, "microsecond": 123456, "nanosecond": 123456700,
	} {
		if got := DateTimePart(MustDatePart(name), at); got != want {
			t.Errorf("%s is %d, want %d", name, got, want)
		}
	}
	add := func(part string, n int64) string {
		v := DateTimeAdd(MustDatePart(part), n, at)
		if !v.OK {
			return "null"
		}
		return strings.TrimRight(strings.TrimSuffix(v.V.String(), "Z"), "0")
	}
	for _, c := range []struct{ got, want string }{
		{add("year", 1), "2024-08-31T17:45:30.1234567"},
		{add("quarter", -2), "2023-02-28T17:45:30.1234567"},
		{add("month", 6), "2024-02-29T17:45:30.1234567"},
		{add("week", 2), "2023-09-14T17:45:30.1234567"},
		{add("day", -31), "2023-07-31T17:45:30.1234567"},
		{add("hour", 7), "2023-09-01T00:45:30.1234567"},
		{add("minute", 1), "2023-08-31T17:46:30.1234567"},
		{add("second", 30), "2023-08-31T17:46:00.1234567"},
		{add("millisecond", -123), "2023-08-31T17:45:30.0004567"},
		{add("microsecond", 1), "2023-08-31T17:45:30.1234577"},
		{add("nanosecond", 350), "2023-08-31T17:45:30.123457"},
		{add("year", 8000), "null"},
		{add("month", math.MaxInt64), "null"},
		{add("week", math.MinInt64), "null"},
		{add("day", 4000000), "null"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
	for _, c := range []struct {
		part, a, b string
		want       int64
	}{
		{"year", "2024-01-01", "2023-12-31", 1},
		{"year", "2023-12-31", "2023-01-01", 0},
		{"quarter", "2023-04-01", "2023-03-31", 1},
		{"month", "2022-11-30", "2023-02-01", -3},
		{"week", "2023-03-12", "2023-03-11", 1},
		{"week", "2023-03-18", "2023-03-12", 0},
		{"day", "2023-03-12 00:00:01", "2023-03-11 23:59:59", 1},
		{"hour", "2023-03-12 02:00", "2023-03-12 00:59", 2},
		{"minute", "2023-03-12 02:00:59", "2023-03-12 02:00", 0},
		{"second", "2023-03-12 02:00:01", "2023-03-12 02:00:00.9", 1},
		{"millisecond", "2023-03-12 02:00:00.0019", "2023-03-12 02:00", 1},
		{"microsecond", "2023-03-12 02:00", "2023-03-12 02:00:00.000001", -1},
		{"nanosecond", "2023-03-12 02:00:00.0000003", "2023-03-12 02:00", 300},
	} {
		if got := DateTimeDiff(MustDatePart(c.part), MustDateTime(c.a), MustDateTime(c.b)); got != c.want {
			t.Errorf("%s from %s to %s is %d, want %d", c.part, c.b, c.a, got, c.want)
		}
	}
	if _, err := NewDatePart("fortnight"); err == nil {
		t.Error("a fortnight is a part")
	}
}

func TestFormats(t *testing.T) {
	at := MustDateTime("2004-02-09 00:05:07.0450000")
	for format, want := range map[string]string{
		"yyyy-MM-dd HH:mm:ss.fffffff": "2004-02-09 00:05:07.0450000",
		"y/M/d h:m:s tt":              "4/2/9 12:5:7 AM",
		"yy [hh]":                     "04 [12]",
		"yyy":                         "044",
		"MMM ddd":                     "022 099",
		"fff":                         "045",
		"f":                           "0",
		"FF":                          "04",
		"FFFFFFF":                     "045",
		"F":                           "",
		"yyyyMMddHHmmss":              "20040209000507",
		"HHH":                         "000",
	} {
		f, err := NewDateFormat(format)
		if err != nil {
			t.Errorf("%q: %v", format, err)
			continue
		}
		if got := FormatDateTime(at, f); got != want {
			t.Errorf("%q gives %q, want %q", format, got, want)
		}
	}
	if got := FormatDateTime(at+12*DateTime(Hour), MustDateFormat("hh tt")); got != "12 PM" {
		t.Errorf("noon is %q", got)
	}
	for _, bad := range []string{"", "T", "yyyy-MM-ddTHH:mm", "t", "z", "K", "dd'x'", "\u00e9", "ttt"} {
		if _, err := NewDateFormat(bad); err == nil {
			t.Errorf("%q is taken for a format", bad)
		}
	}
	span := 400*Day + 23*Hour + 4*Minute + 5*Second + 60*Millisecond
	for format, want := range map[string]string{
		"d.hh:mm:ss":  "400.23:04:05",
		"dddd H:m:s":  "0400 23:4:5",
		"fff FF":      "060 06",
		"ddddddddd h": "00000400400 23",
		"mm_ss,ff":    "04_05,06",
	} {
		f, err := NewTimeSpanFormat(format)
		if err != nil {
			t.Errorf("%q: %v", format, err)
			continue
		}
		if got := FormatTimeSpan(span, f); got != want {
			t.Errorf("%q gives %q, want %q", format, got, want)
		}
	}
	if got := FormatTimeSpan(math.MinInt64, MustTimeSpanFormat("d.hh:mm:ss.fffffff")); got != "-10675199.02:48:05.4775808" {
		t.Errorf("the least timespan is %q", got)
	}
	for _, bad := range []string{"c", "g", "yyyy", "tt", ""} {
		if _, err := NewTimeSpanFormat(bad); err == nil {
			t.Errorf("%q is taken for a format", bad)
		}
	}
}

func FuzzTimes(f *testing.F) {
	for _, s := range []string{"2021-07-04T06:07:08.5Z", "Sun, 4 Jul 21 06:07 GMT", "1.02:03:04.5", "1.5h", "7/4/2021", "12:30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, ok := ParseDateTime(text); ok {
			if back, ok := ParseDateTime(d.String()); !ok || back != d {
				t.Errorf("%q is %v, which reads as %v", text, d, back)
			}
		}
		if d, ok := ParseTimeSpan(text); ok {
			if back, ok := ParseTimeSpan(d.String()); !ok || back != d {
				t.Errorf("%q is %v, which reads as %v", text, d, back)
			}
		}
		if f, err := NewDateFormat(text); err == nil {
			FormatDateTime(MaxDateTime, f)
		}
		if f, err := NewTimeSpanFormat(text); err == nil {
			FormatTimeSpan(math.MinInt64, f)
		}
	})
}
