package sema

import (
	"strings"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/types"
)

// settings are the named parameters of an operator that it understood.
type settings map[string]ast.Expr

// paramsOf returns the parameters that a node of the tree holds.
func paramsOf(n ast.Node) []*ast.Param {
	if p, ok := n.(*ast.Params); ok && p != nil {
		return p.List
	}
	return nil
}

// options checks the named parameters of an operator.
func (o *operatorCall) options(operator string, n ast.Node) settings { return o.b.options(operator, n) }

func (b *binder) options(operator string, n ast.Node) settings {
	found := settings{}
	for _, p := range paramsOf(n) {
		opt, ok := catalog.FindOption(operator, p.Name)
		if !ok {
			b.report(unknownOption(p.Span(), p.Name))
			continue
		}
		if _, twice := found[opt.Name]; twice && !opt.Repeatable {
			b.report(optionTwice(p.Span(), p.Name))
		}
		found[opt.Name] = p.Value
		b.option(opt, p)
	}
	return found
}

// option checks the value of one parameter.
func (b *binder) option(opt catalog.Option, p *ast.Param) {
	at := p.Value.Span()
	word := ""
	if id, ok := p.Value.(*ast.Ident); ok {
		word = id.Name.Text
	}
	switch opt.Value {
	case catalog.NewColumnValue, catalog.AnyValue, catalog.ColumnsValue:
		return
	case catalog.WordValue, catalog.WordOrNumber:
		if word != "" && opt.Takes(word) {
			return
		}
		if lit, ok := p.Value.(*ast.Literal); ok {
			if opt.Value == catalog.WordOrNumber && lit.Kind != ast.StringLiteral {
				return
			}
			if opt.Values == nil || lit.Kind != ast.TypedLiteral && opt.Takes(lit.Parts[0]) {
				return
			}
		}
		b.report(optionValue(at, p.Name, opt.Values))
	case catalog.ColumnValue:
		b.isColumn(b.expr(p.Value))
	default:
		if opt.Value == catalog.BoolValue && (isTrue(p.Value) || isFalse(p.Value)) {
			return
		}
		v := b.expr(p.Value)
		if want, ok := b.optionFits(opt, v); !ok && !v.isError() {
			b.report(optionType(at, p.Name, want))
		}
	}
}

// optionFits tells whether a value is of the form that a parameter wants, and names the form.
func (b *binder) optionFits(opt catalog.Option, v value) (want string, ok bool) {
	t := v.reduced()
	switch opt.Value {
	case catalog.BoolValue:
		return "true or false", v.literal && t == types.Bool
	case catalog.IntegerValue:
		return "an integer", v.literal && types.IsInteger(t)
	case catalog.NumberValue:
		return "a number", v.literal && types.IsNumeric(t)
	case catalog.ScalarValue:
		return "a literal", v.literal && types.IsScalar(t)
	case catalog.TextLiteral:
		return "a string literal", v.literal && t == types.String
	case catalog.TextValue:
		return "a string", types.IsStringOrDynamic(t) || t == types.Unknown
	}
	return "", true
}

// word is the value of a parameter that is a bare word, "" without it.
func (s settings) word(name string) string {
	switch e := s[name].(type) {
	case *ast.Ident:
		return e.Name.Text
	case *ast.Literal:
		if e.Kind == ast.StringLiteral {
			return literalText(e)
		}
		return e.Parts[0]
	}
	return ""
}

// text is the value of a parameter that is a string literal, "" without it.
func (s settings) text(name string) string { return s.word(name) }

// truth is the value of a parameter that is a bool literal.
func (s settings) truth(name string) bool { return isTrue(s[name]) }

// isTrue and isFalse tell whether a parameter's value is a bool literal: a word, or bool(…).
func isTrue(e ast.Expr) bool  { return isBoolWord(e, "true", "1") }
func isFalse(e ast.Expr) bool { return isBoolWord(e, "false", "0") }

func isBoolWord(e ast.Expr, word, digit string) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return strings.EqualFold(e.Name.Text, word) && !e.Name.Quoted
	case *ast.Literal:
		return strings.EqualFold(e.Parts[0], word) || e.Parts[0] == "bool("+word+")" || e.Parts[0] == "bool("+digit+")"
	}
	return false
}

// fuzzyParam is what a union says about unknown tables.
func fuzzyParam(u *ast.Union) (fuzzy, said bool) { return isFuzzy(u.Params) }

func isFuzzy(params ast.Node) (fuzzy, said bool) {
	for _, p := range paramsOf(params) {
		if p.Name == "isfuzzy" && (isTrue(p.Value) || isFalse(p.Value)) {
			return isTrue(p.Value), true
		}
	}
	return false, false
}
