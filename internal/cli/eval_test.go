package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"github.com/kqlc/kqlc/internal/compile"
)

// A query that takes the program down takes no others with it.
func TestAnswers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the program is a shell script")
	}
	program := filepath.Join(t.TempDir(), "program")
	script := `#!/bin/sh
case $1 in
0) echo '{"id":0}'; printf '{"id":1'; echo 'fatal error: stack overflow' >&2; echo more >&2; exit 2 ;;
2) echo '{"id":2}'; echo '{"id":3}'; kill -9 $$ ;;
esac
`
	if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	var queries []*compile.EvalQuery
	for _, id := range []string{"0", "1", "2", "3", "4"} {
		queries = append(queries, &compile.EvalQuery{ID: id})
	}
	cmd := &cobra.Command{}
	cmd.SetContext(t.Context())
	lines, err := (&app{}).answers(cmd.Context(), program, nil, nil, queries)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range lines {
		got = append(got, strings.TrimSpace(string(l)))
	}
	want := []string{
		`{"id":0}`,
		`{"id":1,"error":"1:1: KQL9001 the evaluation ended the program: exit status 2: fatal error: stack overflow"}`,
		`{"id":2}`,
		`{"id":3}`,
		`{"id":4,"error":"1:1: KQL9001 the evaluation ended the program: signal: killed: "}`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
