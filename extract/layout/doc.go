// Package layout is a page as positioned marks: what stands between the PDF
// interpreter, which makes it, and the search for words, lines and tables,
// which reads it.
//
// Coordinates are points from the top left corner of the page as a person sees
// it, rotation applied: X grows to the right, Y downwards.
//
//   - A Glyph (字形) is one shown character.
//   - A Word is a run of glyphs without a gap; a Line is words on one baseline.
//   - A Ruling (框线) is an axis-parallel straight mark: a stroked line or a
//     thin filled rectangle, reduced to its centre line.
package layout
