package diag

import (
	"io"

	"github.com/kqlc/kqlc/ast"
)

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
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
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
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

// WriteSARIF writes SARIF 2.1.0, which code hosts show beside the code.
func (r *Report) WriteSARIF(w io.Writer) error {
	driver := sarifDriver{Name: "kqlc", Rules: []sarifRule{}}
	run := sarifRun{Columns: "utf16CodeUnits", Results: []sarifResult{}}
	seen := map[string]bool{}
	for _, e := range r.Entries {
		d := e.Diagnostic
		if c, ok := Lookup(d.Code); ok && !seen[d.Code] {
			seen[d.Code] = true
			driver.Rules = append(driver.Rules, sarifRule{c.ID, sarifText{c.Title}, sarifText{c.Text}})
		}
		run.Results = append(run.Results, e.sarif())
	}
	run.Tool.Driver = driver
	return indent(w, sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	})
}

func (e Entry) sarif() sarifResult {
	d := e.Diagnostic
	out := sarifResult{
		RuleID: d.Code, Level: d.Severity.String(), Message: sarifText{d.Text()},
		Locations: []sarifLocation{{Physical: e.Source.physical(d.Span)}},
	}
	for _, o := range d.Related {
		out.Related = append(out.Related, sarifLocation{e.Source.physical(o.Span), &sarifText{o.Message}})
	}
	if d.Suggestion != "" {
		at := e.Source.physical(d.Span)
		out.Fixes = []sarifFix{{
			Description: sarifText{"write " + d.Suggestion},
			Changes:     []sarifChange{{at.Artifact, []sarifReplacement{{at.Region, sarifText{d.Suggestion}}}}},
		}}
	}
	return out
}

func (s *Source) physical(span ast.Span) sarifPhysical {
	from, to := s.span(span)
	return sarifPhysical{sarifArtifact{s.File}, sarifRegion{from.Line, from.Column, to.Line, to.Column}}
}
