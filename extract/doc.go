// Package extract reads a file into a Document: what stands where, not what it
// means.
//
//   - An item is a line of text or a fragment of a table, in reading order.
//   - A caption (表头) is the number, title, unit and owner lines above a grid.
//   - Furniture is what is printed on every page: page numbers, running heads.
package extract
