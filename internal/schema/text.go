package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/kqlc/kqlc/internal/types"
)

// Error is something wrong in a schema file.
type Error struct {
	File string
	Line int
	Msg  string
}

func (e *Error) Error() string {
	if e.File == "" {
		return fmt.Sprintf("line %d: %s", e.Line, e.Msg)
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg)
}

func (s *Schema) add(file string, data []byte) error {
	text := strings.TrimPrefix(string(data), "\ufeff")
	if head := strings.TrimLeft(text, " \t\r\n"); head != "" && (head[0] == '{' || head[0] == '[' && !isQuotedName(head)) {
		return s.addJSON(file, text)
	}
	return s.addText(file, Sentinel, text)
}

// isQuotedName tells a bracketed name from a list of functions in JSON.
func isQuotedName(text string) bool {
	rest := strings.TrimLeft(text[1:], " \t")
	return rest != "" && (rest[0] == '\'' || rest[0] == '"')
}

// scanner goes through declarations.
type scanner struct {
	file, text string
	pos        int
	line       int // of pos
}

func (s *Schema) addText(file, source, text string) error {
	sc := &scanner{file: file, text: text, line: 1}
	for sc.space(); sc.pos < len(sc.text); sc.space() {
		line := sc.line
		name, err := sc.name()
		if err != nil {
			return err
		}
		sc.space()
		params, err := sc.bracketed('(')
		if err != nil {
			return err
		}
		if s.tables[name] != nil || s.functions[name] != nil {
			return sc.errorf(line, "%q is declared twice", name)
		}
		sc.space()
		switch {
		case sc.at(':'):
			sc.pos++
			sc.space()
			result, err := sc.bracketed('(')
			if err != nil {
				return err
			}
			f := &Function{Name: name, File: file, Line: line}
			if f.Params, err = parseParams(file, line, params); err != nil {
				return err
			}
			if f.Result, err = parseTable(file, line, "", result); err != nil {
				return err
			}
			s.functions[name] = f
		case sc.at('{'):
			f := &Function{Name: name, File: file, Line: line, ParamText: params, BodyLine: sc.line}
			if f.Body, err = sc.bracketed('{'); err != nil {
				return err
			}
			s.functions[name] = f
		default:
			s.tables[name] = newTable(file, line, name, source, params)
		}
	}
	return nil
}

func newTable(file string, line int, name, source, columns string) *Table {
	t := &Table{Name: name, Source: source, File: file, Line: line}
	t.typ = sync.OnceValues(func() (*types.Table, error) { return parseTable(file, line, name, columns) })
	return t
}

func (sc *scanner) errorf(line int, format string, args ...any) error {
	return &Error{sc.file, line, fmt.Sprintf(format, args...)}
}

func (sc *scanner) at(c byte) bool { return sc.pos < len(sc.text) && sc.text[sc.pos] == c }

// space goes past blanks, line ends and comments.
func (sc *scanner) space() {
	for sc.pos < len(sc.text) {
		switch c := sc.text[sc.pos]; {
		case c == '\n':
			sc.line++
			sc.pos++
		case c == ' ' || c == '\t' || c == '\r' || c == ';':
			sc.pos++
		case strings.HasPrefix(sc.text[sc.pos:], "//"):
			sc.lineEnd()
		default:
			return
		}
	}
}

func (sc *scanner) lineEnd() {
	if end := strings.IndexByte(sc.text[sc.pos:], '\n'); end >= 0 {
		sc.pos += end
	} else {
		sc.pos = len(sc.text)
	}
}

// name reads an identifier or a bracketed name.
func (sc *scanner) name() (string, error) {
	name, n := cutName(sc.text[sc.pos:])
	if n == 0 {
		return "", sc.errorf(sc.line, "want a name, found %s", excerpt(sc.text[sc.pos:]))
	}
	sc.pos += n
	return name, nil
}

// cutName reads a name at the start of text and returns the length that it takes, 0 if there is none.
func cutName(text string) (name string, n int) {
	if quote, ok := strings.CutPrefix(text, "["); ok && quote != "" && (quote[0] == '\'' || quote[0] == '"') {
		end := strings.Index(quote[1:], quote[:1]+"]")
		if end <= 0 {
			return "", 0
		}
		return quote[1 : 1+end], end + 4
	}
	for n < len(text) && isWord(text[n]) {
		n++
	}
	return text[:n], n
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c == '-'
}

// excerpt is the beginning of a text for a message.
func excerpt(text string) string {
	if text == "" {
		return "nothing"
	}
	line, _, _ := strings.Cut(text, "\n")
	line = strings.TrimRight(line, "\r")
	if runes := []rune(line); len(runes) > 20 {
		line = string(runes[:20]) + "…"
	}
	return strconv.Quote(line)
}

// bracketed reads from an opening bracket to the one that closes it, past strings and comments.
func (sc *scanner) bracketed(open byte) (string, error) {
	if !sc.at(open) {
		return "", sc.errorf(sc.line, "want %q, found %s", open, excerpt(sc.text[sc.pos:]))
	}
	start, line, depth := sc.pos, sc.line, 0
	for sc.pos < len(sc.text) {
		switch c := sc.text[sc.pos]; c {
		case '(', '{', '[':
			depth++
		case ')', '}', ']':
			if depth--; depth == 0 {
				sc.pos++
				return sc.text[start:sc.pos], nil
			}
		case '\n':
			sc.line++
		case '\'', '"':
			sc.quoted(c)
		case '/':
			if strings.HasPrefix(sc.text[sc.pos:], "//") {
				sc.lineEnd()
				continue
			}
		}
		sc.pos++
	}
	return "", sc.errorf(line, "%q is not closed", open)
}

// quoted moves to the end of a string; pos is at its quote. In a verbatim string a backslash is a character.
func (sc *scanner) quoted(quote byte) {
	verbatim := sc.pos > 0 && sc.text[sc.pos-1] == '@'
	for sc.pos++; sc.pos < len(sc.text) && sc.text[sc.pos] != quote && sc.text[sc.pos] != '\n'; sc.pos++ {
		if sc.text[sc.pos] == '\\' && !verbatim {
			sc.pos++
		}
	}
	if sc.at('\n') {
		sc.line++
	}
}

// fields splits what is in brackets at its commas.
func fields(bracketed string) []string {
	inner := bracketed[1 : len(bracketed)-1]
	var list []string
	depth, start := 0, 0
	for i := range len(inner) {
		switch inner[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 0 {
				list = append(list, inner[start:i])
				start = i + 1
			}
		}
	}
	if strings.TrimSpace(inner[start:]) != "" || len(list) > 0 {
		list = append(list, inner[start:])
	}
	return list
}

// parseTable reads "(name:type, …, *)"; line is that of the bracket.
func parseTable(file string, line int, name, text string) (*types.Table, error) {
	t := &types.Table{Name: name}
	seen := map[string]bool{}
	parts := fields(text)
	t.Columns = make([]types.Column, 0, len(parts))
	for i, part := range parts {
		at := line + strings.Count(part[:len(part)-len(strings.TrimLeft(part, " \t\r\n"))], "\n")
		line += strings.Count(part, "\n")
		if part = strings.TrimSpace(part); part == "*" && i == len(parts)-1 {
			t.Open = true
			continue
		}
		c, err := parseColumn(part)
		if err == "" && seen[c.Name] {
			err = fmt.Sprintf("column %q is declared twice", c.Name)
		}
		if err != "" {
			return nil, &Error{file, at, err}
		}
		seen[c.Name] = true
		t.Columns = append(t.Columns, c)
	}
	t.Columns = slices.Clip(t.Columns)
	return t, nil
}

// parseColumn reads "name: type".
func parseColumn(text string) (c types.Column, problem string) {
	name, n := cutName(text)
	typeName, ok := strings.CutPrefix(strings.TrimSpace(text[n:]), ":")
	if n == 0 || !ok {
		return c, fmt.Sprintf("want name:type, found %s", excerpt(text))
	}
	typeName = strings.TrimSpace(typeName)
	t, ok := types.Named(typeName)
	if !ok || t > types.Dynamic {
		return c, fmt.Sprintf("column %q has the unknown type %q", name, typeName)
	}
	return types.Column{Name: name, Type: t}, ""
}

// parseParams reads "(name: type, [name: type])"; a type may be a table's.
func parseParams(file string, line int, text string) ([]Param, error) {
	var params []Param
	for _, part := range fields(text) {
		line += strings.Count(part, "\n")
		part = strings.TrimSpace(part)
		var p Param
		if inner, ok := strings.CutPrefix(part, "["); ok && !isQuotedName(part) && strings.HasSuffix(inner, "]") {
			part, p.Optional = strings.TrimSpace(inner[:len(inner)-1]), true
		}
		name, n := cutName(part)
		if rest, ok := strings.CutPrefix(strings.TrimSpace(part[n:]), ":"); ok && strings.HasPrefix(strings.TrimSpace(rest), "(") {
			t, err := parseTable(file, line, "", strings.TrimSpace(rest))
			if err != nil {
				return nil, err
			}
			p.Name, p.Type = name, t
		} else {
			c, problem := parseColumn(part)
			if problem != "" {
				return nil, &Error{file, line, strings.Replace(problem, "column", "parameter", 1)}
			}
			p.Name, p.Type = c.Name, c.Type
		}
		params = append(params, p)
	}
	return params, nil
}
