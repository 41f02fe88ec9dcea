package parser

import (
	"reflect"

	"github.com/kqlc/kqlc/ast"
)

// measure finds in the tree where lines may begin, and which blanks the tokens do not tell by themselves.
func (l *layout) measure(f *ast.File) {
	all := &group{to: len(l.tokens), breaks: map[int]int{}, always: true, blanks: true}
	for _, d := range f.Directives {
		all.breaks[l.token(d)] = 0
	}
	for _, s := range f.Statements {
		all.breaks[l.token(s)] = 0
	}
	l.add(all)
	for _, s := range f.Statements {
		l.statement(s)
	}
	chained := map[ast.Node]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if b, ok := n.(*ast.Binary); ok {
			if !chained[b] {
				l.chain(b, chained)
			}
			return true
		}
		l.node(n)
		return true
	})
}

// token is the number of a node's first token, behind that of the token behind it.
func (l *layout) token(n ast.Node) int { return l.at[n.Span().Start] }

func (l *layout) behind(n ast.Node) int {
	i, end := l.token(n), n.Span().End
	for l.tokens[i].Pos.Offset < end && !l.tokens[i].EOF() {
		i++
	}
	return i
}

func (l *layout) add(g *group) {
	if len(g.breaks) > 0 {
		l.groups[g.from] = append(l.groups[g.from], g)
	}
}

// statement breaks the pipeline of a statement of the file at each pipe.
func (l *layout) statement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.ExprStatement:
		if p, ok := s.Expr.(*ast.Pipeline); ok {
			l.pipeline(p, 0, true)
		}
	case *ast.Let:
		if p, ok := s.Value.(*ast.Pipeline); ok {
			l.pipeline(p, indentBy, true)
		}
	}
}

func (l *layout) pipeline(p *ast.Pipeline, indent int, always bool) {
	g := &group{from: l.token(p), to: l.behind(p), breaks: map[int]int{}, always: always}
	for i, op := range p.Ops {
		if i > 0 || p.Source != nil {
			g.breaks[l.token(op)-1] = indent
		}
	}
	for _, known := range l.groups[g.from] {
		if known.to == g.to && known.always && !always {
			return // a statement's, which has been added
		}
	}
	l.add(g)
}

// bracketed breaks what stands in brackets: behind the first, before each element, and before the last.
func (l *layout) bracketed(open, behind int, elems []ast.Node, fill bool) {
	if len(elems) == 0 {
		return
	}
	g := &group{from: open, to: behind, breaks: map[int]int{open + 1: indentBy, behind - 1: 0}, fill: fill}
	for _, e := range elems {
		g.breaks[l.token(e)] = indentBy
	}
	l.add(g)
}

// chain breaks a condition before each and, or before each or.
func (l *layout) chain(b *ast.Binary, chained map[ast.Node]bool) {
	if b.Op == ":" {
		l.spaced[l.at[b.OpPos.Start]] = true
		l.spaced[l.at[b.OpPos.Start]+1] = true
	}
	if b.Op != "and" && b.Op != "or" {
		return
	}
	g := &group{from: l.token(b), to: l.behind(b), breaks: map[int]int{}}
	for x := b; ; {
		chained[x] = true
		g.breaks[l.at[x.OpPos.Start]] = indentBy
		left, ok := x.X.(*ast.Binary)
		if !ok || left.Op != b.Op {
			break
		}
		x = left
	}
	l.add(g)
}

// node notes what a node says of its tokens.
func (l *layout) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Pipeline:
		l.pipeline(n, 0, false)
	case *ast.Paren:
		l.bracketed(l.token(n), l.behind(n), []ast.Node{n.X}, false)
	case *ast.Call:
		l.call(n)
	case *ast.In:
		open := l.at[n.OpPos.Start] + 1
		l.bracketed(open, l.behind(n), nodes(n.List), allLiterals(n.List))
	case *ast.Array:
		l.bracketed(l.token(n), l.behind(n), nodes(n.Elems), allLiterals(n.Elems))
	case *ast.Bag:
		l.bag(n)
	case *ast.Dynamic, *ast.Typeof:
		l.glued[l.token(n)+1] = true
	case *ast.Index:
		l.glued[l.behind(n.X)] = true
	case *ast.Unary:
		l.glued[l.token(n)+1] = true
	case *ast.Wildcard:
		l.glueAll(n)
	case *ast.NamePattern:
		if n.Wildcard {
			l.glueAll(n)
		}
	case *ast.Name:
		if n.Client {
			l.glueAll(n)
		}
	case *ast.Arrow, *ast.GraphPattern:
		l.glueAll(n)
	case *ast.SeriesRange:
		l.glued[l.token(n)+2] = true
	case *ast.Param:
		l.param(n)
	case *ast.DataScope:
		end := l.behind(n)
		l.glued[end-1], l.glued[end-2] = true, true
	case *ast.ScanStep:
		l.spaced[l.token(n.Cond)] = true
	case *ast.Evaluate:
		if n.Schema != nil {
			l.spaced[l.token(n.Schema)], l.spaced[l.token(n.Schema)-1] = true, true
		}
		l.elements(n)
	case *ast.Function:
		l.function(n)
	case *ast.DataTable:
		l.dataTable(n)
	case *ast.ExternalData:
		l.externalData(n)
	case *ast.Parse:
		l.parse(n)
	case *ast.By:
		l.elements(n)
	case ast.Operator:
		l.elements(n)
	case *ast.Print:
		l.elements(n)
	}
}

func (l *layout) glueAll(n ast.Node) {
	for i := l.token(n) + 1; i < l.behind(n); i++ {
		l.glued[i] = true
	}
}

func (l *layout) call(n *ast.Call) {
	open := l.behind(n.Func)
	if n.Params == nil {
		l.glued[open] = true
	} else {
		open = l.behind(n.Params)
	}
	l.bracketed(open, l.behind(n), nodes(n.Args), false)
}

func (l *layout) bag(n *ast.Bag) {
	open, behind := l.token(n), l.behind(n)
	l.glued[open+1], l.glued[behind-1] = true, true
	for _, k := range n.Keys {
		l.spaced[l.behind(k)+1] = true
	}
	l.bracketed(open, behind, nodes(n.Keys), false)
}

func (l *layout) param(n *ast.Param) {
	for i := l.token(n); i < l.behind(n); i++ {
		if l.tokens[i].Value == "=" {
			l.glued[i], l.glued[i+1] = true, true
			return
		}
	}
}

// function breaks a body before each statement.
func (l *layout) function(n *ast.Function) {
	behind := l.behind(n)
	if l.tokens[behind-1].Value != "}" || len(n.Body) == 0 {
		return
	}
	open := l.token(n.Body[0]) - 1
	g := &group{from: open, to: behind, breaks: map[int]int{behind - 1: 0}, always: len(n.Body) > 1, blanks: true}
	for _, s := range n.Body {
		g.breaks[l.token(s)] = indentBy
	}
	l.add(g)
}

// dataTable breaks the values of a table before each row.
func (l *layout) dataTable(n *ast.DataTable) {
	if len(n.Values) == 0 {
		return
	}
	width := 1
	if s, ok := n.Schema.(*ast.RowSchema); ok {
		width = max(len(s.Columns), 1)
	}
	open, behind := l.behind(n.Schema), l.behind(n)
	g := &group{from: open, to: behind, breaks: map[int]int{open + 1: indentBy, behind - 1: 0}}
	for i, v := range n.Values {
		if i%width == 0 {
			g.breaks[l.token(v)] = indentBy
		}
	}
	l.add(g)
}

// externalData breaks the list of files.
func (l *layout) externalData(n *ast.ExternalData) {
	if len(n.URIs) == 0 {
		return
	}
	last := l.behind(n.URIs[len(n.URIs)-1])
	if l.tokens[last].Value == "," {
		last++
	}
	l.bracketed(l.token(n.URIs[0])-1, last+1, nodes(n.URIs), false)
}

// parse fills lines with the parts of a pattern, each text with what follows it.
func (l *layout) parse(n *ast.Parse) {
	if len(n.Parts) == 0 {
		return
	}
	first := l.token(n.Parts[0])
	g := &group{from: first - 1, to: l.behind(n), breaks: map[int]int{first: indentBy}, fill: true}
	for _, p := range n.Parts {
		if p.Text != nil {
			g.breaks[l.token(p)] = indentBy
		}
	}
	l.add(g)
}

// elements breaks the lists of an operator, and its by, from the first element on.
func (l *layout) elements(n ast.Node) {
	g := &group{from: -1, to: l.behind(n), breaks: map[int]int{}}
	add := func(child ast.Node) {
		i := l.token(child)
		if g.from < 0 || i <= g.from {
			g.from = i - 1
		}
		g.breaks[i] = indentBy
	}
	v := reflect.ValueOf(n).Elem()
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.Slice:
			for j := range f.Len() {
				if child, ok := f.Index(j).Interface().(ast.Node); ok {
					add(child)
				}
			}
		case reflect.Pointer:
			if by, ok := f.Interface().(*ast.By); ok && by != nil {
				add(by)
			}
		}
	}
	if len(g.breaks) > 1 {
		l.add(g)
	}
}

func nodes[E ast.Node](list []E) []ast.Node {
	out := make([]ast.Node, len(list))
	for i, e := range list {
		out[i] = e
	}
	return out
}

func allLiterals(list []ast.Expr) bool {
	for _, e := range list {
		if _, ok := e.(*ast.Literal); !ok {
			return false
		}
	}
	return true
}
