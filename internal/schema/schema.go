// Package schema knows the tables and functions that queries find in their database: those of Microsoft Sentinel and
// Defender XDR, built in, and those of the user's files. Builtin is read lazily: listing names costs a scan of the text,
// and a table's columns are parsed when first asked for.
//
// A schema file is text, one declaration after the other:
//
//	// comment
//	DeviceProcessEvents (Timestamp:datetime, FileName:string, …)
//	Anything_CL (TimeGenerated:datetime, *)                               // * : any further column is accepted
//	_GetWatchlist (alias: string, [keys: dynamic]): (SearchKey:string, *) // a function by what it takes and gives
//	Parsed (t: (*), since: timespan = 1d) { t | where … }                 // a function by its KQL
//
// Names that are no identifiers are written ['like this']. Files that begin with a brace or bracket are read as JSON:
// {"Table": [{"name", "type"}]} for tables, and for functions a list of {"name", "parameters", "columns", "open"} or
// {"name", "parameters", "body"}.
package schema

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"maps"
	"slices"
	"sync"

	"github.com/kqlc/kqlc/internal/types"
)

// The sources that own tables.
const (
	Defender = "defender" // Microsoft Defender XDR advanced hunting
	Sentinel = "sentinel" // Microsoft Sentinel, Azure Monitor and all other
)

// Table is a table of the database.
type Table struct {
	Name string
	// Source is the product that owns it: [Defender] or [Sentinel].
	Source string
	// File and Line say where it is declared; File is "" for a built-in one.
	File string
	Line int

	typ  func() (*types.Table, error)
	once sync.Once
	// index and times are what Index and TimeColumns return; once sets them.
	index map[string]int32
	times []string
}

// Type is the table's type, with the columns in the order of the declaration. It must not be changed.
func (t *Table) Type() *types.Table {
	typ, err := t.typ()
	if err != nil {
		// User files are parsed when they are loaded, the built-in ones by a test.
		panic(err)
	}
	return typ
}

// Columns are the table's columns. They must not be changed.
func (t *Table) Columns() []types.Column { return t.Type().Columns }

// EventTime names the column that tells when the row's event happened, "" for a table without one.
func (t *Table) EventTime() string {
	for _, name := range t.TimeColumns() {
		return name
	}
	return ""
}

// TimeColumns names the columns that hold the event's time, all with the same value: TimeGenerated, and Timestamp where
// Defender XDR owns the table. The list must not be changed.
func (t *Table) TimeColumns() []string {
	t.once.Do(t.lookUp)
	return t.times
}

// Index returns the places of the columns by name. It must not be changed.
func (t *Table) Index() map[string]int32 {
	t.once.Do(t.lookUp)
	return t.index
}

func (t *Table) lookUp() {
	columns := t.Columns()
	t.index = make(map[string]int32, len(columns))
	for i, c := range columns {
		t.index[c.Name] = int32(i)
	}
	for _, name := range []string{"TimeGenerated", "Timestamp"} {
		i, ok := t.index[name]
		if ok && columns[i].Type == types.DateTime && (name == "TimeGenerated" || t.Source == Defender || len(t.times) == 0) {
			t.times = append(t.times, name)
		}
	}
}

// Function is a function of the database: declared by its result, or by KQL.
type Function struct {
	Name string
	File string
	Line int

	// Params and Result declare a function without KQL; Result is nil for one with KQL.
	Params []Param
	Result *types.Table

	// ParamText and Body are the KQL of the others, "(t: (*), n: long = 1)" and "{ t | take n }". BodyLine is the line of
	// the file on which the body begins.
	ParamText, Body string
	BodyLine        int
}

// Param is a parameter of a function that is declared by its result.
type Param struct {
	Name     string
	Type     types.Type
	Optional bool
}

// Schema is a set of tables and functions. It does not change once it is made.
type Schema struct {
	tables    map[string]*Table
	functions map[string]*Function
	digest    [sha256.Size]byte // of the files that it was made of besides the built-in ones
}

// Digest tells schemas of the same program apart that are made of different files.
func (s *Schema) Digest() string { return hex.EncodeToString(s.digest[:]) }

//go:embed tables/defender.kql
var defenderTables string

//go:embed tables/sentinel.kql
var sentinelTables string

//go:embed tables/functions.kql
var builtinFunctions string

// Builtin is the schema of Microsoft Sentinel and Defender XDR.
var Builtin = sync.OnceValue(func() *Schema {
	s := &Schema{tables: map[string]*Table{}, functions: map[string]*Function{}}
	for _, part := range []struct{ source, text string }{
		{Defender, defenderTables}, {Sentinel, sentinelTables}, {Sentinel, builtinFunctions},
	} {
		if err := s.addText("", part.source, part.text); err != nil {
			panic(err)
		}
	}
	return s
})

// Empty is a schema without tables and functions.
func Empty() *Schema { return &Schema{} }

// Table returns the table of that name, nil if there is none. Names are case-sensitive.
func (s *Schema) Table(name string) *Table { return s.tables[name] }

// Function returns the function of that name, nil if there is none.
func (s *Schema) Function(name string) *Function { return s.functions[name] }

// TableNames are the names of all tables, sorted.
func (s *Schema) TableNames() []string { return slices.Sorted(maps.Keys(s.tables)) }

// FunctionNames are the names of all functions, sorted.
func (s *Schema) FunctionNames() []string { return slices.Sorted(maps.Keys(s.functions)) }

// With returns a schema that has the declarations of a file as well; they take the place of those with equal names. A
// table keeps the source of the one it replaces. An error gives file and line.
func (s *Schema) With(file string, data []byte) (*Schema, error) {
	own := &Schema{tables: map[string]*Table{}, functions: map[string]*Function{}}
	if err := own.add(file, data); err != nil {
		return nil, err
	}
	sum := &Schema{tables: maps.Clone(s.tables), functions: maps.Clone(s.functions)}
	sum.digest = sha256.Sum256(append(s.digest[:], data...))
	if sum.tables == nil {
		sum.tables, sum.functions = map[string]*Table{}, map[string]*Function{}
	}
	for name, t := range own.tables {
		if _, err := t.typ(); err != nil {
			return nil, err
		}
		if old := s.tables[name]; old != nil {
			t.Source = old.Source
		}
		sum.tables[name] = t
		delete(sum.functions, name)
	}
	for name, f := range own.functions {
		sum.functions[name] = f
		delete(sum.tables, name)
	}
	return sum, nil
}
