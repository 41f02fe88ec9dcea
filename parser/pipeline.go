package parser

import (
	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
)

const anOperator = "an operator"

// tabular reads an expression, scalar or tabular, and the operators that its rows go through.
func (r reader) tabular() ast.Expr {
	start := r.start()
	x := r.source()
	if x == nil || !r.is("|") {
		return x
	}
	p := &ast.Pipeline{Source: x}
	r.operators(start, p)
	return p
}

// operators reads | operator | operator …
func (r reader) operators(start int, p *ast.Pipeline) {
	for r.take("|") {
		p.Ops = append(p.Ops, r.operator())
	}
	p.At = r.from(start)
}

// source reads what a pipeline begins with. Words that are operators and can be names are told by what follows.
func (r reader) source() ast.Expr {
	if !r.beginsQuery() {
		if x := r.expr(); x != nil {
			return x
		}
	}
	t := r.Peek()
	start := t.Pos.Offset
	if t.Type == wordToken {
		if read := sources[t.Value]; read != nil && (t.Value != "range" || !r.isAhead(1, "(")) {
			return read(r)
		}
		if leading[t.Value] {
			op := r.operator()
			return &ast.TabularOperator{Op: op, At: r.from(start)}
		}
		if r.beginsOperator() {
			return r.withoutInput()
		}
	}
	return r.expr()
}

// withoutInput reads an operator that has no rows to work on.
func (r reader) withoutInput() ast.Expr {
	t := *r.Peek()
	op := r.operator()
	x := &ast.TabularOperator{Op: op, At: r.from(t.Pos.Offset)}
	if _, bad := op.(*ast.BadOperator); bad {
		return x
	}
	r.fault()
	return &ast.Bad{At: x.At, Where: tokenSpan(&t), Found: t.Value, Fault: ast.NotFirst, X: x}
}

// beginsQuery tells whether the next word can only be an operator here.
func (r reader) beginsQuery() bool {
	t := r.Peek()
	if t.Type != wordToken || classOf(t)&isKeyword == 0 {
		return false
	}
	by := r.isAhead(1, "by")
	switch t.Value {
	case "evaluate":
		return r.nameLength(1, isName) > 0 || r.commonAhead()
	case "facet":
		return by
	case "partition", "reduce":
		return by || r.commonAhead()
	case "range":
		n := r.nameLength(1, isName)
		return n > 0 && r.isAhead(n+1, "from")
	case "inline_external_table":
		return r.isAhead(1, "(") || r.isAhead(1, "kind")
	case "render":
		next := r.ahead(1)
		return next.Type == wordToken && (classOf(next)&isName != 0 || charts[next.Value])
	}
	return classOf(t)&isName == 0 && (operators[t.Value] != nil || sources[t.Value] != nil || leading[t.Value])
}

// commonAhead tells whether a parameter that all operators take follows the next word.
func (r reader) commonAhead() bool {
	next := r.ahead(1)
	return next.Type == wordToken && common[next.Value]
}

// charts are the kinds of charts that render knows.
var charts = set(`table list barchart piechart ladderchart timechart linechart anomalychart pivotchart areachart
	stackedareachart scatterchart timepivot columnchart timeline 3Dchart card treemap plotly graph sankey`)

// beginsOperator tells whether the next word begins an operator where one is expected.
func (r reader) beginsOperator() bool {
	t := r.Peek()
	if t.Type != wordToken || operators[t.Value] == nil || classOf(t)&isKeyword == 0 {
		return false
	}
	return t.Value != "count" || !r.isAhead(1, "(")
}

// operator reads the operator behind a pipe. What is wrong with it becomes a bad operator, and reading goes on at the next
// pipe, semicolon or closing bracket of this depth.
func (r reader) operator() ast.Operator {
	if !r.beginsOperator() {
		return r.noOperator()
	}
	t := r.Peek()
	begin, faults := r.MakeCheckpoint(), r.faults()
	op, err := operators[t.Value](r.PeekingLexer)
	if err == nil && r.ends() {
		return op
	}
	bad := &ast.BadOperator{Keyword: t.Value, Op: op}
	switch {
	case err != nil:
		bad.Where, bad.Found, bad.Expected = r.failure(err)
	case r.is(",") && &r.Range(r.RawCursor()-1, r.RawCursor())[0] == t: // a list without its first element
		bad.Where, bad.Found = r.gap()
		bad.Expected = anExpression
	case r.faults() > faults:
		r.resume(begin) // what follows an error
		return op
	case r.begins():
		bad.Where, bad.Found = r.gap()
		bad.Fault = ast.NotEnded
	default:
		return op
	}
	r.fault()
	r.resume(begin)
	bad.At = r.from(t.Pos.Offset)
	return bad
}

// resume goes on behind an operator with an error, at the next pipe, semicolon or closing bracket of the depth that it
// began in; where brackets stay open, at the next of the depth of the error.
func (r reader) resume(begin lexer.Checkpoint) {
	failed := r.MakeCheckpoint()
	r.LoadCheckpoint(begin)
	if open := r.recover("|", ";"); open > 0 || r.RawCursor() < failed.RawCursor() {
		r.LoadCheckpoint(failed)
		r.recover("|", ";")
	}
}

// ends tells whether what follows can end an operator.
func (r reader) ends() bool { return r.Peek().EOF() || r.isAny("|", ";", ")", "}", "]") }

// noOperator stands for something else behind a pipe: an unknown word, a source, or nothing.
func (r reader) noOperator() ast.Operator {
	t := r.Peek()
	bad := &ast.BadOperator{Keyword: t.Value, Expected: anOperator}
	switch {
	case t.Type == wordToken && sources[t.Value] != nil:
		bad.Fault, bad.Where, bad.Found = ast.MustBeFirst, tokenSpan(t), t.Value
	case t.Type == wordToken:
		bad.Where, bad.Found = tokenSpan(t), t.Value
	default:
		bad.Where, bad.Found = r.gap()
		bad.Keyword = ""
	}
	r.fault()
	r.recover("|", ";")
	bad.At = r.from(t.Pos.Offset)
	return bad
}

// failure returns where participle stopped, the token there and what it expected.
func (r reader) failure(err error) (where ast.Span, found, expected string) {
	t := *r.Peek()
	switch err := err.(type) {
	case *participle.UnexpectedTokenError:
		t, expected = err.Unexpected, plainExpect(err.Message())
	case *noChart:
		t, expected = err.token, "a kind of chart"
	}
	where, found = gapBefore(&t)
	return where, found, expected
}

// subPipeline reads operators that go on from the rows around them.
func (r reader) subPipeline() ast.Expr {
	start := r.start()
	p := &ast.Pipeline{}
	if r.is("__contextual_datatable") {
		p.Source = keywordExprs["__contextual_datatable"](r)
	} else {
		p.Ops = append(p.Ops, r.operator())
	}
	r.operators(start, p)
	return p
}

// soleOperator reads one operator that goes on from the rows around it.
func (r reader) soleOperator() ast.Expr {
	start := r.start()
	if r.Peek().Type != wordToken {
		return nil
	}
	p := &ast.Pipeline{Ops: []ast.Operator{r.operator()}}
	p.At = r.from(start)
	return p
}

// query reads an expression by itself, as in partition { … }.
func (r reader) query() ast.Expr {
	start := r.start()
	x := r.or(r.tabular(), "a query")
	at := r.from(start)
	return &ast.Function{At: at, Body: []ast.Statement{&ast.ExprStatement{At: at, Expr: x}}}
}

// block reads statements up to the closing parenthesis.
func (r reader) block() ast.Expr {
	start := r.start()
	f := &ast.Function{Body: r.statements(")")}
	f.At = r.from(start)
	return f
}

// table reads a table of union, search and find: a pipeline in parentheses, or a path that may end in part of a name.
func (r reader) table() ast.Expr {
	start := r.start()
	if r.is("(") {
		return r.paren()
	}
	return r.entity(start)
}

func (r reader) entity(start int) ast.Expr {
	if w := r.wildcard(); w != nil {
		return w
	}
	var x ast.Expr
	if r.beginsCall() {
		x = r.call()
	} else {
		x = r.selector()
	}
	for x != nil {
		switch {
		case r.take("."):
			m := &ast.Member{X: x}
			if w := r.wildcard(); w != nil {
				m.Name = w
				m.At = r.from(start)
				return m
			}
			m.Name = r.or(r.member(), "a name")
			m.At = r.from(start)
			x = m
		case r.is("["):
			i := &ast.Index{X: x, I: r.member()}
			i.At = r.from(start)
			x = i
		default:
			return x
		}
	}
	return nil
}

// namedTable reads a table of find, which may have a name: T | as x.
func (r reader) namedTable() ast.Expr {
	start := r.start()
	x := r.entity(start)
	if x == nil || !r.is("|") || !r.isAhead(1, "as") {
		return x
	}
	r.Next()
	p := &ast.Pipeline{Source: x, Ops: []ast.Operator{r.operator()}}
	p.At = r.from(start)
	return p
}

// simplePath reads a name, perhaps with members and elements behind it.
func (r reader) simplePath() ast.Node {
	start := r.start()
	first := r.selector()
	if first == nil {
		return nil
	}
	x := first
	for {
		switch {
		case r.take("."):
			m := &ast.Member{X: x, Name: r.or(r.selector(), "a name")}
			m.At = r.from(start)
			x = m
		case r.is("["):
			i := &ast.Index{X: x, I: r.member()}
			i.At = r.from(start)
			x = i
		default:
			if id, ok := x.(*ast.Ident); ok {
				return id.Name
			}
			return x
		}
	}
}

// callPath reads f(x).g(y).
func (r reader) callPath() ast.Expr {
	if !r.beginsCall() {
		return nil
	}
	start := r.start()
	x := r.call()
	for r.is(".") && r.nameLength(1, isName) > 0 && r.isAhead(1+r.nameLength(1, isName), "(") {
		r.Next()
		m := &ast.Member{X: x, Name: r.call()}
		m.At = r.from(start)
		x = m
	}
	return x
}

var (
	// operators are those that can stand behind a pipe, sources what can only begin a pipeline. leading are the
	// operators that can do both.
	operators map[string]operatorParser
	sources   map[string]func(reader) ast.Expr
	leading   = set("union search find evaluate macro-expand")
)
