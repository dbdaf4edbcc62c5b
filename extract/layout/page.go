package layout

import "gongkai"

// Page is everything visible on one page.
type Page struct {
	// Number counts from 1.
	Number int
	// Width and Height in points, after rotation, of the crop box.
	Width, Height float64
	// Glyphs in content order; those outside the page or of invisible text
	// (rendering mode 3 over no image, clipped away) are not here.
	Glyphs  []Glyph
	Rulings []Ruling
	// Images are the boxes covered by raster images.
	Images []gongkai.Box
	// Garbled counts glyphs for which no character could be found; they stand
	// in Glyphs with Text U+FFFD.
	Garbled int
	// Hidden counts glyphs that are on the page and invisible (rendering mode 3,
	// wholly transparent): over an image they are the text layer of a scan.
	Hidden int
}

// Glyph is one shown character.
type Glyph struct {
	// Text is usually one rune; a ligature has several. Radicals are folded and
	// presentation forms are left as printed.
	Text string
	// Box spans the advance width, and 0.88 em above to 0.12 em below the
	// baseline whatever the font.
	gongkai.Box
	// Base is the baseline: its Y for horizontal text, its X for vertical.
	Base float64
	// Size is the font size in points on the page.
	Size float64
	// Block numbers the placement of text: glyphs that were shown one after
	// another without a new BT, Tm, Td or T* share it. Some producers place every
	// glyph by itself.
	Block int
	// ClipBox is the clip rectangle in force; the zero Box where there is none.
	ClipBox gongkai.Box
	// Vertical text runs downwards (Identity-V).
	Vertical bool
	// Bold as far as the font's name or a double strike tells.
	Bold bool
	// Turn is the direction of the baseline in degrees clockwise, 0 to 359: 0 for
	// upright text, 90 for text that reads downwards, others for watermarks.
	Turn int
}

// Ruling is an axis-parallel mark.
type Ruling struct {
	// X0 <= X1 and Y0 <= Y1; one pair is equal. Both differ for a dot of a dotted
	// line, whose direction only its neighbours tell (see Dot).
	X0, Y0, X1, Y1 float64
	// Thickness in points.
	Thickness float64
	Dashed    bool
	// White is painted in white: it shows only on a shaded ground.
	White bool
}

// Dot says whether the mark is one dot of a dotted line.
func (r Ruling) Dot() bool { return r.X1 > r.X0 && r.Y1 > r.Y0 }

// Horizontal says whether the ruling lies flat.
func (r Ruling) Horizontal() bool { return r.X1-r.X0 >= r.Y1-r.Y0 }
