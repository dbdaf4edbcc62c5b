// Package table finds tables on pages and puts them together over pages.
//
//   - A lattice (格) is a grid of drawn rulings. Rulings that touch form one
//     component; its distinct coordinates form the unit grid; unit cells without
//     a ruling between them are one cell, which gives exact spans.
//   - A fragment is a table as far as one page shows it.
//   - Stitching (续表) joins the fragments of one table: no caption between,
//     columns that agree, the repeated header taken out, wholly or where the
//     next page shortens it, a row and cells that the page cut made whole. Text
//     that producers draw again on the next page, clipped away, counts once.
package table
