package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/kqlc/kqlc/kql/source"
)

// file is a file whose footer has been read.
type file struct {
	source.File
	meta format.FileMetaData
	root *node
	// starts are the places of the row groups, and the end: how much there is in those before, in bytes that are not compressed.
	starts []int64
	// spare are those of parts that have been read.
	spare source.Spare[*buffers]
}

// magic begins and ends a file, magicEncrypted one that is encrypted.
const magic, magicEncrypted = "PAR1", "PARE"

var (
	errDamaged   = errors.New("the file is damaged")
	errEncrypted = errors.New("it is encrypted")
	errLevels    = errors.New("its levels are packed in a way that has been given up: write it anew")
)

// openFile reads the footer of a file.
func openFile(from source.File) (*file, error) {
	f := &file{File: from}
	text, err := f.footer()
	if err != nil {
		return nil, err
	}
	if err := decode(text, &f.meta); err != nil {
		return nil, fmt.Errorf("its footer: %w", err)
	}
	if f.meta.EncryptionAlgorithm.Value != nil {
		return nil, errEncrypted
	}
	var leaves int
	if f.root, leaves, err = newTree(f.meta.Schema); err != nil {
		return nil, err
	}
	f.starts = []int64{0}
	for i := range f.meta.RowGroups {
		g := &f.meta.RowGroups[i]
		if len(g.Columns) != leaves || g.NumRows < 0 {
			return nil, errDamaged
		}
		f.starts = append(f.starts, f.starts[i]+min(max(g.TotalByteSize, 1), 1<<40))
	}
	return f, nil
}

// footer is the text of the footer: the file ends with it, its length and the magic.
func (f *file) footer() ([]byte, error) {
	const least = len(magic) + 4 + len(magic)
	if f.Size < int64(least) {
		return nil, errDamaged
	}
	begin, err := f.bytes(0, len(magic))
	if err != nil {
		return nil, err
	}
	end, err := f.bytes(f.Size-8, 8)
	if err != nil {
		return nil, err
	}
	switch last := string(end[4:]); {
	case last == magicEncrypted:
		return nil, errEncrypted
	case last != magic || string(begin) != magic:
		return nil, fmt.Errorf("it does not begin and end with %s", magic)
	}
	size := int64(binary.LittleEndian.Uint32(end))
	if size > f.Size-int64(least) {
		return nil, errDamaged
	}
	return f.bytes(f.Size-8-size, int(size))
}

// bytes returns so many bytes from a place on.
func (f *file) bytes(at int64, n int) ([]byte, error) {
	if at < 0 || n < 0 || at > f.Size-int64(n) {
		return nil, errDamaged
	}
	text := make([]byte, n)
	k, err := f.ReadAt(text, at)
	if k < n {
		return nil, unexpected(err)
	}
	return text, nil
}

// decode decodes a structure, whose texts share the memory of text.
func decode(text []byte, to any) error {
	return thrift.NewDecoder((&thrift.CompactProtocol{}).NewReaderFromBytes(text)).Decode(to)
}

// index reads a structure that stands at a place of the file, which is 0 where it does not.
func (f *file) index(at int64, size int32, to any) error {
	if at == 0 {
		return nil
	}
	text, err := f.bytes(at, int(size))
	if err != nil {
		return err
	}
	return decode(text, to)
}
