package parser

import "github.com/kqlc/kqlc/ast"

// declarePattern reads declare pattern name = (parameters)[path] { matches }.
func (r reader) declarePattern() ast.Statement {
	start := r.start()
	r.Next()
	r.Next()
	d := &ast.DeclarePattern{}
	var bad *ast.Bad
	d.Name, bad = r.needName("a pattern's name")
	if bad == nil && r.take("=") {
		bad = r.patternOf(d)
	}
	d.At = r.from(start)
	return broken(d, bad)
}

func (r reader) patternOf(d *ast.DeclarePattern) (bad *ast.Bad) {
	if d.Params, bad = r.parameters(); bad != nil {
		return bad
	}
	if r.take("[") {
		if d.Path, bad = r.parameter(); bad != nil {
			return bad
		}
		if bad = r.closing("]"); bad != nil {
			return bad
		}
	}
	if !r.take("{") {
		return r.missing("{")
	}
	for r.is("(") {
		m, bad := r.match()
		d.Matches = append(d.Matches, m)
		if bad != nil {
			r.closingBody()
			return bad
		}
	}
	if len(d.Matches) == 0 {
		bad = r.missing("a match")
		r.closingBody()
		return bad
	}
	return r.closingBody()
}

// match reads (values).[path] = { body };
func (r reader) match() (*ast.PatternMatch, *ast.Bad) {
	start := r.start()
	m := &ast.PatternMatch{}
	bad := r.matchTo(m)
	m.At = r.from(start)
	return m, bad
}

func (r reader) matchTo(m *ast.PatternMatch) *ast.Bad {
	r.Next()
	if m.Values = r.list(reader.expr, "a text"); len(m.Values) == 0 {
		m.Values = []ast.Expr{r.missing("a text")}
	}
	if bad := r.closing(")"); bad != nil {
		return bad
	}
	if r.take(".") {
		if !r.take("[") {
			return r.missing("[")
		}
		m.Path = r.or(r.constant(), "a text")
		if bad := r.closing("]"); bad != nil {
			return bad
		}
	}
	if !r.take("=") {
		return r.missing("=")
	}
	start := r.start()
	m.Body = &ast.Function{}
	bad := r.body(m.Body)
	m.Body.At = r.from(start)
	if bad == nil && !r.take(";") {
		bad = r.missing(";")
	}
	return bad
}
