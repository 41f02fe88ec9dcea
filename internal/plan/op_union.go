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
		// Cols are the leg's columns that have a place in the union's Out, in its order. For others a row has null, or "".
		Cols []UnionColumn
	}

	// UnionColumn is the column of a leg that stands at a place of the union's Out.
	UnionColumn struct {
		At   int
		From *Column
	}
)

func (n *Union) inputs(f func(*Node)) {
	for i := range n.Legs {
		f(&n.Legs[i].Input)
	}
}
