package main

import (
	"fmt"
	"slices"
	"strings"
)

// accounts are the final accounts (决算) of a budget: what was spent, to whole
// hundredths of 万元, so that tables in 万元 add up as printed.
type accounts struct {
	*budget
	planned *budget
}

// step is what final accounts are rounded to: 0.01万元.
const step = 100 * yuan

// spentShare of what was planned, in percent, by what it was spent on.
func spentShare(o outlay) fen {
	switch {
	case o.kind == projects:
		return 55 // well below plan, so that a comparison with the budget finds it
	case o.econ == "30217":
		return 80
	case strings.HasPrefix(o.econ, "302"):
		return 94
	}
	return 102
}

func accountsOf(b *budget) *accounts {
	a := &accounts{budget: &budget{unit: b.unit, year: b.year}, planned: b}
	for _, o := range b.outlays {
		o.amount = o.amount * spentShare(o) / 100 / step * step
		a.outlays = append(a.outlays, o)
	}
	if b.prior != nil {
		before := accountsOf(b.prior)
		a.prior = before.budget
	}
	return a
}

// cell prints an amount of a final account: 万元 with two digits, "" for nothing.
func cell(f fen) string {
	if f == 0 {
		return ""
	}
	return f.wan()
}

var finalTitles = []string{
	"收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表",
	"一般公共预算财政拨款基本支出决算表", "财政拨款“三公”经费支出决算表",
	"政府性基金预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表",
}

// finalTables writes the nine tables. slip, when it names a 项, is printed
// with two digits of its project spending swapped in 公开05表: the document
// contradicts itself there and nowhere else.
func finalTables(a *author, acc *accounts, slip string) {
	tables := []*grid{
		acc.finalTotals(), acc.finalRevenue(), acc.finalExpenditure(), acc.finalFiscal(), acc.finalByFunction(slip),
		acc.finalBasic(), acc.finalThreePublic(), emptyFund(), emptyCapital(),
	}
	for n, title := range finalTitles {
		a.page("landscape")
		a.caption(fmt.Sprintf("公开%02d表", n+1), title, "编制单位："+acc.unit.name, "万元")
		a.table(tables[n])
		switch n {
		case 7:
			a.write("p", "注：本单位无政府性基金预算财政拨款收入支出，故本表无数据。")
		case 8:
			a.write("p", "注：本单位无国有资本经营预算财政拨款支出，故本表无数据。")
		}
	}
}

// numeral is 一、 to 三十、.
func numeral(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 10:
		return digits[n] + "、"
	case n < 20:
		return "十" + digits[n-10] + "、"
	}
	return digits[n/10] + "十" + digits[n%10] + "、"
}

func (acc *accounts) finalTotals() *grid {
	g := &grid{key: "F01", header: 2, widths: []float64{8, 5, 8, 5}, rows: [][]string{
		merged(4, "收入", 2, "支出", 2), cells("项目", "决算数", "项目", "决算数"),
	}}
	revenue := []string{
		"一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
	}
	total := acc.total()
	for n, name := range functionOrder {
		row := cells("", "", numeral(n+1)+name, cell(acc.function(functionNames[name])))
		if n < len(revenue) {
			row[0] = numeral(n+1) + revenue[n]
		}
		if n == 0 {
			row[1] = cell(total)
		}
		g.rows = append(g.rows, row)
	}
	g.rows = append(g.rows,
		cells("本年收入合计", cell(total), "本年支出合计", cell(total)),
		cells("使用非财政拨款结余", "", "结余分配", ""),
		cells("年初结转和结余", "", "年末结转和结余", ""),
		cells("总计", cell(total), "总计", cell(total)))
	return g
}

// byFunctionRows are 合计 and every code with its name and amounts.
func (acc *accounts) byFunctionRows(columns int, amounts func(code string) []fen) [][]string {
	var rows [][]string
	for _, code := range append([]string{""}, acc.functionCodes()...) {
		row := cells(code, functionTitles[code])
		if code == "" {
			row = cells("合计", mergeLeft)
		}
		for _, f := range amounts(code) {
			row = append(row, cell(f))
		}
		rows = append(rows, append(row, make([]string, columns-len(row))...))
	}
	return rows
}

func (acc *accounts) finalRevenue() *grid {
	g := &grid{key: "F02", header: 2, widths: []float64{2.4, 6.4, 2.9, 2.9, 2.4, 2.4, 2.4, 2.8, 2.4}, rows: [][]string{
		merged(9, "项目", 2, "本年收入合计", 1, "财政拨款收入", 1, "上级补助收入", 1, "事业收入", 1, "经营收入", 1, "附属单位上缴收入", 1, "其他收入", 1),
		append(cells("科目编码", "科目名称"), slices.Repeat([]string{mergeUp}, 7)...),
	}}
	g.rows = append(g.rows, acc.byFunctionRows(9, func(code string) []fen { f := acc.function(code); return []fen{f, f} })...)
	return g
}

func (acc *accounts) split(code string) []fen {
	return []fen{acc.function(code), acc.function(code, personnel, running), acc.function(code, projects)}
}

func (acc *accounts) finalExpenditure() *grid {
	g := &grid{key: "F03", header: 2, widths: []float64{2.4, 6.6, 3, 3, 3, 2.8, 2.6, 3.2}, rows: [][]string{
		merged(8, "项目", 2, "本年支出合计", 1, "基本支出", 1, "项目支出", 1, "上缴上级支出", 1, "经营支出", 1, "对附属单位补助支出", 1),
		append(cells("科目编码", "科目名称"), slices.Repeat([]string{mergeUp}, 6)...),
	}}
	g.rows = append(g.rows, acc.byFunctionRows(8, acc.split)...)
	return g
}

func (acc *accounts) finalFiscal() *grid {
	g := &grid{key: "F04", header: 2, widths: []float64{6, 3, 6, 2.8, 3.2, 3.2, 3.2}, rows: [][]string{
		merged(7, "收入", 2, "支出", 5),
		cells("项目", "决算数", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
	}}
	total := acc.total()
	revenue := []string{"一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "三、国有资本经营预算财政拨款"}
	for n, name := range functionOrder {
		amount := cell(acc.function(functionNames[name]))
		row := cells("", "", numeral(n+1)+name, amount, amount, "", "")
		if n < len(revenue) {
			row[0] = revenue[n]
		}
		if n == 0 {
			row[1] = cell(total)
		}
		g.rows = append(g.rows, row)
	}
	t := cell(total)
	g.rows = append(g.rows,
		cells("本年收入合计", t, "本年支出合计", t, t, "", ""),
		cells("年初财政拨款结转和结余", "", "年末财政拨款结转和结余", "", "", "", ""),
		cells("总计", t, "总计", t, t, "", ""))
	return g
}

func (acc *accounts) finalByFunction(slip string) *grid {
	g := &grid{key: "F05", header: 2, widths: []float64{3.4, 9, 4.4, 4.4, 4.4}, rows: [][]string{
		merged(5, "项目", 2, "本年支出", 3), cells("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
	}}
	g.rows = append(g.rows, acc.byFunctionRows(5, acc.split)...)
	for _, row := range g.rows {
		if row[0] == slip {
			row[4] = swapDigits(row[4])
		}
	}
	return g
}

// swapDigits exchanges the last two digits before the point that differ, or
// the last two of all: the slip of a hand that copies 6.05 as 6.50.
func swapDigits(s string) string {
	digits := []byte(s)
	for i := len(digits) - 1; i > 0; i-- {
		j := i - 1
		if digits[j] == '.' {
			j--
		}
		if j >= 0 && digits[i] != '.' && digits[i] != digits[j] {
			digits[i], digits[j] = digits[j], digits[i]
			break
		}
	}
	return string(digits)
}

func (acc *accounts) finalBasic() *grid {
	g := &grid{key: "F06", header: 2, widths: []float64{2.4, 7, 3.6, 2.4, 7, 3.6}, rows: [][]string{
		merged(6, "人员经费", 3, "公用经费", 3), cells("科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"),
	}}
	var left, right [][]string
	for _, code := range acc.econCodes(personnel) {
		left = append(left, cells(code, econNames[code], cell(acc.econ(code, personnel))))
	}
	for _, code := range acc.econCodes(running) {
		right = append(right, cells(code, econNames[code], cell(acc.econ(code, running))))
	}
	for n := range max(len(left), len(right)) {
		row := make([]string, 6)
		if n < len(left) {
			copy(row, left[n])
		}
		if n < len(right) {
			copy(row[3:], right[n])
		}
		g.rows = append(g.rows, row)
	}
	g.rows = append(g.rows, cells("人员经费合计", mergeLeft, cell(acc.kind(personnel)), "公用经费合计", mergeLeft, cell(acc.kind(running))))
	return g
}

func (acc *accounts) finalThreePublic() *grid {
	g := &grid{key: "F07", header: 3, rows: [][]string{merged(12, "预算数", 6, "决算数", 6), nil, nil}}
	g.widths = slices.Repeat([]float64{2.25}, 12)
	var row []string
	for _, b := range []*budget{acc.planned, acc.budget} {
		g.rows[1] = append(g.rows[1], merged(6, "合计", 1, "因公出国（境）费", 1, "公务用车购置及运行费", 3, "公务接待费", 1)...)
		g.rows[2] = append(g.rows[2], mergeUp, mergeUp, "小计", "公务用车购置费", "公务用车运行费", mergeUp)
		v := b.threePublicRow()
		for _, i := range []int{1, 2, 4, 5, 6, 3} {
			row = append(row, cell(v[i]))
		}
	}
	g.rows = append(g.rows, row)
	return g
}

func emptyFund() *grid {
	return &grid{key: "F08", header: 2, widths: []float64{2.4, 6.4, 3, 3, 2.6, 2.6, 2.6, 3}, rows: [][]string{
		merged(8, "项目", 2, "年初结转和结余", 1, "本年收入", 1, "本年支出", 3, "年末结转和结余", 1),
		cells("科目编码", "科目名称", mergeUp, mergeUp, "小计", "基本支出", "项目支出", mergeUp),
		merged(8, "合计", 2), make([]string, 8),
	}}
}

func emptyCapital() *grid {
	return &grid{key: "F09", header: 2, widths: []float64{3.4, 9, 4.4, 4.4, 4.4}, rows: [][]string{
		merged(5, "项目", 2, "本年支出", 3), cells("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
		merged(5, "合计", 2), make([]string, 5),
	}}
}
