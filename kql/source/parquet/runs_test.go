package parquet

import (
	"encoding/binary"
	"slices"
	"testing"
)

func TestRuns(t *testing.T) {
	same := func(count int, value ...byte) []byte {
		return append(binary.AppendUvarint(nil, uint64(count)<<1), value...)
	}
	packed := func(eights int, values ...byte) []byte {
		return append(binary.AppendUvarint(nil, uint64(eights)<<1|1), values...)
	}
	for _, test := range []struct {
		name     string
		list     []byte
		width, n int
		used     int // bytes of the list, -1 for damage
	}{
		{"one value many times", same(1000, 3), 2, 1000, 3},
		{"two runs", slices.Concat(same(10, 3), same(5, 1)), 2, 15, 4},
		{"what follows is not looked at", slices.Concat(same(10, 3), same(1<<29, 1)), 2, 10, 2},
		{"longer than the page", same(1<<29, 3), 2, 1000, -1},
		{"longer than the rest of the page", slices.Concat(same(10, 3), same(100, 1)), 2, 20, -1},
		{"eights, of which the last is not full", packed(2, 1, 2), 1, 9, 3},
		{"eights in their list only", packed(1<<20, 1, 2), 1, 9, -1},
		{"values of no bits", same(9), 0, 9, 1},
		{"too many of no bits", packed(1 << 20), 0, 9, -1},
		{"a value of several bytes", same(4, 1, 2, 3), 20, 4, 4},
		{"cut off", same(4, 1), 20, 4, -1},
		{"without an end", []byte{0x80, 0x80}, 1, 4, -1},
		{"no values", same(4, 1), 1, 0, 0},
	} {
		got, err := runs(test.list, test.width, test.n)
		if (err != nil) != (test.used < 0) || err == nil && len(got) != test.used {
			t.Errorf("%s: %d bytes, %v; want %d", test.name, len(got), err, test.used)
		}
	}
}
