// Package kqlc holds the sources of the run-time, so that the command can build rules wherever it runs.
package kqlc

import "embed"

// Runtime holds kql and all below it, with the module's go.mod and go.sum.
//
//go:embed go.mod go.sum kql
var Runtime embed.FS
