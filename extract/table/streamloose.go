package table

import (
	"strings"

	"gongkai/extract/layout"
	"gongkai/internal/hanzi"
)

// headerRowsOfGrid is how many rows a grid has, at the most, that may be only
// the header of a table, or its last line.
const headerRowsOfGrid = 4

// looseGrids lists the ruled grids that may be only a part of a table: those
// with amounts under each other in one cell, and low ones with lines of amounts
// right above or below.
func looseGrids(ruled []Fragment, lines []layout.Line) []int {
	var free []int
	for i := range ruled {
		if hasStacks(&ruled[i]) || len(ruled[i].Ys) <= headerRowsOfGrid+1 && isContinued(&ruled[i], lines) {
			free = append(free, i)
		}
	}
	return free
}

// hasStacks says whether some row holds several amounts in one cell: two in two
// of its cells, or three in one.
func hasStacks(f *Fragment) bool {
	row, stacks := -1, 0
	for i := range f.Cells {
		c := &f.Cells[i]
		if c.Row != row {
			row, stacks = c.Row, 0
		}
		if len(c.Text) < 3 || len(c.Text) > 2000 {
			continue
		}
		switch n := numbersIn(c.Text, c.ColSpan > 2); {
		case n >= 3:
			return true
		case n == 2:
			if stacks++; stacks == 2 {
				return true
			}
		}
	}
	return false
}

// numbersIn counts the numbers of a text that is nothing but numbers, or, after
// a label, the numbers at its end.
func numbersIn(text string, label bool) int {
	n := 0
	words := strings.Fields(text)
	for i := len(words) - 1; i >= 0; i-- {
		w := hanzi.Fold(words[i])
		if !isValue(w) || !strings.ContainsAny(w, "0123456789") {
			if label {
				return n
			}
			return 0
		}
		if w[0] != '(' || i == 0 { // 63 (18.5%) is one entry
			n += max(1, strings.Count(strings.TrimSuffix(w, "%"), "%")+1)
		}
	}
	return n
}

// isContinued says whether a line of words that stand far apart, with an amount
// among them, is right above or below the grid and within its width.
func isContinued(f *Fragment, lines []layout.Line) bool {
	for i := range lines {
		l := &lines[i]
		size := max(l.Size, 1)
		if l.Y0 > f.Box.Y1+headGap*size {
			break
		}
		if l.Y1 < f.Box.Y0-headGap*size || l.Y0 < f.Box.Y1-size && l.Y1 > f.Box.Y0+size || !isSpread(l) {
			continue
		}
		values := 0
		for k := range l.Words {
			if isValue(l.Words[k].Text) {
				values++
			}
		}
		if values > 0 && overlap(l.X0, l.X1, f.Box.X0, f.Box.X1) > 0.5*min(l.X1-l.X0, f.Box.Width()) {
			return true
		}
	}
	return false
}

// linesWith are the lines of the page outside of grids, and of those in free.
func (s *stream) linesWith(ruled []Fragment, free []int, used []bool) []layout.Line {
	members := make([]int, 0, len(s.page.Glyphs))
	for i := range s.page.Glyphs {
		g := &s.page.Glyphs[i]
		if used[i] {
			in := false
			for _, k := range free {
				in = in || ruled[k].Box.Contains((g.X0+g.X1)/2, (g.Y0+g.Y1)/2)
			}
			if !in {
				continue
			}
		}
		members = append(members, i)
	}
	return layout.LinesOf(s.page.Glyphs, members)
}

// isWhole says whether a grid went wholly into one of the tables: none of its
// lines is left.
func isWhole(f *Fragment, found []Fragment, rest []layout.Line) bool {
	for i := range rest {
		if x, y := (rest[i].X0+rest[i].X1)/2, (rest[i].Y0+rest[i].Y1)/2; f.Box.Contains(x, y) {
			return false
		}
	}
	for i := range found {
		if b := &found[i].Box; overlap(b.X0, b.X1, f.Box.X0, f.Box.X1) > 0 && overlap(b.Y0, b.Y1, f.Box.Y0, f.Box.Y1) > 0 {
			return true
		}
	}
	return false
}
