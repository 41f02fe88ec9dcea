package parser

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checkFormat tells what is wrong with the formatting of a query: it has to be stable, with the same tree and comments.
func checkFormat(t *testing.T, name, src string) {
	t.Helper()
	before, problems := Parse(src)
	if len(problems) > 0 {
		return
	}
	once, _ := Format(src)
	after, problems := Parse(once)
	if len(problems) > 0 {
		t.Errorf("%s: formatted, it has errors: %v\n%s", name, problems, once)
		return
	}
	if diff := cmp.Diff(tree(before, false), tree(after, false)); diff != "" {
		t.Errorf("%s: another tree (-before +after)\n%s", name, diff)
	}
	if diff := cmp.Diff(comments(src), comments(once)); diff != "" {
		t.Errorf("%s: other comments (-before +after)\n%s", name, diff)
	}
	if twice, _ := Format(once); twice != once {
		t.Errorf("%s: not stable (-once +twice)\n%s", name, cmp.Diff(once, twice))
	}
}

func comments(src string) []string {
	var list []string
	for s := (&scanner{text: src, begun: true}); ; {
		t, _ := s.Next()
		for _, c := range commentsIn(src[t.Pos.Line:t.Pos.Offset]) {
			list = append(list, c.text)
		}
		if t.EOF() {
			return slices.Clip(list)
		}
	}
}

// TestFormatCorpus formats all published rules.
func TestFormatCorpus(t *testing.T) {
	for _, r := range corpus(t) {
		checkFormat(t, r.ID, r.Query)
	}
}
