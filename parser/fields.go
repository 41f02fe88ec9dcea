package parser

import "github.com/kqlc/kqlc/ast"

// What single operators read by hand.

// starOrNamed is a value of distinct.
func (r reader) starOrNamed() ast.Expr {
	if x := r.named(); x != nil {
		return x
	}
	if r.is("*") {
		return &ast.Star{At: tokenAt(r.Next())}
	}
	return nil
}

// callOnly is the call of a plugin.
func (r reader) callOnly() ast.Expr {
	if r.beginsCall() {
		return r.call()
	}
	if name := r.name(); name != nil {
		return faulty(&ast.Ident{At: name.At, Name: name}, r.missing("("))
	}
	return nil
}

// searchPredicate is a condition, or * for every row, perhaps and a condition.
func (r reader) searchPredicate() ast.Expr {
	start := r.start()
	x := r.expr()
	if x == nil && r.is("*") {
		x = &ast.Star{At: tokenAt(r.Next())}
	}
	if x == nil || !r.is("and") {
		return x
	}
	op := tokenSpan(r.Next())
	b := &ast.Binary{Op: "and", OpPos: op, X: x, Y: r.needExpr()}
	b.At = r.from(start)
	return b
}

// findPredicate is a condition. The where before it may be missing where find says nothing but a scope.
func (r reader) findPredicate() ast.Expr {
	first := r.RawCursor() - 1
	if tokens := r.Range(0, first+1); first > 3 && isToken(&tokens[first-2], "datascope") {
		first -= 3
	}
	if !r.take("where") && !isToken(&r.Range(first, first+1)[0], "find") {
		return r.missing("where")
	}
	return r.needExpr()
}

// assignment is name = value in a step of scan.
func (r reader) assignment() ast.Expr {
	start := r.start()
	name := r.extendedName()
	if name == nil {
		return nil
	}
	n := &ast.Named{Names: []*ast.Name{name}}
	if !r.take("=") {
		n.Value = r.missing("=")
	} else {
		n.Value = r.needExpr()
	}
	n.At = r.from(start)
	return n
}

// defaultValue is a literal, or a word in the place of one.
func (r reader) defaultValue() ast.Expr {
	if x := r.constant(); x != nil {
		return x
	}
	if t := r.Peek(); t.Type == wordToken && classOf(t)&isName != 0 {
		return r.ident()
	}
	return nil
}

// pathPart is a part of the path of an external table's files.
func (r reader) pathPart() ast.Expr {
	if r.Peek().Type == stringToken {
		return r.oneText()
	}
	start := r.start()
	if !r.is("datetime_pattern") {
		return r.identifier()
	}
	t := r.Next()
	c := &ast.Call{Func: &ast.Name{Text: t.Value, At: tokenAt(t)}}
	if !r.take("(") {
		return r.missing("(")
	}
	c.Args = []ast.Expr{r.or(r.oneText(), "a text")}
	if r.take(",") {
		c.Args = append(c.Args, r.or(r.identifier(), "a column"))
	} else {
		c.Args = append(c.Args, r.missing(","))
	}
	bad := r.closing(")")
	c.At = r.from(start)
	return faulty(c, bad)
}

// bareName is a name that is no keyword and has no brackets.
func (r reader) bareName() *ast.Name {
	if t := r.Peek(); t.Type == wordToken && classOf(t)&isKeyword == 0 {
		return r.name()
	}
	return nil
}

// branchName is name = before a branch of fork.
func (r reader) branchName() *ast.Name {
	if n := r.nameLength(0, isName); n == 0 || !r.isAhead(n, "=") {
		return nil
	}
	name := r.name()
	r.Next()
	return name
}

// reduceProperties are name = value with commas between, without parentheses.
func (r reader) reduceProperties() ast.Node {
	p, bad := r.paramList(reduceParams)
	if bad != nil {
		return bad
	}
	return p
}

func (r reader) typeNode() ast.Node {
	t, bad := r.typeName()
	if bad != nil {
		return bad
	}
	return t
}

// entityGroup is what macro-expand runs in.
func (r reader) entityGroup() ast.Expr {
	if r.is("entity_group") {
		return r.entityList()
	}
	if (r.is("database") || r.is("cluster")) && r.isAhead(1, "(") {
		return r.entity(r.start())
	}
	if name := r.name(); name != nil {
		return &ast.Ident{At: name.At, Name: name}
	}
	return nil
}

// entityList is entity_group [ … ], or a call of that name.
func (r reader) entityList() ast.Expr {
	if r.isAhead(1, "(") {
		return r.call()
	}
	start := r.start()
	r.Next()
	e := &ast.EntityList{}
	if !r.take("[") {
		bad := r.missing("[")
		e.At = r.from(start)
		return faulty(e, bad)
	}
	e.Items = r.list(reader.expr, anExpression)
	if len(e.Items) == 0 {
		e.Items = []ast.Expr{r.missing(anExpression)}
	}
	bad := r.closing("]")
	e.At = r.from(start)
	return faulty(e, bad)
}

// glued is the number of tokens that make up text without blanks between, 0 where there are others.
func (r reader) glued(text string) int {
	n := 0
	for text != "" {
		t := r.ahead(n)
		if t.Type != punctToken || n > 0 && !adjacent(t) || len(t.Value) > len(text) || text[:len(t.Value)] != t.Value {
			return 0
		}
		text = text[len(t.Value):]
		n++
	}
	return n
}

// takeGlued consumes the first of the texts that the next tokens make up, and returns it.
func (r reader) takeGlued(texts ...string) string {
	for _, text := range texts {
		if n := r.glued(text); n > 0 {
			for range n {
				r.Next()
			}
			return text
		}
	}
	return ""
}

// arrow is the direction of make-graph.
func (r reader) arrow() ast.Node {
	start := r.start()
	text := r.takeGlued("-->", "--")
	if text == "" {
		return nil
	}
	return &ast.Arrow{Text: text, At: r.from(start)}
}

// edge is an edge of a graph's pattern.
func (r reader) edge() ast.Node {
	start := r.start()
	if text := r.takeGlued("-->", "<--", "--"); text != "" {
		return &ast.Edge{Open: text, At: r.from(start)}
	}
	e := &ast.Edge{Open: r.takeGlued("-[", "<-[")}
	if e.Open == "" {
		return nil
	}
	e.Name = r.name()
	if r.take("*") {
		e.From = r.or(r.unary(), "a number")
		if r.take("..") {
			e.To = r.or(r.unary(), "a number")
		} else {
			e.To = r.missing("..")
		}
	}
	if e.Close = r.takeGlued("]->", "]-"); e.Close == "" {
		return r.missing(`"]->" or "]-"`)
	}
	e.At = r.from(start)
	return e
}
