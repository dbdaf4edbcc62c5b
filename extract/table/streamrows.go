package table

import "slices"

const (
	// closer is the share of the usual distance of two rows up to which two lines
	// are one row.
	closer = 0.85
	// wrapped is the distance, in font sizes, from one line of a text to the next
	// where rows are not seen to stand at a distance of their own.
	wrapped = 1.45
	// bound is the share of the distance to one row of amounts by which a line is
	// nearer to the other.
	bound = 0.8
)

// groups puts the lines of the body into rows: each line with amounts is one,
// with the lines above and below it that hold the rest of its texts. A line
// without amounts that belongs to neither neighbour is a row of its own.
func (s *stream) groups(from, to int, cols []column) [][]int {
	anchors := []int{}
	for k := from; k < to; k++ {
		if s.isAnchor(&s.rows[k], cols) {
			anchors = append(anchors, k)
		}
	}
	pitch := s.pitch(anchors)
	home := make([]int, to-from) // the anchor that a line belongs to, or itself
	for i := range home {
		home[i] = from + i
	}
	for i := 0; i <= len(anchors); i++ {
		above, below := from-1, to
		if i > 0 {
			above = anchors[i-1]
		}
		if i < len(anchors) {
			below = anchors[i]
		}
		up, down := s.split(above, below, from, to, pitch, cols)
		for k := above + 1; k < up; k++ {
			home[k-from] = above
		}
		for k := down; k < below; k++ {
			home[k-from] = below
		}
	}
	var out [][]int
	for k := from; k < to; k++ {
		if n := len(out); n > 0 && home[k-from] == home[out[n-1][0]-from] {
			out[n-1] = append(out[n-1], k)
			continue
		}
		out = append(out, []int{k})
	}
	return out
}

// isAnchor says whether a row begins a row of cells: it has an amount in a column
// of amounts, or an entry of a list.
func (s *stream) isAnchor(r *textRow, cols []column) bool {
	if s.isTabular(r) {
		return true
	}
	for i := range r.chunks {
		if enumerator.MatchString(r.chunks[i].text) {
			return true
		}
		if lo, hi := rangeOf(cols, &r.chunks[i]); r.chunks[i].value && lo == hi && lo > 0 && 2*cols[lo].values > len(cols[lo].rows) {
			return true
		}
	}
	return false
}

// pitch is the usual distance of the baselines of two rows of amounts that
// follow each other.
func (s *stream) pitch(anchors []int) float64 {
	var d []float64
	for i := 1; i < len(anchors); i++ {
		if anchors[i] == anchors[i-1]+1 {
			d = append(d, s.rows[anchors[i]].line.Base-s.rows[anchors[i-1]].line.Base)
		}
	}
	if len(d) == 0 {
		return 0
	}
	slices.Sort(d)
	return d[len(d)/2]
}

// split divides the lines between two rows of amounts: those before up belong
// to the row above, those from down on to the row below.
func (s *stream) split(above, below, from, to int, pitch float64, cols []column) (up, down int) {
	up, down = above+1, below
	if down-up < 1 {
		return up, down
	}
	for up < below && above >= from && s.goesOn(above, up, pitch, cols) {
		up++
	}
	for down > up && below < to && s.leadsTo(down-1, below, pitch, cols) {
		down--
	}
	if left := down - up; left > 0 && above >= from && below < to && up == above+1 && down == below {
		switch {
		case left == 1: // beside the amounts of one of them, whose label it is
			a, b := s.rows[up].line.Base-s.rows[above].line.Base, s.rows[below].line.Base-s.rows[up].line.Base
			lacksA, lacksB := s.lacks(above, up, cols), s.lacks(below, up, cols)
			switch {
			case lacksB && (!lacksA || b <= a):
				return up, up
			case lacksA:
				return up + 1, up + 1
			}
		case left%2 == 0 && s.isEven(above, below): // set solid: half to each
			return up + left/2, up + left/2
		}
	}
	return up, down
}

// isEven says whether the lines from a to b are set at one distance, and closer
// than rows usually are.
func (s *stream) isEven(a, b int) bool {
	first := s.rows[a+1].line.Base - s.rows[a].line.Base
	for k := a + 1; k <= b; k++ {
		d := s.rows[k].line.Base - s.rows[k-1].line.Base
		if d > wrapped*max(s.rows[k].line.Size, 1) || d > 1.2*first || first > 1.2*d {
			return false
		}
	}
	return true
}

// lacks says whether row a has no text in the columns of line k.
func (s *stream) lacks(a, k int, cols []column) bool {
	for i := range s.rows[k].chunks {
		lo, hi := rangeOf(cols, &s.rows[k].chunks[i])
		for j := range s.rows[a].chunks {
			if from, to := rangeOf(cols, &s.rows[a].chunks[j]); from <= hi && lo <= to {
				return false
			}
		}
	}
	return true
}

// goesOn says whether line k, without amounts, is the rest of the row of the
// line above: it begins in the middle of a sentence, or stands closer than rows
// do, or nearer than to the row below.
func (s *stream) goesOn(above, k int, pitch float64, cols []column) bool {
	a, b := &s.rows[k-1], &s.rows[k]
	size := max(min(a.line.Size, b.line.Size), 1)
	down := b.line.Base - a.line.Base
	if down > tight*size || len(b.chunks) == 0 || s.isParted(k-1, k) {
		return false
	}
	under := false // text of the row that goes on
	for i := range b.chunks {
		lo, hi := rangeOf(cols, &b.chunks[i])
		if lo != hi {
			return false
		}
		for r := above; r < k; r++ {
			for j := range s.rows[r].chunks {
				if from, to := rangeOf(cols, &s.rows[r].chunks[j]); from <= lo && lo <= to && !s.rows[r].chunks[j].value {
					under = true
				}
			}
		}
	}
	if !under && !s.lacks(above, k, cols) {
		return false
	}
	return startsLower(b.chunks[0].text) || s.isCloser(down, pitch, size) && !s.isNearer(k, k-1, k+1)
}

// leadsTo says whether line k, without amounts, begins a text of the row below.
func (s *stream) leadsTo(k, below int, pitch float64, cols []column) bool {
	a, b := &s.rows[k], &s.rows[k+1]
	size := max(min(a.line.Size, b.line.Size), 1)
	down := b.line.Base - a.line.Base
	if down > tight*size || len(a.chunks) == 0 || s.isParted(k, k+1) {
		return false
	}
	for i := range a.chunks {
		if lo, hi := rangeOf(cols, &a.chunks[i]); lo != hi {
			return false
		}
	}
	if s.lacks(below, k, cols) && !s.isNearer(k, k+1, k-1) {
		return true
	}
	if b.chunks[0].value || overlap(a.line.X0, a.line.X1, b.chunks[0].x0, b.chunks[0].x1) == 0 {
		return false
	}
	return startsLower(b.chunks[0].text) || s.isCloser(down, pitch, size) && !s.isNearer(k, k+1, k-1)
}

// isCloser says whether two lines stand closer than two rows do.
func (s *stream) isCloser(down, pitch, size float64) bool {
	if pitch == 0 {
		return down < wrapped*size
	}
	return down < closer*pitch
}

// isNearer says whether line k is nearer to line other than to line own.
func (s *stream) isNearer(k, own, other int) bool {
	if other < 0 || other >= len(s.rows) {
		return false
	}
	dist := func(i int) float64 {
		d := s.rows[i].line.Base - s.rows[k].line.Base
		return max(d, -d)
	}
	return dist(other) < bound*dist(own)
}

// isParted says whether a rule is drawn between two lines.
func (s *stream) isParted(a, b int) bool {
	up, down := &s.rows[a].line, &s.rows[b].line
	size := max(min(up.Size, down.Size), 1)
	x0, x1 := max(up.X0, down.X0), min(up.X1, down.X1)
	if x1 <= x0 { // side by side
		x0, x1 = min(up.X0, down.X0), max(up.X1, down.X1)
	}
	return s.ruleBetween(up.Base, down.Base-0.5*size, x0, x1, 0.7)
}
