package kql

// Columns are the columns of a row, in order: each method adds one and binds it to a field of the row. They are neither generic
// nor inlined, so that they are compiled once: generated code has a call for each column.
type Columns []Column

func (c *Columns) add(name string, t Type, f Field) {
	*c = append(*c, Column{Name: name, Type: t, Field: f})
}

// Bool adds a column.
//
//go:noinline
func (c *Columns) Bool(name string, p *bool) { c.add(name, TypeBool, plainField[bool]{p, &boolCodec}) }

// NullBool adds a column.
//
//go:noinline
func (c *Columns) NullBool(name string, p *Null[bool]) {
	c.add(name, TypeBool, nullField[bool]{p, &boolCodec})
}

// Int adds a column.
//
//go:noinline
func (c *Columns) Int(name string, p *int32) { c.add(name, TypeInt, plainField[int32]{p, &intCodec}) }

// NullInt adds a column.
//
//go:noinline
func (c *Columns) NullInt(name string, p *Null[int32]) {
	c.add(name, TypeInt, nullField[int32]{p, &intCodec})
}

// Long adds a column.
//
//go:noinline
func (c *Columns) Long(name string, p *int64) {
	c.add(name, TypeLong, plainField[int64]{p, &longCodec})
}

// NullLong adds a column.
//
//go:noinline
func (c *Columns) NullLong(name string, p *Null[int64]) {
	c.add(name, TypeLong, nullField[int64]{p, &longCodec})
}

// Real adds a column.
//
//go:noinline
func (c *Columns) Real(name string, p *float64) {
	c.add(name, TypeReal, plainField[float64]{p, &realCodec})
}

// NullReal adds a column.
//
//go:noinline
func (c *Columns) NullReal(name string, p *Null[float64]) {
	c.add(name, TypeReal, nullField[float64]{p, &realCodec})
}

// Decimal adds a column.
//
//go:noinline
func (c *Columns) Decimal(name string, p *Decimal) {
	c.add(name, TypeDecimal, plainField[Decimal]{p, &decimalCodec})
}

// NullDecimal adds a column.
//
//go:noinline
func (c *Columns) NullDecimal(name string, p *Null[Decimal]) {
	c.add(name, TypeDecimal, nullField[Decimal]{p, &decimalCodec})
}

// String adds a column.
//
//go:noinline
func (c *Columns) String(name string, p *string) { c.add(name, TypeString, stringField{p}) }

// DateTime adds a column.
//
//go:noinline
func (c *Columns) DateTime(name string, p *DateTime) {
	c.add(name, TypeDateTime, plainField[DateTime]{p, &dateTimeCodec})
}

// NullDateTime adds a column.
//
//go:noinline
func (c *Columns) NullDateTime(name string, p *Null[DateTime]) {
	c.add(name, TypeDateTime, nullField[DateTime]{p, &dateTimeCodec})
}

// TimeSpan adds a column.
//
//go:noinline
func (c *Columns) TimeSpan(name string, p *TimeSpan) {
	c.add(name, TypeTimeSpan, plainField[TimeSpan]{p, &timeSpanCodec})
}

// NullTimeSpan adds a column.
//
//go:noinline
func (c *Columns) NullTimeSpan(name string, p *Null[TimeSpan]) {
	c.add(name, TypeTimeSpan, nullField[TimeSpan]{p, &timeSpanCodec})
}

// GUID adds a column.
//
//go:noinline
func (c *Columns) GUID(name string, p *GUID) {
	c.add(name, TypeGUID, plainField[GUID]{p, &guidCodec})
}

// NullGUID adds a column.
//
//go:noinline
func (c *Columns) NullGUID(name string, p *Null[GUID]) {
	c.add(name, TypeGUID, nullField[GUID]{p, &guidCodec})
}

// Dynamic adds a column.
//
//go:noinline
func (c *Columns) Dynamic(name string, p *Dynamic) { c.add(name, TypeDynamic, dynamicField{p}) }

// Named returns the columns of the names, in the order of the names; one that is not there is left out.
func (c Columns) Named(names ...string) Columns {
	out := make(Columns, 0, len(names))
	for _, name := range names {
		for _, column := range c {
			if column.Name == name {
				out = append(out, column)
			}
		}
	}
	return out
}
