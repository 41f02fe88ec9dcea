package ast

// The tabular operators. Each field's tag is its part of the syntax.
type (
	// Where keeps rows.
	Where struct {
		Place
		Keyword string    `parser:"@('where' | 'filter')"`
		Hints   Hints     `parser:"@@"`
		Pred    NamedExpr `parser:"@@"`
	}

	// Extend adds columns.
	Extend struct {
		Place
		Hints Hints       `parser:"'extend' @@"`
		Exprs []NamedExpr `parser:"@@ (',' @@)*"`
	}

	// Project computes all columns.
	Project struct {
		Place
		Hints Hints       `parser:"'project' @@"`
		Exprs []NamedExpr `parser:"((?! '|' | ';' | ')' | '}' | EOF) @@ (',' @@)*)?"`
	}

	// ProjectAway drops columns; ProjectKeep keeps them.
	ProjectAway struct {
		Place
		Names []Pattern `parser:"'project-away' @@ (',' @@)*"`
	}
	ProjectKeep struct {
		Place
		Names []Pattern `parser:"'project-keep' @@ (',' @@)*"`
	}

	// ProjectRename gives columns new names.
	ProjectRename struct {
		Place
		Exprs []NamedExpr `parser:"'project-rename' @@ (',' @@)*"`
	}

	// ProjectReorder puts columns first.
	ProjectReorder struct {
		Place
		Names []*OrderedName `parser:"'project-reorder' @@ (',' @@)*"`
	}
	OrderedName struct {
		Place
		Name Pattern `parser:"@@"`
		Dir  string  `parser:"@('asc' | 'desc' | 'granny-asc' | 'granny-desc')?"`
	}

	// Sort orders rows.
	Sort struct {
		Place
		Keyword string     `parser:"@('sort' | 'order')"`
		Hints   Hints      `parser:"@@"`
		Keys    []*Ordered `parser:"'by' @@ (',' @@)*"`
	}

	// Top gives the first rows in order.
	Top struct {
		Place
		Hints Hints     `parser:"'top' @@"`
		Count NamedExpr `parser:"@@"`
		Key   *Ordered  `parser:"'by' @@"`
	}

	// Take passes some rows.
	Take struct {
		Place
		Keyword string    `parser:"@('take' | 'limit')"`
		Hints   Hints     `parser:"@@"`
		Count   NamedExpr `parser:"@@"`
	}

	// Count counts rows.
	Count struct {
		Place
		Keyword string     `parser:"@'count'"`
		As      Identifier `parser:"('as' @@)?"`
	}

	// Distinct gives distinct rows.
	Distinct struct {
		Place
		Hints Hints       `parser:"'distinct' @@"`
		Exprs []NamedExpr `parser:"@@ (',' @@)*"`
	}
)
