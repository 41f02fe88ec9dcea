package memory

import "testing"

func TestPercentBehind(t *testing.T) {
	for live, want := range map[uint64]int{0: 800, 1 << 20: 800, 4 << 20: 800, 8 << 20: 400, 31 << 20: 103, 32 << 20: 100, 1 << 40: 100} {
		if got := percentBehind(live); got != want {
			t.Errorf("%d bytes in use: %d %%, want %d", live, got, want)
		}
	}
}
