package table

import (
	"cmp"
	"math"
	"slices"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/internal/limits"
)

const (
	// touch is how far, in points, the end of a ruling may be from the line it
	// is meant to meet.
	touch = 3.0
	// double is the distance in points up to which two lines are one: a double
	// rule, or the borders of two cells side by side. No row is as low.
	double = 2.8
	// covered is the share of an edge that must be drawn to separate two cells.
	covered = 0.7
	// overhang is how far, in points, horizontals reach past the outermost
	// vertical where a side of the table is left open.
	overhang = 8.0
	// margin is the width in points up to which an outer column without text is
	// no column but the padding of a frame around the table.
	margin = 12.0
	// tallFrame is the share of the page's height from which a cell that is as
	// wide as its grid is a frame around text.
	tallFrame = 0.4
)

// Fragment is a table as far as one page shows it.
type Fragment struct {
	Page int
	Box  gongkai.Box
	// Xs and Ys are the coordinates of the unit grid's lines.
	Xs, Ys []float64
	Cells  []gongkai.Cell
	Method gongkai.Method
	// openTop and openBottom tell for each column whether no ruling is drawn at
	// the head or the foot of the grid: the page cuts the cell there.
	openTop, openBottom []bool
	// full is for each cell its width in font sizes where the last line of its
	// text has no room for another character, else 0.
	full []float64
	// texts is where the texts of each column stand, of a table without rulings.
	texts []stretch
}

// IsEmpty says whether no cell has text.
func (f *Fragment) IsEmpty() bool {
	for _, c := range f.Cells {
		if c.Text != "" {
			return false
		}
	}
	return true
}

// Lattices finds the ruled grids of a page, top to bottom, with their text.
// used[i] tells which glyphs stand in one of them.
func Lattices(p *layout.Page) (fragments []Fragment, used []bool) {
	used = make([]bool, len(p.Glyphs))
	settleWidths(p.Glyphs)
	var runs []run
	for _, c := range components(segments(p)) {
		f, ok := grid(c.hs, c.vs)
		if !ok || isFrame(&f, p) {
			continue
		}
		f.Page, f.Method = p.Number, gongkai.MethodLattice
		fragments = append(fragments, f)
	}
	fragments = withoutNested(fragments)
	slices.SortStableFunc(fragments, func(a, b Fragment) int {
		if math.Abs(a.Box.Y0-b.Box.Y0) > snap {
			return cmp.Compare(a.Box.Y0, b.Box.Y0)
		}
		return cmp.Compare(a.Box.X0, b.Box.X0)
	})
	if len(fragments) > 0 {
		runs = runsOf(p.Glyphs)
	}
	for i := range fragments {
		fill(&fragments[i], p, runs, used)
		trim(&fragments[i])
	}
	return fragments, used
}

// grid makes the unit grid of a component and merges unit cells without an
// edge between them. A single cell is a frame and no table.
func grid(hs, vs []segment) (Fragment, bool) {
	if len(hs) < 2 || len(vs) < 1 {
		return Fragment{}, false
	}
	drawn, ruled := len(coordinates(vs)), hs
	hs, vs = closeSides(hs, vs)
	xs, ys := coordinates(vs), coordinates(hs)
	nx, ny := len(xs)-1, len(ys)-1
	if drawn < 2 && nx < 2 { // one axis and the lines of a chart
		return Fragment{}, false
	}
	if nx < 1 || ny < 1 || nx*ny < 2 || nx*ny > limits.TableUnits {
		return Fragment{}, false
	}
	onX, onY := byCoordinate(vs, xs), byCoordinate(hs, ys)
	// right: an edge to the right of unit (r, c); below likewise
	right, below := make([]bool, nx*ny), make([]bool, nx*ny)
	for r := range ny {
		for c := range nx {
			right[r*nx+c] = c == nx-1 || isDrawn(onX[c+1], ys[r], ys[r+1])
			below[r*nx+c] = r == ny-1 || isDrawn(onY[r+1], xs[c], xs[c+1])
		}
	}
	f := Fragment{Xs: xs, Ys: ys, Box: gongkai.Box{X0: xs[0], Y0: ys[0], X1: xs[nx], Y1: ys[ny]}}
	ends := byCoordinate(ruled, []float64{ys[0], ys[ny]})
	for c := range nx {
		f.openTop = append(f.openTop, !isDrawn(ends[0], xs[c], xs[c+1]))
		f.openBottom = append(f.openBottom, !isDrawn(ends[1], xs[c], xs[c+1]))
	}
	taken := make([]bool, nx*ny)
	for r := range ny {
		for c := range nx {
			if taken[r*nx+c] {
				continue
			}
			// the widest run in this row, then as many rows as repeat it
			c1 := c
			for c1+1 < nx && !right[r*nx+c1] && !taken[r*nx+c1+1] {
				c1++
			}
			r1 := r
			for r1+1 < ny && open(below, nx, r1, c, c1) && uncut(right, taken, nx, r1+1, c, c1) {
				r1++
			}
			for i := r; i <= r1; i++ {
				for k := c; k <= c1; k++ {
					taken[i*nx+k] = true
				}
			}
			f.Cells = append(f.Cells, gongkai.Cell{
				Row: r, Col: c, RowSpan: r1 - r + 1, ColSpan: c1 - c + 1,
				Box: gongkai.Box{X0: xs[c], Y0: ys[r], X1: xs[c1+1], Y1: ys[r1+1]},
			})
		}
	}
	return f, len(f.Cells) >= 2
}

// open says whether no edge lies below units c to c1 of row r.
func open(below []bool, nx, r, c, c1 int) bool {
	for k := c; k <= c1; k++ {
		if below[r*nx+k] {
			return false
		}
	}
	return true
}

// uncut says whether units c to c1 of row r are one free run.
func uncut(right, taken []bool, nx, r, c, c1 int) bool {
	for k := c; k <= c1; k++ {
		if taken[r*nx+k] || k < c1 && right[r*nx+k] {
			return false
		}
	}
	return true
}

// closeSides adds a border on a side that horizontals or verticals reach past.
func closeSides(hs, vs []segment) ([]segment, []segment) {
	left, right := math.Inf(1), math.Inf(-1)
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, h := range hs {
		left, right = min(left, h.lo), max(right, h.hi)
		top, bottom = min(top, h.at), max(bottom, h.at)
	}
	first, last, head, foot := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, v := range vs {
		first, last = min(first, v.at), max(last, v.at)
		head, foot = min(head, v.lo), max(foot, v.hi)
	}
	hs, vs = slices.Clone(hs), slices.Clone(vs)
	if first-left > overhang {
		vs = append(vs, segment{left, min(top, head), max(bottom, foot)})
	}
	if right-last > overhang {
		vs = append(vs, segment{right, min(top, head), max(bottom, foot)})
	}
	if top-head > overhang {
		hs = append(hs, segment{head, min(left, first), max(right, last)})
	}
	if foot-bottom > overhang {
		hs = append(hs, segment{foot, min(left, first), max(right, last)})
	}
	byPlace := func(a, b segment) int { return cmp.Compare(a.at, b.at) }
	slices.SortStableFunc(hs, byPlace)
	slices.SortStableFunc(vs, byPlace)
	return hs, vs
}

// coordinates are the distinct positions of segments, ascending; a double rule
// counts once, at the place of its longer line.
func coordinates(s []segment) []float64 {
	byPlace := slices.Clone(s)
	slices.SortStableFunc(byPlace, func(a, b segment) int { return cmp.Compare(a.at, b.at) })
	var out []float64
	longest := 0.0
	for _, g := range byPlace {
		switch n := len(out); {
		case n == 0 || g.at-out[n-1] > double:
			out, longest = append(out, g.at), g.length()
		case g.length() > longest:
			out[n-1], longest = g.at, g.length()
		}
	}
	return out
}

// byCoordinate sorts segments to the line they are drawn on.
func byCoordinate(s []segment, at []float64) [][]segment {
	out := make([][]segment, len(at))
	for _, g := range s {
		if i := nearest(at, g.at, 2*double); i >= 0 {
			out[i] = append(out[i], g)
		}
	}
	for _, line := range out {
		slices.SortFunc(line, func(a, b segment) int { return cmp.Compare(a.lo, b.lo) })
	}
	return out
}

// isDrawn says whether enough of the edge from lo to hi is ruled; s is sorted by
// lo and may overlap.
func isDrawn(s []segment, lo, hi float64) bool {
	sum, upTo := 0.0, lo
	for _, g := range s {
		if g.lo >= hi {
			break
		}
		from, to := max(g.lo, upTo), min(g.hi, hi)
		if to > from {
			sum += to - from
			upTo = to
		}
	}
	return sum >= covered*(hi-lo)
}

// isFrame says whether a grid only frames text: one column wide, with a cell
// that takes much of the page.
func isFrame(f *Fragment, p *layout.Page) bool {
	for _, c := range f.Cells {
		if c.ColSpan == len(f.Xs)-1 && c.Box.Height() >= tallFrame*p.Height && 2*c.Box.Height() >= f.Box.Height() {
			return true
		}
	}
	return false
}

// withoutNested decides between grids that lie in each other: a box drawn in a
// cell is part of the cell's text, but what holds a bigger grid than itself in
// one of its cells is a frame.
func withoutNested(list []Fragment) []Fragment {
	drop := make([]bool, len(list))
	for i := range list {
		for k := range list {
			if i == k || drop[i] || drop[k] || !within(list[i].Box, list[k].Box) {
				continue
			}
			switch {
			case within(list[k].Box, list[i].Box) && len(list[i].Cells) >= len(list[k].Cells):
				drop[k] = true
			case len(list[i].Cells) > len(list[k].Cells) && inOneCell(list[i].Box, list[k].Cells):
				drop[k] = true
			default:
				drop[i] = true
			}
		}
	}
	var out []Fragment
	for i, f := range list {
		if !drop[i] {
			out = append(out, f)
		}
	}
	return out
}

func within(inner, outer gongkai.Box) bool {
	return inner.X0 >= outer.X0-snap && inner.X1 <= outer.X1+snap && inner.Y0 >= outer.Y0-snap && inner.Y1 <= outer.Y1+snap
}

func inOneCell(b gongkai.Box, cells []gongkai.Cell) bool {
	for _, c := range cells {
		if within(b, c.Box) {
			return true
		}
	}
	return false
}

// trim takes off outer columns that are only the padding of a frame.
func trim(f *Fragment) {
	for len(f.Xs) > 2 && f.Xs[1]-f.Xs[0] <= margin && f.isBlank(0) {
		f.dropColumn(0)
	}
	for n := len(f.Xs); n > 2 && f.Xs[n-1]-f.Xs[n-2] <= margin && f.isBlank(n-2); n = len(f.Xs) {
		f.dropColumn(n - 2)
	}
}

// isBlank says whether no cell that stands in this column alone has text, and
// some do stand there.
func (f *Fragment) isBlank(col int) bool {
	alone := false
	for _, c := range f.Cells {
		if c.Col == col && c.ColSpan == 1 {
			alone = true
			if c.Text != "" {
				return false
			}
		}
	}
	return alone
}

func (f *Fragment) dropColumn(col int) {
	f.Xs = slices.Delete(slices.Clone(f.Xs), col+min(col, 1), col+min(col, 1)+1)
	f.openTop, f.openBottom = slices.Delete(f.openTop, col, col+1), slices.Delete(f.openBottom, col, col+1)
	f.Box.X0, f.Box.X1 = f.Xs[0], f.Xs[len(f.Xs)-1]
	kept, full := f.Cells[:0], f.full[:0]
	for i, c := range f.Cells {
		switch {
		case c.Col == col && c.ColSpan == 1:
			continue
		case c.Col > col:
			c.Col--
		case c.Col+c.ColSpan > col:
			c.ColSpan--
		}
		c.Box.X0, c.Box.X1 = max(c.Box.X0, f.Box.X0), min(c.Box.X1, f.Box.X1)
		kept, full = append(kept, c), append(full, f.full[i])
	}
	f.Cells, f.full = kept, full
}
