package ruleset

import "strings"

// readComments fills the rule from the comments that a .kql file begins with, as
//
//	// name: Encoded PowerShell
//	// severity: Medium
//	// tactics: Execution, DefenseEvasion
func (r *Rule) readComments(text string) {
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		comment, ok := strings.CutPrefix(strings.TrimSpace(line), "//")
		if !ok {
			return
		}
		name, value, _ := strings.Cut(comment, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "id":
			r.ID = value
		case "name":
			r.Name = value
		case "description":
			r.Description = value
		case "severity":
			r.Severity = value
		case "tactics":
			r.Tactics = fields(value)
		case "techniques", "relevanttechniques":
			r.Techniques = fields(value)
		}
	}
}

// fields are the parts of a list with commas.
func fields(list string) []string {
	return strings.FieldsFunc(list, func(c rune) bool { return c == ',' || c == ' ' })
}
