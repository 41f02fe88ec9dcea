package opt

import (
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// windows takes the window functions out of expressions, into operators of their own below: they see every row, whether
// the expression around needs their value or not.
func windows(n plan.Node) plan.Node {
	return plan.RewriteNode(n, func(n plan.Node) plan.Node {
		inputs := plan.InputPlaces(n)
		if len(inputs) == 0 {
			return n
		}
		l := &windowLift{depth: map[*plan.Column]int{}}
		plan.EachExpr(n, func(e plan.Expr) plan.Expr { return plan.Rewrite(e, l.lift) })
		if len(l.layers) == 0 {
			return n
		}
		*inputs[0] = l.below(n, *inputs[0])
		switch n.(type) {
		case *plan.Where, *plan.Sort, *plan.Top: // They would pass on what has been taken out.
			return choose(n, n.Columns())
		}
		return n
	})
}

// choose is a projection of n to some of its columns.
func choose(n plan.Node, columns []*plan.Column) plan.Node {
	p := &plan.Project{Op: plan.Op{Src: n.Span(), Out: columns}, Input: n}
	for _, c := range columns {
		p.Assigns = append(p.Assigns, plan.Assign{Col: c, Expr: plan.NewRef(c)})
	}
	return p
}

// windowLift holds the functions that have been taken out of the expressions of one operator.
type windowLift struct {
	// layers are the functions by depth: those of a layer read columns of the layers below.
	layers []windowLayer
	depth  map[*plan.Column]int
}

type windowLayer struct {
	calls  []plan.WindowCall
	values []plan.Neighbour
}

func (l *windowLift) lift(e plan.Expr) plan.Expr {
	call, ok := e.(*plan.Call)
	if !ok || call.Fn.Kind != catalog.Scalar || !isWindow[call.Fn.Name] {
		return e
	}
	layer, depth := l.layer(call)
	col := plan.NewColumn(call.Fn.Name, call.T, true)
	l.depth[col] = depth + 1
	switch call.Fn.Name {
	case "prev", "next":
		v, ok := neighbour(col, call)
		if !ok {
			return e // The generator says that it cannot be compiled.
		}
		layer.values = append(layer.values, v)
	default:
		layer.calls = append(layer.calls, plan.WindowCall{Col: col, Call: call})
	}
	ref := plan.NewRef(col)
	ref.Src = call.Src
	return ref
}

var isWindow = map[string]bool{
	"row_number": true, "row_cumsum": true, "row_rank": true, "row_rank_dense": true, "row_rank_min": true,
	"row_window_session": true, "prev": true, "next": true,
}

// layer is where a call goes: above all that its arguments read.
func (l *windowLift) layer(call *plan.Call) (layer *windowLayer, depth int) {
	plan.Inspect(call, func(e plan.Expr) {
		if r, ok := e.(*plan.Ref); ok {
			depth = max(depth, l.depth[r.Col])
		}
	})
	for len(l.layers) <= depth {
		l.layers = append(l.layers, windowLayer{})
	}
	return &l.layers[depth], depth
}

// neighbour is prev or next; ok is false where it reaches too far.
func neighbour(col *plan.Column, call *plan.Call) (v plan.Neighbour, ok bool) {
	v = plan.Neighbour{Col: col, Value: call.Args[0], By: 1, Before: call.Fn.Name == "prev"}
	if len(call.Args) > 1 {
		c, isConst := call.Args[1].(*plan.Const)
		by, known := int64(0), false
		if isConst {
			by, known = c.Value.(int64)
		}
		switch {
		case known && by >= 0 && by <= maxReach:
			v.By = by
		case isConst:
			return v, false
		default:
			v.Offset = call.Args[1]
		}
	}
	if call.Fn.Name == "prev" {
		v.By = -v.By
	}
	if len(call.Args) > 2 {
		v.Default = call.Args[2]
	}
	return v, true
}

// maxReach is how far prev and next reach at most: so many rows are kept.
const maxReach = 1 << 20

// below puts the functions between an operator and its input.
func (l *windowLift) below(n, input plan.Node) plan.Node {
	for _, layer := range l.layers {
		if len(layer.values) > 0 {
			w := &plan.Neighbours{Op: plan.Op{Src: n.Span(), Out: copyColumns(input)}, Input: input, Values: layer.values}
			for _, v := range layer.values {
				w.Out = append(w.Out, v.Col)
			}
			input = w
		}
		if len(layer.calls) > 0 {
			w := &plan.Window{Op: plan.Op{Src: n.Span(), Out: copyColumns(input)}, Input: input, Calls: layer.calls}
			for _, c := range layer.calls {
				w.Out = append(w.Out, c.Col)
			}
			input = w
		}
	}
	return input
}

func copyColumns(n plan.Node) []*plan.Column { return append([]*plan.Column(nil), n.Columns()...) }

// windowNull tells whether a window function can give null: all count, but for the start of a session, which is a value
// of the rows.
func windowNull(call *plan.Call) bool { return call.T == kql.TypeDateTime }
