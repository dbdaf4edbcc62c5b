package main

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
)

// pageLayout is the size of a kind of page in centimetres (A4), and whether
// its number stands at its foot.
type pageLayout struct {
	width, height float64
	landscape     bool
	numbered      bool
}

var pageLayouts = map[string]pageLayout{
	"cover":     {21, 29.7, false, false},
	"portrait":  {21, 29.7, false, true},
	"landscape": {29.7, 21, true, true},
	"wide":      {42, 29.7, true, true}, // A3, for the tables of 三公
}

// Two fonts for the whole document keep it small: text in Serif, headings and
// heads of tables in Sans.
const (
	serif = "Noto Serif CJK SC"
	sans  = "Noto Sans CJK SC"
)

// paragraphKind is how a kind of paragraph is set.
type paragraphKind struct {
	font   string
	size   float64 // points
	align  string
	indent float64 // first line, centimetres
	above  float64 // centimetres
	below  float64
	level  int // of a heading in the outline, 0 for text
}

var paragraphKinds = map[string]paragraphKind{
	"cover":  {sans, 22, "center", 0, 4, 1, 0},
	"line":   {serif, 14, "left", 0, 0.4, 0.4, 0},
	"center": {sans, 16, "center", 0, 0.2, 0.5, 0},
	"toc1":   {sans, 12, "left", 0, 0.2, 0.2, 0},
	"toc2":   {serif, 12, "left", 0.85, 0.1, 0.1, 0},
	"h1":     {sans, 16, "center", 0, 0.5, 0.4, 1},
	"h2":     {sans, 14, "left", 0.95, 0.3, 0.2, 2},
	"h3":     {serif, 13, "left", 0.95, 0.2, 0.1, 3},
	"p":      {serif, 12, "left", 0.85, 0, 0.1, 0},
	"figure": {serif, 10.5, "center", 0, 0.3, 0.3, 0},
	"number": {sans, 10.5, "left", 0, 0, 0.1, 0},
	"title":  {sans, 15, "center", 0, 0, 0.2, 0},
	"owner":  {serif, 10, "left", 0, 0, 0, 0},
	"unit":   {serif, 10, "right", 0, 0, 0.1, 0},
	// ownerunit is both on one line: owner, tab, unit.
	"ownerunit": {serif, 10, "left", 0, 0, 0.1, 0},
}

// writeFODT writes the blocks as a flat OpenDocument text (.fodt), which
// LibreOffice turns into PDF.
// Between Chinese and digits it leaves the usual quarter of a space, unless
// the document is close: both occur.
func writeFODT(d document) string {
	spacing := "ideograph-alpha"
	if d.close {
		spacing = "none"
	}
	w := &fodt{styles: map[string]bool{}}
	page, fresh := "portrait", true
	for _, b := range d.blocks {
		switch b.kind {
		case "page":
			page, fresh = b.text, true
			continue
		case "nogrid":
			continue
		case "table":
			w.table(b.table)
		default:
			w.paragraph(b, page, fresh)
		}
		fresh = false
	}
	var out strings.Builder
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
`)
	fmt.Fprintf(&out, "<office:meta><dc:title>%s</dc:title></office:meta>\n", escape(d.title))
	fmt.Fprintf(&out, `<office:font-face-decls><style:font-face style:name=%[1]q svg:font-family="'%[1]s'"/><style:font-face style:name=%[2]q svg:font-family="'%[2]s'"/></office:font-face-decls>`+"\n", serif, sans)
	out.WriteString(`<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties style:line-break="strict" style:text-autospace="` + spacing + `"/><style:text-properties ` + font(serif, 12) + ` fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:default-style></office:styles>` + "\n")
	out.WriteString("<office:automatic-styles>\n")
	for _, name := range []string{"cover", "portrait", "landscape", "wide"} {
		l := pageLayouts[name]
		orientation := "portrait"
		if l.landscape {
			orientation = "landscape"
		}
		fmt.Fprintf(&out, `<style:page-layout style:name="pl_%s"><style:page-layout-properties fo:page-width="%gcm" fo:page-height="%gcm" style:print-orientation="%s" fo:margin-top="2cm" fo:margin-bottom="1.6cm" fo:margin-left="%gcm" fo:margin-right="%[5]gcm"/><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.2cm"/></style:footer-style></style:page-layout>`+"\n", name, l.width, l.height, orientation, margin(l))
	}
	out.WriteString(`<style:style style:name="foot" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties ` + font(serif, 9) + "/></style:style>\n")
	out.WriteString(w.auto.String())
	out.WriteString("</office:automatic-styles>\n<office:master-styles>\n")
	for _, name := range []string{"cover", "portrait", "landscape", "wide"} {
		fmt.Fprintf(&out, `<style:master-page style:name="mp_%[1]s" style:page-layout-name="pl_%[1]s">`, name)
		if pageLayouts[name].numbered {
			out.WriteString(`<style:footer><text:p text:style-name="foot">— <text:page-number text:select-page="current"/> —</text:p></style:footer>`)
		}
		out.WriteString("</style:master-page>\n")
	}
	out.WriteString("</office:master-styles>\n<office:body><office:text>\n")
	out.WriteString(w.body.String())
	out.WriteString("</office:text></office:body></office:document>\n")
	return out.String()
}

// margin is the left and right margin: landscape pages are for wide tables.
func margin(l pageLayout) float64 {
	if l.landscape {
		return 0.9
	}
	return 2
}

// fodt gathers the body and the automatic styles that it needs.
type fodt struct {
	auto, body strings.Builder
	styles     map[string]bool
	tables     int
}

func (w *fodt) paragraph(b block, page string, fresh bool) {
	kind := paragraphKinds[b.kind]
	name := b.kind
	if b.kind == "ownerunit" {
		name += "_on_" + page // its tab stop is at the page's right margin
	}
	master := ""
	if fresh {
		name += "_" + page
		master = fmt.Sprintf(` style:master-page-name="mp_%s"`, page)
	}
	if !w.styles[name] {
		w.styles[name] = true
		tabs := ""
		if b.kind == "ownerunit" {
			l := pageLayouts[page]
			tabs = fmt.Sprintf(`<style:tab-stops><style:tab-stop style:position="%gcm" style:type="right"/></style:tab-stops>`, l.width-2*margin(l))
		}
		keep := ""
		if kind.level > 0 || b.kind == "title" {
			keep = ` fo:keep-with-next="always"`
		}
		fmt.Fprintf(&w.auto, `<style:style style:name="%s" style:family="paragraph"%s><style:paragraph-properties fo:text-align="%s" fo:text-indent="%gcm" fo:margin-top="%gcm" fo:margin-bottom="%gcm" fo:line-height="150%%"%s>%s</style:paragraph-properties><style:text-properties %s/></style:style>`+"\n",
			name, master, kind.align, kind.indent, kind.above, kind.below, keep, tabs, font(kind.font, kind.size))
	}
	// EscapeText writes a tab as a character reference.
	text := strings.ReplaceAll(escape(b.text), "&#x9;", "<text:tab/>")
	if kind.level > 0 {
		fmt.Fprintf(&w.body, `<text:h text:style-name="%s" text:outline-level="%d">%s</text:h>`+"\n", name, kind.level, text)
		return
	}
	fmt.Fprintf(&w.body, `<text:p text:style-name="%s">%s</text:p>`+"\n", name, text)
}

var moneyText = regexp.MustCompile(`^-?[\d,]+\.\d+$`)

func (w *fodt) table(g *grid) {
	w.tables++
	id := fmt.Sprintf("t%d", w.tables)
	total := 0.0
	for _, width := range g.widths {
		total += width
	}
	size := 9.0
	if strings.HasPrefix(g.key, "kpi") || g.key == "catalogue" || len(g.widths) <= 5 {
		size = 10
	}
	switch {
	case len(g.widths) > 20:
		size = 6
	case len(g.rows) > 25:
		size = 8.5
	}
	fmt.Fprintf(&w.auto, `<style:style style:name="%s" style:family="table"><style:table-properties style:width="%.2fcm" table:align="center" style:may-break-between-rows="true" table:border-model="collapsing"/></style:style>`+"\n", id, total)
	fmt.Fprintf(&w.auto, `<style:style style:name="%s.r" style:family="table-row"><style:table-row-properties style:min-row-height="0.58cm" fo:keep-together="always"/></style:style>`+"\n", id)
	fmt.Fprintf(&w.auto, `<style:style style:name="%s.c" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding-left="0.08cm" fo:padding-right="0.08cm" fo:padding-top="0.03cm" fo:padding-bottom="0.03cm" style:vertical-align="middle"/></style:style>`+"\n", id)
	for _, align := range []string{"left", "center", "right"} {
		fmt.Fprintf(&w.auto, `<style:style style:name="%s.%s" style:family="paragraph"><style:paragraph-properties fo:text-align="%[2]s"/><style:text-properties %s/></style:style>`+"\n", id, align, font(serif, size))
	}
	fmt.Fprintf(&w.auto, `<style:style style:name="%s.head" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties %s/></style:style>`+"\n", id, font(sans, size))
	fmt.Fprintf(&w.body, `<table:table table:name="%s" table:style-name="%[1]s">`, id)
	for i, width := range g.widths {
		fmt.Fprintf(&w.auto, `<style:style style:name="%s.%d" style:family="table-column"><style:table-column-properties style:column-width="%.2fcm"/></style:style>`+"\n", id, i, width)
		fmt.Fprintf(&w.body, `<table:table-column table:style-name="%s.%d"/>`, id, i)
	}
	w.body.WriteString("\n")
	if g.header > 0 {
		w.body.WriteString("<table:table-header-rows>")
	}
	for r := range g.rows {
		if g.header > 0 && r == g.header {
			w.body.WriteString("</table:table-header-rows>")
		}
		w.row(g, id, r)
	}
	w.body.WriteString("</table:table>\n")
}

func (w *fodt) row(g *grid, id string, r int) {
	fmt.Fprintf(&w.body, `<table:table-row table:style-name="%s.r">`, id)
	for c, text := range g.rows[r] {
		rows, cols := g.span(r, c)
		if rows == 0 {
			w.body.WriteString("<table:covered-table-cell/>")
			continue
		}
		spans := ""
		if cols > 1 {
			spans += fmt.Sprintf(` table:number-columns-spanned="%d"`, cols)
		}
		if rows > 1 {
			spans += fmt.Sprintf(` table:number-rows-spanned="%d"`, rows)
		}
		fmt.Fprintf(&w.body, `<table:table-cell table:style-name="%s.c" office:value-type="string"%s><text:p text:style-name="%[1]s.%[3]s">%[4]s</text:p></table:table-cell>`, id, spans, alignment(g, r, c, text), escape(text))
	}
	w.body.WriteString("</table:table-row>\n")
}

// alignment of a cell: heads and labels of forms in the middle, amounts right.
func alignment(g *grid, row, col int, text string) string {
	_, cols := g.span(row, col)
	switch {
	case row < g.header:
		return "head"
	case moneyText.MatchString(text):
		return "right"
	case strings.HasPrefix(g.key, "kpi") && (cols < 4 || len(text) < 120):
		return "center"
	case text == "合计":
		return "center"
	case g.key == "catalogue" && col != 1:
		return "center"
	}
	return "left"
}

// font sets Latin and Asian text alike, so that digits come from the same font.
func font(name string, size float64) string {
	return fmt.Sprintf(`style:font-name=%[1]q style:font-name-asian=%[1]q fo:font-size="%[2]gpt" style:font-size-asian="%[2]gpt"`, name, size)
}

func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a strings.Builder does not fail
	}
	return b.String()
}
