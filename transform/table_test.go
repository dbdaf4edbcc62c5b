package transform

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
	"gongkai/registry"
)

// printed makes a table of rows whose cells are parted by |; < joins a cell to
// the one at its left, ^ to the one above.
func printed(title, unit, text string) gongkai.Table {
	t := gongkai.Table{Caption: gongkai.Caption{Title: title, Unit: unit, Page: 1}, Method: gongkai.MethodLattice, Pages: []int{1}}
	at := map[[2]int]int{}
	for line := range strings.Lines(strings.Trim(text, "\n") + "\n") {
		r := t.Rows
		for c, cell := range strings.Split(strings.TrimSuffix(line, "\n"), "|") {
			t.Columns = max(t.Columns, c+1)
			switch cell = strings.TrimSpace(cell); cell {
			case "<":
				i := at[[2]int{r, c - 1}]
				at[[2]int{r, c}] = i
				t.Cells[i].ColSpan = max(t.Cells[i].ColSpan, c-t.Cells[i].Col+1)
			case "^":
				i := at[[2]int{r - 1, c}]
				at[[2]int{r, c}] = i
				t.Cells[i].RowSpan = max(t.Cells[i].RowSpan, r-t.Cells[i].Row+1)
			default:
				at[[2]int{r, c}] = len(t.Cells)
				t.Cells = append(t.Cells, gongkai.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Page: 1, Text: cell})
			}
		}
		t.Rows++
	}
	return t
}

// readOf reads a document of the tables.
func readOf(stage gongkai.Stage, tables ...gongkai.Table) gongkai.Reading {
	title := "2024年部门预算"
	if stage == gongkai.StageFinal {
		title = "2024年部门决算"
	}
	doc := &gongkai.Document{Outcome: gongkai.Outcome{Status: gongkai.StatusOK}, PageCount: 1, Tables: tables, Body: []gongkai.Element{
		{Kind: gongkai.ElementHeading, Lines: []gongkai.Line{{Text: "某某县财政局" + title, Page: 1}}}}}
	return Read(doc, Options{Registry: registry.Default()})
}

// factLines shows facts as text: what the test names of them.
func factLines(facts []gongkai.Fact, show func(*gongkai.Fact) string) string {
	var b strings.Builder
	for i := range facts {
		if s := show(&facts[i]); s != "" {
			fmt.Fprintln(&b, s)
		}
	}
	return b.String()
}

func sameText(t *testing.T, what, got, want string) {
	t.Helper()
	got, want = strings.TrimSpace(got), strings.TrimSpace(want)
	var lines []string
	for line := range strings.Lines(want + "\n") {
		lines = append(lines, strings.TrimSpace(line))
	}
	if want = strings.Join(lines, "\n"); got != want {
		t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
	}
}

// verdictsOf counts checks of a kind.
func verdictsOf(r *gongkai.Reading, kind string) map[gongkai.Verdict]int {
	n := map[gongkai.Verdict]int{}
	for i := range r.Checks {
		if r.Checks[i].Kind == kind {
			n[r.Checks[i].Verdict]++
		}
	}
	return n
}
