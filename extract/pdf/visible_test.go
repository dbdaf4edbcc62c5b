package pdf

import (
	"testing"

	"gongkai/internal/pdftest"
)

// What of a page is seen, and where: boxes, units, layers, hidden text.
func TestVisible(t *testing.T) {
	const text = "BT /F1 10 Tf 10 50 Td (A) Tj 90 0 Td (B) Tj ET"
	tests := []struct {
		name          string
		doc           pdftest.Document
		want          string
		width, height float64
	}{
		{name: "crop box", doc: pdftest.Document{Pages: []pdftest.Page{{Content: text, Entries: "/CropBox[90 40 190 80]"}}},
			want: "B@10,30", width: 100, height: 40},
		{name: "crop box with its corners exchanged", doc: pdftest.Document{Pages: []pdftest.Page{{Content: text, Entries: "/CropBox[190 80 90 40]"}}},
			want: "B@10,30", width: 100, height: 40},
		{name: "crop box beyond the media box", doc: pdftest.Document{Pages: []pdftest.Page{{Content: text, Entries: "/CropBox[-50 -50 900 900]"}}},
			want: "A@10,50 B@100,50", width: 200, height: 100},
		{name: "crop box without area", doc: pdftest.Document{Pages: []pdftest.Page{{Content: text, Entries: "/CropBox[0 0 0 0]"}}},
			want: "A@10,50 B@100,50", width: 200, height: 100},
		{name: "crop box on a turned page", doc: pdftest.Document{Pages: []pdftest.Page{{
			Content: "BT /F1 10 Tf 0 1 -1 0 60 30 Tm (AB) Tj ET", Rotate: 90, Entries: "/CropBox[50 20 150 90]"}}},
			want: "A@10,10 B@15,10", width: 70, height: 100},
		{name: "user unit", doc: pdftest.Document{Pages: []pdftest.Page{{Content: text, Entries: "/UserUnit 2"}}},
			want: "A@20,100 B@200,100", width: 400, height: 200},
		{name: "user unit and crop box", doc: pdftest.Document{Pages: []pdftest.Page{{Content: text, Entries: "/UserUnit 2/CropBox[90 40 190 80]"}}},
			want: "B@20,60", width: 200, height: 80},

		{name: "a layer that is off", doc: layered("/OC /L BDC (A) Tj EMC (B) Tj"), want: "B@15,50", width: 200, height: 100},
		{name: "layers within marked content", doc: layered("/P BMC /OC /L BDC /Span BMC (A) Tj EMC (B) Tj EMC (C) Tj EMC"), want: "C@20,50", width: 200, height: 100},
		{name: "a layer that is on", doc: layered("/OC /M BDC (A) Tj EMC (B) Tj"), want: "A@10,50 B@15,50", width: 200, height: 100},
		{name: "ActualText where nobody knows the character", doc: actual("<0009> Tj"), want: "目@10,50", width: 200, height: 100},
		{name: "ActualText is not believed where characters are known", doc: actual("<0001> Tj"), want: "项@10,50", width: 200, height: 100},

		{name: "transparent text", doc: pdftest.Document{Resources: "/ExtGState<</G<</ca 0>>>>",
			Pages: []pdftest.Page{{Content: "q /G gs BT /F1 10 Tf 10 50 Td (A) Tj ET Q BT /F1 10 Tf 20 50 Td (B) Tj ET"}}},
			want: "B@20,50", width: 200, height: 100},
		{name: "a font of the graphics state", doc: pdftest.Document{Resources: "/ExtGState<</G<</Font[{f} 20]>>>>",
			Objects: map[string]string{"f": "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"},
			Pages:   []pdftest.Page{{Content: "/G gs BT 10 50 Td (AB) Tj ET"}}},
			want: "A@10,50 B@22,50", width: 200, height: 100},
		{name: "an annotation's appearance", doc: pdftest.Document{Objects: map[string]string{
			"look": pdftest.Stream("/Type/XObject/Subtype/Form/BBox[0 0 10 10]/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>", "BT /F1 5 Tf 0 2 Td (A) Tj ET"),
		}, Pages: []pdftest.Page{{Content: "", Entries: "/Annots[<</Type/Annot/Subtype/Stamp/Rect[50 50 70 70]/AP<</N {look}>>>>" +
			"<</Type/Annot/Subtype/Stamp/F 2/Rect[90 50 110 70]/AP<</N {look}>>>>]"}}},
			want: "A@50,46", width: 200, height: 100},
		{name: "an inline image whose data look like operators", doc: pdftest.Document{Pages: []pdftest.Page{{
			Content: "BI /W 4 /H 4 /BPC 8 /CS /G ID (A) Tj EI x Q EI BT /F1 10 Tf 10 50 Td (B) Tj ET"}}},
			want: "B@10,50", width: 200, height: 100},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := readPage(t, tt.doc)
			if got := glyphsOf(page); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if page.Width != tt.width || page.Height != tt.height {
				t.Errorf("page is %v by %v, want %v by %v", page.Width, page.Height, tt.width, tt.height)
			}
		})
	}
}

// layered shows text with layers L, which is off, and M.
func layered(show string) pdftest.Document {
	return pdftest.Document{
		Resources: "/Properties<</L {off}/M {on}>>",
		Objects:   map[string]string{"off": "<</Type/OCG/Name(off)>>", "on": "<</Type/OCG/Name(on)>>"},
		Catalog:   "/OCProperties<</OCGs[{off} {on}]/D<</OFF[{off}]>>>>",
		Pages:     []pdftest.Page{{Content: "BT /F1 10 Tf 10 50 Td " + show + " ET"}},
	}
}

// actual shows text that is said to be 目.
func actual(show string) pdftest.Document {
	return pdftest.Document{Chars: chars, Pages: []pdftest.Page{{
		Content: "BT /F2 10 Tf 10 50 Td /Span <</ActualText <FEFF76EE>>> BDC " + show + " EMC ET",
	}}}
}
