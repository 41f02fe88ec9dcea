package engine

import (
	"math/bits"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// looker finds the members of a group that may need an event: an index finds, for one clause of each, whether the event
// satisfies it, and of the members for which it does a few clauses more are looked at. Which clauses they are, is chosen by how
// often each is satisfied in samples of the events. It implements [source.Looker], and serves one goroutine: several look at the
// events of one group, each at others.
type looker struct {
	*group
	columns  []kql.Column // of the event
	event    *event
	byColumn []*columnTests // the tests of the columns that have some

	left    int64     // the events until the next sample starts, or this one ends
	sampled float64   // how many events there were in samples, later ones counting more
	counts  []float64 // of these, those that satisfy each clause, and that what is barred excludes
	bars    []float64
	all     *choice // all clauses
	chosen  *choice // those that are chosen; nil during a sample
}

const (
	// firstSample and laterSample are how many events are counted, betweenSamples how many pass from one to the next.
	firstSample    = 1 << 10
	laterSample    = 1 << 8
	betweenSamples = 1 << 18
)

// newLooker returns a looker at an event that the columns hold.
func newLooker(g *group, columns []kql.Column, e *event) *looker {
	l := &looker{
		group: g, columns: columns, event: e, byColumn: byColumn(columns, g.tests),
		left: firstSample, counts: make([]float64, len(g.clauses)), bars: make([]float64, len(g.barred)),
	}
	all := make([]plan, len(g.members))
	for i := range g.members {
		all[i] = plan{clauses: l.sorted(g.members[i].clauses), barred: g.members[i].barred}
	}
	l.all = l.choice(all)
	return l
}

// looker returns one that has columns of its own for what it looks at.
func (g *group) looker() source.Looker {
	columns := make([]kql.Column, len(g.columns))
	for _, t := range g.tests {
		c := g.columns[t.column]
		switch c.Type {
		case kql.TypeInt:
			columns[t.column] = kql.Col(c.Name, new(kql.Null[int32]))
		case kql.TypeLong:
			columns[t.column] = kql.Col(c.Name, new(kql.Null[int64]))
		default:
			columns[t.column] = kql.Col(c.Name, new(string))
		}
	}
	e := newEvent(len(columns))
	return newLooker(g, columns, &e)
}

// Columns implements [source.Looker].
func (l *looker) Columns() []kql.Column { return l.columns }

// Look implements [source.Looker].
func (l *looker) Look(e source.Event, needed []int32) []int32 {
	l.event.next(e)
	return l.look(needed)
}

// look appends the members that may need the event.
func (l *looker) look(needed []int32) []int32 {
	c := l.chosen
	if c == nil {
		c = l.all
	}
	found := c.index.find(l.event)
	if l.event.bad == nil {
		needed = c.appendNeeded(needed, found)
	} else {
		needed = l.appendSatisfied(needed)
	}
	if l.chosen == nil {
		l.count(found[c.words:])
	}
	l.passed()
	return needed
}

// appendSatisfied appends the members that may need an event with bad columns, whichever clauses are chosen.
func (l *looker) appendSatisfied(needed []int32) []int32 {
	for _, c := range l.byColumn {
		l.event.needOne(c.column)
	}
	for i := range l.members {
		if l.event.satisfies(l.group, &l.members[i], l.columns) {
			needed = append(needed, int32(i))
		}
	}
	return needed
}

// passed counts an event, and begins and ends samples.
func (l *looker) passed() {
	if l.left--; l.left > 0 {
		return
	}
	if l.chosen == nil {
		l.chosen = l.choice(l.plans())
		l.chosen.index.begin()
		l.left = betweenSamples
	} else {
		l.chosen = nil
		l.all.index.begin()
		l.left = laterSample
		l.forget()
	}
}

// count counts the clauses that an event of a sample satisfies, and what excludes it.
func (l *looker) count(found []uint64) {
	l.sampled++
	for w, word := range found {
		for ; word != 0; word &= word - 1 {
			l.counts[64*w+bits.TrailingZeros64(word)]++
		}
	}
	for i, clauses := range l.barred {
		if all(found, clauses) {
			l.bars[i]++
		}
	}
}

// forget halves what was counted, so that the events that come count more.
func (l *looker) forget() {
	l.sampled /= 2
	for i := range l.counts {
		l.counts[i] /= 2
	}
	for i := range l.bars {
		l.bars[i] /= 2
	}
}
