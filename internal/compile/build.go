package compile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/kqlc/kqlc"
)

// module is the module that the cached tree is: the run-time's own, so that packages of rules find it by its name.
const module = "github.com/kqlc/kqlc"

// Build builds the program of main.go and the packages of tree, and returns its path. main.go may import the packages as
// [ProgramPath]/… The program stays in the user's cache: the same tree is built once, and a package that another program
// has is not compiled again.
//
// fast is for programs that run once: they are built faster, and are slower.
func Build(ctx context.Context, tree Tree, main []byte, fast bool) (string, error) {
	root, err := unpackRuntime()
	if err != nil {
		return "", err
	}
	name := hash(tree, main)
	dir := filepath.Join(root, "run", name)
	program := filepath.Join(dir, "program")
	touch(root)
	if _, err := os.Stat(program); err == nil {
		touch(dir)
		return program, nil
	}
	for p, text := range settle(tree, main, "run/"+name+"/main.go") {
		file := filepath.Join(root, filepath.FromSlash(p))
		if info, err := os.Stat(file); err == nil && info.Size() == int64(len(text)) {
			touch(filepath.Dir(filepath.Dir(file))) // named by its content: another build may be reading it
			continue
		}
		if err := write(file, text); err != nil {
			return "", err
		}
	}
	// Built under another name and moved, so that a build that is cut off or done twice at once does no harm.
	temp := fmt.Sprintf("%s.%d", program, os.Getpid())
	flags := "-dwarf=false" // the linker drops it anyway
	if fast {
		flags += " -l -e" // -l: inline nothing, -e: tell all errors
	}
	args := []string{"build", "-trimpath", "-ldflags=-s -w", "-gcflags=" + module + "/run/...=" + flags, "-o", temp}
	cmd := exec.CommandContext(ctx, "go", append(args, "./run/"+name)...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false", "GOWORK=off", "GO111MODULE=on", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", buildError(err, out)
	}
	prune(filepath.Join(root, "run"))
	return program, os.Rename(temp, program)
}

// settle gives every package of a tree a folder, and so an import path, by what is in it, and main.go the file that is
// named. A package that does not change keeps its path, and the Go toolchain its build.
func settle(tree Tree, main []byte, mainFile string) Tree {
	packages := map[string]Tree{}
	for p, text := range tree {
		dir, file := path.Split(p)
		if packages[dir] == nil {
			packages[dir] = Tree{}
		}
		packages[dir][file] = text
	}
	out := Tree{}
	var tables, all []string // what to replace by what
	add := func(dir string, files Tree) {
		imports := strings.NewReplacer(tables...)
		for file, text := range files {
			files[file] = []byte(imports.Replace(string(text)))
		}
		target := "run/" + hash(files, nil) + "/" + path.Base(dir)
		for file, text := range files {
			out[target+"/"+file] = text
		}
		all = append(all, strconv.Quote(ProgramPath+"/"+path.Clean(dir)), strconv.Quote(module+"/"+target))
	}
	// The packages of rules import those of tables and nothing else of the tree.
	for dir, files := range packages {
		if strings.HasPrefix(dir, "tables/") {
			add(dir, files)
		}
	}
	tables = slices.Clone(all)
	for dir, files := range packages {
		if !strings.HasPrefix(dir, "tables/") {
			add(dir, files)
		}
	}
	out[mainFile] = []byte(strings.NewReplacer(all...).Replace(string(main)))
	return out
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
		return fmt.Errorf("running a rule needs the Go toolchain, and there is no go on the PATH: see https://go.dev/doc/install")
	}
	return &BuildError{Output: string(out), err: err}
}

// BuildError tells that generated Go does not build, which is an error of kqlc.
type BuildError struct {
	// Output is what the Go toolchain says.
	Output string
	err    error
}

// Error implements error.
func (e *BuildError) Error() string {
	return fmt.Sprintf("go build failed, which is an error of kqlc: %v\n%s", e.err, e.Output)
}

// of returns what the toolchain says of a file, "" if nothing.
func (e *BuildError) of(file string) string {
	var said []string
	for line := range strings.Lines(e.Output) {
		if strings.Contains(line, "/"+file+":") {
			said = append(said, line)
		}
	}
	return strings.Join(said, "")
}

// unpackRuntime puts the sources of the run-time into the user's cache, once a version, and returns the folder.
func unpackRuntime() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no folder for the cache: %w", err)
	}
	files := Tree{}
	err = fs.WalkDir(kqlc.Runtime, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(p, "_test.go") || strings.Contains(p, "testdata/") {
			return err
		}
		files[p], err = kqlc.Runtime.ReadFile(p)
		return err
	})
	if err != nil {
		return "", err
	}
	root := filepath.Join(cache, "kqlc", hash(files, nil))
	if _, err := os.Stat(root); err == nil {
		return root, nil
	}
	prune(filepath.Dir(root))
	// Written elsewhere and moved, so that nobody sees a half of it.
	temp := fmt.Sprintf("%s.%d", root, os.Getpid())
	for p, text := range files {
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
func hash(tree Tree, main []byte) string {
	h := sha256.New()
	for _, p := range slices.Sorted(maps.Keys(tree)) {
		fmt.Fprintf(h, "%s %d\n", p, len(tree[p]))
		h.Write(tree[p])
	}
	h.Write(main)
	return hex.EncodeToString(h.Sum(nil)[:10])
}
