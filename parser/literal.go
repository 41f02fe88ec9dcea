package parser

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
)

// literalKinds are the kinds of literals by the tokens that they are.
var literalKinds = [headToken + 1]ast.LiteralKind{
	boolToken: ast.BoolLiteral, longToken: ast.LongLiteral, realToken: ast.RealLiteral, stringToken: ast.StringLiteral,
	timeSpanToken: ast.TimeSpanLiteral, typedToken: ast.TypedLiteral,
}

// literal reads a literal that is one token, or several strings.
func (r reader) literal() ast.Expr {
	t := r.Peek()
	switch t.Type {
	case stringToken:
		return r.text()
	case boolToken, longToken, realToken, timeSpanToken, typedToken:
		return literalOf(r.Next(), literalKinds[t.Type])
	case guidToken:
		return r.wrong(ast.RawGUID)
	}
	return nil
}

// literalOf is a literal of one token.
func literalOf(t *lexer.Token, kind ast.LiteralKind) *ast.Literal {
	n := new(struct { // in one piece
		lit  ast.Literal
		part [1]string
	})
	n.part[0] = t.Value
	n.lit = ast.Literal{At: tokenAt(t), Kind: kind, Parts: n.part[:]}
	return &n.lit
}

// text reads string literals that stand side by side.
func (r reader) text() ast.Expr {
	t := r.Peek()
	if t.Type != stringToken {
		return nil
	}
	lit := literalOf(r.Next(), ast.StringLiteral)
	if r.Peek().Type != stringToken {
		return lit
	}
	for r.Peek().Type == stringToken {
		lit.Parts = append(lit.Parts, r.Next().Value)
	}
	lit.At = r.from(t.Pos.Offset)
	return lit
}

// constant reads a literal where only one can stand: with a sign, dynamic(…), typeof(…), or a client's {name}.
func (r reader) constant() ast.Expr {
	t := r.Peek()
	if t.Type == wordToken {
		switch t.Value {
		case "dynamic":
			return r.dynamic()
		case "typeof":
			return r.typeof()
		}
		return nil
	}
	if t.Type != punctToken {
		return r.literal()
	}
	switch t.Value {
	case "+", "-":
		n := r.ahead(1)
		if !adjacent(n) || n.Type != longToken && n.Type != realToken && n.Type != timeSpanToken {
			return nil
		}
		r.Next()
		u := &ast.Unary{Op: t.Value, X: r.literal()}
		u.At = r.from(t.Pos.Offset)
		return u
	case "{":
		if name := r.clientName(); name != nil {
			return &ast.Ident{At: name.At, Name: name}
		}
	}
	return nil
}

// dynamic reads dynamic(…).
func (r reader) dynamic() ast.Expr {
	if !r.isAhead(1, "(") {
		return nil
	}
	t := r.Next()
	r.Next()
	d := &ast.Dynamic{Value: r.or(r.json(), "a value")}
	bad := r.closing(")")
	d.At = r.from(t.Pos.Offset)
	return faulty(d, bad)
}

// json reads a value within dynamic(…).
func (r reader) json() ast.Expr {
	t := r.Peek()
	switch t.Type {
	case typedToken:
		if strings.HasPrefix(t.Value, "int(") || strings.HasPrefix(t.Value, "int32(") {
			return nil
		}
		return r.literal()
	case wordToken:
		switch t.Value {
		case "null":
			return literalOf(r.Next(), ast.NullLiteral)
		case "dynamic":
			return r.dynamic()
		}
		return nil
	case punctToken:
		switch t.Value {
		case "[":
			return r.array()
		case "{":
			return r.bag()
		case "-":
			if !isNumber(r.ahead(1)) {
				return nil
			}
			r.Next()
			u := &ast.Unary{Op: "-", X: r.literal()}
			u.At = r.from(t.Pos.Offset)
			return u
		}
		return nil
	}
	return r.literal()
}

func isNumber(t *lexer.Token) bool {
	if t.Type == typedToken {
		switch t.Value[:strings.IndexByte(t.Value, '(')] {
		case "long", "int64", "real", "double":
			return true
		}
	}
	return t.Type == longToken || t.Type == realToken
}

func (r reader) array() ast.Expr {
	start := r.start()
	r.Next()
	a := &ast.Array{Elems: r.list(reader.json, "a value")}
	bad := r.closing("]")
	a.At = r.from(start)
	return faulty(a, bad)
}

func (r reader) bag() ast.Expr {
	if name := r.clientName(); name != nil {
		return &ast.Ident{At: name.At, Name: name}
	}
	start := r.start()
	r.Next()
	b := &ast.Bag{}
	for !r.is("}") {
		var key, value ast.Expr = r.oneText(), nil
		if key == nil {
			key = r.missing("a key in quotes")
		}
		if r.take(":") {
			value = r.or(r.json(), "a value")
		} else {
			value = r.missing(":")
		}
		b.Keys, b.Values = append(b.Keys, key), append(b.Values, value)
		if !r.take(",") {
			break
		}
		if r.is("}") {
			b.Keys, b.Values = append(b.Keys, r.missing("a key in quotes")), append(b.Values, r.missing("a value"))
		}
	}
	bad := r.closing("}")
	b.At = r.from(start)
	return faulty(b, bad)
}

// oneText reads a single string literal.
func (r reader) oneText() ast.Expr {
	t := r.Peek()
	if t.Type != stringToken {
		return nil
	}
	return literalOf(r.Next(), ast.StringLiteral)
}

// typeof reads typeof(…).
func (r reader) typeof() ast.Expr {
	if !r.is("typeof") || !r.isAhead(1, "(") {
		return nil
	}
	start := r.start()
	inner := r.ahead(2)
	scalar := inner.Type == wordToken && (types[inner.Value] || oldTypes[inner.Value] || r.isAhead(3, ")"))
	r.Next()
	t := &ast.Typeof{}
	if !scalar {
		schema, bad := r.schemaOf(typeofSchema)
		t.Schema = schema
		t.At = r.from(start)
		return faulty(t, bad)
	}
	r.Next()
	t.Type = &ast.TypeName{Text: inner.Value, At: tokenAt(r.Next())}
	bad := r.closing(")")
	t.At = r.from(start)
	return faulty(t, bad)
}
