package simd

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// levels are those of this machine.
func levels() []Level {
	var out []Level
	for l := Portable; l <= best; l++ {
		out = append(out, l)
	}
	return out
}

// texts gives random texts, of few kinds of bytes, so that what is searched for is common, and at the end of a page of
// memory behind which there is none.
func texts(n int, f func(text []byte, pick func(n int) int)) {
	r := rand.New(rand.NewPCG(1, 2))
	page := guarded()
	alphabets := []string{"ab", "aAbB\\\"", "\\\"", "\\\\\\\\\"a", "docker-itDOCKERIT", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@[`{", "\x00\x80\xff\xe2\x84\xaaKk"}
	for i := range n {
		alphabet := alphabets[i%len(alphabets)]
		size := r.IntN(300)
		if i%5 == 0 {
			size = r.IntN(40)
		}
		text := page[len(page)-size:]
		for j := range text {
			text[j] = alphabet[r.IntN(len(alphabet))]
		}
		f(text, r.IntN)
	}
}

func indexFold(text []byte, from int, literal string) int {
	for i := from; i+len(literal) <= len(text); i++ {
		if strings.EqualFold(string(toASCII(text[i:i+len(literal)])), string(toASCII([]byte(literal)))) && EqualFold(literal, string(text[i:i+len(literal)])) {
			return i
		}
	}
	return -1
}

// toASCII keeps strings.EqualFold from folding more than ASCII.
func toASCII(b []byte) []byte {
	out := bytes.Clone(b)
	for i := range out {
		if out[i] >= 0x80 {
			out[i] = '?'
		}
	}
	return out
}

// part is a piece of a text, or another one.
func part(text []byte, pick func(int) int, most int) string {
	size := 1 + pick(most)
	if len(text) < size || pick(4) == 0 {
		return strings.Repeat("ab\\K\xe2", size)[:size]
	}
	at := pick(len(text) - size + 1)
	return string(text[at : at+size])
}

func TestNeedle(t *testing.T) {
	texts(20_000, func(text []byte, pick func(int) int) {
		literal := part(text, pick, 12)
		from := pick(len(text) + 1)
		want := indexFold(text, from, literal)
		for _, level := range levels() {
			n := newNeedle(literal, level)
			if got := n.Find(view(text), from); got != want {
				t.Fatalf("level %d: %q in %q from %d: %d, want %d", level, literal, text, from, got, want)
			}
		}
	})
}

func TestLiterals(t *testing.T) {
	texts(20_000, func(text []byte, pick func(int) int) {
		var literals []string
		for range pick(20) {
			literals = append(literals, part(text, pick, 8))
		}
		if pick(2) == 0 {
			literals = slices.DeleteFunc(literals, func(l string) bool { return len(l) < 4+pick(3) })
		}
		from := pick(len(text) + 1)
		want := false
		for _, literal := range literals {
			want = want || indexFold(text, from, literal) >= 0
		}
		for _, level := range levels() {
			end := newLiterals(literals, level).Find(text, from)
			if got := end >= 0; got != want {
				t.Fatalf("level %d: %q in %q from %d: %v, want %v", level, literals, text, from, got, want)
			}
			if end < 0 {
				continue
			}
			ends := false
			start := len(text)
			for _, literal := range literals {
				ends = ends || end-len(literal) >= from && EqualFold(FoldString(literal), view(text[end-len(literal):end]))
				if ends {
					start = min(start, end-len(literal))
				}
			}
			if !ends {
				t.Fatalf("level %d: %q in %q from %d: none ends at %d", level, literals, text, from, end)
			}
			for _, literal := range literals {
				if i := indexFold(text, from, literal); i >= 0 && i+len(literal) <= start {
					t.Fatalf("level %d: %q in %q from %d: ends at %d, and one before", level, literals, text, from, end)
				}
			}
		}
	})
}

func TestDictionary(t *testing.T) {
	texts(20_000, func(text []byte, pick func(int) int) {
		var literals []string
		for range pick(20) {
			literals = append(literals, part(text, pick, 8))
		}
		var want []int32
		for i, literal := range literals {
			if indexFold(text, 0, literal) >= 0 {
				want = append(want, int32(i))
			}
		}
		got := NewDictionary(literals).AppendFound(nil, view(text))
		slices.Sort(got)
		if got = slices.Compact(got); !slices.Equal(got, want) {
			t.Fatalf("%q in %q: %v, want %v", literals, text, got, want)
		}
	})
}

func TestQuotes(t *testing.T) {
	texts(20_000, func(text []byte, pick func(int) int) {
		want := make([]uint64, len(text)/64+1)
		run := 0
		for i, c := range text {
			if c == '"' && run%2 == 0 {
				want[i/64] |= 1 << (i % 64)
			}
			if run++; c != '\\' {
				run = 0
			}
		}
		for _, level := range levels() {
			got := appendQuotes([]uint64{7}, text, level)[1:]
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("level %d: %q\n got %x\nwant %x", level, text, got, want)
			}
		}
		from := pick(len(text) + 1)
		next := -1
		for i := from; i < len(text) && next < 0; i++ {
			if want[i/64]>>(i%64)&1 != 0 {
				next = i
			}
		}
		if got := NextBit(want, from); got != next {
			t.Fatalf("NextBit from %d of %x: %d, want %d", from, want, got, next)
		}
	})
}

// block is text as it is scanned: a block of events without what is searched for.
func block() []byte {
	event := `{"TenantId":"0b6d2f4e-93c1-4f57-8a3e-5d1c7e2f9a60","FileName":"chrome.exe","FolderPath":"C:\\Program Files\\Google\\chrome.exe","ProcessCommandLine":"\"C:\\Program Files\\Google\\chrome.exe\" --type=renderer --lang=de","ProcessId":46660,"SHA256":"e3f083683105d3bee3f083683105d3bee3f083683105d3bee3f083683105d3be"}` + "\n"
	return []byte(strings.Repeat(event, 256<<10/len(event)))
}

func benchmarkLevels(b *testing.B, size int, f func(level Level) func()) {
	for _, level := range levels() {
		b.Run([]string{"portable", "avx2", "avx512"}[level], func(b *testing.B) {
			run := f(level)
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				run()
			}
		})
	}
}

func BenchmarkLiterals(b *testing.B) {
	text := block()
	benchmarkLevels(b, len(text), func(level Level) func() {
		l := newLiterals([]string{`"docker"`, `"kubectl"`, `"crictl"`, `"ctr"`, `"nerdctl"`, `"podman"`, `\u002`, `\u003`, `\u004`, `\u005`, `\u006`, `\u007`}, level)
		return func() { l.In(text) }
	})
}

func BenchmarkDictionary(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var literals []string
	for range 2000 {
		text := make([]byte, 3+r.IntN(12))
		for i := range text {
			text[i] = "etaoinsrhldcumpgf -./\\:=x"[r.IntN(25)]
		}
		literals = append(literals, string(text))
	}
	text, d := view(block()), NewDictionary(literals)
	var found []int32
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		found = d.AppendFound(found[:0], text)
	}
}

func BenchmarkQuotes(b *testing.B) {
	text := block()
	var dst []uint64
	benchmarkLevels(b, len(text), func(level Level) func() {
		return func() { dst = appendQuotes(dst[:0], text, level) }
	})
}

func BenchmarkNeedle(b *testing.B) {
	for name, text := range map[string]string{"block": string(block()), "short": `C:\Windows\System32\svchost.exe -k netsvcs -p -s Schedule`} {
		b.Run(name, func(b *testing.B) {
			benchmarkLevels(b, len(text), func(level Level) func() {
				n := newNeedle("mimikatz", level)
				return func() { n.Find(text, 0) }
			})
		})
	}
}
