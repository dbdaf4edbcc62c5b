package table

import (
	"slices"

	"gongkai"
)

// inColumn is the share of a column's text that stands between the borders of a
// column of the page before.
const inColumn = 0.9

// aligned brings a fragment without rulings onto the columns of the table: its
// borders are only where the texts of its page leave room. ok is false where its
// columns are not some of the table's, in their order; where the table has
// rulings, each column stands between two of them. Fragments with rulings are
// left as they are.
func (b *Builder) aligned(f Fragment) (Fragment, bool) {
	ruled := b.table.Method == gongkai.MethodLattice
	if f.Method != gongkai.MethodStream || len(b.texts) == 0 && !ruled || len(f.texts) == 0 {
		return f, f.Method == b.table.Method
	}
	nx := b.table.Columns
	column := make([]int, len(f.texts))
	next := 0
	for j, t := range f.texts {
		k := b.columnOf(t)
		if k < next || ruled && overlap(b.xs[k], b.xs[k+1], t.x0, t.x1) < inColumn*(t.x1-t.x0) {
			return f, false
		}
		column[j], next = k, k+1
	}
	// one column of several is no evidence
	if 2*len(column) < nx || len(column) < 2 {
		return f, false
	}
	g := f
	g.Xs, g.texts, g.full = slices.Clone(b.xs), slices.Clone(b.texts), nil
	g.openTop, g.openBottom = make([]bool, nx), make([]bool, nx)
	g.Cells = nil
	rows := len(f.Ys) - 1
	covered := make([]bool, rows*nx)
	for _, c := range f.Cells {
		from, to := column[c.Col], column[c.Col+c.ColSpan-1]
		c.Col, c.ColSpan = from, to-from+1
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := from; k <= to; k++ {
				covered[r*nx+k] = true
			}
		}
		g.Cells = append(g.Cells, c)
	}
	for i, done := range covered {
		if r, k := i/nx, i%nx; !done {
			g.Cells = append(g.Cells, gongkai.Cell{Row: r, Col: k, RowSpan: 1, ColSpan: 1, Page: f.Page, Box: gongkai.Box{X0: b.xs[k], Y0: f.Ys[r], X1: b.xs[k+1], Y1: f.Ys[r+1]}})
		}
	}
	slices.SortStableFunc(g.Cells, func(x, y gongkai.Cell) int { return (x.Row-y.Row)*nx + x.Col - y.Col })
	if ruled {
		g.texts = nil
		return g, true
	}
	for j, t := range f.texts {
		k := column[j]
		g.texts[k] = stretch{min(g.texts[k].x0, t.x0), max(g.texts[k].x1, t.x1)}
	}
	return g, true
}

// columnOf is the table's column whose texts t overlaps most, or in which its
// middle is; -1 for none.
func (b *Builder) columnOf(t stretch) int {
	best, most := -1, 0.0
	for k, mine := range b.texts {
		if o := overlap(mine.x0, mine.x1, t.x0, t.x1); o > most {
			best, most = k, o
		}
	}
	if best < 0 {
		best = interval(b.xs, (t.x0+t.x1)/2)
	}
	return best
}
