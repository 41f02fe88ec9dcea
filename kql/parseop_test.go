package kql

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pattern reads "* 'lit' name:type", for the tests.
func pattern(text string) (parts []ParsePart) {
	for _, word := range strings.Split(text, "~") {
		switch {
		case word == "*":
			parts = append(parts, ParsePart{Star: true})
		case strings.HasPrefix(word, ":"):
			t, _ := TypeNamed(word[1:])
			parts = append(parts, ParsePart{Column: t})
		default:
			parts = append(parts, ParsePart{Literal: word})
		}
	}
	return parts
}

func TestParse(t *testing.T) {
	tests := []struct {
		name    string
		kind    ParseKind
		flags   string
		pattern string
		text    string
		want    string // captures with | between them, "no" without a match
	}{
		{"first literal ends a text", ParseSimple, "", ":string~##~:string", "a##b##c", "a|b##c"},
		{"the start counts", ParseSimple, "", "a=~:int", "xa=1", "no"},
		{"star skips to the literal", ParseSimple, "", "*~a=~:int", "xa=1", "1"},
		{"literal missing", ParseSimple, "", "*~a=~:int~;", "a=1", "no"},
		{"rest is left", ParseSimple, "", "a=~:int~;", "a=1;more", "1"},
		{"blanks are kept", ParseSimple, "", "a=~:string", "a=  x ", "  x "},
		{"number before a star", ParseSimple, "", "n=~:long~*~m=~:real~*", "n=-12, m=1.5e3x", "-12|1.5e3"},
		{"no number before a star", ParseRelaxed, "", "n=~:long~*~m=~:real", "n=x, m=2", "|2"},
		{"date before a star", ParseSimple, "", ":datetime~*", "2024-05-06 07:08:09 up", "2024-05-06 07:08:09"},
		{"text up to a literal, whatever its type", ParseSimple, "", ":long~,~:string", "1x,2", "1x|2"},
		{"columns in a row", ParseSimple, "", ":int~:string", "12ab", "12|ab"},
		{"non-ASCII", ParseSimple, "", "ключ=~:string~→~:string", "ключ=ж→", "ж|"},
		{"regex is greedy", ParseRegex, "", "*~id=~:string~,~*", "x id=1,2,3", "1,2"},
		{"regex with U is lazy", ParseRegex, "U", "*~id=~:string~,~*", "x id=1,2,3", "1"},
		{"regex folds with i", ParseRegex, "i", "*~ID=~:long", "x id=-7", "-7"},
		{"regex groups do not count", ParseRegex, "", "(a|(b))+~:int~(x)", "abab12x", "12"},
		{"regex alternatives stay in their literal", ParseRegex, "", "a|b~:int", "b1", "1"},
		{"regex starts anywhere", ParseRegex, "", "a~:int", "x\na1", "1"},
		{"regex number does not fit", ParseRegex, "", "a=~:int~;", "a=x;", "no"},
	}
	for _, test := range tests {
		p := MustParse(test.kind, test.flags, pattern(test.pattern)...)
		captures := make([]string, strings.Count(test.pattern, "~:")+strings.Count(test.pattern[:1], ":"))
		for i := range captures {
			captures[i] = "old"
		}
		got := "no"
		if p.Match(test.text, captures) {
			got = strings.Join(captures, "|")
		} else if strings.Join(captures, "") != "" {
			t.Errorf("%s: captures without a match: %q", test.name, captures)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	if _, err := NewParse(ParseRegex, "", ParsePart{Literal: "("}); err == nil {
		t.Error("no error for a bad regular expression")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("n=-12, m=1.5e3 t=2024-01-01", "n=", "m=")
	f.Fuzz(func(t *testing.T, text, first, second string) {
		types := []Type{TypeString, TypeLong, TypeReal, TypeDateTime, TypeGUID, TypeBool, TypeTimeSpan}
		for _, a := range types {
			for _, kind := range []ParseKind{ParseSimple, ParseRegex} {
				p, err := NewParse(kind, "", ParsePart{Star: true}, ParsePart{Literal: first}, ParsePart{Column: a},
					ParsePart{Star: true}, ParsePart{Literal: second}, ParsePart{Column: TypeString})
				if err != nil {
					continue
				}
				var captures [2]string
				if p.Match(text, captures[:]) && !strings.Contains(text, captures[0]) {
					t.Errorf("%q is no part of %q", captures[0], text)
				}
			}
		}
	})
}

func TestParseKV(t *testing.T) {
	keys := []string{"a", "b c", "d"}
	semi := ParseKVOptions{Pair: ";", KV: "="}
	quoting := ParseKVOptions{Pair: " ", KV: "=", Quotes: []string{`"`, "()"}, Escapes: []string{`\`}}
	tests := []struct {
		name    string
		options ParseKVOptions
		text    string
		want    []string
	}{
		{"plain", semi, "a=1;b c=2;d=3", []string{"1", "2", "3"}},
		{"blanks around", semi, " a = 1 ; b c = 2 2 ", []string{"1", "2 2", ""}},
		{"first counts, also when empty", semi, "a=;a=2;d=x;d=y", []string{"", "", "x"}},
		{"second delimiter belongs to the value", semi, "a==1=", []string{"=1=", "", ""}},
		{"other keys and no keys", semi, "x=1;nothing;a=2;;d=4", []string{"2", "", "4"}},
		{"nothing", semi, "text", []string{"", "", ""}},
		{"empty", semi, "", []string{"", "", ""}},
		{"long delimiters", ParseKVOptions{Pair: "][", KV: "=>"}, "a=>1][d=>2]", []string{"1", "", "2]"}},
		{"blank as delimiter", quoting, "  a  =  1  d=2", []string{"1", "", "2"}},
		{"words before a key", quoting, "some text a=1 d=2", []string{"1", "", "2"}},
		{"quoted keys and values", quoting, `a="x y" (b c)=(z = w) d=v`, []string{"x y", "z = w", "v"}},
		{"escapes", quoting, `a="x \"y\" \\" d=1`, []string{`x "y" \`, "", "1"}},
		{"quote that does not close", quoting, `a="x y d=1`, []string{`"x`, "", "1"}},
		{"greedy", ParseKVOptions{Pair: " ", KV: "=", Greedy: true}, "a=x y other=z w d=u v", []string{"x y", "", "u v"}},
		{"words", ParseKVOptions{}, "[x] a:12, d->word; b c: 1", []string{"12", "", "word"}},
		{"words with quotes", ParseKVOptions{Quotes: []string{"'"}}, "a: 'x, y' 'b c'=2", []string{"x, y", "2", ""}},
		{"regex", ParseKVOptions{Regex: `<([^>]*)>([^<]*)`}, "<a> 1 <b c>2<a>3", []string{"1", "2", ""}},
	}
	for _, test := range tests {
		p := MustParseKV(keys, test.options)
		got := []string{"old", "old", "old"}
		p.Extract(test.text, got)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
	if _, err := NewParseKV(keys, ParseKVOptions{Regex: "(a)"}); err == nil {
		t.Error("no error for a regular expression with one group")
	}
}

func FuzzParseKV(f *testing.F) {
	f.Add(`a="x \"y" b=c`, " ", "=", `"`, `\`)
	f.Fuzz(func(_ *testing.T, text, pair, kv, quote, escape string) {
		for _, greedy := range []bool{false, true} {
			p := MustParseKV([]string{"a", "b"}, ParseKVOptions{
				Pair: pair, KV: kv, Quotes: []string{quote}, Escapes: []string{escape}, Greedy: greedy,
			})
			var values [2]string
			p.Extract(text, values[:])
		}
	})
}

func TestExpand(t *testing.T) {
	for text, want := range map[string][2]string{
		`[1,[2],null]`:     {`[1,[2],null]`, `[1,[2],null]`},
		`{"a":1,"b":[2]}`:  {`[{"a":1},{"b":[2]}]`, `[["a",1],["b",[2]]]`},
		`null`:             {`[null]`, `[null]`},
		`[]`:               {`[]`, `[]`},
		`{}`:               {`[]`, `[]`},
		`7`:                {`[7]`, `[7]`},
		`"not json at all`: {`["\"not json at all"]`, `["\"not json at all"]`},
	} {
		d := ParseJSON(text)
		got := [2]string{string(DynamicArray(Expand(d)).AppendJSON(nil)), string(DynamicArray(ExpandArrays(d)).AppendJSON(nil))}
		if got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
	if !ElementAt(nil, 0).IsNull() || ElementAt([]Dynamic{DynamicLong(1)}, 0).Long() != 1 {
		t.Error("ElementAt")
	}
}
