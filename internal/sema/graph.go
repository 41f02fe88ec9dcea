package sema

// graph is what graph-match looks into.
type graph struct{ nodes *table }
