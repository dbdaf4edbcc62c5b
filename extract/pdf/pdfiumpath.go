package pdf

import (
	"fmt"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/internal/limits"
)

// objects adds the rulings and images of a page, and says whether some of its
// text is invisible.
func (f *foreign) objects(page requests.Page, upright matrix) (hidden bool, err error) {
	count, err := f.of.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return false, err
	}
	for i := range count.Count {
		o, err := f.of.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return false, err
		}
		h, err := f.object(o.PageObject, upright, 0)
		if err != nil {
			return false, err
		}
		hidden = hidden || h
	}
	return hidden, nil
}

// object looks at one object; outer maps its space to the upright page.
func (f *foreign) object(o references.FPDF_PAGEOBJECT, outer matrix, depth int) (hidden bool, err error) {
	f.handles++
	if f.in.ops++; f.in.ops > limits.PDFOperators {
		return false, fmt.Errorf("%w: more than %d objects on a page", ErrTooLarge, limits.PDFOperators)
	}
	kind, err := f.of.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	if err != nil {
		return false, err
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_TEXT:
		mode, err := f.of.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: o})
		return err == nil && invisible(mode.TextRenderMode), nil
	case enums.FPDF_PAGEOBJ_PATH, enums.FPDF_PAGEOBJ_IMAGE, enums.FPDF_PAGEOBJ_FORM:
	default:
		return false, nil
	}
	placed, err := f.of.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
	if err != nil {
		return false, err
	}
	p := placed.Matrix
	f.in.state = state{clip: f.in.paper, stretch: 1}
	f.in.ctm = matrix{float64(p.A), float64(p.B), float64(p.C), float64(p.D), float64(p.E), float64(p.F)}.mul(outer)
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_IMAGE:
		pixels, err := f.of.FPDFImageObj_GetImagePixelSize(&requests.FPDFImageObj_GetImagePixelSize{ImageObject: o})
		if err == nil {
			f.in.image(int(pixels.Width), int(pixels.Height))
		}
		return false, nil // an image whose size nobody knows shows nothing
	case enums.FPDF_PAGEOBJ_FORM:
		return f.form(o, f.in.ctm, depth+1)
	}
	return false, f.path(o)
}

// form looks at the objects of a form.
func (f *foreign) form(o references.FPDF_PAGEOBJECT, inner matrix, depth int) (hidden bool, err error) {
	if depth > limits.PDFForms {
		return false, nil
	}
	count, err := f.of.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
	if err != nil {
		return false, err
	}
	for i := range count.Count {
		member, err := f.of.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(i)})
		if err != nil {
			return false, err
		}
		h, err := f.object(member.PageObject, inner, depth)
		if err != nil {
			return false, err
		}
		hidden = hidden || h
	}
	return hidden, nil
}

// path paints a path object.
func (f *foreign) path(o references.FPDF_PAGEOBJECT) error {
	mode, err := f.of.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o})
	if err != nil {
		return err
	}
	fill := mode.FillMode != enums.FPDF_FILLMODE_NONE
	if !fill && !mode.Stroke {
		return nil
	}
	in := &f.in
	if fill {
		if c, err := f.of.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: o}); err == nil {
			in.clear = c.FillColor.A == 0
			in.whiteFill = min(c.FillColor.R, c.FillColor.G, c.FillColor.B) == 255
		}
	}
	if mode.Stroke {
		if c, err := f.of.FPDFPageObj_GetStrokeColor(&requests.FPDFPageObj_GetStrokeColor{PageObject: o}); err == nil {
			in.whiteStroke = min(c.StrokeColor.R, c.StrokeColor.G, c.StrokeColor.B) == 255
		}
		if w, err := f.of.FPDFPageObj_GetStrokeWidth(&requests.FPDFPageObj_GetStrokeWidth{PageObject: o}); err == nil {
			in.width = float64(w.StrokeWidth)
		}
		if d, err := f.of.FPDFPageObj_GetDashCount(&requests.FPDFPageObj_GetDashCount{PageObject: o}); err == nil {
			in.dashed = d.DashCount > 0
		}
	}
	if err := f.segments(o); err != nil {
		return err
	}
	return in.paint(mode.Stroke, fill)
}

// segments builds the path.
func (f *foreign) segments(o references.FPDF_PAGEOBJECT) error {
	in := &f.in
	in.path.reset()
	count, err := f.of.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: o})
	if err != nil {
		return err
	}
	for i := range min(count.Count, limits.PDFPoints) {
		f.handles++
		s, err := f.of.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: o, Index: i})
		if err != nil {
			return err
		}
		at, err := f.of.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: s.PathSegment})
		if err != nil {
			return err
		}
		kind, err := f.of.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: s.PathSegment})
		if err != nil {
			return err
		}
		x, y := float64(at.X), float64(at.Y)
		switch kind.Type {
		case enums.FPDF_SEGMENT_MOVETO:
			in.moveTo(x, y)
		case enums.FPDF_SEGMENT_LINETO:
			in.lineTo(x, y, false)
		case enums.FPDF_SEGMENT_BEZIERTO:
			in.lineTo(x, y, true)
		}
		end, err := f.of.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: s.PathSegment})
		if err != nil {
			return err
		}
		if end.IsClose {
			in.closePath()
		}
	}
	return nil
}
