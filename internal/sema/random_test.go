package sema

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/types"
)

// sample makes random queries that reach every function and operator of the catalogue. About one argument in ten is of
// a wrong type.
type sample struct{ *rand.Rand }

const sampleTable = "let D = datatable(i:int, l:long, r:real, m:decimal, s:string, t:datetime, d:timespan, g:guid, b:bool, " +
	"y:dynamic, s2:string, l2:long, t2:datetime, r2:real)[];\n" +
	"let L = datatable(k:long, s:string, n:string, sh:dynamic, v:real, i:int, t:datetime)[];\n"

// atoms are expressions by type.
var atoms = map[types.Type][]string{
	types.Int:      {"i", "int(7)", "toint(s)"},
	types.Long:     {"l", "l2", "5", "-3", "long(2)", "tolong(s)"},
	types.Real:     {"r", "r2", "1.5", "real(nan)", "toreal(s)"},
	types.Decimal:  {"m", "decimal(1.5)", "todecimal(s)"},
	types.String:   {"s", "s2", `"a b"`, "'x'", `@"c\d"`, "tostring(y)", "tostring(l)"},
	types.DateTime: {"t", "t2", "now()", "ago(1d)", "datetime(2024-01-02)"},
	types.TimeSpan: {"d", "1d", "5m", "time(1.02:03:04)"},
	types.GUID:     {"g", "new_guid()", "guid(74be27de-1e4e-49d9-b579-fe0b331d3642)"},
	types.Bool:     {"b", "true", "false", "isempty(s)", "l > 3"},
	types.Dynamic:  {"y", "y.a", "y[0]", "parse_json(s)", "dynamic(null)", "todynamic(s)"},
	types.AnyArray: {"dynamic([1,2])", `dynamic(["a","b"])`, "dynamic([])", "pack_array(l, r)", "range(1, 5)"},
	types.AnyBag:   {`dynamic({"a":1})`, `bag_pack("a", l)`, "dynamic({})"},
}

var atomTypes = []types.Type{
	types.Int, types.Long, types.Real, types.Decimal, types.String, types.DateTime, types.TimeSpan, types.GUID, types.Bool,
	types.Dynamic, types.AnyArray, types.AnyBag,
}

func pick[T any](r sample, list []T) T { return list[r.IntN(len(list))] }

// expr is an expression of about that type.
func (r sample) expr(t types.Type, depth int) string {
	if r.IntN(12) == 0 {
		t = pick(r, atomTypes)
	}
	list := atoms[t]
	if list == nil {
		switch t.(type) {
		case types.Array:
			list = atoms[types.AnyArray]
		case *types.Bag:
			list = atoms[types.AnyBag]
		default:
			list = atoms[pick(r, atomTypes)]
		}
	}
	if depth > 0 && r.IntN(3) == 0 {
		switch t {
		case types.Int, types.Long, types.Real, types.Decimal, types.TimeSpan:
			return fmt.Sprintf("(%s %s %s)", r.expr(t, depth-1), pick(r, []string{"+", "-", "*", "/", "%"}), r.expr(t, depth-1))
		case types.Bool:
			return r.predicate(depth - 1)
		case types.String:
			return fmt.Sprintf("%s(%s)", pick(r, []string{"tolower", "toupper", "tostring", "trim_end('x', s) == "}), r.expr(t, depth-1))
		default:
			return fmt.Sprintf("iff(%s, %s, %s)", r.expr(types.Bool, depth-1), r.expr(t, depth-1), r.expr(t, depth-1))
		}
	}
	return pick(r, list)
}

func (r sample) any(depth int) string { return r.expr(pick(r, atomTypes), depth) }

func (r sample) predicate(depth int) string {
	t := pick(r, atomTypes)
	switch r.IntN(7) {
	case 0:
		return fmt.Sprintf("%s and %s", r.expr(types.Bool, depth-1), r.expr(types.Bool, depth-1))
	case 1:
		return fmt.Sprintf("(%s or %s)", r.expr(types.Bool, depth-1), r.expr(types.Bool, depth-1))
	case 2:
		return fmt.Sprintf("%s between (%s .. %s)", r.expr(t, 0), r.expr(t, 0), r.expr(t, 0))
	case 3:
		return fmt.Sprintf("%s %s (%s, %s)", r.expr(t, 0), pick(r, []string{"in", "!in", "in~", "!in~", "has_any", "has_all"}), r.expr(t, 0), r.expr(t, 0))
	case 4:
		return fmt.Sprintf("not(%s)", r.expr(types.Bool, depth-1))
	}
	var names []string
	for _, op := range catalog.All(catalog.Operator) {
		if !strings.HasPrefix(op.Name, "unary") && !strings.Contains(op.Name, "in") && !strings.Contains(op.Name, "between") &&
			op.Name != "has_any" && op.Name != "has_all" && op.Name != ":" {
			names = append(names, op.Name)
		}
	}
	return fmt.Sprintf("(%s) %s (%s)", r.expr(t, depth-1), pick(r, names), r.expr(t, depth-1))
}

// arg is an argument for a parameter.
func (r sample) arg(p *catalog.Param, first string) string {
	if r.IntN(15) == 0 {
		return r.any(1)
	}
	if p.Placeholder != "" && r.IntN(3) == 0 {
		return "'" + p.Placeholder + "'"
	}
	switch p.Arg {
	case catalog.StarOnly:
		return "*"
	case catalog.StarAllowed:
		if r.IntN(2) == 0 {
			return "*"
		}
	case catalog.AggregateArg:
		return pick(r, []string{"count()", "sum(l)", "max(t)", "dcount(s)"})
	case catalog.ColumnOf0:
		return pick(r, []string{"k", "n", "sh", "v"})
	case catalog.CommonColumnOf0:
		return pick(r, []string{"s", "i", "t"})
	case catalog.ColumnArg:
		return pick(r, []string{"i", "l", "r", "m", "s", "t", "d", "g", "b", "y"})
	}
	if len(p.Values) > 0 && r.IntN(8) > 0 {
		return fmt.Sprintf("%q", pick(r, p.Values))
	}
	t := r.fitting(p)
	if p.Arg == catalog.Literal || p.Arg == catalog.LiteralNotEmpty || p.Arg == catalog.Constant {
		return r.literal(t)
	}
	if t == types.Literal {
		return pick(r, []string{"typeof(long)", "typeof(string)", "typeof(datetime)", "typeof(a:string, b:long)", "typeof(*, z:real)"})
	}
	if p.Type == catalog.Tabular {
		return pick(r, []string{"L", "D", "(L | take 5)"})
	}
	if p.Type == catalog.SameAs0 && first != "" && r.IntN(2) == 0 {
		return first
	}
	return r.expr(t, 1)
}

func (r sample) literal(t types.Type) string {
	lits := map[types.Type][]string{
		types.Int: {"int(3)", "4"}, types.Long: {"3", "10"}, types.Real: {"1.5", "0.2"}, types.Decimal: {"decimal(2.5)"},
		types.String: {`"a"`, `"abc"`, `""`}, types.DateTime: {"datetime(2024-01-01)"}, types.TimeSpan: {"1h", "2d"},
		types.Bool: {"true", "false"}, types.Dynamic: {"dynamic([1])", "dynamic({})"}, types.GUID: {"guid(null)"},
		types.Literal: {"typeof(long)", "typeof(string)"},
	}
	if l := lits[t]; l != nil {
		return pick(r, l)
	}
	return pick(r, []string{"dynamic(['a'])", "dynamic([1,2])", "5", "'q'"})
}

// fitting is a type that the parameter takes.
func (r sample) fitting(p *catalog.Param) types.Type {
	numbers := []types.Type{types.Int, types.Long, types.Real, types.Decimal}
	summable := append(numbers, types.DateTime, types.TimeSpan)
	switch p.Type {
	case catalog.Declared:
		return pick(r, p.Types)
	case catalog.Integer:
		return pick(r, numbers[:2])
	case catalog.Fraction:
		return pick(r, numbers[2:])
	case catalog.Text, catalog.Texts:
		return pick(r, []types.Type{types.String, types.String, types.Dynamic, types.AnyArray})
	case catalog.Integers:
		return pick(r, []types.Type{types.Long, types.Dynamic, types.AnyArray})
	case catalog.ArrayValue:
		return pick(r, []types.Type{types.AnyArray, types.Dynamic})
	case catalog.BagValue:
		return pick(r, []types.Type{types.AnyBag, types.Dynamic})
	case catalog.Number, catalog.CommonNumber, catalog.NumberOrBool:
		return pick(r, numbers)
	case catalog.Summable, catalog.CommonSummable:
		return pick(r, summable)
	case catalog.Orderable, catalog.CommonOrderable:
		return pick(r, append(summable, types.String, types.Bool))
	}
	return pick(r, atomTypes)
}

// call is a call of one of the function's signatures.
func (r sample) call(f *catalog.Function) string {
	sig := pick(r, f.Signatures())
	var args []string
	first := ""
	groups := 1
	if sig.Layout == catalog.Block {
		groups = 1 + r.IntN(2)
	}
	seenRepeat := false
	for i, p := range sig.Params {
		n := p.Min
		if p.Max > p.Min {
			n += r.IntN(min(p.Max-p.Min, 2) + 1)
		}
		if n == 0 && p.Min == 0 && !sig.Repeats && i > 0 && len(args) < i {
			break
		}
		if sig.Layout == catalog.Block && p.Max > 1 {
			if seenRepeat {
				continue
			}
			seenRepeat = true
			for range groups {
				for _, q := range sig.Params {
					if q.Max > 1 {
						args = append(args, r.arg(q, first))
					}
				}
			}
			continue
		}
		for range n {
			a := r.arg(p, first)
			if len(args) == 0 {
				first = a
			}
			args = append(args, a)
		}
	}
	if r.IntN(25) == 0 && len(args) > 0 {
		args = args[:len(args)-1]
	}
	return f.Name + "(" + strings.Join(args, ", ") + ")"
}

// around puts a call into a query.
func (r sample) around(f *catalog.Function) string {
	c := r.call(f)
	switch f.Kind {
	case catalog.Aggregate:
		return sampleTable + "D | " + pick(r, []string{
			"summarize " + c, "summarize x = " + c + " by s", "summarize " + c + ", " + c + " by s, bin(l, 5)",
			"summarize " + c + " by tolower(s), b", "make-series " + c + " on t from ago(1d) to now() step 1h by s",
			"summarize (p, q) = " + c + " by b", "summarize tostring(" + c + ")", "extend " + c,
			"summarize " + c + " by i | extend z = 1, strlen(s)",
		})
	case catalog.Plugin:
		return sampleTable + "D | " + pick(r, []string{
			"evaluate " + c, "evaluate " + c + " | project-away x", "evaluate " + c + " : (a:long, b:string)",
			"evaluate " + c + " : (*, a:long)", "where l > 1 | evaluate " + c + " | extend q = 1",
		})
	}
	if f.GraphOnly {
		return sampleTable + "D | make-graph s --> s2 with L on n | graph-match (x)-[e]->(z) where e.l > 1 project q = " + c
	}
	return sampleTable + pick(r, []string{
		"D | extend x = " + c, "D | extend " + c, "D | project " + c, "D | project s, " + c + ", l",
		"D | where " + c + " == " + r.any(0), "D | summarize count() by " + c, "D | summarize max(" + c + ")",
		"D | sort by " + c, "print " + c, "D | extend (x, z) = " + c, "D | project x = " + c + " | extend strlen(x)",
		"D | distinct " + c, "D | mv-expand " + c, "D | project q = tostring(" + c + ")", "D | top 3 by " + c,
	})
}
