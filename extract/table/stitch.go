package table

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/limits"
	"gongkai/internal/number"
	"gongkai/internal/regexp"
)

const (
	// sameColumn is how far apart, as a share of the table's width, a column's
	// line may be on two pages, beside columnSlack points.
	sameColumn  = 0.008
	columnSlack = 2.0
	// sameWidth is how much the widths of two pages' grids may differ, as a share,
	// when their columns only partly agree.
	sameWidth = 0.06
	// headerRows is more rows than a repeated header block has.
	headerRows = 8
)

// Builder puts the fragments of one table together.
type Builder struct {
	table      gongkai.Table
	xs         []float64
	openBottom []bool    // of the last fragment, in the table's columns
	full       []float64 // the same: see fullAtFoot
	head       []rowText
	texts      []stretch
}

// NewBuilder starts a table with its first fragment.
func NewBuilder(f Fragment) *Builder {
	b := &Builder{xs: slices.Clone(f.Xs), openBottom: slices.Clone(f.openBottom), texts: slices.Clone(f.texts)}
	b.table = gongkai.Table{
		Method: f.Method, Pages: []int{f.Page}, Rows: len(f.Ys) - 1, Columns: len(f.Xs) - 1, Cells: f.Cells,
	}
	b.full = f.fullAtFoot(f.Cells, b.table.Columns)
	return b
}

// Table is what has been put together.
func (b *Builder) Table() gongkai.Table { return b.table }

// Continues says whether f has the columns of the table, so that without a
// caption between them it is its continuation. Pages may differ in scale and
// position, and a page may lack lines that its rows do not need.
func (b *Builder) Continues(f Fragment) bool {
	width, w := span(b.xs), span(f.Xs)
	if width <= 0 || w <= 0 || b.table.Rows+len(f.Ys) > limits.TableRows || b.isAnotherForm(f) {
		return false
	}
	if f.Method == gongkai.MethodStream {
		_, ok := b.aligned(f)
		return ok
	}
	at := scaled(f.Xs, b.xs)
	shared := 0
	for _, x := range at {
		if nearest(b.xs, x, sameColumn*width+columnSlack) >= 0 {
			shared++
		}
	}
	if shared == len(at) && len(at) == len(b.xs) && len(at) > 2 {
		return true // the same columns at any scale
	}
	if math.Abs(width-w) > sameWidth*width+2*columnSlack {
		return false
	}
	fewer := min(len(at), len(b.xs))
	return fewer >= 2 && float64(shared) >= 0.75*float64(fewer) && float64(shared) >= 0.75*float64(len(at))
}

// isAnotherForm says whether f is the next copy of a form (项目名称 | …): its
// first row has the table's first label beside another value. A continued table
// either repeats its header or has none.
func (b *Builder) isAnotherForm(f Fragment) bool {
	mine, theirs := firstRow(b.table.Cells), firstRow(f.Cells)
	if len(mine) == 0 || len(theirs) == 0 || mine[0] != theirs[0] || !startsHan(mine[0]) {
		return false
	}
	same, other := 0, 0
	for i := range min(len(mine), len(theirs)) {
		if mine[i] == theirs[i] {
			same++
		} else {
			other++
		}
	}
	return other >= same
}

// firstRow holds the texts of a grid's first row that are not blank.
func firstRow(cells []gongkai.Cell) []string {
	var texts []string
	for _, c := range cells {
		if c.Row > 0 {
			break
		}
		if t := hanzi.Key(c.Text); t != "" {
			texts = append(texts, t)
		}
	}
	return texts
}

func startsHan(s string) bool {
	for _, r := range s {
		return r >= 0x3400
	}
	return false
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

// nearest is the index of the line nearest to x and no further than within, or
// -1; xs are ascending.
func nearest(xs []float64, x, within float64) int {
	i, _ := slices.BinarySearch(xs, x)
	best := -1
	for k := max(0, i-1); k <= i && k < len(xs); k++ {
		if d := math.Abs(xs[k] - x); d <= within {
			best, within = k, d
		}
	}
	return best
}

// Append joins the next fragment: its columns are brought onto the table's,
// the repeated header goes, and what the page cut is made whole: a row, and
// cells that span rows on both pages.
func (b *Builder) Append(f Fragment) {
	if g, ok := b.aligned(f); ok {
		f, b.texts = g, g.texts
	}
	at := scaled(f.Xs, b.xs)
	within := sameColumn*span(b.xs) + columnSlack
	for _, x := range at {
		if nearest(b.xs, x, within) < 0 && len(b.xs) <= limits.TableColumns {
			b.insertColumn(x)
		}
	}
	column := make([]int, len(at))
	for i, x := range at {
		column[i] = max(0, nearest(b.xs, x, math.Inf(1)))
		if i > 0 {
			column[i] = max(column[i], column[i-1])
		}
	}
	cells, full := make([]gongkai.Cell, 0, len(f.Cells)), f.full
	f.full = nil
	for i, c := range f.Cells {
		to := column[min(c.Col+c.ColSpan, len(column)-1)]
		c.Col = column[c.Col]
		c.ColSpan = to - c.Col
		if c.ColSpan > 0 {
			cells = append(cells, c)
			if i < len(full) {
				f.full = append(f.full, full[i])
			}
		}
	}
	foot := f.fullAtFoot(cells, b.table.Columns)
	rows := len(f.Ys) - 1
	skip := b.repeated(cells, rows)
	if skip < rows && b.cut(cells, skip) {
		b.completeRow(cells, skip)
		skip++
	} else if skip < rows {
		cells = b.completeSpans(cells, skip, f, column)
	}
	offset, from := b.table.Rows-skip, len(b.table.Cells)
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
	slices.SortStableFunc(b.table.Cells[from:], func(x, y gongkai.Cell) int {
		return cmp.Or(cmp.Compare(x.Row, y.Row), cmp.Compare(x.Col, y.Col))
	})
	b.table.Rows += rows - skip
	if last := b.table.Pages[len(b.table.Pages)-1]; last != f.Page {
		b.table.Pages = append(b.table.Pages, f.Page)
	}
	b.full = foot
	b.openBottom = make([]bool, b.table.Columns)
	for c := range f.openBottom {
		for k := column[c]; k < column[c+1]; k++ {
			b.openBottom[k] = f.openBottom[c]
		}
	}
}

// insertColumn splits the table's column that x falls in.
func (b *Builder) insertColumn(x float64) {
	i, _ := slices.BinarySearch(b.xs, x)
	if i == 0 || i == len(b.xs) {
		return
	}
	b.xs = slices.Insert(b.xs, i, x)
	for k := range b.table.Cells {
		c := &b.table.Cells[k]
		switch {
		case c.Col >= i:
			c.Col++
		case c.Col+c.ColSpan >= i:
			c.ColSpan++
		}
	}
	b.openBottom = slices.Insert(b.openBottom, i, b.openBottom[i-1])
	b.full = slices.Insert(b.full, i, b.full[i-1])
	b.table.Columns++
}

// continued is how a repeated caption says that it is one: 支出表（续）, 续表2.
var continued = regexp.MustCompile(`[(（]?续表?[一二三四五六七八九十\d]*[)）]?$`)

// repeated counts the rows at the top of the fragment that repeat rows of the
// table's head: the whole block, or from a row within it where the page leaves
// the captions out that stand in the first page's grid.
func (b *Builder) repeated(cells []gongkai.Cell, rows int) int {
	if len(b.head) < headerRows {
		b.head = rowTexts(b.table.Cells, min(b.table.Rows, headerRows))
	}
	mine, theirs := b.head, rowTexts(cells, min(rows, headerRows))
	from := 0 // rows that only say 续表
	for from < len(theirs) && theirs[from].texts > 0 && theirs[from].text == "" {
		from++
	}
	for start := range mine {
		if start > 0 && mine[start-1].amount {
			break // no head any more
		}
		n, texts, most := from, 0, 0
		for n < len(theirs) && start+n-from < len(mine) && mine[start+n-from].text == theirs[n].text && !theirs[n].amount {
			most = max(most, theirs[n].texts)
			if n++; theirs[n-1].text != "" {
				texts = n
			}
		}
		if texts > 0 && (start == 0 || most >= 2) {
			return texts
		}
	}
	return from
}

// rowText is what a row says.
type rowText struct {
	text   string
	texts  int  // cells that are not blank
	amount bool // one of them is an amount
}

func rowTexts(cells []gongkai.Cell, rows int) []rowText {
	out := make([]rowText, rows)
	for _, c := range cells {
		if c.Row >= rows {
			break // cells are in row-major order
		}
		if t := hanzi.Squeeze(c.Text); t != "" {
			r := &out[c.Row]
			r.texts++
			if n, state := number.Parse(c.Text); state == gongkai.CellNumber && n.Places > 0 {
				r.amount = true
			}
			if strings.Contains(t, "续") {
				t = continued.ReplaceAllString(t, "")
			}
			if t != "" {
				r.text += t + "\t"
			}
		}
	}
	return out
}
