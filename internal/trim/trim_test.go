package trim

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// archiveOf is the archive of a package of the standard library.
func archiveOf(t *testing.T, name string) []byte {
	t.Helper()
	out, err := exec.Command("go", "list", "-export", "-f", "{{.Export}}", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(strings.TrimSpace(string(out)))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// objectIn is the one object of an archive.
func objectIn(t *testing.T, archive []byte) *object {
	t.Helper()
	_, text, ok := bytes.Cut(archive, []byte("\n!\n"+objectMark))
	if !ok {
		t.Fatal("no object")
	}
	text = archive[len(archive)-len(text)-len(objectMark):]
	o, err := parse(text)
	if err != nil {
		o, err = parse(text[:len(text)-1]) // of an odd length
	}
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// textOf are the functions of an object, by name, with the length of what is in them.
func textOf(t *testing.T, o *object) map[string]int {
	t.Helper()
	out := map[string]int{}
	for i := range o.symbols() {
		name, err := o.name(i)
		if err != nil {
			t.Fatal(err)
		}
		if o.symbol(i)[kindAt] == kindText && len(name) > 0 {
			out[string(name)] = len(o.data(i))
		}
	}
	return out
}

// With another version of Go the form of its object files is to be compared with that of the known one: what a symbol, a
// relocation and what goes with a symbol consist of, and their numbers.
func TestKnows(t *testing.T) {
	if !Knows(runtime.Version()) || Knows("go1.21") || Knows("devel") {
		t.Errorf("%s is not %s", runtime.Version(), known)
	}
}

// Functions that are there stay as they are, of others a trap is left. The names and indexes of symbols stay.
func TestArchive(t *testing.T) {
	archive := archiveOf(t, "strings")
	there := map[string]bool{"strings.Map": true, "strings.(*Builder).WriteByte": true}
	trimmed, err := Archive(nil, archive, there)
	if err != nil {
		t.Fatal(err)
	}
	before, after := objectIn(t, archive), objectIn(t, trimmed)
	if len(trimmed) > len(archive)/2 || after.symbols() > before.symbols()/2 {
		t.Errorf("%d symbols in %d bytes of %d in %d", after.symbols(), len(trimmed), before.symbols(), len(archive))
	}
	was, is := textOf(t, before), textOf(t, after)
	if len(was) != len(is) || len(was) < 100 {
		t.Fatalf("%d functions of %d", len(is), len(was))
	}
	for name, size := range was {
		want := min(1, size)
		if there[name] {
			want = size
		}
		if is[name] != want || there[name] && size < 20 {
			t.Errorf("%s of %d bytes has %d", name, size, is[name])
		}
	}
	for i := range after.defined { // as other packages refer to them
		name, _ := after.name(i)
		if want, _ := before.name(i); !bytes.Equal(name, want) {
			t.Errorf("symbol %d is %s, was %s", i, name, want)
		}
	}
	if again, err := Archive(nil, trimmed, there); err != nil || len(again) != len(trimmed) {
		t.Errorf("trimmed again it has %d bytes of %d: %v", len(again), len(trimmed), err)
	}
}

// What is no archive of this form is refused.
func TestDamaged(t *testing.T) {
	archive := archiveOf(t, "cmp")
	refused := 0
	for range 3000 {
		bad := bytes.Clone(archive)
		if rand.N(4) == 0 {
			bad = bad[:rand.N(len(bad))]
		} else {
			for range 1 + rand.N(4) {
				bad[rand.N(len(bad))] = byte(rand.N(256))
			}
		}
		if _, err := Archive(nil, bad, nil); err != nil {
			refused++
		}
	}
	if refused < 300 {
		t.Errorf("%d of 3000 are refused", refused)
	}
}

func TestFunctions(t *testing.T) {
	file := filepath.Join(t.TempDir(), "main.go")
	source := "package main\n\ntype number[T any] struct{ x T }\n\n//go:noinline\nfunc (n number[T]) get() T { return n.x }\n\nfunc main() { println(number[int]{1}.get()) }\n"
	if err := os.WriteFile(file, []byte(source), 0o666); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "program")
	cmd := exec.Command("go", "build", "-ldflags=-s -w", "-o", program, file)
	cmd.Env = append(os.Environ(), "GOOS=linux", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	names, err := Functions(program)
	if err != nil || !names["main.main"] || !names["main.number[go.shape.int].get"] || names["strings.Map"] {
		t.Errorf("%d functions: %v", len(names), err)
	}
	if _, err := Functions(file); err == nil {
		t.Error("a file of text is a program")
	}
}
