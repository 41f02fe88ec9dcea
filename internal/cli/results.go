package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// resultRows are the rows of one result of a rule.
type resultRows struct {
	// name is "" for the only result of a rule.
	name string
	// columns are bound to values of their own.
	columns []kql.Column
	// rows are JSON objects.
	rows [][]byte
}

// readResults reads what a built program writes with --output=typed.
func readResults(lines []byte) ([]*resultRows, error) {
	var out []*resultRows
	for line := range bytes.Lines(lines) {
		var said struct {
			Result  string
			Columns []struct{ Name, Type string }
			Row     json.RawMessage
		}
		if err := json.Unmarshal(line, &said); err != nil {
			return nil, err
		}
		if said.Row == nil {
			r := &resultRows{name: said.Result, columns: []kql.Column{}}
			for _, c := range said.Columns {
				t, _ := kql.TypeNamed(c.Type)
				r.columns = append(r.columns, place(c.Name, t))
			}
			out = append(out, r)
			continue
		}
		r := resultNamed(out, said.Result)
		r.rows = append(r.rows, said.Row)
	}
	return out, nil
}

// resultNamed is the result of that name, nil without one.
func resultNamed(results []*resultRows, name string) *resultRows {
	for _, r := range results {
		if r.name == name {
			return r
		}
	}
	return nil
}

// records are the names of the columns, then the values of each row as text.
func (r *resultRows) records() ([][]string, error) {
	header := make([]string, len(r.columns))
	for i, c := range r.columns {
		header[i] = c.Name
	}
	out := [][]string{header}
	for _, row := range r.rows {
		if err := ndjson.NewDecoder(r.columns, nil).Decode(row); err != nil {
			return nil, err
		}
		cells := make([]string, len(r.columns))
		for i, c := range r.columns {
			cells[i] = string(c.Field.AppendText(nil))
		}
		out = append(out, cells)
	}
	return out, nil
}

// lines are the rows as the rule writes them to a file.
func lines(results []*resultRows) []byte {
	var out []byte
	for _, r := range results {
		for _, row := range r.rows {
			if r.name != "" {
				out = append(kql.AppendJSONString(append(out, `{"result":`...), r.name), `,"row":`...)
				out = append(append(out, row...), '}', '\n')
				continue
			}
			out = append(append(out, row...), '\n')
		}
	}
	return out
}

// hasResult tells whether a rule gives a result of that name among several.
func hasResult(pkg compile.Package, name string) error {
	names := make([]string, len(pkg.Results))
	for i, r := range pkg.Results {
		names[i] = r.Name
	}
	switch {
	case len(names) == 1:
		return fmt.Errorf("the rule gives one result: leave --result out")
	case !slices.Contains(names, name):
		return fmt.Errorf("the rule has no result %q: its results are %s", name, strings.Join(names, ", "))
	}
	return nil
}

// place is a column with a value of its own, which can be null.
func place(name string, t kql.Type) kql.Column {
	switch t {
	case kql.TypeBool:
		return kql.Col(name, new(kql.Null[bool]))
	case kql.TypeInt:
		return kql.Col(name, new(kql.Null[int32]))
	case kql.TypeLong:
		return kql.Col(name, new(kql.Null[int64]))
	case kql.TypeReal:
		return kql.Col(name, new(kql.Null[float64]))
	case kql.TypeDecimal:
		return kql.Col(name, new(kql.Null[kql.Decimal]))
	case kql.TypeDateTime:
		return kql.Col(name, new(kql.Null[kql.DateTime]))
	case kql.TypeTimeSpan:
		return kql.Col(name, new(kql.Null[kql.TimeSpan]))
	case kql.TypeGUID:
		return kql.Col(name, new(kql.Null[kql.GUID]))
	case kql.TypeDynamic:
		return kql.Col(name, new(kql.Dynamic))
	}
	return kql.Col(name, new(string))
}
