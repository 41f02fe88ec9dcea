package parser

import (
	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
)

// operatorParser reads one operator whose keyword is the next token.
type operatorParser func(*lexer.PeekingLexer) (ast.Operator, error)

// operatorOf makes the parser of an operator from its tags.
func operatorOf[T any, P interface {
	*T
	ast.Operator
}]() operatorParser {
	p := participle.MustBuild[T](options...)
	return func(lex *lexer.PeekingLexer) (ast.Operator, error) {
		op, err := p.ParseFromLexer(lex, participle.AllowTrailing(true))
		return P(op), err
	}
}

// sourceOf makes the parser of a source that is no operator.
func sourceOf[T any, P interface {
	*T
	ast.Expr
}]() func(*lexer.PeekingLexer) (ast.Expr, error) {
	p := participle.MustBuild[T](options...)
	return func(lex *lexer.PeekingLexer) (ast.Expr, error) {
		x, err := p.ParseFromLexer(lex, participle.AllowTrailing(true))
		return P(x), err
	}
}

// The parsers are built once; they refer to each other by the hooks in options.
var (
	operators map[string]operatorParser
	sources   map[string]func(*lexer.PeekingLexer) (ast.Expr, error)
	// leading are the operators that can begin a pipeline.
	leading = set("union search find evaluate")
)

func init() {
	operators = map[string]operatorParser{
		"where": operatorOf[ast.Where](), "filter": operatorOf[ast.Where](),
		"extend": operatorOf[ast.Extend](), "project": operatorOf[ast.Project](),
		"project-away": operatorOf[ast.ProjectAway](), "project-keep": operatorOf[ast.ProjectKeep](),
		"project-rename": operatorOf[ast.ProjectRename](), "project-reorder": operatorOf[ast.ProjectReorder](),
		"sort": operatorOf[ast.Sort](), "order": operatorOf[ast.Sort](), "top": operatorOf[ast.Top](),
		"take": operatorOf[ast.Take](), "limit": operatorOf[ast.Take](), "count": operatorOf[ast.Count](),
		"distinct": operatorOf[ast.Distinct](), "summarize": operatorOf[ast.Summarize](),
		"join": operatorOf[ast.Join](), "lookup": operatorOf[ast.Lookup](), "union": operatorOf[ast.Union](),
		"mv-expand": operatorOf[ast.MvExpand](), "mvexpand": operatorOf[ast.MvExpand](),
		"mv-apply": operatorOf[ast.MvApply](), "mvapply": operatorOf[ast.MvApply](),
		"make-series": operatorOf[ast.MakeSeries](), "top-nested": operatorOf[ast.TopNested](),
		"top-hitters": operatorOf[ast.TopHitters](), "sample": operatorOf[ast.Sample](),
		"sample-distinct": operatorOf[ast.SampleDistinct](), "reduce": operatorOf[ast.Reduce](),
		"partition": operatorOf[ast.Partition](), "parse": operatorOf[ast.Parse](),
		"parse-where": operatorOf[ast.Parse](), "parse-kv": operatorOf[ast.ParseKV](),
		"evaluate": operatorOf[ast.Evaluate](), "invoke": operatorOf[ast.Invoke](),
		"serialize": operatorOf[ast.Serialize](), "scan": operatorOf[ast.Scan](),
		"search": operatorOf[ast.Search](), "find": operatorOf[ast.Find](), "fork": operatorOf[ast.Fork](),
		"facet": operatorOf[ast.Facet](), "getschema": operatorOf[ast.GetSchema](),
		"consume": operatorOf[ast.Consume](), "as": operatorOf[ast.As](), "render": operatorOf[ast.Render](),
	}
	sources = map[string]func(*lexer.PeekingLexer) (ast.Expr, error){
		"print": sourceOf[ast.Print](), "range": sourceOf[ast.Range](), "datatable": sourceOf[ast.DataTable](),
		"externaldata": sourceOf[ast.ExternalData](), "external_data": sourceOf[ast.ExternalData](),
	}
}

// pipeline reads an expression and the operators behind it.
func (r reader) pipeline() ast.Expr {
	start := r.start()
	x := r.expr()
	if !r.is("|") {
		return x
	}
	return r.operators(start, x)
}

// subPipeline reads operators that go on from the rows around them, with or without a source or a pipe before the first.
func (r reader) subPipeline() ast.Expr {
	start := r.start()
	if t := r.Peek(); operators[t.Value] != nil && t.Type == wordToken && r.second().Value != "(" && sources[t.Value] == nil && !leading[t.Value] {
		p := &ast.Pipeline{Ops: []ast.Operator{r.operatorNode()}}
		p.At = r.from(start)
		if !r.is("|") {
			return p
		}
		rest := r.operators(start, nil).(*ast.Pipeline)
		rest.Ops = append(p.Ops, rest.Ops...)
		return rest
	}
	return r.pipeline()
}

// operators reads | operator | operator …
func (r reader) operators(start int, source ast.Expr) ast.Expr {
	p := &ast.Pipeline{Source: source}
	for r.take("|") {
		p.Ops = append(p.Ops, r.operatorNode())
	}
	p.At = r.from(start)
	return p
}

// operatorNode reads one operator. What is wrong with it becomes a bad operator, and reading goes on at the next pipe,
// semicolon or closing bracket of this depth.
func (r reader) operatorNode() ast.Operator {
	t := *r.Peek()
	start := r.start()
	parse := operators[t.Value]
	if parse == nil || t.Type != wordToken {
		bad := &ast.BadOperator{Keyword: t.Value, Where: tokenSpan(&t), Expected: "an operator"}
		r.recover()
		bad.At = ast.At{Src: ast.Span{Start: start, End: max(r.end(), start)}}
		return bad
	}
	op, err := parse(r.PeekingLexer)
	if err == nil && r.done() {
		return op
	}
	at, expected := r.failure(err, "the operator's end")
	bad := &ast.BadOperator{Keyword: t.Value, Expected: expected, Op: op}
	bad.Where, bad.Found = r.unexpected(&at)
	r.recover()
	bad.At = r.from(start)
	return bad
}

// failure returns the token at which participle stopped and what it expected there.
func (r reader) failure(err error, expected string) (lexer.Token, string) {
	if u, ok := err.(*participle.UnexpectedTokenError); ok {
		return u.Unexpected, plainExpect(u.Expect)
	}
	return *r.Peek(), expected
}

// done tells whether an operator can end here.
func (r reader) done() bool {
	return r.Peek().EOF() || r.isAny("|", ";", ")", "}", "]", ",", "top-nested")
}

// recover skips to the next |, ; or closing bracket of this depth.
func (r reader) recover() {
	for depth := 0; !r.Peek().EOF(); r.Next() {
		t := r.Peek()
		if t.Type != punctToken {
			continue
		}
		switch t.Value {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			if depth == 0 {
				return
			}
			depth--
		case "|", ";":
			if depth == 0 {
				return
			}
		}
	}
}

// sourceOperator reads what can begin a pipeline with a keyword, nil where the word is something else.
func (r reader) sourceOperator() ast.Expr {
	t := *r.Peek()
	next := r.second()
	start := r.start()
	if parse := sources[t.Value]; parse != nil {
		if t.Value == "range" && next.Type != wordToken || t.Value != "datatable" && t.Value != "externaldata" && next.Value == "(" && t.Value != "print" {
			return nil
		}
		if next.Value == "=" || next.Value == "." || next.EOF() || next.Value == "," || next.Value == ")" {
			return nil
		}
		x, err := parse(r.PeekingLexer)
		if err == nil {
			return x
		}
		at, expected := r.failure(err, "")
		bad := &ast.Bad{Expected: expected}
		bad.Src, bad.Found = r.unexpected(&at)
		r.recover()
		return bad
	}
	if leading[t.Value] && (next.Type == wordToken && (levels[next.Value].prec == 0 || next.Value == "in") || next.Type == stringToken || next.Value == "(" && t.Value == "union" || next.Value == "*" || next.Value == "[") {
		op := r.operatorNode()
		return &ast.TabularOperator{Op: op, At: r.from(start)}
	}
	return nil
}
