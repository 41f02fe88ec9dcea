package memory

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// leastGarbage is how many bytes are allocated at least from one garbage collection to the next. A collection of less costs
// more than the memory: while workers use all processors it takes long, and all that time they have to tell it what they
// write.
const leastGarbage = 32 << 20

var (
	// seldom tells that the program collects seldom.
	seldom atomic.Bool
	// room is the most that [Room] was asked for.
	room atomic.Int64
)

// CollectSeldom has garbage collected when as much has been allocated as is in use, as Go does, but at least 32 MB, and what
// there is room for. It is for whole programs.
func CollectSeldom() {
	seldom.Store(true)
	collectBehind(0)
}

// collectBehind sets when to collect garbage next, where so many bytes are in use, and to set it again then.
func collectBehind(live uint64) {
	debug.SetGCPercent(percentBehind(live))
	runtime.AddCleanup(&sentinel{}, func(int) { collectBehind(inUse()) }, 0)
}

// percentBehind is how much more than is in use may be allocated, as [debug.SetGCPercent] takes it, which applies it to 4 MB
// where less is in use.
func percentBehind(live uint64) int {
	free := max(int64(live), leastGarbage, room.Load()-int64(live))
	return int(100 * free / int64(max(live, 4<<20)))
}

// sentinel is collected by the next collection.
type sentinel struct{ _ [64]byte }

// inUse is how many bytes the last collection found in use.
func inUse() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
