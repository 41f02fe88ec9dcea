package simd

import "math/bits"

// Needle finds one literal in text, ASCII letters case folded. It looks for two of its bytes that are rare, at their
// places, and compares there. It may be used by several goroutines.
type Needle struct {
	level Level
	text  string
	// anchors are the rarest byte and the one that is rarest among the others, which may be the same.
	anchors [2]anchor
}

// anchor is a byte of a needle. A byte of the text is equal to it if it is so after its bits in fold are set.
type anchor struct {
	at         int
	char, fold byte
}

// NewNeedle prepares a literal, which is not empty.
func NewNeedle(text string) Needle { return newNeedle(text, best) }

func newNeedle(text string, level Level) Needle {
	n := Needle{level: level, text: text}
	first := n.rarest(-1)
	n.anchors[0], n.anchors[1] = n.anchor(first), n.anchor(first)
	if len(text) > 1 {
		n.anchors[1] = n.anchor(n.rarest(first))
	}
	return n
}

// rarest is the place of the rarest byte but the one at a place.
func (n *Needle) rarest(but int) int {
	at, most := 0, -1
	for i := range len(n.text) {
		if r := rarity[n.text[i]]; r > most && i != but {
			at, most = i, r
		}
	}
	return at
}

func (n *Needle) anchor(at int) anchor {
	a := anchor{at: at, char: Fold[n.text[at]]}
	if 'a' <= a.char && a.char <= 'z' {
		a.fold = 'a' - 'A'
	}
	return a
}

// Len is the length of the literal.
func (n *Needle) Len() int { return len(n.text) }

// Find returns the first place of the literal in text at or behind from, -1 if there is none.
func (n *Needle) Find(text string, from int) int {
	for {
		places := len(text) - len(n.text) + 1 - from
		if places <= 0 {
			return -1
		}
		i := n.next(text[from:], places)
		if i < 0 {
			return -1
		}
		if from += i; EqualFold(n.text, text[from:from+len(n.text)]) {
			return from
		}
		from++
	}
}

// nextPortable returns the first of places places of text, more than 0, at which the anchors may stand; -1 if there is
// none. It looks at eight places at a time.
func (n *Needle) nextPortable(text string, places int) int {
	a, b := n.anchors[0], n.anchors[1]
	first, second := text[a.at:a.at+places], text[b.at:b.at+places]
	second = second[:len(first)]
	i := 0
	for ; i+8 <= len(first); i += 8 {
		if both := a.eight(first[i:]) & b.eight(second[i:]); both != 0 {
			return i + bits.TrailingZeros64(both)/8
		}
	}
	for ; i < len(first); i++ {
		if first[i]|a.fold == a.char && second[i]|b.fold == b.char {
			return i
		}
	}
	return -1
}

// eight has the highest bit of each of the first eight bytes of text that is the anchor.
func (a anchor) eight(text string) uint64 {
	const ones, low = 0x0101010101010101, 0x7f7f7f7f7f7f7f7f
	x := (load(text) | ones*uint64(a.fold)) ^ ones*uint64(a.char)
	return ^(x&low + low | x | low)
}

// load reads eight bytes.
func load(text string) uint64 {
	_ = text[7]
	return uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
		uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
}
