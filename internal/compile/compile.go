// Package compile is the way from a query to Go: parse, bind, optimise, generate, build.
package compile

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/klauspost/compress/s2"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/codegen"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/opt"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/sema"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/parser"
)

// Compiler compiles queries against one schema. It may serve several goroutines.
type Compiler struct {
	// Plain leaves out of the optimiser what a rule can do without: its rows have to be the same.
	Plain bool

	schema *schema.Schema
	tables sync.Map // the packages of tables that have been made, by name; only their sources are there
	// analyser and engine are what queries are bound against by Check and by Plan, contained by Prepare; quiet is engine
	// without warnings.
	analyser, engine, quiet, contained *sema.Env
}

// New returns a compiler for queries over the tables and functions of s.
func New(s *schema.Schema) *Compiler {
	return &Compiler{
		schema:    s,
		analyser:  &sema.Env{Schema: s, Parse: parser.Parse, Verdict: true},
		engine:    &sema.Env{Schema: s, Parse: parser.Parse, Engine: true},
		quiet:     &sema.Env{Schema: s, Parse: parser.Parse, Engine: true, Quiet: true},
		contained: &sema.Env{Schema: s, Parse: parser.Parse, Engine: true, Stored: []string{}},
	}
}

// Store makes wildcards of queries that are to run stand for these tables alone: there are no rows of others.
// It is to be called before queries are compiled.
func (c *Compiler) Store(tables []string) { c.engine.Stored, c.quiet.Stored = tables, tables }

// Lookback bounds the events of all tables that queries read which are to run: see [sema.Env.Lookback].
// It is to be called before queries are compiled.
func (c *Compiler) Lookback(period kql.TimeSpan) {
	c.engine.Lookback, c.quiet.Lookback = period, period
}

// Query is what is known of a query after binding.
type Query struct {
	Text string
	Tree *ast.File
	// Plan has no results where there are errors. That of a query that was only checked is not fit to run.
	Plan *plan.Rule
	// Diagnostics are sorted.
	Diagnostics []diag.Diagnostic
}

// OK reports whether the query is accepted.
func (q *Query) OK() bool { return !diag.HasErrors(q.Diagnostics) }

// Columns are the result's columns as the analyser knows them, nil where the query gives no table.
func (q *Query) Columns() []types.Column {
	if q.Plan == nil || q.Plan.Schema == nil {
		return nil
	}
	return q.Plan.Schema.Columns
}

// Check parses a query and binds it as Microsoft's analyser does. An error of kqlc itself becomes a diagnostic.
func (c *Compiler) Check(text string) *Query { return read(text, c.analyser) }

// Plan parses a query and binds it as the service's engine does, for what is to run: the engine takes a little more than
// the analyser here, and a little less there.
func (c *Compiler) Plan(text string) *Query { return read(text, c.engine) }

func read(text string, env *sema.Env) (q *Query) {
	q = &Query{Text: text}
	defer func() {
		if p := recover(); p != nil {
			q.Diagnostics = append(q.Diagnostics, internalError(p))
		}
	}()
	q.Tree, q.Diagnostics = parser.Parse(text)
	rule, problems := sema.Bind(q.Tree, env)
	if i := slices.IndexFunc(q.Diagnostics, breaksOff); i >= 0 {
		// What stands behind a part that could not be read may be wrong only because of that, and warnings anyway.
		from := q.Diagnostics[i].Span.Start
		problems = slices.DeleteFunc(problems, func(d diag.Diagnostic) bool { return !isError(d) || d.Span.End > from })
	}
	q.Plan = rule
	q.Diagnostics = diag.Sort(slices.Concat(q.Diagnostics, problems))
	return q
}

// CheckRule is Check for the query of a rule file: one to which the service gives only the events of a period needs no
// condition on their time.
func (c *Compiler) CheckRule(r *ruleset.Rule) *Query {
	q := c.Check(r.Query)
	if r.Windowed {
		q.Diagnostics = slices.DeleteFunc(q.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == diag.NoTimeFilter })
	}
	return q
}

// breaksOff reports whether the parser lost its way there: within a literal it does not.
func breaksOff(d diag.Diagnostic) bool { return isError(d) && d.Code != diag.BadString }

func isError(d diag.Diagnostic) bool { return d.Severity == diag.Error }

func internalError(p any) diag.Diagnostic {
	return diag.Diagnostic{Code: diag.Internal, Message: fmt.Sprintf("kqlc failed, which is an error of kqlc: %v\n%s", p, debug.Stack())}
}

// Optimise rewrites the plan for execution.
func (c *Compiler) Optimise(q *Query) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the optimiser failed, which is an error of kqlc: %v\n%s", p, debug.Stack())
		}
	}()
	if c.Plain {
		opt.Settle(q.Plan)
	} else {
		opt.Run(q.Plan)
	}
	return nil
}

// Package is a rule's package.
type Package struct {
	Name string
	// Tables are the tables that it reads.
	Tables []string
	// External tells that it may read external data.
	External bool
	// Results are what it gives, in order.
	Results []PackageResult

	source, packed []byte // one of them
	key            string // what it is kept by
}

// Source is its file of Go.
func (p *Package) Source() []byte {
	if p.source == nil && p.packed != nil {
		var err error
		if p.source, err = s2.Decode(nil, p.packed); err != nil {
			panic(err) // its sum was right
		}
	}
	return p.source
}

// digest names what it is made of.
func (p *Package) digest() string {
	return cmp.Or(p.key, hash(Tree{"": p.source}))
}

// PackageResult is one of the results of a rule.
type PackageResult struct {
	// Name is what the query calls it.
	Name string
	// Columns are those of its rows, Sorted the names of those by which its rows are sorted.
	Columns []*plan.Column
	Sorted  []string
}

// Generate makes the package of a rule that has been checked. path is the import path of the tree that it goes into.
func (c *Compiler) Generate(r *ruleset.Rule, q *Query, path string) (pkg Package, problems []diag.Diagnostic) {
	return c.generate(r, q, path, false)
}

// draft is Generate for a program that nobody reads: the source is not formatted, which takes most of the time.
func (c *Compiler) draft(r *ruleset.Rule, q *Query) (pkg Package, problems []diag.Diagnostic) {
	return c.generate(r, q, ProgramPath, true)
}

func (c *Compiler) generate(r *ruleset.Rule, q *Query, path string, draft bool) (pkg Package, problems []diag.Diagnostic) {
	defer func() {
		if p := recover(); p != nil {
			problems = []diag.Diagnostic{internalError(p)}
		}
	}()
	if err := c.Optimise(q); err != nil {
		return pkg, []diag.Diagnostic{internalError(err)}
	}
	pkg.Name = r.Package()
	for _, r := range q.Plan.Results {
		pkg.Results = append(pkg.Results, PackageResult{r.Name, r.Node.Columns(), sortedBy(r.Node)})
	}
	sum := sha256.Sum256([]byte(r.Query))
	pkg.source, problems = codegen.Generate(codegen.Rule{
		Package: pkg.Name,
		Name:    r.Name,
		Source:  r.Path,
		Hash:    hex.EncodeToString(sum[:]),
		Query:   r.Query,
		Draft:   draft,
		Line:    func(offset int) int { return r.Source.Position(offset).Line },
		Plan:    q.Plan,
		Tables: func(table string) codegen.TablePackage {
			if !slices.Contains(pkg.Tables, table) {
				pkg.Tables = append(pkg.Tables, table)
			}
			t := c.schema.Table(table)
			return codegen.TablePackage{Path: path + "/tables/" + t.Source, Name: t.Source, EventTime: t.TimeColumns(), Columns: t.Columns()}
		},
	})
	if c.Plain && len(problems) == 0 {
		var err error
		if pkg.source, err = useLocals(pkg.source); err != nil {
			return pkg, []diag.Diagnostic{internalError(err)}
		}
	}
	// A field of this type tells of it.
	pkg.External = bytes.Contains(pkg.source, []byte("ReadExternal"))
	return pkg, problems
}

// tableFile is the file of a table's struct, below the tree.
func (c *Compiler) tableFile(name string) string {
	return "tables/" + c.schema.Table(name).Source + "/" + fileName(name) + ".go"
}

// tableSource makes the file of a table's struct.
func (c *Compiler) tableSource(name string) ([]byte, error) {
	if made, ok := c.tables.Load(name); ok {
		table := made.(Package)
		return table.Source(), nil
	}
	t := c.schema.Table(name)
	columns := make([]*plan.Column, len(t.Columns()))
	for i, col := range t.Columns() {
		columns[i] = &plan.Column{Name: col.Name, Type: types.Kql(col.Type), Nullable: true}
	}
	return codegen.GenerateTable(t.Source, name, columns)
}

// fileName turns a table's name into that of a Go file: DeviceProcessEvents is device_process_events.
func fileName(table string) string {
	var out []byte
	for i := range len(table) {
		c := table[i]
		upper := c >= 'A' && c <= 'Z'
		switch {
		case upper && i > 0 && table[i-1] >= 'a' && table[i-1] <= 'z':
			out = append(out, '_', c|0x20)
		case upper:
			out = append(out, c|0x20)
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			out = append(out, c)
		default:
			out = append(out, '_')
		}
	}
	name := string(out)
	if len(name) > 5 && name[len(name)-5:] == "_test" {
		name += "_table"
	}
	return name
}
