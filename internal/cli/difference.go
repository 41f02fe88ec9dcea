package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// difference is how rows differ from those expected, by value and not by spelling: nil where they do not.
func difference(got []*resultRows, want []byte) *failure {
	wanted, err := values(got, want)
	if err != nil {
		return &failure{Message: "want.ndjson cannot be read", Text: err.Error()}
	}
	given, err := values(got, lines(got))
	if err != nil {
		return &failure{Message: "the rows cannot be read", Text: err.Error()}
	}
	if d := cmp.Diff(wanted, given); d != "" {
		return &failure{Message: "the rows differ (-want +got)", Text: d}
	}
	return nil
}

// row is the values of a row as JSON, by column.
type row map[string]string

// values reads rows by the types of the columns of the results: result by result, in the order of each.
func values(results []*resultRows, lines []byte) ([]row, error) {
	rows := make([][]row, len(results))
	scanner := ndjson.NewScanner(bytes.NewReader(lines))
	for {
		line, err := scanner.Next()
		if err != nil {
			return append([]row{}, slices.Concat(rows...)...), ignoreEOF(err)
		}
		i, r, err := valuesOf(results, line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", scanner.Line(), err)
		}
		rows[i] = append(rows[i], r)
	}
}

// valuesOf reads one row: of the only result, or of the one that it names beside the row.
func valuesOf(results []*resultRows, line []byte) (result int, r row, err error) {
	r = row{}
	if results[0].name != "" {
		var said struct {
			Result string
			Row    json.RawMessage
		}
		if err := json.Unmarshal(line, &said); err != nil {
			return 0, nil, err
		}
		result = slices.Index(results, resultNamed(results, said.Result))
		if result < 0 || said.Row == nil {
			return 0, nil, fmt.Errorf(`of several results a line is {"result": %q, "row": {…}}`, results[0].name)
		}
		r["(result)"], line = said.Result, said.Row
	}
	columns := results[result].columns
	d := ndjson.NewDecoder(columns, nil)
	if err := d.Decode(line); err != nil {
		return 0, nil, err
	}
	if missing := d.Missing(); len(missing) > 0 {
		return 0, nil, fmt.Errorf("the column %q is missing", missing[0])
	}
	for _, c := range columns {
		r[c.Name] = canonical(c.Field.AppendJSON(nil), false)
	}
	for _, name := range d.Names() {
		if _, ok := r[name]; !ok {
			return 0, nil, fmt.Errorf("the rule gives no column %q", name)
		}
	}
	return result, r, nil
}

// canonical sorts the members of a dynamic value, and the elements of its arrays where these are sets.
func canonical(value []byte, sets bool) string {
	if value[0] != '{' && value[0] != '[' {
		return string(value)
	}
	dec := json.NewDecoder(bytes.NewReader(value))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return string(value)
	}
	if sets {
		sortArrays(v)
	}
	return jsonText(v)
}

// sortArrays sorts all arrays in a value by the text of their elements.
func sortArrays(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, member := range v {
			sortArrays(member)
		}
	case []any:
		for _, element := range v {
			sortArrays(element)
		}
		slices.SortFunc(v, func(a, b any) int { return strings.Compare(jsonText(a), jsonText(b)) })
	}
}

func jsonText(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // it has been decoded
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
