package engine

import (
	"fmt"
	"math/bits"
	"slices"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// group evaluates the rules of one table. Where they are many, an event is pushed to those only whose guards it may
// satisfy: an index finds, for one clause of each rule, whether the event satisfies it, and of the rules for which it does
// a few clauses more are looked at. Which clauses they are, is chosen by how often each is satisfied in samples of the
// events.
//
// Where the reader of events can leave columns for later, an event has those of the index set, and further ones when one of
// the rules that it is pushed to reads them.
type group struct {
	columns  []kql.Column
	members  []member
	clauses  []clause       // what members require, and what excludes, each once
	barred   []barred       // what excludes an event, each once
	tests    []testOf       // of the guards, each once
	byColumn []*columnTests // the same, of the columns that have some
	event    event
	needed   []int // the members that it is pushed to

	left    int64   // the events until the next sample starts, or this one ends
	sampled int64   // how many events there were in samples, later ones counting more
	all     *choice // all clauses; nil where the members are few
	chosen  *choice // those that are chosen; nil during a sample
}

// member is a rule.
type member struct {
	push    func()
	guards  kql.Guards
	columns columnSet // those that it reads
	clauses []int     // of guards, those that can be tested
	barred  []int     // the same of those that say what an event must not have
}

// clause is one clause of guards, none of them turned round. Its number is the bit that is set where one of them holds.
type clause struct {
	guards  []kql.Guard
	columns columnSet // of guards
	rarity  int
	count   float64 // of the events of samples that satisfy it
}

// barred are the numbers of clauses: an event is excluded that satisfies all of them.
type barred struct {
	clauses []int
	count   float64
}

const (
	// firstSample and laterSample are how many events are counted, betweenSamples how many pass from one to the next.
	firstSample    = 1 << 10
	laterSample    = 1 << 8
	betweenSamples = 1 << 18
)

// newGroup returns the group of rules that share the columns, with an index if they are many.
func newGroup(columns []kql.Column, members []member, many bool) *group {
	g := &group{columns: columns, members: members, event: event{set: newColumnSet(len(columns))}}
	if !many {
		return g
	}
	g.addClauses()
	g.tests = testsOf(columns, g.clauses)
	g.byColumn = byColumn(columns, g.tests)
	all := make([]plan, len(members))
	for i := range members {
		all[i] = plan{clauses: g.sorted(members[i].clauses), barred: members[i].barred}
	}
	g.all = g.choice(all)
	g.left = firstSample
	return g
}

// addClauses collects the clauses of the members.
func (g *group) addClauses() {
	clauses, sets := map[string]int{}, map[string]int{}
	clauseOf := func(guards ...kql.Guard) int {
		return numberOf(clauses, guardsKey(guards), func() {
			g.clauses = append(g.clauses, clause{guards: guards, columns: g.columnsOf(guards), rarity: kql.Rarity(guards)})
		})
	}
	for i := range g.members {
		m := &g.members[i]
		for _, guards := range m.guards {
			if !testable(g.columns, guards) {
				continue
			}
			if len(kql.Guards{guards}.Required()) > 0 {
				m.clauses = append(m.clauses, clauseOf(guards...))
			} else if !slices.ContainsFunc(guards, func(g kql.Guard) bool { return !g.Not }) {
				var all []int
				for _, g := range guards {
					g.Not = false
					all = append(all, clauseOf(g))
				}
				m.barred = append(m.barred, numberOf(sets, fmt.Sprint(all), func() { g.barred = append(g.barred, barred{clauses: all}) }))
			}
		}
	}
}

// columnsOf are the columns that guards are of.
func (g *group) columnsOf(guards []kql.Guard) columnSet {
	out := newColumnSet(len(g.columns))
	for _, guard := range guards {
		out.add(slices.IndexFunc(g.columns, func(c kql.Column) bool { return c.Name == guard.Column }))
	}
	return out
}

// numberOf is the number of a key among those that are known; add adds what a new one stands for.
func numberOf(known map[string]int, key string, add func()) int {
	n, ok := known[key]
	if !ok {
		n = len(known)
		known[key] = n
		add()
	}
	return n
}

// Push evaluates the event that the columns hold.
func (g *group) Push() {
	if g.all == nil {
		for i := range g.members {
			g.members[i].push()
		}
		return
	}
	g.pushLate(nil)
}

// pushLate evaluates the event that a reader has gone to and no column of which is set; without a reader, that which the
// columns hold. An error is the reader's, for a column: no rule has been given the event then.
func (g *group) pushLate(late source.Late) error {
	g.event.next(late)
	c := g.chosen
	if c == nil {
		c = g.all
	}
	found, err := c.index.find(&g.event)
	if err != nil {
		return err
	}
	g.needed = c.appendNeeded(g.needed[:0], found)
	if g.chosen == nil {
		g.count(found[c.words:])
	}
	for _, i := range g.needed {
		if err := g.event.need(g.members[i].columns); err != nil {
			return err
		}
	}
	for _, i := range g.needed {
		g.members[i].push()
	}
	g.passed()
	return nil
}

// passed counts an event, and begins and ends samples.
func (g *group) passed() {
	if g.left--; g.left > 0 {
		return
	}
	if g.chosen == nil {
		g.chosen = g.choice(g.plans())
		g.chosen.index.begin()
		g.left = betweenSamples
	} else {
		g.chosen = nil
		g.all.index.begin()
		g.left = laterSample
		g.forget()
	}
}

// count counts the clauses that an event of a sample satisfies, and what excludes it.
func (g *group) count(found []uint64) {
	g.sampled++
	for w, word := range found {
		for ; word != 0; word &= word - 1 {
			g.clauses[64*w+bits.TrailingZeros64(word)].count++
		}
	}
	for i := range g.barred {
		if all(found, g.barred[i].clauses) {
			g.barred[i].count++
		}
	}
}

// forget halves what was counted, so that the events that come count more.
func (g *group) forget() {
	g.sampled /= 2
	for i := range g.clauses {
		g.clauses[i].count /= 2
	}
	for i := range g.barred {
		g.barred[i].count /= 2
	}
}
