package codegen

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// plainType is the Go type of a scalar type that is not null.
func plainType(t kql.Type) *jen.Statement { return jen.Id(plainTypeName(t)) }

func plainTypeName(t kql.Type) string {
	name, ok := plainTypes[t]
	if !ok {
		panic("no Go type for a column whose type depends on data")
	}
	return name
}

var plainTypes = map[kql.Type]string{
	kql.TypeBool: "bool", kql.TypeInt: "int32", kql.TypeLong: "int64", kql.TypeReal: "float64", kql.TypeString: "string",
	kql.TypeDecimal: "kql.Decimal", kql.TypeDateTime: "kql.DateTime", kql.TypeTimeSpan: "kql.TimeSpan", kql.TypeGUID: "kql.GUID",
	kql.TypeDynamic: "kql.Dynamic",
}

// fieldType is the Go type of a column.
func fieldType(t kql.Type, nullable bool) *jen.Statement { return jen.Id(fieldTypeName(t, nullable)) }

func fieldTypeName(t kql.Type, nullable bool) string {
	if nullable && !carriesNull(t) {
		return "kql.Null[" + plainTypeName(t) + "]"
	}
	return plainTypeName(t)
}

func (g *generator) goType(e plan.Expr) *jen.Statement { return fieldType(e.Type(), e.Nullable()) }

// asColumn gives a value the Go type of a column, which may be nullable although the value is not.
func asColumn(v *jen.Statement, nullable bool, c *plan.Column) *jen.Statement {
	if c.Nullable && !nullable && !carriesNull(c.Type) {
		return kqlFunc("Some").Call(v)
	}
	return v
}

// rowType is a struct of the rule's package: the result, or what a blocking operator keeps.
type rowType struct {
	name    string
	columns []*plan.Column
	fields  []string
	keeper  string // the operator that keeps such rows
	// firsts is the field that has the dynamics of a key, "" where they need not be the same ones.
	firsts string
	// positional tells that there are literals of it whose fields are not named.
	positional bool
	// bound tells that its fields are bound to columns, by their names.
	bound bool
	// parts are the rows that it embeds, in order; settled tells that all are known. own is the row itself as one that others
	// embed.
	parts   []rowPart
	settled bool
	own     *wholeRow
	// table are all columns of the table whose row it is, nil for other rows.
	table []types.Column
}

// found tells that columns depend on data: how many there are, or of which type.
func (t *rowType) found() bool {
	return slices.ContainsFunc(t.columns, func(c *plan.Column) bool { return c.Others != nil || c.Untyped })
}

// keptType declares the rows that keeper keeps of a query.
func (g *generator) keptType(name, keeper string, columns []*plan.Column) *rowType {
	row := g.rowType(name, columns)
	row.keeper = keeper
	g.embed(row)
	g.rows = append(g.rows, row)
	return row
}

// rowType names a struct with a field for each column.
func (g *generator) rowType(name string, columns []*plan.Column) *rowType {
	return &rowType{name: name, columns: columns, fields: fields(columnNames(columns))}
}

func columnNames(columns []*plan.Column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.Name
	}
	return out
}

// declare declares the struct.
func (t *rowType) declare(file *jen.File, comment string) {
	file.Comment(comment)
	if t.same() {
		file.Type().Id(t.name).Op("=").Add(t.parts[0].typ.Clone())
		return
	}
	var all []jen.Code
	if !t.positional && len(t.parts) == 0 {
		all = append(all, incomparable())
	}
	from := 0
	for _, p := range t.parts {
		all = append(all, t.declared(from, p.at), p.typ.Clone())
		from = p.at + len(p.columns)
	}
	file.Type().Id(t.name).Struct(append(all, t.declared(from, len(t.columns)))...)
}

// declared are the fields from, included, to.
func (t *rowType) declared(from, to int) jen.Code {
	list := make([]string, 0, to-from)
	for i := from; i < to; i++ {
		c, field := t.columns[i], t.fields[i]
		text := field + " " + fieldTypeName(c.Type, c.Nullable)
		if t.bound && c.Name != field {
			text += " " + tag("kql:"+strconv.Quote(c.Name))
		}
		list = append(list, text)
	}
	return joinedLines(list, "")
}

// tag writes the tag of a field.
func tag(text string) string {
	if strconv.CanBackquote(text) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}

// incomparable is the first field of structs that are no keys.
func incomparable() *jen.Statement { return jen.Id("_ kql.Incomparable") }

// scopeOf is the scope in which the columns are fields of row, a pointer to the struct.
func (t *rowType) scopeOf(s *scope, row string) *scope {
	cols := make(map[*plan.Column]cell, len(t.columns))
	for i, c := range t.columns {
		cols[c] = named(row, t.fields[i])
	}
	out := s.with(cols)
	out.row, out.pointers, out.held = t, map[string]*rowType{row: t}, nil
	return out
}

// keeping copies what may belong to the input, a text or a dynamic.
type keeping func(v *jen.Statement, t kql.Type) *jen.Statement

// literal is a struct value from the columns of s, with texts and dynamics as keep copies them; nil leaves them.
func (t *rowType) literal(s *scope, keep keeping) *jen.Statement {
	t.settle(s)
	if t.same() {
		return t.embedded(s, keep, t.parts[0])
	}
	var values []jen.Code
	from := 0
	for _, p := range t.parts {
		values = append(append(values, t.values(s, keep, from, p.at)...), keyed(p.name, t.embedded(s, keep, p)))
		from = p.at + len(p.columns)
	}
	return jen.Id(t.name).Custom(fieldList, append(values, t.values(s, keep, from, len(t.columns))...)...)
}

// address points to a struct value from the columns of s, which may be that of s.
func (t *rowType) address(s *scope) *jen.Statement {
	if row := t.pointerIn(s); row != "" {
		return jen.Id(row)
	}
	return jen.Op("&").Add(t.literal(s, nil))
}

// values are those of the columns from, included, to, with the names of their fields.
func (t *rowType) values(s *scope, keep keeping, from, to int) []jen.Code {
	var values []jen.Code
	var known []string // a run of fields whose text is known
	settle := func() {
		if len(known) > 0 {
			values = append(values, joinedLines(known, ","))
			known = known[:0]
		}
	}
	for i := from; i < to; i++ {
		c := t.columns[i]
		v := s.cols[c]
		keeps := keep != nil && carriesNull(c.Type) && (t.firsts == "" || c.Type != kql.TypeDynamic)
		switch {
		case v.none(): // null, or empty: the zero value
		case v.text != "" && !keeps:
			known = append(known, t.fields[i]+": "+v.text)
		case keeps:
			settle()
			values = append(values, keyed(t.fields[i], keep(v.code(), c.Type)))
		default:
			settle()
			values = append(values, keyed(t.fields[i], v.made))
		}
	}
	settle()
	return values
}

// set writes the columns of s into what v points to: many at once, which is less code.
func (t *rowType) set(v string, s *scope) []jen.Code {
	if len(t.columns) > 3 {
		return []jen.Code{jen.Id("*" + v).Op("=").Add(t.literal(s, nil))}
	}
	out := make([]jen.Code, len(t.columns))
	for i, c := range t.columns {
		value := s.cols[c]
		if value.none() {
			value = coded(zeroField(c))
		}
		out[i] = path(v, t.fields[i]).Op("=").Add(value.code())
	}
	return out
}

// texts and dynamics are the fields that may belong to the input.
func (t *rowType) texts(v string) []string    { return t.pointers(v, kql.TypeString) }
func (t *rowType) dynamics(v string) []string { return t.pointers(v, kql.TypeDynamic) }

func (t *rowType) pointers(v string, typ kql.Type) (out []string) {
	for i, c := range t.columns {
		if c.Type == typ {
			out = append(out, "&"+v+"."+t.fields[i])
		}
	}
	return out
}

// ownedTogether is the number of columns of a row from which on all are owned by one call: they need not be named then.
const ownedTogether = 8

// own gives a row, to which v points, texts and dynamics that are kept to the end.
func (g *generator) own(t *rowType, v string) []jen.Code {
	var out []jen.Code
	switch texts := t.texts(v); {
	case len(texts) >= ownedTogether:
		out = append(out, g.keeper().Dot("KeepRow").Call(jen.Id(v)))
	case len(texts) > 0:
		out = append(out, callAll(g.keeper().Dot("KeepAll"), texts))
	}
	return append(out, t.ownDynamics(v)...)
}

// ownDynamics is own for what kql keeps the texts of.
func (t *rowType) ownDynamics(v string) []jen.Code {
	if t.firsts != "" {
		return nil
	}
	return t.cloneAll("CloneDynamics", t.dynamics(v))
}

// keepsTexts is what keeps the texts of a key, nil where it has none.
func (g *generator) keepsTexts(key *rowType) *jen.Statement {
	if len(key.texts("")) == 0 {
		return jen.Nil()
	}
	return jen.Op("&").Add(g.keeper())
}

// ownClones is own for rows that are replaced by others. v is a pointer to one, or the address of one.
func (t *rowType) ownClones(v string) []jen.Code {
	if len(t.texts(v))+len(t.dynamics(v)) >= ownedTogether {
		return []jen.Code{kqlFunc("CloneRow").Call(jen.Id(v))}
	}
	v = strings.TrimPrefix(v, "&")
	return append(t.cloneAll("CloneTexts", t.texts(v)), t.cloneAll("CloneDynamics", t.dynamics(v))...)
}

func (t *rowType) cloneAll(function string, places []string) []jen.Code {
	if len(places) == 0 {
		return nil
	}
	return []jen.Code{callAll(kqlFunc(function), places)}
}

// callAll is a call with many arguments, or few.
func callAll(function *jen.Statement, args []string) *jen.Statement {
	if len(args) > 3 {
		return function.Custom(argumentList, joinedLines(args, ","))
	}
	return function.Call(jen.Id(strings.Join(args, ", ")))
}

// zeroField is the zero value of a field.
func zeroField(c *plan.Column) *jen.Statement {
	if c.Nullable || carriesNull(c.Type) {
		return zero(c)
	}
	switch c.Type {
	case kql.TypeBool:
		return jen.False()
	case kql.TypeDecimal, kql.TypeGUID:
		return plainType(c.Type).Values()
	}
	return jen.Lit(0)
}

// cloned copies a value by itself, for rows that are replaced by others.
func cloned(v *jen.Statement, t kql.Type) *jen.Statement {
	if t == kql.TypeDynamic {
		return v.Dot("Clone").Call()
	}
	return jen.Qual("strings", "Clone").Call(v)
}

// keeper is the field with the texts that are kept to the end.
func (g *generator) keeper() *jen.Statement {
	if g.texts == "" {
		g.texts = g.methods.pick("texts", 0)
		g.root.addField(g.texts, kqlFunc("Texts"), nil)
	}
	return path("e", g.texts)
}

// fieldList writes the fields of a struct value one a line.
var fieldList = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}
