package diag

// The codes of what is right but probably not meant.
const (
	NoTimeFilter   = "KQL3001"
	SlowContains   = "KQL3002"
	ConstantTest   = "KQL3003"
	CoercedTypes   = "KQL3004"
	JoinWithout    = "KQL3005"
	UnusedLet      = "KQL3006"
	UnknownOption  = "KQL3007"
	Unchecked      = "KQL3008"
	Deprecated     = "KQL3009"
	ServiceRefuses = "KQL3010"
	WrongCase      = "KQL3012"
	Repeated       = "KQL3013"
	NoTerm         = "KQL3014"
	LostOrder      = "KQL3015"
	StringNull     = "KQL3016"
	NoGroup        = "KQL3017"
	PlainRegex     = "KQL3018"
	LiteralStar    = "KQL3019"
	AllTables      = "KQL3020"
)

var lintCodes = []Code{
	{
		ID: NoTimeFilter, Title: "no time filter",
		Text: "The table of events is read without a condition on its time, all there is. The service gives a rule with a " +
			"queryPeriod the events of that period only, which is why such a rule gets no warning.",
		Wrong: "SigninLogs | where ResultType == '0'", Right: "SigninLogs | where TimeGenerated > ago(1d) and ResultType == '0'",
	},
	{
		ID: SlowContains, Title: "contains where has would do",
		Text: "The text is a whole word. has finds words by the index; contains has to look into every value, and finds the word " +
			"within others too.",
		Wrong: "SigninLogs | where AppDisplayName contains 'portal'", Right: "SigninLogs | where AppDisplayName has 'portal'",
	},
	{
		ID: ConstantTest, Title: "condition that does not depend on the rows",
		Text:  "The condition is the same for every row.",
		Wrong: "SigninLogs | where 1 == 2", Right: "SigninLogs | where ResultType == '2'",
	},
	{
		ID: CoercedTypes, Title: "comparison of different types",
		Text: "The sides have different types. A literal is read as the type of the other side; between columns the service " +
			"refuses most such comparisons.",
		Wrong: "SigninLogs | where ResultType == 0", Right: "SigninLogs | where ResultType == '0'",
	},
	{
		ID: JoinWithout, Title: "join without kind",
		Text: "Without a kind a join keeps one row a key from its left side (innerunique), whichever that is. Most rules mean " +
			"inner.",
		Wrong: "SigninLogs | join AuditLogs on CorrelationId", Right: "SigninLogs | join kind=inner AuditLogs on CorrelationId",
	},
	{
		ID: UnusedLet, Title: "let without use",
		Text:  "Nothing refers to the name.",
		Wrong: "let a = 1; print 2", Right: "let a = 1; print a + 1",
	},
	{
		ID: UnknownOption, Title: "unknown parameter",
		Text: "The operator does not know the parameter; it has no effect.",
	},
	{
		ID: Unchecked, Title: "not known here",
		Text: "What this names is not part of the schema. The query is accepted, but what depends on it is not checked; isfuzzy " +
			"leaves it out.",
		Wrong: "union isfuzzy=true Missing_CL, SigninLogs", Right: "union SigninLogs, AuditLogs",
	},
	{
		ID: Deprecated, Title: "old spelling",
		Text:  "The function works, but has a new name.",
		Wrong: "print parsejson('{}')", Right: "print parse_json('{}')",
	},
	{
		ID: ServiceRefuses, Title: "the service refuses this",
		Text:  "Microsoft's analyser accepts the expression; its engine fails on it.",
		Wrong: "print a = dynamic(1) | where a == a", Right: "print a = dynamic(1) | where tostring(a) == tostring(a)",
	},
	{
		ID: WrongCase, Title: "text in a case that the value never has",
		Text: "tolower() gives no upper case and toupper() no lower case, so that a comparison that tells them apart never holds. =~, " +
			"in~ and has take any case without a call.",
		Wrong: "SigninLogs | where tolower(UserPrincipalName) == 'Admin@contoso.com'",
		Right: "SigninLogs | where UserPrincipalName =~ 'Admin@contoso.com'",
	},
	{
		ID: Repeated, Title: "value given twice",
		Text:  "The list has the value twice. Often one of the two was meant to be another.",
		Wrong: "SigninLogs | where ResultType in ('50053', '50126', '50053')",
		Right: "SigninLogs | where ResultType in ('50053', '50126', '50055')",
	},
	{
		ID: NoTerm, Title: "has without a term",
		Text: "has and its kin find terms, runs of letters and digits, by the index. A text without any is looked for in every value, " +
			"as contains does; contains says so.",
		Wrong: "DeviceProcessEvents | where ProcessCommandLine has '&&'", Right: "DeviceProcessEvents | where ProcessCommandLine contains '&&'",
	},
	{
		ID: LostOrder, Title: "order that is lost",
		Text: "The rows are sorted, and then grouped, counted or sorted by something else: the first order has no effect, but takes " +
			"time. Sort at the end.",
		Wrong: "SigninLogs | sort by TimeGenerated | summarize count() by UserPrincipalName",
		Right: "SigninLogs | summarize Count = count() by UserPrincipalName | sort by Count",
	},
	{
		ID: StringNull, Title: "test of a string for null",
		Text:  "A string is never null: isnull() is false and isnotnull() true for every row. A missing string is empty.",
		Wrong: "SigninLogs | where isnotnull(UserPrincipalName)", Right: "SigninLogs | where isnotempty(UserPrincipalName)",
	},
	{
		ID: NoGroup, Title: "no such group in the regular expression",
		Text:  "extract() gives a group of the regular expression: 0 is all that matches, 1 the first pair of brackets.",
		Wrong: "SigninLogs | extend Domain = extract('@.*', 1, UserPrincipalName)",
		Right: "SigninLogs | extend Domain = extract('@(.*)', 1, UserPrincipalName)",
	},
	{
		ID: PlainRegex, Title: "regular expression that is a plain text",
		Text: "Nothing in the regular expression has a meaning of its own. contains_cs finds the same for less, and has_cs finds it as " +
			"a word by the index; contains and has take any case, as (?i) does.",
		Wrong: "DeviceProcessEvents | where ProcessCommandLine matches regex 'mimikatz'",
		Right: "DeviceProcessEvents | where ProcessCommandLine has_cs 'mimikatz'",
	},
	{
		ID: LiteralStar, Title: "star in a text",
		Text: "A star stands for itself in a text, not for others as in file names: use contains, startswith or endswith without it, or " +
			"matches regex.",
		Wrong: "DeviceProcessEvents | where FileName =~ 'power*'", Right: "DeviceProcessEvents | where FileName startswith 'power'",
	},
	{
		ID: AllTables, Title: "all tables are read",
		Text: "search, find and union * look into every table of the workspace, which is slow and gives other results as tables are " +
			"added. Name the tables.",
		Wrong: "search 'mimikatz'", Right: "search in (DeviceProcessEvents, SecurityEvent) 'mimikatz'",
	},
}
