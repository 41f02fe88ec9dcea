package kql

import (
	"strconv"
	"testing"
)

func BenchmarkAggregates(b *testing.B) {
	const n = 1 << 16
	texts := make([]string, n)
	for i := range texts {
		texts[i] = "value " + strconv.Itoa(i%5000)
	}
	run := func(name string, add func(i int)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				add(i & (n - 1))
			}
		})
	}
	var count Count
	run("count", func(int) { count.Add() })
	var sum Sum[int64]
	run("sum", func(i int) { sum.Add(int64(i)) })
	var least Min[DateTime]
	run("min", func(i int) { least.Add(DateTime(i)) })
	var text Max[string]
	run("max of text", func(i int) { text.Add(texts[i]) })
	var dcount DCount
	run("dcount of 5,000", func(i int) { dcount.Add(Hash(texts[i])) })
	var set MakeSet[string]
	run("make_set of 5,000", func(i int) { set.Add(texts[i]) })
	var list MakeList[int64]
	run("make_list", func(i int) { list.Add(int64(i)) })
	var variance Variance
	run("variance", func(i int) { variance.Add(float64(i)) })
	var percentile Percentile[int64]
	run("percentile", func(i int) { percentile.Add(int64(i * 7919)) })
	var last withRow[ArgMax[DateTime]]
	run("arg_max", func(i int) {
		if last.of.Add(Some(DateTime(i))) {
			last.row = argRow{texts[i]}
		}
	})
}
