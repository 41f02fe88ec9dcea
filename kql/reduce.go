package kql

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Reduce is the state of a reduce operator: it finds the patterns that many texts have in common, after Vaarandi (A data
// clustering algorithm for mining patterns from event logs, 2003). A term at a place is frequent if it has the support that
// is asked for; texts with the same frequent terms make a pattern, with * for all others; patterns without support go to
// the pattern others (Kusto: reduce-operator).
type Reduce struct {
	threshold float64
	breaks    [utf8.RuneSelf]bool
	texts     []string
}

// NewReduce returns an empty state. threshold is the share of texts that a pattern needs, 0.1 by default. Terms end at what
// is no ASCII letter or digit; characters are those for which the opposite holds.
func NewReduce(threshold float64, characters string) *Reduce {
	r := &Reduce{threshold: threshold}
	for c := range r.breaks {
		b := byte(c)
		r.breaks[c] = b|0x20 < 'a' || b|0x20 > 'z'
		if '0' <= b && b <= '9' {
			r.breaks[c] = false
		}
	}
	for _, c := range characters {
		if c < utf8.RuneSelf {
			r.breaks[c] = !r.breaks[c]
		}
	}
	return r
}

// Add takes a text.
func (r *Reduce) Add(text string) { r.texts = append(r.texts, strings.Clone(text)) }

// term is a term with its place among the terms of a text.
type term struct {
	place int
	text  string
}

// split calls yield for the terms of a text and for what is between them.
func (r *Reduce) split(text string, yield func(part string, isTerm bool)) {
	for start := 0; start < len(text); {
		breaks := r.breaksAt(text[start])
		end := start + 1
		for end < len(text) && r.breaksAt(text[end]) == breaks {
			end++
		}
		yield(text[start:end], !breaks)
		start = end
	}
}

func (r *Reduce) breaksAt(c byte) bool { return c >= utf8.RuneSelf || r.breaks[c] }

// patterns returns the pattern of each text, "" for those that have none.
func (r *Reduce) patterns() []string {
	support := max(2, int(math.Ceil(r.threshold*float64(len(r.texts)))))
	frequency := map[term]int{}
	for _, text := range r.texts {
		place := 0
		r.split(text, func(part string, isTerm bool) {
			if isTerm {
				frequency[term{place, part}]++
				place++
			}
		})
	}
	out := make([]string, len(r.texts))
	count := map[string]int{}
	for i, text := range r.texts {
		out[i] = r.pattern(text, func(t term) bool { return frequency[t] >= support })
		count[out[i]]++
	}
	for i, p := range out {
		if p == "*" || count[p] < support {
			out[i] = ""
		}
	}
	return out
}

// pattern is the text with * for terms that are not frequent, and for what stands next to them but blanks.
func (r *Reduce) pattern(text string, frequent func(term) bool) string {
	var b strings.Builder
	place, between, wild := 0, "", false
	r.split(text, func(part string, isTerm bool) {
		if !isTerm {
			between = part
			return
		}
		t := term{place, part}
		place++
		switch ok := frequent(t); {
		case ok && wild:
			b.WriteString(strings.TrimLeftFunc(between, notBlank) + part)
			wild = false
		case ok:
			b.WriteString(between + part)
		case !wild:
			b.WriteString(strings.TrimRightFunc(between, notBlank) + "*")
			wild = true
		}
		between = ""
	})
	if !wild {
		b.WriteString(between)
	}
	return b.String()
}

func notBlank(r rune) bool { return r != ' ' }

// Each calls yield for every pattern, first seen first, with the number of its texts and one of them, and forgets all.
func (r *Reduce) Each(yield func(pattern string, count int64, representative string)) {
	type group struct {
		count int64
		first string
	}
	var groups groupsOf[string, group]
	for i, p := range r.patterns() {
		g, isNew := groups.findOrAdd(p)
		if isNew {
			g.first = r.texts[i]
		}
		g.count++
	}
	var rest int64
	groups.each(func(p *string, g *group) {
		if *p == "" {
			rest = g.count
		} else {
			yield(*p, g.count, g.first)
		}
	})
	if rest > 0 {
		yield("others", rest, "")
	}
	r.texts = nil
}

// EachSource calls yield with the pattern of every text in order, for kind=source, and forgets all.
func (r *Reduce) EachSource(yield func(i int, pattern string)) {
	for i, p := range r.patterns() {
		if p == "" {
			p = "others"
		}
		yield(i, p)
	}
	r.texts = nil
}
