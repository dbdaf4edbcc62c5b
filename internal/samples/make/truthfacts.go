package main

import (
	"regexp"
	"slices"
	"strings"

	"gongkai"
)

// tableFacts are the amount cells of a table, blank ones too.
func tableFacts(table *truthTable) []truthFact {
	switch table.Key {
	case "io_total", "fiscal_io_total", "gov_fund_io":
		return panelFacts(table)
	case "expenditure_total", "gpb_by_function", "gpb_by_econ", "gpb_basic_by_function", "gpb_basic_by_econ", "project_list":
		return codedFacts(table)
	case "kpi_project":
		return projectFunds(table)
	case "kpi_overall":
		return taskFunds(table)
	}
	return nil
}

// panels of the totals, by the column of their labels.
var panels = map[int]string{
	0: "revenue", 2: "expenditure_by_function", 4: "expenditure_by_dept_econ", 6: "expenditure_by_gov_econ",
}

// Names of the classes (类) that the panels print instead of codes.
var (
	functionNames = map[string]string{
		"一般公共服务支出": "201", "外交支出": "202", "国防支出": "203", "公共安全支出": "204", "教育支出": "205",
		"科学技术支出": "206", "文化旅游体育与传媒支出": "207", "社会保障和就业支出": "208", "社会保险基金支出": "209",
		"卫生健康支出": "210", "节能环保支出": "211", "城乡社区支出": "212", "农林水支出": "213", "交通运输支出": "214",
		"资源勘探工业信息等支出": "215", "商业服务业等支出": "216", "金融支出": "217", "援助其他地区支出": "219",
		"自然资源海洋气象等支出": "220", "住房保障支出": "221", "粮油物资储备支出": "222", "国有资本经营预算支出": "223",
		"灾害防治及应急管理支出": "224", "其他支出": "229",
	}
	deptEconNames = map[string]string{
		"工资福利支出": "301", "商品和服务支出": "302", "对个人和家庭的补助": "303", "对个人和家庭补助": "303",
		"债务利息及费用支出": "307", "债务付息及费用支出": "307", "资本性支出(基本建设)": "309", "资本性支出": "310",
		"其他资本性支出": "310", "对企业补助(基本建设)": "311", "对企业补助": "312", "对社会保障基金补助": "313", "其他支出": "399",
	}
	govEconNames = map[string]string{
		"机关工资福利支出": "501", "机关商品和服务支出": "502", "机关资本性支出（一）": "503", "机关资本性支出（二）": "504",
		"对事业单位经常性补助": "505", "对事业单位资本性补助": "506", "对企业补助": "507", "对企业资本性支出": "508",
		"对个人和家庭的补助": "509", "对社会保障基金补助": "510", "其他支出": "599",
	}
	itemNames = map[string]string{
		"revenue/部门预算": "rev.all", "revenue/财政拨款": "rev.fiscal", "revenue/一般公共预算拨款": "rev.gpb",
		"revenue/其中：专项资金列入部门预算的项目": "rev.gpb.of_which_special",
		"revenue/政府性基金拨款":          "rev.gov_fund", "revenue/国有资本经营预算收入": "rev.state_capital",
		"revenue/上级补助收入": "rev.superior_grant", "revenue/事业收入": "rev.undertaking",
		"revenue/其中：纳入财政专户管理的收费": "rev.undertaking.of_which_special_account",
		"revenue/事业单位经营收入":       "rev.operating", "revenue/附属单位上缴收入": "rev.subordinate_remit",
		"revenue/其他收入": "rev.other", "revenue/本年收入合计": "rev.year_total",
		"revenue/用事业基金弥补收支差额": "rev.use_of_undertaking_fund",
		"revenue/上年实户资金余额":    "rev.account_balance_brought_forward",
		"revenue/上年结转":        "rev.carry_in", "revenue/收入总计": "rev.grand_total",
		"expenditure/部门预算": "exp.all", "expenditure/财政拨款": "exp.all",
		"expenditure/人员经费和公用经费支出": "exp.basic", "expenditure/专项业务经费支出": "exp.project",
		"expenditure/上缴上级支出": "exp.remit_superior", "expenditure/事业单位经营支出": "exp.operating",
		"expenditure/对附属单位补助支出": "exp.grant_subordinate", "expenditure/本年支出合计": "exp.year_total",
		"expenditure/结转下年": "exp.carry_out", "expenditure/未安排支出的实户资金": "exp.unallocated_account_balance",
		"expenditure/支出总计": "exp.grand_total",
	}
	codeLists = map[string]struct {
		scheme string
		names  map[string]string
	}{
		"expenditure_by_function":  {"func", functionNames},
		"expenditure_by_dept_econ": {"dept_econ", deptEconNames},
		"expenditure_by_gov_econ":  {"gov_econ", govEconNames},
	}
	outlineNumber = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|\d+、|\(\d+\))`)
)

// outlineLevel is the depth of a label by its number: 一、 1、 (1); 0 for none.
func outlineLevel(label string) int {
	number := outlineNumber.FindString(label)
	switch {
	case number == "":
		return 0
	case strings.HasPrefix(number, "("):
		return 3
	case number[0] >= '0' && number[0] <= '9':
		return 2
	}
	return 1
}

func panelFacts(table *truthTable) []truthFact {
	var facts []truthFact
	g := table.grid
	for _, labels := range []int{0, 2, 4, 6} {
		panel := panels[labels]
		side, _, _ := strings.Cut(panel, "_")
		var path []string
		first := len(facts)
		for r := g.header; r < len(g.rows); r++ {
			label := g.rows[r][labels]
			if label == "" {
				continue
			}
			name := outlineNumber.ReplaceAllString(label, "")
			item := itemNames[side+"/"+name]
			level := outlineLevel(label)
			switch {
			case strings.HasPrefix(label, "其中"):
				// 其中 stands below the line before it.
				level = outlineLevel(path[len(path)-1]) + 1
			case level == 0 && item == "":
				level = 2 // the gov_fund table prints no numbers below 一、
			}
			path = append(slices.Clone(path[:min(max(level-1, 0), len(path))]), label)
			f := truthFact{
				Table: table.Key, Row: r, Col: labels + 1, Label: label, Path: path,
				Column: columnPath(g, labels+1), Panel: panel, Item: item, Level: level, Measure: "budget",
				RowKind: gongkai.RowLeaf,
			}
			if list, ok := codeLists[panel]; ok && item == "" {
				f.Code, f.CodeScheme = list.names[name], list.scheme
				f.RowKind = gongkai.RowClass
			}
			if panel == "expenditure_by_dept_econ" && f.Code != "" {
				f.Basis = "basic"
				if strings.HasSuffix(path[len(path)-2], "专项业务经费支出") {
					f.Basis = "project"
				}
			}
			switch {
			case strings.HasPrefix(label, "其中"):
				f.RowKind = gongkai.RowOfWhich
			case strings.HasSuffix(name, "合计") || strings.HasSuffix(name, "总计"):
				f.RowKind = gongkai.RowTotal
			}
			setAmount(&f, g.rows[r][f.Col], table.CurrencyUnit)
			facts = append(facts, f)
		}
		// A line with lines below it is a group.
		for i := first; i+1 < len(facts); i++ {
			if f := &facts[i]; f.Level > 0 && facts[i+1].Level > f.Level && facts[i+1].RowKind != gongkai.RowOfWhich {
				f.RowKind = gongkai.RowGroup
			}
		}
	}
	return facts
}

// columnPath holds the headers over a column, top first, a merged one once.
func columnPath(g *grid, col int) []string {
	var path []string
	type place struct{ row, col int }
	var last place
	for r := range g.header {
		row, c := g.owner(r, col)
		if at := (place{row, c}); len(path) == 0 || at != last {
			path = append(path, g.rows[row][c])
			last = at
		}
	}
	return path
}

// columnMeasures names what the columns of the coded tables count.
var columnMeasures = map[string]string{
	"合计": "total", "项目金额": "total", "人员经费支出": "personnel", "公用经费支出": "public", "专项业务经费支出": "project",
	"小计": "gpb", "其中：专项资金列入部门预算的项目": "gpb_of_which_special", "政府性基金拨款": "gov_fund",
	"事业收入": "undertaking_revenue", "事业单位经营收入": "operating_revenue", "对附属单位上缴收入": "subordinate_remit",
	"上年实户资金余额": "account_balance", "其他收入": "other_revenue",
}

// codeSchemes of the tables whose first column is a code.
var codeSchemes = map[string]string{
	"expenditure_total": "unit", "project_list": "unit",
	"gpb_by_function": "func", "gpb_basic_by_function": "func",
	"gpb_by_econ": "dept_econ", "gpb_basic_by_econ": "dept_econ",
}

func codedFacts(table *truthTable) []truthFact {
	var facts []truthFact
	g := table.grid
	scheme := codeSchemes[table.Key]
	type node struct{ code, label string }
	var above []node
	for r := g.header; r < len(g.rows); r++ {
		row := g.rows[r]
		code, label := row[0], row[1]
		if label == "" && row[3] == "合计" {
			label = row[3] // in the tables with two codes 合计 is a 政府经济 name
		}
		base := truthFact{Table: table.Key, Row: r, Label: label, Code: code}
		if code != "" {
			base.CodeScheme = scheme
		}
		if scheme == "dept_econ" {
			base.GovCode = row[2]
		}
		switch {
		case label == "合计":
			base.RowKind = gongkai.RowTotal
			above = nil
		case table.Key == "project_list":
			// One chain: only the order says what is below what.
			above = append(above, node{code, label})
			base.Level = len(above)
			base.RowKind = gongkai.RowGroup
			if r == len(g.rows)-1 {
				base.RowKind = gongkai.RowLeaf
			}
		default:
			for len(above) > 0 && !strings.HasPrefix(code, above[len(above)-1].code) {
				above = above[:len(above)-1]
			}
			above = append(above, node{code, label})
			base.Level = len(above)
			base.RowKind = codeKind(scheme, code)
		}
		for _, n := range above {
			base.Path = append(base.Path, n.label)
		}
		if len(base.Path) == 0 {
			base.Path = []string{label}
		}
		for c := range row {
			path := columnPath(g, c)
			measure := columnMeasures[path[len(path)-1]]
			if measure == "" {
				continue
			}
			f := base
			f.Col, f.Column, f.Measure = c, path, measure
			setAmount(&f, row[c], table.CurrencyUnit)
			facts = append(facts, f)
		}
	}
	return facts
}

func codeKind(scheme, code string) gongkai.RowKind {
	switch {
	case scheme == "unit" && len(code) == 3:
		return gongkai.RowGroup
	case scheme == "unit":
		return gongkai.RowLeaf
	case len(code) == 3:
		return gongkai.RowClass
	case scheme == "func" && len(code) == 5:
		return gongkai.RowSection
	}
	return gongkai.RowItem
}

// projectFunds are 资金金额 of a project's form.
func projectFunds(table *truthTable) []truthFact {
	var facts []truthFact
	measures := map[string]string{"实施期资金总额:": "total", "其中: 财政拨款": "fiscal", "其他资金": "other"}
	kinds := map[string]gongkai.RowKind{"total": gongkai.RowTotal, "fiscal": gongkai.RowOfWhich, "other": gongkai.RowLeaf}
	for r, row := range table.grid.rows {
		measure := measures[row[1]]
		if measure == "" {
			continue
		}
		f := truthFact{
			Table: table.Key, Row: r, Col: 3, Label: row[1], Path: []string{"资金金额 (万元)", row[1]},
			Column: []string{}, RowKind: kinds[measure], Measure: measure,
		}
		setAmount(&f, row[3], table.CurrencyUnit)
		facts = append(facts, f)
	}
	return facts
}

// taskFunds are the tasks of a unit's overall form with their 预算金额.
func taskFunds(table *truthTable) []truthFact {
	var facts []truthFact
	for r, row := range table.grid.rows {
		if !moneyText.MatchString(row[3]) {
			continue
		}
		f := truthFact{Table: table.Key, Row: r, Label: row[1], Path: []string{"年度主要任务", row[1]}, RowKind: gongkai.RowLeaf}
		if row[1] == "金额合计" {
			f.RowKind = gongkai.RowTotal
		}
		for c, measure := range map[int]string{3: "total", 4: "fiscal"} {
			cell := f
			cell.Col, cell.Measure = c, measure
			cell.Column = []string{"预算金额（万元）", table.grid.rows[2][c]}
			setAmount(&cell, row[c], table.CurrencyUnit)
			facts = append(facts, cell)
		}
	}
	slices.SortFunc(facts, func(a, b truthFact) int { return 100*(a.Row-b.Row) + a.Col - b.Col })
	return facts
}

func setAmount(f *truthFact, raw, unit string) {
	f.State, f.Amount = gongkai.CellBlank, amountOf(raw, unit)
	if f.Amount != nil {
		f.State = gongkai.CellNumber
	}
}
