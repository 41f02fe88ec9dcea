package parquet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	library "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/kqlc/kqlc/kql/source"
)

// Of files that the library writes everything is read as it was given, whatever the schema and however it is written, and the
// schema as the library reads it.
func TestLibrary(t *testing.T) {
	for seed := range uint64(50) {
		compareFile(t, seed)
	}
}

func FuzzLibrary(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { compareFile(t, seed) })
}

func compareFile(t *testing.T, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	text, rows := write(t, r)
	for _, text := range [][]byte{text, older(t, text)} {
		theirs, err := library.OpenFile(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			t.Fatal(err)
		}
		ours, err := openFile(source.File{ReaderAt: bytes.NewReader(text), Closer: io.NopCloser(nil), Size: int64(len(text))})
		if err != nil {
			t.Fatal(err)
		}
		compareNodes(t, ours.root, theirs.Root())
		first := 0
		for i := range ours.meta.RowGroups {
			group := &ours.meta.RowGroups[i]
			for _, n := range leavesOf(ours.root) {
				compareLeaf(t, r, newLeaf(ours, n, &scratch{}, true), group, rows[n.leaf][first:][:group.NumRows])
			}
			first += int(group.NumRows)
		}
		if t.Failed() {
			t.Fatalf("seed %d: %s", seed, theirs.Schema())
		}
	}
}

// A file that is damaged anywhere gives entries or an error.
func TestDamagedEntries(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 8))
		text, _ := write(t, r)
		for range 1 + r.IntN(3) {
			text[4+r.IntN(len(text)-12)] = byte(r.Uint32())
		}
		readAnyway(source.File{ReaderAt: bytes.NewReader(text), Closer: io.NopCloser(nil), Size: int64(len(text))})
	}
}

func readAnyway(from source.File) (err error) {
	defer damaged(&err)
	f, err := openFile(from)
	if err != nil {
		return err
	}
	for _, n := range leavesOf(f.root) {
		e := &entries{leaf: newLeaf(f, n, &scratch{}, true)}
		for i := range f.meta.RowGroups {
			e.leaf.open(&f.meta.RowGroups[i])
			for e.at = 0; ; {
				if ok, err := e.peek(); err != nil || !ok {
					break
				}
				if _, err := e.pop(); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// compareNodes compares two schemas.
func compareNodes(t *testing.T, ours *node, theirs *library.Column) {
	t.Helper()
	type seen struct {
		Name              string
		Optional, List    bool
		Defined, Repeated int
		Kind, Logical     string
		Leaf, Parts       int
	}
	us := seen{ours.name, ours.repetition == format.Optional, ours.isRepeated(), int(ours.defined), int(ours.repeated), "", fmt.Sprint(ours.logical), -1, len(ours.parts)}
	they := seen{theirs.Name(), theirs.Optional(), theirs.Repeated(), theirs.MaxDefinitionLevel(), theirs.MaxRepetitionLevel(), "", "<nil>", theirs.Index(), len(theirs.Columns())}
	if l := theirs.Type().LogicalType(); l != nil {
		they.Logical = fmt.Sprint(l.Value)
	}
	if theirs.Leaf() {
		us.Kind, us.Leaf, they.Kind = ours.kind.String(), ours.leaf, theirs.Type().Kind().String()
	}
	if they.Name = theirs.Name(); theirs.Depth() == 0 {
		us.Name = they.Name
	}
	if d := cmp.Diff(they, us); d != "" {
		t.Fatalf("(-library +this)\n%s", d)
	}
	for i, part := range ours.parts {
		compareNodes(t, part, theirs.Columns()[i])
	}
}

func leavesOf(n *node) []*node {
	if n.isLeaf {
		return []*node{n}
	}
	var out []*node
	for _, part := range n.parts {
		out = append(out, leavesOf(part)...)
	}
	return out
}

// entry is one of a leaf.
type entry struct {
	Repeats, Defines uint8
	Value            string
}

func entryOf(v library.Value) entry {
	e := entry{Repeats: uint8(v.RepetitionLevel()), Defines: uint8(v.DefinitionLevel()), Value: "none"}
	if !v.IsNull() {
		e.Value = fmt.Sprintf("%x", v.Bytes())
	}
	return e
}

// compareLeaf compares all entries of a leaf, and those of some rows alone, with those of the rows.
func compareLeaf(t *testing.T, r *rand.Rand, l *leaf, group *format.RowGroup, rows [][]entry) {
	t.Helper()
	take := func(e *entries) entry {
		got := entry{Repeats: e.repeats(), Defines: e.defines(), Value: "none"}
		value, err := e.pop()
		if err != nil {
			t.Fatal(err)
		}
		if value != nil {
			got.Value = fmt.Sprintf("%x", value)
		}
		return got
	}
	peek := func(e *entries) bool {
		ok, err := e.peek()
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	all := &entries{leaf: l}
	l.open(group)
	var got []entry
	for peek(all) {
		got = append(got, take(all))
	}
	if d := cmp.Diff(slices.Concat(rows...), got); d != "" {
		t.Fatalf("(-written +read)\n%s", d)
	}
	some := &entries{leaf: l}
	l.open(group)
	for row := r.IntN(5); row < len(rows); row += 1 + r.IntN(1+r.IntN(60)) {
		if err := some.seek(int64(row)); err != nil {
			t.Fatal(err)
		}
		got := []entry{take(some)}
		for peek(some) && some.repeats() > 0 {
			got = append(got, take(some))
		}
		if d := cmp.Diff(rows[row], got); d != "" {
			t.Fatalf("row %d (-written +read)\n%s", row, d)
		}
	}
}

// older is a file that has no logical types, as older writers left them out where there is a converted type.
func older(t *testing.T, text []byte) []byte {
	t.Helper()
	size := int(binary.LittleEndian.Uint32(text[len(text)-8:]))
	var meta format.FileMetaData
	if err := decode(text[len(text)-8-size:], &meta); err != nil {
		t.Fatal(err)
	}
	for i := range meta.Schema {
		if e := &meta.Schema[i]; e.ConvertedType.Valid {
			e.LogicalType.Value = nil
		}
	}
	footer, err := thrift.Marshal(&thrift.CompactProtocol{}, meta)
	if err != nil {
		t.Fatal(err)
	}
	out := append(slices.Clone(text[:len(text)-8-size]), footer...)
	return append(binary.LittleEndian.AppendUint32(out, uint32(len(footer))), magic...)
}

// kinds are leaves, and the ways in which they are encoded.
var kinds = []struct {
	node      func(*rand.Rand) library.Node
	encodings []encoding.Encoding
}{
	{leafOf(library.BooleanType), encodings(&library.Plain, &library.RLE, &library.RLEDictionary)},
	{leafOf(library.Int32Type), wholes},
	{func(r *rand.Rand) library.Node { return library.Int(8 << r.IntN(4)) }, wholes},
	{func(r *rand.Rand) library.Node { return library.Uint(8 << r.IntN(4)) }, wholes},
	{func(*rand.Rand) library.Node { return library.Date() }, wholes},
	{func(r *rand.Rand) library.Node { return library.Time(units[r.IntN(3)]) }, wholes},
	{func(r *rand.Rand) library.Node { return library.Timestamp(units[r.IntN(3)]) }, wholes},
	{func(*rand.Rand) library.Node { return library.Decimal(2, 9, library.Int32Type) }, wholes},
	{func(*rand.Rand) library.Node { return library.Decimal(2, 18, library.Int64Type) }, wholes},
	{leafOf(library.Int64Type), wholes},
	{leafOf(library.Int96Type), encodings(&library.Plain, &library.RLEDictionary)},
	{leafOf(library.FloatType), reals},
	{leafOf(library.DoubleType), reals},
	{leafOf(library.ByteArrayType), texts},
	{func(*rand.Rand) library.Node { return library.String() }, texts},
	{func(*rand.Rand) library.Node { return library.JSON() }, texts},
	{func(*rand.Rand) library.Node { return library.Enum() }, texts},
	{func(*rand.Rand) library.Node { return library.Decimal(1, 12, library.ByteArrayType) }, texts},
	{leafOf(library.FixedLenByteArrayType(3)), fixed},
	{func(*rand.Rand) library.Node { return library.UUID() }, encodings(&library.Plain, &library.RLEDictionary, &library.ByteStreamSplit)},
	{func(*rand.Rand) library.Node { return library.Decimal(0, 9, library.FixedLenByteArrayType(5)) }, fixed},
}

var units = []library.TimeUnit{library.Millisecond, library.Microsecond, library.Nanosecond}

var (
	wholes = encodings(&library.Plain, &library.RLEDictionary, &library.DeltaBinaryPacked, &library.ByteStreamSplit)
	reals  = encodings(&library.Plain, &library.RLEDictionary, &library.ByteStreamSplit)
	texts  = encodings(&library.Plain, &library.RLEDictionary, &library.DeltaLengthByteArray, &library.DeltaByteArray)
	fixed  = encodings(&library.Plain, &library.RLEDictionary, &library.DeltaByteArray, &library.ByteStreamSplit)
)

func encodings(list ...encoding.Encoding) []encoding.Encoding { return list }

func leafOf(of library.Type) func(*rand.Rand) library.Node {
	return func(*rand.Rand) library.Node { return library.Leaf(of) }
}

// value is a value at random.
func value(r *rand.Rand, of library.Type) library.Value {
	text := make([]byte, r.IntN(1+r.IntN(40)))
	if of.Kind() == library.FixedLenByteArray {
		text = make([]byte, of.Length())
	}
	for i := range text {
		text[i] = byte('a' + r.IntN(3))
	}
	switch of.Kind() {
	case library.Boolean:
		return library.BooleanValue(r.IntN(2) > 0)
	case library.Int32:
		return library.Int32Value(int32(r.Uint32()) >> r.IntN(32))
	case library.Int64:
		return library.Int64Value(int64(r.Uint64()) >> r.IntN(64))
	case library.Int96:
		return library.Int96Value(deprecated.Int96{r.Uint32(), r.Uint32(), r.Uint32N(9)})
	case library.Float:
		return library.FloatValue(float32(r.IntN(99)) / 4)
	case library.Double:
		return library.DoubleValue(float64(r.IntN(99)) / 7)
	case library.FixedLenByteArray:
		return library.FixedLenByteArrayValue(text)
	}
	return library.ByteArrayValue(text)
}

// maker makes the rows of a schema.
type maker struct {
	*rand.Rand
	row [][]library.Value // of each leaf
}

// write writes a file of a schema and with rows at random, and returns the rows of each leaf too.
func write(t *testing.T, r *rand.Rand) (text []byte, rows [][][]entry) {
	t.Helper()
	m := maker{Rand: r}
	group := library.Group{}
	for i := range 1 + r.IntN(4) {
		group[fmt.Sprint("c", i)] = m.node(3)
	}
	schema := library.NewSchema("events", group)
	var out bytes.Buffer
	codec := []compress.Codec{&library.Uncompressed, &library.Snappy, &library.Gzip, &library.Zstd, &library.Lz4Raw, &library.Brotli}[r.IntN(6)]
	w := library.NewWriter(&out, schema, library.Compression(codec), library.DataPageVersion(1+r.IntN(2)),
		library.PageBufferSize(32<<r.IntN(9)), library.MaxRowsPerRowGroup(1+int64(r.IntN(300))), library.DataPageStatistics(r.IntN(2) > 0))
	rows = make([][][]entry, len(schema.Columns()))
	for range r.IntN(400) {
		m.row = make([][]library.Value, len(schema.Columns()))
		m.one(schema, levelsAt{}, 0)
		for leaf, values := range m.row {
			var list []entry
			for _, v := range values {
				list = append(list, entryOf(v))
			}
			rows[leaf] = append(rows[leaf], list)
		}
		if _, err := w.WriteRows([]library.Row{slices.Concat(m.row...)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), rows
}

// node is a node at random, of so many levels at most.
func (m *maker) node(levels int) library.Node {
	n := m.required(levels)
	switch m.IntN(5) {
	case 0, 1:
		return library.Optional(n)
	case 2:
		return library.Repeated(n)
	}
	return n
}

func (m *maker) required(levels int) library.Node {
	if levels > 0 {
		switch m.IntN(6) {
		case 0:
			group := library.Group{}
			for i := range 1 + m.IntN(3) {
				group[fmt.Sprint("m", i)] = m.node(levels - 1)
			}
			return group
		case 1:
			of := m.required(levels - 1)
			if m.IntN(2) > 0 {
				of = library.Optional(of)
			}
			return library.List(of)
		case 2:
			return library.Map(library.String(), m.node(0))
		}
	}
	k := kinds[m.IntN(len(kinds))]
	return library.Encoded(k.node(m.Rand), k.encodings[m.IntN(len(k.encodings))])
}

// levelsAt are the levels of an entry, and how often what is around it can be repeated.
type levelsAt struct{ repeats, defines, repeated int }

// fill makes what stands for a node, the first leaf of which has a number; it returns the number of the leaf behind it.
func (m *maker) fill(n library.Node, at levelsAt, leaf int) int {
	count := 1
	switch {
	case n.Optional():
		count = min(m.IntN(3), 1)
		at.defines++
	case n.Repeated():
		count = m.IntN(4)
		at.defines++
		at.repeated++
	}
	if count == 0 {
		at.defines--
		return m.none(n, at, leaf)
	}
	behind := m.one(n, at, leaf)
	for range count - 1 {
		m.one(n, levelsAt{at.repeated, at.defines, at.repeated}, leaf)
	}
	return behind
}

// one makes an instance of a node.
func (m *maker) one(n library.Node, at levelsAt, leaf int) int {
	if n.Leaf() {
		m.row[leaf] = append(m.row[leaf], value(m.Rand, n.Type()).Level(at.repeats, at.defines, leaf))
		return leaf + 1
	}
	for _, field := range n.Fields() {
		leaf = m.fill(field, at, leaf)
	}
	return leaf
}

// none makes what stands for a node that is not there.
func (m *maker) none(n library.Node, at levelsAt, leaf int) int {
	if n.Leaf() {
		m.row[leaf] = append(m.row[leaf], library.NullValue().Level(at.repeats, at.defines, leaf))
		return leaf + 1
	}
	for _, field := range n.Fields() {
		leaf = m.none(field, at, leaf)
	}
	return leaf
}
