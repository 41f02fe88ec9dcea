package cli

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// record is a row: its values as JSON, in the order of the columns that are compared.
type record struct {
	number int // in its list, from 1
	values []string
}

// want reads the rows of the export by the types of the columns.
func (p *parity) want(e *export) ([]record, error) {
	var out []record
	for _, row := range e.rows {
		r := record{number: row.number}
		for _, c := range p.columns {
			cell := row.cells[c.header]
			if !set(c, cell) {
				return nil, fmt.Errorf("%s: row %d: %q is not the %s that %s has", p.expect, row.number, cell.text, c.Type, c.Name)
			}
			r.values = append(r.values, p.value(c, c.Field))
		}
		out = append(out, r)
	}
	return out, nil
}

// grouped is a number with commas between its thousands.
var grouped = regexp.MustCompile(`^-?\d{1,3}(,\d{3})+(\.\d+)?$`)

// set sets a column's field from a cell, and reports false where it does not have the column's type.
func set(c exported, cell cell) bool {
	text := cell.text
	switch {
	case text == "":
		c.Field.SetNull()
		return true
	case cell.json:
		return c.Field.SetJSON([]byte(text))
	case c.times != nil:
		text = c.times.iso(text)
	case c.Type != kql.TypeString && c.Type != kql.TypeDynamic && grouped.MatchString(text):
		text = strings.ReplaceAll(text, ",", "")
	}
	return c.Field.SetText([]byte(text))
}

// got reads the rows that the rule gave.
func (p *parity) got(result *resultRows) ([]record, error) {
	fields := map[string]kql.Field{}
	for _, c := range result.columns {
		fields[c.Name] = c.Field
	}
	decoder := ndjson.NewDecoder(result.columns, nil)
	var out []record
	for i, row := range result.rows {
		if err := decoder.Decode(row); err != nil {
			return nil, fmt.Errorf("the rule's row %d: %w", i+1, err)
		}
		r := record{number: i + 1}
		for _, c := range p.columns {
			r.values = append(r.values, p.value(c, fields[c.Name]))
		}
		out = append(out, r)
	}
	return out, nil
}

// value is a column's value as JSON: members of dynamics sorted, times as exact as those of the export.
func (p *parity) value(c exported, f kql.Field) string {
	text := canonical(f.AppendJSON(nil), p.sets)
	if c.times == nil || c.times.digits < 0 || text == "null" {
		return text
	}
	point := strings.IndexByte(text, '.')
	return text[:point+1+c.times.digits] + strings.Repeat("0", len(text)-len(`Z"`)-point-1-c.times.digits) + `Z"`
}

// compare finds for each row of the export an equal one, and tells of those left over on both sides.
func (p *parity) compare(want, got []record, sorted []string) {
	byKey := map[string][]int{}
	for i, r := range got {
		k := p.key(r)
		byKey[k] = append(byKey[k], i)
	}
	taken := make([]bool, len(got))
	var lost []record
	for _, w := range want {
		list := byKey[p.key(w)]
		i := slices.IndexFunc(list, func(i int) bool { return !taken[i] && p.equal(w, got[i]) })
		if i < 0 {
			lost = append(lost, w)
			continue
		}
		taken[list[i]] = true
	}
	var extra []record
	for i, r := range got {
		if !taken[i] {
			extra = append(extra, r)
		}
	}
	if len(lost)+len(extra) > 0 {
		p.differences(lost, extra)
		return
	}
	if !p.anyOrder {
		p.order(want, got, sorted)
	}
}

// key is what equal rows have in common: all but reals.
func (p *parity) key(r record) string {
	var b strings.Builder
	for i, v := range r.values {
		if p.columns[i].Type != kql.TypeReal {
			b.WriteString(v)
		}
		b.WriteByte(0)
	}
	return b.String()
}

// equal tells whether rows are equal, reals to nine digits: sums depend on the order of what is added.
func (p *parity) equal(a, b record) bool {
	for i := range a.values {
		if !p.sameValue(i, a, b) {
			return false
		}
	}
	return true
}

func (p *parity) sameValue(i int, a, b record) bool {
	x, y := a.values[i], b.values[i]
	if x == y || p.columns[i].Type != kql.TypeReal {
		return x == y
	}
	f, errF := strconv.ParseFloat(x, 64)
	g, errG := strconv.ParseFloat(y, 64)
	return errF == nil && errG == nil && math.Abs(f-g) <= 1e-9*max(math.Abs(f), math.Abs(g))
}

// The bounds of what is shown of differences, and of the search for the rows that are most alike.
const (
	maxDifferences = 10
	maxCandidates  = 200
)

// differences shows rows of one side beside those of the other that are most like them.
func (p *parity) differences(lost, extra []record) {
	shown := 0
	for len(lost) > 0 && len(extra) > 0 && shown < maxDifferences {
		w := lost[0]
		best, fewest := 0, len(p.columns)+1
		for i, g := range extra[:min(len(extra), maxCandidates)] {
			if n := p.unequal(w, g); n < fewest {
				best, fewest = i, n
			}
		}
		if fewest*2 > len(p.columns) && len(p.columns) > 1 {
			break // nothing is like it
		}
		g := extra[best]
		p.problem("row %d of the export differs from row %d of the rule (-export +rule)%s", w.number, g.number, p.difference(w, g))
		lost, extra = lost[1:], slices.Delete(extra, best, best+1)
		shown++
	}
	p.leftOver("of the export is missing", '-', lost, &shown)
	p.leftOver("of the rule is not in the export", '+', extra, &shown)
}

func (p *parity) unequal(a, b record) (n int) {
	for i := range a.values {
		if !p.sameValue(i, a, b) {
			n++
		}
	}
	return n
}

// beside is how many columns that are equal are shown of rows that differ.
const beside = 3

// difference shows how rows differ, by column.
func (p *parity) difference(w, g record) string {
	var b strings.Builder
	equal := 0
	for i, c := range p.columns {
		if !p.sameValue(i, w, g) {
			fmt.Fprintf(&b, "\n- %s: %s\n+ %s: %s", c.Name, w.values[i], c.Name, g.values[i])
		} else if equal++; equal <= beside {
			fmt.Fprintf(&b, "\n  %s: %s", c.Name, w.values[i])
		}
	}
	if equal > beside {
		fmt.Fprintf(&b, "\n  … equal columns not shown: %d", equal-beside)
	}
	return b.String()
}

func (p *parity) leftOver(what string, sign rune, rows []record, shown *int) {
	for i, r := range rows {
		if *shown >= maxDifferences {
			p.problems += len(rows) - i
			fmt.Fprintf(p.out, "and %d more %s\n", len(rows)-i, what)
			return
		}
		*shown++
		var b strings.Builder
		for j, c := range p.columns {
			if r.values[j] != "null" && r.values[j] != `""` {
				fmt.Fprintf(&b, "\n%c %s: %s", sign, c.Name, r.values[j])
			}
		}
		p.problem("row %d %s%s", r.number, what, b.String())
	}
}

// order tells where rows that are equal otherwise stand in another order of what the rule sorts by.
func (p *parity) order(want, got []record, sorted []string) {
	var keys []int
	for _, name := range sorted {
		i := slices.IndexFunc(p.columns, func(c exported) bool { return c.Name == name })
		if i < 0 {
			break // the export lacks it, so that what follows is not to be seen
		}
		keys = append(keys, i)
	}
	for i := range want {
		for _, k := range keys {
			if p.sameValue(k, want[i], got[i]) {
				continue
			}
			p.problem("the rows are equal, but not in the order by %s that the rule gives (--any-order takes any)\nrow %d has another %s (-export +rule)\n- %s\n+ %s",
				strings.Join(sorted, ", "), i+1, p.columns[k].Name, want[i].values[k], got[i].values[k])
			return
		}
	}
}
