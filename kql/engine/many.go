package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql"
)

// Many evaluates many rules over one stream of events: an event is decoded once for all of them, and evaluated by those
// only whose guards it may satisfy. Each rule gives the rows that it would give alone, in the same order.
type Many struct {
	env       kql.Env
	programs  []kql.Program
	instances []kql.Instance
	outputs   [][]*kql.Output // of each instance
	tables    []ManyTable
}

// ManyTable is a table that some of the rules read. Its guards are those of an event that one of them needs;
// there are none where those have many texts. Its bounds are those at the time of the evaluation.
type ManyTable struct {
	kql.Table
	// Columns are those that the rules read, each once: set them, then call Push.
	Columns []kql.Column
	// Push evaluates the event.
	Push  func()
	group *group // nil where one rule reads the table
	who   []int  // the programs that read it
	// parts tells that its rows can be evaluated in parts, streams that rows leave then.
	parts, streams bool
	end            []func() // what is told of the table's end
}

// NewMany opens an evaluation of every program. emit is called once a row with the number of the program and that of the
// result, which then holds the row. The programs have to be generated with the same package of tables: they share the
// rows of its types.
func NewMany(env kql.Env, programs []kql.Program, emit func(program, result int)) (*Many, error) {
	if env.Events == nil {
		env.Events = &kql.Events{}
	}
	m := &Many{env: env, programs: programs, instances: make([]kql.Instance, len(programs)), outputs: make([][]*kql.Output, len(programs))}
	byName := map[string]*readers{}
	for i, p := range programs {
		first := func() { emit(i, 0) }
		m.instances[i] = p.Open(env, first)
		m.outputs[i] = m.instances[i].Outputs(first)
		for j, out := range m.outputs[i] {
			out.Emit = func() { emit(i, j) }
		}
		for j, t := range p.Tables {
			r := byName[t.Name]
			if r == nil {
				r = &readers{table: t, numbers: map[string]int{}, parts: true}
				byName[t.Name] = r
			}
			if err := r.add(p.Name, t, m.instances[i].Inputs[j]); err != nil {
				return nil, err
			}
			r.who = append(r.who, i)
			r.parts, r.streams = r.parts && t.Parts, r.streams || t.Streams
			bounds := t.Bounds.At(env.Now)
			if len(r.members) > 1 {
				bounds = r.table.Bounds.Either(bounds)
			}
			r.table.Bounds = bounds
		}
	}
	for _, r := range byName {
		r.table.Guards = either(r.members)
		t := ManyTable{Table: r.table, Columns: r.columns, Push: r.members[0].push, end: r.end, who: r.who, parts: r.parts, streams: r.streams}
		if len(r.members) > 1 {
			t.group = newGroup(r.columns, r.members, r.table.Guards == nil)
			t.Push = t.group.Push
			t.parts = t.parts && !t.group.many
		}
		m.tables = append(m.tables, t)
	}
	slices.SortFunc(m.tables, func(a, b ManyTable) int { return strings.Compare(a.Name, b.Name) })
	return m, nil
}

// either are guards of an event that one of the rules needs; none where they have many texts: hardly an event is needed by
// none then, and looking for so many in it costs more than an index of them.
func either(rules []member) kql.Guards {
	const most = 24
	all := rules[0].guards
	for _, m := range rules[1:] {
		all = all.Either(m.guards)
		for _, clause := range all {
			texts := 0
			for _, g := range clause {
				texts += len(g.Is) + len(g.Holds)
			}
			if texts > most {
				return nil
			}
		}
	}
	return all
}

// readers are the rules that read a table.
type readers struct {
	table   kql.Table
	columns []kql.Column
	numbers map[string]int // of the columns, by name
	members []member
	end     []func()
	who     []int

	parts, streams bool
}

func (r *readers) add(program string, t kql.Table, in kql.Input) error {
	m := member{push: in.Push, guards: t.Guards}
	for _, c := range in.Columns {
		i, ok := r.numbers[c.Name]
		switch {
		case !ok:
			i = len(r.columns)
			r.numbers[c.Name] = i
			r.columns = append(r.columns, c)
		case r.columns[i].Field != c.Field:
			return fmt.Errorf("the rule %q reads %s into another type than the rules before it: generate them together", program, t.Name)
		}
		m.columns.add(i)
	}
	if r.table.EventTime == nil {
		r.table.EventTime = t.EventTime
	}
	r.members = append(r.members, m)
	if in.End != nil {
		r.end = append(r.end, in.End)
	}
	return nil
}

// Tables are the tables that the rules read, sorted by name. The slice belongs to m.
func (m *Many) Tables() []ManyTable { return m.tables }

// Result are the columns of the rows of one result of a program.
func (m *Many) Result(program, result int) []kql.Column { return m.outputs[program][result].Result }

// reading is the order in which to read the tables. One rule is given first those whose end it wants to know; of several,
// each may expect the order of the names.
func (m *Many) reading() []ManyTable {
	out := slices.Clone(m.tables)
	if len(m.instances) == 1 {
		slices.SortStableFunc(out, func(a, b ManyTable) int { return cmp.Compare(len(b.end), len(a.end)) })
	}
	return out
}

// part opens an evaluation of a part of a table's rows by the programs that read it; held takes the rows that leave.
func (m *Many) part(table *ManyTable, held *heldRows) (*Many, *ManyTable) {
	env := m.env
	env.Events = nil
	programs := make([]kql.Program, len(table.who))
	for i, n := range table.who {
		programs[i] = m.programs[n]
	}
	part, err := NewMany(env, programs, func(program, result int) { held.row(table.who[program], result) })
	if err != nil {
		panic(err) // it would have been that of m
	}
	for i, outputs := range part.outputs {
		for j, out := range outputs {
			if held != nil && out.Found == nil {
				held.open(table.who[i], j, out.Result)
			}
		}
	}
	for i := range part.tables {
		if part.tables[i].Name == table.Name {
			return part, &part.tables[i]
		}
	}
	panic("the programs read the table")
}

// merge takes in the states of a part, the one that comes next.
func (m *Many) merge(table *ManyTable, part *Many) {
	for i, n := range table.who {
		if state := m.instances[n].State; state != nil {
			state.Merge(part.instances[i].State)
		}
	}
}

// Close ends the input, program by program.
func (m *Many) Close() {
	for _, in := range m.instances {
		in.Close()
	}
}
