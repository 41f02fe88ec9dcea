package codegen

import (
	"fmt"
	"go/token"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// scope is what an expression can refer to at one place of the generated code.
type scope struct {
	// cols gives the Go expression of each column of the current row. Its Go type is kql.Null where the column is
	// nullable, else the plain type.
	cols map[*plan.Column]cell
	// locals are the names of the function that is being made.
	locals *names
	// skip leaves the current row.
	skip jen.Code
	// row is the struct that the variable row points to, if that holds the columns; otherwise nil.
	row *rowType
	// pointers are the variables that point to rows, held the fields that are some, and what these are.
	pointers, held map[string]*rowType
	// parts are the variables with the results of functions of several values.
	parts map[*plan.Call]string
	// state gives the Go expression of a column of a scan step's state.
	state func(e *plan.StateRef) *jen.Statement
	// present are the columns that are known not to be null where the expression is evaluated.
	present map[*plan.Column]bool
	// graph is what can be reached of a graph, nil outside graph operators.
	graph *graphScope
	// opening says that the place is in New, where env is at hand.
	opening bool
}

// scope is that of a function of its own, without columns; skip leaves the current row.
func (g *generator) scope(skip jen.Code) *scope {
	return &scope{locals: newNames(g.names), skip: skip, cols: map[*plan.Column]cell{}}
}

// with is the scope with other columns.
func (s *scope) with(cols map[*plan.Column]cell) *scope {
	out := *s
	out.cols = cols
	return &out
}

// more is the scope with columns of its own to add to: the rows hold more than a struct does.
func (s *scope) more() *scope {
	out := s.with(maps.Clone(s.cols))
	out.row = nil
	return out
}

// code is a Go expression and how tightly its outermost operator binds.
type code struct {
	*jen.Statement
	prec int
	not  *code // what it is the negation of, nil for most
}

// Precedences beside those of go/token.
const (
	primary = 7
	unary   = 6
)

func prim(s *jen.Statement) code { return code{Statement: s, prec: primary} }

// in returns the expression in parentheses if an operator of precedence min needs them.
func (c code) in(min int) *jen.Statement {
	if c.prec < min {
		return jen.Parens(c.Statement)
	}
	return c.Statement
}

// value returns e as its natural Go type: kql.Null where e is nullable, else the plain type.
func (g *generator) value(s *scope, e plan.Expr) code {
	switch e := e.(type) {
	case *plan.Const:
		return g.constant(e, true)
	case *plan.Ref:
		return prim(g.column(s, e.Col))
	case *plan.GraphRef:
		return g.graphRef(s, e)
	case *plan.GraphEach:
		return g.graphEachCall(s, e)
	case *plan.GraphCall:
		return g.graphCall(s, e)
	case *plan.And:
		return g.logical(s, "And", "&&", e.Args, e.Null)
	case *plan.Or:
		return g.logical(s, "Or", "||", g.together(s, e.Args), e.Null)
	case *asked:
		return g.ask(e)
	case *plan.Not:
		return g.not(s, e)
	case *plan.Case:
		return g.choice(s, e)
	case *plan.Call:
		return g.call(s, e)
	case *plan.Member:
		return g.member(s, e)
	case *plan.Box:
		return g.box(s, e)
	case *plan.ScalarRef:
		return prim(path("e", g.scalar(e.Of)))
	case *plan.InSet:
		return g.inSet(s, e)
	case *plan.Part:
		return g.part(s, e)
	case *plan.StateRef:
		return prim(s.state(e))
	case *plan.Param:
		g.refuse(e.Span(), fmt.Sprintf("the query parameter %q", e.Name), "it has no default value, and no request says what it is")
		return prim(jen.Null())
	}
	g.unsupported(e.Span(), "this expression")
	return prim(jen.Null())
}

// nullable returns e as a kql.Null, or as the plain type for those that carry their null.
func (g *generator) nullable(s *scope, e plan.Expr) *jen.Statement {
	v := g.value(s, e)
	if e.Nullable() || carriesNull(e.Type()) {
		return v.Statement
	}
	return kqlFunc("Some").Call(v.Statement)
}

// argument returns e, which is not nullable, for a place whose Go type is fixed: a number needs no type of its own.
func (g *generator) argument(s *scope, e plan.Expr) code {
	if c, ok := e.(*plan.Const); ok && c.Value != nil {
		return g.constant(c, false)
	}
	return g.value(s, e)
}

// member follows a path into a dynamic.
func (g *generator) member(s *scope, e *plan.Member) code {
	name := "Member"
	if e.Index.Type() == kql.TypeLong {
		name = "Index"
	}
	if e.Index.Nullable() {
		return prim(kqlFunc("IndexNull").Call(g.value(s, e.Arg).Statement, g.value(s, e.Index).Statement))
	}
	return prim(kqlFunc(name).Call(g.value(s, e.Arg).Statement, g.argument(s, e.Index).Statement))
}

// boxes are the functions that put a value into a dynamic.
var boxes = map[kql.Type]string{
	kql.TypeBool: "DynamicBool", kql.TypeInt: "DynamicInt", kql.TypeLong: "DynamicLong", kql.TypeReal: "DynamicReal",
	kql.TypeDecimal: "DynamicDecimal", kql.TypeString: "DynamicString", kql.TypeDateTime: "DynamicDateTime",
	kql.TypeTimeSpan: "DynamicTimeSpan", kql.TypeGUID: "DynamicGUID",
}

// box puts a value into a dynamic; null is the dynamic null.
func (g *generator) box(s *scope, e *plan.Box) code {
	name := boxes[e.Arg.Type()]
	if e.Arg.Nullable() {
		return prim(kqlFunc("Lift1").Call(kqlFunc(name), g.value(s, e.Arg).Statement).Dot("V"))
	}
	return prim(kqlFunc(name).Call(g.argument(s, e.Arg).Statement))
}

// logical joins truth values: as Go's own operator where none is null, else by the three-valued function.
func (g *generator) logical(s *scope, name, op string, args []plan.Expr, null bool) code {
	if !null {
		return g.chain(op, args, func(e plan.Expr) code { return g.value(s, e) })
	}
	list := make([]jen.Code, len(args))
	for i, a := range args {
		list[i] = g.nullable(s, a)
	}
	return prim(kqlFunc(name).Call(list...))
}

// chain joins expressions by && or ||, one a line.
func (g *generator) chain(op string, args []plan.Expr, each func(plan.Expr) code) code {
	prec := token.LAND.Precedence()
	if op == "||" {
		prec = token.LOR.Precedence()
	}
	parts := make([]*jen.Statement, len(args))
	for i, a := range args {
		parts[i] = each(a).in(prec + min(i, 1))
	}
	return code{Statement: joined(op, parts), prec: prec}
}

// longChain is the length from which a chain is cut up: gofmt takes quadratic time for one, and a search through all
// columns of all tables has thousands.
const longChain = 200

// joined puts an operator and a line end between expressions, and a great many of them into parentheses, part by part.
func joined(op string, parts []*jen.Statement) *jen.Statement {
	if len(parts) > longChain {
		var groups []*jen.Statement
		for group := range slices.Chunk(parts, longChain/2) {
			groups = append(groups, jen.Parens(joined(op, group)))
		}
		parts = groups
	}
	out := jen.Add(parts[0])
	for _, p := range parts[1:] {
		out.Op(op).Line().Add(p)
	}
	return out
}

func (g *generator) not(s *scope, e *plan.Not) code {
	if e.Null {
		return prim(kqlFunc("Not").Call(g.nullable(s, e.Arg)))
	}
	return negate(g.value(s, e.Arg))
}

// negate is true where c is false.
func negate(c code) code {
	if c.not != nil {
		return *c.not
	}
	return code{Statement: jen.Op("!").Add(c.in(unary)), prec: unary, not: &c}
}

// choice is a Case in the place of a value: kql.If where the values cost nothing, else a function of its own.
func (g *generator) choice(s *scope, e *plan.Case) code {
	as := func(v plan.Expr) *jen.Statement {
		if e.Null {
			return g.nullable(s, v)
		}
		return g.argument(s, v).Statement
	}
	if cheap(e) {
		out := as(e.Else)
		for i := len(e.Whens) - 1; i >= 0; i-- {
			w := e.Whens[i]
			out = kqlFunc("If").Types(g.goType(e)).Call(g.truth(s, w.Cond).Statement, as(w.Value), out)
		}
		return prim(out)
	}
	return prim(jen.Func().Params().Add(g.goType(e)).Block(g.cases(s, e, func(v plan.Expr) jen.Code {
		return jen.Return(as(v))
	})).Call())
}

// cases is a Case as a statement.
func (g *generator) cases(s *scope, e *plan.Case, do func(plan.Expr) jen.Code) jen.Code {
	return jen.Switch().BlockFunc(func(b *jen.Group) {
		for _, w := range e.Whens {
			b.Case(g.truth(s, w.Cond).Statement).Block(do(w.Value))
		}
		b.Default().Block(do(e.Else))
	})
}

// cheap tells whether all values of a Case can be computed at no cost before it is known which is wanted.
func cheap(e *plan.Case) bool {
	free := func(v plan.Expr) bool {
		switch v := v.(type) {
		case *plan.Const, *plan.Ref:
			return true
		case *plan.Case:
			return cheap(v)
		}
		return false
	}
	for _, w := range e.Whens {
		if !free(w.Value) {
			return false
		}
	}
	return len(e.Whens) <= 2 && free(e.Else)
}

// call applies a function or an operator of the catalogue.
func (g *generator) call(s *scope, e *plan.Call) code {
	if e.Fn.IsEquality() && !carriesNull(e.Args[0].Type()) {
		return g.equal(s, e)
	}
	if e.Fn.Kind == catalog.Scalar && e.Fn.Name == "assert" {
		return g.assert(e)
	}
	if c, ok := g.perEvaluation(s, e); ok {
		return c
	}
	f, ok := g.resolve(e)
	if !ok {
		return prim(jen.Null())
	}
	lifted := f.lifted(e.Args)
	if len(lifted) == 0 {
		return f.apply(g, s, e.Args, nil)
	}
	return g.lift(s, f, e, lifted)
}

// assert is true, or an error: its condition is known when the rule is compiled (Kusto: assert-function).
func (g *generator) assert(e *plan.Call) code {
	cond, known := e.Args[0].(*plan.Const)
	message, _ := e.Args[1].(*plan.Const)
	switch {
	case !known || message == nil:
		g.refuse(e.Src, "assert of what is not known when the rule is compiled", "its condition has to be a constant")
	case cond.Value != true:
		text, _ := message.Value.(string)
		g.problems = append(g.problems, assertFailed(e.Src, text))
	}
	return prim(jen.True())
}

// lift applies a strict function to arguments that may be null: kql.Lift2(kql.Strcmp, a, b), or with the other
// arguments bound, kql.Lift1(func(text string) … { return kql.Substring(text, 0, 3) }, a).
func (g *generator) lift(s *scope, f *function, e *plan.Call, lifted []int) code {
	lift := "Lift"
	if f.resultNull {
		lift = "Bind"
	}
	args := []jen.Code{nil}
	locals := newNames(s.locals)
	bound := map[int]*jen.Statement{}
	var params []jen.Code
	for _, i := range lifted {
		name := locals.pick(g.nameOf(e.Args[i]), g.line(e.Span()))
		bound[i] = jen.Id(name)
		params = append(params, jen.Id(name).Add(plainType(e.Args[i].Type())))
		args = append(args, g.value(s, e.Args[i]).Statement)
	}
	if len(lifted) == len(e.Args) && f.plainName() {
		args[0] = f.name()
	} else {
		inner := *s
		inner.locals = locals
		result := plainType(e.T)
		if f.resultNull {
			result = kqlFunc("Null").Types(result)
		}
		args[0] = jen.Func().Params(params...).Add(result).Block(jen.Return(f.apply(g, &inner, e.Args, bound).Statement))
	}
	out := kqlFunc(lift + strconv.Itoa(len(lifted))).Call(args...)
	if carriesNull(e.T) {
		out.Dot("V") // the zero value is what text and dynamic have for null
	}
	return prim(out)
}

// equal writes == and !=, whose result is null only where both sides are (Kusto: null-values).
func (g *generator) equal(s *scope, e *plan.Call) code {
	a, b := e.Args[0], e.Args[1]
	unequal := e.Fn.Name != "=="
	switch {
	case a.Nullable() && b.Nullable():
		name := "Eq"
		if unequal {
			name = "Ne"
		}
		return prim(kqlFunc(name).Call(g.value(s, a).Statement, g.value(s, b).Statement))
	case a.Nullable() || b.Nullable():
		if b.Nullable() {
			a, b = b, a
		}
		c := prim(kqlFunc("Equals").Call(g.value(s, a).Statement, g.argument(s, b).Statement))
		if unequal {
			return negate(c)
		}
		return c
	case unequal:
		return g.infix(s, "!=", a, b, nil)
	}
	return g.infix(s, "==", a, b, nil)
}

// infix writes a Go operator. One side keeps its type, so that a constant on the other needs none.
func (g *generator) infix(s *scope, op string, a, b plan.Expr, bound map[int]*jen.Statement) code {
	prec := operatorPrec[op]
	if terms := sameOperator(op, a); bound == nil && len(terms) > 1 {
		return g.sum(s, op, append(terms, b))
	}
	side := func(i int, e plan.Expr, min int) *jen.Statement {
		if v := bound[i]; v != nil {
			return v.Clone()
		}
		if i == 0 && isConst(b) {
			return g.value(s, e).in(min)
		}
		return g.argument(s, e).in(min)
	}
	return code{Statement: side(0, a, prec).Op(op).Add(side(1, b, prec+1)), prec: prec}
}

// sameOperator lists the operands of an expression that is made of one Go operator only: a, b, c of (a + b) + c. An == whose
// one side may be null is never null itself, and no Go operator.
func sameOperator(op string, e plan.Expr) []plan.Expr {
	c, ok := e.(*plan.Call)
	if !ok || op == "-" || slices.ContainsFunc(c.Args, plan.Expr.Nullable) || c.Fn.GoOperator(plan.ArgTypes(c.Args)) != op {
		return []plan.Expr{e}
	}
	return append(sameOperator(op, c.Args[0]), c.Args[1])
}

// sum writes several operands of one operator, one a line.
func (g *generator) sum(s *scope, op string, terms []plan.Expr) code {
	prec := operatorPrec[op]
	out := jen.Null()
	for i, t := range terms {
		term := g.argument(s, t)
		if i == 0 && !slices.ContainsFunc(terms, func(t plan.Expr) bool { return !isConst(t) }) {
			term = g.value(s, t)
		}
		if i > 0 {
			out.Op(op).Line()
		}
		out.Add(term.in(prec + min(i, 1)))
	}
	return code{Statement: out, prec: prec}
}

var operatorPrec = map[string]int{
	"==": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "+": 4, "-": 4, "*": 5, "/": 5,
}

func isConst(e plan.Expr) bool {
	_, ok := e.(*plan.Const)
	return ok
}

// nameOf names a value after what it is made from: the column, or the first column below it.
func (g *generator) nameOf(e plan.Expr) string {
	name := ""
	plan.Inspect(e, func(e plan.Expr) {
		if r, ok := e.(*plan.Ref); ok && name == "" {
			name = unexported(words(r.Col.Name, false))
		}
	})
	if name == "" {
		return "value"
	}
	return name
}

// function is the Go side of a call: a function of kql, or a Go operator.
type function struct {
	impl       catalog.Impl
	infix      string
	resultNull bool
}

// resolve picks the Go function for a call's argument types.
func (g *generator) resolve(e *plan.Call) (*function, bool) {
	if op := e.Fn.GoOperator(plan.ArgTypes(e.Args)); op != "" {
		return &function{infix: op}, true
	}
	impl, ok := g.implementation(e)
	if !ok {
		return nil, false
	}
	return &function{impl: impl, resultNull: catalog.IsNull(impl.Result())}, true
}

// lifted lists the arguments that may be null although the function takes plain values.
func (f *function) lifted(args []plan.Expr) []int {
	var out []int
	for i, a := range args {
		if a.Nullable() && (f.infix != "" || !catalog.IsNull(f.impl.Param(i))) {
			out = append(out, i)
		}
	}
	return out
}

// plainName tells whether the function can be named as a value that takes just the arguments.
func (f *function) plainName() bool { return f.infix == "" && !f.impl.Env() && !f.impl.Variadic() }

func (f *function) name() *jen.Statement { return qualified(f.impl.Package(), f.impl.Name()) }

// apply writes the call; bound replaces arguments by names.
func (f *function) apply(g *generator, s *scope, args []plan.Expr, bound map[int]*jen.Statement) code {
	if f.infix != "" {
		return g.infix(s, f.infix, args[0], args[1], bound)
	}
	var list []jen.Code
	if f.impl.Env() {
		list = append(list, g.env(s))
	}
	for i, a := range args {
		p := f.impl.Param(i)
		prep, prepared := catalog.Prepared(p)
		switch {
		case bound[i] != nil:
			list = append(list, bound[i].Clone())
		case prepared && !isConstant(a):
			list = append(list, g.cached(prep).Dot("Of").Call(g.argument(s, a).Statement))
		case prepared:
			if c, ok := a.(*plan.Const); ok {
				if err := f.impl.Wrong(i, c.Value); err != nil {
					g.problems = append(g.problems, badPattern(c.Src, err))
				}
			}
			list = append(list, g.prepared(a, prep))
		case catalog.IsNull(p):
			for _, el := range elements(a) {
				list = append(list, g.nullable(s, el))
			}
		default:
			for _, el := range elements(a) {
				list = append(list, g.argument(s, el).Statement)
			}
		}
	}
	return prim(f.name().Call(list...))
}

// isConstant tells whether an argument, or every element of a list, is a constant.
func isConstant(a plan.Expr) bool {
	for _, el := range elements(a) {
		if _, ok := el.(*plan.Const); !ok {
			return false
		}
	}
	return true
}

// cached is the evaluator's cache of values that are prepared as the rows have them.
func (g *generator) cached(prep catalog.Preparation) *jen.Statement {
	typ := reflect.TypeOf(prep.Cache)
	if g.computed[typ] == "" {
		g.computed[typ] = g.methods.pick(unexported([]string{typ.Name()}), 0)
		g.root.addField(g.computed[typ], jen.Qual(typ.PkgPath(), typ.Name()), nil)
	}
	return path("e", g.computed[typ])
}

// elements are what an argument gives a function that takes any number: those of a list, or itself.
func elements(arg plan.Expr) []plan.Expr {
	if l, ok := arg.(*plan.List); ok {
		return l.Elems
	}
	return []plan.Expr{arg}
}

// carriesNull tells whether the Go type of t is its own nullable form.
func carriesNull(t kql.Type) bool { return t == kql.TypeString || t == kql.TypeDynamic }

// env is the evaluation's surroundings.
func (g *generator) env(s *scope) jen.Code {
	if s.opening {
		return jen.Id("env")
	}
	if !slices.ContainsFunc(g.root.fields, func(f field) bool { return f.name == "env" }) {
		g.root.addField("env", jen.Qual(Runtime, "Env"), jen.Id("env"))
	}
	return path("e", "env")
}

// implementation picks the Go function of kql for a call's argument types.
func (g *generator) implementation(e *plan.Call) (catalog.Impl, bool) {
	types := plan.ArgTypes(e.Args)
	impl, _, ok := e.Fn.Select(types)
	switch {
	case ok:
	case len(types) == 2 && e.Fn.Kind == catalog.Operator && strings.Trim(e.Fn.Name, "+-*/%<>=!") == "":
		g.refuse(e.Span(), types[0].Type.String()+" "+e.Fn.Name+" "+types[1].Type.String(),
			"the analyser lets it pass, but Kusto has no such operation; convert an operand, or mend the type of its column in the schema")
	default:
		g.unsupported(e.Span(), e.Fn.Name)
	}
	return impl, ok
}
