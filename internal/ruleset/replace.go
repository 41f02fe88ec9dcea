package ruleset

import (
	"fmt"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"
)

// WithQuery returns the text of the rule's file with another query in the place of its own, written as a literal block
// where the file is YAML: with the line ends of the file, and all else as it is. It fails where that cannot be:
// where the query stands within braces, or has characters that a block does not hold.
func (r *Rule) WithQuery(query string) (string, error) {
	if r.node == nil {
		return query, nil
	}
	query = strings.TrimRight(query, "\n")
	if query == strings.TrimRight(r.Query, "\n") {
		return r.File.Text, nil
	}
	text := r.replaced(query)
	again := &Rule{Path: r.Path}
	if again.readYAML(text); strings.TrimRight(again.Query, "\n") != query || !r.sameFields(again) {
		return "", fmt.Errorf("%s: the query cannot be written in place of the one that is there: make it a literal block, query: |", r.Path)
	}
	return text, nil
}

// replaced writes the query into the YAML file.
func (r *Rule) replaced(query string) string {
	text, lineEnd := r.File.Text, "\n"
	if i := strings.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		lineEnd = "\r\n"
	}
	s := &scalar{text: text, at: place(text, r.node.Line, r.node.Column)}
	s.properties()
	header, end, indent := r.block(s.at)
	var b strings.Builder
	b.WriteString(text[:s.at] + header)
	for line := range strings.SplitSeq(query, "\n") {
		b.WriteString(lineEnd)
		if line != "" {
			b.WriteString(strings.Repeat(" ", indent) + line)
		}
	}
	b.WriteString(text[end:])
	return b.String()
}

// block is the header of the literal block that takes the place of a query which begins at start, the end of what it
// replaces, and how far its lines are indented.
func (r *Rule) block(start int) (header string, end, indent int) {
	text, content := r.File.Text, strings.Trim(r.Query, "\n")
	first := strings.Index(r.Query, content)
	if r.node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		at := r.Source.Offset(first)
		return "|" + text[start+1:endOfLine(text, start)], endOfLine(text, r.Source.Offset(first+len(content)-1)), at - startOfLine(text, at)
	}
	behind := r.Source.Offset(len(r.Query))
	if r.node.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		behind++ // the quote
	}
	header = "|"
	if !strings.HasSuffix(r.Query, "\n") {
		header = "|-"
	}
	line := text[startOfLine(text, start):]
	end = endOfLine(text, behind)
	return header + text[behind:end], end, len(line) - len(strings.TrimLeft(line, " ")) + 2
}

func startOfLine(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

// endOfLine is the place of the line end behind at, or the text's end.
func endOfLine(text string, at int) int {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return at + len(strings.TrimSuffix(text[at:at+i], "\r"))
	}
	return len(text)
}

// sameFields tells whether all but the query is the same.
func (r *Rule) sameFields(o *Rule) bool {
	fields := func(r Rule) Rule {
		r.Query, r.Source, r.File, r.node = "", nil, nil, nil
		return r
	}
	return reflect.DeepEqual(fields(*r), fields(*o))
}
