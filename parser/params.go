package parser

import "github.com/kqlc/kqlc/ast"

// valueForm is what stands behind the equals sign of a parameter.
type valueForm uint8

const (
	anyValue  valueForm = iota // a literal or a word
	pathValue                  // an expression without operators
	nameList                   // names with commas between
)

// paramSet is the parameters that an operator knows.
type paramSet struct {
	forms map[string]valueForm
	// words are keywords that can be values though they cannot be names.
	words map[string]bool
	// only means that the parameters that all operators take are not taken.
	only bool
}

func paramsNamed(names string) *paramSet {
	p := &paramSet{forms: map[string]valueForm{}}
	for name := range set(names) {
		p.forms[name] = anyValue
	}
	return p
}

func (p *paramSet) with(f valueForm, names string) *paramSet {
	for name := range set(names) {
		p.forms[name] = f
	}
	return p
}

func (p *paramSet) values(words string) *paramSet {
	p.words = set(words)
	return p
}

func (p *paramSet) exactly() *paramSet {
	p.only = true
	return p
}

// common are the parameters that every operator takes, whether they mean anything to it or not.
var common = set(`bagexpansion bin_legacy __crossCluster __crossDB decodeblocks expandoutput hint.concurrency
	hint.distribution hint.materialized hint.num_partitions hint.pass_filters hint.pass_filters_column
	hint.progressive_top hint.remote hint.shufflekey hint.spread hint.strategy __id isfuzzy __isFuzzy kind
	__noWithSource __packedColumn __sourceColumnIndex cycles with_match_id with_itemindex withsource with_source
	with_step_name force_remote`)

var (
	noParams        = paramsNamed("")
	nothing         = paramsNamed("").exactly()
	kindOnly        = paramsNamed("kind").values("nooptimization").exactly()
	parseParams     = paramsNamed("flags").values("simple relaxed")
	reduceParams    = paramsNamed("threshold characters")
	unionParams     = paramsNamed("best_effort")
	graphParams     = paramsNamed("output with_component_id with_source_id with_target_id with_node_id")
	chartParams     = paramsNamed("kind accumulate").with(pathValue, "title").exactly()
	parseKVParams   = paramsNamed("pair_delimiter kv_delimiter regex quote escape greedy").exactly()
	chartProperties = paramsNamed("kind accumulate xcolumn xaxis yaxis legend ysplit ymin ymax xmin xmax").
			with(pathValue, "title xtitle ytitle").with(nameList, "ycolumns anomalycolumns series").exactly()
)

// knows tells whether a name is a parameter, and what its value is.
func (p *paramSet) knows(name string) (valueForm, bool) {
	if f, ok := p.forms[name]; ok {
		return f, true
	}
	return anyValue, !p.only && common[name]
}

func has(forms map[string]valueForm, name string) bool {
	_, ok := forms[name]
	return ok
}

// none is where there are no parameters.
var none = &ast.Params{}

// params reads name = value as long as the name is known.
func (r reader) params(known *paramSet) *ast.Params { return r.paramsBy(known, reader.noParam) }

// noParam is no parameter that needs reading by itself.
func (r reader) noParam() *ast.Param { return nil }

// paramsBy reads parameters of two kinds.
func (r reader) paramsBy(known *paramSet, other func(reader) *ast.Param) *ast.Params {
	start := r.start()
	p := none
	for {
		one := r.param(known)
		if one == nil {
			one = other(r)
		}
		if one == nil {
			return p
		}
		if p == none {
			p = &ast.Params{}
		}
		p.List = append(p.List, one)
		p.At = r.from(start)
	}
}

// paramName is a parameter's name that an equals sign follows, and the number of its tokens.
func (r reader) paramName() (name string, length int) {
	t := r.Peek()
	if t.Type != wordToken {
		return "", 0
	}
	if r.isAhead(1, "=") {
		return t.Value, 1
	}
	if t.Value == "hint" && r.isAhead(1, ".") && r.ahead(2).Type == wordToken && r.isAhead(3, "=") &&
		adjacent(r.ahead(1)) && adjacent(r.ahead(2)) {
		return "hint." + r.ahead(2).Value, 3
	}
	return "", 0
}

func (r reader) param(known *paramSet) *ast.Param {
	name, length := r.paramName()
	form, ok := known.knows(name)
	if length == 0 || !ok {
		return nil
	}
	start := r.start()
	for range length + 1 {
		r.Next()
	}
	p := &ast.Param{Name: name}
	switch form {
	case anyValue:
		p.Value = r.or(r.paramValue(known.words), "a value")
	case pathValue:
		p.Value = r.or(r.path(), "a value")
	case nameList:
		p.Value = r.or(r.identifier(), "a column")
		for r.is(",") && !r.endsNames(known) {
			r.Next()
			p.More = append(p.More, r.or(r.identifier(), "a column"))
		}
	}
	p.At = r.from(start)
	return p
}

// endsNames tells whether the comma that follows stands behind a list of names, before the next parameter.
func (r reader) endsNames(known *paramSet) bool {
	t := r.ahead(1)
	if t.Type == wordToken && r.isAhead(2, "=") {
		_, ok := known.knows(t.Value)
		return ok
	}
	return isToken(t, ")")
}

// identifier reads a name as a value.
func (r reader) identifier() ast.Expr {
	if name := r.extendedName(); name != nil {
		return &ast.Ident{At: name.At, Name: name}
	}
	return nil
}

// paramValue reads a literal or a word as it is, so that a parenthesis behind it is no call.
func (r reader) paramValue(words map[string]bool) ast.Expr {
	if t := r.Peek(); t.Type == wordToken && words[t.Value] {
		return r.ident()
	}
	if x := r.constant(); x != nil {
		return x
	}
	if name := r.name(); name != nil {
		return &ast.Ident{At: name.At, Name: name}
	}
	return nil
}

// properties reads (name = value, …).
func (r reader) properties(known *paramSet) ast.Node {
	start := r.start()
	if !r.take("(") {
		return r.missing("(")
	}
	if known == chartProperties {
		r.take(",")
	}
	p, bad := r.paramList(known)
	if bad == nil {
		bad = r.closing(")")
	} else {
		r.skip(")")
	}
	p.At = r.from(start)
	if bad != nil {
		bad.Src = p.Src
		return bad
	}
	return p
}

// paramList reads name = value with commas between.
func (r reader) paramList(known *paramSet) (*ast.Params, *ast.Bad) {
	start := r.start()
	p := &ast.Params{}
	for !r.is(")") {
		one := r.param(known)
		if one == nil {
			if t := r.Peek(); t.Type == wordToken && has(known.forms, t.Value) {
				r.Next()
				return p, r.missing("=")
			}
			if len(p.List) == 0 && !r.is(",") {
				break
			}
			return p, r.missing("name = value")
		}
		p.List = append(p.List, one)
		if !r.take(",") {
			break
		}
		if r.is(")") {
			return p, r.missing("name = value")
		}
	}
	p.At = r.from(start)
	return p, nil
}

// freeProperties reads (name = value, …) with names of any kind, as externaldata has them.
func (r reader) freeProperties() ast.Node {
	start := r.start()
	if !r.take("(") {
		return r.missing("(")
	}
	p := &ast.Params{}
	var bad *ast.Bad
	for bad == nil && !r.is(")") {
		at := r.start()
		name := r.extendedName()
		if name == nil {
			bad = r.missing("name = value")
			break
		}
		one := &ast.Param{Name: name.Text}
		if !r.take("=") {
			bad = r.missing("=")
			break
		}
		one.Value = r.or(r.freeValue(), "a value")
		one.At = r.from(at)
		p.List = append(p.List, one)
		if !r.take(",") {
			break
		}
		if r.is(")") {
			bad = r.missing("name = value")
		}
	}
	if bad == nil {
		bad = r.closing(")")
	} else {
		r.skip(")")
	}
	p.At = r.from(start)
	if bad != nil {
		bad.Src = p.Src
		return bad
	}
	return p
}

func (r reader) freeValue() ast.Expr {
	switch t := r.Peek(); t.Type {
	case guidToken:
		r.Next()
		return &ast.Literal{At: tokenAt(t), Kind: ast.TypedLiteral, Parts: []string{"guid(" + t.Value + ")"}}
	case wordToken, punctToken:
		return r.identifier()
	case timeSpanToken:
		return nil
	}
	return r.literal()
}

// bareParams reads the parameters of render without parentheses; with and by have no equals sign.
func (r reader) bareParams() *ast.Params { return r.paramsBy(chartParams, reader.bareParam) }

func (r reader) bareParam() *ast.Param {
	start := r.start()
	p := &ast.Param{Name: r.Peek().Value}
	switch {
	case r.is("with") && !r.isAhead(1, "("):
		r.Next()
		p.Value = r.or(r.paramValue(nil), "a text")
	case r.is("by"):
		r.Next()
		names := r.list(reader.identifier, "a column")
		if len(names) == 0 {
			names = []ast.Expr{r.missing("a column")}
		}
		p.Value, p.More = names[0], names[1:]
	default:
		return nil
	}
	p.At = r.from(start)
	return p
}
