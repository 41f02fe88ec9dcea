package sema

import (
	"fmt"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

// pipeline binds a source and the operators behind it.
func (b *binder) pipeline(e *ast.Pipeline) value {
	return b.pipelineTo(e, len(e.Ops))
}

// pipelineTo binds the source and the first n operators.
func (b *binder) pipelineTo(e *ast.Pipeline, n int) value {
	outer, kind, fuzzy, suffix := b.row, b.kind, b.fuzzy, b.suffix
	defer func() { b.row, b.kind, b.fuzzy = outer, kind, fuzzy }()
	var v value
	switch {
	case e.Source != nil:
		b.fuzzy = fuzzyInput(e, 0, fuzzy)
		v = b.tableExpr(e.Source)
		b.fuzzy = fuzzy
	case b.feed != nil:
		v = *b.feed
	default:
		v = value{typ: types.Error}
	}
	feed := b.feed
	b.feed = nil
	for i, op := range e.Ops[:n] {
		b.kind = normalScope
		b.row = v.row
		b.fuzzy = fuzzyInput(e, i+1, fuzzy)
		at := i
		in := v
		if in.node != nil && in.shared == nil {
			self := *b
			self.row, self.kind, self.feed, self.suffix = outer, kind, feed, suffix
			in.again = func() value {
				inner := self
				inner.mute++
				return inner.pipelineTo(e, at)
			}
		}
		v = b.operatorNode(op, in, e.Source != nil || i > 0 || feed != nil)
		v.span = ast.Span{Start: e.Span().Start, End: op.Span().End}
	}
	return v
}

// fuzzyInput tells whether unknown tables before the i-th operator are to be left out: behind them stands a union that
// says so.
func fuzzyInput(e *ast.Pipeline, i int, otherwise bool) bool {
	for _, op := range e.Ops[i:] {
		if u, ok := op.(*ast.Union); ok {
			if fuzzy, said := fuzzyParam(u); said {
				return fuzzy
			}
		}
	}
	return otherwise
}

// operatorNode binds one operator over its input. piped tells that there is one at all.
func (b *binder) operatorNode(op ast.Operator, in value, piped bool) value {
	if !b.spend(op.Span()) || !b.enter(op.Span()) {
		return failed(op.Span())
	}
	defer b.leave()
	if in.graph != nil && in.row == nil && !worksOnGraph(op) {
		b.report(rowsExpected(op.Span()))
		in = value{typ: types.Error, row: &table{open: true}}
		b.row = in.row
	}
	o := &operatorCall{b: b, in: in, piped: piped, span: op.Span()}
	return o.bind(op)
}

func (o *operatorCall) bind(op ast.Operator) value {
	switch op := op.(type) {
	case *ast.Where:
		return o.where(op)
	case *ast.Extend:
		return o.extend(op)
	case *ast.Project:
		return o.project(op)
	case *ast.ProjectAway:
		return o.projectAway(op)
	case *ast.ProjectKeep:
		return o.projectKeep(op)
	case *ast.ProjectRename:
		return o.projectRename(op)
	case *ast.ProjectReorder:
		return o.projectReorder(op)
	case *ast.Sort:
		return o.sort(op)
	case *ast.Top:
		return o.top(op)
	case *ast.Take:
		return o.take(op)
	case *ast.Count:
		return o.count(op)
	case *ast.Distinct:
		return o.distinct(op)
	case *ast.Summarize:
		return o.summarize(op)
	case *ast.Join:
		return o.join(op)
	case *ast.Lookup:
		return o.lookup(op)
	case *ast.Union:
		return o.union(op)
	case *ast.MvExpand:
		return o.mvExpand(op)
	case *ast.MvApply:
		return o.mvApply(op)
	case *ast.MakeSeries:
		return o.makeSeries(op)
	case *ast.TopNested:
		return o.topNested(op)
	case *ast.TopHitters:
		return o.topHitters(op)
	case *ast.Sample:
		return o.sample(op)
	case *ast.SampleDistinct:
		return o.sampleDistinct(op)
	case *ast.Reduce:
		return o.reduce(op)
	case *ast.Partition:
		return o.partition(op)
	case *ast.Parse:
		return o.parse(op)
	case *ast.ParseKV:
		return o.parseKv(op)
	case *ast.Evaluate:
		return o.evaluate(op)
	case *ast.Invoke:
		return o.invoke(op)
	case *ast.Serialize:
		return o.serialize(op)
	case *ast.Scan:
		return o.scan(op)
	case *ast.Search:
		return o.search(op)
	case *ast.Find:
		return o.find(op)
	case *ast.Fork:
		return o.fork(op)
	case *ast.Facet:
		return o.facet(op)
	case *ast.GetSchema:
		return o.getSchema(op)
	case *ast.Consume:
		return o.consume(op)
	case *ast.As:
		return o.as(op)
	case *ast.Render:
		return o.render(op)
	case *ast.MakeGraph:
		return o.makeGraph(op)
	case *ast.GraphMatch:
		return o.graphMatch(op)
	case *ast.GraphShortestPaths:
		return o.graphShortestPaths(op)
	case *ast.GraphWhereNodes:
		return o.graphWhere("graph-where-nodes", op.Pred, false)
	case *ast.GraphWhereEdges:
		return o.graphWhere("graph-where-edges", op.Pred, true)
	case *ast.GraphMarkComponents:
		return o.graphMarkComponents(op)
	case *ast.GraphToTable:
		return o.graphToTable(op)
	case *ast.ProjectByNames:
		return o.projectByNames(op)
	case *ast.PartitionBy:
		return o.partitionBy(op)
	case *ast.MacroExpand:
		return o.macroExpand(op)
	case *ast.AssertSchema:
		return o.assertSchema(op)
	case *ast.ExecuteAndCache:
		return o.executeAndCache(op)
	case *ast.BadOperator:
		return failed(op.Span())
	}
	panic(fmt.Sprintf("sema: operator %T", op))
}

// worksOnGraph tells whether an operator takes a graph.
func worksOnGraph(op ast.Operator) bool {
	switch op.(type) {
	case *ast.GraphMatch, *ast.GraphShortestPaths, *ast.GraphWhereNodes, *ast.GraphWhereEdges, *ast.GraphMarkComponents,
		*ast.GraphToTable, *ast.BadOperator:
		return true
	}
	return false
}

// operatorCall is an operator being bound.
type operatorCall struct {
	b *binder
	// in is the input; piped tells that there is one.
	in    value
	piped bool
	span  ast.Span
}

// notFirst reports an operator that has no input.
func (o *operatorCall) notFirst(name string) {
	if !o.piped {
		o.b.report(needsInput(o.keyword(name), name))
	}
}

// first reports an operator that has an input but must not.
func (o *operatorCall) first(name string) {
	if o.piped {
		o.b.report(mustBeFirst(o.keyword(name), name))
	}
}

// keyword is the place of the operator's name.
func (o *operatorCall) keyword(name string) ast.Span {
	return ast.Span{Start: o.span.Start, End: min(o.span.End, o.span.Start+len(name))}
}

// row is the input's row.
func (o *operatorCall) row() *table { return o.in.row }

// op is what all plan nodes have.
func (o *operatorCall) op(columns []*column) plan.Op {
	return plan.Op{Src: o.span, Out: planned(columns)}
}

// gives is the operator's result. The node is nil where the input's is, or something of the operator failed.
func (o *operatorCall) gives(row *table, node plan.Node, ok bool) value {
	if o.in.node == nil && o.piped || !ok {
		node = nil
	}
	return tabular(row, node, o.span)
}

// sameRow is a result with the columns of the input. Columns that the query has named of an open table are part of it.
func (o *operatorCall) sameRow() *table { return o.row().like(o.row().all()) }
