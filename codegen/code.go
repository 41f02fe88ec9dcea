package codegen

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// What is made here is one token for jennifer where it could be several: the time that a file takes goes by their number.

// path is a name with selectors behind it.
func path(names ...string) *jen.Statement { return jen.Id(strings.Join(names, ".")) }

// kqlFunc is a name of the run-time, which every file imports by the name kql.
func kqlFunc(name string) *jen.Statement { return jen.Id("kql." + name) }

// qualified is a name of a package.
func qualified(pkg, name string) *jen.Statement {
	if pkg == Runtime {
		return kqlFunc(name)
	}
	return jen.Qual(pkg, name)
}

// keyed is an element of a literal with its key.
func keyed(key string, value jen.Code) *jen.Statement {
	s := make(jen.Statement, 0, 2)
	return s.Id(key + ":").Add(value)
}

// quoted is a text in quotes.
func quoted(text string) *jen.Statement { return jen.Id(strconv.Quote(text)) }

// quotedAll are texts in quotes, as one token.
func quotedAll(texts []string, separator string) *jen.Statement {
	size := 0
	for _, text := range texts {
		size += len(text) + len(separator) + 2
	}
	out := make([]byte, 0, size)
	for i, text := range texts {
		if i > 0 {
			out = append(out, separator...)
		}
		out = strconv.AppendQuote(out, text)
	}
	return jen.Id(string(out))
}

// joinedLines are several lines, of declarations, statements or elements, as one token.
func joinedLines(list []string, separator string) *jen.Statement {
	if len(list) == 0 {
		return jen.Null()
	}
	return jen.Id(strings.Join(list, separator+"\n"))
}

// cell is the Go expression of a column. That of most is a name or a field, which is kept as text: that is made faster, and
// many a one is never asked for. The zero value is none.
type cell struct {
	text string
	made *jen.Statement // where there is no text
}

// named is a name with selectors behind it.
func named(names ...string) cell { return cell{text: strings.Join(names, ".")} }

// coded is any other expression.
func coded(made *jen.Statement) cell { return cell{made: made} }

// as gives an expression the Go type of a column, which may be nullable although the expression is not.
func (c cell) as(nullable bool, column *plan.Column) cell {
	switch {
	case c.none() || nullable || !column.Nullable || carriesNull(column.Type):
		return c
	case c.text != "":
		return named("kql.Some(" + c.text + ")")
	}
	return coded(kqlFunc("Some").Call(c.made.Clone()))
}

// none tells that there is no expression.
func (c cell) none() bool { return c.text == "" && c.made == nil }

// code is the expression, to which more may be added; nil where there is none.
func (c cell) code() *jen.Statement {
	switch {
	case c.text != "":
		return jen.Id(c.text)
	case c.made != nil:
		return c.made.Clone()
	}
	return nil
}
