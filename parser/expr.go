package parser

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
)

// reader reads expressions from participle's tokens. It never fails: what is missing becomes a [ast.Bad].
type reader struct{ *lexer.PeekingLexer }

func (r reader) is(text string) bool {
	t := r.Peek()
	return t.Value == text && t.Type != stringToken && !t.EOF()
}

func (r reader) isAny(texts ...string) bool {
	for _, t := range texts {
		if r.is(t) {
			return true
		}
	}
	return false
}

// take consumes the token if it is text.
func (r reader) take(text string) bool {
	if !r.is(text) {
		return false
	}
	r.Next()
	return true
}

// second returns the token behind the next one.
func (r reader) second() lexer.Token {
	c := r.MakeCheckpoint()
	r.Next()
	t := *r.Peek()
	r.LoadCheckpoint(c)
	return t
}

// start is the place of the next token, end that behind the last one read.
func (r reader) start() int { return r.Peek().Pos.Offset }
func (r reader) end() int {
	t := r.Range(r.RawCursor()-1, r.RawCursor())[0]
	return t.Pos.Offset + len(t.Value)
}

func (r reader) from(start int) ast.At { return ast.At{Src: ast.Span{Start: start, End: r.end()}} }

func tokenSpan(t *lexer.Token) ast.Span {
	return ast.Span{Start: t.Pos.Offset, End: t.Pos.Offset + len(t.Value)}
}

// bad stands for what was expected at the next token, which stays.
func (r reader) bad(expected string) *ast.Bad {
	span, found := r.unexpected(r.Peek())
	return &ast.Bad{At: ast.At{Src: span}, Expected: expected, Found: found}
}

// unexpected is the place of a token that should not be there, and its text: the token, or where it stands on a later
// line, the end of what is before it.
func (r reader) unexpected(t *lexer.Token) (span ast.Span, found string) {
	for i := r.RawCursor(); i > 0 && t.Type != badToken; i++ {
		between := r.Range(i, i+1)[0]
		if between.Pos.Offset >= t.Pos.Offset {
			break
		}
		if strings.Contains(between.Value, "\n") {
			return ast.Span{Start: r.end(), End: r.end()}, t.Value
		}
	}
	return tokenSpan(t), t.Value
}

// level is the precedence of a binary operator; chains tells that it can follow itself.
type level struct {
	prec   int
	chains bool
}

// Levels of binary operators, loosest first.
const (
	orLevel = iota + 1
	andLevel
	equalityLevel
	relationLevel
	sumLevel
	productLevel
	stringLevel
)

var levels = func() map[string]level {
	out := map[string]level{"or": {orLevel, true}, "and": {andLevel, true}, "+": {sumLevel, true}, "-": {sumLevel, true}}
	add := func(l level, ops string) {
		for op := range set(ops) {
			out[op] = l
		}
	}
	add(level{productLevel, true}, "* / %")
	add(level{relationLevel, false}, "< <= > >=")
	add(level{equalityLevel, false}, "== != <> in !in in~ !in~ has_any has_all between !between")
	add(level{stringLevel, false}, `=~ !~ has !has has_cs !has_cs hasprefix !hasprefix hasprefix_cs !hasprefix_cs hassuffix !hassuffix
		hassuffix_cs !hassuffix_cs contains !contains contains_cs !contains_cs notcontains containscs notcontainscs startswith !startswith
		startswith_cs !startswith_cs endswith !endswith endswith_cs !endswith_cs like notlike likecs notlikecs matches :`)
	return out
}()

// expr reads an expression without a name.
func (r reader) expr() ast.Expr { return r.binary(orLevel) }

// binary reads operators of precedence min and tighter.
func (r reader) binary(min int) ast.Expr {
	start := r.start()
	if min > stringLevel {
		return r.unary()
	}
	var x ast.Expr
	if r.is("*") && min <= stringLevel {
		t := r.Next()
		x = &ast.Star{At: ast.At{Src: tokenSpan(t)}}
	} else {
		x = r.unary()
	}
	limit := stringLevel + 1
	for {
		op, ok := r.operator()
		if !ok || op.level.prec < min || op.level.prec >= limit && !op.level.chains {
			return x
		}
		r.consume(op)
		x = r.right(start, x, op)
		if !op.level.chains {
			limit = op.level.prec
		} else {
			limit = op.level.prec + 1
		}
	}
}

// operatorToken is a binary operator at the next token.
type operatorToken struct {
	text  string
	span  ast.Span
	words int
	level level
}

func (r reader) operator() (operatorToken, bool) {
	t := r.Peek()
	if t.Type != wordToken && t.Type != punctToken {
		return operatorToken{}, false
	}
	l, ok := levels[t.Value]
	if !ok {
		return operatorToken{}, false
	}
	op := operatorToken{text: t.Value, span: tokenSpan(t), words: 1, level: l}
	if t.Value == "in" && r.second().Value == "range" {
		return operatorToken{}, false // make-series … in range(…)
	}
	if t.Value == "matches" {
		next := r.second()
		if next.Value != "regex" {
			return operatorToken{}, false
		}
		op.text, op.words = "matches regex", 2
		op.span.End = next.Pos.Offset + len(next.Value)
	}
	return op, true
}

func (r reader) consume(op operatorToken) {
	for range op.words {
		r.Next()
	}
}

// right reads the right side of an operator that has been consumed.
func (r reader) right(start int, x ast.Expr, op operatorToken) ast.Expr {
	switch op.text {
	case "in", "!in", "in~", "!in~", "has_any", "has_all":
		list := r.list()
		return &ast.In{At: r.from(start), Op: op.text, OpPos: op.span, X: x, List: list}
	case "between", "!between":
		if !r.take("(") {
			return &ast.Between{Op: op.text, OpPos: op.span, X: x, From: r.bad("( and a range"), To: r.bad(""), At: r.from(start)}
		}
		b := &ast.Between{Op: op.text, OpPos: op.span, X: x, From: r.expr()}
		if r.take("..") {
			b.To = r.expr()
		} else {
			b.To = r.bad("..")
		}
		r.closing(")", &b.To)
		b.At = r.from(start)
		return b
	}
	next := op.level.prec + 1
	if op.level.prec == stringLevel {
		next = stringLevel + 1
	}
	y := r.binary(next)
	return &ast.Binary{At: r.from(start), Op: op.text, OpPos: op.span, X: x, Y: y}
}

// closing consumes a closing bracket, or puts what is missing in the place of last.
func (r reader) closing(bracket string, last *ast.Expr) {
	if r.take(bracket) {
		return
	}
	if _, isBad := (*last).(*ast.Bad); !isBad {
		*last = r.bad(bracket)
	}
	r.skip(bracket)
}

// skip goes on behind the bracket that closes this depth, if it comes before the statement ends.
func (r reader) skip(bracket string) {
	c := r.MakeCheckpoint()
	for depth := 0; !r.Peek().EOF(); {
		switch t := r.Peek(); {
		case t.Type != punctToken:
		case strings.Contains("([{", t.Value):
			depth++
		case strings.Contains(")]}", t.Value):
			if depth == 0 {
				if t.Value == bracket {
					r.Next()
					return
				}
				r.LoadCheckpoint(c)
				return
			}
			depth--
		case t.Value == ";" && depth == 0:
			r.LoadCheckpoint(c)
			return
		}
		r.Next()
	}
	r.LoadCheckpoint(c)
}

// list reads ( a, b … ).
func (r reader) list() []ast.Expr {
	if !r.take("(") {
		return []ast.Expr{r.bad("(")}
	}
	list := []ast.Expr{r.argument()}
	for r.take(",") {
		list = append(list, r.argument())
	}
	r.closing(")", &list[len(list)-1])
	return list
}

func (r reader) unary() ast.Expr {
	start := r.start()
	if r.isAny("+", "-") {
		op := r.Next().Value
		return &ast.Unary{Op: op, X: r.path(), At: r.from(start)}
	}
	return r.path()
}

// path reads a primary expression and what hangs on it.
func (r reader) path() ast.Expr {
	start := r.start()
	x := r.primary()
	for {
		switch {
		case r.is("."):
			r.Next()
			x = &ast.Member{X: x, Name: r.member(), At: r.from(start)}
		case r.is("["):
			r.Next()
			i := r.expr()
			r.closing("]", &i)
			x = &ast.Index{X: x, I: i, At: r.from(start)}
		default:
			return x
		}
	}
}

// member reads what follows a dot.
func (r reader) member() ast.Expr {
	start := r.start()
	if r.is("[") {
		if name := r.bracketed(); name != nil {
			return &ast.Ident{Name: name, At: r.from(start)}
		}
		r.Next()
		i := r.expr()
		r.closing("]", &i)
		return i
	}
	if t := r.Peek(); t.Type == wordToken {
		return r.nameOrCall()
	}
	if t := r.Peek(); t.Type == typedToken {
		return r.bad("a name")
	}
	if r.is("*") {
		return r.wildcard()
	}
	return r.bad("a name")
}

// bracketed reads ['name'], nil where that is not what follows.
func (r reader) bracketed() *ast.Name {
	if !r.is("[") || r.second().Type != stringToken {
		return nil
	}
	c := r.MakeCheckpoint()
	start := r.start()
	r.Next()
	text := r.Next().Value
	if !r.take("]") {
		r.LoadCheckpoint(c)
		return nil
	}
	name, _ := ast.Unquote(text)
	return &ast.Name{Text: name, Quoted: true, At: r.from(start)}
}

// notNames are the words that begin something else where a value is expected.
var notNames = set("and or in between has contains startswith endswith by on")

func (r reader) primary() ast.Expr {
	start := r.start()
	switch t := r.Peek(); t.Type {
	case stringToken:
		return r.strings()
	case longToken:
		r.Next()
		return &ast.Literal{Kind: ast.LongLiteral, Parts: []string{t.Value}, At: r.from(start)}
	case realToken:
		r.Next()
		return &ast.Literal{Kind: ast.RealLiteral, Parts: []string{t.Value}, At: r.from(start)}
	case timeSpanToken:
		r.Next()
		return &ast.Literal{Kind: ast.TimeSpanLiteral, Parts: []string{t.Value}, At: r.from(start)}
	case typedToken:
		r.Next()
		return &ast.Literal{Kind: ast.TypedLiteral, Parts: []string{t.Value}, At: r.from(start)}
	case wordToken:
		return r.wordExpr()
	case punctToken:
		switch t.Value {
		case "(":
			r.Next()
			x := r.pipeline()
			r.closing(")", &x)
			return &ast.Paren{X: x, At: r.from(start)}
		case "[":
			if name := r.bracketed(); name != nil {
				return r.called(start, name)
			}
		}
	}
	return r.bad("an expression")
}

func (r reader) wordExpr() ast.Expr {
	start := r.start()
	t := r.Peek()
	switch t.Value {
	case "true", "false", "True", "False", "TRUE", "FALSE":
		r.Next()
		return &ast.Literal{Kind: ast.BoolLiteral, Parts: []string{t.Value}, At: r.from(start)}
	case "dynamic":
		if r.second().Value == "(" {
			r.Next()
			r.Next()
			v := r.json()
			r.closing(")", &v)
			return &ast.Dynamic{Value: v, At: r.from(start)}
		}
	case "typeof":
		if r.second().Value == "(" {
			return r.typeof()
		}
	}
	if t.Value[0] == '!' || notNames[t.Value] && r.second().Value != "(" {
		return r.bad("an expression")
	}
	if source := r.sourceOperator(); source != nil {
		return source
	}
	return r.nameOrCall()
}

func (r reader) nameOrCall() ast.Expr {
	start := r.start()
	t := r.Next()
	return r.called(start, &ast.Name{Text: t.Value, At: ast.At{Src: tokenSpan(t)}})
}

// called is a name, or a call where arguments follow.
func (r reader) called(start int, name *ast.Name) ast.Expr {
	if !r.is("(") {
		return &ast.Ident{Name: name, At: r.from(start)}
	}
	r.Next()
	call := &ast.Call{Func: name}
	if !r.take(")") {
		call.Args = append(call.Args, r.argument())
		for r.take(",") {
			call.Args = append(call.Args, r.argument())
		}
		r.closing(")", &call.Args[len(call.Args)-1])
	}
	call.At = r.from(start)
	return call
}

// argument reads a * or an expression that may have a name or be a pipeline.
func (r reader) argument() ast.Expr {
	if r.is("*") {
		if next := r.second(); next.Value == ")" || next.Value == "," {
			t := r.Next()
			return &ast.Star{At: ast.At{Src: tokenSpan(t)}}
		}
	}
	start := r.start()
	x := r.named()
	if !r.is("|") {
		return x
	}
	return r.operators(start, x)
}

// named reads an expression that may have a name, or names in parentheses, before it.
func (r reader) named() ast.Expr {
	start := r.start()
	c := r.MakeCheckpoint()
	if name := r.name(); name != nil && r.take("=") {
		v := r.expr()
		return &ast.Named{Names: []*ast.Name{name}, Value: v, At: r.from(start)}
	}
	r.LoadCheckpoint(c)
	if r.is("(") {
		if names := r.tuple(); names != nil {
			v := r.expr()
			return &ast.Named{Names: names, Tuple: true, Value: v, At: r.from(start)}
		}
		r.LoadCheckpoint(c)
	}
	return r.expr()
}

// tuple reads (a, b) =, nil where that is not what follows.
func (r reader) tuple() []*ast.Name {
	r.Next()
	var names []*ast.Name
	for {
		name := r.name()
		if name == nil {
			return nil
		}
		names = append(names, name)
		if !r.take(",") {
			break
		}
	}
	if !r.take(")") || !r.take("=") {
		return nil
	}
	return names
}

// name reads a name, nil where there is none.
func (r reader) name() *ast.Name {
	if t := r.Peek(); t.Type == wordToken && t.Value[0] != '!' {
		r.Next()
		return &ast.Name{Text: t.Value, At: ast.At{Src: tokenSpan(t)}}
	}
	return r.bracketed()
}

// strings reads string literals that stand side by side.
func (r reader) strings() *ast.Literal {
	start := r.start()
	lit := &ast.Literal{Kind: ast.StringLiteral}
	for r.Peek().Type == stringToken {
		lit.Parts = append(lit.Parts, r.Next().Value)
	}
	lit.At = r.from(start)
	return lit
}

// json reads the value of a dynamic literal.
func (r reader) json() ast.Expr {
	start := r.start()
	switch {
	case r.take("["):
		a := &ast.Array{}
		for !r.is("]") {
			a.Elems = append(a.Elems, r.json())
			if !r.take(",") {
				break
			}
			if r.is("]") {
				a.Elems = append(a.Elems, r.bad("a value"))
			}
		}
		if !r.take("]") {
			a.Elems = append(a.Elems, r.bad("] or ,"))
			r.skip("]")
		}
		a.At = r.from(start)
		return a
	case r.take("{"):
		b := &ast.Bag{}
		for !r.is("}") {
			var key ast.Expr = r.bad("a key in quotes")
			if r.Peek().Type == stringToken {
				key = r.strings()
			}
			b.Keys = append(b.Keys, key)
			if !r.take(":") {
				b.Values = append(b.Values, r.bad(":"))
				break
			}
			b.Values = append(b.Values, r.json())
			if !r.take(",") {
				break
			}
		}
		if !r.take("}") {
			b.Keys, b.Values = append(b.Keys, r.bad("} or ,")), append(b.Values, r.bad(""))
			r.skip("}")
		}
		b.At = r.from(start)
		return b
	case r.take("null"):
		return &ast.Literal{Kind: ast.NullLiteral, Parts: []string{"null"}, At: r.from(start)}
	case r.isAny("-", "+"):
		op := r.Next().Value
		return &ast.Unary{Op: op, X: r.json(), At: r.from(start)}
	}
	switch x := r.primary().(type) {
	case *ast.Literal, *ast.Dynamic, *ast.Bad:
		return x
	default:
		return &ast.Bad{At: ast.At{Src: x.Span()}, Expected: "a literal"}
	}
}

func (r reader) typeof() ast.Expr {
	start := r.start()
	r.Next()
	t := &ast.Typeof{}
	if second := r.second(); second.Value != "*" && r.is("(") {
		c := r.MakeCheckpoint()
		r.Next()
		word := r.Next()
		if r.take(")") {
			t.Type = &ast.TypeName{Text: word.Value, At: ast.At{Src: tokenSpan(word)}}
			t.At = r.from(start)
			return t
		}
		r.LoadCheckpoint(c)
	}
	schema, bad := r.schema()
	if bad != nil {
		return bad
	}
	t.Schema = schema
	t.At = r.from(start)
	return t
}
