package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/registry"
)

// What is looked at to tell a table: goals stand in the first two dozen rows,
// the classes of a classification in the first hundred.
const (
	bodyRows  = 25
	labelRows = 100
)

// sightOf gathers what the registry identifies a table by.
func sightOf(g *grid, header int) registry.Sight {
	var head, labels, body []string
	top := header
	if top == 0 {
		top = min(3, g.rows)
	}
	for i := range g.t.Cells {
		c := &g.t.Cells[i]
		switch {
		case c.Text == "":
		case c.Row < top:
			head, body = append(head, c.Text), append(body, c.Text)
		default:
			if c.Row < bodyRows {
				body = append(body, c.Text)
			}
			if c.Col < 2 && c.Row < labelRows {
				labels = append(labels, c.Text)
			}
		}
	}
	return registry.Sight{Header: registry.Cells(head), Labels: registry.Cells(labels), Body: registry.Cells(body)}
}

// listedTitle is what the document's own catalogue calls the table that it
// numbers so: 公开05表 is the 表5 of the list.
func listedTitle(list []gongkai.Declaration, number string) string {
	n := bareNumber(number)
	if n == "" {
		return ""
	}
	for i := range list {
		if d := &list[i]; d.Kind == gongkai.DeclarationCatalogue && bareNumber(d.Number) == n {
			return d.Title
		}
	}
	return ""
}

// bareNumber is a table's number without the words around it: 公开05表, 表 5
// and 表五 are 5.
func bareNumber(number string) string {
	n := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r == '-':
			return r
		}
		if i := strings.IndexRune(hanDigits, r); i >= 0 {
			return '1' + rune(i/len("一"))
		}
		return -1
	}, hanzi.Squeeze(number))
	return strings.TrimLeft(n, "0")
}

const hanDigits = "一二三四五六七八九"
