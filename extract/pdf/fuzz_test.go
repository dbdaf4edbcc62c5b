package pdf

import (
	"testing"

	"gongkai/internal/pdftest"
)

// FuzzContent: no content of a page makes it panic; Page recovers, so an error
// which is not of the structure is a panic.
func FuzzContent(f *testing.F) {
	for _, s := range []string{
		"BT /F1 10 Tf 10 50 Td (AB) Tj [(C) -500 <41>] TJ T* (D) ' 1 2 (E) \" ET",
		"q 1 0 0 1 9 9 cm 0 0 9 9 re W n Q 1 w 0 0 m 9 0 l s 0 0 m h f", "/X Do", "/Tf Tf Tj TJ ' \" Tm cm re l c h W W* n b B*",
		"/OC /P BDC EMC EMC BMC", "BI ID EI", "1e308 0 0 1e308 0 0 cm 1e308 1e308 1e308 1e308 re B BT /F1 1e308 Tf (A) Tj ET",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		file, err := Open(pdftest.Document{
			Pages: []pdftest.Page{{Content: content}}, Chars: chars,
			Forms: map[string]pdftest.Form{"X": {BBox: [4]float64{0, 0, 99, 99}, Content: "/X Do"}},
		}.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.Page(1); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzOpen: a damaged structure is an error and not a panic.
func FuzzOpen(f *testing.F) {
	whole := pdftest.Document{
		Pages: []pdftest.Page{{Content: "BT /F2 10 Tf 10 50 Td <0001> Tj ET /X Do"}}, Chars: chars,
		Forms: map[string]pdftest.Form{"X": {BBox: [4]float64{0, 0, 99, 99}, Content: "0 0 9 1 re f"}},
	}.Bytes()
	f.Add(whole)
	for i := 1; i < 8; i++ {
		f.Add(whole[:len(whole)*i/8])
	}
	f.Add([]byte("%PDF-2.0\n%%EOF"))
	f.Add([]byte(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(data)
		if err != nil {
			return
		}
		file.Title()
		for n := range min(file.NumPages(), 3) {
			page, err := file.Page(n + 1)
			if (page == nil) == (err == nil) {
				t.Fatalf("page %d is %v with error %v", n+1, page, err)
			}
		}
	})
}
