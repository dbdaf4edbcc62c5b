package table

import (
	"slices"
	"unicode/utf8"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/number"
)

const (
	// longText is how many runes a text has that may be broken into lines wherever
	// its author did, so that its last line says nothing about whether it ends.
	longText, someText = 24, 12
	// wideCell is the width of a cell, in font sizes and in characters, from which
	// on a line that fills it says that the text goes on; labels of four characters
	// fill narrow columns by themselves.
	wideCell = 6
	// usualRows is how many rows say which columns are filled in every one.
	usualRows, leastUsual = 8, 3
)

// fullAtFoot tells for each column how wide, in font sizes, the cell in the last
// row of the page is where its text leaves no room for another character, else
// 0: where a page cuts a row, the text on it fills its cell.
func (f *Fragment) fullAtFoot(cells []gongkai.Cell, columns int) []float64 {
	out := make([]float64, columns)
	for i, c := range cells {
		if c.Row+c.RowSpan == len(f.Ys)-1 && i < len(f.full) {
			for k := c.Col; k < min(c.Col+c.ColSpan, columns); k++ {
				out[k] = f.full[i]
			}
		}
	}
	return out
}

// lastRow is where the cells of the table's last row stand, by column.
func (b *Builder) lastRow() map[int]int {
	last := map[int]int{}
	columns := b.table.Columns
	for i := len(b.table.Cells) - 1; i >= 0 && columns > 0; i-- {
		if c := &b.table.Cells[i]; c.Row+c.RowSpan == b.table.Rows {
			last[c.Col] = i
			columns -= c.ColSpan
		}
	}
	return last
}

// cut says whether row of the fragment is the rest of the table's last row.
//
// Where both rows have text, the first fills its cell and the second goes on with
// it, and neither is an amount. Other cells are on one of the pages only: text
// that stands in the middle of its cell goes to the page that has the middle. So
// that this holds of no two rows, one of them lacks what all rows before have.
func (b *Builder) cut(cells []gongkai.Cell, row int) bool {
	last := b.lastRow()
	usual := b.usual()
	// cells of the row; those of them in blank ones; those that go on, for certain
	// or perhaps; usual columns that it lacks
	var texts, fresh, on, long, lacked int
	first := false
	has := make([]bool, b.table.Columns) // text, or a cell over several rows
	for _, c := range cells {
		if c.Row > row {
			break
		}
		if c.Row+c.RowSpan <= row {
			continue
		}
		for k := c.Col; k < c.Col+c.ColSpan; k++ {
			has[k] = c.RowSpan > 1
		}
		if hanzi.Squeeze(c.Text) == "" || c.Row != row {
			continue
		}
		i, ok := last[c.Col]
		if !ok || c.RowSpan > 1 || b.table.Cells[i].ColSpan != c.ColSpan {
			return false
		}
		texts++
		first = first || c.Col == 0
		has[c.Col] = true
		switch mine := b.table.Cells[i].Text; {
		case hanzi.Squeeze(mine) == "":
			if !usual[c.Col] {
				return false
			}
			fresh++
		case !isText(mine) || !isText(c.Text) || enumerator.MatchString(c.Text):
			return false
		case b.full[c.Col] > 0 || utf8.RuneCountInString(mine) >= longText && !endsSentence(mine):
			on++
		case utf8.RuneCountInString(mine) >= someText:
			long++
		default:
			return false
		}
	}
	filled := 0
	for k, i := range last {
		switch c := &b.table.Cells[i]; {
		case c.RowSpan > 1:
			has[k] = true
		case hanzi.Squeeze(c.Text) != "":
			filled++
		}
	}
	for k, always := range usual {
		if always && !has[k] {
			lacked++
		}
	}
	switch {
	case texts == 0:
		return false
	case long > 0 && on == 0:
		return !first && texts == 1 && lacked > 1
	case first || on == 0:
		return lacked > 0
	}
	return fresh > 0 || lacked > 0 || 2*texts <= filled
}

// isText says whether a cell holds neither a number nor a code.
func isText(s string) bool {
	_, state := number.Parse(s)
	return state == gongkai.CellText
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(hanzi.Squeeze(s))
	return r == '。' || r == ';'
}

// usual tells which columns have text in all of the rows before the last one; all
// are false where there are too few.
func (b *Builder) usual() []bool {
	out := make([]bool, b.table.Columns)
	to := b.table.Rows - 1
	from := max(1, to-usualRows)
	if to-from < leastUsual {
		return out
	}
	count := make([]int, b.table.Columns)
	for i := len(b.table.Cells) - 1; i >= 0; i-- {
		c := &b.table.Cells[i]
		if hanzi.Squeeze(c.Text) == "" || c.ColSpan > 1 {
			continue
		}
		if n := min(c.Row+c.RowSpan, to) - max(c.Row, from); n > 0 {
			count[c.Col] += n
		}
	}
	for k, n := range count {
		out[k] = n >= to-from
	}
	return out
}

func (b *Builder) completeRow(cells []gongkai.Cell, row int) {
	last := b.lastRow()
	for _, c := range cells {
		if c.Row != row || hanzi.Squeeze(c.Text) == "" {
			continue
		}
		t := &b.table.Cells[last[c.Col]]
		if hanzi.Squeeze(t.Text) == "" {
			t.Text, t.Page, t.Box, t.Indent = c.Text, c.Page, c.Box, c.Indent
		} else {
			t.Text = gongkai.JoinLines(t.Text, c.Text)
		}
	}
}

// completeSpans makes cells whole that span rows on both pages, with row the
// first of the fragment below a repeated header: no ruling is drawn under them
// at the foot of the one page nor over them at the head of the other, while some
// of their neighbours have one; or their text fills the cell and goes on.
func (b *Builder) completeSpans(cells []gongkai.Cell, row int, f Fragment, column []int) []gongkai.Cell {
	last := b.lastRow()
	open := b.openOver(row, f, column)
	on := b.spansOn(cells, row, last)
	if open == nil && on == nil {
		return cells
	}
	kept := cells[:0]
	for _, c := range cells {
		i, ok := last[c.Col]
		if !ok || c.Row != row || b.table.Cells[i].ColSpan != c.ColSpan ||
			(open == nil || slices.Contains(open[c.Col:c.Col+c.ColSpan], false)) && (on == nil || !on[c.Col]) {
			kept = append(kept, c)
			continue
		}
		t := &b.table.Cells[i]
		switch mine, theirs := hanzi.Squeeze(t.Text), hanzi.Squeeze(c.Text); {
		case mine == "":
			t.Text, t.Page, t.Box, t.Indent = c.Text, c.Page, c.Box, c.Indent
		case mine != theirs:
			t.Text = gongkai.JoinLines(t.Text, c.Text)
		}
		t.RowSpan += c.RowSpan
	}
	return kept
}

// openOver tells for each column of the table whether no ruling is drawn under
// the one page and over the other; nil where that says nothing.
func (b *Builder) openOver(row int, f Fragment, column []int) []bool {
	if row > 0 || !slices.Contains(b.openBottom, true) || !slices.Contains(f.openTop, true) || !slices.Contains(b.openBottom, false) && !slices.Contains(f.openTop, false) {
		return nil
	}
	open := make([]bool, b.table.Columns)
	for c := range f.openTop {
		for k := column[c]; k < column[c+1]; k++ {
			open[k] = f.openTop[c] && b.openBottom[k]
		}
	}
	return open
}

// spansOn tells by column which cells of the row, spanning rows on one of the
// pages, go on with the cell of the table's last row: one at least does by its
// text, and with it the blank ones that span as many rows. It is nil where the
// row has spanning texts of its own.
func (b *Builder) spansOn(cells []gongkai.Cell, row int, last map[int]int) []bool {
	on := make([]bool, b.table.Columns)
	spans, wide := map[int]bool{}, false
	usual := b.usual()
	for _, c := range cells {
		i, ok := last[c.Col]
		if c.Row != row || hanzi.Squeeze(c.Text) == "" {
			continue
		}
		mine := ""
		if ok {
			mine = hanzi.Squeeze(b.table.Cells[i].Text)
		}
		switch spanning := ok && b.table.Cells[i].ColSpan == c.ColSpan && (c.RowSpan > 1 || b.table.Cells[i].RowSpan > 1); {
		case spanning && (mine == "" && usual[c.Col] || mine != "" && b.full[c.Col] > 0 && isText(mine) && isText(c.Text) && !enumerator.MatchString(c.Text)):
			on[c.Col], spans[c.RowSpan] = true, true
			wide = wide || mine == "" || b.full[c.Col] >= wideCell && utf8.RuneCountInString(mine) >= wideCell
		case c.Col == 0 || c.RowSpan > 1 && mine != hanzi.Squeeze(c.Text):
			return nil
		}
	}
	if !wide {
		return nil
	}
	for _, c := range cells {
		if c.Row == row && hanzi.Squeeze(c.Text) == "" && spans[c.RowSpan] {
			on[c.Col] = true
		}
	}
	return on
}
