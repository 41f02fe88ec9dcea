package compile

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
)

// Made is what became of a rule: its package, or with errors among the problems none.
type Made struct {
	Package  Package
	Problems []diag.Diagnostic
	key      string // what it is kept by
}

// worthKeeping is the number of rules from which on it pays to look for what was made of them before.
const worthKeeping = 16

// MakeAll makes the packages of rules on all processors. They are those of a tree at the import path, or where that is
// empty drafts for [Compiler.BuildDetector].
//
// Many are kept in the user's cache, by all that they depend on, the compiler included: a rule that has not changed is not
// compiled again. What comes from there has its source and the names of its tables, and no columns.
func (c *Compiler) MakeAll(rules []*ruleset.Rule, importPath string) []Made {
	var kept *keeper
	if len(rules) >= worthKeeping {
		kept = newKeeper(c, rules, importPath)
	}
	makeRoom(len(rules) - kept.known())
	out := Parallel(rules, func(r *ruleset.Rule) Made { return c.makeOne(r, importPath, kept) })
	kept.keep(out)
	return out
}

// Parallel applies f on all processors and keeps the order.
func Parallel[In, Out any](in []In, f func(In) Out) []Out {
	out := make([]Out, len(in))
	var next atomic.Int64
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(in)); i = next.Add(1) - 1 {
				out[i] = f(in[i])
			}
		})
	}
	done.Wait()
	return out
}

func (c *Compiler) makeOne(r *ruleset.Rule, importPath string, kept *keeper) Made {
	pkg, key, ok := kept.find(r)
	if ok {
		return Made{Package: pkg, key: key}
	}
	q := read(r.Query, c.quiet)
	if !q.OK() {
		return Made{Problems: c.Plan(r.Query).Diagnostics} // with warnings
	}
	path := importPath
	if path == "" {
		path = ProgramPath
	}
	pkg, problems := c.generate(r, q, path, importPath == "")
	return Made{pkg, problems, key}
}

// keeper is what was made of a set of rules the last time. A nil one keeps nothing.
type keeper struct {
	file     string
	common   []byte // what all packages depend on
	packages map[string]keptPackage
	// changed tells that a package was not there.
	changed atomic.Bool
}

// keptPackage is a package that is kept: a line of JSON, followed by the source.
type keptPackage struct {
	Key    string
	Tables []string
	Size   int
	source []byte
}

// newKeeper returns nil where there is no cache. One file holds the packages of rules of the same paths: thousands of small
// ones cost more than it takes to compile the rules.
func newKeeper(c *Compiler, rules []*ruleset.Rule, importPath string) *keeper {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	compiler, err := identity()
	if err != nil {
		return nil
	}
	all := filepath.Join(cache, "kqlc", "rules")
	dir := filepath.Join(all, compiler)
	if os.MkdirAll(dir, 0o777) != nil {
		return nil
	}
	k := &keeper{common: fmt.Appendf(nil, "%s\n%s\n%v %v\n", c.schema.Digest(), importPath, c.Plain, c.engine.Lookback)}
	h := sha256.New()
	h.Write(k.common)
	for _, r := range rules {
		fmt.Fprintf(h, "%q\n", r.Path)
	}
	k.file = filepath.Join(dir, hex.EncodeToString(h.Sum(nil)[:16]))
	touch(dir)
	touch(k.file)
	prune(all)
	prune(dir)
	k.read()
	return k
}

// read reads the packages that are kept.
func (k *keeper) read() {
	k.packages = map[string]keptPackage{}
	data, err := os.ReadFile(k.file)
	if err != nil {
		return
	}
	for len(data) > 0 {
		head, rest, _ := bytes.Cut(data, []byte("\n"))
		var p keptPackage
		if json.Unmarshal(head, &p) != nil || p.Size > len(rest) {
			return // it is made again
		}
		p.source, data = rest[:p.Size], rest[p.Size:]
		k.packages[p.Key] = p
	}
}

// known is the number of packages that are kept.
func (k *keeper) known() int {
	if k == nil {
		return 0
	}
	return len(k.packages)
}

// identity names the running program by what is in it: the linker's name for that where there is one, which is found at
// once.
var identity = sync.OnceValues(func() (string, error) {
	file, err := os.Executable()
	if err != nil {
		return "", err
	}
	if id := linkID(file); id != nil {
		sum := sha256.Sum256(id)
		return hex.EncodeToString(sum[:10]), nil
	}
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)[:10]), nil
})

// linkID is the build ID that Go's linker has put into a program, nil where there is none.
func linkID(file string) []byte {
	f, err := elf.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	note := f.Section(".note.go.buildid")
	if note == nil {
		return nil
	}
	id, err := note.Data()
	const size = 64 // what the note itself takes is less, with an ID there is more
	if err != nil || len(id) < size {
		return nil
	}
	return id
}

// key names the package of a rule by all that it depends on.
func (k *keeper) key(r *ruleset.Rule) string {
	h := sha256.New()
	h.Write(k.common)
	fmt.Fprintf(h, "%q %q %q\n%s\n", r.Package(), r.Path, r.Name, r.Query)
	if r.Source != nil {
		io.WriteString(h, r.Source.Text) // the lines of the query in it
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// find returns the package of a rule that is kept, and its key.
func (k *keeper) find(r *ruleset.Rule) (pkg Package, key string, ok bool) {
	if k == nil {
		return pkg, "", false
	}
	key = k.key(r)
	p, ok := k.packages[key]
	if !ok {
		k.changed.Store(true)
	}
	return Package{Name: r.Package(), Source: p.source, Tables: p.Tables}, key, ok
}

// keep keeps what was made of the rules; if that fails it is made again some day.
func (k *keeper) keep(all []Made) {
	if k == nil || !k.changed.Load() {
		return
	}
	temp := fmt.Sprintf("%s.%d", k.file, os.Getpid()) // moved, so that nobody reads a half of it
	f, err := os.Create(temp)
	if err != nil {
		return
	}
	w := bufio.NewWriterSize(f, 1<<20)
	for _, made := range all {
		if diag.HasErrors(made.Problems) {
			continue
		}
		head, err := json.Marshal(keptPackage{Key: made.key, Tables: made.Package.Tables, Size: len(made.Package.Source)})
		if err != nil {
			panic(err) // names of tables
		}
		w.Write(append(head, '\n')) // Flush tells of an error
		w.Write(made.Package.Source)
	}
	if err := errors.Join(w.Flush(), f.Close()); err == nil {
		os.Rename(temp, k.file)
	} else {
		os.Remove(temp)
	}
}
