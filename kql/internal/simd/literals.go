package simd

import (
	"slices"
	"unsafe"
)

// Literals finds any of a set of literals in text, ASCII letters case folded. It may be used by several goroutines.
//
// From each literal it takes the three bytes that are rarest together, and looks where such a window stands; the rest is
// compared there. Literals are filed in eight buckets, and a window is known by which buckets a byte may belong to at each
// of its places: the buckets of all three, ANDed, are those of the literals that may be there.
type Literals struct {
	level   Level
	list    []literal // by bucket
	buckets [groups + 1]int
	// masks hold for each byte the buckets that it may belong to, at place i of the window in its byte i.
	masks [256]uint32
	// nibbles hold the same by the low and the high half of a byte, for each place of the window, as vectors look them up;
	// they let through a little more.
	nibbles nibbles
	// short tells that a literal is shorter than the window, longest is the length of the longest.
	short   bool
	longest int
}

type literal struct {
	text string // folded
	at   int    // place of its window
	id   int
}

const (
	groups = 8
	window = 3
)

// nibbles are for each place of the window the buckets by the low half of a byte and by the high half.
type nibbles [window][2][16]byte

// NewLiterals prepares a set of literals, which are not empty.
func NewLiterals(literals []string) *Literals { return newLiterals(literals, best) }

func newLiterals(texts []string, level Level) *Literals {
	l := &Literals{level: level}
	for id, text := range texts {
		folded := fold(text)
		l.list = append(l.list, literal{folded, rarestWindow(folded), id})
		l.short = l.short || len(text) < window
		l.longest = max(l.longest, len(text))
	}
	// Literals whose windows are alike share a bucket.
	slices.SortStableFunc(l.list, func(a, b literal) int {
		return slices.Compare([]byte(a.window()), []byte(b.window()))
	})
	for g := range groups {
		from, to := len(l.list)*g/groups, len(l.list)*(g+1)/groups
		l.buckets[g+1] = to
		for i := range l.list[from:to] {
			l.add(&l.list[from+i], g)
		}
	}
	return l
}

func fold(text string) string {
	folded := []byte(text)
	for i, c := range folded {
		folded[i] = Fold[c]
	}
	return string(folded)
}

// rarestWindow is the place of the bytes of a literal that are rarest together; the beginning of a short one.
func rarestWindow(text string) int {
	at, most := 0, 0
	for i := 0; i+window <= len(text); i++ {
		// The product: one rare byte among common ones is worth less than three that are rare.
		r := rarity[text[i]] * rarity[text[i+1]] * rarity[text[i+2]]
		if r > most {
			at, most = i, r
		}
	}
	return at
}

func (l *literal) window() string { return l.text[l.at:min(l.at+window, len(l.text))] }

// add enters a literal into the masks of a bucket.
func (l *Literals) add(lit *literal, group int) {
	bit := byte(1) << group
	w := lit.window()
	for place := range window {
		for c := range 256 {
			if place < len(w) && Fold[c] != w[place] {
				continue
			}
			l.masks[c] |= uint32(bit) << (8 * place)
			l.nibbles[place][0][c&15] |= bit
			l.nibbles[place][1][c>>4] |= bit
		}
	}
}

// Find returns where the first literal that stands in text at or behind from ends, and which one it is, by its place in
// the list; -1 where there is none. First is the one whose window comes first.
func (l *Literals) Find(text []byte, from int) (end, id int) {
	for at := from; ; at++ {
		if at = l.next(text, at); at < 0 {
			return -1, -1
		}
		if end, id = l.check(text, from, at); end >= 0 {
			return end, id
		}
	}
}

// In reports whether one of the literals stands in text.
func (l *Literals) In(text []byte) bool {
	end, _ := l.Find(text, 0)
	return end >= 0
}

// check compares the literals that may have their window at a place.
func (l *Literals) check(text []byte, from, at int) (end, id int) {
	bits := byte(l.masksAt(text, at))
	for g := 0; bits != 0; g, bits = g+1, bits>>1 {
		if bits&1 == 0 {
			continue
		}
		for i := range l.list[l.buckets[g]:l.buckets[g+1]] {
			lit := &l.list[l.buckets[g]+i]
			start := at - lit.at
			if start < from || len(text)-start < len(lit.text) {
				continue
			}
			if EqualFold(lit.text, view(text[start:start+len(lit.text)])) {
				return start + len(lit.text), lit.id
			}
		}
	}
	return -1, -1
}

func (l *Literals) masksAt(text []byte, at int) uint32 {
	m := l.masks[text[at]]
	for i := 1; i < window; i++ {
		if at+i < len(text) {
			m &= l.masks[text[at+i]] >> (8 * i)
		}
	}
	return m & 0xff
}

// next returns the first place at or behind from where a window may stand; -1 if there is none.
func (l *Literals) next(text []byte, from int) int {
	if len(text)-from >= window && len(l.list) > 0 {
		at := l.nextWhole(text, from)
		if at >= 0 {
			return at
		}
	}
	if !l.short {
		return -1
	}
	for at := max(from, len(text)-window+1); at < len(text); at++ {
		if l.masksAt(text, at) != 0 {
			return at
		}
	}
	return -1
}

// nextPortable is next for windows that do not go beyond the text, of which there has to be one.
func (l *Literals) nextPortable(text []byte, from int) int {
	m := &l.masks
	i := from
	for ; i+8+window-1 <= len(text); i += 8 {
		t := text[i : i+8+window-1 : i+8+window-1]
		a, b, c, d, e := m[t[0]], m[t[1]], m[t[2]], m[t[3]], m[t[4]]
		f, g, h, j, k := m[t[5]], m[t[6]], m[t[7]], m[t[8]], m[t[9]]
		low := a&(b>>8)&(c>>16) | b&(c>>8)&(d>>16) | c&(d>>8)&(e>>16) | d&(e>>8)&(f>>16)
		high := e&(f>>8)&(g>>16) | f&(g>>8)&(h>>16) | g&(h>>8)&(j>>16) | h&(j>>8)&(k>>16)
		if (low|high)&0xff != 0 {
			break
		}
	}
	for ; i+window <= len(text); i++ {
		if m[text[i]]&(m[text[i+1]]>>8)&(m[text[i+2]]>>16)&0xff != 0 {
			return i
		}
	}
	return -1
}

// view is text that shares the memory of b.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
