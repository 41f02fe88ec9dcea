package parser

import (
	"fmt"
	"reflect"
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
)

// forms are the expressions that an operator reads in the place of two kinds of fields.
type forms struct{ named, source func(reader) ast.Expr }

var (
	named     = forms{reader.named, reader.table}
	unnamed   = forms{reader.expr, reader.table}
	distinct  = forms{reader.starOrNamed, reader.table}
	searching = forms{reader.named, reader.namedTable}
)

// trailing lets an operator end before the tokens do.
var trailing = participle.AllowTrailing(true)

// rules build the parsers of operators and sources, by the names of their nodes; they print themselves as EBNF.
var rules = map[string]func() fmt.Stringer{}

// builder builds the parser of a node from its tags, when it is first wanted: a query uses few of them.
func builder[T any](f forms) func() *participle.Parser[T] {
	build := sync.OnceValue(func() *participle.Parser[T] { return participle.MustBuild[T](options(f)...) })
	rules[reflect.TypeFor[T]().Name()] = func() fmt.Stringer { return build() }
	return build
}

// operatorParser reads an operator whose keyword is the next token. The operator is never nil.
type operatorParser func(*lexer.PeekingLexer) (ast.Operator, error)

// operatorOf makes the parser of an operator from its tags.
func operatorOf[T any, P interface {
	*T
	ast.Operator
}](f forms) operatorParser {
	build := builder[T](f)
	return func(lex *lexer.PeekingLexer) (ast.Operator, error) {
		op, err := build().ParseFromLexer(lex, trailing)
		return P(op), err
	}
}

// sourceOf makes the parser of a source from its tags. What is wrong with it becomes a bad node.
func sourceOf[T any, P interface {
	*T
	ast.Expr
}](f forms) func(reader) ast.Expr {
	build := builder[T](f)
	return func(r reader) ast.Expr {
		start := r.start()
		x, err := build().ParseFromLexer(r.PeekingLexer, trailing)
		if err == nil {
			return P(x)
		}
		bad := &ast.Bad{X: P(x)}
		bad.Where, bad.Found, bad.Expected = r.failure(err)
		r.fault()
		r.recover("|", ";")
		bad.At = r.from(start)
		return bad
	}
}

func init() {
	operators = map[string]operatorParser{
		"where": operatorOf[ast.Where](named), "filter": operatorOf[ast.Where](named),
		"extend": operatorOf[ast.Extend](named), "project": operatorOf[ast.Project](named),
		"project-away": operatorOf[ast.ProjectAway](named), "project-keep": operatorOf[ast.ProjectKeep](named),
		"project-rename": operatorOf[ast.ProjectRename](named), "project-reorder": operatorOf[ast.ProjectReorder](named),
		"project-by-names": operatorOf[ast.ProjectByNames](named),
		"sort":             operatorOf[ast.Sort](named), "order": operatorOf[ast.Sort](named),
		"top": operatorOf[ast.Top](named), "top-nested": operatorOf[ast.TopNested](named),
		"top-hitters": operatorOf[ast.TopHitters](named),
		"take":        operatorOf[ast.Take](named), "limit": operatorOf[ast.Take](named),
		"sample": operatorOf[ast.Sample](named), "sample-distinct": operatorOf[ast.SampleDistinct](named),
		"count": operatorOf[ast.Count](named), "distinct": operatorOf[ast.Distinct](distinct),
		"summarize": operatorOf[ast.Summarize](named),
		"join":      operatorOf[ast.Join](unnamed), "lookup": operatorOf[ast.Lookup](unnamed),
		"union":     operatorOf[ast.Union](named),
		"mv-expand": operatorOf[ast.MvExpand](named), "mvexpand": operatorOf[ast.MvExpand](named),
		"mv-apply": operatorOf[ast.MvApply](named), "mvapply": operatorOf[ast.MvApply](named),
		"make-series": operatorOf[ast.MakeSeries](named), "reduce": operatorOf[ast.Reduce](named),
		"partition": operatorOf[ast.Partition](named), "__partitionby": operatorOf[ast.PartitionBy](named),
		"parse": operatorOf[ast.Parse](named), "parse-where": operatorOf[ast.Parse](named),
		"parse-kv": operatorOf[ast.ParseKV](named),
		"evaluate": operatorOf[ast.Evaluate](named), "invoke": operatorOf[ast.Invoke](named),
		"serialize": operatorOf[ast.Serialize](named), "scan": operatorOf[ast.Scan](named),
		"search": operatorOf[ast.Search](searching), "find": operatorOf[ast.Find](searching),
		"fork": operatorOf[ast.Fork](named), "facet": operatorOf[ast.Facet](named),
		"getschema": operatorOf[ast.GetSchema](named), "consume": operatorOf[ast.Consume](named),
		"as": operatorOf[ast.As](named), "render": chartOf(operatorOf[ast.Render](named)),
		"make-graph": operatorOf[ast.MakeGraph](named), "graph-match": operatorOf[ast.GraphMatch](named),
		"graph-shortest-paths":  operatorOf[ast.GraphShortestPaths](named),
		"graph-to-table":        operatorOf[ast.GraphToTable](named),
		"graph-mark-components": operatorOf[ast.GraphMarkComponents](named),
		"graph-where-nodes":     operatorOf[ast.GraphWhereNodes](named),
		"graph-where-edges":     operatorOf[ast.GraphWhereEdges](named),
		"macro-expand":          operatorOf[ast.MacroExpand](named), "assert-schema": operatorOf[ast.AssertSchema](named),
		"__executeAndCache": operatorOf[ast.ExecuteAndCache](named),
	}
	for name, read := range byHand {
		operators[name] = quick(read, operators[name])
	}
	sources = map[string]func(reader) ast.Expr{
		"print": sourceOf[ast.Print](named), "range": sourceOf[ast.Range](named),
		"inline_external_table": sourceOf[ast.InlineExternalTable](named),
	}
}

// chartOf refuses words that are no kind of chart before render is read.
func chartOf(parse operatorParser) operatorParser {
	return func(lex *lexer.PeekingLexer) (ast.Operator, error) {
		t := reader{lex}.ahead(1)
		if t.Type == wordToken && classOf(t)&isKeyword != 0 && !charts[t.Value] {
			return &ast.Render{}, &noChart{*t}
		}
		return parse(lex)
	}
}

// noChart is the error that a word is no kind of chart.
type noChart struct{ token lexer.Token }

func (*noChart) Error() string { return "no kind of chart" }

// hook is a participle option that has nodes of type T read by hand.
func hook[T any, N ast.Node](read func(reader) N) participle.Option {
	return participle.ParseTypeWith(func(lex *lexer.PeekingLexer) (node T, err error) {
		n := any(read(reader{lex}))
		if n == nil || isNil(n) {
			return node, participle.NextMatch
		}
		return n.(T), nil
	})
}

func isNil(n any) bool {
	switch n := n.(type) {
	case *ast.Name:
		return n == nil
	case *ast.Wildcard:
		return n == nil
	}
	return false
}

// paramHook is the hook for an operator's parameters, of which there may be none.
func paramHook[T any](known *paramSet) participle.Option {
	return hook[T](func(r reader) *ast.Params { return r.params(known) })
}

func schemaHook[T any](form schemaForm) participle.Option {
	return hook[T](func(r reader) ast.Node { return r.schemaNode(form) })
}

func propertyHook[T any](known *paramSet) participle.Option {
	return hook[T](func(r reader) ast.Node { return r.properties(known) })
}

func options(f forms) []participle.Option {
	return []participle.Option{
		participle.Lexer(definition{}),
		participle.UseLookahead(0),
		hook[ast.NamedExpr](f.named),
		hook[ast.Source](f.source),
		hook[ast.Plain](reader.expr),
		hook[ast.UnaryExpr](reader.unary),
		hook[ast.CallExpr](reader.callOnly),
		hook[ast.CallPath](reader.callPath),
		hook[ast.TypeofExpr](reader.typeof),
		hook[ast.Tabular](reader.tabular),
		hook[ast.SubPipeline](reader.subPipeline),
		hook[ast.SoleOperator](reader.soleOperator),
		hook[ast.Query](reader.query),
		hook[ast.Block](reader.block),
		hook[ast.EntityGroup](reader.entityGroup),
		hook[ast.SearchPredicate](reader.searchPredicate),
		hook[ast.FindPredicate](reader.findPredicate),
		hook[ast.Assignment](reader.assignment),
		hook[ast.DefaultValue](reader.defaultValue),
		hook[ast.TableValue](reader.constant),
		hook[ast.PathPart](reader.pathPart),
		hook[ast.Text](reader.text),
		hook[ast.Identifier](reader.name),
		hook[ast.ExtendedName](reader.extendedName),
		hook[ast.BareName](reader.bareName),
		hook[ast.BranchName](reader.branchName),
		hook[ast.SimplePath](reader.simplePath),
		hook[ast.Pattern](reader.pattern),
		schemaHook[ast.Schema](rowSchema),
		schemaHook[ast.EvaluateSchema](evaluateSchema),
		hook[ast.Type](reader.typeNode),
		hook[ast.EdgeArrow](reader.arrow),
		hook[ast.GraphEdge](reader.edge),
		paramHook[ast.Hints](noParams),
		paramHook[ast.JoinParams](noParams),
		paramHook[ast.LookupParams](noParams),
		paramHook[ast.UnionParams](unionParams),
		paramHook[ast.ExpandParams](noParams),
		paramHook[ast.ParseParams](parseParams),
		paramHook[ast.SeriesParams](noParams),
		paramHook[ast.SearchParams](noParams),
		paramHook[ast.FindParams](noParams),
		paramHook[ast.ScanParams](noParams),
		paramHook[ast.GraphParams](graphParams),
		paramHook[ast.ConsumeParams](noParams),
		paramHook[ast.ReduceParams](reduceParams),
		paramHook[ast.PartitionParams](noParams),
		paramHook[ast.EvaluateParams](noParams),
		paramHook[ast.SchemaParams](kindOnly),
		paramHook[ast.ExternalParams](nothing),
		hook[ast.ChartParams](reader.bareParams),
		hook[ast.ReduceProperties](reader.reduceProperties),
		propertyHook[ast.ParseKVProperties](parseKVParams),
		propertyHook[ast.ChartProperties](chartProperties),
		hook[ast.ExternalProperties](reader.freeProperties),
	}
}
