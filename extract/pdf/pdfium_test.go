package pdf

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"gongkai/extract/layout"
	"gongkai/internal/pdftest"
)

// readForeign reads the first page with pdfium.
func readForeign(t *testing.T, data []byte) *layout.Page {
	t.Helper()
	pages, err := OpenWith(PDFium, data)
	if err != nil {
		t.Fatal(err)
	}
	defer pages.Close()
	page, err := pages.Page(1)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// pdfium gives the same page as our interpreter for what it can tell at all.
func TestPDFiumAgrees(t *testing.T) {
	const wide = "BT /F2 10 Tf 10 50 Td <00010002> Tj ET"
	// Courier is as wide everywhere.
	fonts := map[string]string{"F3": courier}
	form := map[string]pdftest.Form{"X": {BBox: [4]float64{0, 0, 200, 100}, Matrix: [6]float64{1, 0, 0, 1, 10, 20}, Content: wide + " 1 w 10 20 m 90 20 l S"}}
	tests := []struct {
		name string
		doc  pdftest.Document
	}{
		{"text", pdftest.Document{Chars: chars, Pages: []pdftest.Page{{Content: wide}}}},
		{"a matrix that scales", pdftest.Document{Chars: chars, Pages: []pdftest.Page{{Content: "q 2 0 0 1.5 5 5 cm " + wide + " Q"}}}},
		{"hidden text", pdftest.Document{Fonts: fonts, Pages: []pdftest.Page{{Content: "BT /F3 10 Tf 3 Tr 10 50 Td (A) Tj 0 Tr (B) Tj ET"}}}},
		{"text off the page", pdftest.Document{Chars: chars, Pages: []pdftest.Page{{Content: wide + " BT /F2 10 Tf 300 50 Td <0001> Tj ET"}}}},
		{"double strike", pdftest.Document{Chars: chars, Pages: []pdftest.Page{{Content: wide + " BT /F2 10 Tf 10.3 50 Td <00010002> Tj ET"}}}},
		{"turned by 90", pdftest.Document{Fonts: fonts, Pages: []pdftest.Page{{Rotate: 90, Content: "BT /F3 10 Tf 0 1 -1 0 60 10 Tm (AB) Tj ET 1 w 10 20 m 90 20 l S"}}}},
		{"turned by 270", pdftest.Document{Fonts: fonts, Pages: []pdftest.Page{{Rotate: 270, Content: "BT /F3 10 Tf 0 -1 1 0 60 90 Tm (AB) Tj ET 1 w 10 20 m 90 20 l S"}}}},
		{"crop box", pdftest.Document{Chars: chars, Pages: []pdftest.Page{{Content: wide + " 1 w 10 50 m 90 50 l S", Entries: "/CropBox[5 40 100 80]"}}}},
		{"form", pdftest.Document{Chars: chars, Forms: form, Pages: []pdftest.Page{{Content: "q 1 0 0 1 20 -10 cm /X Do Q"}}}},
		{"strokes and fills", pdftest.Document{Pages: []pdftest.Page{{Content: "2 w 10 50 m 90 50 l S 10 20 30 40 re S 10 80 80 1 re f 1 1 1 rg 10 90 1 9 re f [3 2] 0 d 10 10 m 90 10 l S"}}}},
		{"images", pdftest.Document{Pages: []pdftest.Page{{Content: "q 80 0 0 1 10 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q q 80 0 0 40 10 50 cm BI /W 8 /H 8 /BPC 8 /CS /G /F /AHx ID 00> EI Q"}}}},
		{"a private character", pdftest.Document{Chars: map[uint16]rune{1: '项', 2: '\uE123'}, Pages: []pdftest.Page{{Content: wide}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			own, other := readPage(t, tt.doc), readForeign(t, tt.doc.Bytes())
			if diff := differs(own, other); diff != "" {
				t.Error(diff)
			}
			if own.Width != other.Width || own.Height != other.Height || len(own.Images) != len(other.Images) || own.Garbled != other.Garbled {
				t.Errorf("%v by %v with %d images and %d garbled, want %v by %v, %d and %d", other.Width, other.Height, len(other.Images), other.Garbled,
					own.Width, own.Height, len(own.Images), own.Garbled)
			}
		})
	}
}

func TestPDFiumFails(t *testing.T) {
	tests := []struct {
		name string
		file []byte
		want error
	}{
		{"nothing", nil, ErrNotPDF},
		{"no objects", []byte("%PDF-1.7\n%%EOF"), ErrDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := OpenWith(PDFium, tt.file); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}

// TestPDFiumCorpus compares characters and rulings of a few real documents.
func TestPDFiumCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("reads real documents")
	}
	for _, place := range []string{"烟台", "深圳", "重庆", "江苏省", "镇江"} {
		files, err := filepath.Glob(filepath.Join(pdftest.Shared(t, "corpus"), place, "*.pdf"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no documents of %s: %v", place, err)
		}
		data, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		own, ruled := readAll(t, Own, data)
		other, lines := readAll(t, PDFium, data)
		if score := agreement(own, other); score < sameText || ruled != lines {
			t.Errorf("%s: %.4f of the characters agree; %d rulings instead of %d", files[0], score, lines, ruled)
		}
	}
}

// readAll counts the characters and rulings of all pages.
func readAll(t *testing.T, r Reader, data []byte) (counts map[rune]int, rulings int) {
	t.Helper()
	pages, err := OpenWith(r, data)
	if err != nil {
		t.Fatal(err)
	}
	defer pages.Close()
	counts = map[rune]int{}
	for n := range pages.NumPages() {
		page, err := pages.Page(n + 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range page.Glyphs {
			count(counts, g.Text)
		}
		rulings += len(page.Rulings)
	}
	return counts, rulings
}
