package kql

// store is a list that grows without moving what it holds, the first chunk apart.
type store[T any] struct {
	chunks [][]T // of 1<<chunkBits each
	count  int
}

const chunkBits = 9

// add appends v and returns where it stands.
func (s *store[T]) add(v T) *T {
	chunk := s.count >> chunkBits
	switch {
	case chunk < len(s.chunks):
	case chunk == 0: // grows, for there may be few
		s.chunks = append(s.chunks, nil)
	default:
		s.chunks = append(s.chunks, make([]T, 0, 1<<chunkBits))
	}
	s.chunks[chunk] = append(s.chunks[chunk], v)
	s.count++
	return s.at(s.count - 1)
}

func (s *store[T]) at(i int) *T { return &s.chunks[i>>chunkBits][i&(1<<chunkBits-1)] }

// each calls yield for all in order.
func (s *store[T]) each(yield func(v *T)) {
	for _, c := range s.chunks {
		for i := range c {
			yield(&c[i])
		}
	}
}
