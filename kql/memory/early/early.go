// Package early is for programs that live shortly: one that imports it has the first 4 MB of its heap in large pages, and touches
// half as many pages until its work begins. It imports next to nothing, so that it is initialised before the packages that fill
// the heap. As package memory says it is a hint.
package early
