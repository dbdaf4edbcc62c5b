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
}

// Line is the words of one baseline, left to right. Vertical text gives a line
// of one word for each column of characters.
type Line struct {
	Words []Word
	gongkai.Box
	// Base is the baseline of the line's largest glyphs, Size their font size.
	Base, Size float64
	Vertical   bool
}

// Text of the line; words that stand apart are set apart by a space.
func (l Line) Text() string {
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
// words. Spaces are no part of a word; they separate words.
func Lines(glyphs []Glyph) []Line {
	flat := make([]int, 0, len(glyphs))
	var upright []int
	for i := range glyphs {
		switch {
		case isSpace(glyphs[i].Text):
		case glyphs[i].Vertical:
			upright = append(upright, i)
		default:
			flat = append(flat, i)
		}
	}
	slices.SortStableFunc(flat, func(a, b int) int { return cmp.Compare(glyphs[a].Base, glyphs[b].Base) })
	spaces := spacesOf(glyphs)
	var lines []Line
	for start := 0; start < len(flat); {
		end := start + 1
		size, base := glyphs[flat[start]].Size, glyphs[flat[start]].Base
		for end < len(flat) {
			g := &glyphs[flat[end]]
			if g.Base-base > sameLine*max(min(size, g.Size), 1) {
				break
			}
			if g.Size >= size { // the largest glyphs say where the line is
				size, base = g.Size, g.Base
			}
			end++
		}
		lines = append(lines, lineOf(glyphs, flat[start:end], spaces))
		start = end
	}
	if len(upright) > 0 {
		lines = append(lines, columns(glyphs, upright)...)
		slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(a.Y0, b.Y0) })
	}
	return lines
}

func isSpace(s string) bool { return strings.TrimSpace(s) == "" }

// spacesOf tells for each glyph whether a space is printed right before it.
func spacesOf(glyphs []Glyph) []bool {
	before := make([]bool, len(glyphs))
	for i := 1; i < len(glyphs); i++ {
		before[i] = isSpace(glyphs[i-1].Text)
	}
	return before
}

func lineOf(glyphs []Glyph, members []int, spaceBefore []bool) Line {
	members = slices.Clone(members)
	slices.SortStableFunc(members, func(a, b int) int { return cmp.Compare(glyphs[a].X0, glyphs[b].X0) })
	var l Line
	var text strings.Builder
	var w *Word
	var last *Glyph
	end := func() {
		if w != nil {
			w.Text = text.String()
			text.Reset()
		}
	}
	for _, i := range members {
		g := &glyphs[i]
		l.Box = l.Union(g.Box)
		if g.Size > l.Size {
			l.Size, l.Base = g.Size, g.Base
		}
		if w == nil || apart(last, g, w, spaceBefore[i]) {
			end()
			l.Words = append(l.Words, Word{Box: g.Box, Base: g.Base, Size: g.Size, First: i})
			w = &l.Words[len(l.Words)-1]
		} else {
			w.Box = w.Union(g.Box)
			w.Size = max(w.Size, g.Size)
			w.First = min(w.First, i)
		}
		text.WriteString(g.Text)
		last = g
	}
	end()
	return l
}

// apart says whether g starts a word after last, the last glyph of w.
func apart(last, g *Glyph, w *Word, space bool) bool {
	gap, size := g.X0-w.X1, min(max(last.Size, 1), max(g.Size, 1))
	a, _ := utf8.DecodeLastRuneInString(last.Text)
	b, _ := utf8.DecodeRuneInString(g.Text)
	switch {
	case space && gap > printedSpace*size:
		return true
	case isHan(a) || isHan(b):
		return gap > gapOfHan*size
	}
	return gap > gapOfLatin*size
}

// isHan says whether a rune is set in a full em: Chinese characters, their
// punctuation and full-width forms.
func isHan(r rune) bool { return r >= 0x2e80 || r >= 0x2000 && r < 0x2070 || r >= 0x2460 && r < 0x2600 }

// columns are the lines of vertical text, one for each column of characters.
func columns(glyphs []Glyph, members []int) []Line {
	slices.SortStableFunc(members, func(a, b int) int { return cmp.Compare(glyphs[b].Base, glyphs[a].Base) })
	var lines []Line
	for start := 0; start < len(members); {
		end := start + 1
		first := &glyphs[members[start]]
		for end < len(members) && math.Abs(glyphs[members[end]].Base-first.Base) <= 0.5*max(first.Size, 1) {
			end++
		}
		column := slices.Clone(members[start:end])
		slices.SortStableFunc(column, func(a, b int) int { return cmp.Compare(glyphs[a].Y0, glyphs[b].Y0) })
		l := Line{Base: first.Base, Vertical: true}
		var text strings.Builder
		for _, i := range column {
			l.Box = l.Union(glyphs[i].Box)
			l.Size = max(l.Size, glyphs[i].Size)
			text.WriteString(glyphs[i].Text)
		}
		l.Words = []Word{{Text: text.String(), Box: l.Box, Base: l.Base, Size: l.Size, First: slices.Min(column)}}
		lines = append(lines, l)
		start = end
	}
	return lines
}
