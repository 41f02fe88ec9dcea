package diag

import (
	"slices"
	"strings"
)

// Nearest returns the candidate that name is probably a misspelling of, or "". Letters that differ by case only count
// little, so that filename finds FileName.
func Nearest(name string, candidates []string) string {
	best, least := "", 1+len(name)/3
	lower := strings.ToLower(name)
	for _, c := range candidates {
		if c == name || len(c) > len(name)+least || len(name) > len(c)+least {
			continue
		}
		d := distance(lower, strings.ToLower(c))
		if d < least || d == least && best == "" || d == least && c < best {
			best, least = c, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete, replace or swap with a neighbour to make b of a.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// Sorted returns the names sorted, for messages that list them.
func Sorted(names []string) []string {
	out := slices.Clone(names)
	slices.Sort(out)
	return out
}
