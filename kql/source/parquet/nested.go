package parquet

import (
	"bytes"
	"io"

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
	for _, e := range c.shape.leaves {
		if err := e.seek(row); err != nil {
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
func (c *nested) open(g *format.RowGroup) {
	for _, e := range c.shape.leaves {
		e.leaf.open(g)
		e.at, e.row = 0, 0
	}
}

// entries are those of a leaf, one after the other: its values, and what stands for one that is not there.
type entries struct {
	*leaf
	at  int   // of the page
	row int64 // of the entry that comes next, if it begins one; otherwise the one behind
}

// peek goes on to the page of the entry that comes next; false at the end of the group.
func (e *entries) peek() (bool, error) {
	for e.at == int(e.page.end-e.page.start) {
		if err := e.next(); err == io.EOF {
			return false, nil
		} else if err != nil {
			return false, err
		}
		e.at = 0
	}
	return true, e.read()
}

// repeats and defines are the levels of the entry that comes next, which peek has gone to.
func (e *entries) repeats() uint8 { return e.page.repeated.at(e.at) }
func (e *entries) defines() uint8 { return e.page.defined.at(e.at) }

// pop takes the entry that comes next, which has to be there, and returns its value, nil for none.
func (e *entries) pop() ([]byte, error) {
	ok, err := e.peek()
	if err != nil || !ok {
		return nil, unexpected(err)
	}
	value, _, err := e.entry(e.at)
	if e.repeats() == 0 {
		e.row++
	}
	e.at++
	return value, err
}

// seek passes over the entries before a row. Pages that begin and end with a row are not read for it.
func (e *entries) seek(row int64) error {
	for {
		if rows := e.page.rows; e.at == 0 && !e.page.read && rows > 0 && e.row+rows <= row {
			e.at, e.row = int(e.page.end-e.page.start), e.row+rows
		}
		ok, err := e.peek()
		if err != nil || !ok {
			return unexpected(err)
		}
		if e.repeats() == 0 {
			if e.row == row {
				return nil
			}
			e.row++
		}
		e.at++
	}
}

// shape is a part of a nested column.
type shape struct {
	name string
	form form
	// defined is the level from which on it is not null, some that from which on a list or map has an element, repeated that
	// of the repetition of elements.
	defined, some, repeated uint8
	parts                   []*shape // the members of an object, the element of a list, the key and the value of a map
	leaves                  []*entries
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

// shapeOf describes a node.
func (r *Reader) shapeOf(n *node) *shape {
	if n.isRepeated() { // without a group that says that it is a list
		s := &shape{name: n.name, form: list, defined: n.defined - 1, some: n.defined, repeated: n.repeated}
		return s.with(r.partsOf(n, ""))
	}
	_, isList := n.logical.(*format.ListType)
	_, isMap := n.logical.(*format.MapType)
	if !isList && !isMap || len(n.parts) != 1 || !n.parts[0].isRepeated() {
		return r.partsOf(n, n.name)
	}
	between := n.parts[0]
	s := &shape{name: n.name, form: list, defined: n.defined, some: between.defined, repeated: between.repeated}
	inner := r.partsOf(between, "")
	switch {
	case isMap && len(inner.parts) == 2:
		s.form = mapping
		s.with(inner.parts[0])
		return s.with(inner.parts[1])
	case inner.form == object && len(inner.parts) == 1 && between.name != "array" && between.name != n.name+"_tuple":
		return s.with(inner.parts[0]) // the group between a list and its elements
	}
	return s.with(inner)
}

// partsOf describes what a node holds, whatever its repetition.
func (r *Reader) partsOf(n *node, name string) *shape {
	s := &shape{name: name, defined: n.defined}
	if n.isLeaf {
		s.leaves = []*entries{{leaf: newLeaf(r.file, n, &r.scratch, true)}}
		s.value, s.number = natural(n)
		s.convert = converterOf(n, s.value)
		return s
	}
	s.form = object
	for _, part := range n.parts {
		s.with(r.shapeOf(part))
	}
	return s
}

func (s *shape) with(part *shape) *shape {
	s.parts = append(s.parts, part)
	s.leaves = append(s.leaves, part.leaves...)
	return s
}

// natural is a column of the type that values of a leaf have by themselves, and whether that is decimal.
func natural(n *node) (c kql.Column, isDecimal bool) {
	switch l := n.logical.(type) {
	case *format.TimestampType, *format.DateType:
		return kql.Col("", new(kql.Null[kql.DateTime])), false
	case *format.TimeType:
		return kql.Col("", new(kql.Null[kql.TimeSpan])), false
	case *format.DecimalType:
		return kql.Col("", new(kql.Null[kql.Decimal])), true
	case *format.Float16Type:
		return kql.Col("", new(kql.Null[float64])), false
	case *format.JsonType:
		return kql.Col("", new(kql.Dynamic)), false
	case *format.IntType:
		if !l.IsSigned && n.kind == format.Int64 {
			return kql.Col("", new(kql.Null[kql.Decimal])), true
		}
	}
	switch n.kind {
	case format.Boolean:
		return kql.Col("", new(kql.Null[bool])), false
	case format.Int32, format.Int64:
		return kql.Col("", new(kql.Null[int64])), false
	case format.Float, format.Double:
		return kql.Col("", new(kql.Null[float64])), false
	case format.Int96:
		return kql.Col("", new(kql.Null[kql.DateTime])), false
	}
	return kql.Col("", new(string)), false
}

// appendJSON takes the values of one element from the leaves.
func (s *shape) appendJSON(out []byte) ([]byte, error) {
	first := s.leaves[0]
	if ok, err := first.peek(); err != nil || !ok {
		return out, unexpected(err)
	}
	switch {
	case first.defines() < s.defined:
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
	if err == nil && v == nil {
		err = errDamaged
	}
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
		next := s.leaves[0]
		ok, err := next.peek()
		switch {
		case err != nil:
			return out, err
		case first && next.defines() < s.some:
			return append(out, end), s.pass()
		case !first && (!ok || next.repeats() != s.repeated):
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
