package kql

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// runeSet is a set of characters: sorted ranges lo, hi, lo, hi that neither touch nor overlap, as regexp/syntax has them.
type runeSet []rune

func setOf(ranges ...rune) runeSet { return runeSet(ranges).normal() }

func tableSet(tables ...*unicode.RangeTable) (s runeSet) {
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			s = append(s, lo, hi)
			return
		}
		for r := lo; r <= hi; r += stride {
			s = append(s, r, r)
		}
	}
	for _, t := range tables {
		for _, r := range t.R16 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
		for _, r := range t.R32 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
	}
	return s.normal()
}

// normal sorts ranges and joins those that touch.
func (s runeSet) normal() runeSet {
	type span struct{ lo, hi rune }
	spans := make([]span, 0, len(s)/2)
	for i := 0; i < len(s); i += 2 {
		spans = append(spans, span{s[i], s[i+1]})
	}
	slices.SortFunc(spans, func(a, b span) int { return int(a.lo - b.lo) })
	out := make(runeSet, 0, len(s))
	for _, p := range spans {
		if n := len(out); n > 0 && p.lo <= out[n-1]+1 {
			out[n-1] = max(out[n-1], p.hi)
			continue
		}
		out = append(out, p.lo, p.hi)
	}
	return out
}

func (s runeSet) union(t runeSet) runeSet { return slices.Concat(s, t).normal() }

func (s runeSet) negate() runeSet {
	out := runeSet{}
	next := rune(0)
	for i := 0; i < len(s); i += 2 {
		if s[i] > next {
			out = append(out, next, s[i]-1)
		}
		next = s[i+1] + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, next, unicode.MaxRune)
	}
	return out
}

func (s runeSet) intersect(t runeSet) runeSet {
	out := runeSet{}
	for i, j := 0, 0; i < len(s) && j < len(t); {
		if lo, hi := max(s[i], t[j]), min(s[i+1], t[j+1]); lo <= hi {
			out = append(out, lo, hi)
		}
		if s[i+1] < t[j+1] {
			i += 2
		} else {
			j += 2
		}
	}
	return out
}

func (s runeSet) minus(t runeSet) runeSet { return s.intersect(t.negate()) }

func (s runeSet) has(r rune) bool {
	i, ok := slices.BinarySearch(s, r)
	return ok || i%2 == 1
}

// fold adds the other cases of the set's characters.
func (s runeSet) fold() runeSet {
	out := slices.Clone(s)
	for _, r := range casedRunes() {
		if s.has(r) {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				out = append(out, f, f)
			}
		}
	}
	return out.normal()
}

// casedRunes are the characters that have another case.
var casedRunes = sync.OnceValue(func() (cased []rune) {
	for _, c := range unicode.CaseRanges {
		for r := rune(c.Lo); r <= rune(c.Hi); r++ {
			if unicode.SimpleFold(r) != r {
				cased = append(cased, r)
			}
		}
	}
	return cased
})

// The classes of \d, \s and \w: all of Unicode, and ASCII under (?-u) (Kusto: regex).
var (
	digitSet = sync.OnceValue(func() runeSet { return tableSet(unicode.Nd) })
	spaceSet = sync.OnceValue(func() runeSet { return tableSet(unicode.White_Space) })
	wordSet  = sync.OnceValue(func() runeSet {
		return tableSet(unicode.L, unicode.Nl, unicode.Other_Alphabetic, unicode.Other_Lowercase, unicode.Other_Uppercase,
			unicode.M, unicode.Nd, unicode.Pc, unicode.Join_Control)
	})
)

var asciiClasses = map[string]runeSet{
	"alnum":  {'0', '9', 'A', 'Z', 'a', 'z'},
	"alpha":  {'A', 'Z', 'a', 'z'},
	"ascii":  {0, 0x7f},
	"blank":  {'\t', '\t', ' ', ' '},
	"cntrl":  {0, 0x1f, 0x7f, 0x7f},
	"digit":  {'0', '9'},
	"graph":  {'!', '~'},
	"lower":  {'a', 'z'},
	"print":  {' ', '~'},
	"punct":  {'!', '/', ':', '@', '[', '`', '{', '~'},
	"space":  {'\t', '\r', ' ', ' '},
	"upper":  {'A', 'Z'},
	"word":   {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
	"xdigit": {'0', '9', 'A', 'F', 'a', 'f'},
}

// perlClass returns the set of \d, \s or \w, or of their complements for a capital.
func perlClass(c byte, unicodeClass bool) runeSet {
	var s runeSet
	switch lowerASCII[c] {
	case 'd':
		s = digitSet()
		if !unicodeClass {
			s = asciiClasses["digit"]
		}
	case 's':
		s = spaceSet()
		if !unicodeClass {
			s = asciiClasses["space"]
		}
	case 'w':
		s = wordSet()
		if !unicodeClass {
			s = asciiClasses["word"]
		}
	}
	if c < 'a' {
		return s.negate()
	}
	return s
}

// unicodeClass returns the set of \p{name}: a general category, a script or a property, also as gc=name, sc=name. Case,
// blanks, hyphens and underscores do not count.
func unicodeClass(name string) (runeSet, bool) {
	loose := func(s string) string {
		return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(s))
	}
	kind := ""
	if i := strings.IndexAny(name, "=:"); i >= 0 {
		kind, name = loose(name[:i]), name[i+1:]
	}
	name = loose(name)
	if kind == "" || kind == "gc" || kind == "generalcategory" {
		switch name {
		case "any":
			return runeSet{0, unicode.MaxRune}, true
		case "ascii":
			return asciiClasses["ascii"], true
		case "assigned":
			return tableSet(unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.C), true
		case "alphabetic", "alpha":
			return tableSet(unicode.L, unicode.Nl, unicode.Other_Alphabetic, unicode.Other_Lowercase, unicode.Other_Uppercase), true
		case "uppercase", "upper":
			return tableSet(unicode.Lu, unicode.Other_Uppercase), true
		case "lowercase", "lower":
			return tableSet(unicode.Ll, unicode.Other_Lowercase), true
		}
		for alias, category := range unicode.CategoryAliases {
			if loose(alias) == name {
				name = loose(category)
				break
			}
		}
	}
	tables := []map[string]*unicode.RangeTable{unicode.Categories, unicode.Scripts, unicode.Properties}
	switch kind {
	case "":
	case "gc", "generalcategory":
		tables = tables[:1]
	case "sc", "script", "scx", "scriptextensions":
		tables = tables[1:2]
	default:
		return nil, false
	}
	for _, m := range tables {
		for n, t := range m {
			if loose(n) == name {
				return tableSet(t), true
			}
		}
	}
	return nil, false
}

// bracket reads a class behind its opening bracket, up to and with the closing one.
func (p *regexParser) bracket() runeSet {
	if p.depth++; p.depth > 250 {
		p.fail("nested too deeply")
	}
	defer func() { p.depth-- }()
	p.skip()
	negated := p.eat("^")
	p.skip()
	// acc op items: operators bind less than the listing of items, and go from left to right.
	var acc, items runeSet
	op := ""
	closeItems := func() {
		switch items = items.normal(); op {
		case "":
			acc = items
		case "&&":
			acc = acc.intersect(items)
		case "--":
			acc = acc.minus(items)
		case "~~":
			acc = acc.minus(items).union(items.minus(acc))
		}
		items = nil
	}
	first := true
	for ; ; first = false {
		p.skip()
		rest := p.rest()
		switch {
		case rest == "":
			p.fail("missing ]")
		case rest[0] == ']' && !first:
			p.at++
			closeItems()
			if negated {
				acc = acc.negate()
			}
			return acc
		case first && rest[0] == '-' && !p.lenient:
			// Hyphens at the start are literal, and a ] behind them closes.
			for p.eat("-") {
				items = append(items, '-', '-')
			}
			continue
		case !p.lenient && len(rest) > 1 && rest[0] == rest[1] && strings.IndexByte("&-~", rest[0]) >= 0:
			closeItems()
			op = rest[:2]
			p.at += 2
			continue
		case rest[0] == '[':
			if s, ok := p.posixClass(); ok {
				items = append(items, p.folded(s)...)
				continue
			}
			if !p.lenient {
				p.at++
				items = append(items, p.bracket()...)
				continue
			}
		}
		items = append(items, p.classItem()...)
	}
}

// posixClass reads [:name:] or [:^name:], if that is next.
func (p *regexParser) posixClass() (runeSet, bool) {
	body, ok := strings.CutPrefix(p.rest(), "[:")
	if !ok {
		return nil, false
	}
	name, _, ok := strings.Cut(body, ":]")
	if !ok {
		return nil, false
	}
	bare, negated := strings.CutPrefix(name, "^")
	s, ok := asciiClasses[bare]
	if !ok {
		return nil, false
	}
	p.at += len("[::]") + len(name)
	if negated {
		s = s.negate()
	}
	return s, true
}

// classItem reads a character, an escaped class or a range.
func (p *regexParser) classItem() runeSet {
	lo, s, isSet := p.classRune()
	if isSet {
		return s
	}
	hi := lo
	p.skip()
	if rest := p.rest(); strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "-]") && (p.lenient || !strings.HasPrefix(rest, "--")) {
		mark := p.at
		p.at++
		p.skip()
		if hi, _, isSet = p.classRune(); isSet {
			p.at, hi = mark, lo // a hyphen before a class is literal
		}
		if hi < lo {
			p.fail("range %c-%c is empty", lo, hi)
		}
	}
	return p.folded(runeSet{lo, hi})
}

func (p *regexParser) classRune() (r rune, s runeSet, isSet bool) {
	if !p.eat(`\`) {
		return p.next(), nil, false
	}
	if s, ok := p.escapedClass(); ok {
		return 0, s, true
	}
	return p.escapedRune(), nil, false
}
