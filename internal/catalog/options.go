package catalog

import (
	"slices"
	"strings"
)

// Option is a named parameter of a query operator, as kind in join kind=inner or hint.strategy.
type Option struct {
	Name string
	// Alias is another spelling, "" mostly.
	Alias string
	Value OptionValue
	// Values are what it can be, nil for anything; compared without regard to case unless CaseSensitive.
	Values        []string
	CaseSensitive bool
	// Repeatable options may occur more than once.
	Repeatable bool
}

// OptionValue says what form the value of an [Option] has.
type OptionValue uint8

// The forms.
const (
	AnyValue       OptionValue = iota
	WordValue                  // a bare word, one of Values if there are any
	WordOrNumber               // a bare word or an integer
	BoolValue                  // a literal bool
	IntegerValue               // a literal int or long
	NumberValue                // a literal number
	ScalarValue                // a literal of any scalar type
	TextLiteral                // a literal string
	TextValue                  // an expression of type string
	ColumnValue                // a column of the row
	ColumnsValue               // a list of columns
	NewColumnValue             // the name of a column to be made
)

var optionValues = map[string]OptionValue{
	"any": AnyValue, "word": WordValue, "word|number": WordOrNumber, "bool": BoolValue, "integer": IntegerValue,
	"number": NumberValue, "scalar": ScalarValue, "text": TextLiteral, "string": TextValue, "column": ColumnValue,
	"columns": ColumnsValue, "name": NewColumnValue,
}

// An option is "name[/alias]: form [value …]"; * after the name stands for repeatable, ~ for values in any case.
const (
	shuffleKey    = "hint.shufflekey*: column"
	numPartitions = "hint.num_partitions: integer"
	concurrency   = "hint.concurrency~: word|number auto left local right unresolved"
	spread        = "hint.spread~: word|number auto local"
	materialized  = "hint.materialized: bool"
	withSource    = "withsource/with_source: name"
	isFuzzy       = "isfuzzy/__isFuzzy: bool"
	bestEffort    = "best_effort: bool"
	joinStrategy  = "hint.strategy~: word auto broadcast centralized shuffle"
	itemIndex     = "with_itemindex: name"
)

var options = map[string][]string{
	"as":       {materialized},
	"consume":  {"decodeblocks: bool"},
	"distinct": {shuffleKey, joinStrategy, numPartitions},
	"evaluate": {"hint.distribution~: word single per_node per_shard default", "hint.remote~: word auto local"},
	"find":     {withSource},
	"join": {
		"kind: word inner fullouter innerunique leftanti leftantisemi anti leftouter leftsemi rightanti rightantisemi " +
			"rightouter rightsemi",
		"hint.remote~: word auto left local right unresolved", shuffleKey, joinStrategy, numPartitions,
	},
	"lookup":      {"kind: word inner leftouter"},
	"make-series": {shuffleKey, "kind: word nonempty"},
	"mv-apply":    {itemIndex},
	"mv-expand":   {"kind: word bag array", "bagexpansion: word bag array", itemIndex},
	"parse":       {"kind: word simple regex relaxed", "flags: word"},
	"parse-kv with": {
		"pair_delimiter: text", "kv_delimiter: text", "regex: text", "quote*: text", "escape*: text", "greedy: bool",
	},
	"partition": {concurrency, spread, materialized, shuffleKey, "hint.strategy~: word shuffle native legacy"},
	"reduce":    {"kind: word source"},
	"reduce with": {
		"threshold: number", "characters: text",
	},
	"render": {
		"kind: word default unstacked stacked stacked100 map", "title: string", "accumulate: bool", "with: text", "by: columns",
	},
	"render with": {
		"kind: word default unstacked stacked stacked100 map", "title: string", "accumulate: bool", "xcolumn: column",
		"ycolumns: columns", "anomalycolumns: columns", "series: columns", "xtitle: string", "ytitle: string",
		"xaxis: word linear log", "yaxis: word linear log", "legend: word visible hidden", "ysplit: word none axes panels",
		"ymin: number", "ymax: number", "xmin: scalar", "xmax: scalar",
	},
	"scan":                 {"kind: word partial full", "with_match_id: name"},
	"search":               {"kind: word default case_insensitive case_sensitive"},
	"sort":                 {"hint.strategy~: word splitBlock multipleBlocks"},
	"summarize":            {shuffleKey, "hint.strategy~: word shuffle", numPartitions},
	"top":                  {"hint.progressive_top: bool"},
	"union":                {"kind: word inner outer", withSource, isFuzzy, bestEffort, concurrency, spread},
	"macro-expand":         {"force_remote: bool", isFuzzy, bestEffort},
	"toscalar":             {"kind: word nooptimization"},
	"totable":              {"kind: word nooptimization"},
	"getschema":            {"kind: word csl"},
	"restrict":             {"AllowManagedIdentityAuthentication: bool"},
	"make-graph":           {"hint.strategy~: word shuffle native"},
	"graph-match":          {"cycles: word none all unique_edges"},
	"graph-shortest-paths": {"output: word any all"},
	"graph-mark-components": {
		"kind: word weak strong", "with_component_id: name",
	},
	"graph-to-table nodes": {"with_node_id: name"},
	"graph-to-table edges": {"with_source_id: name", "with_target_id: name"},
}

// Options returns the named parameters of a query operator; "parse-kv with", "reduce with" and "render with" are those of
// the with clause, "parse" those of parse-where as well. Operators without any give nil: the binder refuses every name.
func Options(operator string) []Option {
	texts := options[operator]
	list := make([]Option, len(texts))
	for i, text := range texts {
		list[i] = parseOption(text)
	}
	return list
}

// FindOption returns the option of that name or alias.
func FindOption(operator, name string) (Option, bool) {
	for _, text := range options[operator] {
		if o := parseOption(text); o.Name == name || o.Alias == name && name != "" {
			return o, true
		}
	}
	return Option{}, false
}

func parseOption(text string) Option {
	name, rest, _ := strings.Cut(text, ": ")
	o := Option{CaseSensitive: true}
	name, o.Repeatable = strings.CutSuffix(name, "*")
	name, anyCase := strings.CutSuffix(name, "~")
	o.CaseSensitive = !anyCase
	o.Name, o.Alias, _ = strings.Cut(name, "/")
	words := strings.Fields(rest)
	o.Value = optionValues[words[0]]
	if len(words) > 1 {
		o.Values = words[1:]
	}
	return o
}

// Takes reports whether a bare word can be the option's value.
func (o Option) Takes(word string) bool {
	return o.Values == nil || slices.ContainsFunc(o.Values, func(v string) bool {
		return v == word || !o.CaseSensitive && strings.EqualFold(v, word)
	})
}
