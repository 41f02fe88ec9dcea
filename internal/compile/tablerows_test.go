package compile

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/kqlc/kqlc/internal/schema"
)

// TestTableRows runs rules that give, or keep, all columns of a table, whose rows theirs embed. Each is followed by its rows in
// testdata/tablerows.txtar, which begins with the events of each table. There are rules as well that use what is known at the end of
// a table only.
func TestTableRows(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	archive, err := txtar.ParseFile("testdata/tablerows.txtar")
	if err != nil {
		t.Fatal(err)
	}
	const columns = " (a: string, b: long, c: string, d: dynamic, e: string, f: string, _g: string, h: real)\n"
	tables, err := schema.Empty().With("tables", []byte("V"+columns+"W"+columns+
		"S (a: string, b: string, c: string, d: string, e: string, f: string, g: string, h: string, n: int, m: long, bag: dynamic, at: datetime, on: bool)\n"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	events := map[string]string{} // by the table
	for _, f := range archive.Files[:3] {
		file := filepath.Join(dir, f.Name)
		if err := os.WriteFile(file, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
		events[f.Name] = f.Name + "=" + file
	}
	var rules []string
	files := archive.Files[3:]
	for i := 0; i < len(files); i += 2 {
		rules = append(rules, string(files[i].Data))
	}
	program := newWorkerProgram(t, New(tables), rules)
	for i, rule := range rules {
		var inputs []string
		for _, f := range archive.Files[:3] {
			if regexp.MustCompile(`\b` + f.Name + `\b`).MatchString(rule) {
				inputs = append(inputs, events[f.Name])
			}
		}
		rows, messages := program.run(t, fmt.Sprint(i), append([]string{"1", "0"}, inputs...)...)
		want := strings.TrimSpace(string(files[2*i+1].Data))
		if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(strings.TrimSpace(rows+messages), "\n")); diff != "" {
			t.Errorf("%s(-want +got)\n%s", rule, diff)
		}
	}
}
