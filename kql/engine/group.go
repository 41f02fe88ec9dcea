package engine

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// group evaluates the rules of one table. Where they are many, an event is pushed to those only whose guards it may
// satisfy: an index finds, for one clause of each rule or a few, whether the event satisfies it. Which clauses they are, is
// chosen by how often each is satisfied in samples of the events.
//
// Where the reader of events can leave columns for later, an event has those of the index set, and further ones when one of
// the rules that it is pushed to reads them.
type group struct {
	columns []kql.Column
	members []member
	clauses []clause  // those of all members, each once
	set     columnSet // the columns of the event that are set, if not all
	needed  []int     // the members that it is pushed to

	left    int64  // the events until the next sample starts, or this one ends
	sampled int64  // how many events there were in samples, later ones counting more
	all     *index // of all clauses
	chosen  *index // of those that are chosen; nil during a sample
	words   int    // of the bits of one rank
	counts  []float64
}

// member is a rule.
type member struct {
	push    func()
	guards  kql.Guards
	columns columnSet // those that it reads
	clauses []int     // of guards, those that can be tested
}

// columnSet is a set of numbers of columns, a bit each.
type columnSet []uint64

func (s *columnSet) add(column int) {
	for len(*s) <= column/64 {
		*s = append(*s, 0)
	}
	(*s)[column/64] |= 1 << (column % 64)
}

const (
	// firstSample and laterSample are how many events are counted, betweenSamples how many pass from one to the next.
	firstSample    = 1 << 10
	laterSample    = 1 << 8
	betweenSamples = 1 << 18
)

// newGroup returns the group of rules that share the columns, with an index if they are many.
func newGroup(columns []kql.Column, members []member, many bool) *group {
	g := &group{columns: columns, members: members, set: make(columnSet, len(columns)/64+1)}
	known := map[string]int{}
	for i := range g.members {
		m := &g.members[i]
		for _, c := range m.guards {
			if !testable(columns, c) {
				continue
			}
			key := fmt.Sprintf("%q", c)
			n, ok := known[key]
			if !ok {
				n = len(g.clauses)
				known[key] = n
				g.clauses = append(g.clauses, clause{c, []int{n}})
			}
			m.clauses = append(m.clauses, n)
		}
	}
	if many {
		g.counts = make([]float64, len(g.clauses))
		g.all = newIndex(columns, g.clauses, make([]uint64, len(g.clauses)/64+1))
		g.left = firstSample
	}
	return g
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
	clear(g.set)
	at := g.chosen
	if at == nil {
		at = g.all
	}
	if err := g.setColumns(late, at.columns); err != nil {
		return err
	}
	if g.needed = g.needed[:0]; g.chosen == nil {
		g.findSampled()
	} else {
		g.findChosen()
	}
	for _, i := range g.needed {
		if err := g.setColumns(late, g.members[i].columns); err != nil {
			return err
		}
	}
	for _, i := range g.needed {
		g.members[i].push()
	}
	g.passed()
	return nil
}

// setColumns sets those of the columns that are not.
func (g *group) setColumns(late source.Late, columns columnSet) error {
	if late == nil {
		return nil
	}
	for w, word := range columns {
		for rest := word &^ g.set[w]; rest != 0; rest &= rest - 1 {
			if err := late.Set(64*w + bits.TrailingZeros64(rest)); err != nil {
				return err
			}
		}
		g.set[w] |= word
	}
	return nil
}

// passed counts an event, and begins and ends samples.
func (g *group) passed() {
	if g.left--; g.left > 0 {
		return
	}
	if g.chosen == nil {
		g.choose()
		g.left = betweenSamples
	} else {
		g.chosen = nil
		g.left = laterSample
		g.forget()
	}
}

// findSampled counts the clauses that the event satisfies, and finds the rules all of whose clauses it satisfies.
func (g *group) findSampled() {
	g.sampled++
	found := g.all.find()
	for w, word := range found {
		for ; word != 0; word &= word - 1 {
			g.counts[64*w+bits.TrailingZeros64(word)]++
		}
	}
next:
	for i := range g.members {
		for _, c := range g.members[i].clauses {
			if found[c/64]>>(c%64)&1 == 0 {
				continue next
			}
		}
		g.needed = append(g.needed, i)
	}
}

// findChosen finds the rules whose chosen clauses the event satisfies, in the order of the rules.
func (g *group) findChosen() {
	found := g.chosen.find()
	for w := range g.words {
		word := found[w]
		for at := w + g.words; at < len(found) && word != 0; at += g.words {
			word &= found[at]
		}
		for ; word != 0; word &= word - 1 {
			g.needed = append(g.needed, 64*w+bits.TrailingZeros64(word))
		}
	}
}

// forget halves what was counted, so that the events that come count more.
func (g *group) forget() {
	g.sampled /= 2
	for i := range g.counts {
		g.counts[i] /= 2
	}
}

// choose takes clauses of each member: the first one is that which the fewest events satisfy. The bits of the index are
// one for each member and rank: the n-th clauses are those of rank n, and a member that has less is satisfied by all
// events in that rank.
func (g *group) choose() {
	const ranks = 3
	g.words = (len(g.members) + 63) / 64
	base := make([]uint64, ranks*g.words)
	clauses := make([]clause, len(g.clauses))
	for i, c := range g.clauses {
		clauses[i].guards = c.guards
	}
	for i := range g.members {
		chosen := g.worthwhile(g.members[i].clauses, ranks)
		for rank := range ranks {
			word, bit := rank*g.words+i/64, i%64
			if rank < len(chosen) {
				c := &clauses[chosen[rank]]
				c.bits = append(c.bits, 64*word+bit)
			} else {
				base[word] |= 1 << bit
			}
		}
	}
	clauses = slices.DeleteFunc(clauses, func(c clause) bool { return c.bits == nil })
	g.chosen = newIndex(g.columns, clauses, base)
}

// worthwhile are the clauses of a member that pay to be tested, up to most of them: as long as the evaluations that the
// next one spares cost more than finding it.
func (g *group) worthwhile(of []int, most int) []int {
	// evaluation is what evaluating a rule costs, and having a clause at all, where finding that an event satisfies it is 1.
	const evaluation, clause = 20, 0.01
	sorted := slices.Clone(of)
	slices.SortStableFunc(sorted, func(a, b int) int {
		return cmp.Or(cmp.Compare(g.counts[a], g.counts[b]),
			cmp.Compare(kql.Rarity(g.clauses[b].guards), kql.Rarity(g.clauses[a].guards)))
	})
	passed := 1.0
	for i, c := range sorted {
		share := g.counts[c] / float64(g.sampled)
		if i == most || i > 0 && passed*(1-share)*evaluation < share+clause {
			return sorted[:i]
		}
		passed *= share
	}
	return sorted
}
