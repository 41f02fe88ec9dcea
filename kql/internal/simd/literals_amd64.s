//go:build !purego

#include "textflag.h"

DATA low<>+0(SB)/8, $0x0f0f0f0f0f0f0f0f
GLOBL low<>(SB), RODATA|NOPTR, $8

// The buckets of the bytes in vec, as told by the tables of their low and high halves, ANDed. The halves' mask is in mask;
// tmp is overwritten.
#define BUCKETS(vec, tmp, lows, highs, mask) \
	VPAND   mask, vec, tmp  \
	VPSRLW  $4, vec, vec    \
	VPAND   mask, vec, vec  \
	VPSHUFB tmp, lows, tmp  \
	VPSHUFB vec, highs, vec \
	VPAND   tmp, vec, vec

// func literalsAVX2(t *nibbles, p *byte, n int) int
TEXT ·literalsAVX2(SB), NOSPLIT, $0-32
	MOVQ           t+0(FP), DI
	MOVQ           p+8(FP), SI
	MOVQ           n+16(FP), CX
	VBROADCASTI128 0(DI), Y0
	VBROADCASTI128 16(DI), Y1
	VBROADCASTI128 32(DI), Y2
	VBROADCASTI128 48(DI), Y3
	VBROADCASTI128 64(DI), Y4
	VBROADCASTI128 80(DI), Y5
	VPBROADCASTQ   low<>(SB), Y6
	VPXOR          Y7, Y7, Y7
	MOVQ           SI, AX
	LEAQ           -34(SI)(CX*1), R9 // the last place of a vector

loop:
	CMPQ AX, R9
	JA   last

body:
	VMOVDQU 0(AX), Y8
	VMOVDQU 1(AX), Y9
	VMOVDQU 2(AX), Y10
	BUCKETS(Y8, Y11, Y0, Y1, Y6)
	BUCKETS(Y9, Y12, Y2, Y3, Y6)
	BUCKETS(Y10, Y13, Y4, Y5, Y6)
	VPAND     Y9, Y8, Y8
	VPAND     Y10, Y8, Y8
	VPTEST    Y8, Y8
	JNZ       found
	ADDQ      $32, AX
	JMP       loop

last:
	// Bytes that are left get a vector that begins within the one before.
	LEAQ 32(R9), R10
	CMPQ AX, R10
	JAE  none
	MOVQ R9, AX
	JMP  body

found:
	VPCMPEQB  Y7, Y8, Y8
	VPMOVMSKB Y8, DX
	NOTL      DX
	TZCNTL    DX, DX
	SUBQ      SI, AX
	ADDQ      DX, AX
	MOVQ      AX, ret+24(FP)
	VZEROUPPER
	RET

none:
	MOVQ $-1, ret+24(FP)
	VZEROUPPER
	RET

#define BUCKETS512(vec, tmp, lows, highs, mask) \
	VPANDQ  mask, vec, tmp  \
	VPSRLW  $4, vec, vec    \
	VPANDQ  mask, vec, vec  \
	VPSHUFB tmp, lows, tmp  \
	VPSHUFB vec, highs, vec \
	VPANDQ  tmp, vec, vec

// func literalsAVX512(t *nibbles, p *byte, n int) int
TEXT ·literalsAVX512(SB), NOSPLIT, $0-32
	MOVQ            t+0(FP), DI
	MOVQ            p+8(FP), SI
	MOVQ            n+16(FP), CX
	VBROADCASTI32X4 0(DI), Z0
	VBROADCASTI32X4 16(DI), Z1
	VBROADCASTI32X4 32(DI), Z2
	VBROADCASTI32X4 48(DI), Z3
	VBROADCASTI32X4 64(DI), Z4
	VBROADCASTI32X4 80(DI), Z5
	VPBROADCASTQ    low<>(SB), Z6
	MOVQ            SI, AX
	LEAQ            -66(SI)(CX*1), R9 // the last place of a vector

loop:
	CMPQ AX, R9
	JA   last

body:
	VMOVDQU64 0(AX), Z8
	VMOVDQU64 1(AX), Z9
	VMOVDQU64 2(AX), Z10
	BUCKETS512(Z8, Z11, Z0, Z1, Z6)
	BUCKETS512(Z9, Z12, Z2, Z3, Z6)
	BUCKETS512(Z10, Z13, Z4, Z5, Z6)
	VPANDQ    Z9, Z8, Z8
	VPTESTMB  Z10, Z8, K1
	KORTESTQ  K1, K1
	JNZ       found
	ADDQ      $64, AX
	JMP       loop

last:
	LEAQ 64(R9), R10
	CMPQ AX, R10
	JAE  none
	MOVQ R9, AX
	JMP  body

found:
	KMOVQ  K1, DX
	TZCNTQ DX, DX
	SUBQ   SI, AX
	ADDQ   DX, AX
	MOVQ   AX, ret+24(FP)
	VZEROUPPER
	RET

none:
	MOVQ $-1, ret+24(FP)
	VZEROUPPER
	RET
