package pdf

import (
	"errors"
	"fmt"
	"math"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/extract/pdf/font"
	"gongkai/extract/pdf/object"
	"gongkai/internal/limits"
)

func isTooLarge(err error) bool { return errors.Is(err, ErrTooLarge) }

func (in *interpreter) textOperator(op []byte, args []object.Token, resources object.Dict) error {
	n := len(args)
	switch string(op) {
	case "BT":
		in.tm, in.tlm = identity, identity
		in.block++
	case "Tc", "Tw", "Tz", "TL", "Ts", "Tr":
		if v, ok := last(args, 1); ok {
			in.textState(op[1], v[0])
		}
	case "Tf":
		if n >= 2 && args[n-2].Kind == object.NameToken {
			in.font, in.size = in.file.font(resources, object.Name(args[n-2].Bytes)), args[n-1].Num
		}
	case "Td":
		if v, ok := last(args, 2); ok {
			in.move(v[0], v[1])
		}
	case "TD":
		if v, ok := last(args, 2); ok {
			in.leading = -v[1]
			in.move(v[0], v[1])
		}
	case "Tm":
		if v, ok := last(args, 6); ok {
			in.tlm = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
			in.tm = in.tlm
			in.block++
		}
	case "T*":
		in.move(0, -in.leading)
	case "Tj":
		if n > 0 {
			in.begun()
			return in.show(args[n-1].Bytes)
		}
	case "'":
		in.move(0, -in.leading)
		if n > 0 {
			in.begun()
			return in.show(args[n-1].Bytes)
		}
	case "\"":
		if v, ok := last(args, 3); ok {
			in.wordSpace, in.charSpace = v[0], v[1]
		}
		in.move(0, -in.leading)
		if n > 0 {
			in.begun()
			return in.show(args[n-1].Bytes)
		}
	case "TJ":
		in.begun()
		for i := range args {
			switch a := &args[i]; a.Kind {
			case object.StringToken:
				if err := in.show(a.Bytes); err != nil {
					return err
				}
			case object.Integer, object.Real:
				shift := -a.Num / 1000 * in.size
				if in.font != nil && in.font.Vertical {
					in.advance(0, shift)
				} else {
					in.advance(shift*in.stretch, 0)
				}
			}
		}
	}
	return nil
}

// textState sets what the operator T and a letter sets.
func (in *interpreter) textState(letter byte, v float64) {
	switch letter {
	case 'c':
		in.charSpace = v
	case 'w':
		in.wordSpace = v
	case 'z':
		in.stretch = v / 100
	case 'L':
		in.leading = v
	case 's':
		in.rise = v
	case 'r':
		in.render = int(v)
	}
}

func (in *interpreter) move(x, y float64) {
	in.tlm.e, in.tlm.f = in.tlm.apply(x, y)
	in.tm = in.tlm
	in.block++
}

// begun prepares place for show and advance.
func (in *interpreter) begun() { in.place = in.tm.mul(in.ctm) }

// advance moves the text point in text space.
func (in *interpreter) advance(x, y float64) {
	in.tm.e, in.tm.f = in.tm.apply(x, y)
	in.place.e, in.place.f = in.place.apply(x, y)
}

func (in *interpreter) show(s []byte) error {
	ft := in.font
	if ft == nil {
		return nil
	}
	for len(s) > 0 {
		c, n := ft.Next(s)
		s = s[n:]
		if c.Text != "" && in.skip == 0 {
			if err := in.glyph(c, ft); err != nil {
				return err
			}
		}
		space := in.charSpace * float64(c.Codes)
		if c.Spaced {
			space += in.wordSpace
		}
		if ft.Vertical {
			in.advance(0, c.Down*in.size+space)
		} else {
			in.advance((c.Width*in.size+space)*in.stretch, 0)
		}
	}
	return nil
}

// ascent and descent of a glyph's box, in em. They are those of Chinese fonts
// and the same for all, so that boxes on one baseline are of one height; what
// fonts say of themselves is often wrong.
const (
	ascent  = 0.88
	descent = -0.12
)

// edge is how far in points a glyph's centre may stand outside of the page or
// the clip: what rounding in producers comes to.
const edge = 0.5

// othersEdge is edge for comparing with readers that keep what begins on the
// page.
const othersEdge = 2

// glyph adds a character where it can be seen: on the page, in the clip, and
// not on top of the same character.
func (in *interpreter) glyph(c *font.Char, ft *font.Font) error {
	size := in.size
	local := rect{0, in.rise + descent*size, c.Width * size * in.stretch, in.rise + ascent*size}
	if ft.Vertical {
		x, y := -c.OriginX*size*in.stretch, -c.OriginY*size
		local = rect{x, local.y0 + y, x + local.x1, local.y1 + y}
	}
	m := &in.place
	var b rect
	if m.b == 0 && m.c == 0 {
		b = rect{m.a*local.x0 + m.e, m.d*local.y0 + m.f, m.a*local.x1 + m.e, m.d*local.y1 + m.f}
		if b.x0 > b.x1 {
			b.x0, b.x1 = b.x1, b.x0
		}
		if b.y0 > b.y1 {
			b.y0, b.y1 = b.y1, b.y0
		}
	} else {
		b = m.bounds(local)
	}
	x, y := (b.x0+b.x1)/2, (b.y0+b.y1)/2
	seen := in.clip.contains(x, y, edge)
	if in.file.unclipped {
		seen = in.paper.contains(x, y, othersEdge)
	} else if !in.paper.contains(x, y, edge) {
		return nil
	}
	if !seen && !in.overflows(y, size*math.Abs(m.d)) {
		return nil
	}
	if in.render == 3 || in.render == 7 || in.clear {
		in.page.Hidden++
		return nil
	}
	if len(in.page.Glyphs) >= limits.PDFGlyphs {
		return fmt.Errorf("%w: more than %d glyphs", ErrTooLarge, limits.PDFGlyphs)
	}
	g := layout.Glyph{
		Text: c.Text, Box: gongkai.Box{X0: b.x0, Y0: b.y0, X1: b.x1, Y1: b.y1},
		Block: in.block, Vertical: ft.Vertical, Bold: ft.Bold || in.render == 2,
	}
	g.Size = math.Abs(size * m.d)
	if m.c != 0 {
		g.Size = math.Abs(size) * math.Hypot(m.c, m.d)
	}
	if m.b != 0 || m.a < 0 {
		g.Turn = degrees(m.a*size, m.b*size)
	} else if size < 0 {
		g.Turn = 180
	}
	g.Base = m.b*local.x0 + m.d*in.rise + m.f
	if ft.Vertical {
		g.Base = m.e
	}
	if in.clip != in.paper {
		g.ClipBox = gongkai.Box{X0: in.clip.x0, Y0: in.clip.y0, X1: in.clip.x1, Y1: in.clip.y1}
	}
	if !seen {
		in.cutOff(&g)
		return nil
	}
	if len(in.cut) > 0 {
		in.rejoin(&g)
	}
	in.add(&g)
	return nil
}

// add puts a glyph on the page unless it is a second strike.
func (in *interpreter) add(g *layout.Glyph) {
	if in.twice.struck(in.page.Glyphs, g) {
		return
	}
	if g.Text == font.Garbled {
		in.page.Garbled++
	}
	if len(in.page.Glyphs) == cap(in.page.Glyphs) {
		in.growGlyphs()
	}
	in.page.Glyphs = append(in.page.Glyphs, *g)
}

// growGlyphs makes room: pages of one document are about as full as each other.
func (in *interpreter) growGlyphs() {
	n := len(in.page.Glyphs)
	grown := make([]layout.Glyph, n, max(2*n, in.usual+in.usual/8, 512))
	copy(grown, in.page.Glyphs)
	in.page.Glyphs = grown
}

// degrees is the direction of a baseline, clockwise as seen.
func degrees(x, y float64) int {
	d := int(math.Round(math.Atan2(y, x) * 180 / math.Pi))
	return (d + 360) % 360
}
