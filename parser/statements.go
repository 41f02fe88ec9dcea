package parser

import "github.com/kqlc/kqlc/ast"

// statements reads statements up to a closing bracket, or the query's end.
func (r reader) statements(end string) []ast.Statement {
	var list []ast.Statement
	for {
		faults := r.faults()
		s := r.statement()
		if s == nil {
			if r.Peek().EOF() || end != "" && r.is(end) {
				return list
			}
			list = append(list, r.skipped())
			continue
		}
		list = append(list, s)
		if r.take(";") || r.Peek().EOF() || end != "" && r.is(end) {
			continue
		}
		if r.faults() > faults {
			r.discard(end) // what follows an error
		} else if r.begins() {
			list = append(list, r.notEnded())
		}
	}
}

// begins tells whether a statement can begin at the next token. It does not read it: that would be done again and again
// where errors follow each other.
func (r reader) begins() bool {
	t := r.Peek()
	switch t.Type {
	case wordToken:
		if classOf(t)&(isName|isSpecial) != 0 || operators[t.Value] != nil || sources[t.Value] != nil {
			return true
		}
		switch t.Value {
		case "dynamic":
			return r.isAhead(1, "(")
		case "set", "totable", "macro-expand":
			return true
		}
		return keywordExprs[t.Value] != nil || r.meantAsName()
	case punctToken:
		switch t.Value {
		case "(", "[", "@", "+", "-":
			return true
		case "{":
			return r.clientLength(0) > 0
		case "*":
			return classOf(r.ahead(1))&ofText != 0 || r.isAhead(1, "==")
		}
		return false
	}
	return !t.EOF() && t.Type != badToken && t.Type != directiveToken
}

// notEnded stands for what follows a statement without a semicolon, up to the next one.
func (r reader) notEnded() ast.Statement {
	start := r.start()
	bad := &ast.BadStatement{Fault: ast.NotEnded}
	bad.Where, bad.Found = r.gap()
	r.fault()
	r.recover(";")
	r.take(";")
	bad.At = r.from(start)
	return bad
}

// skipped stands for tokens that belong to nothing, up to the next semicolon.
func (r reader) skipped() ast.Statement {
	t := r.Peek()
	r.fault()
	bad := &ast.BadStatement{Where: tokenSpan(t), Found: t.Value}
	r.discard("")
	bad.At = r.from(t.Pos.Offset)
	return bad
}

// discard goes behind the next semicolon, or to the bracket that ends the statements.
func (r reader) discard(end string) {
	for {
		r.recover(";")
		if r.Peek().EOF() || r.take(";") || end != "" && r.is(end) {
			return
		}
		r.Next() // a closing bracket
	}
}

// statement reads one statement, nil where none begins.
func (r reader) statement() ast.Statement {
	start := r.start()
	switch {
	case r.is("let") && r.nameLength(1, isName) > 0:
		return r.let()
	case r.is("set"):
		return r.set()
	case r.is("declare") && r.isAhead(1, "query_parameters"):
		return r.declare()
	case r.is("declare") && r.isAhead(1, "pattern"):
		return r.declarePattern()
	case r.is("alias") && r.isAhead(1, "database"):
		return r.alias()
	case r.is("restrict") && r.isAhead(1, "access"):
		return r.restrict()
	}
	x := r.tabular()
	if x == nil {
		return nil
	}
	return &ast.ExprStatement{Expr: x, At: r.from(start)}
}

// broken wraps a statement that could not be read to its end.
func broken(s ast.Statement, bad *ast.Bad) ast.Statement {
	if bad == nil {
		return s
	}
	return &ast.BadStatement{
		At: ast.At{Src: s.Span()}, Where: bad.Where, Expected: bad.Expected, Found: bad.Found, Fault: bad.Fault, X: s,
	}
}

func (r reader) let() ast.Statement {
	start := r.start()
	r.Next()
	l := &ast.Let{Name: r.name()}
	if !r.take("=") {
		bad := r.missing("=")
		r.recover(";")
		l.Value, l.At = bad, r.from(start)
		return l
	}
	switch {
	case r.is("materialize"):
		l.Value = r.tableCall()
	case r.is("entity_group"):
		l.Value = r.selectors(r.start(), r.entityList())
	case r.beginsFunction():
		f, bad := r.function()
		l.Value = faulty(f, bad)
	default:
		l.Value = r.or(r.tabular(), anExpression)
	}
	l.At = r.from(start)
	return l
}

func (r reader) set() ast.Statement {
	start := r.start()
	r.Next()
	s := &ast.Set{}
	var bad *ast.Bad
	s.Name, bad = r.needName("a property's name")
	if bad == nil && r.take("=") {
		s.Value = r.needExpr()
	}
	s.At = r.from(start)
	return broken(s, bad)
}

func (r reader) declare() ast.Statement {
	start := r.start()
	r.Next()
	r.Next()
	d := &ast.Declare{}
	var bad *ast.Bad
	d.Params, bad = r.parameters()
	if bad == nil && len(d.Params) == 0 {
		bad = r.missing("a parameter")
	}
	d.At = r.from(start)
	return broken(d, bad)
}

func (r reader) alias() ast.Statement {
	start := r.start()
	r.Next()
	r.Next()
	a := &ast.Alias{}
	var bad *ast.Bad
	a.Name, bad = r.needName("a database's name")
	if bad == nil && !r.take("=") {
		bad = r.missing("=")
	}
	if bad == nil {
		a.Value = r.needExpr()
	}
	a.At = r.from(start)
	return broken(a, bad)
}

func (r reader) restrict() ast.Statement {
	start := r.start()
	r.Next()
	r.Next()
	s := &ast.Restrict{}
	bad := r.restrictTo(s)
	s.At = r.from(start)
	return broken(s, bad)
}

func (r reader) restrictTo(s *ast.Restrict) *ast.Bad {
	if !r.take("to") {
		return r.missing("to")
	}
	if !r.take("(") {
		return r.missing("(")
	}
	s.Exprs = r.list(func(r reader) ast.Expr { return r.entity(r.start()) }, "a table")
	if len(s.Exprs) == 0 {
		return r.missing("a table")
	}
	if bad := r.closing(")"); bad != nil || !r.take("with") {
		return bad
	}
	switch with := r.freeProperties().(type) {
	case *ast.Params:
		s.With = with
	case *ast.Bad:
		return with
	}
	return nil
}

// beginsFunction tells whether a function's declaration follows.
func (r reader) beginsFunction() bool {
	n := 0
	if r.is("view") {
		n = 1
	}
	if !r.isAhead(n, "(") {
		return false
	}
	if r.isAhead(n+1, ")") || r.isAhead(n+1, "*") {
		return true
	}
	length := r.nameLength(n+1, isName|isExtended)
	return length > 0 && r.isAhead(n+1+length, ":")
}

// function reads [view] (parameters) { body }.
func (r reader) function() (*ast.Function, *ast.Bad) {
	start := r.start()
	f := &ast.Function{View: r.take("view")}
	var bad *ast.Bad
	f.Params, bad = r.parameters()
	if bad == nil {
		bad = r.body(f)
	} else if r.is("{") {
		r.body(f)
	}
	f.At = r.from(start)
	return f, bad
}

// body reads { let …; expression }.
func (r reader) body(f *ast.Function) *ast.Bad {
	if !r.take("{") {
		return r.missing("{")
	}
	for {
		s := r.inner()
		if s == nil {
			break
		}
		f.Body = append(f.Body, s)
		if !r.take(";") {
			bad := r.missing(";")
			r.skip("}")
			return bad
		}
	}
	start := r.start()
	if x := r.tabular(); x != nil {
		f.Body = append(f.Body, &ast.ExprStatement{Expr: x, At: r.from(start)})
		r.take(";")
	} else if len(f.Body) == 0 {
		r.take(";")
	}
	return r.closingBody()
}

// closingBody reads the brace that ends a function; semicolons before it do not end the search for it.
func (r reader) closingBody() *ast.Bad {
	if r.take("}") {
		return nil
	}
	bad := r.missing("}")
	c := r.MakeCheckpoint()
	r.recover()
	if !r.take("}") {
		r.LoadCheckpoint(c)
	}
	return bad
}

// inner reads a statement within a function.
func (r reader) inner() ast.Statement {
	switch {
	case r.is("let") && r.nameLength(1, isName) > 0:
		return r.let()
	case r.is("declare"):
		return r.declare()
	}
	return nil
}

// parameters reads (name: type = default, …).
func (r reader) parameters() ([]*ast.Parameter, *ast.Bad) {
	if !r.take("(") {
		return nil, r.missing("(")
	}
	var list []*ast.Parameter
	for !r.is(")") {
		p, bad := r.parameter()
		if p == nil && bad == nil {
			break
		}
		if bad != nil {
			r.skip(")")
			return list, bad
		}
		list = append(list, p)
		if !r.take(",") {
			break
		}
		if r.is(")") {
			bad := r.missing("a parameter")
			r.take(")")
			return list, bad
		}
	}
	return list, r.closing(")")
}

func (r reader) parameter() (*ast.Parameter, *ast.Bad) {
	start := r.start()
	c, bad := r.column()
	if c == nil {
		return nil, bad
	}
	p := &ast.Parameter{Name: c.Name, Type: c.Type, Schema: c.Schema}
	if bad == nil && r.take("=") {
		p.Default = r.or(r.defaultValue(), "a literal")
	}
	p.At = r.from(start)
	return p, bad
}

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
