package kql

import (
	"slices"
	"strings"
)

// Result is the result of a rule some of whose columns depend on data: how many there are, or of which type. Its rows are
// kept until the input has ended.
type Result interface {
	// Columns gives the columns, once all rows are known.
	Columns() []Column
	// Each calls emit for every row, with the row's values in the columns.
	Each(emit func())
}

// Found implements [Result] for rows R, whose fixed fields Result binds.
type Found[R any] struct {
	row     *R
	fields  []FoundField
	rows    []R
	columns []Column
	// others are the columns of each bag of others, by its field.
	others map[*Dynamic][]*foundColumn
}

// FoundField is a field of a row of [Found]: a column whose type is settled, one whose type its values give, or a bag of
// columns.
type FoundField struct {
	column Column
	value  *Dynamic // nil where the type is settled
	bag    bool
	// sorted puts the columns of the bag in the order of their names; otherwise they come as they are found first. named
	// are columns beside the bag that have their place among its columns.
	sorted bool
	named  []FoundField
}

// Settled is a column whose type is settled.
func Settled(c Column) FoundField { return FoundField{column: c} }

// Untyped is a column of dynamics that has the type of its values, if all have one; nulls do not count.
func Untyped(name string, p *Dynamic) FoundField {
	return FoundField{column: Column{Name: name}, value: p}
}

// Others is a bag of columns. named are columns beside the bag that have their place among its columns.
func Others(p *Dynamic, sorted bool, named ...FoundField) FoundField {
	return FoundField{value: p, bag: true, sorted: sorted, named: named}
}

// NewFound returns a result whose fields are those of row.
func NewFound[R any](row *R, fields ...FoundField) *Found[R] {
	return &Found[R]{row: row, fields: fields}
}

// Add keeps a row, whose texts have to outlive the input they came from.
func (f *Found[R]) Add(row *R) { f.rows = append(f.rows, *row) }

// foundColumn is a column whose type its values give.
type foundColumn struct {
	name  string
	kind  DynamicKind
	mixed bool
	value Dynamic
}

// see notes a value.
func (c *foundColumn) see(v Dynamic) {
	switch {
	case v.IsNull():
	case c.kind == NullKind:
		c.kind = v.Kind()
	case c.kind != v.Kind():
		c.mixed = true
	}
}

// kindTypes are the types of columns of values of one kind; arrays and bags are dynamics.
var kindTypes = map[DynamicKind]Type{
	BoolKind: TypeBool, LongKind: TypeLong, RealKind: TypeReal, StringKind: TypeString, DateTimeKind: TypeDateTime,
	TimeSpanKind: TypeTimeSpan, GUIDKind: TypeGUID, DecimalKind: TypeDecimal,
}

func (c *foundColumn) column() Column {
	t, ok := kindTypes[c.kind]
	if !ok || c.mixed {
		t = TypeDynamic
	}
	return Column{Name: c.name, Type: t, Field: foundValue{dynamicField{&c.value}, t}}
}

// foundValue is the value of a column whose type was found.
type foundValue struct {
	dynamicField
	t Type
}

// AppendJSON implements [Field]: a text is never null.
func (v foundValue) AppendJSON(dst []byte) []byte {
	if v.t == TypeString && v.p.IsNull() {
		return append(dst, `""`...)
	}
	return v.dynamicField.AppendJSON(dst)
}

// Columns implements [Result].
func (f *Found[R]) Columns() []Column {
	f.others = map[*Dynamic][]*foundColumn{}
	for i := range f.rows {
		*f.row = f.rows[i]
		for _, field := range f.fields {
			f.see(field)
		}
	}
	for _, field := range f.fields {
		if field.value == nil {
			f.columns = append(f.columns, field.column)
			continue
		}
		found := f.others[field.value]
		if found == nil && !field.bag {
			found = []*foundColumn{{name: field.column.Name}}
			f.others[field.value] = found
		}
		if !field.bag {
			f.columns = append(f.columns, found[0].column())
			continue
		}
		f.group(field, found)
	}
	return f.columns
}

// group adds the columns of a bag, and those named beside it; those without a value in any row are none.
func (f *Found[R]) group(bag FoundField, found []*foundColumn) {
	found = slices.Clone(found)
	for _, n := range bag.named {
		found = append(found, f.others[n.value]...)
	}
	found = slices.DeleteFunc(found, func(c *foundColumn) bool { return c.kind == NullKind })
	if bag.sorted {
		slices.SortStableFunc(found, func(a, b *foundColumn) int { return strings.Compare(a.name, b.name) })
	}
	for _, c := range found {
		f.columns = append(f.columns, c.column())
	}
}

// see notes the values of a row in one field.
func (f *Found[R]) see(field FoundField) {
	for _, n := range field.named {
		f.see(n)
	}
	switch {
	case field.value == nil:
	case field.bag:
		field.value.each(func(key string, v Dynamic) bool {
			f.columnOf(field.value, key).see(v)
			return true
		})
	default:
		f.columnOf(field.value, field.column.Name).see(*field.value)
	}
}

// columnOf is the column of a name in a field, made where it is new.
func (f *Found[R]) columnOf(field *Dynamic, name string) *foundColumn {
	for _, c := range f.others[field] {
		if c.name == name {
			return c
		}
	}
	c := &foundColumn{name: strings.Clone(name)}
	f.others[field] = append(f.others[field], c)
	return c
}

// Each implements [Result].
func (f *Found[R]) Each(emit func()) {
	for i := range f.rows {
		*f.row = f.rows[i]
		for _, field := range f.fields {
			f.set(field)
		}
		emit()
	}
}

// set puts the values of a row into the columns of a field.
func (f *Found[R]) set(field FoundField) {
	for _, n := range field.named {
		f.set(n)
	}
	switch {
	case field.value == nil:
	case field.bag:
		for _, c := range f.others[field.value] {
			c.value = Member(*field.value, c.name)
		}
	default:
		if c := f.others[field.value]; c != nil {
			c[0].value = *field.value
		}
	}
}
