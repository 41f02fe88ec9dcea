// Package parser reads KQL into its syntax tree. Operators are read by participle from the tags of their nodes,
// expressions and pipelines by hand. What cannot be read becomes a bad node, and reading goes on behind it.
package parser

import (
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
)

// The bounds of what is read.
const (
	maxLength = 1 << 20
	maxDepth  = 200
)

// Parse reads a query. The tree is never nil: what could not be read is a bad node in it, and an error in the list,
// which is sorted.
func Parse(src string) (*ast.File, []diag.Diagnostic) {
	f := &ast.File{At: ast.At{Src: ast.Span{End: len(src)}}}
	if len(src) > maxLength {
		return f, []diag.Diagnostic{tooLong(len(src))}
	}
	lex, err := lexer.Upgrade(&scanner{text: src}, spaceToken)
	if err != nil {
		panic(err) // the scanner takes every text
	}
	r := reader{lex}
	if d, deep := r.depth(); deep {
		return f, []diag.Diagnostic{d}
	}
	f.Statements = r.statements("")
	return f, diag.Sort(problems(f))
}

// depth looks for brackets that are nested too deeply for a tree.
func (r reader) depth() (diag.Diagnostic, bool) {
	c := r.MakeCheckpoint()
	defer r.LoadCheckpoint(c)
	for depth := 0; !r.Peek().EOF(); r.Next() {
		t := r.Peek()
		if t.Type != punctToken {
			continue
		}
		switch t.Value {
		case "(", "[", "{":
			if depth++; depth > maxDepth {
				return tooDeep(tokenSpan(t)), true
			}
		case ")", "]", "}":
			depth--
		}
	}
	return diag.Diagnostic{}, false
}

// problems lists the bad nodes of a tree. What follows from one at the same place says nothing new.
func problems(f *ast.File) []diag.Diagnostic {
	var list []diag.Diagnostic
	seen := map[int]bool{}
	add := func(d diag.Diagnostic) {
		if !seen[d.Span.Start] {
			list = append(list, d)
		}
		seen[d.Span.Start] = true
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Bad:
			add(unexpected(n.Src, n.Found, n.Expected))
		case *ast.BadStatement:
			add(unexpected(n.Src, n.Found, n.Expected))
		case *ast.BadOperator:
			if n.Op == nil {
				add(unknownOperator(n.Where, n.Keyword))
				return false
			}
			add(unexpected(n.Where, n.Found, n.Expected))
		}
		return true
	})
	return list
}

// statements reads statements up to a closing bracket, or the end.
func (r reader) statements(end string) []ast.Statement {
	var list []ast.Statement
	for !r.Peek().EOF() && (end == "" || !r.is(end)) {
		before := r.RawCursor()
		list = append(list, r.statement())
		if r.take(";") {
			continue
		}
		if r.Peek().EOF() || end != "" && r.is(end) {
			break
		}
		list = append(list, r.badStatement("; or the query's end"))
		r.recover()
		if r.RawCursor() == before || !r.take(";") {
			r.Next()
		}
	}
	return list
}

func (r reader) badStatement(expected string) *ast.BadStatement {
	span, found := r.unexpected(r.Peek())
	return &ast.BadStatement{At: ast.At{Src: span}, Expected: expected, Found: found}
}

func (r reader) statement() ast.Statement {
	start := r.start()
	next := r.second()
	switch {
	case r.is("let") && (next.Type == wordToken || next.Value == "["):
		return r.let()
	case r.is("set") && next.Type == wordToken:
		r.Next()
		s := &ast.Set{Name: r.name()}
		if r.take("=") {
			s.Value = r.path()
		}
		s.At = r.from(start)
		return s
	case r.is("declare") && next.Value == "query_parameters":
		r.Next()
		r.Next()
		d := &ast.Declare{}
		var bad *ast.Bad
		d.Params, bad = r.parameters()
		d.At = r.from(start)
		if bad != nil {
			return &ast.BadStatement{At: bad.At, Expected: bad.Expected, Found: bad.Found}
		}
		return d
	case r.is("alias") && next.Value == "database":
		r.Next()
		r.Next()
		a := &ast.Alias{Name: r.name()}
		r.take("=")
		a.Value = r.expr()
		a.At = r.from(start)
		return a
	case r.is("restrict") && next.Value == "access":
		r.Next()
		r.Next()
		r.take("to")
		s := &ast.Restrict{Exprs: r.list()}
		s.At = r.from(start)
		return s
	case r.isAny(";", "|", ")", "]", "}"):
		return r.badStatement("a statement")
	}
	x := r.pipeline()
	return &ast.ExprStatement{Expr: x, At: r.from(start)}
}

func (r reader) let() ast.Statement {
	start := r.start()
	r.Next()
	l := &ast.Let{Name: r.name()}
	if l.Name == nil {
		return r.badStatement("a name")
	}
	if !r.take("=") {
		bad := r.badStatement("=")
		r.recover()
		return bad
	}
	if f := r.function(); f != nil {
		l.Value = f
	} else {
		l.Value = r.pipeline()
	}
	l.At = r.from(start)
	return l
}

// function reads a function's declaration, nil where that is not what follows.
func (r reader) function() ast.Expr {
	start := r.start()
	c := r.MakeCheckpoint()
	f := &ast.Function{View: r.is("view") && r.second().Value == "("}
	if f.View {
		r.Next()
	}
	if !r.is("(") {
		return nil
	}
	var bad *ast.Bad
	f.Params, bad = r.parameters()
	if bad != nil || !r.is("{") {
		r.LoadCheckpoint(c)
		return nil
	}
	r.Next()
	f.Body = r.statements("}")
	if !r.take("}") {
		f.Body = append(f.Body, r.badStatement("}"))
	}
	f.At = r.from(start)
	return f
}

// parameters reads (name: type = default, …).
func (r reader) parameters() ([]*ast.Parameter, *ast.Bad) {
	if !r.take("(") {
		return nil, r.bad("(")
	}
	var list []*ast.Parameter
	for !r.is(")") {
		start := r.start()
		p := &ast.Parameter{Name: r.name()}
		if p.Name == nil {
			return nil, r.bad("a parameter's name")
		}
		if !r.take(":") {
			return nil, r.bad(":")
		}
		if r.is("(") {
			var bad *ast.Bad
			if p.Schema, bad = r.schema(); bad != nil {
				return nil, bad
			}
		} else {
			t := r.Peek()
			if t.Type != wordToken {
				return nil, r.bad("a type")
			}
			r.Next()
			p.Type = &ast.TypeName{Text: t.Value, At: ast.At{Src: tokenSpan(t)}}
		}
		if r.take("=") {
			p.Default = r.expr()
		}
		p.At = r.from(start)
		list = append(list, p)
		if !r.take(",") {
			break
		}
	}
	if !r.take(")") {
		return nil, r.bad(", or )")
	}
	return list, nil
}
