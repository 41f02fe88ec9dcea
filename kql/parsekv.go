package kql

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ParseKVOptions say how pairs of keys and values are written (Kusto: parse-kv-operator).
type ParseKVOptions struct {
	// Pair and KV are the delimiters between pairs, and between key and value. Without them every character but letters
	// and digits delimits.
	Pair, KV string
	// Quotes are texts of one or two characters, which open and close a quoted key or value.
	Quotes []string
	// Escapes are characters that take away the meaning of the one that follows, in quotes.
	Escapes []string
	// Greedy lets an unquoted value run up to the next key.
	Greedy bool
	// Regex has two groups, for key and value; all other options are without effect then.
	Regex string
}

// ParseKV is the prepared state of a parse-kv operator. It may be used by several goroutines.
type ParseKV struct {
	keys    []string
	options ParseKVOptions
	regex   *Regex
}

// NewParseKV prepares the extraction of keys.
func NewParseKV(keys []string, options ParseKVOptions) (*ParseKV, error) {
	p := &ParseKV{keys: keys, options: options}
	if options.Regex == "" {
		return p, nil
	}
	var err error
	if p.regex, err = NewRegex(options.Regex); err == nil && p.regex.Groups() != 2 {
		err = errors.New("the regular expression of parse-kv must have two groups")
	}
	return p, err
}

// MustParseKV is [NewParseKV] for options that are known to be right; it panics on others.
func MustParseKV(keys []string, options ParseKVOptions) *ParseKV {
	p, err := NewParseKV(keys, options)
	if err != nil {
		panic(err)
	}
	return p
}

// Extract sets values to the texts of the keys, in their order, without blanks around them; what text has not is empty.
// Of equal keys the first counts. The values are parts of text, except for those with escapes.
func (p *ParseKV) Extract(text string, values []string) {
	clear(values)
	var seen [32]bool
	found := seen[:]
	if len(p.keys) > len(found) {
		found = make([]bool, len(p.keys))
	}
	set := func(key, value string) {
		if i := slices.Index(p.keys, key); i >= 0 && !found[i] {
			values[i], found[i] = value, true
		}
	}
	switch {
	case p.regex != nil:
		for _, places := range p.regex.findAll(text, -1) {
			set(strings.TrimSpace(submatch(text, places, 1)), strings.TrimSpace(submatch(text, places, 2)))
		}
	case p.options.KV == "" || p.options.Pair == "":
		p.words(text, set)
	default:
		p.pairs(text, set)
	}
}

// pairs reads pairs with delimiters.
func (p *ParseKV) pairs(text string, set func(key, value string)) {
	pair, kv := p.options.Pair, p.options.KV
	for {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
		key, rest, quoted := p.quoted(text)
		if quoted {
			rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
			quoted = strings.HasPrefix(rest, kv)
		}
		if quoted {
			text = rest[len(kv):]
		} else {
			at := strings.Index(text, kv)
			if at < 0 {
				return
			}
			if end := strings.Index(text, pair); end >= 0 && end < at && (strings.TrimSpace(pair) != "" || strings.TrimSpace(text[end:at]) != "") {
				text = text[end+len(pair):]
				continue
			}
			key, text = strings.TrimSpace(text[:at]), text[at+len(kv):]
		}
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
		value, rest, quoted := p.quoted(text)
		if !quoted {
			end := p.valueEnd(text)
			value, rest = strings.TrimSpace(text[:end]), text[end:]
		}
		set(key, value)
		next := strings.Index(rest, pair)
		if next < 0 {
			return
		}
		text = rest[next+len(pair):]
	}
}

// valueEnd is where an unquoted value ends: at the next pair, or if greedy at the last before the next key's end.
func (p *ParseKV) valueEnd(text string) int {
	end := strings.Index(text, p.options.Pair)
	if p.options.Greedy {
		if next := strings.Index(text, p.options.KV); next >= 0 {
			end = strings.LastIndex(strings.TrimRightFunc(text[:next], unicode.IsSpace), p.options.Pair)
		} else {
			end = -1
		}
	}
	if end < 0 {
		return len(text)
	}
	return end
}

// quoted reads a quoted text, and returns what is in the quotes and what follows.
func (p *ParseKV) quoted(text string) (inside, rest string, ok bool) {
	for _, quotes := range p.options.Quotes {
		_, size := utf8.DecodeRuneInString(quotes)
		open, closing := quotes[:size], quotes[size:]
		if closing == "" {
			closing = open
		}
		if open == "" || !strings.HasPrefix(text, open) {
			continue
		}
		if inside, rest, ok = p.upTo(text[len(open):], closing); ok {
			return inside, rest, true
		}
	}
	return "", text, false
}

// upTo reads up to closing, which is not escaped.
func (p *ParseKV) upTo(text, closing string) (inside, rest string, ok bool) {
	var unescaped []byte
	start := 0
	for i := 0; i < len(text); {
		if strings.HasPrefix(text[i:], closing) {
			if unescaped == nil {
				return text[:i], text[i+len(closing):], true
			}
			return string(append(unescaped, text[start:i]...)), text[i+len(closing):], true
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		if slices.Contains(p.options.Escapes, text[i:i+size]) && i+size < len(text) {
			unescaped = append(unescaped, text[start:i]...)
			start = i + size
			_, next := utf8.DecodeRuneInString(text[start:])
			i = start + next
			continue
		}
		i += size
	}
	return "", "", false
}

// words reads keys and values that anything but letters and digits delimits.
func (p *ParseKV) words(text string, set func(key, value string)) {
	for text != "" {
		key, rest := p.word(text)
		if text = rest; !slices.Contains(p.keys, key) {
			continue
		}
		value, rest := p.word(text)
		set(key, value)
		text = rest
	}
}

// word reads the next run of letters and digits, or quoted text.
func (p *ParseKV) word(text string) (word, rest string) {
	for i, r := range text {
		if letterOrDigit(r) {
			end := strings.IndexFunc(text[i:], func(r rune) bool { return !letterOrDigit(r) })
			if end < 0 {
				return text[i:], ""
			}
			return text[i : i+end], text[i+end:]
		}
		if inside, rest, ok := p.quoted(text[i:]); ok {
			return strings.TrimSpace(inside), rest
		}
	}
	return "", ""
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
