package extract

import (
	"testing"

	"gongkai/extract/layout/layouttest"

	"github.com/google/go-cmp/cmp"
)

// TestTwoColumns: text in two columns is read down the left one first; a title
// above and the caption below stand across.
func TestTwoColumns(t *testing.T) {
	left := []string{"  一、主要职能", "  本单位负责贯彻落实国家和省有关水行", "政工作的方针政策，拟订水利发展规划，", "组织实施水资源的统一监督管理。", "  二、收支情况", "  本单位收入预算较上年增加，主要原因"}
	right := []string{"是人员经费增加，其中项目支出增加，其", "余项目与上年持平。", "  三、其他情况", "  本单位无国有资本经营预算，也已公开", "空表，政府采购预算没有变化，与上年相", "同。"}
	p := layouttest.New(1, false).Middle(60, "部门预算说明")
	for i := range left {
		for x, s := range map[float64]string{70: left[i], 310: right[i]} {
			if s[:2] == "  " {
				x, s = x+20, s[2:]
			}
			p.Text(x, 100+18*float64(i), s)
		}
	}
	p.Text(70, 230, "表5").Middle(250, "一般公共预算支出表").Right(500, 270, "单位：万元")
	grid(p, 280, head, []string{"205", "教育支出", "12.50", "12.50"})
	doc := readPages(p)
	if diff := cmp.Diff([]string{
		"paragraph 部门预算说明", "heading 一、主要职能",
		"paragraph 本单位负责贯彻落实国家和省有关水行政工作的方针政策，拟订水利发展规划，组织实施水资源的统一监督管理。",
		"heading 二、收支情况",
		"paragraph 本单位收入预算较上年增加，主要原因是人员经费增加，其中项目支出增加，其余项目与上年持平。",
		"heading 三、其他情况",
		"paragraph 本单位无国有资本经营预算，也已公开空表，政府采购预算没有变化，与上年相同。",
		"table 0",
	}, drawBody(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"# 表5|一般公共预算支出表|万元| [1]", "科目编码|科目名称|合计|基本支出", "205|教育支出|12.50|12.50"}, drawTables(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestNumbersAtLineEnds: a line ends early where the number, or the character
// with a mark behind it, that comes next had no room; on a cover it just ends.
func TestNumbersAtLineEnds(t *testing.T) {
	p := layouttest.New(1, false)
	p.Text(90, 100, "本部门二〇二六年收入预算较上年增加，主要原因是人员经费增加以及信息化")
	p.Text(70, 120, "建设项目增加，其中货物预算为若干万元，工程预算为若干万元，服务预算为")
	p.Text(70, 140, "1,234,567.89万元，均与上年相同。")
	p.Text(90, 160, "本部门无国有资本经营预算。")
	cover := layouttest.New(2, false)
	cover.Size = 20
	cover.Middle(300, "某市某区档案局").Middle(340, "2026年部门预算")
	if diff := cmp.Diff([]string{
		"paragraph 本部门二〇二六年收入预算较上年增加，主要原因是人员经费增加以及信息化建设项目增加，其中货物预算为若干万元，工程预算为若干万元，服务预算为1,234,567.89万元，均与上年相同。",
		"paragraph 本部门无国有资本经营预算。", "paragraph 某市某区档案局", "paragraph 2026年部门预算",
	}, drawBody(readPages(p, cover))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
