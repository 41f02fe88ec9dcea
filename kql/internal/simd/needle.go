package simd

// Needle finds one literal in text, ASCII letters case folded. It looks for two of its bytes that are rare, at their
// places, and compares there. It may be used by several goroutines.
type Needle struct {
	level Level
	text  string // folded
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
	n := Needle{level: level, text: fold(text)}
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
	a := anchor{at: at, char: n.text[at]}
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

// nextPortable returns the first of places places of text, more than 0, at which the anchors stand; -1 if there is none.
func (n *Needle) nextPortable(text string, places int) int {
	a, b := n.anchors[0], n.anchors[1]
	first, second := text[a.at:a.at+places], text[b.at:b.at+places]
	second = second[:len(first)]
	for i := range len(first) {
		if first[i]|a.fold == a.char && second[i]|b.fold == b.char {
			return i
		}
	}
	return -1
}
