// Package ruleset finds and reads rules, YAML files in the format of Sentinel's analytic rules or .kql files, and the cases
// beside them.
package ruleset

import (
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/diag"
)

// Rule is a rule as its file has it.
type Rule struct {
	// Path is the file, with slashes, as it was found.
	Path string
	// ID to Techniques are what the file says. Name is the file's or the folder's where it says none.
	ID, Name, Description, Severity, Kind string
	Tactics, Techniques                   []string
	// Windowed tells that the service gives the rule only the events of a period.
	Windowed bool
	// Query is the rule's KQL.
	Query string
	// Source maps places in the query to lines and columns of the file, File those in the file itself.
	Source, File *diag.Source

	node *yaml.Node // the query in a YAML file
}

// Package is the name of the Go package that the rule is compiled to.
func (r *Rule) Package() string {
	name := strings.Map(func(c rune) rune {
		if c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c)) {
			return unicode.ToLower(c)
		}
		return -1
	}, r.base())
	if name == "" || name[0] >= '0' && name[0] <= '9' || token.IsKeyword(name) || slices.Contains(notPackages, name) {
		name = "rule" + name
	}
	return name
}

// notPackages are names that Go, or the tree of evaluators, gives a folder or a package a meaning by.
var notPackages = []string{"init", "internal", "main", "tables", "testdata", "vendor"}

// base is what tells the rule from others: the name of its file, or of its folder where the file is called rule.
func (r *Rule) base() string {
	base := strings.TrimSuffix(filepath.Base(r.Path), filepath.Ext(r.Path))
	if !r.ownsFolder() {
		return base
	}
	if abs, err := filepath.Abs(r.Path); err == nil {
		return filepath.Base(filepath.Dir(abs))
	}
	return base
}

// ownsFolder reports whether all that is in the folder belongs to the rule.
func (r *Rule) ownsFolder() bool {
	return strings.TrimSuffix(filepath.Base(r.Path), filepath.Ext(r.Path)) == "rule"
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
			return nil, fmt.Errorf("no rule below %s: a rule is a YAML file with a query, or one that ends in .kql", p)
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

// Write writes over a file. If that fails, as on a full disk, the file stays as it is.
func Write(path string, text []byte) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	old, err := os.OpenFile(path, os.O_WRONLY, 0) // not a file that may not be written
	if err != nil {
		return err
	}
	defer old.Close()
	info, err := old.Stat()
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = temp.Write(text)
	if err = errors.Join(err, temp.Chmod(info.Mode().Perm()), temp.Close()); err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
	return err
}

func below(dir string) ([]string, error) {
	var out []string
	// Unlike filepath.WalkDir, this goes into a folder that is a link.
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && p != "." && strings.HasPrefix(e.Name(), "."):
			return filepath.SkipDir
		case e.IsDir():
			return nil
		}
		p = filepath.Join(dir, p)
		ok, err := isRule(p)
		if ok {
			out = append(out, filepath.ToSlash(p))
		}
		return err
	})
	return out, err
}

// query is the field that makes a YAML file a rule.
var query = regexp.MustCompile(`(?m)^query\s*:`)

func isRule(path string) (bool, error) {
	switch ext := filepath.Ext(path); {
	case ext == ".kql":
		return true, nil
	case ext != ".yaml" && ext != ".yml":
		return false, nil
	case filepath.Base(path) == "rule"+ext:
		return true, nil
	}
	text, err := os.ReadFile(path)
	return query.Match(text), err
}

// Load reads a rule file. A problem with the file's own text is a diagnostic whose place is in [Rule.File]; err tells of
// files that cannot be read.
func Load(path string) (*Rule, []diag.Diagnostic, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, missing(path, err)
	}
	text := string(data)
	r := &Rule{Path: filepath.ToSlash(path)}
	r.File = diag.NewSource(r.Path, text)
	r.Source, r.Name = r.File, r.base()
	ext := filepath.Ext(path)
	if ext == ".json" {
		return nil, nil, fmt.Errorf("%s is JSON: a rule is YAML in the format of Sentinel's analytic rules, or a .kql file", path)
	}
	if problem, ok := notUTF8(text); ok {
		return r, []diag.Diagnostic{problem}, nil
	}
	if ext == ".yaml" || ext == ".yml" {
		return r, r.readYAML(text), nil
	}
	r.Query = text
	r.readComments(text)
	return r, nil, nil
}

// notUTF8 tells where a text is none in UTF-8, if it is none.
func notUTF8(text string) (problem diag.Diagnostic, ok bool) {
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
		return badFile(diag.BadFile, ast.Span{}, "the file is in UTF-16: save it in UTF-8"), true
	}
	for at, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[at:], "\ufffd") {
			return badFile(diag.BadFile, ast.Span{Start: at, End: at + 1}, "the byte %#x is no UTF-8", text[at]), true
		}
	}
	return problem, false
}

func badFile(code string, span ast.Span, format string, args ...any) diag.Diagnostic {
	return diag.Diagnostic{Code: code, Span: span, Message: fmt.Sprintf(format, args...)}
}
