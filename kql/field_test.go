package kql

import (
	"fmt"
	"testing"
)

// fieldRow has a field of each Go type.
type fieldRow struct {
	bool     bool
	int      int32
	long     int64
	real     float64
	decimal  Decimal
	text     string
	at       DateTime
	span     TimeSpan
	id       GUID
	dynamic  Dynamic
	nbool    Null[bool]
	nint     Null[int32]
	nlong    Null[int64]
	nreal    Null[float64]
	ndecimal Null[Decimal]
	nat      Null[DateTime]
	nspan    Null[TimeSpan]
	nid      Null[GUID]
}

func (r *fieldRow) columns() []Column {
	return []Column{
		Col("bool", &r.nbool), Col("int", &r.nint), Col("long", &r.nlong), Col("real", &r.nreal), Col("decimal", &r.ndecimal),
		Col("string", &r.text), Col("datetime", &r.nat), Col("timespan", &r.nspan), Col("guid", &r.nid),
		Col("dynamic", &r.dynamic),
		Col("bool", &r.bool), Col("int", &r.int), Col("long", &r.long), Col("real", &r.real), Col("decimal", &r.decimal),
		Col("datetime", &r.at), Col("timespan", &r.span), Col("guid", &r.id),
	}
}

// TestIngestion sets every field from one input: want has for each type the JSON that comes out, and ! where the method
// reports that it could not read the input.
func TestIngestion(t *testing.T) {
	for input, want := range map[string]map[string]string{
		`text:`: {
			"bool": "null", "int": "null", "long": "null", "real": "null", "decimal": "null", "string": `""`, "datetime": "null",
			"timespan": "null", "guid": "null", "dynamic": "null",
		},
		`text:12`: {
			"bool": "true", "int": "12", "long": "12", "real": "12.0", "decimal": `"12"`, "string": `"12"`, "datetime": "!",
			"timespan": `"12.00:00:00"`, "guid": "!", "dynamic": "12",
		},
		`text:2.5`: {
			"bool": "!", "int": "!", "long": "!", "real": "2.5", "decimal": `"2.5"`, "string": `"2.5"`, "datetime": "!",
			"timespan": `"2.12:00:00"`, "guid": "!", "dynamic": "2.5",
		},
		`text:2024-05-06T07:08:09Z`: {
			"bool": "!", "int": "!", "long": "!", "real": "!", "decimal": "!", "string": `"2024-05-06T07:08:09Z"`,
			"datetime": `"2024-05-06T07:08:09.0000000Z"`, "timespan": "!", "guid": "!", "dynamic": `"2024-05-06T07:08:09Z"`,
		},
		`text:{"a":1}`: {
			"bool": "!", "int": "!", "long": "!", "real": "!", "decimal": "!", "string": `"{\"a\":1}"`, "datetime": "!",
			"timespan": "!", "guid": "!", "dynamic": `{"a":1}`,
		},
		`json:12`: {
			"bool": "true", "int": "12", "long": "12", "real": "12.0", "decimal": `"12"`, "string": `"12"`, "datetime": "!",
			"timespan": "!", "guid": "!", "dynamic": "12",
		},
		`json:3e9`: {
			"bool": "true", "int": "!", "long": "3000000000", "real": "3000000000.0", "decimal": `"3000000000"`,
			"string": `"3e9"`, "datetime": "!", "timespan": "!", "guid": "!", "dynamic": "3000000000.0",
		},
		`json:true`: {
			"bool": "true", "int": "1", "long": "1", "real": "1.0", "decimal": `"1"`, "string": `"true"`, "datetime": "!",
			"timespan": "!", "guid": "!", "dynamic": "true",
		},
		`json:null`: {
			"bool": "null", "int": "null", "long": "null", "real": "null", "decimal": "null", "string": `""`, "datetime": "null",
			"timespan": "null", "guid": "null", "dynamic": "null",
		},
		`json:{"a":[1, 2]}`: {
			"bool": "!", "int": "!", "long": "!", "real": "!", "decimal": "!", "string": `"{\"a\":[1, 2]}"`, "datetime": "!",
			"timespan": "!", "guid": "!", "dynamic": `{"a":[1,2]}`,
		},
	} {
		var row fieldRow
		for i, c := range row.columns() {
			value := []byte(input[len("text:"):])
			set := c.Field.SetText
			if input[:4] == "json" {
				set = c.Field.SetJSON
			}
			got := "!"
			if set(value) {
				got = string(c.Field.AppendJSON(nil))
			}
			plain := i >= 10 // where null cannot be told
			if got != want[c.Name] && !(plain && want[c.Name] == "null") {
				t.Errorf("%s into %s: got %s, want %s", input, c.Name, got, want[c.Name])
			}
			c.Field.SetNull()
			if null := string(c.Field.AppendJSON(nil)); !plain && null != "null" && null != `""` {
				t.Errorf("%s: SetNull leaves %s", c.Name, null)
			}
		}
	}
}

func TestFieldText(t *testing.T) {
	row := fieldRow{
		nbool: Some(true), nint: Some(int32(-1)), nlong: Some(int64(5)), nreal: Some(0.5), ndecimal: Some(MustDecimal("1.5")),
		text: "a\"b", nat: Some(MustDateTime("2020-01-02")), nspan: Some(Hour), dynamic: ParseJSON(`["x"]`),
		nid: Some(MustGUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff")),
	}
	got := ""
	for _, c := range row.columns()[:10] {
		if c.Name != c.Type.String() {
			t.Errorf("column %s has type %s", c.Name, c.Type)
		}
		got += fmt.Sprintf("%s|", c.Field.AppendText(nil))
	}
	want := `True|-1|5|0.5|1.5|a"b|2020-01-02T00:00:00.0000000Z|01:00:00|6f9619ff-8b86-d011-b42d-00cf4fc964ff|["x"]|`
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
