package kql

// MakeBag is make_bag() and make_bag_if(): the members of all bags. Of equal keys the first value is kept; values that
// are no bags are skipped (Kusto: make-bag-aggregation-function).
type MakeBag struct {
	keys   []string
	values []Dynamic
	index  map[string]struct{}
	limit  int // plus one; 0 is the default
}

// NewMakeBag returns an empty bag of at most limit members. The zero value holds 1,048,576; make_dictionary() asks for 128.
func NewMakeBag(limit int64) MakeBag { return MakeBag{limit: limitOf(limit) + 1} }

// Add takes in the members of d that are new.
func (b *MakeBag) Add(d Dynamic) {
	for k, v := range members(d) {
		b.add(k, v)
	}
}

func (b *MakeBag) add(key string, value Dynamic) {
	if _, ok := b.index[key]; ok || len(b.keys) >= (&MakeSet[bool]{limit: b.limit}).room() {
		return
	}
	if b.index == nil {
		b.index = map[string]struct{}{}
	}
	key = keep(key)
	b.index[key] = struct{}{}
	b.keys = append(b.keys, key)
	b.values = append(b.values, value.Clone())
}

// Merge takes in the members of other.
func (b *MakeBag) Merge(other *MakeBag) {
	for i, k := range other.keys {
		b.add(k, other.values[i])
	}
}

// Result is the bag.
func (b *MakeBag) Result() Dynamic {
	return DynamicBag(append([]string(nil), b.keys...), append([]Dynamic(nil), b.values...))
}

// AppendState appends the state.
func (b *MakeBag) AppendState(dst []byte) []byte {
	return appendSlice(appendSlice(AppendValue(dst, int64(b.limit)), b.keys), b.values)
}

// ReadState reads a state.
func (b *MakeBag) ReadState(src []byte) ([]byte, error) {
	var limit int
	var keys []string
	var values []Dynamic
	src, err := readAll(src, readLimit(&limit),
		func(src []byte) ([]byte, error) { return readSlice(src, &keys) },
		func(src []byte) ([]byte, error) { return readSlice(src, &values) })
	if err != nil || len(keys) != len(values) {
		return nil, ErrState
	}
	*b = MakeBag{limit: limit}
	for i, k := range keys {
		b.add(k, values[i])
	}
	return src, nil
}
