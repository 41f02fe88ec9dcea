package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/internal/types"
)

// parseSignature reads a signature:
//
//	signature  "(" parameters ")" result [ "instead" name ]
//	parameter  name ":" [ form ] type [ "in" list ] [ "~" ] [ count ], in brackets if it is optional
//	group      "(" parameter, … ")*": parameters that repeat together
//	count      "*": one or more; "*64": up to 64; "*2-64"
//	form       const, literal, nonempty, column, column0, common0, element, aggregate, star, star?
//	type       a constraint's word, or types: string|datetime, [long] for an array, {a:long} for a bag
//	result     a rule's word, or a type; (a:long) is a table
//
// The words stand beside the constants of [Constraint], [ArgKind] and [ReturnRule]; a list is one of the value lists by
// name; "~" is a literal that stands for the default.
func parseSignature(text string) (sig *Signature, err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(parseError)
			if !ok {
				panic(r)
			}
			sig, err = nil, fmt.Errorf("signature %q: %s", text, string(e))
		}
	}()
	p := &sigParser{text: text}
	sig = p.signature()
	sig.count()
	return sig, nil
}

type parseError string

type sigParser struct {
	text string
	pos  int
}

func (p *sigParser) fail(format string, args ...any) {
	panic(parseError(fmt.Sprintf(format, args...) + fmt.Sprintf(" at %d", p.pos)))
}

func (p *sigParser) space() {
	for p.pos < len(p.text) && p.text[p.pos] == ' ' {
		p.pos++
	}
}

// next is the next byte that is no blank, 0 at the end.
func (p *sigParser) next() byte {
	if p.space(); p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

// take consumes s if it comes next.
func (p *sigParser) take(s string) bool {
	p.space()
	if strings.HasPrefix(p.text[p.pos:], s) {
		p.pos += len(s)
		return true
	}
	return false
}

func (p *sigParser) want(s string) {
	if !p.take(s) {
		p.fail("want %q", s)
	}
}

// word consumes what stands before the next delimiter.
func (p *sigParser) word() string {
	p.space()
	start := p.pos
	for p.pos < len(p.text) && !strings.ContainsRune(" ,:()[]{}*|~", rune(p.text[p.pos])) {
		p.pos++
	}
	if p.pos == start {
		p.fail("want a word")
	}
	return p.text[start:p.pos]
}

// known consumes a word if it is one of a table's.
func known[T any](p *sigParser, words map[string]T) (value T, ok bool) {
	if c := p.next(); c == '[' || c == '{' || c == '(' {
		return value, false
	}
	start := p.pos
	if value, ok = words[p.word()]; !ok {
		p.pos = start
	}
	return value, ok
}

func (p *sigParser) signature() *Signature {
	sig := &Signature{}
	p.want("(")
	for !p.take(")") {
		if len(sig.Params) > 0 {
			p.want(",")
		}
		p.parameters(sig)
	}
	sig.Return = p.result()
	if p.take("instead ") {
		sig.Instead = p.word()
	}
	if p.next() != 0 {
		p.fail("text after the end")
	}
	return sig
}

// parameters reads one parameter or one group.
func (p *sigParser) parameters(sig *Signature) {
	switch {
	case p.take("["):
		param := p.parameter()
		param.Min = 0
		p.want("]")
		sig.Params = append(sig.Params, param)
	case p.take("("):
		sig.Layout = Block
		first := len(sig.Params)
		for !p.take(")") {
			if len(sig.Params) > first {
				p.want(",")
			}
			sig.Params = append(sig.Params, p.parameter())
		}
		lo, hi := p.repetition()
		for _, param := range sig.Params[first:] {
			param.Min, param.Max = lo, hi
		}
	default:
		sig.Params = append(sig.Params, p.parameter())
	}
}

var argWords = map[string]ArgKind{
	"const": Constant, "literal": Literal, "nonempty": LiteralNotEmpty, "column": ColumnArg, "column0": ColumnOf0,
	"common0": CommonColumnOf0, "element": ElementExpression, "aggregate": AggregateArg, "star": StarOnly,
	"star?": StarAllowed,
}

var constraintWords = map[string]Constraint{
	"any": AnyType, "scalar": AnyScalar, "tabular": Tabular, "database": DatabaseValue, "cluster": ClusterValue,
	"integer": Integer, "fraction": Fraction, "text": Text, "texts": Texts, "integers": Integers, "array": ArrayValue,
	"bag": BagValue, "number": Number, "numeric": NumberOrBool, "summable": Summable, "orderable": Orderable,
	"hashable": NotRealOrBool, "flat": NotDynamic, "notbool": NotBool, "P0": SameAs0, "P1": SameAs1, "P2": SameAs2,
	"T": Common, "Tnumber": CommonNumber, "Tsummable": CommonSummable, "Torderable": CommonOrderable,
	"Tdynamic": CommonOrDynamic,
}

func (p *sigParser) parameter() *Param {
	param := &Param{Name: p.word(), Min: 1, Max: 1}
	p.want(":")
	param.Arg, _ = known(p, argWords)
	p.paramType(param)
	if p.take("in ") {
		list := p.word()
		values, ok := valueLists[list]
		if !ok {
			p.fail("no value list %q", list)
		}
		param.Values, param.CaseSensitive = values, list == "searchkind"
	}
	if p.take("~") {
		param.Placeholder = "~"
	}
	if p.next() == '*' {
		param.Min, param.Max = p.repetition()
	}
	return param
}

func (p *sigParser) paramType(param *Param) {
	var ok bool
	if param.Type, ok = known(p, constraintWords); ok {
		return
	}
	for {
		param.Types = append(param.Types, p.typ())
		if !p.take("|") {
			return
		}
	}
}

func (p *sigParser) repetition() (lo, hi int) {
	p.want("*")
	start := p.pos
	for p.pos < len(p.text) && strings.IndexByte("0123456789-", p.text[p.pos]) >= 0 {
		p.pos++
	}
	first, second, isRange := strings.Cut(p.text[start:p.pos], "-")
	lo, hi = 1, Many
	if isRange {
		lo, first = p.number(first), second
	}
	if first != "" {
		hi = p.number(first)
	}
	return lo, hi
}

func (p *sigParser) number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		p.fail("want a number")
	}
	return n
}

var returnWords = map[string]ReturnRule{
	"custom": Custom, "P0": TypeOf0, "P1": TypeOf1, "P2": TypeOf2, "PN": TypeOfLast, "P0type": Named0,
	"P1type": Named1, "PNtype": NamedLast, "P0+": Promoted0, "T": CommonType, "T-": CommonStatic, "widest": Widest,
	"cluster": EntityCluster, "database": EntityDatabase, "table": EntityTable, "external": EntityExternal,
	"view": EntityView, "group": EntityGroup, "stored": EntityStored, "graph": EntityGraph,
}

func (p *sigParser) result() Return {
	if p.next() == '(' {
		return Return{Type: &types.Table{Columns: p.columns("(", ")")}}
	}
	if p.take("P0[]") {
		return Return{Rule: ArrayOf0}
	}
	if rule, ok := known(p, returnWords); ok {
		return Return{Rule: rule}
	}
	return Return{Type: p.typ()}
}

// typ reads a type; array and bag are those of unknown content.
func (p *sigParser) typ() types.Type {
	switch {
	case p.take("["):
		elem := p.typ()
		p.want("]")
		return types.ArrayOf(elem)
	case p.next() == '{':
		return types.BagOf(p.columns("{", "}"))
	}
	switch name := p.word(); name {
	case "array":
		return types.AnyArray
	case "bag":
		return types.AnyBag
	case "geoshape":
		return types.GeoShape
	default:
		t, ok := types.Named(name)
		if !ok {
			p.fail("no type %q", name)
		}
		return t
	}
}

// columns reads name:type pairs up to end; a name may have blanks.
func (p *sigParser) columns(open, end string) []types.Column {
	var columns []types.Column
	p.want(open)
	for !p.take(end) {
		if len(columns) > 0 {
			p.want(",")
		}
		p.space()
		name, _, ok := strings.Cut(p.text[p.pos:], ":")
		if !ok {
			p.fail("want a column")
		}
		p.pos += len(name) + 1
		columns = append(columns, types.Column{Name: name, Type: p.typ()})
	}
	return slices.Clip(columns)
}

// columnList reads "name:type, …".
func columnList(text string) []types.Column {
	return (&sigParser{text: "(" + text + ")"}).columns("(", ")")
}
