// Package font turns the strings that a page shows into characters with widths.
//
//   - A code is one to four bytes of a shown string. A simple font (简单字体)
//     has codes of one byte; a composite font (复合字体) cuts strings into codes
//     and maps these to CIDs with a CMap.
//   - A CID numbers a character of a collection, here Adobe-GB1; a GID numbers
//     a glyph of an embedded font; a glyph name names one.
//   - ToUnicode is the CMap that says which characters codes stand for. It goes
//     first; where it is missing or says nothing, the encoding, the glyph
//     names and the embedded font's own tables are asked, in this order.
//   - A Char is what a code comes to: its characters and how far it moves on.
//   - Garbled is a code whose characters nobody knows, or that stands in the
//     private use area (私用区): its text is U+FFFD.
//
// gb1.txt holds the character of each CID of Adobe-GB1-5, 64 to a line, from
// Adobe's cmap-resources (Adobe-GB1-UCS2, filled up from UniGB-UTF32-H).
// glyphs.txt holds the characters of glyph names from the Adobe Glyph List,
// scripts that Chinese disclosures do not use left out.
package font
