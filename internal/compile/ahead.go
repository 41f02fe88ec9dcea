package compile

import (
	"context"
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

func askSettings(ctx context.Context, root string) goSettings {
	text, err := goCommand(ctx, root, append([]string{"env", "-json"}, settings...)...).Output()
	return goSettings{root, text, err}
}
