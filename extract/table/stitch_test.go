package table

import (
	"slices"
	"testing"

	"gongkai"
	"gongkai/extract/layout/layouttest"

	"github.com/google/go-cmp/cmp"
)

// fragmentsOf draws a page for each function and finds its one grid.
func fragmentsOf(t *testing.T, pages ...func(p *layouttest.Page)) []Fragment {
	t.Helper()
	var list []Fragment
	for i, draw := range pages {
		p := layouttest.New(i+1, false)
		draw(p)
		found, _ := Lattices(&p.Page)
		if len(found) != 1 {
			t.Fatalf("page %d has %d grids", i+1, len(found))
		}
		list = append(list, found[0])
	}
	return list
}

// rowsAt draws a grid with its upper border at y, rows 20 points high.
func rowsAt(y float64, rows ...[]string) func(p *layouttest.Page) {
	return func(p *layouttest.Page) {
		at := layouttest.Steps(y, 20, len(rows))
		p.Grid(xs, at).Rows(xs, at, rows...)
	}
}

func TestBuilder(t *testing.T) {
	head := []string{"科目编码", "科目名称", "合计", "基本支出"}
	row := []string{"205", "教育支出", "12.50", "12.50"}
	more := []string{"208", "社会保障", "3.00", ""}
	// a header of three rows, drawn by hand
	three := func(rows ...[]string) func(p *layouttest.Page) {
		return func(p *layouttest.Page) {
			end := 160 + 20*float64(len(rows))
			p.H(100, 60, 440).H(120, 140, 440).H(140, 240, 440)
			p.V(60, 100, end).V(140, 100, end).V(240, 120, end).V(340, 140, end).V(440, 100, end)
			at := layouttest.Steps(160, 20, len(rows))
			for _, y := range at {
				p.H(y, 60, 440)
			}
			p.Text(70, 135, "名称").Text(260, 115, "三公经费").Text(150, 145, "小计").Text(300, 135, "公务用车").Text(250, 155, "购置").Text(350, 155, "运行")
			p.Rows(xs, at, rows...)
		}
	}
	tests := map[string]struct {
		pages []func(p *layouttest.Page)
		want  []string
	}{
		"no header": {
			[]func(p *layouttest.Page){rowsAt(100, head, row), rowsAt(60, more)},
			[]string{"科目编码|科目名称|合计|基本支出", "205|教育支出|12.50|12.50", "208|社会保障|3.00|"},
		},
		"a header of three rows": {
			[]func(p *layouttest.Page){
				three([]string{"甲", "1.00", "2.00", "3.00"}),
				three([]string{"乙", "4.00", "5.00", "6.00"}),
			},
			[]string{"名称|三公经费|<|<", "^|小计|公务用车|<", "^|^|购置|运行", "甲|1.00|2.00|3.00", "乙|4.00|5.00|6.00"},
		},
		"a shortened header": {
			[]func(p *layouttest.Page){
				rowsAt(100, []string{"支出预算表", "", "", ""}, []string{"单位：万元", "", "", ""}, head, row),
				rowsAt(60, head, more),
			},
			[]string{"支出预算表|||", "单位：万元|||", "科目编码|科目名称|合计|基本支出", "205|教育支出|12.50|12.50", "208|社会保障|3.00|"},
		},
		"a caption inside that says 续": {
			[]func(p *layouttest.Page){
				rowsAt(100, []string{"支出预算表", "", "", ""}, head, row),
				rowsAt(60, []string{"支出预算表（续）", "", "", ""}, head, more),
			},
			[]string{"支出预算表|||", "科目编码|科目名称|合计|基本支出", "205|教育支出|12.50|12.50", "208|社会保障|3.00|"},
		},
		"a smaller scale": {
			[]func(p *layouttest.Page){rowsAt(100, head, row), func(p *layouttest.Page) {
				small := []float64{80, 140, 215, 290, 365}
				at := layouttest.Steps(60, 20, 1)
				p.Size = 7
				p.Grid(small, at).Rows(small, at, more)
			}},
			[]string{"科目编码|科目名称|合计|基本支出", "205|教育支出|12.50|12.50", "208|社会保障|3.00|"},
		},
		"a page without one of the lines": {
			[]func(p *layouttest.Page){rowsAt(100, head, row), func(p *layouttest.Page) {
				at := layouttest.Steps(60, 20, 1)
				p.Grid([]float64{60, 140, 340, 440}, at).Text(63, 75, "208").Text(143, 75, "社会保障").Text(343, 75, "3.00")
			}},
			[]string{"科目编码|科目名称|合计|基本支出", "205|教育支出|12.50|12.50", "208|社会保障|<|3.00"},
		},
		"a row that the page cuts in its first column": {
			[]func(p *layouttest.Page){
				rowsAt(100, []string{"项目", "类别", "合计", "其中"}, []string{"办公费", "公用", "1.00", "1.00"}, []string{"水费", "公用", "2.00", "2.00"}, []string{"电费", "公用", "3.00", "3.00"}, []string{"中小河流治理项目", "专项", "3.00", "3.00"}),
				rowsAt(60, []string{"及配套工程", "", "", ""}, []string{"差旅费", "公用", "5.00", "5.00"}),
			},
			[]string{"项目|类别|合计|其中", "办公费|公用|1.00|1.00", "水费|公用|2.00|2.00", "电费|公用|3.00|3.00", "中小河流治理项目及配套工程|专项|3.00|3.00", "差旅费|公用|5.00|5.00"},
		},
		"a heading of rows that begins a page": {
			[]func(p *layouttest.Page){
				rowsAt(100, []string{"项目", "类别", "合计", "其中"}, []string{"办公费", "公用", "1.00", "1.00"}, []string{"水费", "公用", "2.00", "2.00"}, []string{"电费", "公用", "3.00", "3.00"}, []string{"其他费用", "公用", "3.00", "3.00"}),
				rowsAt(60, []string{"专项支出", "", "", ""}, []string{"差旅费", "公用", "5.00", "5.00"}),
			},
			[]string{"项目|类别|合计|其中", "办公费|公用|1.00|1.00", "水费|公用|2.00|2.00", "电费|公用|3.00|3.00", "其他费用|公用|3.00|3.00", "专项支出|||", "差旅费|公用|5.00|5.00"},
		},
		"a row whose texts stand in the middle of its cells": {
			[]func(p *layouttest.Page){
				rowsAt(100, []string{"项目", "类别", "合计", "其中"}, []string{"办公费", "公用", "1.00", "1.00"}, []string{"水费", "公用", "2.00", "2.00"}, []string{"电费", "公用", "3.00", "3.00"}, []string{"差旅费", "", "", "5.00"}),
				rowsAt(60, []string{"", "公用", "5.00", ""}, []string{"会议费", "公用", "6.00", "6.00"}),
			},
			[]string{"项目|类别|合计|其中", "办公费|公用|1.00|1.00", "水费|公用|2.00|2.00", "电费|公用|3.00|3.00", "差旅费|公用|5.00|5.00", "会议费|公用|6.00|6.00"},
		},
		"two whole entries on both sides of the break": {
			[]func(p *layouttest.Page){
				rowsAt(100, []string{"", "十七、住房保障支出", "1.00", ""}), rowsAt(60, []string{"", "十八、粮油物资支出", "", ""}, more),
			},
			[]string{"|十七、住房保障支出|1.00|", "|十八、粮油物资支出||", "208|社会保障|3.00|"},
		},
		"a row that the page cuts": {
			[]func(p *layouttest.Page){rowsAt(100, head, []string{"208", "机关事业单位养老保", "3.00", ""}), rowsAt(60, []string{"", "险缴费", "", ""}, more)},
			[]string{"科目编码|科目名称|合计|基本支出", "208|机关事业单位养老保险缴费|3.00|", "208|社会保障|3.00|"},
		},
		"a cell that spans rows on both pages": {
			[]func(p *layouttest.Page){
				func(p *layouttest.Page) {
					p.H(100, 60, 440).H(120, 60, 440).H(140, 140, 440).H(160, 140, 440)
					p.V(60, 100, 160).V(140, 100, 160).V(240, 100, 160).V(340, 100, 160).V(440, 100, 160)
					p.Rows(xs, layouttest.Steps(100, 20, 3), head, []string{"甲项目", "指标一", "1.00", ""}, []string{"", "指标二", "2.00", ""})
				},
				func(p *layouttest.Page) {
					p.H(60, 140, 440).H(80, 140, 440).H(100, 60, 440).H(120, 60, 440)
					p.V(60, 60, 120).V(140, 60, 120).V(240, 60, 120).V(340, 60, 120).V(440, 60, 120)
					p.Rows(xs, layouttest.Steps(60, 20, 3), []string{"", "指标三", "3.00", ""}, []string{"", "指标四", "4.00", ""}, []string{"乙项目", "指标五", "5.00", ""})
				},
			},
			[]string{"科目编码|科目名称|合计|基本支出", "甲项目|指标一|1.00|", "^|指标二|2.00|", "^|指标三|3.00|", "^|指标四|4.00|", "乙项目|指标五|5.00|"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			list := fragmentsOf(t, tt.pages...)
			b := NewBuilder(list[0])
			for _, f := range list[1:] {
				if !b.Continues(f) {
					t.Fatalf("page %d does not continue the table", f.Page)
				}
				b.Append(f)
			}
			got := b.Table()
			if diff := cmp.Diff(tt.want, draw(got.Cells, got.Rows, got.Columns)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if !slices.IsSortedFunc(got.Cells, func(a, b gongkai.Cell) int { return 1000*(a.Row-b.Row) + a.Col - b.Col }) {
				t.Errorf("cells are not in row-major order: %v", got.Cells)
			}
		})
	}
}

// TestBuilderRefuses: what only looks like a continuation.
func TestBuilderRefuses(t *testing.T) {
	head := []string{"科目编码", "科目名称", "合计", "基本支出"}
	tests := map[string][2]func(p *layouttest.Page){
		"other columns": {rowsAt(100, head), func(p *layouttest.Page) {
			p.Grid([]float64{60, 200, 440}, []float64{60, 80, 100}).Text(63, 75, "项目")
		}},
		"a narrower table": {rowsAt(100, head), func(p *layouttest.Page) {
			p.Grid([]float64{60, 140, 240}, []float64{60, 80, 100}).Text(63, 75, "项目")
		}},
		"the next copy of a form": {
			rowsAt(100, []string{"项目名称", "信息化建设", "", ""}, []string{"主管部门", "某区档案局", "", ""}),
			rowsAt(100, []string{"项目名称", "档案保管", "", ""}, []string{"主管部门", "某区档案局", "", ""}),
		},
	}
	for name, pages := range tests {
		t.Run(name, func(t *testing.T) {
			list := fragmentsOf(t, pages[0], pages[1])
			if b := NewBuilder(list[0]); b.Continues(list[1]) {
				t.Error("is taken for the rest of the table before")
			}
		})
	}
}
