package plan

// More operators of one input.
type (
	// Serialize marks the order of rows as one that window functions may rely on.
	Serialize struct {
		Op
		Input Node
	}

	// Sample keeps some Limit rows.
	Sample struct {
		Op
		Input Node
		Limit int64
	}

	// SampleDistinct gives some Limit distinct values.
	SampleDistinct struct {
		Op
		Input Node
		Limit int64
		Value Assign
	}

	// TopHitters gives the Limit most frequent values, with their count, or with the greatest sum of By.
	TopHitters struct {
		Op
		Input Node
		Limit int64
		Value Assign
		// By is the weight, nil for the count.
		By Expr
		// Weight is the column of the count or sum.
		Weight *Column
	}

	// TopNested gives the top values of each level within those of the level above.
	TopNested struct {
		Op
		Input  Node
		Levels []TopLevel
	}

	// TopLevel is one level of top-nested.
	TopLevel struct {
		// Limit is how many values, -1 for all of them.
		Limit int64
		Value Assign
		// Others is the value that stands for all other ones, nil for none.
		Others Expr
		// Aggs and Weight compute what the level is ordered by, into WeightCol.
		Aggs      []Aggregate
		Weight    Expr
		WeightCol *Column
		Asc       bool
	}

	// Reduce groups texts by similarity.
	Reduce struct {
		Op
		Input     Node
		Arg       Expr
		Source    bool
		Threshold float64
		// Characters separate words besides those that always do.
		Characters string
	}

	// Partition runs Sub for the rows of each value of By. Sub reads them through Rows; an independent sub-query, in
	// braces, has none. Key is the value of By as a constant of Sub, nil where Sub does not mention it.
	Partition struct {
		Op
		Input   Node
		By, Key *Column
		Rows    *Rows
		Sub     Node
	}

	// Consume reads all rows and gives none.
	Consume struct {
		Op
		Input Node
	}

	// ScanSteps is the scan operator. State columns are Out without the input's columns and MatchID.
	ScanSteps struct {
		Op
		Input   Node
		OrderBy []Key
		PartBy  []Expr
		State   []ScanVar
		MatchID *Column
		Steps   []ScanStep
	}

	// ScanVar is a declared column of scan with its initial value, nil for null.
	ScanVar struct {
		Col  *Column
		Init Expr
	}

	// ScanStep is one step of scan. Columns of a step's state are read through [StateRef].
	ScanStep struct {
		Name     string
		Optional bool
		// Output is "all", "last" or "none".
		Output  string
		Cond    Expr
		Assigns []Assign
	}
)

// StateRef is a column of a scan step's state: s.col.
type StateRef struct {
	Typed
	// Step is the index of the step, Col the column of the input row or a declared one.
	Step int
	Col  *Column
}

func (n *Serialize) inputs(f func(*Node))      { f(&n.Input) }
func (n *Sample) inputs(f func(*Node))         { f(&n.Input) }
func (n *SampleDistinct) inputs(f func(*Node)) { f(&n.Input) }
func (n *TopHitters) inputs(f func(*Node))     { f(&n.Input) }
func (n *TopNested) inputs(f func(*Node))      { f(&n.Input) }
func (n *Reduce) inputs(f func(*Node))         { f(&n.Input) }
func (n *Partition) inputs(f func(*Node))      { f(&n.Input) }
func (n *Consume) inputs(f func(*Node))        { f(&n.Input) }
func (n *ScanSteps) inputs(f func(*Node))      { f(&n.Input) }

func (n *SampleDistinct) exprs(f func(*Expr)) { f(&n.Value.Expr) }

func (n *TopHitters) exprs(f func(*Expr)) {
	f(&n.Value.Expr)
	f(&n.By)
}

func (n *TopNested) exprs(f func(*Expr)) {
	for i := range n.Levels {
		l := &n.Levels[i]
		f(&l.Value.Expr)
		f(&l.Others)
		eachAggregated(l.Aggs, f)
		f(&l.Weight)
	}
}

func (n *Reduce) exprs(f func(*Expr)) { f(&n.Arg) }

func (n *ScanSteps) exprs(f func(*Expr)) {
	eachKey(n.OrderBy, f)
	eachOf(n.PartBy, f)
	for i := range n.State {
		f(&n.State[i].Init)
	}
	for i := range n.Steps {
		f(&n.Steps[i].Cond)
		eachAssigned(n.Steps[i].Assigns, f)
	}
}
