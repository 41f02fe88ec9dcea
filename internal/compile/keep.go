package compile

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/s2"

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
// Many are kept in the user's cache, by all that they depend on, the compiler included, and so are the tables that they read: what
// has not changed is not compiled again. What comes from there has its source and the names of its tables, and no columns.
func (c *Compiler) MakeAll(rules []*ruleset.Rule, importPath string) []Made {
	var kept *keeper
	if len(rules) >= worthKeeping {
		kept = newKeeper(c, rules, importPath)
	}
	makeRoom(len(rules) - kept.known())
	out := Parallel(rules, func(r *ruleset.Rule) Made { return c.makeOne(r, importPath, kept) })
	if kept != nil {
		c.makeTables(out, kept)
		kept.close()
	}
	return out
}

// makeTables makes the files of the tables that rules read.
func (c *Compiler) makeTables(rules []Made, kept *keeper) {
	var names []string
	for _, made := range rules {
		names = append(names, made.Package.Tables...)
	}
	slices.Sort(names)
	Parallel(slices.Compact(names), func(name string) any {
		key := kept.key("table", name)
		table, ok := kept.find(key)
		if !ok {
			source, err := c.tableSource(name)
			if err != nil {
				return nil // it is told of where the file is needed
			}
			table = kept.add(key, Package{source: source})
		}
		c.tables.Store(name, table)
		return nil
	})
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
	key := kept.keyOf(r)
	if pkg, ok := kept.find(key); ok {
		pkg.Name = r.Package()
		return Made{Package: pkg}
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
	if !diag.HasErrors(problems) {
		pkg = kept.add(key, pkg)
	}
	return Made{pkg, problems}
}

// keeper is what was made of a set of rules the last time, and takes what is made now. A nil one keeps nothing.
type keeper struct {
	file   string
	common string // what all packages depend on, the compiler too: by their keys bundles that were built tell what is in them
	// last are the packages of the last time, used those of them that are there this time.
	last map[string]keptPackage
	lock sync.Mutex
	used []keptPackage
	next *bufio.Writer // to temp; nil as long as nothing is new
	temp *os.File
}

// keptPackage is a package that is kept: a line of JSON, the packed source, and the CRC-32 of both.
type keptPackage struct {
	Key      string
	Tables   []string
	External bool
	Size     int // of the packed source
	packed   []byte
}

// sumSize is the size of the CRC-32.
const sumSize = 4

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
	k := &keeper{common: fmt.Sprintf("%s\n%s\n%s\n%v %v\n", compiler, c.schema.Digest(), importPath, c.Plain, c.engine.Lookback)}
	paths := make([]string, len(rules))
	for i, r := range rules {
		paths[i] = r.Path
	}
	k.file = filepath.Join(dir, k.key(paths...))
	touch(dir)
	touch(k.file)
	prune(all)
	prune(dir)
	k.read()
	return k
}

// read reads the packages that are kept, up to one that is damaged.
func (k *keeper) read() {
	k.last = map[string]keptPackage{}
	data, err := os.ReadFile(k.file)
	if err != nil {
		return
	}
	for len(data) > 0 {
		head, rest, _ := bytes.Cut(data, []byte("\n"))
		var p keptPackage
		if json.Unmarshal(head, &p) != nil || p.Size < 0 || p.Size > len(rest)-sumSize {
			return
		}
		end := len(data) - len(rest) + p.Size
		if binary.LittleEndian.Uint32(data[end:]) != crc32.ChecksumIEEE(data[:end]) {
			return
		}
		p.packed, data = rest[:p.Size], data[end+sumSize:]
		k.last[p.Key] = p
	}
}

// known is the number of packages that are kept.
func (k *keeper) known() int {
	if k == nil {
		return 0
	}
	return len(k.last)
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

// key names what depends on parts, and on all that everything here depends on.
func (k *keeper) key(parts ...string) string {
	h := sha256.New()
	io.WriteString(h, k.common)
	for _, part := range parts {
		fmt.Fprintf(h, "%d\n%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// keyOf names the package of a rule by all that it depends on.
func (k *keeper) keyOf(r *ruleset.Rule) string {
	if k == nil {
		return ""
	}
	file := ""
	if r.Source != nil {
		file = r.Source.Text // the lines of the query in it
	}
	return k.key(r.Package(), r.Path, r.Name, r.Query, file)
}

// find returns the package that is kept by a key, which has no name.
func (k *keeper) find(key string) (Package, bool) {
	if k == nil {
		return Package{}, false
	}
	p, ok := k.last[key]
	if !ok {
		return Package{}, false
	}
	k.lock.Lock()
	defer k.lock.Unlock()
	k.used = append(k.used, p)
	return Package{Tables: p.Tables, External: p.External, packed: p.packed, key: key}, true
}

// add keeps a package by a key.
func (k *keeper) add(key string, pkg Package) Package {
	if k == nil {
		return pkg
	}
	pkg.key = key
	packed := s2.Encode(nil, pkg.source)
	p := keptPackage{key, pkg.Tables, pkg.External, len(packed), packed}
	k.lock.Lock()
	defer k.lock.Unlock()
	if k.next == nil {
		var err error
		if k.temp, err = os.Create(fmt.Sprintf("%s.%d", k.file, os.Getpid())); err != nil {
			return pkg
		}
		k.next = bufio.NewWriterSize(k.temp, 1<<18)
	}
	k.write(p)
	return pkg
}

// write writes a package to what is kept for the next time. The end tells of an error.
func (k *keeper) write(p keptPackage) {
	head, err := json.Marshal(p)
	if err != nil {
		panic(err) // names of tables
	}
	head = append(head, '\n')
	sum := crc32.Update(crc32.ChecksumIEEE(head), crc32.IEEETable, p.packed)
	k.next.Write(head)
	k.next.Write(p.packed)
	k.next.Write(binary.LittleEndian.AppendUint32(nil, sum))
}

// close ends a run: where anything was new, what was made takes the place of what was kept, all at once. If that fails it is
// made again some day.
func (k *keeper) close() {
	if k.next == nil {
		return
	}
	for _, p := range k.used {
		k.write(p)
	}
	temp := k.temp.Name()
	if err := errors.Join(k.next.Flush(), k.temp.Close()); err == nil {
		os.Rename(temp, k.file)
	} else {
		os.Remove(temp)
	}
}
