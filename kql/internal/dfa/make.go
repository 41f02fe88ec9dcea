package dfa

import (
	"encoding/binary"
	"math/bits"
	"regexp/syntax"
	"sync"
	"sync/atomic"
)

// maker makes states.
type maker struct {
	mu     sync.Mutex
	states []state           // by number
	known  map[string]uint32 // numbers, by what the state is
	age    int               // as in table
	todo   []uint32          // scratch
}

// state are the instructions that wait for a character, and the one before.
type state struct {
	waiting bitset
	before  rune
}

// bitset is a set of instructions, a bit each.
type bitset []uint64

// add adds an instruction, and reports whether it was not in the set.
func (b bitset) add(pc uint32) bool {
	word, bit := &b[pc/64], uint64(1)<<(pc%64)
	if *word&bit != 0 {
		return false
	}
	*word |= bit
	return true
}

// appendTo appends the instructions of the set.
func (b bitset) appendTo(pcs []uint32) []uint32 {
	for i, word := range b {
		for ; word != 0; word &= word - 1 {
			pcs = append(pcs, uint32(64*i+bits.TrailingZeros64(word)))
		}
	}
	return pcs
}

// reset throws all states away.
func (d *DFA) reset() {
	m := &d.maker
	m.states, m.known = nil, map[string]uint32{}
	m.age++
	d.table.Store(&table{age: m.age})
	waiting := d.noInsts()
	waiting.add(uint32(d.prog.Start))
	d.number(state{waiting, -1})
}

func (d *DFA) noInsts() bitset { return make(bitset, (len(d.prog.Inst)+63)/64) }

// width is how many places of the table each state has.
func (d *DFA) width() int { return len(d.samples) }

// find makes the state that belongs at a place of a reader's table, and returns its number with the table to go on with.
// It is unknown if there are too many states: then the automaton pauses, each time for longer, so that an expression
// whose states are hardly ever used again costs little more than without one.
func (d *DFA) find(reader *table, place uint32) (uint32, *table) {
	m := &d.maker
	m.mu.Lock()
	defer m.mu.Unlock()
	if reader.age != m.age {
		return unknown, reader
	}
	t := d.table.Load()
	if s := t.next[place].Load(); s != unknown {
		return s, t
	}
	at := int(place - ordinary)
	s := d.step(m.states[at/d.width()], d.samples[at%d.width()])
	t = d.table.Load()
	if s == unknown {
		const first, most = 5, 14
		d.pause.Store(1 << min(first+m.age, most))
		d.reset()
		return unknown, t
	}
	t.next[place].Store(s)
	return s, t
}

// step is the number of the state that follows s when c is read, -1 being the end of the text.
func (d *DFA) step(s state, c rune) uint32 {
	next, seen := state{d.noInsts(), d.before(c)}, d.noInsts()
	todo := s.waiting.appendTo(d.maker.todo[:0])
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !seen.add(pc) {
			continue
		}
		switch in := &d.prog.Inst[pc]; in.Op {
		case syntax.InstMatch:
			return matched
		case syntax.InstAlt, syntax.InstAltMatch:
			todo = append(todo, in.Out, in.Arg)
		case syntax.InstNop, syntax.InstCapture:
			todo = append(todo, in.Out)
		case syntax.InstEmptyWidth:
			if d.holds(in.Arg, s.before, c) {
				todo = append(todo, in.Out)
			}
		case syntax.InstFail:
		default:
			if d.takes[pc].has(c) {
				next.waiting.add(in.Out)
			}
		}
	}
	d.maker.todo = todo
	if c < 0 {
		return failed
	}
	if !d.anchored {
		next.waiting.add(uint32(d.prog.Start))
	}
	return d.number(next)
}

// before is a character that stands for c where assertions ask of the one before.
func (d *DFA) before(c rune) rune {
	switch {
	case d.asserts && words.has(c):
		return 'a'
	case d.asserts && (c == '\n' || c == '\r'):
		return c
	}
	return ' '
}

// number is that of a state; unknown if it is one too many.
func (d *DFA) number(s state) uint32 {
	m, t := &d.maker, d.table.Load()
	key := make([]byte, 0, 8*len(s.waiting)+1)
	var any uint64
	for _, word := range s.waiting {
		key = binary.LittleEndian.AppendUint64(key, word)
		any |= word
	}
	if any == 0 {
		return failed
	}
	key = append(key, byte(s.before))
	if n, ok := m.known[string(key)]; ok {
		return n
	}
	n := int(ordinary) + len(m.states)*d.width()
	if len(m.states) == maxStates || n+d.width() > maxTable {
		return unknown
	}
	m.known[string(key)] = uint32(n)
	m.states = append(m.states, s)
	if n+d.width() > len(t.next) {
		longer := &table{make([]atomic.Uint32, min(2*len(t.next)+16*d.width(), maxTable)), t.age}
		for i := range t.next {
			longer.next[i].Store(t.next[i].Load())
		}
		d.table.Store(longer)
	}
	return uint32(n)
}
