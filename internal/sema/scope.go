package sema

import (
	"github.com/kqlc/kqlc/ast"
	"github.com/kqlc/kqlc/internal/types"
)

// symbol is what a let, a parameter, an as or a step of scan declares.
type symbol struct {
	name string
	typ  types.Type
	// use returns the value for one use: tables are bound anew each time, since a plan belongs to one place.
	use func(*binder, ast.Span) value
	// fn is the declaration of a function, nil for a value.
	fn *function
	// constant and val are those of value.
	constant bool
	val      any
	// span is where it is declared; used tells that something refers to it; param that it is a parameter, not a let.
	span        ast.Span
	used, param bool
	// pattern is a declared pattern, nil for anything else.
	pattern *pattern
	// element tells that it is a member of an entity group.
	element bool
}

// scope is a chain of declarations, the latest first. It never changes, so that a function can keep the scope of its
// declaration.
type scope struct {
	outer *scope
	sym   *symbol
	// level is the number of enclosing functions: a name can be declared once a level.
	level int
}

// with returns the scope with one more declaration.
func (s *scope) with(sym *symbol) *scope { return &scope{outer: s, sym: sym, level: s.depth()} }

// nested returns the scope of a function's body.
func (s *scope) nested() *scope { return &scope{outer: s, level: s.depth() + 1} }

func (s *scope) depth() int {
	if s == nil {
		return 0
	}
	return s.level
}

// find returns the latest declaration of the name, nil if there is none.
func (s *scope) find(name string) *symbol {
	for ; s != nil; s = s.outer {
		if s.sym != nil && s.sym.name == name {
			return s.sym
		}
	}
	return nil
}

// here returns the declaration of the name in the same function's body, nil if there is none.
func (s *scope) here(name string) *symbol {
	for level := s.depth(); s != nil && s.level == level; s = s.outer {
		if s.sym != nil && s.sym.name == name {
			return s.sym
		}
	}
	return nil
}

// each calls visit for all declarations that are not hidden by later ones.
func (s *scope) each(visit func(*symbol)) {
	seen := map[string]bool{}
	for ; s != nil; s = s.outer {
		if s.sym != nil && !seen[s.sym.name] {
			seen[s.sym.name] = true
			visit(s.sym)
		}
	}
}
