package table

import (
	"cmp"
	"slices"
)

// column is where the chunks of one column stand.
type column struct {
	x0, x1 float64
	rows   map[int]bool // that have a chunk in it
	values int
	over   []stretch // chunks that stand in it and in others
}

// sameChunk is the share of the narrower of a chunk and a column by which they
// overlap when one belongs to the other.
const sameChunk = 0.4

// overlap is the length that two intervals share.
func overlap(a0, a1, b0, b1 float64) float64 { return max(0, min(a1, b1)-max(a0, b0)) }

// belongs says whether a chunk from x0 to x1 and a column overlap enough.
func (c *column) belongs(x0, x1 float64) bool {
	return overlap(c.x0, c.x1, x0, x1) > sameChunk*max(min(c.x1-c.x0, x1-x0), 0.1)
}

// columnsOf finds the columns of rows, left to right. The fullest rows say what
// there is; a chunk that overlaps several columns spans them, one that overlaps
// none is a column of its own.
func columnsOf(rows []textRow, tabular []bool) []column {
	order := make([]int, 0, len(rows))
	for i := range rows {
		if tabular[i] {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(rows[b].chunks), len(rows[a].chunks)) })
	var cols []column
	for _, i := range order {
		for k := range rows[i].chunks {
			c := &rows[i].chunks[k]
			at, n := -1, 0
			for j := range cols {
				if cols[j].belongs(c.x0, c.x1) {
					if n++; at < 0 || overlap(cols[j].x0, cols[j].x1, c.x0, c.x1) > overlap(cols[at].x0, cols[at].x1, c.x0, c.x1) {
						at = j
					}
				}
			}
			switch {
			case n == 0:
				cols = append(cols, column{x0: c.x0, x1: c.x1, rows: map[int]bool{}})
				at = len(cols) - 1
			case n > 1:
				cols[at].over = append(cols[at].over, stretch{c.x0, c.x1})
				continue
			default:
				cols[at].x0, cols[at].x1 = min(cols[at].x0, c.x0), max(cols[at].x1, c.x1)
			}
			cols[at].rows[i] = true
			if c.value {
				cols[at].values++
			}
		}
		if len(cols) > streamChunks {
			return nil
		}
	}
	cols = append(cols, labelColumns(rows, tabular, cols)...)
	slices.SortFunc(cols, func(a, b column) int { return cmp.Compare(a.x0+a.x1, b.x0+b.x1) })
	return joinColumns(cols)
}

// labelColumns are the columns of texts that are set at other heights than the
// amounts beside them: in two lines of rows without amounts at least, where no
// amount is.
func labelColumns(rows []textRow, tabular []bool, cols []column) []column {
	var more []column
	for i := range rows {
		for k := range rows[i].chunks {
			c := &rows[i].chunks[k]
			hit := func(col column) bool { return overlap(col.x0, col.x1, c.x0, c.x1) > 0 }
			if tabular[i] || slices.ContainsFunc(cols, hit) {
				continue
			}
			at := slices.IndexFunc(more, hit)
			if at < 0 {
				at = len(more)
				more = append(more, column{x0: c.x0, x1: c.x1, rows: map[int]bool{}})
			}
			more[at].x0, more[at].x1 = min(more[at].x0, c.x0), max(more[at].x1, c.x1)
			more[at].rows[i] = true
		}
	}
	return slices.DeleteFunc(more, func(c column) bool { return len(c.rows) < 2 })
}

// joinColumns joins neighbours that are never filled in one row and overlap, or
// are texts that another entry runs over: one column whose entries are set at
// different places.
func joinColumns(cols []column) []column {
	out := cols[:0]
	for _, c := range cols {
		if n := len(out) - 1; n >= 0 && (c.x0 <= out[n].x1 || bridged(&out[n], &c)) && !shareRow(&out[n], &c) {
			out[n].x0, out[n].x1 = min(out[n].x0, c.x0), max(out[n].x1, c.x1)
			out[n].values += c.values
			out[n].over = append(out[n].over, c.over...)
			for r := range c.rows {
				out[n].rows[r] = true
			}
			continue
		}
		out = append(out, c)
	}
	return out
}

// bridged says whether two columns of texts have an entry that is in both.
func bridged(a, b *column) bool {
	if 2*a.values > len(a.rows) || 2*b.values > len(b.rows) {
		return false
	}
	for _, over := range [][]stretch{a.over, b.over} {
		for _, o := range over {
			if a.belongs(o.x0, o.x1) && b.belongs(o.x0, o.x1) {
				return true
			}
		}
	}
	return false
}

func shareRow(a, b *column) bool {
	for r := range b.rows {
		if a.rows[r] {
			return true
		}
	}
	return false
}

// rangeOf gives the columns that a chunk belongs to; where it overlaps none, the
// nearest one.
func rangeOf(cols []column, c *chunk) (from, to int) {
	from, to = -1, -1
	for j := range cols {
		if cols[j].belongs(c.x0, c.x1) {
			if from < 0 {
				from = j
			}
			to = j
		}
	}
	if from < 0 {
		best := -1.0
		for j := range cols {
			d := max(cols[j].x0-c.x1, c.x0-cols[j].x1, 0)
			if overlap(cols[j].x0, cols[j].x1, c.x0, c.x1) > 0 {
				d = -overlap(cols[j].x0, cols[j].x1, c.x0, c.x1)
			}
			if from < 0 || d < best {
				from, to, best = j, j, d
			}
		}
	}
	return from, to
}

// borders are the lines between columns: in the middle of the gaps.
func borders(cols []column) []float64 {
	xs := []float64{cols[0].x0}
	for i := 1; i < len(cols); i++ {
		xs = append(xs, max((cols[i-1].x1+cols[i].x0)/2, xs[i-1]))
	}
	right := xs[len(xs)-1]
	for i := range cols {
		right = max(right, cols[i].x1)
	}
	return append(xs, right)
}
