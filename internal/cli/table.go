package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

// terminalWidth is the number of columns of the terminal, many where w is none.
func terminalWidth(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return width
		}
	}
	return 1 << 16
}

// writeTable writes records, of which the first holds the names: as a table where that fits into the width, otherwise
// one row below the other, a line a column.
func writeTable(w io.Writer, records [][]string, width int) {
	for _, r := range records {
		for i := range r {
			r[i] = visible(r[i])
		}
	}
	if fits(records, width) {
		t := table.NewWriter()
		t.SetOutputMirror(w)
		t.SetStyle(table.StyleLight)
		t.Style().Format.Header = text.FormatDefault
		t.AppendHeader(tableRow(records[0]))
		for _, r := range records[1:] {
			t.AppendRow(tableRow(r))
		}
		t.Render()
	} else {
		writeBlocks(w, records)
	}
	noun := "rows"
	if len(records) == 2 {
		noun = "row"
	}
	fmt.Fprintf(w, "%d %s\n", len(records)-1, noun)
}

// fits reports whether the table has lines of at most width.
func fits(records [][]string, width int) bool {
	total := 1
	for i := range records[0] {
		widest := 0
		for _, r := range records {
			widest = max(widest, text.StringWidthWithoutEscSequences(r[i]))
		}
		total += widest + 3 // blanks and a line
	}
	return total <= width
}

// writeBlocks writes a line a column. Columns without a value are left out.
func writeBlocks(w io.Writer, records [][]string) {
	widest := 0
	for _, name := range records[0] {
		widest = max(widest, text.StringWidthWithoutEscSequences(name))
	}
	for n, r := range records[1:] {
		fmt.Fprintf(w, "── %d %s\n", n+1, strings.Repeat("─", widest))
		for i, cell := range r {
			if cell != "" {
				fmt.Fprintf(w, "%s  %s\n", text.Pad(records[0][i], widest, ' '), cell)
			}
		}
	}
}

func tableRow(cells []string) table.Row {
	out := make(table.Row, len(cells))
	for i, c := range cells {
		out[i] = c
	}
	return out
}

// visible writes control characters as escapes: what events hold must not steer the terminal.
func visible(cell string) string {
	if strings.IndexFunc(cell, unprintable) < 0 && utf8.ValidString(cell) {
		return cell
	}
	var b strings.Builder
	for _, r := range cell {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case unprintable(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unprintable are control characters and those that turn the direction of text.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}
