package diag

import (
	"slices"
	"strings"
)

// Code is an entry of the table of codes: what kqlc explain prints.
type Code struct {
	ID string
	// Title is what is wrong, in a few words.
	Title string
	// Text explains it.
	Text string
	// Wrong is KQL that gets the code, Right the same as it should be. Both may be empty.
	Wrong, Right string
}

// families are the tables of codes by what gives them.
var families = [][]Code{syntaxCodes, bindingCodes, lintCodes, executionCodes, fileCodes}

// Codes are all codes, sorted.
func Codes() []Code {
	out := slices.Concat(families...)
	slices.SortFunc(out, func(a, b Code) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// Lookup returns the entry of a code.
func Lookup(id string) (Code, bool) {
	for _, f := range families {
		for _, c := range f {
			if c.ID == id {
				return c, true
			}
		}
	}
	return Code{}, false
}
