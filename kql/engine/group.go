package engine

import (
	"slices"

	"github.com/kqlc/kqlc/kql"
)

// group evaluates the rules of one table. Where they are many, an event is pushed to those only whose guards it may
// satisfy: an index finds, for one clause a rule, which events hold it. Which clause that is, is chosen by how often
// each is satisfied in samples of the events.
type group struct {
	columns []kql.Column
	push    []func()
	clauses []clause // all that can be tested, by member
	always  []int32  // the members without a clause

	events  int64
	next    int64  // the event at which the next sample starts
	sampled int64  // the events left of the sample
	all     *index // of all clauses, while sampling
	counts  []int64
	chosen  *index  // of one clause a member
	members []int32 // whose the chosen clauses are
	run     []int32
}

const (
	// fewRules is the number of rules up to which evaluating each is cheaper than finding which.
	fewRules = 50
	// firstSample and laterSample are how many events are counted, betweenSamples how many pass from one to the next.
	firstSample    = 1 << 10
	laterSample    = 1 << 8
	betweenSamples = 1 << 18
)

// newGroup returns the group of rules that share the columns; guards and push are theirs, by rule.
func newGroup(columns []kql.Column, guards []kql.Guards, push []func()) *group {
	g := &group{columns: columns, push: push}
	if len(push) < fewRules {
		return g
	}
	for i, clauses := range guards {
		n := len(g.clauses)
		for _, c := range clauses {
			if testable(columns, c) {
				g.clauses = append(g.clauses, clause{int32(i), c})
			}
		}
		if len(g.clauses) == n {
			g.always = append(g.always, int32(i))
		}
	}
	g.counts = make([]int64, len(g.clauses))
	g.sample(firstSample)
	return g
}

// Push evaluates the event that the columns hold.
func (g *group) Push() {
	if g.all == nil && g.chosen == nil {
		for _, push := range g.push {
			push()
		}
		return
	}
	g.events++
	g.run = append(g.run[:0], g.always...)
	if g.sampled > 0 {
		g.pushSampled()
	} else {
		for _, c := range g.chosen.find() {
			g.run = append(g.run, g.members[c])
		}
		if g.events >= g.next {
			g.sample(laterSample)
		}
	}
	slices.Sort(g.run) // rows leave in the order of the rules
	for _, m := range g.run {
		g.push[m]()
	}
}

// sample counts how often clauses are satisfied by the next events.
func (g *group) sample(events int64) {
	g.sampled = events
	if g.all == nil {
		g.all = newIndex(g.columns, g.clauses)
	}
}

// pushSampled finds the rules all of whose clauses are satisfied, and counts.
func (g *group) pushSampled() {
	hits := g.all.find()
	slices.Sort(hits)
	for i := 0; i < len(hits); {
		m := g.clauses[hits[i]].member
		n := 0
		for ; i < len(hits) && g.clauses[hits[i]].member == m; i++ {
			g.counts[hits[i]]++
			n++
		}
		if n == g.clausesOf(m) {
			g.run = append(g.run, m)
		}
	}
	if g.sampled--; g.sampled == 0 {
		g.choose()
		g.next = g.events + betweenSamples
	}
}

// clausesOf is the number of clauses of a member.
func (g *group) clausesOf(m int32) int {
	first, _ := slices.BinarySearchFunc(g.clauses, m, func(c clause, m int32) int { return int(c.member - m) })
	n := 0
	for first+n < len(g.clauses) && g.clauses[first+n].member == m {
		n++
	}
	return n
}

// choose takes for each member the clause that was satisfied least often; of several the one that looks rarest.
func (g *group) choose() {
	var chosen []clause
	g.members = g.members[:0]
	for i := 0; i < len(g.clauses); {
		best, m := i, g.clauses[i].member
		for ; i < len(g.clauses) && g.clauses[i].member == m; i++ {
			if g.counts[i] < g.counts[best] || g.counts[i] == g.counts[best] && rarer(g.clauses[i], g.clauses[best]) {
				best = i
			}
		}
		chosen = append(chosen, g.clauses[best])
		g.members = append(g.members, m)
	}
	g.chosen = newIndex(g.columns, chosen)
}

func rarer(a, b clause) bool { return kql.Rarity(a.guards) > kql.Rarity(b.guards) }
