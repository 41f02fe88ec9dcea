package compile

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/kqlc/kqlc/internal/schema"
)

// TestTableRows runs rules that give, or keep, all columns of a table, whose rows theirs embed. Each is followed by its rows in
// testdata/tablerows.txtar, which begins with the events.
func TestTableRows(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	archive, err := txtar.ParseFile("testdata/tablerows.txtar")
	if err != nil {
		t.Fatal(err)
	}
	tables, err := schema.Empty().With("tables", []byte("W (a: string, b: long, c: string, d: dynamic, e: string, f: string, _g: string, h: real)\n"))
	if err != nil {
		t.Fatal(err)
	}
	events := filepath.Join(t.TempDir(), "events")
	if err := os.WriteFile(events, archive.Files[0].Data, 0o666); err != nil {
		t.Fatal(err)
	}
	var rules []string
	for i := 1; i < len(archive.Files); i += 2 {
		rules = append(rules, string(archive.Files[i].Data))
	}
	program := newWorkerProgram(t, New(tables), rules)
	for i, rule := range rules {
		rows, messages := program.run(t, fmt.Sprint(i), "1", "0", "W="+events)
		want := strings.TrimSpace(string(archive.Files[2*i+2].Data))
		if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(strings.TrimSpace(rows+messages), "\n")); diff != "" {
			t.Errorf("%s(-want +got)\n%s", rule, diff)
		}
	}
}
