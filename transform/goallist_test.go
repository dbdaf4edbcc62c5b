package transform

import (
	"fmt"
	"strings"
	"testing"
)

// TestListsOfProjects: a project's amount is a fact and its goal a target, in the
// forms of Guangzhou, Shenzhen, Huzhou and Beijing.
func TestListsOfProjects(t *testing.T) {
	const head = "某某市财政局2026年部门预算\n\n#表1\t项目支出绩效目标表\t\n"
	for _, c := range []struct{ name, table, facts, targets string }{
		{
			"项目、预算数、绩效目标", "项目\t预算数（单位：万元）\t绩效目标\n维修\t611\t通过财政资金修好\n培训\t1,208.4\t办班\n",
			"维修 6110000 total leaf|培训 12084000 total leaf", "维修: 通过财政资金修好|培训: 办班",
		},
		{
			"a unit before the project", "二级预算单位名称\t一级项目名称\t预算数（万元）\t绩效目标\n某某市财政局\t国库集中支付\t15.73\t按时支付\n",
			"国库集中支付 157300 total leaf", "国库集中支付: 按时支付",
		},
		{
			"a total and stars", "单位名称\t项目名称\t金额\t项目总体绩效目标\n**\t**\t**\t**\n\t\t4.50\t\n某某站\t保障\t4.50\t供应好\n",
			" 45000 total total|保障 45000 total leaf", "保障: 供应好",
		},
		{
			"by purse, with rows of goals", "项目名称\t项目总额\t其中：\t\t绩效目标\t一级指标\t二级指标\t三级指标\t绩效指标性质\t本年绩效指标值\t绩效度量单位\n\t\t财政资金\t其他资金\t\t\t\t\t\t\t\n" +
				"平台建设\t33.545250\t30.000000\t3.545250\t建好\t产出指标\t数量指标\t站点数\t≥\t300\t个\n\t\t\t\t\t成本指标\t经济成本指标\t总成本\t≤\t33.54525\t万元\n",
			"平台建设 335452.5 total leaf|平台建设 300000 fiscal leaf|平台建设 35452.5 other leaf", "站点数: 300|总成本: 33.54525",
		},
	} {
		r := Read(build(head+c.table), Options{})
		var facts, targets []string
		for _, f := range r.Facts {
			facts = append(facts, fmt.Sprint(f.Label, " ", f.Amount, " ", f.Measure, " ", f.RowKind))
		}
		for _, g := range r.Targets {
			name := g.Content
			if name == "绩效目标" {
				name = g.Project
			}
			targets = append(targets, name+": "+g.Raw)
		}
		if got := strings.Join(facts, "|"); got != c.facts {
			t.Errorf("%s: facts %q, want %q", c.name, got, c.facts)
		}
		if got := strings.Join(targets, "|"); got != c.targets {
			t.Errorf("%s: targets %q, want %q", c.name, got, c.targets)
		}
	}
}
