package parser

import "github.com/kqlc/kqlc/ast"

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
