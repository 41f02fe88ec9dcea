package opt

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// fold computes what is constant, by the Go functions that would compute it at run time.
func fold(n plan.Node) plan.Node {
	return plan.RewriteNode(n, func(n plan.Node) plan.Node {
		plan.EachExpr(n, func(e plan.Expr) plan.Expr { return plan.Rewrite(e, foldExpr) })
		return n
	})
}

// documents makes the values of literal arrays and bags.
func documents(e plan.Expr) plan.Expr {
	if c, ok := e.(*plan.Const); ok && c.T == kql.TypeDynamic {
		return document(c)
	}
	return e
}

// literals makes what the code of a constant is printed from: the values of literal arrays and bags, the elements of lists
// that are known, and what operators of Go give of constants, since Go refuses those that overflow or divide by zero.
func literals(e plan.Expr) plan.Expr {
	if call, ok := e.(*plan.Call); ok {
		if op := call.Fn.GoOperator(plan.ArgTypes(call.Args)); op != "" {
			return foldOperator(call, op)
		}
	}
	if list, ok := e.(*plan.List); ok {
		for i := range list.Elems {
			list.Elems[i] = plan.Rewrite(list.Elems[i], foldExpr)
		}
	}
	return withoutNulls(documents(e))
}

// withoutNulls leaves what is null, and never found, out of the list of in and its kin; with an empty one all is known.
func withoutNulls(e plan.Expr) plan.Expr {
	call, ok := e.(*plan.Call)
	if !ok || len(call.Args) != 2 {
		return e
	}
	list, ok := call.Args[1].(*plan.List)
	if !ok {
		return e
	}
	list.Elems = slices.DeleteFunc(list.Elems, isNull)
	if len(list.Elems) == 0 {
		none := call.Fn.Name == "has_all" || call.Fn.Name[0] == '!'
		return &plan.Const{Typed: plan.Typed{T: kql.TypeBool, Src: call.Src}, Value: none}
	}
	return e
}

// isNull tells whether e is a constant null, to which nothing in a list is equal.
func isNull(e plan.Expr) bool {
	c, ok := e.(*plan.Const)
	return ok && c.Value == nil
}

func foldExpr(e plan.Expr) plan.Expr {
	e = withoutNulls(documents(e))
	switch e := e.(type) {
	case *plan.And:
		return foldChain(e, flat(e.Args, func(a plan.Expr) []plan.Expr {
			if a, ok := a.(*plan.And); ok {
				return a.Args
			}
			return nil
		}), false)
	case *plan.Or:
		return foldChain(e, flat(e.Args, func(a plan.Expr) []plan.Expr {
			if a, ok := a.(*plan.Or); ok {
				return a.Args
			}
			return nil
		}), true)
	case *plan.Case:
		return foldCase(e)
	}
	call, ok := e.(*plan.Call)
	if !ok {
		return e
	}
	if op := call.Fn.GoOperator(plan.ArgTypes(call.Args)); op != "" {
		return foldOperator(call, op)
	}
	if call.Fn.Kind == catalog.Scalar && call.Fn.Name == "assert" {
		return foldAssert(call)
	}
	if !call.Fn.Foldable && call.Fn.Kind != catalog.Operator {
		return e
	}
	impl, _, ok := call.Fn.Select(plan.ArgTypes(call.Args))
	if !ok || impl.Env() {
		return e
	}
	value, ok := evaluate(call, impl)
	if !ok || isLong(value) {
		return e
	}
	return &plan.Const{Typed: plan.Typed{T: call.T, Null: value == nil, Src: call.Src}, Value: value}
}

// flat are the arguments of a chain, with those of the same kind of chain within it in their places.
func flat(args []plan.Expr, within func(plan.Expr) []plan.Expr) []plan.Expr {
	var out []plan.Expr
	for _, a := range args {
		if inner := within(a); inner != nil {
			out = append(out, inner...)
		} else {
			out = append(out, a)
		}
	}
	return out
}

// foldChain leaves out of a chain what does not matter to it, and the others where one of them decides: false beside and,
// whatever else is null (Kusto: logical-operators).
func foldChain(chain plan.Expr, args []plan.Expr, decides bool) plan.Expr {
	var open []plan.Expr
	for _, a := range args {
		c, ok := a.(*plan.Const)
		if ok && c.Value == decides {
			return &plan.Const{Typed: plan.Typed{T: kql.TypeBool, Src: chain.Span()}, Value: decides}
		}
		if !ok || c.Value != !decides {
			open = append(open, a)
		}
	}
	switch {
	case len(open) == 0:
		return &plan.Const{Typed: plan.Typed{T: kql.TypeBool, Src: chain.Span()}, Value: !decides}
	case len(open) == 1:
		return open[0]
	}
	switch chain := chain.(type) {
	case *plan.And:
		return &plan.And{Typed: chain.Typed, Args: open}
	case *plan.Or:
		return &plan.Or{Typed: chain.Typed, Args: open}
	}
	return chain
}

// foldCase leaves out the branches that are never taken, and those behind one that always is.
func foldCase(e *plan.Case) plan.Expr {
	var whens []plan.When
	otherwise := e.Else
	for _, w := range e.Whens {
		c, ok := w.Cond.(*plan.Const)
		if ok && c.Value == true {
			otherwise = w.Value
			break
		}
		if !ok {
			whens = append(whens, w)
		}
	}
	if len(whens) == 0 {
		return otherwise
	}
	return &plan.Case{Typed: e.Typed, Whens: whens, Else: otherwise}
}

// isLong tells that a value is an array that takes less room as the call which makes it.
func isLong(value any) bool {
	d, ok := value.(kql.Dynamic)
	return ok && len(d.Elements()) > 1000
}

// foldAssert leaves assertions that fail, for the generator to report.
func foldAssert(call *plan.Call) plan.Expr {
	if c, ok := call.Args[0].(*plan.Const); !ok || c.Value != true {
		return call
	}
	return &plan.Const{Typed: plan.Typed{T: kql.TypeBool, Src: call.Src}, Value: true}
}

// evaluate calls the Go function of a call whose arguments are all constant; ok is false where they are not.
func evaluate(call *plan.Call, impl catalog.Impl) (value any, ok bool) {
	constants := make([]*plan.Const, len(call.Args))
	for i, a := range call.Args {
		if constants[i], ok = constant(a); !ok {
			return nil, false
		}
	}
	args := make([]reflect.Value, 0, len(call.Args))
	for i, c := range constants {
		p := impl.Param(i)
		switch {
		case catalog.IsNull(p):
			v := reflect.New(p).Elem()
			if c.Value != nil {
				v.Field(0).Set(reflect.ValueOf(c.Value))
				v.Field(1).SetBool(true)
			}
			args = append(args, v)
		case c.Value == nil:
			return nullOf(call.T), true
		default:
			v := reflect.ValueOf(c.Value)
			if impl.Wrong(i, c.Value) != nil {
				return nil, false
			}
			if prep, prepared := catalog.Prepared(p); prepared {
				v = reflect.ValueOf(prep.New).Call([]reflect.Value{v})[0]
			}
			args = append(args, v)
		}
	}
	out := impl.Call(args)
	if !catalog.IsNull(out.Type()) {
		return out.Interface(), true
	}
	if !out.Field(1).Bool() {
		return nullOf(call.T), true
	}
	return out.Field(0).Interface(), true
}

// constant is an argument as a constant, if it is one, or the dynamic that holds one.
func constant(e plan.Expr) (c *plan.Const, ok bool) {
	box, ok := e.(*plan.Box)
	if !ok {
		c, ok = e.(*plan.Const)
		return c, ok
	}
	d, ok := boxed(box.Arg)
	return &plan.Const{Typed: box.Typed, Value: d}, ok
}

// nullOf is null as a constant of the type holds it.
func nullOf(t kql.Type) any {
	switch t {
	case kql.TypeString:
		return ""
	case kql.TypeDynamic:
		return kql.Dynamic{}
	}
	return nil
}

// foldOperator computes a Go operator on constants.
func foldOperator(call *plan.Call, op string) plan.Expr {
	a, okA := call.Args[0].(*plan.Const)
	b, okB := call.Args[1].(*plan.Const)
	if !okA || !okB || a.Value == nil || b.Value == nil {
		return call
	}
	var v any
	switch x := a.Value.(type) {
	case int64:
		v = arithmetic(op, x, b.Value.(int64))
	case kql.TimeSpan:
		v = arithmetic(op, x, b.Value.(kql.TimeSpan))
	case float64:
		v = arithmetic(op, x, b.Value.(float64))
		if op == "/" {
			v = x / b.Value.(float64)
		}
	case kql.DateTime:
		v = comparison(op, x, b.Value.(kql.DateTime))
	case string:
		v = comparison(op, x, b.Value.(string))
	}
	if v == nil {
		return call
	}
	return &plan.Const{Typed: plan.Typed{T: call.T, Src: call.Src}, Value: v}
}

// arithmetic computes an operator of numbers, nil for one that has to be left to the run time.
func arithmetic[T int64 | float64 | kql.TimeSpan](op string, a, b T) any {
	switch op {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	}
	return comparison(op, a, b)
}

func comparison[T cmp.Ordered](op string, a, b T) any {
	switch op {
	case "==":
		return a == b
	case "!=":
		return a != b
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	case ">=":
		return a >= b
	}
	return nil
}

// document makes the value of a dynamic literal.
func document(c *plan.Const) plan.Expr {
	if c.Elems == nil && c.Fields == nil {
		d, ok := boxed(c)
		if !ok {
			return c
		}
		out := *c
		out.Value = d
		return &out
	}
	var keys []string
	values := []kql.Dynamic{}
	add := func(e plan.Expr) bool {
		d, ok := boxed(e)
		values = append(values, d)
		return ok
	}
	for _, e := range c.Elems {
		if !add(e) {
			return c
		}
	}
	for _, f := range c.Fields {
		if !add(f.Value) {
			return c
		}
		keys = append(keys, f.Name)
	}
	out := *c
	out.Elems, out.Fields = nil, nil
	if c.Fields != nil {
		out.Value = kql.DynamicBag(keys, values)
	} else {
		out.Value = kql.DynamicArray(values)
	}
	return &out
}

// boxed is the dynamic that holds a constant.
func boxed(e plan.Expr) (d kql.Dynamic, ok bool) {
	c, ok := e.(*plan.Const)
	if !ok {
		return d, false
	}
	switch v := c.Value.(type) {
	case nil:
	case bool:
		d = kql.DynamicBool(v)
	case int32:
		d = kql.DynamicLong(int64(v))
	case int64:
		d = kql.DynamicLong(v)
	case float64:
		d = kql.DynamicReal(v)
	case string:
		d = kql.DynamicString(v)
	case kql.DateTime:
		d = kql.DynamicDateTime(v)
	case kql.TimeSpan:
		d = kql.DynamicTimeSpan(v)
	case kql.GUID:
		d = kql.DynamicGUID(v)
	case kql.Decimal:
		d = kql.DynamicDecimal(v)
	case kql.Dynamic:
		d = v
	}
	return d, true
}
