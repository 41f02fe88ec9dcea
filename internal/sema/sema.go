// Package sema gives a query its meaning: it finds out what every name stands for, which overload every call takes and
// what type every value has, and turns the syntax tree into a plan in which lets and functions are inlined, casts are
// explicit and sugar is gone. It accepts what Microsoft's analyser accepts and knows the same result columns.
package sema

import (
	"sync"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// Env is what queries are bound against. It may serve many queries, also at the same time.
type Env struct {
	// Schema holds the tables and functions of the database.
	Schema *schema.Schema
	// Parse reads the KQL of the schema's functions; nil where the schema has none with a body.
	Parse func(src string) (*ast.File, []diag.Diagnostic)
	// Engine makes Bind accept what the service's engine accepts, where Microsoft's analyser is narrower or wider. Schema
	// then is that of the engine, too.
	Engine bool
	// Stored are the tables that a wildcard stands for, those with rows; nil for all of the schema. Queries that bring their
	// own rows have none.
	Stored []string
	// Quiet leaves out the warnings of what is probably not meant.
	Quiet bool
	// Verdict tells that only what is wrong and the result's columns are asked for: the plan need not be fit to run.
	Verdict bool
	// Lookback is how long before now() a table's events may lie, as the service has it for scheduled rules whatever their
	// queries say; 0 bounds nothing. Tables without a time of the event are not bounded.
	Lookback kql.TimeSpan
	// Params are the values of declared query parameters, by name, as [plan.Const] holds them.
	Params map[string]any

	functions sync.Map // of the schema, parsed: name to *function
}

// Bind gives the file its meaning. The rule is never nil: Results are empty after an error, Schema tells what is known of
// the result's columns. Diagnostics come in no particular order.
//
// Microsoft's analyser and its engine differ in a few places. What is accepted, and Schema, follow the analyser; the plan
// follows the engine, and where that refuses, there is none and a warning says so.
func Bind(file *ast.File, env *Env) (*plan.Rule, []diag.Diagnostic) {
	b := newBinder(env, !env.Engine)
	rule := b.file(file)
	if b.sink.errors > 0 {
		return &plan.Rule{Schema: rule.Schema}, b.sink.list
	}
	if env.Engine {
		b.sink.differs = false
	}
	if !b.sink.differs {
		finish(rule, env)
		return rule, b.sink.list
	}
	engine := newBinder(env, false)
	planned := engine.file(file)
	finish(planned, env)
	planned.Schema = rule.Schema
	if engine.sink.errors == 0 {
		return planned, b.sink.list
	}
	list := b.sink.list
	for _, d := range engine.sink.list {
		if d.Severity == diag.Error {
			d.Severity, d.Code = diag.Warning, diag.ServiceRefuses
			list = append(list, d)
		}
	}
	return &plan.Rule{Schema: rule.Schema, Gaps: []plan.Gap{{Span: file.Span(), What: "what the service refuses"}}}, list
}

func newBinder(env *Env, analyser bool) *binder {
	return &binder{
		env: env, sink: &sink{}, budget: &budget{left: maxOperators}, suffix: 1, scope: &scope{}, analyser: analyser,
	}
}

// asAnalyser is asked where Microsoft's analyser and its engine differ: it tells whether to do as the analyser does.
func (b *binder) asAnalyser() bool {
	b.sink.differs = true
	return b.analyser
}

// maxOperators bounds how large a query may become when its lets and functions are put in place, and maxDepth how deep;
// maxColumns the columns that a join may give: joins of a table with itself double them.
const (
	maxOperators = 50_000
	maxDepth     = 400
	maxColumns   = 1 << 16
)

// budget is what is left of the bounds.
type budget struct {
	left, depth int
	reported    bool
	functions   map[string]*function // the query's own of those of the schema
	aliases     map[string]*types.Database
}

// sink collects diagnostics.
type sink struct {
	list   []diag.Diagnostic
	errors int
	// differs tells that the engine would do something else than the analyser.
	differs bool
}

// scopeKind says what functions a name can mean.
type scopeKind uint8

const (
	normalScope    scopeKind = iota
	aggregateScope           // Aggregates as well; columns only inside them.
	pluginScope              // Plugins only.
)

// binder is the state at one place of the query.
type binder struct {
	env      *Env
	sink     *sink
	rule     *plan.Rule
	budget   *budget
	analyser bool
	// mute counts the reasons for not reporting: what is bound again has been reported.
	mute int

	scope *scope
	// row is the row that names may refer to, nil where there is none; right is the other side in a join's condition.
	row, right *table
	kind       scopeKind
	// fuzzy tells that unknown tables are left out rather than reported.
	fuzzy bool
	// piped is the value that invoke passes as first argument.
	piped *value
	// feed is what a pipeline without a source begins with, nil where it must have one.
	feed *value
	// suffix numbers unnamed columns: Column1, Column2, … through the whole body.
	suffix int
	// groupBy are the row's columns by which the summarize being bound groups.
	groupBy []string
	// graph is the graph that an operator looks into.
	graph *graph
	// ofElement tells that a function of graphs takes an element of the pattern here.
	ofElement bool
	// settings are the literals of set statements.
	settings map[string]plan.Expr
	// path is what stands before the dot, nil outside of a path: a database or cluster.
	path any
	// lets are the query's own declarations, for those that nothing uses; inFunction tells that a function's body is bound
	// for its errors only.
	lets       []*symbol
	inFunction bool
	// inDynamic tells that a dynamic literal is being read.
	inDynamic bool
}

// asAnalyserOnError is asked where the analyser reports what the engine accepts: that alone needs no second pass.
func (b *binder) asAnalyserOnError() bool { return b.analyser }

// withoutPlan tells that the plan is going to be made by another pass.
func (b *binder) withoutPlan() bool { return b.analyser && b.sink.differs }

func (b *binder) report(d diag.Diagnostic) {
	if b.mute > 0 {
		return
	}
	b.sink.list = append(b.sink.list, d)
	if d.Severity == diag.Error {
		b.sink.errors++
	}
}

// quietly runs f without reports.
func (b *binder) quietly(f func()) {
	b.mute++
	f()
	b.mute--
}

// in runs f with a row.
func (b *binder) in(row *table, f func()) {
	old, oldKind := b.row, b.kind
	b.row, b.kind = row, normalScope
	f()
	b.row, b.kind = old, oldKind
}

// as runs f with a kind of scope.
func (b *binder) as(kind scopeKind, f func()) {
	old := b.kind
	b.kind = kind
	f()
	b.kind = old
}

// spend takes one operator from the budget; it is false when nothing is left.
func (b *binder) spend(span ast.Span) bool {
	if b.budget.left > 0 {
		b.budget.left--
		return true
	}
	b.tooLarge(queryTooLarge(span))
	return false
}

// enter goes one level deeper; it is false when that is too deep. Each true needs a leave.
func (b *binder) enter(span ast.Span) bool {
	if b.budget.depth >= maxDepth {
		b.tooLarge(queryTooLarge(span))
		return false
	}
	b.budget.depth++
	return true
}

func (b *binder) leave() { b.budget.depth-- }

// tooLarge is reported even from what is muted: it ends the binding.
func (b *binder) tooLarge(d diag.Diagnostic) {
	if b.budget.reported {
		return
	}
	b.budget.reported = true
	mute := b.mute
	b.mute = 0
	b.report(d)
	b.mute = mute
}
