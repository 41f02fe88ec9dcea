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

// Join is the state of a join or lookup operator: the right rows by their keys, and the left rows until those are complete.
// Null equals null. A key holds reals as [RealKey]; text in keys and rows has to outlive the input it came from.
type Join[K comparable, L, R any] struct {
	kind  JoinKind
	left  store[joinLeft[K, L]]
	seen  Distinct[K] // the keys of left rows, where one row of each is enough
	right store[joinRight[K, R]]
	heads slots // the right rows that are the first of their keys
	ended bool  // no right row will come, and left rows need not be kept
	// offered are left rows that are to be probed, behind as many as are probed; came are right rows that are to be added.
	offered joinBatch[K, L]
	probed  int
	came    joinBatch[K, R]
	// noLeft and noRight are the rows of sides that have none.
	noLeft  L
	noRight R
}

type joinLeft[K comparable, L any] struct {
	key     K
	row     L
	matched bool
}

// joinRight is a right row. The first of a key holds the key, and whether a left row matched; head is where it stands. next
// and last are the places, plus one, of the next row of the key, and of the last one behind the first.
type joinRight[K comparable, R any] struct {
	key              K
	row              R
	head, next, last uint32
	matched          bool
}

// joinBatch is rows whose keys are looked up together.
type joinBatch[K comparable, T any] struct {
	batch[K]
	rows []T
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
	if j.kind == InnerUnique || j.kind == RightSemi || j.kind == RightAnti {
		if j.seen.Has(key) {
			return
		}
		j.seen.Add(key)
	}
	j.left.add(joinLeft[K, L]{key: key, row: row})
}

// AddRight takes a row of the right side.
func (j *Join[K, L, R]) AddRight(key K, row R) {
	if j.came.add(key, row); j.came.full() {
		j.settle()
	}
}

// settle puts the right rows that came into their places.
func (j *Join[K, L, R]) settle() {
	b := &j.came
	j.findAll(&b.batch)
	for i, row := range b.rows {
		n := int(b.places[i])
		if n == none { // or new to the batch
			n = j.find(b.keys[i], b.hashes[i])
		}
		place := uint32(j.right.count)
		switch {
		case n == none:
			j.heads.add(b.hashes[i])
			j.right.add(joinRight[K, R]{key: b.keys[i], row: row, head: place})
		case j.kind == LeftSemi || j.kind == LeftAnti: // one is enough
		default:
			j.heads.skip()
			j.right.add(joinRight[K, R]{row: row, head: uint32(n)})
			head := j.right.at(n)
			if head.last > 0 {
				j.right.at(int(head.last - 1)).next = place + 1
			} else {
				head.next = place + 1
			}
			head.last = place + 1
		}
	}
	b.reset()
}

// find returns the place of the first right row of a key, none where there is none.
func (j *Join[K, L, R]) find(key K, hash uint32) int {
	f := j.heads.search(hash)
	for n := j.heads.next(&f); n != none; n = j.heads.next(&f) {
		if j.right.at(n).key == key {
			return n
		}
	}
	return none
}

// findAll sets the places of the first right rows of all keys of a batch, and which have one. Each step reads memory whose
// place the step before has found.
func (j *Join[K, L, R]) findAll(b *batch[K]) {
	hits := j.heads.candidates(b.hashes[:len(b.keys)], &b.places, &b.hit)
	var touched uint32
	for _, i := range hits {
		touched ^= j.right.at(int(b.places[i])).head
	}
	b.touched, b.hits = touched, 0
	for _, i := range hits {
		if n := int(b.places[i]); j.right.at(n).key != b.keys[i] {
			b.places[i] = int32(j.find(b.keys[i], b.hashes[i]))
		}
		if b.hit[b.hits] = i; b.places[i] != none {
			b.hits++
		}
	}
}

// EndRight tells that there are no more right rows.
func (j *Join[K, L, R]) EndRight() {
	j.settle()
	j.came = joinBatch[K, R]{}
	j.ended = j.kind == Inner || j.kind == InnerUnique || j.kind == LeftSemi || j.kind == LeftAnti
}

// Probes reports whether left rows go to Probe: the right side has ended, and the join asks for nothing of them in the
// end. Otherwise they have to be added.
func (j *Join[K, L, R]) Probes() bool { return j.ended }

// Text returns a copy of text for Probe.
func (j *Join[K, L, R]) Text(text string) string { return j.offered.text(text) }

// Dynamic returns a copy of d for Probe.
func (j *Join[K, L, R]) Dynamic(d Dynamic) Dynamic { return j.offered.dynamic(d) }

// fewRows are as many right rows as stay in the processor's cache, so that looking up keys together gains nothing.
const fewRows = 4096

// Probe takes a left row, whose text is from [Join.Text]. What it gives goes to yield at once, or with many right rows when
// up to 255 more left rows have come, and at the latest in [Join.Each]; it is valid during the call.
func (j *Join[K, L, R]) Probe(key K, row L, yield func(left *L, right *R)) {
	if j.left.count > 0 {
		b := j.offered
		j.offered = joinBatch[K, L]{}
		j.probeLeft(yield)
		j.left, j.offered = store[joinLeft[K, L]]{}, b // whose text the row has
	}
	if j.offered.add(key, row); j.offered.full() || j.right.count <= fewRows {
		j.probe(yield)
	}
}

// probeLeft gives the pairs of the left rows that were kept.
func (j *Join[K, L, R]) probeLeft(yield func(left *L, right *R)) {
	j.probed = 0
	j.left.each(func(l *joinLeft[K, L]) {
		if j.offered.add(l.key, l.row); j.offered.full() {
			j.probe(yield)
		}
	})
	j.probe(yield)
}

// probe gives the pairs of the rows that were offered.
func (j *Join[K, L, R]) probe(yield func(left *L, right *R)) {
	b := &j.offered
	j.findAll(&b.batch)
	if j.kind == LeftSemi || j.kind == LeftAnti {
		for i := range b.rows {
			if (b.places[i] != none) == (j.kind == LeftSemi) {
				yield(&b.rows[i], &j.noRight)
			}
		}
		b.reset()
		return
	}
	for _, i := range b.hit[:b.hits] {
		head := j.right.at(int(b.places[i]))
		switch j.kind {
		case Inner:
		case InnerUnique:
			if head.matched {
				continue
			}
			head.matched = true
		case RightSemi, RightAnti:
			head.matched = true
			continue
		default:
			head.matched = true
			j.left.at(j.probed + int(i)).matched = true
		}
		yield(&b.rows[i], &head.row)
		for at := head.next; at > 0; {
			r := j.right.at(int(at - 1))
			yield(&b.rows[i], &r.row)
			at = r.next
		}
	}
	j.probed += len(b.rows)
	b.reset()
}

// Each calls yield for every pair of rows and forgets them: first those that match, in the order of the left rows, then
// left and then right rows without a match. For the side that has none, and that a semi or anti join does not ask for,
// the row is zero: its fields have to be of types that can be null. A row is valid during the call.
func (j *Join[K, L, R]) Each(yield func(left *L, right *R)) {
	j.settle()
	if j.ended {
		j.probe(yield)
	}
	j.probeLeft(yield)
	if j.kind == LeftOuter || j.kind == FullOuter {
		j.left.each(func(l *joinLeft[K, L]) {
			if !l.matched {
				yield(&l.row, &j.noRight)
			}
		})
	}
	if j.kind == RightSemi || j.kind == RightAnti || j.kind == RightOuter || j.kind == FullOuter {
		j.right.each(func(r *joinRight[K, R]) {
			if j.right.at(int(r.head)).matched == (j.kind == RightSemi) {
				yield(&j.noLeft, &r.row)
			}
		})
	}
	*j = Join[K, L, R]{kind: j.kind}
}
