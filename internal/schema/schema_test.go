package schema

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/kqlc/kqlc/internal/types"
)

func TestBuiltin(t *testing.T) {
	s := Builtin()
	names := s.TableNames()
	if len(names) < 280 {
		t.Fatalf("%d tables", len(names))
	}
	for _, name := range names {
		table := s.Table(name)
		if len(table.Columns()) == 0 {
			t.Errorf("%s has no columns", name)
		}
		if got := table.EventTime(); got != "TimeGenerated" {
			t.Errorf("event time of %s is %q", name, got)
		}
		for _, c := range table.Columns() {
			if c.Type == types.Unknown {
				t.Errorf("%s.%s has no type", name, c.Name)
			}
		}
	}
	for _, f := range s.FunctionNames() {
		if s.Table(f) != nil {
			t.Errorf("%s is table and function", f)
		}
	}
}

func TestSources(t *testing.T) {
	s := Builtin()
	for name, want := range map[string]string{
		"DeviceProcessEvents": Defender, "EmailEvents": Defender, "IdentityInfo": Defender, "AlertInfo": Defender,
		"SecurityEvent": Sentinel, "SigninLogs": Sentinel, "GCPAuditLogs": Sentinel, "DeviceHeartbeat": Sentinel,
	} {
		if got := s.Table(name).Source; got != want {
			t.Errorf("%s belongs to %s", name, got)
		}
	}
	if d := cmp.Diff([]string{"TimeGenerated", "Timestamp"}, s.Table("DeviceEvents").TimeColumns()); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"TimeGenerated"}, s.Table("GCPAuditLogs").TimeColumns()); d != "" {
		t.Error(d)
	}
}

func TestBuiltinFunctions(t *testing.T) {
	watchlist := Builtin().Function("_GetWatchlist")
	want := []Param{{"watchlistAlias", types.String, false}, {"keys", types.Dynamic, true}}
	if d := cmp.Diff(want, watchlist.Params); d != "" {
		t.Error(d)
	}
	if !watchlist.Result.Open || len(watchlist.Result.Columns) != 4 {
		t.Errorf("_GetWatchlist gives %v", watchlist.Result)
	}
	profile := Builtin().Function("FileProfile")
	if profile.Result != nil || profile.ParamText != "(T:(*), x:string='SHA1', y:long=100)" || !strings.HasPrefix(profile.Body, "{ T |") {
		t.Errorf("FileProfile is %+v", profile)
	}
}

const textFile = `// own tables
Beats_CL (
    TimeGenerated: datetime,   host: string,
    ['odd name']: long, *)
DeviceEvents (Timestamp:datetime, X:int)

['my func'] (T: (a:long, *), [n: long]): (a:long)
Twice(t: (*), s: string = "}", v: string = @"c:\") {
    t | where a == ')' // }
}
`

func TestText(t *testing.T) {
	s, err := Builtin().With("own.kql", []byte(textFile))
	if err != nil {
		t.Fatal(err)
	}
	beats := s.Table("Beats_CL")
	wantColumns := []types.Column{
		{Name: "TimeGenerated", Type: types.DateTime},
		{Name: "host", Type: types.String},
		{Name: "odd name", Type: types.Long},
	}
	if d := cmp.Diff(wantColumns, beats.Columns()); d != "" || !beats.Type().Open || beats.Line != 2 || beats.Source != Sentinel {
		t.Errorf("%+v\n%s", beats, d)
	}
	if own := s.Table("DeviceEvents"); own.Source != Defender || own.EventTime() != "Timestamp" || len(own.Columns()) != 2 {
		t.Errorf("%+v", own)
	}
	if len(Builtin().Table("DeviceEvents").Columns()) < 10 {
		t.Error("the built-in schema has changed")
	}
	f := s.Function("my func")
	if f == nil || len(f.Params) != 2 || !f.Params[1].Optional || !f.Params[0].Type.(*types.Table).Open {
		t.Errorf("%+v", f)
	}
	twice := s.Function("Twice")
	if twice == nil || twice.BodyLine != 8 || twice.ParamText != `(t: (*), s: string = "}", v: string = @"c:\")` ||
		!strings.HasSuffix(twice.Body, "// }\n}") {
		t.Errorf("%+v", twice)
	}
}

func TestJSON(t *testing.T) {
	s, err := Empty().With("t.json", []byte(`{
 "T": [{"name":"a","type":"long"},{"name":"b","type":"double"}],
 "U": []
}`))
	if err != nil {
		t.Fatal(err)
	}
	s, err = s.With("f.json", []byte(` [
 {"name":"F","open":true,"parameters":[{"name":"x","type":"string","optional":true}],"columns":[{"name":"c","type":"guid"}]},
 {"name":"G","parameters":"(t:(*))","body":"{ t }"}
]`))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"T", "U"}, s.TableNames()); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]types.Column{{Name: "a", Type: types.Long}, {Name: "b", Type: types.Real}}, s.Table("T").Columns()); d != "" {
		t.Error(d)
	}
	if f := s.Function("F"); !f.Result.Open || f.Result.Columns[0].Type != types.GUID || !f.Params[0].Optional || f.Line != 2 {
		t.Errorf("%+v", f)
	}
	if g := s.Function("G"); g.Body != "{ t }" || g.ParamText != "(t:(*))" {
		t.Errorf("%+v", g)
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"T (a:long", `f:1: '(' is not closed`},
		{"\n\nT (a:lang)", `f:3: column "a" has the unknown type "lang"`},
		{"T (a:long,\n b:string,\n a:int)", `f:3: column "a" is declared twice`},
		{"T (a)", `f:1: want name:type, found "a"`},
		{"T (a:long)\nT (a:long)", `f:2: "T" is declared twice`},
		{"T\n= 5", `f:2: want '(', found "= 5"`},
		{"|", `f:1: want a name, found "|"`},
		{"F (x: what): (a:long)", `f:1: parameter "x" has the unknown type "what"`},
		{"{\n\"T\": [\n{\"name\":\"a\",\"type\":\"x\"}]}", `f:3: table "T": column "a" has the unknown type "x"`},
		{"{\"T\": 5}", `f:1: table "T" wants a list of columns`},
		{"{\n\"T\": [}", `f:2: invalid character '}' looking for beginning of value`},
		{"[\n{\"name\":\"F\",\"parameters\":5,\"body\":\"{}\"}]", `f:2: function "F": with a body, "parameters" are a text`},
		{"T (a:long) U", `f:1: want '(', found nothing`},
		{"ÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜ (a:long)", `f:1: want a name, found "ÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖ…"`},
		{`{"T": [5]}`, `f:1: want an object, found a number`},
		{`{"T": [{"name": 5}]}`, `f:1: "name" is a text, not a number`},
		{`{"T": [{"name": "", "type": "long"}]}`, `f:1: table "T": a column has no name`},
		{`{"T": [], "T": []}`, `f:1: "T" is declared twice`},
		{"{\"T\": [\n{\"name\":\"a\"", `f:2: the file ends before its brackets close`},
		{"{\n", `f:2: the file ends before its brackets close`},
		{"{\"T\": []}\n{}", `f:2: there is more behind the closing bracket`},
		{`{"functions": {}}`, `f:1: "functions" wants a list of functions`},
		{`[5]`, `f:1: want an object, found a number`},
		{`{"T": ["a"]}`, `f:1: want an object, found a text`},
		{`[{"parameters": []}]`, `f:1: function "": it has no name`},
		{`[{"name": "F", "columns": {}}]`, `f:1: "columns" is a list, not an object`},
		{`[{"name": "F", "open": 1}]`, `f:1: "open" is true or false, not a number`},
		{`[{"name": "F", "parameters": {}}]`, `f:1: function "F": without a body, "parameters" are a list of name, type and optional`},
		{`[{"name": "F", "parameters": [{"name": "p", "type": "x"}]}]`, `f:1: function "F": parameter "p" has the unknown type "x"`},
		{`[{"name": "F", "columns": [{"name": "a", "type": "long"}, {"name": "a", "type": "int"}]}]`, `f:1: function "F": column "a" is declared twice`},
		{`[{"name": "F"}, {"name": "F"}]`, `f:1: "F" is declared twice`},
	} {
		_, err := Empty().With("f", []byte(c.text))
		if err == nil || err.Error() != c.want {
			t.Errorf("%q gives %v, want %s", c.text, err, c.want)
		}
	}
}

// sameTables holds what is read as plain JSON against what the decoder reads.
func sameTables(t *testing.T, text string) (plain bool) {
	t.Helper()
	tables, plain := plainTables("f", text)
	if !plain {
		return false
	}
	s := &Schema{tables: map[string]*Table{}, functions: map[string]*Function{}}
	if err := s.decodeJSON("f", text); err != nil {
		t.Fatalf("%q is plain, and %v", text, err)
	}
	ignored := cmpopts.IgnoreUnexported(Table{})
	if d := cmp.Diff(s.tables, tables, ignored); d != "" {
		t.Errorf("%q (-want +got):\n%s", text, d)
	}
	for name, table := range tables {
		if d := cmp.Diff(s.tables[name].Columns(), table.Columns()); d != "" {
			t.Errorf("%q: %s (-want +got):\n%s", text, name, d)
		}
	}
	return true
}

func TestPlain(t *testing.T) {
	for text, want := range map[string]bool{
		`{"T":[{"name":"a","type":"long"}]}`: true,
		"{\n\"T\": [\n {\"name\": \"a b\", \"type\": \"int\"},\t{\"name\":\"c\",\"type\":\"float\"} ]\r\n, \"U\":[{\"name\":\"a\",\"type\":\"dynamic\"}]}\n": true,
		`{"T":[]}`: false, `{}`: false, ``: false, `{"T":[{"name":"a","type":"long"}]`: false, `{"T":[{"name":"a","type":"long"}]} 1`: false,
		`{"T":[{"type":"long","name":"a"}]}`: false, `{"T":[{"Name":"a","type":"long"}]}`: false, `{"T":[{"name":"a","type":"lang"}]}`: false,
		`{"T":[{"name":"a","type":"long"},]}`: false, `{"T":[{"name":"a","type":"long"}],}`: false, `{"T":[{"name":"","type":"long"}]}`: false,
		`{"T":[{"name":"a","type":"long"},{"name":"a","type":"int"}]}`: false, `{"T":[{"name":"\u0061","type":"long"}]}`: false,
		`{"T":[{"name":"ä","type":"long"}]}`: false, `{"functions":[{"name":"a","type":"long"}]}`: false,
		`{"T":[{"name":"a","type":"long"}],"T":[{"name":"a","type":"long"}]}`: false, `{"T":[{"name":"a","type":"long","x":1}]}`: false,
	} {
		if plain := sameTables(t, text); plain != want {
			t.Errorf("%q is plain: %t", text, plain)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add(textFile)
	f.Add(`{"T":[{"name":"a","type":"long"}]}`)
	f.Add(`[{"name":"F","parameters":[],"columns":[]}]`)
	f.Fuzz(func(t *testing.T, text string) {
		sameTables(t, text)
		s, err := Empty().With("f", []byte(text))
		if err != nil {
			return
		}
		for _, name := range s.TableNames() {
			s.Table(name).TimeColumns()
		}
	})
}

func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		s := &Schema{tables: map[string]*Table{}, functions: map[string]*Function{}}
		if err := s.addText("", Sentinel, sentinelTables); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSharedSchemas holds the built-in schema against the JSON files that the suites are checked with.
func TestSharedSchemas(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "schemas")
	s := Empty()
	for _, name := range []string{"tables.json", "functions.json"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Skipf("the suites are not here: %v", err)
		}
		if s, err = s.With(name, data); err != nil {
			t.Fatal(err)
		}
		sameTables(t, string(data))
	}
	if d := cmp.Diff(s.TableNames(), Builtin().TableNames()); d != "" {
		t.Errorf("tables (-want +got):\n%s", d)
	}
	for _, name := range s.TableNames() {
		if d := cmp.Diff(s.Table(name).Columns(), Builtin().Table(name).Columns()); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	place := cmpopts.IgnoreFields(Function{}, "File", "Line", "BodyLine")
	for _, name := range s.FunctionNames() {
		if got := Builtin().Function(name); got != nil && got.Result != nil && s.Function(name).Body != "" {
			continue // a stand-in for what a service gives, which kqlc reads from a file
		}
		if d := cmp.Diff(s.Function(name), Builtin().Function(name), place); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}
