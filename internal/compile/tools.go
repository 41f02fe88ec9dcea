package compile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/kqlc/kqlc/internal/trim"
)

// tools are the compiler and the linker of Go, called without the go command: that takes half a second to find out which of
// 150 packages are new, and we know. Whatever goes wrong here, the go command is left to do it or to say why not.
type tools struct {
	root string   // the folder of the run-time
	env  []string // of the compiler and the linker
	dir  string   // where they are
	list runtimeList
	// listFile is where it is kept.
	listFile string
	// key names the tools, their flags and the run-time: all that an archive depends on besides its sources.
	key   string
	flags []string
	// trimmed is the folder of trimmed archives, "" for none.
	trimmed string
}

// runtimeList is what the go command says of the packages of the run-time that programs import, and is kept.
type runtimeList struct {
	// Archives are their files in the cache of the go command, by import path, with those of all that they import.
	Archives map[string]string
	// Language is the version of Go that the module is written in, Debug the default of GODEBUG, Modules what is told of the
	// modules in a program, all as the go command passes them on.
	Language, Debug, Modules string
}

// settings are the variables that the output of the compiler and the linker depends on.
var settings = []string{
	"GOVERSION", "GOROOT", "GOTOOLDIR", "GOCACHE", "GOOS", "GOARCH", "GOEXPERIMENT", "GOFIPS140",
	"GO386", "GOAMD64", "GOARM", "GOARM64", "GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64",
}

// errPlain tells that only the go command knows how to build.
var errPlain = errors.New("not a plain build for Linux")

// buildDirectly makes the program of units, as [settle] orders them.
func buildDirectly(ctx context.Context, root string, units []unit, fast bool, trimmed, program string) error {
	out, err := settingsIn(ctx, root)
	if err != nil {
		return err
	}
	var env map[string]string
	if err := json.Unmarshal(out, &env); err != nil {
		return err
	}
	// Elsewhere programs are position-independent or signed, and these are linked or compiled by other rules.
	if env["GOOS"] != "linux" || env["GOFIPS140"] != "off" || env["GOEXPERIMENT"] != "" {
		return errPlain
	}
	t := &tools{root: root, dir: env["GOTOOLDIR"], env: os.Environ(), flags: compilerFlags(fast)}
	if trim.Knows(env["GOVERSION"]) {
		t.trimmed = trimmed
	}
	for _, name := range settings {
		t.env = append(t.env, name+"="+env[name])
	}
	if err := t.readList(ctx, string(out), units); err != nil {
		return err
	}
	kql := filepath.Base(t.list.Archives[module+"/kql"]) // named by what is in it
	t.key = hash(Tree{"env": out, "symbols": []byte("short"), "kql": []byte(kql), "flags": []byte(strings.Join(slices.Concat(runtimeFlags, t.flags), " "))})
	if err := t.build(ctx, units, program); err != nil {
		os.Remove(t.listFile) // it may be why
		return err
	}
	return nil
}

// readList finds the list of what units import, or makes it: once a day, so that the go command knows that its cache is used,
// and when that has lost a file.
func (t *tools) readList(ctx context.Context, env string, units []unit) error {
	imports := map[string]bool{}
	for _, u := range units {
		for _, name := range u.imports {
			imports[name] = true
		}
	}
	stub := []byte("package main\n\n")
	for _, name := range slices.Sorted(maps.Keys(imports)) {
		stub = fmt.Appendf(stub, "import _ %q\n", name)
	}
	stub = append(stub, "\nfunc main() {}\n"...)
	name := "run/" + hash(Tree{"main.go": stub, "env": []byte(env), "flags": []byte(strings.Join(runtimeFlags, " "))})
	t.listFile = filepath.Join(t.root, filepath.FromSlash(name), "list.json")
	touch(filepath.Dir(t.listFile))
	if info, err := os.Stat(t.listFile); err == nil && time.Since(info.ModTime()) < 24*time.Hour {
		if data, err := os.ReadFile(t.listFile); err == nil && json.Unmarshal(data, &t.list) == nil && t.list.complete() {
			return nil
		}
	}
	if err := write(filepath.Join(filepath.Dir(t.listFile), "main.go"), stub); err != nil {
		return err
	}
	args := append([]string{"list", "-export", "-deps", "-trimpath"}, runtimeFlags...)
	out, err := goCommand(ctx, t.root, append(args, "-json=ImportPath,Export,Module,DefaultGODEBUG", "./"+name)...).Output()
	if err != nil {
		return err
	}
	if t.list, err = parseList(out); err != nil {
		return err
	}
	data, err := json.Marshal(t.list)
	if err != nil {
		return err
	}
	return replace(t.listFile, func(temp string) error { return os.WriteFile(temp, data, 0o666) })
}

// complete tells whether all files are there.
func (l runtimeList) complete() bool {
	for _, file := range l.Archives {
		if _, err := os.Stat(file); err != nil {
			return false
		}
	}
	return len(l.Archives) > 0
}

// parseList reads what go list says of a program and of all that it imports; the program is the last.
func parseList(out []byte) (runtimeList, error) {
	list := runtimeList{Archives: map[string]string{}}
	type about struct{ Path, Version, Sum, GoVersion string }
	modules := map[string]*debug.Module{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath, Export, DefaultGODEBUG string
			Module                             *about
		}
		err := d.Decode(&p)
		if err == io.EOF {
			break
		}
		if err != nil {
			return list, err
		}
		if p.Export != "" { // unsafe has none
			list.Archives[p.ImportPath] = p.Export
		}
		if p.Module != nil && p.Module.Path != module {
			modules[p.Module.Path] = &debug.Module{Path: p.Module.Path, Version: p.Module.Version, Sum: p.Module.Sum}
		}
		if p.Module != nil && p.Module.Path == module {
			list.Language, list.Debug = p.Module.GoVersion, p.DefaultGODEBUG
		}
	}
	info := debug.BuildInfo{Path: module, Main: debug.Module{Path: module, Version: "(devel)"}}
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		info.Deps = append(info.Deps, modules[path])
	}
	list.Modules = info.String()
	return list, nil
}

// build compiles what has not been compiled, the packages of tables first, the program last, and links it.
func (t *tools) build(ctx context.Context, units []unit, program string) error {
	temp, err := os.MkdirTemp("", "kqlc")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	archives := maps.Clone(t.list.Archives)
	var names []byte // of packages, by those under which they are imported
	for _, kind := range []unitKind{tablesUnit, rulesUnit, hostUnit, mainUnit} {
		all := slices.DeleteFunc(slices.Clone(units), func(u unit) bool { return u.kind != kind })
		config := filepath.Join(temp, "importcfg"+strconv.Itoa(int(kind)))
		if err := os.WriteFile(config, append(names, importConfig(archives)...), 0o666); err != nil {
			return err
		}
		processors := strconv.Itoa(min(4, max(1, runtime.GOMAXPROCS(0)/max(1, len(all)))))
		errs := Parallel(all, func(u unit) error { return t.compile(ctx, u, config, processors) })
		if err := errors.Join(errs...); err != nil {
			return err
		}
		for _, u := range all {
			archives[u.symbols()] = t.archive(u)
			names = fmt.Appendf(names, "importmap %s/%s=%s\n", module, u.path, u.symbols())
		}
	}
	main := units[len(units)-1]
	delete(archives, main.symbols())
	return t.link(ctx, archives, main, temp, program)
}

// link links a program, of trimmed archives where there are some and they suffice.
func (t *tools) link(ctx context.Context, archives map[string]string, main unit, temp, program string) error {
	if t.trimmed == "" {
		return t.linkOf(ctx, archives, main, temp, program)
	}
	if of, ok := trimmedOf(t.trimmed, archives); ok && t.linkOf(ctx, of, main, temp, program) == nil {
		return nil
	}
	if err := t.linkOf(ctx, archives, main, temp, program); err != nil {
		return err
	}
	trimArchives(t.trimmed, archives, program) // if it fails it is done again some day
	return nil
}

func (t *tools) linkOf(ctx context.Context, archives map[string]string, main unit, temp, program string) error {
	config := filepath.Join(temp, "importcfg.link")
	if err := os.WriteFile(config, append(importConfig(archives), modulesLine(t.list.Modules)...), 0o666); err != nil {
		return err
	}
	args := []string{"-o", program, "-importcfg", config, "-buildmode=exe", "-buildid=" + hash(main.files), "-s", "-w"}
	if t.list.Debug != "" {
		args = append(args, "-X=runtime.godebugDefault="+t.list.Debug)
	}
	return t.run(ctx, "link", append(args, t.archive(main))...)
}

// modulesLine tells the linker what go version -m shows of a program, between the marks by which it is found.
func modulesLine(text string) string {
	const begin, end = "\x30\x77\xaf\x0c\x92\x74\x08\x02\x41\xe1\xc1\x07\xe6\xd6\x18\xe6", "\xf9\x32\x43\x31\x86\x18\x20\x72\x00\x82\x42\x10\x41\x16\xd8\xf2"
	return "modinfo " + strconv.Quote(begin+text+end) + "\n"
}

// symbols is the path of a package in the names of its symbols. It is short: a package of rules has tens of thousands of them, and
// writing and reading their names takes a good part of a build.
func (u unit) symbols() string {
	if u.kind == mainUnit {
		return "main"
	}
	hash, name, _ := strings.Cut(strings.TrimPrefix(u.path, "run/"), "/")
	return hash[:8] + "/" + name
}

func importConfig(archives map[string]string) []byte {
	var out []byte
	for _, name := range slices.Sorted(maps.Keys(archives)) {
		out = fmt.Appendf(out, "packagefile %s=%s\n", name, archives[name])
	}
	return out
}

// archive is the file of a package that has been compiled: beside its folder, which is named by the sources.
func (t *tools) archive(u unit) string {
	return filepath.Join(t.root, filepath.FromSlash(u.path)) + "." + t.key + ".a"
}

// compile makes the archive of a package, if there is none.
func (t *tools) compile(ctx context.Context, u unit, config, processors string) error {
	archive := t.archive(u)
	if _, err := os.Stat(archive); err == nil {
		return nil
	}
	return replace(archive, func(temp string) error {
		args := append([]string{
			"-o", temp, "-p", u.symbols(), "-trimpath", t.root + "=>" + module, "-lang=" + version.Lang("go"+t.list.Language),
			"-complete", "-nolocalimports", "-importcfg", config, "-pack", "-c=" + processors,
		}, t.flags...)
		files, err := filepath.Glob(filepath.Join(t.root, filepath.FromSlash(u.path), "*.go"))
		if err != nil {
			return err
		}
		return t.run(ctx, "compile", append(args, files...)...)
	})
}

func (t *tools) run(ctx context.Context, tool string, args ...string) error {
	cmd := exec.CommandContext(ctx, filepath.Join(t.dir, tool), args...)
	cmd.Dir, cmd.Env = t.root, t.env
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", tool, err, out)
	}
	return nil
}
