package gongkai

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Caption is what stands above a table and belongs to it, outside its grid.
type Caption struct {
	// Number as printed, spaces removed: "表5", "公开03表", "预算01"; may be "".
	Number string `json:"number"`
	// Title as printed, lines joined: 单位综合预算收支总表.
	Title string `json:"title"`
	// Unit is the unit of money as printed after 单位：, "元" or "万元"; may be "".
	Unit string `json:"unit"`
	// Owner is what stands after 单位名称： or 编制单位：; may be "".
	Owner string `json:"owner"`
	// Page (from 1) and place of the caption; zero when there is none.
	Page int `json:"page"`
	Box  Box `json:"bbox"`
}

// Method says how a table's grid was found.
type Method string

const (
	// MethodLattice: from drawn rulings (框线).
	MethodLattice Method = "lattice"
	// MethodStream: from the alignment of words, where nothing is drawn.
	MethodStream Method = "stream"
	// MethodNone: a caption without a grid.
	MethodNone Method = ""
)

// Table is a grid of cells under a caption. A table that runs over pages is
// one Table with the repeated headers taken out.
type Table struct {
	Caption Caption `json:"caption"`
	Method  Method  `json:"method"`
	// Pages it stands on, from 1, ascending.
	Pages []int `json:"pages"`
	// Rows and Columns count the unit grid.
	Rows    int `json:"rows"`
	Columns int `json:"columns"`
	// Cells in row-major order; each unit of the grid is covered at most once.
	Cells []Cell `json:"cells"`
}

// Cell is a cell with its exact spans. Row and Col count from 0.
type Cell struct {
	Row     int    `json:"row"`
	Col     int    `json:"col"`
	RowSpan int    `json:"rowspan"`
	ColSpan int    `json:"colspan"`
	Page    int    `json:"page"`
	Box     Box    `json:"bbox"`
	Text    string `json:"text"`
	// Indent is how far the first line of text is set in from the cell's left
	// edge, in points; hierarchy is sometimes printed only this way.
	Indent float64 `json:"indent"`
}

// Grid is the table as printed: Rows slices of Columns strings, a spanned
// cell's text in its first position and "" in the rest.
func (t *Table) Grid() [][]string {
	flat := make([]string, t.Rows*t.Columns)
	rows := make([][]string, t.Rows)
	for i := range rows {
		rows[i] = flat[i*t.Columns : (i+1)*t.Columns : (i+1)*t.Columns]
	}
	for _, c := range t.Cells {
		if c.Row >= 0 && c.Row < t.Rows && c.Col >= 0 && c.Col < t.Columns {
			rows[c.Row][c.Col] = c.Text
		}
	}
	return rows
}

// JoinLines appends a line to text as it would stand on one long line. A
// space goes between two Latin letters or digits, nothing beside Chinese.
func JoinLines(text, line string) string {
	line = strings.TrimSpace(line)
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	if text == "" || line == "" {
		return text + line
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	first, _ := utf8.DecodeRuneInString(line)
	if unicode.IsLetter(last) && unicode.IsLetter(first) && last < 0x250 && first < 0x250 {
		return text + " " + line
	}
	return text + line
}
