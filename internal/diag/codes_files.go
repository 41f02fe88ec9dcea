package diag

// The codes of rule files.
const (
	BadFile      = "KQL5001"
	MissingField = "KQL5002"
	BadField     = "KQL5003"
)

var fileCodes = []Code{
	{
		ID: BadFile, Title: "malformed rule file",
		Text: "A rule file is text in UTF-8: a query, in a file that ends in .kql, or YAML, a mapping of fields such as id, name, severity and query.",
	},
	{
		ID: MissingField, Title: "missing field",
		Text: "A rule needs an id, a name and a query.",
	},
	{
		ID: BadField, Title: "field with a wrong value",
		Text: "The value is not one that Sentinel takes for this field.",
	},
}
