package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql/source/file"
)

// export is a result as a service exports it: rows of cells, by the names of columns as the file has them.
type export struct {
	file  string
	names []string
	rows  []exportRow
}

type exportRow struct {
	number int // of the row, from 1
	cells  map[string]cell
}

// cell is a value as text, or as JSON that is no text.
type cell struct {
	text string
	json bool
}

// readExport reads CSV with a header, JSON objects one after the other or in an array, and the answers of the services'
// interfaces: {"tables": [{"columns", "rows"}]} of Log Analytics, {"results": […]} of Defender.
func readExport(name string) (*export, error) {
	in, err := file.Open(name)
	if err != nil {
		return nil, fmt.Errorf("--expect: %w", err)
	}
	defer in.Close()
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("--expect: %w", err)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	e := &export{file: name}
	if start := bytes.TrimLeft(text, " \t\r\n"); len(start) > 0 && (start[0] == '{' || start[0] == '[') {
		err = e.readJSON(text)
	} else {
		err = e.readCSV(text)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return e, nil
}

// all tells whether all rows have a text in a column.
func (e *export) all(name, text string) bool {
	return !slices.ContainsFunc(e.rows, func(r exportRow) bool { return r.cells[name].text != text })
}

func (e *export) add(cells map[string]cell) {
	e.rows = append(e.rows, exportRow{len(e.rows) + 1, cells})
}

func (e *export) readCSV(text []byte) error {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = separator(text)
	names, err := r.Read()
	if errors.Is(err, io.EOF) {
		return errors.New("the file is empty; a result without rows is a line with the names of the columns, or []")
	}
	if err != nil {
		return err
	}
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	e.names = names
	for {
		record, err := r.Read()
		if err != nil {
			return ignoreEOF(err)
		}
		cells := map[string]cell{}
		for i, text := range record {
			cells[names[i]] = cell{text: text}
		}
		e.add(cells)
	}
}

// separator is what most often stands between the names of a header: programs write CSV by the customs of a country.
func separator(text []byte) rune {
	header, _, _ := bytes.Cut(text, []byte("\n"))
	best := ','
	for _, c := range ";\t" {
		if bytes.ContainsRune(header, c) && bytes.Count(header, []byte(string(c))) > bytes.Count(header, []byte(string(best))) {
			best = c
		}
	}
	return best
}

func (e *export) readJSON(text []byte) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	for {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return ignoreEOF(err)
		}
		if err := e.value(raw); err != nil {
			return err
		}
	}
}

// value takes an array of objects, an answer of a service, or one row.
func (e *export) value(raw json.RawMessage) error {
	if raw[0] == '[' {
		var list []json.RawMessage
		if err := json.Unmarshal(raw, &list); err != nil {
			return err
		}
		return e.objects(list)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return errors.New("expected rows as JSON objects")
	}
	for name, value := range members {
		var list []json.RawMessage
		switch strings.ToLower(name) {
		case "tables":
			return e.tables(value)
		case "results":
			if json.Unmarshal(value, &list) == nil {
				return e.objects(list)
			}
		}
	}
	return e.object(members)
}

func (e *export) objects(list []json.RawMessage) error {
	for _, raw := range list {
		var members map[string]json.RawMessage
		if err := json.Unmarshal(raw, &members); err != nil {
			return errors.New("expected rows as JSON objects")
		}
		if err := e.object(members); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) object(members map[string]json.RawMessage) error {
	cells := map[string]cell{}
	for name, raw := range members {
		if !slices.Contains(e.names, name) {
			e.names = append(e.names, name)
		}
		cells[name] = jsonCell(raw)
	}
	e.add(cells)
	return nil
}

// tables takes the first table of an answer of Log Analytics.
func (e *export) tables(raw json.RawMessage) error {
	var tables []struct {
		Columns []struct{ Name string }
		Rows    [][]json.RawMessage
	}
	if err := json.Unmarshal(raw, &tables); err != nil || len(tables) == 0 {
		return errors.New(`expected {"tables": [{"columns": [{"name": …}], "rows": [[…]]}]}`)
	}
	for _, c := range tables[0].Columns {
		e.names = append(e.names, c.Name)
	}
	for _, values := range tables[0].Rows {
		if len(values) != len(e.names) {
			return fmt.Errorf("row %d has %d values for %d columns", len(e.rows)+1, len(values), len(e.names))
		}
		cells := map[string]cell{}
		for i, raw := range values {
			cells[e.names[i]] = jsonCell(raw)
		}
		e.add(cells)
	}
	return nil
}

func jsonCell(raw json.RawMessage) cell {
	var text string
	switch {
	case string(raw) == "null":
		return cell{}
	case raw[0] == '"' && json.Unmarshal(raw, &text) == nil:
		return cell{text: text}
	}
	return cell{text: string(raw), json: true}
}
