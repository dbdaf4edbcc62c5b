package transform

import (
	"strings"
	"testing"

	"gongkai"
)

// disclosure is enough of one behind a cover to be taken for one.
const disclosure = "\n\n目录\n\n第一部分 概况\n\n" + fullTable

func TestDocument(t *testing.T) {
	type want struct {
		title, unit, code, region string
		year                      int
		stage                     gongkai.Stage
		scope                     gongkai.Scope
		edition                   gongkai.Edition
	}
	for _, c := range []struct {
		name, text string
		want       want
	}{
		{"cover on one line", "贵州省遵义市播州区财政局2023年度部门决算" + disclosure,
			want{"贵州省遵义市播州区财政局2023年度部门决算", "贵州省遵义市播州区财政局", "", "520304", 2023, "final", "department", ""}},
		{"year first, the title cut inside a word", "2024年成都市武侯区卫生健康局部门预\n算" + disclosure,
			want{"2024年成都市武侯区卫生健康局部门预算", "成都市武侯区卫生健康局", "", "510107", 2024, "budget", "department", ""}},
		{"cover on four lines with an annex number", "附件2\n\n2022年度\n\n合肥市疾病预防控制中心\n\n单位决算" + disclosure,
			want{"2022年度合肥市疾病预防控制中心单位决算", "合肥市疾病预防控制中心", "", "340100", 2022, "final", "unit", ""}},
		{"the owner stands on a line of its own", "天津市河西区2025年区级单位预算\n\n预算单位：天津市河西区图书馆" + disclosure,
			want{"天津市河西区2025年区级单位预算", "天津市河西区图书馆", "", "120103", 2025, "budget", "unit", ""}},
		{"the owner on the line of the title's element", "天津市河西区2025年区级部门预算\n预算主管部门：天津市河西区财政局\n目录" + disclosure,
			want{"天津市河西区2025年区级部门预算", "天津市河西区财政局", "", "120103", 2025, "budget", "department", ""}},
		{"本级 is a unit whatever the title calls it", "2026年武汉市审计局（本级）部门预算" + disclosure,
			want{"2026年武汉市审计局（本级）部门预算", "武汉市审计局（本级）", "", "420100", 2026, "budget", "unit", ""}},
		{"汇总 is no part of the name", "渭南市水务局（汇总）2021年部门预算公开说明" + disclosure,
			want{"渭南市水务局（汇总）2021年部门预算公开说明", "渭南市水务局", "", "610500", 2021, "budget", "department", ""}},
		{"the word for the kind is doubled", "南昌市医疗保障局部门2026年度部门预算" + disclosure,
			want{"南昌市医疗保障局部门2026年度部门预算", "南昌市医疗保障局", "", "360100", 2026, "budget", "department", ""}},
		{"a unit whose name has 预算 in it", "昆明市预算绩效评审中心2025年单位预算公开" + disclosure,
			want{"昆明市预算绩效评审中心2025年单位预算公开", "昆明市预算绩效评审中心", "", "530100", 2025, "budget", "unit", ""}},
		{"about the publication", "关于中共绵阳市委办公室2023年部门决算的说明" + disclosure,
			want{"关于中共绵阳市委办公室2023年部门决算的说明", "中共绵阳市委办公室", "", "510700", 2023, "final", "department", ""}},
		{"year in Chinese digits", "二〇二二年宁波市鄞州区教育局部门预算" + disclosure,
			want{"二〇二二年宁波市鄞州区教育局部门预算", "宁波市鄞州区教育局", "", "330212", 2022, "budget", "department", ""}},
		{"no year in the title, the captions have it", "赣州市章贡区城市管理局部门预算" + strings.ReplaceAll(disclosure, "一般公共预算支出表", "2024年一般公共预算支出表"),
			want{"赣州市章贡区城市管理局部门预算", "赣州市章贡区城市管理局", "", "360702", 2024, "budget", "department", ""}},
		{"tables alone with an owner", "#公开01表\t收支预算总表\t常州市人民检察院单位：万元\n项目\t预算数\n收入\t5.00\n\n#公开02表\t2019年度支出预算总表\t常州市人民检察院\n项目\t合计\n支出\t5.00\n",
			want{"收支预算总表", "常州市人民检察院", "", "320400", 2019, "budget", "department", ""}},
		{"tables alone, named in the goals", "#预算01表\t收支总表\n项目\t预算数\n收入\t5.00\n\n#预算02表\t支出总表\n项目\t合计\n支出\t5.00\n\n#\t部门整体支出绩效目标表\n（2026年度）\t\n部门名称\t大连市统计局\n一级指标\t二级指标\n",
			want{"收支总表", "大连市统计局", "", "210200", 2026, "budget", "department", ""}},
		{"a short owner in the captions, with its code", "衢州市民政局2026年部门预算\n\n#表1\t收支预算总表\t511-民政局\n项目\t预算数\n收入\t5.00\n\n" + fullTable,
			want{"衢州市民政局2026年部门预算", "衢州市民政局", "511", "330800", 2026, "budget", "department", ""}},
		{"captions name a part of the unit", "宝鸡市教育局2022年部门综合预算\n\n#表1\t收支预算总表\t宝鸡市某某小学\n项目\t预算数\n收入\t5.00\n\n" + fullTable,
			want{"宝鸡市教育局2022年部门综合预算", "宝鸡市教育局", "", "610300", 2022, "budget", "department", ""}},
		{"no name on the cover, the first part has it", "2023年度\n部门决算公开\n\n第一部分 武汉市江岸区财政局部门概况\n\n" + fullTable,
			want{"2023年度部门决算公开", "武汉市江岸区财政局", "", "420102", 2023, "final", "department", ""}},
		{"a running head gives the name twice, a web page its own lines", "索引号：011/2024\n发布机构：襄阳市财政局\n襄阳市水利和湖泊局\n\n襄阳市水利和湖泊局2024年部门预算" + disclosure,
			want{"襄阳市水利和湖泊局襄阳市水利和湖泊局2024年部门预算", "襄阳市水利和湖泊局", "", "420600", 2024, "budget", "department", ""}},
		{"corrected", "唐山市财政局2024年部门预算公开（更正）" + disclosure,
			want{"唐山市财政局2024年部门预算公开（更正）", "唐山市财政局", "", "130200", 2024, "budget", "department", "corrected"}},
		{"adjusted", "唐山市财政局2024年部门预算（调整）" + disclosure,
			want{"唐山市财政局2024年部门预算（调整）", "唐山市财政局", "", "130200", 2024, "budget", "department", "adjusted"}},
		{"a place in two provinces", "鼓楼区财政局2024年部门预算" + disclosure,
			want{"鼓楼区财政局2024年部门预算", "鼓楼区财政局", "", "", 2024, "budget", "department", ""}},
		{"an older year in the tables does not count", "遂宁市商务局2023年部门决算" + strings.ReplaceAll(disclosure, "一般公共预算支出表", "2022年一般公共预算支出表"),
			want{"遂宁市商务局2023年部门决算", "遂宁市商务局", "", "510900", 2023, "final", "department", ""}},
	} {
		r := Read(build(c.text), Options{})
		d := r.Document
		got := want{d.Title, d.Unit, d.UnitCode, d.Region, d.FiscalYear, d.Stage, d.Scope, d.Edition}
		if got != c.want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
		if r.Status != gongkai.StatusOK {
			t.Errorf("%s: %s %s", c.name, r.Status, r.Reason)
		}
	}
}

// TestRegionOfSource: the source decides between places of one name, and gives
// the region of what names none.
func TestRegionOfSource(t *testing.T) {
	for _, c := range []struct{ text, source, want string }{
		{"鼓楼区财政局2024年部门预算" + disclosure, "350102", "350102"},
		{"财政局2024年部门预算" + disclosure, "610117", "610117"},
		{"西安市财政局2024年部门预算" + disclosure, "610117", "610100"},
	} {
		if got := Read(build(c.text), Options{Region: c.source}).Document.Region; got != c.want {
			t.Errorf("%s from %s: region %s, want %s", c.text[:30], c.source, got, c.want)
		}
	}
}

func TestUnrelated(t *testing.T) {
	revenue := "#表1\t一般公共预算收入表\n项目\t预算数\n一、税收收入\t100.00\n增值税\t50.00\n企业所得税\t30.00\n个人所得税\t10.00\n契税\t10.00\n\n#表2\t一般公共预算支出表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n201\t一般公共服务支出\t10.00\t10.00\t\n\n#表3\t政府性基金预算支出表\n科目编码\t科目名称\t合计\n212\t城乡社区支出\t10.00\n"
	for _, c := range []struct{ text, family string }{
		// disclosures
		{"某某市民政局2024年部门预算" + disclosure, "department_budget"},
		{"某某镇人民政府2024年部门预算" + disclosure, "department_budget"},
		{"某某市民政局2023年部门决算\n\n绩效自评情况见附件" + disclosure, "department_final"},
		{"2026年部门整体支出绩效目标申报表\n\n#\t部门整体支出绩效目标申报表\n部门名称\t某某市民政局\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t培训\t3次", "department_budget"},
		{"某民〔2024〕5号\n\n某某市民政局2024年部门预算公开说明" + disclosure, "department_budget"},
		// whose titles have words of other kinds in them
		{"某某市预算绩效评价中心2024年单位预算\n\n目录\n\n第一部分 概况\n\n收入预算100万元。", "unit_budget"},
		{"某某市财政局2024年部门预算信息公开报告\n\n目录\n\n第一部分 概况\n\n收入预算100万元。", "department_budget"},
		{"某某市政府债务管理中心2024年单位预算公开\n\n目录\n\n第一部分 概况\n\n收入预算100万元。", "unit_budget"},
		{"某某市民政局（本级）2024年部门预算及“三公”经费预算\n\n目录\n\n第一部分 概况\n\n收入预算100万元。", "unit_budget"},
		{"某某县审计局2023年度部门决算公开情况\n\n目录\n\n第一部分 概况\n\n收入决算100万元。", "department_final"},
		{"某某市政府采购中心2024年单位预算\n\n目录\n\n第一部分 概况\n\n收入预算100万元。", "unit_budget"},
		// not
		{"某某市2024年财政预算执行情况和2025年财政预算草案的报告\n\n各位代表：\n\n" + revenue, "government_budget"},
		{"某某区2023年政府决算公开\n\n" + strings.ReplaceAll(revenue, "预算", "决算"), "government_final"},
		{"某某县2025年预算公开目录\n\n" + revenue, "government_budget"},
		{revenue, "government_budget"},
		{"某某市财政项目支出绩效评价报告\n\n评价年度：2020\n\n一、基本情况\n\n项目预算100万元，支出预算执行率95%。", "performance_evaluation"},
		{"#\t部门整体绩效自评表\n部门名称\t某某市民政局\n一级指标\t二级指标\t实际完成值\t得分\n产出\t数量\t3\t10", "performance_evaluation"},
		{"2023年度部门预算项目支出绩效自评表\n\n#\t项目支出绩效自评表\n项目名称\t某某项目\n一级指标\t二级指标\n产出\t数量", "performance_evaluation"},
		{"某某市民政局2024年3月政府采购意向\n\n#\t采购意向表\n采购项目名称\t预算金额\n办公楼物业\t50.00", "procurement_intention"},
		{"某某区2024年区本级“三公”经费预算汇总表\n\n#\t“三公”经费预算汇总表\n项目\t预算数\n因公出国（境）费\t1.00\n公务接待费\t2.00\n公务用车\t3.00", "three_public_summary"},
		{"某某县2023年地方政府债务限额及余额情况表\n\n#\t债务限额\n地区\t限额\n某某县\t50.00", "government_debt"},
		{"某某省财政厅关于提前下达2026年文旅发展专项资金的通知\n\n某财教〔2025〕12号\n\n各市财政局：\n\n现下达你市专项资金。", "special_fund"},
		{"政府网站工作年度报表\n\n#\t政府网站工作年度报表\t某某市民政局\n网站名称\t某某市民政局\n访问量\t100", "website_report"},
		{"某某市民政局2025年政府信息公开工作年度报告\n\n一、总体情况", "information_report"},
		{"某府办发〔2026〕11号\n\n某某市人民政府办公室\n\n关于印发某某市建筑垃圾防治规划的通知\n\n各区人民政府：\n\n现印发给你们。", "official_document"},
		{"某某市教育局招生考试简章\n\n考试时间为6月。", "other"},
	} {
		r := Read(build(c.text), Options{})
		unrelated := r.Status == gongkai.StatusUnrelated
		if r.Document.Family != c.family || unrelated != !(strings.HasPrefix(c.family, "department_") || strings.HasPrefix(c.family, "unit_")) {
			t.Errorf("%.60s…: %s %q, %s; want %s", c.text, r.Status, r.Document.Family, r.Reason, c.family)
		}
		if unrelated && (r.Reason == "" || len(r.Facts)+len(r.Checks)+len(r.Narrative)+len(r.Targets) > 0) {
			t.Errorf("%.60s…: an unrelated document with a meaning: %+v", c.text, r)
		}
	}
}
