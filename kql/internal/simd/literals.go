package simd

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unsafe"
)

// Literals finds any of a set of literals in text, ASCII letters case folded. It may be used by several goroutines.
//
// Vectors look at every byte: from each literal they take the window of three bytes that are rarest together. Windows are
// filed in eight buckets, and are known by which buckets a byte may belong to at each of the three places: the buckets of
// all three, ANDed, are those whose windows may stand there. What is found is compared.
//
// The portable form looks at three bytes in steps: of literals of five bytes and more at every third byte, since one of
// the windows at their places 0, 1 and 2 stands there. With a literal of three bytes or less it looks at every byte, as the
// vectors do.
type Literals struct {
	level Level
	literals
	strided *strided // nil where there is nothing to step over
}

// literals are those of a set by the bucket of their windows.
type literals struct {
	buckets [groups][]literal
	// masks hold for each byte the buckets that it may belong to, at place i of the window in its byte i.
	masks [256]uint32
	// nibbles hold the same by the low and the high half of a byte, as vectors look them up; they let through a little more.
	nibbles nibbles
	// short tells that a literal is shorter than the window.
	short bool
	empty bool
}

type literal struct {
	text string // folded
	at   int    // place of its window
}

const (
	groups = 8
	window = 3
)

// nibbles are for each place of the window the buckets by the low half of a byte and by the high half.
type nibbles [window][2][16]byte

// NewLiterals prepares a set of literals, which are not empty.
func NewLiterals(texts []string) *Literals { return newLiterals(texts, best) }

func newLiterals(texts []string, level Level) *Literals {
	l := &Literals{level: level}
	l.empty = len(texts) == 0
	shortest := 1 << 30
	byWindow := map[string][]literal{}
	for _, text := range texts {
		lit := literal{text: FoldString(text)}
		lit.at = rarestWindow(lit.text)
		byWindow[lit.window()] = append(byWindow[lit.window()], lit)
		shortest = min(shortest, len(text))
	}
	l.short = shortest < window
	windows := make([]string, 0, len(byWindow))
	for w := range byWindow {
		windows = append(windows, w)
	}
	slices.Sort(windows) // so that those in a bucket are alike
	for i, w := range windows {
		g := i * groups / max(len(windows), groups)
		l.buckets[g] = append(l.buckets[g], byWindow[w]...)
		l.add(w, g)
	}
	if level == Portable && !l.empty && shortest > window {
		l.strided = newStrided(l.buckets[:], shortest)
	}
	return l
}

// FoldString folds the ASCII letters of a text.
func FoldString(text string) string {
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
		r := rarity[text[i]] * rarity[text[i+1]] * rarity[text[i+2]]
		if r > most {
			at, most = i, r
		}
	}
	return at
}

func (l *literal) window() string { return l.text[l.at:min(l.at+window, len(l.text))] }

// add enters a window into the masks of a bucket.
func (l *literals) add(w string, group int) {
	bit := byte(1) << group
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

// Find returns where a literal ends that stands in text at or behind from, -1 where there is none. Which of several it is,
// is not said, but for this: none ends before it starts.
func (l *Literals) Find(text []byte, from int) int {
	if l.strided != nil {
		return l.strided.find(text, from)
	}
	for at := from; ; at++ {
		if at = l.next(text, at); at < 0 {
			return -1
		}
		if end := l.check(text, from, at); end >= 0 {
			return end
		}
	}
}

// In reports whether one of the literals stands in text.
func (l *Literals) In(text []byte) bool { return l.Find(text, 0) >= 0 }

// InText is [Literals.In] of a text.
func (l *Literals) InText(text string) bool {
	return l.In(unsafe.Slice(unsafe.StringData(text), len(text)))
}

// check compares the literals that may have their window at a place.
func (l *literals) check(text []byte, from, at int) (end int) {
	for groups := l.masksAt(text, at); groups != 0; groups &= groups - 1 {
		for i := range l.buckets[bits.TrailingZeros8(groups)] {
			if end := l.buckets[bits.TrailingZeros8(groups)][i].standsAt(text, from, at); end >= 0 {
				return end
			}
		}
	}
	return -1
}

// standsAt returns the end of the literal if its window is at a place of text and it begins at or behind from; else -1.
func (l *literal) standsAt(text []byte, from, at int) (end int) {
	start := at - l.at
	if start >= from && len(text)-start >= len(l.text) && EqualFold(l.text, view(text[start:start+len(l.text)])) {
		return start + len(l.text)
	}
	return -1
}

func (l *literals) masksAt(text []byte, at int) uint8 {
	m := l.masks[text[at]]
	for i := 1; i < window; i++ {
		if at+i < len(text) {
			m &= l.masks[text[at+i]] >> (8 * i)
		}
	}
	return uint8(m)
}

// next returns the first place at or behind from where a window may stand; -1 if there is none.
func (l *Literals) next(text []byte, from int) int {
	if len(text)-from >= window && !l.empty {
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
func (l *literals) nextPortable(text []byte, from int) int {
	m := &l.masks
	i := from
	for ; i+8+window-1 <= len(text); i += 8 {
		t := text[i : i+8+window-1 : i+8+window-1]
		a, b, c, d, e := m[t[0]], m[t[1]], m[t[2]], m[t[3]], m[t[4]]
		f, g, h, j, k := m[t[5]], m[t[6]], m[t[7]], m[t[8]], m[t[9]]
		low := a&(b>>8)&(c>>16) | b&(c>>8)&(d>>16) | c&(d>>8)&(e>>16) | d&(e>>8)&(f>>16)
		high := e&(f>>8)&(g>>16) | f&(g>>8)&(h>>16) | g&(h>>8)&(j>>16) | h&(j>>8)&(k>>16)
		if low|high != 0 {
			break
		}
	}
	for ; i+window <= len(text); i++ {
		if m[text[i]]&(m[text[i+1]]>>8)&(m[text[i+2]]>>16) != 0 {
			return i
		}
	}
	return -1
}

// strided finds literals by windows at some of the places of a text.
type strided struct {
	step int
	// known has the hashes of the windows that literals have at their places before step, letters in both cases.
	known [1 << hashBits]uint8
	// literals are those of a hash.
	literals map[uint32][]literal
}

const hashBits = 14

func newStrided(buckets [][]literal, shortest int) *strided {
	s := &strided{step: shortest - window + 1, literals: map[uint32][]literal{}}
	for _, lit := range slices.Concat(buckets...) {
		for at := range s.step {
			for cases := range 1 << window {
				w := [4]byte{}
				for i := range window {
					if w[i] = lit.text[at+i]; cases>>i&1 != 0 && 'a' <= w[i] && w[i] <= 'z' {
						w[i] -= 'a' - 'A'
					}
				}
				h := hash(binary.LittleEndian.Uint32(w[:]))
				if l := (literal{lit.text, at}); !slices.Contains(s.literals[h], l) {
					s.known[h] = 1
					s.literals[h] = append(s.literals[h], l)
				}
			}
		}
	}
	return s
}

// hash is that of three bytes; the fourth of w does not count.
func hash(w uint32) uint32 { return w * (0x9E3779B1 << 8 & (1<<32 - 1)) >> (32 - hashBits) }

// find is [Literals.Find].
func (s *strided) find(text []byte, from int) int {
	i, step, known := from, s.step, &s.known
	for {
		for last := len(text) - 3*step - 4; i <= last; i += 4 * step {
			first, second := known[hash(load32(text, i))], known[hash(load32(text, i+step))]
			third, fourth := known[hash(load32(text, i+2*step))], known[hash(load32(text, i+3*step))]
			if first|second|third|fourth != 0 {
				break
			}
		}
		for stop := i + 4*step; i < stop; i += step {
			if i+window > len(text) {
				return -1
			}
			h := hash(uint32(text[i]) | uint32(text[i+1])<<8 | uint32(text[i+2])<<16)
			if known[h] == 0 {
				continue
			}
			for k := range s.literals[h] {
				if end := s.literals[h][k].standsAt(text, from, i); end >= 0 {
					return end
				}
			}
		}
	}
}

// load32 reads four bytes, which have to be within b: a check for each of them would take as long as all else.
func load32(b []byte, i int) uint32 {
	w := *(*[4]byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(b)), i))
	return binary.LittleEndian.Uint32(w[:])
}

// view is text that shares the memory of b.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
