package compile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/ruleset"
	"github.com/kqlc/kqlc/internal/schema"
)

// withoutExample are the codes that no short query gets, and those of rule files.
var withoutExample = []string{
	diag.TooDeep, diag.TooLong, diag.TooLarge, diag.UnknownOption, diag.NotExecuted, diag.Internal,
	diag.BadFile, diag.MissingField, diag.BadField,
}

// found are the problems of a query on its whole way to Go.
func found(c *compile.Compiler, query string) []diag.Diagnostic {
	_, problems := c.CompileRule(&ruleset.Rule{Path: "example.kql", Query: query, Source: diag.NewSource("example.kql", query)})
	return problems
}

// The page of a code shows a query that gets it, and how the query should be: that one is without errors and does not get
// the code.
func TestCodeExamples(t *testing.T) {
	c := compile.New(schema.Builtin())
	for _, code := range diag.Codes() {
		if strings.HasPrefix(code.ID, "KQL1") && code.ID != diag.EmptyQuery {
			continue // package parser holds them: T stands for any table
		}
		if slices.Contains(withoutExample, code.ID) {
			if code.Wrong != "" {
				t.Errorf("%s has an example: take it out of withoutExample", code.ID)
			}
			continue
		}
		has := func(d diag.Diagnostic) bool { return d.Code == code.ID }
		problems := found(c, code.Wrong)
		if !slices.ContainsFunc(problems, has) {
			t.Errorf("%s: %q does not get it, but %s", code.ID, code.Wrong, texts(problems))
		}
		for _, d := range problems {
			if d.Code != code.ID && d.Severity == diag.Error {
				t.Errorf("%s: %q shows more than it should: %s", code.ID, code.Wrong, texts(problems))
			}
		}
		right := found(c, code.Right)
		if slices.ContainsFunc(right, has) || diag.HasErrors(right) {
			t.Errorf("%s: %q is not right: %s", code.ID, code.Right, texts(right))
		}
	}
}

func texts(list []diag.Diagnostic) string {
	if len(list) == 0 {
		return "nothing"
	}
	var out []string
	for _, d := range list {
		out = append(out, d.Code+" "+d.Text())
	}
	return strings.Join(out, "; ")
}

// doubled joins a table with itself, and the result with itself, n times: each doubles the columns.
func doubled(n int) string {
	var query strings.Builder
	query.WriteString("let T0 = print a = 1, b = 2;\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&query, "let T%d = materialize(T%d | join T%d on a);\n", i, i-1, i-1)
	}
	fmt.Fprintf(&query, "T%d | where a1 == 2", n)
	return query.String()
}

// Codes without a short example are given too.
func TestOtherCodes(t *testing.T) {
	c := compile.New(schema.Builtin())
	for code, query := range map[string]string{
		diag.TooDeep:     "print " + strings.Repeat("(", 5000) + "1" + strings.Repeat(")", 5000),
		diag.TooLarge:    doubled(30),
		diag.NotExecuted: "SigninLogs | evaluate python(typeof(*), 'result = df')",
	} {
		if problems := found(c, query); !slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return d.Code == code }) {
			t.Errorf("%s: %.60q gets %s", code, query, texts(problems))
		}
	}
}

// A bag_unpack without a bag, which Microsoft's analyser lets pass, is refused.
func TestNoBag(t *testing.T) {
	c := compile.New(schema.Builtin())
	for _, call := range []string{"bag_unpack(a)", "bag_unpack(x = d)", "bag_unpack(x = 1)"} {
		got := texts(found(c, "print a = 1, d = dynamic({}) | evaluate "+call))
		if !strings.HasPrefix(got, "KQL4001 bag_unpack: its first argument has to be") {
			t.Errorf("%s: %s", call, got)
		}
	}
}

// A function of the node at hand where none is, which Microsoft's analyser lets pass, is refused.
func TestNoNode(t *testing.T) {
	c := compile.New(schema.Builtin())
	for _, fn := range []string{"node_id", "node_degree_in", "node_degree_out"} {
		got := texts(found(c, "print a = 'x', b = 'y' | make-graph a --> b with_node_id = n | graph-match (p)-[e]->(q) project r = "+fn+"()"))
		if want := "KQL4001 " + fn + "() without the name of a node: in graph-match it needs one"; got != want {
			t.Errorf("%s: %s", fn, got)
		}
	}
}

// A function of several values that Microsoft's analyser lets stand for one is refused.
func TestSeveralValues(t *testing.T) {
	c := compile.New(schema.Builtin())
	for _, rest := range []string{
		"summarize make_list(series_fft(d))", "sort by series_fft(d)", "top 1 by series_fft(d)", "where series_fft(d) in (1)",
		"scan declare (x: dynamic) with (step a: true => x = series_fft(d);)", "reduce by tostring(series_fft(d))",
	} {
		got := texts(found(c, "print d = dynamic([1]) | "+rest))
		if got != "KQL4001 series_fft() as one value: it gives several, which extend and project make columns of" {
			t.Errorf("%s: %s", rest, got)
		}
	}
}

// One of several values has to be told by a number that is written out and that there is.
func TestOneOfSeveralValues(t *testing.T) {
	c := compile.New(schema.Builtin())
	for _, index := range []string{"i", "2", "-1"} {
		got := texts(found(c, "print d = dynamic([1]), i = 1 | extend x = array_sort_asc(d, d)["+index+"]"))
		if !strings.HasPrefix(got, "KQL4001 a value of several whose place is not known") {
			t.Errorf("%s: %s", index, got)
		}
	}
}

// Arithmetic that Microsoft's analyser lets pass, and that Kusto has not, says so (Kusto: datetime-timespan-arithmetic).
func TestArithmeticOfNoSense(t *testing.T) {
	c := compile.New(schema.Builtin())
	for _, pair := range []string{
		"datetime + datetime", "datetime * long", "long * datetime", "datetime / long", "datetime / timespan", "timespan - datetime", "timespan * timespan",
	} {
		operands := strings.NewReplacer("datetime", "now()", "timespan", "1h", "long", "5").Replace(pair)
		if got, want := texts(found(c, "print "+operands)), "KQL4001 "+pair+": the analyser lets it pass"; !strings.HasPrefix(got, want) {
			t.Errorf("%s gives %s, want %s", operands, got, want)
		}
	}
}

// A column that a union splits by type is named with what it is split into, also where its name is a table's.
func TestSplitColumn(t *testing.T) {
	c := compile.New(schema.Builtin())
	const union = "let A = datatable(x: string, Operation: string)['', '']; let B = datatable(x: long, Operation: dynamic)[1, dynamic([])]; union A, B | "
	for query, column := range map[string]string{
		"where x == 1":                         "x",
		"extend y = Operation":                 "Operation",
		"extend y = coalesce(Operation, 'no')": "Operation",
	} {
		got := texts(found(c, union+query))
		if want := "KQL2003 column \"" + column + "\" not found: its type differs between the tables of the union"; !strings.HasPrefix(got, want) {
			t.Errorf("%s gives %s, want %s", query, got, want)
		}
	}
}

// An argument of a plugin whose type makes no sense, which Microsoft's analyser lets pass, is refused.
func TestArgumentTypes(t *testing.T) {
	const table = "datatable(a: long, t: datetime, s: string, r: real, m: decimal, d: dynamic)[1, datetime(2024-01-01), '', 1.5, decimal(1), dynamic(1)] | evaluate "
	const days = "datetime(2024-01-01), datetime(2024-01-03), "
	c := compile.New(schema.Builtin())
	for call, want := range map[string]string{
		"activity_counts_metrics(a, t, " + days + "1.5)":       "activity_counts_metrics: Step has to be a timespan here, and is a real",
		"activity_metrics(a, t, 1, datetime(2024-01-03), 1d)":  "activity_metrics: Start has to be a datetime here, and is a long",
		"activity_metrics(a, a, 1, 9, 1d)":                     "activity_metrics: Step has to be a long here, and is a timespan",
		"session_count(s, t, " + days + "1h, timespan(null))":  "session_count: LookBackWindow has to have a value, and has none",
		"active_users_count(s, t, " + days + "1d, 1h, 1d, 1d)": "active_users_count: ActivePeriods has to be a long here, and is a timespan",
		"new_activity_metrics(s, t, " + days + "'~')":          "new_activity_metrics: Window has to be a timespan here, and is a string",
		"rolling_percentile(a, decimal(1), t, 1d, 7)":          "rolling_percentile: Percentile has to be a real here, and is a decimal",
		"sequence_detect(t, 1, 1d, x = a > 1, y = a > 2)":      "sequence_detect: MaxSeqeunceStepWindow has to be a timespan here, and is a long",
		"basket(0.1, s)":                                                     "basket: WeightColumn has to be a real here, and is a string",
		"autocluster(real(nan))":                                             "autocluster: SizeWeight has to have a value, and has none",
		"basket(0.1, a, 2, s)":                                               "basket: CustomWildcard has to be the same for all rows, and s is a column",
		"ipv4_lookup(datatable(n: long)[1], s, n)":                           "ipv4_lookup: IPv4LookupKey has to be a string here, and is a long",
		"ipv6_lookup(datatable(n: string)[''], d, n)":                        "ipv6_lookup: SourceIPv6Key has to be a string here, and is a dynamic",
		"geo_polygon_lookup(datatable(n: dynamic)[dynamic(null)], n, r, t)":  "geo_polygon_lookup: SourceLatitude has to be a real here, and is a datetime",
		"rows_near(a > 0, int(null))":                                        "rows_near: NumRows has to have a value, and has none",
		"basket('~', '~', '~', 'any', -1)":                                   "",
		"activity_metrics(m, a, int(1), 9, 1)":                               "",
		"active_users_count(s, t, now(-1d), ago(1h), 1d, 1h, toint(2), 30m)": "",
		"diffpatterns(s, 'a', 'b', r, 0.1, 2, dynamic('any'))":               "",
		"geo_polygon_lookup(datatable(n: dynamic)[dynamic(null)], n, a, m)":  "",
	} {
		if want = "KQL4001 " + want; want == "KQL4001 " {
			want = "nothing"
		}
		if got := texts(found(c, table+call)); got != want {
			t.Errorf("%s: %s, want %s", call, got, want)
		}
	}
}

// An argument that a plugin wants once, where Microsoft's analyser takes a column, says so at the column.
func TestFixedArguments(t *testing.T) {
	const table = "datatable(a: long, t: datetime, l: timespan)[1, datetime(2024-01-01), 1d] | evaluate "
	c := compile.New(schema.Builtin())
	for call, want := range map[string]string{
		"rolling_percentile(a, 50, t, l, 7)":                                         "KQL4001 rolling_percentile: BinSize has to be the same for all rows, and l is a column",
		"rolling_percentile(a, 50, t, 1d + l, 7)":                                    "KQL4001 rolling_percentile: BinSize has to be the same for all rows, and l is a column",
		"rolling_percentile(a, 50, t, 2 * 1d, 7)":                                    "nothing",
		"new_activity_metrics(a, t, datetime(2024-01-01), datetime(2024-01-03), l)":  "KQL4001 new_activity_metrics: Window has to be the same for all rows, and l is a column",
		"new_activity_metrics(a, t, datetime(2024-01-01), datetime(2024-01-03), 1d)": "nothing",
	} {
		problems := found(c, table+call)
		if got := texts(problems); got != want {
			t.Errorf("%s: %s, want %s", call, got, want)
		}
		if len(problems) == 1 && (table + call)[problems[0].Span.Start:problems[0].Span.End] != "l" {
			t.Errorf("%s: the place is %v", call, problems[0].Span)
		}
	}
}
