package pdf

import (
	"errors"
	"fmt"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"

	"gongkai/extract/layout"
	"gongkai/extract/pdf/object"
	"gongkai/internal/limits"
)

// foreign is a PDF opened by pdfium. What pdfium finds on a page goes through
// the same code as what our interpreter finds: visibility, double strikes,
// rulings from strokes and thin fills.
type foreign struct {
	data  []byte
	doc   references.FPDF_DOCUMENT
	pages int
	of    pdfium.Pdfium
	in    interpreter
	// handles counts what go-pdfium keeps for this instance until it is closed:
	// each object and corner that was looked at.
	handles int
}

// maxHandles is how many handles, 150 bytes each, are kept before the instance
// is replaced: 30 MB.
const maxHandles = 200_000

// openPDFium opens data in an instance of its own.
func openPDFium(data []byte) (*foreign, error) {
	if !object.IsPDF(data) {
		return nil, ErrNotPDF
	}
	f := &foreign{data: data}
	if err := f.open(); err != nil {
		return nil, err
	}
	n, err := f.of.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.doc})
	switch {
	case err != nil:
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	case n.PageCount > limits.PDFPages:
		err = fmt.Errorf("%w: more than %d pages", ErrTooLarge, limits.PDFPages)
	case n.PageCount == 0:
		err = fmt.Errorf("%w: no pages", ErrDamaged)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	f.pages = n.PageCount
	return f, nil
}

func (f *foreign) open() error {
	instance, err := newInstance()
	if err != nil {
		return err
	}
	doc, err := instance.OpenDocument(&requests.OpenDocument{File: &f.data})
	if err != nil {
		_ = instance.Close() // the reason why it did not open counts
		if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
			return fmt.Errorf("%w: pdfium: %w", ErrEncrypted, err)
		}
		return fmt.Errorf("%w: pdfium: %w", ErrDamaged, err)
	}
	f.of, f.doc, f.handles = instance, doc.Document, 0
	return nil
}

// renew replaces the instance once it keeps too much.
func (f *foreign) renew() error {
	if f.of != nil && f.handles < maxHandles {
		return nil
	}
	f.Close()
	return f.open()
}

func (f *foreign) NumPages() int { return f.pages }

// Close ends the instance with its memory.
func (f *foreign) Close() {
	if f.of != nil {
		_ = f.of.Close() // a trapped instance cannot even be closed
		f.of = nil
	}
}

// Page reads page n. An error of pdfium in the middle of a page is damage, and
// the rest is read by a fresh instance.
func (f *foreign) Page(n int) (page *layout.Page, err error) {
	if n < 1 || n > f.pages {
		return nil, fmt.Errorf("page %d of %d", n, f.pages)
	}
	defer func() {
		if p := recover(); p != nil {
			page, err = nil, fmt.Errorf("%w: page %d: %v", ErrDamaged, n, p)
			f.in = interpreter{}
		}
		if err != nil && !isTooLarge(err) {
			f.Close()
		}
	}()
	if err := f.renew(); err != nil {
		return nil, err
	}
	loaded, err := f.of.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.doc, Index: n - 1})
	if err != nil {
		return nil, fmt.Errorf("%w: page %d: pdfium: %w", ErrDamaged, n, err)
	}
	ref := requests.Page{ByReference: &loaded.Page}
	defer func() {
		if f.of != nil && err == nil {
			_, err = f.of.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
		}
	}()
	upright, paper, err := f.upright(ref)
	if err != nil {
		return nil, fmt.Errorf("%w: page %d: pdfium: %w", ErrDamaged, n, err)
	}
	page = &layout.Page{Number: n, Width: paper.x1, Height: paper.y1}
	f.in.begin(&File{}, page, paper, upright)
	hidden, err := f.objects(ref, upright)
	if err == nil {
		err = f.text(ref, upright, hidden)
	}
	if err != nil {
		if !isTooLarge(err) {
			err = fmt.Errorf("%w: pdfium: %w", ErrDamaged, err)
		}
		return nil, fmt.Errorf("page %d: %w", n, err)
	}
	return page, nil
}

// dots is how many device units a point is measured with: PageToDevice rounds
// to whole ones.
const dots = 1000

// upright maps user space to the upright page, as pdfium understands boxes and
// rotation.
func (f *foreign) upright(page requests.Page) (matrix, rect, error) {
	w, err := f.of.FPDF_GetPageWidthF(&requests.FPDF_GetPageWidthF{Page: page})
	if err != nil {
		return matrix{}, rect{}, err
	}
	h, err := f.of.FPDF_GetPageHeightF(&requests.FPDF_GetPageHeightF{Page: page})
	if err != nil {
		return matrix{}, rect{}, err
	}
	paper := rect{0, 0, float64(w.PageWidth), float64(h.PageHeight)}
	if !(paper.x1 >= 1 && paper.y1 >= 1 && paper.x1 <= longest && paper.y1 <= longest) {
		return matrix{}, rect{}, fmt.Errorf("a page of %v by %v points", paper.x1, paper.y1)
	}
	device := func(x, y float64) (float64, float64, error) {
		d, err := f.of.FPDF_PageToDevice(&requests.FPDF_PageToDevice{
			Page: page, SizeX: int(paper.x1 * dots), SizeY: int(paper.y1 * dots), PageX: x, PageY: y,
		})
		if err != nil {
			return 0, 0, err
		}
		return float64(d.DeviceX) / dots, float64(d.DeviceY) / dots, nil
	}
	x0, y0, err := device(0, 0)
	if err != nil {
		return matrix{}, rect{}, err
	}
	x1, y1, err := device(dots, 0)
	if err != nil {
		return matrix{}, rect{}, err
	}
	x2, y2, err := device(0, dots)
	if err != nil {
		return matrix{}, rect{}, err
	}
	return matrix{(x1 - x0) / dots, (y1 - y0) / dots, (x2 - x0) / dots, (y2 - y0) / dots, x0, y0}, paper, nil
}
