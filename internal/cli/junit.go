package cli

import (
	"encoding/xml"
	"os"
	"slices"
)

// suite is the results of one rule, in the form of JUnit.
type suite struct {
	XMLName  xml.Name `xml:"testsuite"`
	Name     string   `xml:"name,attr"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Cases    []result `xml:"testcase"`
	updated  []string
}

type result struct {
	Name    string   `xml:"name,attr"`
	Class   string   `xml:"classname,attr"`
	Seconds float64  `xml:"time,attr"`
	Failure *failure `xml:"failure"`
	path    string
}

type failure struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// writeJUnit writes results as XML.
func writeJUnit(file string, suites []suite) error {
	type report struct {
		XMLName xml.Name `xml:"testsuites"`
		Suites  []suite
	}
	text, err := xml.MarshalIndent(report{Suites: suites}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, slices.Concat([]byte(xml.Header), text, []byte{'\n'}), 0o666)
}
