package table

import (
	"cmp"
	"slices"
	"strings"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

const (
	// streamRows bounds the lines of a page that are looked at, streamChunks the
	// chunks of a line: a page of four-point text in A3 has 300 lines.
	streamRows   = 600
	streamChunks = 80
	// apartLines is the gap, in font sizes, that ends a table without rulings, and
	// apartRows where amounts under the same columns go on below it.
	apartLines = 3.5
	apartRows  = 8.0
	// between is how many lines without amounts may stand between two with: a
	// heading, a label of three lines.
	between = 4
	// leastRows is how many lines of amounts make a table.
	leastRows = 3
)

// Streams finds the tables of a page that rulings do not draw, or not wholly:
// lines whose words stand in columns, with amounts. ruled are the page's grids
// and used the glyphs in them. It gives all tables, top to bottom, and the lines
// that stand in none, in reading order. A grid that is only a part of what the
// words show, a header with its rows below it, or one row around many lines, is
// read again as such.
func Streams(p *layout.Page, ruled []Fragment, used []bool, known Vocabulary) (tables []Fragment, rest []layout.Line) {
	members := make([]int, 0, len(p.Glyphs))
	for i := range p.Glyphs {
		if !used[i] {
			members = append(members, i)
		}
	}
	lines := layout.LinesOf(p.Glyphs, members)
	free := looseGrids(ruled, lines)
	if len(free) == 0 && !worthwhile(lines) {
		return ruled, lines
	}
	s := &stream{page: p, known: known}
	s.hs, s.vs = segments(p)
	for {
		all := lines
		if len(free) > 0 {
			all = s.linesWith(ruled, free, used)
		}
		s.grids = s.grids[:0]
		for _, i := range free {
			s.grids = append(s.grids, ruled[i].Box)
		}
		found, rest := s.search(all)
		kept := slices.DeleteFunc(slices.Clone(free), func(i int) bool { return !isWhole(&ruled[i], found, rest) })
		if len(kept) < len(free) { // the words do not show more than those grids
			free = kept
			continue
		}
		for i := range ruled {
			if !slices.Contains(free, i) {
				found = append(found, ruled[i])
			}
		}
		sortFragments(found)
		return found, rest
	}
}

func sortFragments(list []Fragment) {
	slices.SortStableFunc(list, func(a, b Fragment) int {
		return cmp.Or(cmp.Compare(a.Box.Y0, b.Box.Y0), cmp.Compare(a.Box.X0, b.Box.X0))
	})
}

// search goes through lines from top to bottom.
func (s *stream) search(lines []layout.Line) (found []Fragment, rest []layout.Line) {
	s.rows, s.done = s.rows[:0], 0
	if !worthwhile(lines) {
		return nil, lines
	}
	for i := range lines {
		s.rows = append(s.rows, s.cutLine(lines[i]))
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
			i = max(i+1, from+1, end)
			continue
		}
		f.Page, f.Method = s.page.Number, gongkai.MethodStream
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
	done   int           // rows before it belong to tables
	grids  []gongkai.Box // drawn around a part of a table
}

// stretch is a part of the page's width: of text, or without text between two
// chunks of a line.
type stretch struct{ x0, x1 float64 }

func (r *textRow) gaps() []stretch {
	var g []stretch
	for i := 1; i < len(r.chunks); i++ {
		g = append(g, stretch{r.chunks[i-1].x1, r.chunks[i].x0})
	}
	return g
}

// sentenceValues is how many values a line has at least beside which a part with
// the marks of a sentence is a column of text, and the line none of running text.
const sentenceValues = 3

// isTabular says whether a row has a label or value with values beside it. The
// marks of a Chinese sentence make it running text.
func (s *stream) isTabular(r *textRow) bool {
	return !r.line.Vertical && len(r.chunks) >= 2 && len(r.chunks) <= streamChunks && r.values > 0 && (r.values >= sentenceValues || !r.sentence())
}

func (r *textRow) sentence() bool {
	return slices.ContainsFunc(r.chunks, func(c chunk) bool { return strings.ContainsAny(c.text, "，。；") })
}

// region finds the rows from i on that share columns: from the first tabular
// row to the row after the last.
func (s *stream) region(i int) (from, to int, ok bool) {
	if !s.isTabular(&s.rows[i]) || s.isFolio(&s.rows[i]) {
		return 0, 0, false
	}
	rivers := s.rows[i].gaps()
	last, tabular, pending := i, 1, 0
	for k := i + 1; k < len(s.rows) && pending <= between; k++ {
		r := &s.rows[k]
		size := max(r.line.Size, s.rows[last].line.Size, 1)
		gap := r.line.Y0 - s.rows[k-1].line.Y1
		if r.line.Y1 < s.rows[k-1].line.Y0 || gap > apartRows*size && !s.inOneGrid(i, k) {
			break
		}
		if s.isFolio(r) || isCaptionAlone(r) && !s.inOneGrid(i, k) {
			break
		}
		if !s.isTabular(r) {
			switch fit := s.fits(r, rivers); {
			case s.inOneGrid(i, k):
			case gap > apartLines*size || !fit && s.isProse(r, i):
				return i, last + 1, tabular >= 2
			case !fit || len(rivers) < 3:
				pending++
			}
			continue
		}
		kept, alive := narrowed(rivers, r)
		if alive == 0 || 2*alive < len(rivers) && 2*alive < len(r.chunks)-1 || gap > apartLines*size && alive < 2 {
			break
		}
		rivers = kept
		last, pending = k, 0
		tabular++
	}
	return i, last + 1, tabular >= 2
}

// folio is a page number as it stands alone at the head or foot of a page.
var folio = regexp.MustCompile(`^[-—–－·•]*\d{1,4}[-—–－·•]*$|^第\d{1,4}页`)

// isFolio says whether a row is the number of the page.
func (s *stream) isFolio(r *textRow) bool {
	y := r.line.Base / s.page.Height
	return (y < 0.12 || y > 0.85) && len(r.line.Words) <= 4 && folio.MatchString(hanzi.Squeeze(r.line.Text()))
}

// fits says whether no text of a row runs across one of the rivers.
func (s *stream) fits(r *textRow, rivers []stretch) bool {
	if r.line.Vertical || len(r.chunks) == 0 {
		return false
	}
	for i := range r.chunks {
		c := &r.chunks[i]
		for _, v := range rivers {
			if c.x0 < v.x0 && c.x1 > v.x1 {
				return false
			}
		}
	}
	return true
}

// narrowed intersects rivers with the gaps of a row; a row that does not reach
// a river or crosses it leaves it as it is. alive counts those that the row has
// a gap in or does not reach.
func narrowed(rivers []stretch, r *textRow) (kept []stretch, alive int) {
	first, last := r.chunks[0].x0, r.chunks[len(r.chunks)-1].x1
	gaps := r.gaps()
	shared := 0
	for _, v := range rivers {
		if v.x0 >= last || v.x1 <= first {
			kept = append(kept, v)
			continue
		}
		best := stretch{}
		for _, g := range gaps {
			if x := (stretch{max(v.x0, g.x0), min(v.x1, g.x1)}); x.x1-x.x0 > best.x1-best.x0 {
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
		var more []stretch
		for _, g := range gaps {
			if !slices.ContainsFunc(kept, func(v stretch) bool { return v.x0 < g.x1 && g.x0 < v.x1 }) {
				more = append(more, g)
			}
		}
		kept = append(kept, more...)
		slices.SortFunc(kept, func(a, b stretch) int { return int(a.x0 - b.x0) })
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

// inOneGrid says whether two rows stand in one drawn grid.
func (s *stream) inOneGrid(a, b int) bool {
	for _, g := range s.grids {
		if l, m := &s.rows[a].line, &s.rows[b].line; g.Contains((l.X0+l.X1)/2, (l.Y0+l.Y1)/2) && g.Contains((m.X0+m.X1)/2, (m.Y0+m.Y1)/2) {
			return true
		}
	}
	return false
}
