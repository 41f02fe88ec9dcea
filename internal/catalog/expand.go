package catalog

import (
	"fmt"
	"strings"
)

// Expansion is what a call is short for: a call of Func, or one of the original arguments where Func is nil.
type Expansion struct {
	Func *Function
	Args []Expansion
	// Arg is the index of the original argument; of a function with a list it stands for the whole list where it is the
	// index at which that begins.
	Arg int
}

// Expand returns what a call with these arguments is short for; ok is false where it stands for itself. The binder has
// matched the call to a signature before: types and messages are those of the call as it is written.
func (f *Function) Expand(args []Arg) (e Expansion, ok bool) {
	for _, rule := range f.As {
		pattern, body, _ := strings.Cut(rule, " = ")
		if f.matchesPattern(pattern, args) {
			e, rest, err := parseExpansion(body)
			if err != nil || rest != "" {
				panic(fmt.Sprintf("%s: bad rule %q: %v", f.Name, rule, err))
			}
			return e, true
		}
	}
	return Expansion{}, false
}

// matchesPattern compares arguments with "($1, 'text')": as many, but for a list, and texts equal but for case.
func (f *Function) matchesPattern(pattern string, args []Arg) bool {
	parts := strings.Split(strings.Trim(pattern, "()"), ", ")
	if len(parts) != len(args) && (f.List == 0 || len(args) < len(parts)) {
		return false
	}
	for i, part := range parts {
		if part[0] == '$' {
			continue
		}
		text, ok := args[i].Value.(string)
		if !ok || !strings.EqualFold(text, strings.Trim(part, "'")) {
			return false
		}
	}
	return true
}

// parseExpansion reads "$1" or "name(…, …)" and returns what follows.
func parseExpansion(text string) (e Expansion, rest string, err error) {
	if number, ok := strings.CutPrefix(text, "$"); ok && number != "" {
		return Expansion{Arg: int(number[0] - '1')}, number[1:], nil
	}
	name, rest, ok := strings.Cut(text, "(")
	if !ok {
		return e, text, fmt.Errorf("want a call at %q", text)
	}
	for _, kind := range []Kind{Operator, Scalar, Internal} {
		if e.Func = Lookup(kind, name); e.Func != nil {
			break
		}
	}
	if e.Func == nil {
		return e, text, fmt.Errorf("no function %q", name)
	}
	for {
		var arg Expansion
		if arg, rest, err = parseExpansion(rest); err != nil {
			return e, rest, err
		}
		e.Args = append(e.Args, arg)
		if after, ok := strings.CutPrefix(rest, ", "); ok {
			rest = after
			continue
		}
		after, ok := strings.CutPrefix(rest, ")")
		if !ok {
			return e, rest, fmt.Errorf("want a bracket at %q", rest)
		}
		return e, after, nil
	}
}
