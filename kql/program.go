package kql

// Program describes a compiled rule to whoever runs it: command, engine, sinks. Generated packages declare one.
type Program struct {
	// Name is the rule's name, as its author wrote it.
	Name string
	// Source is the file that the rule was compiled from, relative to the directory of the compilation.
	Source string
	// Tables are the input tables, sorted by name.
	Tables []Table
	// Results are the names of the rule's results; nil for a rule with one, which has no name.
	Results []string
	// External is the data that the rule reads besides, from files; nil for most rules.
	External []External
	// Bind makes an evaluation and tells the opening where its rows are.
	Bind func(*Opening)
}

// Open starts one evaluation. emit is called once a row, with Instance.Result holding the row's values; they are valid
// during the call only. Of several results it is the first whose rows it is called for.
func (p Program) Open(env Env, emit func()) Instance {
	o := &Opening{Env: env, Emit: emit, tables: p.Tables}
	p.Bind(o)
	return o.Instance
}

// Table is an input table of a rule.
type Table struct {
	// Name is the table's name, as the rule spells it.
	Name string
	// EventTime are the names under which events may have the table's time, the rule's own first; nil where there is
	// one name only.
	EventTime []string
	// Columns are the columns that the rule reads. Where AllColumns is set they are nil, and it reads all of the table's but
	// those of Except.
	Columns    []string
	AllColumns bool
	Except     []string
	// Guards say which events can be skipped; nil where none can.
	Guards Guards
	// Bounds say of which times events can be skipped; nil where of none.
	Bounds Bounds
	// Parts tells that the rows of the table can be evaluated in parts: each by an instance of its own, which is not closed,
	// and whose State, if there is one, that of the instance of the rows before takes in. Streams tells that such an instance
	// emits rows; otherwise it emits none.
	Parts, Streams bool
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
	// More are the results behind the first; nil for a rule with one. Their Emit has to be set before the first row is pushed.
	More []*Output
	// State is what the instance keeps of the rows of tables with Parts; nil where it keeps nothing of any.
	State State
	// Close ends the input: blocking operators emit what they hold.
	Close func()
}

// State is what an instance keeps of rows.
type State interface {
	// Merge takes in what another instance of the same program keeps, whose rows came behind: what is kept then is what one
	// instance keeps of all these rows, bit for bit. The other instance is done with.
	Merge(other State)
}

// Output is one of several results of a rule.
type Output struct {
	// Result and Found are as those of [Instance].
	Result []Column
	Found  Result
	// Emit is called once a row, with Result holding the row's values.
	Emit func()
}

// Outputs are all results of the rule in order; emit is what the rule was opened with.
func (i *Instance) Outputs(emit func()) []*Output {
	return append([]*Output{{Result: i.Result, Found: i.Found, Emit: emit}}, i.More...)
}

// Input takes the rows of one table: set the row's Columns, then Push.
type Input struct {
	// Columns are the columns that the rule reads, bound to the row that Push evaluates; a source may leave all others
	// unread. Text that a column is set to may be reused after Push returned.
	Columns []Column
	// Push evaluates the row.
	Push func()
	// End tells that the table has no more rows, before Close. It need not be called, but the events of other tables cost
	// less memory and time behind it. It is nil where there is nothing to spare.
	End func()
}
