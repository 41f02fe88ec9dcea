package parser

import (
	"strings"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
)

// hook makes a participle option of a method that reads nodes of type T by hand.
func hook[T any](read func(reader) T) participle.Option {
	return participle.ParseTypeWith(func(lex *lexer.PeekingLexer) (T, error) { return read(reader{lex}), nil })
}

// params makes the hook for an operator's parameters of the given names; hint.… is always one.
func params[T any](names string) participle.Option {
	known := set(names)
	return participle.ParseTypeWith(func(lex *lexer.PeekingLexer) (T, error) {
		var node any = reader{lex}.params(known)
		return node.(T), nil
	})
}

var options = []participle.Option{
	participle.Lexer(definition{}),
	participle.Elide("Space"),
	participle.UseLookahead(0),
	hook(func(r reader) ast.NamedExpr { return r.named() }),
	hook(func(r reader) ast.UnaryExpr { return r.path() }),
	hook(func(r reader) ast.Source { return r.source() }),
	hook(func(r reader) ast.SubPipeline { return r.subPipeline() }),
	hook(func(r reader) ast.Query { return r.query() }),
	participle.ParseTypeWith(func(lex *lexer.PeekingLexer) (ast.Identifier, error) {
		if name := (reader{lex}).name(); name != nil {
			return name, nil
		}
		return nil, participle.NextMatch
	}),
	participle.ParseTypeWith(func(lex *lexer.PeekingLexer) (ast.Text, error) {
		if lex.Peek().Type == stringToken {
			return reader{lex}.strings(), nil
		}
		return nil, participle.NextMatch
	}),
	hook(func(r reader) ast.Pattern { return r.pattern() }),
	hook(func(r reader) ast.Schema {
		s, bad := r.schema()
		if bad != nil {
			return bad
		}
		return s
	}),
	participle.ParseTypeWith(func(lex *lexer.PeekingLexer) (ast.Type, error) {
		if t := lex.Peek(); t.Type == wordToken {
			lex.Next()
			return &ast.TypeName{Text: t.Value, At: ast.At{Src: tokenSpan(t)}}, nil
		}
		return nil, participle.NextMatch
	}),
	params[ast.Hints](""),
	params[ast.JoinParams]("kind"),
	params[ast.UnionParams]("kind withsource isfuzzy with_source"),
	params[ast.ExpandParams]("bagexpansion kind with_itemindex"),
	params[ast.ParseParams]("kind flags"),
	params[ast.SeriesParams]("kind"),
	params[ast.SearchParams]("kind"),
	params[ast.FindParams]("withsource datascope"),
	params[ast.ScanParams]("with_match_id"),
	params[ast.GraphParams]("cycles kind"),
	params[ast.ConsumeParams]("decodeblocks"),
	params[ast.DataScopeParams]("datascope"),
	params[ast.ReduceParams]("kind"),
	hook(func(r reader) ast.AnyParams { return r.anyParams() }),
	hook(func(r reader) ast.ParenthesisParams { return r.parenthesisParams() }),
}

// params reads name = value as long as the name is known.
func (r reader) params(known map[string]bool) *ast.Params {
	start := r.start()
	p := &ast.Params{At: ast.At{Src: ast.Span{Start: start, End: start}}}
	for {
		c := r.MakeCheckpoint()
		one := r.param(func(name string) bool { return known[name] || strings.HasPrefix(name, "hint.") })
		if one == nil {
			r.LoadCheckpoint(c)
			return p
		}
		p.List = append(p.List, one)
		p.At = r.from(start)
	}
}

func (r reader) param(known func(string) bool) *ast.Param {
	start := r.start()
	if r.Peek().Type != wordToken {
		return nil
	}
	name := r.Next().Value
	for r.is(".") {
		r.Next()
		if r.Peek().Type != wordToken {
			return nil
		}
		name += "." + r.Next().Value
	}
	if !known(name) || !r.take("=") {
		return nil
	}
	return &ast.Param{Name: name, Value: r.paramValue(), At: r.from(start)}
}

// paramValue reads a word as it is, so that a parenthesis behind it is no call, or a literal.
func (r reader) paramValue() ast.Expr {
	if r.Peek().Type == wordToken {
		start := r.start()
		name := r.name()
		if name == nil {
			return r.bad("a value")
		}
		return &ast.Ident{Name: name, At: r.from(start)}
	}
	return r.path()
}

// anyParams reads name = value, with or without commas, whatever the names.
func (r reader) anyParams() *ast.Params {
	start := r.start()
	p := &ast.Params{At: ast.At{Src: ast.Span{Start: start, End: start}}}
	for {
		c := r.MakeCheckpoint()
		r.take(",")
		one := r.param(func(string) bool { return true })
		if one == nil {
			r.LoadCheckpoint(c)
			return p
		}
		p.List = append(p.List, one)
		p.At = r.from(start)
	}
}

// parenthesisParams reads (name = value, …).
func (r reader) parenthesisParams() ast.Node {
	start := r.start()
	if !r.take("(") {
		return r.bad("(")
	}
	p := &ast.Params{}
	for !r.is(")") {
		one := r.param(func(string) bool { return true })
		if one == nil {
			bad := r.bad("name = value")
			r.skip(")")
			return bad
		}
		for r.take(",") {
			// render takes lists of columns without brackets: ycolumns = a, b.
			c := r.MakeCheckpoint()
			if r.param(func(string) bool { return true }) != nil || r.is(")") {
				r.LoadCheckpoint(c)
				break
			}
			r.LoadCheckpoint(c)
			r.path()
		}
		p.List = append(p.List, one)
	}
	r.take(")")
	p.At = r.from(start)
	return p
}

// source reads a table of join, union and their kin.
func (r reader) source() ast.Expr {
	if t := r.Peek(); t.Type == wordToken || t.Value == "*" {
		if w := r.wildcard(); w != nil {
			return w
		}
	}
	start := r.start()
	if c := r.MakeCheckpoint(); r.Peek().Type == wordToken {
		name := r.name()
		if r.take("=") {
			return &ast.Named{Names: []*ast.Name{name}, Value: r.path(), At: r.from(start)}
		}
		r.LoadCheckpoint(c)
	}
	return r.path()
}

// wildcard reads a part of names with stars; nil where there is no star right behind or before.
func (r reader) wildcard() ast.Expr {
	c := r.MakeCheckpoint()
	start := r.start()
	star := false
	for end := start; ; {
		t := r.Peek()
		if t.Pos.Offset != end || t.Type != wordToken && t.Value != "*" && t.Type != longToken {
			break
		}
		star = star || t.Value == "*"
		r.Next()
		end += len(t.Value)
	}
	if !star {
		r.LoadCheckpoint(c)
		return nil
	}
	at := r.from(start)
	return &ast.Wildcard{Text: r.text(at.Src), At: at}
}

// text joins the tokens of a span that has no blanks.
func (r reader) text(span ast.Span) string {
	text := ""
	for i := r.RawCursor() - 1; i >= 0; i-- {
		t := r.Range(i, i+1)[0]
		if t.Pos.Offset < span.Start {
			break
		}
		text = t.Value + text
	}
	return text
}

// pattern reads a column's name, or a part of names with stars.
func (r reader) pattern() ast.Node {
	if w, ok := r.wildcard().(*ast.Wildcard); ok {
		return &ast.NamePattern{Text: w.Text, Wildcard: true, At: w.At}
	}
	if name := r.name(); name != nil {
		return &ast.NamePattern{Text: name.Text, At: name.At}
	}
	return r.bad("a column")
}

// schema reads (name: type, …).
func (r reader) schema() (*ast.RowSchema, *ast.Bad) {
	start := r.start()
	if !r.take("(") {
		return nil, r.bad("(")
	}
	s := &ast.RowSchema{}
	fail := func(expected string) (*ast.RowSchema, *ast.Bad) {
		bad := r.bad(expected)
		r.skip(")")
		return nil, bad
	}
	for !r.is(")") {
		if r.take("*") {
			s.Star = true
		} else {
			at := r.start()
			name := r.name()
			if name == nil {
				return fail("a column's name")
			}
			if !r.take(":") {
				return fail(":")
			}
			t := r.Peek()
			if t.Type != wordToken {
				return fail("a type")
			}
			r.Next()
			s.Columns = append(s.Columns, &ast.ColumnDecl{
				Name: name, Type: &ast.TypeName{Text: t.Value, At: ast.At{Src: tokenSpan(t)}}, At: r.from(at),
			})
		}
		if !r.take(",") {
			break
		}
	}
	if !r.take(")") {
		return fail(", or )")
	}
	s.At = r.from(start)
	return s, nil
}

// query reads statements and a pipeline in braces.
func (r reader) query() ast.Expr {
	start := r.start()
	f := &ast.Function{Body: r.statements("}")}
	f.At = r.from(start)
	return f
}
