package sema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/catalog"
	"github.com/kqlc/kqlc/internal/diag"
	"github.com/kqlc/kqlc/internal/types"
)

func errorf(code string, span ast.Span, format string, args ...any) diag.Diagnostic {
	return diag.Diagnostic{Code: code, Severity: diag.Error, Span: span, Message: fmt.Sprintf(format, args...)}
}

func warningf(code string, span ast.Span, format string, args ...any) diag.Diagnostic {
	return diag.Diagnostic{Code: code, Severity: diag.Warning, Span: span, Message: fmt.Sprintf(format, args...)}
}

// near adds what the name is probably a misspelling of.
func near(d diag.Diagnostic, name string, candidates []string) diag.Diagnostic {
	d.Suggestion = diag.Nearest(name, candidates)
	return d
}

// Names.

// unknownName is a name that means nothing, with the nearest column, let or table.
func (b *binder) unknownName(span ast.Span, name string) diag.Diagnostic {
	if b.row != nil && b.kind == normalScope {
		return b.unknownColumn(span, name, b.row)
	}
	d := errorf(diag.UnknownName, span, "name %q not found", name)
	return near(d, name, b.localNames())
}

func (b *binder) unknownColumn(span ast.Span, name string, row *table) diag.Diagnostic {
	of := ""
	if row != nil && row.name != "" {
		of = " in " + row.name
	}
	d := errorf(diag.UnknownColumn, span, "column %q not found%s", name, of)
	if b.mute > 0 {
		return d
	}
	if parts := row.splitInto(name); parts != nil {
		return splitColumn(span, name, parts)
	}
	candidates := b.localNames()
	for _, c := range row.all() {
		candidates = append(candidates, c.name())
	}
	return near(d, name, candidates)
}

// splitColumn is the name of a column that a union has split by type.
func splitColumn(span ast.Span, name string, parts []string) diag.Diagnostic {
	return errorf(diag.UnknownColumn, span, "column %q not found: its type differs between the tables of the union, which makes it %s; "+
		"name the tables that are meant, or one of these columns", name, strings.Join(parts, ", "))
}

func ambiguousColumn(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.Duplicate, span, "there are several columns %q here", name)
}

// localNames are the names of lets and parameters.
func (b *binder) localNames() []string {
	var names []string
	b.scope.each(func(s *symbol) { names = append(names, s.name) })
	return names
}

func (b *binder) unknownTable(span ast.Span, name string) diag.Diagnostic {
	d := errorf(diag.UnknownTable, span, "table %q not found", name)
	if b.mute > 0 {
		return d
	}
	names := append(b.localNames(), b.env.Schema.TableNames()...)
	return near(d, name, append(names, b.env.Schema.FunctionNames()...))
}

// elsewhere are functions of the service that read what lies outside of the workspace.
var elsewhere = map[string]string{
	"workspace": "another workspace", "app": "an application's telemetry", "arg": "Azure Resource Graph",
	"adx": "an Azure Data Explorer cluster", "resource": "a resource's logs",
}

func (b *binder) unknownFunction(span ast.Span, name string) diag.Diagnostic {
	if what := elsewhere[name]; what != "" {
		return errorf(diag.UnknownFunction, span, "%s() reads %s, which is not available here", name, what)
	}
	d := errorf(diag.UnknownFunction, span, "function %q not found", name)
	if b.mute > 0 {
		return d
	}
	names := append(b.localNames(), b.env.Schema.FunctionNames()...)
	names = append(names, catalog.Names(catalog.Scalar)...)
	if b.kind == aggregateScope {
		names = append(names, catalog.Names(catalog.Aggregate)...)
	}
	return near(d, name, names)
}

func unknownPlugin(span ast.Span, name string) diag.Diagnostic {
	return near(errorf(diag.UnknownFunction, span, "plugin %q not found", name), name, catalog.Names(catalog.Plugin))
}

func aggregateOutside(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.WrongPlace, span, "aggregate %q can be used only in summarize, make-series and their kin", name)
}

func elementOnly(at ast.Span, name string) diag.Diagnostic {
	return errorf(diag.WrongPlace, at, "%q can be used only in the first argument of all, any and map", name)
}

func pluginOutside(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.WrongPlace, span, "plugin %q can be used only behind evaluate", name)
}

func columnOutsideAggregate(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.WrongPlace, span, "column %q stands outside of an aggregate: put it into one, or behind by", name)
}

func argumentsMissing(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.WrongCount, span, "function %q wants its arguments in parentheses", name)
}

func duplicateLet(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.Duplicate, span, "%q is declared twice", name)
}

func duplicateColumn(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.Duplicate, span, "column %q is given twice", name)
}

func noColumnMatches(span ast.Span, pattern string) diag.Diagnostic {
	return errorf(diag.UnknownColumn, span, "no column matches %q", pattern)
}

func noTableMatches(span ast.Span, pattern string) diag.Diagnostic {
	return errorf(diag.UnknownTable, span, "no table matches %q", pattern)
}

func noMember(span ast.Span, name string, t types.Type) diag.Diagnostic {
	if t == types.String {
		return errorf(diag.NoMember, span, "a string has no member %q: parse_json() it first", name)
	}
	return errorf(diag.NoMember, span, "%s has no member %q", a(t), name)
}

func notIndexable(span ast.Span, t types.Type) diag.Diagnostic {
	if t == types.String {
		return errorf(diag.NoMember, span, "a string has no elements: parse_json() it first, or use substring()")
	}
	return errorf(diag.NoMember, span, "%s has no elements", a(t))
}

func unknownDatabase(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.UnknownEntity, span, "database %q not found", name)
}

func unknownCluster(span ast.Span, name string) diag.Diagnostic {
	return warningf(diag.Unchecked, span, "cluster %q is not known here: what it holds is not checked", name)
}

func databaseExpected(span ast.Span) diag.Diagnostic {
	return errorf(diag.WrongType, span, "expected a database")
}

var entityWords = map[catalog.ReturnRule]string{
	catalog.EntityExternal: "external table", catalog.EntityView: "materialized view",
	catalog.EntityStored: "stored query result", catalog.EntityGroup: "entity group", catalog.EntityGraph: "graph",
}

func (b *binder) noSuchEntity(span ast.Span, rule catalog.ReturnRule, name string) diag.Diagnostic {
	if b.fuzzy {
		return warningf(diag.Unchecked, span, "%s %q not found: it is left out", entityWords[rule], name)
	}
	return errorf(diag.UnknownEntity, span, "%s %q not found", entityWords[rule], name)
}

func fuzzyTable(span ast.Span, name string) diag.Diagnostic {
	return warningf(diag.Unchecked, span, "table %q not found: it is left out", name)
}

func fuzzyFunction(span ast.Span, name string) diag.Diagnostic {
	return warningf(diag.Unchecked, span, "function %q not found: it is left out", name)
}

func fuzzyDatabase(span ast.Span, name string) diag.Diagnostic {
	return warningf(diag.Unchecked, span, "database %q not found: it is left out", name)
}

func unknownType(span ast.Span, name string) diag.Diagnostic {
	return near(errorf(diag.UnknownType, span, "type %q is not one to declare", name), name, []string{
		"bool", "int", "long", "real", "decimal", "string", "datetime", "timespan", "guid", "dynamic",
	})
}

// Types.

// a is a type with its article.
func a(t types.Type) string {
	switch t := t.(type) {
	case *types.Table:
		return "a table"
	case *types.Tuple:
		return "a group of values"
	case types.Scalar:
		if t == types.Int {
			return "an int"
		}
	case *types.EntityGroup:
		return "an entity group"
	}
	return "a " + t.String()
}

func wrongType(span ast.Span, want string, found types.Type) diag.Diagnostic {
	return errorf(diag.WrongType, span, "expected %s, found %s", want, a(found))
}

func (b *binder) scalarExpected(v value) diag.Diagnostic {
	span, found := v.span, v.typ
	if _, ok := found.(*types.Table); ok {
		if v.row != nil {
			if parts := b.row.splitInto(v.row.name); parts != nil {
				return splitColumn(span, v.row.name, parts)
			}
		}
		return errorf(diag.WrongType, span, "expected a scalar, found a table: toscalar() takes its first value")
	}
	return errorf(diag.WrongType, span, "expected a scalar, found %s", a(found))
}

func tableExpected(span ast.Span, found types.Type) diag.Diagnostic {
	return errorf(diag.WrongType, span, "expected a table, found %s", a(found))
}

func tableOrScalarExpected(span ast.Span) diag.Diagnostic {
	return errorf(diag.WrongType, span, "expected a table or a scalar")
}

func tableWithoutColumns(span ast.Span) diag.Diagnostic {
	return errorf(diag.WrongType, span, "the table has no columns")
}

func missingTable(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.WrongCount, span, "%s() wants a table", name)
}

func columnExpected(span ast.Span) diag.Diagnostic {
	return errorf(diag.ColumnExpected, span, "expected the name of a column")
}

func dynamicKey(span ast.Span, what string) diag.Diagnostic {
	return errorf(diag.DynamicKey, span, "%s does not take a dynamic: convert it, as by tostring()", what)
}

func dynamicInStar(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.DynamicKey, span, "distinct does not take a dynamic, and column %q is one", name)
}

func literalExpected(span ast.Span) diag.Diagnostic {
	return errorf(diag.ConstantExpected, span, "expected a literal")
}

func badConstant(span ast.Span, err error) diag.Diagnostic {
	return errorf(diag.BadPattern, span, "%s", err)
}

func severalValues(span ast.Span) diag.Diagnostic {
	return errorf(diag.WrongType, span, "a let cannot hold several values")
}

func notSeveral(span ast.Span) diag.Diagnostic {
	return errorf(diag.WrongType, span, "the expression has one value only, not one a name")
}

func nameWithoutValue(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.WrongCount, span, "there is no value for the name %q", name)
}

// Calls.

// callProblem words what is wrong with a call.
func callProblem(span ast.Span, c *catalog.Call, p catalog.Problem) diag.Diagnostic {
	name := c.Func.Name
	if word := problemWords[p.Kind]; word != "" {
		return errorf(diag.WrongType, span, "%s", expectedFound(word, c, p))
	}
	switch p.Kind {
	case catalog.WrongCount:
		return errorf(diag.WrongCount, span, "%s() wants %s, found %d", name, arguments(p.Min), len(c.Args))
	case catalog.CountOutOfRange:
		return errorf(diag.WrongCount, span, "%s() wants %s, found %d", name, between(p.Min, p.Max), len(c.Args))
	case catalog.IncompleteGroup:
		return errorf(diag.WrongCount, span, "%s() wants its arguments in groups, and the last is not complete", name)
	case catalog.NoOverload:
		return errorf(diag.WrongType, span, "%s() does not take %s", name, typeList(p.Types))
	case catalog.NoOperator:
		return noOperator(span, name, p.Types)
	case catalog.UnknownLabel:
		return errorf(diag.WrongCount, span, "%s() has no parameter %q", name, p.Name)
	case catalog.UnlabeledAfter:
		return errorf(diag.WrongCount, span, "arguments behind a named one out of order have to be named too")
	case catalog.MissingArgument:
		return errorf(diag.WrongCount, span, "%s() lacks the argument %q", name, p.Name)
	case catalog.NoCommonType:
		return errorf(diag.WrongType, span, "the arguments of %s() have no type in common: %s", name, typeList(p.Types))
	case catalog.StarNotAllowed:
		return errorf(diag.WrongType, span, "%s() does not take *", name)
	case catalog.TypeExpected, catalog.MustHaveType:
		return errorf(diag.WrongType, span, "%s", expectedFound(orList(p.Types), c, p))
	case catalog.TypeNotAllowed:
		return errorf(diag.WrongType, span, "%s() does not take %s", name, a(p.Types[0]))
	case catalog.ColumnsMissing:
		return errorf(diag.WrongType, span, "the table lacks columns that %s() wants: %s", name, missingColumns(c, p.Arg))
	case catalog.ColumnExpected:
		return columnExpected(span)
	case catalog.ConstantExpected:
		return errorf(diag.ConstantExpected, span, "%s() wants a constant here", name)
	case catalog.LiteralExpected:
		return literalExpected(span)
	case catalog.EmptyNotAllowed:
		return errorf(diag.ConstantExpected, span, "%s() wants a text that is not empty", name)
	case catalog.ValueNotAllowed:
		return errorf(diag.ConstantExpected, span, "%s() wants one of %s here", name, strings.Join(p.Values, ", "))
	}
	return errorf(diag.WrongType, span, "wrong argument of %s()", name)
}

// problemWords are what was expected, for the problems that say no more.
var problemWords = map[catalog.ProblemKind]string{
	catalog.ScalarExpected: "a scalar", catalog.IntegerExpected: "an integer", catalog.FractionExpected: "a real or decimal",
	catalog.IntegersExpected: "an integer or an array of them", catalog.TextsExpected: "a string or an array of them",
	catalog.ArrayExpected: "a dynamic array", catalog.BagExpected: "a property bag", catalog.NumberExpected: "a number",
	catalog.NumericExpected: "a number or a bool", catalog.SummableExpected: "a number, datetime or timespan",
	catalog.OrderableExpected: "a number, datetime, timespan, string or bool", catalog.TableExpected: "a table",
	catalog.DatabaseExpected: "a database", catalog.ClusterExpected: "a cluster",
}

func expectedFound(want string, c *catalog.Call, p catalog.Problem) string {
	if p.Arg < 0 || p.Arg >= len(c.Args) {
		return "expected " + want
	}
	return fmt.Sprintf("expected %s, found %s", want, a(c.Args[p.Arg].Type))
}

func noOperator(span ast.Span, op string, operands []types.Type) diag.Diagnostic {
	op = strings.TrimPrefix(op, "unary ")
	if len(operands) == 1 {
		return errorf(diag.NoOperator, span, "%q is not defined for %s", op, a(operands[0]))
	}
	hint := ""
	if slices.Contains(operands, types.Type(types.String)) {
		switch op {
		case "+":
			hint = ": use strcat()"
		case "<", "<=", ">", ">=":
			hint = ": use strcmp()"
		}
	}
	return errorf(diag.NoOperator, span, "%q is not defined between %s and %s%s", op, a(operands[0]), a(operands[1]), hint)
}

func arguments(n int) string {
	switch n {
	case 0:
		return "no arguments"
	case 1:
		return "1 argument"
	}
	return fmt.Sprintf("%d arguments", n)
}

func between(least, most int) string {
	if most >= catalog.Many {
		return fmt.Sprintf("at least %s", arguments(least))
	}
	return fmt.Sprintf("%d to %s", least, arguments(most))
}

func typeList(list []types.Type) string {
	words := make([]string, len(list))
	for i, t := range list {
		words[i] = strings.TrimPrefix(strings.TrimPrefix(a(t), "a "), "an ")
	}
	return "(" + strings.Join(words, ", ") + ")"
}

// orList is "a string or dynamic".
func orList(list []types.Type) string {
	words := make([]string, len(list))
	for i, t := range list {
		words[i] = t.String()
	}
	words[0] = a(list[0])
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// missingColumns are the columns that a table argument lacks.
func missingColumns(c *catalog.Call, arg int) string {
	have, ok := c.Args[arg].Type.(*types.Table)
	if !ok || arg >= len(c.Params) || c.Params[arg] == nil {
		return ""
	}
	want, ok := c.Params[arg].Types[0].(*types.Table)
	if !ok {
		return ""
	}
	var list []string
	for _, w := range want.Columns {
		if h, ok := types.Find(have.Columns, w.Name); !ok || h.Type != w.Type {
			list = append(list, w.Name+": "+w.Type.String())
		}
	}
	return strings.Join(list, ", ")
}

// Operators.

func needsInput(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.WrongPlace, span, "%q needs rows to work on: it cannot be the first operator", name)
}

func mustBeFirst(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.WrongPlace, span, "%q has to begin a query", name)
}

func graphExpected(span ast.Span, name string, found types.Type) diag.Diagnostic {
	return errorf(diag.WrongType, span, "%q works on a graph, found %s: make-graph first", name, a(found))
}

func rowsExpected(span ast.Span) diag.Diagnostic {
	return errorf(diag.WrongType, span, "expected rows, found a graph: graph-match or graph-to-table first")
}

func graphPartExpected(span ast.Span, edge bool) diag.Diagnostic {
	if edge {
		return errorf(diag.WrongPlace, span, "an edge has to follow a node")
	}
	return errorf(diag.WrongPlace, span, "a pattern begins and ends with a node, and an edge stands between two")
}

func graphOutputName(span ast.Span, kind string) diag.Diagnostic {
	return errorf(diag.Declaration, span, "each of several tables needs a name: %s as name", kind)
}

func graphOutputTwice(span ast.Span, kind string) diag.Diagnostic {
	return errorf(diag.Duplicate, span, "the %s are given twice", kind)
}

func entityExpected(span ast.Span) diag.Diagnostic {
	return errorf(diag.WrongType, span, "expected a cluster, database or table")
}

func entityKindDiffers(span ast.Span, want string) diag.Diagnostic {
	return errorf(diag.WrongType, span, "expected a %s, as the first of the group is one", want)
}

func notForDelta(span ast.Span, what string) diag.Diagnostic {
	return errorf(diag.OptionValue, span, "a delta table does not take %s", what)
}

func schemaDiffers(span ast.Span) diag.Diagnostic {
	return errorf(diag.WrongType, span, "the rows have other columns than assert-schema says")
}

func operatorExpected(span ast.Span) diag.Diagnostic {
	return errorf(diag.WrongPlace, span, "expected an operator")
}

func notAllowedHere(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.WrongPlace, span, "%q is not allowed here", name)
}

func renameExpected(span ast.Span) diag.Diagnostic {
	return errorf(diag.ColumnExpected, span, "expected new = old")
}

func invalidJoinCondition(span ast.Span) diag.Diagnostic {
	return errorf(diag.JoinCondition, span, "expected a column of both sides, or $left.column == $right.column")
}

func joinOperand(span ast.Span, side string) diag.Diagnostic {
	return errorf(diag.JoinCondition, span, "expected %s.column", side)
}

func joinWithoutOn(span ast.Span) diag.Diagnostic {
	return errorf(diag.JoinCondition, span, "join needs a condition: on column")
}

func (b *binder) notOnBothSides(span ast.Span, name string, onLeft bool, left, right *table) diag.Diagnostic {
	side, row := "right", right
	if onLeft {
		side, row = "left", left
	}
	d := errorf(diag.JoinCondition, span, "column %q does not exist on the %s side of the join", name, side)
	if b.mute > 0 {
		return d
	}
	var names []string
	for _, c := range row.all() {
		names = append(names, c.name())
	}
	return near(d, name, names)
}

func commonColumnTypes(span ast.Span, name string, left, right types.Type) diag.Diagnostic {
	return errorf(diag.JoinCondition, span, "column %q is %s on the left side and %s on the right", name, a(left), a(right))
}

func joinKeyTypes(span ast.Span, left, right types.Type) diag.Diagnostic {
	return errorf(diag.JoinCondition, span, "join keys differ in type: %s on the left, %s on the right", a(left), a(right))
}

func dynamicJoinKey(span ast.Span) diag.Diagnostic {
	return errorf(diag.DynamicKey, span, "a join key cannot be dynamic: extend with tostring() first")
}

func textAfterStar(span ast.Span) diag.Diagnostic {
	return errorf(diag.ParsePattern, span, "a text has to follow *")
}

func starAfterText(span ast.Span) diag.Diagnostic {
	return errorf(diag.ParsePattern, span, "* behind a column of text is ambiguous: put a text in between")
}

func columnAfterText(span ast.Span) diag.Diagnostic {
	return errorf(diag.ParsePattern, span, "a column has to follow a text")
}

func packNotLast(span ast.Span) diag.Diagnostic {
	return errorf(diag.WrongPlace, span, "pack(*) has to be the last item")
}

func stepZero(span ast.Span) diag.Diagnostic {
	return errorf(diag.ConstantExpected, span, "the step must not be zero")
}

func notAnInterval(span ast.Span, step, axis types.Type) diag.Diagnostic {
	return errorf(diag.WrongType, span, "%s is no step for an axis of type %s", a(step), axis)
}

func valueCount(span ast.Span, columns, values int) diag.Diagnostic {
	return errorf(diag.WrongCount, span, "expected a multiple of %d values, found %d", columns, values)
}

func unknownChart(span ast.Span, kind string) diag.Diagnostic {
	return errorf(diag.OptionValue, span, "unknown chart %q", kind)
}

func noColumnsHere(span ast.Span) diag.Diagnostic {
	return errorf(diag.WrongPlace, span, "there are no columns here that * could stand for")
}

func columnsExpected(span ast.Span) diag.Diagnostic {
	return errorf(diag.ColumnExpected, span, "expected columns: name: type, …")
}

func unknownOption(span ast.Span, name string) diag.Diagnostic {
	return warningf(diag.UnknownOption, span, "unknown parameter %q", name)
}

func optionTwice(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.Duplicate, span, "parameter %q is given twice", name)
}

func optionValue(span ast.Span, name string, values []string) diag.Diagnostic {
	return errorf(diag.OptionValue, span, "%s has to be one of %s", name, strings.Join(values, ", "))
}

func optionType(span ast.Span, name, want string) diag.Diagnostic {
	return errorf(diag.OptionValue, span, "%s has to be %s", name, want)
}

// Declarations.

func tablesFirst(span ast.Span) diag.Diagnostic {
	return errorf(diag.Declaration, span, "parameters that are tables have to come first")
}

func defaultNotLiteral(span ast.Span) diag.Diagnostic {
	return errorf(diag.Declaration, span, "a default value has to be a literal")
}

func plainNameExpected(span ast.Span) diag.Diagnostic {
	return errorf(diag.Declaration, span, "expected a plain name")
}

func literalOrNameExpected(span ast.Span) diag.Diagnostic {
	return errorf(diag.ConstantExpected, span, "expected a literal or a name")
}

func queryTooLarge(span ast.Span) diag.Diagnostic {
	return errorf(diag.TooLarge, span, "the query is too large once its lets and functions are put in place")
}

func tooManyColumns(span ast.Span, n int) diag.Diagnostic {
	return errorf(diag.TooLarge, span, "the join gives %d columns, more than %d: project those that are needed", n, maxColumns)
}

func patternValues(span ast.Span, want, found int) diag.Diagnostic {
	return errorf(diag.WrongCount, span, "the pattern wants %s, found %d", arguments(want), found)
}

func patternPathMissing(span ast.Span) diag.Diagnostic {
	return errorf(diag.Declaration, span, "the pattern has a path, and there is no value for it")
}

func patternPathExtra(span ast.Span) diag.Diagnostic {
	return errorf(diag.Declaration, span, "the pattern has no path")
}

func noPatternMatches(span ast.Span, name string) diag.Diagnostic {
	return errorf(diag.UnknownName, span, "pattern %q has no query for these values", name)
}

// Warnings.
