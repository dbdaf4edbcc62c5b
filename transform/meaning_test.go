package transform

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
)

// What a fact means: by the table's headers, codes, units and names.
func TestMeaning(t *testing.T) {
	of := func(f *gongkai.Fact) string {
		if f.Amount == nil {
			return ""
		}
		return fmt.Sprintf("%s %s %s|%s|%s %s %s|%s", f.RowKind, f.RowUnit, strings.Join(f.Path, "/"), f.Measure, f.Code, f.EconCode, f.GovCode, f.Raw)
	}
	for _, c := range []struct {
		name, title, grid, want string
	}{
		{"the document's own year is no year before", "一般公共预算支出表（按功能分类）", `
			科目编码 | 科目名称 | 2023年执行数 | < | 2024年预算数 | <
			^ | ^ | 基本支出 | 项目支出 | 基本支出 | 项目支出
			20508 | 进修及培训 | 1.00 | 2.00 | 3.00 | 4.00`, `
			section  进修及培训|basic.prior|20508  |1.00
			section  进修及培训|project.prior|20508  |2.00
			section  进修及培训|basic|20508  |3.00
			section  进修及培训|project|20508  |4.00`},
		{"one figure and its year", "收支总表", `
			收入 | < | 支出 | <
			项目 | 2024年预算数 | 项目 | 2024年预算数
			一、财政拨款 | 5.00 | 一、教育支出 | 5.00
			收入总计 | 5.00 | 支出总计 | 5.00`, `
			leaf  一、财政拨款|budget|  |5.00
			total  收入总计|budget|  |5.00
			class  一、教育支出|budget|205  |5.00
			total  支出总计|budget|  |5.00`},
		{"what is carried in is told apart by purse", "收入总表", `
			合计 | 本年收入 | < | < | 上年结转结余 | < | <
			^ | 小计 | 一般公共预算资金 | 政府性基金预算资金 | 小计 | 一般公共预算资金 | 政府性基金预算资金
			10.00 | 7.00 | 4.00 | 3.00 | 3.00 | 2.00 | 1.00`, `
			total  |total|  |10.00
			total  |total|  |7.00
			total  |gpb|  |4.00
			total  |gov_fund|  |3.00
			total  |carry_in|  |3.00
			total  |carry_in.gpb|  |2.00
			total  |carry_in.gov_fund|  |1.00`},
		{"a column of words names the rows whatever its header", "基本支出总表", `
			支出项目类别 | 总计 | 财政拨款 | 上年结余、结转
			某某市水务局 | 9.00 | 8.00 | 1.00
			工资福利支出 | 6.00 | 6.00 | 0.00
			商品和服务支出 | 3.00 | 2.00 | 1.00`, `
			total  某某市水务局|total|  |9.00
			total  某某市水务局|fiscal|  |8.00
			total  某某市水务局|carry_in|  |1.00
			class 某某市水务局 工资福利支出|total|301  |6.00
			class 某某市水务局 工资福利支出|fiscal|301  |6.00
			class 某某市水务局 工资福利支出|carry_in|301  |0.00
			class 某某市水务局 商品和服务支出|total|302  |3.00
			class 某某市水务局 商品和服务支出|fiscal|302  |2.00
			class 某某市水务局 商品和服务支出|carry_in|302  |1.00`},
		{"a table of several units", "一般公共预算支出表（按功能分类）", `
			预算单位 | 科目编码 | 科目名称 | 支出总计
			某某市水务局 | | | 7.00
			某某市水务局（本级） | | | 4.00
			 | 205 | 教育支出 | 4.00
			某某市水文站 | | | 3.00
			 | 205 | 教育支出 | 3.00`, `
			total  某某市水务局|total|  |7.00
			group 某某市水务局(本级) 某某市水务局(本级)|total|  |4.00
			class 某某市水务局(本级) 教育支出|total|205  |4.00
			group 某某市水文站 某某市水文站|total|  |3.00
			class 某某市水文站 教育支出|total|205  |3.00`},
		{"codes of three classifications in one row", "支出总表", `
			支出功能分类科目 | 政府支出经济分类科目 | 部门支出经济分类科目 | 合计
			2050803-培训支出 | 50203-培训费 | 30216-培训费 | 1.500000
			2080501-行政单位离退休 | 50905-离退休费 | 30302-退休费 | 2.500000`, `
			item  培训支出|total|2050803 30216 50203|1.500000
			item  行政单位离退休|total|2080501 30302 50905|2.500000`},
		{"both economic classifications", "一般公共预算基本支出表", `
			政府支出经济分类科目 | 部门支出经济分类科目 | 合计 | 人员经费 | 公用经费
			50101-工资奖金津补贴 | 30101-基本工资 | 2.00 | 2.00 |
			50201-办公经费 | 30201-办公费 | 1.00 | | 1.00`, `
			item  基本工资|total|30101  50101|2.00
			item  基本工资|personnel|30101  50101|2.00
			item  办公费|total|30201  50201|1.00
			item  办公费|public|30201  50201|1.00`},
		{"paired codes in parts, told by the names beside them", "一般公共预算基本支出情况表", `
			科目编码 | < | 部门预算支出经济分类科目名称 | 科目编码 | < | 政府预算支出经济分类科目名称 | 基本支出预算 | <
			类 | 款 | ^ | 类 | 款 | ^ | 小计 | 人员支出
			301 | | 工资福利支出 | 501 | | 机关工资福利支出 | 2.00 | 2.00
			301 | 02 | 津贴补贴 | 501 | 01 | 工资奖金津补贴 | 2.00 | 2.00`, `
			class  工资福利支出|total|301  501|2.00
			class  工资福利支出|personnel|301  501|2.00
			item  工资福利支出/津贴补贴|total|30102  50101|2.00
			item  工资福利支出/津贴补贴|personnel|30102  50101|2.00`},
		{"codes whose names alone are printed", "一般公共预算支出预算表", `
			功能分类科目名称 | 合计 | 基本支出 | 项目支出
			合计 | 3.00 | 3.00 | 0.00
			住房保障支出 | 3.00 | 3.00 | 0.00`, `
			total  合计|total|  |3.00
			total  合计|basic|  |3.00
			total  合计|project|  |0.00
			class  住房保障支出|total|221  |3.00
			class  住房保障支出|basic|221  |3.00
			class  住房保障支出|project|221  |0.00`},
		{"levels of a catalogue", "财政拨款政府购买服务明细表", `
			指导性目录 | < | < | 预算金额
			一级 | 二级 | 三级 | ^
			合计 | < | < | 3.00
			01-公共服务 | 0103-就业公共服务 | 人才服务 | 1.00
			02-政府履职辅助性服务 | 0207-评审服务 | 评审服务 | 2.00`, `
			total  合计|total|  |3.00
			leaf  01-公共服务/0103-就业公共服务/人才服务|total|  |1.00
			leaf  02-政府履职辅助性服务/0207-评审服务/评审服务|total|  |2.00`},
		{"amounts behind other columns are of the same rows", "政府采购预算表", `
			科目编码 | 单位编码 | 采购项目 | 数量 | 部门预算支出经济科目编码 | 预算金额
			2010301 | 114001 | 某某市政府办 | 5 | | 9.00
			2010301 | | 日常公用经费 | 5 | 31002 | 9.00`, `
			total  某某市政府办|total|2010301  |9.00
			item 某某市政府办 日常公用经费|total|2010301 31002 |9.00`},
		{"economic codes under a bare 科目编码", "机关运行经费支出预算表", `
			科目编码 | 科目名称 | 机关运行经费支出
			302 | 商品和服务支出 | 2.00
			30201 | 办公费 | 2.00`, `
			class  商品和服务支出|operating_costs|302  |2.00
			item  商品和服务支出/办公费|operating_costs|30201  |2.00`},
	} {
		t.Run(c.name, func(t *testing.T) {
			grid := strings.ReplaceAll(c.grid, "\t", "")
			r := readOf(gongkai.StageBudget, printed(c.title, "万元", grid))
			got := strings.ReplaceAll(strings.ReplaceAll(factLines(r.Facts, of), "（", "("), "）", ")")
			sameText(t, r.Tables[0].Key, got, c.want)
		})
	}
}

// The identities of a table of several units: the total is the sum of the
// units, each unit that of its classes.
func TestSumsOfUnits(t *testing.T) {
	r := readOf(gongkai.StageBudget, printed("一般公共预算支出表（按功能分类）", "万元", `
预算单位 | 科目编码 | 科目名称 | 支出总计
某某市水务局 | | | 8.00
某某市水务局（本级） | | | 4.00
 | 205 | 教育支出 | 3.00
 | 221 | 住房保障支出 | 1.00
某某市水文站 | | | 4.00
 | 205 | 教育支出 | 3.00`))
	got := verdictsOf(&r, "hierarchy")
	// 8 = 4 + 4 and 4 = 3 + 1 hold; 水文站 prints 4 over 3
	if got[gongkai.VerdictHolds] != 2 || got[gongkai.VerdictFails] != 1 {
		t.Errorf("%v: %+v", got, r.Checks)
	}
}

// A department's row over those of its units counts once.
func TestSumsOfNestedUnits(t *testing.T) {
	r := readOf(gongkai.StageBudget, printed("政府采购预算表", "万元", `
科目编码 | 单位编码 | 采购项目 | 预算金额
 | | 合计 | 9.00
2013302 | 201 | 某某市委宣传部 | 6.00
2013302 | 201001 | 某某市委宣传部 | 6.00
2013302 | | 宣传经费 | 6.00
2013302 | 202 | 某某市档案馆 | 3.00
2013302 | | 档案经费 | 3.00`))
	got := verdictsOf(&r, "hierarchy")
	if got[gongkai.VerdictHolds] == 0 || got[gongkai.VerdictFails] != 0 {
		t.Errorf("%v: %+v", got, r.Checks)
	}
}

// Items without classes add up to the total; one that stands over another is
// none beside it.
func TestSumsOfItems(t *testing.T) {
	for grid, want := range map[string]int{
		`
科目编码 | 科目名称 | 合计
2050803 | 培训支出 | 1.00
2080501 | 行政单位离退休 | 2.00
 | 合计 | 3.00`: 1,
		`
科目编码 | 科目名称 | 合计
20508 | 进修及培训 | 1.00
2050803 | 培训支出 | 1.00
 | 合计 | 1.00`: 0,
	} {
		r := readOf(gongkai.StageBudget, printed("一般公共预算支出表", "万元", grid))
		n := 0
		for _, c := range r.Checks {
			if strings.HasSuffix(c.ID, "/items") && c.Verdict == gongkai.VerdictHolds {
				n++
			}
		}
		if n != want {
			t.Errorf("%d checks of items, want %d:%s", n, want, grid)
		}
	}
}
