package cli

import (
	"io"
	"os"
	"runtime/debug"
	"testing"
)

// BenchmarkCheckCorpus is kqlc check --jsonl over the published rules: reading the schema and the lines, checking, writing.
func BenchmarkCheckCorpus(b *testing.B) {
	const shared = "../../../shared/"
	info, err := os.Stat(shared + "corpus/rules.jsonl")
	if err != nil {
		b.Skip("there is no ../shared")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	b.SetBytes(info.Size())
	b.ReportAllocs()
	for b.Loop() {
		a := &app{out: &stdout{Writer: io.Discard}, messages: io.Discard}
		root := a.root()
		root.SetArgs([]string{
			"check", "--jsonl", shared + "corpus/rules.jsonl",
			"--schema", shared + "schemas/tables.json", "--functions", shared + "schemas/functions.json",
		})
		if err := root.Execute(); err != nil {
			b.Fatal(err)
		}
	}
}
