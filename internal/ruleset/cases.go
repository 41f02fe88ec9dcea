package ruleset

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/kqlc/kqlc/kql"
)

// Case is a test of a rule: events and the rows expected of them.
type Case struct {
	// Path is the txtar file, Name its name without folder and ending.
	Path, Name string
	// Now is the evaluation's clock.
	Now kql.DateTime
	// Inputs are the events, by table.
	Inputs []Input
	// Want are the expected rows as NDJSON, in order.
	Want []byte

	archive *txtar.Archive
}

// Input is a table's events as NDJSON.
type Input struct {
	Table string
	Data  []byte
}

// wantFile is the file of a case that holds the expected rows.
const wantFile = "want.ndjson"

// Cases reads the cases beside the rule, sorted by name.
func (r *Rule) Cases() ([]Case, error) {
	files, err := filepath.Glob(filepath.Join(r.Dir(), "*.txtar"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out []Case
	for _, f := range files {
		c, err := readCase(f)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func readCase(path string) (Case, error) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		return Case{}, err
	}
	c := Case{Path: filepath.ToSlash(path), Name: strings.TrimSuffix(filepath.Base(path), ".txtar"), archive: a}
	now := false
	for line := range strings.Lines(string(a.Comment)) {
		text, found := strings.CutPrefix(strings.TrimSpace(line), "now:")
		if !found {
			continue
		}
		if c.Now, now = kql.ParseDateTime(strings.TrimSpace(text)); !now {
			return Case{}, fmt.Errorf("%s: %q is no datetime", path, strings.TrimSpace(text))
		}
	}
	if !now {
		return Case{}, fmt.Errorf("%s: the text above the files has to say the time, as now: 2026-01-02T03:04:05Z", path)
	}
	for _, f := range a.Files {
		table, ok := strings.CutSuffix(f.Name, ".ndjson")
		switch {
		case f.Name == wantFile:
			c.Want = f.Data
		case ok:
			c.Inputs = append(c.Inputs, Input{table, f.Data})
		default:
			return Case{}, fmt.Errorf("%s: the file %s is neither %s nor a table's events, as DeviceProcessEvents.ndjson", path, f.Name, wantFile)
		}
	}
	return c, nil
}

// Update writes the case with other expected rows.
func (c *Case) Update(want []byte) error {
	for i := range c.archive.Files {
		if c.archive.Files[i].Name == wantFile {
			c.archive.Files[i].Data = want
			return os.WriteFile(c.Path, txtar.Format(c.archive), 0o644)
		}
	}
	c.archive.Files = append(c.archive.Files, txtar.File{Name: wantFile, Data: want})
	return os.WriteFile(c.Path, txtar.Format(c.archive), 0o644)
}
