package table

import (
	"cmp"
	"slices"

	"gongkai/extract/layout"
	"gongkai/internal/limits"
)

const (
	// snap is how far apart, in points, parallel rulings are still one line.
	snap = 1.8
	// join is the gap, in points, that is closed along a line.
	join = 3.0
	// dash is the length and the gap, in points, up to which pieces in a row are
	// the dashes of one line that was drawn dash by dash.
	dash = 6.0
	// leastDots is how many dots make a line.
	leastDots = 6
	// thinImage is the thickness in points up to which an image is a ruling:
	// some producers paint borders as stretched pixels.
	thinImage = 2.0
	// longImage is the least length in points of such an image.
	longImage = 12.0
)

// segment is a merged ruling: at is its coordinate across, lo and hi along.
type segment struct{ at, lo, hi float64 }

func (s segment) length() float64 { return s.hi - s.lo }

// segments are the page's rulings, merged: horizontal and vertical.
func segments(p *layout.Page) (hs, vs []segment) {
	add := func(x0, y0, x1, y1 float64) {
		if x1-x0 >= y1-y0 {
			hs = append(hs, segment{(y0 + y1) / 2, x0, x1})
		} else {
			vs = append(vs, segment{(x0 + x1) / 2, y0, y1})
		}
	}
	var dots []layout.Ruling
	for _, r := range p.Rulings {
		if r.Dot() {
			dots = append(dots, r)
			continue
		}
		if r.X1-r.X0 <= 2*p.Width && r.Y1-r.Y0 <= 2*p.Height { // NaN fails too
			add(r.X0, r.Y0, r.X1, r.Y1)
		}
	}
	for _, b := range p.Images {
		if thin, long := min(b.Width(), b.Height()), max(b.Width(), b.Height()); thin <= thinImage && long >= longImage {
			add(b.X0, b.Y0, b.X1, b.Y1)
		}
	}
	hs, vs = append(hs, dotted(dots, false)...), append(vs, dotted(dots, true)...)
	return merge(hs), merge(vs)
}

// dotted are the lines of one direction that dots in a row make.
func dotted(dots []layout.Ruling, upright bool) []segment {
	if len(dots) < leastDots {
		return nil
	}
	list := make([]segment, len(dots))
	for i, d := range dots {
		if list[i] = (segment{(d.Y0 + d.Y1) / 2, d.X0, d.X1}); upright {
			list[i] = segment{(d.X0 + d.X1) / 2, d.Y0, d.Y1}
		}
	}
	slices.SortFunc(list, func(a, b segment) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.lo, b.lo)) })
	var out []segment
	for i := 0; i < len(list); {
		k := i + 1
		for k < len(list) && list[k].at-list[i].at <= snap/2 {
			k++
		}
		row := list[i:k]
		slices.SortFunc(row, func(a, b segment) int { return cmp.Compare(a.lo, b.lo) })
		for from := 0; from < len(row); {
			to, hi := from+1, row[from].hi
			for to < len(row) && row[to].lo-hi <= dash {
				hi = max(hi, row[to].hi)
				to++
			}
			if to-from >= leastDots {
				out = append(out, segment{row[from].at, row[from].lo, hi})
			}
			from = to
		}
		i = k
	}
	return out
}

// merge clusters parallel segments by coordinate and joins those that touch.
func merge(s []segment) []segment {
	slices.SortFunc(s, func(a, b segment) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi))
	})
	var out []segment
	for i := 0; i < len(s); {
		k := i + 1
		for k < len(s) && s[k].at-s[k-1].at <= snap && s[k].at-s[i].at <= 2*snap {
			k++
		}
		out = append(out, along(s[i:k])...)
		i = k
	}
	if len(out) > limits.TableSegments {
		slices.SortStableFunc(out, func(a, b segment) int { return cmp.Compare(b.length(), a.length()) })
		out = out[:limits.TableSegments]
		slices.SortStableFunc(out, func(a, b segment) int { return cmp.Compare(a.at, b.at) })
	}
	return out
}

// along joins segments of one coordinate.
func along(group []segment) []segment {
	at, weight := 0.0, 0.0
	for _, g := range group {
		w := g.length() + 0.01
		at += g.at * w
		weight += w
	}
	at /= weight
	group = slices.Clone(group)
	slices.SortFunc(group, func(a, b segment) int { return cmp.Compare(a.lo, b.lo) })
	dashes := 0
	for i := 1; i < len(group); i++ {
		if gap := group[i].lo - group[i-1].hi; gap > join && gap <= dash && group[i].length() <= dash && group[i-1].length() <= dash {
			dashes++
		}
	}
	gap := join
	if dashes >= 3 && 2*dashes >= len(group) {
		gap = dash
	}
	var out []segment
	cur := segment{at, group[0].lo, group[0].hi}
	for _, g := range group[1:] {
		if g.lo <= cur.hi+gap {
			cur.hi = max(cur.hi, g.hi)
			continue
		}
		out = append(out, cur)
		cur = segment{at, g.lo, g.hi}
	}
	return append(out, cur)
}

// component is rulings that touch.
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
	for i, h := range hs { // both are sorted by at
		from, _ := slices.BinarySearchFunc(vs, h.lo-touch, func(v segment, x float64) int { return cmp.Compare(v.at, x) })
		for j := from; j < len(vs) && vs[j].at <= h.hi+touch; j++ {
			if h.at >= vs[j].lo-touch && h.at <= vs[j].hi+touch {
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
	return adoptLoose(list)
}

// adoptLoose gives verticals that cross no horizontal, or only the ends of some,
// to the component beside them whose verticals run as far: where a page cuts a
// merged cell, its columns have no horizontal ruling at all on that page.
func adoptLoose(list []component) []component {
	var out, loose []component
	for _, c := range list {
		if len(c.hs) == 0 || isStrip(&c) {
			loose = append(loose, c)
		} else {
			out = append(out, c)
		}
	}
	for _, l := range loose {
		best := -1
		for i, c := range out {
			if len(c.hs) >= 2 && len(c.vs) >= 2 && runsAsFar(c.vs, l.vs[0]) && (best < 0 || len(c.hs) > len(out[best].hs)) {
				best = i
			}
		}
		if best >= 0 {
			out[best].vs = append(out[best].vs, l.vs...)
			slices.SortStableFunc(out[best].vs, func(a, b segment) int { return cmp.Compare(a.at, b.at) })
		}
	}
	return out
}

// isStrip says whether a component is no wider than the padding of a frame: two
// verticals side by side with the ends of the table's horizontals between them.
func isStrip(c *component) bool {
	return len(c.vs) > 1 && c.vs[len(c.vs)-1].at-c.vs[0].at <= margin && !slices.ContainsFunc(c.hs, func(h segment) bool { return h.length() > margin })
}

// runsAsFar says whether one of the verticals begins and ends where v does.
func runsAsFar(vs []segment, v segment) bool {
	for _, s := range vs {
		if max(s.lo-v.lo, v.lo-s.lo) <= touch && max(s.hi-v.hi, v.hi-s.hi) <= touch {
			return true
		}
	}
	return false
}
