package diag

import (
	"encoding/json"
	"fmt"
	"io"
)

// Report is the diagnostics of several sources.
type Report struct{ Entries []Entry }

// Entry is a diagnostic and what it is about.
type Entry struct {
	Source     *Source
	Diagnostic Diagnostic
}

// Add adds diagnostics of one source.
func (r *Report) Add(src *Source, list []Diagnostic) {
	for _, d := range list {
		r.Entries = append(r.Entries, Entry{src, d})
	}
}

// Count returns how many there are of a severity.
func (r *Report) Count(s Severity) int {
	n := 0
	for _, e := range r.Entries {
		if e.Diagnostic.Severity == s {
			n++
		}
	}
	return n
}

// Text returns the message with the suggestion behind it.
func (d Diagnostic) Text() string {
	if d.Suggestion == "" {
		return d.Message
	}
	return fmt.Sprintf("%s (did you mean %q?)", d.Message, d.Suggestion)
}

// WriteJSON writes one JSON array of objects.
func (r *Report) WriteJSON(w io.Writer) error {
	type entry struct {
		File     string `json:"file"`
		Line     int    `json:"line"`
		Col      int    `json:"col"`
		EndLine  int    `json:"endLine"`
		EndCol   int    `json:"endCol"`
		Severity string `json:"severity"`
		Code     string `json:"code"`
		Message  string `json:"message"`
	}
	list := []entry{}
	for _, e := range r.Entries {
		from, to := e.Source.Position(e.Diagnostic.Span.Start), e.Source.Position(e.Diagnostic.Span.End)
		list = append(list, entry{
			e.Source.File, from.Line, from.Column, to.Line, to.Column,
			e.Diagnostic.Severity.String(), e.Diagnostic.Code, e.Diagnostic.Text(),
		})
	}
	return indent(w, list)
}

func indent(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// The parts of SARIF 2.1.0 that are written.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Columns string        `json:"columnKind"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
		Full  sarifText `json:"fullDescription"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)

// WriteSARIF writes SARIF 2.1.0, which code hosts show beside the code.
func (r *Report) WriteSARIF(w io.Writer) error {
	run := sarifRun{Tool: sarifTool{sarifDriver{Name: "kqlc"}}, Columns: "utf16CodeUnits", Results: []sarifResult{}}
	seen := map[string]bool{}
	for _, e := range r.Entries {
		d := e.Diagnostic
		if c, ok := Lookup(d.Code); ok && !seen[d.Code] {
			seen[d.Code] = true
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{c.ID, sarifText{c.Title}, sarifText{c.Text}})
		}
		from, to := e.Source.Position(d.Span.Start), e.Source.Position(d.Span.End)
		run.Results = append(run.Results, sarifResult{
			RuleID: d.Code, Level: d.Severity.String(), Message: sarifText{d.Text()},
			Locations: []sarifLocation{{sarifPhysical{
				sarifArtifact{e.Source.File}, sarifRegion{from.Line, from.Column, to.Line, to.Column},
			}}},
		})
	}
	return indent(w, sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	})
}
