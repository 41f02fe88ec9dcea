package schema

import (
	"strings"

	"github.com/kqlc/kqlc/internal/types"
)

// plain reads JSON of tables as it is mostly written, several times as fast as the decoder does: names and types only, in this
// order, of ASCII without escapes.
type plain struct {
	text      string
	at, lines int
}

// plainTables are the tables of a file; ok tells that the text is plain and that nothing is wrong with it.
func plainTables(file, text string) (tables map[string]*Table, ok bool) {
	p := &plain{text: text}
	if !p.next('{') {
		return nil, false
	}
	tables = map[string]*Table{}
	for more := true; more; more = p.next(',') {
		name, ok := p.name()
		line := 1 + p.lines
		if !ok || name == "functions" || tables[name] != nil || !p.next(':') {
			return nil, false
		}
		columns, ok := p.columns()
		if !ok {
			return nil, false
		}
		tables[name] = jsonTable(file, name, line, columns)
	}
	ok = p.next('}')
	p.space()
	return tables, ok && p.at == len(text)
}

func (p *plain) columns() (out []types.Column, ok bool) {
	if !p.next('[') {
		return nil, false
	}
	for more := true; more; more = p.next(',') {
		if !p.next('{') || !p.key("name") {
			return nil, false
		}
		name, ok := p.name()
		if !ok || !p.next(',') || !p.key("type") {
			return nil, false
		}
		typ, ok := p.name()
		if !ok || !p.next('}') {
			return nil, false
		}
		c, problem := jsonColumn{Name: name, Type: typ}.column()
		if _, twice := types.Find(out, name); twice || problem != "" {
			return nil, false
		}
		out = append(out, c)
	}
	return out, p.next(']')
}

// key reads a key of an object.
func (p *plain) key(name string) bool {
	key, ok := p.name()
	return ok && key == name && p.next(':')
}

// name reads a string.
func (p *plain) name() (string, bool) {
	if !p.next('"') {
		return "", false
	}
	start := p.at
	for ; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == '"':
			p.at++
			return p.text[start : p.at-1], true
		case c < ' ' || c >= 0x80 || c == '\\':
			return "", false
		}
	}
	return "", false
}

// next goes behind a character, if it is the one that comes next.
func (p *plain) next(c byte) bool {
	p.space()
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *plain) space() {
	for ; p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0; p.at++ {
		if p.text[p.at] == '\n' {
			p.lines++
		}
	}
}
