package pdf

import (
	"bytes"
	"fmt"
	"image"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/internal/limits"
)

// Render draws page n, from 1, with so many dots an inch, as pdfium does, with
// annotations. Errors are those of Open and Page.
func Render(data []byte, n, dpi int) (*image.RGBA, error) {
	f, err := openPDFium(data)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if n < 1 || n > f.pages {
		return nil, fmt.Errorf("page %d of %d", n, f.pages)
	}
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: f.doc, Index: n - 1}}
	_, paper, err := f.upright(page)
	if err != nil {
		return nil, fmt.Errorf("%w: page %d: pdfium: %w", ErrDamaged, n, err)
	}
	const inch = 72
	if pixels := paper.x1 * paper.y1 / inch / inch * float64(dpi) * float64(dpi); dpi < 1 || pixels > limits.RenderPixels {
		return nil, fmt.Errorf("%w: page %d of %.0f by %.0f points at %d dots an inch is more than %d pixels", ErrTooLarge, n, paper.x1, paper.y1, dpi, limits.RenderPixels)
	}
	drawn, err := f.of.RenderPageInDPI(&requests.RenderPageInDPI{Page: page, DPI: dpi, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT})
	if err != nil {
		return nil, fmt.Errorf("%w: page %d: pdfium: %w", ErrDamaged, n, err)
	}
	defer drawn.Cleanup()
	picture, ok := drawn.Result.RenderedImage.(*image.RGBA)
	if !ok {
		return nil, fmt.Errorf("%w: page %d: pdfium gives no colours", ErrDamaged, n)
	}
	kept := *picture // its pixels are pdfium's memory
	kept.Pix = bytes.Clone(picture.Pix)
	return &kept, nil
}
