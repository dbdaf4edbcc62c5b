package pdf

import (
	"math"

	"gongkai/extract/layout"
)

// Text that is too long for its cell (溢出) is cut off by the cell's clip: what
// is seen of 基本养老保险缴费支出 may end with 保. The rest stands in the file, on
// the same line, and is kept with what is seen; the clip says whose it is. What
// lies outside of a clip line by line is another matter: sheets that were drawn
// whole on each of the pages they go over.

const (
	// cellLines is how many lines, in font sizes, a cell's clip may hold.
	cellLines = 4.0
	// cellGap is up to how far apart, in font sizes, glyphs of one line stand.
	cellGap = 0.5
	// maxCut bounds the glyphs that wait for the seen part of their line.
	maxCut = 256
)

// overflows says whether a glyph at height y outside of the clip can be the
// cut-off end of a line in a cell.
func (in *interpreter) overflows(y, size float64) bool {
	return y >= in.clip.y0 && y <= in.clip.y1 && in.clip.y1-in.clip.y0 <= cellLines*size && in.clip.x1 > in.clip.x0
}

// cutOff keeps a glyph outside of the clip that goes on where the line stands,
// or lets it wait until the seen part of its line comes.
func (in *interpreter) cutOff(g *layout.Glyph) {
	if g.Turn != 0 || g.Vertical {
		return
	}
	if n := len(in.page.Glyphs); n > 0 && len(in.cut) == 0 && follows(&in.page.Glyphs[n-1], g) {
		in.add(g)
		return
	}
	if n := len(in.cut); n > 0 && (n >= maxCut || !follows(&in.cut[n-1], g)) {
		in.cut = in.cut[:0]
	}
	in.cut = append(in.cut, *g)
}

// rejoin adds what waited, where g goes on with it.
func (in *interpreter) rejoin(g *layout.Glyph) {
	if follows(&in.cut[len(in.cut)-1], g) {
		for i := range in.cut {
			in.add(&in.cut[i])
		}
	}
	in.cut = in.cut[:0]
}

// follows says whether b is the next glyph of a's line in the same clip.
func follows(a, b *layout.Glyph) bool {
	return a.ClipBox == b.ClipBox && math.Abs(a.Base-b.Base) <= 0.1*b.Size && math.Abs(b.X0-a.X1) <= cellGap*b.Size
}
