package ruleset

import (
	"errors"
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
	// Problem is what is wrong with the file, nil mostly.
	Problem error
	// Now is the evaluation's clock.
	Now kql.DateTime
	// Inputs are the events, by table.
	Inputs []Input
	// Data are files that the rule reads besides events.
	Data []DataFile
	// Want are the expected rows as NDJSON, in order; nil where the file has none yet.
	Want []byte

	archive *txtar.Archive
}

// Input is a table's events as NDJSON.
type Input struct {
	Table string
	Data  []byte
}

// DataFile is a file of a case that stands for a flag: watchlist/NAME.csv for --watchlist NAME=FILE.
type DataFile struct {
	Flag, Name, File string
	Data             []byte
}

// dataFlags are the flags that files of a case may stand for.
var dataFlags = []string{"watchlist", "enrich"}

// dataFile reads the name of such a file; ok is false for any other.
func dataFile(name string, data []byte) (f DataFile, ok bool) {
	flag, file, ok := strings.Cut(name, "/")
	if !ok || !slices.Contains(dataFlags, flag) || strings.ContainsAny(file, `/\`) {
		return f, false
	}
	alias, _, _ := strings.Cut(file, ".")
	return DataFile{Flag: flag, Name: alias, File: file, Data: data}, alias != ""
}

// wantFile is the file of a case that holds the expected rows.
const wantFile = "want.ndjson"

// Cases reads the cases beside the rule, sorted by name: all *.txtar in the folder of rule.yaml or rule.kql, and of
// another file, as brute.kql, those whose names begin with its own and a dot, as brute.txtar and brute.slow.txtar.
func (r *Rule) Cases() ([]Case, error) {
	entries, err := os.ReadDir(r.Dir())
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || filepath.Ext(name) != ".txtar" || !r.ownsFolder() && !strings.HasPrefix(name, r.base()+".") {
			continue
		}
		c := Case{Path: filepath.ToSlash(filepath.Join(r.Dir(), name)), Name: strings.TrimSuffix(name, ".txtar")}
		c.Problem = c.read()
		out = append(out, c)
	}
	return out, nil
}

func (c *Case) read() (err error) {
	if c.archive, err = txtar.ParseFile(c.Path); err != nil {
		return err
	}
	now := false
	for line := range strings.Lines(string(c.archive.Comment)) {
		text, found := strings.CutPrefix(strings.TrimSpace(line), "now:")
		if !found {
			continue
		}
		text = strings.TrimSpace(text)
		if c.Now, now = kql.ParseDateTime(text); !now {
			return fmt.Errorf("%q is no datetime: write now: 2026-01-02T03:04:05Z", text)
		}
	}
	if !now {
		return errors.New("the text above the files has to say the time, as now: 2026-01-02T03:04:05Z")
	}
	for _, f := range c.archive.Files {
		table, ok := strings.CutSuffix(f.Name, ".ndjson")
		data, isData := dataFile(f.Name, f.Data)
		switch {
		case isData:
			c.Data = append(c.Data, data)
		case f.Name == wantFile:
			c.Want = append([]byte{}, f.Data...)
		case ok && !strings.ContainsAny(table, `/\`):
			c.Inputs = append(c.Inputs, Input{table, f.Data})
		default:
			return fmt.Errorf("the file %q is neither %s nor a table's events, as DeviceProcessEvents.ndjson, nor data, as watchlist/NAME.csv", f.Name, wantFile)
		}
	}
	return nil
}

// Update writes the case with other expected rows.
func (c *Case) Update(want []byte) error {
	at := slices.IndexFunc(c.archive.Files, func(f txtar.File) bool { return f.Name == wantFile })
	if at < 0 {
		at = len(c.archive.Files)
		c.archive.Files = append(c.archive.Files, txtar.File{Name: wantFile})
	}
	c.archive.Files[at].Data = want
	return Write(c.Path, txtar.Format(c.archive))
}
