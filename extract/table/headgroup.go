package table

import (
	"unicode"
	"unicode/utf8"

	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

// total is the label of a row of sums.
var total = regexp.MustCompile(`^[合总小]计$`)

const (
	// offCentre is how far, in font sizes, the text of a group stands from the
	// middle of its columns, at the most; offWidth the same as a share of their
	// width, since the borders of columns without rulings are only about known.
	offCentre, offWidth = 1.2, 0.12
	// orphan is what it costs, in font sizes off the centre, to leave a column
	// without the group above it.
	orphan = 1.0
)

// grouped widens the spans of header line k to the columns that its texts stand
// over: in forms each column of the line below has a group, and a group's text
// stands in the middle of its columns. above holds for each column the cell that
// stands over it so far, so that no group reaches into another's columns.
func (s *stream) grouped(from, k, end int, spans [][2]int, above []int, cols []column) [][2]int {
	r := &s.rows[k]
	xs := borders(cols)
	middle := (s.rows[from].line.Base + s.rows[end-1].line.Base) / 2
	for i := range r.chunks {
		under, line := s.childrenOf(k, end, spans[i], cols)
		if under == nil || !hasHan(r.chunks[i].text) {
			continue
		}
		// a text in the middle of the whole header's height is as high as that
		whole := abs(s.rows[line].line.Base-middle) < 0.4*max(r.line.Size, 1)
		free := func(c int) bool {
			return under[c] != nil && above[c] == above[spans[i][0]] && !(whole && s.isLowest(line, end, under[c]))
		}
		lo, hi := spans[i][0], spans[i][1]
		first, last := 0, len(cols)-1
		if i > 0 {
			first = spans[i-1][1] + 1
		}
		if i+1 < len(spans) {
			last = spans[i+1][0] - 1
		}
		for lo > first && free(lo-1) {
			lo--
		}
		for hi < last && free(hi+1) {
			hi++
		}
		size := max(r.line.Size, 1)
		best, least := spans[i], offCentre*size+orphan*size*float64(len(cols))
		for a := lo; a <= spans[i][0]; a++ {
			for b := spans[i][1]; b <= hi; b++ {
				off := offOf(&r.chunks[i], a, b, xs, under)
				if off > max(offCentre*size, offWidth*(xs[b+1]-xs[a])) {
					continue
				}
				if cost := off + orphan*size*float64(a-lo+hi-b); cost < least {
					best, least = [2]int{a, b}, cost
				}
			}
		}
		spans[i] = best
	}
	return spans
}

// offOf is how far a text stands from the middle of columns a to b: of their
// borders, or of the texts below.
func offOf(c *chunk, a, b int, xs []float64, under []*chunk) float64 {
	off := abs((xs[a]+xs[b+1])/2 - c.centre())
	if under[a] != nil && under[b] != nil {
		off = min(off, abs((under[a].x0+under[b].x1)/2-c.centre()))
	}
	return off
}

// isOverTwo says whether a text of header line k stands in the middle between two
// neighbours of a line below it: it is their group and no column.
func (s *stream) isOverTwo(k, end int, c *chunk) bool {
	for j := k + 1; j < end; j++ {
		list := s.rows[j].chunks
		for i := 1; i < len(list); i++ {
			a, b := &list[i-1], &list[i]
			if a.centre() < c.centre() && b.centre() > c.centre() && abs((a.x0+b.x1)/2-c.centre()) <= offCentre*max(s.rows[k].line.Size, 1) {
				return true
			}
		}
	}
	return false
}

// widenTotal lets 合计 span the columns of code and name where it stands in the
// middle of both.
func (s *stream) widenTotal(cells []cell, cols []column) {
	if len(cells) < 2 || cells[0].from != cells[0].to || cells[0].to > 1 || cells[1].from < 2 || len(cells[0].parts) != 1 || len(cols) < 3 {
		return
	}
	p := cells[0].parts[0]
	c, size := &s.rows[p.row].chunks[p.chunk], max(s.rows[p.row].line.Size, 1)
	if !hasHan(c.text) || !total.MatchString(hanzi.Squeeze(c.text)) {
		return
	}
	xs := borders(cols)
	at := cells[0].from
	both, one := abs((xs[0]+xs[2])/2-c.centre()), abs((xs[at]+xs[at+1])/2-c.centre())
	if both <= 2*offCentre*size && 2*both < one {
		cells[0].from, cells[0].to = 0, 1
	}
}

// childrenOf are the texts, by column, of the first line below k that has one
// below the span, and that line; nil where none has.
func (s *stream) childrenOf(k, end int, span [2]int, cols []column) (list []*chunk, line int) {
	for j := k + 1; j < end; j++ {
		out := make([]*chunk, len(cols))
		hit := false
		for i := range s.rows[j].chunks {
			c := &s.rows[j].chunks[i]
			if lo, hi := rangeOf(cols, c); lo == hi {
				out[lo] = c
				hit = hit || lo >= span[0] && lo <= span[1]
			}
		}
		if hit {
			return out, j
		}
	}
	return nil, k
}

// isLowest says whether no text of the header stands below one of line k.
func (s *stream) isLowest(k, end int, c *chunk) bool {
	for j := k + 1; j < end; j++ {
		for i := range s.rows[j].chunks {
			if overlap(s.rows[j].chunks[i].x0, s.rows[j].chunks[i].x1, c.x0, c.x1) > 0 {
				return false
			}
		}
	}
	return true
}

func abs(x float64) float64 { return max(x, -x) }

func hasHan(s string) bool {
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if unicode.Is(unicode.Han, r) {
			return true
		}
		s = s[n:]
	}
	return false
}
