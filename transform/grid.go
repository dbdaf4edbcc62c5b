package transform

import (
	"gongkai"
	"gongkai/internal/hanzi"
)

// grid gives a table's cells by unit position.
type grid struct {
	t    *gongkai.Table
	rows int
	cols int
	at   []int // index into t.Cells of the cell that covers the unit, or -1
}

func newGrid(t *gongkai.Table) *grid {
	g := &grid{t: t, rows: t.Rows, cols: t.Columns, at: make([]int, t.Rows*t.Columns)}
	for i := range g.at {
		g.at[i] = -1
	}
	for i, c := range t.Cells {
		for r := c.Row; r < min(c.Row+max(1, c.RowSpan), g.rows); r++ {
			for k := c.Col; k < min(c.Col+max(1, c.ColSpan), g.cols); k++ {
				g.at[r*g.cols+k] = i
			}
		}
	}
	return g
}

// cell that covers the unit, or nil.
func (g *grid) cell(r, c int) *gongkai.Cell {
	if r < 0 || c < 0 || r >= g.rows || c >= g.cols || g.at[r*g.cols+c] < 0 {
		return nil
	}
	return &g.t.Cells[g.at[r*g.cols+c]]
}

// text of the covering cell, folded and without white space.
func (g *grid) text(r, c int) string {
	if cell := g.cell(r, c); cell != nil {
		return hanzi.Squeeze(cell.Text)
	}
	return ""
}

// starts says whether a cell begins at the unit.
func (g *grid) starts(r, c int) bool {
	cell := g.cell(r, c)
	return cell != nil && cell.Row == r && cell.Col == c
}
