package catalog

import "github.com/kqlc/kqlc/kql"

// internals are functions that KQL does not have: other functions are written by means of them.
var internals = []Function{
	{
		Sigs:     []string{"countof regex(text: string, regex: const string) long"},
		Foldable: true,
		Doc:      "Counts the matches of a regular expression.",
		Go:       []any{kql.CountOfRegex},
	},
	{
		Sigs:     []string{"hash mod(hash: long, mod: long) long"},
		Foldable: true,
		Doc:      "Cuts a hash down to 0 up to below mod.",
		Go:       []any{kql.HashMod},
	},
	{
		Sigs:     []string{"compute(op: const string, left: scalar, right: scalar) dynamic"},
		Foldable: true,
		Doc:      "Applies an operator of arithmetic to values of which the data tell the types.",
		Go:       []any{kql.Compute},
	},
	{
		Sigs:     []string{"pack nonempty((key: string, value: scalar)*) dynamic"},
		Foldable: true,
		Doc:      "Builds a property bag of the values that are neither null nor the empty text: pack_all(true).",
		Go:       []any{kql.BagPackNotEmpty},
	},
	{
		Sigs: []string{"enrichment of(function: const string, key: string) dynamic"},
		Doc:  "Asks what a function of the service knows of a key.",
		Go:   []any{kql.EnrichmentOf},
	},
	{
		Sigs:     []string{"data size(value: scalar) long"},
		Foldable: true,
		Doc:      "Estimates the bytes of a value.",
		Go: []any{
			kql.DataSizeText, kql.DataSizeDynamic, kql.DataSize[bool], kql.DataSize[int32], kql.DataSize[int64], kql.DataSize[float64],
			kql.DataSize[kql.Decimal], kql.DataSize[kql.DateTime], kql.DataSize[kql.TimeSpan], kql.DataSize[kql.GUID],
		},
	},
}
