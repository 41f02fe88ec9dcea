package codegen

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/kqlc/kqlc/internal/plan"
	"github.com/kqlc/kqlc/kql"
)

// externalFormats are the formats of external data that the engine reads; "" is that of the file's name.
var externalFormats = []string{"", "csv", "tsv", "psv", "scsv", "sohsv", "txt", "raw", "json", "multijson", "parquet"}

// external gives the rows of external data when the input ends.
func (g *generator) external(n *plan.ExternalData, then consumer) {
	data, ok := g.externalLiteral(n)
	if ok {
		g.readExternal(n, "external", "externaldata", data, then)
	}
}

// serviceNames are what the variables of functions of the service are called.
var serviceNames = map[string]string{"_GetWatchlist": "watchlist", "_GetWatchlistAlias": "watchlists"}

// service gives what a function of the service returns when the input ends.
func (g *generator) service(n *plan.Service, then consumer) {
	word, known := serviceNames[n.Name]
	if !known {
		g.refuse(n.Src, n.Name+"()", "it is declared by its columns, and only the service knows its rows: give it a body in the file of --schema")
		return
	}
	values := []jen.Code{jen.Id("Function").Op(":").Lit(n.Name)}
	if n.Arg != nil {
		name, ok := n.Arg.(*plan.Const)
		if !ok || name.Value == nil || name.T != kql.TypeString {
			g.refuse(n.Src, n.Name+"()", "the name of the watchlist has to be a constant text")
			return
		}
		values = append(values, jen.Id("Argument").Op(":").Lit(name.Value.(string)))
	}
	g.readExternal(n, word, n.Name, jen.Qual(Runtime, "External").Values(values...), then)
}

// readExternal gives the rows of data that is read when the input ends.
func (g *generator) readExternal(n plan.Node, word, keeper string, literal *jen.Statement, then consumer) {
	line := g.line(n.Span())
	name := g.methods.pick(word+"Line"+strconv.Itoa(line), line)
	row := g.keptType(name+"Row", keeper, n.Columns())
	data := g.names.pick(name, line)
	g.vars = append(g.vars, jen.Id(data).Op("=").Add(literal))
	if len(g.externals) == 0 {
		g.root.addField(g.methods.pick("external", line), jen.Qual(Runtime, "ReadExternal"), path("env", "External"))
	}
	g.externals = append(g.externals, jen.Id(data))

	s := row.scopeOf(g.scope(jen.Return()), "row")
	s.row = nil // the row is valid during the call only
	g.method(name, row, then(s))
	columns := make([]jen.Code, len(row.columns))
	for i, c := range row.columns {
		columns[i] = bind(c, "row", row.fields[i])
		if c.Others != nil {
			columns[i] = kqlFunc("Col").Call(jen.Qual(Runtime, "Rest"), jen.Op("&").Id("row").Dot(row.fields[i]))
		}
	}
	read := g.methods.pick("read"+exported(words(name, false)), line)
	g.method(read, nil, []jen.Code{
		jen.Var().Id("row").Id(row.name),
		jen.Id("columns").Op(":=").Index().Qual(Runtime, "Column").Custom(fieldList, columns...),
		path("e", "external").Call(jen.Id(data), jen.Id("columns"), jen.Func().Params().Block(
			path("e", name).Call(jen.Op("&").Id("row")))),
	})
	g.closing = append(g.closing, path("e", read).Call())
}

// externalLiteral describes the data to whoever reads it. Where it cannot be read, it says so and ok is false.
func (g *generator) externalLiteral(n *plan.ExternalData) (literal *jen.Statement, ok bool) {
	if len(n.URIs) == 0 || slices.Contains(n.URIs, "") {
		g.refuse(n.Span(), "externaldata", "the address of each file has to be a constant text")
		return nil, false
	}
	if !slices.Contains(externalFormats, n.Format) {
		g.refuse(n.Span(), "externaldata", "kqlc reads the formats "+strings.Join(externalFormats[1:], ", ")+", not "+n.Format)
		return nil, false
	}
	uris := make([]jen.Code, len(n.URIs))
	for i, uri := range n.URIs {
		uris[i] = jen.Lit(uri)
	}
	values := []jen.Code{jen.Id("URIs").Op(":").Index().String().Custom(fieldList, uris...)}
	if n.Format != "" {
		values = append(values, jen.Id("Format").Op(":").Lit(n.Format))
	}
	for _, p := range n.Properties {
		switch strings.ToLower(p[0]) {
		case "format":
		case "ignorefirstrecord":
			if strings.EqualFold(p[1], "true") {
				values = append(values, jen.Id("IgnoreFirstRecord").Op(":").True())
			}
		case "zippattern":
			values = append(values, jen.Id("ZipPattern").Op(":").Lit(p[1]))
		default:
			g.refuse(n.Span(), "the property "+p[0]+" of externaldata", "kqlc knows format, ignoreFirstRecord and zipPattern")
			return nil, false
		}
	}
	return jen.Qual(Runtime, "External").Custom(fieldList, values...), true
}
