package compile

import "runtime"

// Making a rule takes about ruleRoom bytes of the heap before it is collected, all rules no more than mostRoom. From leastRoom
// on it pays to ask for it at once.
const (
	ruleRoom  = 80 << 10
	leastRoom = 32 << 20
	mostRoom  = 192 << 20
)

// makeRoom prepares the heap for the packages of n rules: what they take first is asked of the system in large pages, if it
// has them. The first touch of each small page is a call of the kernel, dear in virtual machines: a quarter of the time that
// thousands of rules take.
func makeRoom(n int) {
	size := min(n*ruleRoom, mostRoom)
	if size < leastRoom {
		return
	}
	inLargePages(make([]byte, size))
	runtime.GC() // it is not touched, and free for what comes
}
