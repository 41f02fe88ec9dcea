package engine_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/engine"
	of "github.com/kqlc/kqlc/kql/source"
)

// event is the row of a table of tests.
type event struct {
	FileName, CommandLine, Account string
	ID                             kql.Null[int32]
	Size                           kql.Null[int64]
}

func (e *event) columns() []kql.Column {
	return []kql.Column{
		kql.Col("FileName", &e.FileName), kql.Col("CommandLine", &e.CommandLine), kql.Col("Account", &e.Account),
		kql.Col("ID", &e.ID), kql.Col("Size", &e.Size),
	}
}

// ruleOf is a rule that yields the events for which its guards hold, as [holds] says, and another condition is true.
func ruleOf(name string, guards kql.Guards, other func(*event) bool) kql.Program {
	return kql.Program{
		Name:   name,
		Tables: []kql.Table{{Name: "Events", Guards: guards}},
		Bind: func(o *kql.Opening) {
			row := o.Event(new(event)).(*event)
			var out event
			o.Instance = kql.Instance{
				Inputs: []kql.Input{{Columns: row.columns(), Push: func() {
					if holds(guards, row) && other(row) {
						out = *row
						o.Emit()
					}
				}}},
				Result: out.columns(),
				Close:  func() {},
			}
		},
	}
}

// holds evaluates guards the plain way.
func holds(guards kql.Guards, e *event) bool {
	return all(guards, func(clause []kql.Guard) bool { return holdsOne(clause, e) })
}

func all(guards kql.Guards, clause func([]kql.Guard) bool) bool {
	return !slices.ContainsFunc(guards, func(c []kql.Guard) bool { return !clause(c) })
}

func holdsOne(clause []kql.Guard, e *event) bool {
	texts := map[string]string{"FileName": e.FileName, "CommandLine": e.CommandLine, "Account": e.Account}
	numbers := map[string]kql.Null[int64]{"ID": kql.Lift1(kql.IntToLong, e.ID), "Size": e.Size}
	return slices.ContainsFunc(clause, func(g kql.Guard) bool {
		text, number := fold(texts[g.Column]), numbers[g.Column]
		has := slices.ContainsFunc(g.Is, func(is string) bool { return text == fold(is) }) ||
			slices.ContainsFunc(g.Holds, func(part string) bool { return strings.Contains(text, fold(part)) }) ||
			number.OK && slices.Contains(g.Numbers, number.V)
		return has != g.Not
	})
}

// fold folds ASCII letters.
func fold(text string) string {
	out := []byte(text)
	for i, c := range out {
		if 'A' <= c && c <= 'Z' {
			out[i] = c + 'a' - 'A'
		}
	}
	return string(out)
}

// source draws values from few letters, so that texts hold one another.
type source struct{ *rand.Rand }

func (s source) text(most int) string {
	letters := []string{"a", "b", "B", "A", "@", "`", "Z", "z", "[", "{", "ä", "Ä", "\u212a", "k", "K", "\xff", " ", "\x00"}
	var b strings.Builder
	for range s.IntN(most + 1) {
		b.WriteString(letters[s.IntN(len(letters))])
	}
	return b.String()
}

func (s source) texts(most int) []string {
	var out []string
	for range s.IntN(4) {
		text := s.text(most)
		if s.IntN(40) == 0 {
			text = strings.Repeat(text, 200)
		}
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

func (s source) guards() kql.Guards {
	var out kql.Guards
	for range s.IntN(4) {
		var clause []kql.Guard
		not := s.IntN(4) == 0
		for range 1 + s.IntN(3) {
			g := kql.Guard{Column: []string{"FileName", "CommandLine", "Account"}[s.IntN(3)], Is: s.texts(3), Holds: s.texts(7)}
			if s.IntN(3) == 0 {
				g = kql.Guard{Column: []string{"ID", "Size"}[s.IntN(2)], Numbers: []int64{int64(s.IntN(10)), -1}}
			}
			if len(g.Is)+len(g.Holds)+len(g.Numbers) > 0 {
				g.Not = g.Numbers == nil && not
				clause = append(clause, g)
			}
		}
		if clause != nil {
			out = append(out, clause)
		}
	}
	return out
}

func (s source) event() event {
	e := event{FileName: s.text(4), CommandLine: s.text(30), Account: s.text(9)}
	if s.IntN(2) == 0 {
		e.ID = kql.Some(int32(s.IntN(12) - 2))
	}
	if s.IntN(2) == 0 {
		e.Size = kql.Some(int64(s.IntN(12) - 2))
	}
	if s.IntN(50) == 0 {
		e.Account = strings.Repeat(e.Account, 200)
	}
	return e
}

// Many rules give the rows that each gives alone, in the order of events and rules.
func TestMany(t *testing.T) {
	for seed := range uint64(3) {
		s := source{rand.New(rand.NewPCG(seed, 0))}
		var programs []kql.Program
		for i := range []int{3, 60, 200}[seed] {
			n := int64(s.IntN(12) - 2)
			programs = append(programs, ruleOf(fmt.Sprint("rule ", i), s.guards(), func(e *event) bool { return e.Size.V != n }))
		}
		events := make([]event, 2000)
		for i := range events {
			events[i] = s.event()
		}

		var want []string
		var alone []kql.Instance
		env := kql.Env{Events: &kql.Events{}}
		row := (&kql.Opening{Env: env}).Event(new(event)).(*event)
		for i, p := range programs {
			alone = append(alone, p.Open(env, func() { want = append(want, line(i, alone[i].Result)) }))
		}
		for _, e := range events {
			*row = e
			for _, in := range alone {
				in.Inputs[0].Push()
			}
		}

		var got []string
		var m *engine.Many
		m, err := engine.NewMany(kql.Env{}, programs, func(i, _ int) { got = append(got, line(i, m.Result(i, 0))) })
		if err != nil {
			t.Fatal(err)
		}
		table := m.Tables()[0]
		for _, e := range events {
			for i, c := range e.columns() {
				set(table.Columns[i], c)
			}
			table.Push()
		}
		m.Close()
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("seed %d (-want +got)\n%s", seed, d)
		}
		if len(want) == 0 {
			t.Errorf("seed %d: no rows", seed)
		}
	}
}

func line(rule int, columns []kql.Column) string {
	out := fmt.Appendf(nil, "%d", rule)
	for _, c := range columns {
		out = c.Field.AppendJSON(append(out, ' '))
	}
	return string(out)
}

func set(to, from kql.Column) {
	if text := from.Text(); text != nil {
		*to.Text() = *text
		return
	}
	to.Field.SetJSON(from.Field.AppendJSON(nil))
}

// reading makes a rule read and give some of the columns only.
func reading(p kql.Program, names ...string) kql.Program {
	bind := p.Bind
	p.Bind = func(o *kql.Opening) {
		bind(o)
		in := &o.Instance
		in.Inputs[0].Columns = kql.Columns(in.Inputs[0].Columns).Named(names...)
		in.Result = kql.Columns(in.Result).Named(names...)
	}
	return p
}

// Of a file, too, many rules give the rows that each gives alone, whichever columns each reads.
func TestManyFile(t *testing.T) {
	s := source{rand.New(rand.NewPCG(5, 0))}
	var programs []kql.Program
	for i := range 80 {
		names := []string{"Size"}
		guards := s.guards()
		for _, clause := range guards {
			for _, g := range clause {
				names = append(names, g.Column)
			}
		}
		if s.IntN(2) == 0 {
			names = append(names, "Account")
		}
		slices.Sort(names)
		n := int64(s.IntN(12) - 2)
		p := ruleOf(fmt.Sprint("rule ", i), guards, func(e *event) bool { return e.Size.V != n })
		programs = append(programs, reading(p, slices.Compact(names)...))
	}
	var lines, array []byte
	for range 2000 {
		e := s.event()
		object := []byte{'{'}
		for _, c := range e.columns() {
			if s.IntN(9) == 0 {
				continue
			}
			object = append(kql.AppendJSONString(object, c.Name), ':')
			object = append(c.Field.AppendJSON(object), ',')
		}
		object = append(object, `"Other":1}`...)
		lines = append(append(lines, object...), '\n')
		array = append(append(array, ','), object...)
	}
	array[0] = '['
	dir := t.TempDir()
	for name, text := range map[string][]byte{"lines": lines, "array": append(array, ']')} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		want := make([][]string, len(programs))
		for i, p := range programs {
			want[i] = rows(t, path, 1, p)[0]
		}
		for _, n := range []int{2, 5, len(programs)} {
			for _, workers := range []int{1, 3} {
				if d := cmp.Diff(want[:n], rows(t, path, workers, programs[:n]...)); d != "" {
					t.Errorf("%s, %d rules, %d workers (-want +got)\n%s", name, n, workers, d)
				}
			}
		}
	}
}

// rows are those that programs give of a file.
func rows(t *testing.T, path string, workers int, programs ...kql.Program) [][]string {
	t.Helper()
	out, columns := make([][]string, len(programs)), make([][]kql.Column, len(programs))
	run := engine.Run{
		Programs: programs, Inputs: []engine.Input{{File: path}}, Workers: workers,
		Opened: func(i, _ int, c []kql.Column) error { columns[i] = c; return nil },
		Emit:   func(i, _ int) error { out[i] = append(out[i], line(0, columns[i])); return nil },
	}
	if _, err := run.Do(); err != nil {
		t.Fatal(err)
	}
	return out
}

// A text that is no JSON makes an event bad where one of the rules that may be satisfied reads it.
func TestManyBadText(t *testing.T) {
	path := filepath.Join(t.TempDir(), "events.ndjson")
	const lines = `{"FileName":"none","CommandLine":"\q"}
{"FileName":"b1","CommandLine":"\q"}
{"FileName":"a1","CommandLine":"\q"}
{"FileName":"a1","CommandLine":"x"}
`
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	var programs []kql.Program
	for i := range 60 {
		all := func(*event) bool { return true }
		a := ruleOf("a", kql.Guards{{{Column: "FileName", Is: []string{fmt.Sprint("a", i)}}}}, all)
		b := ruleOf("b", kql.Guards{{{Column: "FileName", Is: []string{fmt.Sprint("b", i)}}}}, all)
		programs = append(programs, a, reading(b, "FileName"))
	}
	var told, given []string
	run := engine.Run{
		Programs: programs, Inputs: []engine.Input{{File: path}}, SkipBadLines: true,
		Warn:   func(err error) { told = append(told, filepath.Base(err.Error())) },
		Opened: func(int, int, []kql.Column) error { return nil },
		Emit:   func(i, _ int) error { given = append(given, programs[i].Name); return nil },
	}
	stats, err := run.Do()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{`events.ndjson: line 3: the backslash at byte 1 of the string "\\q" starts no escape of JSON`}
	if d := cmp.Diff(want, told); d != "" {
		t.Errorf("told (-want +got)\n%s", d)
	}
	if d := cmp.Diff([]string{"b", "a"}, given); d != "" {
		t.Errorf("given (-want +got)\n%s", d)
	}
	if want := (engine.Stats{Events: 3, Skipped: 1}); stats != want {
		t.Errorf("%+v, not %+v", stats, want)
	}
}

// Which events are bad does not depend on who looks at which clauses: it is those of which a rule reads a bad column whose guards
// may hold, where what a bad column would have to hold is taken to be there.
func TestManyBadTexts(t *testing.T) {
	names := []string{"FileName", "CommandLine", "Account"}
	for seed := range uint64(2) {
		s := source{rand.New(rand.NewPCG(seed, 7))}
		value := func(column string) string { return fmt.Sprint(column, s.IntN(12)) }
		var programs []kql.Program
		var reads [][]string
		for i := range 70 {
			var guards kql.Guards
			for range 1 + s.IntN(4) {
				g := kql.Guard{Column: names[s.IntN(3)]}
				g.Is, g.Not = []string{value(g.Column), value(g.Column)}, seed > 0 && s.IntN(3) == 0
				if s.IntN(2) == 0 {
					g.Is, g.Holds = nil, g.Is
				}
				guards = append(guards, []kql.Guard{g})
			}
			if s.IntN(2) == 0 { // which is not looked at: most events have it
				guards = append(guards, []kql.Guard{{Column: "CommandLine", Holds: []string{"often"}}})
			}
			read := []string{append(names, "Size")[s.IntN(4)]}
			for _, clause := range guards {
				read = append(read, clause[0].Column)
			}
			slices.Sort(read)
			reads = append(reads, slices.Compact(read))
			programs = append(programs, reading(ruleOf(fmt.Sprint("rule ", i), guards, func(*event) bool { return true }), reads[i]...))
		}
		var lines []byte
		var want []int // the lines of bad events
		for number := range 9000 {
			var e event
			bad := map[string]bool{}
			lines = fmt.Appendf(lines, `{"Other":%q`, strings.Repeat("x", s.IntN(200)))
			for _, c := range e.columns()[:3] {
				text := value(c.Name)
				if c.Name == "CommandLine" && s.IntN(20) > 0 {
					text += " often"
				}
				if bad[c.Name] = s.IntN(4) == 0; bad[c.Name] {
					text += `\q`
				}
				*c.Text() = text
				lines = fmt.Appendf(lines, `,"%s":"%s"`, c.Name, text)
			}
			size := "1"
			if bad["Size"] = s.IntN(4) == 0; bad["Size"] {
				size = `"\q"`
			}
			lines = fmt.Appendf(lines, `,"Size":%s}`+"\n", size)
			may := func(clause []kql.Guard) bool { return bad[clause[0].Column] || holdsOne(clause, &e) }
			isBad := false
			for i, p := range programs {
				isBad = isBad || slices.ContainsFunc(reads[i], func(c string) bool { return bad[c] }) && all(p.Tables[0].Guards, may)
			}
			if isBad {
				want = append(want, number+1)
			}
		}
		path := filepath.Join(t.TempDir(), "events")
		if err := os.WriteFile(path, lines, 0o600); err != nil {
			t.Fatal(err)
		}
		var first []string
		for _, workers := range []int{1, 2, 5} {
			var got []string
			var told []int
			columns := make([][]kql.Column, len(programs))
			run := engine.Run{
				Programs: programs, Inputs: []engine.Input{{File: path}}, SkipBadLines: true, Workers: workers,
				Warn: func(err error) {
					var bad *of.LineError
					if errors.As(err, &bad) {
						told = append(told, bad.Line)
					}
				},
				Opened: func(i, _ int, c []kql.Column) error { columns[i] = c; return nil },
				Emit:   func(i, _ int) error { got = append(got, line(i, columns[i])); return nil },
			}
			stats, err := run.Do()
			if err != nil {
				t.Fatal(err)
			}
			if int(stats.Skipped) != len(told) || int(stats.Events) != 9000-len(told) {
				t.Errorf("seed %d, %d workers: %+v, %d events were told of", seed, workers, stats, len(told))
			}
			if d := cmp.Diff(want, told); d != "" {
				t.Errorf("seed %d, %d workers: bad events (-want +got)\n%s", seed, workers, d)
			}
			if first == nil {
				first = got
			}
			if d := cmp.Diff(first, got); d != "" || len(got) < 1000 {
				t.Errorf("seed %d, %d workers: %d rows (-one worker +got)\n%s", seed, workers, len(got), d)
			}
		}
		if len(want) < 100 || len(want) > 8000 {
			t.Errorf("seed %d: %d of 9000 events are bad", seed, len(want))
		}
	}
}

// Values of one format are not taken for those of another: what JSON writes as "a1" is another text in CSV.
func TestManyFormats(t *testing.T) {
	dir := t.TempDir()
	var inputs []engine.Input
	for name, text := range map[string]string{"events.ndjson": "{\"FileName\":\"a1\"}\n", "events.csv": "FileName\n\"\"\"a1\"\"\"\n"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, engine.Input{File: path})
	}
	var programs []kql.Program
	for i := range 60 {
		for _, text := range []string{fmt.Sprint("a", i), fmt.Sprintf("%q", fmt.Sprint("a", i))} {
			guards := kql.Guards{{{Column: "FileName", Is: []string{text}}}}
			programs = append(programs, ruleOf(text, guards, func(*event) bool { return true }))
		}
	}
	var given []string
	run := engine.Run{
		Programs: programs, Inputs: append(inputs, inputs...),
		Opened: func(int, int, []kql.Column) error { return nil },
		Emit:   func(i, _ int) error { given = append(given, programs[i].Name); return nil },
	}
	if _, err := run.Do(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(given)
	if d := cmp.Diff([]string{`"a1"`, `"a1"`, "a1", "a1"}, given); d != "" {
		t.Errorf("given (-want +got)\n%s", d)
	}
}

// A rule that reads its table into rows of its own cannot share them.
func TestManyTypes(t *testing.T) {
	own := func(name string) kql.Program {
		p := ruleOf(name, nil, func(*event) bool { return true })
		bind := p.Bind
		p.Bind = func(o *kql.Opening) {
			o.Env.Events = nil
			bind(o)
		}
		return p
	}
	_, err := engine.NewMany(kql.Env{}, []kql.Program{own("a"), own("b")}, func(int, int) {})
	if want := `the rule "b" reads Events into another type than the rules before it: generate them together`; err == nil || err.Error() != want {
		t.Errorf("%v, not %s", err, want)
	}
}

// What runs for every event allocates nothing.
func TestManyAllocations(t *testing.T) {
	s := source{rand.New(rand.NewPCG(1, 2))}
	var programs []kql.Program
	for i := range 100 {
		p := ruleOf(fmt.Sprint(i), s.guards(), nil)
		bind := p.Bind
		p.Bind = func(o *kql.Opening) {
			bind(o)
			o.Instance.Inputs[0].Push = func() {}
		}
		programs = append(programs, p)
	}
	m, err := engine.NewMany(kql.Env{}, programs, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	table := m.Tables()[0]
	*table.Columns[0].Text(), *table.Columns[1].Text() = "Abab", strings.Repeat("bBz@ k", 40)
	for range 5000 {
		table.Push()
	}
	if n := testing.AllocsPerRun(1000, table.Push); n > 0 {
		t.Errorf("%v allocations an event", n)
	}
}

// Rows of several rules over files name theirs.
func TestAlerts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "events.ndjson")
	if err := os.WriteFile(path, []byte("{\"FileName\":\"a.exe\",\"ID\":4}\n{\"FileName\":\"b\"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	all := func(*event) bool { return true }
	programs := []kql.Program{
		ruleOf("Executables", kql.Guards{{{Column: "FileName", Holds: []string{".exe"}}}}, all),
		ruleOf("\"All\"", nil, all),
		{Name: "None", Bind: func(o *kql.Opening) { o.Instance.Close = func() {} }},
	}
	var rows, messages bytes.Buffer
	code := engine.Execute(programs, engine.Options{Inputs: []string{path}}, &rows, &messages)
	want := `{"rule":"Executables","row":{"FileName":"a.exe","CommandLine":"","Account":"","ID":4,"Size":null}}
{"rule":"\"All\"","row":{"FileName":"a.exe","CommandLine":"","Account":"","ID":4,"Size":null}}
{"rule":"\"All\"","row":{"FileName":"b","CommandLine":"","Account":"","ID":null,"Size":null}}
`
	if d := cmp.Diff(want, rows.String()); d != "" || code != 0 || messages.Len() > 0 {
		t.Errorf("exit code %d, %s(-want +got)\n%s", code, &messages, d)
	}
	messages.Reset()
	code = engine.Execute(programs, engine.Options{Inputs: []string{"Other=" + path}}, &rows, &messages)
	if want := "error: no rule reads the table \"Other\" of --input: they read Events\n"; code != 2 || messages.String() != want {
		t.Errorf("exit code %d, %s", code, &messages)
	}
}
