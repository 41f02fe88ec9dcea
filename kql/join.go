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
	// offered is the left row that is probed, noRight the right row of one that has none.
	offered L
	noRight R
}

// joinKey holds, plus one, the places of the first and last rows that have a key; 0 stands for none.
type joinKey struct{ left, right joinChain }

type joinChain struct{ first, last int }

// joinRow is a row with the place of its key, and the place of the next row of that key plus one.
type joinRow[T any] struct {
	row  T
	key  int
	next int
}

// NewJoin returns a join without rows.
func NewJoin[K comparable, L, R any](kind JoinKind) *Join[K, L, R] {
	return &Join[K, L, R]{kind: kind}
}

// AddLeft takes a row of the left side.
func (j *Join[K, L, R]) AddLeft(key K, row L) {
	n := j.key(key)
	chain := &j.keys.groups.at(n).state.left
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
	n := j.key(key)
	chain := &j.keys.groups.at(n).state.right
	if j.kind == LeftSemi || j.kind == LeftAnti {
		chain.first = 1
		return
	}
	link(&j.right, chain, n, row)
}

// EndRight tells that there are no more right rows.
func (j *Join[K, L, R]) EndRight() {
	j.ended = j.kind == Inner || j.kind == InnerUnique || j.kind == LeftSemi || j.kind == LeftAnti
}

// Probe takes a left row if what it gives is known already, and gives it to yield: if the right side has ended and the
// join asks for nothing of the left rows in the end. Otherwise it returns false, and the row has to be added. Text of key
// and row is needed during the call only, for which the rows that yield is given are valid.
func (j *Join[K, L, R]) Probe(key K, row L, yield func(left *L, right *R)) bool {
	if !j.ended {
		return false
	}
	j.offered = row
	state := j.keys.Find(key)
	switch matches := state != nil && state.right.first > 0; {
	case j.kind == LeftSemi || j.kind == LeftAnti:
		if matches == (j.kind == LeftSemi) {
			yield(&j.offered, &j.noRight)
		}
	case !matches || j.kind == InnerUnique && state.left.first > 0:
	default:
		if j.kind == InnerUnique {
			state.left.first = 1
		}
		for next := state.right.first; next > 0; {
			r := j.right.at(next - 1)
			yield(&j.offered, &r.row)
			next = r.next
		}
	}
	return true
}

func (j *Join[K, L, R]) key(key K) int {
	if state, n := j.keys.find(key); state != nil {
		return n
	}
	j.keys.Add(key)
	return j.keys.Len() - 1
}

// link appends row to the rows and to those of its key.
func link[T any](rows *store[joinRow[T]], chain *joinChain, key int, row T) {
	rows.add(joinRow[T]{row: row, key: key})
	if chain.last > 0 {
		rows.at(chain.last - 1).next = rows.count
	} else {
		chain.first = rows.count
	}
	chain.last = rows.count
}

// Each calls yield for every pair of rows and forgets them: first those that match, in the order of the left rows, then
// left and then right rows without a match. For the side that has none, and that a semi or anti join does not ask for,
// the row is zero: its fields have to be of types that can be null. A row is valid during the call.
func (j *Join[K, L, R]) Each(yield func(left *L, right *R)) {
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
			r := j.right.at(next - 1)
			yield(&l.row, &r.row)
			next = r.next
		}
	})
}

func (j *Join[K, L, R]) matches(key int) *joinKey { return &j.keys.groups.at(key).state }
