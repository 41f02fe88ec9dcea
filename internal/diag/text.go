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
	dst = append(dst, gutter...)
	dst = append(dst, strings.Map(visible, text)...)
	dst = append(dst, '\n')
	dst = append(dst, strings.Repeat(" ", len(gutter)-2)+"| "...)
	dst = append(append(dst, underline(src, d, text, column)...), '\n')
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

// underline marks the span within its first line; tabs stay tabs so that it lines up.
func underline(src *Source, d Diagnostic, text string, column int) string {
	var b strings.Builder
	at := 1
	part := src.Query[min(d.Span.Start, len(src.Query)):min(d.Span.End, len(src.Query))]
	part, _, _ = strings.Cut(part, "\n")
	width := max(utf8.RuneCountInString(strings.TrimSuffix(part, "\r")), 1)
	for _, r := range text {
		if at >= column {
			break
		}
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
		at += units(string(r))
	}
	b.WriteString(strings.Repeat("^", width))
	return b.String()
}
