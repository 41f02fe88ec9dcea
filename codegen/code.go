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
func keyed(key string, value jen.Code) *jen.Statement { return jen.Id(key + ":").Add(value) }

// quoted is a text in quotes.
func quoted(text string) *jen.Statement { return jen.Id(strconv.Quote(text)) }

// quotedLines are the elements of a list of texts, one a line.
func quotedLines(texts []string) []jen.Code {
	if len(texts) == 0 {
		return nil
	}
	var out []byte
	for i, text := range texts {
		if i > 0 {
			out = append(out, ",\n"...)
		}
		out = strconv.AppendQuote(out, text)
	}
	return []jen.Code{jen.Id(string(out))}
}
