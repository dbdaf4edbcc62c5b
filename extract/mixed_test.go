package extract

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai"
	"gongkai/internal/pdftest"
)

// Pages of which there is only an image are counted and named; the others are
// read.
func TestImagePages(t *testing.T) {
	text := func(n int) pdftest.Page {
		return pdftest.Page{Content: "BT /F1 8 Tf 10 90 Td " + strings.Repeat("(Twenty characters and more of it) Tj 0 -12 Td ", n) + " ET"}
	}
	picture := pdftest.Page{Content: "q 200 0 0 100 0 0 cm BI /W 8 /H 8 /BPC 8 /CS /G /F /AHx ID 00> EI Q BT /F1 8 Tf 150 5 Td (- 3 -) Tj ET"}
	small := pdftest.Page{Content: "q 40 0 0 40 0 0 cm BI /W 8 /H 8 /BPC 8 /CS /G /F /AHx ID 00> EI Q"}
	layered := pdftest.Page{Content: picture.Content + " BT 3 Tr /F1 8 Tf 10 50 Td (hidden words of a scan with its own text) Tj ET"}
	unreadable := pdftest.Page{Content: "BT /F2 10 Tf 10 50 Td <00010002> Tj ET"}
	tests := []struct {
		name   string
		pages  []pdftest.Page
		status gongkai.Status
		reason string
		images []int
	}{
		{"text", []pdftest.Page{text(3), text(3)}, gongkai.StatusOK, "", nil},
		{"one image among text", []pdftest.Page{text(3), picture, text(3)}, gongkai.StatusOK, "", []int{2}},
		{"one text among images", []pdftest.Page{picture, text(7), picture, picture}, gongkai.StatusOK, "", []int{1, 3, 4}},
		{"images", []pdftest.Page{picture, picture, picture}, gongkai.StatusScanned, "3 of 3 pages are images without text", []int{1, 2, 3}},
		{"images under a cover", []pdftest.Page{{Content: "BT /F1 8 Tf 10 50 Td (Budget of 2023) Tj ET"}, picture, picture}, gongkai.StatusScanned, "2 of 3 pages are images without text", []int{2, 3}},
		{"images with hidden text", []pdftest.Page{layered, layered}, gongkai.StatusScanned, "2 of 2 pages are images without text", []int{1, 2}},
		{"a small picture is no page", []pdftest.Page{text(3), small}, gongkai.StatusOK, "", nil},
		{"nothing at all", []pdftest.Page{{}, {}}, gongkai.StatusDamaged, "no text on any page", nil},
		{"characters that nobody knows", []pdftest.Page{unreadable}, gongkai.StatusDamaged, "2 of 2 characters have no meaning in the file's fonts", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := pdftest.Document{Pages: tt.pages}.Bytes()
			for _, reader := range Readers() {
				doc := Read(t.Context(), data, Options{Reader: reader})
				if doc.Status != tt.status || doc.Reason != tt.reason && reader != "pdfium" || !slices.Equal(doc.ImagePages, tt.images) && len(tt.images) > 0 {
					t.Errorf("%s: %s, %q, images %v; want %s, %q, %v", reader, doc.Status, doc.Reason, doc.ImagePages, tt.status, tt.reason, tt.images)
				}
				if doc.Reader != reader || doc.PageCount != len(tt.pages) {
					t.Errorf("%d pages read by %q, want %d by %q", doc.PageCount, doc.Reader, len(tt.pages), reader)
				}
			}
		})
	}
}

// A document whose time is over before its end gives no part of itself.
func TestReadOutOfTime(t *testing.T) {
	ctx, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	doc := Read(ctx, pdftest.Document{Pages: []pdftest.Page{{Content: "BT /F1 8 Tf 10 50 Td (A) Tj ET"}}}.Bytes(), Options{})
	if doc.Status != gongkai.StatusTimeout || doc.Reason != "stopped at page 1 of 1" || len(doc.Body)+len(doc.Tables) > 0 {
		t.Errorf("%s, %q with %d elements", doc.Status, doc.Reason, len(doc.Body))
	}
}

// A picture, or why there is none.
func TestRender(t *testing.T) {
	data := pdftest.Document{Pages: []pdftest.Page{{Content: "0 0 100 100 re f"}}}.Bytes()
	picture, outcome := Render(t.Context(), data, 1, 72)
	if picture == nil || outcome.Status != gongkai.StatusOK || picture.Bounds().Dx() != 200 || picture.Bounds().Dy() != 100 {
		t.Fatalf("%v, %+v", picture != nil, outcome)
	}
	if r, _, _, _ := picture.At(50, 50).RGBA(); r != 0 {
		t.Error("the left half is not black")
	}
	if r, _, _, _ := picture.At(150, 50).RGBA(); r != 0xFFFF {
		t.Error("the right half is not white")
	}
	for _, tt := range []struct {
		data      []byte
		page, dpi int
		want      gongkai.Status
	}{
		{data, 2, 72, gongkai.StatusDamaged},
		{data, 1, 100_000, gongkai.StatusTooLarge},
		{[]byte("<html>"), 1, 72, gongkai.StatusNotPDF},
		{data[:20], 1, 72, gongkai.StatusDamaged},
	} {
		if picture, outcome := Render(t.Context(), tt.data, tt.page, tt.dpi); picture != nil || outcome.Status != tt.want || outcome.Reason == "" {
			t.Errorf("page %d at %d: %+v, want %s", tt.page, tt.dpi, outcome, tt.want)
		}
	}
}
