package parquet

import (
	"bytes"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/kqlc/kqlc/kql"
)

// nested is the cursor of a column of objects, lists or maps, which are read as JSON.
type nested struct {
	kql.Column
	shape *shape
	json  []byte
}

func (c *nested) set(row int64) error {
	for _, l := range c.shape.leaves {
		if err := l.seek(row); err != nil {
			return err
		}
	}
	out, err := c.shape.appendJSON(c.json[:0])
	if err != nil {
		return err
	}
	if c.json = out; string(out) == "null" || !c.Field.SetJSON(out) {
		c.Field.SetNull()
	}
	return nil
}

// open starts to read a row group.
func (c *nested) open(g parquet.RowGroup) {
	c.close()
	for _, l := range c.shape.leaves {
		*l = leaf{index: l.index, pages: g.ColumnChunks()[l.index].Pages()}
	}
}

func (c *nested) close() {
	for _, l := range c.shape.leaves {
		if l.pages != nil {
			l.pages.Close()
		}
	}
}

// leaf reads the values of a leaf one after the other.
type leaf struct {
	index  int
	pages  parquet.Pages
	values parquet.ValueReader
	buffer [64]parquet.Value
	at, n  int
	row    int64 // of the value that comes next, if it begins one; otherwise the one behind
	ended  bool
}

// peek is the value that comes next; false at the end of the group.
func (l *leaf) peek() (parquet.Value, bool, error) {
	for l.at == l.n {
		if l.ended {
			return parquet.Value{}, false, nil
		}
		if l.values == nil {
			page, err := l.pages.ReadPage()
			if err == io.EOF {
				l.ended = true
				continue
			}
			if err != nil {
				return parquet.Value{}, false, err
			}
			l.values = page.Values()
		}
		n, err := l.values.ReadValues(l.buffer[:])
		if l.at, l.n = 0, n; err == io.EOF || err == nil && n == 0 {
			l.values = nil
		} else if err != nil {
			return parquet.Value{}, false, err
		}
	}
	return l.buffer[l.at], true, nil
}

// pop takes the value that comes next, which is there.
func (l *leaf) pop() (parquet.Value, error) {
	v, ok, err := l.peek()
	if err == nil && !ok {
		err = errDamaged
	}
	if l.at++; v.RepetitionLevel() == 0 {
		l.row++
	}
	return v, err
}

// seek passes over the values before a row.
func (l *leaf) seek(row int64) error {
	for {
		v, ok, err := l.peek()
		if err != nil || !ok || v.RepetitionLevel() == 0 && l.row == row {
			return unexpectedUnless(ok, err)
		}
		if _, err := l.pop(); err != nil {
			return err
		}
	}
}

func unexpectedUnless(ok bool, err error) error {
	if ok {
		return err
	}
	return unexpected(err)
}

// shape is a part of a nested column.
type shape struct {
	name string
	form form
	// defined is the level from which on it is not null, some that from which on a list or map has an element, repeated that
	// of the repetition of elements.
	defined, some, repeated int
	parts                   []*shape // the members of an object, the element of a list, the key and the value of a map
	leaves                  []*leaf
	value                   kql.Column // what a leaf is read into
	number                  bool       // which is a decimal: a number, though alone it is written as text
	convert                 converter
}

type form uint8

const (
	single form = iota
	object
	list
	mapping
)

// shapeOf describes a node. Leaves are numbered from next on.
func shapeOf(node parquet.Node, name string, defined, repeated int, next *int) *shape {
	if node.Repeated() { // without a group that says that it is a list
		s := &shape{name: name, form: list, defined: defined, some: defined + 1, repeated: repeated + 1}
		return s.with(partsOf(node, "", defined+1, repeated+1, next))
	}
	if node.Optional() {
		defined++
	}
	fields := []parquet.Field(nil)
	if !node.Leaf() {
		fields = node.Fields()
	}
	logical := logicalOf(node)
	_, isList := logical.(*format.ListType)
	_, isMap := logical.(*format.MapType)
	if (isList || isMap) && len(fields) == 1 && fields[0].Repeated() {
		s := &shape{name: name, form: list, defined: defined, some: defined + 1, repeated: repeated + 1}
		inner := partsOf(fields[0], "", defined+1, repeated+1, next)
		switch {
		case isMap && len(inner.parts) == 2:
			s.form = mapping
			s.with(inner.parts[0])
			return s.with(inner.parts[1])
		case inner.form == object && len(inner.parts) == 1 && fields[0].Name() != "array" && fields[0].Name() != name+"_tuple":
			return s.with(inner.parts[0]) // the group between a list and its elements
		}
		return s.with(inner)
	}
	return partsOf(node, name, defined, repeated, next)
}

// partsOf describes what a node holds, whatever its repetition.
func partsOf(node parquet.Node, name string, defined, repeated int, next *int) *shape {
	s := &shape{name: name, defined: defined}
	if node.Leaf() {
		s.leaves = []*leaf{{index: *next}}
		*next++
		s.value, s.number = natural(node)
		s.convert = converterOf(node, s.value)
		return s
	}
	s.form = object
	for _, f := range node.Fields() {
		s.with(shapeOf(f, f.Name(), defined, repeated, next))
	}
	return s
}

func (s *shape) with(part *shape) *shape {
	s.parts = append(s.parts, part)
	s.leaves = append(s.leaves, part.leaves...)
	return s
}

func logicalOf(node parquet.Node) any {
	if l := node.Type().LogicalType(); l != nil {
		return l.Value
	}
	return nil
}

// natural is a column of the type that values of a leaf have by themselves, and whether that is decimal.
func natural(node parquet.Node) (c kql.Column, isDecimal bool) {
	switch l := logicalOf(node).(type) {
	case *format.TimestampType, *format.DateType:
		return kql.Col("", new(kql.Null[kql.DateTime])), false
	case *format.TimeType:
		return kql.Col("", new(kql.Null[kql.TimeSpan])), false
	case *format.DecimalType:
		return kql.Col("", new(kql.Null[kql.Decimal])), true
	case *format.JsonType:
		return kql.Col("", new(kql.Dynamic)), false
	case *format.IntType:
		if !l.IsSigned && node.Type().Kind() == parquet.Int64 {
			return kql.Col("", new(kql.Null[kql.Decimal])), true
		}
	}
	switch node.Type().Kind() {
	case parquet.Boolean:
		return kql.Col("", new(kql.Null[bool])), false
	case parquet.Int32, parquet.Int64:
		return kql.Col("", new(kql.Null[int64])), false
	case parquet.Float, parquet.Double:
		return kql.Col("", new(kql.Null[float64])), false
	case parquet.Int96:
		return kql.Col("", new(kql.Null[kql.DateTime])), false
	}
	return kql.Col("", new(string)), false
}

// appendJSON takes the values of one element from the leaves.
func (s *shape) appendJSON(out []byte) ([]byte, error) {
	first, ok, err := s.leaves[0].peek()
	if err != nil || !ok {
		return out, unexpectedUnless(ok, err)
	}
	switch {
	case first.DefinitionLevel() < s.defined:
		return append(out, "null"...), s.pass()
	case s.form == single:
		return s.appendValue(out)
	case s.form == object:
		return s.appendObject(out)
	case s.form == mapping:
		return s.appendElements(out, '{', '}')
	}
	return s.appendElements(out, '[', ']')
}

// pass takes one value of each leaf, for what is not there.
func (s *shape) pass() error {
	for _, l := range s.leaves {
		if _, err := l.pop(); err != nil {
			return err
		}
	}
	return nil
}

func (s *shape) appendValue(out []byte) ([]byte, error) {
	v, err := s.leaves[0].pop()
	if err != nil {
		return out, err
	}
	from := len(out)
	s.convert(v)
	out = s.value.Field.AppendJSON(out)
	if s.number {
		return append(out[:from], bytes.Trim(out[from:], `"`)...), nil
	}
	return out, nil
}

func (s *shape) appendObject(out []byte) (_ []byte, err error) {
	out = append(out, '{')
	for i, part := range s.parts {
		if i > 0 {
			out = append(out, ',')
		}
		name := part.name
		out = append(kql.Col("", &name).Field.AppendJSON(out), ':')
		if out, err = part.appendJSON(out); err != nil {
			return out, err
		}
	}
	return append(out, '}'), nil
}

// appendElements takes the elements of a list or map.
func (s *shape) appendElements(out []byte, begin, end byte) ([]byte, error) {
	out = append(out, begin)
	for first := true; ; first = false {
		v, ok, err := s.leaves[0].peek()
		switch {
		case err != nil:
			return out, err
		case first && v.DefinitionLevel() < s.some:
			return append(out, end), s.pass()
		case !first && (!ok || v.RepetitionLevel() != s.repeated):
			return append(out, end), nil
		case !first:
			out = append(out, ',')
		}
		if out, err = s.appendElement(out); err != nil {
			return out, err
		}
	}
}

// appendElement takes the element of a list, or a key and its value of a map.
func (s *shape) appendElement(out []byte) (_ []byte, err error) {
	if s.form == list {
		return s.parts[0].appendJSON(out)
	}
	from := len(out)
	if out, err = s.parts[0].appendJSON(out); err != nil {
		return out, err
	}
	if out[from] != '"' {
		key := string(out[from:])
		out = kql.Col("", &key).Field.AppendJSON(out[:from])
	}
	return s.parts[1].appendJSON(append(out, ':'))
}
