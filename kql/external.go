package kql

// External is data that a rule reads from files by their address (Kusto: externaldata-operator), or what a function of the
// service gives.
type External struct {
	// Function is the function of the service, such as _GetWatchlist, and Argument what it is given; "" for addresses.
	Function, Argument string
	// URIs are the addresses, as the rule spells them. The files are read in this order.
	URIs []string
	// Format is the format that the rule asks for, in lower case; "" for that of each file's name.
	Format string
	// IgnoreFirstRecord leaves the first record of each file out, where records are lines.
	IgnoreFirstRecord bool
	// ZipPattern says which files of an archive are read, as *.csv; "" for all of them.
	ZipPattern string
}

// Rest is the name of a column that gets, as a bag, what the other columns have no place for.
const Rest = "*"

// ReadExternal sets columns, which are all that the rule declares, in its order, to each record in turn, and calls push
// behind each. Text that a column is set to may be reused after push returned.
type ReadExternal func(data External, columns []Column, push func())

// EnrichmentOf is what the function of the service knows of a key, as a bag; an empty one where it knows nothing.
func EnrichmentOf(env Env, function, key string) Dynamic {
	if env.Enrich != nil && key != "" {
		if found := env.Enrich(function, key); !found.IsNull() {
			return found
		}
	}
	return DynamicBag(nil, nil)
}
