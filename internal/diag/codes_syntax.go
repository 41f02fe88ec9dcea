package diag

// The codes of the parser.
const (
	UnexpectedToken  = "KQL1001"
	UnknownOperator  = "KQL1002"
	BadCharacter     = "KQL1003"
	BadString        = "KQL1004"
	TooDeep          = "KQL1005"
	TooLong          = "KQL1006"
	EmptyQuery       = "KQL1007"
	NeedsBrackets    = "KQL1009"
	UnknownDirective = "KQL1010"
)

var syntaxCodes = []Code{
	{
		ID: UnexpectedToken, Title: "something else was expected",
		Text:  "The text does not follow KQL's syntax here. The message says what could stand in this place.",
		Wrong: "T | where A ==", Right: "T | where A == 1",
	},
	{
		ID: UnknownOperator, Title: "unknown operator",
		Text:  "What follows a pipe has to be a tabular operator. Operators are written in lower case.",
		Wrong: "T | wher A == 1", Right: "T | where A == 1",
	},
	{
		ID: BadCharacter, Title: "character that KQL does not use",
		Text:  "This character has no meaning in KQL outside of strings and comments.",
		Wrong: "T | where A == 1 §", Right: "T | where A == 1",
	},
	{
		ID: BadString, Title: "malformed string",
		Text: "A string has to end on its line, and a backslash in it has to be the start of a known escape. Write a backslash " +
			"twice, or put @ before the string to take backslashes as they are.",
		Wrong: `print "C:\Windows"`, Right: `print @"C:\Windows"`,
	},
	{
		ID: TooDeep, Title: "nested too deeply",
		Text: "The query has more brackets within brackets than are taken. Name parts of it by let.",
	},
	{
		ID: TooLong, Title: "query too long",
		Text: "The query is longer than is taken.",
	},
	{
		ID: EmptyQuery, Title: "nothing to run",
		Text:  "A query needs a statement that gives rows.",
		Wrong: "let A = 1;", Right: "let A = 1; print A",
	},
	{
		ID: NeedsBrackets, Title: "name that needs brackets",
		Text: "The word has a meaning of its own, or holds characters that names do not have. In brackets and quotes every text " +
			"can be a name.",
		Wrong: "print kind = 1", Right: "print ['kind'] = 1",
	},
	{
		ID: UnknownDirective, Title: "unknown directive",
		Text:  "A line that begins with # speaks to the tool that runs the query: #connect, #database, #crp and others.",
		Wrong: "#conect 'help'\nprint 1", Right: "#connect 'help'\nprint 1",
	},
}
