package layout

import "gongkai"

// Side is how a page must be turned to be read.
type Side int

const (
	// SideUp: it stands as it is read.
	SideUp Side = iota
	// SideDown: its text reads downwards; a landscape table on a portrait page.
	SideDown
	// SideRising: its text reads upwards.
	SideRising
)

const (
	// leastTurned is how many characters say how a page is read.
	leastTurned = 40
	// mostTurned is the share of the characters that are turned where it is read
	// so; the number of the page may stand upright.
	mostTurned = 0.8
)

// SideOf tells from the text how a page is read.
func SideOf(p *Page) Side {
	all, down, rising := 0, 0, 0
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if isSpace(g.Text) || g.Oblique() {
			continue
		}
		all++
		switch g.turned() {
		case 1:
			down++
		case -1:
			rising++
		}
	}
	switch least := max(leastTurned, int(mostTurned*float64(all))); {
	case down >= least:
		return SideDown
	case rising >= least:
		return SideRising
	}
	return SideUp
}

// Turned is the page as it is read.
func (p *Page) Turned(s Side) *Page {
	if s == SideUp {
		return p
	}
	out := *p
	out.Width, out.Height = p.Height, p.Width
	turn := 90
	if s == SideRising {
		turn = 270
	}
	out.Glyphs = make([]Glyph, len(p.Glyphs))
	for i, g := range p.Glyphs {
		g.Box = s.turn(g.Box, p.Width, p.Height)
		if !g.ClipBox.IsZero() {
			g.ClipBox = s.turn(g.ClipBox, p.Width, p.Height)
		}
		g.Turn = (g.Turn + 360 - turn) % 360
		g.Base = g.Y1 - 0.12*g.Size
		out.Glyphs[i] = g
	}
	out.Rulings = make([]Ruling, len(p.Rulings))
	for i, r := range p.Rulings {
		b := s.turn(gongkai.Box{X0: r.X0, Y0: r.Y0, X1: r.X1, Y1: r.Y1}, p.Width, p.Height)
		r.X0, r.Y0, r.X1, r.Y1 = b.X0, b.Y0, b.X1, b.Y1
		out.Rulings[i] = r
	}
	out.Images = make([]gongkai.Box, len(p.Images))
	for i, b := range p.Images {
		out.Images[i] = s.turn(b, p.Width, p.Height)
	}
	return &out
}

// turn brings a box of a page of this width and height to where it is on the
// page as it is read.
func (s Side) turn(b gongkai.Box, width, height float64) gongkai.Box {
	switch s {
	case SideDown:
		return gongkai.Box{X0: b.Y0, Y0: width - b.X1, X1: b.Y1, Y1: width - b.X0}
	case SideRising:
		return gongkai.Box{X0: height - b.Y1, Y0: b.X0, X1: height - b.Y0, Y1: b.X1}
	}
	return b
}

// Back brings a box of the page as it is read to where it is on the page of this
// width and height.
func (s Side) Back(b gongkai.Box, width, height float64) gongkai.Box {
	switch {
	case b.IsZero():
		return b
	case s == SideDown:
		return gongkai.Box{X0: width - b.Y1, Y0: b.X0, X1: width - b.Y0, Y1: b.X1}
	case s == SideRising:
		return gongkai.Box{X0: b.Y0, Y0: height - b.X1, X1: b.Y1, Y1: height - b.X0}
	}
	return b
}
