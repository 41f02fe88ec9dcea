package kql

// JoinKind says which rows a join gives (Kusto: join-operator).
type JoinKind uint8

// The kinds of joins.
const (
	InnerUnique JoinKind = iota // pairs, of the left rows the first of each key
	Inner                       // pairs
	LeftOuter                   // pairs, and left rows without a match
	RightOuter                  // pairs, and right rows without a match
	FullOuter                   // pairs, and rows of both sides without a match
	LeftSemi                    // left rows with a match
	LeftAnti                    // left rows without a match
	RightSemi                   // right rows with a match
	RightAnti                   // right rows without a match
)

// Join is the state of a join or lookup operator: the rows of both sides by their keys, where null equals null. A key holds
// reals as [RealKey]; text in keys and rows has to outlive the input it came from.
type Join[K comparable, L, R any] struct {
	kind  JoinKind
	keys  Groups[K, joinKey]
	left  store[joinRow[L]]
	right store[joinRow[R]]
	ended bool // no right row will come, and left rows need not be kept
	// offered are left rows that are to be probed, came are right rows that are to be added.
	offered *joinBatch[K, L]
	came    *joinBatch[K, R]
	// noRight is the right row of a left one that has none.
	noRight R
}

// joinKey holds, plus one, the places of the first and last rows that have a key; 0 stands for none.
type joinKey struct{ left, right joinChain }

type joinChain struct{ first, last uint32 }

// joinRow is a row with the place of its key, and the place of the next row of that key plus one.
type joinRow[T any] struct {
	row  T
	key  uint32
	next uint32
}

// joinBatch is rows whose keys are looked up together.
type joinBatch[K comparable, T any] struct {
	batch[K]
	rows   []T
	chains [batchSize]uint32 // the first of the right rows, plus one
}

func (b *joinBatch[K, T]) add(key K, row T) {
	b.batch.add(key)
	b.rows = append(b.rows, row)
}

func (b *joinBatch[K, T]) reset() {
	b.batch.reset()
	b.rows = b.rows[:0]
}

// NewJoin returns a join without rows.
func NewJoin[K comparable, L, R any](kind JoinKind) *Join[K, L, R] {
	return &Join[K, L, R]{kind: kind}
}

// AddLeft takes a row of the left side.
func (j *Join[K, L, R]) AddLeft(key K, row L) {
	state, n := j.keys.findOrAdd(key, keyHash(key))
	chain := &state.left
	switch {
	case j.kind == InnerUnique && chain.first > 0:
	case j.kind == RightSemi || j.kind == RightAnti:
		chain.first = 1
	default:
		link(&j.left, chain, n, row)
	}
}

// AddRight takes a row of the right side.
func (j *Join[K, L, R]) AddRight(key K, row R) {
	if j.came == nil {
		j.came = &joinBatch[K, R]{}
	}
	if j.came.add(key, row); j.came.full() {
		j.settle()
	}
}

// settle puts the right rows that came into their places.
func (j *Join[K, L, R]) settle() {
	b := j.came
	if b == nil {
		return
	}
	j.keys.findAll(&b.batch)
	for i := range b.rows {
		n := int(b.places[i])
		if n == none { // maybe new to the batch, too
			_, n = j.keys.findOrAdd(b.keys[i], b.hashes[i])
		}
		chain := &j.matches(uint32(n)).right
		if j.kind == LeftSemi || j.kind == LeftAnti {
			chain.first = 1
			continue
		}
		link(&j.right, chain, n, b.rows[i])
	}
	b.reset()
}

// EndRight tells that there are no more right rows.
func (j *Join[K, L, R]) EndRight() {
	j.ended = j.kind == Inner || j.kind == InnerUnique || j.kind == LeftSemi || j.kind == LeftAnti
	if j.ended {
		j.settle()
		j.came = nil
		j.offered = &joinBatch[K, L]{}
	}
}

// Probes reports whether left rows go to Probe: the right side has ended, and the join asks for nothing of them in the
// end. Otherwise they have to be added.
func (j *Join[K, L, R]) Probes() bool { return j.ended }

// Text returns a copy of text for Probe.
func (j *Join[K, L, R]) Text(text string) string { return j.offered.text(text) }

// Dynamic returns a copy of d for Probe.
func (j *Join[K, L, R]) Dynamic(d Dynamic) Dynamic { return j.offered.dynamic(d) }

// Probe takes a left row, whose text is from [Join.Text]. What it gives goes to yield when some more rows have come, and at
// the latest in [Join.Each], and is valid during the call.
func (j *Join[K, L, R]) Probe(key K, row L, yield func(left *L, right *R)) {
	if j.offered.add(key, row); j.offered.full() {
		j.probe(yield)
	}
}

// probe gives the pairs of the rows that were offered.
func (j *Join[K, L, R]) probe(yield func(left *L, right *R)) {
	b := j.offered
	j.keys.findAll(&b.batch)
	if j.kind == LeftSemi || j.kind == LeftAnti {
		for i, n := range b.places[:len(b.rows)] {
			if (n != none && j.matches(uint32(n)).right.first > 0) == (j.kind == LeftSemi) {
				yield(&b.rows[i], &j.noRight)
			}
		}
		b.reset()
		return
	}
	var touched byte
	for _, i := range b.hit[:b.hits] {
		if b.chains[i] = j.matches(uint32(b.places[i])).right.first; b.chains[i] > 0 {
			touched ^= byte(j.right.at(int(b.chains[i] - 1)).key)
		}
	}
	b.touched = touched
	for _, i := range b.hit[:b.hits] {
		if b.chains[i] == 0 {
			continue
		}
		if j.kind == InnerUnique {
			state := j.matches(uint32(b.places[i]))
			if state.left.first > 0 {
				continue
			}
			state.left.first = 1
		}
		for at := b.chains[i]; at > 0; {
			r := j.right.at(int(at - 1))
			at = r.next
			yield(&b.rows[i], &r.row)
		}
	}
	b.reset()
}

// link appends row to the rows and to those of its key.
func link[T any](rows *store[joinRow[T]], chain *joinChain, key int, row T) {
	rows.add(joinRow[T]{row: row, key: uint32(key)})
	if chain.last > 0 {
		rows.at(int(chain.last - 1)).next = uint32(rows.count)
	} else {
		chain.first = uint32(rows.count)
	}
	chain.last = uint32(rows.count)
}

// Each calls yield for every pair of rows and forgets them: first those that match, in the order of the left rows, then
// left and then right rows without a match. For the side that has none, and that a semi or anti join does not ask for,
// the row is zero: its fields have to be of types that can be null. A row is valid during the call.
func (j *Join[K, L, R]) Each(yield func(left *L, right *R)) {
	j.settle()
	if j.offered != nil {
		j.probe(yield)
	}
	var noLeft L
	var noRight R
	switch j.kind {
	case LeftSemi, LeftAnti:
		j.left.each(func(l *joinRow[L]) {
			if (j.matches(l.key).right.first > 0) == (j.kind == LeftSemi) {
				yield(&l.row, &noRight)
			}
		})
	case RightSemi, RightAnti:
		j.right.each(func(r *joinRow[R]) {
			if (j.matches(r.key).left.first > 0) == (j.kind == RightSemi) {
				yield(&noLeft, &r.row)
			}
		})
	default:
		j.pairs(yield)
		if j.kind == LeftOuter || j.kind == FullOuter {
			j.left.each(func(l *joinRow[L]) {
				if j.matches(l.key).right.first == 0 {
					yield(&l.row, &noRight)
				}
			})
		}
		if j.kind == RightOuter || j.kind == FullOuter {
			j.right.each(func(r *joinRow[R]) {
				if j.matches(r.key).left.first == 0 {
					yield(&noLeft, &r.row)
				}
			})
		}
	}
	*j = Join[K, L, R]{kind: j.kind}
}

func (j *Join[K, L, R]) pairs(yield func(left *L, right *R)) {
	j.left.each(func(l *joinRow[L]) {
		for next := j.matches(l.key).right.first; next > 0; {
			r := j.right.at(int(next - 1))
			yield(&l.row, &r.row)
			next = r.next
		}
	})
}

func (j *Join[K, L, R]) matches(key uint32) *joinKey { return &j.keys.groups.at(int(key)).state }
