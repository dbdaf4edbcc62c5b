package extract

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/extract/layout/layouttest"
	"gongkai/extract/table"
)

// readPages assembles a document from drawn pages.
func readPages(pages ...*layouttest.Page) *gongkai.Document {
	doc := &gongkai.Document{}
	var items []item
	for _, p := range pages {
		items = append(items, pageItems(&p.Page, table.NewVocabulary(nil))...)
	}
	assemble(doc, items)
	return doc
}

// drawTables writes each table as its caption and its rows.
func drawTables(doc *gongkai.Document) []string {
	var out []string
	for i := range doc.Tables {
		t := &doc.Tables[i]
		c := t.Caption
		out = append(out, fmt.Sprintf("# %s|%s|%s|%s %v", c.Number, c.Title, c.Unit, c.Owner, t.Pages))
		for _, row := range t.Grid() {
			out = append(out, strings.Join(row, "|"))
		}
	}
	return out
}

// drawBody writes paragraphs and headings, and where the tables stand.
func drawBody(doc *gongkai.Document) []string {
	var out []string
	for _, e := range doc.Body {
		switch e.Kind {
		case gongkai.ElementTable:
			out = append(out, fmt.Sprintf("table %d", e.Table))
		default:
			out = append(out, string(e.Kind)+" "+e.Text())
		}
	}
	return out
}

var (
	cols = []float64{60, 140, 300, 400, 500}
	head = []string{"科目编码", "科目名称", "合计", "基本支出"}
)

// grid draws a table with its upper border at y: rows 20 points high.
func grid(p *layouttest.Page, y float64, rows ...[]string) *layouttest.Page {
	ys := layouttest.Steps(y, 20, len(rows))
	xs := cols[:len(rows[0])+1]
	p.Grid(xs, ys).Rows(xs, ys, rows...)
	return p
}
