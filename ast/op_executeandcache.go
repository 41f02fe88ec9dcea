package ast

// ExecuteAndCache is the service's own __executeAndCache.
type ExecuteAndCache struct {
	Place
	Keyword string `parser:"@'__executeAndCache'"`
}
