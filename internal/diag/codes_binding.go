package diag

// The codes of the binder.
const (
	UnknownTable     = "KQL2001"
	UnknownFunction  = "KQL2002"
	UnknownColumn    = "KQL2003"
	UnknownName      = "KQL2004"
	UnknownEntity    = "KQL2005"
	UnknownType      = "KQL2006"
	WrongCount       = "KQL2007"
	WrongType        = "KQL2008"
	NoOperator       = "KQL2009"
	Duplicate        = "KQL2010"
	ColumnExpected   = "KQL2011"
	ConstantExpected = "KQL2012"
	WrongPlace       = "KQL2013"
	DynamicKey       = "KQL2014"
	JoinCondition    = "KQL2015"
	ParsePattern     = "KQL2016"
	NoMember         = "KQL2017"
	OptionValue      = "KQL2018"
	Declaration      = "KQL2019"
	TooLarge         = "KQL2020"
)

var bindingCodes = []Code{
	{
		ID: UnknownTable, Title: "unknown table",
		Text: "No table, let or function of this name is known. Tables are those of Microsoft Sentinel and Defender XDR; a " +
			"schema file adds others. A workspace's saved functions are not known unless a schema file declares them.",
		Wrong: "DeviceProcesEvents | take 1", Right: "DeviceProcessEvents | take 1",
	},
	{
		ID: UnknownFunction, Title: "unknown function",
		Text:  "No function of this name is known. Names are case-sensitive.",
		Wrong: "print toLower('A')", Right: "print tolower('A')",
	},
	{
		ID: UnknownColumn, Title: "unknown column",
		Text: "The rows have no column of this name at this point. Names are case-sensitive, and a project or summarize before " +
			"leaves only the columns that it names.",
		Wrong: "DeviceProcessEvents | where Filename == 'a'", Right: "DeviceProcessEvents | where FileName == 'a'",
	},
	{
		ID: UnknownName, Title: "unknown name",
		Text:  "Neither a let nor a table of this name is known here. A let has to come before its use.",
		Wrong: "print limit + 1; let limit = 2;", Right: "let limit = 2; print limit + 1",
	},
	{
		ID: UnknownEntity, Title: "unknown database, external table or the like",
		Text:  "Queries are checked against one database. What lies elsewhere is not known.",
		Wrong: "external_table('blobs') | take 1", Right: "SigninLogs | take 1",
	},
	{
		ID: UnknownType, Title: "not a type",
		Text:  "Types are bool, int, long, real, decimal, string, datetime, timespan, guid and dynamic.",
		Wrong: "datatable(a: text)['x']", Right: "datatable(a: string)['x']",
	},
	{
		ID: WrongCount, Title: "wrong number of arguments or values",
		Text:  "The message says how many are wanted.",
		Wrong: "print strlen()", Right: "print strlen('abc')",
	},
	{
		ID: WrongType, Title: "wrong type",
		Text:  "The value has a type that is not taken here. Convert it by tostring(), tolong(), todatetime() and their kin.",
		Wrong: "print startofday('2024-01-01')", Right: "print startofday(datetime(2024-01-01))",
	},
	{
		ID: NoOperator, Title: "operator not defined for these types",
		Text:  "The operator does not join values of these types.",
		Wrong: "print 'a' + 'b'", Right: "print strcat('a', 'b')",
	},
	{
		ID: Duplicate, Title: "given twice",
		Text:  "A name can be given once in an operator, and declared once in a query.",
		Wrong: "print a = 1 | extend b = 1, b = 2", Right: "print a = 1 | extend b = 1, c = 2",
	},
	{
		ID: ColumnExpected, Title: "a column was expected",
		Text:  "Only the name of a column can stand here.",
		Wrong: "print a = 1 | project-rename a", Right: "print a = 1 | project-rename b = a",
	},
	{
		ID: ConstantExpected, Title: "a constant or literal was expected",
		Text:  "The value has to be known when the query is compiled.",
		Wrong: "print a = 'x' | extend b = extract(a, 0, 'xyz')", Right: "print a = 'xyz' | extend b = extract('x', 0, a)",
	},
	{
		ID: WrongPlace, Title: "not in this place",
		Text:  "The function or operator exists, but cannot stand here.",
		Wrong: "print a = 1 | where sum(a) > 0", Right: "print a = 1 | summarize s = sum(a) | where s > 0",
	},
	{
		ID: DynamicKey, Title: "a dynamic cannot be a key",
		Text:  "Groups, orders and joins need a type whose values can be compared. Convert the dynamic first.",
		Wrong: "print a = dynamic([1]) | summarize count() by a", Right: "print a = dynamic([1]) | summarize count() by tostring(a)",
	},
	{
		ID: JoinCondition, Title: "join condition",
		Text: "A join's condition is the name of a column of both sides, or $left.a == $right.b; the types of both have to be the " +
			"same. Several are separated by commas.",
		Wrong: "SigninLogs | join AuditLogs on tolower(CorrelationId)", Right: "SigninLogs | join AuditLogs on CorrelationId",
	},
	{
		ID: ParsePattern, Title: "pattern of parse",
		Text:  "In the pattern of parse, columns and stars have to be separated by texts.",
		Wrong: "print a = 'x=1' | parse a with * b", Right: "print a = 'x=1' | parse a with * '=' b",
	},
	{
		ID: NoMember, Title: "no such member",
		Text:  "Only a dynamic has members and elements.",
		Wrong: "print a = '{\"b\":1}' | extend c = a.b", Right: "print a = '{\"b\":1}' | extend c = parse_json(a).b",
	},
	{
		ID: OptionValue, Title: "value of a parameter",
		Text:  "The parameter of the operator does not take this value.",
		Wrong: "SigninLogs | join kind=outer AuditLogs on CorrelationId",
		Right: "SigninLogs | join kind=leftouter AuditLogs on CorrelationId",
	},
	{
		ID: Declaration, Title: "declaration",
		Text:  "A function's tables come before its other parameters, and default values are literals.",
		Wrong: "let f = (n: long, T: (a: long)) { T | take n }; f(1, (print a = 1))",
		Right: "let f = (T: (a: long), n: long) { T | take n }; f((print a = 1), 1)",
	},
	{
		ID: TooLarge, Title: "query too large",
		Text: "Each use of a let or a function puts its text in place of the use. Together they make more than is compiled. Use " +
			"materialize() for tables that are used often, and project the columns that are needed before a table is joined with itself.",
	},
}
