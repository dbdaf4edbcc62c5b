package worker

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"testing"

	"gongkai"
)

// large is a document of 2.0 MB as JSON: 10,000 cells and 3,000 paragraphs,
// what a disclosure of 60 dense pages gives.
func large() *gongkai.Document {
	doc := &gongkai.Document{Version: 1, PageCount: 60}
	for page := range 20 {
		table := gongkai.Table{Rows: 50, Columns: 10, Pages: []int{page + 1}}
		for i := range 500 {
			x, y := float64(i%10)*51.37, float64(i/10)*14.11
			table.Cells = append(table.Cells, gongkai.Cell{
				Row: i / 10, Col: i % 10, RowSpan: 1, ColSpan: 1, Page: page + 1,
				Box: gongkai.Box{X0: x, Y0: y, X1: x + 51.37, Y1: y + 14.11}, Text: fmt.Sprintf("%d.54 信息化建设", 776452+i),
			})
		}
		doc.Tables = append(doc.Tables, table)
	}
	for i := range 3000 {
		doc.Body = append(doc.Body, gongkai.Element{Kind: gongkai.ElementParagraph, Lines: []gongkai.Line{{
			Text: "2023年一般公共预算当年拨款支出按照支出功能科目分类的明细情况如下，较上年增加一万元。",
			Page: i/50 + 1, Box: gongkai.Box{X0: 72.1, Y0: 72.2, X1: 520.3, Y1: 88.4},
		}}})
	}
	return doc
}

var largeDocument = large()

func benchmarkPool(b *testing.B, order string, size int) {
	pool := newPool(b, Options{Workers: 1, Documents: 1 << 30})
	data := append([]byte(order+" "), bytes.Repeat([]byte{'x'}, size)...)
	if _, err := pool.Read(context.Background(), data); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		doc, err := pool.Read(context.Background(), data)
		if err != nil || doc.Status != gongkai.StatusOK {
			b.Fatal(doc, err)
		}
	}
}

// BenchmarkRoundTrip is what a worker costs beside the reading itself.
func BenchmarkRoundTrip(b *testing.B) {
	b.Run("small", func(b *testing.B) { benchmarkPool(b, "echo", 100) })
	b.Run("file=2MB", func(b *testing.B) { benchmarkPool(b, "echo", 2<<20) })
	b.Run("file=2MB,document=2MB", func(b *testing.B) { benchmarkPool(b, "large", 2<<20) })
}

// BenchmarkStart is what a new process costs, until its first answer.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		pool, err := New(Options{Command: []string{os.Args[0]}, Workers: 1})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := pool.Read(context.Background(), []byte("echo")); err != nil {
			b.Fatal(err)
		}
		if err := pool.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
