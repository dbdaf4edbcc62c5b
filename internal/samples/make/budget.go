package main

import (
	"fmt"
	"slices"
)

// forms are the empty tables that the samples share with the seed.
type forms struct{ govFund, specialFund *grid }

func formsOf(seed []block) forms {
	find := func(key string) *grid {
		i := slices.IndexFunc(seed, func(b block) bool { return b.table != nil && b.table.key == key })
		return seed[i].table
	}
	return forms{govFund: find("gov_fund_io"), specialFund: find("kpi_special_fund")}
}

// catalogue of the fifteen tables; empty says why one holds nothing.
var budgetCatalogue = []struct{ title, empty string }{
	{"单位综合预算收支总表", ""},
	{"单位综合预算收入总表", ""},
	{"单位综合预算支出总表", ""},
	{"单位综合预算财政拨款收支总表", ""},
	{"单位综合预算一般公共预算支出明细表（按支出功能分类科目）", ""},
	{"单位综合预算一般公共预算支出明细表（按支出经济分类科目）", ""},
	{"单位综合预算一般公共预算基本支出明细表（按支出功能分类科目）", ""},
	{"单位综合预算一般公共预算基本支出明细表（按支出经济分类科目）", ""},
	{"单位综合预算政府性基金收支表", "不涉及"},
	{"单位综合预算专项业务经费支出表", ""},
	{"单位综合预算政府采购（资产配置、购买服务）预算表", "不涉及"},
	{"单位综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表", ""},
	{"单位专项业务经费绩效目标表", ""},
	{"单位整体支出绩效目标表", ""},
	{"专项资金总体绩效目标表", "不涉及"},
}

// budgetTables writes the cover of the tables, their catalogue and the tables.
func budgetTables(a *author, b *budget, f forms) {
	a.page("cover")
	a.write("cover", fmt.Sprintf("%d年单位综合预算公开报表", b.year))
	a.write("line", "单位名称："+b.unit.name, "保密审查情况：已审查", "单位主要负责人审签情况：已审签")
	a.page("portrait")
	a.write("center", "报表目录")
	list := &grid{key: "catalogue", header: 1, widths: []float64{1.8, 9.6, 2.4, 3.2}, rows: [][]string{cells("报表", "报表名称", "是否空表", "表格为空的理由")}}
	for n, t := range budgetCatalogue {
		declared := ""
		if t.empty != "" {
			declared = "是"
		}
		list.rows = append(list.rows, cells(fmt.Sprintf("表%d", n+1), t.title, declared, t.empty))
	}
	a.table(list)
	number := 0
	next := func(layout string) {
		a.page(layout)
		t := budgetCatalogue[number]
		number++
		owner := "单位名称：" + b.unit.name
		if number >= 13 {
			owner = ""
		}
		a.caption(fmt.Sprintf("表%d", number), t.title, owner, "元")
	}
	next("landscape")
	a.table(b.totalsTable("io_total"))
	next("landscape")
	a.table(b.sourceTable("income_total", []string{"政府性基金拨款", "上级补助收入", "事业收入", "事业单位经营收入", "附属单位上缴收入", "上年实户资金余额", "其他收入"}))
	next("landscape")
	a.table(b.sourceTable("expenditure_total", []string{"政府性基金拨款", "事业收入", "事业单位经营收入", "附属单位上缴收入", "上年实户资金余额", "其他收入"}))
	next("landscape")
	a.table(b.totalsTable("fiscal_io_total"))
	next("landscape")
	a.table(b.functionTable(true))
	next("landscape")
	a.table(b.econTable(true))
	next("landscape")
	a.table(b.functionTable(false))
	next("landscape")
	a.table(b.econTable(false))
	next("landscape")
	a.table(f.govFund)
	next("portrait")
	a.table(b.projectTable())
	next("landscape")
	a.table(procurementForm())
	next("wide")
	a.table(b.threePublicTable())
	next("portrait")
	for n, p := range b.unit.projects {
		if n > 0 { // the number and the title stand above each project's form
			number--
			next("portrait")
		}
		a.table(b.projectForm(p))
	}
	next("portrait")
	a.table(b.overallForm())
	next("portrait")
	a.table(f.specialFund)
}

var panelWidths = []float64{4.9, 2.5, 4.3, 2.4, 4.5, 2.4, 4.3, 2.4}

// line is a label and its amount in one panel.
type line struct {
	label  string
	amount fen
}

// The classes in the order in which the totals print them.
var (
	functionOrder = []string{
		"一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出",
		"社会保障和就业支出", "社会保险基金支出", "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出", "交通运输支出",
		"资源勘探工业信息等支出", "商业服务业等支出", "金融支出", "援助其他地区支出", "自然资源海洋气象等支出", "住房保障支出",
		"粮油物资储备支出", "国有资本经营预算支出", "灾害防治及应急管理支出", "其他支出",
	}
	basicOrder   = []string{"工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出"}
	projectOrder = []string{
		"工资福利支出", "商品和服务支出", "对个人和家庭的补助", "债务利息及费用支出", "资本性支出(基本建设)", "资本性支出",
		"对企业补助(基本建设)", "对企业补助", "对社会保障基金补助", "其他支出",
	}
	govOrder = []string{
		"机关工资福利支出", "机关商品和服务支出", "机关资本性支出（一）", "机关资本性支出（二）", "对事业单位经常性补助", "对事业单位资本性补助",
		"对企业补助", "对企业资本性支出", "对个人和家庭的补助", "对社会保障基金补助", "其他支出",
	}
)

// totalsTable is 收支总表 or 财政拨款收支总表: four panels side by side.
func (b *budget) totalsTable(key string) *grid {
	total := b.total()
	heading, revenue, carriedIn, carriedOut := "一、部门预算", []line{
		{"1、财政拨款", total}, {"(1)一般公共预算拨款", total}, {"其中：专项资金列入部门预算的项目", 0}, {"(2)政府性基金拨款", 0},
		{"(3)国有资本经营预算收入", 0}, {"2、上级补助收入", 0}, {"3、事业收入", 0}, {"其中：纳入财政专户管理的收费", 0},
		{"4、事业单位经营收入", 0}, {"5、附属单位上缴收入", 0}, {"6、其他收入", 0},
	}, []string{"用事业基金弥补收支差额", "上年实户资金余额", "上年结转"}, []string{"结转下年", "未安排支出的实户资金", ""}
	if key == "fiscal_io_total" {
		heading, revenue = "一、财政拨款", []line{
			{"1、一般公共预算拨款", total}, {"其中：专项资金列入部门预算的项目", 0}, {"2、政府性基金拨款", 0}, {"3、国有资本经营预算收入", 0},
		}
		carriedIn, carriedOut = []string{"上年结转"}, []string{"结转下年"}
	}
	all := line{heading, total}
	left := append([]line{all}, revenue...)
	byFunction := []line{all}
	for n, name := range functionOrder {
		byFunction = append(byFunction, line{fmt.Sprintf("%d、%s", n+1, name), b.function(functionNames[name])})
	}
	byEcon := []line{all, {"1、人员经费和公用经费支出", b.kind(personnel) + b.kind(running)}}
	for n, name := range basicOrder {
		byEcon = append(byEcon, line{fmt.Sprintf("(%d)%s", n+1, name), b.econ(deptEconNames[name], personnel, running)})
	}
	byEcon = append(byEcon, line{"2、专项业务经费支出", b.kind(projects)})
	for n, name := range projectOrder {
		byEcon = append(byEcon, line{fmt.Sprintf("(%d)%s", n+1, name), b.econ(deptEconNames[name], projects)})
	}
	byEcon = append(byEcon, line{"3、上缴上级支出", 0}, line{"4、事业单位经营支出", 0}, line{"5、对附属单位补助支出", 0})
	byGov := []line{all}
	for n, name := range govOrder {
		byGov = append(byGov, line{fmt.Sprintf("%d、%s", n+1, name), b.gov(govEconNames[name])})
	}
	g := &grid{key: key, header: 2, widths: panelWidths, rows: [][]string{
		merged(8, "收入", 2, "支出", 6),
		cells("项目", "预算数", "支出功能分类科目(按大类)", "预算数", "部门预算支出经济分类科目(按大类)", "预算数", "政府预算支出经济分类科目(按大类)", "预算数"),
	}}
	columns := [][]line{left, byFunction, byEcon, byGov}
	for r := range byFunction { // the longest panel
		var row []string
		for _, column := range columns {
			l := line{}
			if r < len(column) {
				l = column[r]
			}
			row = append(row, l.label, l.amount.String())
		}
		g.rows = append(g.rows, row)
	}
	sum := func(in, out string) {
		t := total.String()
		g.rows = append(g.rows, cells(in, t, out, t, out, t, out, t))
	}
	sum("本年收入合计", "本年支出合计")
	for n := range carriedIn {
		out := carriedOut[n]
		g.rows = append(g.rows, cells(carriedIn[n], "", out, "", out, "", out, ""))
	}
	sum("收入总计", "支出总计")
	return g
}

// sourceTable is 收入总表 or 支出总表 by source of money.
func (b *budget) sourceTable(key string, sources []string) *grid {
	n := 5 + len(sources)
	g := &grid{key: key, header: 3, widths: []float64{1.9, 5.2, 2.5, 2.5, 2.8}}
	top := merged(n, "单位编码", 1, "单位名称", 1, "部门预算", n-2)
	middle := merged(n, mergeUp, 1, mergeUp, 1, "合计", 1, "公共预算拨款", 2)
	bottom := cells(mergeUp, mergeUp, mergeUp, "小计", "其中：专项资金列入部门预算的项目")
	for i, source := range sources {
		g.widths = append(g.widths, 12.6/float64(len(sources)))
		middle[5+i] = source
		bottom = append(bottom, mergeUp)
	}
	g.rows = [][]string{top, middle, bottom}
	for _, who := range b.nested() {
		row := append(who, b.total().String(), b.total().String())
		g.rows = append(g.rows, append(row, make([]string, n-4)...))
	}
	return g
}

// nested are the rows 合计, department and unit: code and name.
func (b *budget) nested() [][]string {
	return [][]string{{"", "合计"}, {b.unit.dept, b.unit.department}, {b.unit.code, b.unit.name}}
}

// functionTable is the detail by function, of everything or of basic spending.
func (b *budget) functionTable(whole bool) *grid {
	g := &grid{key: "gpb_by_function", header: 1, widths: []float64{3, 6.4, 3.2, 3.2, 3.2, 3.6, 2.4},
		rows: [][]string{cells("功能科目编码", "功能科目名称", "合计", "人员经费支出", "公用经费支出", "专项业务经费支出", "备注")}}
	kinds := []spend{personnel, running, projects}
	if !whole {
		g.key, kinds = "gpb_basic_by_function", kinds[:2]
	}
	for _, code := range append([]string{""}, b.functionCodes(kinds...)...) {
		row := cells(code, functionTitles[code], b.function(code, kinds...).String())
		if code == "" {
			row[1] = "合计"
		}
		for _, k := range kinds {
			row = append(row, b.function(code, k).String())
		}
		g.rows = append(g.rows, append(row, ""))
	}
	if !whole {
		g.drop(5)
	}
	return g
}

// econTable is the detail by economic class, of everything or of basic spending.
func (b *budget) econTable(whole bool) *grid {
	g := &grid{key: "gpb_by_econ", header: 1, widths: []float64{2.8, 5, 2.8, 4, 2.7, 2.7, 2.7, 2.9, 1.9},
		rows: [][]string{cells("部门经济科目编码", "部门经济科目名称", "政府经济科目编码", "政府经济科目名称", "合计", "人员经费支出", "公用经费支出", "专项业务经费支出", "备注")}}
	kinds := []spend{personnel, running, projects}
	if !whole {
		g.key, kinds = "gpb_basic_by_econ", kinds[:2]
	}
	// The table of basic spending prints every code of the whole, blank where
	// only projects have money.
	for _, code := range append([]string{""}, b.econCodes()...) {
		row := cells(code, econNames[code], "", "")
		switch len(code) {
		case 0:
			row[3] = "合计"
		case 5:
			row[2], row[3] = govOf(code)
		}
		row = append(row, b.econ(code, kinds...).String())
		for _, k := range kinds {
			row = append(row, b.econ(code, k).String())
		}
		g.rows = append(g.rows, append(row, ""))
	}
	if !whole {
		g.drop(7)
	}
	return g
}

// drop takes a column out of the head; the rows have been made without it.
func (g *grid) drop(col int) {
	g.widths = slices.Delete(g.widths, col, col+1)
	g.rows[0] = slices.Delete(g.rows[0], col, col+1)
}

func (b *budget) projectTable() *grid {
	g := &grid{key: "project_list", header: 1, widths: []float64{2.4, 7.4, 3.2, 4},
		rows: [][]string{cells("单位编码", "单位(项目)名称", "项目金额", "项目简介")}}
	whole := b.kind(projects).String()
	for _, who := range b.nested() {
		g.rows = append(g.rows, append(who, whole, ""))
	}
	g.rows = append(g.rows, cells("", "专用项目", whole, ""), cells("", "履职专项业务费", whole, ""))
	for _, p := range b.unit.projects {
		g.rows = append(g.rows, cells("", p.name, b.project(p.name).String(), ""))
	}
	return g
}

// procurementForm is declared empty: its head and one empty row.
func procurementForm() *grid {
	return &grid{key: "procurement", header: 2, widths: []float64{1.3, 1.3, 1.3, 2.2, 3, 2.6, 2.6, 2, 1.6, 2.2, 2.4, 2.6, 1.8}, rows: [][]string{
		append(merged(3, "科目编码", 3), "单位编码", "采购项目", "采购目录", "购买服务内容", "规格型号", "数量", "经济科目编码", "实施采购时间", "预算金额", "说明"),
		append(cells("类", "款", "项"), slices.Repeat([]string{mergeUp}, 10)...),
		append(cells("", "", "", ""), append(cells("合计"), make([]string, 8)...)...),
	}}
}

// threePublicTable compares 三公, meetings and training with the year before.
func (b *budget) threePublicTable() *grid {
	head := [][]string{
		merged(29, "单位编码", 1, "单位名称", 1, "上年", 9, "当年", 9, "增减变化情况", 9),
		{mergeUp, mergeUp}, {mergeUp, mergeUp}, {mergeUp, mergeUp},
	}
	g := &grid{key: "three_public", header: 4, widths: []float64{1.4, 3.6}}
	for range 3 {
		g.widths = append(g.widths, slices.Repeat([]float64{1.3}, 9)...)
		head[1] = append(head[1], merged(9, "合计", 1, "一般公共预算拨款安排的“三公”经费预算", 6, "会议费", 1, "培训费", 1)...)
		head[2] = append(head[2], merged(9, mergeUp, 1, "小计", 1, "因公出国（境）费用", 1, "公务接待费", 1, "公务用车购置及运行维护费", 3, mergeUp, 1, mergeUp, 1)...)
		head[3] = append(head[3], mergeUp, mergeUp, mergeUp, mergeUp, "小计", "公务用车购置费", "公务用车运行维护费", mergeUp, mergeUp)
	}
	g.rows = head
	for _, who := range b.nested() {
		row := who
		before, now := b.prior.threePublicRow(), b.threePublicRow()
		for _, v := range before {
			row = append(row, v.String())
		}
		for _, v := range now {
			row = append(row, v.String())
		}
		for i := range now {
			row = append(row, (now[i] - before[i]).String())
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// threePublicRow is 合计, 小计, 出国, 接待, 用车小计, 购置, 运行, 会议, 培训.
func (b *budget) threePublicRow() [9]fen {
	reception, vehicles := b.econ("30217"), b.econ("30231")
	meeting, training := b.econ("30215"), b.econ("30216")
	three := reception + vehicles
	return [9]fen{three + meeting + training, three, 0, reception, vehicles, 0, vehicles, meeting, training}
}

// goalRows are the rows of a form from 一级指标 on, in the last columns of six.
func goalRows(kpi [][]string, remark bool) [][]string {
	head := cells("年度绩效指标", "一级指标", "二级指标", "指标内容", "指标值")
	if remark {
		head = append(head, "备注")
	}
	rows := [][]string{head}
	for n, k := range kpi {
		row := append(cells(mergeUp), k...)
		for level := 1; level <= 2 && n > 0 && kpi[n-1][level-1] == k[level-1]; level++ {
			row[level] = mergeUp
		}
		if remark {
			row = append(row, "")
		}
		rows = append(rows, row)
	}
	return rows
}

func (b *budget) projectForm(p project) *grid {
	amount := b.project(p.name).wan()
	g := &grid{key: "kpi_project", widths: []float64{1.8, 2.4, 3.2, 4.8, 2.8, 2}, rows: [][]string{
		merged(6, "项目名称", 2, p.name, 4),
		merged(6, "主管部门", 2, b.unit.department, 4),
		merged(6, "资金金额（万元）", 1, "实施期资金总额：", 2, amount, 3),
		merged(6, mergeUp, 1, "其中：财政拨款", 2, amount, 3),
		merged(6, mergeUp, 1, "其他资金", 2, "", 3),
		merged(6, "总体目标", 1, fmt.Sprintf("目标1：按计划完成%d年%s的各项工作，资金专款专用。", b.year, p.name), 5),
	}}
	g.rows = append(g.rows, goalRows(p.kpi, true)...)
	return g
}

func (b *budget) overallForm() *grid {
	task := func(name, content string, amount int64) []string {
		text := decimals(amount)
		return cells(mergeUp, name, content, text, text)
	}
	basic := (b.kind(personnel) + b.kind(running)).hundredths()
	total := basic
	g := &grid{key: "kpi_overall", widths: []float64{2, 3.6, 4.6, 4, 2.8}, rows: [][]string{
		merged(5, "部门（单位）名称", 2, b.unit.name, 3),
		merged(5, "年度主要任务", 1, "任务名称", 1, "主要内容", 1, "预算金额（万元）", 2),
		cells(mergeUp, mergeUp, mergeUp, "总额", "财政拨款"),
		task("基本支出", "人员经费和公用经费", basic),
	}}
	for _, p := range b.unit.projects {
		amount := b.project(p.name).hundredths()
		total += amount
		g.rows = append(g.rows, task(p.name, "按计划完成项目工作", amount))
	}
	sum := decimals(total)
	g.rows = append(g.rows, cells(mergeUp, "金额合计", mergeLeft, sum, sum))
	g.rows = append(g.rows, merged(5, "年度总体目标", 1, fmt.Sprintf("目标1：保障单位%d年正常运转。目标2：完成各项业务工作。", b.year), 4))
	kpi := [][]string{
		{"产出指标", "数量指标", "在编人员", fmt.Sprintf("%d人", b.unit.staff)},
		{"产出指标", "成本指标", "支出总额", "≤" + sum + "万元"},
		{"满意度指标", "服务对象满意度指标", "群众满意度", "≥95%"},
	}
	g.rows = append(g.rows, goalRows(kpi, false)...)
	return g
}
