package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWriteTable(t *testing.T) {
	records := func() [][]string {
		return [][]string{{"Name", "Größe"}, {"docker\tx", ""}, {"日本", "a\x1b[31m\u202eb\n"}}
	}
	for _, test := range []struct {
		width int
		want  string
	}{
		{40, `
┌───────────┬──────────────────────┐
│ Name      │ Größe                │
├───────────┼──────────────────────┤
│ docker\tx │                      │
│ 日本      │ a\u001b[31m\u202eb\n │
└───────────┴──────────────────────┘
2 rows
`},
		{35, `
── 1 ─────
Name   docker\tx
── 2 ─────
Name   日本
Größe  a\u001b[31m\u202eb\n
2 rows
`},
	} {
		var b strings.Builder
		writeTable(&b, records(), test.width)
		if d := cmp.Diff(strings.TrimPrefix(test.want, "\n"), b.String()); d != "" {
			t.Errorf("width %d (-want +got)\n%s", test.width, d)
		}
	}
	var b strings.Builder
	writeTable(&b, [][]string{{"A"}, {"1"}}, 80)
	if !strings.HasSuffix(b.String(), "\n1 row\n") {
		t.Error(b.String())
	}
}
