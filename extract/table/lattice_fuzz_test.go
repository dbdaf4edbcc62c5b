package table

import (
	"testing"

	"gongkai"
	"gongkai/extract/layout/layouttest"
)

// FuzzTables draws lines and words where the input says, two pages of them, and
// asks of every table that its cells lie on its grid without overlap, and of
// every word that no two cells have it.
func FuzzTables(f *testing.F) {
	f.Add([]byte{0, 10, 10, 90, 0, 10, 30, 90, 0, 10, 50, 90, 1, 10, 10, 50, 1, 50, 10, 50, 1, 90, 10, 50, 2, 12, 28, 5})
	f.Add([]byte{0, 10, 10, 90, 0, 10, 50, 90, 1, 10, 10, 50, 1, 90, 10, 50, 3, 0, 0, 0, 0, 10, 10, 90, 0, 10, 50, 90, 1, 10, 10, 50, 1, 50, 10, 50})
	f.Fuzz(func(t *testing.T, data []byte) {
		pages := []*layouttest.Page{layouttest.New(1, false), layouttest.New(2, false)}
		p := pages[0]
		for ; len(data) >= 4; data = data[4:] {
			x, y, to := 5*float64(data[1]), 7*float64(data[2])/2, 5*float64(data[3])
			switch data[0] % 4 {
			case 0:
				p.H(y, min(x, to), max(x, to))
			case 1:
				p.V(x, min(y, to), max(y, to))
			case 2:
				p.Text(x, y, []string{"208", "1,041.93", "社会保障和就业支出", "合计", "-"}[int(data[3])%5])
			case 3:
				p = pages[1]
			}
		}
		var b *Builder
		for _, p := range pages {
			list, _ := Lattices(&p.Page)
			length := 0
			for i := range list {
				checkCells(t, list[i].Cells, len(list[i].Ys)-1, len(list[i].Xs)-1, true)
				for _, c := range list[i].Cells {
					length += len(c.Text)
				}
				if b == nil || !b.Continues(list[i]) {
					b = NewBuilder(list[i])
					continue
				}
				b.Append(list[i])
				got := b.Table()
				checkCells(t, got.Cells, got.Rows, got.Columns, false)
			}
			for _, g := range p.Glyphs {
				length -= len(g.Text) + 1 // and a space beside it
			}
			if length > 0 {
				t.Errorf("the cells hold %d bytes more than the page", length)
			}
		}
	})
}

func checkCells(t *testing.T, cells []gongkai.Cell, rows, columns int, all bool) {
	t.Helper()
	taken := make([]int, rows*columns)
	for i, c := range cells {
		if c.Row < 0 || c.Col < 0 || c.RowSpan < 1 || c.ColSpan < 1 || c.Row+c.RowSpan > rows || c.Col+c.ColSpan > columns {
			t.Fatalf("cell %d (%d+%d, %d+%d) lies outside a grid of %d × %d", i, c.Row, c.RowSpan, c.Col, c.ColSpan, rows, columns)
		}
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				taken[r*columns+k]++
			}
		}
	}
	for i, n := range taken {
		if n > 1 || all && n == 0 {
			t.Fatalf("unit %d, %d of %d × %d is in %d cells", i/columns, i%columns, rows, columns, n)
		}
	}
}
