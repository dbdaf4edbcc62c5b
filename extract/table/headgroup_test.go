package table

import (
	"testing"

	"gongkai/extract/layout"
	"gongkai/extract/layout/layouttest"

	"github.com/google/go-cmp/cmp"
)

// TestGroups: forms without rulings whose header has two or three rows.
func TestGroups(t *testing.T) {
	tests := map[string]struct {
		page []string
		want [][]string
	}{
		"a group over each column": {
			[]string{
				"                                          单位：万元",
				"      功能科目                本年支出",
				"编码      名称         合计      人员      公用",
				"205       教育       1,200.50    800.50    400.00",
				"20501     管理       1,000.50    600.50    400.00",
				"20502     普通         200.00    200.00      0.00",
				"       合计          1,200.50    800.50    400.00",
			},
			[][]string{{
				"功能科目|<|本年支出|<|<", "编码|名称|合计|人员|公用",
				"205|教育|1,200.50|800.50|400.00", "20501|管理|1,000.50|600.50|400.00", "20502|普通|200.00|200.00|0.00",
				"合计|<|1,200.50|800.50|400.00",
			}},
		},
		"columns as high as the header": {
			[]string{
				"                                          单位：万元",
				"      功能科目",
				"^                       合计      人员      公用",
				"^编码      名称",
				"205       教育       1,200.50    800.50    400.00",
				"20501     管理       1,000.50    600.50    400.00",
				"20502     普通         200.00    200.00      0.00",
			},
			[][]string{{
				"功能科目|<|合计|人员|公用", "编码|名称|^|^|^",
				"205|教育|1,200.50|800.50|400.00", "20501|管理|1,000.50|600.50|400.00", "20502|普通|200.00|200.00|0.00",
			}},
		},
		"two tables, the second with its caption": {
			[]string{
				"科目        合计      人员",
				"教育      1,200.50    800.50",
				"管理      1,000.50    600.50",
				"          收入表",
				"                 单位：元",
				"来源                  金额",
				"拨款                  1.00",
				"事业                  2.00",
				"其他                  3.00",
			},
			[][]string{{"科目|合计|人员", "教育|1,200.50|800.50", "管理|1,000.50|600.50"}, {"来源|金额", "拨款|1.00", "事业|2.00", "其他|3.00"}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			found, _ := streamsOf(pictured(tt.page...))
			var got [][]string
			for i := range found {
				got = append(got, found[i].draw())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestRuledGoesOnWithoutRules: the second page of a ruled table has none.
func TestRuledGoesOnWithoutRules(t *testing.T) {
	first := fragmentsOf(t, rowsAt(100, []string{"编码", "名称", "合计", "人员"}, []string{"205", "教育", "3.00", "3.00"}))[0]
	second := func(shift float64) Fragment {
		p := layouttest.New(2, false)
		at, ys := []float64{60 + shift, 140 + shift, 240 + shift, 340 + shift}, layouttest.Steps(60, 20, 3)
		p.Rows(append(at, 440+shift), ys, []string{"208", "社会保障", "1,000.00", "4.00"}, []string{"210", "卫生", "5.00", ""}, []string{"221", "住房", "6.00", "6.00"})
		found, _ := streamsOf(&p.Page)
		if len(found) != 1 {
			t.Fatalf("%d tables", len(found))
		}
		found[0].Page = 2
		return found[0]
	}
	b := NewBuilder(first)
	if b.Continues(second(75)) {
		t.Error("columns that stand across the borders go on")
	}
	f := second(0)
	if !b.Continues(f) {
		t.Fatal("does not go on")
	}
	b.Append(f)
	table := b.Table()
	if diff := cmp.Diff([]string{
		"编码|名称|合计|人员", "205|教育|3.00|3.00", "208|社会保障|1,000.00|4.00", "210|卫生|5.00|", "221|住房|6.00|6.00",
	}, draw(table.Cells, table.Rows, table.Columns)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDottedRules: rules that are drawn as squares of 0.75 points.
func TestDottedRules(t *testing.T) {
	p := layouttest.New(1, false)
	dot := func(x, y float64) {
		p.Rulings = append(p.Rulings, layout.Ruling{X0: x - 0.375, Y0: y - 0.375, X1: x + 0.375, Y1: y + 0.375, Thickness: 0.75})
	}
	for _, y := range ys {
		for x := xs[0]; x <= xs[4]; x += 1.5 {
			dot(x, y)
		}
	}
	for _, x := range xs {
		for y := ys[0]; y <= ys[len(ys)-1]; y += 1.5 {
			dot(x, y)
		}
	}
	for x := 0.0; x < 5; x += 1.5 { // four dots are no line
		dot(300+x, 700)
	}
	wantTables(t, p.Rows(xs, ys, plain()...), plainDrawn)
}
