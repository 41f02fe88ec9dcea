package catalog

// parseFunctions are the functions that take texts of known formats apart.
var parseFunctions = []Function{
	{
		Sigs:     []string{"parse_command_line(command: scalar, parser: string) [string]"},
		Foldable: true,
		Doc:      "Splits a command line into its arguments, by the rules of Windows.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:   []string{"parse_csv(csv_text: text) array"},
		Naming: First, Foldable: true,
		Doc:     "Splits a line of comma-separated values into an array.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"parse_xml(xml_text: text) bag"},
		Naming: First, Foldable: true,
		Doc:     "Reads XML text as a property bag.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:    []string{"parseurl(url: string) {Scheme:string, Host:string, Port:string, Path:string, Username:string, Password:string, Query Parameters:dynamic, Fragment:string}"},
		Instead: "parse_url", Hidden: true, Foldable: true,
		Doc:     "Takes a URL apart.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"parse_url(url: string) {Scheme:string, Host:string, Port:string, Path:string, Username:string, Password:string, Query Parameters:dynamic, Fragment:string}"},
		Foldable: true,
		Doc:      "Takes a URL apart: scheme, host, port, path, user, query and fragment.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:    []string{"parseurlquery(query: string) {Query Parameters:dynamic}"},
		Instead: "parse_urlquery", Hidden: true, Foldable: true,
		Doc:     "Takes the query part of a URL apart.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:     []string{"parse_urlquery(query: string) {Query Parameters:dynamic}"},
		Foldable: true,
		Doc:      "Takes the query part of a URL apart.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"parse_path(path: string) {Scheme:string, RootPath:string, DirectoryPath:string, DirectoryName:string, Filename:string, Extension:string, AlternateDataStreamName:string}"},
		Foldable: true,
		Doc:      "Takes a file path apart: scheme, root, folder, name, extension and stream.",
		Missing:  "this function is not implemented",
	},
	{
		Sigs:     []string{"parse_user_agent(user_agent: string, [look_for: texts]) {Browser:{Family:string, MajorVersion:string, MinorVersion:string, Patch:string}, OperatingSystem:{Family:string, MajorVersion:string, MinorVersion:string, Patch:string, PatchMinor:string}, Device:{Family:string, Brand:string, Model:string}}"},
		Foldable: true,
		Doc:      "Names browser, operating system or device of a user-agent text.",
		Missing:  "it needs a table of user agents",
	},
	{
		Sigs:     []string{"parse_version(version: string) decimal"},
		Foldable: true,
		Doc:      "Reads a version as a number that can be compared.",
		Missing:  "this function is not implemented",
	},
}
