package table

import (
	"math"
	"sort"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/number"
)

// Builder puts the fragments of one table together.
type Builder struct {
	table gongkai.Table
	xs    []float64
}

// NewBuilder starts a table with its first fragment.
func NewBuilder(f Fragment) *Builder {
	b := &Builder{xs: f.Xs}
	b.table = gongkai.Table{
		Method: f.Method, Pages: []int{f.Page}, Rows: len(f.Ys) - 1, Columns: len(f.Xs) - 1, Cells: f.Cells,
	}
	return b
}

// Table is what has been put together.
func (b *Builder) Table() gongkai.Table { return b.table }

// Continues says whether f has the columns of the table, so that without a
// caption between them it is its continuation. Pages may differ in scale and
// position, and a page may lack lines that its rows do not need.
func (b *Builder) Continues(f Fragment) bool {
	width, w := span(b.xs), span(f.Xs)
	if width <= 0 || w <= 0 || math.Abs(width-w) > 0.06*width+4 {
		return false
	}
	shared := 0
	at := scaled(f.Xs, b.xs)
	for _, x := range at {
		if nearest(b.xs, x, 0.008*width+2) >= 0 {
			shared++
		}
	}
	fewer := min(len(at), len(b.xs))
	return fewer >= 2 && float64(shared) >= 0.75*float64(fewer) && float64(shared) >= 0.75*float64(len(at))
}

func span(xs []float64) float64 { return xs[len(xs)-1] - xs[0] }

// scaled moves and stretches xs so that its ends meet those of onto.
func scaled(xs, onto []float64) []float64 {
	k := span(onto) / span(xs)
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = onto[0] + (x-xs[0])*k
	}
	return out
}

func nearest(xs []float64, x, within float64) int {
	best := -1
	for i, v := range xs {
		if d := math.Abs(v - x); d <= within {
			best, within = i, d
		}
	}
	return best
}

// Append joins the next fragment: its columns are brought onto the table's,
// the repeated header goes, and a row cut by the page is made whole.
func (b *Builder) Append(f Fragment) {
	at := scaled(f.Xs, b.xs)
	within := 0.008*span(b.xs) + 2
	for _, x := range at {
		if nearest(b.xs, x, within) < 0 {
			b.insertColumn(x)
		}
	}
	column := make([]int, len(at))
	for i, x := range at {
		column[i] = nearest(b.xs, x, within)
	}
	cells := make([]gongkai.Cell, 0, len(f.Cells))
	for _, c := range f.Cells {
		to := column[min(c.Col+c.ColSpan, len(column)-1)]
		c.Col = column[c.Col]
		c.ColSpan = max(1, to-c.Col)
		cells = append(cells, c)
	}
	rows := len(f.Ys) - 1
	skip := b.repeated(cells, rows)
	if b.cut(cells, skip) {
		b.completeRow(cells, skip)
		skip++
	}
	offset := b.table.Rows - skip
	for _, c := range cells {
		if c.Row+c.RowSpan <= skip {
			continue
		}
		if c.Row < skip {
			c.RowSpan -= skip - c.Row
			c.Row = skip
		}
		c.Row += offset
		b.table.Cells = append(b.table.Cells, c)
	}
	b.table.Rows += rows - skip
	if last := b.table.Pages[len(b.table.Pages)-1]; last != f.Page {
		b.table.Pages = append(b.table.Pages, f.Page)
	}
}

// insertColumn splits the table's column that x falls in.
func (b *Builder) insertColumn(x float64) {
	i := sort.SearchFloat64s(b.xs, x)
	if i == 0 || i == len(b.xs) {
		return
	}
	b.xs = append(b.xs[:i], append([]float64{x}, b.xs[i:]...)...)
	for k := range b.table.Cells {
		c := &b.table.Cells[k]
		switch {
		case c.Col >= i:
			c.Col++
		case c.Col+c.ColSpan >= i:
			c.ColSpan++
		}
	}
	b.table.Columns++
}

// repeated counts the rows at the top of the fragment that repeat the table's
// first rows: the whole header block, however many rows it has.
func (b *Builder) repeated(cells []gongkai.Cell, rows int) int {
	mine, theirs := rowTexts(b.table.Cells, b.table.Rows), rowTexts(cells, rows)
	n := 0
	for n < len(mine) && n < len(theirs) && n < 6 && mine[n] == theirs[n] && mine[n] != "" && !hasAmount(cells, n) {
		n++
	}
	return n
}

func rowTexts(cells []gongkai.Cell, rows int) []string {
	out := make([]string, rows)
	for _, c := range cells {
		if t := hanzi.Squeeze(c.Text); t != "" && c.Row < rows {
			out[c.Row] += t + "\t"
		}
	}
	return out
}

func hasAmount(cells []gongkai.Cell, row int) bool {
	for _, c := range cells {
		if c.Row == row {
			if n, state := number.Parse(c.Text); state == gongkai.CellNumber && n.Places > 0 {
				return true
			}
		}
	}
	return false
}

// cut says whether row of the fragment is the rest of the table's last row:
// it has text only where that row has text, in at most half as many cells, and
// neither its first column nor any number.
func (b *Builder) cut(cells []gongkai.Cell, row int) bool {
	last := map[int]string{}
	for _, c := range b.table.Cells {
		if c.Row+c.RowSpan == b.table.Rows {
			last[c.Col] = c.Text
		}
	}
	texts, filled := 0, 0
	for _, t := range last {
		if hanzi.Squeeze(t) != "" {
			filled++
		}
	}
	for _, c := range cells {
		if c.Row != row || hanzi.Squeeze(c.Text) == "" {
			continue
		}
		_, state := number.Parse(c.Text)
		before, ok := last[c.Col]
		if c.Col == 0 || c.RowSpan > 1 || state != gongkai.CellText || !ok || hanzi.Squeeze(before) == "" {
			return false
		}
		if _, s := number.Parse(before); s != gongkai.CellText {
			return false
		}
		texts++
	}
	return texts > 0 && 2*texts <= filled
}

func (b *Builder) completeRow(cells []gongkai.Cell, row int) {
	for _, c := range cells {
		if c.Row != row || hanzi.Squeeze(c.Text) == "" {
			continue
		}
		for k := range b.table.Cells {
			if t := &b.table.Cells[k]; t.Row+t.RowSpan == b.table.Rows && t.Col == c.Col {
				t.Text = gongkai.JoinLines(t.Text, c.Text)
			}
		}
	}
}
