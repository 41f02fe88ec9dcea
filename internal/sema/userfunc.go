package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/types"
)

// function is a function of a let or of the schema.
type function struct {
	name   string
	params []*param
	body   []ast.Statement
	// scope is what the body sees besides its parameters.
	scope *scope
	view  bool
	// result is the result of a function that is declared without KQL; nil otherwise.
	result *types.Table
	// fn matches calls.
	fn *catalog.Function
	// busy blocks calls of the function within itself.
	busy bool
	span ast.Span
}

// param is a parameter of a function.
type param struct {
	name string
	// typ is a scalar, or a table; a table of any columns has none.
	typ types.Type
	// def is the default value, nil without one.
	def      ast.Expr
	optional bool
	span     ast.Span
}

func (p *param) isTable() bool { _, ok := p.typ.(*types.Table); return ok }

// required is the number of parameters without a default.
func (f *function) required() int {
	n := 0
	for _, p := range f.params {
		if !p.optional {
			n++
		}
	}
	return n
}

// signature makes the function known to the catalogue's matching.
func (f *function) signature() {
	params := make([]*catalog.Param, len(f.params))
	for i, p := range f.params {
		c := &catalog.Param{Name: p.name, Types: []types.Type{p.typ}, Min: 1, Max: 1}
		if p.optional {
			c.Min = 0
		}
		if t, ok := p.typ.(*types.Table); ok && len(t.Columns) == 0 {
			c.Type, c.Types = catalog.Tabular, nil
		}
		params[i] = c
	}
	f.fn = catalog.NewUser(f.name, params, func(*catalog.Call) types.Type { return types.Unknown })
}

// userFunction returns the function that a let or the schema declares under the name, nil without one.
func (b *binder) userFunction(name string) *function {
	if b.kind == pluginScope {
		return nil
	}
	if sym := b.scope.find(name); sym != nil && sym.fn != nil {
		sym.used = true
		return sym.fn
	}
	return b.databaseFunction(name)
}

// databaseFunction returns the schema's function of that name, nil without one.
func (b *binder) databaseFunction(name string) *function {
	if f := b.budget.functions[name]; f != nil {
		return f
	}
	f := b.parsedFunction(name)
	if f == nil {
		return nil
	}
	// A query marks the functions that it is in: it has its own of them.
	own := *f
	if b.budget.functions == nil {
		b.budget.functions = map[string]*function{}
	}
	b.budget.functions[name] = &own
	return &own
}

// parsedFunction reads a function of the schema once for all queries.
func (b *binder) parsedFunction(name string) *function {
	if f, ok := b.env.functions.Load(name); ok {
		return f.(*function)
	}
	decl := b.env.Schema.Function(name)
	if decl == nil {
		return nil
	}
	f := b.declared(decl)
	if f == nil {
		return nil
	}
	b.env.functions.Store(name, f)
	return f
}

// declared reads a function of the schema.
func (b *binder) declared(decl *schema.Function) *function {
	f := &function{name: decl.Name, result: decl.Result}
	if decl.Result == nil {
		if b.env.Parse == nil {
			return nil
		}
		file, _ := b.env.Parse("let f = " + decl.ParamText + decl.Body)
		let, ok := onlyLet(file)
		if !ok {
			return nil
		}
		inner := *b
		inner.mute, inner.row, inner.right, inner.kind = 1, nil, nil, normalScope
		inner.scope = &scope{}
		f.params, f.body = inner.parameters(let.Params), let.Body
		f.scope = inner.scope
	}
	for _, p := range decl.Params {
		f.params = append(f.params, &param{name: p.Name, typ: p.Type, optional: p.Optional})
	}
	f.signature()
	return f
}

// onlyLet returns the function that a text declares.
func onlyLet(file *ast.File) (*ast.Function, bool) {
	if file == nil || len(file.Statements) == 0 {
		return nil, false
	}
	let, ok := file.Statements[0].(*ast.Let)
	if !ok {
		return nil, false
	}
	f, ok := let.Value.(*ast.Function)
	return f, ok
}

// parameters reads the declarations of parameters.
func (b *binder) parameters(list []*ast.Parameter) []*param {
	var params []*param
	tables := true
	for _, p := range list {
		out := &param{name: p.Name.Text, def: p.Default, optional: p.Default != nil, span: p.Span()}
		out.typ = b.declaredType(p)
		if out.isTable() && !tables {
			b.report(tablesFirst(p.Span()))
		}
		tables = out.isTable()
		if p.Default != nil && out.typ != types.Error {
			v := b.expr(p.Default)
			switch {
			case v.isError():
			case !v.literal || v.word:
				b.report(defaultNotLiteral(v.span))
			default:
				b.hasType(v, out.typ, types.Compatible)
			}
		}
		params = append(params, out)
	}
	return params
}

// declaredType is the type that a parameter declares.
func (b *binder) declaredType(p *ast.Parameter) types.Type {
	if p.Schema == nil {
		return b.typeNamed(p.Type)
	}
	return b.rowSchema(p.Schema, true)
}

// userCall binds a call of a user's function.
func (b *binder) userCall(f *function, e *ast.Call) value {
	old, path := b.kind, b.path
	piped := b.piped
	b.path, b.piped = nil, nil
	if b.kind != aggregateScope {
		b.kind = normalScope
	}
	row := b.row
	if piped != nil && serviceColumnArgument(f) {
		b.row = piped.row
	}
	values := b.argExprs(e.Args)
	b.row, b.kind, b.path = row, old, path
	labels := make([]string, len(values))
	for i, a := range e.Args {
		if n, ok := a.(*ast.Named); ok && !n.Tuple && len(n.Names) == 1 {
			labels[i] = n.Names[0].Text
		}
	}
	if piped != nil {
		values = append([]value{*piped}, values...)
		labels = append([]string{""}, labels...)
	}
	return b.invokeUserAt(f, values, labels, e.Func.Span(), e.Span())
}

// serviceColumnArgument tells whether the arguments of a function of the service may name columns of the rows that invoke
// passes: invoke FileProfile(SHA1, 1000).
func serviceColumnArgument(f *function) bool { return f.scope == nil || f.span == (ast.Span{}) }

func (b *binder) invokeUser(f *function, values []value, labels []string, span ast.Span) value {
	return b.invokeUserAt(f, values, labels, span, span)
}

// invokeUserAt puts a function's body in place of its call.
func (b *binder) invokeUserAt(f *function, values []value, labels []string, at, span ast.Span) value {
	args := make([]catalog.Arg, len(values))
	for i, v := range values {
		args[i] = v.arg()
		args[i].Label = labels[i]
	}
	c := f.fn.Match(args, b.calls())
	b.problems(c, values, at)
	if f.busy {
		b.report(b.unknownFunction(at, f.name))
		return failed(span)
	}
	if f.result != nil {
		return b.serviceResult(f, values, span)
	}
	if !b.enter(span) {
		return failed(span)
	}
	defer b.leave()
	f.busy = true
	v := b.body(f, b.bindings(f, c, values))
	f.busy = false
	v.span = span
	if f.span == (ast.Span{}) {
		v = b.enriched(f, v, values, span)
		placeCall(v, values, span)
	}
	if v.isError() || v.typ == types.Void {
		v.typ = types.Unknown
	}
	v.ref, v.result, v.name, v.literal, v.call, v.constant, v.val = nil, nil, "", false, nil, false, nil
	return v
}

// bindings are the parameters of a call as declarations.
func (b *binder) bindings(f *function, c *catalog.Call, values []value) *scope {
	s := f.scope.nested()
	for i, p := range f.params {
		sym := &symbol{name: p.name, typ: p.typ, span: p.span, used: true, param: true}
		var v *value
		for k := range values {
			if c.Sig != nil && k < len(c.Params) && c.Params[k] != nil && c.Params[k] == c.Sig.Params[i] {
				v = &values[k]
				break
			}
		}
		switch {
		case v != nil && p.isTable():
			b.bindTable(sym, *v)
		case v != nil:
			b.bindScalar(sym, *v, p)
		case p.def != nil:
			inner := *b
			inner.mute = 1
			d := inner.expr(p.def)
			b.bindScalar(sym, d, p)
		default:
			b.bindMissing(sym, p)
		}
		s = s.with(sym)
	}
	return s
}

// body binds the statements of a function in the scope of its parameters.
func (b *binder) body(f *function, s *scope) value {
	inner := *b
	inner.mute = b.mute + 1
	inner.scope, inner.row, inner.right, inner.kind, inner.piped, inner.path = s, nil, nil, normalScope, nil, nil
	inner.suffix, inner.groupBy, inner.graph = 1, nil, nil
	return inner.statements(f.body)
}
