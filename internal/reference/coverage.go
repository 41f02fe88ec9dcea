package reference

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/parser"
)

// Status says what becomes of a query that uses something.
type Status uint8

// The statuses.
const (
	Runs Status = iota
	Binds
	Refused
)

func (s Status) String() string { return [...]string{"runs", "binds only", "refused"}[s] }

// Entry is something of Kusto's.
type Entry struct {
	Name   string
	Status Status
	// Why it does not run.
	Why string
	// Elsewhere tells that Sentinel does not offer it either.
	Elsewhere bool
}

// Table is the coverage of all of a kind.
type Table struct {
	Title   string
	Entries []Entry
}

// Tables are those of all kinds.
type Tables []Table

// Coverage finds out what runs: by compiling queries.
func Coverage(c *compile.Compiler) Tables {
	p := &prober{c}
	tables := Tables{{Title: "Tabular operators"}}
	for _, name := range parser.Operators() {
		if !strings.HasPrefix(name, "__") {
			tables[0].Entries = append(tables[0].Entries, p.operator(name))
		}
	}
	for _, part := range []struct {
		title string
		kind  catalog.Kind
	}{
		{"Operators of expressions", catalog.Operator},
		{"Scalar functions", catalog.Scalar},
		{"Aggregates", catalog.Aggregate},
		{"Plugins", catalog.Plugin},
	} {
		t := Table{Title: part.title}
		for _, f := range listed(part.kind) {
			t.Entries = append(t.Entries, p.function(f))
		}
		tables = append(tables, t)
	}
	return tables
}

// prober compiles queries.
type prober struct{ c *compile.Compiler }

// compile tells whether a query becomes Go; why is the first error otherwise, and binds tells that the query is right.
func (p *prober) compile(query string) (runs, binds bool, why string) {
	_, problems := p.c.CompileRule(&ruleset.Rule{Path: "sample.kql", Query: query, Source: diag.NewSource("sample.kql", query)})
	for _, d := range problems {
		if d.Severity == diag.Error {
			return false, d.Code == diag.NotExecuted, d.Message
		}
	}
	return true, true, ""
}

func (p *prober) operator(name string) Entry {
	e := Entry{Name: name, Elsewhere: elsewhere[name]}
	runs, _, why := p.compile(queries[name])
	if !runs {
		e.Status, e.Why = Binds, why
	}
	return e
}

// function tries calls of a function until one runs.
func (p *prober) function(f *catalog.Function) Entry {
	e := Entry{Name: f.Name, Status: Binds, Elsewhere: elsewhere[f.Name]}
	for query := range calls(f) {
		runs, binds, why := p.compile(query)
		if runs {
			return Entry{Name: f.Name, Elsewhere: e.Elsewhere}
		}
		if binds && e.Why == "" {
			e.Why = why
		}
	}
	switch {
	case f.Missing == "" && e.Why == "":
		e.Status, e.Why = Refused, "it means nothing outside of the service"
	case f.Missing == "":
	case strings.Contains(f.Missing, "not implemented"):
		e.Why = f.Missing
	default:
		e.Status, e.Why = Refused, f.Missing
	}
	return e
}

// Count is how many have a status, of those that Sentinel offers or of all.
func (t Table) Count(s Status, sentinel bool) int {
	n := 0
	for _, e := range t.Entries {
		if e.Status == s && !(sentinel && e.Elsewhere) {
			n++
		}
	}
	return n
}

// Sentinel is how many of all that Sentinel offers run, and how many there are.
func (l Tables) Sentinel() (runs, all int) {
	for _, t := range l {
		runs += t.Count(Runs, true)
		all += t.Count(Runs, true) + t.Count(Binds, true) + t.Count(Refused, true)
	}
	return runs, all
}

func (l Tables) page() string {
	var b strings.Builder
	runs, all := l.Sentinel()
	b.WriteString("# Coverage\n\n" + made +
		"What of Kusto's language runs. The status of each entry comes from compiling queries that use it: *runs*, *binds only* where\n" +
		"`kqlc check` knows it and the generator does not yet, *refused* where it cannot be had outside of the service. ‡ marks what\n" +
		"Sentinel does not offer. Names for old queries and for Kusto's own use are left out.\n\n" +
		"| | runs | binds only | refused | of Sentinel's, runs |\n|---|--:|--:|--:|--:|\n")
	for _, t := range l {
		offered := t.Count(Runs, true) + t.Count(Binds, true) + t.Count(Refused, true)
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d of %d |\n", t.Title, t.Count(Runs, false), t.Count(Binds, false), t.Count(Refused, false),
			t.Count(Runs, true), offered)
	}
	fmt.Fprintf(&b, "\nOf all that Sentinel offers, %d of %d run: %.1f %%.\n", runs, all, 100*float64(runs)/float64(all))
	for _, t := range l {
		fmt.Fprintf(&b, "\n## %s\n", t.Title)
		b.WriteString(t.names(Runs))
		for _, s := range []Status{Binds, Refused} {
			b.WriteString(t.reasons(s))
		}
	}
	return b.String()
}

// names lists what has a status.
func (t Table) names(s Status) string {
	var list []string
	for _, e := range t.Entries {
		if e.Status == s {
			list = append(list, e.mark())
		}
	}
	if list == nil {
		return ""
	}
	return fmt.Sprintf("\n%s: %s.\n", strings.ToUpper(s.String()[:1])+s.String()[1:], strings.Join(list, ", "))
}

// reasons lists what has a status by the reason for it.
func (t Table) reasons(s Status) string {
	byReason := map[string][]string{}
	for _, e := range t.Entries {
		if e.Status == s {
			byReason[e.Why] = append(byReason[e.Why], e.mark())
		}
	}
	if len(byReason) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n| %s | why |\n|---|---|\n", s)
	for _, why := range slices.Sorted(maps.Keys(byReason)) {
		fmt.Fprintf(&b, "| %s | %s |\n", strings.Join(byReason[why], ", "), strings.ReplaceAll(why, "|", `\|`))
	}
	return b.String()
}

// mark is the name as a page shows it.
func (e Entry) mark() string {
	name := "`" + strings.ReplaceAll(e.Name, "|", `\|`) + "`"
	if e.Elsewhere {
		name += " ‡"
	}
	return name
}
