// Package extract reads a file into a Document: what stands where, not what it
// means.
//
//   - An item is a line of text or a fragment of a table, in reading order.
//   - A caption (表头) is the number, title, unit and owner lines above a grid, at
//     the foot of the page before, or in the first rows of the grid itself. Each
//     page may repeat it; the caption of another table ends the one that is open.
//   - Furniture is what is printed on every page: page numbers, running heads.
package extract
