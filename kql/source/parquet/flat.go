package parquet

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// flat reads a column that is not nested, a row group at a time. It reads the heads of pages, and the pages that it is asked
// for, and leaves the values where they are in them: most pages of most columns hold nothing that a rule wants.
type flat struct {
	file     *parquet.File
	node     parquet.Node
	leaf     int
	kind     parquet.Kind
	optional bool

	chunk *format.ColumnMetaData
	codec compress.Codec
	rows  int64 // of the group
	*scratch
	at     int64 // where the next page is in the file
	dict   table
	dictAt int64 // where the dictionary is in the file, 0 if there is none
	known  bool  // whether dict is that of the group

	page page
}

// scratch is memory that the columns share.
type scratch struct {
	window  window
	indexes []byte // a page of indexes without compression
	levels  []uint8
}

// page is a page of a column.
type page struct {
	head       format.PageHeader
	body       int64 // where it is in the file
	start, end int64 // its rows
	read       bool
	encoding   format.Encoding
	indexed    bool    // its values are in the dictionary, otherwise in own
	index      []int32 // of each row in the values, none for null
	own        table
	held       []byte // what own is in
}

const none = -1

// oldDictionary is what older writers call [format.RLEDictionary].
const oldDictionary format.Encoding = 2

// table holds values: of one width, or texts, each behind its length.
type table struct {
	data  []byte
	width int      // 0 for texts
	at    []uint32 // where each text is
	n     int
}

var (
	errDamaged = errors.New("the file is damaged")
	errLevels  = errors.New("its definition levels are packed in a way that has been given up: write it anew")
)

func newFlat(file *parquet.File, node parquet.Node, leaf int, s *scratch) *flat {
	f := &flat{file: file, node: node, leaf: leaf, kind: node.Type().Kind(), optional: node.Optional(), scratch: s}
	width := 0
	switch f.kind {
	case parquet.Int32, parquet.Float:
		width = 4
	case parquet.Int64, parquet.Double:
		width = 8
	case parquet.Int96:
		width = 12
	case parquet.FixedLenByteArray:
		width = max(node.Type().Length(), 1)
	case parquet.Boolean:
		width = 1
	}
	f.dict.width, f.page.own.width = width, width
	return f
}

// open goes to a row group.
func (f *flat) open(chunk *format.ColumnMetaData, rows int64) {
	f.chunk, f.rows, f.known, f.dictAt = chunk, rows, false, 0
	f.codec = parquet.LookupCompressionCodec(chunk.Codec)
	f.rewind()
}

// rewind goes back to the first page of the group.
func (f *flat) rewind() {
	f.at = f.chunk.DataPageOffset
	if d := f.chunk.DictionaryPageOffset; d > 0 && d < f.at {
		f.at = d
	}
	f.page.start, f.page.end, f.page.read = 0, 0, true
}

// next goes on to the next page of rows and reads its head.
func (f *flat) next() error {
	for f.page.end < f.rows {
		head, size, err := f.head(f.at)
		if err != nil {
			return err
		}
		body := f.at + int64(size)
		if f.at = body + int64(head.CompressedPageSize); f.at < body || f.at > f.file.Size() {
			return errDamaged
		}
		var rows int32
		switch {
		case head.Type == format.DictionaryPage:
			f.dictAt = body - int64(size)
			continue
		case head.Type == format.DataPage && head.DataPageHeader.Valid:
			h := &head.DataPageHeader.V
			rows, f.page.encoding = h.NumValues, h.Encoding
			if f.optional && h.DefinitionLevelEncoding != format.RLE {
				return errLevels
			}
		case head.Type == format.DataPageV2 && head.DataPageHeaderV2.Valid:
			h := &head.DataPageHeaderV2.V
			rows, f.page.encoding = h.NumValues, h.Encoding
		default:
			continue
		}
		if rows < 0 || f.page.end+int64(rows) > f.rows {
			return errDamaged
		}
		f.page.head, f.page.body, f.page.read = head, body, false
		f.page.indexed = f.page.encoding == format.RLEDictionary || f.page.encoding == oldDictionary
		f.page.start, f.page.end = f.page.end, f.page.end+int64(rows)
		return nil
	}
	return io.EOF
}

// head reads the head of the page at a place, and returns how long it is.
func (f *flat) head(at int64) (head format.PageHeader, size int, err error) {
	for n := 512; ; n *= 8 {
		text, err := f.window.bytes(f.file, at, n)
		if len(text) == 0 {
			return head, 0, unexpected(err)
		}
		reader := (&thrift.CompactProtocol{}).NewReaderFromBytes(text)
		head = format.PageHeader{}
		if err = thrift.NewDecoder(reader).Decode(&head); err == nil {
			return head, reader.BytesRead(), nil
		}
		if len(text) < n || n > 1<<24 {
			return head, 0, fmt.Errorf("the head of a page: %w", err)
		}
	}
}

// unpack returns what stands at a place of the file, and may be compressed there, in buf where there is room.
func (f *flat) unpack(buf []byte, at int64, length, size int32, packed bool) ([]byte, error) {
	if length < 0 || size < 0 {
		return nil, errDamaged
	}
	raw, err := f.window.bytes(f.file, at, int(length))
	if len(raw) < int(length) {
		return nil, unexpected(err)
	}
	const padding = 64 // which unpacking of bits reads
	if cap(buf) < int(size)+padding {
		buf = make([]byte, 0, int(size)+int(size)/8+padding) // the pages of the next group may be larger
	}
	buf = buf[:size]
	if !packed || f.chunk.Codec == format.Uncompressed {
		return append(buf[:0], raw...), nil
	}
	out, err := f.codec.Decode(buf, raw)
	if err == nil && len(out) != int(size) {
		err = errDamaged
	}
	return out, err
}

// dictionary reads the dictionary of the group.
func (f *flat) dictionary() (*table, error) {
	if f.known {
		return &f.dict, nil
	}
	if f.dictAt == 0 {
		return nil, errDamaged
	}
	head, size, err := f.head(f.dictAt)
	if err != nil {
		return nil, err
	}
	f.dict.data, err = f.unpack(f.dict.data, f.dictAt+int64(size), head.CompressedPageSize, head.UncompressedPageSize, true)
	n := int(head.DictionaryPageHeader.V.NumValues)
	if err == nil && f.kind == parquet.Boolean {
		f.dict.data, err = unpackBits(f.dict.data, n)
	}
	if err == nil {
		err = f.dict.index(n)
	}
	f.known = err == nil
	return &f.dict, err
}

// index finds the values of the data.
func (t *table) index(n int) error {
	if n < 0 || n > len(t.data)/max(t.width, 1) {
		return errDamaged
	}
	t.n = n
	if t.width > 0 {
		return nil
	}
	t.at = slices.Grow(t.at[:0], n)
	at := 0
	for range n {
		t.at = append(t.at, uint32(at))
		if len(t.data)-at < 4 {
			return errDamaged
		}
		size := int(binary.LittleEndian.Uint32(t.data[at:]))
		if at += 4; size > len(t.data)-at {
			return errDamaged
		}
		at += size
	}
	return nil
}

// value is the value of an index.
func (t *table) value(i int32) []byte {
	if t.width > 0 {
		return t.data[int(i)*t.width:][:t.width:t.width]
	}
	at := t.at[i]
	size := binary.LittleEndian.Uint32(t.data[at:])
	return t.data[at+4:][:size:size]
}

// values are what the indexes of the page are of.
func (f *flat) values() (*table, error) {
	if f.page.indexed {
		return f.dictionary()
	}
	return &f.page.own, nil
}

// read reads the page, unless it has been read.
func (f *flat) read() error {
	if f.page.read {
		return nil
	}
	data, levels, err := f.parts()
	if err != nil {
		return err
	}
	rows := int(f.page.end - f.page.start)
	there := rows
	f.levels = f.levels[:0]
	if levels != nil {
		if f.levels, err = (&rle.Encoding{BitWidth: 1}).DecodeLevels(f.levels, levels); err != nil {
			return err
		}
		if len(f.levels) < rows {
			return errDamaged
		}
		there = 0
		for _, l := range f.levels[:rows] {
			there += int(l)
		}
	}
	if f.page.indexed {
		err = f.readIndexes(data, there)
	} else {
		err = f.readOwn(data, there)
	}
	if err != nil {
		return err
	}
	f.page.spread(f.levels, rows, there)
	f.page.read = true
	return nil
}

// parts are the levels of a page, nil where it has no null, and what is behind them.
func (f *flat) parts() (data, levels []byte, err error) {
	to := &f.page.held
	if f.page.indexed {
		to = &f.indexes
	}
	head := &f.page.head
	if head.Type == format.DataPageV2 {
		return f.partsV2(to)
	}
	if *to, err = f.unpack(*to, f.page.body, head.CompressedPageSize, head.UncompressedPageSize, true); err != nil {
		return nil, nil, err
	}
	data = *to
	if f.optional {
		if len(data) < 4 || int(binary.LittleEndian.Uint32(data)) > len(data)-4 {
			return nil, nil, errDamaged
		}
		size := int(binary.LittleEndian.Uint32(data))
		levels, data = data[4:4+size], data[4+size:]
	}
	return data, levels, nil
}

// partsV2 are those of a page whose levels are not compressed.
func (f *flat) partsV2(to *[]byte) (data, levels []byte, err error) {
	head := &f.page.head
	h := &head.DataPageHeaderV2.V
	front := h.DefinitionLevelsByteLength
	if h.RepetitionLevelsByteLength != 0 || front < 0 || front > head.CompressedPageSize || front > head.UncompressedPageSize {
		return nil, nil, errDamaged
	}
	raw, err := f.window.bytes(f.file, f.page.body, int(front))
	if len(raw) < int(front) {
		return nil, nil, unexpected(err)
	}
	if f.optional && h.NumNulls > 0 {
		levels = slices.Clone(raw)
	}
	size := head.UncompressedPageSize - front
	if size == 0 {
		return nil, levels, nil
	}
	packed := !h.IsCompressed.Valid || h.IsCompressed.V
	*to, err = f.unpack(*to, f.page.body+int64(front), head.CompressedPageSize-front, size, packed)
	return *to, levels, err
}

// readIndexes reads so many indexes into the dictionary.
func (f *flat) readIndexes(data []byte, n int) (err error) {
	f.page.index = f.page.index[:0]
	if n == 0 {
		return nil
	}
	dict, err := f.dictionary()
	if err != nil {
		return err
	}
	if len(data) == 0 || data[0] > 32 {
		return errDamaged
	}
	if f.page.index, err = (&rle.Encoding{BitWidth: int(data[0])}).DecodeInt32(f.page.index, data[1:]); err != nil {
		return err
	}
	if len(f.page.index) < n {
		return errDamaged
	}
	f.page.index = f.page.index[:n]
	if most := dict.n; bits.Len(uint(most)) <= int(data[0]) { // an index may be of none
		for _, i := range f.page.index {
			if uint32(i) >= uint32(most) {
				return errDamaged
			}
		}
	}
	return nil
}

// readOwn reads so many values.
func (f *flat) readOwn(data []byte, n int) error {
	own := &f.page.own
	f.page.index = slices.Grow(f.page.index[:0], n)
	for i := range n {
		f.page.index = append(f.page.index, int32(i))
	}
	own.data = data
	if f.page.encoding != format.Plain || f.kind == parquet.Boolean {
		var err error
		if own.data, err = f.plain(data, n); err != nil {
			return err
		}
	}
	return own.index(n)
}

// plain are so many values that are encoded in another way, as they are without.
func (f *flat) plain(data []byte, n int) (out []byte, err error) {
	if n == 0 {
		return nil, nil
	}
	by := parquet.LookupEncoding(f.page.encoding)
	switch f.kind {
	case parquet.Boolean:
		bits, err := by.DecodeBoolean(nil, data)
		if err != nil {
			return nil, err
		}
		return unpackBits(bits, n)
	case parquet.Int32:
		list, err := by.DecodeInt32(nil, data)
		return littleEndian(list), err
	case parquet.Int64:
		list, err := by.DecodeInt64(nil, data)
		return littleEndian(list), err
	case parquet.Float:
		list, err := by.DecodeFloat(nil, data)
		return littleEndian(list), err
	case parquet.Double:
		list, err := by.DecodeDouble(nil, data)
		return littleEndian(list), err
	case parquet.FixedLenByteArray:
		return by.DecodeFixedLenByteArray(nil, data, f.page.own.width)
	case parquet.ByteArray:
		list, at, err := by.DecodeByteArray(nil, data, nil)
		if err != nil || len(at) <= n {
			return nil, cmp.Or(err, errDamaged)
		}
		for i := range n {
			out = binary.LittleEndian.AppendUint32(out, at[i+1]-at[i])
			out = append(out, list[at[i]:at[i+1]]...)
		}
	default:
		err = errDamaged
	}
	return out, err
}

// unpackBits gives each of so many bits a byte.
func unpackBits(bits []byte, n int) ([]byte, error) {
	if n < 0 || n > 8*len(bits) {
		return nil, errDamaged
	}
	out := make([]byte, n)
	for i := range out {
		out[i] = bits[i/8] >> (i % 8) & 1
	}
	return out, nil
}

func littleEndian(list any) []byte {
	out, _ := binary.Append(nil, binary.LittleEndian, list)
	return out
}

// spread gives each row its index.
func (p *page) spread(levels []uint8, rows, there int) {
	if there == rows {
		return
	}
	p.index = slices.Grow(p.index, rows-there)[:rows]
	at := there
	for i := rows - 1; i >= 0; i-- {
		if levels[i] == 0 {
			p.index[i] = none
			continue
		}
		at--
		p.index[i] = p.index[at]
	}
}

// value is that of a row, rows in order; false if it is null. It is valid until the next call.
func (f *flat) value(row int64) ([]byte, bool, error) {
	for row >= f.page.end {
		if err := f.next(); err != nil {
			return nil, false, unexpected(err)
		}
	}
	if err := f.read(); err != nil {
		return nil, false, err
	}
	i := f.page.index[row-f.page.start]
	if i == none {
		return nil, false, nil
	}
	values, err := f.values()
	if err != nil {
		return nil, false, err
	}
	return values.value(i), true, nil
}

// window is a part of a file that is held in memory.
type window struct {
	at   int64
	data []byte
	buf  []byte
}

// ahead is how much is read at once.
const ahead = 64 << 10

// bytes returns so many bytes from a place on, fewer at the end of the file, valid until the next call.
func (w *window) bytes(file io.ReaderAt, at int64, n int) ([]byte, error) {
	if from := at - w.at; from >= 0 && from+int64(n) <= int64(len(w.data)) {
		return w.data[from:][:n], nil
	}
	size := max(n, ahead)
	if cap(w.buf) < size {
		w.buf = make([]byte, size)
	}
	k, err := file.ReadAt(w.buf[:size], at)
	w.at, w.data = at, w.buf[:k]
	return w.data[:min(n, k)], err
}
