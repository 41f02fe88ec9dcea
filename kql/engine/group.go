package engine

import (
	"fmt"
	"slices"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// group evaluates the rules of one table. Where they are many, an event is pushed to those only whose guards it may
// satisfy, as a [looker] finds.
//
// Where the reader of events can leave columns for later, an event has those set that one of the rules reads that it is pushed
// to.
type group struct {
	columns []kql.Column
	members []member
	clauses []clause // what members require, and what excludes, each once
	barred  [][]int  // numbers of clauses: an event is excluded that satisfies all of them
	tests   []testOf // of the guards, each once
	many    bool
	event   event
	needed  []int32 // the members that it is pushed to
	own     *looker // of events that the reader has not looked at; nil before there is one
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
}

// newGroup returns the group of rules that share the columns.
func newGroup(columns []kql.Column, members []member, many bool) *group {
	g := &group{columns: columns, members: members, many: many, event: newEvent(len(columns))}
	if many {
		g.addClauses()
		g.tests = testsOf(columns, g.clauses)
	}
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
				m.barred = append(m.barred, numberOf(sets, fmt.Sprint(all), func() { g.barred = append(g.barred, all) }))
			}
		}
	}
}

// columnsOf are the columns that guards are of.
func (g *group) columnsOf(guards []kql.Guard) columnSet {
	out := newColumnSet(len(g.columns))
	for _, guard := range guards {
		out.add(g.columnOf(guard))
	}
	return out
}

func (g *group) columnOf(guard kql.Guard) int {
	return slices.IndexFunc(g.columns, func(c kql.Column) bool { return c.Name == guard.Column })
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
	if !g.many {
		for i := range g.members {
			g.members[i].push()
		}
		return
	}
	g.event.next(nil)
	for _, i := range g.find() {
		g.members[i].push()
	}
}

// pushLate evaluates the event that a reader has gone to and no column of which is set. An error is the event's, for a column:
// no rule has been given it then.
func (g *group) pushLate(late source.Late) error {
	g.event.next(late)
	needed, looked := late.Needed()
	if !looked {
		needed = g.find()
	}
	for _, i := range needed {
		g.event.need(g.members[i].columns)
	}
	if g.event.bad != nil {
		var err error
		if needed, err = g.despite(needed); err != nil {
			return late.Bad(err)
		}
	}
	for _, i := range needed {
		g.members[i].push()
	}
	return nil
}

// find finds the members that may need the event.
func (g *group) find() []int32 {
	if g.own == nil {
		g.own = newLooker(g, g.columns, &g.event)
	}
	g.needed = g.own.look(g.needed[:0])
	return g.needed
}

// despite returns those of the members that need an event with bad columns, and an error if one of them reads one: that of the
// first of these columns. It does not depend on which clauses were looked at.
func (g *group) despite(needed []int32) (really []int32, err error) {
	reads := newColumnSet(len(g.columns))
	for _, i := range needed {
		if m := &g.members[i]; g.event.satisfies(g, m, g.columns) {
			really = append(really, i)
			reads.addAll(m.columns)
		}
	}
	return really, g.event.firstBad(reads)
}
