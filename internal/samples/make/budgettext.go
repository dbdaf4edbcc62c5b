package main

import (
	"fmt"
	"strings"
)

// budgetText writes the narrative (公开说明) of a unit's budget, its cover and
// its table of contents. note stands on the cover: 更正, or nothing.
func budgetText(a *author, b *budget, note string) {
	y := b.year
	a.page("cover")
	a.write("cover", b.unit.name, fmt.Sprintf("%d年单位预算公开说明", y))
	if note != "" {
		a.write("cover", "（"+note+"）")
	}
	a.page("portrait")
	a.write("center", "目 录")
	a.write("toc1", "第一部分 单位概况")
	a.write("toc2", "一、主要职责及机构设置", "二、人员情况说明")
	a.write("toc1", "第二部分 收支情况")
	a.write("toc2", "三、收支说明")
	a.write("toc1", "第三部分 其他情况")
	a.write("toc2", "四、“三公”经费及会议费、培训费情况说明", "五、国有资产占有使用及资产购置情况说明", "六、政府采购情况说明", "七、绩效目标情况说明", "八、公用经费情况说明")
	a.write("toc1", "第四部分 公开报表")

	a.page("portrait")
	a.write("h1", "第一部分 单位概况")
	a.write("h2", "一、主要职责及机构设置")
	a.write("p", "本文件为软件示例，单位、金额均为虚构。")
	for n, duty := range b.unit.duties {
		a.write("p", fmt.Sprintf("%d. %s", n+1, duty))
	}
	a.write("h2", "二、人员情况说明")
	a.write("p", fmt.Sprintf("截止上年底，本单位人员编制%[1]d人，其中行政编制0人，事业编制%[1]d人；实有人员%[2]d人，其中行政0人，事业%[2]d人。单位管理的离退休人员0人。", b.unit.posts, b.unit.staff))

	a.write("h1", "第二部分 收支情况")
	a.write("h2", "三、收支说明")
	a.write("h3", "（一）收支预算总体情况")
	now, before := b.total(), b.prior.total()
	whole := func(reason string) string { return compared(now, before, reason) }
	a.write("p", fmt.Sprintf("按照综合预算的原则，本单位所有收入和支出均纳入单位预算管理。本单位%d年预算收入%s万元，其中：一般公共预算拨款%[2]s万元，%[3]s；本单位%[1]d年预算支出%[2]s万元，其中：一般公共预算拨款%[2]s万元，%[4]s。",
		y, now.wan(), whole("人员经费按政策调整"), whole("人员支出按政策调整")))
	a.write("h3", "（二）财政拨款收支情况")
	a.write("p", fmt.Sprintf("%d年，本单位当年财政拨款收入%s万元，其中：一般公共预算拨款收入%[2]s万元，%[3]s；本单位%[1]d年财政拨款支出%[2]s万元，其中：一般公共预算拨款支出%[2]s万元，%[4]s。",
		y, now.wan(), whole("人员经费按政策调整"), whole("人员支出按政策调整")))
	a.write("h3", "（三）一般公共预算拨款支出明细情况")
	a.write("p", "1、一般公共预算当年拨款规模变化情况")
	a.write("p", fmt.Sprintf("%d年，本单位当年一般公共预算拨款支出%s万元，%s。", y, now.wan(), whole("人员支出按政策调整")))
	total := fmt.Sprintf("%d年，本单位当年一般公共预算支出%s万元，其中：", y, now.wan())
	a.write("p", "2、支出按功能科目分类的明细情况", total)
	var items []string
	for _, code := range b.functionCodes() {
		if len(code) == 7 {
			items = append(items, fmt.Sprintf("%s（%s）%s万元，%s", functionTitles[code], code, b.function(code).wan(), compared(b.function(code), b.prior.function(code), "相关支出标准调整")))
		}
	}
	a.list("（%d）", items)
	a.write("p", "3、支出按经济科目分类的明细情况", "（1）按照部门预算支出经济分类的类级科目说明", total)
	items = nil
	for _, code := range b.econCodes() {
		if len(code) == 3 {
			items = append(items, fmt.Sprintf("%s（%s）%s万元，%s", econNames[code], code, b.econ(code).wan(), compared(b.econ(code), b.prior.econ(code), "按实际需要安排")))
		}
	}
	a.list("", items)
	a.write("p", "（2）按照政府预算支出经济分类的类级科目说明", total)
	a.list("", []string{
		fmt.Sprintf("对事业单位经常性补助（505）%s万元，%s", b.gov("505").wan(), compared(b.gov("505"), b.prior.gov("505"), "按实际需要安排")),
		fmt.Sprintf("对个人和家庭的补助（509）%s万元，%s", b.gov("509").wan(), compared(b.gov("509"), b.prior.gov("509"), "按实际需要安排")),
	})
	a.write("h3", "（四）政府性基金预算支出情况")
	a.write("p", "本单位无当年政府性基金预算收支，并已公开空表。")
	a.write("h3", "（五）国有资本经营预算拨款收支情况")
	a.write("p", "本单位无当年国有资本经营预算收支。")

	a.write("h1", "第三部分 其他情况")
	a.write("h2", "四、“三公”经费及会议费、培训费情况说明")
	v, last := b.threePublicRow(), b.prior.threePublicRow()
	say := func(i int) string {
		return v[i].wan() + "万元，" + compared(v[i], last[i], "厉行节约、压减支出")
	}
	a.write("p", fmt.Sprintf("%d年，本单位当年一般公共预算“三公”经费预算支出%s。其中：", y, say(1)))
	a.list("", []string{"因公出国（境）经费" + say(2), "公务接待费" + say(3), "公务用车运行维护费" + say(6), "公务用车购置费" + say(5)})
	a.write("p", fmt.Sprintf("%d年，本单位当年一般公共预算会议费预算支出%s。", y, say(7)))
	a.write("p", fmt.Sprintf("%d年，本单位当年一般公共预算培训费预算支出%s。", y, say(8)))
	vehicles := 0
	if v[6] > 0 {
		vehicles = 1
	}
	a.write("h2", "五、国有资产占有使用及资产购置情况说明")
	a.write("p", fmt.Sprintf("截止上年底，本单位共有车辆%d辆，单价20万元以上的设备0台（套）。当年单位预算安排购置车辆0辆；安排购置单价20万元以上的设备0台（套）。", vehicles))
	a.write("h2", "六、政府采购情况说明")
	a.write("p", "本单位当年无政府采购预算，并已公开空表。")
	a.write("h2", "七、绩效目标情况说明")
	a.write("p", fmt.Sprintf("%d年本单位绩效目标管理全覆盖，涉及当年一般公共预算当年拨款%s万元，当年政府性基金预算当年拨款0.00万元，当年国有资本经营预算拨款0.00万元（详见公开报表中的绩效目标表）。", y, now.wan()))
	a.write("h2", "八、公用经费情况说明")
	a.write("p", fmt.Sprintf("%d年，本单位当年公用经费预算安排%s万元，%s。", y, b.kind(running).wan(), compared(b.kind(running), b.prior.kind(running), "按定额标准核定")))
}

// list writes paragraphs that end in ； and the last in 。, with numbers when
// the format has a place for one.
func (a *author) list(format string, items []string) {
	for n, item := range items {
		end := "；"
		if n == len(items)-1 {
			end = "。"
		}
		number := format
		if strings.Contains(format, "%") {
			number = fmt.Sprintf(format, n+1)
		}
		a.write("p", number+item+end)
	}
}

// compared is the clause on the change against the year before.
func compared(now, before fen, reason string) string {
	verb, rate := "增加", "增长"
	switch {
	case now == before:
		return "较上年无增减"
	case now < before:
		verb, rate = "减少", "下降"
	}
	change := now - before
	if change < 0 {
		change = -change
	}
	return fmt.Sprintf("较上年%s%s万元，%s%s%%，%[3]s的主要原因是：%[5]s", verb, change.wan(), rate, percent(change, before), reason)
}
