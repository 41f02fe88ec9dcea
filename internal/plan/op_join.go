package plan

// JoinKind says which rows a [Join] gives (Kusto: join-operator).
type JoinKind uint8

// The kinds. Innerunique keeps one left row a key, the first that comes.
const (
	InnerUnique JoinKind = iota
	Inner
	LeftOuter
	RightOuter
	FullOuter
	LeftSemi
	RightSemi
	LeftAnti
	RightAnti
)

var joinKinds = [...]string{
	InnerUnique: "innerunique", Inner: "inner", LeftOuter: "leftouter", RightOuter: "rightouter", FullOuter: "fullouter",
	LeftSemi: "leftsemi", RightSemi: "rightsemi", LeftAnti: "leftanti", RightAnti: "rightanti",
}

// String returns the kind as a query spells it.
func (k JoinKind) String() string { return joinKinds[k] }

type (
	// Join pairs rows with equal keys; null equals null (Kusto: join-operator). It is join and lookup.
	Join struct {
		Op
		Kind        JoinKind
		Left, Right Node
		Keys        []JoinKey
		// Cols say where each column of Out comes from, in the order of Out.
		Cols []JoinColumn
	}

	// JoinKey is one equality of a join's condition. Both sides have the same type, or one is an int and the other a
	// long.
	JoinKey struct{ Left, Right *Column }

	// JoinColumn is a column of a join's output: Col has the value of From, which the left or the right row holds.
	JoinColumn struct {
		Col, From *Column
		Right     bool
	}
)

func (n *Join) inputs(f func(*Node)) {
	f(&n.Left)
	f(&n.Right)
}
