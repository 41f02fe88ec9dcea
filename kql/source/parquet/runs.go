package parquet

import (
	"encoding/binary"
	"math"
)

// runs is the part of a list of runs that holds the first n values, of so many bits each. That a run is longer than what a page has
// is damage: a few bytes may ask for any number of values.
func runs(list []byte, width, n int) ([]byte, error) {
	end := 0
	for left := n; left > 0 && end < len(list); {
		head, size := binary.Uvarint(list[end:])
		if size <= 0 || head > math.MaxInt32 {
			return nil, errDamaged
		}
		count, bytes := int(head>>1), (width+7)/8 // the same value so many times
		if head&1 == 1 {                          // or eight values, one behind the other
			count, bytes = 8*count, count*width
		}
		if count > left+7 && (head&1 == 0 || width == 0) {
			return nil, errDamaged
		}
		if end += size + bytes; end > len(list) {
			return nil, errDamaged
		}
		left -= count
	}
	return list[:end], nil
}

// sizedRuns is the part of a list, which is behind its length, that holds the first n values, behind its own.
func sizedRuns(data []byte, width, n int) ([]byte, error) {
	if len(data) < 4 || int(binary.LittleEndian.Uint32(data)) > len(data)-4 {
		return nil, errDamaged
	}
	list, err := runs(data[4:][:binary.LittleEndian.Uint32(data)], width, n)
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(list))), list...), err
}
