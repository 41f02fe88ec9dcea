package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/internal/types"
)

// percentiles has a column a percentile: percentile_value_50.
func percentiles(c *Call) types.Type {
	t := &types.Tuple{}
	value := c.Arg("expr")
	if value == nil {
		return t
	}
	typ := types.PromoteInt(value.Type)
	if typ == types.Decimal {
		typ = types.Real
	}
	for _, p := range c.All("percentile") {
		name := "percentile_" + value.column() + "_" + nameFragment(constantText(p))
		t.Columns = append(t.Columns, types.Column{Name: name, Type: typ})
	}
	return t
}

func percentilesArray(c *Call) types.Type {
	t := &types.Tuple{}
	if value := c.Arg("expr"); value != nil {
		t.Columns = []types.Column{{Name: "percentiles_" + value.column(), Type: types.AnyArray}}
	}
	return t
}

// constantText prints a constant for a column's name, "" for what is none.
func constantText(a Arg) string {
	switch v := a.Value.(type) {
	case nil:
		return a.Spelling
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	default:
		return fmt.Sprint(v)
	}
}

// nameFragment puts underscores in place of all but letters and digits.
func nameFragment(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, text)
}

// picked collects the columns of take_any, arg_min and arg_max: what a star stands for leaves out the columns that are
// there already.
type picked struct {
	columns []types.Column
	seen    []string
	star    bool
}

func newPicked(c *Call) *picked {
	return &picked{star: slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Star })}
}

// add takes a column of the row; hide names those that a star must not repeat.
func (p *picked) add(name string, column types.Column, hide []string, always bool) {
	seen := slices.Contains(p.seen, column.Name) || slices.Contains(hide, column.Name)
	if seen && p.star && !always {
		return
	}
	p.columns = append(p.columns, types.Column{
		Name: name, Type: column.Type, Of: column.Name, Same: name == column.Name && !seen,
	})
	p.seen = append(p.seen, column.Name)
}

func (p *picked) compute(name string, t types.Type) {
	p.columns = append(p.columns, types.Column{Name: name, Type: t})
}

// groupBy are the row's columns by which the summarize around groups.
func (c *Call) groupBy() []string {
	if c.Scope == nil {
		return nil
	}
	return c.Scope.GroupBy()
}

func takeAny(c *Call) types.Type {
	p, by := newPicked(c), c.groupBy()
	prefix := "any_"
	if c.Func.Prefix != "" {
		prefix = "" // The old any puts its prefix before all names.
	}
	for i, a := range c.Args {
		switch {
		case a.Star:
			for _, column := range c.row() {
				p.add(column.Name, column, by, false)
			}
		case a.Column != "":
			p.add(a.nameOr(a.Column), types.Column{Name: a.Column, Type: a.Type}, by, false)
		default:
			p.compute(a.nameOr(prefix+"arg"+strconv.Itoa(i)), a.Type)
		}
	}
	return &types.Tuple{Columns: p.columns}
}

// nameOr is the label, else for a computed argument the name it gives, else the default.
func (a *Arg) nameOr(def string) string {
	switch {
	case a.Label != "":
		return a.Label
	case a.Column == "" && a.Name != "":
		return a.Name
	}
	return def
}

func argBest(c *Call) types.Type {
	p, by := newPicked(c), c.groupBy()
	prefix := strings.TrimPrefix(c.Func.Name, "arg_")
	primary := ""
	for i, a := range c.Args {
		def := prefix + "_"
		if i == 0 {
			primary = a.column()
		} else {
			def += primary + "_arg" + strconv.Itoa(i)
		}
		switch {
		case a.Star:
			for _, column := range c.row() {
				p.add(column.Name, column, by, i == 0)
			}
		case a.Column != "":
			p.add(a.nameOr(a.Column), types.Column{Name: a.Column, Type: a.Type}, by, i == 0)
		default:
			p.compute(a.nameOr(def), a.Type)
		}
	}
	return &types.Tuple{Columns: p.columns}
}

// argBestOld names all but the first column after the first.
func argBestOld(c *Call) types.Type {
	p, by := newPicked(c), c.groupBy()
	primary := ""
	for i, a := range c.Args {
		switch {
		case i == 0 && a.Column != "":
			primary = a.Column
			p.add(a.Column, types.Column{Name: a.Column, Type: a.Type}, nil, true)
		case i == 0:
			primary = a.column()
			p.compute(primary, a.Type)
		case a.Star:
			for _, column := range c.row() {
				p.add(primary+"_"+column.Name, column, by, false)
			}
		case a.Column != "":
			p.add(primary+"_"+a.nameOr(a.Column), types.Column{Name: a.Column, Type: a.Type}, by, false)
		default:
			p.compute(primary+"_"+a.nameOr("arg"+strconv.Itoa(i)), a.Type)
		}
	}
	return &types.Tuple{Columns: p.columns}
}
