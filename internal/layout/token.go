package layout

import "bytes"

// kind is the kind of a token.
type kind uint8

const (
	line    kind = iota // the end of a line
	comment             // to the end of the line
	name
	literal
	operator // one that stands between two operands, or before one
	assign   // =, := and the like
	step     // ++, --
	dot
	dots
	comma
	colon
	semicolon
	open
	closed
	keyword
)

// token is a token of the source.
type token struct {
	kind kind
	// word is the keyword, or the character of a bracket.
	word word
	// prec is the precedence of an operator that may stand between operands, 0 of another.
	prec       uint8
	start, end int32
	// pair is the index of the other bracket, for one that opens count the number of commas directly in it that something
	// follows.
	pair, count int32
}

// word tells keywords and brackets apart.
type word uint8

const (
	noWord word = iota
	round
	square
	curly
	kwFunc
	kwStruct
	kwMap
	kwSwitch
	kwElse
	kwCase
	kwDecl   // var, const, type, import
	kwHeader // if, for
	kwOther
)

// keywordOf is the keyword that a name is, noWord for any other.
func keywordOf(name []byte) word {
	switch string(name) {
	case "func":
		return kwFunc
	case "struct", "interface":
		return kwStruct
	case "map":
		return kwMap
	case "switch":
		return kwSwitch
	case "else":
		return kwElse
	case "case", "default":
		return kwCase
	case "var", "const", "type", "import":
		return kwDecl
	case "if", "for":
		return kwHeader
	case "range", "return", "break", "continue", "package", "fallthrough", "go", "defer":
		return kwOther
	}
	return noWord
}

// operators are those of several characters, the longest first.
var operators = []struct {
	text string
	kind kind
	prec uint8
}{
	{"...", dots, 0},
	{"<<=", assign, 0},
	{">>=", assign, 0},
	{"&^=", assign, 0},
	{"&&", operator, 2},
	{"||", operator, 1},
	{"==", operator, 3},
	{"!=", operator, 3},
	{"<=", operator, 3},
	{">=", operator, 3},
	{"<<", operator, 5},
	{">>", operator, 5},
	{"&^", operator, 5},
	{":=", assign, 0},
	{"+=", assign, 0},
	{"-=", assign, 0},
	{"*=", assign, 0},
	{"/=", assign, 0},
	{"%=", assign, 0},
	{"&=", assign, 0},
	{"|=", assign, 0},
	{"^=", assign, 0},
	{"++", step, 0},
	{"--", step, 0},
}

// second are the bytes that come second in operators of several characters.
var second = func() (set [256]bool) {
	for _, op := range operators {
		set[op.text[1]] = true
	}
	return set
}()

// single are the tokens of one character.
var single = [256]token{
	'.': {kind: dot}, ',': {kind: comma}, ':': {kind: colon}, ';': {kind: semicolon}, '=': {kind: assign},
	'(': {kind: open, word: round}, '[': {kind: open, word: square}, '{': {kind: open, word: curly},
	')': {kind: closed, word: round}, ']': {kind: closed, word: square}, '}': {kind: closed, word: curly},
	'<': {kind: operator, prec: 3}, '>': {kind: operator, prec: 3}, '!': {kind: operator},
	'+': {kind: operator, prec: 4}, '-': {kind: operator, prec: 4}, '|': {kind: operator, prec: 4}, '^': {kind: operator, prec: 4},
	'*': {kind: operator, prec: 5}, '/': {kind: operator, prec: 5}, '%': {kind: operator, prec: 5}, '&': {kind: operator, prec: 5},
}

// letters are the bytes that names and numbers are made of.
var letters = func() (set [256]bool) {
	for c := range set {
		set[c] = c >= 0x80 || c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
	}
	return set
}()

// scan takes source apart, into the room of tokens. It gives up at what is no token, and at brackets that do not fit.
func scan(source []byte, tokens []token) (_ []token, ok bool) {
	if room := len(source)/5 + 16; cap(tokens) < room {
		tokens = make([]token, 0, room)
	}
	var brackets []int32
	for at := 0; at < len(source); {
		c := source[at]
		if c == ' ' || c == '\t' || c == '\r' {
			at++
			continue
		}
		t, size := next(source, at)
		if size <= 0 {
			return tokens, false
		}
		t.start, t.end = int32(at), int32(at+size)
		at += size
		switch i := int32(len(tokens)); t.kind {
		case open:
			brackets = append(brackets, i)
		case closed:
			if len(brackets) == 0 {
				return tokens, false
			}
			opening := brackets[len(brackets)-1]
			brackets = brackets[:len(brackets)-1]
			if tokens[opening].word != t.word {
				return tokens, false
			}
			tokens[opening].pair, t.pair = i, opening
			if last := before(tokens, i); tokens[last].kind == comma {
				tokens[opening].count--
			}
		case comma:
			if len(brackets) > 0 {
				tokens[brackets[len(brackets)-1]].count++
			}
		}
		tokens = append(tokens, t)
	}
	return tokens, len(brackets) == 0
}

// before is the index of the token before the i-th, ends of lines left aside.
func before(tokens []token, i int32) int32 {
	for i--; i > 0 && tokens[i].kind == line; i-- {
	}
	return i
}

// next reads the token that starts at a place, and its length; a length of 0 tells that there is none.
func next(source []byte, at int) (token, int) {
	rest := source[at:]
	c := rest[0]
	switch {
	case c == '\n':
		return token{kind: line}, 1
	case letters[c]:
		return wordAt(rest)
	case c == '"' || c == '\'' || c == '`':
		return token{kind: literal}, quoted(rest, c)
	case c == '/' && len(rest) > 1 && rest[1] == '/':
		size := bytes.IndexByte(rest, '\n')
		if size < 0 {
			size = len(rest)
		}
		return token{kind: comment}, len(bytes.TrimRight(rest[:size], " \t\r"))
	case c == '/' && len(rest) > 1 && rest[1] == '*':
		return token{}, 0
	case c == '.' && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9':
		return wordAt(rest)
	}
	if len(rest) > 1 && second[rest[1]] {
		for _, op := range operators {
			if c == op.text[0] && bytes.HasPrefix(rest, []byte(op.text)) {
				return token{kind: op.kind, prec: op.prec}, len(op.text)
			}
		}
	}
	if single[c].kind == line {
		return token{}, 0
	}
	return single[c], 1
}

// wordAt reads a name, a keyword or a number.
func wordAt(rest []byte) (token, int) {
	size := 0
	if c := rest[0]; c == '.' || c >= '0' && c <= '9' {
		for size < len(rest) && (letters[rest[size]] || rest[size] == '.' || exponent(rest, size)) {
			size++
		}
		return token{kind: literal}, size
	}
	for size < len(rest) && letters[rest[size]] {
		size++
	}
	if c := rest[0]; size >= 2 && size <= 11 && c >= 'a' && c <= 'v' {
		if w := keywordOf(rest[:size]); w != noWord {
			return token{kind: keyword, word: w}, size
		}
	}
	return token{kind: name}, size
}

// exponent reports whether a place in a number is the sign of its exponent.
func exponent(number []byte, at int) bool {
	return at > 0 && (number[at] == '+' || number[at] == '-') && number[at-1]|0x20 == 'e' && !bytes.HasPrefix(number, []byte("0x"))
}

// quoted is the length of a literal in quotes, 0 where it does not end.
func quoted(rest []byte, quote byte) int {
	for i := 1; i < len(rest); i++ {
		switch rest[i] {
		case quote:
			return i + 1
		case '\\':
			if quote != '`' {
				i++
			}
		case '\n':
			return 0 // a raw literal of several lines is for gofmt
		}
	}
	return 0
}
