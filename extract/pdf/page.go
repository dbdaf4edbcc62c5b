package pdf

import (
	"fmt"
	"math"

	"gongkai/extract/layout"
	"gongkai/extract/pdf/object"
)

// a4 is the page where no box says its size, in points.
var a4 = rect{0, 0, 595, 842}

// longest is the side in points from which a page box is taken for damage: ten
// times what the format allows.
const longest = 144000

// Page interprets page n, from 1. Content that breaks off is read as far as it
// goes; errors wrap ErrTooLarge or ErrDamaged, and the page is nil then.
func (f *File) Page(n int) (page *layout.Page, err error) {
	if n < 1 || n > len(f.pages) {
		return nil, fmt.Errorf("page %d of %d", n, len(f.pages))
	}
	defer func() {
		if p := recover(); p != nil {
			page, err = nil, fmt.Errorf("%w: page %d: %v", ErrDamaged, n, p)
			f.in = interpreter{}
		}
	}()
	pn := f.pages[n-1]
	unit := f.doc.Float(pn.one, 1)
	if !(unit > 0 && unit <= 100) {
		unit = 1
	}
	upright, paper := turn(f.box(pn), f.doc.Int(pn.rotate, 0), unit)
	page = &layout.Page{Number: n, Width: paper.x1, Height: paper.y1}
	data, err := f.contents(pn.dict["Contents"])
	if err != nil {
		return nil, fmt.Errorf("page %d: %w", n, err)
	}
	in := &f.in
	in.begin(f, page, paper, upright)
	if err = in.run(data, pn.resources); err == nil {
		err = in.annotations(pn.dict["Annots"], upright)
	}
	if err != nil {
		return nil, fmt.Errorf("page %d: %w", n, err)
	}
	return page, nil
}

// box is what is seen of the page: the crop box within the media box.
func (f *File) box(n node) rect {
	media, ok := f.rectangle(n.media)
	if !ok {
		media = a4
	}
	if crop, ok := f.rectangle(n.crop); ok {
		if c := crop.intersect(media); c.x1-c.x0 >= 1 && c.y1-c.y0 >= 1 {
			return c
		}
	}
	return media
}

// rectangle of four numbers, the corners in any order; ok is false for one that
// has no area.
func (f *File) rectangle(o object.Object) (r rect, ok bool) {
	v := f.doc.Floats(o)
	if len(v) < 4 {
		return rect{}, false
	}
	r = rect{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}
	w, h := r.x1-r.x0, r.y1-r.y0
	return r, w >= 1 && h >= 1 && w <= longest && h <= longest
}

// turn maps user space to the upright page, origin at its top left.
func turn(b rect, rotate int, unit float64) (matrix, rect) {
	w, h := b.x1-b.x0, b.y1-b.y0
	var m matrix
	switch ((rotate%360 + 360) % 360) / 90 {
	case 1:
		m, w, h = matrix{0, 1, 1, 0, -b.y0, -b.x0}, h, w
	case 2:
		m = matrix{-1, 0, 0, 1, b.x1, -b.y0}
	case 3:
		m, w, h = matrix{0, -1, -1, 0, b.y1, b.x1}, h, w
	default:
		m = matrix{1, 0, 0, -1, -b.x0, b.y1}
	}
	return m.mul(matrix{unit, 0, 0, unit, 0, 0}), rect{0, 0, math.Abs(w) * unit, math.Abs(h) * unit}
}
