package pdf

import (
	"fmt"
	"math"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/extract/pdf/object"
	"gongkai/internal/limits"
)

const (
	// thinFill is the height in points up to which a filled rectangle is a
	// ruling: producers draw rules of 0.5 to 2 points this way.
	thinFill = 3.0
	// thickStroke is the width in points from which a stroke is a painted area
	// and no line.
	thickStroke = 6.0
	// dotSize is up to how large, in points, a filled square or circle is a dot of a
	// dotted line.
	dotSize = 2.0
	// skew is how far, in points, the ends of an axis-parallel stroke may differ.
	skew = 0.6
	// pixels is up to how many samples an image is a painted area and no picture.
	pixels = 16
)

// point is a corner in upright page space; curved is the end of a curve.
type point struct {
	x, y   float64
	curved bool
}

// path is the current path: corners of all subpaths one behind the other.
type path struct {
	points []point
	starts []int // where each subpath begins
}

func (p *path) reset() { p.points, p.starts = p.points[:0], p.starts[:0] }

// sub is subpath i.
func (p *path) sub(i int) []point {
	end := len(p.points)
	if i+1 < len(p.starts) {
		end = p.starts[i+1]
	}
	return p.points[p.starts[i]:end]
}

func (in *interpreter) pathOperator(op []byte, args []object.Token) error {
	switch string(op) {
	case "m":
		if v, ok := last(args, 2); ok {
			in.moveTo(v[0], v[1])
		}
	case "l":
		if v, ok := last(args, 2); ok {
			in.lineTo(v[0], v[1], false)
		}
	case "c", "v", "y":
		if v, ok := last(args, 2); ok {
			in.lineTo(v[0], v[1], true)
		}
	case "h":
		in.closePath()
	case "re":
		if v, ok := last(args, 4); ok {
			in.moveTo(v[0], v[1])
			in.lineTo(v[0]+v[2], v[1], false)
			in.lineTo(v[0]+v[2], v[1]+v[3], false)
			in.lineTo(v[0], v[1]+v[3], false)
			in.closePath()
		}
	case "W", "W*":
		in.clipBy = true
	case "S":
		return in.paint(true, false)
	case "s":
		in.closePath()
		return in.paint(true, false)
	case "f", "F", "f*":
		return in.paint(false, true)
	case "B", "B*":
		return in.paint(true, true)
	case "b", "b*":
		in.closePath()
		return in.paint(true, true)
	case "n":
		return in.paint(false, false)
	}
	return nil
}

func (in *interpreter) moveTo(x, y float64) {
	if len(in.path.points) >= limits.PDFPoints {
		return
	}
	px, py := in.ctm.apply(x, y)
	in.path.starts = append(in.path.starts, len(in.path.points))
	in.path.points = append(in.path.points, point{x: px, y: py})
}

func (in *interpreter) lineTo(x, y float64, curved bool) {
	if len(in.path.starts) == 0 {
		in.moveTo(x, y)
		return
	}
	if len(in.path.points) < limits.PDFPoints {
		px, py := in.ctm.apply(x, y)
		in.path.points = append(in.path.points, point{px, py, curved})
	}
}

func (in *interpreter) closePath() {
	if k := len(in.path.starts); k > 0 && len(in.path.points) < limits.PDFPoints {
		if sub := in.path.sub(k - 1); len(sub) > 1 {
			in.path.points = append(in.path.points, point{x: sub[0].x, y: sub[0].y})
		}
	}
}

// paint ends the path: strokes and thin fills become rulings, W clips.
func (in *interpreter) paint(stroke, fill bool) error {
	if in.skip == 0 && (stroke || fill) {
		for i := range in.path.starts {
			sub := in.path.sub(i)
			if stroke {
				for k := 1; k < len(sub); k++ {
					if !sub[k].curved {
						in.stroked(sub[k-1], sub[k])
					}
				}
			}
			if fill && len(sub) >= 3 && !in.clear {
				if b := boundsOf(sub); min(b.x1-b.x0, b.y1-b.y0) <= thinFill && isBar(sub, b) {
					in.filled(b)
				}
			}
		}
		if fill && !in.clear && len(in.path.starts) == 2 {
			in.frame(in.path.sub(0), in.path.sub(1))
		}
	}
	if in.clipBy && len(in.path.points) > 0 {
		in.clip = in.clip.intersect(boundsOf(in.path.points))
	}
	in.clipBy = false
	in.path.reset()
	if len(in.page.Rulings) > limits.PDFRulings {
		return fmt.Errorf("%w: more than %d rulings", ErrTooLarge, limits.PDFRulings)
	}
	return nil
}

func boundsOf(sub []point) rect {
	b := rect{sub[0].x, sub[0].y, sub[0].x, sub[0].y}
	for _, p := range sub[1:] {
		b = rect{min(b.x0, p.x), min(b.y0, p.y), max(b.x1, p.x), max(b.y1, p.y)}
	}
	return b
}

// isBar says whether a filled path is a bar: along its length, every corner is
// near one of the ends. Borders are often drawn as bars with mitred ends.
func isBar(sub []point, b rect) bool {
	flat := b.x1-b.x0 >= b.y1-b.y0
	for _, p := range sub {
		if flat && min(p.x-b.x0, b.x1-p.x) > thinFill || !flat && min(p.y-b.y0, b.y1-p.y) > thinFill {
			return false
		}
	}
	return true
}

// isBox says whether a subpath is an axis-parallel rectangle.
func isBox(sub []point, b rect) bool {
	if len(sub) < 4 || len(sub) > 6 {
		return false
	}
	for _, p := range sub {
		if p.curved || p.x != b.x0 && p.x != b.x1 || p.y != b.y0 && p.y != b.y1 {
			return false
		}
	}
	return true
}

// frame takes a filled path of two rectangles, one a little within the other,
// for the four rulings that are painted between them.
func (in *interpreter) frame(one, other []point) {
	o, i := boundsOf(one), boundsOf(other)
	if !isBox(one, o) || !isBox(other, i) {
		return
	}
	if i.x1-i.x0 > o.x1-o.x0 {
		o, i = i, o
	}
	for _, d := range []float64{i.x0 - o.x0, o.x1 - i.x1, i.y0 - o.y0, o.y1 - i.y1} {
		if !(d > 0 && d <= thinFill) {
			return
		}
	}
	if min(i.x1-i.x0, i.y1-i.y0) <= thinFill {
		return
	}
	in.filled(rect{o.x0, o.y0, o.x1, i.y0})
	in.filled(rect{o.x0, i.y1, o.x1, o.y1})
	in.filled(rect{o.x0, o.y0, i.x0, o.y1})
	in.filled(rect{i.x1, o.y0, o.x1, o.y1})
}

func (in *interpreter) stroked(p, q point) {
	w := max(math.Abs(in.width)*in.ctm.scale(), 0.1)
	if w > thickStroke {
		return
	}
	switch {
	case math.Abs(p.y-q.y) <= skew && math.Abs(p.x-q.x) > skew:
		y := (p.y + q.y) / 2
		in.ruling(rect{min(p.x, q.x), y, max(p.x, q.x), y}, w, in.dashed, in.whiteStroke)
	case math.Abs(p.x-q.x) <= skew && math.Abs(p.y-q.y) > skew:
		x := (p.x + q.x) / 2
		in.ruling(rect{x, min(p.y, q.y), x, max(p.y, q.y)}, w, in.dashed, in.whiteStroke)
	}
}

// filled turns a thin rectangle into its centre line; a dot keeps its extent.
func (in *interpreter) filled(b rect) {
	b = b.intersect(in.clip)
	w, h := b.x1-b.x0, b.y1-b.y0
	if !(w >= 0 && h >= 0) {
		return
	}
	if max(w, h) <= dotSize && 2*min(w, h) >= max(w, h) && min(w, h) > 0 {
		if len(in.page.Rulings) <= limits.PDFRulings {
			in.page.Rulings = append(in.page.Rulings, layout.Ruling{X0: b.x0, Y0: b.y0, X1: b.x1, Y1: b.y1, Thickness: min(w, h), White: in.whiteFill})
		}
		return
	}
	if w >= h {
		y := (b.y0 + b.y1) / 2
		in.ruling(rect{b.x0, y, b.x1, y}, h, false, in.whiteFill)
		return
	}
	x := (b.x0 + b.x1) / 2
	in.ruling(rect{x, b.y0, x, b.y1}, w, false, in.whiteFill)
}

// ruling adds what of a line is within page and clip. Half the thickness and a
// point are left over, so that borders on the edge of a clip still meet.
func (in *interpreter) ruling(r rect, thickness float64, dashed, white bool) {
	clip := in.clip.intersect(in.paper)
	slack := thickness/2 + 1
	if r.y0 == r.y1 && !(r.y0 >= clip.y0-slack && r.y0 <= clip.y1+slack) || r.x0 == r.x1 && !(r.x0 >= clip.x0-slack && r.x0 <= clip.x1+slack) {
		return
	}
	r = rect{max(r.x0, min(r.x1, clip.x0-slack)), max(r.y0, min(r.y1, clip.y0-slack)), min(r.x1, max(r.x0, clip.x1+slack)), min(r.y1, max(r.y0, clip.y1+slack))}
	if length := r.x1 - r.x0 + r.y1 - r.y0; !(length >= 1) || math.IsInf(length, 0) || len(in.page.Rulings) > limits.PDFRulings {
		return
	}
	in.page.Rulings = append(in.page.Rulings, layout.Ruling{
		X0: r.x0, Y0: r.y0, X1: r.x1, Y1: r.y1, Thickness: thickness, Dashed: dashed, White: white,
	})
}

// image notes the unit square of an image of so many samples; a thin one is a
// ruling.
func (in *interpreter) image(width, height int) {
	if in.skip > 0 {
		return
	}
	b := in.ctm.bounds(rect{0, 0, 1, 1})
	if min(b.x1-b.x0, b.y1-b.y0) <= thinFill {
		in.filled(b)
		return
	}
	b = b.intersect(in.clip).intersect(in.paper)
	if !(b.x1 > b.x0 && b.y1 > b.y0) || len(in.page.Images) >= limits.PDFRulings {
		return
	}
	if width > 0 && height > 0 && width <= pixels && height <= pixels && width*height <= pixels {
		return
	}
	in.page.Images = append(in.page.Images, gongkai.Box{X0: b.x0, Y0: b.y0, X1: b.x1, Y1: b.y1})
}
