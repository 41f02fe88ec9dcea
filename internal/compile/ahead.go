package compile

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
)

// settingsKey is the key, in a context, of what gives the settings that were asked for ahead.
type settingsKey struct{}

// goSettings are what the go command says of its settings in the folder of the run-time.
type goSettings struct {
	root string
	text []byte // JSON
	err  error
}

// Ahead asks the go command at once for what a program that is built under the context will need to know of it: it answers
// while rules are compiled.
func Ahead(ctx context.Context) context.Context {
	answer := make(chan goSettings, 1)
	go func() {
		root, err := unpackRuntime()
		if err != nil {
			answer <- goSettings{err: err}
			return
		}
		answer <- askSettings(ctx, root)
	}()
	return context.WithValue(ctx, settingsKey{}, sync.OnceValue(func() goSettings { return <-answer }))
}

// settingsIn returns the settings in the folder of the run-time.
func settingsIn(ctx context.Context, root string) ([]byte, error) {
	if asked, ok := ctx.Value(settingsKey{}).(func() goSettings); ok {
		if s := asked(); s.root == root && s.err == nil {
			return s.text, nil
		}
	}
	s := askSettings(ctx, root)
	return s.text, s.err
}

// askSettings asks the go command, or takes what it said the last time: it takes 30 ms to start.
func askSettings(ctx context.Context, root string) goSettings {
	program, said := goProgram()
	var file string
	if program != "" {
		file = filepath.Join(root, "run", hash(Tree{"settings": said}), "settings.json")
		if text, err := os.ReadFile(file); err == nil && json.Valid(text) {
			touch(filepath.Dir(file))
			return goSettings{root, text, nil}
		}
	}
	text, err := goCommand(ctx, root, append([]string{"env", "-json"}, settings...)...).Output()
	var env struct{ GOROOT string }
	if err == nil && program != "" && json.Unmarshal(text, &env) == nil && filepath.Join(env.GOROOT, "bin", "go") == program {
		if makeFolder(filepath.Dir(file)) == nil {
			replace(file, func(temp string) error { return os.WriteFile(temp, text, 0o666) }) // if it fails it is asked again
		}
	}
	return goSettings{root, text, err}
}

// settingsFrom are the variables that settings come from: those of Go, and those that tell where files of the user are.
var settingsFrom = regexp.MustCompile(`(?i)^(GO\w*|HOME|XDG_(CACHE|CONFIG)_HOME|(LOCAL)?APPDATA)=`)

// goProgram finds the go command, and all that it goes by when it is asked for its settings: itself, the environment and the
// user's settings. What is called go may also be a program that looks for the command elsewhere, by what we do not know: only
// the one in its GOROOT is known to do no such thing.
func goProgram() (program string, said []byte) {
	name, err := exec.LookPath("go")
	if err != nil {
		return "", nil
	}
	if program, err = filepath.EvalSymlinks(name); err != nil {
		return "", nil
	}
	info, err := os.Stat(program)
	if err != nil {
		return "", nil
	}
	user := os.Getenv("GOENV")
	if user == "" {
		if dir, err := os.UserConfigDir(); err == nil {
			user = filepath.Join(dir, "go", "env")
		}
	}
	own, _ := os.ReadFile(user) // most have none
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return !settingsFrom.MatchString(v) })
	slices.Sort(env)
	return program, fmt.Appendf(own, "\n%s %d %v\n%q", program, info.Size(), info.ModTime(), env)
}
