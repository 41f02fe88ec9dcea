package plan

import (
	"maps"
	"slices"

	"github.com/kqlc/kqlc/kql"
)

// Parts says which tables can be evaluated in parts, each by an evaluation of its own: their rows lead to states that take in
// one another, or leave, and nothing on the way depends on the rows before. In the order of the rows, the states of parts
// make the state that one evaluation of all rows has.
type Parts struct {
	// Tables are the tables, Streams those among them whose rows leave as they come.
	Tables, Streams map[string]bool
	// States are what keeps the states: operators, shared tables, scalars and sets.
	States map[any]bool
}

// leaving stands for the state that rows lead to which leave.
type leaving struct{}

// Parts looks at the whole rule: of a table that is read more than once, every reading has to lead to such a state. Rules that
// read other data have none: every evaluation would read it.
func (r *Rule) Parts() Parts {
	out := Parts{map[string]bool{}, map[string]bool{}, map[any]bool{}}
	if r.readsData() {
		return out
	}
	w := partsWalk{tables: map[string]states{}, uses: map[*Shared]states{}}
	for _, result := range r.Results {
		state := any(leaving{})
		if slices.ContainsFunc(result.Node.Columns(), func(c *Column) bool { return c.Others != nil || c.Untyped }) {
			state = nil // the columns depend on all rows
		}
		w.node(result.Node, states{state: true})
	}
	for _, s := range r.Scalars {
		w.once(s.Input, s)
	}
	for _, s := range r.Sets {
		w.once(s.Input, s)
	}
	for _, s := range slices.Backward(r.Shared) { // a later one may use an earlier one
		if s.Passed {
			w.node(s.Input, w.uses[s])
		} else {
			w.once(s.Input, s)
		}
	}
	for table, to := range w.tables {
		if len(to) == 0 || to[nil] {
			continue
		}
		out.Tables[table] = true
		for s := range to {
			if s == (leaving{}) {
				out.Streams[table] = true
			} else {
				out.States[s] = true
			}
		}
	}
	return out
}

// readsData tells whether the rule reads files, or asks functions of the service.
func (r *Rule) readsData() bool {
	found := false
	for _, root := range r.Roots() {
		InspectNode(*root, func(n Node) {
			switch n.(type) {
			case *ExternalData, *Service:
				found = true
			}
		})
	}
	return found
}

// states are those that rows lead to, nil among them where they lead to something else.
type states map[any]bool

// add takes in more states. On each of many levels a table may be used twice: there are as many states as there are, not as
// many as paths.
func (s states) add(more states) states {
	if s == nil {
		s = states{}
	}
	maps.Copy(s, more)
	return s
}

// partsWalk goes down a rule, and collects the states that the rows of tables lead to.
type partsWalk struct {
	tables map[string]states
	uses   map[*Shared]states
}

// once is node for the rows of what is computed once, unless that is once a sub-query.
func (w *partsWalk) once(n Node, state any) {
	InspectNode(n, func(n Node) {
		if _, ok := n.(*Rows); ok {
			state = nil
		}
	})
	w.node(n, states{state: true})
}

// node goes down a node, whose rows lead to some states.
func (w *partsWalk) node(n Node, to states) {
	switch n := n.(type) {
	case *Scan:
		w.tables[n.Table] = w.tables[n.Table].add(to)
		return
	case *Use:
		w.uses[n.Of] = w.uses[n.Of].add(to)
		return
	case *Where, *Extend, *Project, *Parse, *ParseKv, *MvExpand, *Union, *Serialize:
		if !steady(n) {
			to = states{nil: true}
		}
	case *Summarize:
		to = states{n: true}
		if !steady(n) || byDynamic(n) || slices.ContainsFunc(n.Aggs, func(a Aggregate) bool { return !a.Merges() }) {
			to = states{nil: true}
		}
	case *Count, *Hold, *Sort, *Top:
		to = states{n: true}
		if !steady(n) {
			to = states{nil: true}
		}
	case *MvApply:
		w.subquery(n.Sub)
		to = states{nil: true}
	case *Partition:
		w.subquery(n.Sub)
		to = states{nil: true}
	default:
		to = states{nil: true}
	}
	eachInput(n, func(in *Node) { w.node(*in, to) })
}

// byDynamic tells whether a key is dynamic: which of equal ones is the first, each evaluation says for itself.
func byDynamic(n *Summarize) bool {
	return slices.ContainsFunc(n.Keys, func(k Assign) bool { return k.Col.Type == kql.TypeDynamic })
}

// subquery notes what a sub-query reads by itself: its states are not the rule's.
func (w *partsWalk) subquery(n Node) {
	InspectNode(n, func(n Node) {
		switch n := n.(type) {
		case *Scan:
			w.tables[n.Table] = w.tables[n.Table].add(states{nil: true})
		case *Use:
			w.uses[n.Of] = w.uses[n.Of].add(states{nil: true})
		}
	})
}

// steady tells whether the expressions of an operator give of a row what they give in any other evaluation.
func steady(n Node) bool {
	steady := repeatable(n)
	InspectExprs(n, func(e Expr) {
		switch e := e.(type) {
		case *ScalarRef:
			steady = steady && constant(e.Of.Input)
		case *InSet:
			steady = steady && constant(e.Of.Input)
		}
	})
	return steady
}

// repeatable is steady without what is computed once.
func repeatable(n Node) bool {
	repeatable := true
	InspectExprs(n, func(e Expr) {
		if e, ok := e.(*Call); ok {
			repeatable = repeatable && !e.Fn.Volatile && !surroundings(e)
		}
	})
	return repeatable
}

// surroundings tells whether a call asks the surroundings of an evaluation for something of a row.
func surroundings(e *Call) bool {
	return e.Fn.Env() && slices.ContainsFunc(e.Args, func(a Expr) bool { _, ok := a.(*Const); return !ok })
}

// constant tells whether what is computed once of n is the same in every evaluation, and known before the first event.
func constant(n Node) bool {
	constant := Ready(n)
	InspectUsed(n, func(n Node) { constant = constant && repeatable(n) })
	return constant
}
