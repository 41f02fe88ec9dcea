package compile

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
)

// A package costs the Go toolchain far more than the few hundred lines of one query: many queries of one program are
// bundled, a file each, into packages of bundleSize.
const bundleSize = 64

// bundle returns the name of the package of the n-th query and the source of the query's file in it: the names that the
// source declares get the number behind them.
func bundle(n int, source []byte) (pkg string, file []byte, err error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "", source, 0)
	if err != nil {
		return "", nil, err
	}
	pkg = fmt.Sprintf("bundle%d", n/bundleSize)
	names := declared(f)
	slices.SortFunc(names, func(a, b *ast.Ident) int { return cmp.Compare(a.Pos(), b.Pos()) })
	at := 0
	copyTo := func(id *ast.Ident, text string) {
		start := fset.Position(id.Pos()).Offset
		file = append(append(file, source[at:start]...), text...)
		at = start + len(id.Name)
	}
	copyTo(f.Name, pkg)
	for _, id := range names {
		copyTo(id, bundled(id.Name, n))
	}
	return pkg, append(file, source[at:]...), nil
}

// declared are the places of the names that a file declares at the package's level.
func declared(f *ast.File) []*ast.Ident {
	var out []*ast.Ident
	fields, embedding := map[*ast.Ident]bool{}, embedding(f)
	ast.Inspect(f, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.CompositeLit:
			typ, _ := node.Type.(*ast.Ident)
			for _, e := range node.Elts {
				kv, ok := e.(*ast.KeyValueExpr)
				if !ok {
					continue
				}
				if key, ok := kv.Key.(*ast.Ident); ok && (typ == nil || embedding[typ.Name] != key.Name) {
					fields[key] = true // the parser may take it for a name of the package
				}
			}
		case *ast.Ident:
			if node.Obj != nil && node.Obj == f.Scope.Objects[node.Name] && !fields[node] {
				out = append(out, node)
			}
		}
		return true
	})
	return out
}

// embedding gives the type that a struct type embeds, by name: it is the name of the field as well.
func embedding(f *ast.File) map[string]string {
	out := map[string]string{}
	ast.Inspect(f, func(node ast.Node) bool {
		spec, ok := node.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if typ, ok := spec.Type.(*ast.StructType); ok {
			for _, field := range typ.Fields.List {
				if star, ok := field.Type.(*ast.StarExpr); ok && len(field.Names) == 0 {
					if id, ok := star.X.(*ast.Ident); ok {
						out[spec.Name.Name] = id.Name
					}
				}
			}
		}
		return true
	})
	return out
}

// bundled is what a name of the n-th query's package is called in its bundle.
func bundled(name string, n int) string { return fmt.Sprintf("%s_%d", name, n) }
