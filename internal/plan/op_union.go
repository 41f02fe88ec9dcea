package plan

type (
	// Union gives the rows of all legs, one after another or mixed.
	Union struct {
		Op
		Legs []UnionLeg
		// Source is the column that holds the leg's name, nil without withsource.
		Source *Column
	}

	// UnionLeg is one input of a union.
	UnionLeg struct {
		Input Node
		// Name is what withsource calls the leg: a table's name, or union_arg0, ….
		Name string
		// Cols are the leg's columns by the position in the union's Out: nil where the leg lacks it (the value is null,
		// or "") and for the source column.
		Cols []*Column
	}
)

// Inputs implements [Node].
func (n *Union) Inputs() []Node {
	inputs := make([]Node, len(n.Legs))
	for i, leg := range n.Legs {
		inputs[i] = leg.Input
	}
	return inputs
}
