package ndjson_test

import (
	"io"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// row has a column of every kind that matters to the decoder.
type row struct {
	Time    kql.Null[kql.DateTime]
	Name    string
	Command string
	Count   kql.Null[int64]
	Flag    kql.Null[bool]
	Bag     kql.Dynamic
}

func (r *row) columns() []kql.Column {
	return []kql.Column{
		kql.Col("TimeGenerated", &r.Time), kql.Col("Name", &r.Name), kql.Col("Command", &r.Command),
		kql.Col("Count", &r.Count), kql.Col("Flag", &r.Flag), kql.Col("Bag", &r.Bag),
	}
}

// line is the row as text.
func (r *row) line() string {
	var out []byte
	for _, c := range r.columns() {
		out = append(c.Field.AppendJSON(out), ' ')
	}
	return strings.TrimSpace(string(out))
}

var eventTime = []string{"TimeGenerated", "Timestamp"}

// decode gives the row of one event.
func decode(event string) (string, error) {
	var r row
	d := ndjson.NewDecoder(r.columns(), eventTime)
	err := d.Decode([]byte(event))
	return r.line(), err
}

// dribble reads a few bytes at a time.
type dribble struct {
	r io.Reader
	n int
}

func (d dribble) Read(b []byte) (int, error) { return d.r.Read(b[:min(len(b), d.n)]) }
