package simd

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// Dictionary finds which of many literals stand in a text, ASCII letters case folded. It may be used by several goroutines.
//
// Each literal is filed under a gram, the four of its bytes that are rarest together, and the grams of a text are looked up
// in a filter of bits, one a byte. Grams are folded by setting bit 5 of every byte, which makes some bytes equal that are
// not, and the gram of a literal of three bytes has any fourth one: what the filter lets through is compared. Literals of
// less are searched for one by one.
type Dictionary struct {
	filter *[1 << (filterBits - 6)]uint64
	four   chains // the literals of four bytes and more
	three  chains
	less   []needleOf
}

const (
	filterBits = 17
	gramSize   = 4
	foldBits   = 0x20202020
	gramPrime  = 0x9E3779B1
)

// chains are lists of literals by the hash of their grams, of which the bits in mask count.
type chains struct {
	mask  uint32
	shift uint32
	heads []int32 // the first link of a hash, from 1
	links []link
}

// link is a literal of a list.
type link struct {
	literal
	gram   uint32
	number int32
	next   int32 // from 1
}

// needleOf finds one literal.
type needleOf struct {
	Needle
	literal int32
}

// NewDictionary prepares literals, which are not empty.
func NewDictionary(texts []string) *Dictionary {
	d := &Dictionary{filter: new([1 << (filterBits - 6)]uint64)}
	folded := make([]string, len(texts))
	var uses gramCounts
	for i, text := range texts {
		folded[i] = FoldString(text)
		for at := 0; at+gramSize <= len(text); at++ {
			*uses.of(gramAt(folded[i], at))++
		}
	}
	d.four, d.three = newChains(len(texts), 1<<32-1), newChains(len(texts), 1<<24-1)
	for i, text := range folded {
		lit, n := literal{text: text}, int32(i)
		switch {
		case len(text) < gramSize-1:
			d.less = append(d.less, needleOf{NewNeedle(text), n})
		case len(text) < gramSize:
			gram := gramOfThree(text)
			d.three.add(lit, n, gram)
			for last := range uint32(256) {
				d.pass(gram | last<<24)
			}
		default:
			lit.at = rarestGram(text, &uses)
			gram := gramAt(text, lit.at)
			d.four.add(lit, n, gram)
			d.pass(gram)
		}
	}
	return d
}

// rarestGram is the place of the gram that the fewest literals have and whose bytes are the rarest.
func rarestGram(text string, uses *gramCounts) int {
	best, most := 0, -1<<30
	for at := 0; at+gramSize <= len(text); at++ {
		r := -64 * int(*uses.of(gramAt(text, at)))
		for _, b := range []byte(text[at : at+gramSize]) {
			r += rarity[b]
		}
		if r > most {
			best, most = at, r
		}
	}
	return best
}

// gramCounts says how many literals have a gram, those of equal hashes together.
type gramCounts [1 << 14]uint32

func (c *gramCounts) of(gram uint32) *uint32 { return &c[hashGram(gram)>>(32-14)] }

// gramAt is the gram at a place of a text, folded. The text has to have its bytes.
func gramAt(text string, at int) uint32 {
	w := *(*[gramSize]byte)(unsafe.Add(unsafe.Pointer(unsafe.StringData(text)), at))
	return binary.LittleEndian.Uint32(w[:]) | foldBits
}

// gramOfThree is the gram of a text of three bytes, with a blank for the fourth.
func gramOfThree(text string) uint32 {
	return uint32(text[0]) | uint32(text[1])<<8 | uint32(text[2])<<16 | foldBits
}

func hashGram(gram uint32) uint32 { return gram * gramPrime }

// pass lets a gram through the filter.
func (d *Dictionary) pass(gram uint32) {
	h := hashGram(gram|foldBits) >> (32 - filterBits)
	d.filter[h/64] |= 1 << (h % 64)
}

func newChains(literals int, mask uint32) chains {
	size := bits.Len(uint(2*literals) | 15)
	return chains{mask: mask, shift: uint32(32 - size), heads: make([]int32, 1<<size)}
}

// add files a literal under a gram.
func (c *chains) add(lit literal, number int32, gram uint32) {
	gram &= c.mask
	head := &c.heads[hashGram(gram)>>c.shift]
	c.links = append(c.links, link{literal: lit, gram: gram, number: number, next: *head})
	*head = int32(len(c.links))
}

// AppendFound appends the numbers of the literals that stand in text to dst, a number more than once if need be.
func (d *Dictionary) AppendFound(dst []int32, text string) []int32 {
	for i := range d.less {
		if d.less[i].Find(text, 0) >= 0 {
			dst = append(dst, d.less[i].literal)
		}
	}
	at, filter := 0, d.filter
	for ; at+gramSize <= len(text); at++ {
		gram := gramAt(text, at)
		if h := hashGram(gram) >> (32 - filterBits); filter[h/64]>>(h%64)&1 != 0 {
			dst = d.four.appendAt(dst, text, at, gram)
			if d.three.links != nil {
				dst = d.three.appendAt(dst, text, at, gram)
			}
		}
	}
	if d.three.links != nil && len(text) >= gramSize-1 {
		at = len(text) - (gramSize - 1)
		dst = d.three.appendAt(dst, text, at, gramOfThree(text[at:]))
	}
	return dst
}

// appendAt appends the numbers of the literals that stand in text with their gram at a place.
func (c *chains) appendAt(dst []int32, text string, at int, gram uint32) []int32 {
	gram &= c.mask
	for n := c.heads[hashGram(gram)>>c.shift]; n > 0; {
		l := &c.links[n-1]
		n = l.next
		if l.gram != gram {
			continue
		}
		start := at - l.at
		if start >= 0 && len(text)-start >= len(l.text) && EqualFold(l.text, text[start:start+len(l.text)]) {
			dst = append(dst, l.number)
		}
	}
	return dst
}
