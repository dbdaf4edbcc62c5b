package narrative

import (
	"os"
	"strings"
	"testing"

	"gongkai"
)

// build turns text into a document: blank lines part paragraphs, lines with
// tabs are rows of a table, 24 points a line and 40 lines a page.
func build(text string) *gongkai.Document {
	doc := &gongkai.Document{Outcome: gongkai.Outcome{Status: gongkai.StatusOK}}
	var para []gongkai.Line
	var rows [][]string
	flush := func() {
		if len(para) > 0 {
			doc.Body = append(doc.Body, gongkai.Element{Kind: gongkai.ElementParagraph, Lines: para})
			para = nil
		}
		if len(rows) > 0 {
			doc.Body = append(doc.Body, gongkai.Element{Kind: gongkai.ElementTable, Table: len(doc.Tables)})
			doc.Tables = append(doc.Tables, table(rows))
			rows = nil
		}
	}
	for n, line := range strings.Split(text, "\n") {
		switch {
		case strings.Contains(line, "\t"):
			if len(para) > 0 {
				flush()
			}
			rows = append(rows, strings.Split(line, "\t"))
		case strings.TrimSpace(line) == "":
			flush()
		default:
			if len(rows) > 0 {
				flush()
			}
			y := float64(n%40) * 20
			para = append(para, gongkai.Line{Text: line, Page: 1 + n/40, Box: gongkai.Box{X0: 70, Y0: y, X1: 520, Y1: y + 14}})
		}
	}
	flush()
	return doc
}

func table(rows [][]string) gongkai.Table {
	t := gongkai.Table{Method: gongkai.MethodLattice, Rows: len(rows)}
	for r, row := range rows {
		t.Columns = max(t.Columns, len(row))
		for c, text := range row {
			t.Cells = append(t.Cells, gongkai.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Page: 1, Text: text})
		}
	}
	return t
}

func load(t testing.TB, name string) *gongkai.Document {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return build(string(data))
}

func mustRead(name string) []byte {
	data, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return data
}
