package plan

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// An operator that has an input or an expression says so: it would be passed over otherwise.
func TestOperatorsTell(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	structs, methods := map[string]*ast.StructType{}, map[string]bool{}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeSpec:
				if s, ok := n.Type.(*ast.StructType); ok {
					structs[n.Name.Name] = s
				}
			case *ast.FuncDecl:
				if n.Recv != nil {
					methods[strings.TrimPrefix(text(n.Recv.List[0].Type), "*")+"."+n.Name.Name] = true
				}
			}
			return true
		})
	}
	operators := 0
	for name, s := range structs {
		var types []string
		for _, field := range s.Fields.List {
			types = append(types, text(field.Type))
		}
		if !slices.Contains(types, "Op") {
			continue
		}
		operators++
		if slices.ContainsFunc(types, func(typ string) bool { return holds(structs, typ, "Node") }) && !methods[name+".inputs"] {
			t.Errorf("%s has inputs that it does not tell of", name)
		}
		if slices.ContainsFunc(types, func(typ string) bool { return holds(structs, typ, "Expr") }) && !methods[name+".exprs"] {
			t.Errorf("%s has expressions that it does not tell of", name)
		}
	}
	if operators < 30 {
		t.Errorf("%d operators", operators)
	}
}

// holds tells whether a type is what is sought, or a list or struct that holds some. What a pointer points to is not its own.
func holds(structs map[string]*ast.StructType, typ, sought string) bool {
	typ = strings.TrimLeft(typ, "[]")
	s, ok := structs[typ]
	return typ == sought || ok && slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool { return holds(structs, text(f.Type), sought) })
}

// text is a type as the source has it, as far as it is a name, a pointer or a list.
func text(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return "*" + text(e.X)
	case *ast.ArrayType:
		return "[]" + text(e.Elt)
	}
	return ""
}
