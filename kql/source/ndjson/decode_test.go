package ndjson_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

func TestDecode(t *testing.T) {
	const none = `null "" "" null null null`
	tests := []struct{ name, event, want string }{
		{"all columns", `{"TimeGenerated":"2026-11-20T08:00:00Z","Name":"a","Command":"b","Count":3,"Flag":true,"Bag":{"x":[1]}}`, `"2026-11-20T08:00:00.0000000Z" "a" "b" 3 true {"x":[1]}`},
		{"none", `{}`, none},
		{"blanks", " {\t\"Name\" :\r\n \"a\" , \"Count\": 1 } ", `null "a" "" 1 null null`},
		{"nulls", `{"TimeGenerated":null,"Name":null,"Count":null,"Flag":null,"Bag":null}`, none},
		{"other members are skipped", `{"A":{"Name":"x","y":[{"Name":"]}"}]},"Name":"a","B":[],"C":{},"D":-1.5e+3,"E":false}`, `null "a" "" null null null`},
		{"any order", `{"Flag":false,"Count":-9,"Name":"n"}`, `null "n" "" -9 false null`},
		{"the last of equal keys counts", `{"Name":"a","Name":"b","Count":1,"Count":null}`, `null "b" "" null null null`},
		{"names are exact", `{"name":"a","NAME":"b","Name ":"c"}`, none},
		{"escapes", `{"Name":"\"\\\/\b\f\n\r\t\u0041\u00e9"}`, `null "\"\\/\b\f\n\r\tAé" "" null null null`},
		{"a surrogate pair", `{"Name":"\ud83d\ude80!"}`, `null "🚀!" "" null null null`},
		{"halves of pairs", `{"Name":"\ud83dx\ude80\ud83d\u0041\ud83d_udc00"}`, "null \"\uFFFDx\uFFFD\uFFFDA\uFFFD_udc00\" \"\" null null null"},
		{"an escape in a name", `{"N\u0061me":"a"}`, `null "a" "" null null null`},
		{"a backslash at the end", `{"Name":"C:\\","Command":"\\\\"}`, `null "C:\\" "\\\\" null null null`},
		{"a quote at the end", `{"X":"\\\"","Name":"\""}`, `null "\"" "" null null null`},
		{"control characters as they are", "{\"Name\":\"a\tb\"}", `null "a\tb" "" null null null`},
		{"bytes that are not UTF-8", "{\"Name\":\"a\xffb\xe2\x82\",\"X\":\"\xff\"}", "null \"a\uFFFDb\uFFFD\uFFFD\" \"\" null null null"},
		{"such bytes beside an escape", "{\"Name\":\"\\n\xff\"}", "null \"\\n\uFFFD\" \"\" null null null"},
		{"such bytes in a bag", "{\"Bag\":{\"a\":\"\xff\"}}", "null \"\" \"\" null null {\"a\":\"\uFFFD\"}"},
		{"an array as text", `{"Name":[1, {"a":2}]}`, `null "[1, {\"a\":2}]" "" null null null`},
		{"a number as text", `{"Name":1.50}`, `null "1.50" "" null null null`},
		{"a number in quotes", `{"Count":"12"}`, `null "" "" 12 null null`},
		{"what is no number is null", `{"Count":"many","Flag":"perhaps"}`, none},
		{"Timestamp stands in", `{"Timestamp":"2026-11-20T08:00:00Z"}`, `"2026-11-20T08:00:00.0000000Z" "" "" null null null`},
		{"TimeGenerated before Timestamp", `{"TimeGenerated":"2026-11-20T08:00:00Z","Timestamp":"2020-01-01"}`, `"2026-11-20T08:00:00.0000000Z" "" "" null null null`},
		{"Timestamp before TimeGenerated", `{"Timestamp":"2020-01-01","TimeGenerated":null}`, none},
		{"what looks like an envelope is an event", `{"category":"AdvancedHunting-Other","properties":{"Name":"a"},"Name":"b"}`, `null "b" "" null null null`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := decode(test.event)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestDecodeErrors(t *testing.T) {
	tests := []struct{ name, event, want string }{
		{"no object", `"Name"`, `expected an object {…} at byte 1, found '"'`},
		{"an array", `[{}]`, `expected an object {…} at byte 1, found '['`},
		{"text", `Nov 20 08:00:00 host`, `expected an object {…} at byte 1, found 'N'`},
		{"not UTF-8", "\xff{", `expected an object {…} at byte 1, found the byte 0xff`},
		{"cut off", `{"Name":"a"`, `expected "," or "}" at byte 12, where the text ends`},
		{"cut off in a text", `{"Name":"a`, `the string at byte 9 does not end`},
		{"cut off in a name", `{"Name`, `the string at byte 2 does not end`},
		{"cut off in a word", `{"Flag":tr`, `expected true at byte 11, where the text ends`},
		{"two events", `{"Name":"a"} {"Name":"b"}`, `expected the event's end at byte 14, found '{'`},
		{"a comma at the end", `{"Name":"a",}`, `expected a key in quotes at byte 13, found '}'`},
		{"no quotes", `{Name:"a"}`, `expected a key in quotes at byte 2, found 'N'`},
		{"single quotes", `{'Name':'a'}`, `expected a key in quotes at byte 2, found '\''`},
		{"no colon", `{"Name" "a"}`, `expected ":" behind a key at byte 9, found '"'`},
		{"no value", `{"Name":}`, `expected a value at byte 9, found '}'`},
		{"NaN", `{"Count":NaN}`, `expected a value at byte 10, found 'N'`},
		{"a leading zero", `{"Count":01}`, `expected "," or "}" at byte 11, found '1'`},
		{"a leading plus", `{"Count":+1}`, `expected a value at byte 10, found '+'`},
		{"no fraction", `{"X":1.}`, `expected a digit at byte 8, found '}'`},
		{"a word", `{"X":nil}`, `expected null at byte 6, found 'n'`},
		{"no escape", `{"Name":"\x41"}`, `the backslash at byte 1 of the string "\\x41" starts no escape of JSON`},
		{"half an escape", `{"Name":"\u12"}`, `the backslash at byte 1 of the string "\\u12" starts no escape of JSON`},
		{"no escape in a name", `{"Na\me":1}`, `the backslash at byte 5 starts no escape of JSON`},
		{"brackets", `{"X":[1}`, `expected "," or "]" at byte 8, found '}'`},
		{"no escape in an array", `{"X":["\q"]}`, `the backslash at byte 8 starts no escape of JSON`},
		{"a control character in an array", "{\"X\":[\"\t\"]}", `the string at byte 7 has a control character at byte 8`},
		{"too deep", `{"X":` + strings.Repeat("[", 20000) + `}`, `more than 10000 arrays and objects within one another`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := decode(test.event)
			if err == nil {
				t.Fatal("no error")
			}
			if d := cmp.Diff(test.want, err.Error()); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// A bad event and an event with other members leave nothing behind for the next one.
func TestDecodeAfterError(t *testing.T) {
	var r row
	d := ndjson.NewDecoder(r.columns(), eventTime)
	for _, step := range []struct{ event, want string }{
		{`{"Name":"a","Count":1}`, `null "a" "" 1 null null`},
		{`{"Name":"b","Count":`, ""},
		{`{"Count":2,"Name":"c"}`, `null "c" "" 2 null null`},
		{`{"Timestamp":"2026-11-20"}`, `"2026-11-20T00:00:00.0000000Z" "" "" null null null`},
		{`{"Name":"d\n","Command":"e\t"}`, `null "d\n" "e\t" null null null`},
		{`{}`, `null "" "" null null null`},
	} {
		err := d.Decode([]byte(step.event))
		if (err != nil) != (step.want == "") {
			t.Fatalf("%s: %v", step.event, err)
		}
		if got := r.line(); err == nil && got != step.want {
			t.Errorf("%s: %s, not %s", step.event, got, step.want)
		}
	}
	if got := d.Missing(); !cmp.Equal(got, []string{"Flag", "Bag"}) {
		t.Errorf("missing %q", got)
	}
	if got := d.Names(); !cmp.Equal(got, []string{"Command", "Count", "Name", "Timestamp"}) {
		t.Errorf("names %q", got)
	}
}

func TestDecodeEnvelope(t *testing.T) {
	for _, test := range []struct {
		name, event, want string
		other             bool
	}{
		{"wrapped", `{"time":"2026-11-20T09:00:00Z","category":"AdvancedHunting-Events","properties":{"Timestamp":"2026-11-20T08:00:00Z","Name":"a\n"}}`, `"2026-11-20T08:00:00.0000000Z" "a\n" "" null null null`, false},
		{"properties first", `{"properties":{"Name":"a"},"category":"AdvancedHunting-Events","Name":"outside"}`, `null "a" "" null null null`, false},
		{"another table", `{"category":"AdvancedHunting-Others","properties":{"Name":"a"}}`, ``, true},
		{"another product", `{"category":"Sign-in","properties":{"Name":"a"},"Name":"b"}`, `null "b" "" null null null`, false},
		{"no object", `{"category":"AdvancedHunting-Events","properties":"Name","Name":"b"}`, `null "b" "" null null null`, false},
		{"an envelope within", `{"category":"AdvancedHunting-Events","properties":{"category":"AdvancedHunting-Events","properties":{"Name":"b"},"Name":"a"}}`, `null "a" "" null null null`, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			var r row
			d := ndjson.NewDecoder(r.columns(), eventTime)
			d.Table = "Events"
			for range 2 { // the second time the keys are known
				err := d.Decode([]byte(test.event))
				if errors.Is(err, ndjson.ErrOtherTable) != test.other || err != nil && !test.other {
					t.Fatal(err)
				}
				if got := r.line(); !test.other && got != test.want {
					t.Errorf("%s, not %s", got, test.want)
				}
			}
		})
	}
}

// model decodes by encoding/json.
func model(event []byte) (name, command, raw string, ok bool) {
	dec := json.NewDecoder(bytes.NewReader(event))
	if !json.Valid(event) || bytes.IndexByte(event, '{') < 0 {
		return "", "", "", false
	}
	var members map[string]json.RawMessage
	if dec.Decode(&members) != nil || members == nil {
		return "", "", "", false
	}
	text := func(name string) string {
		raw, ok := members[name]
		if !ok || string(raw) == "null" {
			return ""
		}
		var s string
		if json.Unmarshal(raw, &s) == nil {
			return s
		}
		return strings.ToValidUTF8(string(raw), "\uFFFD")
	}
	return text("Name"), text("Command"), text("Raw"), true
}

// Text is what was written, wherever in it escapes stand.
func TestText(t *testing.T) {
	var got string
	d := ndjson.NewDecoder([]kql.Column{kql.Col("Name", &got)}, nil)
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.StringOfN(rapid.SampledFrom([]rune("aaaaaaabcd\\\"/\n\x01<é€🚀")), 0, 60, -1).Draw(t, "text")
		event, err := json.Marshal(map[string]string{"Name": want})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Decode(event); err != nil || got != want {
			t.Fatalf("%s: %q, %v", event, got, err)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		`{}`, `{"Name":"a","Command":"b","Raw":{"a":[1,2,{"b":null}]}}`, `{"Name":"\u0041\ud83d\ude80\\\"","Command":1.5e-3,"Raw":true}`,
		" { \"Name\" : [ ] , \"X\" : { } } ", `{"Name":"x","Name":"y"}`, "{\"Name\":\"\xff\"}", `{"N\u0061me":"a"}`, `{"Raw":[1}`, `{"Name":"\q"}`, `null`, `[{}]`,
		`{"Name":"a\\","Command":"\\\\\""}`, `{"a":-0.0E+1,"Raw":-}`, "{\"Name\":\"a\tb\"}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, event []byte) {
		var r struct{ name, command, raw string }
		columns := []kql.Column{kql.Col("Name", &r.name), kql.Col("Command", &r.command), kql.Col("Raw", &r.raw)}
		d := ndjson.NewDecoder(columns, nil)
		err := d.Decode(event)
		first := [3]string{strings.Clone(r.name), strings.Clone(r.command), strings.Clone(r.raw)}
		name, command, raw, ok := model(event)
		switch {
		case ok && err != nil:
			t.Fatalf("%q: %v", event, err)
		case ok && bytes.ContainsRune(event, utf8.RuneError) || ok && !utf8.Valid(event):
			// encoding/json and the decoder count the bad bytes of a nested value differently.
		case ok && first != [3]string{name, command, raw}:
			t.Fatalf("%q: %q, not %q", event, first, [3]string{name, command, raw})
		}
		for _, v := range first {
			if err == nil && !utf8.ValidString(v) {
				t.Fatalf("%q: %q is not UTF-8", event, v)
			}
		}
		// The same event once more, with its keys known; and no part of an event is an event.
		if again := d.Decode(event); (again == nil) != (err == nil) || err == nil && first != [3]string{r.name, r.command, r.raw} {
			t.Fatalf("%q: differs when its keys are known: %v", event, again)
		}
		if trimmed := bytes.TrimSpace(event); err == nil && len(trimmed) < 1000 {
			for i := range trimmed {
				if d.Decode(trimmed[:i]) == nil {
					t.Fatalf("%q: the first %d bytes are taken for an event", event, i)
				}
			}
		}
	})
}
