package pdf

import (
	"math"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/extract/pdf/font"
)

// text adds the characters that pdfium finds, without the spaces and line ends
// that it makes up. hidden says that some text of the page is invisible. What
// pdfium does not tell is not known here: clips, layers that are off, text that
// is transparent, vertical fonts.
func (f *foreign) text(page requests.Page, upright matrix, hidden bool) error {
	loaded, err := f.of.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return err
	}
	t := loaded.TextPage
	count, err := f.of.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: t})
	if err != nil {
		return err
	}
	in := &f.in
	in.state = state{ctm: upright, clip: in.paper, width: 1, stretch: 1}
	var endX, endY float64 // where the last character ended, user space
	high := rune(0)        // the first half of a surrogate pair
	for i := range count.Count {
		generated, err := f.of.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: t, Index: i})
		if err != nil || generated.IsGenerated {
			continue
		}
		code, err := f.of.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: t, Index: i})
		if err != nil {
			return err
		}
		r := rune(code.Unicode)
		if utf16.IsSurrogate(r) {
			if high == 0 {
				high = r
				continue
			}
			r, high = utf16.DecodeRune(high, r), 0
		}
		text := font.Readable(string(r))
		if bad, err := f.of.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: t, Index: i}); err == nil && bad.HasUnicodeMapError {
			text = font.Garbled
		}
		if text == "" {
			continue
		}
		c, ft, m, ok := f.char(t, i)
		if !ok {
			continue
		}
		if hidden {
			if in.render, err = f.renderMode(t, i); err != nil {
				return err
			}
		}
		c.Text = text
		if math.Hypot(m.e-endX, m.f-endY) > 0.3*in.size*math.Hypot(m.a, m.b) {
			in.block++
		}
		endX, endY = m.apply(c.Width*in.size, 0)
		in.place = m.mul(upright)
		n := len(in.page.Glyphs)
		if err := in.glyph(&c, &ft); err != nil {
			return err
		}
		if len(in.page.Glyphs) > n {
			in.narrow(n)
		}
	}
	_, err = f.of.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: t})
	return err
}

// narrow ends the glyph before n where n begins: pdfium makes boxes as wide as
// what it draws where a font is not embedded.
func (in *interpreter) narrow(n int) {
	if n == 0 {
		return
	}
	a, b := &in.page.Glyphs[n-1], &in.page.Glyphs[n]
	if a.Turn == 0 && b.Turn == 0 && math.Abs(a.Base-b.Base) < 0.1*a.Size && b.X0 < a.X1 && b.X0 > a.X0+0.3*(a.X1-a.X0) {
		a.X1 = b.X0
	}
}

// char is character i with its width in em, and the matrix from text space to
// user space; in.size is set to its size in text space. ok is false for one that
// has no place.
func (f *foreign) char(t references.FPDF_TEXTPAGE, i int) (c font.Char, ft font.Font, m matrix, ok bool) {
	origin, err := f.of.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: t, Index: i})
	if err != nil {
		return c, ft, m, false
	}
	text, err := f.of.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: t, Index: i})
	if err != nil {
		return c, ft, m, false
	}
	size, err := f.of.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: t, Index: i})
	if err != nil {
		return c, ft, m, false
	}
	box, err := f.of.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: t, Index: i})
	if err != nil {
		return c, ft, m, false
	}
	tm := text.Matrix
	m = matrix{float64(tm.A), float64(tm.B), float64(tm.C), float64(tm.D), origin.X, origin.Y}
	f.in.size = size.FontSize
	along := math.Hypot(m.a, m.b) * math.Abs(size.FontSize)
	if !(along > 0) || math.IsInf(along, 0) {
		return c, ft, m, false
	}
	// the box spans the advance width along the baseline
	w, h := math.Abs(float64(box.Rect.Right-box.Rect.Left)), math.Abs(float64(box.Rect.Top-box.Rect.Bottom))
	switch {
	case math.Abs(m.b) < 1e-3*math.Abs(m.a):
		c.Width = w / along
	case math.Abs(m.a) < 1e-3*math.Abs(m.b):
		c.Width = h / along
	default: // slanted: no box tells, and most are watermarks
		c.Width = 1
	}
	if weight, err := f.of.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: t, Index: i}); err == nil {
		ft.Bold = weight.FontWeight >= 700
	}
	return c, ft, m, true
}

// renderMode is the text rendering mode of character i.
func (f *foreign) renderMode(t references.FPDF_TEXTPAGE, i int) (int, error) {
	f.handles++
	o, err := f.of.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: t, Index: i})
	if err != nil {
		return 0, err
	}
	mode, err := f.of.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: o.TextObject})
	if err != nil {
		return 0, err
	}
	return int(mode.TextRenderMode), nil
}

func invisible(m enums.FPDF_TEXT_RENDERMODE) bool {
	return m == enums.FPDF_TEXTRENDERMODE_INVISIBLE || m == enums.FPDF_TEXTRENDERMODE_CLIP
}
