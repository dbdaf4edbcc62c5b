package extract

import (
	"slices"
	"unicode/utf8"

	"gongkai/extract/layout"
	"gongkai/internal/hanzi"
)

const (
	// gutterGap is the least white, in font sizes, between two columns of text.
	gutterGap = 1.2
	// columnLines is how many lines each of two columns of text has at least, and
	// how many of the left one have another beside them.
	columnLines = 5
	// columnPause is the white, in font sizes, below which columns have ended.
	columnPause = 2.0
	// columnRunes is how many characters a full line of a column has at least on
	// average: what stands in tables is shorter.
	columnRunes = 9
)

// readColumns puts the lines of text that is set in two columns (分栏) in the order
// that it is read in: the left column before the right. items are those of one
// page, top to bottom; what runs across both columns parts them.
func readColumns(items []item) []item {
	x, ok := gutter(items)
	if !ok {
		return items
	}
	var out []item
	for i := 0; i < len(items); {
		end, foot := i, items[i].box().Y1
		for end < len(items) && items[end].fragment == nil && !isAcross(&items[end].line, x) && items[end].y-foot < columnPause*max(items[end].line.Size, 1) {
			foot = max(foot, items[end].line.Y1)
			end++
		}
		if end == i {
			out = append(out, items[i])
			i++
			continue
		}
		for end > i+1 && !hasRight(&items[end-1], x) && isOfCaption(&items[end-1]) {
			end-- // the caption of a table below
		}
		left, right := splitAt(items[i:end], x)
		if areColumns(left, right) {
			out = slices.Concat(out, left, right)
		} else {
			out = append(out, items[i:end]...)
		}
		i = end
	}
	return out
}

func hasRight(it *item, x float64) bool { return it.line.X1 > x }

func isOfCaption(it *item) bool {
	_, ok := pieces(it)
	return ok
}

// gutter is the middle of the white that most lines leave in the middle of the
// page.
func gutter(items []item) (x float64, ok bool) {
	type gap struct{ x0, x1 float64 }
	var gaps []gap
	for i := range items {
		it := &items[i]
		if it.fragment != nil || it.line.Vertical {
			continue
		}
		words := it.line.Words
		for k := 1; k < len(words); k++ {
			g := gap{words[k-1].X1, words[k].X0}
			if mid := (g.x0 + g.x1) / 2; g.x1-g.x0 >= gutterGap*max(it.line.Size, 1) && mid > 0.35*it.width && mid < 0.65*it.width {
				gaps = append(gaps, g)
			}
		}
	}
	if len(gaps) < columnLines {
		return 0, false
	}
	most := 0
	for _, g := range gaps {
		at, n := g.x1-1, 0 // the right column's texts begin at one place
		for _, other := range gaps {
			if other.x0 < at && other.x1 > at {
				n++
			}
		}
		if n > most {
			most, x = n, at
		}
	}
	return x, most >= columnLines
}

// isAcross says whether text of a line stands on both sides of x without a gap.
func isAcross(l *layout.Line, x float64) bool {
	for i, w := range l.Words {
		if w.X0 < x && w.X1 > x || i > 0 && l.Words[i-1].X1 <= x && w.X0 >= x && w.X0-l.Words[i-1].X1 < gutterGap*max(l.Size, 1) {
			return true
		}
	}
	return l.Vertical
}

// splitAt cuts lines into what is left and what is right of x.
func splitAt(items []item, x float64) (left, right []item) {
	for i := range items {
		at := slices.IndexFunc(items[i].line.Words, func(w layout.Word) bool { return w.X0 >= x })
		if at < 0 {
			at = len(items[i].line.Words)
		}
		for side, words := range [2][]layout.Word{items[i].line.Words[:at], items[i].line.Words[at:]} {
			if len(words) == 0 {
				continue
			}
			part := items[i].withWords(words)
			part.column, part.y = side+1, part.line.Y0
			if side == 0 {
				left = append(left, part)
			} else {
				right = append(right, part)
			}
		}
	}
	return left, right
}

// areColumns says whether two sets of lines are columns of running text and not
// of a table.
func areColumns(left, right []item) bool {
	if len(left) < columnLines || len(right) < 1 || len(left)+len(right) < 2*columnLines {
		return false
	}
	runes, loose := 0, 0
	for _, list := range [2][]item{left, right} {
		for i := range list {
			runes += utf8.RuneCountInString(hanzi.Squeeze(list[i].text()))
			words := list[i].line.Words
			for k := 1; k < len(words); k++ {
				if words[k].X0-words[k-1].X1 >= gutterGap*max(list[i].line.Size, 1) {
					loose++
					break
				}
			}
		}
	}
	n := len(left) + len(right)
	return runes >= columnRunes*n && 5*loose <= n && hasSentences(left)
}

// hasSentences says whether the marks of sentences stand in some lines.
func hasSentences(items []item) bool {
	n := 0
	for i := range items {
		if endOfText.MatchString(hanzi.Squeeze(items[i].text())) || isSentence(hanzi.Squeeze(items[i].text())) {
			n++
		}
	}
	return 4*n >= len(items)
}
