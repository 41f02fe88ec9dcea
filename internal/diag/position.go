package diag

import (
	"strings"
	"unicode/utf16"

	"github.com/kqlc/kqlc/ast"
)

// Position is a place in a file: line and column from 1, the column in UTF-16 units.
type Position struct{ Line, Column int }

// Source is a text with its place in a file: a query by itself, or one that stands within a YAML file.
type Source struct {
	// File is the file's name.
	File string
	// Query is the text that spans point into.
	Query string
	// Text is the file's text.
	Text string
	// Offset gives the place in Text of a byte of Query; nil where the two are the same.
	Offset func(query int) int
}

// NewSource is a query that is a file by itself.
func NewSource(file, query string) *Source { return &Source{File: file, Query: query, Text: query} }

// Position returns where a byte of the query stands in the file.
func (s *Source) Position(offset int) Position {
	line, column, _ := s.at(offset)
	return Position{line, column}
}

// span returns where a part of the query begins and ends in the file.
func (s *Source) span(span ast.Span) (from, to Position) {
	return s.Position(span.Start), s.Position(span.End)
}

// at returns line, column and the line's text without its end.
func (s *Source) at(offset int) (line, column int, text string) {
	if s.Offset != nil {
		offset = s.Offset(offset)
	}
	offset = min(max(offset, 0), len(s.Text))
	start := strings.LastIndexByte(s.Text[:offset], '\n') + 1
	end := len(s.Text)
	if i := strings.IndexByte(s.Text[offset:], '\n'); i >= 0 {
		end = offset + i
	}
	line = strings.Count(s.Text[:start], "\n") + 1
	return line, units(s.Text[start:offset]) + 1, strings.TrimSuffix(s.Text[start:end], "\r")
}

// units is the length of a text in UTF-16 units.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}
