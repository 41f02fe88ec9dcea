package compile

import "github.com/kqlc/kqlc/kql/memory"

// Making a rule takes about ruleRoom bytes of the heap, which is collected whenever mostRoom is taken: with more, touching memory
// for the first time costs more than collecting it. From leastRoom on it pays to ask for it at once.
const (
	ruleRoom  = 450 << 10
	leastRoom = 32 << 20
	mostRoom  = 192 << 20
)

// makeRoom prepares the heap for the packages of n rules: the first touches of small pages are a quarter of the time that
// thousands of rules take.
func makeRoom(n int) {
	if size := min(n*ruleRoom, mostRoom); size >= leastRoom {
		memory.Room(size)
	}
}
