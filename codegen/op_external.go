package codegen

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
)

// externalFormats are the formats of external data that the engine reads; "" is that of the file's name.
var externalFormats = []string{"", "csv", "tsv", "psv", "scsv", "sohsv", "txt", "raw", "json", "multijson"}

// external gives the rows of external data when the input ends.
func (g *generator) external(n *plan.ExternalData, then consumer) {
	skipFirst, ok := g.externalProperties(n)
	if !ok {
		return
	}
	line := g.line(n.Src)
	name := g.methods.pick("externalLine"+strconv.Itoa(line), line)
	row := g.rowType(name+"Row", n.Out)
	row.keeper = "externaldata"
	g.rows = append(g.rows, row)
	data := g.names.pick(name, line)
	g.vars = append(g.vars, jen.Id(data).Op("=").Add(externalLiteral(n, skipFirst)))
	if len(g.externals) == 0 {
		g.root.addField(g.methods.pick("external", line), jen.Qual(Runtime, "ReadExternal"), jen.Id("env").Dot("External"))
	}
	g.externals = append(g.externals, jen.Id(data))

	s := row.scopeOf(&scope{locals: newNames(nil), skip: jen.Return()}, "row")
	s.row = nil // the row is valid during the call only
	g.method(name, row, then(s))
	columns := make([]jen.Code, len(n.Out))
	for i, c := range n.Out {
		columns[i] = bind(c, "row", row.fields[i])
	}
	read := g.methods.pick("read"+exported(words(name, false)), line)
	g.method(read, nil, []jen.Code{
		jen.Var().Id("row").Id(row.name),
		jen.Id("columns").Op(":=").Index().Qual(Runtime, "Column").Custom(fieldList, columns...),
		jen.Id("e").Dot("external").Call(jen.Id(data), jen.Id("columns"), jen.Func().Params().Block(
			jen.Id("e").Dot(name).Call(jen.Op("&").Id("row")))),
	})
	g.closing = append(g.closing, jen.Id("e").Dot(read).Call())
}

// externalProperties looks at what the query says of the files. Where they cannot be read, it says so and ok is false.
func (g *generator) externalProperties(n *plan.ExternalData) (skipFirst, ok bool) {
	if len(n.URIs) == 0 || slices.Contains(n.URIs, "") {
		g.refuse(n.Span(), "externaldata", "the address of each file has to be a constant text")
		return false, false
	}
	if !slices.Contains(externalFormats, n.Format) {
		g.refuse(n.Span(), "externaldata", "kqlc reads the formats "+strings.Join(externalFormats[1:], ", ")+", not "+n.Format)
		return false, false
	}
	for _, p := range n.Properties {
		switch strings.ToLower(p[0]) {
		case "format":
		case "ignorefirstrecord":
			skipFirst = strings.EqualFold(p[1], "true")
		default:
			g.unsupported(n.Span(), "the property "+p[0]+" of externaldata")
			return false, false
		}
	}
	return skipFirst, true
}

// externalLiteral describes the data to whoever reads it.
func externalLiteral(n *plan.ExternalData, skipFirst bool) *jen.Statement {
	uris := make([]jen.Code, len(n.URIs))
	for i, uri := range n.URIs {
		uris[i] = jen.Lit(uri)
	}
	values := []jen.Code{jen.Id("URIs").Op(":").Index().String().Custom(fieldList, uris...)}
	if n.Format != "" {
		values = append(values, jen.Id("Format").Op(":").Lit(n.Format))
	}
	if skipFirst {
		values = append(values, jen.Id("IgnoreFirstRecord").Op(":").True())
	}
	return jen.Qual(Runtime, "External").Custom(fieldList, values...)
}
