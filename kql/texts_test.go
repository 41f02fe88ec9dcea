package kql

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unsafe"
)

// TestTexts keeps texts of all sizes from a buffer that is written over.
func TestTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var texts Texts
	var kept, want []string
	buffer := make([]byte, 0, 2*leastPiece)
	for range 5000 {
		buffer = buffer[:0]
		word := strings.Repeat(string(rune('a'+r.IntN(26))), r.IntN(9))
		for range 1 << r.IntN(10) {
			buffer = append(buffer, word...)
		}
		want = append(want, string(buffer))
		kept = append(kept, texts.Keep(unsafe.String(unsafe.SliceData(buffer), len(buffer))))
	}
	for from := 0; from < 5000; from += batchSize { // the same texts together
		var b batch
		given := slices.Clone(want[from:min(from+batchSize, 5000)])
		for i := range given {
			given[i] = strings.Clone(given[i])
			b.texts[i] = &given[i]
		}
		texts.keepTogether(&b, len(given))
		want, kept = append(want, want[from:from+len(given)]...), append(kept, given...)
	}
	clear(buffer[:cap(buffer)])
	for i, text := range kept {
		if text != want[i] {
			t.Fatalf("text %d is %q, want %q", i, text, want[i])
		}
	}
}

func TestTextsKeepFrequentTextsOnce(t *testing.T) {
	var texts Texts
	if n := testing.AllocsPerRun(100, func() { texts.Keep("powershell.exe") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if n := len(texts.recent); n != leastRecent {
		t.Errorf("%d places for one text", n)
	}
}
