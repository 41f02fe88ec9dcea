//go:build !race

package ndjson_test

const underRace = false
