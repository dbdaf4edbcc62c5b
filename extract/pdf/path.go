package pdf

import (
	"math"

	"gongkai/extract/layout"
	"gongkai/internal/limits"
)

const (
	// thinFill is the height in points up to which a filled rectangle is a
	// ruling: producers draw rules of 0.5 to 2 points this way.
	thinFill = 3.0
	// skew is how far, in points, the ends of an axis-parallel stroke may differ.
	skew = 0.6
)

func (in *interpreter) moveTo(x, y float64) {
	px, py := in.ctm.apply(x, y)
	if len(in.path) < limits.PDFRulings {
		in.path = append(in.path, []point2{{px, py}})
	}
}

func (in *interpreter) lineTo(x, y float64) {
	k := len(in.path) - 1
	if k < 0 {
		in.moveTo(x, y)
		return
	}
	px, py := in.ctm.apply(x, y)
	in.path[k] = append(in.path[k], point2{px, py})
}

func (in *interpreter) closePath() {
	if k := len(in.path) - 1; k >= 0 && len(in.path[k]) > 1 {
		in.path[k] = append(in.path[k], in.path[k][0])
	}
}

// paint ends the path: strokes and thin fills become rulings, W clips.
func (in *interpreter) paint(stroke, fill bool) {
	if in.skip == 0 {
		for _, sub := range in.path {
			if stroke {
				for i := 1; i < len(sub); i++ {
					in.stroked(sub[i-1], sub[i])
				}
			}
			if fill && len(sub) >= 3 {
				if b := boundsOf(sub); min(b.x1-b.x0, b.y1-b.y0) <= thinFill && isBar(sub, b) {
					in.filled(b.intersect(in.clip))
				}
			}
		}
	}
	if in.clipBy && len(in.path) > 0 {
		b := boundsOf(in.path[0])
		for _, sub := range in.path[1:] {
			s := boundsOf(sub)
			b = rect{min(b.x0, s.x0), min(b.y0, s.y0), max(b.x1, s.x1), max(b.y1, s.y1)}
		}
		in.clip = in.clip.intersect(b)
	}
	in.clipBy = false
	in.path = in.path[:0]
}

func boundsOf(sub []point2) rect {
	b := rect{sub[0].x, sub[0].y, sub[0].x, sub[0].y}
	for _, p := range sub[1:] {
		b = rect{min(b.x0, p.x), min(b.y0, p.y), max(b.x1, p.x), max(b.y1, p.y)}
	}
	return b
}

// isBar says whether a filled path is a bar: along its length, every corner is
// near one of the ends. Borders are often drawn as bars with mitred ends.
func isBar(sub []point2, b rect) bool {
	flat := b.x1-b.x0 >= b.y1-b.y0
	for _, p := range sub {
		if flat && min(p.x-b.x0, b.x1-p.x) > thinFill || !flat && min(p.y-b.y0, b.y1-p.y) > thinFill {
			return false
		}
	}
	return true
}

func (in *interpreter) stroked(p, q point2) {
	w := max(in.width*in.ctm.scale(), 0.1)
	switch {
	case math.Abs(p.y-q.y) <= skew && math.Abs(p.x-q.x) > skew:
		y := (p.y + q.y) / 2
		in.ruling(rect{min(p.x, q.x), y, max(p.x, q.x), y}, w)
	case math.Abs(p.x-q.x) <= skew && math.Abs(p.y-q.y) > skew:
		x := (p.x + q.x) / 2
		in.ruling(rect{x, min(p.y, q.y), x, max(p.y, q.y)}, w)
	}
}

// filled turns a thin rectangle into its centre line.
func (in *interpreter) filled(b rect) {
	w, h := b.x1-b.x0, b.y1-b.y0
	if w < 0 || h < 0 {
		return
	}
	if w >= h {
		y := (b.y0 + b.y1) / 2
		in.ruling(rect{b.x0, y, b.x1, y}, h)
		return
	}
	x := (b.x0 + b.x1) / 2
	in.ruling(rect{x, b.y0, x, b.y1}, w)
}

func (in *interpreter) ruling(r rect, thickness float64) {
	clip := in.clip.intersect(in.paper)
	slack := thickness/2 + 1
	if r.y0 == r.y1 && (r.y0 < clip.y0-slack || r.y0 > clip.y1+slack) || r.x0 == r.x1 && (r.x0 < clip.x0-slack || r.x0 > clip.x1+slack) {
		return
	}
	r = rect{max(r.x0, min(r.x1, clip.x0-slack)), max(r.y0, min(r.y1, clip.y0-slack)), min(r.x1, max(r.x0, clip.x1+slack)), min(r.y1, max(r.y0, clip.y1+slack))}
	if r.x1-r.x0+r.y1-r.y0 < 1 || len(in.page.Rulings) >= limits.PDFRulings {
		return
	}
	in.page.Rulings = append(in.page.Rulings, layout.Ruling{X0: r.x0, Y0: r.y0, X1: r.x1, Y1: r.y1, Thickness: thickness, Dashed: in.dashed})
}
