package table

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

// table makes the table of rows from to to: its columns, its header above, its
// cells. head and end are the rows that it takes up. Where rows are no table, end is
// the row after them when nothing in them is one.
func (s *stream) table(from, to int) (f Fragment, head, end int, ok bool) {
	body := s.rows[from:to]
	tabular := make([]bool, len(body))
	for i := range body {
		tabular[i] = s.isTabular(&body[i])
	}
	cols := columnsOf(body, tabular)
	if len(cols) < 2 {
		return f, 0, 0, false
	}
	head = s.head(from, cols)
	cols = s.blankColumns(head, from, cols)
	if s.isScattered(head, from, to, cols, tabular) || s.isChart(from, to, cols) {
		return f, 0, to, false
	}
	if !s.isTable(head, from, to, cols, tabular) {
		return f, 0, 0, false
	}
	to = s.withTail(from, to, cols)
	var cells []cell
	rows := 0
	first := s.firstOfBody(head, s.belowYears(from, to), cols)
	if head < first {
		cells, rows = s.headCells(head, first, cols)
	}
	tops := make([]float64, 0, rows+len(body)) // of the rows of cells
	for i := range rows {
		y := s.rows[first-1].line.Y1
		for _, c := range cells {
			if c.row+c.tall == i {
				y = min(y, s.rows[c.parts[0].row].line.Y0)
			}
		}
		tops = append(tops, y)
	}
	for _, group := range s.groups(first, to, cols) {
		cells = append(cells, s.rowCells(group, rows, cols)...)
		tops = append(tops, s.rows[group[0]].line.Y0)
		rows++
	}
	return s.fragment(cells, cols, tops, s.rows[to-1].line.Y1), head, to, true
}

// year is a fiscal or school year as it stands over a column.
var year = regexp.MustCompile(`^(?i:fy ?)?(19|20)\d\d([-–—/](19|20)?\d\d)?年?度?$`)

// belowYears is the first row of amounts below a line of nothing but years,
// which is of the header.
func (s *stream) belowYears(from, to int) int {
	for i, c := range s.rows[from].chunks {
		if (i > 0 || c.value) && !year.MatchString(hanzi.Fold(c.text)) {
			return from
		}
	}
	for k := from + 1; k < to; k++ {
		if s.isTabular(&s.rows[k]) {
			return k
		}
	}
	return from
}

// firstOfBody is the first row below the header: what stands alone over the
// labels, between the header and the first row of amounts, is a heading of rows
// or the beginning of a label.
func (s *stream) firstOfBody(head, from int, cols []column) int {
	first := from
	for first-1 > head {
		r, next := &s.rows[first-1], &s.rows[first]
		_, hi := rangeOf(cols, &r.chunks[0])
		if len(r.chunks) > 1 || hi > 0 || s.ruleBetween(r.line.Base, next.line.Base-0.5*next.line.Size, cols[0].x0, cols[len(cols)-1].x1, 0.8) {
			break
		}
		first--
	}
	return first
}

// withTail takes in the lines below the last row of amounts that hold the rest of
// its texts.
func (s *stream) withTail(from, to int, cols []column) int {
	var anchors []int
	for k := from; k < to; k++ {
		if s.isAnchor(&s.rows[k], cols) {
			anchors = append(anchors, k)
		}
	}
	last, pitch := to-1, s.pitch(anchors)
	for to < len(s.rows) {
		r := &s.rows[to]
		if r.line.Vertical || isCaption(r) || r.sentence() || s.isFolio(r) || s.isAnchor(r, cols) || !s.goesOn(last, to, pitch, cols) {
			break
		}
		to++
	}
	return to
}

// blankColumns adds columns that only the header names: forms are published
// with columns that nothing stands in.
func (s *stream) blankColumns(head, from int, cols []column) []column {
	for k := head; k < from; k++ {
		r := &s.rows[k]
		for i := range r.chunks {
			c := &r.chunks[i]
			hit := false
			for j := range cols {
				hit = hit || overlap(cols[j].x0, cols[j].x1, c.x0, c.x1) > 0
			}
			if !hit && len(r.chunks) > 2 && !s.isOverTwo(k, from, c) {
				at, _ := slices.BinarySearchFunc(cols, c.centre(), func(col column, x float64) int {
					if (col.x0+col.x1)/2 < x {
						return -1
					}
					return 1
				})
				cols = slices.Insert(cols, at, column{x0: c.x0, x1: c.x1})
			}
		}
	}
	return cols
}

// isTable says whether what was found is a table and not text that happens to
// have numbers under each other, nor a catalogue.
func (s *stream) isTable(head, from, to int, cols []column, tabular []bool) bool {
	lines, values, texts, withRule := 0, 0, 0, 0
	for i := range tabular {
		if !tabular[i] {
			continue
		}
		lines++
		r := &s.rows[from+i]
		for k := 1; k < len(r.chunks); k++ {
			switch {
			case r.chunks[k].value:
				values++
			case !enumerator.MatchString(r.chunks[k].text): // an entry of another panel is as good
				texts++
			}
		}
	}
	x0, x1 := cols[0].x0, cols[len(cols)-1].x1
	if s.ruleBetween(s.rows[head].line.Y0-2*s.rows[head].line.Size, s.rows[to-1].line.Y1+2*s.rows[to-1].line.Size, x0, x1, 0.8) {
		withRule = 1
	}
	least := leastRows
	if withRule > 0 || head < from {
		least--
	}
	if len(cols) == 2 && head == from && withRule == 0 {
		least++
	}
	share := 2 // of the rows have amounts; in wide tables less, beside columns of text
	if len(cols) > 3 {
		share = 6
	}
	return lines >= least && share*lines >= len(s.groups(from, to, cols)) && values >= texts && !s.isCatalogue(from, to, cols)
}

// isCatalogue says whether rows list what stands on which page: labels with one
// whole number each, that grow.
func (s *stream) isCatalogue(from, to int, cols []column) bool {
	if len(cols) > 3 {
		return false
	}
	last, rows, leaders := -1, 0, 0
	for i := from; i < to; i++ {
		r := &s.rows[i]
		if len(r.chunks) < 2 {
			continue
		}
		n, ok := whole(r.chunks[len(r.chunks)-1].text)
		if !ok || n < last {
			return false
		}
		for _, c := range r.chunks {
			if t := c.text; len(t) >= 3 && isLeader(t[max(0, len(t)-3):]) {
				leaders++
			}
		}
		last = n
		rows++
	}
	return rows > 0
}

// isScattered says whether rows fill so few of their columns that no columns are
// meant: the texts of a drawing. A form that is published mostly blank has the
// names of known columns over it.
func (s *stream) isScattered(head, from, to int, cols []column, tabular []bool) bool {
	filled, all, known := 0, 0, 0
	for i := range tabular {
		if tabular[i] {
			filled += len(s.rows[from+i].chunks)
			all += len(cols)
		}
	}
	for k := head; k < from; k++ {
		for i := range s.rows[k].chunks {
			if s.known.Has(s.rows[k].chunks[i].text) {
				known++
			}
		}
	}
	return len(cols) > 4 && float64(filled) < 0.35*float64(all) && known < 2 && (head == 0 || head == from || !isCaption(&s.rows[head-1]))
}

// isChart says whether all columns of numbers are the scales of a drawing: they
// go on by equal steps.
func (s *stream) isChart(from, to int, cols []column) bool {
	scales := 0
	for j := range cols {
		if cols[j].values < 4 {
			continue
		}
		var steps []float64
		last, n := 0.0, 0
		for i := from; i < to; i++ {
			for k := range s.rows[i].chunks {
				c := &s.rows[i].chunks[k]
				if lo, hi := rangeOf(cols, c); !c.value || lo != j || hi != j {
					continue
				}
				v, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSuffix(hanzi.Squeeze(c.text), "%"), ",", ""), 64)
				if err != nil {
					return false
				}
				if n > 0 {
					steps = append(steps, v-last)
				}
				last = v
				n++
			}
		}
		for _, d := range steps {
			if d == 0 || math.Abs(d-steps[0]) > 1e-6*math.Abs(d) {
				return false
			}
		}
		scales++
	}
	return scales > 0
}

// whole reads a short number without separators.
func whole(s string) (int, bool) {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = 10*n + int(r-'0')
	}
	return n, len(s) > 0 && len(s) <= 4
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// rowCells are the cells of one row of the body.
func (s *stream) rowCells(group []int, row int, cols []column) []cell {
	var cells []cell
	for _, k := range group {
		r := &s.rows[k]
		for i := range r.chunks {
			lo, hi := rangeOf(cols, &r.chunks[i])
			if at := slices.IndexFunc(cells, func(c cell) bool { return c.from <= hi && lo <= c.to }); at >= 0 {
				c := &cells[at]
				c.from, c.to = min(c.from, lo), max(c.to, hi)
				c.parts = append(c.parts, part{k, i})
				continue
			}
			cells = append(cells, cell{from: lo, to: hi, parts: []part{{k, i}}, row: row})
		}
	}
	if len(group) == 1 {
		s.widenTotal(cells, cols)
	}
	return cells
}

// fragment makes cells with text and place, and blank ones where nothing
// stands.
func (s *stream) fragment(cells []cell, cols []column, tops []float64, bottom float64) Fragment {
	f := Fragment{Xs: borders(cols)}
	for i := range cols {
		f.texts = append(f.texts, stretch{cols[i].x0, cols[i].x1})
	}
	for i, y := range tops {
		if i > 0 {
			y = max(y, f.Ys[i-1])
		}
		f.Ys = append(f.Ys, y)
	}
	f.Ys = append(f.Ys, max(bottom, f.Ys[len(f.Ys)-1]))
	nx, ny := len(cols), len(tops)
	f.Box = gongkai.Box{X0: f.Xs[0], Y0: f.Ys[0], X1: f.Xs[nx], Y1: f.Ys[ny]}
	at := make([]int, nx*ny) // cell index plus one
	for _, c := range cells {
		text, indent := s.text(&c, cols)
		for c.from <= c.to && at[c.row*nx+c.from] > 0 { // two cells on one place: one text
			old := &f.Cells[at[c.row*nx+c.from]-1]
			old.Text = gongkai.JoinLines(old.Text, text)
			text = ""
			c.from++
		}
		if text == "" {
			continue
		}
		free := func(row int) bool { return !slices.ContainsFunc(at[row*nx+c.from:row*nx+c.to+1], taken) }
		for c.to > c.from && !free(c.row) {
			c.to--
		}
		for i := 1; i <= c.tall; i++ {
			if !free(c.row + i) {
				c.tall = i - 1
			}
		}
		f.Cells = append(f.Cells, s.newCell(&f, c.row, c.from, c.to-c.from+1))
		k := len(f.Cells) - 1
		f.Cells[k].Text, f.Cells[k].Indent = text, indent
		f.Cells[k].RowSpan, f.Cells[k].Box.Y1 = c.tall+1, f.Ys[c.row+c.tall+1]
		for i := c.row; i <= c.row+c.tall; i++ {
			for j := c.from; j <= c.to; j++ {
				at[i*nx+j] = k + 1
			}
		}
	}
	for i, k := range at {
		if k == 0 {
			f.Cells = append(f.Cells, s.newCell(&f, i/nx, i%nx, 1))
		}
	}
	slices.SortStableFunc(f.Cells, func(a, b gongkai.Cell) int { return (a.Row-b.Row)*nx + a.Col - b.Col })
	f.openTop, f.openBottom = make([]bool, nx), make([]bool, nx)
	return f
}

func taken(cell int) bool { return cell > 0 }

func (s *stream) newCell(f *Fragment, row, col, span int) gongkai.Cell {
	return gongkai.Cell{
		Row: row, Col: col, RowSpan: 1, ColSpan: span, Page: s.page.Number,
		Box: gongkai.Box{X0: f.Xs[col], Y0: f.Ys[row], X1: f.Xs[col+span], Y1: f.Ys[row+1]},
	}
}

// text joins the chunks of a cell; indent is how far the first is set in.
func (s *stream) text(c *cell, cols []column) (text string, indent float64) {
	for i, p := range c.parts {
		t := s.rows[p.row].chunks[p.chunk].text
		switch {
		case i == 0:
			text = t
			indent = max(0, s.rows[p.row].chunks[p.chunk].x0-cols[c.from].x0)
		case p.row == c.parts[i-1].row:
			text += " " + t
		default:
			text = joinCell(text, t, false)
		}
	}
	return text, indent
}
