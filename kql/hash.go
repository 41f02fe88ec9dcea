package kql

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"

	"github.com/cespare/xxhash/v2"
)

// Hash is hash() and hash_xxhash64() of a text: xxHash64 of its UTF-8 (Kusto: hash-function).
func Hash(text string) int64 { return int64(xxhash.Sum64String(text)) }

// HashLong is [Hash] of a long: of its eight bytes, the low one first.
func HashLong(n int64) int64 {
	return int64(xxhash.Sum64(binary.LittleEndian.AppendUint64(make([]byte, 0, 8), uint64(n))))
}

// HashReal is [Hash] of a real: of its eight bytes, the low one first.
func HashReal(x float64) int64 { return HashLong(int64(math.Float64bits(x))) }

// HashInt is [Hash] of an int, which hashes as the long of that value.
func HashInt(n int32) int64 { return HashLong(int64(n)) }

// HashBool is [Hash] of a bool, which hashes as the long 1 or 0.
func HashBool(b bool) int64 {
	if b {
		return HashLong(1)
	}
	return HashLong(0)
}

// HashDateTime is [Hash] of a datetime: of its ticks.
func HashDateTime(t DateTime) int64 { return HashLong(int64(t)) }

// HashTimeSpan is [Hash] of a timespan: of its ticks.
func HashTimeSpan(d TimeSpan) int64 { return HashLong(int64(d)) }

// HashGUID is [Hash] of a guid: of its sixteen bytes in memory.
func HashGUID(id GUID) int64 {
	id = swapGUID(id)
	return int64(xxhash.Sum64(id[:]))
}

// HashMod cuts a hash down to 0 … mod-1: hash(x, mod). It is null for a mod that is not positive.
func HashMod(hash, mod int64) Null[int64] {
	if mod <= 0 {
		return Null[int64]{}
	}
	if hash %= mod; hash < 0 {
		hash += mod
	}
	return Some(hash)
}

// HashMD5 is hash_md5() of a text, in hexadecimal; other values hash as tostring() prints them
// (Kusto: hash-md5-function).
func HashMD5(text string) string {
	sum := md5.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

// HashSHA1 is hash_sha1(), as [HashMD5] (Kusto: hash-sha1-function).
func HashSHA1(text string) string {
	sum := sha1.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

// HashSHA256 is hash_sha256(), as [HashMD5] (Kusto: hash-sha256-function).
func HashSHA256(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
