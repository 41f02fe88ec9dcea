package parser

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"
)

// number reads a guid, a real, a timespan or a long, in this order; digits with letters behind them that are none of
// these are a name.
func (s *scanner) number() (lexer.TokenType, class) {
	start := s.at
	if s.guid(start) {
		return guidToken, 0
	}
	text := s.text[start:]
	forms := [...]struct {
		length func(string) int
		kind   lexer.TokenType
	}{{realLength, realToken}, {timeSpanLength, timeSpanToken}, {longLength, longToken}}
	for _, f := range forms {
		if n := f.length(text); n > 0 && !partAt(text, n) {
			s.at += n
			return f.kind, 0
		}
	}
	n := digits(text, 0)
	for partAt(text, n) {
		n++
	}
	s.at += n
	if word := text[:n]; classes[word] != 0 {
		return wordToken, classes[word]
	}
	return wordToken, isName
}

func partAt(text string, at int) bool { return at < len(text) && isNamePart(text[at]) }

func digits(text string, from int) int {
	for from < len(text) && isDigit(text[from]) {
		from++
	}
	return from
}

func longLength(text string) int {
	if len(text) > 2 && text[0] == '0' && text[1]|0x20 == 'x' && isHex(text[2]) {
		n := 2
		for n < len(text) && isHex(text[n]) {
			n++
		}
		return n
	}
	return digits(text, 0)
}

// realLength is the length of a number with a point or an exponent. Two points belong to a range, three do not.
func realLength(text string) int {
	n := digits(text, 0)
	point := strings.HasPrefix(text[n:], ".") && (!strings.HasPrefix(text[n:], "..") || strings.HasPrefix(text[n:], "..."))
	if point {
		n = digits(text, n+1)
	}
	e := n
	if e < len(text) && text[e]|0x20 == 'e' {
		e++
		if e < len(text) && (text[e] == '+' || text[e] == '-') {
			e++
		}
		if end := digits(text, e); end > e {
			return end
		}
	}
	if point {
		return n
	}
	return 0
}

func timeSpanLength(text string) int {
	n := digits(text, 0)
	if strings.HasPrefix(text[n:], ".") {
		if end := digits(text, n+1); end > n+1 {
			n = end
		}
	}
	end := n
	for end < len(text) && text[end] >= 'a' && text[end] <= 'z' {
		end++
	}
	if timeUnits[text[n:end]] {
		return end
	}
	return 0
}

// timeUnits are what makes a number a timespan.
var timeUnits = set(`d day days h hr hrs hour hours m min minute minutes s sec second seconds ms milli millis millisec
	millisecond milliseconds micro micros microsec microsecond microseconds nano nanos nanosec nanosecond nanoseconds
	tick ticks`)
