package ndjson_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// reading is how a stream is read.
type reading struct {
	guards  kql.Guards
	workers int
	size    int // of what is read at once
	block   int // the size of blocks, if it is not the usual one
	file    bool
}

// readAll lists the events and errors of a stream, and its number of events.
func readAll(tb testing.TB, input string, how reading) (out []string, events int64) {
	tb.Helper()
	out, reader := readBy(tb, input, how)
	return out, reader.Events()
}

// readBy is readAll with the reader, which is at the end.
func readBy(tb testing.TB, input string, how reading) (out []string, reader *ndjson.Reader) {
	tb.Helper()
	var r row
	reader = ndjson.NewReader(dribble{strings.NewReader(input), how.size}, ndjson.NewDecoder(r.columns(), eventTime))
	reader.Guards, reader.Workers = how.guards, how.workers
	if how.block > 0 {
		reader.SetBlockSize(how.block)
	}
	if how.file {
		reader.File = strings.NewReader(input)
	}
	defer reader.Close()
	for {
		err := reader.Next()
		var bad *source.LineError
		switch {
		case err == nil:
			out = append(out, fmt.Sprintf("%d %s", reader.Line(), r.line()))
		case errors.As(err, &bad):
			if out = append(out, "bad: "+err.Error()); bad.Fatal {
				return out, reader
			}
		case err == io.EOF:
			return out, reader
		default:
			tb.Fatal(err)
		}
	}
}

func TestGuards(t *testing.T) {
	docker := kql.Guards{{{Column: "Name", Is: []string{"docker", "ctr"}}}, {{Column: "Command", Holds: []string{"/exec", "run"}}}}
	const first = `{"Name":"","Command":""}` + "\n"
	for _, test := range []struct {
		name, line string
		guards     kql.Guards
		want       bool
	}{
		{"both", `{"Name":"docker","Command":"a run"}`, docker, true},
		{"another case", `{"Name":"DOCKER","Command":"A RUN"}`, docker, true},
		{"one of two", `{"Name":"docker","Command":"a"}`, docker, false},
		{"the other of two", `{"Name":"x","Command":"a run"}`, docker, false},
		{"not the whole value", `{"Name":"docker.exe","Command":"a run"}`, docker, false},
		{"in other columns", `{"X":"docker","Y":{"z":"run"}}`, docker, true},
		{"an escape", `{"Name":"\u0064ocker","Command":"a r\u0075n"}`, docker, true},
		{"an escape in one of two", `{"Name":"docke\u0072","Command":"a"}`, docker, true},
		{"the escape of another character", `{"Name":"d\u00f6cker","Command":"a run"}`, docker, false},
		{"an escaped slash", `{"Name":"docker","Command":"\/exec"}`, docker, true},
		{"an escaped slash that hides nothing", `{"Name":"a\/b","Command":"run"}`, docker, false},
		{"a backslash before u", `{"Name":"\\u0064ocker","Command":"run"}`, docker, true},
		{"bytes that are not UTF-8", "{\"Name\":\"docker\xff\",\"Command\":\"run\"}", docker, false},
		{"a carriage return", "{\"Name\":\"x\",\"Command\":\"run\"}\r", docker, false},
		{"blanks around", " {\"Name\":\"x\"} ", docker, true},
		{"a number", `{"Name":12}`, kql.Guards{{{Column: "Name", Is: []string{"12"}}}}, true},
		{"a word of JSON", `{"Name":true}`, kql.Guards{{{Column: "Name", Is: []string{"true"}}}}, true},
		{"a text with quotes", `{"Name":"say \"hi\""}`, kql.Guards{{{Column: "Name", Is: []string{`say "hi"`}}}}, true},
		{"a clause with a number", `{"Name":"x","Count":5}`, kql.Guards{{{Column: "Name", Is: []string{"y"}}, {Column: "Count", Numbers: []int64{5}}}}, true},
		{"a clause without literals", `{"Name":"x"}`, kql.Guards{{{Column: "Name", Is: []string{"é"}}}}, true},
	} {
		got, events := readAll(t, first+test.line+"\n", reading{guards: test.guards, size: 1 << 20})
		if len(got) == 2 != test.want {
			t.Errorf("%s: %q", test.name, got)
		}
		if events != 2 {
			t.Errorf("%s: %d events", test.name, events)
		}
	}
}

// What is passed over is looked at at its ends.
func TestGuardsBadLines(t *testing.T) {
	guards := kql.Guards{{{Column: "Name", Is: []string{"docker"}}}}
	input := "{\"Name\":\"a\"}\n{\"Name\":\"cut o\n\nno JSON\n{\"Name\" \"unseen\"}\n[{}]\n{\"Name\" \"docker\"}\n{\"Name\":\"docker\"}"
	want := []string{
		`1 null "a" "" null null null`,
		"bad: line 2: the string at byte 9 does not end",
		"bad: line 4: expected an object {…} at byte 1, found 'n'",
		"bad: line 6: expected an object {…} at byte 1, found '['",
		`bad: line 7: expected ":" behind a key at byte 9, found '"'`,
		`8 null "docker" "" null null null`,
	}
	for _, workers := range []int{1, 3} {
		got, events := readAll(t, input, reading{guards: guards, workers: workers, size: 1 << 20})
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
		if events != 3 {
			t.Errorf("%d events", events)
		}
	}
}

// pieces are what events of the property test are made of.
var pieces = []string{
	`docker`, `DOCKER`, `\u0064ocker`, `ctr`, `c\u0074r`, `run`, `r\u0055n`, `\/exec`, `/exec`, `\\`, `\"`, `\\u0064`, `é`, `\u00e9`, ` `, "\xff", `x`, `{`, `}`, `\n`,
}

func randomLine(r *rand.Rand) string {
	text := func() string {
		var b strings.Builder
		for range r.IntN(4) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		return `"` + b.String() + `"`
	}
	var b strings.Builder
	b.WriteString("{")
	for i := range r.IntN(5) {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString([]string{`"Name":`, `"Command":`, `"X":`, `"N\u0061me":`, `"Count":`}[r.IntN(5)])
		b.WriteString([]string{text(), text(), text(), "12", "null", `{"a":` + text() + `}`}[r.IntN(6)])
	}
	b.WriteString("}")
	switch line := b.String(); r.IntN(20) {
	case 0:
		return line[:r.IntN(len(line))]
	case 1:
		return ""
	case 2:
		return line + "\r"
	default:
		return line
	}
}

// Guards lose no event that satisfies them, and neither they nor workers nor the size of reads and blocks nor whether lines
// are read from a file change what is said of the others.
func TestReadings(t *testing.T) {
	guards := kql.Guards{{{Column: "Name", Is: []string{"docker", "ctr"}}, {Column: "Command", Holds: []string{"xctr"}}}, {{Column: "Command", Holds: []string{"/exec", "run"}}}}
	for seed := range uint64(30) {
		input := randomLines(rand.New(rand.NewPCG(seed, 1)))
		every, _ := readAll(t, input, reading{workers: 1, size: 1 << 20})
		passed, _ := readAll(t, input, reading{guards: guards, workers: 1, size: 1 << 20})
		checkPassed(t, every, passed)
		checkReadings(t, input, nil)
		checkReadings(t, input, guards)
	}
}

// randomLines are lines that end in one way or another, the last perhaps in none, some of them long.
func randomLines(r *rand.Rand) string {
	var b strings.Builder
	if r.IntN(4) == 0 {
		b.WriteString("\ufeff")
	}
	lineEnd := []string{"\n", "\r\n", "\n\n", "\n \r\n"}[r.IntN(4)]
	for range r.IntN(200) {
		b.WriteString(randomLine(r))
		if r.IntN(40) == 0 {
			b.WriteString(`{"Name":"` + strings.Repeat("docker run ", r.IntN(300)) + `"}`)
		}
		b.WriteString(lineEnd)
	}
	if r.IntN(2) == 0 {
		return strings.TrimRight(b.String(), "\r\n ")
	}
	return b.String()
}

// checkReadings makes sure that lines are the same however they are read.
func checkReadings(t *testing.T, input string, guards kql.Guards) {
	t.Helper()
	want, one := readBy(t, input, reading{guards: guards, workers: 1, size: 1 << 20})
	for _, how := range []reading{
		{workers: 3, size: 1 << 20},
		{workers: 2, size: 100},
		{workers: 1, size: 100},
		{workers: 2, size: 333, block: 16},
		{workers: 4, size: 17, block: 64},
		{workers: 8, size: 1 << 20},
		{workers: 1, size: 1000, block: 16},
		{workers: 1, size: 100, block: 16, file: true},
		{workers: 2, size: 16, block: 16, file: true},
		{workers: 3, size: 100, block: 37, file: true},
		{workers: 8, size: 100, block: 128, file: true},
		{workers: 2, size: 1 << 20, block: 1000, file: true},
		{workers: 2, size: 300, file: true},
	} {
		how.guards = guards
		got, reader := readBy(t, input, how)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("%q, %+v (-want +got)\n%s", input, how, d)
		}
		if !cmp.Equal(reader.Names(), one.Names()) || !cmp.Equal(reader.Missing(), one.Missing()) || reader.Events() != one.Events() {
			t.Fatalf("%q, %+v: names %q, missing %q, %d events", input, how, reader.Names(), reader.Missing(), reader.Events())
		}
	}
}

// Nor do guards lose an element of an array, or an object over several lines.
func TestReadingsOfArrays(t *testing.T) {
	guards := kql.Guards{{{Column: "Name", Is: []string{"docker", "ctr"}}, {Column: "Command", Holds: []string{"xctr"}}}, {{Column: "Command", Holds: []string{"/exec", "run"}}}}
	over := 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 2))
		var elements []string
		for range r.IntN(200) {
			line := strings.TrimSpace(randomLine(r))
			if _, err := decode(line); err == nil {
				elements = append(elements, line)
			}
		}
		for _, input := range []string{
			"[" + strings.Join(elements, ",\n") + "]",
			strings.ReplaceAll("{\n"+strings.Join(elements, "\n{\n"), "{\n{", "{\n"),
		} {
			every, count := readAll(t, input, reading{workers: 1, size: 1 << 20})
			passed, events := readAll(t, input, reading{guards: guards, workers: 1, size: 100})
			checkPassed(t, every, passed)
			if events != count || int(count) < len(elements) {
				t.Fatalf("seed %d: %d events of %d, of which %d without guards", seed, events, len(elements), count)
			}
			over += len(every) - len(passed)
		}
	}
	if over == 0 {
		t.Error("guards pass over nothing")
	}
}

// checkPassed makes sure that of all events and errors those that guards let through are in order and include all that
// satisfy them.
func checkPassed(t *testing.T, every, passed []string) {
	t.Helper()
	for _, line := range every {
		if len(passed) > 0 && passed[0] == line {
			passed = passed[1:]
			continue
		}
		fields := strings.ToLower(line)
		name := strings.Contains(fields, ` "docker" `) || strings.Contains(fields, ` "ctr" `) || strings.Contains(fields, "xctr")
		if !strings.HasPrefix(line, "bad") && name && (strings.Contains(fields, "/exec") || strings.Contains(fields, "run")) {
			t.Fatalf("%s is lost", line)
		}
	}
	if len(passed) > 0 {
		t.Fatalf("%q come from nowhere", passed)
	}
}

func FuzzReadings(f *testing.F) {
	f.Add("{\"Name\":\"docker\",\"Command\":\"run\"}\n{\"Name\":\"\\u0064ocker\"}\n{\n", 7, 2)
	f.Add("[{\"Name\":\"docker\"}]", 1, 3)
	guards := kql.Guards{{{Column: "Name", Is: []string{"docker", "ctr"}}}}
	f.Fuzz(func(t *testing.T, input string, size, workers int) {
		size, workers = 1+int(uint(size)%1000), int(uint(workers)%6)
		for _, guards := range []kql.Guards{nil, guards} {
			want, _ := readAll(t, input, reading{guards: guards, workers: 1, size: 1 << 20})
			for _, how := range []reading{{workers: workers, size: size}, {workers: max(workers, 2), size: size, block: size + 15, file: true}} {
				how.guards = guards
				if got, _ := readAll(t, input, how); !cmp.Equal(want, got) {
					t.Fatalf("%q, %+v (-want +got)\n%s", input, how, cmp.Diff(want, got))
				}
			}
		}
	})
}
