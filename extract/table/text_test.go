package table

import (
	"testing"

	"gongkai"
	"gongkai/extract/layout/layouttest"
)

func TestTextOfCells(t *testing.T) {
	cols := []float64{60, 140, 240, 300}
	rows := layouttest.Steps(100, 20, 2)
	tests := map[string]struct {
		draw func(p *layouttest.Page)
		want []string
	}{
		"set over the right border": {
			func(p *layouttest.Page) { p.Text(62, 115, "机关事业单位基本养老").Text(200, 115, "1.00") },
			[]string{"机关事业单位基本养老|1.00|", "||"},
		},
		"set over the left border": {
			func(p *layouttest.Page) { p.Right(138, 115, "机关事业单位基本养老") },
			[]string{"机关事业单位基本养老||", "||"},
		},
		"centred over both borders": {
			func(p *layouttest.Page) { p.Text(130, 115, "一般公共预算财政拨款支出") },
			[]string{"|一般公共预算财政拨款支出|", "||"},
		},
		"the clip rectangle names the cell": {
			func(p *layouttest.Page) {
				p.Text(100, 115, "专项业务经费")
				for i := range p.Glyphs {
					p.Glyphs[i].ClipBox = gongkai.Box{X0: 60, Y0: 100, X1: 140, Y1: 120}
				}
			},
			[]string{"专项业务经费||", "||"},
		},
		"more lines than the row has room for": {
			func(p *layouttest.Page) {
				p.Text(62, 124, "机关事业单位").Text(62, 135, "基本养老").Text(62, 146, "保险缴费")
			},
			[]string{"||", "机关事业单位基本养老保险缴费||"},
		},
		"a label fills its cell to the number": {
			func(p *layouttest.Page) { p.Text(60, 115, "政府性基金预算拨").Text(140, 115, "23,103.76") },
			[]string{"政府性基金预算拨|23,103.76|", "||"},
		},
		"a number is set to the label behind it": {
			func(p *layouttest.Page) {
				p.Right(139.9, 115, "508.642853").Text(141.9, 115, "年终结转结余")
				for i := range p.Glyphs {
					p.Glyphs[i].Block = i // a producer that sets glyph by glyph
				}
			},
			[]string{"508.642853|年终结转结余|", "||"},
		},
		"lines of one text": {
			func(p *layouttest.Page) { p.Text(62, 124+5, "社会保障和就业").Text(62, 139, "支出") },
			[]string{"||", "社会保障和就业支出||"},
		},
		"an amount that the width broke": {
			func(p *layouttest.Page) { p.Text(241, 129, "437,000.000").Text(294, 139, "0") },
			[]string{"||", "||437,000.0000"},
		},
		"two amounts on two lines": {
			func(p *layouttest.Page) { p.Text(160, 129, "437,000.00").Text(160, 139, "12.50") },
			[]string{"||", "|437,000.00 12.50|"},
		},
		"digits as wide as an em by their font": {
			func(p *layouttest.Page) {
				p.Text(192, 115, "168,441.84").Text(249, 115, "147,502.38")
				for i := range p.Glyphs {
					p.Glyphs[i].X1 = p.Glyphs[i].X0 + 10
				}
			},
			[]string{"|168,441.84|147,502.38", "||"},
		},
		"spaces carry text to the next column": {
			func(p *layouttest.Page) { p.Text(62, 115, "合计                5.00") },
			[]string{"合计|5.00|", "||"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := layouttest.New(1, false)
			p.Grid(cols, rows)
			tt.draw(p)
			wantTables(t, p, tt.want)
		})
	}
}
