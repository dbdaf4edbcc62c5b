package transform

import (
	"strings"
	"testing"
)

// TestRoundedBetweenTables: yuan in one table, 万元 in the goals of the whole unit,
// rounded half up.
func TestRoundedBetweenTables(t *testing.T) {
	const text = "某某市财政局2024年单位预算\n\n#表7\t一般公共预算基本支出明细表（按支出功能分类科目）\t\n单位：元\n功能科目编码\t功能科目名称\t合计\t人员经费支出\t公用经费支出\n" +
		"\t合计\tBASIC\tBASIC\t\n201\t一般公共服务支出\tBASIC\tBASIC\t\n\n" +
		"#表14\t单位整体支出绩效目标表\t\n年度主要任务\t任务名称\t主要内容\t预算金额（万元）\n\t基本支出\t人员和公用\tGOAL\n\t专项\t业务\t8.00\n一级指标\t二级指标\t指标内容\t指标值\n产出指标\t数量指标\t件\t3\n\n"
	for _, c := range []struct{ basic, goal, want string }{
		{"743063.90", "74.31", "holds"},
		{"743050.00", "74.31", "holds"}, // half up
		{"743049.99", "74.31", "fails"},
		{"743063.90", "", ""},
	} {
		doc := build(strings.NewReplacer("BASIC", c.basic, "GOAL", c.goal, "单位：元\n", "").Replace(text))
		doc.Tables[0].Caption.Unit = "元"
		r := Read(doc, Options{})
		got := ""
		for _, k := range r.Checks {
			if k.Kind == "cross_table_rounded" {
				got = string(k.Verdict)
			}
		}
		if got != c.want {
			t.Errorf("%s yuan and %s 万元: %q, want %q", c.basic, c.goal, got, c.want)
		}
	}
}
