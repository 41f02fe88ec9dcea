package trim

import (
	"encoding/binary"
	"errors"
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
