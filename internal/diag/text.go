package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text writes diagnostics for people: file, place, severity, code and message, then the line with the place underlined.
type Text struct {
	// Colour writes terminal colours.
	Colour bool
}

// Append appends a diagnostic.
func (t Text) Append(dst []byte, src *Source, d Diagnostic) []byte {
	line, column, text := src.at(d.Span.Start)
	word := d.Severity.String()
	if t.Colour {
		word = paint(d.Severity) + word + "\x1b[0m"
	}
	dst = fmt.Appendf(dst, "%s:%d:%d: %s %s: %s\n", src.File, line, column, word, d.Code, d.Text())
	gutter := fmt.Sprintf("%5d | ", line)
	before, rest := around(text, column)
	dst = append(dst, gutter...)
	dst = append(dst, strings.Map(visible, before+rest)...)
	dst = append(dst, '\n')
	dst = append(dst, strings.Repeat(" ", len(gutter)-2)+"| "...)
	dst = append(append(dst, underline(src, d, before, rest)...), '\n')
	for _, r := range d.Related {
		at := src.Position(r.Span.Start)
		dst = fmt.Appendf(dst, "      %s:%d:%d: %s\n", src.File, at.Line, at.Column, r.Message)
	}
	return dst
}

// visible gives control characters, which could steer the terminal, their pictures.
func visible(r rune) rune {
	switch {
	case r == '\t':
		return r
	case r < ' ':
		return '\u2400' + r
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		return utf8.RuneError
	}
	return r
}

func paint(s Severity) string {
	if s == Warning {
		return "\x1b[33m"
	}
	return "\x1b[31m"
}

// shown is how many characters of a line are shown behind the place, and half of it how many before.
const shown = 160

// around is a line before and from the place, cut where it is long.
func around(text string, column int) (before, rest string) {
	at, end := 1, len(text)
	for i, r := range text {
		if at >= column {
			end = i
			break
		}
		at += units(string(r))
	}
	before, rest = text[:end], text[end:]
	if runes := []rune(before); len(runes) > shown/2 {
		before = "…" + string(runes[len(runes)-shown/2:])
	}
	if runes := []rune(rest); len(runes) > shown {
		rest = string(runes[:shown]) + "…"
	}
	return before, rest
}

// underline marks the span within what is shown of its first line; tabs stay tabs so that it lines up.
func underline(src *Source, d Diagnostic, before, rest string) string {
	part := src.Query[min(d.Span.Start, len(src.Query)):min(d.Span.End, len(src.Query))]
	part, _, _ = strings.Cut(part, "\n")
	width := utf8.RuneCountInString(strings.TrimSuffix(part, "\r"))
	blank := func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}
	return strings.Map(blank, before) + strings.Repeat("^", max(1, min(width, utf8.RuneCountInString(rest))))
}
