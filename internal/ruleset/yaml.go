package ruleset

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/kqlc/kqlc/internal/diag"
)

var (
	severities = []string{"Informational", "Low", "Medium", "High"}
	technique  = regexp.MustCompile(`^T\d{4}(\.\d{3})?$`)
	errorLine  = regexp.MustCompile(`line (\d+)`)
)

// readYAML fills the rule from the text of a rule.yaml. Fields that kqlc has no use for are left alone.
func (r *Rule) readYAML(text string) []diag.Diagnostic {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return []diag.Diagnostic{badFile(diag.BadYAML, errorOffset(text, err.Error()), "this is not YAML: %s", oneLine(err.Error()))}
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return []diag.Diagnostic{badFile(diag.BadYAML, 0, "a rule file is a mapping: id, name, severity, query and more")}
	}
	fields := map[string]*yaml.Node{}
	for i := 0; i+1 < len(doc.Content[0].Content); i += 2 {
		fields[doc.Content[0].Content[i].Value] = doc.Content[0].Content[i+1]
	}
	var problems []diag.Diagnostic
	scalar := func(name string, required bool) string {
		n := fields[name]
		switch {
		case n == nil && required:
			problems = append(problems, badFile(diag.MissingField, 0, "the field %q is missing", name))
		case n != nil && n.Kind != yaml.ScalarNode:
			problems = append(problems, badFile(diag.BadField, offsetOf(text, n), "the field %q has to be a text", name))
		case n != nil && strings.TrimSpace(n.Value) == "" && required:
			problems = append(problems, badFile(diag.MissingField, offsetOf(text, n), "the field %q is empty", name))
		case n != nil:
			return n.Value
		}
		return ""
	}
	list := func(name string) []*yaml.Node {
		n := fields[name]
		if n == nil || n.Kind == yaml.ScalarNode && n.Value == "" {
			return nil
		}
		if n.Kind != yaml.SequenceNode {
			problems = append(problems, badFile(diag.BadField, offsetOf(text, n), "the field %q has to be a list", name))
			return nil
		}
		return n.Content
	}
	r.ID, r.Name = scalar("id", true), scalar("name", true)
	r.Description, r.Severity = scalar("description", false), scalar("severity", false)
	if n := fields["severity"]; n != nil && !slices.ContainsFunc(severities, func(s string) bool { return strings.EqualFold(s, r.Severity) }) {
		problems = append(problems, badFile(diag.BadField, offsetOf(text, n), "the severity %q is none of %s", r.Severity, strings.Join(severities, ", ")))
	}
	for _, n := range list("tactics") {
		r.Tactics = append(r.Tactics, n.Value)
	}
	for _, n := range list("relevantTechniques") {
		if !technique.MatchString(n.Value) {
			problems = append(problems, badFile(diag.BadField, offsetOf(text, n), "%q is no technique of ATT&CK, as T1609 or T1059.001", n.Value))
		}
		r.Techniques = append(r.Techniques, n.Value)
	}
	r.Query = scalar("query", true)
	if n := fields["query"]; r.Query != "" {
		r.Source = &diag.Source{File: r.Path, Query: r.Query, Text: text, Offset: queryOffsets(text, n)}
	}
	// The places of these problems are in the file, not in the query.
	if r.Source.Offset != nil && len(problems) > 0 {
		r.Source = diag.NewSource(r.Path, text)
		r.Query = ""
	}
	return problems
}

// offsetOf is the byte of the file at which a node starts.
func offsetOf(text string, n *yaml.Node) int {
	at := lineStart(text, n.Line)
	for column := 1; column < n.Column && at < len(text); column++ {
		for at++; at < len(text) && text[at]&0xc0 == 0x80; at++ { // columns count characters
		}
	}
	return at
}

func lineStart(text string, line int) int {
	at := 0
	for ; line > 1; line-- {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return len(text)
		}
		at += i + 1
	}
	return at
}

func errorOffset(text, message string) int {
	m := errorLine.FindStringSubmatch(message)
	if m == nil {
		return 0
	}
	line := 0
	for _, c := range m[1] {
		line = line*10 + int(c-'0')
	}
	return lineStart(text, line)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// queryOffsets maps bytes of a scalar's value to bytes of the file, by walking along both: line ends and indentation of
// blocks, folded line ends, and the escapes of quoted scalars are what the two differ by.
func queryOffsets(text string, n *yaml.Node) func(int) int {
	value := n.Value
	at := offsetOf(text, n)
	block := n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
	if block {
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			at += i + 1
		}
		at = skipSpaces(text, at, value)
	} else if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		at++
	}
	offsets := make([]int, len(value)+1)
	for i := 0; i < len(value); i++ {
		c := value[i]
		if c == ' ' || c == '\n' || c == '\t' {
			at = alongBlank(text, at, c)
			offsets[i] = at
			if at < len(text) {
				at++
			}
			if c == '\n' || at > 0 && at <= len(text) && text[at-1] == '\n' {
				at = skipIndent(text, at, value[i+1:])
			}
			continue
		}
		at = seek(text, at, c)
		offsets[i] = at
		at++
	}
	offsets[len(value)] = min(at, len(text))
	return func(query int) int { return offsets[min(max(query, 0), len(value))] }
}

// skipSpaces goes over the indentation of a block's first line.
func skipSpaces(text string, at int, value string) int {
	if value != "" && value[0] == '\n' {
		return at
	}
	return skipIndent(text, at, value)
}

// skipIndent goes over blanks that the value does not have.
func skipIndent(text string, at int, value string) int {
	own := len(value) - len(strings.TrimLeft(value, " "))
	blanks := 0
	for at+blanks < len(text) && text[at+blanks] == ' ' {
		blanks++
	}
	return at + max(blanks-own, 0)
}

// alongBlank finds the blank c from at on: itself, or the line end that was folded into it.
func alongBlank(text string, at int, c byte) int {
	for i := at; i < len(text); i++ {
		switch {
		case text[i] == c || c == ' ' && text[i] == '\n':
			return i
		case text[i] != ' ' && text[i] != '\r' && text[i] != '\n' && text[i] != '\\':
			return i
		}
	}
	return at
}

// seek finds the character c from at on, over indentation and escapes.
func seek(text string, at int, c byte) int {
	for i := at; i < len(text) && i < at+200; i++ {
		if text[i] == c {
			if c == '\\' && i+1 < len(text) && text[i+1] == '\\' {
				return i
			}
			return i
		}
	}
	return min(at, len(text))
}
