// Package source holds what the readers of events have in common; the readers are in packages of their own, by format.
package source

import (
	"fmt"
	"slices"

	"github.com/kqlc/kqlc/kql"
)

// LineError tells what is wrong with an event.
type LineError struct {
	// Line is the line of the input on which the event starts, from 1.
	Line int
	// Reason says what was expected and where.
	Reason string
	// Fatal tells that the events behind it cannot be found.
	Fatal bool
}

// Error implements error.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// StandIns says which columns a name stands in for: same lists names of one and the same thing, as TimeGenerated and
// Timestamp, and an event that lacks one of these columns has its value under another of the names.
func StandIns(columns []kql.Column, same []string) map[string][]int {
	out := map[string][]int{}
	for i, c := range columns {
		if !slices.Contains(same, c.Name) {
			continue
		}
		for _, name := range same {
			if name != c.Name {
				out[name] = append(out[name], i)
			}
		}
	}
	return out
}
