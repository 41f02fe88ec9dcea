package ruleset

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
)

var (
	severities = []string{"Informational", "Low", "Medium", "High"}
	kinds      = []string{"Scheduled", "NRT"}
	tactics    = []string{
		"Reconnaissance", "ResourceDevelopment", "InitialAccess", "Execution", "Persistence", "PrivilegeEscalation", "DefenseEvasion",
		"CredentialAccess", "Discovery", "LateralMovement", "Collection", "CommandAndControl", "Exfiltration", "Impact", "PreAttack",
		"ImpairProcessControl", "InhibitResponseFunction",
	}
	technique = regexp.MustCompile(`^T\d{4}(\.\d{3})?$`)
)

// yamlFile is the mapping that a rule file is.
type yamlFile struct {
	text     string
	indent   int
	fields   map[string]*yaml.Node
	problems []diag.Diagnostic
}

// readYAML fills the rule from the text of a rule.yaml. Fields that kqlc has no use for are left alone.
func (r *Rule) readYAML(text string) []diag.Diagnostic {
	f := &yamlFile{text: text, fields: map[string]*yaml.Node{}}
	if !f.parse() {
		return f.problems
	}
	r.ID, r.Name, r.Query = f.scalar("id", true), f.scalar("name", true), f.scalar("query", true)
	r.Description = f.scalar("description", false)
	r.Severity = f.oneOf("severity", severities)
	r.Kind = f.oneOf("kind", kinds)
	r.Windowed = f.scalar("queryPeriod", false) != "" || strings.EqualFold(r.Kind, "NRT")
	for _, n := range f.list("tactics") {
		f.known(n, diag.Warning, "tactic", tactics) // ATT&CK gets new ones
		r.Tactics = append(r.Tactics, n.Value)
	}
	for _, n := range f.list("relevantTechniques") {
		if !technique.MatchString(n.Value) {
			f.bad(n, "%q is no technique of ATT&CK, as T1609 or T1059.001", n.Value)
		}
		r.Techniques = append(r.Techniques, n.Value)
	}
	if n := f.fields["query"]; r.Query != "" {
		r.node = n
		places := offsets(text, f.offset(n), f.indent, n)
		r.Source = &diag.Source{
			File: r.Path, Query: r.Query, Text: text,
			Offset: func(query int) int { return places[min(max(query, 0), len(places)-1)] },
		}
	}
	return diag.Sort(f.problems)
}

// parse finds the fields; it reports false where there are none.
func (f *yamlFile) parse() bool {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(f.text), &doc); err != nil {
		f.malformed(err)
		return false
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		f.problems = append(f.problems, badFile(diag.BadFile, ast.Span{}, "a rule file is a mapping: id, name, severity, query and more"))
		return false
	}
	root := doc.Content[0]
	f.indent = root.Column - 1
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		if f.fields[key.Value] != nil {
			f.bad(key, "the field %q is given twice", key.Value)
		}
		for value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		f.fields[key.Value] = value
	}
	return true
}

// malformed reports what the YAML parser says.
func (f *yamlFile) malformed(err error) {
	span, message := ast.Span{}, err.Error()
	if load := (*yaml.LoadError)(nil); errors.As(err, &load) {
		message = load.Message
		if load.ContextMsg != "" {
			message += " " + load.ContextMsg
		}
		span.Start = place(f.text, load.Mark.Line, load.Mark.Column)
		span.End = span.Start
	}
	f.problems = append(f.problems, badFile(diag.BadFile, span, "this is not YAML: %s", strings.Join(strings.Fields(message), " ")))
}

// scalar is the text of a field.
func (f *yamlFile) scalar(name string, required bool) string {
	n := f.fields[name]
	switch {
	case n == nil:
		if required {
			f.problems = append(f.problems, badFile(diag.MissingField, ast.Span{}, "the field %q is missing", name))
		}
	case n.Kind != yaml.ScalarNode:
		f.bad(n, "the field %q has to be a text", name)
	case n.Tag == "!!null" || strings.TrimSpace(n.Value) == "":
		if required {
			f.problems = append(f.problems, badFile(diag.MissingField, f.span(n), "the field %q is empty", name))
		}
	default:
		return n.Value
	}
	return ""
}

// oneOf is the text of a field that takes few values.
func (f *yamlFile) oneOf(name string, values []string) string {
	text := f.scalar(name, false)
	if text != "" {
		f.known(f.fields[name], diag.Error, name, values)
	}
	return text
}

// known reports a value that is none of those that are taken.
func (f *yamlFile) known(n *yaml.Node, severity diag.Severity, what string, values []string) {
	if slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, n.Value) }) {
		return
	}
	f.bad(n, "the %s %q is none of %s", what, n.Value, strings.Join(values, ", "))
	p := &f.problems[len(f.problems)-1]
	p.Severity, p.Suggestion = severity, diag.Nearest(n.Value, values)
}

// list are the elements of a field.
func (f *yamlFile) list(name string) []*yaml.Node {
	n := f.fields[name]
	switch {
	case n == nil, n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || n.Value == ""):
		return nil
	case n.Kind == yaml.SequenceNode:
		return n.Content
	}
	f.bad(n, "the field %q has to be a list", name)
	return nil
}

func (f *yamlFile) bad(n *yaml.Node, format string, args ...any) {
	f.problems = append(f.problems, badFile(diag.BadField, f.span(n), format, args...))
}

// span is the place of a node, as far as it goes on its first line.
func (f *yamlFile) span(n *yaml.Node) ast.Span {
	start := f.offset(n)
	line, _, _ := strings.Cut(f.text[start:], "\n")
	if i := strings.Index(line, n.Value); n.Kind == yaml.ScalarNode && i >= 0 && n.Value != "" {
		return ast.Span{Start: start + i, End: start + i + len(n.Value)}
	}
	return ast.Span{Start: start, End: start + len(strings.TrimRight(line, " \t\r"))}
}

// offset is the byte at which a node starts.
func (f *yamlFile) offset(n *yaml.Node) int { return place(f.text, n.Line, n.Column) }

// place is the byte of a line and a column, both from 1; columns count characters, without a byte order mark.
func place(text string, line, column int) int {
	at := 0
	if strings.HasPrefix(text, "\ufeff") {
		at = len("\ufeff")
	}
	for ; line > 1; line-- {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return len(text)
		}
		at += i + 1
	}
	for ; column > 1 && at < len(text); column-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}
