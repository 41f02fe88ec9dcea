package kql

import (
	"strings"
	"testing"
)

var (
	sinkLong  Null[int64]
	sinkText  string
	sinkDyn   Dynamic
	sinkTime  DateTime
	sinkBytes []byte
)

// audit is an event's column of JSON, as rules read them.
var audit = `{"ResultType":"0","Location":{"city":"Gdynia","state":"Pomorskie","geoCoordinates":{"latitude":54.5,"longitude":18.5}},` +
	`"DeviceDetail":{"deviceId":"6f9619ff-8b86-d011-b42d-00cf4fc964ff","operatingSystem":"Linux","isCompliant":false},` +
	`"AuthenticationDetails":[{"method":"Password","succeeded":true},{"method":"Mobile app","succeeded":false}],` +
	`"` + strings.Repeat("filler", 20) + `":null,"RiskLevel":"none"}`

// hot are the operations that run for each event; want is how often each may allocate.
var hot = []struct {
	name string
	want float64
	run  func()
}{
	{"tolong of text", 0, func() { sinkLong = TextToLong(" 1234567890 ") }},
	{"tolong of no number", 0, func() { sinkLong = TextToLong("not a number") }},
	{"tostring of a long", 1, func() { sinkText = LongToString(1234567890) }},
	{"tostring of a real", 1, func() { sinkText = RealToString(1234.5678) }},
	{"todatetime, ISO", 0, func() { sinkTime, _ = ParseDateTime("2023-05-06T07:08:09.1234567Z") }},
	{"todatetime, mail", 0, func() { sinkTime, _ = ParseDateTime("Sat, 06 May 2023 07:08:09 GMT") }},
	{"todatetime of no date", 0, func() { sinkTime, _ = ParseDateTime("not a date") }},
	{"totimespan", 0, func() { ParseTimeSpan("1.02:03:04.5") }},
	{"tostring of a datetime", 1, func() { sinkText = sinkTime.String() }},
	{"format_datetime", 1, func() { sinkText = FormatDateTime(sinkTime, dayFormat) }},
	{"parse_json", 0, func() { sinkDyn = ParseJSON(audit) }},
	{"parse_json and a member", 0, func() { sinkDyn = Member(ParseJSON(audit), "ResultType") }},
	{"nested members", 0, func() { sinkDyn = Member(Member(Member(auditDocument, "Location"), "geoCoordinates"), "latitude") }},
	{"element and member", 0, func() { sinkText = Member(Index(Member(auditDocument, "AuthenticationDetails"), 1), "method").String() }},
	{"missing member", 0, func() { sinkDyn = Member(auditDocument, "nothing") }},
	{"array_length", 0, func() { sinkLong = ArrayLength(Member(auditDocument, "AuthenticationDetails")) }},
	{"JSON of a document", 0, func() { sinkBytes = auditDocument.AppendJSON(sinkBytes[:0]) }},
	{"startofday", 0, func() { sinkTime = StartOfDay(sinkTime) }},
	{"startofmonth", 0, func() { sinkTime = StartOfMonth(sinkTime) }},
	{"bin", 0, func() { sinkTime = BinDateTime(sinkTime, Hour).V }},
	{"datetime_diff", 0, func() { sinkLong.V = DateTimeDiff(MonthPart, sinkTime, MinDateTime) }},
}

var (
	dayFormat     = MustDateFormat("yyyy-MM-dd")
	auditDocument = ParseJSON(audit)
)

func TestAllocations(t *testing.T) {
	for _, h := range hot {
		h.run()
		if got := testing.AllocsPerRun(100, h.run); got > h.want {
			t.Errorf("%s allocates %v times, want %v", h.name, got, h.want)
		}
	}
}

func TestFieldAllocations(t *testing.T) {
	var (
		text   string
		long   Null[int64]
		real   float64
		at     Null[DateTime]
		id     GUID
		flag   bool
		member Dynamic
	)
	columns := map[string]Column{
		"some text": Col("t", &text), "12345": Col("l", &long), "1.5": Col("r", &real), "2023-05-06T07:08:09Z": Col("d", &at),
		"6f9619ff-8b86-d011-b42d-00cf4fc964ff": Col("g", &id), "true": Col("b", &flag), `{"a":[1,2]}`: Col("m", &member),
	}
	for value, c := range columns {
		raw := []byte(value)
		if got := testing.AllocsPerRun(100, func() { c.Field.SetText(raw) }); got > 0 {
			t.Errorf("%s: SetText(%s) allocates %v times", c.Type, value, got)
		}
		if got := testing.AllocsPerRun(100, func() { sinkBytes = c.Field.AppendJSON(sinkBytes[:0]) }); got > 0 {
			t.Errorf("%s: AppendJSON allocates %v times", c.Type, got)
		}
	}
	raw := []byte("77")
	if got := testing.AllocsPerRun(100, func() { columns["12345"].Field.SetJSON(raw) }); got > 0 || long.V != 77 {
		t.Errorf("SetJSON of a long allocates %v times and gives %v", got, long)
	}
}

func BenchmarkValues(b *testing.B) {
	for _, h := range hot {
		b.Run(strings.ReplaceAll(h.name, " ", "-"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				h.run()
			}
		})
	}
}
