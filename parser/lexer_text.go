package parser

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"
)

func (s *scanner) quoteAt(n int) bool {
	return s.at+n < len(s.text) && strings.IndexByte("\"'`~", s.text[s.at+n]) >= 0
}

// fence is the three backticks or tildes that open a text over several lines, empty where there are none.
func (s *scanner) fence(at int) string {
	if strings.HasPrefix(s.text[at:], "```") || strings.HasPrefix(s.text[at:], "~~~") {
		return s.text[at : at+3]
	}
	return ""
}

// opensText tells whether a string begins here, perhaps with @.
func (s *scanner) opensText() bool {
	at := s.at
	if at < len(s.text) && s.text[at] == '@' {
		at++
	}
	return at < len(s.text) && (s.text[at] == '"' || s.text[at] == '\'' || s.fence(at) != "")
}

// anyText reads a string whose prefix has been read.
func (s *scanner) anyText(verbatim bool) lexer.TokenType {
	if s.fence(s.at) != "" {
		return s.multiLine()
	}
	return s.quoted(verbatim)
}

// quoted reads a string in quotes, which ends on its line. Behind a backslash that begins no escape the string goes on
// to its quote, so that what follows is read as it is meant.
func (s *scanner) quoted(verbatim bool) lexer.TokenType {
	start, quote := s.at, s.text[s.at]
	wrong := 0
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == quote && verbatim && s.at+1 < len(s.text) && s.text[s.at+1] == quote:
			s.at++
		case c == quote:
			s.at++
			if wrong > 0 {
				s.flaws = append(s.flaws, flaw{wrongEscape, wrong, wrong + 2})
			}
			return stringToken
		case c == '\n' || c == '\r':
			s.open(openString, start, wrong)
			return stringToken
		case c == '\\' && !verbatim:
			if n := escape(s.text[s.at:]); n > 0 {
				s.at += n - 1
			} else if wrong == 0 {
				wrong = s.at
			}
		}
	}
	s.open(openString, start, wrong)
	return stringToken
}

// open notes a string that has no end, or a wrong escape within it, which is probably why.
func (s *scanner) open(kind flawKind, start, wrong int) {
	if wrong > 0 {
		s.flaws = append(s.flaws, flaw{wrongEscape, wrong, min(wrong+2, s.at)})
		return
	}
	s.flawed(kind, start)
}

// escape returns the length of the escape that text begins with, 0 where it is none.
func escape(text string) int {
	if len(text) < 2 {
		return 0
	}
	switch c := text[1]; c {
	case '\\', '"', '\'', 'a', 'b', 'f', 'n', 'r', 't', 'v':
		return 2
	case 'u':
		return hexEscape(text, 4)
	case 'U':
		return hexEscape(text, 8)
	case 'x':
		return hexEscape(text, 2)
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := 2
		for n < 4 && n < len(text) && text[n] >= '0' && text[n] <= '7' && (n < 3 || c <= '3') {
			n++
		}
		return n
	}
	return 0
}

func hexEscape(text string, digits int) int {
	if len(text) < 2+digits {
		return 0
	}
	for i := 2; i < 2+digits; i++ {
		if !isHex(text[i]) {
			return 0
		}
	}
	return 2 + digits
}

func (s *scanner) multiLine() lexer.TokenType {
	start, fence := s.at, s.fence(s.at)
	s.at += len(fence)
	if end := strings.Index(s.text[s.at:], fence); end >= 0 {
		s.at += end + len(fence)
		return stringToken
	}
	s.at = len(s.text)
	s.flawed(openLines, start)
	return stringToken
}
