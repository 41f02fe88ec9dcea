package catalog

// graphFunctions are the functions of graph operators.
var graphFunctions = []Function{
	{
		Sigs:      []string{"all(pattern_element: scalar, expression: element bool) bool"},
		GraphOnly: true,
		Doc:       "Tells whether a condition holds for all edges or nodes of a path.",
		Inline:    true,
	},
	{
		Sigs:      []string{"any(pattern_element: scalar, expression: element bool) bool"},
		GraphOnly: true,
		Doc:       "Tells whether a condition holds for an edge or node of a path.",
		Inline:    true,
	},
	{
		Sigs:   []string{"map(pattern_element: scalar, expression: element scalar) custom"},
		Return: graphMap, GraphOnly: true,
		Doc:    "Computes an expression for each edge or node of a path.",
		Inline: true,
	},
	{
		Sigs:   []string{"inner_nodes(edge: scalar) custom"},
		Return: innerNodes, GraphOnly: true, ElementOnly: true,
		Doc:    "Gives the nodes within a path.",
		Inline: true,
	},
	{
		Sigs:      []string{"node_id([node: scalar]) string"},
		GraphOnly: true,
		Doc:       "Gives the identity of a node, as text.",
		Inline:    true,
	},
	{
		Sigs:      []string{"node_degree_in([node: scalar]) long"},
		GraphOnly: true,
		Doc:       "Counts the edges that lead to a node.",
		Inline:    true,
	},
	{
		Sigs:      []string{"node_degree_out([node: scalar]) long"},
		GraphOnly: true,
		Doc:       "Counts the edges that lead from a node.",
		Inline:    true,
	},
	{
		Sigs:      []string{"labels([pattern_element: scalar]) [string]"},
		GraphOnly: true,
		Doc:       "Lists the labels of a node or edge, none in a graph of make-graph.",
		Inline:    true,
	},
}
