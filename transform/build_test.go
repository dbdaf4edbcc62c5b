package transform

import (
	"strings"

	"gongkai"
)

// build turns text into a document: a blank line parts paragraphs, a line that
// starts with # is the caption of the table behind it (number, title, owner
// with tabs between), lines with tabs are its rows, a form feed begins a page.
func build(text string) *gongkai.Document {
	doc := &gongkai.Document{Outcome: gongkai.Outcome{Status: gongkai.StatusOK}, Digest: gongkai.DigestOf([]byte(text)), MediaType: "application/pdf", PageCount: 1}
	var caption *gongkai.Caption
	var rows [][]string
	var lines []gongkai.Line
	page := 1
	flush := func() {
		if len(lines) > 0 {
			kind := gongkai.ElementParagraph
			if len(lines) == 1 && strings.HasPrefix(lines[0].Text, "第") {
				kind = gongkai.ElementHeading
			}
			doc.Body = append(doc.Body, gongkai.Element{Kind: kind, Lines: lines})
		}
		if caption != nil || len(rows) > 0 {
			doc.Body = append(doc.Body, gongkai.Element{Kind: gongkai.ElementTable, Table: len(doc.Tables)})
			doc.Tables = append(doc.Tables, tableOf(caption, rows, page))
		}
		caption, rows, lines = nil, nil, nil
	}
	for n, line := range strings.Split(text, "\n") {
		if rest, ok := strings.CutPrefix(line, "\f"); ok {
			flush()
			line = rest
			page++
			doc.PageCount++
		}
		switch {
		case strings.HasPrefix(line, "#"):
			flush()
			f := append(strings.Split(line[1:], "\t"), "", "", "")
			caption = &gongkai.Caption{Number: f[0], Title: f[1], Owner: f[2], Unit: "万元", Page: page}
		case strings.Contains(line, "\t"):
			if len(lines) > 0 {
				flush()
			}
			rows = append(rows, strings.Split(line, "\t"))
		case strings.TrimSpace(line) == "":
			flush()
		default:
			if len(rows) > 0 || caption != nil {
				flush()
			}
			y := float64(n) * 20
			lines = append(lines, gongkai.Line{Text: line, Page: page, Box: gongkai.Box{X0: 70, Y0: y, X1: 520, Y1: y + 14}})
		}
	}
	flush()
	return doc
}

func tableOf(caption *gongkai.Caption, rows [][]string, page int) gongkai.Table {
	var t gongkai.Table
	if caption != nil {
		t.Caption = *caption
	}
	if len(rows) > 0 {
		t.Method, t.Pages = gongkai.MethodLattice, []int{page}
	}
	t.Rows = len(rows)
	for r, row := range rows {
		t.Columns = max(t.Columns, len(row))
		for c, text := range row {
			t.Cells = append(t.Cells, gongkai.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Page: page, Text: text})
		}
	}
	return t
}
