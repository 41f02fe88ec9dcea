package codegen

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// join keeps the rows of both sides by their keys, and gives the pairs when the input ends.
func (g *generator) join(n *plan.Join, then consumer) {
	line := g.line(n.Src)
	field := g.methods.pick("joinLine"+strconv.Itoa(line), line)
	keys := make([]*plan.Column, len(n.Keys))
	for i, k := range n.Keys {
		keys[i] = &plan.Column{Name: k.Left.Name, Type: k.Left.Type, Nullable: k.Left.Nullable || k.Right.Nullable}
		switch {
		case k.Right.Type == kql.TypeLong:
			keys[i].Type = kql.TypeLong
		case k.Left.Type == kql.TypeDynamic && k.Right.Type == kql.TypeDynamic:
			keys[i].Type = kql.TypeString
		case k.Left.Type == kql.TypeDynamic:
			keys[i].Type, keys[i].Nullable = k.Right.Type, !carriesNull(k.Right.Type)
		case k.Right.Type == kql.TypeDynamic:
			keys[i].Nullable = !carriesNull(k.Left.Type)
		}
	}
	key := g.keyType(field+"Key", keys)
	left := g.joinSide(field+"Left", n, false)
	right := g.joinSide(field+"Right", n, true)
	kind := n.Kind.String()
	g.addField(field, jen.Op("*").Add(kqlFunc("Join").Types(jen.Id(key.name), jen.Id(left.row.name), jen.Id(right.row.name))),
		kqlFunc("NewJoin").Types(jen.Id(key.name), jen.Id(left.row.name), jen.Id(right.row.name)).Call(kqlFunc(joinKinds[kind])))
	g.produce(n.Left, func(s *scope) []jen.Code {
		return []jen.Code{g.comment("", n.Src), jen.Id("e").Dot(field).Dot("AddLeft").Call(
			joinKey(g, key, s, n, func(k plan.JoinKey) *plan.Column { return k.Left }), left.literal(g, s))}
	})
	g.produce(n.Right, func(s *scope) []jen.Code {
		return []jen.Code{g.comment("", n.Src), jen.Id("e").Dot(field).Dot("AddRight").Call(
			joinKey(g, key, s, n, func(k plan.JoinKey) *plan.Column { return k.Right }), right.literal(g, s))}
	})
	s := &scope{locals: newNames(nil), skip: jen.Return(), cols: map[*plan.Column]*jen.Statement{}}
	for _, c := range n.Cols {
		if c.Right {
			s.cols[c.Col] = right.value(c, "right")
		} else {
			s.cols[c.Col] = left.value(c, "left")
		}
	}
	g.closing = append(g.closing, g.comment("", n.Src), jen.Id("e").Dot(field).Dot("Each").Call(
		jen.Func().Params(jen.Id("left").Op("*").Id(left.row.name), jen.Id("right").Op("*").Id(right.row.name)).Block(then(s)...)))
}

// joinKinds are the names in kql.
var joinKinds = map[string]string{
	"innerunique": "InnerUnique", "inner": "Inner", "leftouter": "LeftOuter", "rightouter": "RightOuter", "fullouter": "FullOuter",
	"leftsemi": "LeftSemi", "leftanti": "LeftAnti", "rightsemi": "RightSemi", "rightanti": "RightAnti",
}

// joinKey writes the key of a row of one side.
func joinKey(g *generator, key *rowType, s *scope, n *plan.Join, of func(plan.JoinKey) *plan.Column) *jen.Statement {
	cols := make(map[*plan.Column]*jen.Statement, len(n.Keys))
	for i, k := range n.Keys {
		from, to := of(k), key.columns[i]
		v := s.cols[from].Clone()
		if from.Type == kql.TypeDynamic { // a column whose type depends on data
			if k.Left.Type == k.Right.Type {
				cols[to] = kqlFunc("CanonicalKey").Call(v)
			} else {
				cols[to] = g.convert(s, v, kql.TypeDynamic, to, n)
			}
			continue
		}
		if from.Type == kql.TypeInt && to.Type == kql.TypeLong {
			v = widen(v, from.Nullable)
		}
		if to.Nullable && !from.Nullable {
			v = kqlFunc("Some").Call(v)
		}
		cols[to] = v
	}
	return key.keyLiteral(s.with(cols), g.kept)
}

// widen makes a long of an int.
func widen(v *jen.Statement, null bool) *jen.Statement {
	if !null {
		return jen.Int64().Call(v)
	}
	return kqlFunc("Lift1").Call(jen.Func().Params(jen.Id("v").Int32()).Int64().Block(jen.Return(jen.Int64().Call(jen.Id("v")))), v)
}

// joinSide is what a join keeps of the rows of one side.
type joinSide struct {
	row  *rowType
	from []*plan.Column
	// outer tells that the row may be missing, so that all fields can be null.
	outer bool
}

func (g *generator) joinSide(name string, n *plan.Join, right bool) *joinSide {
	side := &joinSide{outer: n.Kind == plan.FullOuter || n.Kind == plan.LeftOuter && right || n.Kind == plan.RightOuter && !right}
	var columns []*plan.Column
	seen := map[*plan.Column]bool{}
	for _, c := range n.Cols {
		if c.Right != right || seen[c.From] {
			continue
		}
		seen[c.From] = true
		side.from = append(side.from, c.From)
		columns = append(columns, &plan.Column{
			Name: c.From.Name, Type: c.From.Type, Nullable: c.From.Nullable || side.outer && !carriesNull(c.From.Type),
		})
	}
	side.row = g.rowType(name, columns)
	side.row.keeper = "join"
	if i := strings.LastIndex(name, "Line"); i > 0 {
		side.row.keeper = name[:i]
	}
	g.rows = append(g.rows, side.row)
	return side
}

// literal is what is kept of a row.
func (side *joinSide) literal(g *generator, s *scope) *jen.Statement {
	cols := make(map[*plan.Column]*jen.Statement, len(side.from))
	for i, c := range side.row.columns {
		from := side.from[i]
		cols[c] = s.cols[from]
		if c.Nullable && !from.Nullable {
			cols[c] = kqlFunc("Some").Call(s.cols[from].Clone())
		}
	}
	return side.row.literal(s.with(cols), g.kept)
}

// value is a column of the output, of a row kept.
func (side *joinSide) value(c plan.JoinColumn, row string) *jen.Statement {
	for i, from := range side.from {
		if from == c.From {
			return asColumn(jen.Id(row).Dot(side.row.fields[i]), side.row.columns[i].Nullable, c.Col)
		}
	}
	panic("unreachable: every column of the output is kept")
}
