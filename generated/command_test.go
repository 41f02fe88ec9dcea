//go:build unix

package generated_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCommand runs the rule over files of 10 and 100 MB by the command: the rows are those of evaluateIndependently, and
// the larger file takes no more memory.
func TestCommand(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 100 MB")
	}
	kqlc := buildCommand(t)
	small, large := filepath.Join(t.TempDir(), "10.ndjson"), filepath.Join(t.TempDir(), "100.ndjson")
	runCommand(t, kqlc, small, 10*megabyte) // builds the rule, which takes more memory than running it
	before := runCommand(t, kqlc, small, 10*megabyte)
	after := runCommand(t, kqlc, large, 100*megabyte)
	t.Logf("peak memory: %d for 10 MB, %d for 100 MB", before, after)
	if after > before*3/2 {
		t.Errorf("peak memory grew with the file: %d for 10 MB, %d for 100 MB", before, after)
	}
}

func buildCommand(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "kqlc")
	if out, err := exec.Command("go", "build", "-o", file, "../cmd/kqlc").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOCACHE", strings.TrimSpace(string(cache)))
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	return file
}

// runCommand compares the rows of the command with the independent ones, and returns its peak memory.
func runCommand(t *testing.T, kqlc, file string, size int) (peak int64) {
	t.Helper()
	c := events(size)
	writeEvents(t, file, c.Reader())
	want, err := evaluateIndependently(c.Reader(), c.End)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(kqlc, "run", "../rules/defender/t1609-container-administration-command",
		"--input", file, "--now", c.End.Format("2006-01-02T15:04:05Z"))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var got []containerCommand
	for line := range bytes.Lines(out) {
		var row containerCommand
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		got = append(got, row)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows differ (-independent +kqlc run):\n%s", diff)
	}
	return int64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
}

func writeEvents(t *testing.T, file string, events io.Reader) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := io.Copy(f, events); err != nil {
		t.Fatal(err)
	}
}
