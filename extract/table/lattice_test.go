package table

import (
	"testing"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/extract/layout/layouttest"
)

var (
	xs = []float64{60, 140, 240, 340, 440}
	ys = layouttest.Steps(100, 20, 3)
)

func plain() [][]string {
	return [][]string{{"科目编码", "科目名称", "合计", "基本支出"}, {"205", "教育支出", "12.50", "12.50"}, {"208", "社会保障", "1,041.93", ""}}
}

var plainDrawn = []string{"科目编码|科目名称|合计|基本支出", "205|教育支出|12.50|12.50", "208|社会保障|1,041.93|"}

func TestLattices(t *testing.T) {
	tests := map[string]struct {
		draw func(p *layouttest.Page)
		want [][]string
	}{
		"every line": {
			func(p *layouttest.Page) { p.Grid(xs, ys).Rows(xs, ys, plain()...) },
			[][]string{plainDrawn},
		},
		"spans": {func(p *layouttest.Page) {
			ys := layouttest.Steps(100, 20, 3)
			p.H(100, 60, 440).H(120, 140, 440).H(140, 60, 440).H(160, 60, 440)
			p.V(60, 100, 160).V(140, 100, 160).V(240, 120, 160).V(340, 120, 160).V(440, 100, 160)
			p.Text(80, 125, "项目").Text(260, 115, "支出").Rows(xs, ys[1:], []string{"", "合计", "基本", "项目"}, []string{"总计", "3.00", "1.00", "2.00"})
		}, [][]string{{"项目|支出|<|<", "^|合计|基本|项目", "总计|3.00|1.00|2.00"}}},
		"a head of three rows": {func(p *layouttest.Page) {
			p.H(100, 60, 440).H(120, 140, 440).H(140, 240, 440).H(160, 60, 440).H(180, 60, 440)
			p.V(60, 100, 180).V(140, 100, 180).V(240, 120, 180).V(340, 140, 180).V(440, 100, 180)
			p.Text(70, 135, "名称").Text(260, 115, "三公经费").Text(150, 145, "小计").Text(300, 135, "公务用车").Text(250, 155, "购置").Text(350, 155, "运行")
			p.Rows(xs, []float64{160, 180}, []string{"合计", "9.00", "4.00", "5.00"})
		}, [][]string{{"名称|三公经费|<|<", "^|小计|公务用车|<", "^|^|购置|运行", "合计|9.00|4.00|5.00"}}},
		"text that begins at its border and happens to end at another": {func(p *layouttest.Page) {
			p.Grid(xs, ys).Rows(xs, ys, []string{"科目编码", "科目名称", "合计", "基本支出"}, []string{"205"})
			p.Text(141, 135, "巩固脱贫成果与乡村振兴衔接的其他项目支出") // ends 1 past the third border
		}, [][]string{{"科目编码|科目名称|合计|基本支出", "205|巩固脱贫成果与乡村振兴衔接的其他项目支出||", "|||"}}},
		"vertical text of upright characters, two columns of it": {func(p *layouttest.Page) {
			p.Grid([]float64{60, 140, 240}, []float64{100, 160, 180}).Text(150, 175, "1.00").Text(70, 175, "合计").Text(150, 120, "金额")
			for i, r := range []rune("公务用车") {
				p.Text(100, 110+10*float64(i), string(r))
			}
			for i, r := range []rune("购置费") {
				p.Text(85, 110+10*float64(i), string(r))
			}
		}, [][]string{{"公务用车购置费|金额", "合计|1.00"}}},
		"double rules": {func(p *layouttest.Page) {
			p.Grid(xs, ys).Rows(xs, ys, plain()...)
			for _, y := range ys {
				p.H(y+2.4, xs[0], xs[4])
			}
			p.V(242.2, 100, 160)
		}, [][]string{plainDrawn}},
		"borders of each cell": {func(p *layouttest.Page) {
			for r := range 3 {
				for c := range 4 {
					p.Grid([]float64{xs[c] + 0.5, xs[c+1] - 0.5}, []float64{ys[r] + 0.5, ys[r+1] - 0.5})
				}
			}
			p.Rows(xs, ys, plain()...)
		}, [][]string{plainDrawn}},
		"dashes": {func(p *layouttest.Page) {
			for _, y := range ys {
				for x := xs[0]; x < xs[4]; x += 8 {
					p.H(y, x, x+4)
				}
			}
			for _, x := range xs {
				for y := ys[0]; y < ys[3]; y += 8 {
					p.V(x, y, min(y+4, ys[3]))
				}
			}
			p.Rows(xs, ys, plain()...)
		}, [][]string{plainDrawn}},
		"lines that are images": {func(p *layouttest.Page) {
			for _, y := range ys {
				p.Images = append(p.Images, gongkai.Box{X0: xs[0], Y0: y, X1: xs[4], Y1: y + 0.7})
			}
			for _, x := range xs {
				p.Images = append(p.Images, gongkai.Box{X0: x, Y0: ys[0], X1: x + 0.7, Y1: ys[3]})
			}
			p.Rows(xs, ys, plain()...)
		}, [][]string{plainDrawn}},
		"lines that stop short of each other": {func(p *layouttest.Page) {
			for _, y := range ys {
				p.H(y, xs[0]+2, xs[4]-2)
			}
			for _, x := range xs {
				p.V(x, ys[0]+2, ys[3]-2)
			}
			p.Rows(xs, ys, plain()...)
		}, [][]string{plainDrawn}},
		"open at the sides": {func(p *layouttest.Page) {
			for _, y := range ys {
				p.H(y, xs[0], xs[4])
			}
			for _, x := range xs[1:4] {
				p.V(x, ys[0], ys[3])
			}
			p.Rows(xs, ys, plain()...)
		}, [][]string{plainDrawn}},
		"open at head and foot": {func(p *layouttest.Page) {
			for _, y := range ys[1:3] {
				p.H(y, xs[0], xs[4])
			}
			for _, x := range xs {
				p.V(x, ys[0], ys[3])
			}
			p.Rows(xs, ys, plain()...)
		}, [][]string{plainDrawn}},
		"a frame around it": {func(p *layouttest.Page) {
			p.Grid(xs, ys).Rows(xs, ys, plain()...)
			p.Grid([]float64{50, 450}, []float64{92, 168})
		}, [][]string{plainDrawn}},
		"a frame that touches it": {func(p *layouttest.Page) {
			p.Grid(xs, ys).Rows(xs, ys, plain()...)
			p.V(54, 100, 160).V(447, 100, 160)
			for _, y := range ys {
				p.H(y, 54, 447)
			}
		}, [][]string{plainDrawn}},
		"a column that the page cuts, beside the strip of a frame": {func(p *layouttest.Page) {
			right := xs[1:]
			p.Grid(right, ys).Rows(right, ys, []string{"科目名称", "合计", "基本支出"}, []string{"教育支出", "12.50", "12.50"}, []string{"社会保障", "1,041.93", ""})
			p.V(53, 100, 160).V(60, 100, 160).H(100, 53, 60).H(120, 53, 60).Text(80, 135, "总体")
		}, [][]string{{"总体|科目名称|合计|基本支出", "^|教育支出|12.50|12.50", "^|社会保障|1,041.93|"}}},
		"a box in a cell": {func(p *layouttest.Page) {
			p.Grid(xs, ys).Rows(xs, ys, plain()...)
			p.Grid([]float64{400, 408, 416}, []float64{144, 152})
		}, [][]string{plainDrawn}},
		"a frame around text": {func(p *layouttest.Page) {
			p.Grid([]float64{50, 540}, []float64{60, 700}).Text(60, 100, "本部门预算说明")
		}, nil},
		"a line under a heading": {func(p *layouttest.Page) { p.Text(60, 98, "第一部分").H(100, 60, 500) }, nil},
		"nothing in it":          {func(p *layouttest.Page) { p.Grid(xs, ys) }, [][]string{{"|||", "|||", "|||"}}},
		"side by side": {func(p *layouttest.Page) {
			left, right := []float64{60, 140, 240}, []float64{300, 380, 480}
			p.Grid(left, ys).Grid(right, ys)
			p.Rows(left, ys, []string{"收入", "金额"}, []string{"拨款", "1.00"}, []string{"合计", "1.00"})
			p.Rows(right, ys, []string{"支出", "金额"}, []string{"教育", "2.00"}, []string{"合计", "2.00"})
		}, [][]string{{"收入|金额", "拨款|1.00", "合计|1.00"}, {"支出|金额", "教育|2.00", "合计|2.00"}}},
		"one above the other": {func(p *layouttest.Page) {
			p.Grid(xs, ys).Rows(xs, ys, plain()...)
			low := layouttest.Steps(200, 20, 3)
			p.Grid(xs, low).Rows(xs, low, plain()...)
		}, [][]string{plainDrawn, plainDrawn}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := layouttest.New(1, false)
			tt.draw(p)
			wantTables(t, p, tt.want...)
		})
	}
}

// TestLatticesOfHostilePages: what no printer draws costs neither time nor sense.
func TestLatticesOfHostilePages(t *testing.T) {
	p := layouttest.New(1, false)
	for i := range 5000 {
		at := float64(i%400) * 2
		p.H(at, 0, 595).V(at, 0, 842)
	}
	for range 2000 {
		p.Rulings = append(p.Rulings, layout.Ruling{X0: -1e12, X1: 1e12, Y0: 5, Y1: 5})
	}
	list, _ := Lattices(&p.Page)
	for i := range list {
		if units := (len(list[i].Xs) - 1) * (len(list[i].Ys) - 1); units > 1_000_000 {
			t.Errorf("a grid of %d units", units)
		}
	}
}
