package catalog

import (
	"slices"
	"strings"

	"github.com/kqlc/kqlc/internal/types"
)

func (c *Call) problem(p Problem) { c.Problems = append(c.Problems, p) }

// check lists what is wrong with the call of a settled signature. Each step is taken only if those before found nothing.
func (c *Call) check(argTypes []types.Type) {
	named := c.Func.Kind == User
	c.checkCount()
	if named && c.Problems == nil {
		c.checkLabels()
	}
	if c.Problems == nil {
		c.checkCommon(argTypes)
	}
	if c.Problems == nil {
		for i := range c.Args {
			c.checkArg(i, argTypes)
		}
	}
	if named && c.Problems == nil {
		for _, p := range c.Sig.Params {
			if p.Min > 0 && !slices.Contains(c.Params, p) {
				c.problem(Problem{Kind: MissingArgument, Arg: -1, Name: p.Name})
			}
		}
	}
}

func (c *Call) checkCount() {
	n, sig := len(c.Args), c.Sig
	if sig.accepts(n) {
		return
	}
	switch {
	case !sig.Repeats && n == len(sig.Params):
	case !sig.Repeats:
		c.problem(Problem{Kind: WrongCount, Arg: -1, Min: len(sig.Params), Max: len(sig.Params)})
	case n < sig.Min || n > sig.Max:
		c.countProblem(sig.Min, sig.Max)
	default:
		c.problem(Problem{Kind: IncompleteGroup, Arg: -1})
	}
}

// countProblem reports that lo to hi arguments are expected.
func (c *Call) countProblem(lo, hi int) {
	kind := CountOutOfRange
	if lo == hi {
		kind = WrongCount
	}
	c.problem(Problem{Kind: kind, Arg: -1, Min: lo, Max: hi})
}

func (c *Call) checkLabels() {
	outOfOrder, reported := false, false
	for i, arg := range c.Args {
		if arg.Label == "" {
			if outOfOrder && !reported {
				c.problem(Problem{Kind: UnlabeledAfter, Arg: i})
				reported = true
			}
			continue
		}
		p := c.Sig.Param(arg.Label)
		if p == nil {
			c.problem(Problem{Kind: UnknownLabel, Arg: i, Name: arg.Label})
		}
		outOfOrder = outOfOrder || i >= len(c.Sig.Params) && p != nil || i < len(c.Sig.Params) && c.Sig.Params[i] != p
	}
}

func (c *Call) checkCommon(argTypes []types.Type) {
	needsCommon := func(p *Param) bool { return p != nil && p.Type.isCommon() }
	if slices.ContainsFunc(c.Params, needsCommon) && commonType(c.Params, argTypes, false) == nil {
		c.problem(Problem{Kind: NoCommonType, Arg: -1, Types: argTypes})
	}
}

func (c *Call) checkArg(i int, argTypes []types.Type) {
	arg, p := &c.Args[i], c.Params[i]
	if p == nil {
		return
	}
	if arg.Star && c.Func.Kind != Operator {
		if p.Arg != StarOnly && p.Arg != StarAllowed {
			c.problem(Problem{Kind: StarNotAllowed, Arg: i})
		}
		return
	}
	if arg.isPlaceholder(p) {
		return
	}
	c.checkType(i, p, argTypes)
	c.checkForm(i, p)
}

// fault reports a mismatch of argument i, unless its type is an error already or unknown.
func (c *Call) fault(i int, kind ProblemKind, want ...types.Type) {
	if t := c.Args[i].Type; t != types.Error && t != types.Unknown {
		c.problem(Problem{Kind: kind, Arg: i, Types: want})
	}
}

func (c *Call) checkType(i int, p *Param, argTypes []types.Type) {
	t := argTypes[i]
	switch p.Type {
	case Declared:
		c.checkDeclared(i, p, t, argTypes)
	case Text:
		if !types.IsStringOrDynamic(t) {
			c.fault(i, MustHaveType, types.String, types.Dynamic)
		}
	case NotBool:
		c.checkNot(i, t, types.Bool)
	case NotRealOrBool:
		c.checkNot(i, t, types.Real, types.Bool)
	case NotDynamic:
		c.checkNot(i, t, types.Dynamic)
	case SameAs0:
		c.checkSame(i, t, argTypes[0])
	case SameAs1:
		c.checkSame(i, t, argTypes[1])
	case SameAs2:
		c.checkSame(i, t, argTypes[2])
	case Common, CommonNumber, CommonSummable, CommonOrderable, CommonOrDynamic:
		c.checkShared(i, p, t, argTypes)
	default:
		if rule := constraints[p.Type]; !rule.fits(t) {
			c.fault(i, rule.problem)
		}
	}
}

func (c *Call) checkDeclared(i int, p *Param, t types.Type, argTypes []types.Type) {
	if want, ok := p.Types[0].(*types.Table); ok && len(p.Types) == 1 {
		switch have, ok := t.(*types.Table); {
		case !ok:
			c.problem(Problem{Kind: TableExpected, Arg: i})
		case !hasColumns(have, want):
			c.problem(Problem{Kind: ColumnsMissing, Arg: i})
		}
		return
	}
	m := matcher{args: c.Args, types: argTypes, coerce: c.Func.Kind == User}
	// A user's function takes any scalar: the value is converted.
	if m.kind(c.Params, p, i) == noMatch && !m.coerce {
		c.fault(i, TypeExpected, p.Types...)
	}
}

func hasColumns(have, want *types.Table) bool {
	for _, w := range want.Columns {
		h, ok := types.Find(have.Columns, w.Name)
		if !ok || !types.Assignable(w.Type, h.Type, types.None) {
			return false
		}
	}
	return true
}

func (c *Call) checkNot(i int, t types.Type, not ...types.Type) {
	if !types.IsScalar(t) {
		c.fault(i, ScalarExpected)
		return
	}
	for _, n := range not {
		if n == types.Dynamic && !types.IsDynamic(t) || !types.Assignable(n, t, types.None) || t == types.Unknown {
			continue
		}
		c.fault(i, TypeNotAllowed, n)
	}
}

func (c *Call) checkSame(i int, t, want types.Type) {
	fits := types.Assignable(want, t, types.None)
	if want == types.Dynamic {
		fits = types.IsDynamic(t)
	}
	if !fits && want != types.Error && want != types.Unknown {
		c.fault(i, MustHaveType, want)
	}
}

var commonRules = map[Constraint]Constraint{
	Common: AnyScalar, CommonNumber: Number, CommonSummable: Summable, CommonOrderable: Orderable, CommonOrDynamic: AnyScalar,
}

func (c *Call) checkShared(i int, p *Param, t types.Type, argTypes []types.Type) {
	if rule := constraints[commonRules[p.Type]]; !rule.fits(t) {
		c.fault(i, rule.problem)
		return
	}
	common := commonType(c.Params, argTypes, false)
	switch {
	case common == nil || t == types.Unknown:
	case p.Type == CommonOrDynamic:
		// Any scalar becomes a dynamic, so that all is taken.
		if !types.Assignable(common, t, types.Promotable) && !types.Assignable(types.Dynamic, t, types.ToDynamic) {
			c.fault(i, MustHaveType, common, types.Dynamic)
		}
	case common == types.Dynamic && !types.IsDynamic(t), !types.Assignable(common, t, types.Promotable):
		if common != types.Unknown {
			c.fault(i, MustHaveType, common)
		}
	}
}

func (c *Call) checkForm(i int, p *Param) {
	arg := &c.Args[i]
	switch p.Arg {
	case ColumnArg, ColumnOf0, CommonColumnOf0:
		if !arg.ColumnRef {
			c.formFault(i, ColumnExpected)
		}
	case Constant:
		if !arg.Constant && !arg.Literal {
			c.formFault(i, ConstantExpected)
		}
	case Literal, LiteralNotEmpty:
		switch {
		case !arg.Literal:
			c.formFault(i, LiteralExpected)
		case p.Arg == LiteralNotEmpty:
			if arg.Value == any("") {
				c.fault(i, EmptyNotAllowed)
			}
		case p.Values != nil && !arg.isOneOf(p) && arg.Type != types.Error:
			c.problem(Problem{Kind: ValueNotAllowed, Arg: i, Values: p.Values})
		}
	}
}

// TakesConstant tells whether a constant that is no literal will do for an argument: one whose value is a text that the
// parameter allows, or not known yet.
func (c *Call) TakesConstant(i int) bool {
	arg, p := &c.Args[i], c.Params[i]
	if arg.Value == nil {
		return arg.Constant
	}
	text, ok := arg.Value.(string)
	return ok && (p.Values == nil || arg.isOneOf(p)) && (p.Arg != LiteralNotEmpty || text != "")
}

// formFault reports an argument of the wrong form; an unknown type is no excuse.
func (c *Call) formFault(i int, kind ProblemKind) {
	if c.Args[i].Type != types.Error {
		c.problem(Problem{Kind: kind, Arg: i})
	}
}

// isOneOf reports whether the literal is one of the parameter's values.
func (a *Arg) isOneOf(p *Param) bool {
	s, ok := a.Value.(string)
	return ok && slices.ContainsFunc(p.Values, func(v string) bool {
		return v == s || !p.CaseSensitive && strings.EqualFold(v, s)
	})
}
