// Package reference writes the pages of docs that are made from the catalogue, the table of codes and the grammar.
package reference

//go:generate go run ./generate ../../docs

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/parser"
)

// Pages are the texts of the pages, by their file names.
func Pages(c *compile.Compiler) map[string]string {
	return map[string]string{
		"functions.md":   functions(),
		"operators.md":   operators(),
		"diagnostics.md": diagnostics(),
		"grammar.ebnf":   grammar(),
		"coverage.md":    Coverage(c).page(),
	}
}

const made = "<!-- Made by `make generate`. Do not edit. -->\n\n"

// listed are the functions of a kind that pages show, sorted: those that queries may name and that are not there for old
// queries only.
func listed(kind catalog.Kind) []*catalog.Function {
	var out []*catalog.Function
	for _, f := range catalog.All(kind) {
		if !f.Hidden && !strings.HasPrefix(f.Name, "__") {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b *catalog.Function) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

func functions() string {
	var b strings.Builder
	b.WriteString("# Functions\n\n" + made +
		"What can be called by name, with its signatures, and examples with the texts that they give. `text` is a string or a dynamic,\n" +
		"`scalar` any type, `T` a type that several have in common; brackets mark what can be left out, `const` what has to be known\n" +
		"when the query is compiled. [Coverage](coverage.md) says what runs.\n")
	for _, part := range []struct {
		title string
		kind  catalog.Kind
	}{{"Scalar functions", catalog.Scalar}, {"Aggregates", catalog.Aggregate}, {"Plugins", catalog.Plugin}} {
		fmt.Fprintf(&b, "\n## %s\n", part.title)
		for _, f := range listed(part.kind) {
			b.WriteString(entry(f))
		}
	}
	return b.String()
}

// entry is a function's part of the page.
func entry(f *catalog.Function) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n### %s\n\n%s\n\n```text\n", strings.ReplaceAll(f.Name, "*", `\*`), f.Doc)
	for _, sig := range f.Sigs {
		fmt.Fprintf(&b, "%s%s\n", f.Name, sig)
	}
	b.WriteString("```\n")
	if f.Instead != "" {
		fmt.Fprintf(&b, "\nAn old spelling of `%s`.\n", f.Instead)
	}
	if len(f.Examples) > 0 {
		b.WriteString("\n```text\n")
		for _, e := range f.Examples {
			fmt.Fprintf(&b, "%s → %s\n", e.Expr, e.Want)
		}
		b.WriteString("```\n")
	}
	return b.String()
}

func operators() string {
	var b strings.Builder
	b.WriteString("# Operators\n\n" + made +
		"The tabular operators, with an example of each, and the operators of expressions. [The grammar](grammar.ebnf) has their syntax,\n" +
		"[coverage](coverage.md) says what runs.\n\n## Tabular operators\n")
	for _, name := range parser.Operators() {
		if query := queries[name]; query != "" && !strings.HasPrefix(name, "__") {
			fmt.Fprintf(&b, "\n### %s\n\n```kql\n%s\n```\n", name, formatted(query))
		}
	}
	b.WriteString("\n## Operators of expressions\n")
	for _, f := range listed(catalog.Operator) {
		b.WriteString(entry(f))
	}
	return b.String()
}

func formatted(query string) string {
	text, _ := parser.Format(query)
	return strings.TrimSpace(text)
}

func diagnostics() string {
	var b strings.Builder
	b.WriteString("# Diagnostics\n\n" + made + "`kqlc explain CODE` prints these pages. Codes from 3001 to 3999 are warnings.\n")
	for _, c := range diag.Codes() {
		fmt.Fprintf(&b, "\n## %s: %s\n\n%s\n", c.ID, c.Title, c.Text)
		if c.Wrong != "" {
			fmt.Fprintf(&b, "\nGets it:\n\n```kql\n%s\n```\n", c.Wrong)
		}
		if c.Right != "" {
			fmt.Fprintf(&b, "\nInstead:\n\n```kql\n%s\n```\n", c.Right)
		}
	}
	return b.String()
}

func grammar() string {
	return "# KQL as kqlc reads it. Made by make generate. Do not edit.\n" +
		"# Words that end in Params, Hints and Properties stand for name = value, as often as there are some.\n\n" + parser.Grammar()
}
