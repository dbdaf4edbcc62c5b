package main

import "fmt"

// document is one file of the samples before it is converted.
type document struct {
	name, title string
	blocks      []block
	close       bool // no space between Chinese and digits
}

// scanned is the document of which only an image remains.
const scanned = "employment-2021-budget-scan.pdf"

// madeUp is the 示例 set.
func madeUp(f forms) []document {
	before := budgetOf(informationCentre, 2022)
	original := budgetOf(informationCentre, 2023)
	corrected := budgetOf(informationCentre, 2023)
	for i := range corrected.outlays {
		if corrected.outlays[i].econ == "30201" { // 办公费, and all that adds it up
			corrected.outlays[i].amount += 3000 * yuan
		}
	}
	second, secondBefore := budgetOf(employmentCentre, 2023), budgetOf(employmentCentre, 2022)

	whole := func(name string, b *budget, note string) document {
		a := &author{}
		budgetText(a, b, note)
		budgetTables(a, b, f)
		return document{name: name, title: fmt.Sprintf("%s%d年单位预算公开说明", b.unit.name, b.year), blocks: a.blocks}
	}
	text, tables := &author{}, &author{}
	budgetText(text, secondBefore, "")
	budgetTables(tables, secondBefore, f)

	final := &author{}
	acc := accountsOf(corrected)
	finalText(final, acc)
	finalTables(final, acc, "2080199")

	page := &author{}
	old := budgetOf(employmentCentre, 2021)
	page.page("portrait")
	page.caption("表10", "单位综合预算专项业务经费支出表", "单位名称："+old.unit.name, "元")
	page.table(old.projectTable())

	return []document{
		whole("information-2022-budget.pdf", before, ""),
		whole("information-2023-budget.pdf", original, ""),
		whole("information-2023-budget-corrected.pdf", corrected, "更正"),
		{name: "information-2023-final.pdf", title: informationCentre.name + "2023年度单位决算", blocks: final.blocks},
		whole("employment-2023-budget.pdf", second, ""),
		{name: "employment-2022-budget-text.pdf", title: employmentCentre.name + "2022年单位预算公开说明", blocks: text.blocks},
		{name: "employment-2022-budget-tables.pdf", title: employmentCentre.name + "2022年单位综合预算公开报表", blocks: tables.blocks},
		{name: scanned, title: employmentCentre.name + "2021年单位预算", blocks: page.blocks},
	}
}
