package parser

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// productions are those that are read by hand.
const productions = `Query = Directive* Statement (";" Statement)* ";"? .
Statement = Let | Set | Declare | Alias | Restrict | Tabular .
Let = "let" Identifier "=" (Function | "materialize" "(" Tabular ")" | Tabular) .
Function = "view"? "(" (Parameter ("," Parameter)*)? ")" "{" (Let ";")* Tabular? ";"? "}" .
Parameter = ExtendedName ":" (Type ("=" DefaultValue)? | "(" ("*" | Column ("," Column)*) ")") .
Column = ExtendedName ":" Type .
Set = "set" Identifier ("=" (Identifier | Literal))? .
Declare = "declare" ("query_parameters" "(" Parameter ("," Parameter)* ")" | "pattern" Identifier …) .
Alias = "alias" "database" Identifier "=" Plain .
Restrict = "restrict" "access" "to" "(" Tabular ("," Tabular)* ")" .
Tabular = (Leading | Plain) ("|" Operator)* .
NamedExpr = (ExtendedName "=" | "(" ExtendedName ("," ExtendedName)* ")" "=")? Plain .
Plain = Or .
`

// levels are the binary operators, loosest first, as productions.
var levels = []struct {
	name  string
	level class
}{
	{"Or", orLevel},
	{"And", andLevel},
	{"Equality", equalityLevel},
	{"Relation", relationLevel},
	{"Sum", sumLevel},
	{"Product", productLevel},
	{"Texts", textLevel},
}

// primaries are the productions below the binary operators.
const primaries = `Unary = ("-" | "+")? Path .
Path = Primary ("." (Call | Name) | "[" Plain "]")* .
Primary = Literal | Name | Call | "(" Tabular ")" | "dynamic" "(" JSON ")" | "typeof" "(" … ")" | "toscalar" "(" Tabular ")" .
Call = Name "(" (NamedExpr ("," NamedExpr)*)? ")" .
Literal = <string> | <bool> | <long> | <real> | <timespan> | <typed> .
`

// Operators are the names of the operators that stand behind a pipe, sorted.
func Operators() []string { return slices.Sorted(maps.Keys(operators)) }

// Grammar is the language as EBNF: the operators from the tags of their nodes, expressions from the table of their
// operators. What tags cannot say, as where a keyword is a name, is not in it.
func Grammar() string {
	var b strings.Builder
	b.WriteString(productions)
	for i, l := range levels {
		tighter := "Unary"
		if i+1 < len(levels) {
			tighter = levels[i+1].name
		}
		fmt.Fprintf(&b, "%s = %s ((%s) %s)", l.name, tighter, operatorsOf(l.level), right(l.level, tighter))
		if l.level == orLevel || l.level == andLevel || l.level == sumLevel || l.level == productLevel {
			b.WriteString("* .\n")
		} else {
			b.WriteString("? .\n")
		}
	}
	b.WriteString(primaries)
	fmt.Fprintf(&b, "Operator = %s .\n", strings.Join(slices.Sorted(maps.Keys(rules)), " | "))
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(rules)) {
		for line := range strings.Lines(rules[name]().String() + "\n") {
			if line = strings.TrimSpace(line); line != "" && !seen[line] {
				seen[line] = true
				b.WriteString(line + "\n")
			}
		}
	}
	return b.String()
}

// right is what stands right of the operators of a level.
func right(level class, tighter string) string {
	if level == equalityLevel {
		return "(" + tighter + ` | "(" Plain ("," Plain)* ")" | "(" Plain ".." Plain ")")`
	}
	return tighter
}

func operatorsOf(level class) string {
	var list []string
	for text, c := range classes {
		if c&levelOf == level {
			list = append(list, fmt.Sprintf("%q", text))
		}
	}
	slices.Sort(list)
	return strings.Join(list, " | ")
}
