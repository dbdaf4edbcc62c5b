package table

import (
	"math"

	"gongkai/extract/layout"
)

const (
	// leastStack is how many characters one below the other are vertical text.
	leastStack = 3
	// stacked is the share of a cell's characters that are set right below the one
	// before where all of its text is vertical.
	stacked = 0.6
)

// linesIn are the lines of a cell's glyphs, which it may reorder. Producers set
// vertical text (竖排) with upright characters one below the other; where there
// are several such columns they are read from the right, and marks that are
// turned between them stay in their place.
func linesIn(glyphs []layout.Glyph, members []int) []layout.Line {
	if !isStack(glyphs, members) {
		return layout.LinesOf(glyphs, members)
	}
	own, all := make([]layout.Glyph, len(members)), make([]int, len(members))
	for i, n := range members {
		g := glyphs[n]
		g.Vertical, g.Turn, g.Base = true, 0, (g.X0+g.X1)/2
		own[i], all[i] = g, i
	}
	return layout.LinesOf(own, all)
}

// isStack says whether most of the glyphs, in content order, are set right below
// the one before.
func isStack(glyphs []layout.Glyph, members []int) bool {
	down := 0
	for k := 1; k < len(members); k++ {
		a, b := &glyphs[members[k-1]], &glyphs[members[k]]
		size := max(a.Size, 1)
		if step := (b.Y0 - a.Y0) / size; math.Abs(a.X0+a.X1-b.X0-b.X1) <= 0.4*size && step > 0.8 && step < 1.5 && !a.Vertical && !b.Vertical {
			down++
		} else if k-down > len(members)/2 {
			return false
		}
	}
	return down >= leastStack-1 && float64(down) >= stacked*float64(len(members)-1)
}
