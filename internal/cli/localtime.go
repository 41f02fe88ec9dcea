package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// localForm is how portals write times, by the customs of a country: 11/20/2026, 8:01:00.123 AM or 20.11.2026, 08:01:00.
var localForm = regexp.MustCompile(`^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4}),?[ \x{a0}\x{202f}]+` +
	`(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,7}))?)?(?:[ \x{a0}\x{202f}]*([AaPp])\.?[Mm]\.?)?$`)

// isoForm is how all others do, with or without a zone.
var isoForm = regexp.MustCompile(`^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$`)

// times reads the times of one column.
type times struct {
	// dayFirst says how 1/2/2026 is read; zone is that of times without one.
	dayFirst bool
	zone     *time.Location
	// digits are those of the fractions of seconds, as far as local forms give them; -1 without local forms.
	digits int
}

// dayFirst tells from all texts of a file's times in which order they have day and month.
func dayFirst(texts []string) bool {
	for _, text := range texts {
		m := localForm.FindStringSubmatch(text)
		switch {
		case m == nil || len(m[1]) == 4:
		case strings.Contains(text[:len(m[1])+1], "."), number(m[1]) > 12:
			return true
		case number(m[2]) > 12:
			return false
		}
	}
	return false
}

// iso writes a time in the form of ISO 8601. A text of another form is given back as it is.
func (t *times) iso(text string) string {
	text = strings.TrimSpace(text)
	m := localForm.FindStringSubmatch(text)
	if isoForm.MatchString(text) || m == nil {
		return t.zoned(text)
	}
	year, month, day := m[3], m[1], m[2]
	switch {
	case len(m[1]) == 4:
		year, month, day = m[1], m[2], m[3]
	case t.dayFirst:
		month, day = day, month
	}
	if len(year) == 2 {
		year = "20" + year
	}
	hour := number(m[4])
	switch half := strings.ToUpper(m[8]); {
	case half == "A" && hour == 12:
		hour = 0
	case half == "P" && hour < 12:
		hour += 12
	}
	t.digits = max(t.digits, len(m[7]))
	out := fmt.Sprintf("%s-%02d-%02dT%02d:%s:%02d", year, number(month), number(day), hour, m[5], number(m[6]))
	if m[7] != "" {
		out += "." + m[7]
	}
	return t.zoned(out)
}

// zoned turns a time without a zone into one of UTC.
func (t *times) zoned(text string) string {
	if t.zone == time.UTC {
		return text
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02"} {
		if at, err := time.ParseInLocation(layout, text, t.zone); err == nil {
			return at.UTC().Format("2006-01-02T15:04:05.9999999Z")
		}
	}
	return text
}

// number reads digits.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
