package kql

// Regexes prepares regular expressions that are no constants, each once. The zero value is ready.
type Regexes struct{ known map[string]*Regex }

// maxRegexes is how many are kept.
const maxRegexes = 1 << 10

// Of returns the regular expression of a pattern; one that matches nothing for a pattern that is none.
func (r *Regexes) Of(pattern string) *Regex {
	if re := r.known[pattern]; re != nil {
		return re
	}
	re, err := NewRegex(pattern)
	if err != nil {
		re = MustRegex(`[^\s\S]`)
	}
	if r.known == nil || len(r.known) >= maxRegexes {
		r.known = map[string]*Regex{}
	}
	r.known[keep(pattern)] = re
	return re
}
