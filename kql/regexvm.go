package kql

import (
	"regexp/syntax"
	"slices"
	"sync"
)

// regexVM runs patterns that Go's engine cannot: with word edges that go by Unicode on text that is not ASCII, with
// Rust's further edges, or with repetitions beyond Go's limit. It follows all alternatives at once, so its time is
// linear in the text (Pike's method), and prefers matches as Go's engine does.
type regexVM struct {
	prog *syntax.Prog
	size int // of a match: two places a group
	pool sync.Pool
}

// Bits of an empty-width instruction beyond those of regexp/syntax: 1<<(assertionShift+assertion).
const assertionShift = 8

func newRegexVM(root *syntax.Regexp, groups int) (*regexVM, error) {
	prog, err := compileRegex(root)
	if err != nil {
		return nil, err
	}
	return &regexVM{prog: prog, size: 2 * groups}, nil
}

// compileRegex compiles a tree, assertions that are further than those of regexp/syntax included.
func compileRegex(root *syntax.Regexp) (*syntax.Prog, error) {
	prog, err := syntax.Compile(root.Simplify())
	if err != nil {
		return nil, err
	}
	for i := range prog.Inst {
		if in := &prog.Inst[i]; in.Op == syntax.InstCapture && in.Arg>>1 >= assertionCap {
			if in.Arg&1 == 1 {
				in.Op = syntax.InstNop
				continue
			}
			in.Op, in.Arg = syntax.InstEmptyWidth, 1<<(assertionShift+in.Arg>>1-assertionCap)
		}
	}
	return prog, nil
}

// vmState is what one run needs.
type vmState struct {
	now, next vmThreads
	free      [][]int
	todo      []vmTodo
}

// vmThreads are the threads at one place of the text, by preference.
type vmThreads struct {
	list []vmThread
	seen []int // by instruction: its generation
	gen  int
}

type vmThread struct {
	pc  uint32
	cap []int
}

type vmTodo struct {
	pc   uint32
	slot int // with undo: the place to restore
	undo bool
	old  int
}

func (t *vmThreads) clear(n int) {
	t.list = t.list[:0]
	if t.gen++; t.seen == nil {
		t.seen = make([]int, n)
	}
}

// FindStringSubmatchIndex is as in [regexp.Regexp].
func (vm *regexVM) FindStringSubmatchIndex(text string) []int { return vm.find(text, 0) }

// MatchString is as in [regexp.Regexp].
func (vm *regexVM) MatchString(text string) bool { return vm.find(text, 0) != nil }

// FindAllStringSubmatchIndex is as in [regexp.Regexp].
func (vm *regexVM) FindAllStringSubmatchIndex(text string, n int) (all [][]int) {
	for from, last := 0, -1; from <= len(text) && (n < 0 || len(all) < n); {
		m := vm.find(text, from)
		if m == nil {
			break
		}
		from = m[1]
		if m[0] == m[1] {
			if from < len(text) {
				_, size := decode(text[from:])
				from += size
			} else {
				from++
			}
			if m[0] == last {
				continue // an empty match that touches the one before does not count
			}
		}
		last = m[1]
		all = append(all, m)
	}
	return all
}

// find returns the places of the leftmost match at or after from, or nil.
func (vm *regexVM) find(text string, from int) (match []int) {
	st, _ := vm.pool.Get().(*vmState)
	if st == nil {
		st = &vmState{}
	}
	defer vm.pool.Put(st)
	now, next := &st.now, &st.next
	now.clear(len(vm.prog.Inst))
	start := slices.Repeat([]int{-1}, vm.size)
	before := rune(-1)
	if from > 0 {
		before, _ = decodeLast(text[:from])
	}
	for at := from; ; {
		after, size := rune(-1), 0
		if at < len(text) {
			after, size = decode(text[at:])
		}
		if match == nil {
			start[0] = at
			vm.add(st, now, uint32(vm.prog.Start), at, before, after, start)
		}
		if match != nil && len(now.list) == 0 {
			break
		}
		next.clear(len(vm.prog.Inst))
		for i, t := range now.list {
			in := &vm.prog.Inst[t.pc]
			if in.Op == syntax.InstMatch {
				match = append(match[:0], t.cap...)
				match[1] = at
				for _, rest := range now.list[i:] {
					st.free = append(st.free, rest.cap)
				}
				break
			}
			r := after
			if r >= badByte {
				r = '\ufffd'
			}
			if at < len(text) && in.MatchRune(r) {
				vm.add(st, next, in.Out, at+size, after, peek(text, at+size), t.cap)
			}
			st.free = append(st.free, t.cap)
		}
		if at >= len(text) {
			break
		}
		at, before = at+size, after
		now, next = next, now
	}
	return match
}

// peek returns the character at a place of text, or -1 at its end.
func peek(text string, at int) rune {
	if at >= len(text) {
		return -1
	}
	r, _ := decode(text[at:])
	return r
}

// add follows pc without reading on and notes the threads that it leads to. before and after are the characters around
// the place at; -1 stands for the ends of the text. places is changed during the call only.
func (vm *regexVM) add(st *vmState, to *vmThreads, pc uint32, at int, before, after rune, places []int) {
	todo := append(st.todo[:0], vmTodo{pc: pc})
	for len(todo) > 0 {
		job := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if job.undo {
			places[job.slot] = job.old
			continue
		}
		if to.seen[job.pc] == to.gen {
			continue
		}
		to.seen[job.pc] = to.gen
		switch in := &vm.prog.Inst[job.pc]; in.Op {
		case syntax.InstFail:
		case syntax.InstAlt, syntax.InstAltMatch:
			todo = append(todo, vmTodo{pc: in.Arg}, vmTodo{pc: in.Out})
		case syntax.InstNop:
			todo = append(todo, vmTodo{pc: in.Out})
		case syntax.InstEmptyWidth:
			if emptyHolds(in.Arg, before, after) {
				todo = append(todo, vmTodo{pc: in.Out})
			}
		case syntax.InstCapture:
			if slot := int(in.Arg); slot < vm.size {
				todo = append(todo, vmTodo{slot: slot, undo: true, old: places[slot]})
				places[slot] = at
			}
			todo = append(todo, vmTodo{pc: in.Out})
		default:
			var own []int
			if n := len(st.free); n > 0 {
				own, st.free = st.free[n-1], st.free[:n-1]
			} else {
				own = make([]int, vm.size)
			}
			copy(own, places)
			to.list = append(to.list, vmThread{job.pc, own})
		}
	}
	st.todo = todo
}

// emptyHolds reports whether the conditions of an empty-width instruction hold between two characters.
func emptyHolds(arg uint32, before, after rune) bool {
	wordBefore, wordAfter := isWord(before), isWord(after)
	asciiEdge := (before < 0x80 && wordBefore) != (after < 0x80 && wordAfter)
	for _, c := range [...]struct {
		bit   uint32
		holds bool
	}{
		{uint32(syntax.EmptyBeginLine), before < 0 || before == '\n'},
		{uint32(syntax.EmptyEndLine), after < 0 || after == '\n'},
		{uint32(syntax.EmptyBeginText), before < 0},
		{uint32(syntax.EmptyEndText), after < 0},
		{uint32(syntax.EmptyWordBoundary), wordBefore != wordAfter},
		{uint32(syntax.EmptyNoWordBoundary), wordBefore == wordAfter},
		{1 << (assertionShift + asciiWordEdge), asciiEdge},
		{1 << (assertionShift + noASCIIWordEdge), !asciiEdge},
		{1 << (assertionShift + wordStart), !wordBefore && wordAfter},
		{1 << (assertionShift + wordEnd), wordBefore && !wordAfter},
		{1 << (assertionShift + wordStartHalf), !wordBefore},
		{1 << (assertionShift + wordEndHalf), !wordAfter},
		{1 << (assertionShift + lineStartCRLF), before < 0 || before == '\n' || before == '\r' && after != '\n'},
		{1 << (assertionShift + lineEndCRLF), after < 0 || after == '\r' || after == '\n' && before != '\r'},
	} {
		if arg&c.bit != 0 && !c.holds {
			return false
		}
	}
	return true
}

func isWord(r rune) bool {
	if r < 0x80 {
		return r >= 0 && (isAlnum(r) || r == '_')
	}
	i, ok := slices.BinarySearch(wordSet(), r)
	return ok || i%2 == 1
}
