package compile

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
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
		kept = newKeeper(c, importPath)
	}
	return Parallel(rules, func(r *ruleset.Rule) Made { return c.makeOne(r, importPath, kept) })
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
	key := kept.key(r)
	if pkg, ok := kept.find(key); ok {
		pkg.Name = r.Package()
		return Made{Package: pkg}
	}
	q := c.Plan(r.Query)
	if !q.OK() {
		return Made{Problems: q.Diagnostics}
	}
	path := importPath
	if path == "" {
		path = ProgramPath
	}
	pkg, problems := c.generate(r, q, path, importPath == "")
	if !diag.HasErrors(problems) {
		kept.keep(key, pkg)
	}
	return Made{pkg, problems}
}

// keeper is the part of the user's cache for one compiler. A nil one keeps nothing.
type keeper struct {
	dir    string
	common []byte // what all packages depend on
}

// newKeeper returns nil where there is no cache.
func newKeeper(c *Compiler, importPath string) *keeper {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	compiler, err := identity()
	if err != nil {
		return nil
	}
	all := filepath.Join(cache, "kqlc", "rules")
	k := &keeper{dir: filepath.Join(all, compiler), common: fmt.Appendf(nil, "%s\n%s\n%v %v\n", c.schema.Digest(), importPath, c.Plain, c.engine.Lookback)}
	if os.MkdirAll(k.dir, 0o777) != nil {
		return nil
	}
	touch(k.dir)
	prune(all)
	prune(k.dir)
	return k
}

// identity names the running program by what is in it.
var identity = sync.OnceValues(func() (string, error) {
	file, err := os.Executable()
	if err != nil {
		return "", err
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

// key names the package of a rule by all that it depends on.
func (k *keeper) key(r *ruleset.Rule) string {
	if k == nil {
		return ""
	}
	h := sha256.New()
	h.Write(k.common)
	fmt.Fprintf(h, "%q %q %q\n%s\n", r.Package(), r.Path, r.Name, r.Query)
	if r.Source != nil {
		io.WriteString(h, r.Source.Text) // the lines of the query in it
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// find returns a package that was kept, without its name.
func (k *keeper) find(key string) (pkg Package, ok bool) {
	if k == nil {
		return pkg, false
	}
	file := filepath.Join(k.dir, key)
	data, err := os.ReadFile(file)
	head, source, found := bytes.Cut(data, []byte("\n"))
	if err != nil || !found || json.Unmarshal(head, &pkg.Tables) != nil {
		return Package{}, false
	}
	touch(file)
	pkg.Source = source
	return pkg, true
}

// keep keeps a package; if that fails it is made again some day.
func (k *keeper) keep(key string, pkg Package) {
	if k == nil {
		return
	}
	head, err := json.Marshal(pkg.Tables)
	if err != nil {
		panic(err) // names of tables
	}
	file := filepath.Join(k.dir, key)
	temp := fmt.Sprintf("%s.%d", file, os.Getpid()) // moved, so that nobody reads a half of it
	if os.WriteFile(temp, append(append(head, '\n'), pkg.Source...), 0o666) == nil {
		os.Rename(temp, file)
	}
}
