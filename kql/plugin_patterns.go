package kql

import (
	"cmp"
	"math"
	"slices"
)

// Patterns is the state of the plugins that look for sets of values which many rows have in common: basket, autocluster and
// diffpatterns. All give patterns that are closed: no further column has one value in all rows of a pattern.
type Patterns struct {
	rows    []patternRow
	columns []patternColumn
}

type patternRow struct {
	values []int32 // of each column, -1 for null
	weight float64
	side   int8 // of diffpatterns: 0 or 1, -1 for neither
}

type patternColumn struct {
	index  map[string]int32
	values []Dynamic
}

// Pattern is a row of the result. Values are null where any value fits.
type Pattern struct {
	Count, Percent float64 // of all rows; Percent to one decimal
	Values         PatternValues
	fixed          []int32
	rows           []int
}

// PatternValues are the values of a pattern, null where any value fits.
type PatternValues []Dynamic

// Or is the i-th value, or wildcard where any value fits.
func (v PatternValues) Or(i int, wildcard Dynamic) Dynamic {
	if v[i].IsNull() {
		return wildcard
	}
	return v[i]
}

// Add takes a row with its weight, 1 by default, and its values as dynamics. Null stands for no value, and so does the
// empty text.
func (p *Patterns) Add(weight float64, values ...Dynamic) { p.AddSide(-1, weight, values...) }

// AddSide takes a row of the first or second set of rows, 0 or 1, for diffpatterns.
func (p *Patterns) AddSide(side int8, weight float64, values ...Dynamic) {
	if p.columns == nil {
		p.columns = make([]patternColumn, len(values))
	}
	row := patternRow{make([]int32, len(values)), weight, side}
	for i, v := range values {
		row.values[i] = p.columns[i].id(v)
	}
	p.rows = append(p.rows, row)
}

func (c *patternColumn) id(v Dynamic) int32 {
	if v.IsNull() || v.Kind() == StringKind && v.Text() == "" {
		return -1
	}
	key := CanonicalKey(v)
	id, ok := c.index[key]
	if !ok {
		if c.index == nil {
			c.index = map[string]int32{}
		}
		id = int32(len(c.values))
		c.index[key] = id
		c.values = append(c.values, v.Clone())
	}
	return id
}

// Basket is basket(): the patterns of at least threshold of all rows, 0.05 by default, that are told by dimensions values or
// fewer, 5 by default; the most frequent first (Kusto: basket-plugin).
func (p *Patterns) Basket(threshold float64, dimensions int64) []Pattern {
	found := p.mine(threshold, dimensions, func(row *patternRow) float64 { return row.weight })
	slices.SortStableFunc(found, func(a, b Pattern) int { return cmp.Compare(b.Count, a.Count) })
	return found
}

// Autocluster is autocluster(): few patterns, chosen one after the other for the rows that they cover beyond those before
// and for the values that they tell, which sizeWeight, 0.5 by default, weighs (Kusto: autocluster-plugin). The engine's
// own choice is a search from random seeds.
func (p *Patterns) Autocluster(sizeWeight float64) (chosen []Pattern) {
	const least = 0.05
	found := p.mine(least, int64(len(p.columns)), func(row *patternRow) float64 { return row.weight })
	total, covered := p.total(-1), make([]bool, len(p.rows))
	for len(found) > 0 {
		best, bestScore := -1, 0.0
		for i, f := range found {
			var fresh, fixed float64
			for _, r := range f.rows {
				if !covered[r] {
					fresh += p.rows[r].weight
				}
			}
			for _, v := range f.fixed {
				if v >= 0 {
					fixed++
				}
			}
			share := fresh / total
			score := math.Pow(share, sizeWeight) * math.Pow(fixed/float64(len(p.columns)), 1-sizeWeight)
			if share >= least && score > bestScore {
				best, bestScore = i, score
			}
		}
		if best < 0 {
			break
		}
		for _, r := range found[best].rows {
			covered[r] = true
		}
		chosen = append(chosen, found[best])
		found = slices.Delete(found, best, best+1)
	}
	return chosen
}

// Difference is a row of the result of diffpatterns. Percents are to one decimal.
type Difference struct {
	CountA, CountB, PercentA, PercentB, PercentDiffAB float64
	Values                                            PatternValues
}

// DiffPatterns is diffpatterns(): the patterns whose shares of both sets differ by threshold, 0.05 by default, or more, told
// by dimensions values or fewer; the greatest difference first. Of two patterns of which one has all values of the other
// only that of the greater difference is given (Kusto: diffpatterns-plugin).
func (p *Patterns) DiffPatterns(threshold float64, dimensions int64) (out []Difference) {
	totals := [2]float64{p.total(0), p.total(1)}
	var found []Pattern
	differences := map[*int32]Difference{}
	for side := range int8(2) {
		for _, f := range p.mine(threshold*totals[side]/max(1, p.total(-1)), dimensions, func(row *patternRow) float64 {
			if row.side == side {
				return row.weight
			}
			return 0
		}) {
			d := p.difference(f, totals)
			if d.PercentDiffAB < 100*threshold || slices.ContainsFunc(found, func(o Pattern) bool { return slices.Equal(o.fixed, f.fixed) }) {
				continue
			}
			found = append(found, f)
			differences[&f.fixed[0]] = d
		}
	}
	slices.SortStableFunc(found, func(a, b Pattern) int {
		return cmp.Compare(differences[&b.fixed[0]].PercentDiffAB, differences[&a.fixed[0]].PercentDiffAB)
	})
	var kept []Pattern
	for _, f := range found {
		if !slices.ContainsFunc(kept, func(k Pattern) bool { return within(k.fixed, f.fixed) || within(f.fixed, k.fixed) }) {
			kept = append(kept, f)
			out = append(out, differences[&f.fixed[0]])
		}
	}
	return out
}

// within reports whether b has all values of a.
func within(a, b []int32) bool {
	for i, v := range a {
		if v >= 0 && b[i] != v {
			return false
		}
	}
	return true
}

func (p *Patterns) difference(f Pattern, totals [2]float64) Difference {
	var counts [2]float64
	for _, row := range p.rows {
		if row.side >= 0 && within(f.fixed, row.values) {
			counts[row.side] += row.weight
		}
	}
	a, b := 100*counts[0]/max(totals[0], 1), 100*counts[1]/max(totals[1], 1)
	return Difference{counts[0], counts[1], oneDecimal(a), oneDecimal(b), oneDecimal(math.Abs(a - b)), f.Values}
}

func oneDecimal(v float64) float64 { return math.Round(v*10) / 10 }

// total is the weight of the rows of a side, -1 for all.
func (p *Patterns) total(side int8) (sum float64) {
	for _, row := range p.rows {
		if side < 0 || row.side == side {
			sum += row.weight
		}
	}
	return sum
}

// mine returns the closed patterns of at least a share of the total, by weight, with one value or more.
func (p *Patterns) mine(share float64, dimensions int64, weight func(row *patternRow) float64) []Pattern {
	m := miner{p: p, weight: weight, total: p.total(-1), dimensions: dimensions}
	m.least = share * m.total
	all := make([]int, 0, len(p.rows))
	for i := range p.rows {
		if weight(&p.rows[i]) > 0 {
			all = append(all, i)
		}
	}
	if len(all) == 0 {
		return nil
	}
	free := make([]int32, len(p.columns))
	for i := range free {
		free[i] = -1
	}
	m.extend(m.closure(free, all), all, -1, 0)
	return m.found
}

// miner enumerates closed patterns, each once, by extensions that keep what stands before them (Uno and others, LCM: an
// efficient algorithm for enumerating frequent closed item sets, 2003).
type miner struct {
	p            *Patterns
	weight       func(row *patternRow) float64
	total, least float64
	dimensions   int64
	found        []Pattern
}

func (m *miner) extend(fixed []int32, rows []int, after int, depth int64) {
	m.emit(fixed, rows)
	if depth >= m.dimensions {
		return
	}
	for c := after + 1; c < len(fixed); c++ {
		if fixed[c] >= 0 {
			continue
		}
		for _, same := range m.byValue(c, rows) {
			closed := m.closure(fixed, same)
			if slices.Equal(closed[:c], fixed[:c]) {
				m.extend(closed, same, c, depth+1)
			}
		}
	}
}

// byValue are the rows of each value of a column that has enough weight.
func (m *miner) byValue(c int, rows []int) (out [][]int) {
	groups := make([][]int, len(m.p.columns[c].values))
	weights := make([]float64, len(groups))
	for _, r := range rows {
		if v := m.p.rows[r].values[c]; v >= 0 {
			groups[v] = append(groups[v], r)
			weights[v] += m.weight(&m.p.rows[r])
		}
	}
	for v, g := range groups {
		if len(g) > 0 && weights[v] >= m.least {
			out = append(out, g)
		}
	}
	return out
}

// closure fixes every column that has one value in all rows.
func (m *miner) closure(fixed []int32, rows []int) []int32 {
	out := slices.Clone(fixed)
	for c, v := range out {
		if v >= 0 {
			continue
		}
		v = m.p.rows[rows[0]].values[c]
		for _, r := range rows {
			if m.p.rows[r].values[c] != v {
				v = -1
				break
			}
		}
		out[c] = v
	}
	return out
}

func (m *miner) emit(fixed []int32, rows []int) {
	f := Pattern{Values: make([]Dynamic, len(fixed)), fixed: fixed, rows: rows}
	told := false
	for c, v := range fixed {
		if v >= 0 {
			f.Values[c], told = m.p.columns[c].values[v], true
		}
	}
	for _, r := range rows {
		f.Count += m.weight(&m.p.rows[r])
	}
	f.Percent = oneDecimal(100 * f.Count / m.total)
	if told && f.Count >= m.least {
		m.found = append(m.found, f)
	}
}

// PatternSide is the set of a row for [Patterns.AddSide], by the text of the column that splits.
func PatternSide(text, a, b string) int8 {
	switch text {
	case a:
		return 0
	case b:
		return 1
	}
	return -1
}
