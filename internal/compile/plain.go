package compile

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
)

// useLocals makes Go of rules that are not optimised build: a column that nobody reads is a local variable that nobody
// reads, and here it is assigned to _.
func useLocals(source []byte) ([]byte, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			n.List = withUses(n.List)
		case *ast.CaseClause:
			n.Body = withUses(n.Body)
		}
		return true
	})
	var out bytes.Buffer
	err = format.Node(&out, files, file)
	return out.Bytes(), err
}

// withUses has behind each declaration of variables an assignment of each to _.
func withUses(list []ast.Stmt) []ast.Stmt {
	var out []ast.Stmt
	for _, s := range list {
		out = append(out, s)
		for _, name := range localsOf(s) {
			if name.Name != "_" {
				out = append(out, &ast.AssignStmt{Lhs: []ast.Expr{ast.NewIdent("_")}, Tok: token.ASSIGN, Rhs: []ast.Expr{ast.NewIdent(name.Name)}})
			}
		}
	}
	return out
}

func localsOf(s ast.Stmt) (names []*ast.Ident) {
	switch s := s.(type) {
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			for _, left := range s.Lhs {
				names = append(names, left.(*ast.Ident))
			}
		}
	case *ast.DeclStmt:
		if decl := s.Decl.(*ast.GenDecl); decl.Tok == token.VAR {
			for _, spec := range decl.Specs {
				names = append(names, spec.(*ast.ValueSpec).Names...)
			}
		}
	}
	return names
}
