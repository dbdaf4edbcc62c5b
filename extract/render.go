package extract

import (
	"context"
	"image"

	"gongkai"
	"gongkai/extract/pdf"
)

// Render draws a page of a PDF, from 1, with so many dots an inch. The picture
// is nil where the outcome says why it cannot be drawn.
func Render(_ context.Context, data []byte, page, dpi int) (*image.RGBA, gongkai.Outcome) {
	if _, what := sniff(data); what != "" {
		return nil, gongkai.Outcome{Status: gongkai.StatusNotPDF, Reason: what}
	}
	picture, err := pdf.Render(data, page, dpi)
	if err != nil {
		return nil, gongkai.Outcome{Status: statusOf(err), Reason: err.Error()}
	}
	return picture, gongkai.Outcome{Status: gongkai.StatusOK}
}

// WarmUp prepares the reader of that name, so that the first document does not
// pay for it.
func WarmUp(reader string) error {
	if r, err := pdf.ReaderOf(reader); err != nil || r != pdf.PDFium {
		return err
	}
	return pdf.StartPDFium()
}
