package pdf

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gongkai/extract/layout"
	"gongkai/internal/pdftest"
)

// chars are the characters of the builder's wide font F2.
var chars = map[uint16]rune{1: '项', 2: '目', 0x20: ' '}

// round gives hundredths of a point, without a negative zero.
func round(v float64) float64 { return math.Round(v*100)/100 + 0 }

// glyphsOf writes each glyph as text@left,baseline.
func glyphsOf(p *layout.Page) string {
	var out []string
	for _, g := range p.Glyphs {
		out = append(out, fmt.Sprintf("%s@%v,%v", g.Text, round(g.X0), round(g.Base)))
	}
	return strings.Join(out, " ")
}

// rulingsOf writes each ruling as x0,y0-x1,y1/thickness, with a d if dashed.
func rulingsOf(p *layout.Page) string {
	var out []string
	for _, r := range p.Rulings {
		s := fmt.Sprintf("%v,%v-%v,%v/%v", round(r.X0), round(r.Y0), round(r.X1), round(r.Y1), round(r.Thickness))
		if r.Dashed {
			s += "d"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// The page is 200 by 100 points. A character of F1 at size 10 is 5 wide, one of
// F2 is 10 wide.
func TestText(t *testing.T) {
	const begin = "BT /F1 10 Tf "
	tests := []struct{ name, content, want string }{
		{"Td", begin + "10 50 Td (AB) Tj ET", "A@10,50 B@15,50"},
		{"Td counts from the line's start", begin + "10 50 Td (A) Tj 20 -10 Td (B) Tj ET", "A@10,50 B@30,60"},
		{"TD sets the leading of T*", begin + "10 50 Td 0 -12 TD (A) Tj T* (B) Tj ET", "A@10,62 B@10,74"},
		{"Tm", begin + "2 0 0 2 10 50 Tm (AB) Tj ET", "A@10,50 B@20,50"},
		{"Tm replaces Td", begin + "50 50 Td 1 0 0 1 10 50 Tm (A) Tj ET", "A@10,50"},
		{"BT resets the matrices", begin + "50 50 Td ET BT 10 20 Td (A) Tj ET", "A@10,80"},
		{"TJ", begin + "10 50 Td [(A) -500 (B) 100 (C)] TJ ET", "A@10,50 B@20,50 C@24,50"},
		{"quote", begin + "12 TL 10 50 Td (A) ' (B) ' ET", "A@10,62 B@10,74"},
		{"double quote", begin + "12 TL 10 50 Td 3 1 (A B) \" ET", "A@10,62  @16,62 B@25,62"},
		{"Tc", begin + "2 Tc 10 50 Td (AB) Tj ET", "A@10,50 B@17,50"},
		{"Tw", begin + "4 Tw 10 50 Td (A B) Tj ET", "A@10,50  @15,50 B@24,50"},
		{"Tw is not for codes of two bytes", "BT /F2 10 Tf 4 Tw 10 50 Td <00200001> Tj ET", " @10,50 项@20,50"},
		{"Tz stretches advances, spacing and shifts", begin + "50 Tz 2 Tc 10 50 Td (AB) Tj [(C) -1000 (D)] TJ ET",
			"A@10,50 B@13.5,50 C@17,50 D@25.5,50"},
		{"Ts", begin + "10 50 Td 3 Ts (A) Tj 0 Ts (B) Tj ET", "A@10,47 B@15,50"},
		{"invisible text advances", begin + "10 50 Td 3 Tr (A) Tj 0 Tr (B) Tj ET", "B@15,50"},
		{"wide font", "BT /F2 10 Tf 10 50 Td <00010002> Tj ET", "项@10,50 目@20,50"},
		{"escapes", begin + `10 50 Td (\101\(\)\\) Tj ET`, `A@10,50 (@15,50 )@20,50 \@25,50`},
		{"no font", "BT 10 50 Td (A) Tj ET", ""},
		{"off the page", begin + "300 50 Td (A) Tj ET", ""},
		{"content that breaks off", begin + "10 50 Td (A) Tj [(B", "A@10,50"},
		{"operand of an unknown operator", begin + "10 50 Td (X) zz (A) Tj ET", "A@10,50"},

		{"Q undoes cm", "q 1 0 0 1 20 30 cm " + begin + "(A) Tj ET Q " + begin + "10 0 Td (B) Tj ET", "A@20,70 B@10,100"},
		{"the later cm applies first", "2 0 0 2 0 0 cm 1 0 0 1 10 10 cm " + begin + "(A) Tj ET", "A@20,80"},
		{"q saves the text state", begin + "2 Tc ET q 0 Tc Q BT 10 50 Td (AB) Tj ET", "A@10,50 B@17,50"},
		{"Q without q", "Q Q " + begin + "10 50 Td (A) Tj ET", "A@10,50"},

		{"clip drops", "10 40 20 20 re W n " + begin + "10 50 Td (A) Tj 30 0 Td (B) Tj ET", "A@10,50"},
		{"a line cut off by its cell is whole", "10 45 12 15 re W n " + begin + "10 50 Td (ABCDE) Tj ET", "A@10,50 B@15,50 C@20,50 D@25,50 E@30,50"},
		{"a centred line cut off on both sides", "20 45 8 15 re W n " + begin + "10 50 Td [(AB)] TJ (CDE) Tj ET", "A@10,50 B@15,50 C@20,50 D@25,50 E@30,50"},
		{"lines below a clip are another page's", "10 45 50 15 re W n " + begin + "10 50 Td (A) Tj 0 -12 Td (B) Tj ET", "A@10,50"},
		{"a line of which nothing is seen", "10 45 8 15 re W n " + begin + "50 50 Td (ABC) Tj -40 0 Td (D) Tj ET", "D@10,50"},
		{"the clip of a page's body cuts for good", "10 0 11 100 re W n " + begin + "10 50 Td (ABCDE) Tj ET", "A@10,50 B@15,50"},
		{"Q undoes the clip", "q 10 40 20 20 re W n Q " + begin + "40 50 Td (B) Tj ET", "B@40,50"},
		{"clips intersect", "10 0 20 100 re W n 20 0 50 100 re W n " + begin + "10 50 Td (ABCDEFGH) Tj ET", "C@20,50 D@25,50"},

		{"double strike", begin + "10 50 Td (A) Tj .3 0 Td (A) Tj ET", "A@10,50"},
		{"two characters in one place", begin + "10 50 Td (A) Tj .3 0 Td (B) Tj ET", "A@10,50 B@10.3,50"},
		{"a character twice side by side", begin + "10 50 Td (AA) Tj ET", "A@10,50 A@15,50"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := readPage(t, pdftest.Document{Pages: []pdftest.Page{{Content: tt.content}}, Chars: chars})
			if got := glyphsOf(page); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestGarbled(t *testing.T) {
	page := readPage(t, pdftest.Document{
		Pages: []pdftest.Page{{Content: "BT /F2 10 Tf 10 50 Td <000100090002> Tj ET"}}, Chars: chars,
	})
	if got, want := glyphsOf(page), "项@10,50 \uFFFD@20,50 目@30,50"; got != want || page.Garbled != 1 {
		t.Errorf("got %s with %d garbled, want %s with 1", got, page.Garbled, want)
	}
}

// A text that reads upright on the turned page comes out the same each way.
func TestRotate(t *testing.T) {
	tests := []struct {
		rotate        int
		tm            string
		width, height float64
		want          string
	}{
		{0, "1 0 0 1 10 50", 200, 100, "A@10,50 B@15,50"},
		{90, "0 1 -1 0 60 10", 100, 200, "A@10,60 B@15,60"},
		{180, "-1 0 0 -1 190 50", 200, 100, "A@10,50 B@15,50"},
		{270, "0 -1 1 0 60 90", 100, 200, "A@10,140 B@15,140"},
		{-90, "0 -1 1 0 60 90", 100, 200, "A@10,140 B@15,140"},
		{450, "0 1 -1 0 60 10", 100, 200, "A@10,60 B@15,60"},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.rotate), func(t *testing.T) {
			page := readPage(t, pdftest.Document{Pages: []pdftest.Page{{
				Rotate: tt.rotate, Content: "BT /F1 10 Tf " + tt.tm + " Tm (AB) Tj ET",
			}}})
			if got := glyphsOf(page); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if page.Width != tt.width || page.Height != tt.height {
				t.Errorf("page is %v by %v, want %v by %v", page.Width, page.Height, tt.width, tt.height)
			}
			for _, g := range page.Glyphs {
				if round(g.X1-g.X0) != 5 || round(g.Size) != 10 {
					t.Errorf("%s is %v wide at size %v, want 5 at 10", g.Text, g.X1-g.X0, g.Size)
				}
			}
		})
	}
}

func TestForm(t *testing.T) {
	const after = " BT /F1 10 Tf 10 50 Td (Z) Tj ET"
	tests := []struct {
		name, content, want string
		form                pdftest.Form
	}{
		{
			"matrix and box", "q 1 0 0 1 100 0 cm /X Do Q" + after, "A@110,75 B@115,75 Z@10,50",
			pdftest.Form{BBox: [4]float64{0, 0, 20, 20}, Matrix: [6]float64{1, 0, 0, 1, 10, 20},
				Content: "BT /F1 10 Tf 0 5 Td (AB) Tj 40 0 Td (C) Tj ET"},
		},
		{
			"state left behind", "/X Do" + after, "A@0,50 Z@10,50",
			pdftest.Form{BBox: [4]float64{0, 0, 200, 100}, Content: "BT /F1 10 Tf 0 50 Td 9 Tc (A) Tj ET q 3 0 0 3 0 0 cm"},
		},
		{
			"Q of the form leaves the page's stack alone", "q 1 0 0 1 0 20 cm /X Do Q" + after, "A@0,80 Z@10,50",
			pdftest.Form{BBox: [4]float64{0, 0, 200, 100}, Content: "Q Q BT /F1 10 Tf (A) Tj ET"},
		},
		{
			"a form that draws itself", "/X Do" + after, "A@0,50 Z@10,50",
			pdftest.Form{BBox: [4]float64{0, 0, 200, 100}, Content: "BT /F1 10 Tf 0 50 Td (A) Tj ET /X Do"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := readPage(t, pdftest.Document{
				Pages: []pdftest.Page{{Content: tt.content}}, Forms: map[string]pdftest.Form{"X": tt.form},
			})
			if got := glyphsOf(page); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestRulings(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"stroke", "2 w 10 50 m 90 50 l S", "10,50-90,50/2"},
		{"stroke upwards", "1 w 10 20 m 10 80 l S", "10,20-10,80/1"},
		{"cm scales the width too", "2 0 0 2 0 0 cm 1 w 5 25 m 45 25 l S", "10,50-90,50/2"},
		{"dashed", "1 w [3 2] 0 d 10 50 m 90 50 l S [] 0 d 10 40 m 90 40 l S", "10,50-90,50/1d 10,60-90,60/1"},
		{"slanted", "10 50 m 90 60 l S", ""},
		{"rectangle", "1 w 10 20 30 40 re S", "10,80-40,80/1 40,40-40,80/1 10,40-40,40/1 10,40-10,80/1"},
		{"s closes", "1 w 10 20 m 40 20 l 40 60 l 10 60 l s", "10,80-40,80/1 40,40-40,80/1 10,40-40,40/1 10,40-10,80/1"},
		{"n paints nothing", "10 50 m 90 50 l n", ""},
		{"thin fill", "10 50 80 1 re f", "10,49.5-90,49.5/1"},
		{"thin upright fill", "10 20 1 60 re f", "10.5,20-10.5,80/1"},
		{"thick fill", "10 50 80 20 re f", ""},
		{"mitred bar", "10 50 m 90 50 l 89 51 l 11 51 l f", "10,49.5-90,49.5/1"},
		{"mitred upright bar", "10 20 m 10 80 l 11 79 l 11 21 l f", "10.5,20-10.5,80/1"},
		{"flat triangle", "10 50 m 90 50 l 50 51 l f", ""},
		{"thin image", "q 80 0 0 1 10 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q 1 w 10 20 m 90 20 l S", "10,49.5-90,49.5/1 10,80-90,80/1"},
		// Half the thickness and a point are left over, so that borders on the
		// edge of a clip still meet.
		{"clip cuts", "30 0 20 100 re W n 2 w 10 50 m 90 50 l S", "28,50-52,50/2"},
		{"clip drops", "10 60 80 20 re W n 1 w 10 20 m 90 20 l S", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := readPage(t, pdftest.Document{Pages: []pdftest.Page{{Content: tt.content}}})
			if got := rulingsOf(page); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestImage(t *testing.T) {
	page := readPage(t, pdftest.Document{Pages: []pdftest.Page{{
		Content: "q 80 0 0 40 10 50 cm BI /W 8 /H 8 /BPC 8 /CS /G /F /AHx ID 00> EI Q",
	}}})
	if len(page.Images) != 1 || len(page.Rulings) != 0 {
		t.Fatalf("%d images and %d rulings, want one image", len(page.Images), len(page.Rulings))
	}
	if b := page.Images[0]; b.X0 != 10 || b.Y0 != 10 || b.X1 != 90 || b.Y1 != 50 {
		t.Errorf("image at %+v, want 10,10 to 90,50", b)
	}
}
