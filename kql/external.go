package kql

// External is data that a rule reads from files by their address (Kusto: externaldata-operator).
type External struct {
	// URIs are the addresses, as the rule spells them. The files are read in this order.
	URIs []string
	// Format is the format that the rule asks for, in lower case; "" for that of each file's name.
	Format string
	// IgnoreFirstRecord leaves the first record of each file out, where records are lines.
	IgnoreFirstRecord bool
}

// ReadExternal sets columns, which are all that the rule declares, in its order, to each record in turn, and calls push
// behind each. Text that a column is set to may be reused after push returned.
type ReadExternal func(data External, columns []Column, push func())
