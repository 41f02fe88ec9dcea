// Package ast is the syntax tree of KQL: statements, tabular operators and expressions, each with its place in the text.
// The operators' syntax stands in their fields' tags, for participle; expressions and pipelines are read by hand.
package ast

import "github.com/alecthomas/participle/v2/lexer"

// Span is a part of the query's text, in bytes. End is the byte after the last.
type Span struct{ Start, End int }

// Node is anything with a place in the text.
type Node interface {
	// Span is the text from the node's first token to its last.
	Span() Span
}

// At is the place of a node that is read by hand.
type At struct{ Src Span }

// Span implements [Node].
func (a *At) Span() Span { return a.Src }

// Place is the place of a node that participle reads. Pos is where its first token begins. EndPos is the place of the
// token behind it, whose Line is where the token before that ends: the parser's lexer counts no lines and keeps this
// there, so that white space needs no tokens.
type Place struct {
	Pos    lexer.Position
	EndPos lexer.Position
}

// Span implements [Node].
func (p *Place) Span() Span { return Span{p.Pos.Offset, max(p.EndPos.Line, p.Pos.Offset)} }

// File is a whole query.
type File struct {
	At
	Directives []*Directive
	Statements []Statement
}

// Directive is a line for the tool that runs the query: #connect, #database. Text is the whole line.
type Directive struct {
	At
	Text string
}

// Statement is a part of a query up to a semicolon.
type Statement interface {
	Node
	statement()
}

// Name is a name as a query writes it. Text is without brackets, quotes and escapes; Quoted tells that it had brackets,
// Client that it had braces, which stand for a value that the client puts there.
type Name struct {
	At
	Text   string
	Quoted bool
	Client bool
}
