// Package simd searches text by vectors. Each search has a portable form, which is its definition, and forms for the
// vectors of AVX2 and of AVX-512 (its byte and word instructions) in assembly, chosen when the program starts. As for the
// kernels of Go's own library, GODEBUG=cpu.avx2=off, cpu.avx512bw=off and cpu.all=off turn them off, and the build tag
// purego leaves them out.
package simd

// Level is the vectors that a search uses.
type Level uint8

// The levels, from none.
const (
	Portable Level = iota
	AVX2
	AVX512
)

// best is the level of this machine.
var best = detect()

// Best is the highest level that this machine has.
func Best() Level { return best }

// Fold maps an ASCII capital to its small letter and every other byte to itself.
var Fold = func() (table [256]byte) {
	for i := range table {
		table[i] = byte(i)
		if 'A' <= i && i <= 'Z' {
			table[i] += 'a' - 'A'
		}
	}
	return table
}()

// EqualFold reports whether a and b, of equal length, are equal, ASCII letters case folded.
func EqualFold(a, b string) bool {
	b = b[:len(a)]
	for i := range len(a) {
		if Fold[a[i]] != Fold[b[i]] {
			return false
		}
	}
	return true
}

// rarity is greater for bytes that are rarer in command lines, paths and events, letters of both cases alike; never 0.
var rarity = func() (table [256]int) {
	const commonFirst = ` e/tasonirl.cdp-m0u1"h\f2g=wb:3_45v8x6ky97,z';&%j(q)@|{}[]$<>+#?*` + "\t\n!~^`"
	for i := range table {
		table[i] = len(commonFirst) + 1
	}
	for i := range len(commonFirst) {
		b := commonFirst[i]
		table[b] = i + 1
		if 'a' <= b && b <= 'z' {
			table[b-'a'+'A'] = i + 1
		}
	}
	return table
}()
