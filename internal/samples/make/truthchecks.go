package main

import (
	"fmt"
	"slices"
	"strings"

	"gongkai"

	"github.com/shopspring/decimal"
)

// truthCheck is one identity (勾稽关系) and what comes of it on the seed.
type truthCheck struct {
	ID          string          `json:"id"`
	Kind        string          `json:"kind"`
	Description string          `json:"description"`
	Verdict     gongkai.Verdict `json:"verdict"`
}

// book looks amounts up and keeps the identities; a blank counts as nothing.
type book struct {
	*truth
	checks []truthCheck
}

func (b *book) table(key string) *truthTable {
	i := slices.IndexFunc(b.Tables, func(t truthTable) bool { return t.Key == key })
	return &b.Tables[i]
}

func (b *book) sum(match func(truthFact) bool) decimal.Decimal {
	total := decimal.Zero
	for _, f := range b.Facts {
		if f.Amount != nil && match(f) {
			total = total.Add(f.Amount.Decimal)
		}
	}
	return total
}

// item is a line of a panel by its item name.
func (b *book) item(table, panel, item string) decimal.Decimal {
	return b.sum(func(f truthFact) bool { return f.Table == table && f.Panel == panel && f.Item == item })
}

// class is a line of a panel by its code; basis "" takes both.
func (b *book) class(table, panel, code, basis string) decimal.Decimal {
	return b.sum(func(f truthFact) bool {
		return f.Table == table && f.Panel == panel && f.Code == code && (basis == "" || f.Basis == basis)
	})
}

// coded is a cell of a coded table; the code "" is 合计.
func (b *book) coded(table, code, measure string) decimal.Decimal {
	return b.sum(func(f truthFact) bool {
		return f.Table == table && f.Measure == measure && f.Code == code && (code != "" || f.RowKind == gongkai.RowTotal)
	})
}

func (b *book) add(id, kind, description string, verdict gongkai.Verdict) {
	b.checks = append(b.checks, truthCheck{id, kind, description, verdict})
}

func (b *book) equal(id, kind, description string, lhs, rhs decimal.Decimal) {
	b.within(id, kind, description, lhs, rhs, decimal.Zero)
}

func (b *book) within(id, kind, description string, lhs, rhs, tolerance decimal.Decimal) {
	switch difference := lhs.Sub(rhs).Abs(); {
	case difference.IsZero():
		b.add(id, kind, description, gongkai.VerdictHolds)
	case difference.LessThanOrEqual(tolerance):
		b.add(id, kind, description, gongkai.VerdictRounding)
	default:
		b.add(id, kind, description, gongkai.VerdictFails)
	}
}

func (b *book) is(id, kind, description string, holds bool) {
	verdict := gongkai.VerdictFails
	if holds {
		verdict = gongkai.VerdictHolds
	}
	b.add(id, kind, description, verdict)
}

// seedChecks evaluates the general identities of domain knowledge on the seed.
func seedChecks(t *truth, blocks []block) []truthCheck {
	b := &book{truth: t}
	b.totals("T1", "io_total")
	b.totals("T4", "fiscal_io_total")
	b.bySource()
	for _, c := range []struct {
		prefix, key string
		first       int // column of 合计
	}{{"T5", "gpb_by_function", 2}, {"T7", "gpb_basic_by_function", 2}, {"T6", "gpb_by_econ", 4}, {"T8", "gpb_basic_by_econ", 4}} {
		b.hierarchy(c.prefix, c.key, c.first)
		b.rowSums(c.prefix, c.key)
	}
	b.forms()
	b.across()
	b.againstText()
	b.arithmetic()
	b.counts()
	b.catalogue(blocks)
	return b.checks
}

var panelNames = []struct{ panel, name, sum string }{
	{"expenditure_by_function", "功能", "tion"},
	{"expenditure_by_dept_econ", "部门经济", ""},
	{"expenditure_by_gov_econ", "政府经济", "econ"},
}

// totals are the identities of 收支总表 and 财政拨款收支总表.
func (b *book) totals(prefix, key string) {
	item := func(panel, item string) decimal.Decimal { return b.item(key, panel, item) }
	rev := func(name string) decimal.Decimal { return item("revenue", name) }
	if key == "io_total" {
		parts := rev("rev.fiscal").Add(rev("rev.superior_grant")).Add(rev("rev.undertaking")).
			Add(rev("rev.operating")).Add(rev("rev.subordinate_remit")).Add(rev("rev.other"))
		b.equal(prefix+"-R1", "intra_table", "一、部门预算 = 1..6", rev("rev.all"), parts)
	}
	fiscal := rev("rev.gpb").Add(rev("rev.gov_fund")).Add(rev("rev.state_capital"))
	id, first := prefix+"-R1", "rev.fiscal"
	if key == "io_total" {
		id, first = prefix+"-R2", "rev.all"
	}
	b.equal(id, "intra_table", "财政拨款 = 一般公共预算 + 政府性基金 + 国有资本经营", rev("rev.fiscal"), fiscal)
	carried := rev("rev.use_of_undertaking_fund").Add(rev("rev.account_balance_brought_forward")).Add(rev("rev.carry_in"))
	b.equal(prefix+"-R3", "intra_table", "收入总计 = 本年收入合计 + 结转", rev("rev.grand_total"), rev("rev.year_total").Add(carried))
	b.equal(prefix+"-R4", "intra_table", "本年收入合计 = 一", rev("rev.year_total"), rev(first))
	for _, p := range panelNames {
		all := item(p.panel, "exp.all")
		if p.sum != "" {
			classes := b.sum(func(f truthFact) bool { return f.Table == key && f.Panel == p.panel && f.Code != "" })
			b.equal(prefix+"-"+p.sum, "intra_table", p.name+": 一 = Σ 大类", all, classes)
		} else {
			parts := item(p.panel, "exp.basic").Add(item(p.panel, "exp.project")).Add(item(p.panel, "exp.remit_superior")).
				Add(item(p.panel, "exp.operating")).Add(item(p.panel, "exp.grant_subordinate"))
			b.equal(prefix+"-D1", "intra_table", p.name+": 一 = 1+2+3+4+5", all, parts)
			for n, basis := range []string{"basic", "project"} {
				classes := b.sum(func(f truthFact) bool { return f.Table == key && f.Panel == p.panel && f.Basis == basis })
				b.equal(fmt.Sprintf("%s-D%d", prefix, n+2), "intra_table", p.name+": "+basis+" = Σ 大类", item(p.panel, "exp."+basis), classes)
			}
		}
		b.equal(prefix+"-Y-"+p.name, "intra_table", p.name+": 本年支出合计 = 一", item(p.panel, "exp.year_total"), all)
		b.equal(prefix+"-G-"+p.name, "intra_table", p.name+": 支出总计 = 本年支出合计 + 结转下年 + 未安排", item(p.panel, "exp.grand_total"),
			item(p.panel, "exp.year_total").Add(item(p.panel, "exp.carry_out")).Add(item(p.panel, "exp.unallocated_account_balance")))
		b.equal(prefix+"-B-"+p.name, "balance", "收入总计 = 支出总计("+p.name+")", rev("rev.grand_total"), item(p.panel, "exp.grand_total"))
	}
}

// bySource are the identities of 支出总表 by source of money.
func (b *book) bySource() {
	const key = "expenditure_total"
	for _, c := range []struct{ id, measure string }{{"2", "total"}, {"3", "gpb"}} {
		b.equal("T3-V"+c.id, "hierarchy", "合计 = Σ 部门", b.coded(key, "", c.measure), b.coded(key, "140", c.measure))
		b.equal("T3-V"+c.id+"b", "hierarchy", "140 = Σ 单位", b.coded(key, "140", c.measure), b.coded(key, "140009", c.measure))
	}
	for n, code := range []string{"", "140", "140009"} {
		parts := decimal.Zero
		for _, measure := range []string{"gpb", "gov_fund", "undertaking_revenue", "operating_revenue", "subordinate_remit", "account_balance", "other_revenue"} {
			parts = parts.Add(b.coded(key, code, measure))
		}
		b.equal(fmt.Sprintf("T3-H%d", n+1), "row_sum", "合计 = Σ 来源, 其中 not added", b.coded(key, code, "total"), parts)
	}
}

var amountMeasures = []string{"total", "personnel", "public", "project"}

// has says whether a coded table has a column.
func (b *book) has(key, measure string) bool {
	return slices.ContainsFunc(b.Facts, func(f truthFact) bool { return f.Table == key && f.Measure == measure })
}

// codes of a table's rows in their order, 合计 as "".
func (b *book) codes(key string) []string {
	var codes []string
	for _, f := range b.Facts {
		if f.Table == key && f.Measure == "total" {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

// hierarchy: 合计 = Σ 类, 类 = Σ 款, 款 = Σ 项 in every column of amounts.
func (b *book) hierarchy(prefix, key string, first int) {
	for n, measure := range amountMeasures {
		if !b.has(key, measure) {
			continue
		}
		for _, parent := range b.codes(key) {
			below, found := decimal.Zero, false
			for _, child := range b.codes(key) {
				if child == "" || len(child) != len(parent)+2 && (parent != "" || len(child) != 3) || !strings.HasPrefix(child, parent) {
					continue
				}
				below, found = below.Add(b.coded(key, child, measure)), true
			}
			if !found {
				continue
			}
			name := parent
			if name == "" {
				name = "TOT"
			}
			b.equal(fmt.Sprintf("%s-%s-%d", prefix, name, first+n), "hierarchy", measure+": "+name+" = Σ 下级", b.coded(key, parent, measure), below)
		}
	}
}

// rowSums: 合计 = 人员 + 公用 (+ 专项) in every row.
func (b *book) rowSums(prefix, key string) {
	for n, code := range b.codes(key) {
		parts := decimal.Zero
		for _, measure := range amountMeasures[1:] {
			parts = parts.Add(b.coded(key, code, measure))
		}
		b.equal(fmt.Sprintf("%s-ROW%d", prefix, n+1), "row_sum", "行 "+code+": 合计 = Σ 分项", b.coded(key, code, "total"), parts)
	}
}

// forms are the project list and the forms of performance goals.
func (b *book) forms() {
	var chain []truthFact
	for _, f := range b.Facts {
		if f.Table == "project_list" {
			chain = append(chain, f)
		}
	}
	for n := range chain[:len(chain)-1] {
		b.equal(fmt.Sprintf("T10-%d", n+1), "hierarchy", chain[n].Label+" = "+chain[n+1].Label, chain[n].Amount.Decimal, chain[n+1].Amount.Decimal)
	}
	fund := func(measure string) decimal.Decimal { return b.measure("kpi_project", measure) }
	b.equal("T13-1", "intra_table", "实施期资金总额 = 财政拨款 + 其他资金", fund("total"), fund("fiscal").Add(fund("other")))
	for n, measure := range []string{"total", "fiscal"} {
		tasks := b.sum(func(f truthFact) bool {
			return f.Table == "kpi_overall" && f.Measure == measure && f.RowKind == gongkai.RowLeaf
		})
		b.equal(fmt.Sprintf("T14-%d", n+3), "intra_table", "金额合计 = Σ 任务, "+measure, b.coded("kpi_overall", "", measure), tasks)
	}
}

func (b *book) measure(table, measure string) decimal.Decimal {
	return b.sum(func(f truthFact) bool { return f.Table == table && f.Measure == measure })
}

// task is the 总额 of a task of the overall form.
func (b *book) task(label string) decimal.Decimal {
	return b.sum(func(f truthFact) bool { return f.Table == "kpi_overall" && f.Measure == "total" && f.Label == label })
}
