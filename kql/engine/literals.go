package engine

import (
	"math/bits"
	"unsafe"
)

// literals finds which of many texts a text holds or is, ASCII letters folded. Each text has a list of numbers, which
// are what is found.
//
// Parts are found by a gram of four bytes: the rarest of each part goes into a filter of bits, which the grams of a text
// are looked up in, one a byte. Grams are folded by setting bit 5 of every byte, which makes some bytes equal that are
// not: what the filter lets through is compared.
type literals struct {
	whole   map[string]int // folded text to its list
	lengths [maxFolded + 1]bool
	folded  [maxFolded]byte

	parts  []part
	filter []uint64
	shift  uint8
	grams  map[uint32][]int32 // the parts of a gram
	short  []int32            // the parts of less than four bytes
	lists  [][]int32
}

// maxFolded is the length up to which whole texts are looked up; longer ones are found as parts.
const maxFolded = 256

type part struct {
	text string // folded
	at   int    // place of its gram
	list int
}

const foldBits = 0x20202020

// lower maps an ASCII capital to its small letter and every other byte to itself.
func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

func foldASCII(text string) string {
	b := []byte(text)
	for i := range b {
		b[i] = lower(b[i])
	}
	return string(b)
}

// literalSet collects texts for [literals].
type literalSet struct {
	whole, parts map[string][]int32
}

func newLiteralSet() *literalSet {
	return &literalSet{whole: map[string][]int32{}, parts: map[string][]int32{}}
}

func (s *literalSet) addWhole(text string, n int32) {
	if len(text) > maxFolded {
		s.addPart(text, n)
		return
	}
	text = foldASCII(text)
	s.whole[text] = append(s.whole[text], n)
}

func (s *literalSet) addPart(text string, n int32) {
	text = foldASCII(text)
	s.parts[text] = append(s.parts[text], n)
}

func (s *literalSet) build() *literals {
	l := &literals{whole: map[string]int{}, grams: map[uint32][]int32{}}
	for text, list := range s.whole {
		l.whole[text] = len(l.lists)
		l.lengths[len(text)] = true
		l.lists = append(l.lists, list)
	}
	uses := map[uint32]int{}
	for text := range s.parts {
		for i := 0; i+4 <= len(text); i++ {
			uses[gramAt(text, i)]++
		}
	}
	size := max(1<<10, 1<<bits.Len(uint(32*len(s.parts))))
	l.filter = make([]uint64, size/64)
	l.shift = uint8(32 - bits.Len(uint(size-1)))
	for text, list := range s.parts {
		n := int32(len(l.parts))
		p := part{text: text, list: len(l.lists)}
		l.lists = append(l.lists, list)
		if len(text) < 4 {
			l.short = append(l.short, n)
		} else {
			p.at = rarestGram(text, uses)
			gram := gramAt(text, p.at)
			l.grams[gram] = append(l.grams[gram], n)
			h := hashGram(gram) >> l.shift
			l.filter[h/64] |= 1 << (h % 64)
		}
		l.parts = append(l.parts, p)
	}
	return l
}

// rarestGram is the place of the gram that the fewest other parts have and whose bytes are the rarest.
func rarestGram(text string, uses map[uint32]int) int {
	best, rarest := 0, -1<<30
	for i := 0; i+4 <= len(text); i++ {
		rarity := -64 * uses[gramAt(text, i)]
		for _, b := range []byte(text[i : i+4]) {
			rarity += rarityOf(b)
		}
		if rarity > rarest {
			best, rarest = i, rarity
		}
	}
	return best
}

// rarityOf is greater for bytes that are rarer in command lines, paths and messages.
func rarityOf(b byte) int {
	const commonFirst = ` e/tasonirl.cdp-m0u1"h\f2g=wb:3_45v8x6ky97`
	for i := range len(commonFirst) {
		if commonFirst[i] == b {
			return i
		}
	}
	return len(commonFirst)
}

func gramAt(text string, i int) uint32 {
	return *(*uint32)(unsafe.Add(unsafe.Pointer(unsafe.StringData(text)), i)) | foldBits
}

func hashGram(gram uint32) uint32 { return gram * 0x9E3779B1 }

// find gives x the lists of all texts that text is or holds, a list more than once if need be.
func (l *literals) find(text string, x *index) {
	if len(text) <= maxFolded && l.lengths[len(text)] {
		for i := range len(text) {
			l.folded[i] = lower(text[i])
		}
		if list, ok := l.whole[string(l.folded[:len(text)])]; ok {
			x.hit(l.lists[list])
		}
	}
	for _, n := range l.short {
		if p := &l.parts[n]; holdsFolded(text, p.text) {
			x.hit(l.lists[p.list])
		}
	}
	if len(l.grams) == 0 {
		return
	}
	filter, shift := l.filter, l.shift
	for i := 0; i+4 <= len(text); i++ {
		gram := gramAt(text, i)
		h := hashGram(gram) >> (shift & 31)
		if filter[h/64]&(1<<(h%64)) == 0 {
			continue
		}
		for _, n := range l.grams[gram] {
			p := &l.parts[n]
			start := i - p.at
			if start >= 0 && start+len(p.text) <= len(text) && isFolded(text[start:start+len(p.text)], p.text) {
				x.hit(l.lists[p.list])
			}
		}
	}
}

// isFolded reports whether text, ASCII letters folded, is folded.
func isFolded(text, folded string) bool {
	for i := range len(folded) {
		if lower(text[i]) != folded[i] {
			return false
		}
	}
	return true
}

// holdsFolded reports whether text, ASCII letters folded, holds a folded text of a few bytes.
func holdsFolded(text, folded string) bool {
	for i := 0; i+len(folded) <= len(text); i++ {
		if isFolded(text[i:i+len(folded)], folded) {
			return true
		}
	}
	return false
}
