package parser

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/diag"
)

// checkFormat tells what is wrong with the formatting of a query: it has to be stable, with the same tree and comments.
// formatted is false for a query with errors, which has to stay as it is.
func checkFormat(t *testing.T, name, src string) (formatted bool) {
	t.Helper()
	before, problems := Parse(src)
	if diag.HasErrors(problems) {
		if out, _ := Format(src); out != src {
			t.Errorf("%s: changed in spite of its errors (-query +formatted)\n%s", name, cmp.Diff(src, out))
		}
		return false
	}
	once, _ := Format(src)
	after, problems := Parse(once)
	if len(problems) > 0 {
		t.Errorf("%s: formatted, it has errors: %v\n%s", name, problems, once)
		return true
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
	return true
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
	formatted, withErrors := 0, 0
	for _, r := range corpus(t) {
		if checkFormat(t, r.ID, r.Query) {
			formatted++
		} else {
			withErrors++
		}
	}
	t.Logf("%d rules formatted, %d with errors left as they are", formatted, withErrors)
}

// TestFormatLineEnds: lines end as all of the source's do.
func TestFormatLineEnds(t *testing.T) {
	for src, want := range map[string]string{
		"T |take 1":                    "T\n| take 1\n",
		"T // a\r\n|take 1":            "T // a\r\n| take 1\r\n",
		"T\r\n|take 1\n":               "T\n| take 1\n",
		"print ```a\r\nb```|take\r\n1": "print ```a\r\nb```\r\n| take 1\r\n",
	} {
		if got, _ := Format(src); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
		checkFormat(t, src, src)
	}
}
