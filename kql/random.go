package kql

import "math/rand/v2"

// Rand is rand(): a number from 0 up to but not 1 (Kusto: rand-function).
func Rand(env Env) float64 { return float64(env.random()>>11) / (1 << 53) }

// RandBelow is rand() with a limit: a whole number from 0 up to but not n. A limit below one is none.
func RandBelow(env Env, n int64) float64 {
	if n < 1 {
		return Rand(env)
	}
	return float64(env.random() % uint64(n))
}

// NewGUID is new_guid(): a guid of version 4 (Kusto: new-guid-function).
func NewGUID(env Env) GUID {
	var g GUID
	high, low := env.random(), env.random()
	for i := range 8 {
		g[i], g[8+i] = byte(high>>(8*i)), byte(low>>(8*i))
	}
	g[6], g[8] = g[6]&0x0f|0x40, g[8]&0x3f|0x80
	return g
}

func (e Env) random() uint64 {
	if e.Random == nil {
		return rand.Uint64()
	}
	return e.Random()
}
