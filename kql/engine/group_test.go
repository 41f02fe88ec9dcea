package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/kqlc/kqlc/kql"
)

// What is chosen by samples changes with the events, and what rules are given does not.
func TestGroupSamples(t *testing.T) {
	var name, command string
	columns := []kql.Column{kql.Col("Name", &name), kql.Col("Command", &command)}
	const rules = 65 // more than a word of bits
	var members []member
	var got, want []int
	satisfies := func(rule int) bool {
		return strings.EqualFold(name, members[rule].guards[0][0].Is[0]) && strings.Contains(strings.ToLower(command), members[rule].guards[1][0].Holds[0])
	}
	for i := range rules {
		members = append(members, member{
			guards: kql.Guards{
				{{Column: "Name", Is: []string{fmt.Sprint("tool", i%7)}}},
				{{Column: "Command", Holds: []string{fmt.Sprint("--flag", i%9, " ")}}},
				{{Column: "Command", Holds: []string{"run"}}}, // which all events satisfy: only samples look for it
			},
			push: func() {
				if satisfies(i) {
					got = append(got, i)
				}
			},
		})
	}
	g := newGroup(columns, members, true)
	for event := range 2*betweenSamples + 2*firstSample {
		// At first names are the same and no command comes again, later names differ and commands are the same.
		name, command = "TOOL3", fmt.Sprint("run --Flag", event%9, " ", event)
		if event > betweenSamples/2 {
			name, command = fmt.Sprint("tool", event%7), "run --flag3 x"
		}
		got = got[:0]
		if g.Push(); event%61 > 0 {
			continue // not all need be compared
		}
		want = want[:0]
		for i := range rules {
			if satisfies(i) {
				want = append(want, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("event %d: %v, want %v", event, got, want)
		}
	}
}

// A column that few rules need is not looked at where they can do with others.
func TestGroupColumns(t *testing.T) {
	for _, test := range []struct {
		last kql.Guards // of the last rule
		want []string
	}{
		{kql.Guards{{{Column: "Account", Is: []string{"a user that is rare"}}}, {{Column: "Name", Is: []string{"tool"}}}}, []string{"Name"}},
		{kql.Guards{{{Column: "Account", Is: []string{"a user that is rare"}}}, {{Column: "Name", Is: []string{"often"}}}}, []string{"Account", "Name"}},
		{kql.Guards{{{Column: "Account", Is: []string{"a user that is rare"}}}}, []string{"Account", "Name"}},
	} {
		name, account := "often", "root"
		var members []member
		for i := range 30 {
			members = append(members, member{push: func() {}, guards: kql.Guards{{{Column: "Name", Is: []string{fmt.Sprint("tool", i)}}}}})
		}
		members = append(members, member{push: func() {}, guards: test.last})
		g := newGroup([]kql.Column{kql.Col("Account", &account), kql.Col("Name", &name)}, members, true)
		for range firstSample {
			g.Push()
		}
		var got []string
		for _, x := range g.own.chosen.index.texts {
			got = append(got, g.columns[x.column].Name)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%v: %v are looked at, want %v", test.last, got, test.want)
		}
	}
}
