package catalog

// sketchFunctions are the functions on digests and sketches.
var sketchFunctions = []Function{
	{
		Sigs: []string{
			"percentile_tdigest(tdigest: array, percentile1: real) dynamic",
			"percentile_tdigest(tdigest: array, percentile1: real, type: literal type) PNtype",
		},
		Naming: Prefixed, Prefix: "percentile_tdigest",
		Doc:     "Estimates a percentile from a digest.",
		Missing: "sketches and digests are not implemented",
	},
	{
		Sigs: []string{
			"percentiles_array_tdigest(tdigest: array, percentile: real*) array",
			"percentiles_array_tdigest(tdigest: array, percentiles: array) array",
		},
		Naming: Prefixed, Prefix: "percentile_tdigest",
		Doc:     "Estimates several percentiles from a digest.",
		Missing: "sketches and digests are not implemented",
	},
	{
		Sigs:    []string{"percentrank_tdigest(digest: array, value: scalar) real"},
		Doc:     "Estimates the share of values below one, from a digest.",
		Missing: "sketches and digests are not implemented",
	},
	{
		Sigs:    []string{"rank_tdigest(digest: array, value: scalar) real"},
		Doc:     "Estimates the rank of a value, from a digest.",
		Missing: "sketches and digests are not implemented",
	},
	{
		Sigs:    []string{"tdigest_isvalid(digest: array, value: scalar) bool"},
		Hidden:  true,
		Doc:     "Tells whether a value is a digest.",
		Missing: "it is internal to Kusto",
	},
	{
		Sigs:    []string{"hll_isvalid(hll: array, value: scalar) bool"},
		Hidden:  true,
		Doc:     "Tells whether a value is a sketch of distinct values.",
		Missing: "it is internal to Kusto",
	},
	{
		Sigs:   []string{"tdigest_merge(tdigest: array*2-16) array"},
		Naming: PrefixAlone, Prefix: "tdigests_merge_result",
		Doc:     "Merges digests.",
		Missing: "sketches and digests are not implemented",
	},
	{
		Sigs:   []string{"merge_tdigest(tdigest: array*2-16) array"},
		Naming: PrefixAlone, Prefix: "tdigests_merge_result",
		Doc:     "Merges digests.",
		Missing: "sketches and digests are not implemented",
	},
	{
		Sigs:   []string{"hll_merge(hll: array*2-16) array"},
		Naming: PrefixAlone, Prefix: "hll_merged_result",
		Doc:     "Merges sketches of distinct values.",
		Missing: "sketches and digests are not implemented",
	},
	{
		Sigs:   []string{"dcount_hll(hll: array) long"},
		Naming: Prefixed, Prefix: "dcount_hll",
		Doc:     "Estimates the count of distinct values from a sketch.",
		Missing: "sketches and digests are not implemented",
	},
	{
		Sigs:   []string{"__hll_normalize(hll: dynamic*2-16) dynamic"},
		Naming: First, Hidden: true,
		Doc:     "Brings sketches into one form.",
		Missing: "it is internal to Kusto",
	},
}
