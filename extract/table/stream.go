package table

import (
	"slices"
	"strings"

	"gongkai"
	"gongkai/extract/layout"
)

const (
	// streamRows bounds the lines of a page that are looked at, streamChunks the
	// chunks of a line: a page of four-point text in A3 has 300 lines.
	streamRows   = 600
	streamChunks = 80
	// apartLines is the gap, in font sizes, that ends a table without rulings.
	apartLines = 3.5
	// between is how many lines without amounts may stand between two with: a
	// heading, a label of three lines.
	between = 4
	// leastRows is how many lines of amounts make a table.
	leastRows = 3
)

// Streams finds the tables of a page that no rulings draw: lines whose words
// stand in columns, with amounts. lines are those outside of ruled tables, in
// reading order; the ones that belong to no table come back as rest.
func Streams(p *layout.Page, lines []layout.Line, known Vocabulary) (found []Fragment, rest []layout.Line) {
	if !worthwhile(lines) {
		return nil, lines
	}
	s := &stream{page: p, known: known}
	s.hs, s.vs = segments(p)
	for i := range lines {
		s.rows = append(s.rows, cutLine(lines[i]))
	}
	taken := make([]bool, len(lines))
	for i := 0; i < len(s.rows); {
		from, to, ok := s.region(i)
		if !ok {
			i++
			continue
		}
		f, head, end, ok := s.table(from, to)
		if !ok {
			i = max(i+1, from+1)
			continue
		}
		f.Page, f.Method = p.Number, gongkai.MethodStream
		found = append(found, f)
		for k := head; k < end; k++ {
			taken[k] = true
		}
		s.done = end
		i = end
	}
	if len(found) == 0 {
		return nil, lines
	}
	for i := range lines {
		if !taken[i] {
			rest = append(rest, lines[i])
		}
	}
	return found, rest
}

// worthwhile says whether a page may have a table without rulings at all: lines
// of several words far apart, near each other. Pages of text and pages whose
// tables are ruled end here.
func worthwhile(lines []layout.Line) bool {
	if len(lines) < leastRows || len(lines) > streamRows {
		return false
	}
	near := 0
	for i := range lines {
		if isSpread(&lines[i]) {
			if near += 3; near >= 7 {
				return true
			}
		} else if near > 0 {
			near--
		}
	}
	return false
}

// isSpread says whether words of a line stand far apart.
func isSpread(l *layout.Line) bool {
	if l.Vertical || len(l.Words) < 2 || len(l.Words) > 4*streamChunks {
		return false
	}
	for i := 1; i < len(l.Words); i++ {
		if l.Words[i].X0-l.Words[i-1].X1 > nearLabel*max(l.Words[i].Size, 1) {
			return true
		}
	}
	return false
}

// stream is the search on one page.
type stream struct {
	page   *layout.Page
	known  Vocabulary
	rows   []textRow
	hs, vs []segment
	done   int // rows before it belong to tables
}

// gapOf is a stretch without text between two chunks of a line.
type gapOf struct{ x0, x1 float64 }

func (r *textRow) gaps() []gapOf {
	var g []gapOf
	for i := 1; i < len(r.chunks); i++ {
		g = append(g, gapOf{r.chunks[i-1].x1, r.chunks[i].x0})
	}
	return g
}

// isTabular says whether a row has a label or value with values beside it. The
// marks of a Chinese sentence make it running text.
func (s *stream) isTabular(r *textRow) bool {
	return !r.line.Vertical && len(r.chunks) >= 2 && len(r.chunks) <= streamChunks && r.values > 0 && !r.sentence()
}

func (r *textRow) sentence() bool {
	return slices.ContainsFunc(r.chunks, func(c chunk) bool { return strings.ContainsAny(c.text, "，。；") })
}

// region finds the rows from i on that share columns: from the first tabular
// row to the row after the last.
func (s *stream) region(i int) (from, to int, ok bool) {
	if !s.isTabular(&s.rows[i]) {
		return 0, 0, false
	}
	rivers := s.rows[i].gaps()
	last, tabular, pending := i, 1, 0
	for k := i + 1; k < len(s.rows) && pending <= between; k++ {
		r := &s.rows[k]
		size := max(r.line.Size, s.rows[last].line.Size, 1)
		if gap := r.line.Y0 - s.rows[k-1].line.Y1; gap > apartLines*size || r.line.Y1 < s.rows[k-1].line.Y0 {
			break
		}
		if !s.isTabular(r) {
			if s.isProse(r, i) {
				break
			}
			pending++
			continue
		}
		kept, alive := narrowed(rivers, r)
		if alive == 0 || 2*alive < len(rivers) && 2*alive < len(r.chunks)-1 {
			break
		}
		rivers = kept
		last, pending = k, 0
		tabular++
	}
	return i, last + 1, tabular >= 2
}

// narrowed intersects rivers with the gaps of a row; a row that does not reach
// a river or crosses it leaves it as it is. alive counts those that the row has
// a gap in or does not reach.
func narrowed(rivers []gapOf, r *textRow) (kept []gapOf, alive int) {
	first, last := r.chunks[0].x0, r.chunks[len(r.chunks)-1].x1
	gaps := r.gaps()
	shared := 0
	for _, v := range rivers {
		if v.x0 >= last || v.x1 <= first {
			kept = append(kept, v)
			continue
		}
		best := gapOf{}
		for _, g := range gaps {
			if x := (gapOf{max(v.x0, g.x0), min(v.x1, g.x1)}); x.x1-x.x0 > best.x1-best.x0 {
				best = x
			}
		}
		if best.x1-best.x0 >= 0.3*max(r.line.Size, 1) {
			kept = append(kept, best)
			shared++
		} else {
			kept = append(kept, v)
		}
	}
	if len(gaps) > len(kept) { // the row shows more columns than were known
		var more []gapOf
		for _, g := range gaps {
			if !slices.ContainsFunc(kept, func(v gapOf) bool { return v.x0 < g.x1 && g.x0 < v.x1 }) {
				more = append(more, g)
			}
		}
		kept = append(kept, more...)
		slices.SortFunc(kept, func(a, b gapOf) int { return int(a.x0 - b.x0) })
	}
	return kept, shared
}

// isProse says whether a row is a line of running text beside the table that
// begins at row i: words that run across most of its columns.
func (s *stream) isProse(r *textRow, i int) bool {
	if r.line.Vertical || len(r.chunks) == 0 || r.sentence() {
		return true
	}
	first := &s.rows[i]
	width := first.line.X1 - first.line.X0
	for k := range r.chunks {
		c := &r.chunks[k]
		if c.width() > 0.7*width && c.width() > 15*max(r.line.Size, 1) {
			return true
		}
	}
	return false
}
