package engine

import (
	"cmp"
	"math"
	"slices"
)

// plan is what is tested for a member.
type plan struct {
	clauses []int // the rarest first
	barred  []int
	cost    float64 // of an event: for the tests, and the evaluations that they do not spare
}

// What things cost, where finding that an event satisfies a clause is 1.
const (
	evaluation = 20   // of a rule
	having     = 0.01 // a clause at all
	looking    = 3    // at a column, which is most often remembered
)

// plans are what pays to be tested of each member. Columns are left out that spare less than looking at them costs: where
// few members need one, others of their clauses may do.
func (g *group) plans() []plan {
	without := newColumnSet(len(g.columns))
	plans := make([]plan, len(g.members))
	for i := range plans {
		plans[i] = g.plan(&g.members[i], without)
	}
	for _, c := range g.byColumn {
		g.leaveOut(plans, without, c.column)
	}
	return plans
}

// leaveOut leaves a column out of plans, and adds it to those that they do without, if that costs less.
func (g *group) leaveOut(plans []plan, without columnSet, column int) {
	without.add(column)
	other := map[int]plan{}
	left := float64(looking)
	for i := range plans {
		if !g.uses(&plans[i], column) {
			continue
		}
		p := g.plan(&g.members[i], without)
		if left -= p.cost - plans[i].cost; left <= 0 {
			without.remove(column)
			return
		}
		other[i] = p
	}
	for i, p := range other {
		plans[i] = p
	}
}

// uses reports whether a plan has tests of a column.
func (g *group) uses(p *plan, column int) bool {
	of := func(clause int) bool { return g.clauses[clause].columns.has(column) }
	return slices.ContainsFunc(p.clauses, of) ||
		slices.ContainsFunc(p.barred, func(n int) bool { return slices.ContainsFunc(g.barred[n].clauses, of) })
}

// plan is what pays to be tested of a member without some columns: clauses as long as the evaluations that the next one
// spares cost more than finding it.
func (g *group) plan(m *member, without columnSet) plan {
	p, passed := plan{}, 1.0
	for _, n := range g.sorted(m.clauses) {
		s := g.share(g.clauses[n].count)
		switch {
		case g.clauses[n].columns.meets(without):
			continue
		case len(p.clauses) > 0 && passed*(1-s)*evaluation < s+having:
			return g.withBarred(p, m, without, passed)
		}
		p.clauses = append(p.clauses, n)
		p.cost += s + having
		passed *= s
	}
	return g.withBarred(p, m, without, passed)
}

// withBarred adds to a plan what pays to be tested of what a member must not have, where its clauses let a share of the
// events pass.
func (g *group) withBarred(p plan, m *member, without columnSet, passed float64) plan {
	for _, n := range m.barred {
		cost := 0.0
		for _, c := range g.barred[n].clauses {
			cost += g.share(g.clauses[c].count) + having
			if g.clauses[c].columns.meets(without) {
				cost = math.Inf(1)
			}
		}
		if spared := passed * g.share(g.barred[n].count); spared*evaluation > cost {
			p.barred = append(p.barred, n)
			p.cost += cost
			passed -= spared
		}
	}
	p.cost += passed * evaluation
	return p
}

// share is what part of events a count of those in samples stands for. One that was never seen may be in every so many yet.
func (g *group) share(count float64) float64 { return (count + 0.5) / (float64(g.sampled) + 1) }

// sorted are clauses, those first that the fewest events satisfy.
func (g *group) sorted(clauses []int) []int {
	out := slices.Clone(clauses)
	slices.SortStableFunc(out, func(a, b int) int {
		one, other := &g.clauses[a], &g.clauses[b]
		return cmp.Or(cmp.Compare(one.count, other.count), cmp.Compare(other.rarity, one.rarity))
	})
	return out
}
