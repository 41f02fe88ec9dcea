package plan

import "github.com/kqlc/kqlc/internal/catalog"

// Graph is an operator that gives a graph. Its Columns are those of the edges.
type Graph interface {
	Node
	// NodeColumns are the columns of the graph's nodes, none where nodes have no more than their identity.
	NodeColumns() []*Column
}

// The operators on graphs. Their inputs are a [Graph], but for those of MakeGraph.
//
// Within a predicate of GraphWhere, and within the Arg of a [GraphEach], a [Ref] is to a column of the node or the edge
// at hand. All other expressions reach elements through [GraphRef], [GraphEach] and [GraphCall].
type (
	// MakeGraph makes a graph of a table of edges.
	MakeGraph struct {
		Op
		// Input gives the edges; Out are its columns.
		Input Node
		// Source and Target are the identities of an edge's ends, expressions over Input. They and the identities of
		// all Tables have one type, which is not dynamic.
		Source, Target Expr
		// Tables give nodes. An end of an edge that is in none of them is a node as well, with nulls (Kusto:
		// make-graph-operator).
		Tables []GraphTable
		// Nodes are the columns of the nodes.
		Nodes []*Column
		// ID is the one of Nodes that holds the identity of a node that no table gives; nil for none. It has the type of
		// the identities.
		ID *Column
	}

	// GraphTable is a table of nodes.
	GraphTable struct {
		Input Node
		// ID is the identity of a node, an expression over Input.
		ID Expr
		// Cols are the columns of Input that become [MakeGraph.Nodes], one by one; nil where the table lacks one.
		Cols []*Column
	}

	// GraphWhere keeps the nodes for which Pred is true, and the edges between them; or the edges, if Edges is set.
	GraphWhere struct {
		Op
		Input Node
		Edges bool
		Pred  Expr
		// Nodes are the columns of the nodes, those of Input.
		Nodes []*Column
	}

	// GraphMarkComponents gives each node the number of its component, into Component, which is the last of Nodes.
	GraphMarkComponents struct {
		Op
		Input Node
		// Strong asks for strongly connected components: direction counts.
		Strong    bool
		Component *Column
		Nodes     []*Column
	}

	// GraphToTable gives the nodes or the edges of a graph as rows, with numbers of nodes in front where asked for.
	GraphToTable struct {
		Op
		Input Node
		Edges bool
		// NodeID is the number of a node; SourceID and TargetID are those of an edge's ends; nil for none. They are
		// longs, the first of Out.
		NodeID, SourceID, TargetID *Column
	}

	// GraphMatch finds all ways in which the elements fit the graph, and computes Assigns, which are Out, of each.
	GraphMatch struct {
		Op
		Input Node
		// Cycles is "all", "none", or "unique_edges", the default (Kusto: graph-match-operator).
		Cycles string
		// Shortest asks for the shortest paths between the ends of each pattern's edges only: graph-shortest-paths, with
		// one of them for each pair of ends, or all of equal length if All is set (Kusto: graph-shortest-paths-operator).
		Shortest, All bool
		// Nodes are the nodes of all patterns, "" for one without a name. Nodes of one name are one node.
		Nodes []string
		// Patterns are the patterns in order; one without edges is a single node, Start.
		Patterns []GraphPattern
		// Where is nil for none.
		Where   Expr
		Assigns []Assign
	}

	// GraphPattern is a chain of edges. Start is where it begins, an index of [GraphMatch.Nodes].
	GraphPattern struct {
		Start int
		Edges []GraphEdge
	}

	// GraphEdge is an edge of a pattern, or a path of edges.
	GraphEdge struct {
		// Index numbers edges through all patterns; edges of one name are one edge and have one number.
		Index int
		Name  string
		// Left and Right are the nodes on both sides as written, indices of [GraphMatch.Nodes].
		Left, Right int
		Direction   GraphDirection
		// Variable tells that it is a path of Min to Max edges, each in that direction.
		Variable bool
		Min, Max int64
	}
)

// GraphDirection is the way an edge of a pattern leads.
type GraphDirection uint8

// The directions.
const (
	GraphEither GraphDirection = iota // -[e]-
	GraphRight                        // -[e]->
	GraphLeft                         // <-[e]-
)

// GraphElement names what an expression of a [GraphMatch] is about: the node or edge of that number.
type GraphElement struct {
	Edge  bool
	Index int
}

type (
	// GraphRef is a column of an element. Of an edge of variable length it is a dynamic, the array of the values along the
	// path from left to right.
	GraphRef struct {
		Typed
		Of  GraphElement
		Col *Column
	}

	// GraphEach applies all, any or map, as Fn says, to the elements of a path from left to right: its edges, or the nodes
	// between them if Inner is set. A node and an edge of fixed length are a path of one. Arg is computed of each element.
	GraphEach struct {
		Typed
		Fn    *catalog.Function
		Of    GraphElement
		Inner bool
		Arg   Expr
	}

	// GraphCall is node_degree_in, node_degree_out, node_id or labels of an element, or of the element at hand if Here is
	// set.
	GraphCall struct {
		Typed
		Fn   *catalog.Function
		Of   GraphElement
		Here bool
	}
)

// NodeColumns implements [Graph].
func (n *MakeGraph) NodeColumns() []*Column { return n.Nodes }

// NodeColumns implements [Graph].
func (n *GraphWhere) NodeColumns() []*Column { return n.Nodes }

// NodeColumns implements [Graph].
func (n *GraphMarkComponents) NodeColumns() []*Column { return n.Nodes }

func (n *MakeGraph) inputs(f func(*Node)) {
	f(&n.Input)
	for i := range n.Tables {
		f(&n.Tables[i].Input)
	}
}

func (n *GraphWhere) inputs(f func(*Node))          { f(&n.Input) }
func (n *GraphMarkComponents) inputs(f func(*Node)) { f(&n.Input) }
func (n *GraphToTable) inputs(f func(*Node))        { f(&n.Input) }
func (n *GraphMatch) inputs(f func(*Node))          { f(&n.Input) }

func (n *MakeGraph) exprs(f func(*Expr)) {
	f(&n.Source)
	f(&n.Target)
	for i := range n.Tables {
		f(&n.Tables[i].ID)
	}
}

func (n *GraphWhere) exprs(f func(*Expr)) { f(&n.Pred) }

func (n *GraphMatch) exprs(f func(*Expr)) {
	f(&n.Where)
	eachAssigned(n.Assigns, f)
}
