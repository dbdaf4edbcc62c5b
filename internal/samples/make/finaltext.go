package main

import "fmt"

// finalText writes the cover and the narrative of final accounts.
func finalText(a *author, acc *accounts) {
	y := acc.year
	a.page("cover")
	a.write("cover", acc.unit.name, fmt.Sprintf("%d年度单位决算", y))
	a.page("portrait")
	a.write("center", "目 录")
	a.write("toc1", "第一部分 单位概况")
	a.write("toc2", "一、主要职责", "二、人员情况")
	a.write("toc1", fmt.Sprintf("第二部分 %d年度单位决算情况说明", y))
	a.write("toc2", "一、收入支出决算总体情况说明", "二、收入决算情况说明", "三、支出决算情况说明", "四、一般公共预算财政拨款支出决算情况说明", "五、“三公”经费支出决算情况说明", "六、政府采购支出情况说明", "七、国有资产占用情况说明")
	a.write("toc1", fmt.Sprintf("第三部分 %d年度单位决算表", y))
	for n, title := range finalTitles {
		a.write("toc2", numeral(n+1)+title)
	}
	a.page("portrait")
	a.write("h1", "第一部分 单位概况")
	a.write("h2", "一、主要职责")
	a.write("p", "本文件为软件示例，单位、金额均为虚构。")
	for n, duty := range acc.unit.duties {
		a.write("p", fmt.Sprintf("%d. %s", n+1, duty))
	}
	a.write("h2", "二、人员情况")
	a.write("p", fmt.Sprintf("截止%d年底，本单位人员编制%[2]d人，其中行政编制0人，事业编制%[2]d人；实有人员%[3]d人，其中行政0人，事业%[3]d人。单位管理的离退休人员0人。", y, acc.unit.posts, acc.unit.staff))

	a.write("h1", fmt.Sprintf("第二部分 %d年度单位决算情况说明", y))
	total, before, planned := acc.total(), acc.prior.total(), acc.planned.total()
	a.write("h2", "一、收入支出决算总体情况说明")
	a.write("p", fmt.Sprintf("%d年度收入总计%s万元，%s；支出总计%[2]s万元，%[4]s。", y, total.wan(),
		compared(total, before, "人员经费按政策调整"), compared(total, before, "人员支出按政策调整")))
	a.write("h2", "二、收入决算情况说明")
	a.write("p", fmt.Sprintf("%d年度本年收入合计%s万元，其中：财政拨款收入%[2]s万元，占100.00%%。", y, total.wan()))
	basic := acc.kind(personnel) + acc.kind(running)
	a.write("h2", "三、支出决算情况说明")
	a.write("p", fmt.Sprintf("%d年度本年支出合计%s万元，其中：基本支出%s万元，占%s%%；项目支出%s万元，占%s%%。",
		y, total.wan(), basic.wan(), percent(basic, total), acc.kind(projects).wan(), percent(acc.kind(projects), total)))
	a.write("h2", "四、一般公共预算财政拨款支出决算情况说明")
	a.write("h3", "（一）一般公共预算财政拨款支出决算总体情况")
	a.write("p", fmt.Sprintf("%d年度一般公共预算财政拨款支出年初预算为%s万元，支出决算为%s万元，完成年初预算的%s%%。", y, planned.wan(), total.wan(), percent(total, planned)))
	a.write("h3", "（二）一般公共预算财政拨款支出决算具体情况")
	var items []string
	for _, code := range acc.functionCodes() {
		if len(code) != 7 {
			continue
		}
		spent, plan := acc.function(code), acc.planned.function(code)
		items = append(items, fmt.Sprintf("%s（%s）。年初预算为%s万元，支出决算为%s万元，完成年初预算的%s%%。%s",
			functionTitles[code], code, plan.wan(), spent.wan(), percent(spent, plan), againstPlan(spent, plan)))
	}
	for n, item := range items {
		a.write("p", fmt.Sprintf("%d. %s", n+1, item))
	}
	a.write("h3", "（三）一般公共预算财政拨款基本支出决算情况")
	a.write("p", fmt.Sprintf("%d年度一般公共预算财政拨款基本支出%s万元，其中：人员经费%s万元；公用经费%s万元。", y, basic.wan(), acc.kind(personnel).wan(), acc.kind(running).wan()))
	a.write("h2", "五、“三公”经费支出决算情况说明")
	v, plan := acc.threePublicRow(), acc.planned.threePublicRow()
	a.write("p", fmt.Sprintf("%d年度“三公”经费财政拨款支出预算为%s万元，支出决算为%s万元，完成预算的%s%%。其中：", y, plan[1].wan(), v[1].wan(), percent(v[1], plan[1])))
	a.list("", []string{
		"因公出国（境）费支出0.00万元", "公务用车购置费支出0.00万元", "公务用车运行维护费支出" + v[6].wan() + "万元", "公务接待费支出" + v[3].wan() + "万元",
	})
	a.write("h2", "六、政府采购支出情况说明")
	a.write("p", fmt.Sprintf("%d年度本单位无政府采购支出。", y))
	a.write("h2", "七、国有资产占用情况说明")
	a.write("p", fmt.Sprintf("截止%d年底，本单位共有车辆0辆，单价20万元以上的设备0台（套）。", y))
}

func againstPlan(spent, plan fen) string {
	switch {
	case spent > plan:
		return "决算数大于年初预算数的主要原因是：年中按政策追加人员经费。"
	case spent < plan:
		return "决算数小于年初预算数的主要原因是：部分项目未实施完毕。"
	}
	return "决算数与年初预算数持平。"
}
