package kql

import (
	"math"
	"math/bits"
)

// CountDistinct is count_distinct() and count_distinctif(): the number of distinct values, exactly. Reals are added as
// [RealKey] (Kusto: count-distinct-aggregation-function).
type CountDistinct[T comparable] struct{ set[T] }

// Add takes in v.
func (c *CountDistinct[T]) Add(v T) { c.set.add(v, math.MaxInt, nil) }

// AddKept is Add of a text that texts keeps, which many sets may have in common.
func (c *CountDistinct[T]) AddKept(texts *Texts, v T) { c.set.add(v, math.MaxInt, texts) }

// Merge takes in the values of other.
func (c *CountDistinct[T]) Merge(other *CountDistinct[T]) {
	for _, v := range other.all() {
		c.Add(v)
	}
}

// Result is the number of distinct values.
func (c *CountDistinct[T]) Result() int64 { return int64(c.count) }

// AppendState appends the state.
func (c *CountDistinct[T]) AppendState(dst []byte) []byte { return appendSlice(dst, c.all()) }

// ReadState reads a state.
func (c *CountDistinct[T]) ReadState(src []byte) ([]byte, error) { return c.set.read(src) }

// DCount is dcount() and dcountif(): the number of distinct values, exactly up to 65,536 and an estimate by HyperLogLog
// beyond (Kusto: dcount-aggregation-function). Values are added by their hash: [Hash], [HashLong] and so on.
type DCount struct{ sketch }

// NewDCount returns an empty count of an accuracy from 0 to 4, which stand for errors of 1.6, 0.8, 0.4, 0.28 and 0.2 %.
// The zero value is of accuracy 1.
func NewDCount(accuracy int64) DCount { return DCount{sketch{precision: precisionOf(accuracy)}} }

// Add takes in a value by its hash.
func (d *DCount) Add(hash int64) { d.add(uint64(hash), exactHashes) }

// AddDynamic takes in a value, unless it is null.
func (d *DCount) AddDynamic(v Dynamic) {
	if !v.IsNull() {
		d.Add(Hash(CanonicalKey(v)))
	}
}

// Merge takes in the values of other.
func (d *DCount) Merge(other *DCount) { d.merge(&other.sketch, exactHashes) }

// Result is the number of distinct values.
func (d *DCount) Result() int64 { return d.count() }

// exactHashes is how many hashes a dcount keeps before it estimates.
const exactHashes = 1 << 16

const minPrecision, maxPrecision = 4, 18

// precisionOf is the base-two logarithm of the number of registers for an accuracy.
func precisionOf(accuracy int64) uint8 {
	return [...]uint8{12, 14, 16, 17, 18}[min(max(accuracy, 0), 4)]
}

// sketch counts distinct hashes: it keeps them while they are few, then notes them in the registers of a HyperLogLog.
type sketch struct {
	hashes    hashSet
	registers []byte
	precision uint8 // 0 is 14
}

// add takes in a hash; exact is how many may be kept.
func (s *sketch) add(hash uint64, exact int) {
	if s.registers != nil {
		s.register(hash)
		return
	}
	if s.hashes.add(hash); s.hashes.len() > exact {
		s.estimate()
	}
}

// empty reports whether no hash was added.
func (s *sketch) empty() bool { return s.registers == nil && s.hashes.len() == 0 }

// estimate goes over to registers.
func (s *sketch) estimate() {
	if s.registers != nil {
		return
	}
	s.registers = make([]byte, 1<<s.bits())
	s.hashes.each(s.register)
	s.hashes = hashSet{}
}

// setRegisters sets the registers to ranks, which are written with zero added; ok is false where they are none.
func (s *sketch) setRegisters(ranks []byte, zero byte) (ok bool) {
	s.estimate()
	if len(ranks) != len(s.registers) {
		return false
	}
	for i, rank := range ranks {
		if rank -= zero; rank > 65-s.bits() {
			return false
		} else if rank > s.registers[i] {
			s.registers[i] = rank
		}
	}
	return true
}

func (s *sketch) bits() uint8 {
	if s.precision == 0 {
		return 14
	}
	return s.precision
}

// register notes the number of leading zeros, plus one, of the hash behind the bits that choose its register.
func (s *sketch) register(hash uint64) {
	p := s.bits()
	rank := byte(bits.LeadingZeros64(hash<<p|1<<(p-1)) + 1)
	if i := hash >> (64 - p); rank > s.registers[i] {
		s.registers[i] = rank
	}
}

// merge takes in the hashes of other. Where the two differ in precision, the lower one is that of the result.
func (s *sketch) merge(other *sketch, exact int) {
	if other.bits() < s.bits() {
		s.lower(other.bits())
	}
	if other.registers == nil {
		other.hashes.each(func(hash uint64) { s.add(hash, exact) })
		return
	}
	s.estimate()
	lowered := *other
	lowered.lower(s.bits())
	for i, rank := range lowered.registers {
		s.registers[i] = max(s.registers[i], rank)
	}
}

// lower goes over to fewer registers, in a new array.
func (s *sketch) lower(p uint8) {
	from := s.bits()
	s.precision = p
	if s.registers == nil || from == p {
		return
	}
	old := s.registers
	s.registers = make([]byte, 1<<p)
	for i, rank := range old {
		if rank == 0 {
			continue
		}
		// The bits that no longer choose the register go before those that were ranked.
		if low := uint64(i) << (64 - (from - p)); low != 0 {
			rank = byte(bits.LeadingZeros64(low) + 1)
		} else {
			rank += from - p
		}
		if j := i >> (from - p); rank > s.registers[j] {
			s.registers[j] = rank
		}
	}
}

// count is the number of hashes, or its estimate after Ertl (New cardinality estimation algorithms for HyperLogLog
// sketches, 2017).
func (s *sketch) count() int64 {
	if s.registers == nil {
		return int64(s.hashes.len())
	}
	m, q := float64(len(s.registers)), 64-int(s.bits())
	var ranks [66]float64
	for _, rank := range s.registers {
		ranks[rank]++
	}
	z := m * ertlTau(1-ranks[q+1]/m)
	for k := q; k >= 1; k-- {
		z = (z + ranks[k]) / 2
	}
	z += m * ertlSigma(ranks[0]/m)
	return int64(math.Round(m * m / (2 * math.Ln2 * z)))
}

func ertlSigma(x float64) float64 {
	if x == 1 {
		return math.Inf(1)
	}
	for y, z := 1.0, x; ; y *= 2 {
		x *= x
		last := z
		if z += x * y; z == last {
			return z
		}
	}
}

func ertlTau(x float64) float64 {
	if x == 0 || x == 1 {
		return 0
	}
	for y, z := 0.5, 1-x; ; y /= 2 {
		x = math.Sqrt(x)
		last := z
		if z -= (1 - x) * (1 - x) * y; z == last {
			return z / 3
		}
	}
}

// AppendState appends the state.
func (s *sketch) AppendState(dst []byte) []byte {
	dst = AppendValue(append(dst, s.precision), string(s.registers))
	return appendSlice(dst, s.hashes.sorted())
}

// ReadState reads a state.
func (s *sketch) ReadState(src []byte) ([]byte, error) {
	if len(src) == 0 || src[0] != 0 && (src[0] < minPrecision || src[0] > maxPrecision) {
		return nil, ErrState
	}
	*s = sketch{precision: src[0]}
	registers, src, err := readBytes(src[1:])
	if err != nil || len(registers) != 0 && !s.setRegisters(registers, 0) {
		return nil, ErrState
	}
	var hashes []int64
	if src, err = readSlice(src, &hashes); err != nil {
		return nil, err
	}
	for _, h := range hashes {
		s.hashes.add(uint64(h))
	}
	return src, nil
}
