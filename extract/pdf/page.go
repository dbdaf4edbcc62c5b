package pdf

import (
	"fmt"
	"math"

	"gongkai/extract/layout"
)

// letter is the page where no box says its size: A4 in points.
var a4 = rect{0, 0, 595, 842}

// Page interprets page n, from 1. An error means that nothing of it is worth
// having; content that breaks off is read as far as it goes.
func (f *File) Page(n int) (page *layout.Page, err error) {
	if n < 1 || n > len(f.pages) {
		return nil, fmt.Errorf("page %d of %d", n, len(f.pages))
	}
	defer func() {
		if p := recover(); p != nil {
			page, err = nil, fmt.Errorf("%w: page %d: %v", ErrDamaged, n, p)
		}
	}()
	dict := f.pages[n-1]
	box := f.box(dict)
	upright, paper := turn(box, int(f.inheritedKey(dict, "Rotate").number()))
	page = &layout.Page{Number: n, Width: paper.x1, Height: paper.y1}
	in := &interpreter{file: f, page: page, paper: paper, seen: map[mark]struct{}{}}
	in.ctm, in.clip, in.width, in.stretch = upright, paper, 1, 1
	data, err := f.contents(dict.key("Contents"))
	if err != nil {
		return nil, err
	}
	in.run(data, f.inheritedKey(dict, "Resources"))
	return page, nil
}

// box is what is seen of the page: the crop box within the media box.
func (f *File) box(dict object) rect {
	media, ok := f.inheritedKey(dict, "MediaBox").rectangle()
	if !ok || media.x1-media.x0 < 1 || media.y1-media.y0 < 1 {
		media = a4
	}
	if crop, ok := f.inheritedKey(dict, "CropBox").rectangle(); ok {
		if c := crop.intersect(media); c.x1-c.x0 >= 1 && c.y1-c.y0 >= 1 {
			return c
		}
	}
	return media
}

// turn maps user space to the upright page, origin at its top left.
func turn(b rect, rotate int) (matrix, rect) {
	w, h := b.x1-b.x0, b.y1-b.y0
	switch ((rotate%360 + 360) % 360) / 90 {
	case 1:
		return matrix{0, 1, 1, 0, -b.y0, -b.x0}, rect{0, 0, h, w}
	case 2:
		return matrix{-1, 0, 0, 1, b.x1, -b.y0}, rect{0, 0, w, h}
	case 3:
		return matrix{0, -1, -1, 0, b.y1, b.x1}, rect{0, 0, h, w}
	}
	return matrix{1, 0, 0, -1, -b.x0, b.y1}, rect{0, 0, w, math.Abs(h)}
}

// contents joins the parts of a page's content with white space between.
func (f *File) contents(c object) ([]byte, error) {
	if !c.isArray() {
		return f.data(c)
	}
	var all []byte
	for i := range c.length() {
		part, err := f.data(c.index(i))
		if err != nil {
			return nil, err
		}
		all = append(append(all, part...), '\n')
	}
	return all, nil
}
