package codegen

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
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
	var out []byte
	for i, text := range texts {
		if i > 0 {
			out = append(out, separator...)
		}
		out = strconv.AppendQuote(out, text)
	}
	return jen.Id(string(out))
}

// lines are several lines, of declarations or statements, as one token.
func lines(list []string) *jen.Statement {
	if len(list) == 0 {
		return jen.Null()
	}
	return jen.Id(strings.Join(list, "\n"))
}
