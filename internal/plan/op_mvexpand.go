package plan

type (
	// MvExpand gives a row for each element of dynamic arrays or bags, side by side (Kusto: mv-expand-operator).
	MvExpand struct {
		Op
		Input Node
		Items []Expanded
		// Index is the column of the element's number, nil without one.
		Index *Column
		// Limit is how many rows an input row gives at most.
		Limit int64
		// Arrays tells that a bag gives [key, value] arrays rather than bags of one property.
		Arrays bool
	}

	// Expanded is one operand of mv-expand or mv-apply: its elements become the values of Col, converted to its type as
	// the conversion functions do.
	Expanded struct {
		Expr Expr
		Col  *Column
	}

	// MvApply runs Sub for each row of Input, over the rows that its Items expand to. Sub reads them through Rows, whose
	// Out are the input's columns with the items in place.
	MvApply struct {
		Op
		Input Node
		Items []Expanded
		Index *Column
		Limit int64
		Rows  *Rows
		Sub   Node
		// Carry are the columns of Out that the input row gives; all others are Sub's.
		Carry []*Column
	}
)

func (n *MvExpand) inputs(f func(*Node)) { f(&n.Input) }
func (n *MvApply) inputs(f func(*Node))  { f(&n.Input) }

func (n *MvExpand) exprs(f func(*Expr)) { eachExpanded(n.Items, f) }
func (n *MvApply) exprs(f func(*Expr))  { eachExpanded(n.Items, f) }
