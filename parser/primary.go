package parser

import "github.com/kqlc/kqlc/ast"

// primary reads a value: a literal, a name, a call, or something in brackets.
func (r reader) primary() ast.Expr {
	t := r.Peek()
	switch t.Type {
	case wordToken:
		return r.word()
	case punctToken:
		if t.Value == "(" {
			return r.paren()
		}
		if t.Value == "[" || t.Value == "{" || t.Value == "@" {
			if r.beginsCall() {
				return r.call()
			}
			return r.scoped(r.start(), r.selector())
		}
		return nil
	}
	if x := r.literal(); x != nil {
		return x
	}
	return nil
}

// word reads a value that begins with a word.
func (r reader) word() ast.Expr {
	t := r.Peek()
	if classOf(t)&isKeyword == 0 {
		if r.isAhead(1, "(") {
			return r.call()
		}
		return r.scoped(t.Pos.Offset, r.ident())
	}
	if read := keywordExprs[t.Value]; read != nil {
		return read(r)
	}
	switch {
	case t.Value == "typeof" && r.isAhead(1, "("):
		return r.typeof()
	case classOf(t)&isName != 0 && r.isAhead(1, "("):
		return r.call()
	case classOf(t)&(isName|isSpecial) != 0:
		return r.scoped(t.Pos.Offset, r.ident())
	case r.meantAsName():
		return r.wrong(ast.NeedsBrackets)
	}
	return nil
}

// keywordExprs are the words that begin an expression of their own wherever one can stand.
var keywordExprs map[string]func(reader) ast.Expr

func init() {
	keywordExprs = map[string]func(reader) ast.Expr{
		"dynamic":  reader.dynamic,
		"toscalar": reader.tableCall,

		"datatable":                 sourceOf[ast.DataTable](named),
		"externaldata":              sourceOf[ast.ExternalData](named),
		"external_data":             sourceOf[ast.ExternalData](named),
		"__contextual_datatable":    sourceOf[ast.ContextualTable](named),
		"materialized-view-combine": sourceOf[ast.ViewCombine](named),
	}
}

// ident reads a word as a name.
func (r reader) ident() *ast.Ident {
	t := r.Next()
	n := new(struct { // the two most frequent nodes, in one piece
		ident ast.Ident
		name  ast.Name
	})
	n.name = ast.Name{Text: t.Value, At: tokenAt(t)}
	n.ident = ast.Ident{Name: &n.name, At: n.name.At}
	return &n.ident
}

// meantAsName tells whether a keyword that cannot be a name was probably meant as one: what follows comes after values
// only.
func (r reader) meantAsName() bool {
	next := r.ahead(1)
	if next.Type != wordToken && next.Type != punctToken {
		return false
	}
	if level := classOf(next) & levelOf; level != 0 {
		return level != sumLevel
	}
	switch next.Value {
	case ")", "]", "}", ".", ",", "|":
		return next.Type == punctToken
	}
	return false
}

// selector reads a name, or what stands in brackets: a name, part of names, or an expression.
func (r reader) selector() ast.Expr {
	start := r.start()
	t := r.Peek()
	switch {
	case r.is("["):
		if w := r.bracketedWildcard(); w != nil {
			return w
		}
		if name := r.bracketedName(); name != nil {
			return &ast.Ident{At: name.At, Name: name}
		}
		r.Next()
		b := &ast.Bracketed{X: r.needExpr()}
		bad := r.closing("]")
		b.At = r.from(start)
		return faulty(b, bad)
	case r.is("@"), t.Type == wordToken && classOf(t)&isSpecial != 0:
		return r.ident()
	}
	if name := r.name(); name != nil {
		return &ast.Ident{At: name.At, Name: name}
	}
	return nil
}

// bracketedWildcard reads [a*].
func (r reader) bracketedWildcard() ast.Expr {
	length := r.wildcardLength(1)
	if length == 0 || !r.isAhead(length+1, "]") {
		return nil
	}
	start := r.start()
	r.Next()
	w := r.wildcard()
	w.Bracketed = true
	r.Next()
	w.At = r.from(start)
	return w
}

// scoped reads datascope=… behind a name.
func (r reader) scoped(start int, x ast.Expr) ast.Expr {
	if x == nil || !r.is("datascope") {
		return x
	}
	r.Next()
	s := &ast.DataScope{X: x}
	if !r.take("=") {
		return faulty(x, r.missing("="))
	}
	if !r.isAny("all", "hotcache") {
		return faulty(x, r.missing(`"all" or "hotcache"`))
	}
	s.Scope = r.Next().Value
	s.At = r.from(start)
	return s
}

func (r reader) paren() ast.Expr {
	start := r.start()
	r.Next()
	p := &ast.Paren{X: r.or(r.tabular(), anExpression)}
	bad := r.closing(")")
	p.At = r.from(start)
	return faulty(p, bad)
}

// beginsCall tells whether a name with a parenthesis behind it follows.
func (r reader) beginsCall() bool {
	length := r.nameLength(0, isName)
	return length > 0 && r.isAhead(length, "(")
}

// call reads a function's call, whose name and parenthesis are known to be there.
func (r reader) call() ast.Expr {
	start := r.start()
	c := &ast.Call{Func: r.name()}
	r.Next()
	c.Args = r.list(reader.argument, anExpression)
	bad := r.closing(")")
	c.At = r.from(start)
	return faulty(c, bad)
}

// argument reads an argument: * by itself, or an expression that may have a name.
func (r reader) argument() ast.Expr {
	if r.is("*") && (r.isAhead(1, ")") || r.isAhead(1, ",")) {
		return &ast.Star{At: tokenAt(r.Next())}
	}
	return r.named()
}

// tableCall reads toscalar(…), totable(…) or materialize(…), whose argument is a query.
func (r reader) tableCall() ast.Expr {
	t := r.Next()
	c := &ast.Call{Func: &ast.Name{Text: t.Value, At: tokenAt(t)}}
	if r.is("kind") && r.isAhead(1, "=") {
		c.Params = r.params(kindOnly)
	}
	if !r.take("(") {
		bad := r.missing("(")
		c.At = r.from(t.Pos.Offset)
		return faulty(c, bad)
	}
	c.Args = []ast.Expr{r.or(r.tabular(), "a query")}
	bad := r.closing(")")
	c.At = r.from(t.Pos.Offset)
	return faulty(c, bad)
}

// named reads an expression that may have a name, or names in parentheses, before it.
func (r reader) named() ast.Expr {
	t := r.Peek()
	if t.Type != wordToken && t.Type != punctToken {
		return r.expr()
	}
	start := t.Pos.Offset
	if n := r.nameLength(0, isName|isExtended); n > 0 && r.isAhead(n, "=") {
		named := &ast.Named{Names: []*ast.Name{r.extendedName()}}
		return r.value(start, named)
	}
	if n := r.dashed(); n > 0 && r.isAhead(n, "=") {
		return r.value(start, &ast.Named{Names: []*ast.Name{r.dashedName(n)}})
	}
	if n := r.tuple(); n > 0 && r.isAhead(n, "=") {
		named := &ast.Named{Tuple: true}
		r.Next()
		for {
			named.Names = append(named.Names, r.extendedName())
			if !r.take(",") {
				break
			}
		}
		r.Next()
		return r.value(start, named)
	}
	return r.expr()
}

// value reads = and the value of a name.
func (r reader) value(start int, n *ast.Named) ast.Expr {
	r.Next()
	n.Value = r.needExpr()
	n.At = r.from(start)
	if name := n.Names[0]; len(n.Names) == 1 && !n.Tuple && !name.Quoted && !name.Client && !couldBeName(name.Text) {
		r.fault()
		return &ast.Bad{At: n.At, Where: name.Src, Found: name.Text, Fault: ast.NeedsBrackets, X: n}
	}
	return n
}

// couldBeName tells whether a name can be declared without brackets.
func couldBeName(text string) bool {
	for i := range len(text) {
		if !isNamePart(text[i]) && (i > 0 || text[i] != '$') {
			return extendedJoined[text]
		}
	}
	c, keyword := classes[text]
	return !keyword || c&(isName|isExtended) != 0
}

// extendedJoined are the words with hyphens that can be names where one is declared.
var extendedJoined = set("sample-distinct top-hitters top-nested")

// dashedName reads n tokens as a name, which would need brackets.
func (r reader) dashedName(n int) *ast.Name {
	start := r.start()
	text := ""
	for range n {
		text += r.Next().Value
	}
	return &ast.Name{Text: text, At: r.from(start)}
}
