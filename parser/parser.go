// Package parser reads KQL into its syntax tree. Operators are read by participle from the tags of their nodes, the most
// frequent of them by hand; expressions and pipelines by hand. What cannot be read becomes a bad node, and reading goes on
// behind it.
package parser

import (
	"strings"
	"unicode"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
)

// The bounds of what is read.
const (
	maxLength = 1 << 20
	maxDepth  = 1000
)

// Parse reads a query. The tree is never nil: what could not be read is a bad node in it, and an error in the list,
// which is sorted.
func Parse(src string) (*ast.File, []diag.Diagnostic) {
	f := &ast.File{At: ast.At{Src: ast.Span{End: len(src)}}}
	if len(src) > maxLength {
		return f, []diag.Diagnostic{tooLong(len(src))}
	}
	s := &scanner{text: src}
	lex, done := open(s)
	defer done()
	r := reader{lex}
	r.Next() // the head
	if t := r.tooDeep(); t != nil {
		return f, []diag.Diagnostic{tooDeep(tokenSpan(t))}
	}
	r.file(f)
	if r.faults() > 0 {
		r.restart()
		r.file(f)
	}
	if r.faults() == 0 && len(s.flaws) == 0 {
		return f, directiveProblems(f)
	}
	return f, diag.Sort(append(problems(f, s), directiveProblems(f)...))
}

func (r reader) file(f *ast.File) {
	f.Directives = r.directives()
	f.Statements = r.statements("")
}

// tooDeep returns a bracket that is nested too deeply for a tree.
func (r reader) tooDeep() *lexer.Token {
	depth := 0
	for at := r.RawCursor(); ; at++ {
		t := &r.Range(at, at+1)[0]
		if t.EOF() {
			return nil
		}
		if t.Type != punctToken {
			continue
		}
		switch t.Value {
		case "(", "[", "{":
			if depth++; depth > maxDepth {
				return t
			}
		case ")", "]", "}":
			depth--
		}
	}
}

func (r reader) directives() []*ast.Directive {
	var list []*ast.Directive
	for r.Peek().Type == directiveToken {
		t := *r.Next()
		t.Value = strings.TrimRightFunc(t.Value, unicode.IsSpace) // white space at the end of the line is none of it
		list = append(list, &ast.Directive{At: tokenAt(&t), Text: t.Value})
	}
	return list
}
