package kql

import (
	"regexp"
	"testing"
)

func BenchmarkMatchesRegex(b *testing.B) {
	for name, pattern := range map[string]string{
		"literal":    `(?i)invoke-(webrequest|restmethod)`,
		"class":      `[A-Za-z0-9+/]{50,}={0,2}`,
		"unicode":    `\s-e\w*\s+[\w+/=]{20,}`,
		"alternates": `(?i)\b(whoami|net1?|nltest|quser)(\.exe)?\s`,
	} {
		re := MustRegex(pattern)
		std := regexp.MustCompile(pattern)
		b.Run("pattern="+name+"/impl=MatchesRegex", func(b *testing.B) {
			benchmarkLines(b, func(text string) bool { return MatchesRegex(text, re) })
		})
		b.Run("pattern="+name+"/impl=regexp", func(b *testing.B) {
			benchmarkLines(b, std.MatchString)
		})
	}
}

func BenchmarkExtract(b *testing.B) {
	re := MustRegex(`--namespace\s+(\S+)`)
	benchmarkLines(b, func(text string) bool { return Extract(re, 1, text) != "" })
}
