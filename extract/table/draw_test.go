package table

import (
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/layout/layouttest"

	"github.com/google/go-cmp/cmp"
)

// draw writes cells as rows of text: a unit that a cell spans to the right is
// <, one that it spans downwards is ^, one without a cell is ?.
func draw(cells []gongkai.Cell, rows, columns int) []string {
	grid := make([][]string, rows)
	for i := range grid {
		grid[i] = make([]string, columns)
		for k := range grid[i] {
			grid[i][k] = "?"
		}
	}
	for _, c := range cells {
		for i := range c.RowSpan {
			for k := range c.ColSpan {
				switch {
				case i == 0 && k == 0:
					grid[c.Row][c.Col] = c.Text
				case i == 0:
					grid[c.Row][c.Col+k] = "<"
				default:
					grid[c.Row+i][c.Col+k] = "^"
				}
			}
		}
	}
	out := make([]string, rows)
	for i, row := range grid {
		out[i] = strings.Join(row, "|")
	}
	return out
}

func (f *Fragment) draw() []string { return draw(f.Cells, len(f.Ys)-1, len(f.Xs)-1) }

// wantTables compares the grids of a page with what is drawn.
func wantTables(t *testing.T, p *layouttest.Page, want ...[]string) {
	t.Helper()
	list, used := Lattices(&p.Page)
	var got [][]string
	for i := range list {
		got = append(got, list[i].draw())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
	for i := range list {
		for k, g := range p.Glyphs {
			if in := list[i].Box.Contains((g.X0+g.X1)/2, (g.Y0+g.Y1)/2); in && !used[k] && g.Text != " " {
				t.Errorf("glyph %q stands in table %d and is not used", g.Text, i)
			}
		}
	}
}
