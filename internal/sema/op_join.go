package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
)

var joinKinds = map[string]plan.JoinKind{
	"": plan.InnerUnique, "innerunique": plan.InnerUnique, "inner": plan.Inner, "leftouter": plan.LeftOuter,
	"rightouter": plan.RightOuter, "fullouter": plan.FullOuter, "leftsemi": plan.LeftSemi, "rightsemi": plan.RightSemi,
	"leftanti": plan.LeftAnti, "anti": plan.LeftAnti, "leftantisemi": plan.LeftAnti, "rightanti": plan.RightAnti,
	"rightantisemi": plan.RightAnti,
}

// joinSides are the two inputs of a join or lookup and their condition.
type joinSides struct {
	o     *operatorCall
	right value
	keys  []plan.JoinKey
	ok    bool
	// used are the right columns of the condition.
	used map[*column]bool
}

// sides binds the right table, which does not see the left one, and then the condition, which sees both.
func (o *operatorCall) sides(right ast.Source, on []ast.NamedExpr, where ast.NamedExpr) *joinSides {
	b := o.b
	left := b.row
	b.row = nil
	s := &joinSides{o: o, ok: true, used: map[*column]bool{}}
	s.right = b.tableExpr(right)
	b.row = left
	b.isTabular(s.right)
	b.right = s.right.row
	for _, e := range on {
		s.condition(e)
	}
	if where != nil {
		b.isBool(b.expr(where))
		s.ok = false
	}
	b.right = nil
	s.ok = s.ok && s.right.node != nil
	return s
}

// condition checks one condition: a column of both sides, or $left.a == $right.b; several joined by and.
func (s *joinSides) condition(e ast.Expr) {
	b := s.o.b
	switch e := unparen(e).(type) {
	case *ast.Binary:
		switch e.Op {
		case "and":
			s.condition(e.X)
			s.condition(e.Y)
			return
		case "==":
			s.equality(e)
			return
		}
		b.expr(e)
		b.report(invalidJoinCondition(e.Span()))
	case *ast.Ident:
		s.common(e)
	case *ast.Bad:
	default:
		b.expr(e)
		b.report(invalidJoinCondition(e.Span()))
	}
}

// common is a condition on a column that both sides have.
func (s *joinSides) common(e *ast.Ident) {
	b := s.o.b
	name := e.Name.Text
	left, right := s.o.row().findOrInfer(name), s.right.row.findOrInfer(name)
	if left == nil || right == nil {
		s.ok = false
		if left == nil && right == nil {
			if v := b.expr(e); v.isError() {
				return
			} else if v.ref == nil {
				b.report(columnExpected(e.Span()))
				return
			}
		}
		if !s.right.isError() && s.right.row != nil {
			b.report(b.notOnBothSides(e.Span(), name, left == nil, s.o.row(), s.right.row))
		}
		return
	}
	lt, rt := left.typ, right.typ
	if lt != rt && lt != types.Unknown && rt != types.Unknown && !(types.IsDynamic(lt) && types.IsDynamic(rt)) {
		b.report(commonColumnTypes(e.Span(), name, lt, rt))
		s.ok = false
		return
	}
	s.key(left, right)
}

func (s *joinSides) key(left, right *column) {
	s.keys = append(s.keys, plan.JoinKey{Left: left.plan, Right: right.plan})
	s.used[right] = true
}

// equality is $left.a == $right.b.
func (s *joinSides) equality(e *ast.Binary) {
	b := s.o.b
	left, okLeft := s.operand(e.X, "$left")
	right, okRight := s.operand(e.Y, "$right")
	if !okLeft || !okRight {
		s.ok = false
		return
	}
	lt, rt := left.reduced(), right.reduced()
	switch {
	case types.IsDynamic(lt):
		b.report(dynamicJoinKey(left.span))
	case types.IsDynamic(rt):
		b.report(dynamicJoinKey(right.span))
	case left.unsure() || right.unsure() || types.PromoteInt(lt) == types.PromoteInt(rt):
		s.key(left.ref, right.ref)
		return
	default:
		b.report(joinKeyTypes(e.Span(), lt, rt))
	}
	s.ok = false
}

// operand is one side of an equality; it must be a column of that side.
func (s *joinSides) operand(e ast.Expr, side string) (value, bool) {
	b := s.o.b
	e = unparen(e)
	m, ok := e.(*ast.Member)
	if ok {
		id, isName := m.X.(*ast.Ident)
		ok = isName && id.Name.Text == side
	}
	v := b.expr(e)
	if !ok {
		if _, bad := e.(*ast.Bad); !bad {
			b.report(joinOperand(e.Span(), side))
		}
		return v, false
	}
	return v, b.isColumn(v)
}

func (o *operatorCall) join(op *ast.Join) value {
	o.notFirst("join")
	opts := o.options("join", op.Params)
	word := opts.word("kind")
	s := o.sides(op.Right, op.On, op.Where)
	if op.On == nil && op.Where == nil {
		o.b.report(joinWithoutOn(o.keyword("join")))
		s.ok = false
	}
	if word == "" {
		o.b.lintJoin(o.keyword("join"))
	}
	kind := joinKinds[word]
	onlyLeft := kind == plan.LeftSemi || kind == plan.LeftAnti
	onlyRight := kind == plan.RightSemi || kind == plan.RightAnti
	var columns []*column
	open := false
	if !onlyRight {
		columns = o.row().all()
		open = o.row() != nil && o.row().open
	}
	split := len(columns)
	if s.right.row != nil && !onlyLeft {
		columns = append(columns, s.right.row.all()...)
		open = open || s.right.row.open
	}
	return o.joined(s, kind, columns, split, open)
}

// joined is the plan of a join whose output has these columns, the first split of them from the left.
func (o *operatorCall) joined(s *joinSides, kind plan.JoinKind, from []*column, split int, open bool) value {
	if len(from) > maxColumns {
		o.b.tooLarge(tooManyColumns(o.span, len(from)))
		return o.gives(&table{open: true}, nil, false)
	}
	leftNull := kind == plan.RightOuter || kind == plan.FullOuter
	rightNull := kind == plan.LeftOuter || kind == plan.FullOuter
	out := distinctNames(from)
	node := &plan.Join{Kind: kind, Left: o.in.node, Right: s.right.node, Keys: s.keys}
	for i, c := range from {
		right := i >= split
		if right && rightNull || !right && leftNull {
			if nullable(c.plan.Type) && !c.plan.Nullable {
				out[i] = &column{plan: plan.NewColumn(out[i].name(), c.plan.Type, true), typ: c.typ, event: c.event}
			}
		}
		node.Cols = append(node.Cols, plan.JoinColumn{Col: out[i].plan, From: c.plan, Right: right})
	}
	row := &table{columns: out, open: open}
	node.Op = o.op(out)
	return o.gives(row, node, s.ok)
}

func (o *operatorCall) lookup(op *ast.Lookup) value {
	o.notFirst("lookup")
	opts := o.options("lookup", op.Params)
	s := o.sides(op.Right, op.On, op.Where)
	kind := plan.LeftOuter
	if opts.word("kind") == "inner" {
		kind = plan.Inner
	}
	columns := o.row().all()
	split := len(columns)
	open := o.row() != nil && o.row().open
	if s.right.row != nil {
		open = open || s.right.row.open
		for _, c := range s.right.row.all() {
			if !s.used[c] {
				columns = append(columns, c)
			}
		}
	}
	return o.joined(s, kind, columns, split, open)
}
