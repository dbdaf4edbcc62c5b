package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// columns are the lines of vertical text (竖排) and of text that is turned by a
// right angle, one for each column of characters: vertical text from the right
// to the left, text that reads downwards likewise, text that reads upwards from
// the left.
func columns(glyphs []Glyph, members []int) []Line {
	across := func(i int) float64 { // where the column is, in reading order
		switch g := &glyphs[i]; {
		case g.turned() < 0:
			return (g.X0 + g.X1) / 2
		case g.turned() > 0:
			return -(g.X0 + g.X1) / 2
		default:
			return -g.Base
		}
	}
	way := func(i int) int { return glyphs[i].turned() }
	slices.SortStableFunc(members, func(a, b int) int {
		return cmp.Or(cmp.Compare(way(a), way(b)), cmp.Compare(across(a), across(b)))
	})
	var lines []Line
	for start := 0; start < len(members); {
		end := start + 1
		first := members[start]
		for end < len(members) && way(members[end]) == way(first) && math.Abs(across(members[end])-across(first)) <= 0.5*max(glyphs[first].Size, 1) {
			end++
		}
		column := members[start:end:end]
		slices.SortStableFunc(column, func(a, b int) int { return cmp.Compare(along(&glyphs[a]), along(&glyphs[b])) })
		lines = append(lines, columnLine(glyphs, column))
		start = end
	}
	return lines
}

// along is where a glyph of a column is in reading order.
func along(g *Glyph) float64 {
	if g.turned() < 0 {
		return -g.Y1
	}
	return g.Y0
}

// columnLine makes the line of one column; vertical Chinese is one word, turned
// text has its spaces.
func columnLine(glyphs []Glyph, column []int) Line {
	first := &glyphs[column[0]]
	l := Line{Box: first.Box, Base: first.Base, Vertical: true, Glyphs: column}
	var text strings.Builder
	for k, i := range column {
		g := &glyphs[i]
		l.Box = cover(l.Box, &g.Box)
		l.Size = max(l.Size, g.Size)
		if n := len(l.Words); n == 0 || startsBelow(&glyphs[column[k-1]], g) {
			if n > 0 {
				l.Words[n-1].Text = text.String()
				text.Reset()
			}
			l.Words = append(l.Words, Word{Box: g.Box, Base: first.Base, Size: g.Size, First: i, From: k, To: k + 1})
		} else {
			w := &l.Words[n-1]
			w.Box = cover(w.Box, &g.Box)
			w.Size, w.First, w.To = max(w.Size, g.Size), min(w.First, i), k+1
		}
		text.WriteString(g.Text)
	}
	l.Words[len(l.Words)-1].Text = text.String()
	return l
}

// startsBelow says whether b starts a word after a in a column.
func startsBelow(a, b *Glyph) bool {
	if a.turned() == 0 {
		return false
	}
	gap, size := along(b)-along(a)-a.Height(), min(max(a.Size, 1), max(b.Size, 1))
	x, _ := utf8.DecodeLastRuneInString(a.Text)
	y, _ := utf8.DecodeRuneInString(b.Text)
	return gap > gapOfHan*size || gap > gapOfLatin*size && !isHan(x) && !isHan(y)
}
