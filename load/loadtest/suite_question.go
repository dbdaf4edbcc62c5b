package loadtest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gongkai"
	"gongkai/load"
)

// answer runs a question and keeps the named columns of the rows whose region
// is the given one, as lines.
func answer(t *testing.T, w *load.Warehouse, question, region string, columns ...string) []string {
	t.Helper()
	q, err := load.Question(question)
	must(t, err)
	where := " WHERE region = '" + region + "'"
	if region == "" {
		where = ""
	}
	return rows(t, w, "SELECT "+strings.Join(columns, ", ")+" FROM ("+strings.TrimSuffix(q.SQL, ";")+")"+where)
}

// expect compares with the lines, order included.
func expect(t *testing.T, w *load.Warehouse, question, region string, columns []string, lines ...string) {
	t.Helper()
	if got := answer(t, w, question, region, columns...); !slices.Equal(got, lines) {
		t.Errorf("%s gives\n  %s\nwant\n  %s", question, strings.Join(got, "\n  "), strings.Join(lines, "\n  "))
	}
}

func build(papers ...*Paper) []gongkai.Publication {
	var out []gongkai.Publication
	for _, p := range papers {
		out = append(out, p.Build())
	}
	return out
}

// questionCases are the cases of the questions, positive and negative.
var questionCases = []struct {
	name string
	run  func(*testing.T, *load.Warehouse)
}{
	{"three_public", askThreePublic},
	{"budget against accounts", askDeviation},
	{"claimed_prior", askClaimedPrior},
	{"publication", askPublication},
	{"checks", askChecks},
	{"heads", askHeads},
	{"zero_budget_spent", askZeroBudget},
	{"projects", askProjects},
	{"items", askItems},
	{"copied_amounts", askCopies},
	{"adding up", askAdding},
	{"growth", askGrowth},
	{"edition_changes", askEditions},
	{"completeness", askCompleteness},
	{"reused_reasons", askReasons},
}

func askQuestions(t *testing.T, w *load.Warehouse) {
	for _, c := range questionCases {
		t.Run(c.name, func(t *testing.T) { c.run(t, w) })
	}
}

func askThreePublic(t *testing.T, w *load.Warehouse) {
	const region = "110101"
	// Parts in rows, the year before beside.
	byRow := NewPaper(region, "行式单位", 2026).Table("three_public").
		Cell(gongkai.RowTotal, "“三公”经费合计", "", "three_public.total", "30.00").
		Cell(gongkai.RowTotal, "", "", "three_public.total.prior", "99.00", beside(3, "2025年预算数")).
		Cell(gongkai.RowLeaf, "1、因公出国（境）费用", "", "three_public.abroad", "").
		Cell(gongkai.RowLeaf, "2、公务接待费", "", "three_public.reception", "10.00").
		Cell(gongkai.RowGroup, "3、公务用车购置及运行费", "", "three_public.vehicles", "20.00").
		Cell(gongkai.RowOfWhich, "（1）公务用车购置费", "", "three_public.vehicle_purchase", "0.00")
	// Each part by fund.
	fund := func(name string, also ...func(*gongkai.Fact)) func(*gongkai.Fact) {
		return func(f *gongkai.Fact) {
			f.Fund = name
			for _, change := range also {
				change(f)
			}
		}
	}
	byFund := NewPaper(region, "分资金单位", 2026).Table("three_public").
		Cell(gongkai.RowLeaf, "2026年", "", "three_public.reception", "7.00", fund("gpb")).
		Cell(gongkai.RowLeaf, "2026年", "", "three_public.reception", "2.00", fund("gov_fund", beside(3, "公务接待费", "政府性基金预算"))).
		Cell(gongkai.RowLeaf, "2025年", "", "three_public.reception.prior", "5.00", fund("gpb")).
		Cell(gongkai.RowLeaf, "增减变化金额", "", "three_public.reception.change", "4.00", fund("gpb")).
		Says("three_public.total", "900.00")
	// Units below each other and no total: nothing is guessed.
	noTotal := NewPaper(region, "多行单位", 2026).Table("three_public").
		Cell(gongkai.RowLeaf, "甲", "", "three_public.total", "1.00").Cell(gongkai.RowLeaf, "乙", "", "three_public.total", "2.00")
	accounts := NewPaper(region, "决算单位", 2024).Final().Table("F07").
		Cell(gongkai.RowLeaf, "", "", "three_public.total.budget", "9500.00", fund("gpb")).
		Cell(gongkai.RowLeaf, "", "", "three_public.total", "4000.00", beside(3, "财政拨款“三公”经费", "合计", "决算数")).
		Says("three_public.total", "8888.00")
	publish(t, w, build(byRow, byFund, noTotal, accounts)...)
	expect(t, w, "three_public", region, []string{"unit", "three_public_yuan", "abroad_yuan", "vehicles_yuan", "reception_yuan", "basis"},
		"决算单位,4000.00,,,,table", "分资金单位,900.00,,,9.00,narrative", "行式单位,30.00,,20.00,10.00,table")
	want(t, w, "SELECT vehicle_purchase_yuan FROM v_three_public WHERE unit = '行式单位'", "0.00")
	want(t, w, "SELECT budgeted_total_yuan FROM v_three_public WHERE unit = '决算单位'", "9500.00")

	// Shares and heads: the unit without staff, and the one without a total, are not there.
	rich := NewPaper(region, "人均单位", 2023).Total("1000.00").Says("three_public.total", "50.00").Counts("staff.total", "10")
	alone := NewPaper(region, "无人单位", 2023).Says("three_public.total", "50.00")
	publish(t, w, build(rich, alone)...)
	expect(t, w, "three_public_per_head", region, []string{"unit", "staff", "yuan_per_head"}, "人均单位,10,5")
	expect(t, w, "three_public_share", region, []string{"unit", "percent"}, "人均单位,5")
	// Vehicles that are not there and cost money; with vehicles, or without cost, there is nothing to say.
	publish(t, w, build(
		NewPaper(region, "无车有费", 2022).Counts("vehicles.stock", "0").Says("three_public.vehicle_operation", "3000.00"),
		NewPaper(region, "有车有费", 2022).Counts("vehicles.stock", "2").Says("three_public.vehicle_operation", "3000.00"),
		NewPaper(region, "无车无费", 2022).Counts("vehicles.stock", "0").Says("three_public.vehicle_operation", "0.00"))...)
	expect(t, w, "vehicles_without_stock", region, []string{"unit", "vehicle_operation_yuan"}, "无车有费,3000.00")
}

func askDeviation(t *testing.T, w *load.Warehouse) {
	const region = "110102"
	publish(t, w, build(
		NewPaper(region, "偏离单位", 2023).Total("2000.00").Items("2080101", "1000.00", "2080102", "1000.00", "2080103", "5.00"),
		NewPaper(region, "偏离单位", 2023).Final().Total("2400.00").Items("2080101", "1300.00", "2080102", "1100.00"),
		// A department's accounts are no unit's execution.
		func() *Paper {
			p := NewPaper(region, "偏离单位", 2023).Final()
			p.Scope = gongkai.ScopeDepartment
			return p.Total("9000.00").Items("2080102", "9000.00")
		}())...)
	expect(t, w, "budget_deviation", region, []string{"scope", "code", "budget_yuan", "final_yuan", "deviation_percent"}, "unit,2080101,1000.00,1300.00,30")
	expect(t, w, "execution_rate", region, []string{"scope", "budget_yuan", "final_yuan", "execution_percent"}, "unit,2000.00,2400.00,120")
	expect(t, w, "budget_vs_final", region, []string{"code", "budget_yuan", "final_yuan"}, "2080101,1000.00,1300.00", "2080102,1000.00,1100.00", "2080103,5.00,")

	late := NewPaper(region, "结转单位", 2023).Final().Total("1000.00").Cell(gongkai.RowLeaf, "年末结转和结余", "", "total", "150.00", func(f *gongkai.Fact) { f.Item = "exp.carry_out" })
	publish(t, w, build(
		late,
		NewPaper(region, "追加单位", 2023).Total("100.00"), NewPaper(region, "追加单位", 2023).Final().Total("150.00"),
		NewPaper(region, "平稳单位", 2023).Total("100.00"), NewPaper(region, "平稳单位", 2023).Final().Total("149.99"))...)
	expect(t, w, "year_end_flags", region, []string{"unit", "flag", "percent", "explanation_zh"},
		"追加单位,added,150,决算支出150元，为年初预算100元的150%。", "结转单位,carry_over,15,结转下年150元，相当于本年支出1000元的15%。")
}

func askClaimedPrior(t *testing.T, w *load.Warehouse) {
	const region = "110103"
	publish(t, w, build(
		NewPaper(region, "上年单位", 2022).Items("2080101", "10000.00", "2080102", "20000.00", "2080103", "30000.00"),
		NewPaper(region, "上年单位", 2023).Items("2080101", "15000.00", "2080102", "15000.00", "2080103", "31000.00").
			Says("amount", "15000.00", changed("2080101", gongkai.DirectionUp, "1000.00", "")).   // claims 14,000
			Says("amount", "15000.00", changed("2080102", gongkai.DirectionDown, "5000.00", "")). // claims 20,000: true
			Says("amount", "31000.00", changed("2080103", gongkai.DirectionUp, "1100.00", "")).   // claims 29,900: within rounding
			Says("amount", "10.00", changed("2080104", gongkai.DirectionUp, "1.00", "")))...)     // nothing to compare with
	expect(t, w, "claimed_prior", region, []string{"code", "claimed_yuan", "printed_yuan", "gap_yuan", "page", "prior_page"}, "2080101,14000.00,10000.00,4000.00,5,10")
	expect(t, w, "failed_checks", region, []string{"unit", "kind", "cause", "failed"}, "上年单位,cross_year,document,1")
	// A reissue of the year before, loaded later, counts in its stead, once.
	again := NewPaper(region, "上年单位", 2022).Items("2080101", "14000.00", "2080102", "20000.00", "2080103", "30000.00").Build()
	again.Captures[0].Published, again.Reading.Digest = "2023-12-01", gongkai.DigestOf([]byte("reissue of 上年单位"))
	for i := range again.Captures {
		again.Captures[i].Digest = again.Reading.Digest
	}
	publish(t, w, again)
	expect(t, w, "failed_checks", region, []string{"unit", "kind"})
	expect(t, w, "claimed_prior", region, []string{"code"})
}

func askPublication(t *testing.T, w *load.Warehouse) {
	const region = "110104"
	undated := NewPaper(region, "无日期单位", 2023)
	undated.Published = ""
	publish(t, w, build(NewPaper(region, "按时单位", 2023), func() *Paper {
		p := NewPaper(region, "迟延单位", 2023)
		p.Published = "2023-06-30"
		return p
	}(), undated, NewPaper(region, "按时单位", 2023).Final(), NewPaper(region, "新年单位", 2060))...)
	expect(t, w, "publication_lag", region, []string{"fiscal_year", "stage", "documents", "undated", "median_days", "first_days", "last_days", "last_unit"},
		"2023,budget,3,1,180,40,180,迟延单位", "2023,final,1,0,263,263,263,按时单位", "2060,budget,1,0,40,40,40,新年单位")
	// Accounts of 2023 are there for one; those of 2026 are not due yet.
	expect(t, w, "missing_final_accounts", region, []string{"unit", "fiscal_year"}, "无日期单位,2023", "迟延单位,2023")
}

func askChecks(t *testing.T, w *load.Warehouse) {
	const region = "110105"
	publish(t, w, build(
		NewPaper(region, "不符单位", 2023).Check("balance", gongkai.VerdictFails, gongkai.CauseDocument).Check("count", gongkai.VerdictFails, gongkai.CauseDocument).
			Check("row_sum", gongkai.VerdictFails, gongkai.CauseReading).Check("row_sum", gongkai.VerdictHolds, "").Check("row_sum", gongkai.VerdictNotApplicable, ""),
		NewPaper(region, "误读单位", 2023).Check("row_sum", gongkai.VerdictFails, gongkai.CauseReading),
		NewPaper(region, "无误单位", 2023).Check("row_sum", gongkai.VerdictRounding, ""))...)
	expect(t, w, "unreconciled_league", region, []string{"unit", "failed", "doubtful", "checked", "failed_percent", "kinds"}, `不符单位,2,1,4,50,"[""balance"",""count""]"`)

	// Tables: lacking, declared empty, in another file of the unit, not known.
	const tables = "110106"
	publish(t, w, build(
		NewPaper(tables, "缺表单位", 2023).Table("gov_fund").State(gongkai.TableMissing, false),
		NewPaper(tables, "空表单位", 2023).Table("gov_fund").State(gongkai.TableBlank, true),
		NewPaper(tables, "有表单位", 2023).Table("gov_fund"),
		NewPaper(tables, "不明单位", 2023).Table("gov_fund").State(gongkai.TableUnknown, false).Table("state_capital").State(gongkai.TableElsewhere, false))...)
	expect(t, w, "missing_by_district", tables, []string{"table_key", "have", "declared_empty_by", "missing"}, "gov_fund,1,1,1")
	expect(t, w, "missing_tables", tables, []string{"unit", "table_key"}, "缺表单位,gov_fund")
}

func askHeads(t *testing.T, w *load.Warehouse) {
	const region = "110107"
	unit := func(name, yuan, staff string) *Paper {
		return NewPaper(region, name, 2023).Items("2080101", yuan).
			Cell(gongkai.RowTotal, "合计", "", "personnel", yuan, func(f *gongkai.Fact) { f.Row--; f.Col = 4 }).Counts("staff.total", staff)
	}
	publish(t, w, build(unit("高单位", "3000.00", "10"), unit("中单位", "1000.00", "10"), unit("低单位", "900.00", "10"), unit("零单位", "900.00", "0"))...)
	expect(t, w, "personnel_per_head", region, []string{"unit", "yuan_per_head", "median_yuan", "units", "ratio"}, "高单位,300,100,3,3", "中单位,100,100,3,1", "低单位,90,100,3,0.9")
	publish(t, w, build(NewPaper(region, "超编单位", 2022).Counts("staff.total", "12").Counts("posts.total", "10"),
		NewPaper(region, "满编单位", 2022).Counts("staff.total", "10").Counts("posts.total", "10"),
		NewPaper(region, "无编单位", 2022).Counts("staff.total", "10"))...)
	expect(t, w, "staff_over_posts", region, []string{"unit", "posts", "staff", "over"}, "超编单位,10,12,2")
}

func askZeroBudget(t *testing.T, w *load.Warehouse) {
	const region = "110108"
	f07 := func(budget, final string) *Paper {
		return NewPaper(region, "表内单位", 2023).Final().Table("F07").
			Cell(gongkai.RowLeaf, "", "", "three_public.total.budget", budget).
			Cell(gongkai.RowLeaf, "", "", "three_public.total", final, beside(3, "“三公”经费合计", "决算数"))
	}
	publish(t, w, build(
		NewPaper(region, "零预算单位", 2023).Says("three_public.reception", "0.00").Says("meeting", "0.00"),
		NewPaper(region, "零预算单位", 2023).Final().Says("three_public.reception", "500.00").Says("meeting", "0.00"),
		// Nothing printed is not zero.
		NewPaper(region, "空白单位", 2023), NewPaper(region, "空白单位", 2023).Final().Says("three_public.reception", "500.00"),
		f07("0.00", "80.00"))...)
	expect(t, w, "zero_budget_spent", region, []string{"unit", "what", "budget_yuan", "final_yuan"}, "零预算单位,公务接待,0.00,500.00", "表内单位,三公,0.00,80.00")
}

func askProjects(t *testing.T, w *load.Warehouse) {
	const region = "110109"
	p := NewPaper(region, "项目单位", 2023).Table("project_list").
		Cell(gongkai.RowLeaf, "有目标 项目", "", "total", "100.00").Cell(gongkai.RowLeaf, "无目标项目", "", "total", "200.00").
		Cell(gongkai.RowLeaf, "无金额项目", "", "total", "").Cell(gongkai.RowTotal, "合计", "", "total", "300.00").Goal("有目标项目", "95")
	for range 5 {
		p.Goal("满分项目", "100").Goal("务实项目", "100")
	}
	p.Goal("务实项目", "90")
	// One that publishes no goals at all is not compared.
	q := NewPaper(region, "未公开目标单位", 2023).Table("project_list").Cell(gongkai.RowLeaf, "别的项目", "", "total", "100.00")
	publish(t, w, build(p, q)...)
	expect(t, w, "projects_without_targets", region, []string{"project", "yuan"}, "无目标项目,200.00")
	expect(t, w, "uniform_targets", region, []string{"project", "goals"}, "满分项目,5")
}

func askItems(t *testing.T, w *load.Warehouse) {
	const region = "110110"
	econ := func(p *Paper) *Paper {
		return p.Table("gpb_by_econ").Cell(gongkai.RowItem, "机关事业单位基本养老保险缴费", "30108", "total", "80.00", func(f *gongkai.Fact) { f.CodeScheme = "dept_econ" })
	}
	publish(t, w, build(
		econ(NewPaper(region, "他列单位", 2023).Items("2080101", "300.00", "2080199", "700.00")),
		econ(NewPaper(region, "正列单位", 2023).Items("2080101", "920.00", "2080505", "80.00")))...)
	expect(t, w, "booked_as_other", region, []string{"unit", "total_yuan", "other_yuan", "other_percent"}, "他列单位,1000.00,700.00,70")
	expect(t, w, "pension_elsewhere", region, []string{"unit", "contribution_yuan"}, "他列单位,80.00")

	// Growth of an item, with and without a reason, and what is no spike.
	publish(t, w, build(
		NewPaper(region, "激增单位", 2024).Items("2080101", "100000.00", "2080102", "10.00", "2080103", "100000.00"),
		NewPaper(region, "激增单位", 2025).Items("2080101", "300000.00", "2080102", "90.00", "2080103", "299999.99").
			Says("amount", "300000.00", changed("2080101", gongkai.DirectionUp, "200000.00", "新增信息系统")))...)
	expect(t, w, "spending_spikes", region, []string{"code", "times", "reason", "explanation_zh"},
		"2080101,3,新增信息系统,激增单位2025年“项2080101”预算300000元，为上年100000元的3倍，说明的原因：新增信息系统。")

	// A second column of totals, a code in two rows, 其中 and 款 do not count twice.
	twice := NewPaper(region, "重复单位", 2022).Table("gpb_by_function").
		Cell(gongkai.RowSection, "款", "20801", "budget", "100.00").
		Cell(gongkai.RowItem, "项", "2080101", "budget", "60.00").Cell(gongkai.RowItem, "项", "2080101", "budget", "60.00", beside(7, "扣除基建后预算数")).
		Cell(gongkai.RowItem, "项", "2080101", "budget", "40.00").
		Cell(gongkai.RowOfWhich, "其中：某项", "2080101", "budget", "5.00").
		Cell(gongkai.RowTotal, "合计", "", "budget", "100.00")
	off := NewPaper(region, "不合计单位", 2022).Table("gpb_by_function").
		Cell(gongkai.RowItem, "项", "2080101", "total", "60.00").Cell(gongkai.RowTotal, "合计", "", "total", "100000.00")
	publish(t, w, build(twice, off)...)
	want(t, w, "SELECT unit, code, yuan, lines, adds_up FROM v_item WHERE region = '"+region+"' AND fiscal_year = 2022 ORDER BY unit", "不合计单位,2080101,60.00,1,0", "重复单位,2080101,100.00,2,1")
	want(t, w, "SELECT unit, yuan FROM v_spending WHERE region = '"+region+"' AND fiscal_year = 2022", "重复单位,100.00")
}

func askCopies(t *testing.T, w *load.Warehouse) {
	const region = "110111"
	amounts := []string{"2080101", "11.11", "2080102", "22.22", "2080103", "33.33", "2080104", "44.44"}
	other := append(slices.Clone(amounts[:7]), "44.45")
	department := NewPaper(region, "抄录部门", 2023)
	department.Scope = gongkai.ScopeDepartment
	single := []string{"2080101", "1.01", "2080102", "2.02", "2080103", "3.03", "2080104", "4.04", "2080105", "5.05"}
	publish(t, w, build(NewPaper(region, "抄录甲", 2023).Items(amounts...), NewPaper(region, "抄录乙", 2023).Items(amounts...), NewPaper(region, "抄录丙", 2023).Items(other...),
		department.Items(single...), NewPaper(region, "抄录部门本级", 2023).Items(single...))...)
	var got []string
	for _, line := range answer(t, w, "copied_amounts", "", "units", "amounts", "largest_yuan") {
		if strings.Contains(line, "抄录") {
			got = append(got, line)
		}
	}
	if want := []string{`"[""抄录乙"",""抄录甲""]",5,111.10`}; !slices.Equal(got, want) {
		t.Errorf("copied_amounts gives %q, want %q", got, want)
	}
}

func askAdding(t *testing.T, w *load.Warehouse) {
	const region = "110112"
	ctx := context.Background()
	must(t, w.PutCodes(ctx, []gongkai.Code{{Scheme: "func", Code: "208", Name: "社会保障和就业支出", COFOG: "10"}, {Scheme: "func", Code: "205", Name: "教育支出", COFOG: "09"}}))
	must(t, w.PutCodes(ctx, []gongkai.Code{{Scheme: "func", Code: "208", Name: "社会保障和就业支出", COFOG: "10"}}))
	want(t, w, "SELECT count() FROM dim_code WHERE code = '208'", "1")
	of := func(unit, department string, scope gongkai.Scope, items ...string) *Paper {
		p := NewPaper(region, unit, 2023)
		p.Department, p.Scope = department, scope
		return p.Items(items...)
	}
	publish(t, w, build(
		of("示例市加总区甲局", "", gongkai.ScopeDepartment, "2080101", "900.00", "2080505", "100.00"),
		of("示例市加总区甲局下属一站", "加总区甲局", gongkai.ScopeUnit, "2080101", "600.00"), // held by the department
		of("示例市加总区甲局", "", gongkai.ScopeUnit, "2080101", "300.00"),          // its own office
		of("加总区乙局下属二站", "加总区乙局", gongkai.ScopeUnit, "2050101", "50.00"),     // no department of its own here
		of("加总区来历不明站", "", gongkai.ScopeUnit, "2080101", "7.00"),            // whose it is nobody knows
		of("加总区别类站", "加总区丙局", gongkai.ScopeUnit, "2990101", "3.00"))...)
	want(t, w, "SELECT unit, scope, additive FROM v_unit_year WHERE region = '"+region+"' ORDER BY unit, scope", []string{
		"加总区乙局下属二站,unit,1", "加总区别类站,unit,1", "加总区来历不明站,unit,0",
		"示例市加总区甲局,department,1", "示例市加总区甲局,unit,0", "示例市加总区甲局下属一站,unit,0"}...)
	expect(t, w, "spending_by_cofog", region, []string{"cofog", "yuan", "staff_yuan", "documents"}, "09,50.00,0.00,1", "10,1000.00,100.00,1", "未对应,3.00,0.00,1")
}

func askGrowth(t *testing.T, w *load.Warehouse) {
	const region = "110113"
	publish(t, w, build(
		NewPaper(region, "连续单位", 2022).Total("100.00"), NewPaper(region, "连续单位", 2023).Total("110.00"),
		NewPaper(region, "新增单位", 2023).Total("5000.00"))...)
	expect(t, w, "growth_balanced", region, []string{"fiscal_year", "units", "total_yuan", "growth_percent"}, "2022,1,100.00,", "2023,1,110.00,10")
	expect(t, w, "growth_balanced", "110112", []string{"fiscal_year"}) // one year is no series
}

func askEditions(t *testing.T, w *load.Warehouse) {
	const region = "110114"
	first := NewPaper(region, "更正单位", 2023).Items("2080101", "100.00", "2080102", "200.00").Table("gov_fund").Cell(gongkai.RowTotal, "合计", "", "total", "9.00")
	second := NewPaper(region, "更正单位", 2023).Items("2080101", "150.00", "2080102", "200.00")
	second.Salt, second.Published = "更正", "2023-05-01"
	publish(t, w, build(first, second, NewPaper(region, "未更正单位", 2023).Items("2080101", "1.00"))...)
	expect(t, w, "edition_changes", region, []string{"unit", "table_key", "line", "before_yuan", "after_yuan", "change_yuan", "older_document = '" + first.DigestOf().Hex() + "'"},
		"更正单位,gpb_by_function,2080101,100.00,150.00,50.00,1", "更正单位,gpb_by_function,合计,300.00,350.00,50.00,1")
}

func askCompleteness(t *testing.T, w *load.Warehouse) {
	const region = "110115"
	ctx := context.Background()
	source := gongkai.Source{ID: "complete", Name: "完整区", Region: region, Units: []string{"应公开甲", "应公开乙", "应公开丙"}}
	for range 2 {
		must(t, w.PutRegions(ctx, []gongkai.Source{source}))
	}
	want(t, w, "SELECT count() FROM dim_expected WHERE region = '"+region+"'", "3")
	publish(t, w, build(NewPaper(region, "应公开甲", 2023), NewPaper(region, "应公开甲", 2023).Final(), NewPaper(region, "应公开乙", 2023), NewPaper(region, "未列单位", 2023))...)
	columns := []string{"fiscal_year", "budgets", "accounts", "expected", "expected_budgets", "expected_accounts"}
	expect(t, w, "completeness", region, columns, "2023,3,1,3,2,1")
	expect(t, w, "completeness", "110113", columns, "2022,1,0,,,", "2023,2,0,,,")
	// A shorter list replaces the longer one, and none the last.
	source.Units = source.Units[:1]
	must(t, w.PutRegions(ctx, []gongkai.Source{source}))
	expect(t, w, "completeness", region, columns, "2023,3,1,1,1,1")
	source.Units = nil
	must(t, w.PutRegions(ctx, []gongkai.Source{source}))
	expect(t, w, "completeness", region, columns, "2023,3,1,,,")
}

func askReasons(t *testing.T, w *load.Warehouse) {
	const region, long = "110116", "示例原因：人员增加导致基本支出相应增加"
	says := func(unit, reason string) *Paper {
		return NewPaper(region, unit, 2023).Says("amount", "1.00", changed("2080101", gongkai.DirectionUp, "1.00", reason))
	}
	publish(t, w, build(says("同因甲", long), says("同因乙", long), says("异因", "示例原因：另一件完全不同的事情发生了"), says("短因甲", "人员增加"), says("短因乙", "人员增加"))...)
	var got []string
	for _, line := range answer(t, w, "reused_reasons", "", "reason", "units", "years", "unit_names") {
		if strings.Contains(line, "示例原因") {
			got = append(got, line)
		}
	}
	if want := []string{long + `,2,1,"[""同因乙"",""同因甲""]"`}; !slices.Equal(got, want) {
		t.Errorf("reused_reasons gives %q, want %q", got, want)
	}
}
