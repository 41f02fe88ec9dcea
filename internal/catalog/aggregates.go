package catalog

// aggregates are the aggregate functions.
var aggregates = []Function{
	{
		Sigs:   []string{"sum(expr: summable) P0+"},
		Naming: Prefixed, Prefix: "sum",
		Doc: "Adds the values.",
	},
	{
		Sigs:   []string{"sumif(expr: summable, predicate: bool) P0+"},
		Naming: Prefixed, Prefix: "sumif",
		Doc: "Adds the values of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"cnt() long"},
		Naming: Prefixed, Prefix: "cnt", Instead: "count", Hidden: true,
		Doc: "Counts the rows.",
	},
	{
		Sigs: []string{
			"count() long",
			"count(predicate: bool) long instead countif",
		},
		Naming: Prefixed, Prefix: "count",
		Doc: "Counts the rows.",
	},
	{
		Sigs:   []string{"countif(predicate: bool) long"},
		Naming: Prefixed, Prefix: "countif",
		Doc: "Counts the rows that meet a condition.",
	},
	{
		Sigs:   []string{"dcount(expr: scalar, [accuracy: flat]) long"},
		Naming: Prefixed, Prefix: "dcount",
		Doc: "Estimates the count of distinct values.",
	},
	{
		Sigs:   []string{"dcountif(expr: scalar, predicate: bool, [accuracy: flat]) long"},
		Naming: Prefixed, Prefix: "dcountif",
		Doc: "Estimates the count of distinct values of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"tdigest(expr: summable, [weight: integer]) array"},
		Naming: Prefixed, Prefix: "tdigest",
		Doc: "Builds a digest from which percentiles can be estimated.",
	},
	{
		Sigs:   []string{"tdigest_merge(tdigest: array) array"},
		Naming: Prefixed, Prefix: "merge_tdigests",
		Doc: "Merges digests.",
	},
	{
		Sigs:   []string{"merge_tdigest(tdigest: array) array"},
		Naming: Prefixed, Prefix: "merge_tdigests",
		Doc: "Merges digests.",
	},
	{
		Sigs:   []string{"hll(expr: hashable, [accuracy: integer]) array"},
		Naming: Prefixed, Prefix: "hll",
		Doc: "Builds a sketch of distinct values.",
	},
	{
		Sigs:   []string{"hll_if(expr: hashable, predicate: bool, [accuracy: integer]) array"},
		Naming: Prefixed, Prefix: "hll_if",
		Doc: "Builds a sketch of distinct values of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"hll_merge(hll: array) array"},
		Naming: Prefixed, Prefix: "hll_merge",
		Doc: "Merges sketches of distinct values.",
	},
	{
		Sigs:   []string{"min(expr: orderable) P0"},
		Naming: Prefixed, Prefix: "min",
		Doc: "Gives the least value.",
	},
	{
		Sigs:   []string{"minif(expr: orderable, predicate: bool) P0"},
		Naming: Prefixed, Prefix: "minif",
		Doc: "Gives the least value of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"max(expr: orderable) P0"},
		Naming: Prefixed, Prefix: "max",
		Doc: "Gives the greatest value.",
	},
	{
		Sigs:   []string{"maxif(expr: orderable, predicate: bool) P0"},
		Naming: Prefixed, Prefix: "maxif",
		Doc: "Gives the greatest value of the rows that meet a condition.",
	},
	{
		Sigs: []string{
			"avg(expr: integer) real",
			"avg(expr: real) real",
			"avg(expr: decimal) decimal",
			"avg(expr: timespan) timespan",
			"avg(expr: datetime) datetime",
		},
		Naming: Prefixed, Prefix: "avg",
		Doc: "Gives the average.",
	},
	{
		Sigs: []string{
			"avgif(expr: integer, predicate: bool) real",
			"avgif(expr: real, predicate: bool) real",
			"avgif(expr: decimal, predicate: bool) decimal",
			"avgif(expr: timespan, predicate: bool) timespan",
			"avgif(expr: datetime, predicate: bool) datetime",
		},
		Naming: Prefixed, Prefix: "avgif",
		Doc: "Gives the average of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"makelist(expr: scalar, [maxSize: integer]) P0[]"},
		Naming: Prefixed, Prefix: "list", Instead: "make_list", Hidden: true,
		Doc: "Collects the values into an array.",
	},
	{
		Sigs:   []string{"make_list(expr: scalar, [maxSize: integer]) P0[]"},
		Naming: Prefixed, Prefix: "list",
		Doc: "Collects the values into an array, without nulls.",
	},
	{
		Sigs:   []string{"make_list_if(expr: scalar, predicate: bool, [maxSize: integer]) P0[]"},
		Naming: Prefixed, Prefix: "list",
		Doc: "Collects the values of the rows that meet a condition into an array.",
	},
	{
		Sigs:   []string{"make_list_with_nulls(expr: scalar) P0[]"},
		Naming: Prefixed, Prefix: "list",
		Doc: "Collects the values into an array, nulls included.",
	},
	{
		Sigs:   []string{"makeset(expr: scalar, [maxSize: integer]) P0[]"},
		Naming: Prefixed, Prefix: "set", Instead: "make_set", Hidden: true,
		Doc: "Collects the distinct values into an array.",
	},
	{
		Sigs:   []string{"make_set(expr: scalar, [maxSize: integer]) P0[]"},
		Naming: Prefixed, Prefix: "set",
		Doc: "Collects the distinct values into an array.",
	},
	{
		Sigs:   []string{"make_set_if(expr: scalar, predicate: bool, [maxSize: integer]) P0[]"},
		Naming: Prefixed, Prefix: "set",
		Doc: "Collects the distinct values of the rows that meet a condition into an array.",
	},
	{
		Sigs:   []string{"make_dictionary(expr: bag, [maxSize: integer]) bag"},
		Naming: Prefixed, Prefix: "dictionary", Hidden: true,
		Doc: "Merges property bags.",
	},
	{
		Sigs:   []string{"make_bag(expr: bag, [maxSize: integer]) bag"},
		Naming: Prefixed, Prefix: "bag",
		Doc: "Merges property bags; one value of a key is kept.",
	},
	{
		Sigs:   []string{"make_bag_if(expr: bag, predicate: bool, [maxSize: integer]) bag"},
		Naming: Prefixed, Prefix: "bag",
		Doc: "Merges the property bags of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"buildschema(expr: bag) bag"},
		Naming: Prefixed, Prefix: "schema",
		Doc: "Describes the types found in dynamics.",
	},
	{
		Sigs:   []string{"passthrough(expr: scalar) P0"},
		Naming: First, Hidden: true,
		Doc: "Gives the value as it is.",
	},
	{
		Sigs:   []string{"percentile(expr: scalar, percentile: number) custom"},
		Return: percentiles,
		Doc:    "Estimates a percentile.",
	},
	{
		Sigs:   []string{"percentiles(expr: scalar, percentile: number*) custom"},
		Return: percentiles,
		Doc:    "Estimates several percentiles, a column each.",
	},
	{
		Sigs: []string{
			"percentiles_array(expr: scalar, percentile: number*) custom",
			"percentiles_array(expr: scalar, percentiles: array) custom",
		},
		Return: percentilesArray,
		Doc:    "Estimates several percentiles as an array.",
	},
	{
		Sigs:   []string{"percentilew(expr: scalar, weight: integer, percentile: number) custom"},
		Return: percentiles,
		Doc:    "Estimates a percentile of weighted values.",
	},
	{
		Sigs:   []string{"percentilesw(expr: scalar, weight: integer, percentile: number*) custom"},
		Return: percentiles,
		Doc:    "Estimates several percentiles of weighted values, a column each.",
	},
	{
		Sigs: []string{
			"percentilesw_array(expr: scalar, weight: integer, percentile: number*) custom",
			"percentilesw_array(expr: scalar, weight: integer, percentiles: array) custom",
		},
		Return: percentilesArray,
		Doc:    "Estimates several percentiles of weighted values as an array.",
	},
	{
		Sigs:   []string{"stdev(expr: summable) real"},
		Naming: Prefixed, Prefix: "stdev",
		Doc: "Gives the standard deviation of a sample.",
	},
	{
		Sigs:   []string{"stdevif(expr: summable, predicate: bool) real"},
		Naming: Prefixed, Prefix: "stdevif",
		Doc: "Gives the standard deviation of a sample, of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"stdevp(expr: summable) real"},
		Naming: Prefixed, Prefix: "stdevp",
		Doc: "Gives the standard deviation of a population.",
	},
	{
		Sigs:   []string{"variance(expr: summable) real"},
		Naming: Prefixed, Prefix: "variance",
		Doc: "Gives the variance of a sample.",
	},
	{
		Sigs:   []string{"varianceif(expr: summable, predicate: bool) real"},
		Naming: Prefixed, Prefix: "varianceif",
		Doc: "Gives the variance of a sample, of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"variancep(expr: summable) real"},
		Naming: Prefixed, Prefix: "variancep",
		Doc: "Gives the variance of a population.",
	},
	{
		Sigs:   []string{"variancepif(expr: summable, predicate: bool) real"},
		Naming: Prefixed, Prefix: "variancepif",
		Doc: "Gives the variance of a population, of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"covariance(expr: summable, expr: summable) real"},
		Naming: Prefixed, Prefix: "covariance",
		Doc: "Gives the covariance of a sample.",
	},
	{
		Sigs:   []string{"covarianceif(expr: summable, expr: summable, predicate: bool) real"},
		Naming: Prefixed, Prefix: "covarianceif",
		Doc: "Gives the covariance of a sample, of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"covariancep(expr: summable, expr: summable) real"},
		Naming: Prefixed, Prefix: "covariancep",
		Doc: "Gives the covariance of a population.",
	},
	{
		Sigs:   []string{"covariancepif(expr: summable, expr: summable, predicate: bool) real"},
		Naming: Prefixed, Prefix: "covariancepif",
		Doc: "Gives the covariance of a population, of the rows that meet a condition.",
	},
	{
		Sigs: []string{
			"any(expr: scalar) P0",
			"any(expr: scalar*2-32767) custom",
			"any(expr: star scalar) custom",
		},
		Return: takeAny, Naming: Prefixed, Prefix: "any", Instead: "take_any", Hidden: true,
		Doc: "Gives values of one of the rows.",
	},
	{
		Sigs:   []string{"take_any(expr: star? scalar*) custom"},
		Return: takeAny,
		Doc:    "Gives values of one of the rows.",
	},
	{
		Sigs:   []string{"anyif(expr: scalar, predicate: bool) P0"},
		Naming: Prefixed, Prefix: "anyif", Instead: "take_anyif", Hidden: true,
		Doc: "Gives a value of one of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"take_anyif(expr: scalar, predicate: bool) P0"},
		Naming: First,
		Doc:    "Gives a value of one of the rows that meet a condition.",
	},
	{
		Sigs:   []string{"arg_min(minimized: orderable, [returned: star? scalar*]) custom"},
		Return: argBest,
		Doc:    "Gives values of the row with the least first argument.",
	},
	{
		Sigs:   []string{"arg_max(maximized: orderable, [returned: star? scalar*]) custom"},
		Return: argBest,
		Doc:    "Gives values of the row with the greatest first argument.",
	},
	{
		Sigs:   []string{"argmin(minimized: orderable, [returned: star? scalar*]) custom"},
		Return: argBestOld, Prefix: "min", Instead: "arg_min", Hidden: true,
		Doc: "Gives values of the row with the least first argument, under combined names.",
	},
	{
		Sigs:   []string{"argmax(maximized: orderable, [returned: star? scalar*]) custom"},
		Return: argBestOld, Prefix: "max", Instead: "arg_max", Hidden: true,
		Doc: "Gives values of the row with the greatest first argument, under combined names.",
	},
	{
		Sigs:   []string{"binary_all_or(expr: summable) P0"},
		Naming: First,
		Doc:    "Combines the bits of all values with or.",
	},
	{
		Sigs:   []string{"binary_all_and(expr: summable) P0"},
		Naming: First,
		Doc:    "Combines the bits of all values with and.",
	},
	{
		Sigs:   []string{"binary_all_xor(expr: summable) P0"},
		Naming: First,
		Doc:    "Combines the bits of all values with exclusive or.",
	},
	{
		Sigs:   []string{"count_distinct(expr: flat) long"},
		Naming: Prefixed, Prefix: "count_distinct", Faster: "dcount",
		Doc: "Counts the distinct values exactly.",
	},
	{
		Sigs:   []string{"count_distinctif(expr: flat, predicate: bool) long"},
		Naming: Prefixed, Prefix: "count_distinctif", Faster: "dcountif",
		Doc: "Counts the distinct values of the rows that meet a condition exactly.",
	},
}
