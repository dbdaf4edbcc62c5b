// Package icdar scores tables as the ICDAR 2013 table competition did.
//
// The rules are those of M. Göbel, T. Hassan, E. Oro, G. Orsi, "ICDAR 2013
// Table Competition" (ICDAR 2013) and "A Methodology for Evaluating Algorithms
// for Table Understanding in PDF Documents" (DocEng 2012).
//
//   - A relation is two cells with content that are neighbours, with the
//     direction: to the right or below. Blank cells between them are passed
//     over; a cell that spans has a neighbour in each of its rows and columns.
//   - Precision is the share of the relations found that are true, recall the
//     share of the true ones that were found, as multisets of normalised texts.
//   - The truth is the competition's -str.xml; a document with two truths (a, b)
//     is compared with the one that it is nearer to.
package icdar
