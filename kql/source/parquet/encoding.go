package parquet

import (
	"encoding/binary"
	"fmt"

	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/format"
)

// plain are so many values of a page that are encoded in another way, as they are in a table.
func (p *page) plain(of *node, data []byte, n int) ([]byte, error) {
	switch {
	case n == 0:
		return nil, nil
	case deltas(p.encoding) && tooMany(data, n):
		return nil, errDamaged
	case p.encoding == format.Plain && of.kind == format.Boolean:
		return unpackBits(data, n)
	case p.encoding == format.RLE && of.kind == format.Boolean:
		list, err := sizedRuns(data, 1, n)
		if err != nil {
			return nil, err
		}
		bits, err := (&rle.Encoding{BitWidth: 1}).DecodeBoolean(nil, list)
		if err != nil {
			return nil, err
		}
		return unpackBits(bits, n)
	case p.encoding == format.DeltaBinaryPacked && of.kind == format.Int32:
		list, err := (&delta.BinaryPackedEncoding{}).DecodeInt32(nil, data)
		return littleEndian(list), err
	case p.encoding == format.DeltaBinaryPacked && of.kind == format.Int64:
		list, err := (&delta.BinaryPackedEncoding{}).DecodeInt64(nil, data)
		return littleEndian(list), err
	case p.encoding == format.DeltaLengthByteArray && of.kind == format.ByteArray:
		list, at, err := (&delta.LengthByteArrayEncoding{}).DecodeByteArray(nil, data, nil)
		return sized(list, at, n, err)
	case p.encoding == format.DeltaByteArray && of.kind == format.ByteArray:
		list, at, err := (&delta.ByteArrayEncoding{}).DecodeByteArray(nil, data, nil)
		return sized(list, at, n, err)
	case p.encoding == format.DeltaByteArray && of.kind == format.FixedLenByteArray:
		return (&delta.ByteArrayEncoding{}).DecodeFixedLenByteArray(nil, data, of.width)
	case p.encoding == format.ByteStreamSplit && of.width > 0:
		return unsplit(data, of.width), nil
	}
	return nil, fmt.Errorf("a page of %s is encoded by %s, which is not read", of.kind, p.encoding)
}

func deltas(e format.Encoding) bool {
	return e == format.DeltaBinaryPacked || e == format.DeltaLengthByteArray || e == format.DeltaByteArray
}

// tooMany tells whether a list of differences says that it has more than n values, for which room would be made.
func tooMany(data []byte, n int) bool {
	var head [3]uint64 // the sizes of a block, the parts of one, the values
	for i := range head {
		v, size := binary.Uvarint(data)
		if size <= 0 {
			return true
		}
		head[i], data = v, data[size:]
	}
	return head[2] > uint64(n)
}

// sized puts the length before each of so many texts, which are one behind the other in a list.
func sized(list []byte, at []uint32, n int, err error) (out []byte, _ error) {
	if err != nil {
		return nil, err
	}
	if len(at) <= n {
		return nil, errDamaged
	}
	for i := range n {
		out = binary.LittleEndian.AppendUint32(out, at[i+1]-at[i])
		out = append(out, list[at[i]:at[i+1]]...)
	}
	return out, nil
}

// unsplit puts values together of which all first bytes come first, then all second ones.
func unsplit(data []byte, width int) []byte {
	n := len(data) / width
	out := make([]byte, n*width)
	for j := range width {
		for i, b := range data[j*n:][:n] {
			out[i*width+j] = b
		}
	}
	return out
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
