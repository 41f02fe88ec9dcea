package parser

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/kqlc/kqlc/ast"
)

// name reads a name as it can stand everywhere: a word, or a text in brackets.
func (r reader) name() *ast.Name { return r.nameOf(isName) }

// extendedName reads a name where one is declared: more keywords can be one there.
func (r reader) extendedName() *ast.Name { return r.nameOf(isName | isExtended) }

func (r reader) nameOf(c class) *ast.Name {
	t := r.Peek()
	switch {
	case t.Type == wordToken && classOf(t)&c != 0:
		r.Next()
		return &ast.Name{Text: t.Value, At: tokenAt(t)}
	case t.Type == punctToken && t.Value == "[":
		return r.bracketedName()
	case t.Type == punctToken && t.Value == "{":
		return r.clientName()
	}
	return nil
}

// nameLength is the number of tokens of a name that begins n tokens ahead, 0 where there is none.
func (r reader) nameLength(n int, c class) int {
	t := r.ahead(n)
	switch {
	case t.Type == wordToken && classOf(t)&c != 0:
		return 1
	case isToken(t, "["):
		length := 1
		for r.ahead(n+length).Type == stringToken {
			length++
		}
		if length > 1 && r.isAhead(n+length, "]") {
			return length + 1
		}
	case isToken(t, "{"):
		return r.clientLength(n)
	}
	return 0
}

// bracketedName reads ['name'].
func (r reader) bracketedName() *ast.Name {
	length := r.nameLength(0, isName)
	if length == 0 {
		return nil
	}
	start := r.start()
	r.Next()
	text := ""
	for range length - 2 {
		part, _ := ast.Unquote(r.Next().Value)
		text += part
	}
	r.Next()
	return &ast.Name{Text: text, Quoted: true, At: r.from(start)}
}

// clientLength is the number of tokens of {name} or {name[1]}, which a client replaces; 0 where there is none.
func (r reader) clientLength(n int) int {
	end := n + 1
	if t := r.ahead(end); t.Type != wordToken || !adjacent(t) {
		return 0
	}
	end++
	if r.isAhead(end, "[") {
		end++
		if r.isAhead(end, "-") {
			end++
		}
		if r.ahead(end).Type != longToken || !r.isAhead(end+1, "]") {
			return 0
		}
		end += 2
	}
	if !r.isAhead(end, "}") {
		return 0
	}
	for i := n + 1; i <= end; i++ {
		if !adjacent(r.ahead(i)) {
			return 0
		}
	}
	return end - n + 1
}

func (r reader) clientName() *ast.Name {
	length := r.clientLength(0)
	if length == 0 {
		return nil
	}
	start := r.start()
	var text strings.Builder
	for i := range length {
		if t := r.Next(); i > 0 && i < length-1 {
			text.WriteString(t.Value)
		}
	}
	return &ast.Name{Text: text.String(), Client: true, At: r.from(start)}
}

// needName reads a name; where there is none, a bad node and a name without text stand for it.
func (r reader) needName(what string) (*ast.Name, *ast.Bad) {
	if name := r.name(); name != nil {
		return name, nil
	}
	bad := r.missing(what)
	return &ast.Name{At: bad.At}, bad
}

// wildcard reads a part of names with stars, nil where the next tokens are none.
func (r reader) wildcard() *ast.Wildcard {
	length := r.wildcardLength(0)
	if length == 0 {
		return nil
	}
	start := r.start()
	text := r.Next().Value
	for range length - 1 {
		text += r.Next().Value
	}
	return &ast.Wildcard{Text: text, At: r.from(start)}
}

// wildcardLength is the number of tokens of a part of names that begins n tokens ahead; 0 where there is no star at its
// beginning or behind its first word.
func (r reader) wildcardLength(n int) int {
	length := 1
	switch t := r.ahead(n); {
	case isToken(t, "*"):
	case isPart(t) && isToken(r.ahead(n+1), "*") && adjacent(r.ahead(n+1)):
		length = 2
	default:
		return 0
	}
	for {
		t := r.ahead(n + length)
		if !adjacent(t) || !isPart(t) && !isToken(t, "*") && t.Type != longToken {
			return length
		}
		length++
	}
}

func isPart(t *lexer.Token) bool { return t.Type == wordToken && classOf(t)&(isName|isExtended) != 0 }

// pattern reads a column's name, or a part of names with stars.
func (r reader) pattern() ast.Node {
	if w := r.wildcard(); w != nil {
		return &ast.NamePattern{Text: w.Text, Wildcard: true, At: w.At}
	}
	if name := r.name(); name != nil {
		return &ast.NamePattern{Text: name.Text, Quoted: name.Quoted, At: name.At}
	}
	return nil
}

// tuple is the number of tokens of (a, b) n tokens ahead, 0 where there are no names in parentheses.
func (r reader) tuple() int {
	if !r.is("(") {
		return 0
	}
	n := 1
	for {
		length := r.nameLength(n, isName|isExtended)
		if length == 0 {
			return 0
		}
		n += length
		if r.isAhead(n, ")") {
			return n + 1
		}
		if !r.isAhead(n, ",") {
			return 0
		}
		n++
	}
}

// dashed is the number of tokens of a word with hyphens, such as x-y, which is no name without brackets.
func (r reader) dashed() int {
	if r.Peek().Type != wordToken {
		return 0
	}
	n := 1
	for {
		t := r.ahead(n)
		if !adjacent(t) || t.Type != wordToken && !isToken(t, "-") {
			return n
		}
		n++
	}
}
