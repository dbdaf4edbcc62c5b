package pdftest

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Widths of the fonts, in em.
const (
	SimpleWidth = 0.5 // of every code of F1
	WideWidth   = 1.0 // of every CID of F2
)

// Document describes a PDF. The zero Document has no pages.
type Document struct {
	Pages []Page
	// Chars are the characters of F2's ToUnicode CMap by CID.
	Chars map[uint16]rune
	// Forms are form XObjects by resource name, for every page and form.
	Forms map[string]Form
	// Fonts are more fonts by resource name, each the body of an object.
	Fonts map[string]string
	// Objects are more objects by a name of the test's own; {name} in their
	// bodies, in Fonts, Resources, Catalog and Entries stands for a reference.
	Objects map[string]string
	// Resources are more entries of the resource dictionary, Catalog of the
	// catalogue.
	Resources, Catalog string
}

// Stream is the body of an object that is a stream with more entries.
func Stream(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

// Page is one page.
type Page struct {
	// Width and Height of the media box in points; zero is 200 by 100.
	Width, Height float64
	// Rotate is a multiple of 90, clockwise.
	Rotate int
	// Content is the content stream.
	Content string
	// Entries are more entries of the page's dictionary.
	Entries string
}

// Form is a form XObject.
type Form struct {
	// BBox are the lower left and upper right corner in the form's space.
	BBox [4]float64
	// Matrix maps the form's space to user space; zero is the identity.
	Matrix [6]float64
	// Content is the content stream.
	Content string
}

// Bytes writes the document with an exact cross-reference table.
func (d Document) Bytes() []byte {
	const (
		catalog = 1 + iota
		tree
		resources
		simple
		wide
		descendant
		toUnicode
		free // the first number of forms and pages
	)
	names := slices.Sorted(maps.Keys(d.Forms))
	fontNames := slices.Sorted(maps.Keys(d.Fonts))
	labels := slices.Sorted(maps.Keys(d.Objects))
	firstFont := free + len(names)
	firstLabel := firstFont + len(fontNames)
	firstPage := firstLabel + len(labels)
	var kids, forms, fonts strings.Builder
	for i := range d.Pages {
		fmt.Fprintf(&kids, "%d 0 R ", firstPage+2*i)
	}
	for i, name := range names {
		fmt.Fprintf(&forms, "/%s %d 0 R ", name, free+i)
	}
	for i, name := range fontNames {
		fmt.Fprintf(&fonts, "/%s %d 0 R ", name, firstFont+i)
	}
	var pairs []string
	for i, label := range labels {
		pairs = append(pairs, "{"+label+"}", fmt.Sprintf("%d 0 R", firstLabel+i))
	}
	refs := strings.NewReplacer(pairs...)
	var w writer
	w.buf.WriteString("%PDF-1.7\n")
	w.object("<</Type/Catalog/Pages %d 0 R%s>>", tree, refs.Replace(d.Catalog))
	w.object("<</Type/Pages/Count %d/Kids[%s]/Resources %d 0 R>>", len(d.Pages), kids.String(), resources)
	w.object("<</Font<</F1 %d 0 R/F2 %d 0 R%s>>/XObject<<%s>>%s>>", simple, wide, fonts.String(), forms.String(), refs.Replace(d.Resources))
	w.object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[%s]>>",
		strings.Repeat("500 ", 224))
	w.object("<</Type/Font/Subtype/Type0/BaseFont/Wide/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", descendant, toUnicode)
	w.object("<</Type/Font/Subtype/CIDFontType2/BaseFont/Wide/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>")
	w.object("%s", Stream("", d.toUnicode()))
	for _, name := range names {
		f := d.Forms[name]
		if f.Matrix == ([6]float64{}) {
			f.Matrix = [6]float64{1, 0, 0, 1, 0, 0}
		}
		w.object("%s", Stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox%v/Matrix%v/Resources %d 0 R", f.BBox, f.Matrix, resources), f.Content))
	}
	for _, name := range fontNames {
		w.object("%s", refs.Replace(d.Fonts[name]))
	}
	for _, label := range labels {
		w.object("%s", refs.Replace(d.Objects[label]))
	}
	for i, p := range d.Pages {
		if p.Width == 0 || p.Height == 0 {
			p.Width, p.Height = 200, 100
		}
		w.object("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Rotate %d/Contents %d 0 R%s>>",
			tree, number(p.Width), number(p.Height), p.Rotate, firstPage+2*i+1, refs.Replace(p.Entries))
		w.object("%s", Stream("", p.Content))
	}
	return w.finish(catalog)
}

// number writes v without an exponent, which PDF does not know.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func (d Document) toUnicode() string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	// A bfchar section holds at most 100 entries.
	for part := range slices.Chunk(slices.Sorted(maps.Keys(d.Chars)), 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, cid := range part {
			fmt.Fprintf(&b, "<%04X> <", cid)
			for _, u := range utf16.Encode([]rune{d.Chars[cid]}) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nend\n")
	return b.String()
}

// writer numbers objects from 1 in the order of writing.
type writer struct {
	buf     bytes.Buffer
	offsets []int
}

func (w *writer) object(format string, args ...any) {
	w.offsets = append(w.offsets, w.buf.Len())
	fmt.Fprintf(&w.buf, "%d 0 obj\n", len(w.offsets))
	fmt.Fprintf(&w.buf, format, args...)
	w.buf.WriteString("\nendobj\n")
}

func (w *writer) finish(catalog int) []byte {
	start := w.buf.Len()
	// An entry is 20 bytes with its two-byte end of line.
	fmt.Fprintf(&w.buf, "xref\n0 %d\n%010d %05d f \n", len(w.offsets)+1, 0, 65535)
	for _, at := range w.offsets {
		fmt.Fprintf(&w.buf, "%010d %05d n \n", at, 0)
	}
	fmt.Fprintf(&w.buf, "trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(w.offsets)+1, catalog, start)
	return w.buf.Bytes()
}
