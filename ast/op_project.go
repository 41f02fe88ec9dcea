package ast

// Project computes all columns; none are left of an empty one.
type Project struct {
	Place
	Exprs []NamedExpr `parser:"'project' (@@ (',' @@)*)?"`
}

// ProjectAway drops columns.
type ProjectAway struct {
	Place
	Names []Pattern `parser:"'project-away' (@@ (',' @@)*)?"`
}

// ProjectKeep drops all other columns.
type ProjectKeep struct {
	Place
	Names []Pattern `parser:"'project-keep' (@@ (',' @@)*)?"`
}

// ProjectRename gives columns new names.
type ProjectRename struct {
	Place
	Exprs []NamedExpr `parser:"'project-rename' (@@ (',' @@)*)?"`
}

// ProjectReorder puts columns first.
type ProjectReorder struct {
	Place
	Names []*OrderedName `parser:"'project-reorder' (@@ (',' @@)*)?"`
}

// OrderedName is a column, or several, and how the several are sorted.
type OrderedName struct {
	Place
	Name Pattern `parser:"@@"`
	Dir  string  `parser:"@('asc' | 'desc' | 'granny-asc' | 'granny-desc')?"`
}

// ProjectByNames keeps the columns whose names the values are.
type ProjectByNames struct {
	Place
	Exprs []Plain `parser:"'project-by-names' (@@ (',' @@)*)?"`
}
