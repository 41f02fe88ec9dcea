package parser

import (
	"slices"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
)

// byHand reads the operators that most queries are made of, which takes participle many times as long. Each takes what
// the tags of its node take, and nothing else: TestByHand holds them to it. Errors are only counted; a query that has one
// is read again by the tags alone, which know what was expected.
var byHand = map[string]func(reader) ast.Operator{
	"where": reader.where, "filter": reader.where, "extend": reader.extend, "project": reader.project,
	"project-away": reader.projectAway, "project-keep": reader.projectKeep, "project-rename": reader.projectRename,
	"project-reorder": reader.projectReorder, "summarize": reader.summarize, "distinct": reader.distinct,
	"sort": reader.sort, "order": reader.sort, "top": reader.top, "take": reader.takeRows, "limit": reader.takeRows,
	"count": reader.count, "join": reader.join, "lookup": reader.lookup, "union": reader.union,
	"mv-expand": reader.mvExpand, "mvexpand": reader.mvExpand, "parse": reader.parse, "parse-where": reader.parse,
}

// quick reads an operator by hand, unless all are to be read by their tags.
func quick(read func(reader) ast.Operator, tags operatorParser) operatorParser {
	return func(lex *lexer.PeekingLexer) (ast.Operator, error) {
		if r := (reader{lex}); !r.byTags() {
			return read(r), nil
		}
		return tags(lex)
	}
}

// place is that of a node that begins at a token and ends before the next one.
func (r reader) place(first *lexer.Token) ast.Place {
	return ast.Place{Pos: first.Pos, EndPos: r.Peek().Pos}
}

// need counts an error where there is no x.
func need[T comparable](r reader, x T) T {
	var none T
	if x == none {
		r.fault()
	}
	return x
}

// must consumes a word, or counts an error.
func (r reader) must(word string) {
	if !r.take(word) {
		r.fault()
	}
}

// takeAny consumes the next token if it is one of the texts, and returns it.
func (r reader) takeAny(texts ...string) string {
	if r.isAny(texts...) {
		return r.Next().Value
	}
	return ""
}

// several reads elements with commas between.
func several[T comparable](r reader, read func(reader) T) []T {
	return following(r, need(r, read(r)), read)
}

// perhaps reads elements with commas between, of which there may be none.
func perhaps[T comparable](r reader, read func(reader) T) []T {
	var none T
	first := read(r)
	if first == none {
		return nil
	}
	return following(r, first, read)
}

func following[T comparable](r reader, first T, read func(reader) T) []T {
	var room [8]T // most lists fit, and are allocated once
	list := append(room[:0], first)
	for r.take(",") {
		list = append(list, need(r, read(r)))
	}
	return slices.Clone(list)
}

// Elements, as the types of the fields that hold them.
func (r reader) namedExpr() ast.NamedExpr    { return r.named() }
func (r reader) plainExpr() ast.NamedExpr    { return r.expr() }
func (r reader) distinctExpr() ast.NamedExpr { return r.starOrNamed() }
func (r reader) unionSource() ast.Source     { return r.table() }
func (r reader) namePattern() ast.Pattern    { return r.pattern() }

func (r reader) where() ast.Operator {
	t := r.Next()
	n := &ast.Where{Keyword: t.Value, Hints: r.params(noParams), Pred: need(r, r.named())}
	n.Place = r.place(t)
	return n
}

func (r reader) extend() ast.Operator {
	t := r.Next()
	return &ast.Extend{Exprs: several(r, reader.namedExpr), Place: r.place(t)}
}

func (r reader) project() ast.Operator {
	t := r.Next()
	return &ast.Project{Exprs: perhaps(r, reader.namedExpr), Place: r.place(t)}
}

func (r reader) projectRename() ast.Operator {
	t := r.Next()
	return &ast.ProjectRename{Exprs: perhaps(r, reader.namedExpr), Place: r.place(t)}
}

func (r reader) projectAway() ast.Operator {
	t := r.Next()
	return &ast.ProjectAway{Names: perhaps(r, reader.namePattern), Place: r.place(t)}
}

func (r reader) projectKeep() ast.Operator {
	t := r.Next()
	return &ast.ProjectKeep{Names: perhaps(r, reader.namePattern), Place: r.place(t)}
}

func (r reader) projectReorder() ast.Operator {
	t := r.Next()
	return &ast.ProjectReorder{Names: perhaps(r, reader.orderedName), Place: r.place(t)}
}

func (r reader) orderedName() *ast.OrderedName {
	t := r.Peek()
	name := r.pattern()
	if name == nil {
		return nil
	}
	return &ast.OrderedName{Name: name, Dir: r.direction(), Place: r.place(t)}
}

func (r reader) direction() string { return r.takeAny("asc", "desc", "granny-asc", "granny-desc") }

func (r reader) summarize() ast.Operator {
	t := r.Next()
	n := &ast.Summarize{Hints: r.params(noParams)}
	if !r.is("by") {
		n.Aggs = perhaps(r, reader.namedExpr)
	}
	if r.is("by") {
		n.By = r.by()
	}
	n.Place = r.place(t)
	return n
}

func (r reader) by() *ast.By {
	t := r.Next()
	n := &ast.By{Exprs: several(r, reader.key)}
	if r.is("bin") && r.isAhead(1, "=") {
		r.Next()
		r.Next()
		n.Bin = need(r, r.expr())
	}
	n.Place = r.place(t)
	return n
}

// key is what rows are grouped by. The size of bins is none.
func (r reader) key() ast.NamedExpr {
	if r.is("bin") && r.isAhead(1, "=") {
		switch r.ahead(2).Type {
		case longToken, realToken, timeSpanToken:
			return nil
		}
	}
	return r.named()
}

func (r reader) distinct() ast.Operator {
	t := r.Next()
	return &ast.Distinct{Hints: r.params(noParams), Exprs: several(r, reader.distinctExpr), Place: r.place(t)}
}

func (r reader) sort() ast.Operator {
	t := r.Next()
	n := &ast.Sort{Keyword: t.Value, Hints: r.params(noParams)}
	r.must("by")
	n.Keys = several(r, reader.ordered)
	n.Place = r.place(t)
	return n
}

func (r reader) ordered() *ast.Ordered {
	t := r.Peek()
	n := &ast.Ordered{Expr: need(r, r.named()), Dir: r.direction()}
	if r.take("nulls") {
		n.Nulls = need(r, r.takeAny("first", "last"))
	}
	n.Place = r.place(t)
	return n
}

func (r reader) top() ast.Operator {
	t := r.Next()
	n := &ast.Top{Hints: r.params(noParams), Count: need(r, r.named())}
	r.must("by")
	n.Key = r.ordered()
	n.Place = r.place(t)
	return n
}

func (r reader) takeRows() ast.Operator {
	t := r.Next()
	n := &ast.Take{Keyword: t.Value, Hints: r.params(noParams), Count: need(r, r.named())}
	n.Place = r.place(t)
	return n
}

func (r reader) count() ast.Operator {
	t := r.Next()
	n := &ast.Count{Keyword: t.Value}
	if r.take("as") {
		n.As = need(r, r.bareName())
	}
	n.Place = r.place(t)
	return n
}

func (r reader) join() ast.Operator {
	t := r.Next()
	n := &ast.Join{Params: r.params(noParams), Right: need(r, r.expr())}
	switch {
	case r.take("on"):
		n.On = several(r, reader.plainExpr)
	case r.take("where"):
		n.Where = need(r, r.expr())
	}
	n.Place = r.place(t)
	return n
}

func (r reader) lookup() ast.Operator {
	t := r.Next()
	n := &ast.Lookup{Params: r.params(noParams), Right: need(r, r.expr())}
	r.must("on")
	n.On = several(r, reader.plainExpr)
	n.Place = r.place(t)
	return n
}

func (r reader) union() ast.Operator {
	t := r.Next()
	return &ast.Union{Params: r.params(unionParams), Tables: several(r, reader.unionSource), Place: r.place(t)}
}

func (r reader) mvExpand() ast.Operator {
	t := r.Next()
	n := &ast.MvExpand{Keyword: t.Value, Params: r.params(noParams)}
	if r.is("limit") {
		r.fault()
	}
	n.Items = several(r, reader.expanded)
	if r.take("limit") {
		n.Limit = need(r, r.expr())
	}
	n.Place = r.place(t)
	return n
}

func (r reader) expanded() *ast.Expanded {
	t := r.Peek()
	if r.is("to") {
		r.fault()
	}
	n := &ast.Expanded{Expr: need(r, r.named())}
	if r.take("to") {
		n.To = need(r, r.typeof())
	}
	n.Place = r.place(t)
	return n
}

func (r reader) parse() ast.Operator {
	t := r.Next()
	n := &ast.Parse{Keyword: t.Value, Params: r.params(parseParams), Expr: need(r, r.expr())}
	r.must("with")
	for part := r.parsePart(); part != nil; part = r.parsePart() {
		n.Parts = append(n.Parts, part)
	}
	n.Place = r.place(t)
	return n
}

func (r reader) parsePart() *ast.ParsePart {
	t := r.Peek()
	n := &ast.ParsePart{}
	if r.take("*") {
		n.Star = true
	} else if text := r.text(); text != nil {
		n.Text = text
	} else if name := r.extendedName(); name != nil {
		n.Name = name
		if r.take(":") {
			n.Type = r.typeNode()
		}
	} else {
		return nil
	}
	n.Place = r.place(t)
	return n
}
