package main

import "fmt"

// author writes the blocks of a document one after the other.
type author struct{ blocks []block }

func (a *author) page(layout string) { a.blocks = append(a.blocks, block{kind: "page", text: layout}) }

func (a *author) write(kind string, texts ...string) {
	for _, text := range texts {
		a.blocks = append(a.blocks, block{kind: kind, text: text})
	}
}

// caption stands above a table: its number, title, owner and unit of money.
func (a *author) caption(number, title, owner, unit string) {
	a.write("number", number)
	a.write("title", title)
	if owner != "" {
		a.write("ownerunit", owner+"\t单位："+unit)
	}
}

func (a *author) table(g *grid) {
	a.blocks = append(a.blocks, block{kind: "table", table: g})
}

// cells is one row.
func cells(texts ...string) []string { return texts }

// merged is a row of n cells in which a text covers the cells after it up to
// the next text; "" stays an empty cell of its own.
func merged(n int, parts ...any) []string {
	var row []string
	for i := 0; i < len(parts); i += 2 {
		text, ok := parts[i].(string)
		span, number := parts[i+1].(int)
		if !ok || !number {
			panic(fmt.Sprintf("merged: %v, %v: want a text and its span", parts[i], parts[i+1]))
		}
		row = append(row, text)
		for range span - 1 {
			row = append(row, mergeLeft)
		}
	}
	for len(row) < n {
		row = append(row, "")
	}
	return row
}
