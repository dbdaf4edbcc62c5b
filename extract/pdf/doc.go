// Package pdf turns a PDF into pages of positioned glyphs and rulings.
//
//   - Objects (dictionaries, streams) come from the package object, from its
//     own reader or from ledongthuc/pdf; fonts from the package font.
//   - A content stream (内容流) is operands followed by an operator; the graphics
//     state (current transformation, clip, font) is saved and restored by q
//     and Q. It is interpreted here, whole.
//   - A show operator draws codes of a font. What nobody sees is left out: text
//     outside the page or the clip, in layers that are switched off, invisible
//     (rendering mode 3), and the second strike of a character that is drawn
//     twice to look bold.
//   - User space has its origin at the bottom left; what comes out is turned
//     upright and measured from the top left.
//
// Malformed content is read as far as it goes; only a cap of internal/limits
// makes an error of it.
package pdf
