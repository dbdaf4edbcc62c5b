package main

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The markup of the samples: one block a line, "kind<TAB>text". Kinds are the
// keys of paragraphKinds, "page" (cover, portrait or landscape: a new page
// begins), "table" and "nogrid". A table's rows stand between "table" and
// "end", one row a line, the cells between tabs; a cell "<" belongs to the one
// on its left and "^" to the one above (合并单元格). Empty lines and lines that
// begin with # say nothing.

// block is one member of a sample document.
type block struct {
	kind  string // a key of paragraphKinds, "page", "table" or "nogrid"
	text  string
	table *grid
}

// grid is a table with its merged cells.
type grid struct {
	key    string    // registry key, "catalogue" for 报表目录
	header int       // rows that are repeated after a page break
	widths []float64 // centimetres
	rows   [][]string
}

const (
	mergeLeft = "<"
	mergeUp   = "^"
)

// parseMarkup reads a whole document.
func parseMarkup(r io.Reader) ([]block, error) {
	var blocks []block
	var open *grid
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if open != nil {
			if line == "end" {
				open = nil
				continue
			}
			cells := strings.Split(line, "\t")
			if len(cells) != len(open.widths) {
				return nil, fmt.Errorf("line %d: %d cells in a table of %d columns", n, len(cells), len(open.widths))
			}
			open.rows = append(open.rows, cells)
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		kind, text, _ := strings.Cut(line, "\t")
		b := block{kind: kind, text: text}
		switch kind {
		case "table", "nogrid":
			g, err := parseGrid(text)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			b.table = g
			if kind == "table" {
				open = g
			}
		case "page":
			if _, ok := pageLayouts[text]; !ok {
				return nil, fmt.Errorf("line %d: page %q", n, text)
			}
		default:
			if _, ok := paragraphKinds[kind]; !ok {
				return nil, fmt.Errorf("line %d: kind %q", n, kind)
			}
		}
		blocks = append(blocks, b)
	}
	if open != nil {
		return nil, fmt.Errorf("table %s has no end", open.key)
	}
	return blocks, lines.Err()
}

// parseGrid reads "key=io_total header=2 widths=4.9,2.5".
func parseGrid(text string) (*grid, error) {
	g := &grid{}
	for field := range strings.FieldsSeq(text) {
		name, value, _ := strings.Cut(field, "=")
		switch name {
		case "key":
			g.key = value
		case "header":
			n, err := strconv.Atoi(value)
			if err != nil {
				return nil, fmt.Errorf("header rows: %w", err)
			}
			g.header = n
		case "widths":
			for width := range strings.SplitSeq(value, ",") {
				w, err := strconv.ParseFloat(width, 64)
				if err != nil {
					return nil, fmt.Errorf("widths: %w", err)
				}
				g.widths = append(g.widths, w)
			}
		default:
			return nil, fmt.Errorf("table attribute %q", name)
		}
	}
	return g, nil
}

// span is how many rows and columns the cell at (row, col) covers; 0, 0 for a
// cell that belongs to another.
func (g *grid) span(row, col int) (rows, cols int) {
	if g.merged(row, col) {
		return 0, 0
	}
	cols = 1
	for col+cols < len(g.widths) && g.rows[row][col+cols] == mergeLeft {
		cols++
	}
	rows = 1
	for row+rows < len(g.rows) && g.rows[row+rows][col] == mergeUp {
		rows++
	}
	return rows, cols
}

// owner is the place of the cell that covers (row, col).
func (g *grid) owner(row, col int) (int, int) {
	for {
		switch g.rows[row][col] {
		case mergeLeft:
			col--
		case mergeUp:
			row--
		default:
			return row, col
		}
	}
}

func (g *grid) merged(row, col int) bool {
	return g.rows[row][col] == mergeLeft || g.rows[row][col] == mergeUp
}
