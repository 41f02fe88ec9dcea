package workload

import (
	"fmt"
	"strings"
	"time"
)

// made writes the line of event i of host h, made up by names and types of columns.
func (g *generator) made(i int, h host) []byte {
	l := &g.line
	at := g.begin(i)
	for _, c := range g.Columns {
		switch c.Type {
		case "bool":
			l.boolean(c.Name, g.rand.IntN(2) == 0)
		case "int", "long":
			l.number(c.Name, g.number(c.Name))
		case "real", "decimal":
			l.raw(c.Name, fmt.Sprintf("%.3f", g.rand.Float64()*1000))
		case "datetime":
			l.time(c.Name, g.timeOf(c.Name, at))
		case "timespan":
			l.text(c.Name, fmt.Sprintf("00:%02d:%02d", g.rand.IntN(60), g.rand.IntN(60)))
		case "guid":
			l.text(c.Name, guid(g.rand))
		case "dynamic":
			l.raw(c.Name, fmt.Sprintf(`{"name":"%s","id":%d,"list":["%s","%s"]}`,
				pick(g.rand, words), g.rand.IntN(10_000), pick(g.rand, words), pick(g.rand, words)))
		default:
			l.text(c.Name, g.textOf(c.Name, h))
		}
	}
	return l.end()
}

// timeOf is the event's time where a column is called so, and another one shortly before.
func (g *generator) timeOf(column string, at time.Time) time.Time {
	if column == "TimeGenerated" || column == "Timestamp" {
		return at
	}
	return at.Add(-time.Duration(g.rand.IntN(600)) * time.Second)
}

func (g *generator) number(column string) int64 {
	switch {
	case column == "EventID":
		return pick(g.rand, []int64{4624, 4624, 4624, 4625, 4634, 4648, 4672, 4688, 4688, 4720, 4732, 5140, 7045, 1102})
	case strings.HasSuffix(column, "Port"):
		return pick(g.rand, []int64{22, 53, 80, 443, 443, 443, 445, 3389, 8080, 49152 + g.rand.Int64N(16_000)})
	}
	return g.rand.Int64N(100_000)
}

// textKinds say what columns hold by a part of their name; the first that fits counts.
var textKinds = []struct {
	part string
	text func(g *generator, h host) string
}{
	{"TenantId", func(*generator, host) string { return tenant }},
	{"SHA256", func(g *generator, h host) string { return sha256(pick(g.rand, g.uses(h)).file) }},
	{"SHA1", func(g *generator, h host) string { return sha256(pick(g.rand, g.uses(h)).file)[:40] }},
	{"MD5", func(g *generator, h host) string { return sha256(pick(g.rand, g.uses(h)).file)[:32] }},
	{"CommandLine", func(g *generator, h host) string { return g.fill(h, pick(g.rand, g.uses(h)).command) }},
	{"FolderPath", func(g *generator, h host) string { return pick(g.rand, g.uses(h)).folder }},
	{"FileName", func(g *generator, h host) string { return pick(g.rand, g.uses(h)).file }},
	{"IP", func(g *generator, _ host) string {
		return fmt.Sprintf("10.%d.%d.%d", g.rand.IntN(4), g.rand.IntN(256), g.rand.IntN(256))
	}},
	{"Ur", func(g *generator, h host) string { return g.fill(h, "https://{word}.example/{word}/{n}?id={hex}") }},
	{"UserPrincipalName", func(_ *generator, h host) string { return h.upn }},
	{"Upn", func(_ *generator, h host) string { return h.upn }},
	{"Address", func(_ *generator, h host) string { return h.upn }},
	{"Sid", func(_ *generator, h host) string { return h.sid }},
	{"DeviceId", func(_ *generator, h host) string { return h.id }},
	{"Id", func(g *generator, _ host) string { return guid(g.rand) }},
	{"Domain", func(_ *generator, h host) string { return h.domain }},
	{"User", func(_ *generator, h host) string { return h.user }},
	{"Account", func(_ *generator, h host) string { return h.user }},
	{"Device", func(_ *generator, h host) string { return h.name }},
	{"Host", func(_ *generator, h host) string { return h.name }},
	{"Computer", func(_ *generator, h host) string { return h.name }},
	{"Message", func(g *generator, h host) string {
		return g.fill(h, "{word} of {user} failed after {n} ms: {word} {hex}")
	}},
}

// textOf is the text of a column; a word where its name says nothing.
func (g *generator) textOf(column string, h host) string {
	if column == "Type" {
		return g.Table
	}
	for _, k := range textKinds {
		if strings.Contains(column, k.part) {
			return k.text(g, h)
		}
	}
	return pick(g.rand, words)
}

// uses are what usually runs on a host.
func (g *generator) uses(h host) []use {
	if h.windows {
		return windowsUses
	}
	return linuxUses
}
