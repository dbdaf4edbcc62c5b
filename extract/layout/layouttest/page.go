// Package layouttest draws pages in memory, as a PDF reader would give them:
// only tests import it.
//
//   - Y is the baseline of text and the place of a line, in points from the top.
//   - Chinese characters are an em wide, all others half an em.
package layouttest

import (
	"unicode/utf8"

	"gongkai"
	"gongkai/extract/layout"
)

// Page is a layout.Page that is being drawn.
type Page struct {
	layout.Page
	// Size is the font size of the text that follows.
	Size  float64
	block int
}

// New is an empty page of A4 with text of 10 points; wide turns it.
func New(number int, wide bool) *Page {
	p := &Page{Page: layout.Page{Number: number, Width: 595, Height: 842}, Size: 10}
	if wide {
		p.Width, p.Height = p.Height, p.Width
	}
	return p
}

// Text shows s from x on.
func (p *Page) Text(x, y float64, s string) *Page {
	p.block++
	for _, r := range s {
		w := advance(r) * p.Size
		p.Glyphs = append(p.Glyphs, layout.Glyph{
			Text: string(r), Box: gongkai.Box{X0: x, Y0: y - 0.88*p.Size, X1: x + w, Y1: y + 0.12*p.Size},
			Base: y, Size: p.Size, Block: p.block,
		})
		x += w
	}
	return p
}

// Right shows s so that it ends at x.
func (p *Page) Right(x, y float64, s string) *Page { return p.Text(x-p.width(s), y, s) }

// Middle shows s in the middle of the page.
func (p *Page) Middle(y float64, s string) *Page { return p.Text((p.Width-p.width(s))/2, y, s) }

func (p *Page) width(s string) float64 {
	w := 0.0
	for _, r := range s {
		w += advance(r) * p.Size
	}
	return w
}

func advance(r rune) float64 {
	if utf8.RuneLen(r) > 2 {
		return 1
	}
	return 0.5
}

// H draws a line at y from x0 to x1.
func (p *Page) H(y, x0, x1 float64) *Page { return p.rule(x0, y, x1, y) }

// V draws a line at x from y0 to y1.
func (p *Page) V(x, y0, y1 float64) *Page { return p.rule(x, y0, x, y1) }

func (p *Page) rule(x0, y0, x1, y1 float64) *Page {
	p.Rulings = append(p.Rulings, layout.Ruling{X0: x0, Y0: y0, X1: x1, Y1: y1, Thickness: 0.5})
	return p
}

// Grid draws every line of a grid.
func (p *Page) Grid(xs, ys []float64) *Page {
	for _, y := range ys {
		p.H(y, xs[0], xs[len(xs)-1])
	}
	for _, x := range xs {
		p.V(x, ys[0], ys[len(ys)-1])
	}
	return p
}

// Rows writes the texts of rows into the cells of a grid, 3 points from the left
// border and 5 above the lower one; "" leaves a cell blank.
func (p *Page) Rows(xs, ys []float64, rows ...[]string) *Page {
	for r, row := range rows {
		for c, s := range row {
			if s != "" {
				p.Text(xs[c]+3, ys[r+1]-5, s)
			}
		}
	}
	return p
}

// Steps are n+1 coordinates from start, step points apart.
func Steps(start, step float64, n int) []float64 {
	at := make([]float64, n+1)
	for i := range at {
		at[i] = start + float64(i)*step
	}
	return at
}
