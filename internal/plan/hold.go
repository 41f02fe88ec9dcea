package plan

// Hold keeps the rows until what is computed once is known: they need the value of a [Scalar] or a [Set].
type Hold struct {
	Op
	Input Node
}

func (n *Hold) inputs(f func(*Node)) { f(&n.Input) }
