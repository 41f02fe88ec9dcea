package codegen

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// bagUnpack makes columns of the members of a bag: those that the query declares or names, and one bag of all others
// where the result has them.
func (p *plugin) bagUnpack(then consumer) {
	u := &unpacking{plugin: p, bag: p.arg("column")}
	if u.bag == nil || u.bag.Type() != kql.TypeDynamic {
		p.refuse(p.n.Src, "bag_unpack", "its first argument has to be the column of the bags, a dynamic")
		return
	}
	u.prefix, _ = p.known("column_prefix").(string)
	conflict, _ := p.known("columnsConflict").(string)
	if list, ok := p.arg("ignoredProperties").(*plan.Const); ok {
		if v, isDynamic := list.Value.(kql.Dynamic); isDynamic {
			for _, name := range v.Elements() {
				u.ignored = append(u.ignored, name.Text())
			}
		}
	}
	u.keep = conflict == "keep_source"
	if conflict == "replace_source" {
		u.replacing(then)
		return
	}
	p.produce(p.n.Input, func(s *scope) []jen.Code {
		bag := u.value(s, u.bag).Statement
		code, s := u.columns(s, func(c, source *plan.Column) bool { return source != nil })
		if len(code) == 2 { // the operator's line and an empty one: of the bag nothing is taken
			code = []jen.Code{code[0], jen.Id("_").Op("=").Add(bag), code[1]}
		}
		return append(code, then(s)...)
	})
}

// unpacking is a bag_unpack that is being written.
type unpacking struct {
	*plugin
	bag     plan.Expr
	prefix  string
	ignored []string
	// keep leaves members out whose columns are there already.
	keep bool
}

// source is the column of the input that a column of the result has the name of, nil without one; the bag itself is none.
func (u *unpacking) source(c *plan.Column) *plan.Column {
	for _, in := range u.n.Input.Columns() {
		if r, ok := u.bag.(*plan.Ref); in.Name == c.Name && (!ok || r.Col != in || in == c) {
			return in
		}
	}
	return nil
}

// columns computes the columns of the result. fromSource tells whether one is that of the input.
func (u *unpacking) columns(s *scope, fromSource func(c, source *plan.Column) bool) ([]jen.Code, *scope) {
	cols := map[*plan.Column]cell{}
	bag := u.value(s, u.bag).Statement
	code := []jen.Code{u.comment("", u.n.Src)}
	taken := slices.Clone(u.ignored)
	for _, c := range u.n.Out {
		source := u.source(c)
		member, ok := strings.CutPrefix(c.Name, u.prefix)
		switch {
		case c.Others != nil:
			continue
		case fromSource(c, source):
			cols[c] = coded(u.converted(s, s.cols[source].code(), source, c))
			if u.keep {
				taken = append(taken, member)
			}
			continue
		case ok && !slices.Contains(u.ignored, member):
			name := s.locals.pick(unexported(words(c.Name, false)), u.line)
			value := kqlFunc("Member").Call(bag.Clone(), jen.Lit(member))
			code = append(code, jen.Id(name).Op(":=").Add(u.convert(s, value, kql.TypeDynamic, c, u.n)))
			cols[c] = named(name)
		default:
			cols[c] = coded(zero(c))
		}
		taken = append(taken, member)
	}
	for _, c := range u.n.Out {
		if c.Others != nil {
			args := []jen.Code{bag.Clone(), jen.Lit(u.prefix)}
			for _, name := range taken {
				args = append(args, jen.Lit(name))
			}
			name := s.locals.pick("others", u.line)
			code = append(code, jen.Id(name).Op(":=").Add(kqlFunc("BagOthers").Call(args...)))
			cols[c] = named(name)
		}
	}
	inner := s.with(cols)
	inner.row = nil
	return append(code, jen.Line()), inner
}

// converted is the value of a column of the input as another column's.
func (u *unpacking) converted(s *scope, v *jen.Statement, from, to *plan.Column) *jen.Statement {
	if from.Type != to.Type {
		boxed := u.box(s.with(map[*plan.Column]cell{from: coded(v)}), &plan.Box{Arg: plan.NewRef(from)})
		return u.convert(s, boxed.Statement, kql.TypeDynamic, to, u.n)
	}
	if to.Nullable && !from.Nullable {
		return kqlFunc("Some").Call(v)
	}
	return v
}

// replacing is a bag_unpack whose members take the place of columns of the input: which ones is known when the input has
// ended.
func (u *unpacking) replacing(then consumer) {
	row := u.keptType(u.field+"Row", "bag_unpack", u.n.Input.Columns())
	u.addField(u.field, kqlFunc("Unpacked").Types(jen.Id(row.name)), nil)
	u.produce(u.n.Input, func(s *scope) []jen.Code {
		return []jen.Code{u.comment("", u.n.Src), u.state().Dot("Add").Call(row.literal(s, cloned), u.value(s, u.bag).Statement)}
	})
	s := row.scopeOf(u.scope(jen.Return()), "row")
	s.row = nil
	code, out := u.columns(s, func(c, source *plan.Column) bool {
		return source != nil && (!strings.HasPrefix(c.Name, u.prefix) || slices.Contains(u.ignored, strings.TrimPrefix(c.Name, u.prefix)))
	})
	for _, c := range u.n.Out {
		source := u.source(c)
		if source == nil || out.cols[c].none() || !strings.HasPrefix(c.Name, u.prefix) {
			continue
		}
		code = append(code, jen.If(jen.Op("!").Add(u.state()).Dot("Has").Call(jen.Lit(strings.TrimPrefix(c.Name, u.prefix)))).Block(
			out.cols[c].code().Op("=").Add(u.converted(s, s.cols[source].code(), source, c))))
	}
	u.atEnd(u.state().Dot("Each").Call(jen.Func().Params(jen.Id("row").Op("*").Id(row.name)).Block(append(code, then(out)...)...)))
}
