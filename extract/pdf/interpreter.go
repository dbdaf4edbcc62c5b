package pdf

import (
	"math"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/internal/limits"
)

// state is what q saves and Q restores.
type state struct {
	ctm    matrix
	clip   rect
	width  float64 // of strokes, user space
	dashed bool

	font                       *font
	size, charSpace, wordSpace float64
	stretch, leading, rise     float64
	render                     int
}

// interpreter runs content streams into one page.
type interpreter struct {
	file  *File
	page  *layout.Page
	paper rect // the page in its own upright space

	state
	stack []state
	tm    matrix // text matrix
	tlm   matrix // text line matrix
	block int
	ops   int
	depth int

	path   [][]point2 // subpaths in upright page space
	clipBy bool       // W was seen; the next painting operator clips
	seen   map[mark]struct{}
	hidden map[string]bool // optional content groups that are off
	skip   int             // depth of hidden marked content
	marks  []bool
}

type point2 struct{ x, y float64 }

// mark finds a character that is drawn twice to look bold.
type mark struct {
	text string
	x, y int
}

// run interprets one content stream with its resources.
func (in *interpreter) run(data []byte, resources object) {
	l := &lexer{data: data}
	var args []token
	var arrays int
	for {
		t := l.next()
		switch t.kind {
		case tokenEnd:
			return
		case tokenOperator:
			if in.ops++; in.ops > limits.PDFOperators {
				return
			}
			if string(t.str) == "BI" {
				l.skipInlineImage()
				in.image()
			} else {
				in.operator(string(t.str), args, resources)
			}
			args, arrays = args[:0], 0
		case tokenArrayOpen:
			arrays++
		default:
			if len(args) < 4096 || arrays > 0 && len(args) < limits.PDFGlyphs {
				args = append(args, t)
			}
		}
	}
}

func num(args []token, i int) float64 {
	if i < 0 || i >= len(args) {
		return 0
	}
	return args[i].num
}

func (in *interpreter) operator(op string, args []token, resources object) {
	n := len(args)
	switch op {
	case "q":
		if len(in.stack) < 512 {
			in.stack = append(in.stack, in.state)
		}
	case "Q":
		if k := len(in.stack); k > 0 {
			in.state = in.stack[k-1]
			in.stack = in.stack[:k-1]
		}
	case "cm":
		in.ctm = matrix{num(args, 0), num(args, 1), num(args, 2), num(args, 3), num(args, 4), num(args, 5)}.mul(in.ctm)
	case "w":
		in.width = num(args, 0)
	case "d":
		in.dashed = n > 1 && args[0].kind == tokenNumber
	case "gs":
		if n > 0 {
			in.graphicsState(resources, string(args[0].str))
		}
	case "m":
		in.moveTo(num(args, 0), num(args, 1))
	case "l":
		in.lineTo(num(args, 0), num(args, 1))
	case "c", "v", "y":
		in.lineTo(num(args, n-2), num(args, n-1))
	case "h":
		in.closePath()
	case "re":
		x, y, w, h := num(args, 0), num(args, 1), num(args, 2), num(args, 3)
		in.moveTo(x, y)
		in.lineTo(x+w, y)
		in.lineTo(x+w, y+h)
		in.lineTo(x, y+h)
		in.closePath()
	case "S":
		in.paint(true, false)
	case "s":
		in.closePath()
		in.paint(true, false)
	case "f", "F", "f*":
		in.paint(false, true)
	case "B", "B*":
		in.paint(true, true)
	case "b", "b*":
		in.closePath()
		in.paint(true, true)
	case "n":
		in.paint(false, false)
	case "W", "W*":
		in.clipBy = true
	case "Do":
		if n > 0 {
			in.do(string(args[0].str), resources)
		}
	case "BDC", "BMC":
		in.beginMarked(args, resources)
	case "EMC":
		if k := len(in.marks); k > 0 {
			if in.marks[k-1] {
				in.skip--
			}
			in.marks = in.marks[:k-1]
		}
	default:
		in.textOperator(op, args, resources)
	}
}

func (in *interpreter) textOperator(op string, args []token, resources object) {
	n := len(args)
	switch op {
	case "BT":
		in.tm, in.tlm = identity, identity
		in.block++
	case "Tc":
		in.charSpace = num(args, 0)
	case "Tw":
		in.wordSpace = num(args, 0)
	case "Tz":
		in.stretch = num(args, 0) / 100
	case "TL":
		in.leading = num(args, 0)
	case "Ts":
		in.rise = num(args, 0)
	case "Tr":
		in.render = int(num(args, 0))
	case "Tf":
		if n >= 2 {
			in.font, in.size = in.file.font(resources, string(args[0].str)), num(args, 1)
		}
	case "Td":
		in.move(num(args, 0), num(args, 1))
	case "TD":
		in.leading = -num(args, 1)
		in.move(num(args, 0), num(args, 1))
	case "Tm":
		in.tlm = matrix{num(args, 0), num(args, 1), num(args, 2), num(args, 3), num(args, 4), num(args, 5)}
		in.tm = in.tlm
		in.block++
	case "T*":
		in.move(0, -in.leading)
	case "Tj":
		if n > 0 {
			in.show(args[n-1].str)
		}
	case "'":
		in.move(0, -in.leading)
		if n > 0 {
			in.show(args[n-1].str)
		}
	case "\"":
		in.wordSpace, in.charSpace = num(args, 0), num(args, 1)
		in.move(0, -in.leading)
		if n > 2 {
			in.show(args[2].str)
		}
	case "TJ":
		for _, a := range args {
			switch a.kind {
			case tokenString:
				in.show(a.str)
			case tokenNumber:
				shift := -a.num / 1000 * in.size
				if in.font != nil && in.font.vertical {
					in.tm = matrix{1, 0, 0, 1, 0, shift}.mul(in.tm)
				} else {
					in.tm = matrix{1, 0, 0, 1, shift * in.stretch, 0}.mul(in.tm)
				}
			}
		}
	}
}

func (in *interpreter) move(x, y float64) {
	in.tlm = matrix{1, 0, 0, 1, x, y}.mul(in.tlm)
	in.tm = in.tlm
	in.block++
}

// ascent and descent of a glyph's box, in em: those of Chinese fonts.
const (
	ascent  = 0.88
	descent = -0.12
)

func (in *interpreter) show(s []byte) {
	ft := in.font
	if ft == nil || in.size == 0 {
		return
	}
	ft.decode(s, func(c shown) {
		m := matrix{in.size * in.stretch, 0, 0, in.size, 0, in.rise}.mul(in.tm).mul(in.ctm)
		if in.render != 3 && in.render != 7 && in.skip == 0 {
			in.glyph(c, m, ft)
		}
		space := in.charSpace
		if c.space {
			space += in.wordSpace
		}
		if ft.vertical {
			in.tm = matrix{1, 0, 0, 1, 0, -in.size + space}.mul(in.tm)
			return
		}
		in.tm = matrix{1, 0, 0, 1, (c.width*in.size + space) * in.stretch, 0}.mul(in.tm)
	})
}

// glyph adds a character where it can be seen: on the page, in the clip, and
// not on top of the same character.
func (in *interpreter) glyph(c shown, m matrix, ft *font) {
	box := rect{0, descent, c.width, ascent}
	if ft.vertical {
		box = rect{-0.5, -1, 0.5, 0}
	}
	b := m.bounds(box)
	x, y := (b.x0+b.x1)/2, (b.y0+b.y1)/2
	if math.IsNaN(x) || math.IsNaN(y) || !in.paper.contains(x, y, 0.5) || !in.clip.contains(x, y, 1) || len(in.page.Glyphs) >= limits.PDFGlyphs {
		return
	}
	if c.text == "\uFFFD" {
		in.page.Garbled++
	}
	size := math.Hypot(m.c, m.d)
	if c.text != " " {
		step := max(size*0.3, 0.5)
		k := mark{c.text, int(math.Round(b.x0 / step)), int(math.Round(b.y0 / step))}
		if _, twice := in.seen[k]; twice {
			return
		}
		in.seen[k] = struct{}{}
	}
	ox, oy := m.apply(0, 0)
	g := layout.Glyph{
		Text: c.text, Box: gongkai.Box{X0: b.x0, Y0: b.y0, X1: b.x1, Y1: b.y1}, Base: oy,
		Size: size, Block: in.block, Vertical: ft.vertical, Bold: ft.bold,
	}
	if ft.vertical {
		g.Base = ox
	}
	if in.clip != in.paper {
		g.ClipBox = gongkai.Box{X0: in.clip.x0, Y0: in.clip.y0, X1: in.clip.x1, Y1: in.clip.y1}
	}
	in.page.Glyphs = append(in.page.Glyphs, g)
}

func (in *interpreter) graphicsState(resources object, name string) {
	gs := resources.key("ExtGState").key(name)
	if w := gs.key("LW"); w.isNumber() {
		in.width = w.number()
	}
	if f := gs.key("Font"); f.length() == 2 {
		in.font, in.size = in.file.loadFont(f.index(0)), f.index(1).number()
	}
}

// beginMarked skips content of an optional group that is switched off.
func (in *interpreter) beginMarked(args []token, resources object) {
	off := false
	if len(args) >= 2 && string(args[0].str) == "OC" && args[1].kind == tokenName && len(in.hidden) > 0 {
		off = in.hidden[resources.key("Properties").refOf(string(args[1].str))]
	}
	in.marks = append(in.marks, off)
	if off {
		in.skip++
	}
}

// do draws a form or an image.
func (in *interpreter) do(name string, resources object) {
	x := resources.key("XObject").key(name)
	switch x.key("Subtype").name() {
	case "Image":
		in.image()
	case "Form":
		if in.depth >= limits.PDFDepth {
			return
		}
		data, err := in.file.data(x)
		if err != nil || len(data) == 0 {
			return
		}
		saved, stack, tm, tlm := in.state, in.stack, in.tm, in.tlm
		in.stack = nil
		if m := x.key("Matrix"); m.length() == 6 {
			in.ctm = matrix{m.index(0).number(), m.index(1).number(), m.index(2).number(), m.index(3).number(), m.index(4).number(), m.index(5).number()}.mul(in.ctm)
		}
		if b, ok := x.key("BBox").rectangle(); ok {
			in.clip = in.clip.intersect(in.ctm.bounds(b))
		}
		if r := x.key("Resources"); !r.isNull() {
			resources = r
		}
		in.depth++
		in.run(data, resources)
		in.depth--
		in.state, in.stack, in.tm, in.tlm = saved, stack, tm, tlm
	}
}

// image notes the unit square of an image; a thin one is a ruling.
func (in *interpreter) image() {
	if in.skip > 0 {
		return
	}
	b := in.ctm.bounds(rect{0, 0, 1, 1}).intersect(in.clip)
	if b.x1 <= b.x0 || b.y1 <= b.y0 {
		return
	}
	if min(b.x1-b.x0, b.y1-b.y0) <= thinFill {
		in.filled(b)
		return
	}
	if len(in.page.Images) < limits.PDFRulings {
		in.page.Images = append(in.page.Images, gongkai.Box{X0: b.x0, Y0: b.y0, X1: b.x1, Y1: b.y1})
	}
}
