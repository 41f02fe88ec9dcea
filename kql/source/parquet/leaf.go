package parquet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"
	"slices"
	"unsafe"

	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/kqlc/kqlc/kql/memory"
)

// leaf reads the values of a leaf, a row group at a time. It reads the heads of pages, and the pages that it is asked for, and
// leaves the values where they are in them: most pages of most columns hold nothing that a rule wants.
type leaf struct {
	*node
	file   *file
	nested bool // its levels are asked for

	chunk   *format.ColumnMetaData
	entries int64 // of the group: values, and what stands for one that is not there
	*scratch
	at     int64 // where the next page is in the file
	dict   table
	dictAt int64 // where the dictionary is in the file, 0 if there is none
	known  bool  // whether dict is that of the group

	page page
}

// scratch is memory that the leaves share, and the codecs.
type scratch struct {
	codecs
	window  window
	indexes []byte // a page of indexes without compression
	levels  []uint8
}

// page is a page of a leaf.
type page struct {
	head       format.PageHeader
	body       int64 // where it is in the file
	start, end int64 // its entries: of a flat column, its rows
	rows       int64 // that begin in it, 0 if it does not tell
	read       bool
	encoding   format.Encoding
	repeated   levels
	defined    levels
	indexed    bool    // its values are in the dictionary, otherwise in own
	index      []int32 // of each entry in the values, none for null
	own        table
	held       []byte // what own is in
}

const none = -1

// oldDictionary is what older writers call [format.RLEDictionary].
const oldDictionary format.Encoding = 2

// largeBuffer is the size of a dictionary or page, without compression, that is put into large pages.
const largeBuffer = 1 << 20

// levels are those of the entries of a page.
type levels struct {
	most uint8
	list []uint8 // nil where all are the highest
}

func (l *levels) at(i int) uint8 {
	if l.list == nil {
		return l.most
	}
	return l.list[i]
}

// read reads the levels of so many entries.
func (l *levels) read(text []byte, n int) (err error) {
	width := bits.Len8(l.most)
	if text, err = runs(text, width, n); err != nil {
		return err
	}
	if l.list, err = (&rle.Encoding{BitWidth: width}).DecodeLevels(l.list, text); err != nil {
		return err
	}
	if len(l.list) < n {
		return errDamaged
	}
	l.list = l.list[:n]
	return nil
}

// readSized reads levels that stand behind their length, if there are any, and returns what is behind them.
func (l *levels) readSized(text []byte, n int) ([]byte, error) {
	if l.most == 0 {
		return text, nil
	}
	if len(text) < 4 || int(binary.LittleEndian.Uint32(text)) > len(text)-4 {
		return nil, errDamaged
	}
	size := 4 + int(binary.LittleEndian.Uint32(text))
	return text[size:], l.read(text[4:size], n)
}

// table holds values: of one width, or texts, each behind its length.
type table struct {
	data  []byte
	width int      // 0 for texts
	at    []uint32 // where each text is
	n     int
}

func newLeaf(f *file, n *node, s *scratch, nested bool) *leaf {
	l := &leaf{file: f, node: n, scratch: s, nested: nested}
	l.dict.width, l.page.own.width = n.width, n.width
	l.page.repeated.most, l.page.defined.most = n.repeated, n.defined
	return l
}

// open goes to a row group.
func (l *leaf) open(group *format.RowGroup) {
	l.chunk, l.entries, l.known, l.dictAt = &group.Columns[l.node.leaf].MetaData, group.NumRows, false, 0
	if l.repeated > 0 {
		l.entries = l.chunk.NumValues
	}
	l.rewind()
}

// rewind goes back to the first page of the group.
func (l *leaf) rewind() {
	l.at = l.chunk.DataPageOffset
	if d := l.chunk.DictionaryPageOffset; d > 0 && d < l.at {
		l.at = d
	}
	l.page.start, l.page.end, l.page.read = 0, 0, true
}

// next goes on to the next page of entries and reads its head.
func (l *leaf) next() error {
	for l.page.end < l.entries {
		head, size, err := l.head(l.at)
		if err != nil {
			return err
		}
		body := l.at + int64(size)
		if l.at = body + int64(head.CompressedPageSize); l.at < body || l.at > l.file.Size {
			return errDamaged
		}
		var n, rows int32
		switch {
		case head.Type == format.DictionaryPage:
			l.dictAt = body - int64(size)
			continue
		case head.Type == format.DataPage && head.DataPageHeader.Valid:
			h := &head.DataPageHeader.V
			n, l.page.encoding = h.NumValues, h.Encoding
			if l.repeated > 0 && h.RepetitionLevelEncoding != format.RLE || l.defined > 0 && h.DefinitionLevelEncoding != format.RLE {
				return errLevels
			}
		case head.Type == format.DataPageV2 && head.DataPageHeaderV2.Valid:
			h := &head.DataPageHeaderV2.V
			n, rows, l.page.encoding = h.NumValues, h.NumRows, h.Encoding
		default:
			continue
		}
		if n < 0 || l.page.end+int64(n) > l.entries {
			return errDamaged
		}
		if l.repeated == 0 {
			rows = n
		}
		l.page.head, l.page.body, l.page.read, l.page.rows = head, body, false, int64(rows)
		l.page.indexed = l.page.encoding == format.RLEDictionary || l.page.encoding == oldDictionary
		l.page.start, l.page.end = l.page.end, l.page.end+int64(n)
		return nil
	}
	return io.EOF
}

// head reads the head of the page at a place, and returns how long it is.
func (l *leaf) head(at int64) (head format.PageHeader, size int, err error) {
	for n := 512; ; n *= 8 {
		text, err := l.window.bytes(l.file, at, n)
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
func (l *leaf) unpack(buf []byte, at int64, length, size int32, packed bool) ([]byte, error) {
	if length < 0 || size < 0 {
		return nil, errDamaged
	}
	raw, err := l.window.bytes(l.file, at, int(length))
	if len(raw) < int(length) {
		return nil, unexpected(err)
	}
	const padding = 64 // which unpacking of bits reads
	if cap(buf) < int(size)+padding {
		buf = make([]byte, 0, int(size)+int(size)/8+padding) // the pages of the next group may be larger
		if cap(buf) >= largeBuffer {
			memory.InLargePages(unsafe.Pointer(unsafe.SliceData(buf)), uintptr(cap(buf)))
		}
	}
	buf = buf[:size]
	if !packed || l.chunk.Codec == format.Uncompressed {
		return append(buf[:0], raw...), nil
	}
	return buf, l.decompress(l.chunk.Codec, buf, raw)
}

// dictionary reads the dictionary of the group.
func (l *leaf) dictionary() (*table, error) {
	if l.known {
		return &l.dict, nil
	}
	if l.dictAt == 0 {
		return nil, errDamaged
	}
	head, size, err := l.head(l.dictAt)
	if err != nil {
		return nil, err
	}
	l.dict.data, err = l.unpack(l.dict.data, l.dictAt+int64(size), head.CompressedPageSize, head.UncompressedPageSize, true)
	n := int(head.DictionaryPageHeader.V.NumValues)
	if err == nil && l.kind == format.Boolean {
		l.dict.data, err = unpackBits(l.dict.data, n)
	}
	if err == nil {
		err = l.dict.index(n)
	}
	l.known = err == nil
	return &l.dict, err
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
func (l *leaf) values() (*table, error) {
	if l.page.indexed {
		return l.dictionary()
	}
	return &l.page.own, nil
}

// read reads the page, unless it has been read.
func (l *leaf) read() error {
	p := &l.page
	if p.read {
		return nil
	}
	n := int(p.end - p.start)
	if !l.nested {
		p.defined.list = l.levels
	}
	data, err := l.body(n)
	if err != nil {
		return err
	}
	there := n
	if p.defined.most > 0 && p.defined.list != nil {
		there = bytes.Count(p.defined.list, []byte{p.defined.most})
	}
	if p.indexed {
		err = l.readIndexes(data, there)
	} else {
		err = l.readOwn(data, there)
	}
	if err != nil {
		return err
	}
	p.spread(n, there)
	if !l.nested && p.defined.list != nil {
		l.levels = p.defined.list
	}
	p.read = true
	return nil
}

// body reads the levels of so many entries and returns what is behind them.
func (l *leaf) body(n int) (data []byte, err error) {
	to := &l.page.held
	if l.page.indexed {
		to = &l.indexes
	}
	head := &l.page.head
	if head.Type == format.DataPageV2 {
		return l.bodyV2(n, to)
	}
	if *to, err = l.unpack(*to, l.page.body, head.CompressedPageSize, head.UncompressedPageSize, true); err != nil {
		return nil, err
	}
	if data, err = l.page.repeated.readSized(*to, n); err != nil {
		return nil, err
	}
	return l.page.defined.readSized(data, n)
}

// bodyV2 is that of a page whose levels are not compressed.
func (l *leaf) bodyV2(n int, to *[]byte) (data []byte, err error) {
	head := &l.page.head
	h := &head.DataPageHeaderV2.V
	size, packed := head.UncompressedPageSize, head.CompressedPageSize
	repeated, defined := h.RepetitionLevelsByteLength, h.DefinitionLevelsByteLength
	if repeated < 0 || defined < 0 || repeated > min(size, packed) || defined > min(size, packed)-repeated {
		return nil, errDamaged
	}
	front := repeated + defined
	raw, err := l.window.bytes(l.file, l.page.body, int(front))
	if len(raw) < int(front) {
		return nil, unexpected(err)
	}
	if l.repeated > 0 {
		if err := l.page.repeated.read(raw[:repeated], n); err != nil {
			return nil, err
		}
	}
	switch {
	case !l.nested && h.NumNulls == 0:
		l.page.defined.list = nil
	case l.defined > 0:
		if err := l.page.defined.read(raw[repeated:], n); err != nil {
			return nil, err
		}
	}
	if size == front {
		return nil, nil
	}
	isPacked := !h.IsCompressed.Valid || h.IsCompressed.V
	*to, err = l.unpack(*to, l.page.body+int64(front), packed-front, size-front, isPacked)
	return *to, err
}

// readIndexes reads so many indexes into the dictionary.
func (l *leaf) readIndexes(data []byte, n int) (err error) {
	l.page.index = l.page.index[:0]
	if n == 0 {
		return nil
	}
	dict, err := l.dictionary()
	if err != nil {
		return err
	}
	if len(data) == 0 || data[0] > 32 {
		return errDamaged
	}
	width := int(data[0])
	if data, err = runs(data[1:], width, n); err != nil {
		return err
	}
	if l.page.index, err = (&rle.Encoding{BitWidth: width}).DecodeInt32(l.page.index, data); err != nil {
		return err
	}
	if len(l.page.index) < n {
		return errDamaged
	}
	l.page.index = l.page.index[:n]
	if most := dict.n; bits.Len(uint(most)) <= width { // an index may be of none
		for _, i := range l.page.index {
			if uint32(i) >= uint32(most) {
				return errDamaged
			}
		}
	}
	return nil
}

// readOwn reads so many values.
func (l *leaf) readOwn(data []byte, n int) error {
	own := &l.page.own
	l.page.index = slices.Grow(l.page.index[:0], n)
	for i := range n {
		l.page.index = append(l.page.index, int32(i))
	}
	own.data = data
	if l.page.encoding != format.Plain || l.kind == format.Boolean {
		var err error
		if own.data, err = l.page.plain(l.node, data, n); err != nil {
			return err
		}
	}
	return own.index(n)
}

// spread gives each of so many entries its index.
func (p *page) spread(n, there int) {
	if there == n {
		return
	}
	p.index = slices.Grow(p.index, n-there)[:n]
	at := there
	for i := n - 1; i >= 0; i-- {
		if p.defined.list[i] != p.defined.most {
			p.index[i] = none
			continue
		}
		at--
		p.index[i] = p.index[at]
	}
}

// value is that of a row, rows in order; false if it is null. It is valid until the next call.
func (l *leaf) value(row int64) ([]byte, bool, error) {
	for row >= l.page.end {
		if err := l.next(); err != nil {
			return nil, false, unexpected(err)
		}
	}
	if err := l.read(); err != nil {
		return nil, false, err
	}
	return l.entry(int(row - l.page.start))
}

// entry is the value of an entry of the page, which has been read; false if there is none. It is valid until the next call.
func (l *leaf) entry(i int) ([]byte, bool, error) {
	index := l.page.index[i]
	if index == none {
		return nil, false, nil
	}
	values, err := l.values()
	if err != nil {
		return nil, false, err
	}
	return values.value(index), true, nil
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
