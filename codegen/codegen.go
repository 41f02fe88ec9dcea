// Package codegen prints a plan as Go: one package a rule, with an evaluator that takes rows of the rule's tables and
// emits rows of its result, and one package a source of tables, with a struct a table. It decides nothing: types, casts
// and null rules are settled in the plan, what functions do is in kql.
package codegen

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/layout"
	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/kql"
)

// Runtime is the import path of the run-time.
const Runtime = "github.com/kqlc/kqlc/kql"

// Rule is what Generate needs to know of a rule.
type Rule struct {
	// Package is the name of the package to make.
	Package string
	// Name, Source and Hash go into the header: the rule's name, its file, and the SHA-256 of what it was made from.
	Name, Source, Hash string
	// Query is the text that the plan's spans point into.
	Query string
	// Line gives the line of the source file at which a byte of the query stands, from 1.
	Line func(offset int) int
	// Draft leaves the source as it is printed, without gofmt.
	Draft bool
	// Plan is the bound and optimised query.
	Plan *plan.Rule
	// Tables gives the package of a table.
	Tables func(table string) TablePackage
}

// TablePackage is where the struct of a table lives.
type TablePackage struct {
	Path, Name string
	// EventTime are the columns that hold the event's time under different names; one or none where there is no choice.
	EventTime []string
	// Columns are all that the struct has, in order.
	Columns []types.Column
}

// Generate returns the Go source of a rule's package, or why it cannot be had. The text depends on rule alone.
func Generate(rule Rule) ([]byte, []diag.Diagnostic) {
	g := newGenerator(rule)
	g.rule()
	if len(g.problems) > 0 {
		return nil, g.problems
	}
	source := groupImports(render(g.file))
	if rule.Draft {
		return source, nil
	}
	source, err := layout.Source(source)
	if err != nil {
		return nil, []diag.Diagnostic{invalidGo(err)}
	}
	return source, nil
}

// render prints a file, without gofmt.
func render(file *jen.File) []byte {
	var out taken
	file.NoFormat = true
	if err := file.Render(&out); err != nil {
		panic(err) // only gofmt fails
	}
	return out
}

// taken is what jennifer writes at the end, in one piece that it does not use any more.
type taken []byte

// Write implements [io.Writer].
func (t *taken) Write(p []byte) (int, error) {
	*t = p
	return len(p), nil
}

// printed is a piece of code as text, without gofmt.
func printed(c jen.Code) string {
	const mark = "here it is"
	file := jen.NewFile("_")
	file.Comment(mark)
	file.Add(c)
	_, text, _ := strings.Cut(string(render(file)), mark)
	return text
}

// groupImports puts the standard library's imports into a group of their own, before the others.
func groupImports(source []byte) []byte {
	_, rest, found := bytes.Cut(source, []byte("import (\n"))
	if !found {
		return source
	}
	list, _, _ := bytes.Cut(rest, []byte(")\n"))
	var groups [2][]byte
	for line := range bytes.Lines(list) {
		group := &groups[0]
		if host, _, _ := bytes.Cut(line, []byte("/")); bytes.ContainsRune(host, '.') {
			group = &groups[1]
		}
		*group = append(*group, line...)
	}
	if len(groups[0]) > 0 && len(groups[1]) > 0 {
		groups[0] = append(groups[0], '\n')
	}
	at := len(source) - len(rest)
	return slices.Replace(source, at, at+len(list), append(groups[0], groups[1]...)...)
}

// generator holds what one rule's package is made of.
type generator struct {
	Rule
	file     *jen.File
	problems []diag.Diagnostic
	// names are the names of the package's level, methods those of the evaluator's fields and methods.
	names, methods *names
	// hoisted are the names of the package's variables and constants by what they hold.
	hoisted map[string]string
	// consts, vars, types and funcs are the declarations that operators need, in order of use.
	consts, vars, types, funcs []jen.Code
	// gives are what the rule gives, result is the row of the one that is being made; rows are those that blocking operators
	// keep.
	gives  []*result
	result *rowType
	// resultName is what the query calls it.
	resultName string
	rows       []*rowType
	// tableRows are those of tables that other rows can embed.
	tableRows []*wholeRow
	// inputs are the tables that the rule reads.
	inputs []*input
	// externals are the variables that describe the external data that the rule reads.
	externals []jen.Code
	// frame is the evaluator, or that of the sub-query that is being made; root is the evaluator.
	*frame
	root *frame
	// passing tells that e is a sub-query, whose rows are passed on to the frame around it.
	passing bool
	// subs are the evaluators of the sub-queries whose rows come through a plan.Rows.
	subs map[*plan.Rows]*subquery
	// computed are the fields of what is computed once.
	computed   map[any]string
	sharedRows map[*plan.Shared]*rowType
	// passed are the shared tables whose rows go to their uses as they come.
	passed []*passed
	// identified are the graphs whose nodes are asked for their identities.
	identified map[*plan.MakeGraph]bool
	// texts is the field with the texts that are kept, "" while there are none.
	texts string
	// opening is the scope of New, where the clock is at hand.
	opening *scope
	// parts are the tables that can be evaluated in parts, merging what takes in the states of a part.
	parts   plan.Parts
	merging []jen.Code
}

// field is one field of the evaluator.
type field struct {
	name string
	typ  jen.Code
	init jen.Code // nil where the zero value will do
	text string   // the KQL of a value that is computed once an evaluation
}

func newGenerator(rule Rule) *generator {
	g := &generator{
		Rule:     rule,
		file:     jen.NewFile(rule.Package),
		names:    newNames(nil),
		methods:  newNames(nil),
		hoisted:  map[string]string{},
		root:     &frame{name: "Evaluator"},
		subs:     map[*plan.Rows]*subquery{},
		opening:  &scope{opening: true},
		computed: map[any]string{},

		sharedRows: map[*plan.Shared]*rowType{},
		identified: map[*plan.MakeGraph]bool{},
	}
	g.frame = g.root
	g.file.ImportName(Runtime, "kql")
	return g
}

// rule makes the whole file.
func (g *generator) rule() {
	for _, gap := range g.Plan.Gaps {
		g.unsupported(gap.Span, gap.What)
	}
	if len(g.Plan.Results) == 0 {
		g.problems = append(g.problems, noResult())
	}
	for _, root := range g.Plan.Roots() {
		plan.InspectNode(*root, g.refuseSeveral)
	}
	if len(g.problems) > 0 {
		return
	}
	g.parts = g.Plan.Parts()
	g.findTableRows()
	g.makeResults()
	if len(g.problems) > 0 {
		return
	}
	g.header()
	if len(g.consts) > 0 {
		g.file.Const().Defs(g.consts...)
	}
	if len(g.vars) > 0 {
		g.file.Comment("What the query compares with, built once.")
		g.file.Var().Defs(g.vars...)
	}
	g.structs()
	g.add(g.types)
	g.passRows()
	g.evaluator()
	g.add(g.funcs)
	g.program()
}

// refuseSeveral refuses functions of several values in expressions of an operator where one value is needed.
func (g *generator) refuseSeveral(n plan.Node) {
	parted := map[*plan.Call]bool{}
	plan.InspectExprs(n, func(e plan.Expr) {
		switch e := e.(type) {
		case *plan.Part:
			parted[e.Call] = true
		case *plan.Call:
			if len(e.Types) > 0 && !parted[e] {
				g.refuse(e.Span(), e.Fn.Name+"() as one value", "it gives several, which extend and project make columns of")
			}
		}
	})
}

// add puts declarations into the file.
func (g *generator) add(decls []jen.Code) {
	for _, d := range decls {
		g.file.Add(d)
	}
}

// structs declares the result's row and those that blocking operators keep.
func (g *generator) structs() {
	g.resultRows()
	for _, r := range g.rows {
		r.declare(g.file, r.name+" is what "+r.keeper+" keeps of a row.")
	}
}

// header says where the file comes from and ties it to the run-time's version.
func (g *generator) header() {
	g.file.HeaderComment("Code generated by kqlc. DO NOT EDIT.")
	g.file.HeaderComment(fmt.Sprintf("Source: %s", g.Source))
	g.file.HeaderComment(fmt.Sprintf("SHA-256: %s", g.Hash))
	g.file.PackageComment(fmt.Sprintf("Package %s evaluates the rule %q.", g.Package, g.Name))
	g.file.Comment("The run-time has to be of the version that this file was generated for.")
	g.file.Add(enforceVersion)
}

// enforceVersion is what does not compile with another version of the run-time.
var enforceVersion = jen.Const().Defs(
	jen.Id("_").Op("=").Qual(Runtime, "EnforceVersion").Call(jen.Qual(Runtime, "Version").Op("-").Lit(kql.Version)),
	jen.Id("_").Op("=").Qual(Runtime, "EnforceVersion").Call(jen.Lit(kql.Version).Op("-").Qual(Runtime, "Version")),
)

// text is the part of the query at span, on one line.
func (g *generator) text(span ast.Span) string {
	return oneLine(g.Query[span.Start:span.End])
}

// line is the line of the source file at which span starts.
func (g *generator) line(span ast.Span) int { return g.Line(int(span.Start)) }
