package parser

import (
	"slices"
	"strings"
)

// class is what a token can be in an expression. The lexer puts it into the token's position, in the place of the column.
type class int

const (
	// isKeyword marks the words with a meaning of their own.
	isKeyword class = 1 << (iota + 8)
	// isName marks words that can be names everywhere, isExtended those that can where a name is declared.
	isName
	isExtended
	// isSpecial marks words that can be names in expressions only.
	isSpecial
	// chains marks binary operators that can follow themselves.
	chains
	// ofText marks the operators between texts, to whose left * may stand.
	ofText

	// afterBreak marks tokens that stand on a later line than the one before.
	afterBreak

	// levelOf masks the precedence of a binary operator.
	levelOf class = 0xff
)

// Levels of binary operators, loosest first.
const (
	orLevel class = iota + 1
	andLevel
	equalityLevel
	relationLevel
	sumLevel
	productLevel
	textLevel
	unaryLevel
)

// classes are the words and operators that are more than plain names.
var classes = makeClasses()

func makeClasses() map[string]class {
	out := map[string]class{}
	add := func(c class, texts string) {
		for _, t := range strings.Fields(texts) {
			out[t] |= c
		}
	}
	add(isKeyword, otherKeywords)
	add(isKeyword|isExtended, declaredKeywords)
	add(isKeyword|isExtended|isName, nameKeywords)
	add(isSpecial, "kind withsource with_source")
	add(orLevel|chains, "or")
	add(andLevel|chains, "and")
	add(equalityLevel, "== != <> in !in in~ !in~ has_any has_all between !between")
	add(relationLevel, "< <= > >=")
	add(sumLevel|chains, "+ -")
	add(productLevel|chains, "* / %")
	add(textLevel|ofText, textOperators)
	out["matches regex"] = isKeyword | textLevel | ofText
	return out
}

// textOperators are the operators between texts, but for matches regex.
const textOperators = `=~ !~ : has !has has_cs !has_cs hasprefix !hasprefix hasprefix_cs !hasprefix_cs
	hassuffix !hassuffix hassuffix_cs !hassuffix_cs like notlike likecs notlikecs
	contains notcontains !contains containscs contains_cs notcontainscs !contains_cs
	startswith !startswith startswith_cs !startswith_cs endswith !endswith endswith_cs !endswith_cs`

// nameKeywords can be names everywhere.
const nameKeywords = `__partitionby access alias best_effort bin bool consume count database dataformat datetime_pattern
	declare default distinct edges entity_group evaluate extend facet filter fork from getschema graph
	guid id inline_external_table join let limit lookup mvapply mvexpand nodes null nulls on optional
	order output pack parse partition pattern plotly query_parameters range reduce regex render restrict
	scan serialize sort step summarize take top typeof uuid view with with_node_id`

// declaredKeywords can be names where a name is declared.
const declaredKeywords = `accumulate as by contains datatable earliest externaldata find has in invoke latest materialize
	mdm of print sample sample-distinct search set sql title to top-hitters top-nested toscalar totable
	verbose viewers where`

// otherKeywords are never names without brackets.
const otherKeywords = `!between !contains !contains_cs !endswith !endswith_cs !has !has_cs !hasprefix !hasprefix_cs
	!hassuffix !hassuffix_cs !in !in~ !startswith !startswith_cs 3Dchart __contextual_datatable
	__crossCluster __crossDB __executeAndCache __id __isFuzzy __noWithSource __packedColumn
	__projectAway __sourceColumnIndex and anomalychart areachart asc assert-schema bagexpansion barchart
	between bin_legacy boolean byte cachingpolicy callout cancel card char columnchart
	commands-and-queries contains_cs containscs cycles dataexport datascope date datetime decimal
	decodeblocks desc double dynamic encodingpolicy endswith endswith_cs expandoutput
	extent_tags_retention external_data first flags float force_remote granny-asc granny-desc
	graph-mark-components graph-match graph-shortest-paths graph-to-table graph-where-edges
	graph-where-nodes harddelete hardretention has_all has_any has_cs hasprefix hasprefix_cs hassuffix
	hassuffix_cs hint.concurrency hint.distribution hint.materialized hint.num_partitions
	hint.progressive_top hint.remote hint.shufflekey hint.spread hint.strategy hotcache int int16 int32
	int64 int8 in~ isfuzzy journal kind ladderchart last like likecs linechart long macro-expand
	make-graph make-series materialized-view-combine materialized-views missing mv-apply mv-expand
	nooptimization notcontains notcontainscs notlike notlikecs or others parse-kv parse-where
	partitioned-by pathformat piechart pivotchart project project-away project-by-names project-keep
	project-rename project-reorder project-smart queries query_results real relaxed
	restricted_view_access row_level_security rowstore rowstore_references rowstore_sealinfo
	rowstorepolicy rowstores scatterchart seal seals set-or-append set-or-replace shards simple
	softdelete softretention stackedareachart startswith startswith_cs statistics
	storedqueryresultcontainers string tablepurge time timechart timeline timepivot timespan treemap
	uint uint16 uint32 uint64 uint8 ulong union uniqueid unrestrictedviewers views with_itemindex
	with_match_id with_source with_step_name withsource writeaheadlog`

// joined are the keywords of more than letters, digits and underscores, by the word that they begin with, longest first.
var joined = makeJoined()

func makeJoined() map[string][]string {
	out := map[string][]string{}
	for k := range classes {
		word := strings.TrimLeft(k, "!")
		end := strings.IndexFunc(word, func(r rune) bool { return !isNamePart(byte(r)) })
		if end > 0 && len(word) == len(k) {
			out[word[:end]] = append(out[word[:end]], k)
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	}
	return out
}

// typed are the words that make a literal with the parenthesis right behind them.
var typed = set("bool date datetime decimal double guid int int32 int64 long real time timespan")

// types are the names of types in declarations.
var types = set(`bool boolean date datetime decimal double dynamic guid int int64 int8 long real string time timespan
	uniqueid`)

// oldTypes are names of types that only typeof knows.
var oldTypes = set("float int16 int32 uint uint16 uint32 uint64 uint8 ulong")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
