package transform

import "testing"

// TestDepartment: the department above is the one that the document names, on
// its cover, in a name, a sentence or its tables of goals, and no other.
func TestDepartment(t *testing.T) {
	const unit = "某某市福利院2024年单位预算\n\n"
	for _, c := range []struct{ name, text, want string }{
		{"the cover", "某某市福利院2024年单位预算\n主管部门：某某市民政局\n\n", "某某市民政局"},
		{"本级", "某某市民政局（本级）2024年单位预算\n\n", "某某市民政局"},
		{"直属", unit + "某某市福利院是某某市民政局直属全额预算单位。主要职能包括收养老人。\n\n", "某某市民政局"},
		{"下属, behind a heading", unit + "（单位）主要职能某某市福利院（单位）是某某市卫生健康委员会下属事业单位。\n\n", "某某市卫生健康委员会"},
		{"隶属于", unit + "某某市福利院为公益一类事业单位，隶属于某某市民政局，编制20人。\n\n", "某某市民政局"},
		{"本单位", unit + "一、单位职责\n\n本单位系某某市民政局所属的正科级事业单位。\n\n", "某某市民政局"},
		{"预算组成单位", unit + "某某市福利院是全额拨款事业单位，某某市民政局单位预算组成单位之一。\n\n", "某某市民政局"},
		{"a government is none", unit + "某某市福利院是市政府直属机构。\n\n", ""},
		{"what it does is none", unit + "某某市福利院是收养孤老的事业单位，负责下属单位的管理，受民政局委托开展工作。\n\n", ""},
		{"another's sentence", unit + "某某市救助站是某某市民政局直属单位。\n\n", ""},
		{"goals", unit + "#表1\t项目绩效目标表\t\n项目名称\t维修费\n主管部门\t某某市民政局\n一级指标\t二级指标\t指标值\n\n", "某某市民政局"},
		{"goals of a department name itself", "某某市民政局2024年部门预算\n\n#表1\t项目绩效目标表\t\n项目名称\t维修费\n主管部门及代码\t233_某某市民政局\n一级指标\t二级指标\t指标值\n\n", ""},
		{"goals of two", unit + "#表1\t项目绩效目标表\t\n项目名称\t维修费\n主管部门\t某某市民政局\n\n#表1\t项目绩效目标表\t\n项目名称\t培训费\n主管部门\t某某市财政局\n\n", ""},
	} {
		doc := build(c.text)
		d := readDocument(doc, coverOf(doc), "")
		if d.Department != c.want {
			t.Errorf("%s: %q, want %q (unit %s, %s)", c.name, d.Department, c.want, d.Unit, d.Scope)
		}
		if c.name == "goals of a department name itself" && d.UnitCode != "233" {
			t.Errorf("the department's own code is %q", d.UnitCode)
		}
	}
}
