package ast

// GraphMatch looks for patterns in a graph.
type GraphMatch struct {
	Place
	Params   GraphParams     `parser:"'graph-match' @@"`
	Patterns []*GraphPattern `parser:"@@ (',' @@)*"`
	Where    Tabular         `parser:"('where' @@)?"`
	Project  []NamedExpr     `parser:"('project' @@ (',' @@)*)?"`
}

// GraphShortestPaths looks for the shortest paths of a pattern.
type GraphShortestPaths struct {
	Place
	Params   GraphParams     `parser:"'graph-shortest-paths' @@"`
	Patterns []*GraphPattern `parser:"@@ (',' @@)*"`
	Where    Tabular         `parser:"('where' @@)?"`
	Project  []NamedExpr     `parser:"('project' @@ (',' @@)*)?"`
}

// GraphPattern is nodes and edges in a row.
type GraphPattern struct {
	Place
	Parts []*GraphPart `parser:"@@+"`
}

// GraphPart is a node or an edge.
type GraphPart struct {
	Place
	Node *GraphNode `parser:"( @@"`
	Edge GraphEdge  `parser:"| @@ )"`
}

// GraphNode is (name) or ().
type GraphNode struct {
	Place
	Name Identifier `parser:"'(' @@? ')'"`
}

// Edge is an edge of a pattern: -[name*1..3]->, <--, --. Open and Close are its ends as written; Close is empty where the
// edge has no brackets, From and To where it has no range.
type Edge struct {
	At
	Open, Close string
	Name        *Name
	From, To    Expr
}
