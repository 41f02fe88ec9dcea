package sema_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

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

// pipe is a random pipeline of tabular operators.
func (r sample) pipe() string {
	var b strings.Builder
	b.WriteString(sampleTable + pick(r, []string{"D", "D", "D", "SigninLogs", "DeviceProcessEvents", "L", "(D | take 3)", "union D, L", "union withsource=W D, L"}))
	for range 1 + r.IntN(5) {
		b.WriteString("\n| " + r.operator())
	}
	return b.String()
}

func (r sample) column() string {
	return pick(r, []string{"i", "l", "r", "m", "s", "t", "d", "g", "b", "y", "s2", "l2", "t2", "Column1", "count_", "i1", "s1", "k"})
}

func (r sample) columns() string {
	list := []string{r.column()}
	for range r.IntN(3) {
		list = append(list, r.column())
	}
	return strings.Join(list, ", ")
}

func (r sample) scalarCall() string {
	fns := catalog.All(catalog.Scalar)
	return r.call(pick(r, fns))
}

func (r sample) aggregate() string {
	return pick(r, []string{"count()", "sum(l)", "max(t)", "dcount(s)", "make_set(s)", "arg_max(t, *)", "arg_min(l, s, i)", "avg(r)", "percentiles(l, 5, 95)", "take_any(*)", "countif(b)", "sum(l) / count()", "toint(avg(i))", "make_list(y)", "max(strlen(s))", "any(s)"})
}

func (r sample) operator() string {
	e := func() string { return r.any(1) }
	switch r.IntN(40) {
	case 0, 1:
		return "where " + r.predicate(1)
	case 2, 3:
		return "extend " + pick(r, []string{"", "q = ", "s = ", "(u, v) = "}) + pick(r, []string{e(), r.scalarCall()}) + pick(r, []string{"", ", z = " + e(), ", " + e()})
	case 4, 5:
		return "project " + pick(r, []string{r.columns(), "q = " + e() + ", " + r.columns(), r.scalarCall() + ", s, l, t, y", e() + ", i, s, l, b"})
	case 6, 7:
		return "summarize " + pick(r, []string{"", "x = "}) + r.aggregate() + ", " + r.aggregate() + " by " + pick(r, []string{r.column(), "bin(t, 1d), s", "tolower(s)", "x2 = b, i", e()})
	case 8:
		return "sort by " + pick(r, []string{r.columns(), e() + " asc", "l desc nulls first, s"})
	case 9:
		return "top " + pick(r, []string{"5", "l", "1 + 2"}) + " by " + e()
	case 10:
		return "take " + pick(r, []string{"5", "'x'", "int(3)"})
	case 11:
		return "distinct " + pick(r, []string{"*", r.columns(), e()})
	case 12, 13, 14:
		return "join " + pick(r, []string{"", "kind=inner ", "kind=leftouter ", "kind=leftanti ", "kind=rightsemi ", "kind=fullouter "}) +
			pick(r, []string{"L", "D", "(L | project s, n, v)", "(D | summarize count() by s, l)"}) + " on " +
			pick(r, []string{"s", "i", "s, i", "$left.s == $right.s", "$left.l == $right.k", "$left.i == $right.k", "t", "y", "$left.s == $right.n, i", "nope"})
	case 15:
		return "lookup " + pick(r, []string{"", "kind=inner "}) + "(L) on " + pick(r, []string{"s", "$left.l == $right.k", "s, i"})
	case 16, 17:
		return "union " + pick(r, []string{"", "kind=outer ", "withsource=src ", "isfuzzy=true "}) + pick(r, []string{"L", "D", "(D | extend l = tostring(l))", "Nope", "L, D", "(L | project s = 1)", "AuditLog*"})
	case 18, 19:
		return "mv-expand " + pick(r, []string{"y", "z = y", "y to typeof(long)", "a = split(s, ','), y", "y.a", "parse_json(s)", "with_itemindex=ix y", "s", "bagexpansion=array y", "pack_array(i, l)"})
	case 20, 21:
		return "mv-apply " + pick(r, []string{"y", "z = y", "y to typeof(string)", "z = split(s, ',')", "with_itemindex=ix z = y"}) + " on (" + pick(r, []string{"where l > 1", "summarize c = count() by s", "top 1 by l", "project i", "extend s = 1", "summarize make_list(z)"}) + ")"
	case 22, 23:
		return "parse " + pick(r, []string{"", "kind=regex ", "kind=relaxed "}) + "s with " + pick(r, []string{"* 'a' n:long 'b' *", "x1 ';' x2", "'a' q", "* 'k=' s ' ' *", "a b", "* a", "n:int * 'x' w"})
	case 24:
		return "parse-kv s as (a1:long, b1:string) with (pair_delimiter=' ', kv_delimiter='=')"
	case 25:
		return "make-series " + r.aggregate() + pick(r, []string{"", " default=0", " default=1.5"}) + " on " + pick(r, []string{"t", "l"}) + pick(r, []string{" from ago(1d) to now() step 1h", " step 1h", " from 1 to 10 step 2", " in range(ago(1d), now(), 1h)"}) + pick(r, []string{"", " by s", " by i, b", " by tolower(s)"})
	case 26:
		return "project-away " + pick(r, []string{r.columns(), "s*", "x*", "*"})
	case 27:
		return "project-keep " + pick(r, []string{r.columns(), "s*", "*t*"})
	case 28:
		return "project-rename " + pick(r, []string{"q = s", "s = l", "q = s, z = l", "q = nope", "q = strlen(s)"})
	case 29:
		return "project-reorder " + pick(r, []string{"s, *", "t, s* desc", "* asc", "* granny-desc", "s2, s2", "l, i"})
	case 30:
		return pick(r, []string{"count", "count as n", "getschema", "consume", "serialize", "serialize rn = row_number()", "as Q", "render timechart", "render nope"})
	case 31:
		return pick(r, []string{"sample 5", "sample-distinct 5 of s", "sample-distinct 5 of y", "top-hitters 3 of s", "top-hitters 3 of s by l", "reduce by s", "reduce by l", "reduce kind=source by s"})
	case 32:
		return pick(r, []string{"top-nested 3 of s by count()", "top-nested 2 of s with others='x' by c=sum(l), top-nested of i by max(r)", "top-nested 3 of tolower(s) by dcount(i)"})
	case 33:
		return pick(r, []string{"partition by s (top 1 by l)", "partition by y (take 1)", "partition hint.strategy=native by i (summarize count() by b)"})
	case 34:
		return "evaluate " + r.call(pick(r, catalog.All(catalog.Plugin)))
	case 35:
		return "search " + pick(r, []string{"'x'", "s has 'x' and 'y'", "'x' or l == 1", "kind=case_sensitive 'x'", "*", "s:'x'"})
	case 36:
		return pick(r, []string{"invoke FileProfile()", "invoke FileProfile('s')", "invoke SeenBy()", "fork (count) (take 1)", "facet by s", "facet by s with (take 1)"})
	case 37:
		return "where s " + pick(r, []string{"in", "!in", "in~", "has_any"}) + " (" + pick(r, []string{"L", "(L | project s)", "dynamic(['a','b'])", "'a', 'b'", "1, 2", "toscalar(L | project s)"}) + ")"
	case 38:
		return "scan declare (c:long = 0) with (step s1: true => c = s1.c + 1; step s2 output=last: l > s1.l => c = 2;)"
	}
	return "extend x = " + pick(r, []string{"y.a.b", "y['k']", "y[0].z", "s.a", "l[0]", "parse_json(s).q[1]", "D.s", "toscalar(L)", "toscalar(L | count)", "prev(l)", "column_ifexists('s', 'd')", "column_ifexists('nope', 1)", "case(b, 1, l > 2, r, m)", "iff(b, 's', 1)", "typeof(long)"})
}

// TestWriteRandom writes random queries to the file that KQLC_RANDOM names, KQLC_SEED apart from each other.
func TestWriteRandom(t *testing.T) {
	path := os.Getenv("KQLC_RANDOM")
	if path == "" {
		t.Skip("KQLC_RANDOM names no file")
	}
	seed, _ := strconv.ParseUint(os.Getenv("KQLC_SEED"), 10, 64)
	r := sample{rand.New(rand.NewPCG(seed, 1))}
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	enc := json.NewEncoder(out)
	n := 0
	put := func(query string) {
		n++
		if err := enc.Encode(map[string]string{"id": strconv.Itoa(n), "query": query}); err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range []catalog.Kind{catalog.Scalar, catalog.Aggregate, catalog.Plugin} {
		for _, f := range catalog.All(kind) {
			for range 4 {
				put(r.around(f))
			}
		}
	}
	for range 1500 {
		put(r.pipe())
		put(r.whole())
	}
}
