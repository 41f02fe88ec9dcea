package sema_test

import (
	"testing"

	"github.com/kqlc/kqlc/internal/sema"
	"github.com/kqlc/kqlc/parser"
)

// BenchmarkCorpus parses and binds all rules of the corpus; BenchmarkParse parses them only.
func BenchmarkCorpus(b *testing.B) {
	rules := readLines[rule](b, "../../../shared/corpus/rules.jsonl")
	env := newEnv()
	for b.Loop() {
		for _, r := range rules {
			check(r.Query, env)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	rules := readLines[rule](b, "../../../shared/corpus/rules.jsonl")
	for b.Loop() {
		for _, r := range rules {
			parser.Parse(r.Query)
		}
	}
}

var _ = sema.Bind
