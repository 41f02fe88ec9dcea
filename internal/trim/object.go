package trim

import (
	"encoding/binary"
	"errors"
	"iter"
	"slices"
)

// What follows is the form of Go's object files, which is that of cmd/internal/goobj: a mark, which changes with the form, a
// sum, flags, the places of the blocks, names, and the blocks.

const (
	objectMark  = "\x00go120ld"
	offsetsFrom = len(objectMark) + 8 + 4
)

// The blocks. Those of symbols that are defined follow each other, and are counted through by the indexes.
const (
	_ = iota // names of packages and files
	_
	_
	blockDefined
	blockHashed64
	blockHashed
	blockNamed
	blockReferences
	blockFlags
	blockHashes64
	blockHashes
	blockRelocIndex
	blockAuxIndex
	blockDataIndex
	blockRelocs
	blockAux
	blockData
	blockToolNames // only tools read it
	blockEnd
	blocks
)

// A symbol is its name (length and place), a version, its kind, flags, its size and alignment.
const (
	symbolSize = 21
	kindAt     = 10
	sizeAt     = 13
	kindText   = 1
)

// A relocation is a place, a size, a type, a number and a symbol; what goes with a symbol is a type and a symbol. A
// symbol is a package and an index.
const (
	relocSize   = 23
	relocSymbol = 15
	auxSize     = 9
	auxSymbol   = 1

	auxFuncInfo  = 1
	auxDebug     = 3 // from here on
	auxDebugLast = 6
)

// Packages that are none: symbols by name, by what is in them, of the package itself.
const (
	packageNone   = 1<<31 - 1
	packageHashed = packageNone - 2
	packageSelf   = packageNone - 4
)

// object is an object file.
type object struct {
	text    []byte
	offsets [blocks]uint32
	// defined is the number of symbols of the package itself, others those of its three other kinds.
	defined, hashed64, hashed, named int
}

var errForm = errors.New("an object file has another form")

func parse(text []byte) (*object, error) {
	if len(text) < offsetsFrom+4*blocks {
		return nil, errForm
	}
	o := &object{text: text}
	last := uint32(offsetsFrom + 4*blocks)
	for i := range o.offsets {
		at := binary.LittleEndian.Uint32(text[offsetsFrom+4*i:])
		if at < last || int(at) > len(text) {
			return nil, errForm
		}
		o.offsets[i], last = at, at
	}
	o.defined, o.hashed64 = o.count(blockDefined, symbolSize), o.count(blockHashed64, symbolSize)
	o.hashed, o.named = o.count(blockHashed, symbolSize), o.count(blockNamed, symbolSize)
	if int(o.offsets[blockEnd]) != len(text) || o.hashed > 0 && len(o.block(blockHashes))%o.hashed != 0 || !o.indexed() {
		return nil, errForm
	}
	return o, nil
}

// indexed tells whether the indexes fit what they are of.
func (o *object) indexed() bool {
	for index, of := range map[int]int{blockRelocIndex: o.count(blockRelocs, relocSize), blockAuxIndex: o.count(blockAux, auxSize), blockDataIndex: len(o.block(blockData))} {
		if o.count(index, 4) != o.symbols()+1 {
			return false
		}
		last := 0
		for i := range o.symbols() + 1 {
			at := o.index(index, i)
			if at < last || at > of {
				return false
			}
			last = at
		}
	}
	return true
}

func (o *object) block(i int) []byte { return o.text[o.offsets[i]:o.offsets[i+1]] }

func (o *object) count(block, size int) int { return len(o.block(block)) / size }

// symbols is the number of symbols that are defined.
func (o *object) symbols() int { return o.defined + o.hashed64 + o.hashed + o.named }

func (o *object) index(block, i int) int {
	return int(binary.LittleEndian.Uint32(o.text[int(o.offsets[block])+4*i:]))
}

func (o *object) symbol(i int) []byte {
	return o.text[int(o.offsets[blockDefined])+symbolSize*i:][:symbolSize]
}

// relocs, aux and data are those of a symbol.
func (o *object) relocs(i int) []byte {
	return o.block(blockRelocs)[relocSize*o.index(blockRelocIndex, i) : relocSize*o.index(blockRelocIndex, i+1)]
}

func (o *object) aux(i int) []byte {
	return o.block(blockAux)[auxSize*o.index(blockAuxIndex, i) : auxSize*o.index(blockAuxIndex, i+1)]
}

func (o *object) data(i int) []byte {
	return o.block(blockData)[o.index(blockDataIndex, i):o.index(blockDataIndex, i+1)]
}

// name is the name of a symbol; those by what is in them have none.
func (o *object) name(i int) ([]byte, error) {
	if i >= o.defined && i < o.defined+o.hashed64+o.hashed {
		return nil, nil
	}
	s := o.symbol(i)
	size, at := int(binary.LittleEndian.Uint32(s)), int(binary.LittleEndian.Uint32(s[4:]))
	if at+size > len(o.text) {
		return nil, errForm
	}
	return o.text[at : at+size], nil
}

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
