package kql

import "strconv"

// hllHashes is how many hashes an hll() holds before it estimates.
const hllHashes = 1024

// HLL is hll() and hll_if(): what hll_merge() and dcount_hll() read (Kusto: hll-aggregation-function). Values are added
// by their hash: [Hash], [HashLong] and so on.
type HLL struct{ sketch }

// NewHLL returns an empty state of an accuracy from 0 to 4, as [NewDCount] does.
func NewHLL(accuracy int64) HLL { return HLL{sketch{precision: precisionOf(accuracy)}} }

// Add takes in a value by its hash.
func (h *HLL) Add(hash int64) { h.add(uint64(hash), hllHashes) }

// AddDynamic takes in a value, unless it is null.
func (h *HLL) AddDynamic(v Dynamic) {
	if !v.IsNull() {
		h.Add(Hash(CanonicalKey(v)))
	}
}

// Merge takes in the values of other.
func (h *HLL) Merge(other *HLL) { h.merge(&other.sketch, hllHashes) }

// Result is the state as [[1024, precision], [hash, …], [registers]], where the registers are one text with a letter for
// each; null without a value.
func (h *HLL) Result() Dynamic {
	if h.empty() {
		return Dynamic{}
	}
	var hashes, registers []Dynamic
	for _, hash := range h.hashes.sorted() {
		hashes = append(hashes, DynamicString(strconv.FormatInt(hash, 10)))
	}
	if h.registers != nil {
		text := make([]byte, len(h.registers))
		for i, rank := range h.registers {
			text[i] = '0' + rank
		}
		registers = append(registers, DynamicString(string(text)))
	}
	head := []Dynamic{DynamicLong(hllHashes), DynamicLong(int64(h.bits()))}
	return DynamicArray([]Dynamic{DynamicArray(head), DynamicArray(hashes), DynamicArray(registers)})
}

// HLLMerge is hll_merge(): the values of all states (Kusto: hll-merge-aggregation-function).
type HLLMerge struct{ HLL }

// Add takes in a state; what is none is skipped.
func (h *HLLMerge) Add(state Dynamic) {
	other, ok := hllOf(state)
	if !ok {
		return
	}
	if h.empty() {
		h.precision = other.precision
	}
	h.HLL.Merge(&other)
}

// Merge takes in the states of other.
func (h *HLLMerge) Merge(other *HLLMerge) { h.Add(other.Result()) }

// MergeHLLs is hll_merge() of several states of a row.
func MergeHLLs(states ...Dynamic) Dynamic {
	var h HLLMerge
	for _, s := range states {
		h.Add(s)
	}
	return h.Result()
}

// DCountHLL is dcount_hll(): the number of distinct values of a state; null for what is none
// (Kusto: dcount-hll-function).
func DCountHLL(state Dynamic) Null[int64] {
	h, ok := hllOf(state)
	if !ok {
		return Null[int64]{}
	}
	return Some(h.count())
}

// hllOf reads what [HLL.Result] gave.
func hllOf(state Dynamic) (h HLL, ok bool) {
	parts := state.Elements()
	if len(parts) != 3 {
		return h, false
	}
	precision := Index(parts[0], 1).Long()
	if precision < minPrecision || precision > maxPrecision {
		return h, false
	}
	h.precision = uint8(precision)
	for _, hash := range parts[1].Elements() {
		n, err := strconv.ParseInt(hash.Text(), 10, 64)
		if err != nil {
			return h, false
		}
		h.Add(n)
	}
	registers := Index(parts[2], 0).Text()
	return h, registers == "" || h.setRegisters([]byte(registers), '0')
}
