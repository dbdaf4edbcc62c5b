package layout

import (
	"math"
	"sort"
	"strings"

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

// Line is the words of one baseline, left to right.
type Line struct {
	Words []Word
	gongkai.Box
	Size float64
}

// Text of the line; words that stand apart are set apart by a space, unless
// both sides are Chinese.
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

// gapOfWord is the gap, in font sizes, from which two glyphs are two words.
// Chinese text is set solid, digits beside it with up to a quarter em.
const gapOfWord = 0.7

// Lines groups glyphs into lines by baseline, top to bottom, and each line into
// words. Spaces are dropped; a gap alone separates words.
func Lines(glyphs []Glyph) []Line {
	order := make([]int, 0, len(glyphs))
	for i, g := range glyphs {
		if strings.TrimSpace(g.Text) != "" {
			order = append(order, i)
		}
	}
	mid := func(i int) float64 { return (glyphs[i].Y0 + glyphs[i].Y1) / 2 }
	sort.SliceStable(order, func(a, b int) bool { return mid(order[a]) < mid(order[b]) })
	var lines []Line
	for start := 0; start < len(order); {
		// a line is what overlaps its first glyph by half a height
		ref := glyphs[order[start]]
		end := start + 1
		base, count := mid(order[start]), 1.0
		for end < len(order) && mid(order[end])-base/count <= 0.5*math.Min(math.Max(ref.Height(), 1), math.Max(glyphs[order[end]].Height(), 1)) {
			base += mid(order[end])
			count++
			end++
		}
		lines = append(lines, lineOf(glyphs, order[start:end]))
		start = end
	}
	return lines
}

func lineOf(glyphs []Glyph, members []int) Line {
	members = append([]int(nil), members...)
	sort.SliceStable(members, func(a, b int) bool { return glyphs[members[a]].X0 < glyphs[members[b]].X0 })
	var l Line
	var w *Word
	for _, i := range members {
		g := glyphs[i]
		l.Box = l.Union(g.Box)
		l.Size = max(l.Size, g.Size)
		if w == nil || g.X0-w.X1 > gapOfWord*max(g.Size, w.Size) {
			l.Words = append(l.Words, Word{Text: g.Text, Box: g.Box, Base: g.Base, Size: g.Size, First: i})
			w = &l.Words[len(l.Words)-1]
			continue
		}
		w.Text += g.Text
		w.Box = w.Union(g.Box)
		w.Size = max(w.Size, g.Size)
		w.First = min(w.First, i)
	}
	return l
}
