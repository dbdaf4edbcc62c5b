package icdar

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// Cell is a cell of the truth or of what was found; ends are inclusive.
type Cell struct {
	Row, Col, EndRow, EndCol int
	Text                     string
}

// Table is the cells of one table.
type Table []Cell

// Document is one PDF of the data set.
type Document struct {
	PDF string
	// Truths are the accepted readings of its tables, one or two.
	Truths [][]Table
}

// Documents lists a folder of the competition: each PDF with the -str.xml files
// of its name. A truth without a PDF of its own (eu-009b) belongs to the PDF
// that differs from it in the last letter only.
func Documents(folder string) ([]Document, error) {
	pdfs, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
	if err != nil {
		return nil, err
	}
	sort.Strings(pdfs)
	var list []Document
	for _, p := range pdfs {
		d := Document{PDF: p}
		names := []string{strings.TrimSuffix(p, ".pdf")}
		if base, ok := strings.CutSuffix(names[0], "a"); ok {
			names = append(names, base+"b")
		}
		for _, n := range names {
			tables, err := readTruth(n + "-str.xml")
			if os.IsNotExist(err) {
				continue
			}
			if err != nil {
				return nil, err
			}
			d.Truths = append(d.Truths, tables)
		}
		if len(d.Truths) == 0 {
			return nil, fmt.Errorf("%s: no -str.xml beside it", p)
		}
		list = append(list, d)
	}
	return list, nil
}

// xmlDocument is the competition's structure model.
type xmlDocument struct {
	Tables []struct {
		Regions []struct {
			RowIncrement int `xml:"row-increment,attr"`
			ColIncrement int `xml:"col-increment,attr"`
			Cells        []struct {
				StartRow int    `xml:"start-row,attr"`
				StartCol int    `xml:"start-col,attr"`
				EndRow   *int   `xml:"end-row,attr"`
				EndCol   *int   `xml:"end-col,attr"`
				Content  string `xml:"content"`
			} `xml:"cell"`
		} `xml:"region"`
	} `xml:"table"`
}

func readTruth(path string) ([]Table, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parseTruth(path, data)
}

func parseTruth(path string, data []byte) ([]Table, error) {
	var x xmlDocument
	if err := xml.Unmarshal(data, &x); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var tables []Table
	for _, t := range x.Tables {
		var table Table
		for _, r := range t.Regions {
			for _, c := range r.Cells {
				cell := Cell{Row: c.StartRow + r.RowIncrement, Col: c.StartCol + r.ColIncrement, Text: c.Content}
				cell.EndRow, cell.EndCol = cell.Row, cell.Col
				if c.EndRow != nil {
					cell.EndRow = *c.EndRow + r.RowIncrement
				}
				if c.EndCol != nil {
					cell.EndCol = *c.EndCol + r.ColIncrement
				}
				table = append(table, cell)
			}
		}
		tables = append(tables, table)
	}
	return tables, nil
}
