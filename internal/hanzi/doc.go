// Package hanzi folds Chinese text for reading and for matching.
//
//   - Folding radicals (部首): fonts that map glyphs back to characters badly
//     give ⼈ U+2F08 for 人; a reader sees no difference and neither may we.
//   - Folding width (全角 to 半角): １，２ and 1,2 are one; only for matching,
//     the printed text is kept.
//   - A key is what remains of a text for comparison: folded, without spaces
//     and punctuation.
package hanzi
