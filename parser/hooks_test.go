package parser

import "testing"

// TestOperatorTags builds the parser of every operator and source: a wrong tag panics.
func TestOperatorTags(t *testing.T) {
	for name := range operators {
		if _, problems := Parse("T | " + name); len(problems) > 0 && problems[0].Message == "" {
			t.Errorf("%s: no message", name)
		}
	}
	for name := range sources {
		Parse(name)
	}
	for name := range keywordExprs {
		Parse("print " + name + " (")
	}
}

// TestKeywords: every operator and source is a keyword, or it could not be told from a name.
func TestKeywords(t *testing.T) {
	for name := range operators {
		if classes[name]&isKeyword == 0 {
			t.Errorf("%s is no keyword", name)
		}
	}
	for name := range sources {
		if classes[name]&isKeyword == 0 {
			t.Errorf("%s is no keyword", name)
		}
	}
}
