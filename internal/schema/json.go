package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/internal/types"
)

type jsonColumn struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Optional bool   `json:"optional"`
}

type jsonFunction struct {
	Name       string          `json:"name"`
	Parameters json.RawMessage `json:"parameters"`
	Columns    []jsonColumn    `json:"columns"`
	Open       bool            `json:"open"`
	Body       string          `json:"body"`
}

// reader walks JSON by tokens and knows the line.
type reader struct {
	file, text string
	dec        *json.Decoder
	// at is a place of the text, and lines the number of line ends before it.
	at, lines int
	columns   []types.Column // of a table, until all are read
}

func (s *Schema) addJSON(file, text string) error {
	if tables, ok := plainTables(file, text); ok {
		s.tables = tables
		return nil
	}
	return s.decodeJSON(file, text)
}

func (s *Schema) decodeJSON(file, text string) error {
	r := &reader{file: file, text: text, dec: json.NewDecoder(strings.NewReader(text))}
	first, err := r.dec.Token()
	if err != nil {
		return r.wrap(err)
	}
	if first == json.Delim('[') {
		err = s.addJSONFunctions(r)
	} else {
		err = s.addJSONTables(r)
	}
	if err != nil {
		return err
	}
	if _, err = r.dec.Token(); err != nil {
		return r.wrap(err)
	}
	line := r.line()
	if _, err := r.dec.Token(); err != io.EOF {
		return r.errorf(line, "there is more behind the closing bracket")
	}
	return nil
}

// line is the line of the value that comes next.
func (r *reader) line() int {
	offset := int(r.dec.InputOffset())
	for offset < len(r.text) && strings.IndexByte(" \t\r\n,:", r.text[offset]) >= 0 {
		offset++
	}
	r.lines += strings.Count(r.text[r.at:offset], "\n")
	r.at = offset
	return 1 + r.lines
}

func (r *reader) errorf(line int, format string, args ...any) error {
	return &Error{r.file, line, fmt.Sprintf(format, args...)}
}

func (r *reader) wrap(err error) error {
	if err == nil {
		return nil
	}
	if e := (*Error)(nil); errors.As(err, &e) {
		return err
	}
	offset, text := int(r.dec.InputOffset()), strings.TrimPrefix(err.Error(), "json: ")
	var syntax *json.SyntaxError
	var value *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		offset, text = len(r.text), "the file ends before its brackets close"
	case errors.As(err, &syntax):
		offset = int(syntax.Offset)
	case errors.As(err, &value) && value.Field == "":
		text = "want an object, found " + found[value.Value]
	case errors.As(err, &value):
		text = fmt.Sprintf("%q is %s, not %s", value.Field, wanted[value.Type.Kind()], found[value.Value])
	}
	line := 1 + strings.Count(r.text[:min(max(offset, 0), len(r.text))], "\n")
	return r.errorf(line, "%s", text)
}

// wanted is what a field is by the kind of its type, found what it is by the decoder's word.
var (
	wanted = map[reflect.Kind]string{reflect.String: "a text", reflect.Bool: "true or false", reflect.Slice: "a list", reflect.Struct: "an object"}
	found  = map[string]string{"string": "a text", "bool": "true or false", "array": "a list", "object": "an object", "number": "a number"}
)

// addJSONTables reads {"Table": [columns], …}, or {"functions": [functions]}.
func (s *Schema) addJSONTables(r *reader) error {
	for r.dec.More() {
		line := r.line()
		key, err := r.dec.Token()
		if err != nil {
			return r.wrap(err)
		}
		name := key.(string) // The decoder gives nothing else for a key.
		list, err := r.dec.Token()
		switch {
		case err != nil:
			return r.wrap(err)
		case list != json.Delim('[') && name == functionsKey:
			return r.errorf(line, "%q wants a list of functions", name)
		case list != json.Delim('['):
			return r.errorf(line, "table %q wants a list of columns", name)
		}
		if name == functionsKey {
			err = s.addJSONFunctions(r)
		} else {
			err = s.addJSONTable(r, name, line)
		}
		if err != nil {
			return err
		}
		if _, err := r.dec.Token(); err != nil {
			return r.wrap(err)
		}
	}
	return nil
}

// functionsKey is the name that stands for no table.
const functionsKey = "functions"

func (s *Schema) addJSONTable(r *reader, name string, line int) error {
	if s.tables[name] != nil {
		return r.errorf(line, "%q is declared twice", name)
	}
	r.columns = r.columns[:0]
	for r.dec.More() {
		at := r.line()
		var c jsonColumn
		if err := r.dec.Decode(&c); err != nil {
			return r.wrap(err)
		}
		column, problem := c.column()
		if _, twice := types.Find(r.columns, column.Name); problem == "" && twice {
			problem = fmt.Sprintf("column %q is declared twice", column.Name)
		}
		if problem != "" {
			return r.errorf(at, "table %q: %s", name, problem)
		}
		r.columns = append(r.columns, column)
	}
	s.tables[name] = jsonTable(r.file, name, line, slices.Clone(r.columns))
	return nil
}

func jsonTable(file, name string, line int, columns []types.Column) *Table {
	typ := &types.Table{Name: name, Columns: columns}
	t := &Table{Name: name, Source: Sentinel, File: file, Line: line}
	t.typ = func() (*types.Table, error) { return typ, nil }
	return t
}

func (c jsonColumn) column() (types.Column, string) {
	if c.Name == "" {
		return types.Column{}, "a column has no name"
	}
	t, ok := types.Named(c.Type)
	if !ok || t > types.Dynamic {
		return types.Column{}, fmt.Sprintf("column %q has the unknown type %q", c.Name, c.Type)
	}
	return types.Column{Name: c.Name, Type: t}, ""
}

func (s *Schema) addJSONFunctions(r *reader) error {
	for r.dec.More() {
		line := r.line()
		var j jsonFunction
		if err := r.dec.Decode(&j); err != nil {
			return r.wrap(err)
		}
		if s.functions[j.Name] != nil {
			return r.errorf(line, "%q is declared twice", j.Name)
		}
		f, problem := j.function()
		if problem != "" {
			return r.errorf(line, "function %q: %s", j.Name, problem)
		}
		f.File, f.Line, f.BodyLine = r.file, line, line
		s.functions[f.Name] = f
	}
	return nil
}

func (j jsonFunction) function() (f *Function, problem string) {
	f = &Function{Name: j.Name}
	if j.Name == "" {
		return nil, "it has no name"
	}
	if j.Body != "" {
		f.Body = j.Body
		if err := json.Unmarshal(j.Parameters, &f.ParamText); err != nil {
			return nil, `with a body, "parameters" are a text`
		}
		return f, ""
	}
	f.Result = &types.Table{Open: j.Open}
	for _, c := range j.Columns {
		column, problem := c.column()
		if _, twice := types.Find(f.Result.Columns, column.Name); problem == "" && twice {
			problem = fmt.Sprintf("column %q is declared twice", column.Name)
		}
		if problem != "" {
			return nil, problem
		}
		f.Result.Columns = append(f.Result.Columns, column)
	}
	var params []jsonColumn
	if j.Parameters != nil {
		if err := json.Unmarshal(j.Parameters, &params); err != nil {
			return nil, `without a body, "parameters" are a list of name, type and optional`
		}
	}
	for _, p := range params {
		column, problem := p.column()
		if problem != "" {
			return nil, strings.Replace(problem, "column", "parameter", 1)
		}
		f.Params = append(f.Params, Param{column.Name, column.Type, p.Optional})
	}
	return f, ""
}
