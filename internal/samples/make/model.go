package main

import (
	"fmt"
	"slices"
	"strings"
)

// sampleUnit is a made-up unit; its name ends in （示例）.
type sampleUnit struct {
	name, code       string
	department, dept string // and its code
	function         string // the 项 of its running costs
	posts, staff     int
	pay              fen // base of contributions in 2021
	public           map[string]fen
	threePublic      map[string]fen // by economic code
	projects         []project
	duties           []string
}

type project struct {
	name, econ string
	amount     fen // of 2021
	kpi        [][]string
}

// spend says what money is spent on: staff (人员经费), running costs
// (公用经费) or projects (专项业务经费).
type spend int

const (
	personnel spend = iota
	running
	projects
)

// outlay is one amount at the finest grain: economic 款 and functional 项.
type outlay struct {
	econ, function string
	kind           spend
	project        string
	amount         fen
}

// budget is what one unit may spend in one year.
type budget struct {
	unit    *sampleUnit
	year    int
	outlays []outlay
	prior   *budget // the year before, nil for the first
}

var econNames = map[string]string{
	"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助",
	"30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30107": "绩效工资",
	"30108": "机关事业单位基本养老保险缴费", "30110": "职工基本医疗保险缴费", "30112": "其他社会保障缴费", "30113": "住房公积金",
	"30201": "办公费", "30202": "印刷费", "30207": "邮电费", "30211": "差旅费", "30213": "维修(护)费",
	"30215": "会议费", "30216": "培训费", "30217": "公务接待费", "30226": "劳务费", "30227": "委托业务费",
	"30228": "工会经费", "30231": "公务用车运行维护费", "30399": "其他对个人和家庭的补助",
}

var functionTitles = map[string]string{
	"208": "社会保障和就业支出", "20801": "人力资源和社会保障管理事务", "2080106": "就业管理事务", "2080108": "信息化建设",
	"2080199": "其他人力资源和社会保障管理事务支出", "20805": "行政事业单位养老支出", "2080505": "机关事业单位基本养老保险缴费支出",
	"210": "卫生健康支出", "21011": "行政事业单位医疗", "2101102": "事业单位医疗",
	"221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金",
}

// govOf pairs an economic code of the department's budget with that of the
// government's, as public institutions (事业单位) do.
func govOf(econ string) (code, name string) {
	switch econ[:3] {
	case "301":
		return "50501", "工资福利支出"
	case "302":
		return "50502", "商品和服务支出"
	}
	return "50999", "其他对个人和家庭补助"
}

const firstYear = 2021

// budgetOf makes the budget of a unit for a year and of the years before it.
func budgetOf(unit *sampleUnit, year int) *budget {
	b := &budget{unit: unit, year: year}
	if year > firstYear {
		b.prior = budgetOf(unit, year-1)
	}
	// Pay rises by three percent a year; 1200 yuan divide evenly below.
	pay := unit.pay
	for range year - firstYear {
		pay += pay * 3 / 100
	}
	pay = pay / (1200 * yuan) * (1200 * yuan)
	add := func(econ, function string, kind spend, amount fen) {
		b.outlays = append(b.outlays, outlay{econ: econ, function: function, kind: kind, amount: amount})
	}
	add("30101", unit.function, personnel, pay*52/100)
	add("30102", unit.function, personnel, pay*13/100)
	add("30103", unit.function, personnel, pay*25/100)
	add("30107", unit.function, personnel, pay*35/100)
	add("30108", "2080505", personnel, pay*16/100)
	add("30110", "2101102", personnel, pay*95/1000)
	add("30112", unit.function, personnel, pay*7/1000)
	add("30113", "2210201", personnel, pay*12/100)
	for _, econ := range sorted(unit.public) {
		add(econ, unit.function, running, vary(unit.public[econ], unit.code, econ, fmt.Sprint(year)))
	}
	add("30228", unit.function, running, pay*12/1000)
	for _, econ := range sorted(unit.threePublic) {
		amount := unit.threePublic[econ]
		for range year - firstYear {
			amount = amount * 95 / 100 / (10 * yuan) * (10 * yuan) // 只减不增
		}
		add(econ, unit.function, running, amount)
	}
	add("30399", unit.function, personnel, 360*yuan*fen(unit.staff))
	for _, p := range unit.projects {
		b.outlays = append(b.outlays, outlay{p.econ, "2080199", projects, p.name, vary(p.amount, unit.code, p.name, fmt.Sprint(year))})
	}
	return b
}

// sum of the outlays that match.
func (b *budget) sum(match func(outlay) bool) fen {
	if b == nil {
		return 0
	}
	var total fen
	for _, o := range b.outlays {
		if match(o) {
			total += o.amount
		}
	}
	return total
}

func (b *budget) total() fen { return b.sum(func(outlay) bool { return true }) }

func (b *budget) kind(k spend) fen { return b.sum(func(o outlay) bool { return o.kind == k }) }

// function sums a 类, 款 or 项 over some kinds of spending, none for all.
func (b *budget) function(code string, kinds ...spend) fen {
	return b.sum(func(o outlay) bool { return strings.HasPrefix(o.function, code) && of(o.kind, kinds) })
}

// econ sums an economic class or 款 over some kinds of spending.
func (b *budget) econ(code string, kinds ...spend) fen {
	return b.sum(func(o outlay) bool { return strings.HasPrefix(o.econ, code) && of(o.kind, kinds) })
}

// gov sums a class of the government's economic classification.
func (b *budget) gov(code string) fen {
	return b.sum(func(o outlay) bool { g, _ := govOf(o.econ); return strings.HasPrefix(g, code) })
}

func (b *budget) project(name string) fen {
	return b.sum(func(o outlay) bool { return o.project == name })
}

func of(k spend, kinds []spend) bool { return len(kinds) == 0 || slices.Contains(kinds, k) }

// functionCodes are all codes that have money, each parent before its parts.
func (b *budget) functionCodes(kinds ...spend) []string {
	return b.codes(func(o outlay) []string {
		return []string{o.function[:3], o.function[:5], o.function}
	}, kinds)
}

// econCodes are all economic codes that have money, classes before their 款.
func (b *budget) econCodes(kinds ...spend) []string {
	return b.codes(func(o outlay) []string { return []string{o.econ[:3], o.econ} }, kinds)
}

func (b *budget) codes(levels func(outlay) []string, kinds []spend) []string {
	var codes []string
	for _, o := range b.outlays {
		if o.amount != 0 && of(o.kind, kinds) {
			codes = append(codes, levels(o)...)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

func sorted(m map[string]fen) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
