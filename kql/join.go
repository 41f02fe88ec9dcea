package kql

import "unsafe"

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
type Join[K comparable, L, R any] struct{ rows join }

// The values of a join begin with what is generated code's. Nothing compares them.
type (
	joinLeft[K comparable, L any] struct {
		_   [0]func()
		key K
		row L
	}
	joinKey[K comparable] struct {
		_   [0]func()
		key K //lint:ignore U1000 is found by where it stands
		of  rightKey
	}
	joinRight[R any] struct {
		_   [0]func()
		row R //lint:ignore U1000 is found by where it stands
		of  rightRow
	}
)

// NewJoin returns a join without rows. texts keeps the texts of keys that are kept to the end. The join calls pair for every
// pair of rows; they are valid during the call. For the side that has none, and that a semi or anti join does not ask for,
// the row is zero: its fields have to be of types that can be null.
func NewJoin[K comparable, L, R any](kind JoinKind, texts *Texts, pair func(left *L, right *R)) *Join[K, L, R] {
	j := &Join[K, L, R]{join{
		kind:    kind,
		texts:   texts,
		left:    newList([]joinLeft[K, L](nil)),
		leftRow: unsafe.Offsetof(joinLeft[K, L]{}.row),
		right:   newList([]joinRight[R](nil)),
		rightOf: unsafe.Offsetof(joinRight[R]{}.of),
		pair:    untyped[func(left, right unsafe.Pointer)](pair),
		copyKey: copyValue[K],
	}}
	j.rows.keys.start([]joinKey[K](nil), (*K)(nil), unsafe.Offsetof(joinKey[K]{}.of))
	return j
}

// Left is where the key and the row go that are next on the left side, to be set before Wants is asked and they are added.
// All fields of both have to be set.
func (j *Join[K, L, R]) Left() (key *K, row *L) {
	at := (*joinLeft[K, L])(j.rows.left.slot(j.rows.left.count))
	return &at.key, &at.row
}

// Wants reports whether Left may give pairs, or be given. It spares a caller the copies that Keep makes.
func (j *Join[K, L, R]) Wants() bool { return j.rows.wants() }

// Keep gives texts of the row memory of their own, for as long as the row is needed.
func (j *Join[K, L, R]) Keep(texts ...*string) { j.rows.keep(texts) }

// KeepDynamic is Keep of a dynamic.
func (j *Join[K, L, R]) KeepDynamic(d *Dynamic) { j.rows.keepDynamic(d) }

// AddLeft adds Left, which is wanted. If the right side has ended and the join asks for nothing of left rows in the end, its
// pairs are given at once, or with many keys on the right when up to 255 more left rows have come, and at the latest in
// [Join.Close].
func (j *Join[K, L, R]) AddLeft() { j.rows.addLeft() }

// Right is where the key and the row go that are next on the right side, to be set before AddRight. The row's text has to
// outlive the input it came from.
func (j *Join[K, L, R]) Right() (key *K, row *R) {
	return (*K)(j.rows.keys.slot(j.rows.keys.count + j.rows.came)), (*R)(j.rows.right.slot(j.rows.right.count))
}

// AddRight adds Right.
func (j *Join[K, L, R]) AddRight() { j.rows.addRight() }

// EndRight tells that there are no more right rows.
func (j *Join[K, L, R]) EndRight() { j.rows.endRight() }

// Close gives every pair that was not given, and forgets all rows: first those that match, in the order of the left rows,
// then left and then right rows without a match.
func (j *Join[K, L, R]) Close() { j.rows.close() }

// join is a join that does not know the types of its rows.
type join struct {
	kind    JoinKind
	texts   *Texts
	pair    func(left, right unsafe.Pointer)
	copyKey func(to, from unsafe.Pointer)

	left    list    // joinLeft
	leftRow uintptr // where the row stands in a joinLeft
	probed  int     // as many left rows have been looked up
	matched []bool  // which of them match, if the join asks
	seen    slots   // the left rows, where one of each key is enough
	sought  uint32  // the hash of the key that Wants was asked about

	keys    table // joinKey, without those of the right rows that came last
	came    int   // which stand behind the keys, as many as these
	right   list  // joinRight
	rightOf uintptr
	ended   bool // no right row will come, and left rows need not be kept

	batch    *batch
	borrowed borrowed
	// noLeft and noRight are the rows of sides that have none.
	noLeft, noRight unsafe.Pointer
}

// rightKey has the places, plus one, of the first and the last row of a key.
type rightKey struct {
	first, last uint32
	matched     bool
}

// rightRow has the place, plus one, of the next row of the key, and the place of the key.
type rightRow struct{ next, key uint32 }

// cachedKeys are as many keys as stay in the processor's cache, so that looking them up together gains nothing.
const cachedKeys = 4096

// borrows tells that left rows wait for others.
func (j *join) borrows() bool { return j.ended && j.keys.count > cachedKeys }

// wants looks whether the next left row may be needed. Of many keys that is looked up together.
func (j *join) wants() bool {
	key := j.left.slot(j.left.count)
	j.sought = j.keys.key.hash(key)
	switch {
	case j.ended:
		return j.kind == LeftAnti || j.borrows() || j.keys.slots.may(j.sought)
	case j.kind == InnerUnique || j.kind == RightSemi || j.kind == RightAnti:
		f := j.seen.search(j.sought)
		for n := j.seen.next(&f); n != none; n = j.seen.next(&f) {
			if j.keys.key.equal(j.left.at(n), key) {
				return false
			}
		}
		j.seen.add(j.sought)
	}
	return true
}

func (j *join) keep(texts []*string) {
	switch {
	case j.borrows():
		for _, text := range texts {
			*text = j.borrowed.text(*text)
		}
	case !j.ended:
		j.texts.KeepAll(texts...)
	}
}

func (j *join) keepDynamic(d *Dynamic) {
	switch {
	case j.borrows():
		*d = j.borrowed.dynamic(*d)
	case !j.ended:
		*d = d.Clone()
	}
}

func (j *join) addLeft() {
	key := j.left.at(j.left.count)
	j.left.count++
	switch {
	case !j.ended:
		j.keys.key.ownTexts(key, j.texts.Keep)
		return
	case j.borrows():
		j.keys.key.ownTexts(key, j.borrowed.text)
	}
	n := j.left.count - 1
	j.batch.keys[n], j.batch.hashes[n] = key, j.sought
	if !j.borrows() || j.left.count == batchSize || len(j.borrowed.bytes) > batchText {
		j.probe(j.left.count)
		j.left.count = 0
		j.borrowed.reset()
	}
}

func (j *join) addRight() {
	b := j.newBatch()
	key := j.keys.at(j.keys.count + j.came)
	b.keys[j.came], b.hashes[j.came] = key, j.keys.key.hash(key)
	j.keys.key.ownTexts(key, j.borrowed.text)
	j.right.count++
	if j.came++; j.came == batchSize || len(j.borrowed.bytes) > batchText {
		j.settle()
	}
}

// settle puts the right rows that came into their places.
func (j *join) settle() {
	b := j.newBatch()
	j.keys.findAll(b, j.came)
	row := j.right.count - j.came
	for i := range j.came {
		key := int(b.places[i])
		if key == none { // or new to the batch
			key = j.keys.find(b.keys[i], b.hashes[i])
		}
		if key == none {
			key = j.keys.count
			if to := j.keys.add(); to != b.keys[i] {
				j.copyKey(to, b.keys[i])
			}
			j.keys.key.ownTexts(j.keys.at(key), j.texts.copy)
			j.keys.slots.add(b.hashes[i])
		}
		if !j.semi() {
			j.follow(key, row+i)
		}
	}
	if j.semi() { // the keys are enough
		j.right.count = 0
	}
	j.came = 0
	j.borrowed.reset()
}

// semi tells that pairs have no right row.
func (j *join) semi() bool { return j.kind == LeftSemi || j.kind == LeftAnti }

// follow puts a right row behind those of its key.
func (j *join) follow(key, row int) {
	of := j.ofKey(key)
	if of.last > 0 {
		j.ofRow(int(of.last - 1)).next = uint32(row) + 1
	} else {
		of.first = uint32(row) + 1
	}
	of.last = uint32(row) + 1
	j.ofRow(row).key = uint32(key)
}

func (j *join) ofKey(i int) *rightKey { return (*rightKey)(unsafe.Add(j.keys.at(i), j.keys.rest)) }
func (j *join) ofRow(i int) *rightRow { return (*rightRow)(unsafe.Add(j.right.at(i), j.rightOf)) }

func (j *join) newBatch() *batch {
	if j.batch == nil {
		j.batch = &batch{}
		j.noLeft, j.noRight = unsafe.Add(j.left.chunk(1), j.leftRow), j.right.chunk(1)
	}
	return j.batch
}

func (j *join) endRight() {
	j.settle()
	if j.kind == Inner || j.kind == InnerUnique || j.semi() {
		j.probeLeft()
		j.left.count, j.probed = 0, 0
		j.ended = true
	}
}

// probeLeft gives the pairs of the left rows that were kept.
func (j *join) probeLeft() {
	b := j.newBatch()
	for j.probed < j.left.count {
		count := min(j.left.count-j.probed, batchSize)
		for i := range count {
			key := j.left.at(j.probed + i)
			b.keys[i], b.hashes[i] = key, j.keys.key.hash(key)
		}
		j.probe(count)
		j.probed += count
	}
}

// probe gives the pairs of so many left rows, which are in the batch.
func (j *join) probe(count int) {
	b := j.batch
	hits := j.keys.findAll(b, count)
	if !j.semi() {
		j.pairs(b, hits)
		return
	}
	for i := range count {
		if (b.places[i] != none) == (j.kind == LeftSemi) {
			j.pair(unsafe.Add(b.keys[i], j.leftRow), j.noRight)
		}
	}
}

// pairs gives the pairs of the rows of a batch that match.
func (j *join) pairs(b *batch, hits []uint8) {
	for _, i := range hits {
		of := (*rightKey)(unsafe.Add(b.values[i], j.keys.rest))
		b.touched ^= *(*byte)(j.right.at(int(of.first - 1)))
	}
	for _, i := range hits {
		of := (*rightKey)(unsafe.Add(b.values[i], j.keys.rest))
		again := of.matched
		of.matched = true
		switch j.kind {
		case InnerUnique:
			if again {
				continue
			}
		case RightSemi, RightAnti:
			continue
		case LeftOuter, FullOuter:
			j.match(j.probed + int(i))
		}
		left := unsafe.Add(b.keys[i], j.leftRow)
		for at := of.first; at > 0; {
			right := j.right.at(int(at - 1))
			at = (*rightRow)(unsafe.Add(right, j.rightOf)).next
			j.pair(left, right)
		}
	}
}

// match notes that a left row has a match.
func (j *join) match(left int) {
	if n := j.left.count - len(j.matched); n > 0 {
		j.matched = append(j.matched, make([]bool, n)...)
	}
	j.matched[left] = true
}

func (j *join) close() {
	j.settle()
	if j.ended {
		j.probe(j.left.count)
	} else {
		j.probeLeft()
	}
	if j.kind == LeftOuter || j.kind == FullOuter {
		for i := range j.left.count {
			if i >= len(j.matched) || !j.matched[i] {
				j.pair(unsafe.Add(j.left.at(i), j.leftRow), j.noRight)
			}
		}
	}
	if j.kind == RightSemi || j.kind == RightAnti || j.kind == RightOuter || j.kind == FullOuter {
		for i := range j.right.count {
			if j.ofKey(int(j.ofRow(i).key)).matched == (j.kind == RightSemi) {
				j.pair(j.noLeft, j.right.at(i))
			}
		}
	}
	j.forget()
}

// forget makes the join empty.
func (j *join) forget() {
	j.left.take()
	j.right.take()
	j.keys.take()
	*j = join{
		kind: j.kind, texts: j.texts, pair: j.pair, copyKey: j.copyKey, left: j.left, leftRow: j.leftRow, right: j.right, rightOf: j.rightOf, keys: j.keys,
	}
}
