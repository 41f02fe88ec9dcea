package kql

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseJSON(t *testing.T) {
	for text, want := range map[string]string{
		``:                             `null null`,
		`null`:                         `null null`,
		` null `:                       `null null`,
		`  `:                           `string "  "`,
		`12`:                           `long 12`,
		` -12 `:                        `long -12`,
		`1.50`:                         `double 1.5`,
		`1e3`:                          `double 1000.0`,
		`9223372036854775807`:          `long 9223372036854775807`,
		`9223372036854775808`:          `double 9.223372036854776e+18`,
		`"a\u0062\/\n"`:                `string "ab/\n"`,
		`"\ud83d\ude00"`:               `string "😀"`,
		`"\ud83d"`:                     "string \"\uFFFD\"",
		`true`:                         `bool true`,
		`True`:                         `string "True"`,
		`[ 1 , "a" , [ ] , { } ]`:      `array [1,"a",[],{}]`,
		"{ \"a\" :\t1.0 , \"b\":null}": `dictionary {"a":1.0,"b":null}`,
		`{"a":1,"b":2,"a":3}`:          `dictionary {"a":3,"b":2}`,
		`{"\u0061":1,"a":2}`:           `dictionary {"a":2}`,
		`{"q\"x":"\t\u00e9\\"}`:        `dictionary {"q\"x":"\té\\"}`,
		`{'a':1}`:                      `string "{'a':1}"`,
		`[1,]`:                         `string "[1,]"`,
		`[1 2]`:                        `string "[1 2]"`,
		`{"a":1`:                       `string "{\"a\":1"`,
		`{"a"}`:                        `string "{\"a\"}"`,
		`01`:                           `string "01"`,
		`1.`:                           `string "1."`,
		`+1`:                           `string "+1"`,
		`"a` + "\t" + `b"`:             `string "\"a\tb\""`,
		`"\x"`:                         `string "\"\\x\""`,
		`"a" "b"`:                      `string "\"a\" \"b\""`,
		`nulls`:                        `string "nulls"`,
		strings.Repeat("[", 2000):      `string "` + strings.Repeat("[", 2000) + `"`,
	} {
		d := ParseJSON(text)
		got := GetTypeDynamic(d) + " " + string(d.AppendJSON(nil))
		if got != want {
			t.Errorf("%q gives %s, want %s", text, got, want)
		}
	}
}

const sampleDocument = `{
	"name" : "Zoë \"Q\"", "n": [10, 20, {"deep": [true, null]}],
	"a.b": {"c": "x"}, "\u0065scaped": 7, "name2": "", "empty": {}, "list": []
}`

func TestMemberAndIndex(t *testing.T) {
	raw := ParseJSON(sampleDocument)
	built := DynamicBag(raw.Keys(), raw.Elements())
	for _, d := range []Dynamic{raw, built, built.Clone(), ParseJSON(string(built.AppendJSON(nil)))} {
		for _, c := range []struct {
			got  Dynamic
			want string
		}{
			{Member(d, "name"), `"Zoë \"Q\""`},
			{Member(d, "name2"), `""`},
			{Member(d, "escaped"), `7`},
			{Member(d, "NAME"), `null`},
			{Member(Member(d, "a.b"), "c"), `"x"`},
			{Member(d, "a"), `null`},
			{Index(Member(d, "n"), 1), `20`},
			{Index(Member(d, "n"), -3), `10`},
			{Index(Member(d, "n"), 3), `null`},
			{Index(Member(d, "n"), -4), `null`},
			{Index(Member(Index(Member(d, "n"), 2), "deep"), 0), `true`},
			{Index(Member(Index(Member(d, "n"), 2), "deep"), 1), `null`},
			{Index(d, 0), `null`},
			{Member(Member(d, "n"), "x"), `null`},
			{Member(Member(d, "name"), "x"), `null`},
			{Index(Member(d, "list"), 0), `null`},
			{At(d, DynamicString("list")), `[]`},
			{At(Member(d, "n"), DynamicLong(-2)), `20`},
			{At(d, DynamicBool(true)), `null`},
		} {
			if got := string(c.got.AppendJSON(nil)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		}
	}
	if got := Member(ParseJSON(`{"a":1,"a":2}`), "a"); got.Long() != 2 {
		t.Errorf("of two members the first counts: %v", got)
	}
}

// TestJSONAgainstEncodingJSON holds the reader against the standard library's.
func TestJSONAgainstEncodingJSON(t *testing.T) {
	for _, text := range jsonSeeds() {
		checkJSON(t, text)
	}
}

func jsonSeeds() []string {
	many := make([]string, 40)
	for i := range many {
		many[i] = fmt.Sprintf(`"k%d":{"v":[%d,"\u0041%d"]}`, i, i, i)
	}
	return []string{
		sampleDocument, `[]`, `{}`, `[[],[[]],{"a":{}}]`, `"\\"`, `["\\","\\\"",""]`, `-0.0`, `1E+2`, `{"a":"}","b":"]"}`,
		"{" + strings.Join(many, " , ") + "}", `[1.5e-7,123456789012345678901234567890]`, `{"x\\":"\\"}`,
	}
}

func checkJSON(t *testing.T, text string) {
	t.Helper()
	var want any
	valid := json.Unmarshal([]byte(text), &want) == nil
	d := ParseJSON(text)
	out := d.AppendJSON(nil)
	var got any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%q is printed as %q: %v", text, out, err)
	}
	if again := ParseJSON(string(out)); !again.Equal(d) && !strings.Contains(string(out), "NaN") {
		t.Fatalf("%q is printed as %q, which reads as %s", text, out, again)
	}
	if valid && !cmp.Equal(want, got) {
		t.Fatalf("%q is printed as %q", text, out)
	}
	walk(d)
	if canonical := ParseJSON(DynamicToJSON(d)); (d.kind == BagKind || d.kind == ArrayKind) && !canonical.Equal(d) {
		t.Fatalf("%q is %v in canonical form", text, canonical)
	}
}

// walk visits all elements, through the text and built.
func walk(d Dynamic) {
	for i, v := range d.Elements() {
		if d.kind == BagKind {
			v = Member(d, d.Keys()[i])
		}
		walk(v)
	}
}

func FuzzParseJSON(f *testing.F) {
	for _, s := range jsonSeeds() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ToValidUTF8(text, "") == text {
			checkJSON(t, text)
		}
	})
}

func TestDynamicScalars(t *testing.T) {
	at, id := MustDateTime("2022-05-06 07:08:09.1"), MustGUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff")
	d := DynamicArray([]Dynamic{
		DynamicDateTime(at), DynamicTimeSpan(90 * Minute), DynamicGUID(id), DynamicDecimal(MustDecimal("1.10")),
		DynamicReal(2), DynamicReal(math.Inf(1)), DynamicBool(false), DynamicString("\x01\"é/"),
		{},
	})
	want := `["2022-05-06T07:08:09.1000000Z","01:30:00","6f9619ff-8b86-d011-b42d-00cf4fc964ff","1.1",2.0,"Infinity",false,"\u0001\"é/",null]`
	if got := d.String(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	types := ""
	for _, v := range d.Elements() {
		types += GetTypeDynamic(v) + " "
	}
	if types != "datetime timespan guid decimal double double bool string null " {
		t.Errorf("types are %s", types)
	}
	if got := DynamicToJSON(ParseJSON(`{"b":[{"z":1,"y":2}],"a":"s"}`)); got != `{"a":"s","b":[{"y":2,"z":1}]}` {
		t.Errorf("canonical is %s", got)
	}
	if got := DynamicToJSON(DynamicString("s")); got != "s" {
		t.Errorf("canonical text is %s", got)
	}
}

func TestDynamicEqual(t *testing.T) {
	j := ParseJSON
	for _, c := range []struct {
		a, b Dynamic
		want bool
	}{
		{j(`1`), j(`1.0`), true},
		{j(`1`), j(`"1"`), false},
		{j(`9007199254740993`), j(`9007199254740992`), false},
		{j(`[1,[2]]`), j(` [ 1 , [ 2 ] ] `), true},
		{j(`[1,2]`), j(`[2,1]`), false},
		{j(`[1]`), j(`[1,2]`), false},
		{j(`{"a":1,"b":2}`), j(`{"b":2,"a":1}`), true},
		{j(`{"a":1}`), j(`{"b":1}`), false},
		{j(`{"a":1}`), j(`{"a":1,"b":null}`), false},
		{j(`null`), Dynamic{}, true},
		{j(`null`), j(`0`), false},
		{DynamicReal(math.NaN()), DynamicReal(math.NaN()), false},
		{DynamicDecimal(MustDecimal("0.5")), DynamicReal(0.5), true},
		{DynamicLong(5), DynamicTimeSpan(5), false},
	} {
		if c.a.Equal(c.b) != c.want || c.b.Equal(c.a) != c.want {
			t.Errorf("%v equal to %v is not %v", c.a, c.b, c.want)
		}
	}
	yes, no, null := Some(true), Some(false), Null[bool]{}
	for _, c := range []struct{ got, want Null[bool] }{
		{EqualLong(j(`5`), Some(int64(5))), yes},
		{EqualLong(j(`5.0`), Some(int64(5))), yes},
		{EqualLong(j(`"5"`), Some(int64(5))), no},
		{EqualLong(j(`null`), Some(int64(5))), no},
		{EqualLong(j(`5`), Null[int64]{}), no},
		{EqualLong(j(`null`), Null[int64]{}), null},
		{EqualReal(DynamicReal(math.NaN()), Some(math.NaN())), no},
		{EqualBool(j(`true`), Some(true)), yes},
		{EqualBool(j(`1`), Some(true)), no},
		{EqualDateTime(j(`"2020-01-02"`), Some(MustDateTime("2020-01-02"))), yes},
		{EqualTimeSpan(DynamicTimeSpan(5), Some(TimeSpan(5))), yes},
		{EqualGUID(j(`"6f9619ff8b86d011b42d00cf4fc964ff"`), Some(MustGUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff"))), yes},
		{EqualDecimal(j(`0.5`), Some(MustDecimal("0.5"))), yes},
		{Some(EqualText(j(`"a"`), "a")), yes},
		{Some(EqualText(j(`null`), "")), no},
		{Some(EqualText(j(`1`), "1")), no},
		{Some(OneOfDynamic(j(`2`), j(`1`), j(`[3,2]`))), yes},
		{Some(OneOfDynamic(j(`null`), j(`null`), j(`[null]`))), no},
		{Some(OneOfDynamic(j(`"2"`), j(`[3,2]`))), no},
		{Some(OneOf(Some(int64(2)), 1, 2)), yes},
		{Some(OneOf(Null[int64]{}, 0)), no},
		{Some(OneOfSet(Some(int64(2)), NewSet[int64](1, 2))), yes},
		{Some(OneOfSet(Some(math.NaN()), NewSet(math.NaN()))), no},
	} {
		if c.got != c.want {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
}

func TestGeneral(t *testing.T) {
	n := Null[int64]{}
	for _, c := range []struct{ got, want any }{
		{Coalesce(n, Some(int64(3)), Some(int64(4))), Some(int64(3))},
		{Coalesce[int64](n), n},
		{CoalesceText("", "a", "b"), "a"},
		{CoalesceDynamic(Dynamic{}, DynamicString("")).Kind(), StringKind},
		{MaxOf(n, Some(int64(-3)), Some(int64(-5))), Some(int64(-3))},
		{MinOf(Some(int64(-3)), n, Some(int64(-5))), Some(int64(-5))},
		{MaxOf(n, n), n},
		{math.IsNaN(MaxOf(Some(1.0), Some(math.NaN()), Some(2.0)).V), true},
		{math.IsNaN(MinOf(Some(math.NaN()), Some(-1.0)).V), true},
		{MaxOfText("a", "b", ""), "b"},
		{MinOfText("b", "a"), "a"},
		{AroundLong(5, 7, 2), true},
		{AroundLong(4, 7, 2), false},
		{AroundReal(math.NaN(), 1, 1), false},
		{AroundDecimal(MustDecimal("1.5"), MustDecimal("1"), MustDecimal("0.5")), true},
		{AroundDateTime(MustDateTime("2020-01-01 00:01"), MustDateTime("2020-01-01"), Minute), true},
		{AroundTimeSpan(Hour, 2*Hour, 59*Minute), false},
		{GetType(Null[int64]{}), "long"},
		{GetType("x"), "string"},
		{GetType(1.5), "real"},
		{GetType(Null[Decimal]{}), "decimal"},
		{IsNull(n), true},
		{IsNullText(""), false},
		{IsNullDynamic(ParseJSON("null")), true},
		{IsEmptyDynamic(DynamicString("")), true},
		{IsEmptyDynamic(ParseJSON("[]")), false},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}
