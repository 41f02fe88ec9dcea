package parser

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/ast"
)

// frequent are the forms of the operators that are read by hand.
var frequent = strings.Split(strings.TrimSpace(`
T | where a == 1 and b has 'x'
T | where hint.materialized=true f(a)
T | where x = a
T | filter not(a) | where (a, b) = f(c)
T | extend a = b, c, (d, e) = f(g), ['h i'] = 1
T | extend by = 2, ['kind'] = a
T | project
T | project a, b = c + 1, (d, e) = f()
T | project-away
T | project-away a, b*, *c, ['d']
T | project-keep
T | project-keep a, *, b*c
T | project-rename
T | project-rename a = b, ['c d'] = e
T | project-reorder
T | project-reorder a, b* asc, c desc, * granny-asc, d granny-desc
T | summarize
T | summarize by a
T | summarize count()
T | summarize hint.strategy=shuffle hint.shufflekey=a count(), b = dcount(c) by d, e = bin(f, 1h)
T | summarize count() by bin(a, 1d), bin
T | summarize count() by a bin = 5
T | summarize count() by bin = a, b bin = 1d + c
T | distinct *
T | distinct hint.strategy=shuffle a, b.c, *
T | sort by a
T | sort hint.strategy=shuffle by a asc, b desc nulls last, c nulls first, f(d) granny-asc
T | order by a granny-desc nulls first | sort by x = a asc
T | top 5 by a
T | top hint.strategy=shuffle 2 * b by c asc nulls last
T | take 5 | limit 5
T | take hint.spread=1 f(5) | limit n
T | count
T | count as n
T | join U on a
T | join (U)
T | join kind=inner hint.strategy=broadcast (U | where b) on a, $left.b == $right.c
T | join kind = leftanti (U | distinct a) where a == b
T | lookup U on a
T | lookup kind=leftouter (U | project a, b) on a, $left.b == $right.c
T | union U
T | union kind=outer withsource=x isfuzzy=true U, (V | take 1), W*, database('d').X, cluster('c').database('d').*
union T, U
union best_effort=true T | count
T | mv-expand a
T | mvexpand a, b = c.d, e to typeof(long)
T | mv-expand bagexpansion=array with_itemindex=i a to typeof(string), limit limit 5
T | mv-expand kind=bag a limit n + 1
T | parse a with
T | parse a with *
T | parse kind=regex flags=Ui a.b with 'x' c:long "y" 'z' d ':' * e : datetime *
T | parse-where kind=relaxed a with * 'x' b: string '' c
let x = T | where a; U | join kind=leftouter (x | summarize by b | top 1 by b) on b | project b
`), "\n")

// intruders are the words that a mutation puts into a query: those that tell the forms apart.
var intruders = strings.Fields(`a 1 1d 'x' * , = ( ) | . : to by bin bin=5 limit with asc nulls first on where as kind=inner typeof(long) hint.remote=auto`)

// TestByHand holds the operators that are read by hand to the tags of their nodes: the same tree, or an error in both.
func TestByHand(t *testing.T) {
	for name := range byHand {
		if !strings.Contains(strings.Join(frequent, "\n"), name+" ") {
			t.Errorf("no query has %s", name)
		}
	}
	valid, wrong := 0, 0
	for _, src := range frequent {
		if !checkByHand(t, src) {
			t.Errorf("not valid: %s", src)
		}
		for _, mutant := range mutants(src) {
			if checkByHand(t, mutant) {
				valid++
			} else {
				wrong++
			}
		}
	}
	t.Logf("%d mutations are valid, %d are not", valid, wrong)
}

func TestByHandCorpus(t *testing.T) {
	for _, r := range corpus(t) {
		checkByHand(t, r.Query)
	}
}

// checkByHand tells how a query that is read by hand differs from what the tags give, and whether they find it valid.
func checkByHand(t *testing.T, src string) (valid bool) {
	t.Helper()
	want, wantFaults := readFile(src, true)
	got, faults := readFile(src, false)
	switch {
	case (faults == 0) != (wantFaults == 0):
		t.Errorf("%q: %d errors by hand, %d by the tags", src, faults, wantFaults)
	case faults == 0 && !reflect.DeepEqual(got, want):
		t.Errorf("%q: another tree (-tags +hand)\n%s", src, cmp.Diff(tree(want, true), tree(got, true)))
	}
	return wantFaults == 0
}

// readFile reads a query one way, and counts its errors.
func readFile(src string, byTags bool) (*ast.File, int) {
	lex, done := open(&scanner{text: src})
	defer done()
	r := reader{lex}
	r.Next()
	if byTags {
		r.restart()
	}
	f := &ast.File{}
	if r.tooDeep() == nil {
		r.file(f)
	}
	return f, r.faults()
}

// mutants are the texts that differ from a query by a token: left out, said twice, exchanged with the next, or replaced by
// or following another.
func mutants(src string) []string {
	var places []ast.Span
	for s := (&scanner{text: src, begun: true}); ; {
		t, _ := s.Next()
		if t.EOF() {
			break
		}
		places = append(places, tokenSpan(&t))
	}
	var list []string
	for i, p := range places {
		before, token, after := src[:p.Start], src[p.Start:p.End], src[p.End:]
		list = append(list, before+after, before+token+" "+token+after)
		if i+1 < len(places) {
			n := places[i+1]
			list = append(list, before+src[n.Start:n.End]+" "+token+src[n.End:])
		}
		for _, word := range intruders {
			list = append(list, before+word+after, before+word+" "+token+after)
		}
	}
	return list
}
