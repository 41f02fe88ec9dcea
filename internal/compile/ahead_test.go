package compile

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// What the go command said is taken as long as nothing that it goes by has changed.
func TestSettingsAreKept(t *testing.T) {
	home := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, "cache"))
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	t.Setenv("GOENV", "")
	root, err := unpackRuntime()
	if err != nil {
		t.Skip(err)
	}
	ask := func() (amd64 string) {
		s := askSettings(context.Background(), root)
		if s.err != nil {
			t.Fatal(s.err)
		}
		var env map[string]string
		if err := json.Unmarshal(s.text, &env); err != nil {
			t.Fatal(err)
		}
		return env["GOAMD64"]
	}
	kept := func() []string {
		files, err := filepath.Glob(filepath.Join(root, "run", "*", "settings.json"))
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	first := ask()
	if len(kept()) != 1 {
		t.Skip("what is called go here is not the go command")
	}
	if ask() != first || len(kept()) != 1 {
		t.Errorf("%v after asking twice", kept())
	}

	t.Setenv("GOAMD64", "v3")
	if got := ask(); got != "v3" || len(kept()) != 2 {
		t.Errorf("GOAMD64 is %s with the variable v3; %v", got, kept())
	}
	os.Unsetenv("GOAMD64")
	config := filepath.Join(home, "config", "go", "env")
	if err := write(config, []byte("GOAMD64=v2\n")); err != nil {
		t.Fatal(err)
	}
	if got := ask(); got != "v2" || len(kept()) != 3 {
		t.Errorf("GOAMD64 is %s where go env -w set v2; %v", got, kept())
	}
	for _, file := range kept() {
		if err := os.WriteFile(file, []byte("{"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got := ask(); got != "v2" || len(kept()) != 3 {
		t.Errorf("GOAMD64 is %s where what was kept is damaged; %v", got, kept())
	}
}
