package layout

import (
	"math"
	"unicode/utf8"
)

// columns holds the lines whose cells are set under one another.
type columns struct {
	lines []row
}

// row is a line: where its text begins in the output, and where its cells end.
type row struct {
	start int
	cells uint8
	ends  [2]int
	pads  [2]int // the blanks that each cell gets
}

// begin begins a line.
func (c *columns) begin(at int) { c.lines = append(c.lines, row{start: at}) }

// end ends a cell of the line, if it is the one of the number.
func (c *columns) end(at int, number uint8) bool {
	if len(c.lines) == 0 {
		return false
	}
	r := &c.lines[len(c.lines)-1]
	if r.cells != number {
		return false
	}
	r.ends[number] = at
	r.cells++
	return true
}

// flush sets the lines under one another.
func (c *columns) flush(out *[]byte) {
	lines := c.lines
	c.lines = c.lines[:0]
	if len(lines) < 2 {
		return
	}
	total := 0
	for column := range uint8(2) {
		for i := 0; i < len(lines); {
			if lines[i].cells <= column {
				i++
				continue
			}
			end, widest := i, 0
			for ; end < len(lines) && lines[end].cells > column; end++ {
				r := &lines[end]
				r.pads[column] = r.width(*out, column)
				widest = max(widest, r.pads[column])
			}
			for ; i < end; i++ {
				lines[i].pads[column] = widest - lines[i].pads[column]
				total += lines[i].pads[column]
			}
		}
	}
	if total > 0 {
		*out = padded(*out, lines, total)
	}
}

// width is the number of characters of a cell.
func (r *row) width(out []byte, column uint8) int {
	start := r.start
	if column > 0 {
		start = r.ends[column-1]
	}
	return utf8.RuneCount(out[start:r.ends[column]])
}

// padded puts blanks behind the cells, from the last to the first.
func padded(out []byte, lines []row, total int) []byte {
	from := len(out)
	for range total {
		out = append(out, ' ')
	}
	to := len(out)
	for i := len(lines) - 1; i >= 0; i-- {
		r := &lines[i]
		for k := int(r.cells) - 1; k >= 0; k-- {
			end := r.ends[k]
			to -= copy(out[to-(from-end):to], out[end:from])
			from = end
			for range r.pads[k] {
				to--
				out[to] = ' '
			}
		}
	}
	return out
}

// keys are those of the elements of a literal, as far as gofmt sets the values under one another by them.
type keys struct {
	// size is that of the last, 0 where the element is of several lines or there is none.
	size int
	// logs is the sum of the logarithms of the sizes, count how many they are.
	logs  float64
	count int
	// several tells that several elements stand on one line.
	several bool
}

// key ends the cell of an element's key. An element of several lines, or one whose key is far longer or shorter than those
// before, is set apart.
func (p *printer) key(i int32) {
	f := p.at()
	if f.keys.several {
		p.failed = true
		return
	}
	text := 0
	for at := len(p.out); at > 0 && p.out[at-1] != '\t' && p.out[at-1] != '\n'; at-- {
		text++
	}
	size := 0
	if p.endsLine(i) >= 0 {
		size = text - 1
	}
	if p.apartFrom(f.keys, size) {
		p.columns.flush(&p.out)
		f.keys.logs, f.keys.count = 0, 0
	}
	f.keys.size = size
	if size == 0 {
		return
	}
	f.keys.logs += math.Log(float64(size))
	f.keys.count++
	p.columns.begin(len(p.out) - text)
	p.columns.end(len(p.out), 0)
}

// apartFrom reports whether the next key is not set under those before.
func (p *printer) apartFrom(k keys, size int) bool {
	const small, ratio = 40, 2.5 // as in go/printer
	switch {
	case k.size == 0 || size == 0:
		return true
	case k.count == 0 || k.size <= small && size <= small:
		return false
	}
	r := float64(size) / math.Exp(k.logs/float64(k.count))
	return ratio*r <= 1 || ratio <= r
}
