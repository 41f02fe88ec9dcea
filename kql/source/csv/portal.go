package csv

// A column of times as the portals of Azure and Defender export it: its name ends in [UTC], a cell is
// "11/20/2026, 8:01:00.123 AM".

const portalSuffix = " [UTC]"

// appendPortalTime appends the time in the form of ISO 8601, and reports false where the cell is of another form.
func appendPortalTime(dst, cell []byte) ([]byte, bool) {
	p := portalTime{cell}
	month, ok1 := p.number('/')
	day, ok2 := p.number('/')
	year, ok3 := p.number(',')
	if !ok1 || !ok2 || !ok3 || len(year) != 4 || len(p.rest) == 0 || p.rest[0] != ' ' {
		return dst, false
	}
	p.rest = p.rest[1:]
	hour, ok1 := p.number(':')
	minute, ok2 := p.number(':')
	if !ok1 || !ok2 || len(p.rest) < 4 {
		return dst, false
	}
	seconds, half := p.rest[:len(p.rest)-3], string(p.rest[len(p.rest)-3:])
	h := 0
	for _, c := range hour {
		h = h*10 + int(c-'0')
	}
	switch {
	case half != " AM" && half != " PM" || h < 1 || h > 12:
		return dst, false
	case h == 12:
		h = 0
	}
	if half == " PM" {
		h += 12
	}
	dst = two(append(dst, year...), '-', month)
	dst = two(dst, '-', day)
	dst = append(dst, 'T', byte('0'+h/10), byte('0'+h%10))
	dst = two(dst, ':', minute)
	return append(append(append(dst, ':'), seconds...), 'Z'), true
}

type portalTime struct{ rest []byte }

// number takes digits and the character behind them.
func (p *portalTime) number(end byte) ([]byte, bool) {
	for i, c := range p.rest {
		if c == end {
			digits := p.rest[:i]
			p.rest = p.rest[i+1:]
			return digits, i > 0 && i <= 4
		}
		if c < '0' || c > '9' {
			break
		}
	}
	return nil, false
}

// two appends a separator and at least two digits.
func two(dst []byte, separator byte, digits []byte) []byte {
	dst = append(dst, separator)
	if len(digits) == 1 {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}
