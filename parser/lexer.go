package parser

import (
	"io"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"
)

// The kinds of tokens. There is one for words: keywords are told by their text, where the grammar expects them.
const (
	wordToken lexer.TokenType = iota + 1
	stringToken
	longToken
	realToken
	timeSpanToken
	typedToken // datetime(2024-01-01) and its kin, as one
	punctToken
	spaceToken
	badToken
)

// definition makes lexers for participle.
type definition struct{}

// Symbols implements [lexer.Definition].
func (definition) Symbols() map[string]lexer.TokenType {
	return map[string]lexer.TokenType{
		"EOF": lexer.EOF, "Word": wordToken, "String": stringToken, "Long": longToken, "Real": realToken,
		"TimeSpan": timeSpanToken, "Typed": typedToken, "Punct": punctToken, "Space": spaceToken, "Bad": badToken,
	}
}

// Lex implements [lexer.Definition].
func (d definition) Lex(_ string, r io.Reader) (lexer.Lexer, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return &scanner{text: string(text)}, nil
}

// scanner cuts a query into tokens. It takes every text: what it cannot read becomes a bad token.
type scanner struct {
	text string
	at   int
}

// Next implements [lexer.Lexer].
func (s *scanner) Next() (lexer.Token, error) {
	start := s.at
	if start >= len(s.text) {
		return lexer.EOFToken(lexer.Position{Offset: start}), nil
	}
	kind := s.scan()
	return lexer.Token{Type: kind, Value: s.text[start:s.at], Pos: lexer.Position{Offset: start}}, nil
}

func (s *scanner) scan() lexer.TokenType {
	c := s.text[s.at]
	switch {
	case s.space():
		return spaceToken
	case isDigit(c):
		return s.number()
	case c == '"' || c == '\'':
		return s.quoted(false)
	case c == '@' && s.quoteAt(1):
		s.at++
		return s.quoted(true)
	case strings.HasPrefix(s.text[s.at:], "```"), strings.HasPrefix(s.text[s.at:], "~~~"):
		return s.multiLine()
	case (c == 'h' || c == 'H') && s.obfuscated():
		s.at++
		return s.scan()
	case isNameStart(c):
		return s.word()
	case c == '!' && s.at+1 < len(s.text) && isNameStart(s.text[s.at+1]):
		s.at++
		s.name()
		if s.peek() == '~' {
			s.at++
		}
		return wordToken
	}
	return s.punct()
}

// space skips white space and comments.
func (s *scanner) space() bool {
	start := s.at
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		switch {
		case isSpace(r):
			s.at += size
		case strings.HasPrefix(s.text[s.at:], "//"):
			if end := strings.IndexByte(s.text[s.at:], '\n'); end >= 0 {
				s.at += end
			} else {
				s.at = len(s.text)
			}
		default:
			return s.at > start
		}
	}
	return s.at > start
}

// isSpace tells what separates tokens: what Microsoft's lexer takes, which is more than ASCII.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\r', '\n', '\v', '\f', 0x85, 0xa0, 0x1680, 0x180e, 0x200b, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

func isDigit(c byte) bool     { return c >= '0' && c <= '9' }
func isNameStart(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$' }
func isNamePart(c byte) bool  { return isNameStart(c) && c != '$' || isDigit(c) }

func (s *scanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *scanner) quoteAt(n int) bool {
	return s.at+n < len(s.text) && (s.text[s.at+n] == '"' || s.text[s.at+n] == '\'')
}

func (s *scanner) obfuscated() bool {
	rest := s.text[s.at+1:]
	return s.quoteAt(1) || strings.HasPrefix(rest, "@") && s.quoteAt(2) || strings.HasPrefix(rest, "```") || strings.HasPrefix(rest, "~~~")
}

// quoted reads a string in quotes. One that does not end on its line is bad up to there.
func (s *scanner) quoted(verbatim bool) lexer.TokenType {
	quote := s.text[s.at]
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == quote && verbatim && s.quoteAt(1) && s.text[s.at+1] == quote:
			s.at++
		case c == quote:
			s.at++
			return stringToken
		case c == '\n' || c == '\r':
			return badToken
		case c == '\\' && !verbatim:
			n := escape(s.text[s.at:])
			if n == 0 {
				s.skipTo(quote)
				return badToken
			}
			s.at += n - 1
		}
	}
	return badToken
}

// skipTo goes behind the quote that ends a string with a wrong escape, or to the end of the line.
func (s *scanner) skipTo(quote byte) {
	for s.at < len(s.text) && s.text[s.at] != '\n' {
		s.at++
		if s.text[s.at-1] == quote {
			return
		}
	}
}

// escape returns the length of the escape that text begins with, 0 where it is none.
func escape(text string) int {
	if len(text) < 2 {
		return 0
	}
	digits := func(n int, from int) int {
		if len(text) < from+n {
			return 0
		}
		for _, c := range []byte(text[from : from+n]) {
			if !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'f') {
				return 0
			}
		}
		return from + n
	}
	switch c := text[1]; c {
	case '\\', '"', '\'', 'a', 'b', 'f', 'n', 'r', 't', 'v':
		return 2
	case 'u':
		return digits(4, 2)
	case 'U':
		return digits(8, 2)
	case 'x':
		return digits(2, 2)
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := 2
		for n < 4 && n < len(text) && text[n] >= '0' && text[n] <= '7' {
			n++
		}
		return n
	}
	return 0
}

func (s *scanner) multiLine() lexer.TokenType {
	fence := s.text[s.at : s.at+3]
	s.at += 3
	if end := strings.Index(s.text[s.at:], fence); end >= 0 {
		s.at += end + 3
		return stringToken
	}
	s.at = len(s.text)
	return badToken
}

// number reads a long, a real or a timespan; digits that letters follow which are no unit are a name.
func (s *scanner) number() lexer.TokenType {
	start := s.at
	if s.text[s.at] == '0' && s.at+1 < len(s.text) && s.text[s.at+1]|0x20 == 'x' {
		s.at += 2
		for isNamePart(s.peek()) {
			s.at++
		}
		return longToken
	}
	s.digits()
	kind := longToken
	if s.peek() == '.' && !strings.HasPrefix(s.text[s.at:], "..") {
		kind = realToken
		s.at++
		s.digits()
	}
	if s.peek()|0x20 == 'e' {
		if n := exponent(s.text[s.at:]); n > 0 {
			s.at += n
			kind = realToken
		}
	}
	word := s.at
	for isNamePart(s.peek()) {
		s.at++
	}
	switch unit := s.text[word:s.at]; {
	case unit == "":
		return kind
	case timeUnits[unit]:
		return timeSpanToken
	case kind == realToken:
		s.at = word
		return kind
	}
	s.at = start
	s.name()
	return wordToken
}

func (s *scanner) digits() {
	for isDigit(s.peek()) {
		s.at++
	}
}

func exponent(text string) int {
	n := 1
	if n < len(text) && (text[n] == '+' || text[n] == '-') {
		n++
	}
	from := n
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	if n == from {
		return 0
	}
	return n
}

// timeUnits are what makes a number a timespan.
var timeUnits = set(`d day days h hr hrs hour hours m min minute minutes s sec second seconds ms milli millis millisec
	millisecond milliseconds micro micros microsec microsecond microseconds nano nanos nanosec nanosecond nanoseconds
	tick ticks`)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

func (s *scanner) name() {
	s.at++
	for isNamePart(s.peek()) {
		s.at++
	}
}

// typedLiterals are the words that make one token with the parenthesis behind them.
var typedLiterals = set("bool datetime date time timespan int long real double decimal guid")

// hyphenated are the keywords with a hyphen, by their first word.
var hyphenated = map[string][]string{
	"project": {"project-away", "project-keep", "project-rename", "project-reorder", "project-by-names", "project-smart"},
	"mv":      {"mv-expand", "mv-apply"},
	"make":    {"make-series", "make-graph"},
	"parse":   {"parse-where", "parse-kv"},
	"top":     {"top-nested", "top-hitters"},
	"sample":  {"sample-distinct"},
	"granny":  {"granny-asc", "granny-desc"},
	"graph":   {"graph-match", "graph-shortest-paths", "graph-to-table", "graph-mark-components", "graph-where-nodes", "graph-where-edges"},
	"assert":  {"assert-schema"},
	"execute": {"execute-and-cache"},
	"macro":   {"macro-expand"},
}

func (s *scanner) word() lexer.TokenType {
	start := s.at
	s.name()
	word := s.text[start:s.at]
	if typedLiterals[word] {
		if end := typedEnd(s.text[s.at:]); end > 0 {
			s.at += end
			return typedToken
		}
	}
	switch {
	case s.peek() == '~' && word == "in":
		s.at++
	case s.peek() == '-':
		for _, k := range hyphenated[word] {
			end := start + len(k)
			if strings.HasPrefix(s.text[start:], k) && (end >= len(s.text) || !isNamePart(s.text[end])) {
				s.at = end
			}
		}
	}
	return wordToken
}

// typedEnd returns the length of blanks, a parenthesis and all up to the closing one; 0 where there is none.
func typedEnd(text string) int {
	i := 0
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
		i++
	}
	if i >= len(text) || text[i] != '(' {
		return 0
	}
	for i++; i < len(text); i++ {
		switch text[i] {
		case ')':
			return i + 1
		case '\n', '(':
			return 0
		}
	}
	return 0
}

// puncts are the tokens of more than one character, longest first.
var puncts = []string{"..", "==", "=~", "=>", "!=", "!~", "<>", "<=", ">="}

func (s *scanner) punct() lexer.TokenType {
	for _, p := range puncts {
		if strings.HasPrefix(s.text[s.at:], p) {
			s.at += len(p)
			return punctToken
		}
	}
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	s.at += size
	if strings.ContainsRune("|;()[]{},.:=<>+-*/%~", r) {
		return punctToken
	}
	return badToken
}
