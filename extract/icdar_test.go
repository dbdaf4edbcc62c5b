package extract_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"gongkai"
	"gongkai/extract"
	"gongkai/internal/icdar"
)

// icdarFolder holds the data set of the ICDAR 2013 table competition, where it
// is installed.
const icdarFolder = "../../shared/icdar2013"

// The least that the tables of that data set must score; what was measured
// stands in docs/reading.md.
const (
	icdarPooled  = 0.95
	icdarAverage = 0.94
)

// TestICDAR2013 scores the tables that Read finds by the rules of the
// competition: complete process, from the PDF to the cells.
func TestICDAR2013(t *testing.T) {
	documents, err := icdar.Documents(icdarFolder)
	if err != nil {
		t.Fatal(err)
	}
	if len(documents) == 0 {
		t.Skip("the data set is not there")
	}
	var pooled icdar.Score
	precision, recall := 0.0, 0.0
	for _, d := range documents {
		data, err := os.ReadFile(d.PDF)
		if err != nil {
			t.Fatal(err)
		}
		s := icdar.Best(d.Truths, found(extract.Read(context.Background(), data, extract.Options{})))
		pooled = pooled.Add(s)
		precision += s.Precision() / float64(len(documents))
		recall += s.Recall() / float64(len(documents))
		t.Logf("%-12s precision %.3f recall %.3f F1 %.3f  %+v", filepath.Base(d.PDF), s.Precision(), s.Recall(), s.F1(), s)
	}
	average := 2 * precision * recall / max(precision+recall, 1e-9)
	t.Logf("pooled       precision %.4f recall %.4f F1 %.4f  %+v", pooled.Precision(), pooled.Recall(), pooled.F1(), pooled)
	t.Logf("per document precision %.4f recall %.4f F1 %.4f  %d documents", precision, recall, average, len(documents))
	if pooled.F1() < icdarPooled || average < icdarAverage {
		t.Errorf("F1 is %.4f pooled and %.4f per document, less than %.2f and %.2f", pooled.F1(), average, icdarPooled, icdarAverage)
	}
}

func found(doc *gongkai.Document) []icdar.Table {
	var tables []icdar.Table
	for _, t := range doc.Tables {
		var cells icdar.Table
		for _, c := range t.Cells {
			cells = append(cells, icdar.Cell{Row: c.Row, Col: c.Col, EndRow: c.Row + c.RowSpan - 1, EndCol: c.Col + c.ColSpan - 1, Text: c.Text})
		}
		tables = append(tables, cells)
	}
	return tables
}
