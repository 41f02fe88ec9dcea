package engine_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/engine"
)

// outcome is what a run gives: its rows, its messages, and its exit code.
type outcome struct {
	Rows, Messages string
	Code           int
}

// Any number of workers gives the same rows and messages, whether the file is compressed or not.
func TestWorkers(t *testing.T) {
	p := program("A")
	p.Tables[0].Guards = kql.Guards{{{Column: "Name", Holds: []string{"docker", "name7"}}}}
	for seed := range uint64(6) {
		text := manyLines(rand.New(rand.NewPCG(seed, 1)))
		for _, bad := range []string{"skip", "fail"} {
			var want outcome
			for form, data := range map[string]string{"plain": text, "gzip": compressed(t, text), "zstd": zstandard(t, text)} {
				path := filepath.Join(t.TempDir(), "events")
				if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
					t.Fatal(err)
				}
				for _, workers := range []int{1, 2, 3, 8} {
					var out, messages bytes.Buffer
					o := engine.Options{Inputs: []string{path}, OnBadLine: bad, Output: "ndjson", Workers: workers}
					got := outcome{Code: engine.Execute([]kql.Program{p}, o, &out, &messages)}
					got.Rows, got.Messages = out.String(), strings.ReplaceAll(messages.String(), path, "FILE")
					if want.Messages == "" {
						want = got
						if want.Rows == "" || bad == "skip" && strings.Count(want.Messages, "\n") < 3 {
							t.Fatalf("%d bytes of rows, messages %s", len(want.Rows), want.Messages)
						}
					}
					if d := cmp.Diff(want, got); d != "" {
						t.Fatalf("seed %d, %s, %d workers, %s (-want +got)\n%s", seed, form, workers, bad, d)
					}
				}
			}
		}
	}
}

// manyLines are some megabytes of lines, some of them bad and some longer than what is read at once.
func manyLines(r *rand.Rand) string {
	end := []string{"\n", "\r\n", "\n\n"}[r.IntN(3)]
	var b strings.Builder
	for i := range 8000 {
		switch r.IntN(3000) {
		case 0:
			b.WriteString(`{"Name":"docker"`)
		case 1:
			fmt.Fprintf(&b, `{"Name":"docker %s","Count":%d}`, strings.Repeat("long ", r.IntN(200_000)), i)
		case 2:
			b.WriteString("docker")
		default:
			fmt.Fprintf(&b, `{"Other":"%s","Count":%d,"Name":"name%d"}`, strings.Repeat("x", r.IntN(600)), i, r.IntN(30))
		}
		b.WriteString(end)
	}
	b.WriteString(`{"Name":"docker` + end + `{"Name":"docker the last"}`)
	return b.String()
}
