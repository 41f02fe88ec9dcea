package compile

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
)

// A package costs the Go toolchain far more than the few hundred lines of one query: many queries of one program are
// bundled, a file each, into packages. Those of programs that run once hold bundleSize.
const bundleSize = 64

// bundle returns the source of a query's file in a bundle: the package is called pkg, and the names that the source
// declares get the mark behind them.
func bundle(pkg, mark string, source []byte) (file []byte, err error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "", source, 0)
	if err != nil {
		return nil, err
	}
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
		copyTo(id, bundled(id.Name, mark))
	}
	return append(file, source[at:]...), nil
}

// declared are the places of the names that a file declares at the package's level, and of the fields that are called like
// the types that they embed.
func declared(f *ast.File) []*ast.Ident {
	var out []*ast.Ident
	fields := map[*ast.Ident]bool{} // and methods
	e := embeddings(f)
	ast.Inspect(f, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.CompositeLit:
			typ, _ := node.Type.(*ast.Ident)
			for _, elt := range node.Elts {
				kv, ok := elt.(*ast.KeyValueExpr)
				if !ok {
					continue
				}
				if key, ok := kv.Key.(*ast.Ident); ok {
					fields[key] = true // the parser may take it for a name of the package
					if e.rows[key.Name] || typ != nil && e.outer[typ.Name] == key.Name {
						out = append(out, key)
					}
				}
			}
		case *ast.CallExpr:
			if method, ok := node.Fun.(*ast.SelectorExpr); ok {
				fields[method.Sel] = true // it may be called like a type, and no struct can be called
			}
		case *ast.SelectorExpr:
			if (e.rows[node.Sel.Name] || e.selected[node.Sel.Name]) && !fields[node.Sel] {
				out = append(out, node.Sel)
			}
		case *ast.StructType:
			for _, field := range node.Fields.List {
				for _, name := range field.Names {
					if e.rows[name.Name] {
						out = append(out, name) // all fields of the name are called alike
					}
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

// embedding tells of the types of a file that structs embed.
type embedding struct {
	// outer are those to which a struct of the name embeds a pointer, selected those of them that no field is called like.
	outer    map[string]string
	selected map[string]bool
	// rows are those that are embedded themselves. They are not exported, so no other package has fields of these names.
	rows map[string]bool
}

func embeddings(f *ast.File) embedding {
	e := embedding{map[string]string{}, map[string]bool{}, map[string]bool{}}
	var named []string
	ast.Inspect(f, func(node ast.Node) bool {
		spec, ok := node.(*ast.TypeSpec)
		if !ok {
			return true
		}
		typ, ok := spec.Type.(*ast.StructType)
		if !ok {
			return true
		}
		for _, field := range typ.Fields.List {
			for _, name := range field.Names {
				named = append(named, name.Name)
			}
			if len(field.Names) > 0 {
				continue
			}
			switch embedded := field.Type.(type) {
			case *ast.Ident:
				e.rows[embedded.Name] = true
			case *ast.StarExpr:
				if id, ok := embedded.X.(*ast.Ident); ok {
					e.outer[spec.Name.Name], e.selected[id.Name] = id.Name, true
				}
			}
		}
		return true
	})
	for _, name := range named {
		delete(e.selected, name)
	}
	return e
}

// programName is what a query's package gives to others. In a bundle it is all that is exported: the less a package exports,
// the sooner the program that imports it is compiled.
const programName = "Program"

// bundled is what a name of a query's package is called in its bundle.
func bundled(name, mark string) string {
	if ast.IsExported(name) && name != programName {
		return "_" + mark + name
	}
	return name + "_" + mark
}
