package pdf

import (
	"fmt"

	"gongkai/extract/layout"
	"gongkai/extract/pdf/font"
	"gongkai/extract/pdf/object"
	"gongkai/internal/limits"
)

// state is what q saves and Q restores.
type state struct {
	ctm    matrix
	clip   rect
	width  float64 // of strokes, user space
	dashed bool
	clear  bool // fills are wholly transparent
	// whether fills and strokes are white
	whiteFill, whiteStroke bool

	font                       *font.Font
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
	floor int // the part of stack that belongs to outer streams
	over  int // q beyond the cap, so that their Q are not taken for others

	tm    matrix // text matrix
	tlm   matrix // text line matrix
	place matrix // text space to page
	block int
	ops   int

	path   path
	clipBy bool // W was seen; the next painting operator clips
	usual  int  // glyphs of the page before
	twice  strikes
	cut    []layout.Glyph // outside of the clip, waiting for their line
	marks  []mark
	skip   int // depth of hidden marked content
	forms  []*object.Stream

	lexers []*object.Lexer // one for each depth of forms
	args   []object.Token
}

// usualGlyphs bounds the room that is made at once for the next page: 1 MB.
const usualGlyphs = 6000

// begin prepares for a page; buffers stay.
func (in *interpreter) begin(f *File, page *layout.Page, paper rect, upright matrix) {
	if in.page != nil {
		in.usual = min(len(in.page.Glyphs), usualGlyphs)
	}
	in.file, in.page, in.paper = f, page, paper
	in.state = state{ctm: upright, clip: paper, width: 1, stretch: 1}
	in.stack, in.floor, in.over = in.stack[:0], 0, 0
	in.tm, in.tlm, in.block, in.ops = identity, identity, 0, 0
	in.path.reset()
	in.clipBy = false
	in.twice.reset()
	in.cut = in.cut[:0]
	in.marks, in.skip, in.forms = in.marks[:0], 0, in.forms[:0]
}

// maxSaved bounds the states that q saves, 300 bytes each; real pages nest to
// 40.
const maxSaved = 4096

// run interprets one content stream with its resources.
func (in *interpreter) run(data []byte, resources object.Dict) error {
	depth := len(in.forms)
	for len(in.lexers) <= depth {
		in.lexers = append(in.lexers, &object.Lexer{})
	}
	l := in.lexers[depth]
	l.Load(data)
	first := len(in.args)
	defer func() { in.args = in.args[:first] }()
	for {
		t := l.Next()
		switch t.Kind {
		case object.End:
			return nil
		case object.Keyword:
			if in.ops++; in.ops > limits.PDFOperators {
				return fmt.Errorf("%w: more than %d operators", ErrTooLarge, limits.PDFOperators)
			}
			if string(t.Bytes) == "BI" {
				w, h := l.SkipInlineImage()
				in.image(w, h)
			} else if err := in.operator(t.Bytes, in.args[first:], resources); err != nil {
				return err
			}
			in.args = in.args[:first]
			l.Reset()
		default:
			if len(in.args) < limits.PDFGlyphs {
				in.args = append(in.args, t)
			}
		}
	}
}

// last gives the last n operands as numbers; ok is false when there are fewer.
func last(args []object.Token, n int) (v [6]float64, ok bool) {
	if len(args) < n {
		return v, false
	}
	for i, t := range args[len(args)-n:] {
		v[i] = t.Num
	}
	return v, true
}

// name is the last operand where it is a name.
func name(args []object.Token) (object.Name, bool) {
	if n := len(args); n > 0 && args[n-1].Kind == object.NameToken {
		return object.Name(args[n-1].Bytes), true
	}
	return "", false
}

func (in *interpreter) operator(op []byte, args []object.Token, resources object.Dict) error {
	switch string(op) {
	case "q":
		if len(in.stack) < maxSaved {
			in.stack = append(in.stack, in.state)
		} else {
			in.over++
		}
	case "Q":
		if in.over > 0 {
			in.over--
		} else if k := len(in.stack); k > in.floor {
			in.state = in.stack[k-1]
			in.stack = in.stack[:k-1]
		}
	case "cm":
		if v, ok := last(args, 6); ok {
			in.ctm = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}.mul(in.ctm)
		}
	case "w":
		if v, ok := last(args, 1); ok {
			in.width = v[0]
		}
	case "d":
		in.dashed = dashes(args)
	case "gs":
		if n, ok := name(args); ok {
			in.graphicsState(resources, n)
		}
	case "g", "rg", "k", "sc", "scn":
		in.whiteFill = white(args)
	case "G", "RG", "K", "SC", "SCN":
		in.whiteStroke = white(args)
	case "cs":
		in.whiteFill = false
	case "CS":
		in.whiteStroke = false
	case "Do":
		if n, ok := name(args); ok {
			return in.do(n, resources)
		}
	case "BDC", "BMC":
		in.beginMarked(args, resources)
	case "EMC":
		in.endMarked()
	case "m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*":
		return in.pathOperator(op, args)
	default:
		return in.textOperator(op, args, resources)
	}
	return nil
}

// dashes says whether the operands of d make a line of dashes: any length but
// 0 in the array.
func dashes(args []object.Token) bool {
	inside := false
	for _, t := range args {
		switch {
		case t.Kind == object.ArrayOpen:
			inside = true
		case t.Kind == object.ArrayClose:
			return false
		case inside && t.Num != 0:
			return true
		}
	}
	return false
}

// white says whether colour operands mean white, as far as their number tells:
// 1 or 3 of light, 4 of ink.
func white(args []object.Token) bool {
	want := 1.0
	switch len(args) {
	case 1, 3:
	case 4:
		want = 0
	default:
		return false
	}
	for _, t := range args {
		if t.Kind != object.Integer && t.Kind != object.Real || t.Num != want {
			return false
		}
	}
	return true
}

func (in *interpreter) graphicsState(resources object.Dict, name object.Name) {
	doc := in.file.doc
	gs := doc.Dict(doc.Dict(resources["ExtGState"])[name])
	for key, value := range gs {
		switch key {
		case "LW":
			in.width = doc.Float(value, in.width)
		case "D":
			if d := doc.Array(value); len(d) == 2 {
				in.dashed = false
				for _, length := range doc.Floats(d[0]) {
					in.dashed = in.dashed || length != 0
				}
			}
		case "ca":
			in.clear = doc.Float(value, 1) == 0
		case "Font":
			if f := doc.Array(value); len(f) == 2 {
				in.font, in.size = in.file.fontOf(f[0], fontKey{name: name}), doc.Float(f[1], in.size)
			}
		}
	}
}

// do draws a form or an image.
func (in *interpreter) do(name object.Name, resources object.Dict) error {
	doc := in.file.doc
	x := doc.Stream(doc.Dict(resources["XObject"])[name])
	if x == nil || in.skip > 0 || in.file.layers.hidden(doc, x.Dict["OC"]) {
		return nil
	}
	switch doc.Name(x.Dict["Subtype"]) {
	case "Image":
		in.image(doc.Int(x.Dict["Width"], 0), doc.Int(x.Dict["Height"], 0))
	case "Form":
		return in.form(x, resources)
	}
	return nil
}

// form runs a form XObject (表单对象) in a state of its own. A form within itself
// is left out.
func (in *interpreter) form(x *object.Stream, resources object.Dict) error {
	doc := in.file.doc
	if len(in.forms) >= limits.PDFForms {
		return nil
	}
	for _, outer := range in.forms {
		if outer == x {
			return nil
		}
	}
	data, err := doc.DataKept(x)
	if err != nil {
		return tooLarge(err)
	}
	saved, tm, tlm := in.state, in.tm, in.tlm
	floor, over, marks := in.floor, in.over, len(in.marks)
	in.floor, in.over = len(in.stack), 0
	if m := doc.Floats(x.Dict["Matrix"]); len(m) == 6 {
		in.ctm = matrix{m[0], m[1], m[2], m[3], m[4], m[5]}.mul(in.ctm)
	}
	if v := doc.Floats(x.Dict["BBox"]); len(v) == 4 {
		in.clip = in.clip.intersect(in.ctm.bounds(rect{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}))
	}
	if r := doc.Dict(x.Dict["Resources"]); r != nil {
		resources = r
	}
	in.path.reset()
	in.clipBy = false
	in.forms = append(in.forms, x)
	err = in.run(data, resources)
	in.forms = in.forms[:len(in.forms)-1]
	for len(in.marks) > marks {
		in.endMarked()
	}
	in.stack = in.stack[:in.floor]
	in.floor, in.over = floor, over
	in.state, in.tm, in.tlm = saved, tm, tlm
	return err
}

// tooLarge passes on what makes an error of a page and drops the rest: a form
// that cannot be decoded shows nothing.
func tooLarge(err error) error {
	if isTooLarge(err) {
		return err
	}
	return nil
}
