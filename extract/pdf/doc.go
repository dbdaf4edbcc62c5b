// Package pdf turns a PDF into pages of positioned glyphs and rulings.
//
// The objects (dictionaries, streams) come from ledongthuc/pdf behind a small
// seam; everything about content is interpreted here, because that library's
// own text calls lose one character in ten of real disclosures.
//
//   - A content stream is operands followed by an operator; the graphics state
//     (current transformation, clip, font) is saved and restored by q and Q.
//   - A show operator draws codes of a font; a CMap turns codes into CIDs, and
//     a ToUnicode CMap turns them into characters.
//   - User space has its origin at the bottom left; what comes out is turned
//     upright and measured from the top left.
package pdf
