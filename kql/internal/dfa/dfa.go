// Package dfa decides whether a regular expression matches a text, at a few steps of the processor a character: by a
// deterministic automaton, which is made as far as texts need it.
package dfa

import (
	"regexp/syntax"
	"sync/atomic"
	"unicode/utf8"
)

// DFA is the automaton of one regular expression, for text that is ASCII. It may be used by several goroutines.
//
// A state is the set of instructions that wait for the next character, of all starts at once, and what the assertions may
// ask of the character before. As an assertion may ask of the next one too, a match is found one character late. States
// are numbered in steps of the number of classes, so that a state's number plus a character's class is the place of the
// next state in the table.
type DFA struct {
	holds    Holds
	prog     *syntax.Prog
	takes    []set // by instruction: the characters that it reads
	anchored bool  // a match starts where the text does
	asserts  bool  // an assertion asks of the characters around a place
	classes  [utf8.RuneSelf]uint8
	samples  []rune // by class, a character of it; the last class is the end of the text

	table atomic.Pointer[table]
	maker maker
	// pause is how many texts are left undecided before the automaton is tried again.
	pause atomic.Int64
}

// Holds reports whether the assertions of an empty-width instruction hold between two characters; -1 stands for the ends
// of the text.
type Holds func(assertions uint32, before, after rune) bool

// table holds the next states. It is replaced by a longer one when it is full: whoever still reads the old one finds what
// it has there, and comes for the rest.
type table struct {
	next []atomic.Uint32
	// age is how many times all states had been thrown away.
	age int
}

// The numbers of what is no state.
const (
	unknown uint32 = iota
	matched
	failed
	ordinary // the first number that a state may have: that at the start of a text
)

// set is a set of ASCII characters.
type set [utf8.RuneSelf / 64]uint64

func (s *set) add(c rune)     { s[c/64] |= 1 << (c % 64) }
func (s set) has(c rune) bool { return c >= 0 && s[c/64]>>(c%64)&1 != 0 }

const (
	// maxInsts bounds the expressions that there is an automaton for, maxStates and maxTable what one takes: a few hundred
	// kilobytes.
	maxInsts  = 2000
	maxStates = 1000
	maxTable  = 1 << 15
)

// New returns the automaton of a program, nil for one that is too large.
func New(prog *syntax.Prog, holds Holds) *DFA {
	if len(prog.Inst) > maxInsts {
		return nil
	}
	d := &DFA{
		holds: holds, prog: prog, takes: make([]set, len(prog.Inst)),
		anchored: prog.StartCond()&syntax.EmptyBeginText != 0,
	}
	var sets []set
	for i := range prog.Inst {
		switch in := &prog.Inst[i]; in.Op {
		case syntax.InstEmptyWidth:
			d.asserts = d.asserts || in.Arg&^uint32(syntax.EmptyBeginText|syntax.EmptyEndText) != 0
		case syntax.InstRune1:
			if in.Rune[0] < utf8.RuneSelf {
				d.takes[i].add(in.Rune[0])
			}
			sets = append(sets, d.takes[i])
		case syntax.InstRune, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			d.takes[i] = taken(in)
			sets = append(sets, d.takes[i])
		}
	}
	if d.asserts {
		sets = append(sets, words, set{1 << '\n'}, set{1 << '\r'})
	}
	d.classify(sets)
	d.reset()
	return d
}

// taken are the characters that an instruction reads.
func taken(in *syntax.Inst) (s set) {
	if in.Op == syntax.InstRune && len(in.Rune) > 1 {
		for i := 0; i < len(in.Rune); i += 2 {
			for c := in.Rune[i]; c <= min(in.Rune[i+1], utf8.RuneSelf-1); c++ {
				s.add(c)
			}
		}
		return s
	}
	for c := range rune(utf8.RuneSelf) {
		if in.MatchRune(c) {
			s.add(c)
		}
	}
	return s
}

// words are the characters of words.
var words = func() (s set) {
	for c := range rune(utf8.RuneSelf) {
		if 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' {
			s.add(c)
		}
	}
	return s
}()

// classify puts the characters into classes by which of the sets they are in.
func (d *DFA) classify(sets []set) {
	count := 1
	done := map[set]bool{}
	for _, s := range sets {
		if done[s] {
			continue
		}
		done[s] = true
		var parts [2][utf8.RuneSelf]uint8 // by class: the new one outside and inside of the set, from 1
		count = 0
		for c := range rune(utf8.RuneSelf) {
			of := &parts[0]
			if s.has(c) {
				of = &parts[1]
			}
			part := &of[d.classes[c]]
			if *part == 0 {
				count++
				*part = uint8(count)
			}
			d.classes[c] = *part - 1
		}
	}
	d.samples = make([]rune, count+1)
	for c, class := range d.classes {
		d.samples[class] = rune(c)
	}
	d.samples[count] = -1
}

// Match reports whether the expression matches somewhere in text. It does not know, and decided is false, where text is
// not ASCII or the states are too many.
func (d *DFA) Match(text string) (match, decided bool) {
	if d.pause.Load() > 0 {
		d.pause.Add(-1)
		return false, false
	}
	t := d.table.Load()
	next, s := t.next, ordinary
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			return false, false
		}
		place := s + uint32(d.classes[c])
		if s = next[place].Load(); s < ordinary {
			if s == unknown {
				s, t = d.find(t, place)
				next = t.next
			}
			if s < ordinary {
				return s == matched, s != unknown
			}
		}
	}
	place := s + uint32(len(d.samples)-1)
	if s = next[place].Load(); s == unknown {
		s, _ = d.find(t, place)
	}
	return s == matched, s != unknown
}
