package kql

import "slices"

// BuildSchema is buildschema(): the least description that all values fit. A scalar is described by its type's name, a
// bag by a bag of descriptions, an array by {"`indexer`": …}, and several of these by an array
// (Kusto: buildschema-aggregation-function).
type BuildSchema struct{ root shape }

// shape describes a place of a document.
type shape struct {
	scalars []string
	isBag   bool
	keys    []string
	members []*shape
	element *shape
}

// Add takes in v.
func (s *BuildSchema) Add(v Dynamic) {
	if !v.IsNull() {
		s.root.add(v)
	}
}

func (s *shape) add(v Dynamic) {
	switch v.Kind() {
	case BagKind:
		s.isBag = true
		for k, v := range members(v) {
			s.member(k).add(v)
		}
	case ArrayKind:
		e := s.indexer()
		for _, v := range v.Elements() {
			e.add(v)
		}
	default:
		s.scalar(dynamicTypeNames[v.Kind()])
	}
}

// dynamicTypeNames are what gettype() says of scalars.
var dynamicTypeNames = map[DynamicKind]string{
	NullKind: "null", BoolKind: "bool", LongKind: "long", RealKind: "double", StringKind: "string",
	DateTimeKind: "datetime", TimeSpanKind: "timespan", GUIDKind: "guid", DecimalKind: "decimal",
}

func (s *shape) scalar(name string) {
	if !slices.Contains(s.scalars, name) {
		s.scalars = append(s.scalars, name)
	}
}

func (s *shape) member(key string) *shape {
	if i := slices.Index(s.keys, key); i >= 0 {
		return s.members[i]
	}
	m := &shape{}
	s.keys = append(s.keys, keep(key))
	s.members = append(s.members, m)
	return m
}

func (s *shape) indexer() *shape {
	if s.element == nil {
		s.element = &shape{}
	}
	return s.element
}

// Merge takes in the values of other.
func (s *BuildSchema) Merge(other *BuildSchema) { s.root.merge(&other.root) }

func (s *shape) merge(other *shape) {
	for _, name := range other.scalars {
		s.scalar(name)
	}
	s.isBag = s.isBag || other.isBag
	for i, k := range other.keys {
		s.member(k).merge(other.members[i])
	}
	if other.element != nil {
		s.indexer().merge(other.element)
	}
}

// Result is the description, null without a value.
func (s *BuildSchema) Result() Dynamic {
	if len(s.root.scalars) == 0 && !s.root.isBag && s.root.element == nil {
		return Dynamic{}
	}
	return s.root.describe()
}

func (s *shape) describe() Dynamic {
	var forms []Dynamic
	for _, name := range s.scalars {
		forms = append(forms, DynamicString(name))
	}
	if s.isBag {
		values := make([]Dynamic, len(s.members))
		for i, m := range s.members {
			values[i] = m.describe()
		}
		forms = append(forms, DynamicBag(s.keys, values))
	}
	if s.element != nil {
		forms = append(forms, DynamicBag([]string{"`indexer`"}, []Dynamic{s.element.describe()}))
	}
	if len(forms) == 1 {
		return forms[0]
	}
	return DynamicArray(forms)
}

// AppendState appends the state.
func (s *BuildSchema) AppendState(dst []byte) []byte { return s.root.AppendState(dst) }

// ReadState reads a state.
func (s *BuildSchema) ReadState(src []byte) ([]byte, error) {
	s.root = shape{}
	return s.root.ReadState(src)
}

// AppendState appends the shape and those below it.
func (s *shape) AppendState(dst []byte) []byte {
	dst = appendSlice(appendSlice(AppendValue(dst, s.isBag), s.scalars), s.keys)
	for _, m := range s.members {
		dst = m.AppendState(dst)
	}
	dst = AppendValue(dst, s.element != nil)
	if s.element != nil {
		dst = s.element.AppendState(dst)
	}
	return dst
}

// ReadState reads what AppendState wrote.
func (s *shape) ReadState(src []byte) ([]byte, error) {
	src, err := readAll(src, reads(&s.isBag),
		func(src []byte) ([]byte, error) { return readSlice(src, &s.scalars) },
		func(src []byte) ([]byte, error) { return readSlice(src, &s.keys) })
	if err != nil {
		return nil, err
	}
	for range s.keys {
		m := &shape{}
		if src, err = m.ReadState(src); err != nil {
			return nil, err
		}
		s.members = append(s.members, m)
	}
	var element bool
	if src, err = ReadValue(src, &element); err != nil || !element {
		return src, err
	}
	return s.indexer().ReadState(src)
}
