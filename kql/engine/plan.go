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
func (l *looker) plans() []plan {
	without := newColumnSet(len(l.columns))
	plans := make([]plan, len(l.members))
	for i := range plans {
		plans[i] = l.plan(&l.members[i], without)
	}
	for _, c := range l.byColumn {
		l.leaveOut(plans, without, c.column)
	}
	return plans
}

// leaveOut leaves a column out of plans, and adds it to those that they do without, if that costs less.
func (l *looker) leaveOut(plans []plan, without columnSet, column int) {
	without.add(column)
	other := map[int]plan{}
	left := float64(looking)
	for i := range plans {
		if !l.uses(&plans[i], column) {
			continue
		}
		p := l.plan(&l.members[i], without)
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
func (l *looker) uses(p *plan, column int) bool {
	of := func(clause int) bool { return l.clauses[clause].columns.has(column) }
	return slices.ContainsFunc(p.clauses, of) ||
		slices.ContainsFunc(p.barred, func(n int) bool { return slices.ContainsFunc(l.barred[n], of) })
}

// plan is what pays to be tested of a member without some columns: clauses as long as the evaluations that the next one
// spares cost more than finding it.
func (l *looker) plan(m *member, without columnSet) plan {
	p, passed := plan{}, 1.0
	for _, n := range l.sorted(m.clauses) {
		s := l.share(l.counts[n])
		switch {
		case l.clauses[n].columns.meets(without):
			continue
		case len(p.clauses) > 0 && passed*(1-s)*evaluation < s+having:
			return l.withBarred(p, m, without, passed)
		}
		p.clauses = append(p.clauses, n)
		p.cost += s + having
		passed *= s
	}
	return l.withBarred(p, m, without, passed)
}

// withBarred adds to a plan what pays to be tested of what a member must not have, where its clauses let a share of the
// events pass.
func (l *looker) withBarred(p plan, m *member, without columnSet, passed float64) plan {
	for _, n := range m.barred {
		cost := 0.0
		for _, c := range l.barred[n] {
			cost += l.share(l.counts[c]) + having
			if l.clauses[c].columns.meets(without) {
				cost = math.Inf(1)
			}
		}
		if spared := passed * l.share(l.bars[n]); spared*evaluation > cost {
			p.barred = append(p.barred, n)
			p.cost += cost
			passed -= spared
		}
	}
	p.cost += passed * evaluation
	return p
}

// share is what part of events a count of those in samples stands for. One that was never seen may be in every so many yet.
func (l *looker) share(count float64) float64 { return (count + 0.5) / (l.sampled + 1) }

// sorted are clauses, those first that the fewest events satisfy.
func (l *looker) sorted(clauses []int) []int {
	out := slices.Clone(clauses)
	slices.SortStableFunc(out, func(a, b int) int {
		return cmp.Or(cmp.Compare(l.counts[a], l.counts[b]), cmp.Compare(l.clauses[b].rarity, l.clauses[a].rarity))
	})
	return out
}
