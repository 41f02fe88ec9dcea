package diag

// The codes of what binds but is not executed, and of errors of kqlc itself.
const (
	NotExecuted  = "KQL4001"
	BadPattern   = "KQL4003"
	AssertFailed = "KQL4004"
	Internal     = "KQL9001"
)

var executionCodes = []Code{
	{
		ID: NotExecuted, Title: "known, not executed yet",
		Text: "The query is right, and Kusto runs it, but kqlc has no implementation of this operator or function yet. kqlc check " +
			"accepts it; generate, run and eval refuse it.",
	},
	{
		ID: BadPattern, Title: "a pattern that cannot be read",
		Text: "A pattern of parse or parse-kv, or a constant argument, is no regular expression of the dialect that Kusto reads, " +
			"no format of a date, or no time zone. Kusto fails such a query when it runs; generate, run and eval refuse it.",
		Wrong: "print a = 'b1' | parse kind=regex a with '(b' c", Right: "print a = 'b1' | parse kind=regex a with '(b)' c",
	},
	{
		ID: AssertFailed, Title: "a failed assertion",
		Text:  "The condition of an assert is false. It is computed when the rule is compiled, whether rows come to it or not.",
		Wrong: "print x = 1 | where assert(1 > 2, 'too small')", Right: "print x = 1 | where assert(2 > 1, 'too small')",
	},
	{
		ID: Internal, Title: "internal error",
		Text: "kqlc made a mistake. Please report the query and the message.",
	},
}
