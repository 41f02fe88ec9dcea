//go:build !purego

#include "textflag.h"

// ESCAPES takes the quotes of a word in DX, its backslashes in BX and in R8 whether its first byte is escaped. It leaves in
// DX the quotes that are not escaped and in R8 what holds for the next word. A run of backslashes escapes at every second
// byte from its start: R12 has a bit at every odd place, and subtracting the start of a run turns these bits over along the
// run. R11 then are the backslashes that escape and the bytes behind runs of odd length; R13 are the bytes that are escaped.
#define ESCAPES \
	MOVQ  BX, R10           \
	ANDNQ R10, R8, R10      \
	LEAQ  (R10)(R10*1), R11 \
	ORQ   R12, R11          \
	SUBQ  R10, R11          \
	XORQ  R12, R11          \
	MOVQ  BX, R13           \
	ORQ   R8, R13           \
	XORQ  R11, R13          \
	ANDNQ DX, R13, DX       \
	MOVQ  BX, R8            \
	ANDQ  R11, R8           \
	SHRQ  $63, R8

// func quotesAVX2(dst *uint64, text *byte, words int) (escaped uint64)
TEXT ·quotesAVX2(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ text+8(FP), SI
	MOVQ words+16(FP), CX
	MOVQ $0x2222222222222222, AX
	VMOVQ AX, X6
	VPBROADCASTB X6, Y6
	MOVQ $0x5c5c5c5c5c5c5c5c, AX
	VMOVQ AX, X7
	VPBROADCASTB X7, Y7
	MOVQ $0xaaaaaaaaaaaaaaaa, R12
	XORQ R8, R8

loop:
	VMOVDQU   0(SI), Y0
	VMOVDQU   32(SI), Y1
	VPCMPEQB  Y0, Y6, Y2
	VPCMPEQB  Y1, Y6, Y3
	VPCMPEQB  Y0, Y7, Y4
	VPCMPEQB  Y1, Y7, Y5
	VPMOVMSKB Y2, DX
	VPMOVMSKB Y3, AX
	SHLQ      $32, AX
	ORQ       AX, DX
	VPMOVMSKB Y4, BX
	VPMOVMSKB Y5, AX
	SHLQ      $32, AX
	ORQ       AX, BX
	MOVQ      BX, AX
	ORQ       R8, AX
	JZ        plain
	ESCAPES

plain:
	MOVQ DX, (DI)
	ADDQ $64, SI
	ADDQ $8, DI
	DECQ CX
	JNZ  loop
	MOVQ R8, escaped+24(FP)
	VZEROUPPER
	RET

// func quotesAVX512(dst *uint64, text *byte, words int) (escaped uint64)
TEXT ·quotesAVX512(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ text+8(FP), SI
	MOVQ words+16(FP), CX
	MOVQ $0x2222222222222222, AX
	VPBROADCASTQ AX, Z6
	MOVQ $0x5c5c5c5c5c5c5c5c, AX
	VPBROADCASTQ AX, Z7
	MOVQ $0xaaaaaaaaaaaaaaaa, R12
	XORQ R8, R8

loop:
	VMOVDQU64 0(SI), Z0
	VPCMPEQB  Z0, Z6, K1
	VPCMPEQB  Z0, Z7, K2
	KMOVQ     K1, DX
	KMOVQ     K2, BX
	MOVQ      BX, AX
	ORQ       R8, AX
	JZ        plain
	ESCAPES

plain:
	MOVQ DX, (DI)
	ADDQ $64, SI
	ADDQ $8, DI
	DECQ CX
	JNZ  loop
	MOVQ R8, escaped+24(FP)
	VZEROUPPER
	RET
