package catalog

import (
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/useragent"
)

// parseFunctions are the functions that take texts of known formats apart.
var parseFunctions = []Function{
	{
		Sigs:     []string{"parse_command_line(command: scalar, parser: string) [string]"},
		Foldable: true,
		Doc:      "Splits a command line into its arguments, by the rules of Windows.",
		Go:       []any{kql.ParseCommandLine},
		Examples: []Example{
			{`parse_command_line('echo "a b" c', 'windows')`, `["echo","a b","c"]`},
			{"parse_command_line('echo', 'bash')", "null"},
		},
	},
	{
		Sigs:   []string{"parse_csv(csv_text: text) array"},
		Naming: First, Foldable: true,
		Doc: "Splits a line of comma-separated values into an array.",
		Go:  []any{kql.ParseCSV},
		Examples: []Example{
			{`parse_csv('a,"b,c",')`, `["a","b,c",""]`},
			{"parse_csv('ż')", `["ż"]`},
		},
	},
	{
		Sigs:   []string{"parse_xml(xml_text: text) bag"},
		Naming: First, Foldable: true,
		Doc: "Reads XML text as a property bag.",
		Go:  []any{kql.ParseXML},
		Examples: []Example{
			{"parse_xml('<a><b>x</b></a>')", `{"a":{"b":"x"}}`},
			{"parse_xml('')", "null"},
		},
	},
	{
		Sigs:    []string{"parseurl(url: string) {Scheme:string, Host:string, Port:string, Path:string, Username:string, Password:string, Query Parameters:dynamic, Fragment:string}"},
		Instead: "parse_url", Hidden: true, Foldable: true,
		Doc: "Takes a URL apart.",
		Go:  []any{kql.ParseURL},
		Examples: []Example{
			{"parseurl('https://h.org:8443/p?x=1#f')", `{"Scheme":"https","Host":"h.org","Port":"8443","Path":"/p","Username":"","Password":"","Query Parameters":{"x":"1"},"Fragment":"f"}`},
			{"parseurl('')", `{"Scheme":"","Host":"","Port":"","Path":"","Username":"","Password":"","Query Parameters":{},"Fragment":""}`},
		},
	},
	{
		Sigs:     []string{"parse_url(url: string) {Scheme:string, Host:string, Port:string, Path:string, Username:string, Password:string, Query Parameters:dynamic, Fragment:string}"},
		Foldable: true,
		Doc:      "Takes a URL apart: scheme, host, port, path, user, query and fragment.",
		Go:       []any{kql.ParseURL},
		Examples: []Example{
			{"parse_url('https://h.org:8443/p?x=1#f')", `{"Scheme":"https","Host":"h.org","Port":"8443","Path":"/p","Username":"","Password":"","Query Parameters":{"x":"1"},"Fragment":"f"}`},
			{"parse_url('')", `{"Scheme":"","Host":"","Port":"","Path":"","Username":"","Password":"","Query Parameters":{},"Fragment":""}`},
		},
	},
	{
		Sigs:    []string{"parseurlquery(query: string) {Query Parameters:dynamic}"},
		Instead: "parse_urlquery", Hidden: true, Foldable: true,
		Doc: "Takes the query part of a URL apart.",
		Go:  []any{kql.ParseURLQuery},
		Examples: []Example{
			{"parseurlquery('a=1&b=2')", `{"Query Parameters":{"a":"1","b":"2"}}`},
			{"parseurlquery('')", `{"Query Parameters":{}}`},
		},
	},
	{
		Sigs:     []string{"parse_urlquery(query: string) {Query Parameters:dynamic}"},
		Foldable: true,
		Doc:      "Takes the query part of a URL apart.",
		Go:       []any{kql.ParseURLQuery},
		Examples: []Example{
			{"parse_urlquery('a=1&b=2')", `{"Query Parameters":{"a":"1","b":"2"}}`},
			{"parse_urlquery('')", `{"Query Parameters":{}}`},
		},
	},
	{
		Sigs:     []string{"parse_path(path: string) {Scheme:string, RootPath:string, DirectoryPath:string, DirectoryName:string, Filename:string, Extension:string, AlternateDataStreamName:string}"},
		Foldable: true,
		Doc:      "Takes a file path apart: scheme, root, folder, name, extension and stream.",
		Go:       []any{kql.ParsePath},
		Examples: []Example{
			{"parse_path('/etc/hosts.allow')", `{"Scheme":"","RootPath":"","DirectoryPath":"/etc","DirectoryName":"etc","Filename":"hosts.allow","Extension":"allow","AlternateDataStreamName":""}`},
			{"parse_path('')", `{"Scheme":"","RootPath":"","DirectoryPath":"","DirectoryName":"","Filename":"","Extension":"","AlternateDataStreamName":""}`},
		},
	},
	{
		Sigs:     []string{"parse_user_agent(user_agent: string, [look_for: texts]) {Browser:{Family:string, MajorVersion:string, MinorVersion:string, Patch:string}, OperatingSystem:{Family:string, MajorVersion:string, MinorVersion:string, Patch:string, PatchMinor:string}, Device:{Family:string, Brand:string, Model:string}}"},
		Foldable: true,
		Doc:      "Names browser, operating system or device of a user-agent text.",
		Go:       []any{useragent.Parse, useragent.ParseArray},
		Examples: []Example{
			{"parse_user_agent('curl/8.5.0', 'browser')", `{"Browser":{"Family":"curl","MajorVersion":"8","MinorVersion":"5","Patch":"0"}}`},
			{"parse_user_agent('', 'nothing')", "null"},
		},
	},
	{
		Sigs:     []string{"parse_version(version: string) decimal"},
		Foldable: true,
		Doc:      "Reads a version as a number that can be compared.",
		Go:       []any{kql.ParseVersion},
		Examples: []Example{
			{"parse_version('1.2')", "1000000020000000000000000"},
			{"parse_version('x')", "null"},
		},
	},
}
