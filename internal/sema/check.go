package sema

import (
	"slices"

	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// The checks report what is wrong with a value at its place, unless that follows from an error already reported, and
// tell whether it is fine.

func (b *binder) isScalar(v value) bool {
	if types.IsScalar(v.typ) {
		return true
	}
	if !v.isError() {
		b.report(b.scalarExpected(v))
	}
	return false
}

// areScalar checks values up to the first that is wrong.
func (b *binder) areScalar(values []value) bool {
	return !slices.ContainsFunc(values, func(v value) bool { return !b.isScalar(v) })
}

func (b *binder) isTabular(v value) bool {
	if types.IsTabular(v.typ) {
		return true
	}
	if !v.isError() {
		b.report(tableExpected(v.span, v.typ))
	}
	return false
}

func (b *binder) isColumn(v value) bool {
	if v.ref != nil {
		return true
	}
	if !v.isError() {
		b.report(columnExpected(v.span))
	}
	return false
}

// isNotDynamic wants a key: a group's, an order's.
func (b *binder) isNotDynamic(v value, what string) bool {
	if t := v.reduced(); !types.IsDynamic(t) || t == types.Unknown {
		return true
	}
	b.report(dynamicKey(v.span, what))
	return false
}

func (b *binder) areNotDynamic(values []value, what string) bool {
	return !slices.ContainsFunc(values, func(v value) bool { return !b.isNotDynamic(v, what) })
}

func (b *binder) isInteger(v value) bool {
	if types.IsInteger(v.reduced()) {
		return true
	}
	return b.mustBe(v, "an integer")
}

func (b *binder) isNumber(v value) bool {
	if types.IsNumeric(v.reduced()) {
		return true
	}
	return b.mustBe(v, "a number")
}

func (b *binder) isSummable(v value) bool {
	if types.IsSummable(v.reduced()) {
		return true
	}
	return b.mustBe(v, "a number, datetime or timespan")
}

func (b *binder) isDynamic(v value) bool {
	if types.IsDynamic(v.reduced()) {
		return true
	}
	return b.mustBe(v, "dynamic")
}

// mustBe reports a value of a wrong type.
func (b *binder) mustBe(v value, want string) bool {
	switch {
	case !v.unsure():
		b.report(wrongType(v.span, want, v.reduced()))
	case b.isPlainText(v):
		b.report(wrongType(v.span, want, types.String))
	}
	return false
}

// isPlainText tells of what the analyser does not know the type of, as a watchlist's column, that to the engine it is a text.
func (b *binder) isPlainText(v value) bool {
	return v.typ == types.Unknown && v.expr != nil && v.expr.Type() == kql.TypeString && !b.asAnalyser()
}

// hasType wants a type, or one that converts to it.
func (b *binder) hasType(v value, want types.Type, allowed types.Conversion) bool {
	if fits(v.reduced(), want, allowed) {
		return true
	}
	if want != types.Error && want != types.Unknown {
		b.mustBe(v, want.String())
	}
	return false
}

func fits(t, want types.Type, allowed types.Conversion) bool {
	switch {
	case t == types.Unknown:
		return true
	case want == types.Dynamic:
		return types.IsDynamic(t)
	}
	return types.Assignable(want, t, allowed)
}

func (b *binder) isString(v value) bool { return b.hasType(v, types.String, types.None) }

func (b *binder) isBool(v value) bool { return b.hasType(v, types.Bool, types.None) }
