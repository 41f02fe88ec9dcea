package kql

// Program describes a compiled rule to whoever runs it: command, engine, sinks. Generated packages declare one.
type Program struct {
	// Name is the rule's name, as its author wrote it.
	Name string
	// Source is the file that the rule was compiled from, relative to the directory of the compilation.
	Source string
	// Tables are the input tables, sorted by name.
	Tables []Table
	// External is the data that the rule reads besides, from files; nil for most rules.
	External []External
	// Open starts one evaluation. emit is called once a row, with Instance.Result holding the row's values; they are
	// valid during the call only.
	Open func(env Env, emit func()) Instance
}

// Table is an input table of a rule.
type Table struct {
	// Name is the table's name, as the rule spells it.
	Name string
	// EventTime are the names under which events may have the table's time, the rule's own first; nil where there is
	// one name only.
	EventTime []string
	// Guards say which events can be skipped; nil where none can.
	Guards Guards
}

// Instance is one evaluation of a rule. It serves one goroutine.
type Instance struct {
	// Inputs are the input tables, in the order of Program.Tables.
	Inputs []Input
	// Result are the columns of the row being emitted, in order; names and types are set before the first row.
	Result []Column
	// Found is set in place of Result where columns depend on data: the rows are to be taken from it behind Close, which
	// emits none.
	Found Result
	// Close ends the input: blocking operators emit what they hold.
	Close func()
}

// Input takes the rows of one table: set the row's Columns, then Push.
type Input struct {
	// Columns are the columns that the rule reads, bound to the row that Push evaluates; a source may leave all others
	// unread. Text that a column is set to may be reused after Push returned.
	Columns []Column
	// Push evaluates the row.
	Push func()
}
