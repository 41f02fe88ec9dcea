package trim

import (
	"encoding/binary"
	"iter"
	"slices"
)

// trimming is an object that is trimmed.
type trimming struct {
	*object
	gone []bool
	// kept tells which symbols are written, places the indexes that they get.
	kept   []bool
	places []uint32
}

// trim appends the object without the functions that are not there, and what only they or a debugger refer to. Of these functions
// it leaves the names and what is told of them where they are inlined, and a relocation outside of what is left: the linker
// reports it if it needs the function.
func (o *object) trim(out []byte, there map[string]bool) ([]byte, error) {
	n := o.symbols()
	t := trimming{o, make([]bool, n), make([]bool, n), make([]uint32, n)}
	named := 0 // other packages refer to symbols of this one by their indexes up to the last that has a name
	for i := range t.gone {
		name, err := o.name(i)
		if err != nil {
			return nil, err
		}
		t.gone[i] = o.symbol(i)[kindAt] == kindText && len(name) > 0 && !there[string(name)]
		if i < o.defined && len(name) > 0 {
			named = i + 1
		}
	}
	for i := range t.gone {
		if i < named || i >= o.defined && i < o.defined+o.hashed64 || i >= o.defined+o.hashed64+o.hashed {
			if err := t.keep(i); err != nil {
				return nil, err
			}
		}
	}
	t.number()
	return t.append(out), nil
}

// keep keeps a symbol and what it refers to.
func (t *trimming) keep(i int) error {
	if t.kept[i] {
		return nil
	}
	t.kept[i] = true
	for symbol := range t.references(i) {
		at, ok := t.here(symbol)
		if at >= t.symbols() {
			return errForm
		}
		if ok {
			if err := t.keep(at); err != nil {
				return err
			}
		}
	}
	return nil
}

// here is the number of a symbol that is referred to, if it is one of those that are counted anew.
func (t *trimming) here(symbol []byte) (int, bool) {
	at := int(binary.LittleEndian.Uint32(symbol[4:]))
	switch binary.LittleEndian.Uint32(symbol) {
	case packageSelf:
		return at, true
	case packageHashed:
		return t.defined + t.hashed64 + at, true
	}
	return 0, false
}

// number gives the symbols that are kept their indexes, each block from 0 on.
func (t *trimming) number() {
	i := 0
	for block := blockDefined; block <= blockNamed; block++ {
		var place uint32
		for end := i + t.count(block, symbolSize); i < end; i++ {
			t.places[i] = place
			if t.kept[i] {
				place++
			}
		}
	}
}

// references gives the symbols that a symbol refers to.
func (t *trimming) references(i int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		if !t.gone[i] {
			for r := range slices.Chunk(t.relocs(i), relocSize) {
				if !yield(r[relocSymbol:]) {
					return
				}
			}
		}
		for a := range slices.Chunk(t.aux(i), auxSize) {
			if t.linked(i, a) && !yield(a[auxSymbol:]) {
				return
			}
		}
	}
}

// linked tells whether the linker reads what goes with a symbol.
func (t *trimming) linked(i int, aux []byte) bool {
	if aux[0] >= auxDebug && aux[0] <= auxDebugLast {
		return false
	}
	return !t.gone[i] || aux[0] == auxFuncInfo
}

// append appends the trimmed object.
func (t *trimming) append(out []byte) []byte {
	start := len(out)
	out = append(out, t.text[:t.offsets[blockDefined]]...)
	begin := func(block int) {
		binary.LittleEndian.PutUint32(out[start+offsetsFrom+4*block:], uint32(len(out)-start))
	}
	i := 0
	for block := blockDefined; block <= blockNamed; block++ {
		begin(block)
		for end := i + t.count(block, symbolSize); i < end; i++ {
			if t.kept[i] {
				out = t.appendSymbol(out, i)
			}
		}
	}
	for block := blockReferences; block <= blockHashes64; block++ {
		begin(block)
		out = append(out, t.block(block)...)
	}
	begin(blockHashes)
	for at := range t.hashed {
		if t.kept[t.defined+t.hashed64+at] {
			size := len(t.block(blockHashes)) / t.hashed
			out = append(out, t.block(blockHashes)[size*at:size*(at+1)]...)
		}
	}
	parts := []part{{t.countRelocs, t.appendRelocs}, {t.countAux, t.appendAux}, {t.countData, t.appendData}}
	for k, p := range parts {
		begin(blockRelocIndex + k)
		out = t.appendIndex(out, p.count)
	}
	for k, p := range parts {
		begin(blockRelocs + k)
		for i, kept := range t.kept {
			if kept {
				out = p.append(out, i)
			}
		}
	}
	begin(blockToolNames)
	begin(blockEnd)
	return out
}

// part is what is written of each symbol into one of the blocks with an index.
type part struct {
	count  func(i int) int // of its elements
	append func(out []byte, i int) []byte
}

func (t *trimming) appendIndex(out []byte, count func(i int) int) []byte {
	n := 0
	for i, kept := range t.kept {
		if kept {
			out = binary.LittleEndian.AppendUint32(out, uint32(n))
			n += count(i)
		}
	}
	return binary.LittleEndian.AppendUint32(out, uint32(n))
}

func (t *trimming) appendSymbol(out []byte, i int) []byte {
	out = append(out, t.symbol(i)...)
	if t.gone[i] {
		binary.LittleEndian.PutUint32(out[len(out)-symbolSize+sizeAt:], uint32(len(t.rest(i))))
	}
	return out
}

func (t *trimming) countRelocs(i int) int {
	if t.gone[i] {
		return 1
	}
	return len(t.relocs(i)) / relocSize
}

func (t *trimming) appendRelocs(out []byte, i int) []byte {
	if t.gone[i] {
		return append(out, t.trap(i)...)
	}
	for r := range slices.Chunk(t.relocs(i), relocSize) {
		out = append(out, r...)
		t.renumber(out[len(out)-relocSize+relocSymbol:])
	}
	return out
}

// trap is a relocation of a function that is gone, far outside of it, that refers to itself.
func (t *trimming) trap(i int) []byte {
	const far, size, address = 1 << 30, 4, 1
	r := make([]byte, relocSize)
	binary.LittleEndian.PutUint32(r, far)
	r[4], r[5] = size, address
	pkg := packageSelf
	if i >= t.defined {
		pkg = packageNone
	}
	binary.LittleEndian.PutUint32(r[relocSymbol:], uint32(pkg))
	binary.LittleEndian.PutUint32(r[relocSymbol+4:], t.places[i])
	return r
}

func (t *trimming) countAux(i int) (n int) {
	for a := range slices.Chunk(t.aux(i), auxSize) {
		if t.linked(i, a) {
			n++
		}
	}
	return n
}

func (t *trimming) appendAux(out []byte, i int) []byte {
	for a := range slices.Chunk(t.aux(i), auxSize) {
		if t.linked(i, a) {
			out = append(out, a...)
			t.renumber(out[len(out)-auxSize+auxSymbol:])
		}
	}
	return out
}

func (t *trimming) countData(i int) int { return len(t.rest(i)) }

func (t *trimming) appendData(out []byte, i int) []byte { return append(out, t.rest(i)...) }

// rest is what is left of what is in a symbol: of a function that is gone a byte, as the linker takes one without text for a
// reference to another.
func (t *trimming) rest(i int) []byte {
	data := t.data(i)
	if t.gone[i] {
		return data[:min(1, len(data))]
	}
	return data
}

// renumber gives a symbol that is referred to the index that it has now.
func (t *trimming) renumber(symbol []byte) {
	if at, ok := t.here(symbol); ok {
		binary.LittleEndian.PutUint32(symbol[4:], t.places[at])
	}
}
