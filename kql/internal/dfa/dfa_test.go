package dfa

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// of returns the automaton of a pattern of Go's regexp.
func of(t testing.TB, pattern string) *DFA {
	t.Helper()
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		t.Fatal(err)
	}
	return New(prog, func(assertions uint32, before, after rune) bool {
		return syntax.EmptyOpContext(before, after)&syntax.EmptyOp(assertions) == syntax.EmptyOp(assertions)
	})
}

// patterns are kinds of patterns, each with the letters of texts that come near to a match.
var patterns = []struct{ pattern, letters string }{
	{``, "a"},
	{`^$`, "a\n"},
	{`^a*$`, "ab"},
	{`(?i)^[a-z]:\\\S+\.exe`, `aC:\.exe `},
	{`a\b`, "a_ -"},
	{`\ba\b|\Bb\B`, "ab "},
	{`^\b`, "a "},
	{`\b$`, "a "},
	{`(?m)^ab?$`, "ab\n\r"},
	{`(?m)$\n^`, "a\n"},
	{`(?s)a.b|c.d`, "abcd\n"},
	{`\s+-(e|en|enc)\s`, "-enc "},
	{`[^a]{3}$`, "ab"},
	{`^(?:ab|a)(?:c|bcd)$`, "abcd"},
	{`(?i)k[^k]s`, "kKsS "},
	{`\x00|\x7f`, "\x00\x7fa"},
	{`x*y{2,4}z`, "xyz"},
	{`[^\x00-\x{10FFFF}]`, "ab"},
	{`a+(^|b)c`, "abc"},
}

func TestMatch(t *testing.T) {
	for _, tc := range patterns {
		d, re := of(t, tc.pattern), regexp.MustCompile(tc.pattern)
		rapid.Check(t, func(t *rapid.T) {
			text := rapid.StringOfN(rapid.SampledFrom([]rune(tc.letters)), 0, 12, -1).Draw(t, "text")
			if got, ok := d.Match(text); !ok || got != re.MatchString(text) {
				t.Errorf("%s matches %q: %v, %v", tc.pattern, text, got, ok)
			}
		})
	}
}

// What comes behind a match does not matter; before one, text that is not ASCII is left undecided.
func TestMatchBeyondASCII(t *testing.T) {
	for _, tc := range []struct {
		pattern, text  string
		match, decided bool
	}{
		{"ab", "abcé", true, true},
		{"ab", "éab", false, false},
		{"ab", "abé", false, false}, // a match is found one character late
		{`ab\b`, "abé", false, false},
		{"^ab", "cé", false, true},
		{"^aé", "aé", false, false},
		{"^aé", "bé", false, true},
		{"é", "ab", false, true},
		{"ab", "a\xff", false, false},
	} {
		if match, decided := of(t, tc.pattern).Match(tc.text); match != tc.match || decided != tc.decided {
			t.Errorf("%s matches %q: %v, %v", tc.pattern, tc.text, match, decided)
		}
	}
}

// An automaton whose states are too many keeps few of them, decides what it can, and that right.
func TestTooManyStates(t *testing.T) {
	const pattern = `a[ab]{14}c`
	d, re := of(t, pattern), regexp.MustCompile(pattern)
	r := rand.New(rand.NewPCG(1, 1))
	decided := 0
	for range 3000 {
		text := make([]byte, 400)
		for i := range text {
			text[i] = "aaabbbbbbbbbbbbbbbbbbbc"[r.IntN(23)]
		}
		if got, ok := d.Match(string(text)); ok {
			decided++
			if got != re.Match(text) {
				t.Fatalf("matches %q: %v", text, got)
			}
		}
		if n := len(d.table.Load().next); n > maxTable {
			t.Fatalf("a table of %d", n)
		}
	}
	if decided == 0 || decided == 3000 {
		t.Errorf("decided %d of 3000 texts", decided)
	}
	if New(&syntax.Prog{Inst: make([]syntax.Inst, maxInsts+1)}, nil) != nil {
		t.Error("an automaton of a program that is too large")
	}
}

// Several goroutines make and use the states of one automaton.
func TestGoroutines(t *testing.T) {
	const pattern = `a[ab]{9}c`
	d, re := of(t, pattern), regexp.MustCompile(pattern)
	var all sync.WaitGroup
	for seed := range uint64(4) {
		all.Go(func() {
			r := rand.New(rand.NewPCG(seed, 0))
			for range 300 {
				text := make([]byte, 200)
				for i := range text {
					text[i] = "aabbbbbbc"[r.IntN(9)]
				}
				if got, ok := d.Match(string(text)); ok && got != re.Match(text) {
					t.Errorf("matches %q: %v", text, got)
				}
			}
		})
	}
	all.Wait()
}

func TestAllocations(t *testing.T) {
	d, text := of(t, `(?i)\b(whoami|net1?)\b`), strings.Repeat("a command line ", 20)
	d.Match(text)
	if n := testing.AllocsPerRun(100, func() { d.Match(text) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzMatch(f *testing.F) {
	for _, tc := range patterns {
		f.Add(tc.pattern, tc.letters+tc.letters)
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		re, err := regexp.Compile(pattern)
		if err != nil || len(pattern) > 60 {
			return
		}
		d := of(t, pattern)
		for range 2 { // with states to be made, and made
			if got, ok := d.Match(text); ok && got != re.MatchString(text) {
				t.Errorf("%q matches %q: %v", pattern, text, got)
			}
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	text := strings.Repeat("a command line ", 20)
	for _, pattern := range []string{`\bwhoami\b`, `^[A-Z]`, `(?i)\s-e(nc)?\s+[a-z0-9+/]{50,}`} {
		b.Run(fmt.Sprintf("pattern=%s/impl=dfa", pattern), func(b *testing.B) {
			d := of(b, pattern)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				d.Match(text)
			}
		})
		b.Run(fmt.Sprintf("pattern=%s/impl=regexp", pattern), func(b *testing.B) {
			re := regexp.MustCompile(pattern)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				re.MatchString(text)
			}
		})
	}
}
