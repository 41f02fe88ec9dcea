//go:build race

package ndjson_test

// underRace tells that the race detector, which allocates, watches.
const underRace = true
