package codegen

import (
	"slices"
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
	key := g.groupKey(field+"Key", keys)
	left := g.joinSide(field+"Left", n, false)
	right := g.joinSide(field+"Right", n, true)
	pair := g.methods.pick(field+"Pair", line)
	g.addField(field, kqlFunc("Join").Types(jen.Id(key.name), jen.Id(left.row.name), jen.Id(right.row.name)), nil)
	g.openState("OpenJoin", field, kqlFunc(joinKinds[n.Kind.String()]), jen.Op("&").Add(g.keeper()), path("e", pair))
	s := g.scope(jen.Return())
	s.pointers = map[string]*rowType{"left": left.row, "right": right.row}
	for _, c := range n.Cols {
		if c.Right {
			s.cols[c.Col] = right.value(c, "right")
		} else {
			s.cols[c.Col] = left.value(c, "left")
		}
	}
	body := declaring("left", path("e", field, "Left"), declaring("right", path("e", field, "Right"), then(s)))
	g.produce(n.Left, func(s *scope) []jen.Code {
		keyVar, row := s.locals.pick("key", line), s.locals.pick("left", line)
		out := []jen.Code{g.comment("", n.Src), declare("e."+field+".Left", keyVar, key, row, left.row)}
		out = append(out, key.set(keyVar, g.joinKeys(key, s, n, func(k plan.JoinKey) *plan.Column { return k.Left }))...)
		out = append(out, left.row.set(row, left.scope(s))...)
		var add []jen.Code
		for _, d := range left.row.dynamics(row) {
			add = append(add, path("e", field, "All.KeepDynamic").Call(jen.Id(d)))
		}
		add = append(add, path("e", field, "All.AddLeft").Call())
		return append(out, jen.If(path("e", field, "All.Wants").Call()).Block(add...))
	})
	before := len(g.closing)
	g.produce(n.Right, func(s *scope) []jen.Code {
		keyVar, row := s.locals.pick("key", line), s.locals.pick("right", line)
		out := []jen.Code{g.comment("", n.Src), declare("e."+field+".Right", keyVar, key, row, right.row)}
		out = append(out, key.set(keyVar, g.joinKeys(key, s, n, func(k plan.JoinKey) *plan.Column { return k.Right }))...)
		out = append(out, right.row.set(row, right.scope(s))...)
		return append(append(out, right.row.ownDynamics(row)...), path("e", field, "All.AddRight").Call())
	})
	g.funcs = append(g.funcs, jen.Comment(pair+" takes a pair of rows: "+g.text(n.Src)), g.onFrame(pair).Block(body...))
	if table := g.endsEarly(n); table != "" {
		in := g.inputs[slices.IndexFunc(g.inputs, func(in *input) bool { return in.table == table })]
		in.ends = append(append(in.ends, g.closing[before:]...), path("e", field, "All.EndRight").Call())
	}
	g.closing = append(g.closing, g.comment("", n.Src), path("e", field, "All.Close").Call())
}

// declare declares the key and the row of a side of a join that are next, as far as they have something to set.
func declare(side, keyVar string, key *rowType, rowVar string, row *rowType) jen.Code {
	var names, values []jen.Code
	if len(key.columns) > 0 {
		names, values = append(names, jen.Id(keyVar)), append(values, jen.Id(side+"Key"))
	}
	if len(row.columns) > 0 {
		names, values = append(names, jen.Id(rowVar)), append(values, jen.Id(side))
	}
	if len(names) == 0 {
		return jen.Null()
	}
	return jen.List(names...).Op(":=").List(values...)
}

// endsEarly is the table whose end, and that of what stands between, is the end of the right rows of a join, "" where there is
// none, or where the join needs left rows in the end all the same.
func (g *generator) endsEarly(n *plan.Join) string {
	switch n.Kind {
	case plan.Inner, plan.InnerUnique, plan.LeftSemi, plan.LeftAnti:
	default:
		return ""
	}
	streams := g.frame == g.root
	tables := 0
	table := ""
	plan.InspectNode(n.Right, func(in plan.Node) {
		switch in := in.(type) {
		case *plan.Scan:
			tables++
			table = in.Table
		case *plan.Where, *plan.Extend, *plan.Project, *plan.Parse, *plan.ParseKv, *plan.MvExpand, *plan.Serialize, *plan.Distinct:
		default:
			streams = false
		}
	})
	if tables != 1 || !streams || reads(n.Left, table) {
		return ""
	}
	return table
}

// reads reports whether the rows of n come from a table.
func reads(n plan.Node, table string) (found bool) {
	plan.InspectShared(n, func(n plan.Node) {
		scan, ok := n.(*plan.Scan)
		found = found || ok && scan.Table == table
	})
	return found
}

// joinKinds are the names in kql.
var joinKinds = map[string]string{
	"innerunique": "InnerUnique", "inner": "Inner", "leftouter": "LeftOuter", "rightouter": "RightOuter", "fullouter": "FullOuter",
	"leftsemi": "LeftSemi", "leftanti": "LeftAnti", "rightsemi": "RightSemi", "rightanti": "RightAnti",
}

// joinKeys has the columns of the key of a row of one side.
func (g *generator) joinKeys(key *rowType, s *scope, n *plan.Join, of func(plan.JoinKey) *plan.Column) *scope {
	cols := make(map[*plan.Column]cell, len(n.Keys))
	for i, k := range n.Keys {
		from, to := of(k), key.columns[i]
		v := s.cols[from].code()
		if from.Type == kql.TypeDynamic { // a column whose type depends on data
			if k.Left.Type == k.Right.Type {
				cols[to] = coded(kqlFunc("CanonicalKey").Call(v))
			} else {
				cols[to] = coded(g.convert(s, v, kql.TypeDynamic, to, n))
			}
			continue
		}
		if from.Type == kql.TypeInt && to.Type == kql.TypeLong {
			v = widen(v, from.Nullable)
		}
		if to.Nullable && !from.Nullable {
			v = kqlFunc("Some").Call(v)
		}
		cols[to] = coded(v)
	}
	return key.keyScope(s.with(cols))
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
	keeper := "join"
	if i := strings.LastIndex(name, "Line"); i > 0 {
		keeper = name[:i]
	}
	side.row = g.keptType(name, keeper, columns)
	return side
}

// scope has what is kept of a row.
func (side *joinSide) scope(s *scope) *scope {
	cols := make(map[*plan.Column]cell, len(side.from))
	for i, c := range side.row.columns {
		from := side.from[i]
		cols[c] = s.cols[from].as(from.Nullable, c)
	}
	return s.with(cols)
}

// value is a column of the output, of a row kept.
func (side *joinSide) value(c plan.JoinColumn, row string) cell {
	for i, from := range side.from {
		if from == c.From {
			return named(row, side.row.fields[i]).as(side.row.columns[i].Nullable, c.Col)
		}
	}
	panic("unreachable: every column of the output is kept")
}
