package catalog

import (
	"slices"

	"github.com/kqlc/kqlc/internal/types"
)

// matchKind ranks how well an argument fits a parameter, best last.
type matchKind uint8

const (
	noMatch matchKind = iota
	matchUnknown
	matchDynamic
	matchCompatible
	matchPromoted
	matchNotType
	matchOneOfMany
	matchScalar
	matchSummable
	matchOrderable
	matchNumber
	matchInteger
	matchTabular
	matchDatabase
	matchCluster
	matchExact
)

// Match picks the signature that fits the arguments best, computes the type of the result and lists what is wrong. The
// overloads are ranked as Microsoft's analyser ranks them: most arguments that fit at all, then the better worst fit,
// then the better best fit. scope may be nil.
func (f *Function) Match(args []Arg, scope Scope) *Call {
	argTypes := make([]types.Type, len(args))
	for i := range args {
		argTypes[i] = args[i].Type
	}
	return f.match(args, argTypes, scope)
}

func (f *Function) match(args []Arg, argTypes []types.Type, scope Scope) *Call {
	c := &Call{Func: f, Args: args, Scope: scope, Type: types.Error}
	m := matcher{args: args, types: argTypes, coerce: f.Kind == User}
	best := m.best(f.Signatures(), f.needsAll())
	if len(best) == 1 {
		c.choose(best[0], argTypes)
		c.check(argTypes)
		c.Type = c.result(argTypes)
		c.narrowDynamic(argTypes)
		c.Constant = (f.Foldable || f.Kind == Operator) && allConstant(args)
		return c
	}
	if len(best) == 0 && f.needsAll() {
		best = m.best(f.Signatures(), false)
	}
	unsure := slices.ContainsFunc(argTypes, func(t types.Type) bool { return t == types.Error || t == types.Unknown })
	lo, hi := f.counts()
	switch {
	case len(args) == 0 && lo > 0 && f.Kind != Operator:
		c.countProblem(lo, hi)
	case !unsure:
		kind := NoOverload
		if f.Kind == Operator {
			kind = NoOperator
		}
		c.problem(Problem{Kind: kind, Arg: -1, Types: argTypes})
	}
	c.Type = c.common(best, argTypes, unsure)
	c.Constant = f.Foldable && allConstant(args)
	return c
}

// needsAll reports whether a signature is out of the question where one argument does not fit: so it is for the operators
// of one and of two operands. Of other functions the signature that fits most arguments is chosen, and the rest reported.
func (f *Function) needsAll() bool {
	_, hi := f.counts()
	return f.Kind == Operator && hi <= 2
}

// choose settles the call's signature.
func (c *Call) choose(sig *Signature, argTypes []types.Type) {
	c.Sig, c.Params = sig, sig.assign(c.Args, argTypes)
}

// common is the type that all candidates give.
func (c *Call) common(candidates []*Signature, argTypes []types.Type, unsure bool) types.Type {
	var first types.Type = types.Error
	for i, sig := range candidates {
		c.choose(sig, argTypes)
		t := c.result(argTypes)
		if i == 0 {
			first = t
			continue
		}
		if !types.Assignable(first, t, types.None) {
			first = types.Error
			if unsure {
				first = types.Unknown
			}
			break
		}
	}
	c.Sig, c.Params = nil, nil
	return first
}

// narrowDynamic finds out what a dynamic result holds, where arguments are dynamics that are known to hold primitives.
func (c *Call) narrowDynamic(argTypes []types.Type) {
	if c.Type != types.Dynamic || c.Func.Kind == User {
		return
	}
	inner := slices.Clone(argTypes)
	found := false
	for i, t := range inner {
		if d, ok := t.(types.DynamicOf); ok {
			inner[i], found = d.Value, true
		}
	}
	if !found {
		return
	}
	t := c.Func.match(c.Args, inner, c.Scope).Type
	if s, ok := t.(types.Scalar); ok && s != types.Dynamic && s != types.Unknown {
		c.Type = types.DynamicHolding(s)
	}
}

func allConstant(args []Arg) bool {
	return !slices.ContainsFunc(args, func(a Arg) bool { return !a.Constant && !a.Literal })
}

// counts are the least and the greatest count of arguments over all signatures.
func (f *Function) counts() (lo, hi int) {
	for i, sig := range f.Signatures() {
		if i == 0 || sig.Min < lo {
			lo = sig.Min
		}
		hi = max(hi, sig.Max)
	}
	return lo, hi
}

// matcher ranks signatures for the arguments of one call.
type matcher struct {
	args  []Arg
	types []types.Type
	// coerce tells that arguments are converted to the parameters' types, as for users' functions.
	coerce bool
}

// best returns the signatures that fit best: one, or several that are equally good, or none.
func (m *matcher) best(sigs []*Signature, needAll bool) []*Signature {
	if len(sigs) < 2 {
		return sigs
	}
	candidates := m.byCount(sigs)
	if len(candidates) < 2 {
		return candidates
	}
	ranks := make([]rank, len(candidates))
	most := 0
	for i, sig := range candidates {
		ranks[i] = m.rank(sig)
		most = max(most, ranks[i].count)
	}
	if needAll {
		most = len(m.args)
	}
	var kept []*Signature
	var keptRanks []rank
	for i, r := range ranks {
		if r.count == most {
			kept, keptRanks = append(kept, candidates[i]), append(keptRanks, r)
		}
	}
	if len(kept) < 2 {
		return kept
	}
	// As Microsoft's analyser goes through them: a tie with the best so far is ambiguous, even if a better one follows.
	top := 0
	for i := 1; i < len(kept); i++ {
		switch d := keptRanks[i].compare(keptRanks[top]); {
		case d > 0:
			top = i
		case d == 0:
			return kept
		}
	}
	return kept[top : top+1]
}

// byCount returns the signatures that take as many arguments, or else those that take most.
func (m *matcher) byCount(sigs []*Signature) []*Signature {
	var fit []*Signature
	most := 0
	for _, sig := range sigs {
		if len(m.args) >= sig.Min && len(m.args) <= sig.Max {
			fit = append(fit, sig)
		}
		most = max(most, sig.Max)
	}
	if fit != nil {
		return fit
	}
	for _, sig := range sigs {
		if most >= sig.Min && most <= sig.Max {
			fit = append(fit, sig)
		}
	}
	return fit
}

// rank is how well a signature fits.
type rank struct {
	count       int
	worst, best matchKind
}

func (m *matcher) rank(sig *Signature) rank {
	r := rank{worst: matchExact}
	params := sig.assign(m.args, m.types)
	for i := range m.args {
		kind := m.kind(params, params[i], i)
		if kind != noMatch {
			r.count++
		}
		r.worst, r.best = min(r.worst, kind), max(r.best, kind)
	}
	return r
}

// compare is positive if r is the better one. Both match equally many arguments.
func (r rank) compare(s rank) int {
	if r.worst != s.worst {
		return int(r.worst) - int(s.worst)
	}
	return int(r.best) - int(s.best)
}

// kind ranks argument i against a parameter.
func (m *matcher) kind(params []*Param, p *Param, i int) matchKind {
	arg, t := &m.args[i], m.types[i]
	if t == types.Unknown {
		return matchUnknown
	}
	if p == nil {
		// What no parameter is left for counts as one of an unknown type.
		if !arg.Star && types.IsScalar(t) {
			return matchExact
		}
		return noMatch
	}
	if arg.isPlaceholder(p) {
		return matchExact
	}
	if arg.Star {
		if p.Arg == StarOnly || p.Arg == StarAllowed {
			return matchExact
		}
		return noMatch
	}
	if p.Arg == StarOnly {
		return noMatch
	}
	switch p.Type {
	case Declared:
		return m.declared(p, t)
	case SameAs0:
		return m.kind(params, params[0], i)
	case SameAs1:
		return m.kind(params, params[1], i)
	case SameAs2:
		return m.kind(params, params[2], i)
	}
	if p.Type.isCommon() {
		return m.common(params, p, t)
	}
	if rule := constraints[p.Type]; rule.fits(t) {
		return rule.match
	}
	return noMatch
}

// constraint is how a [Constraint] is tested, ranked and reported.
type constraint struct {
	fits    func(types.Type) bool
	match   matchKind
	problem ProblemKind
}

var constraints = map[Constraint]constraint{
	AnyType:       {func(types.Type) bool { return true }, matchUnknown, 0},
	AnyScalar:     {types.IsScalar, matchScalar, ScalarExpected},
	Tabular:       {types.IsTabular, matchTabular, TableExpected},
	DatabaseValue: {isDatabase, matchDatabase, DatabaseExpected},
	ClusterValue:  {isCluster, matchCluster, ClusterExpected},
	Integer:       {types.IsInteger, matchInteger, IntegerExpected},
	Fraction:      {isFraction, matchOneOfMany, FractionExpected},
	Text:          {types.IsStringOrDynamic, matchOneOfMany, MustHaveType},
	Texts:         {types.IsStringOrArray, matchOneOfMany, TextsExpected},
	Integers:      {types.IsIntegerOrArray, matchOneOfMany, IntegersExpected},
	ArrayValue:    {types.IsArray, matchOneOfMany, ArrayExpected},
	BagValue:      {types.IsBag, matchOneOfMany, BagExpected},
	Number:        {types.IsNumeric, matchNumber, NumberExpected},
	NumberOrBool:  {func(t types.Type) bool { return types.IsNumeric(t) || t == types.Bool }, matchNumber, NumericExpected},
	Summable:      {types.IsSummable, matchSummable, SummableExpected},
	Orderable:     {types.IsOrderable, matchOrderable, OrderableExpected},
	NotRealOrBool: {func(t types.Type) bool { return !isType(t, types.Real) && !isType(t, types.Bool) }, matchNotType, 0},
	NotDynamic:    {func(t types.Type) bool { _, ok := t.(types.Scalar); return ok && t != types.Dynamic }, matchNotType, 0},
	NotBool:       {func(t types.Type) bool { return !isType(t, types.Bool) }, matchNotType, 0},
}

// isType reports whether a value of type t is taken for one of the type not.
func isType(t, not types.Type) bool { return types.Assignable(t, not, types.None) }

func isFraction(t types.Type) bool { return t == types.Real || t == types.Decimal }

func isDatabase(t types.Type) bool { _, ok := t.(*types.Database); return ok }

func isCluster(t types.Type) bool { _, ok := t.(*types.Cluster); return ok }

func (m *matcher) declared(p *Param, t types.Type) matchKind {
	switch {
	case types.AssignableToAny(p.Types, t, types.None):
		if len(p.Types) == 1 {
			return matchExact
		}
		return matchOneOfMany
	case types.AssignableToAny(p.Types, t, types.Promotable):
		return matchPromoted
	case m.coerce && types.AssignableToAny(p.Types, t, types.ToDynamic):
		return matchDynamic
	case m.coerce && types.AssignableToAny(p.Types, t, types.Compatible):
		return matchCompatible
	}
	return noMatch
}

func (m *matcher) common(params []*Param, p *Param, t types.Type) matchKind {
	common := commonType(params, m.types, false)
	switch {
	case common == nil:
		return noMatch
	case types.Assignable(common, t, types.None):
		return matchExact
	case types.Assignable(common, t, types.Promotable):
		return matchPromoted
	case types.Assignable(common, t, types.ToDynamic):
		return matchDynamic
	case m.coerce && types.Assignable(common, t, types.Compatible):
		return matchCompatible
	case p.Type == CommonOrDynamic && types.Assignable(t, types.Dynamic, types.None):
		return matchExact
	}
	return noMatch
}

// commonType is the type that the arguments of T parameters have in common, nil if there is none. static leaves dynamics
// out if there are others.
func commonType(params []*Param, argTypes []types.Type, static bool) types.Type {
	var common types.Type
	for i, p := range params {
		if p == nil || i >= len(argTypes) || static && types.IsDynamic(argTypes[i]) {
			continue
		}
		allowed := types.Promotable
		switch p.Type {
		case Common:
			if !types.IsScalar(argTypes[i]) {
				continue
			}
		case CommonNumber:
			if !types.IsNumeric(argTypes[i]) {
				continue
			}
		case CommonSummable:
			if !types.IsSummable(argTypes[i]) {
				continue
			}
		case CommonOrderable:
			if !types.IsOrderable(argTypes[i]) {
				continue
			}
		case CommonOrDynamic:
			if !types.IsScalar(argTypes[i]) {
				continue
			}
			allowed = types.ToDynamic
		default:
			continue
		}
		if common = types.Common(common, argTypes[i], allowed); common == nil {
			return nil
		}
	}
	if common == nil && static {
		return commonType(params, argTypes, false)
	}
	return common
}

// isPlaceholder reports whether the argument is the literal that stands for a parameter's default.
func (a *Arg) isPlaceholder(p *Param) bool {
	return p.Placeholder != "" && a.Literal && a.Type == types.String && a.Value == any(p.Placeholder)
}
