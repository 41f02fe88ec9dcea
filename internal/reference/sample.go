package reference

import (
	"iter"
	"strings"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/types"
)

// sampleTables are what the queries read.
const sampleTables = `let D = datatable(i:int, l:long, r:real, m:decimal, s:string, t:datetime, d:timespan, g:guid, b:bool, y:dynamic, s2:string, l2:long, t2:datetime)[];
let L = datatable(k:long, s:string, n:string, v:real, i:int, t:datetime)[];
`

// tries is how many calls of a signature are tried: they differ in the types of arguments, and in which are left out.
const tries = 12

// calls are queries that call a function: its examples, and calls made of its signatures.
func calls(f *catalog.Function) iter.Seq[string] {
	return func(yield func(string) bool) {
		if query := queries[f.Name+"()"]; query != "" && !yield(query) {
			return
		}
		if f.Kind == catalog.Operator {
			for _, x := range operatorCalls(f.Name) {
				if !yield(sampleTables + "D | project x = " + x) {
					return
				}
			}
		}
		for _, e := range f.Examples {
			if f.Kind == catalog.Scalar && !yield("print x = "+e.Expr) {
				return
			}
		}
		for _, sig := range f.Signatures() {
			for n := range tries {
				if f.Kind != catalog.Operator && !yield(around(f, call(f.Name, sig, n))) {
					return
				}
			}
		}
	}
}

// around puts a call into a query.
func around(f *catalog.Function, call string) string {
	switch {
	case f.Kind == catalog.Aggregate:
		return sampleTables + "D | summarize " + call + " by s"
	case f.Kind == catalog.Plugin:
		return sampleTables + "D | evaluate " + call
	case f.GraphOnly:
		return sampleTables + "D | make-graph s --> s2 with L on n | graph-match (x)-[e]->(z) where e.l > 1 project q = " + call
	}
	return sampleTables + "D | sort by l asc | project x = " + call
}

// call is the n-th call of a signature.
func call(name string, sig *catalog.Signature, n int) string {
	var args []string
	for i, p := range sig.Params {
		times := p.Min
		if times == 0 && n%2 == 1 {
			times = 1
		}
		for range times {
			list := arguments(p)
			if i == 0 {
				args = append(args, list[n/2%len(list)])
			} else {
				args = append(args, list[n%len(list)])
			}
		}
	}
	return name + "(" + strings.Join(args, ", ") + ")"
}

// atoms are expressions by type.
var atoms = map[types.Type]string{
	types.Int: "i", types.Long: "l", types.Real: "r", types.Decimal: "m", types.String: "s", types.DateTime: "t", types.TimeSpan: "d",
	types.GUID: "g", types.Bool: "b", types.Dynamic: "y", types.AnyArray: "pack_array(l, 2)", types.AnyBag: "bag_pack('a', l)",
}

// literals are those that are known when the query is compiled.
var literals = map[types.Type]string{
	types.Int: "int(3)", types.Long: "3", types.Real: "0.5", types.Decimal: "decimal(2.5)", types.String: "'a'", types.DateTime: "datetime(2024-01-01)",
	types.TimeSpan: "1h", types.Bool: "true", types.Dynamic: "dynamic([1])", types.AnyArray: "dynamic([1, 2])", types.AnyBag: "dynamic({})",
	types.GUID: "guid(00000000-0000-0000-0000-000000000000)", types.Literal: "typeof(long)",
}

// arguments are what a parameter may be given.
func arguments(p *catalog.Param) []string {
	switch p.Arg {
	case catalog.StarOnly:
		return []string{"*"}
	case catalog.AggregateArg:
		return []string{"count()"}
	case catalog.ColumnOf0:
		return []string{"n", "k"}
	case catalog.CommonColumnOf0:
		return []string{"s"}
	}
	if len(p.Values) > 0 {
		return []string{"'" + p.Values[0] + "'"}
	}
	if p.Type == catalog.Tabular {
		return []string{"L"}
	}
	known := p.Arg == catalog.Literal || p.Arg == catalog.LiteralNotEmpty || p.Arg == catalog.Constant
	var out []string
	for _, t := range fitting(p) {
		switch {
		case known || t == types.Literal:
			out = append(out, literals[t])
		case atoms[t] != "":
			out = append(out, atoms[t])
		}
	}
	if len(out) == 0 {
		return []string{"l"}
	}
	return out
}

var (
	numbers = []types.Type{types.Long, types.Real, types.Int}
	anyType = []types.Type{types.Long, types.String, types.Dynamic, types.DateTime, types.Real, types.AnyArray, types.TimeSpan}
)

// fitting are types that a parameter takes.
func fitting(p *catalog.Param) []types.Type {
	switch p.Type {
	case catalog.Declared:
		return p.Types
	case catalog.Integer:
		return numbers[:1]
	case catalog.Fraction:
		return numbers[1:2]
	case catalog.Text:
		return []types.Type{types.String}
	case catalog.Texts:
		return []types.Type{types.String, types.Dynamic}
	case catalog.Integers:
		return []types.Type{types.Long, types.Dynamic}
	case catalog.ArrayValue:
		return []types.Type{types.Dynamic, types.AnyArray}
	case catalog.BagValue:
		return []types.Type{types.Dynamic, types.AnyBag}
	case catalog.Number, catalog.CommonNumber, catalog.NumberOrBool:
		return numbers
	case catalog.Summable, catalog.CommonSummable:
		return []types.Type{types.Long, types.DateTime, types.Real, types.TimeSpan}
	case catalog.Orderable, catalog.CommonOrderable:
		return []types.Type{types.Long, types.DateTime, types.String}
	}
	return anyType
}

// operatorCalls are expressions with an operator.
func operatorCalls(name string) []string {
	sign, unary := strings.CutPrefix(name, "unary ")
	switch {
	case unary:
		return []string{sign + "l"}
	case name == "and" || name == "or":
		return []string{"b " + name + " l > 1"}
	case strings.HasSuffix(name, "between"):
		return []string{"l " + name + " (1 .. 2)"}
	case name == "in" || name == "!in" || name == "in~" || name == "!in~" || name == "has_any" || name == "has_all":
		return []string{"s " + name + " ('a', 'b')"}
	}
	return []string{"l " + name + " l2", "s " + name + " 'a'", "s " + name + " s2"}
}
