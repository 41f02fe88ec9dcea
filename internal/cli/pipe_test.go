//go:build unix

package cli

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What looks at inputs before a rule is built leaves all of a pipe to the rule.
func TestPipeIsLeftAlone(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Skip(err)
	}
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const sent = "PAR1 or not"
	if _, err := io.WriteString(f, sent); err != nil {
		t.Fatal(err)
	}
	if isParquet("Table=" + name) {
		t.Error("a pipe is taken for a file of Parquet")
	}
	got := make([]byte, len(sent))
	if _, err := io.ReadFull(f, got); err != nil || string(got) != sent {
		t.Errorf("of %q %q is left: %v", sent, got, err)
	}
}
