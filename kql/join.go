package kql

import (
	"reflect"
	"unsafe"
)

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

// Join is the state of a join or lookup operator: the right rows R by their keys K, and the left rows L until those are
// complete. Null equals null. A key holds reals as [RealKey]; dynamics have to outlive the input that they came from, see
// KeepDynamic. It is as [Groups] is: [OpenJoin] makes it ready, and what it can do is All's.
type Join[K, L, R any] struct {
	// LeftKey and Left are where the key and the row go that are next on the left side, to be set before All.Wants is asked and
	// they are added. All fields of both have to be set. In the function that takes pairs Left is the left row.
	LeftKey *K
	Left    *L
	// RightKey and Right are where the key and the row go that are next on the right side, to be set before they are added. In
	// the function that takes pairs Right is the right row.
	RightKey *K
	Right    *R
	// All are the rows.
	All JoinRows
}

// JoinRows are those of a [Join].
type JoinRows struct{ join join }

// OpenJoin makes a [Join] ready, to which state points. It is empty then. texts keeps the texts of keys and rows. The join
// calls pair for every pair of rows. For the side that has none, and that a semi or anti join does not ask for, the row
// is zero: its fields have to be of types that can be null.
func OpenJoin(state any, kind JoinKind, texts *Texts, pair func()) {
	p := reflect.ValueOf(state)
	type untyped = Join[struct{}, struct{}, struct{}]
	s, t := (*untyped)(p.UnsafePointer()), p.Type().Elem()
	key, left, right := t.Field(0).Type.Elem(), t.Field(1).Type.Elem(), t.Field(3).Type.Elem()
	j := &s.All.join
	*j = join{kind: kind, texts: texts, pair: func(left, right unsafe.Pointer) {
		s.Left, s.Right = (*struct{})(left), (*struct{})(right)
		pair()
	}}
	j.left, j.leftRow = newListOf(key, left)
	j.more, j.moreRow = newListOf(reflect.TypeFor[rightRow](), right)
	j.leftTexts, j.rightTexts = textsIn(left), textsIn(right)
	j.noLeft, j.noRight = reflect.New(left).UnsafePointer(), reflect.New(right).UnsafePointer()
	first, row := newListOf(reflect.TypeFor[rightKey](), right)
	j.keys.start(key, first.elem, texts)
	j.rightRow = j.keys.rest + row
	s.All.offerLeft()
	s.All.offerRight()
}

// of is the Join whose rows they are.
func (r *JoinRows) of() *Join[struct{}, struct{}, struct{}] {
	const offset = unsafe.Offsetof(Join[struct{}, struct{}, struct{}]{}.All)
	return (*Join[struct{}, struct{}, struct{}])(unsafe.Add(unsafe.Pointer(r), -int(offset)))
}

// offerLeft sets where the next left row goes.
func (r *JoinRows) offerLeft() {
	of, j := r.of(), &r.join
	left := j.left.slot(j.left.count)
	of.LeftKey, of.Left = (*struct{})(left), (*struct{})(unsafe.Add(left, j.leftRow))
}

// offerRight sets where the next right row goes.
func (r *JoinRows) offerRight() {
	of, j := r.of(), &r.join
	right := j.keys.coming()
	of.RightKey, of.Right = (*struct{})(right), (*struct{})(unsafe.Add(right, j.rightRow))
}

// Wants reports whether Left may give pairs, or be given.
func (r *JoinRows) Wants() bool { return r.join.wants() }

// KeepDynamic gives a dynamic of the left row memory of its own, for as long as the row is needed.
func (r *JoinRows) KeepDynamic(d *Dynamic) { r.join.keepDynamic(d) }

// AddLeft adds Left, which is wanted. If the right side has ended and the join asks for nothing of left rows in the end, its
// pairs are given at once, or with many keys on the right when up to 255 more left rows have come, and at the latest in
// Close.
func (r *JoinRows) AddLeft() {
	r.join.addLeft()
	r.offerLeft()
}

// AddRight adds Right.
func (r *JoinRows) AddRight() {
	r.join.addRight()
	r.offerRight()
}

// EndRight tells that there are no more right rows.
func (r *JoinRows) EndRight() {
	r.join.endRight()
	r.offerLeft()
	r.offerRight()
}

// Close gives every pair that was not given, and forgets all rows: first those that match, in the order of the left rows,
// then left and then right rows without a match.
func (r *JoinRows) Close() {
	r.join.close()
	r.offerLeft()
	r.offerRight()
}

// join is a join that does not know the types of its rows.
type join struct {
	kind  JoinKind
	texts *Texts
	pair  func(left, right unsafe.Pointer)

	left      list    // pairs of keys and rows
	leftRow   uintptr // where the row stands in one
	leftTexts keyParts
	probed    int    // as many left rows have been looked up
	matched   []bool // which of them match, if the join asks
	seen      slots  // the left rows, where one of each key is enough
	sought    uint32 // the hash of the key that Wants was asked about

	keys       arrivals // with a rightKey and the first row of each
	rightRow   uintptr  // where that row stands
	rightTexts keyParts
	right      uint32  // as many right rows have come
	more       list    // of a rightRow and a row each: those behind the first of their keys
	moreRow    uintptr // where the row stands
	ended      bool    // no right row will come, and left rows need not be kept
	filter     filter  // of the keys in the end

	// noLeft and noRight are the rows of sides that have none.
	noLeft, noRight unsafe.Pointer
}

// rightKey has the places among more, plus one, of the second and the last row of a key, and the number of its first row.
type rightKey struct {
	next, last, number uint32
	matched            bool
}

// rightRow has the place, plus one, of the next row of the key, the place of the key, and the number of the row.
type rightRow struct{ next, key, number uint32 }

// cachedKeys are as many keys as stay in the processor's cache, so that looking them up together gains nothing.
const cachedKeys = 4096

// borrows tells that left rows wait for others.
func (j *join) borrows() bool { return j.ended && j.keys.count > cachedKeys }

// wants looks whether the next left row may be needed.
func (j *join) wants() bool {
	key := j.left.slot(j.left.count)
	j.sought = j.keys.key.hash(key)
	switch {
	case j.ended:
		return j.kind == LeftAnti || j.filter.may(j.sought)
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

func (j *join) keepDynamic(d *Dynamic) {
	switch {
	case j.borrows():
		*d = j.keys.borrowed.dynamic(*d)
	case !j.ended:
		*d = d.Clone()
	}
}

func (j *join) addLeft() {
	n := j.left.count
	key := j.left.at(n)
	j.left.count++
	switch {
	case !j.ended:
		j.keys.key.ownTexts(key, j.texts.Keep)
		j.leftTexts.ownTexts(unsafe.Add(key, j.leftRow), j.texts.Keep)
		return
	case j.borrows():
		j.keys.key.ownTexts(key, j.keys.borrowed.text)
		j.leftTexts.ownTexts(unsafe.Add(key, j.leftRow), j.keys.borrowed.text)
	}
	b := j.keys.newBatch()
	b.keys[n], b.hashes[n] = key, j.sought
	if !j.borrows() || j.left.count == batchSize || len(j.keys.borrowed.bytes) > batchText {
		j.probe(j.left.count)
		j.left.count = 0
		j.keys.borrowed.reset()
	}
}

func (j *join) addRight() {
	j.rightTexts.ownTexts(unsafe.Add(j.keys.coming(), j.rightRow), j.keys.borrowed.text)
	if j.keys.come(); j.keys.full() {
		j.settle()
	}
}

// settle puts the right rows that came into their places.
func (j *join) settle() {
	if j.keys.came == 0 {
		return
	}
	if !j.semi() {
		j.keepRight()
	}
	j.keys.settle(func(i, key int, isNew bool) {
		switch of := j.ofKey(key); {
		case isNew:
			of.number = j.right
		case !j.semi(): // for which the keys are enough
			j.follow(key, of, unsafe.Add(j.keys.batch.keys[i], j.rightRow))
		}
		j.right++
	})
}

// keepRight keeps the texts of the right rows that came, of all rows together.
func (j *join) keepRight() {
	b, came := j.keys.batch, j.keys.came
	for _, text := range j.rightTexts {
		for i, key := range b.keys[:came] {
			b.texts[i] = (*string)(unsafe.Add(key, j.rightRow+text.offset))
		}
		j.texts.keepTogether(b, came)
	}
}

// semi tells that pairs have no right row.
func (j *join) semi() bool { return j.kind == LeftSemi || j.kind == LeftAnti }

// follow puts a right row behind those of its key.
func (j *join) follow(key int, of *rightKey, row unsafe.Pointer) {
	at := j.more.add()
	*(*rightRow)(at) = rightRow{key: uint32(key), number: j.right}
	typ := j.more.elem.Field(1).Type
	reflect.NewAt(typ, unsafe.Add(at, j.moreRow)).Elem().Set(reflect.NewAt(typ, row).Elem())
	place := uint32(j.more.count)
	if of.last > 0 {
		(*rightRow)(j.more.at(int(of.last - 1))).next = place
	} else {
		of.next = place
	}
	of.last = place
}

func (j *join) ofKey(i int) *rightKey { return (*rightKey)(unsafe.Add(j.keys.at(i), j.keys.rest)) }

func (j *join) endRight() {
	j.settle()
	if j.kind == Inner || j.kind == InnerUnique || j.semi() {
		j.probeLeft()
		j.left.count, j.probed = 0, 0
		j.ended, j.filter = true, newFilter(j.keys.slots.hashes)
	}
}

// probeLeft gives the pairs of the left rows that were kept.
func (j *join) probeLeft() {
	b := j.keys.newBatch()
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
	b := j.keys.newBatch()
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
		again := of.matched
		if j.kind != Inner { // which does not ask, and spares the memory the change
			of.matched = true
		}
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
		j.pair(left, unsafe.Add(b.values[i], j.rightRow))
		for at := of.next; at > 0; {
			right := j.more.at(int(at - 1))
			at = (*rightRow)(right).next
			j.pair(left, unsafe.Add(right, j.moreRow))
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
		j.eachRight(func(of *rightKey, row unsafe.Pointer) {
			if of.matched == (j.kind == RightSemi) {
				j.pair(j.noLeft, row)
			}
		})
	}
	j.forget()
}

// eachRight gives the right rows in their order.
func (j *join) eachRight(give func(of *rightKey, row unsafe.Pointer)) {
	for key, i := 0, 0; key < j.keys.count || i < j.more.count; {
		var row *rightRow
		if i < j.more.count {
			row = (*rightRow)(j.more.at(i))
		}
		if key < j.keys.count && (row == nil || j.ofKey(key).number < row.number) {
			give(j.ofKey(key), unsafe.Add(j.keys.at(key), j.rightRow))
			key++
			continue
		}
		give(j.ofKey(int(row.key)), unsafe.Add(unsafe.Pointer(row), j.moreRow))
		i++
	}
}

// forget makes the join empty.
func (j *join) forget() {
	j.left.take()
	j.keys.forget()
	j.more.take()
	j.probed, j.matched, j.seen, j.ended, j.filter, j.right = 0, nil, slots{}, false, nil, 0
}
