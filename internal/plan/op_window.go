package plan

type (
	// Window computes functions over the rows so far: row_number, row_cumsum and their kin. The optimiser takes them out
	// of the expressions that they stand in, for they see every row even where the expression does not need them.
	Window struct {
		Op
		Input Node
		// Calls compute columns; all of them read columns of the input.
		Calls []WindowCall
	}

	// WindowCall is one function of a [Window].
	WindowCall struct {
		Col  *Column
		Call *Call
	}

	// Neighbours gives each row together with values of rows around it: prev and next. Like [Window], the optimiser
	// makes it.
	Neighbours struct {
		Op
		Input  Node
		Values []Neighbour
	}

	// Neighbour is the value of an expression in the row that stands By rows behind, or before if By is negative; Offset is
	// how many rows behind, or before with Before, where that is no constant. Default is its value where there is none, nil
	// for null.
	Neighbour struct {
		Col     *Column
		Value   Expr
		By      int64
		Offset  Expr
		Before  bool
		Default Expr
	}
)

func (n *Window) inputs(f func(*Node))     { f(&n.Input) }
func (n *Neighbours) inputs(f func(*Node)) { f(&n.Input) }

func (n *Window) exprs(f func(*Expr)) {
	for i := range n.Calls {
		eachOf(n.Calls[i].Call.Args, f)
	}
}

func (n *Neighbours) exprs(f func(*Expr)) {
	for i := range n.Values {
		f(&n.Values[i].Value)
		f(&n.Values[i].Offset)
		f(&n.Values[i].Default)
	}
}
