package table

import (
	"math"
	"strings"

	"gongkai/extract/layout"
)

const (
	// overset is the share of a glyph's width from which the next glyph of its
	// run, set over it, says that the font's widths are wrong. Text that is
	// squeezed to fit loses a tenth.
	overset = 0.25
	// leastPitch is, in font sizes, less than any two glyphs are set apart; a
	// glyph that is struck twice is closer.
	leastPitch = 0.2
)

// settleWidths narrows glyphs whose fonts declare a full em for half-wide
// digits: every next glyph is set over half of the one before. The distance
// between them is the width; the last of a run, beside which a border stands,
// is as wide as the widest before it.
func settleWidths(glyphs []layout.Glyph) {
	for i := 0; i+1 < len(glyphs); {
		if !isOverset(&glyphs[i], &glyphs[i+1]) {
			i++
			continue
		}
		widest := 0.0
		for i+1 < len(glyphs) && isOverset(&glyphs[i], &glyphs[i+1]) {
			pitch := glyphs[i+1].X0 - glyphs[i].X0
			glyphs[i].X1 = glyphs[i+1].X0
			widest = max(widest, pitch)
			i++
		}
		if last := &glyphs[i]; i+1 < len(glyphs) && goesOn(last, &glyphs[i+1]) {
			last.X1 = min(last.X1, glyphs[i+1].X0)
		} else {
			last.X1 = min(last.X1, last.X0+widest)
		}
		i++
	}
}

// isOverset says whether b follows a on its line and covers much of it, both of
// them characters that are half an em wide.
func isOverset(a, b *layout.Glyph) bool {
	pitch := b.X0 - a.X0
	return isHalf(a.Text) && isHalf(b.Text) && pitch < (1-overset)*(a.X1-a.X0) && pitch > leastPitch*a.Size &&
		!a.Vertical && a.Turn == 0 && math.Abs(a.Base-b.Base) <= 0.1*a.Size && math.Abs(a.Size-b.Size) <= 0.1*a.Size
}

// goesOn says whether the text of a goes on with b, in another font: a mark of a
// number, or what is not half an em wide. Another number is a text of its own.
func goesOn(a, b *layout.Glyph) bool {
	return math.Abs(a.Base-b.Base) <= 0.25*a.Size && b.X0 > a.X0 && b.X0-a.X1 <= solid*a.Size && (!isHalf(b.Text) || strings.Contains(".,", b.Text))
}

// isHalf says whether text is a digit, a Latin letter or a mark beside them.
func isHalf(text string) bool { return len(text) == 1 && text[0] > ' ' }
