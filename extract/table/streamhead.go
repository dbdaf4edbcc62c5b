package table

import (
	"slices"
	"strings"

	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

const (
	// headLines is more lines than a header without rulings has.
	headLines = 9
	// captionedLines is the same where a line with the unit of money stands above.
	captionedLines = 14
	// headGap is the gap, in font sizes, between two lines of a header, or the
	// header and its table, at the most.
	headGap = 2.2
	// tight is the distance, in font sizes, from one line of a text to the next,
	// at the most, where both are one cell of a header.
	tight = 1.6
)

// captionText begins what is set over a table or figure and is not of it.
var (
	captionText = regexp.MustCompile(`^(?i:table|exhibit|figure|chart|box|annex|appendix|source|note|panel)s?\b|^(附?表|图|附件|注)[\d一二三四五六七八九十:]|^(公开|预算|决算|财决|批复|部门|单位)*\d{2}表$|^(编制|编报|填报|预算|公开|主管|金额)?(单位|部门)(名称)?:|单位:(人民币)?[万亿]?元`)
	unitLine    = regexp.MustCompile(`单位:?[(]?(人民币)?[万亿]?元|^[(]?[万亿]?元[)]?$`)
	titleEnd    = regexp.MustCompile(`\p{Han}表([(][^)]*[)])?$`)
)

// isCaption says whether a row is the caption of a table or a note.
func isCaption(r *textRow) bool {
	for i := range r.chunks {
		if t := hanzi.Squeeze(r.chunks[i].text); i == 0 || strings.Contains(t, ":") {
			if captionText.MatchString(hanzi.Fold(r.chunks[i].text)) || captionText.MatchString(t) {
				return true
			}
		}
	}
	return len(r.chunks) == 1 && titleEnd.MatchString(hanzi.Squeeze(r.chunks[0].text))
}

// isCaptionAlone says whether a row can be nothing but a caption: a title, or the
// unit of money.
func isCaptionAlone(r *textRow) bool {
	return len(r.chunks) == 1 && titleEnd.MatchString(hanzi.Squeeze(r.chunks[0].text)) || r.values == 0 && unitLine.MatchString(hanzi.Squeeze(r.line.Text()))
}

// head goes up from the first row of amounts and gives the first row of the
// header. Rules drawn over the whole width end it when text stood below them.
func (s *stream) head(from int, cols []column) int {
	x0, x1 := cols[0].x0, cols[len(cols)-1].x1
	if k := s.underCaption(from, x0, x1); k >= 0 {
		return k
	}
	head, below := from, false // below: header text since the last rule
	for k := from - 1; k >= s.done && from-k <= headLines; k-- {
		r, next := &s.rows[k], &s.rows[k+1]
		if s.inOneGrid(k, from) || k+1 < from && s.inOneGrid(k, k+1) {
			head, below = k, true
			continue
		}
		size := max(min(r.line.Size, next.line.Size), 1)
		gap := next.line.Y0 - r.line.Y1
		if gap > headGap*size || gap < -size || r.line.Vertical {
			break
		}
		if below && s.ruleBetween(r.line.Base, next.line.Base-0.5*size, x0, x1, 0.8) {
			break
		}
		if isCaption(r) || !s.isHeading(r, cols, x0, x1) {
			break
		}
		below = true
		head = k
	}
	for head < from { // what stands alone over the label column is a title
		r := &s.rows[head]
		if len(r.chunks) > 1 || s.inOneGrid(head, head+1) || s.ruleBetween(r.line.Y0-2.5*r.line.Size, r.line.Base-0.5*r.line.Size, x0, x1, 0.8) {
			break
		}
		if lo, _ := rangeOf(cols, &r.chunks[0]); lo > 0 {
			break
		}
		head++
	}
	return head
}

// underCaption gives the row below the nearest line of a caption, where nothing
// but a header stands between it and the first row of amounts; else -1.
func (s *stream) underCaption(from int, x0, x1 float64) int {
	for k := from - 1; k >= s.done && from-k <= captionedLines; k-- {
		r, next := &s.rows[k], &s.rows[k+1]
		size := max(min(r.line.Size, next.line.Size), 1)
		if gap := next.line.Y0 - r.line.Y1; r.line.Vertical || gap > apartLines*size || gap < -size {
			return -1
		}
		if isCaption(r) {
			if unitLine.MatchString(hanzi.Squeeze(r.line.Text())) {
				return k + 1
			}
			return -1
		}
		if r.sentence() || overlap(r.line.X0, r.line.X1, x0, x1) == 0 && len(r.chunks) == 1 && r.line.X1 < x0-6*size {
			return -1
		}
	}
	return -1
}

// isHeading says whether a row can be a line of the header over cols: within
// their width, and set column by column or in the middle of several.
func (s *stream) isHeading(r *textRow, cols []column, x0, x1 float64) bool {
	size := max(r.line.Size, 1)
	if len(r.chunks) == 0 || r.line.X0 < x0-2*size || r.line.X1 > x1+4*size || len(r.chunks) > streamChunks {
		return false
	}
	for i := range r.chunks {
		c := &r.chunks[i]
		lo, hi := rangeOf(cols, c)
		if lo == 0 && hi > 0 && len(cols) > 2 || len(r.chunks) == 1 && lo == 0 && c.width() > 0.5*(x1-x0) {
			return false
		}
		if len(c.text) > 0 && c.text[0] == '(' && len(r.chunks) == 1 && hi-lo > 0 {
			return false // (in thousands)
		}
	}
	return true
}

// ruleBetween says whether a horizontal rule is drawn between two heights over
// the share of the width from x0 to x1.
func (s *stream) ruleBetween(y0, y1, x0, x1, share float64) bool {
	sum := 0.0
	for _, h := range s.hs {
		if h.at > y0 && h.at < y1 {
			sum += overlap(h.lo, h.hi, x0, x1)
		}
	}
	return sum > 0 && sum >= share*(x1-x0)
}

// block is a cell of the header: chunks of lines that follow each other.
type block struct {
	cell
	top, last int // its first and last line
}

// cell is a range of columns with the chunks that make its text.
type cell struct {
	from, to int // columns, inclusive
	parts    []part
	row      int
	tall     int // rows below the first that it spans
}

// part is a chunk of a row.
type part struct{ row, chunk int }

// headCells puts the lines of a header into cells: lines set tight over the
// same columns are one cell, and a cell over several columns stands in a row
// above theirs. rows is how many rows of cells there are.
func (s *stream) headCells(from, to int, cols []column) (cells []cell, rows int) {
	var blocks []block
	over := make([]int, len(cols)) // the block over each column, plus one
	for k := from; k < to; k++ {
		r := &s.rows[k]
		spans := s.grouped(from, k, to, s.headSpans(k, to, cols), over, cols)
		for i := range r.chunks {
			b := block{cell: cell{from: spans[i][0], to: spans[i][1], parts: []part{{k, i}}}, top: k, last: k}
			if at := s.above(blocks, &b); at >= 0 {
				blocks[at].parts = append(blocks[at].parts, part{k, i})
				blocks[at].last = k
				continue
			}
			blocks = append(blocks, b)
		}
		for n := range blocks {
			for c := blocks[n].from; c <= blocks[n].to; c++ {
				over[c] = max(over[c], n+1)
			}
		}
	}
	// levels from the bottom
	level := make([]int, len(blocks))
	for i := len(blocks) - 1; i >= 0; i-- {
		for j := range blocks {
			if blocks[j].top > blocks[i].last && blocks[j].from <= blocks[i].to && blocks[j].to >= blocks[i].from {
				level[i] = max(level[i], level[j]+1)
			}
		}
		rows = max(rows, level[i]+1)
	}
	for i := range blocks {
		blocks[i].row = rows - 1 - level[i]
	}
	for i := range blocks {
		if p := blocks[i].parts[0]; hasHan(s.rows[p.row].chunks[p.chunk].text) {
			blocks[i].tall = s.rowsUpTo(blocks, i)
		}
		blocks[i].row -= blocks[i].tall
		cells = append(cells, blocks[i].cell)
	}
	return cells, rows
}

// rowsUpTo is how many rows of the header right above block i are free: a text
// with none above it is a cell as high as the header, in Chinese forms.
func (s *stream) rowsUpTo(blocks []block, i int) int {
	top := 0
	for j := range blocks {
		if b := &blocks[j]; j != i && b.from <= blocks[i].to && b.to >= blocks[i].from && b.row < blocks[i].row {
			top = max(top, b.row+b.tall+1)
		}
	}
	return max(0, blocks[i].row-top)
}

// above finds the block that b goes on: the one of the same columns whose last
// line is right above, without a rule between.
func (s *stream) above(blocks []block, b *block) int {
	for i := len(blocks) - 1; i >= 0; i-- {
		a := &blocks[i]
		if a.from > b.to || a.to < b.from {
			continue
		}
		if a.from != b.from || a.to != b.to {
			return -1
		}
		up, down := &s.rows[a.last].line, &s.rows[b.top].line
		c, d := &s.rows[b.top].chunks[b.parts[0].chunk], &s.rows[a.last].chunks[a.parts[len(a.parts)-1].chunk]
		if down.Base-up.Base > tight*max(min(up.Size, down.Size), 1) || c.value && d.value ||
			s.ruleBetween(up.Base, down.Base-0.5*down.Size, max(c.x0, d.x0), min(c.x1, d.x1), 0.7) {
			return -1
		}
		return i
	}
	return -1
}

// headSpans gives the columns of each chunk of header line k. What has a rule
// of its own below it spans what the rule spans; what stands in the middle of
// columns that have text of their own further down spans them.
func (s *stream) headSpans(k, end int, cols []column) [][2]int {
	r := &s.rows[k]
	spans := make([][2]int, len(r.chunks))
	for i := range r.chunks {
		spans[i][0], spans[i][1] = rangeOf(cols, &r.chunks[i])
	}
	filled := make([]bool, len(cols)) // by header text below
	for j := k + 1; j < end; j++ {
		for i := range s.rows[j].chunks {
			lo, hi := rangeOf(cols, &s.rows[j].chunks[i])
			for c := lo; c <= hi && lo == hi; c++ {
				filled[c] = true
			}
		}
	}
	next := s.rows[k+1].line
	for i := range r.chunks {
		c := &r.chunks[i]
		lo, hi := 0, len(cols)-1
		if i > 0 {
			lo = spans[i-1][1] + 1
		}
		if i+1 < len(spans) {
			hi = spans[i+1][0] - 1
		}
		if from, to, ok := s.ruledSpan(c, r.line.Base, next.Base-0.3*next.Size, cols); ok {
			spans[i] = [2]int{max(lo, from), min(hi, to)}
		} else if k+1 < end {
			spans[i] = centredSpan(c, spans[i], lo, hi, cols, filled)
		}
		if spans[i][0] > spans[i][1] { // no column is left between its neighbours
			at := max(0, spans[i][1])
			spans[i] = [2]int{at, at}
		}
	}
	return spans
}

// ruledSpan is the columns over which the rule below a chunk is drawn.
func (s *stream) ruledSpan(c *chunk, y0, y1 float64, cols []column) (from, to int, ok bool) {
	i := slices.IndexFunc(s.hs, func(h segment) bool {
		return h.at > y0 && h.at < y1 && overlap(h.lo, h.hi, c.x0, c.x1) > 0.8*c.width() && h.length() < 0.9*(cols[len(cols)-1].x1-cols[0].x0)
	})
	if i < 0 {
		return 0, 0, false
	}
	from, to = -1, -1
	for j := range cols {
		if mid := (cols[j].x0 + cols[j].x1) / 2; mid > s.hs[i].lo && mid < s.hs[i].hi {
			if from < 0 {
				from = j
			}
			to = j
		}
	}
	return from, to, from >= 0
}

// centredSpan widens a span to the columns that its chunk is in the middle of,
// where it is in the middle of no single one.
func centredSpan(c *chunk, span [2]int, lo, hi int, cols []column, filled []bool) [2]int {
	off := func(a, b int) float64 {
		d := (cols[a].x0+cols[b].x1)/2 - c.centre()
		return max(d, -d)
	}
	best := span
	for a := span[0]; a >= max(lo, 1) && filled[a]; a-- {
		for b := span[1]; b <= hi && filled[b]; b++ {
			if off(a, b) < off(best[0], best[1])-2 {
				best = [2]int{a, b}
			}
		}
	}
	return best
}
