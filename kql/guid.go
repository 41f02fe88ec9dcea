package kql

// GUID is a 128-bit identifier, in the order of its text form: GUID{0x74, 0xbe, …} is 74be….
type GUID [16]byte

// String returns the lower-case text with hyphens.
func (g GUID) String() string { return string(g.Append(make([]byte, 0, 36))) }

// Append appends what String returns.
func (g GUID) Append(dst []byte) []byte {
	for i, b := range g {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			dst = append(dst, '-')
		}
		dst = append(dst, hexDigits[b>>4], hexDigits[b&15])
	}
	return dst
}

// ParseGUID reads 32 hexadecimal digits; hyphens in their places and braces may be left out, and what follows is not
// looked at (Kusto: toguid-function).
func ParseGUID(text string) (GUID, bool) {
	var g GUID
	if text != "" && text[0] == '{' {
		text = text[1:]
	}
	n := 0
	for i := 0; i < len(text) && n < 32; i++ {
		c := text[i]
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		case c == '-' && (n == 8 || n == 12 || n == 16 || n == 20):
			continue
		default:
			return GUID{}, false
		}
		g[n/2] = g[n/2]<<4 | c
		n++
	}
	return g, n == 32
}

// MustGUID is [ParseGUID] for constants of generated code, which are right.
func MustGUID(text string) GUID {
	g, ok := ParseGUID(text)
	if !ok {
		panic("no guid: " + text)
	}
	return g
}
