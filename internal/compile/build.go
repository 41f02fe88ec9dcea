package compile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/kqlc/kqlc"
)

// module is the module that the cached tree is: the run-time's own, so that packages of rules find it by its name.
const module = "github.com/kqlc/kqlc"

// Build builds the program that the package main of tree is, and returns its path. A package may import others of the tree
// as [ProgramPath]/…: those of rules the ones below tables, main all. The program stays in the user's cache: the same tree is
// built once, and a package that another program has is not compiled again.
//
// fast is for programs that run once: they are built faster, and are slower.
func Build(ctx context.Context, tree Tree, fast bool) (string, error) {
	root, err := unpackRuntime()
	if err != nil {
		return "", err
	}
	return buildUnits(ctx, root, settle(tree), fast, "")
}

// buildUnits builds the program of units, of which main is the last. Trimmed is the folder of trimmed archives for it, "" for none.
func buildUnits(ctx context.Context, root string, units []unit, fast bool, trimmed string) (string, error) {
	main := units[len(units)-1]
	program := filepath.Join(root, filepath.FromSlash(path.Dir(main.path)), "program")
	touch(root)
	for _, u := range units { // an edit needs the others
		touch(filepath.Join(root, filepath.FromSlash(path.Dir(u.path))))
	}
	if _, err := os.Stat(program); err == nil {
		return program, nil
	}
	for _, u := range units {
		if err := u.write(root); err != nil {
			return "", err
		}
	}
	err := replace(program, func(temp string) error {
		if buildDirectly(ctx, root, units, fast, trimmed, temp) == nil {
			return nil
		}
		return buildByGo(ctx, root, main, fast, temp)
	})
	prune(filepath.Join(root, "run"))
	return program, err
}

// buildByGo makes a program in the way that always works.
func buildByGo(ctx context.Context, root string, main unit, fast bool, program string) error {
	flags := module + "/run/...=" + strings.Join(compilerFlags(fast), " ")
	args := append([]string{"build", "-trimpath", "-ldflags=-s -w"}, runtimeFlags...)
	cmd := goCommand(ctx, root, append(args, "-gcflags="+flags, "-o", program, "./"+main.path)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return buildError(err, out)
	}
	return nil
}

// runtimeFlags leave out of the run-time what the linker would drop, and takes time to read, and HTTP/2, without which files are
// fetched as well: it takes a tenth of the time that linking takes.
var runtimeFlags = []string{"-gcflags=all=-dwarf=false", "-tags=nethttpomithttp2"}

// compilerFlags are those for the packages of a tree.
func compilerFlags(fast bool) []string {
	flags := []string{"-dwarf=false"}
	if fast {
		flags = append(flags, "-l", "-e") // -l: inline nothing, -e: tell all errors
	}
	return flags
}

// goCommand is the go command in the folder of the run-time, whatever module or workspace the user is in.
func goCommand(ctx context.Context, root string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false", "GOWORK=off", "GO111MODULE=on", "CGO_ENABLED=0")
	return cmd
}

// replace makes a file under another name and moves it, so that what is cut off or done twice at once does no harm.
func replace(file string, make func(temp string) error) error {
	temp := fmt.Sprintf("%s.%x", file, rand.Uint64())
	err := make(temp)
	if err == nil {
		err = os.Rename(temp, file)
	}
	if err != nil {
		os.Remove(temp)
	}
	return err
}

// unit is a package of a program.
type unit struct {
	kind  unitKind
	path  string // its folder below the run-time's, run/HASH/NAME: a package that does not change keeps its path
	files Tree   // nil where they are in the folder already
	// imports are the packages that it needs besides those of its program.
	imports []string
}

// unitKind orders the packages of a program: one imports only those before it.
type unitKind int

const (
	tablesUnit unitKind = iota
	rulesUnit
	hostUnit
	mainUnit
)

// settle gives every package of a tree a folder, and so an import path, by what is in it, and orders them. main is the last.
func settle(tree Tree) []unit {
	packages := [mainUnit + 1]map[string]Tree{{}, {}, {}, {}}
	for p, text := range tree {
		dir, file := path.Split(p)
		kind := rulesUnit
		switch {
		case dir == "main/":
			kind = mainUnit
		case dir == "host/":
			kind = hostUnit
		case strings.HasPrefix(dir, "tables/"):
			kind = tablesUnit
		}
		if packages[kind][dir] == nil {
			packages[kind][dir] = Tree{}
		}
		packages[kind][dir][file] = text
	}
	var out []unit
	var settled []string // what to replace by what
	for kind, dirs := range packages {
		imports := strings.NewReplacer(settled...)
		for _, dir := range slices.Sorted(maps.Keys(dirs)) {
			files := Tree{}
			for file, text := range dirs[dir] {
				files[file] = []byte(imports.Replace(string(text)))
			}
			p := "run/" + hash(files) + "/" + path.Base(dir)
			settled = append(settled, strconv.Quote(ProgramPath+"/"+path.Clean(dir)), strconv.Quote(module+"/"+p))
			if !slices.ContainsFunc(out, func(u unit) bool { return u.path == p }) { // rules may be the same
				out = append(out, unit{kind: unitKind(kind), path: p, files: files, imports: imported(files)})
			}
		}
	}
	return out
}

// imported are the packages that files import and that are not of a tree. The compiler says what cannot be read.
func imported(files Tree) []string {
	names := map[string]bool{}
	for _, text := range files {
		f, _ := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
		for _, i := range f.Imports {
			if name, err := strconv.Unquote(i.Path.Value); err == nil && !strings.HasPrefix(name, module+"/run/") {
				names[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// write writes the files that are not there. They are named by what is in them: another build may be reading them.
func (u unit) write(root string) error {
	dir := filepath.Join(root, filepath.FromSlash(u.path))
	for name, text := range u.files {
		file := filepath.Join(dir, name)
		if info, err := os.Stat(file); err == nil && info.Size() == int64(len(text)) {
			continue
		}
		if err := write(file, text); err != nil {
			return err
		}
	}
	return nil
}

// touch notes that a folder or a file is in use.
func touch(name string) {
	now := time.Now()
	os.Chtimes(name, now, now) // if it fails, what is there is made again some day
}

// prune removes what was not used for long, once a day.
func prune(dir string) {
	const day, long = 24 * time.Hour, 14 * 24 * time.Hour
	mark := filepath.Join(dir, "pruned")
	if info, err := os.Stat(mark); err == nil && time.Since(info.ModTime()) < day {
		return
	}
	if os.WriteFile(mark, nil, 0o666) != nil {
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > long {
			os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
}

// ProgramPath stands for the import path of a program's packages until it is built.
const ProgramPath = "kqlc.invalid/program"

func buildError(err error, out []byte) error {
	if _, lookErr := exec.LookPath("go"); lookErr != nil {
		return errors.New("running a rule needs the Go toolchain, and there is no go on the PATH: see https://go.dev/doc/install")
	}
	if full := syscall.ENOSPC; strings.Contains(string(out), full.Error()) {
		return fmt.Errorf("the program cannot be built: %w", full)
	}
	return &buildFailure{Output: string(out), err: err}
}

// buildFailure tells that generated Go does not build, which is an error of kqlc.
type buildFailure struct {
	// Output is what the Go toolchain says.
	Output string
	err    error
}

// Error implements error.
func (e *buildFailure) Error() string {
	return fmt.Sprintf("go build failed, which is an error of kqlc: %v\n%s", e.err, e.Output)
}

// of returns what the toolchain says of a file, "" if nothing.
func (e *buildFailure) of(file string) string {
	var said []string
	for line := range strings.Lines(e.Output) {
		if strings.Contains(line, "/"+file+":") {
			said = append(said, line)
		}
	}
	return strings.Join(said, "")
}

// runtimeFiles are the paths of the sources of the run-time.
func runtimeFiles() (paths []string, err error) {
	err = fs.WalkDir(kqlc.Runtime, ".", func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && !strings.HasSuffix(p, "_test.go") && !strings.Contains(p, "testdata/") {
			paths = append(paths, p)
		}
		return err
	})
	return paths, err
}

// runtimeName names the run-time by what is in it.
var runtimeName = sync.OnceValues(func() (string, error) {
	paths, err := runtimeFiles()
	h := sha256.New()
	buf := make([]byte, 64<<10)
	for _, p := range paths {
		f, err := kqlc.Runtime.Open(p)
		if err != nil {
			return "", err
		}
		n, err := io.CopyBuffer(h, f, buf)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n", p, n)
	}
	return hex.EncodeToString(h.Sum(nil)[:10]), err
})

// unpackRuntime puts the sources of the run-time into the user's cache, once a version, and returns the folder.
func unpackRuntime() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no folder for the cache: %w", err)
	}
	name, err := runtimeName()
	if err != nil {
		return "", err
	}
	root := filepath.Join(cache, "kqlc", name)
	if _, err := os.Stat(root); err == nil {
		return root, nil
	}
	prune(filepath.Dir(root))
	// Written elsewhere and moved, so that nobody sees a half of it.
	temp := fmt.Sprintf("%s.%x", root, rand.Uint64())
	paths, err := runtimeFiles()
	if err != nil {
		return "", err
	}
	for _, p := range paths {
		text, err := kqlc.Runtime.ReadFile(p)
		if err != nil {
			return "", err
		}
		if err := write(filepath.Join(temp, filepath.FromSlash(p)), text); err != nil {
			return "", err
		}
	}
	if err := os.Rename(temp, root); err != nil {
		os.RemoveAll(temp)
		if _, statErr := os.Stat(root); statErr != nil {
			return "", err
		}
	}
	return root, nil
}

func write(file string, text []byte) error {
	if err := makeFolder(filepath.Dir(file)); err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o666)
}

// hash names a set of files by what is in them.
func hash(tree Tree) string {
	h := sha256.New()
	for _, p := range slices.Sorted(maps.Keys(tree)) {
		fmt.Fprintf(h, "%s %d\n", p, len(tree[p]))
		h.Write(tree[p])
	}
	return hex.EncodeToString(h.Sum(nil)[:10])
}
