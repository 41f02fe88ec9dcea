// Package ruleset finds and reads rules: rule.yaml in the format of Sentinel's analytic rules, or a .kql file, and the
// cases beside them.
package ruleset

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
)

// Rule is a rule as its file has it.
type Rule struct {
	// Path is the file, with slashes, as it was found.
	Path string
	// ID, Name, Description, Severity, Tactics and Techniques are what the file says; only Name is set for a .kql file.
	ID, Name, Description, Severity string
	Tactics, Techniques             []string
	// Query is the rule's KQL.
	Query string
	// Source maps places in the query to lines and columns of the file.
	Source *diag.Source
}

// Package is the name of the Go package that the rule is compiled to: of the rule's folder for rule.yaml and rule.kql,
// of the file otherwise.
func (r *Rule) Package() string {
	base := strings.TrimSuffix(filepath.Base(r.Path), filepath.Ext(r.Path))
	if base == "rule" {
		if abs, err := filepath.Abs(r.Path); err == nil {
			base = filepath.Base(filepath.Dir(abs))
		}
	}
	name := strings.Map(func(c rune) rune {
		if c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c)) {
			return unicode.ToLower(c)
		}
		return -1
	}, base)
	if name == "" || name[0] >= '0' && name[0] <= '9' {
		name = "rule" + name
	}
	return name
}

// Dir is the folder of the rule and its cases.
func (r *Rule) Dir() string { return filepath.Dir(r.Path) }

// Find lists the rule files at the paths: a file is itself, a folder all rules below it, sorted. An error names the path.
func Find(paths ...string) ([]string, error) {
	var out []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, missing(p, err)
		}
		if !info.IsDir() {
			out = append(out, filepath.ToSlash(p))
			continue
		}
		found, err := below(p)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("no rule below %s: a rule is a file rule.yaml, or one that ends in .kql", p)
		}
		out = append(out, found...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func missing(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s does not exist", path)
	}
	return err
}

func below(dir string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !e.IsDir() && isRule(e.Name()) {
			out = append(out, filepath.ToSlash(p))
		}
		return nil
	})
	return out, err
}

func isRule(name string) bool {
	return name == "rule.yaml" || name == "rule.yml" || strings.HasSuffix(name, ".kql")
}

// Load reads a rule file. A problem with the file's own text is a diagnostic; err tells of files that cannot be read.
func Load(path string) (*Rule, []diag.Diagnostic, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, missing(path, err)
	}
	text := string(data)
	r := &Rule{Path: filepath.ToSlash(path), Source: diag.NewSource(filepath.ToSlash(path), text)}
	if ext := filepath.Ext(path); ext == ".yaml" || ext == ".yml" {
		return r, r.readYAML(text), nil
	}
	r.Query = text
	r.Name = strings.TrimSuffix(filepath.Base(path), ".kql")
	if r.Name == "rule" {
		r.Name = filepath.Base(filepath.Dir(path))
	}
	return r, nil, nil
}

func badFile(code string, offset int, format string, args ...any) diag.Diagnostic {
	return diag.Diagnostic{Code: code, Span: ast.Span{Start: offset, End: offset}, Message: fmt.Sprintf(format, args...)}
}
