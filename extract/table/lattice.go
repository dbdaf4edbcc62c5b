package table

import (
	"math"
	"sort"

	"gongkai"
	"gongkai/extract/layout"
)

const (
	// snap is how far apart, in points, parallel rulings are still one line.
	snap = 1.8
	// join is the gap, in points, that is closed along a line.
	join = 3.0
	// touch is how far, in points, the end of a ruling may be from the line it
	// is meant to meet.
	touch = 3.0
	// covered is the share of an edge that must be drawn to separate two cells.
	covered = 0.7
	// overhang is how far, in points, horizontals reach past the outermost
	// vertical where a side of the table is left open.
	overhang = 8.0
)

// Fragment is a table as far as one page shows it.
type Fragment struct {
	Page int
	Box  gongkai.Box
	// Xs and Ys are the coordinates of the unit grid's lines.
	Xs, Ys []float64
	Cells  []gongkai.Cell
	Method gongkai.Method
}

// segment is a merged ruling: at is its coordinate across, lo and hi along.
type segment struct{ at, lo, hi float64 }

// Lattices finds the ruled grids of a page, top to bottom, with their text.
// used[i] tells which glyphs stand in one of them.
func Lattices(p *layout.Page) (fragments []Fragment, used []bool) {
	used = make([]bool, len(p.Glyphs))
	var hs, vs []segment
	for _, r := range p.Rulings {
		if r.Horizontal() {
			hs = append(hs, segment{(r.Y0 + r.Y1) / 2, r.X0, r.X1})
		} else {
			vs = append(vs, segment{(r.X0 + r.X1) / 2, r.Y0, r.Y1})
		}
	}
	hs, vs = merge(hs), merge(vs)
	for _, c := range components(hs, vs) {
		f, ok := grid(c.hs, c.vs)
		if !ok {
			continue
		}
		f.Page, f.Method = p.Number, gongkai.MethodLattice
		fragments = append(fragments, f)
	}
	fragments = outermost(fragments)
	sort.Slice(fragments, func(a, b int) bool {
		fa, fb := fragments[a].Box, fragments[b].Box
		if math.Abs(fa.Y0-fb.Y0) > snap {
			return fa.Y0 < fb.Y0
		}
		return fa.X0 < fb.X0
	})
	for i := range fragments {
		fill(&fragments[i], p, used)
	}
	return fragments, used
}

// merge clusters parallel segments by coordinate and joins those that touch.
func merge(s []segment) []segment {
	sort.Slice(s, func(a, b int) bool { return s[a].at < s[b].at })
	var out []segment
	for i := 0; i < len(s); {
		k := i + 1
		for k < len(s) && s[k].at-s[k-1].at <= snap && s[k].at-s[i].at <= 2*snap {
			k++
		}
		group := append([]segment(nil), s[i:k]...)
		at, weight := 0.0, 0.0
		for _, g := range group {
			w := g.hi - g.lo + 0.01
			at += g.at * w
			weight += w
		}
		at /= weight
		sort.Slice(group, func(a, b int) bool { return group[a].lo < group[b].lo })
		cur := segment{at, group[0].lo, group[0].hi}
		for _, g := range group[1:] {
			if g.lo <= cur.hi+join {
				cur.hi = max(cur.hi, g.hi)
				continue
			}
			out = append(out, cur)
			cur = segment{at, g.lo, g.hi}
		}
		out = append(out, cur)
		i = k
	}
	return out
}

type component struct{ hs, vs []segment }

// components groups rulings that touch, by union-find over crossings.
func components(hs, vs []segment) []component {
	parent := make([]int, len(hs)+len(vs))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i, h := range hs {
		for j, v := range vs {
			if v.at >= h.lo-touch && v.at <= h.hi+touch && h.at >= v.lo-touch && h.at <= v.hi+touch {
				parent[find(i)] = find(len(hs) + j)
			}
		}
	}
	at := map[int]int{}
	var list []component
	of := func(i int) *component {
		root := find(i)
		k, ok := at[root]
		if !ok {
			k = len(list)
			at[root] = k
			list = append(list, component{})
		}
		return &list[k]
	}
	for i, h := range hs {
		c := of(i)
		c.hs = append(c.hs, h)
	}
	for j, v := range vs {
		c := of(len(hs) + j)
		c.vs = append(c.vs, v)
	}
	return list
}

// grid makes the unit grid of a component and merges unit cells without an
// edge between them. A single cell is a frame and no table.
func grid(hs, vs []segment) (Fragment, bool) {
	if len(hs) < 2 || len(vs) < 1 {
		return Fragment{}, false
	}
	hs, vs = closeSides(hs, vs)
	xs, ys := coordinates(vs), coordinates(hs)
	nx, ny := len(xs)-1, len(ys)-1
	if nx < 1 || ny < 1 || nx*ny < 2 || nx*ny > 200_000 {
		return Fragment{}, false
	}
	// right[r][c]: an edge to the right of unit (r, c); below likewise
	right, below := make([]bool, nx*ny), make([]bool, nx*ny)
	for r := range ny {
		for c := range nx {
			right[r*nx+c] = c == nx-1 || isDrawn(vs, xs[c+1], ys[r], ys[r+1])
			below[r*nx+c] = r == ny-1 || isDrawn(hs, ys[r+1], xs[c], xs[c+1])
		}
	}
	f := Fragment{Xs: xs, Ys: ys, Box: gongkai.Box{X0: xs[0], Y0: ys[0], X1: xs[nx], Y1: ys[ny]}}
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

// closeSides adds a border on a side that horizontals reach past.
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
	if first-left > overhang {
		vs = append(vs, segment{left, top, bottom})
	}
	if right-last > overhang {
		vs = append(vs, segment{right, top, bottom})
	}
	if top-head > overhang {
		hs = append(hs, segment{head, min(left, first), max(right, last)})
	}
	if foot-bottom > overhang {
		hs = append(hs, segment{foot, min(left, first), max(right, last)})
	}
	sort.SliceStable(hs, func(a, b int) bool { return hs[a].at < hs[b].at })
	sort.SliceStable(vs, func(a, b int) bool { return vs[a].at < vs[b].at })
	return hs, vs
}

// coordinates are the distinct positions of segments, ascending.
func coordinates(s []segment) []float64 {
	var at []float64
	for _, g := range s {
		at = append(at, g.at)
	}
	sort.Float64s(at)
	var out []float64
	for _, v := range at {
		if len(out) == 0 || v-out[len(out)-1] > snap {
			out = append(out, v)
		}
	}
	return out
}

// isDrawn says whether enough of the edge at, from lo to hi, is ruled.
func isDrawn(s []segment, at, lo, hi float64) bool {
	sum := 0.0
	for i := sort.Search(len(s), func(i int) bool { return s[i].at >= at-2*snap }); i < len(s) && s[i].at <= at+2*snap; i++ {
		sum += max(0, min(hi, s[i].hi)-max(lo, s[i].lo))
	}
	return sum >= covered*(hi-lo)
}

// outermost drops grids inside a cell of another grid.
func outermost(list []Fragment) []Fragment {
	var out []Fragment
	for i, f := range list {
		inside := false
		for k, g := range list {
			if i != k && f.Box.X0 >= g.Box.X0-snap && f.Box.X1 <= g.Box.X1+snap && f.Box.Y0 >= g.Box.Y0-snap && f.Box.Y1 <= g.Box.Y1+snap &&
				(f.Box.Width()*f.Box.Height() < g.Box.Width()*g.Box.Height() || i > k) {
				inside = true
			}
		}
		if !inside {
			out = append(out, f)
		}
	}
	return out
}
