package table

import (
	"testing"
	"time"

	"gongkai"
	"gongkai/extract/layout"
)

// FuzzStreams: any glyphs and rules anywhere give tables whose grids hold, in
// bounded time, and no glyph is in a table and outside of it.
func FuzzStreams(f *testing.F) {
	f.Add([]byte("\x01\x01\x0a1\x00\x20\x01\x0a2\x00\x01\x03\x0a3\x00\x20\x03\x0a4\x00\x01\x05\x0a5\x00\x20\x05\x0a6\x00"))
	f.Add([]byte{})
	var table []byte // four lines of a label and two amounts
	for row := range byte(4) {
		for i, r := range []byte("abc") {
			table = append(table, byte(i)*2, row*4, 10, r, 0)
		}
		for i, r := range []byte("12.5") {
			table = append(table, 60+byte(i)*2, row*4, 10, r, 0, 120+byte(i)*2, row*4, 10, r, 0)
		}
	}
	f.Add(table)
	f.Fuzz(func(t *testing.T, data []byte) {
		p := scattered(data)
		start := time.Now()
		ruled, used := Lattices(p)
		found, rest := Streams(p, ruled, used, NewVocabulary([]string{"合计"}))
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%d glyphs took %v", len(p.Glyphs), d)
		}
		lines := layout.Lines(p.Glyphs)
		if len(found) == 0 && len(rest) != len(lines) {
			t.Errorf("%d lines, %d left beside no table", len(lines), len(rest))
		}
		for i := range found {
			checkGrid(t, &found[i])
		}
	})
}

// scattered makes a page of five bytes a glyph: x, y, size, character, and
// turn; a character below 8 is a rule.
func scattered(data []byte) *layout.Page {
	p := &layout.Page{Number: 1, Width: 595, Height: 842}
	runes := []rune("0123456789.,-—%$()合计支出年度abcXYZ….")
	for ; len(data) >= 5; data = data[5:] {
		x, y, size := 2.5*float64(data[0]), 3.3*float64(data[1]), float64(data[2])/4
		if data[3] < 8 {
			p.Rulings = append(p.Rulings, layout.Ruling{X0: x, X1: x + 4*size, Y0: y, Y1: y, Thickness: 0.5})
			continue
		}
		g := layout.Glyph{Text: string(runes[int(data[3])%len(runes)]), Size: size, Base: y, Box: gongkai.Box{X0: x, Y0: y - 0.88*size, X1: x + size/2, Y1: y + 0.12*size}}
		switch data[4] {
		case 1:
			g.Vertical = true
		case 2, 3, 4:
			g.Turn = 45 * (int(data[4]) - 1)
		}
		p.Glyphs = append(p.Glyphs, g)
	}
	return p
}

// BenchmarkStreams: a page of text, which has none, and a page that is one table.
func BenchmarkStreams(b *testing.B) {
	var text, rows []string
	for range 40 {
		text = append(text, "二〇二六年部门预算支出12345.67万元，比上年增加12.5%，主要原因是人员")
		rows = append(rows, "教育管理事务    1,000.50      600.50      400.00     12.5     1,200.50")
	}
	for name, lines := range map[string][]string{"text": text, "table": rows} {
		b.Run(name, func(b *testing.B) {
			p := pictured(lines...)
			used := make([]bool, len(p.Glyphs))
			b.ReportAllocs()
			for b.Loop() {
				Streams(p, nil, used, nil)
			}
		})
	}
}
