package table

import (
	"sort"
	"strings"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/internal/hanzi"
)

// fill puts the page's glyphs into the fragment's cells and marks them used.
// A glyph belongs to the cell its centre is in; a block of content that runs
// over a cell's edge goes whole to the cell where most of it began, because
// producers let long text overflow into the neighbour.
func fill(f *Fragment, p *layout.Page, used []bool) {
	nx, ny := len(f.Xs)-1, len(f.Ys)-1
	owner := make([]int, nx*ny)
	for i, c := range f.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				owner[r*nx+k] = i
			}
		}
	}
	members := make([][]layout.Glyph, len(f.Cells))
	for i, g := range p.Glyphs {
		if used[i] {
			continue
		}
		x, y := (g.X0+g.X1)/2, (g.Y0+g.Y1)/2
		c, r := find(f.Xs, x), find(f.Ys, y)
		if c < 0 || r < 0 {
			continue
		}
		cell := owner[r*nx+c]
		used[i] = true
		members[cell] = append(members[cell], g)
	}
	rehome(f, members)
	for i := range f.Cells {
		f.Cells[i].Page = p.Number
		f.Cells[i].Text, f.Cells[i].Indent = cellText(members[i], f.Cells[i].Box)
	}
}

// find is the interval of ascending lines that v is in, or -1.
func find(lines []float64, v float64) int {
	n := len(lines)
	if n < 2 || v < lines[0] || v >= lines[n-1] {
		return -1
	}
	return sort.SearchFloat64s(lines, v+1e-9) - 1
}

// rehome moves the strays of a block that spilled into a neighbouring cell
// back to the cell that holds most of it, when the rest sits on the same
// baseline and the ruling between cuts through the run of text.
func rehome(f *Fragment, members [][]layout.Glyph) {
	type place struct{ block, cell int }
	count := map[place]int{}
	cellsOf := map[int][]int{}
	for i, gs := range members {
		for _, g := range gs {
			if strings.TrimSpace(g.Text) == "" {
				continue
			}
			k := place{g.Block, i}
			if count[k] == 0 {
				cellsOf[g.Block] = append(cellsOf[g.Block], i)
			}
			count[k]++
		}
	}
	for block, cells := range cellsOf {
		if len(cells) < 2 {
			continue
		}
		home := cells[0]
		for _, c := range cells {
			if count[place{block, c}] > count[place{block, home}] {
				home = c
			}
		}
		for _, c := range cells {
			if c == home || !adjacentRun(members[home], members[c], block) {
				continue
			}
			var stay []layout.Glyph
			for _, g := range members[c] {
				if g.Block == block {
					members[home] = append(members[home], g)
				} else {
					stay = append(stay, g)
				}
			}
			members[c] = stay
		}
	}
}

// adjacentRun says whether the block's glyphs in both cells are one unbroken
// run of text: no gap wider than half a character between them.
func adjacentRun(home, other []layout.Glyph, block int) bool {
	for _, g := range other {
		if g.Block != block || strings.TrimSpace(g.Text) == "" {
			continue
		}
		for _, h := range home {
			if h.Block != block || strings.TrimSpace(h.Text) == "" {
				continue
			}
			gap := max(g.X0-h.X1, h.X0-g.X1)
			if gap < 0.3*g.Size && gap > -0.3*g.Size && g.Y0 < h.Y1-0.5*g.Height() && g.Y1 > h.Y0+0.5*g.Height() {
				return true
			}
		}
	}
	return false
}

// cellText is a cell's text with its lines joined, and how far the first line
// is set in.
func cellText(glyphs []layout.Glyph, box gongkai.Box) (string, float64) {
	if len(glyphs) == 0 {
		return "", 0
	}
	if vertical(glyphs) {
		var b strings.Builder
		for _, g := range glyphs {
			b.WriteString(strings.TrimSpace(g.Text))
		}
		return b.String(), 0
	}
	lines := layout.Lines(glyphs)
	if len(lines) == 0 {
		return "", 0
	}
	text := ""
	for _, l := range lines {
		t := lineText(l)
		if startsNumber(t) && endsNumber(text) && isWhole(text) && isWhole(t) {
			text += " " + t
			continue
		}
		text = gongkai.JoinLines(text, t)
	}
	return text, max(0, lines[0].X0-box.X0)
}

// lineText sets words apart by a space; numbers printed with wide digits are
// one word.
func lineText(l layout.Line) string {
	var b strings.Builder
	for i, w := range l.Words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

func vertical(glyphs []layout.Glyph) bool {
	for _, g := range glyphs {
		if !g.Vertical {
			return false
		}
	}
	return true
}

func startsNumber(s string) bool { return s != "" && (s[0] >= '0' && s[0] <= '9' || s[0] == '-') }
func endsNumber(s string) bool   { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// isWhole says whether s looks like an amount that is complete in itself.
func isWhole(s string) bool {
	s = hanzi.Squeeze(s)
	i := strings.LastIndexByte(s, '.')
	return i >= 0 && len(s)-i >= 2 && len(s)-i <= 7
}
