package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai"
)

// Word is glyphs of one baseline without a gap between them.
type Word struct {
	Text string
	gongkai.Box
	Base float64
	Size float64
	// First is the index of its first glyph in content order.
	First int
	// From and To say which of its line's Glyphs are the word's.
	From, To int
}

// Line is the words of one baseline, in reading order: left to right, or down
// a column of vertical or turned text.
type Line struct {
	Words []Word
	gongkai.Box
	// Base is the baseline of the line's largest glyphs, Size their font size.
	Base, Size float64
	// Vertical lines are columns of characters, or text that is turned by a
	// right angle.
	Vertical bool
	// Glyphs are the indexes of the line's glyphs, in reading order, spaces left
	// out.
	Glyphs []int
}

// Text of the line; words that stand apart are set apart by a space.
func (l Line) Text() string {
	if len(l.Words) == 1 {
		return l.Words[0].Text
	}
	var b strings.Builder
	for i, w := range l.Words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

const (
	// sameLine is how far apart, in font sizes, baselines of one line may be:
	// indices and exponents are raised by a third, lines are at least one apart.
	sameLine = 0.4
	// index is the share of the font size up to which marks are set smaller.
	index = 0.75
	// gapOfHan is the gap, in font sizes, from which a glyph beside a Chinese one
	// starts a word. Chinese text is set solid, beside digits with a quarter em.
	gapOfHan = 0.5
	// gapOfLatin is the same between Latin letters and digits, whose space is a
	// quarter em wide.
	gapOfLatin = 0.2
	// printedSpace is the gap, in font sizes, that a printed space must leave to
	// count: some producers print one after every character and move back.
	printedSpace = 0.12
)

// Lines groups glyphs into lines by baseline, top to bottom, and each line into
// words. Spaces are no part of a word; they separate words. Oblique glyphs are
// watermarks and in no line.
func Lines(glyphs []Glyph) []Line {
	all := make([]int, len(glyphs))
	for i := range all {
		all[i] = i
	}
	return LinesOf(glyphs, all)
}

// LinesOf is Lines of some of the glyphs, which members names by their indexes.
// It may reorder members.
func LinesOf(glyphs []Glyph, members []int) []Line {
	flat := members[:0]
	var columned []int
	for _, i := range members {
		switch g := &glyphs[i]; {
		case isSpace(g.Text), g.Oblique():
		case g.Vertical, g.turned() != 0:
			columned = append(columned, i)
		default:
			flat = append(flat, i)
		}
	}
	sortBy(flat, func(a, b int) int { return cmp.Compare(glyphs[a].Base, glyphs[b].Base) })
	var m maker
	var lines []Line
	for start := 0; start < len(flat); {
		end := start + 1
		size, base := glyphs[flat[start]].Size, glyphs[flat[start]].Base
		for end < len(flat) {
			g := &glyphs[flat[end]]
			if g.Base-base > sameLine*max(lineSize(size, g.Size), 1) {
				break
			}
			if g.Size >= size { // the largest glyphs say where the line is
				size, base = g.Size, g.Base
			}
			end++
		}
		members := flat[start:end:end]
		sortBy(members, func(a, b int) int { return cmp.Compare(glyphs[a].X0, glyphs[b].X0) })
		lines = append(lines, m.line(glyphs, members))
		start = end
	}
	if len(columned) > 0 {
		lines = append(lines, columns(glyphs, columned)...)
		slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(a.Y0, b.Y0) })
	}
	return lines
}

// lineSize is the font size that says how far apart two baselines of one line
// may be: the smaller one, and the larger one where an index or exponent stands
// beside it.
func lineSize(a, b float64) float64 {
	if small, large := min(a, b), max(a, b); small > index*large {
		return small
	}
	return max(a, b)
}

// sortBy sorts stably; most of what is sorted here is in order already.
func sortBy(list []int, compare func(a, b int) int) {
	if !slices.IsSortedFunc(list, compare) {
		slices.SortStableFunc(list, compare)
	}
}

func isSpace(s string) bool {
	if len(s) == 1 {
		return s[0] <= ' '
	}
	return strings.TrimSpace(s) == ""
}

// maker makes lines; its buffer is used for all words of a page.
type maker struct{ text []byte }

// line makes the line of members, which are in reading order.
func (m *maker) line(glyphs []Glyph, members []int) Line {
	first := &glyphs[members[0]]
	l := Line{Box: first.Box, Base: first.Base, Size: first.Size, Glyphs: members}
	starts := 1
	for k := 1; k < len(members); k++ {
		if startsWord(glyphs, members[k-1], members[k]) {
			starts++
		}
	}
	l.Words = make([]Word, 0, starts)
	m.text = m.text[:0]
	for k, i := range members {
		g := &glyphs[i]
		l.Box = cover(l.Box, &g.Box)
		if g.Size > l.Size {
			l.Size, l.Base = g.Size, g.Base
		}
		if n := len(l.Words); n == 0 || startsWord(glyphs, members[k-1], i) {
			if n > 0 {
				l.Words[n-1].Text = string(m.text)
				m.text = m.text[:0]
			}
			l.Words = append(l.Words, Word{Box: g.Box, Base: g.Base, Size: g.Size, First: i, From: k, To: k + 1})
		} else {
			w := &l.Words[n-1]
			w.Box = cover(w.Box, &g.Box)
			w.Size = max(w.Size, g.Size)
			w.First = min(w.First, i)
			w.To = k + 1
		}
		m.text = append(m.text, g.Text...)
	}
	l.Words[len(l.Words)-1].Text = string(m.text)
	return l
}

func cover(a gongkai.Box, b *gongkai.Box) gongkai.Box {
	return gongkai.Box{X0: min(a.X0, b.X0), Y0: min(a.Y0, b.Y0), X1: max(a.X1, b.X1), Y1: max(a.Y1, b.Y1)}
}

// startsWord says whether glyph i starts a word after glyph last, its neighbour
// at the left.
func startsWord(glyphs []Glyph, last, i int) bool {
	a, b := &glyphs[last], &glyphs[i]
	gap, size := b.X0-a.X1, min(max(a.Size, 1), max(b.Size, 1))
	switch {
	case gap <= printedSpace*size:
		return false
	case i > 0 && isSpace(glyphs[i-1].Text): // a space is printed right before it
		return true
	case gap > gapOfHan*size:
		return true
	case gap <= gapOfLatin*size:
		return false
	}
	x, _ := utf8.DecodeLastRuneInString(a.Text)
	y, _ := utf8.DecodeRuneInString(b.Text)
	return !isHan(x) && !isHan(y)
}

// isHan says whether a rune is set in a full em: Chinese characters, their
// punctuation and full-width forms.
func isHan(r rune) bool { return r >= 0x2e80 || r >= 0x2000 && r < 0x2070 || r >= 0x2460 && r < 0x2600 }

// straight is how many degrees a baseline may be off an axis: pages that were
// put on a scanner by hand.
const straight = 5

// turned tells text that reads downwards (1) and upwards (-1) from all other.
func (g *Glyph) turned() int {
	switch {
	case math.Abs(float64(g.Turn)-90) <= straight:
		return 1
	case math.Abs(float64(g.Turn)-270) <= straight:
		return -1
	}
	return 0
}

// Oblique says whether the glyph stands askew to both axes: a watermark, which
// is no part of lines and cells.
func (g *Glyph) Oblique() bool {
	if g.Turn == 0 {
		return false
	}
	off := g.Turn % 90
	return min(off, 90-off) > straight
}
