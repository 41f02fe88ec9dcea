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
	boolToken
	longToken
	realToken
	timeSpanToken
	typedToken // datetime(2024-01-01) and its kin, as one
	guidToken  // a guid without guid(…)
	punctToken
	directiveToken
	badToken
	headToken
)

// definition makes lexers for participle.
type definition struct{}

// Symbols implements [lexer.Definition].
func (definition) Symbols() map[string]lexer.TokenType {
	return map[string]lexer.TokenType{
		"EOF": lexer.EOF, "Word": wordToken, "String": stringToken, "Bool": boolToken, "Long": longToken,
		"Real": realToken, "TimeSpan": timeSpanToken, "Typed": typedToken, "Guid": guidToken, "Punct": punctToken,
		"Directive": directiveToken, "Bad": badToken, "Head": headToken,
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

// scanner cuts a query into tokens. It takes every text: what it cannot read is a flaw, and a token all the same.
//
// White space and comments are no tokens. Of a token's position, Offset is where it begins, Line where the token before
// it ends, and Column its [class]. The first token is not from the text: the parser counts in it.
type scanner struct {
	text  string
	at    int
	begun bool
	flaws []flaw
}

// flaw is a token that is not well formed.
type flaw struct {
	kind       flawKind
	start, end int
}

type flawKind uint8

const (
	strangeCharacter flawKind = iota
	openString
	openLines
	wrongEscape
	openLiteral
)

// Next implements [lexer.Lexer].
func (s *scanner) Next() (lexer.Token, error) {
	if !s.begun {
		s.begun = true
		return lexer.Token{Type: headToken}, nil
	}
	before := s.at
	s.space()
	pos := lexer.Position{Offset: s.at, Line: before}
	if strings.IndexByte(s.text[before:s.at], '\n') >= 0 {
		pos.Column = int(afterBreak)
	}
	if s.at >= len(s.text) {
		return lexer.EOFToken(pos), nil
	}
	kind, c := s.scan()
	pos.Column |= int(c)
	return lexer.Token{Type: kind, Value: s.text[pos.Offset:s.at], Pos: pos}, nil
}

func (s *scanner) scan() (lexer.TokenType, class) {
	c := s.text[s.at]
	switch {
	case isNameStart(c):
		return s.word()
	case isDigit(c):
		return s.number()
	case c == '"' || c == '\'':
		return s.quoted(false), 0
	case c == '@' && s.quoteAt(1):
		s.at++
		if s.opensText() {
			return s.quoted(true), 0
		}
		s.at--
	case s.fence(s.at) != "":
		return s.multiLine(), 0
	case c == '#':
		s.at += lineLength(s.text[s.at:])
		return directiveToken, 0
	case c == '!' && s.at+1 < len(s.text) && isNameStart(s.text[s.at+1]):
		if n := s.negated(); n > 0 {
			text := s.text[s.at : s.at+n]
			s.at += n
			return wordToken, classes[text]
		}
	}
	return s.punct()
}

// space skips white space and comments.
func (s *scanner) space() {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			s.at++
		case c == '/' && strings.HasPrefix(s.text[s.at:], "//"):
			s.at += lineLength(s.text[s.at:])
			if s.at < len(s.text) {
				_, size := utf8.DecodeRuneInString(s.text[s.at:])
				s.at += size
			}
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s.text[s.at:])
			if !isWideSpace(r) {
				return
			}
			s.at += size
		default:
			return
		}
	}
}

// isWideSpace tells what separates tokens besides ASCII: what Microsoft's lexer takes.
func isWideSpace(r rune) bool {
	switch r {
	case 0xa0, 0x1680, 0x180e, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return r >= 0x2000 && r <= 0x200b
}

// lineLength is the length of text up to its first line break.
func lineLength(text string) int {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\r', '\n':
			return i
		case 0xe2:
			if strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029") {
				return i
			}
		}
	}
	return len(text)
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

// flawed notes what is wrong with the token that ends here.
func (s *scanner) flawed(kind flawKind, start int) {
	s.flaws = append(s.flaws, flaw{kind, start, s.at})
}

// word reads a name, a keyword, or one of the literals that begin with letters.
func (s *scanner) word() (lexer.TokenType, class) {
	start := s.at
	for s.at++; isNamePart(s.peek()); s.at++ {
	}
	text := s.text[start:s.at]
	for _, k := range joined[text] {
		if end := start + len(k); strings.HasPrefix(s.text[start:], k) {
			if end < len(s.text) && isNamePart(s.text[end]) {
				return wordToken, isName // top-nestedx is top, which is no keyword then
			}
			s.at = end
			return wordToken, classes[k]
		}
	}
	switch c := s.peek(); {
	case c == '(' && typed[text]:
		return s.typed(start), 0
	case isTruth(text):
		return boolToken, 0
	case c == '-' && s.guid(start):
		return guidToken, 0
	case len(text) == 1 && text[0]|0x20 == 'h' && s.opensText():
		if c == '@' {
			s.at++
			return s.anyText(true), 0
		}
		return s.anyText(false), 0
	}
	if c, ok := classes[text]; ok {
		return wordToken, c
	}
	return wordToken, isName
}

func isTruth(text string) bool {
	switch text {
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return true
	}
	return false
}

// typed reads the rest of datetime(…): up to the parenthesis, or the line's end.
func (s *scanner) typed(start int) lexer.TokenType {
	line := lineLength(s.text[s.at:])
	if i := strings.IndexByte(s.text[s.at:s.at+line], ')'); i >= 0 {
		s.at += i + 1
		return typedToken
	}
	s.at += line
	s.flawed(openLiteral, start)
	return typedToken
}

// guid reads a guid that begins at start.
func (s *scanner) guid(start int) bool {
	const form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
	text := s.text[start:]
	if len(text) < len(form) {
		return false
	}
	for i := range len(form) {
		if form[i] == '-' && text[i] != '-' || form[i] == 'x' && !isHex(text[i]) {
			return false
		}
	}
	s.at = start + len(form)
	return true
}

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// negated is the length of an operator such as !has, 0 where there is none.
func (s *scanner) negated() int {
	end := s.at + 1
	for end < len(s.text) && isNamePart(s.text[end]) {
		end++
	}
	if s.text[s.at:end] == "!in" && end < len(s.text) && s.text[end] == '~' {
		end++
		if end < len(s.text) && isNamePart(s.text[end]) {
			return 0
		}
	}
	if _, ok := classes[s.text[s.at:end]]; !ok {
		return 0
	}
	return end - s.at
}

// puncts are the tokens of more than one character.
var puncts = [256][]string{
	'.': {".."}, '=': {"==", "=~", "=>"}, '!': {"!=", "!~"}, '<': {"<>", "<=", "<|"}, '>': {">="},
}

const singlePuncts = "|;()[]{},.:=<>+-*/%@?!"

func (s *scanner) punct() (lexer.TokenType, class) {
	start := s.at
	c := s.text[start]
	for _, p := range puncts[c] {
		if strings.HasPrefix(s.text[start:], p) {
			s.at += len(p)
			return punctToken, classes[p]
		}
	}
	_, size := utf8.DecodeRuneInString(s.text[start:])
	s.at += size
	if strings.IndexByte(singlePuncts, c) >= 0 && (c != '!' || !isNamePart(s.peek())) {
		return punctToken, classes[s.text[start:s.at]]
	}
	s.flawed(strangeCharacter, start)
	return badToken, 0
}
