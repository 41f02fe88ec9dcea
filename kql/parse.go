package kql

import (
	"slices"
	"strings"
)

// textsBag returns a bag of texts.
func textsBag(keysAndTexts ...string) (keys []string, values []Dynamic) {
	for pair := range slices.Chunk(keysAndTexts, 2) {
		keys, values = append(keys, pair[0]), append(values, DynamicString(pair[1]))
	}
	return keys, values
}

// ParseURL is parse_url(): a bag of the parts of a URL as they are written, "" for what it has not: Scheme, Host, Port,
// Path, Username, Password, Query Parameters (a bag) and Fragment (Kusto: parse-url-function).
func ParseURL(url string) Dynamic {
	u := splitURL(url)
	keys, values := textsBag("Scheme", u.scheme, "Host", u.host, "Port", u.port, "Path", u.path, "Username", u.user,
		"Password", u.password)
	keys, values = append(keys, "Query Parameters"), append(values, queryBag(u.query))
	keys, values = append(keys, "Fragment"), append(values, DynamicString(u.fragment))
	return DynamicBag(keys, values)
}

// ParseURLQuery is parse_urlquery(): a bag with the bag Query Parameters, the values as they are written; of equal names
// the last counts (Kusto: parse-url-query-function).
func ParseURLQuery(query string) Dynamic {
	return DynamicBag([]string{"Query Parameters"}, []Dynamic{queryBag(strings.TrimPrefix(query, "?"))})
}

func queryBag(query string) Dynamic {
	names, texts := queryParameters(query)
	values := make([]Dynamic, len(texts))
	for i, t := range texts {
		values[i] = DynamicString(t)
	}
	return DynamicBag(names, values)
}

// ParsePath is parse_path(): a bag of the parts of a path with slashes of either kind, "" for what it has not: Scheme,
// RootPath, DirectoryPath, DirectoryName, Filename, Extension and AlternateDataStreamName (Kusto: parse-path-function).
func ParsePath(text string) Dynamic {
	p := splitPath(text)
	return DynamicBag(textsBag("Scheme", p.scheme, "RootPath", p.root, "DirectoryPath", p.directory,
		"DirectoryName", p.directoryName, "Filename", p.file, "Extension", p.extension, "AlternateDataStreamName", p.stream))
}

// ParseCSV is parse_csv(): the fields of the first record of text (Kusto: parse-csv-function).
func ParseCSV(text string) Dynamic { return textsArray(csvRecord(text)) }

// ParseCommandLine is parse_command_line(): the arguments of a command line, program first. The only parser is
// "windows", others give null (Kusto: parse-command-line-function).
func ParseCommandLine(line, parser string) Dynamic {
	if !EqualFold(parser, "windows") {
		return Dynamic{}
	}
	return textsArray(windowsArguments(line))
}

// ParseXML is parse_xml(): a bag of the document's element; null for what is not XML and for more than 1 MiB. An element
// is its text, null if it is empty, or a bag of its attributes as @name, its text as #text and its elements; what occurs
// more than once is an array (Kusto: parse-xml-function).
func ParseXML(text string) Dynamic {
	root, ok := parseXML(text)
	if !ok {
		return Dynamic{}
	}
	return root.value()
}

func (n *xmlNode) value() Dynamic {
	switch {
	case len(n.names) == 0:
		return Dynamic{}
	case len(n.names) == 1 && n.names[0] == xmlText:
		return DynamicString(n.texts[0])
	}
	var keys []string
	var values [][]Dynamic
	places := map[string]int{}
	for i, name := range n.names {
		v := DynamicString(n.texts[i])
		if n.nodes[i] != nil {
			v = n.nodes[i].value()
		}
		at, again := places[name]
		if !again {
			at = len(keys)
			places[name] = at
			keys, values = append(keys, name), append(values, nil)
		}
		values[at] = append(values[at], v)
	}
	members := make([]Dynamic, len(values))
	for i, all := range values {
		if members[i] = all[0]; len(all) > 1 {
			members[i] = DynamicArray(all)
		}
	}
	return DynamicBag(keys, members)
}

// ParseVersion is parse_version(): a number that orders versions of one to four parts of up to eight digits; null for
// other texts (Kusto: parse-version-function).
func ParseVersion(version string) Null[Decimal] {
	const parts, digits = 4, 8
	all := strings.Split(version, ".")
	if len(all) > parts {
		return Null[Decimal]{}
	}
	var number strings.Builder
	for _, part := range all {
		if part == "" || len(part) > digits || !isDigits(part) {
			return Null[Decimal]{}
		}
		number.WriteString(strings.Repeat("0", digits-len(part)) + part)
	}
	number.WriteString(strings.Repeat("0", digits*(parts-len(all))))
	d, ok := ParseDecimal(number.String())
	return Null[Decimal]{d, ok}
}
