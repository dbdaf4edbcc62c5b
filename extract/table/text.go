package table

import (
	"math"
	"slices"
	"strings"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

const (
	// padding is how far, in points, text starts from the border of its cell.
	padding = 6.0
	// hugging is the same where the text can be set from that border only.
	hugging = 3.0
	// leastOver is from where on text that reaches past a border is not set from it.
	leastOver = 0.5
	// lineHeight is the distance, in font sizes, from one line of a cell to the
	// next, at the most.
	lineHeight = 2.0
)

// fill puts the page's glyphs into the fragment's cells and marks them used.
//
// A glyph belongs to the cell that its centre is in. Text that overflows its
// cell, as spreadsheets let it, goes whole to its own cell: sideways where a run
// is set solid across a border, upwards and downwards where a border cuts
// through one of the lines.
func fill(f *Fragment, p *layout.Page, runs []run, used []bool) {
	home := f.homes(p, runs, used)
	f.unstack(p, runs, home)
	for i := range home {
		for k, g := range runs[i].glyphs {
			if used[g] { // text that reaches into a table read before is its
				home[i][k] = -1
			}
		}
	}
	// the glyphs of each cell, one cell's after the other's
	ends := make([]int, len(f.Cells)+1)
	for i := range home {
		for _, c := range home[i] {
			if c >= 0 {
				ends[c+1]++
			}
		}
	}
	for c := range f.Cells {
		ends[c+1] += ends[c]
	}
	members := make([]int, ends[len(f.Cells)])
	next := slices.Clone(ends)
	for i := range runs {
		for k, g := range runs[i].glyphs {
			if c := home[i][k]; c >= 0 {
				used[g] = true
				members[next[c]] = g
				next[c]++
			}
		}
	}
	f.full = make([]float64, len(f.Cells))
	for i := range f.Cells {
		c := &f.Cells[i]
		c.Page = p.Number
		lines := linesIn(p.Glyphs, members[ends[i]:ends[i+1]])
		c.Text, c.Indent = cellText(lines, c.Box)
		if n := len(lines) - 1; n >= 0 {
			f.full[i] = fullWidth(&lines[n], c.Box)
		}
	}
}

// homes tells for each glyph of each run the cell that it belongs to, or -1.
func (f *Fragment) homes(p *layout.Page, runs []run, used []bool) [][]int {
	nx, ny := len(f.Xs)-1, len(f.Ys)-1
	owner := make([]int, nx*ny)
	for i, c := range f.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				owner[r*nx+k] = i
			}
		}
	}
	total := 0
	for i := range runs {
		total += len(runs[i].glyphs)
	}
	home, all := make([][]int, len(runs)), make([]int, total)
	for i := range runs {
		r := &runs[i]
		home[i], all = all[:len(r.glyphs):len(r.glyphs)], all[len(r.glyphs):]
		inside, row, y := false, -1, math.NaN()
		for k, n := range r.glyphs {
			home[i][k] = -1
			g := &p.Glyphs[n]
			if at := (g.Y0 + g.Y1) / 2; at != y {
				row, y = interval(f.Ys, at), at
			}
			if row < 0 || used[n] {
				continue
			}
			if c := interval(f.Xs, (g.X0+g.X1)/2); c >= 0 {
				home[i][k] = owner[row*nx+c]
				inside = true
			}
		}
		if !inside {
			continue
		}
		f.rejoin(p, r, home[i])
	}
	return home
}

// interval is the one of ascending lines that v is in, or -1.
func interval(lines []float64, v float64) int {
	n := len(lines)
	if n < 2 || !(v >= lines[0] && v < lines[n-1]) {
		return -1
	}
	i, exact := slices.BinarySearch(lines, v)
	if exact {
		return i
	}
	return i - 1
}

// rejoin gives every stretch of a run that crosses borders without a gap to one
// cell; a stretch may begin or end outside the grid.
func (f *Fragment) rejoin(p *layout.Page, r *run, home []int) {
	for start := 0; start < len(home); {
		end := start + 1
		crossed := false
		for end < len(home) {
			if home[end] != home[end-1] {
				last, next := &p.Glyphs[r.glyphs[end-1]], &p.Glyphs[r.glyphs[end]]
				gap := next.X0 - last.X1
				if gap > 0.25*r.size || isAmount(p, r.glyphs[end:]) && !isMark(last.Text) ||
					gap > 0.1*r.size && isAmount(p, r.glyphs[start:end]) && !isMark(next.Text) {
					break
				}
				crossed = true
			}
			end++
		}
		if crossed {
			f.settle(p, r.glyphs[start:end], home[start:end])
		}
		start = end
	}
}

// settle gives a stretch to its own cell, as long as most of it is in the grid.
func (f *Fragment) settle(p *layout.Page, glyphs, home []int) {
	from, to := 0, len(home)
	for from < to && home[from] < 0 {
		from++
	}
	for to > from && home[to-1] < 0 {
		to--
	}
	if 2*(to-from) <= len(home) || slices.Contains(home[from:to], -1) {
		return
	}
	c := home[from]
	if slices.ContainsFunc(home[from:to], func(other int) bool { return other != c }) {
		c = f.ownCell(p, glyphs[from:to], home[from:to])
	}
	for k := range home {
		home[k] = c
	}
}

// isAmount says whether the glyphs are an amount to their end: a number
// beside a label that fills its cell to the border is the neighbour's, and so
// is a label close behind a number that is set to its border.
func isAmount(p *layout.Page, glyphs []int) bool {
	text := ""
	for _, g := range glyphs {
		text += p.Glyphs[g].Text
		if len(text) > 40 {
			return false
		}
	}
	return amount.MatchString(hanzi.Fold(text))
}

func isMark(s string) bool { return s != "" && strings.ContainsAny(s, "0123456789.,-") }

// ownCell is the cell of text that overflows: the one that its clip rectangle
// names, the one that it is centred on, or the one whose border it starts or
// ends at.
func (f *Fragment) ownCell(p *layout.Page, glyphs, home []int) int {
	first, last := &p.Glyphs[glyphs[0]], &p.Glyphs[glyphs[len(glyphs)-1]]
	count := map[int]int{}
	for _, c := range home {
		count[c]++
	}
	clip := first.ClipBox
	mid := (first.X0 + last.X1) / 2
	best, bestOff := home[0], math.Inf(1)
	for _, c := range home {
		b := f.Cells[c].Box
		if !clip.IsZero() && within(clip, gongkai.Box{X0: b.X0 - 1, Y0: b.Y0 - 1, X1: b.X1 + 1, Y1: b.Y1 + 1}) {
			return c
		}
		if off := math.Abs(mid - (b.X0+b.X1)/2); off < bestOff {
			best, bestOff = c, off
		}
	}
	head, tail := f.Cells[home[0]].Box, f.Cells[home[len(home)-1]].Box
	fromLeft, toRight := first.X0-head.X0, tail.X1-last.X1
	switch {
	case fromLeft <= hugging || toRight <= hugging: // set from a border, not in the middle
	case bestOff <= 1.5 && best != home[0] && best != home[len(home)-1]:
		return best
	}
	switch {
	case fromLeft <= padding && (toRight > padding || fromLeft <= toRight || toRight < -leastOver && fromLeft >= 0):
		return home[0]
	case toRight <= padding:
		return home[len(home)-1]
	}
	for _, c := range home {
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}

// unstack finds lines of one text that a border cuts through: text of more lines
// than its row has room for. The whole text goes to the cell of its middle.
func (f *Fragment) unstack(p *layout.Page, runs []run, home [][]int) {
	single := func(i int) int {
		for _, c := range home[i] {
			if c != home[i][0] {
				return -1
			}
		}
		return home[i][0]
	}
	f.takeCut(runs, home, single)
	for start := 0; start < len(runs); {
		c := single(start)
		end := start + 1
		if c < 0 {
			start = end
			continue
		}
		cut := f.isCut(&runs[start], c)
		for end < len(runs) {
			d := single(end)
			if d < 0 || f.Cells[d].Col != f.Cells[c].Col || f.Cells[d].ColSpan != f.Cells[c].ColSpan || !isNextLine(&runs[end-1], &runs[end]) {
				break
			}
			cut = cut || f.isCut(&runs[end], d)
			end++
		}
		if cut && end-start > 1 {
			size := runs[start].size
			y := (runs[start].base+runs[end-1].base)/2 - 0.35*size
			for i := range f.Cells {
				if b := f.Cells[i].Box; f.Cells[i].Col == f.Cells[c].Col && y >= b.Y0 && y < b.Y1 {
					for k := start; k < end; k++ {
						for n := range home[k] {
							home[k][n] = i
						}
					}
				}
			}
		}
		start = end
	}
}

// takeCut takes in lines that the head or the foot of the grid cuts through and
// that belong to a text inside.
func (f *Fragment) takeCut(runs []run, home [][]int, single func(int) int) {
	for i := range runs {
		r := &runs[i]
		if home[i][0] >= 0 || !r.isCutAt(f.Ys[0]) && !r.isCutAt(f.Ys[len(f.Ys)-1]) {
			continue
		}
		for _, k := range [2]int{i - 1, i + 1} {
			if k < 0 || k >= len(runs) || single(k) < 0 {
				continue
			}
			if upper, lower := min(i, k), max(i, k); isNextLine(&runs[upper], &runs[lower]) {
				for n := range home[i] {
					home[i][n] = home[k][0]
				}
				break
			}
		}
	}
}

// isCut says whether a border of cell c goes through the middle of the run.
func (f *Fragment) isCut(r *run, c int) bool {
	return r.isCutAt(f.Cells[c].Box.Y0) || r.isCutAt(f.Cells[c].Box.Y1)
}

// isCutAt says whether y goes through the middle of the run.
func (r *run) isCutAt(y float64) bool { return y > r.base-0.7*r.size && y < r.base-0.1*r.size }

// isNextLine says whether b is set as the line below a: no further down than
// lines of one text are, and beginning or centred where a does.
func isNextLine(a, b *run) bool {
	down := b.base - a.base
	return down > 0.8*a.size && down < lineHeight*a.size && math.Abs(a.size-b.size) < 0.2*a.size &&
		(math.Abs(a.x0-b.x0) < a.size || math.Abs(a.x0+a.x1-b.x0-b.x1) < 2*a.size || math.Abs(a.x1-b.x1) < a.size)
}

// cellText is the text of a cell with its lines joined, and how far the first
// line is set in.
func cellText(lines []layout.Line, box gongkai.Box) (string, float64) {
	if len(lines) == 0 {
		return "", 0
	}
	text := strings.TrimSpace(lines[0].Text())
	for i := 1; i < len(lines); i++ {
		text = joinCell(text, lines[i].Text(), isFull(&lines[i-1], box))
	}
	return text, max(0, lines[0].X0-box.X0)
}

// isFull says whether a line leaves no room in its cell for another character.
func isFull(l *layout.Line, box gongkai.Box) bool {
	return box.Width()-l.Width() < 1.5*l.Size+2
}

// fullWidth is the width of a cell in font sizes where another character has no
// room behind the line, with the padding that the line has at its left; else 0.
func fullWidth(l *layout.Line, box gongkai.Box) float64 {
	if box.X1-l.X1 < l.Size+min(l.X0-box.X0, padding) {
		return box.Width() / max(l.Size, 1)
	}
	return 0
}

var (
	// amount is a printed amount that is complete in itself.
	amount = regexp.MustCompile(`^[-－—(（]?(\d{1,3}([,，]\d{3})+([.．]\d+)?|\d+[.．]\d+)[)）%％]?$`)
	digits = regexp.MustCompile(`^[\d.,]+$`)
)

// joinCell appends a line of a cell: a number that the cell's width broke is
// made whole, two numbers on two lines stay two.
func joinCell(text, line string, full bool) string {
	before, after := hanzi.Fold(hanzi.Squeeze(text)), hanzi.Fold(hanzi.Squeeze(line))
	if before == "" || after == "" || !digits.MatchString(strings.TrimLeft(after, "-")) || !isDigit(before[len(before)-1]) && !strings.HasSuffix(before, ".") && !strings.HasSuffix(before, ",") {
		return gongkai.JoinLines(text, line)
	}
	if strings.ContainsFunc(before, func(r rune) bool { return !isDigitOrMark(r) && r != '-' }) && full {
		return gongkai.JoinLines(text, line) // a number within a sentence
	}
	last := before[strings.LastIndexFunc(before, func(r rune) bool { return !isDigitOrMark(r) })+1:]
	broken := full && (amount.MatchString(last+after) && !(amount.MatchString(last) && amount.MatchString(after)) || !strings.ContainsAny(last+after, ".,"))
	if broken && after[0] != '-' {
		return gongkai.JoinLines(text, line)
	}
	return strings.TrimSpace(text) + " " + strings.TrimSpace(line)
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isDigitOrMark(r rune) bool { return r >= '0' && r <= '9' || r == '.' || r == ',' }
