package ast

// GraphMarkComponents gives each node of a graph the number of its component.
type GraphMarkComponents struct {
	Place
	Params GraphParams `parser:"'graph-mark-components' @@"`
}
