//go:build !purego

package simd

import (
	"os"
	"strings"
)

func cpuid(leaf, subleaf uint32) (a, b, c, d uint32)

// xgetbv reads which registers the system saves.
func xgetbv() uint32

func detect() Level {
	const (
		osxsave, avx           = 1 << 27, 1 << 28
		avx2, bmi1, bmi2       = 1 << 5, 1 << 3, 1 << 8
		avx512f, avx512bw      = 1 << 16, 1 << 30
		savesAVX, savesAVX512  = 0x6, 0xe6
		features, moreFeatures = 1, 7
	)
	highest, _, _, _ := cpuid(0, 0)
	if highest < moreFeatures {
		return Portable
	}
	_, _, c, _ := cpuid(features, 0)
	if c&osxsave == 0 || c&avx == 0 {
		return Portable
	}
	saved := xgetbv()
	_, b, _, _ := cpuid(moreFeatures, 0)
	const forAVX2, forAVX512 = avx2 | bmi1 | bmi2, avx512f | avx512bw
	switch {
	case saved&savesAVX != savesAVX || b&forAVX2 != forAVX2 || off("avx2"):
		return Portable
	case saved&savesAVX512 != savesAVX512 || b&forAVX512 != forAVX512 || off("avx512bw"):
		return AVX2
	}
	return AVX512
}

// off reports whether GODEBUG turns a feature off.
func off(feature string) bool {
	for option := range strings.SplitSeq(os.Getenv("GODEBUG"), ",") {
		if option == "cpu."+feature+"=off" || option == "cpu.all=off" {
			return true
		}
	}
	return false
}
