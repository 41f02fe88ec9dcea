package catalog

import (
	"fmt"
	"strings"
	"testing"

	"github.com/kqlc/kqlc/internal/types"
)

// logs is the row of the cases: a column a type, and what literals are called.
var logs = &types.Table{Columns: []types.Column{
	{Name: "Ok", Type: types.Bool},
	{Name: "Port", Type: types.Int},
	{Name: "Bytes", Type: types.Long},
	{Name: "Load", Type: types.Real},
	{Name: "Price", Type: types.Decimal},
	{Name: "Host", Type: types.String},
	{Name: "At", Type: types.DateTime},
	{Name: "Took", Type: types.TimeSpan},
	{Name: "Id", Type: types.GUID},
	{Name: "Extra", Type: types.Dynamic},
}}

var literals = map[string]Arg{
	"1": {Type: types.Long, Value: int64(1)}, "99.9": {Type: types.Real, Value: 99.9}, "true": {Type: types.Bool, Value: true},
	"1h": {Type: types.TimeSpan}, "'k'": {Type: types.String, Value: "k"}, "''": {Type: types.String, Value: ""},
	"'day'": {Type: types.String, Value: "DAY"}, "'Host'": {Type: types.String, Value: "Host"},
	"[1]": {Type: types.ArrayOf(types.Long)}, "['a']": {Type: types.ArrayOf(types.String)}, "{}": {Type: types.AnyBag},
	"dynamic(1)": {Type: types.DynamicOf{Value: types.Long}}, "typeof(long)": {Type: types.Literal, Value: types.Long},
}

// argument makes an argument of the cases' notation: a column, a literal, * or ?Type for a nameless expression.
func argument(text string) Arg {
	if label, value, ok := strings.Cut(text, "="); ok {
		a := argument(value)
		a.Label = label
		return a
	}
	if text == "*" {
		return Arg{Type: &types.Tuple{Columns: logs.Columns}, Star: true}
	}
	if name, ok := strings.CutPrefix(text, "?"); ok {
		t, _ := types.Named(name)
		return Arg{Type: t}
	}
	if c, ok := types.Find(logs.Columns, text); ok {
		return Arg{Type: c.Type, Name: c.Name, Column: c.Name, ColumnRef: true}
	}
	a, ok := literals[text]
	if !ok {
		panic(text)
	}
	a.Literal, a.Constant = true, true
	return a
}

type here struct{ by []string }

func (here) Row() *types.Table                                 { return logs }
func (h here) GroupBy() []string                               { return h.by }
func (here) Lookup(string) types.Type                          { return nil }
func (here) Entity(ReturnRule, string, bool, *Call) types.Type { return types.Unknown }
func (here) GraphNode() *types.Table                           { return nil }

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		kind       Kind
		name, args string
		want       string
	}{
		{Scalar, "strlen", "Host", "strlen_Host long"},
		{Scalar, "strlen", "Extra", "strlen_Extra long"},
		{Scalar, "strlen", "Bytes", "KS141 at 0"},
		{Scalar, "tolower", "Host", " string"},
		{Scalar, "tostring", "Bytes", "Bytes string"},
		{Scalar, "gettype", "Extra", "type_Extra string"},
		{Scalar, "substring", "Host 1", " string"},
		{Scalar, "substring", "Host", "KS119 at -1"},
		{Scalar, "substring", "Host 99.9", "KS134 at 1"},
		{Scalar, "split", "Host 'k' ?long", "Host dynamic"},
		{Scalar, "extract", "'k' 1 Host", " string"},
		{Scalar, "extract", "'k' 1 Host typeof(long)", " long"},
		{Scalar, "extract", "Host 1 Host", "KS129 at 0"},
		{Scalar, "bin", "At 1h", "At datetime"},
		{Scalar, "bin", "Port 1", "Port long"},
		{Scalar, "bin", "Port 99.9", "Port real"},
		{Scalar, "bin", "Host 1", "KS137 at 0"},
		{Scalar, "bin", "", "KS119 at -1"},
		{Scalar, "iff", "Ok Port Bytes", " long"},
		{Scalar, "iff", "Ok Extra Host", " string"},
		{Scalar, "iff", "Ok 'k' 1", " dynamic"},
		{Scalar, "iff", "Bytes 1 1", "KS107 at 0"},
		{Scalar, "case", "Ok 1 Ok 99.9 Bytes", " real"},
		{Scalar, "case", "Ok 1 Ok 99.9", "KS121 at -1"},
		{Scalar, "coalesce", "Host Bytes", "KS232 at -1"},
		{Scalar, "coalesce", "Port Bytes", " long"},
		{Scalar, "max_of", "Port Load", " real"},
		{Scalar, "max_of", "Extra Load", "KS206 at 0"},
		{Scalar, "datetime_add", "'day' 1 At", " datetime"},
		{Scalar, "datetime_add", "'k' 1 At", "KS140 at 0"},
		{Scalar, "format_datetime", "At ''", "KS133 at 1"},
		{Scalar, "column_ifexists", "'Host' 'k'", "Host string"},
		{Scalar, "column_ifexists", "'k' 1", " long"},
		{Scalar, "abs", "dynamic(1)", "KS127 at -1"},
		{Scalar, "hash", "Extra", "KS116 at 0"},
		{Scalar, "pack_array", "*", " dynamic"},
		{Scalar, "series_fit_line", "?dynamic", "(series_fit_line__rsquare: real, series_fit_line__slope: real, " +
			"series_fit_line__variance: real, series_fit_line__rvariance: real, series_fit_line__interception: real, " +
			"series_fit_line__line_fit: dynamic)"},
		{Scalar, "array_sort_asc", "Extra ['a'] true", "(Extra_sorted: dynamic, array1_sorted: dynamic)"},
		{Scalar, "ipv4_is_in_any_range", "Host 'k' 'k'", " bool"},
		{Scalar, "ipv4_is_in_any_range", "Host ['a']", " bool"},

		{Aggregate, "count", "", "count_ long"},
		{Aggregate, "sum", "Port", "sum_Port long"},
		{Aggregate, "sum", "?real", "sum_ real"},
		{Aggregate, "sum", "Host", "KS138 at 0"},
		{Aggregate, "avg", "Port", "avg_Port real"},
		{Aggregate, "make_set", "Host 1", "set_Host dynamic"},
		{Aggregate, "dcount", "*", "KS191 at 0"},
		{Aggregate, "percentile", "Took 99.9", "(percentile_Took_99_9: timespan)"},
		{Aggregate, "arg_max", "At Host", "(At: datetime, Host: string)"},
		{Aggregate, "arg_max", "At name=Host ?long", "(At: datetime, name: string, max_At_arg2: long)"},
		{Aggregate, "arg_max", "Bytes *", "(Bytes: long, Ok: bool, Port: int, Load: real, Price: decimal, At: datetime, " +
			"Took: timespan, Id: guid, Extra: dynamic)"},
		{Aggregate, "argmin", "At Host", "(At: datetime, At_Host: string)"},
		{Aggregate, "take_any", "Host ?long", "(Host: string, any_arg1: long)"},

		{Operator, "+", "Port Port", " long"},
		{Operator, "+", "At 1h", " datetime"},
		{Operator, "+", "Host Host", "KS106 at -1"},
		{Operator, "-", "At At", " timespan"},
		{Operator, "+", "Extra Bytes", " long"},
		{Operator, "+", "dynamic(1) dynamic(1)", " dynamic"},
		{Operator, "unary -", "Port", " long"},
		{Operator, "==", "Host Bytes", " bool"},
		{Operator, "<", "Host Host", "KS106 at -1"},
		{Operator, "has", "Host Extra", " bool"},
		{Operator, "in", "Bytes 'k' 1", " bool"},
		{Operator, "between", "At At 1h", " bool"},
		{Operator, "between", "At 1 1", "KS141 at 1, KS141 at 2"},
		{Operator, "and", "Ok Host", "KS106 at -1"},

		{Plugin, "bag_unpack", "Extra", "(*)"},
		{Plugin, "bag_unpack", "'k'", "KS109 at 0"},
		{Plugin, "autocluster", "'k'", "KS107 at 0"},
	} {
		var args []Arg
		for _, text := range strings.Fields(c.args) {
			args = append(args, argument(text))
		}
		f := Lookup(c.kind, c.name)
		call := f.Match(args, here{by: []string{"Host"}})
		got := call.Type.String()
		if _, ok := call.Type.(types.Scalar); ok || types.IsDynamic(call.Type) {
			got = f.ResultName(args, logs) + " " + got
		}
		if call.Problems != nil {
			var problems []string
			for _, p := range call.Problems {
				problems = append(problems, fmt.Sprintf("%s at %d", p.Kind.Code(), p.Arg))
			}
			got = strings.Join(problems, ", ")
		}
		if got != c.want {
			t.Errorf("%s(%s)\n got %s\nwant %s", c.name, c.args, got, c.want)
		}
	}
}

func TestUserFunctions(t *testing.T) {
	f := NewUser("f", []*Param{
		{Name: "text", Types: []types.Type{types.String}, Min: 1, Max: 1},
		{Name: "count", Types: []types.Type{types.Long}, Max: 1, Default: int64(5)},
	}, func(*Call) types.Type { return types.String })
	for _, c := range []struct{ args, want string }{
		{"Host", "[]"},
		{"Host 1", "[]"},
		{"count=1 text=Host", "[]"},
		{"Bytes 'k'", "[]"},
		{"count=1", "[KS197]"},
		{"Host size=1", "[KS196]"},
		{"count=1 Host", "[KS195]"},
		{"", "[KS119]"},
		{"Host 1 1", "[KS119]"},
	} {
		var args []Arg
		for _, text := range strings.Fields(c.args) {
			args = append(args, argument(text))
		}
		var codes []string
		for _, p := range f.Match(args, nil).Problems {
			codes = append(codes, p.Kind.Code())
		}
		if got := fmt.Sprint(codes); got != c.want {
			t.Errorf("f(%s) has %s, want %s", c.args, got, c.want)
		}
	}
}

func TestRepetitionOfColumns(t *testing.T) {
	c := Lookup(Aggregate, "arg_max").Match([]Arg{argument("Host"), argument("Host"), argument("x=Id")}, here{by: []string{"Host"}})
	for i, want := range []types.Column{
		{Name: "Host", Type: types.String, Of: "Host"},
		{Name: "Host", Type: types.String, Of: "Host"},
		{Name: "x", Type: types.GUID, Of: "Id"},
	} {
		if got := c.Type.(*types.Tuple).Columns[i]; got != want {
			t.Errorf("column %d is %+v, want %+v", i, got, want)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		for _, f := range everything() {
			for _, text := range f.Sigs {
				if _, err := parseSignature(text); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

func FuzzParseSignature(f *testing.F) {
	for _, fn := range everything()[:60] {
		f.Add(fn.Sigs[0])
	}
	f.Fuzz(func(_ *testing.T, text string) { _, _ = parseSignature(text) })
}
