package sema

import (
	"slices"

	"github.com/kqlc/kqlc/ast"
)

// pattern is a declared pattern: queries that constant texts choose from.
type pattern struct {
	params  []*param
	path    *param
	matches []patternMatch
	scope   *scope
}

// patternMatch is one of the queries and the texts that choose it.
type patternMatch struct {
	values []string
	path   string
	body   []ast.Statement
}

// declarePattern declares a pattern and binds its queries once, for what is wrong with them.
func (b *binder) declarePattern(s *ast.DeclarePattern) {
	p := &pattern{params: b.parameters(s.Params), scope: b.scope}
	if s.Path != nil {
		p.path = b.parameters([]*ast.Parameter{s.Path})[0]
	}
	for _, m := range s.Matches {
		if len(m.Values) != len(p.params) {
			b.report(patternValues(m.Span(), len(p.params), len(m.Values)))
		}
		match := patternMatch{values: b.literalTexts(m.Values)}
		switch {
		case m.Path == nil && p.path != nil:
			b.report(patternPathMissing(m.Span()))
		case m.Path != nil && p.path == nil:
			b.report(patternPathExtra(m.Path.Span()))
		case m.Path != nil:
			match.path = b.literalTexts([]ast.Expr{unbracketed(m.Path)})[0]
		}
		if m.Body != nil {
			match.body = m.Body.Body
		}
		p.matches = append(p.matches, match)
		inner := b.patternBody(p, match)
		rule := *b.rule
		inner.rule, inner.inFunction = &rule, true
		inner.statements(match.body)
		b.lets = inner.lets
	}
	sym := &symbol{name: s.Name.Text, span: s.Name.Span(), pattern: p, used: true, param: true}
	sym.use = func(b *binder, span ast.Span) value {
		b.gap(span, "a pattern that is not called")
		return failed(span)
	}
	b.scope = b.scope.with(sym)
}

// literalTexts are the values of string literals; anything else is reported.
func (b *binder) literalTexts(list []ast.Expr) []string {
	texts := make([]string, len(list))
	for i, e := range list {
		v := b.expr(e)
		if b.isString(v) && !v.literal {
			b.report(literalExpected(v.span))
		}
		texts[i], _ = v.val.(string)
	}
	return texts
}

// unbracketed is what stands in brackets.
func unbracketed(e ast.Expr) ast.Expr {
	if br, ok := e.(*ast.Bracketed); ok {
		return br.X
	}
	return e
}

// patternBody is a binder for the query of a match: it sees the parameters with their values.
func (b *binder) patternBody(p *pattern, m patternMatch) *binder {
	inner := *b
	s := p.scope.nested()
	texts := m.values
	params := p.params
	if p.path != nil {
		params, texts = append(slices.Clone(params), p.path), append(slices.Clone(texts), m.path)
	}
	for i, param := range params {
		if i >= len(texts) {
			break
		}
		sym := &symbol{name: param.name, typ: param.typ, span: param.span, used: true, param: true}
		v := value{typ: param.typ, expr: textConstant(texts[i], param.span), val: texts[i], constant: true}
		b.bindScalar(sym, v, param)
		s = s.with(sym)
	}
	inner.scope, inner.row, inner.right, inner.kind, inner.piped, inner.path = s, nil, nil, normalScope, nil, nil
	inner.suffix, inner.groupBy, inner.graph = 1, nil, nil
	return &inner
}

// patternNamed is the pattern that a call names, nil for none.
func (b *binder) patternNamed(e ast.Expr) (*pattern, *ast.Call) {
	call, ok := e.(*ast.Call)
	if !ok {
		return nil, nil
	}
	if sym := b.scope.find(call.Func.Text); sym != nil && sym.pattern != nil {
		return sym.pattern, call
	}
	return nil, nil
}

// patternMember binds p(…).name and p(…).["name"].
func (b *binder) patternMember(e *ast.Member) (value, bool) {
	p, call := b.patternNamed(e.X)
	if p == nil || p.path == nil {
		return value{}, false
	}
	name, at := memberName(e.Name)
	if lit, ok := unbracketed(e.Name).(*ast.Literal); ok {
		name = literalText(lit)
	}
	v := b.patternCall(p, call, func(m patternMatch) bool { return m.path == name }, at)
	v.span = e.Span()
	return v, true
}

// patternCall binds the query that the arguments of a call choose. fits tells whether the path does as well; what does not
// fit is reported at its place.
func (b *binder) patternCall(p *pattern, e *ast.Call, fits func(patternMatch) bool, at ast.Span) value {
	if len(e.Args) != len(p.params) {
		b.report(patternValues(e.Func.Span(), len(p.params), len(e.Args)))
	}
	texts := b.literalTexts(e.Args)
	span := e.Func.Span()
	for _, m := range p.matches {
		if !slices.Equal(m.values, texts) {
			continue
		}
		if span = at; !fits(m) {
			continue
		}
		if !b.enter(e.Span()) {
			return failed(e.Span())
		}
		defer b.leave()
		inner := b.patternBody(p, m)
		inner.mute++
		v := inner.statements(m.body)
		v.ref, v.result, v.name, v.literal, v.call, v.constant, v.val = nil, nil, "", false, nil, false, nil
		return v
	}
	b.report(noPatternMatches(span, e.Func.Text))
	return failed(e.Span())
}
