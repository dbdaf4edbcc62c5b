package pdf

import (
	"gongkai/extract/pdf/object"
	"gongkai/internal/limits"
)

// Flags of an annotation that is not shown.
const (
	annotationHidden = 1 << 1
	annotationNoView = 1 << 5
)

// annotations draws what fields, stamps and remarks look like on the page.
func (in *interpreter) annotations(o object.Object, upright matrix) error {
	doc := in.file.doc
	list := doc.Array(o)
	for _, a := range list[:min(len(list), limits.PDFAnnotations)] {
		d := doc.Dict(a)
		if doc.Int(d["F"], 0)&(annotationHidden|annotationNoView) != 0 || in.file.layers.hidden(doc, d["OC"]) {
			continue
		}
		if t := doc.Name(d["Subtype"]); t == "Popup" || t == "Link" {
			continue
		}
		normal := doc.Get(doc.Dict(d["AP"])["N"])
		if states, ok := normal.(object.Dict); ok {
			normal = doc.Get(states[doc.Name(d["AS"])])
		}
		x, ok := normal.(*object.Stream)
		where, ok2 := in.file.rectangle(d["Rect"])
		if !ok || !ok2 {
			continue
		}
		in.state = state{ctm: upright, clip: in.paper, width: 1, stretch: 1}
		in.stack, in.floor, in.over, in.skip, in.marks = in.stack[:0], 0, 0, 0, in.marks[:0]
		in.ctm = in.fit(x, where).mul(upright)
		in.block++
		if err := in.form(x, nil); err != nil {
			return err
		}
	}
	return nil
}

// fit maps a form's box, its matrix applied, to the annotation's rectangle.
func (in *interpreter) fit(x *object.Stream, where rect) matrix {
	doc := in.file.doc
	v := doc.Floats(x.Dict["BBox"])
	if len(v) != 4 {
		return identity
	}
	m := identity
	if a := doc.Floats(x.Dict["Matrix"]); len(a) == 6 {
		m = matrix{a[0], a[1], a[2], a[3], a[4], a[5]}
	}
	b := m.bounds(rect{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])})
	if b.x1 <= b.x0 || b.y1 <= b.y0 {
		return identity
	}
	sx, sy := (where.x1-where.x0)/(b.x1-b.x0), (where.y1-where.y0)/(b.y1-b.y0)
	return matrix{sx, 0, 0, sy, where.x0 - sx*b.x0, where.y0 - sy*b.y0}
}
