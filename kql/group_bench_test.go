package kql

import (
	"strconv"
	"testing"
)

type benchKey struct {
	Name string
	Bin  DateTime
}

type benchState struct {
	count Count
	sum   Sum[int64]
}

func BenchmarkGroups(b *testing.B) {
	for _, size := range []int{16, 10_000, 1_000_000} {
		names := make([]string, size)
		for i := range names {
			names[i] = "computer-" + strconv.Itoa(i)
		}
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			b.ReportAllocs()
			g := newGroups[benchKey, benchState]()
			for i := 0; b.Loop(); i++ {
				key := benchKey{names[i*7919%size], 7}
				findOrAdd(g, key)
				g.State.count.Add()
				g.State.sum.Add(int64(i))
			}
		})
		b.Run(strconv.Itoa(size)+"/map", func(b *testing.B) {
			b.ReportAllocs()
			g := map[benchKey]*benchState{}
			for i := 0; b.Loop(); i++ {
				key := benchKey{names[i*7919%size], 7}
				s := g[key]
				if s == nil {
					s = &benchState{}
					g[key] = s
				}
				s.count.Add()
				s.sum.Add(int64(i))
			}
		})
	}
}
