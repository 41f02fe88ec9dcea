package catalog

import (
	"github.com/kqlc/kqlc/kql"
)

// hashFunctions are the hashes.
var hashFunctions = []Function{
	{
		Sigs:   []string{"__hash_crc32(source: flat, mod: integer, seed: integer) long"},
		Hidden: true, Foldable: true,
		Doc:     "Hashes a value with CRC-32, into a range.",
		Missing: "it is internal to Kusto",
	},
	{
		Sigs:   []string{"__hash_djb2(source: flat, [mod: integer]) long"},
		Hidden: true, Foldable: true,
		Doc:     "Hashes a value with djb2, into a range if one is given.",
		Missing: "it is internal to Kusto",
	},
	{
		Sigs:     []string{"hash(source: flat, [mod: integer]) long"},
		Foldable: true,
		Doc:      "Hashes a value with xxHash64, into a range if one is given.",
		Go:       []any{kql.Hash, kql.HashLong, kql.HashReal, kql.HashInt, kql.HashBool, kql.HashDateTime, kql.HashTimeSpan, kql.HashGUID},
		Examples: []Example{
			{"hash('World')", "1846988464401551951"},
			{"hash('')", "-1205034819632174695"},
			{"hash('World', 100)", "51"},
		},
		As: []string{"($1, $2) = hash mod(hash($1), $2)"},
	},
	{
		Sigs:     []string{"hash_sha256(source: flat) string"},
		Foldable: true,
		Doc:      "Gives the SHA-256 of a value in hexadecimal.",
		Go:       []any{kql.HashSHA256},
		Examples: []Example{
			{"hash_sha256('World')", "78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524"},
			{"hash_sha256('')", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		},
	},
	{
		Sigs:     []string{"hash_md5(source: flat) string"},
		Foldable: true,
		Doc:      "Gives the MD5 of a value in hexadecimal.",
		Go:       []any{kql.HashMD5},
		Examples: []Example{
			{"hash_md5('World')", "f5a7924e621e84c9280a9a27e1bcb7f6"},
			{"hash_md5('')", "d41d8cd98f00b204e9800998ecf8427e"},
		},
	},
	{
		Sigs:     []string{"hash_sha1(source: flat) string"},
		Foldable: true,
		Doc:      "Gives the SHA-1 of a value in hexadecimal.",
		Go:       []any{kql.HashSHA1},
		Examples: []Example{
			{"hash_sha1('World')", "70c07ec18ef89c5309bbb0937f3a6342411e1fdd"},
			{"hash_sha1('')", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
		},
	},
	{
		Sigs:     []string{"hash_xxhash64(source: flat, [mod: integer]) long"},
		Foldable: true,
		Doc:      "Hashes a value with xxHash64, into a range if one is given.",
		Go:       []any{kql.Hash, kql.HashLong, kql.HashReal, kql.HashInt, kql.HashBool, kql.HashDateTime, kql.HashTimeSpan, kql.HashGUID},
		Examples: []Example{
			{"hash_xxhash64('World')", "1846988464401551951"},
			{"hash_xxhash64('')", "-1205034819632174695"},
			{"hash_xxhash64('World', 100)", "51"},
		},
		As: []string{"($1, $2) = hash mod(hash_xxhash64($1), $2)"},
	},
	{
		Sigs:   []string{"__hash_xxh64(source: flat, mod: integer, seed: integer) long"},
		Hidden: true, Foldable: true,
		Doc:     "Hashes a value with xxHash64 and a seed, into a range.",
		Missing: "it is internal to Kusto",
	},
	{
		Sigs:     []string{"hash_combine(source: scalar*2-32767) long"},
		Foldable: true,
		Doc:      "Combines several hashes into one.",
		Missing:  "how Kusto combines hashes is not published",
	},
	{
		Sigs:     []string{"hash_many(source: flat*) long"},
		Foldable: true,
		Doc:      "Combines the hashes of several values into one.",
		Missing:  "how Kusto combines hashes is not published",
	},
	{
		Sigs:   []string{"__hash_many_crc32(arg: scalar*2) long"},
		Hidden: true, Foldable: true,
		Doc:     "Combines the CRC-32 of several values into one.",
		Missing: "it is internal to Kusto",
	},
}
