package parser

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/kqlc/kqlc/internal/diag"
)

// soup is what random queries are made of.
var soup = strings.Fields(`a b T f ( ) [ ] { } | | | ; , . .. : = == != =~ => < > + - * / % @ ? ! 1 2.5 1d "x" 'y' @"z" true
	let set declare view query_parameters pattern where extend project project-away summarize by join on kind=inner union mv-expand
	mv-apply to typeof( limit count take top-nested of with make-series from step in range( parse parse-kv as evaluate scan
	search find fork facet render timechart partition reduce sort asc nulls last datatable externaldata print range dynamic( toscalar(
	materialize( and or not has in~ !in between has_any matches datetime(2020-01-01) datetime(x graph-match make-graph --> -[ ]->
	macro-expand entity_group __partitionby inline_external_table hint.strategy=shuffle datascope=all $left #x //c
	` + "```m``` ```")

// TestSoup: random tokens are read without panic, soon, with all spans in place; what is valid among them is formatted.
func TestSoup(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range 20_000 {
		var b strings.Builder
		if n%2 == 0 {
			b.WriteString("T | ")
		}
		for range 1 + rng.IntN(25) {
			b.WriteString(soup[rng.IntN(len(soup))])
			b.WriteString([]string{" ", " ", " ", "\n", ""}[rng.IntN(5)])
		}
		src := b.String()
		begin := time.Now()
		_, problems := Parse(src)
		if d := time.Since(begin); d > 2*time.Second {
			t.Errorf("%v for %q", d, src)
		}
		for _, d := range problems {
			if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(src) || d.Message == "" {
				t.Errorf("%q: %q at %v", src, d.Message, d.Span)
			}
			diag.Text{}.Append(nil, diag.NewSource("q", src), d)
		}
		checkSpans(t, fmt.Sprintf("%q", src), src)
		checkFormat(t, fmt.Sprintf("%q", src), src)
	}
}
