package compile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kqlc/kqlc"
)

// module is the module that the cached tree is: the run-time's own, so that packages of rules find it by its name.
const module = "github.com/kqlc/kqlc"

// Build builds the program of main.go and the packages of tree, and returns its path. main.go may import the packages as
// [ProgramPath]/… The program stays in the user's cache: the same tree is built once.
func Build(ctx context.Context, tree Tree, main []byte) (string, error) {
	root, err := unpackRuntime()
	if err != nil {
		return "", err
	}
	name := hash(tree, main)
	dir := filepath.Join(root, "run", name)
	program := filepath.Join(dir, "program")
	if _, err := os.Stat(program); err == nil {
		return program, nil
	}
	files := maps.Clone(tree)
	files["main.go"] = main
	for p, text := range files {
		text = bytes.ReplaceAll(text, []byte(ProgramPath), []byte(module+"/run/"+name))
		if err := write(filepath.Join(dir, filepath.FromSlash(p)), text); err != nil {
			return "", err
		}
	}
	// Built under another name and moved, so that a build that is cut off or done twice at once does no harm.
	temp := fmt.Sprintf("%s.%d", program, os.Getpid())
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", temp, "./run/"+name)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false", "GOWORK=off", "GO111MODULE=on")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", buildError(err, out)
	}
	return program, os.Rename(temp, program)
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
	done := filepath.Join(root, "complete")
	if _, err := os.Stat(done); err == nil {
		return root, nil
	}
	for p, text := range files {
		if err := write(filepath.Join(root, filepath.FromSlash(p)), text); err != nil {
			return "", err
		}
	}
	return root, write(done, nil)
}

func write(file string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
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
