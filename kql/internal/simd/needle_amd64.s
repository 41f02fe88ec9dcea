//go:build !purego

#include "textflag.h"

// An anchor has 16 bytes: its place, its byte, its folding bits.

// func needleAVX2(anchors *[2]anchor, p *byte, places int) int
TEXT ·needleAVX2(SB), NOSPLIT, $0-32
	MOVQ         anchors+0(FP), DI
	MOVQ         p+8(FP), SI
	MOVQ         places+16(FP), CX
	VPBROADCASTB 8(DI), Y0
	VPBROADCASTB 9(DI), Y1
	VPBROADCASTB 24(DI), Y2
	VPBROADCASTB 25(DI), Y3
	MOVQ         0(DI), AX
	MOVQ         16(DI), BX
	ADDQ         SI, AX            // the first anchor's places
	ADDQ         SI, BX            // the second's
	MOVQ         AX, R8            // where they begin
	CMPQ         CX, $32
	JB           few
	LEAQ         -32(AX)(CX*1), R9 // the last place of a vector

loop:
	CMPQ AX, R9
	JA   last

body:
	VMOVDQU   (AX), Y4
	VMOVDQU   (BX), Y5
	VPOR      Y1, Y4, Y4
	VPOR      Y3, Y5, Y5
	VPCMPEQB  Y0, Y4, Y4
	VPCMPEQB  Y2, Y5, Y5
	VPAND     Y5, Y4, Y4
	VPMOVMSKB Y4, DX
	TESTL     DX, DX
	JNZ       found
	ADDQ      $32, AX
	ADDQ      $32, BX
	JMP       loop

last:
	LEAQ 32(R9), R10
	SUBQ AX, R10
	JZ   none
	SUBQ $32, R10 // how far the last vector is behind the one at hand, below 0
	ADDQ R10, AX
	ADDQ R10, BX
	JMP  body

found:
	TZCNTL DX, DX
	SUBQ   R8, AX
	ADDQ   DX, AX
	MOVQ   AX, ret+24(FP)
	VZEROUPPER
	RET

none:
	MOVQ $-1, ret+24(FP)
	VZEROUPPER
	RET

few:
	// One vector, which reads behind the places: not across a page.
	MOVQ      AX, R10
	ANDQ      $4095, R10
	CMPQ      R10, $4064
	JA        page
	MOVQ      BX, R10
	ANDQ      $4095, R10
	CMPQ      R10, $4064
	JA        page
	VMOVDQU   (AX), Y4
	VMOVDQU   (BX), Y5
	VPOR      Y1, Y4, Y4
	VPOR      Y3, Y5, Y5
	VPCMPEQB  Y0, Y4, Y4
	VPCMPEQB  Y2, Y5, Y5
	VPAND     Y5, Y4, Y4
	VPMOVMSKB Y4, DX
	BZHIL     CX, DX, DX
	TESTL     DX, DX
	JNZ       found
	JMP       none

page:
	MOVQ $-2, ret+24(FP)
	VZEROUPPER
	RET

// func needleAVX512(anchors *[2]anchor, p *byte, places int) int
TEXT ·needleAVX512(SB), NOSPLIT, $0-32
	MOVQ         anchors+0(FP), DI
	MOVQ         p+8(FP), SI
	MOVQ         places+16(FP), CX
	VPBROADCASTB 8(DI), Z0
	VPBROADCASTB 9(DI), Z1
	VPBROADCASTB 24(DI), Z2
	VPBROADCASTB 25(DI), Z3
	MOVQ         0(DI), AX
	MOVQ         16(DI), BX
	ADDQ         SI, AX
	ADDQ         SI, BX
	MOVQ         AX, R8
	MOVQ         $-1, R9

loop:
	CMPQ      CX, $64
	JB        rest
	VPORQ     (AX), Z1, Z4
	VPORQ     (BX), Z3, Z5
	VPCMPEQB  Z0, Z4, K1
	VPCMPEQB  Z2, Z5, K1, K1
	KORTESTQ  K1, K1
	JNZ       found
	ADDQ      $64, AX
	ADDQ      $64, BX
	SUBQ      $64, CX
	JMP       loop

rest:
	// What is not asked for is not read.
	BZHIQ        CX, R9, R9
	KMOVQ        R9, K2
	VMOVDQU8.Z   (AX), K2, Z4
	VMOVDQU8.Z   (BX), K2, Z5
	VPORQ        Z1, Z4, Z4
	VPORQ        Z3, Z5, Z5
	VPCMPEQB     Z0, Z4, K2, K1
	VPCMPEQB     Z2, Z5, K1, K1
	KORTESTQ     K1, K1
	JNZ          found
	MOVQ         $-1, ret+24(FP)
	VZEROUPPER
	RET

found:
	KMOVQ  K1, DX
	TZCNTQ DX, DX
	SUBQ   R8, AX
	ADDQ   DX, AX
	MOVQ   AX, ret+24(FP)
	VZEROUPPER
	RET
