package table

import (
	"math"
	"strings"

	"gongkai/extract/layout"
)

// run is glyphs that follow each other in the content on one baseline without a
// gap: a piece of text that was set as one.
type run struct {
	glyphs []int // indexes into Page.Glyphs
	x0, x1 float64
	base   float64
	size   float64
	// block of the last glyph; scattered where every glyph has a block of its own.
	block     int
	scattered bool
}

// solid is the gap, in font sizes, up to which two glyphs are set solid.
const solid = 0.45

// runsOf cuts a page's glyphs into runs. Spaces belong to a run as long as they
// stand alone; two in a row are how some producers reach the next column.
func runsOf(glyphs []layout.Glyph) []run {
	runs := make([]run, 0, len(glyphs)/4)
	order := make([]int, 0, len(glyphs)) // without spaces; each run is a part of it
	spaces := 0
	for i := range glyphs {
		g := &glyphs[i]
		if strings.TrimSpace(g.Text) == "" {
			spaces++
			continue
		}
		order = append(order, i)
		if n := len(runs) - 1; n >= 0 && spaces < 2 && !g.Vertical && follows(&runs[n], g) {
			r := &runs[n]
			r.glyphs = order[len(order)-len(r.glyphs)-1 : len(order) : len(order)]
			r.x1 = max(r.x1, g.X1)
			r.size = max(r.size, g.Size)
			r.scattered = r.block != g.Block
			r.block = g.Block
		} else {
			runs = append(runs, run{glyphs: order[len(order)-1 : len(order) : len(order)], x0: g.X0, x1: g.X1, base: g.Base, size: max(g.Size, 1), block: g.Block})
		}
		spaces = 0
	}
	return runs
}

func follows(r *run, g *layout.Glyph) bool {
	if g.Block != r.block && len(r.glyphs) > 1 && !r.scattered {
		return false // the next show-text of a producer that sets whole texts with one
	}
	gap := g.X0 - r.x1
	return math.Abs(g.Base-r.base) <= 0.1*r.size && gap <= solid*r.size && gap >= -solid*r.size
}
