package kql

import (
	"fmt"
	"strings"
)

// ParseKind says how a parse operator reads its pattern (Kusto: parse-operator).
type ParseKind uint8

// The kinds of patterns. That all values of a simple or regex pattern have to convert is up to the caller, who converts.
const (
	ParseSimple ParseKind = iota
	ParseRelaxed
	ParseRegex
)

// ParsePart is one part of a pattern: a star, a literal or a column.
type ParsePart struct {
	Star    bool
	Literal string
	Column  Type // TypeUnknown for stars and literals
}

// Parse is the prepared pattern of a parse or parse-where operator. It may be used by several goroutines.
type Parse struct {
	parts  []ParsePart
	regex  *Regex
	groups []int // of the columns, in a regex
}

// NewParse prepares a pattern; flags are those of a regex.
func NewParse(kind ParseKind, flags string, parts ...ParsePart) (*Parse, error) {
	p := &Parse{parts: parts}
	if kind != ParseRegex {
		return p, nil
	}
	return p, p.compile(flags)
}

// MustParse is [NewParse] for patterns that are known to be right; it panics on others.
func MustParse(kind ParseKind, flags string, parts ...ParsePart) *Parse {
	p, err := NewParse(kind, flags, parts...)
	if err != nil {
		panic(err)
	}
	return p
}

// compile makes one regular expression of the parts. As the page writes it, it may match anywhere: a star in front changes
// nothing.
func (p *Parse) compile(flags string) error {
	var b strings.Builder
	if flags != "" {
		fmt.Fprintf(&b, "(?%s)", flags)
	}
	group := 0
	for _, part := range p.parts {
		switch {
		case part.Star:
			b.WriteString(".*?")
		case part.Column != TypeUnknown:
			group++
			p.groups = append(p.groups, group)
			fmt.Fprintf(&b, "(%s)", columnPattern(part.Column))
		default:
			re, err := NewRegex(part.Literal)
			if err != nil {
				return err
			}
			group += re.Groups()
			fmt.Fprintf(&b, "(?:%s)", part.Literal)
		}
	}
	re, err := NewRegex(b.String())
	p.regex = re
	return err
}

// columnPattern is what a column of a type takes in a regex. The page says that text is taken lazily: the engine takes
// as much as it can.
func columnPattern(t Type) string {
	switch t {
	case TypeInt, TypeLong:
		return `[-+]?\d+`
	case TypeReal, TypeDecimal:
		return `[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`
	}
	return ".*"
}

// Match reads text. Where the pattern fits it sets captures to the texts of the columns, in order, and reports true;
// otherwise they are empty. Text that follows the pattern is left unread. The captures are parts of text.
func (p *Parse) Match(text string, captures []string) bool {
	ok := false
	if p.regex != nil {
		ok = p.matchRegex(text, captures)
	} else {
		ok = p.matchParts(text, captures)
	}
	if !ok {
		clear(captures)
	}
	return ok
}

func (p *Parse) matchRegex(text string, captures []string) bool {
	places := p.regex.find(text)
	for i, group := range p.groups {
		captures[i] = submatch(text, places, group)
	}
	return places != nil
}

// matchParts goes through the text once: a literal stands where the text is, or after a star or a column at the first
// place it is found.
func (p *Parse) matchParts(text string, captures []string) bool {
	star, column, next := false, TypeUnknown, 0
	take := func(until int) {
		if column != TypeUnknown {
			captures[next] = text[:until]
			next++
			column = TypeUnknown
		}
	}
	for _, part := range p.parts {
		switch {
		case part.Column != TypeUnknown:
			if column != TypeUnknown { // without a literal between them, what fits the type
				n := typePrefix(text, column)
				take(n)
				text = text[n:]
			}
			column, star = part.Column, false
		case part.Star:
			if column != TypeString && column != TypeUnknown {
				n := typePrefix(text, column)
				take(n)
				text = text[n:]
			}
			star = true
		default:
			at := strings.Index(text, part.Literal)
			if at < 0 || at > 0 && !star && column == TypeUnknown {
				return false
			}
			take(at)
			text, star = text[at+len(part.Literal):], false
		}
	}
	take(len(text))
	return true
}

// typePrefix is the length of the longest start of text that may be a value of a type.
func typePrefix(text string, t Type) int {
	allowed := ""
	switch t {
	case TypeString, TypeDynamic:
		return len(text)
	case TypeInt, TypeLong:
		return digits(text, sign(text))
	case TypeReal, TypeDecimal:
		return realPrefix(text)
	case TypeBool:
		allowed = "truefalsTRUEFALS01"
	case TypeGUID:
		allowed = "0123456789abcdefABCDEF-{}"
	case TypeTimeSpan:
		allowed = "0123456789:.-+"
	default:
		allowed = "0123456789:.-+/TZ "
	}
	rest := strings.TrimLeft(text, allowed)
	return len(strings.TrimRight(text[:len(text)-len(rest)], " "))
}

func sign(text string) int {
	if text != "" && (text[0] == '-' || text[0] == '+') {
		return 1
	}
	return 0
}

func digits(text string, from int) int {
	for from < len(text) && '0' <= text[from] && text[from] <= '9' {
		from++
	}
	return from
}

func realPrefix(text string) int {
	end := digits(text, sign(text))
	if end < len(text) && text[end] == '.' {
		end = digits(text, end+1)
	}
	if end == len(text) || text[end]|0x20 != 'e' {
		return end
	}
	exponent := end + 1 + sign(text[end+1:])
	if last := digits(text, exponent); last > exponent {
		return last
	}
	return end
}
