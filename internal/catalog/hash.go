package catalog

// hashFunctions are the hashes.
var hashFunctions = []Function{
	{
		Sigs:   []string{"__hash_crc32(source: flat, mod: integer, seed: integer) long"},
		Hidden: true, Foldable: true,
		Doc: "Hashes a value with CRC-32, into a range.",
	},
	{
		Sigs:   []string{"__hash_djb2(source: flat, [mod: integer]) long"},
		Hidden: true, Foldable: true,
		Doc: "Hashes a value with djb2, into a range if one is given.",
	},
	{
		Sigs:     []string{"hash(source: flat, [mod: integer]) long"},
		Foldable: true,
		Doc:      "Hashes a value with xxHash64, into a range if one is given.",
	},
	{
		Sigs:     []string{"hash_sha256(source: flat) string"},
		Foldable: true,
		Doc:      "Gives the SHA-256 of a value in hexadecimal.",
	},
	{
		Sigs:     []string{"hash_md5(source: flat) string"},
		Foldable: true,
		Doc:      "Gives the MD5 of a value in hexadecimal.",
	},
	{
		Sigs:     []string{"hash_sha1(source: flat) string"},
		Foldable: true,
		Doc:      "Gives the SHA-1 of a value in hexadecimal.",
	},
	{
		Sigs:     []string{"hash_xxhash64(source: flat, [mod: integer]) long"},
		Foldable: true,
		Doc:      "Hashes a value with xxHash64, into a range if one is given.",
	},
	{
		Sigs:   []string{"__hash_xxh64(source: flat, mod: integer, seed: integer) long"},
		Hidden: true, Foldable: true,
		Doc: "Hashes a value with xxHash64 and a seed, into a range.",
	},
	{
		Sigs:     []string{"hash_combine(source: scalar*2-32767) long"},
		Foldable: true,
		Doc:      "Combines several hashes into one.",
	},
	{
		Sigs:     []string{"hash_many(source: flat*) long"},
		Foldable: true,
		Doc:      "Combines the hashes of several values into one.",
	},
	{
		Sigs:   []string{"__hash_many_crc32(arg: scalar*2) long"},
		Hidden: true, Foldable: true,
		Doc: "Combines the CRC-32 of several values into one.",
	},
}
