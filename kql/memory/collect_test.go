package memory

import "testing"

func TestPercentBehind(t *testing.T) {
	for live, want := range map[uint64]int{0: 800, 1 << 20: 800, 4 << 20: 800, 8 << 20: 400, 31 << 20: 103, 32 << 20: 100, 1 << 40: 100} {
		if got := percentBehind(live); got != want {
			t.Errorf("%d bytes in use: %d %%, want %d", live, got, want)
		}
	}
	defer room.Store(room.Load())
	room.Store(100 << 20)
	for live, want := range map[uint64]int{0: 2500, 4 << 20: 2400, 20 << 20: 400, 50 << 20: 100, 80 << 20: 100} {
		if got := percentBehind(live); got != want {
			t.Errorf("%d bytes in use, and room for 100 MB: %d %%, want %d", live, got, want)
		}
	}
}
