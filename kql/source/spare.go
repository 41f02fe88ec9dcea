package source

import "sync"

// Spare holds buffers that readers of parts are done with, for the parts to come, which other goroutines may read. What was given
// last, which is in the cache, is taken first. The zero value holds nothing.
type Spare[T any] struct {
	lock sync.Mutex
	held []T
}

// Give adds a buffer that is not used any more.
func (s *Spare[T]) Give(buffer T) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.held = append(s.held, buffer)
}

// Take takes a buffer away, the zero value where there is none.
func (s *Spare[T]) Take() (buffer T) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if last := len(s.held) - 1; last >= 0 {
		buffer, s.held = s.held[last], s.held[:last]
	}
	return buffer
}
