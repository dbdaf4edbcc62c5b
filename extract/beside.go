package extract

import (
	"slices"

	"gongkai/extract/layout"
)

// splitBeside gives tables that stand side by side each its own captions: the
// lines above them are cut at the gap between the tables, and what is left of it
// comes before the left table, what is right of it between the two. items are
// those of one page, in reading order.
func splitBeside(items []item) []item {
	for i := 0; i+1 < len(items); i++ {
		k := i + 1
		if items[i].fragment == nil || items[k].fragment == nil || !isBeside(&items[i], &items[k]) {
			continue
		}
		if items[i].box().X0 > items[k].box().X0 {
			items[i], items[k] = items[k], items[i]
		}
		left, right := items[i], items[k]
		gap := (left.box().X1 + right.box().X0) / 2
		from := i
		for from > 0 && items[from-1].fragment == nil && right.box().Y0-items[from-1].line.Y1 <= captionGap && !crosses(&items[from-1].line, gap) {
			from--
		}
		var ours, theirs []item
		for _, it := range items[from:i] {
			var a, b []layout.Word
			for _, w := range it.line.Words {
				if w.X0 < gap {
					a = append(a, w)
				} else {
					b = append(b, w)
				}
			}
			if len(a) > 0 {
				ours = append(ours, it.withWords(a))
			}
			if len(b) > 0 {
				part := it.withWords(b)
				part.beside = true
				theirs = append(theirs, part)
			}
		}
		right.beside = true
		order := slices.Concat(ours, []item{left}, theirs, []item{right})
		items = slices.Replace(items, from, k+1, order...)
		i = from + len(order) - 2
	}
	return items
}

// isBeside says whether two grids stand at one height with a gap between them.
func isBeside(a, b *item) bool {
	x, y := a.box(), b.box()
	overlap := min(x.Y1, y.Y1) - max(x.Y0, y.Y0)
	return 2*overlap > min(x.Height(), y.Height()) && (x.X1 <= y.X0 || y.X1 <= x.X0)
}

// crosses says whether a piece of a line stands on both sides of x.
func crosses(l *layout.Line, x float64) bool {
	for _, words := range partsOf(l.Words) {
		if words[0].X0 < x && words[len(words)-1].X1 > x {
			return true
		}
	}
	return false
}

// withWords is the item with some of its words only.
func (it *item) withWords(words []layout.Word) item {
	out := *it
	out.line.Words = words
	out.line.Box = words[0].Box
	for _, w := range words[1:] {
		out.line.Box = out.line.Union(w.Box)
	}
	return out
}
