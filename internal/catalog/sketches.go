package catalog

import "github.com/kqlc/kqlc/kql"

// sketchFunctions are the functions on digests and sketches.
var sketchFunctions = []Function{
	{
		Sigs: []string{
			"percentile_tdigest(tdigest: array, percentile1: real) dynamic",
			"percentile_tdigest(tdigest: array, percentile1: real, type: literal type) PNtype",
		},
		Naming: Prefixed, Prefix: "percentile_tdigest",
		Doc: "Estimates a percentile from a digest.",
		Go:  []any{kql.PercentileTDigest},
		Examples: []Example{
			{"percentile_tdigest(dynamic([[7],[10,20,30],[1,1,2]]), 50)", "20"},
			{"percentile_tdigest(dynamic(null), 50)", "null"},
		},
	},
	{
		Sigs: []string{
			"percentiles_array_tdigest(tdigest: array, percentile: real*) array",
			"percentiles_array_tdigest(tdigest: array, percentiles: array) array",
		},
		Naming: Prefixed, Prefix: "percentile_tdigest",
		Doc: "Estimates several percentiles from a digest.",
		Go:  []any{kql.PercentilesArrayTDigest, kql.PercentilesArrayTDigestOf},
		Examples: []Example{
			{"percentiles_array_tdigest(dynamic([[7],[10,20,30],[1,1,2]]), 50.0, 90.0)", "[20,30]"},
			{"percentiles_array_tdigest(dynamic([[7],[10,20,30],[1,1,2]]), dynamic([50,90]))", "[20,30]"},
		},
	},
	{
		Sigs: []string{"percentrank_tdigest(digest: array, value: scalar) real"},
		Doc:  "Estimates the share of values below one, from a digest.",
		Go:   []any{kql.PercentRankTDigest},
		Examples: []Example{
			{"percentrank_tdigest(dynamic([[7],[10,20,30],[1,1,2]]), 20)", "50.0"},
			{"percentrank_tdigest(dynamic(null), 20)", "null"},
		},
	},
	{
		Sigs: []string{"rank_tdigest(digest: array, value: scalar) real"},
		Doc:  "Estimates the rank of a value, from a digest.",
		Go:   []any{kql.RankTDigest},
		Examples: []Example{
			{"rank_tdigest(dynamic([[7],[10,20,30],[1,1,2]]), 25)", "2.0"},
			{"rank_tdigest(dynamic([]), 25)", "null"},
		},
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
		Doc: "Merges digests.",
		Go:  []any{kql.MergeTDigests},
		Examples: []Example{
			{"tdigest_merge(dynamic([[7],[10],[1]]), dynamic([[7],[5,10],[2,3]]))", "[[7],[5,10],[2,4]]"},
			{"tdigest_merge(dynamic(1), dynamic(null))", "null"},
		},
	},
	{
		Sigs:   []string{"merge_tdigest(tdigest: array*2-16) array"},
		Naming: PrefixAlone, Prefix: "tdigests_merge_result",
		Doc: "Merges digests.",
		Go:  []any{kql.MergeTDigests},
		Examples: []Example{
			{"merge_tdigest(dynamic([[7],[10],[1]]), dynamic([[7],[5,10],[2,3]]))", "[[7],[5,10],[2,4]]"},
			{"merge_tdigest(dynamic(1), dynamic(null))", "null"},
		},
	},
	{
		Sigs:   []string{"hll_merge(hll: array*2-16) array"},
		Naming: PrefixAlone, Prefix: "hll_merged_result",
		Doc: "Merges sketches of distinct values.",
		Go:  []any{kql.MergeHLLs},
		Examples: []Example{
			{"hll_merge(dynamic([[1024,14],['1'],[]]), dynamic([[1024,14],['-2','1'],[]]))", `[[1024,14],["-2","1"],[]]`},
			{"hll_merge(dynamic(1), dynamic(null))", "null"},
		},
	},
	{
		Sigs:   []string{"dcount_hll(hll: array) long"},
		Naming: Prefixed, Prefix: "dcount_hll",
		Doc: "Estimates the count of distinct values from a sketch.",
		Go:  []any{kql.DCountHLL},
		Examples: []Example{
			{"dcount_hll(dynamic([[1024,14],['-2','1'],[]]))", "2"},
			{"dcount_hll(dynamic(null))", "null"},
		},
	},
	{
		Sigs:   []string{"__hll_normalize(hll: dynamic*2-16) dynamic"},
		Naming: First, Hidden: true,
		Doc:     "Brings sketches into one form.",
		Missing: "it is internal to Kusto",
	},
}
