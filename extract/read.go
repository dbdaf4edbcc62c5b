package extract

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/extract/pdf"
	"gongkai/extract/table"
)

// Version is the extractor's integer version; raise it whenever the same bytes
// may give another Document.
const Version = 15

// Options of Read; the zero value works.
type Options struct {
	// Vocabulary holds the words of known headers, as the registry knows them.
	Vocabulary []string
	// Reader names what reads PDFs, one of Readers; "" is the first of them.
	Reader string
	// Pages, from 1, are read alone; nil are all. The others are as if they were
	// not there, and what is wrong with them is not told.
	Pages []int
}

// Readers are the names of what reads PDFs; the first is the default.
func Readers() []string {
	var names []string
	for _, r := range pdf.Readers() {
		names = append(names, string(r))
	}
	return names
}

// scannedPage: a page with fewer glyphs than this and an image over most of it
// is a scan; stamps and page numbers are all the text that scans carry.
const scannedPage = 20

// garbled is the share of glyphs without a character from which text is
// garbage: real documents have less than one in a thousand.
const garbled = 0.01

// Read turns the bytes of a file into a Document. It never fails: what cannot
// be read is an outcome with its reason.
func Read(ctx context.Context, data []byte, opt Options) *gongkai.Document {
	doc := &gongkai.Document{
		Outcome: gongkai.Outcome{Status: gongkai.StatusOK}, Digest: gongkai.DigestOf(data), Version: Version,
		ImagePages: []int{}, Body: []gongkai.Element{}, Tables: []gongkai.Table{},
	}
	fail := func(status gongkai.Status, reason string) *gongkai.Document {
		doc.Outcome = gongkai.Outcome{Status: status, Reason: reason}
		doc.Body, doc.Tables = []gongkai.Element{}, []gongkai.Table{}
		return doc
	}
	var what string
	if doc.MediaType, what = sniff(data); what != "" {
		return fail(gongkai.StatusNotPDF, what)
	}
	reader, err := pdf.ReaderOf(opt.Reader)
	if err != nil {
		return fail(gongkai.StatusDamaged, err.Error())
	}
	doc.Reader = string(reader)
	file, err := pdf.OpenWith(reader, data)
	if err != nil {
		return fail(statusOf(err), err.Error())
	}
	defer file.Close()
	doc.PageCount = file.NumPages()
	known := table.NewVocabulary(opt.Vocabulary)
	var items []item
	lying := map[int]lyingPage{}
	glyphs, bad, unreadable, pages := 0, 0, 0, 0
	for n := 1; n <= doc.PageCount; n++ {
		if opt.Pages != nil && !slices.Contains(opt.Pages, n) {
			continue
		}
		pages++
		if ctx.Err() != nil {
			return fail(gongkai.StatusTimeout, fmt.Sprintf("stopped at page %d of %d", n, doc.PageCount))
		}
		page, err := file.Page(n)
		if err != nil {
			if errors.Is(err, pdf.ErrTooLarge) {
				return fail(gongkai.StatusTooLarge, err.Error())
			}
			unreadable++
			continue
		}
		if isScan(page) {
			doc.ImagePages = append(doc.ImagePages, n)
		}
		glyphs += len(page.Glyphs)
		bad += page.Garbled
		if side := layout.SideOf(page); side != layout.SideUp {
			lying[n] = lyingPage{side, page.Width, page.Height}
			page = page.Turned(side)
		}
		items = append(items, pageItems(page, known)...)
	}
	switch {
	case len(doc.ImagePages) > 0 && 2*len(doc.ImagePages) > pages && glyphs < scannedPage*pages:
		return fail(gongkai.StatusScanned, fmt.Sprintf("%d of %d pages are images without text", len(doc.ImagePages), doc.PageCount))
	case unreadable == pages:
		return fail(gongkai.StatusDamaged, "no page could be read")
	case glyphs == 0:
		return fail(gongkai.StatusDamaged, "no text on any page")
	case float64(bad) > garbled*float64(glyphs):
		return fail(gongkai.StatusDamaged, fmt.Sprintf("%d of %d characters have no meaning in the file's fonts", bad, glyphs))
	case unreadable > 0:
		doc.Reason = fmt.Sprintf("%d of %d pages could not be read", unreadable, doc.PageCount)
	}
	assemble(doc, items)
	layBack(doc, lying)
	return doc
}

// lyingPage is a page whose text is turned by a right angle: it is read as if it
// had been turned.
type lyingPage struct {
	side          layout.Side
	width, height float64
}

// layBack brings all places on such pages to where they are on the page.
func layBack(doc *gongkai.Document, lying map[int]lyingPage) {
	if len(lying) == 0 {
		return
	}
	back := func(page int, b *gongkai.Box) {
		if l, ok := lying[page]; ok {
			*b = l.side.Back(*b, l.width, l.height)
		}
	}
	for i := range doc.Tables {
		t := &doc.Tables[i]
		back(t.Caption.Page, &t.Caption.Box)
		for k := range t.Cells {
			back(t.Cells[k].Page, &t.Cells[k].Box)
		}
	}
	for i := range doc.Body {
		for k := range doc.Body[i].Lines {
			l := &doc.Body[i].Lines[k]
			back(l.Page, &l.Box)
		}
	}
}

func statusOf(err error) gongkai.Status {
	switch {
	case errors.Is(err, pdf.ErrEncrypted):
		return gongkai.StatusEncrypted
	case errors.Is(err, pdf.ErrNotPDF):
		return gongkai.StatusNotPDF
	case errors.Is(err, pdf.ErrTooLarge):
		return gongkai.StatusTooLarge
	}
	return gongkai.StatusDamaged
}

// isScan says whether a page is an image: little text and images over at least
// half of it.
func isScan(p *layout.Page) bool {
	if len(p.Glyphs) >= scannedPage {
		return false
	}
	area := 0.0
	for _, b := range p.Images {
		area += b.Width() * b.Height()
	}
	return area >= 0.5*p.Width*p.Height
}

// pageItems lists a page's table fragments and the lines outside them, top to
// bottom.
func pageItems(p *layout.Page, known table.Vocabulary) []item {
	fragments, used := table.Lattices(p)
	fragments, lines := table.Streams(p, fragments, used, known)
	items := make([]item, 0, len(lines)+len(fragments))
	for _, l := range lines {
		items = append(items, item{page: p.Number, width: p.Width, height: p.Height, line: l, y: l.Y0})
	}
	for i := range fragments {
		items = append(items, item{page: p.Number, width: p.Width, height: p.Height, fragment: &fragments[i], y: fragments[i].Box.Y0})
	}
	sortItems(items)
	return readColumns(splitBeside(items))
}
