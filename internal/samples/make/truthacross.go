package main

import (
	"slices"
	"strings"

	"gongkai"

	"github.com/shopspring/decimal"
)

// Keys and panels that the identities across tables name often.
const (
	byFunction   = "gpb_by_function"
	byEcon       = "gpb_by_econ"
	basicByFunc  = "gpb_basic_by_function"
	basicByEcon  = "gpb_basic_by_econ"
	panelFunc    = "expenditure_by_function"
	panelDept    = "expenditure_by_dept_econ"
	panelGov     = "expenditure_by_gov_econ"
	overallForm  = "kpi_overall"
	projectForm  = "kpi_project"
	projectTable = "project_list"
)

// wan rounds yuan to 万元 with two digits, half up, and gives yuan again.
func wan(d decimal.Decimal) decimal.Decimal { return d.Shift(-4).Round(2).Shift(4) }

// across are the identities between tables.
func (b *book) across() {
	eq := func(id, description string, lhs, rhs decimal.Decimal) {
		b.equal(id, "cross_table", description, lhs, rhs)
	}
	fiscalGPB := b.item("fiscal_io_total", "revenue", "rev.gpb")
	total := b.coded(byFunction, "", "total")
	eq("X01", "T1 收入总计 = T3 合计", b.item("io_total", "revenue", "rev.grand_total"), b.coded("expenditure_total", "", "total"))
	eq("X02a", "一般公共预算拨款: T1 = T4", b.item("io_total", "revenue", "rev.gpb"), fiscalGPB)
	eq("X02b", "一般公共预算拨款: T4 = T3 小计", fiscalGPB, b.coded("expenditure_total", "", "gpb"))
	eq("X02c", "T4 一般公共预算拨款 = T5 合计", fiscalGPB, total)
	eq("X02d", "T5 合计 = T6 合计", total, b.coded(byEcon, "", "total"))
	same := true
	for _, code := range sortedCodes(functionNames) {
		of := func(table string) decimal.Decimal { return b.class(table, panelFunc, code, "") }
		same = same && of("io_total").Equal(of("fiscal_io_total"))
		if of("io_total").IsZero() {
			continue
		}
		eq("X03-"+code, "T1 功能 = T4 功能", of("io_total"), of("fiscal_io_total"))
		eq("X04-"+code, "T4 功能 = T5", of("fiscal_io_total"), b.coded(byFunction, code, "total"))
	}
	b.is("X05", "cross_table", "T1 and T4 print the same function panel", same)
	for _, code := range []string{"301", "302", "303"} {
		basic, project := b.class("io_total", panelDept, code, "basic"), b.class("io_total", panelDept, code, "project")
		eq("X06-"+code, "T1 基本 = T8", basic, b.coded(basicByEcon, code, "total"))
		eq("X07-"+code, "T6 = T1 基本 + T1 专项", b.coded(byEcon, code, "total"), basic.Add(project))
	}
	eq("X08a", "T1 人员经费和公用经费支出 = T7 合计", b.item("io_total", panelDept, "exp.basic"), b.coded(basicByFunc, "", "total"))
	eq("X08b", "T7 合计 = T8 合计", b.coded(basicByFunc, "", "total"), b.coded(basicByEcon, "", "total"))
	project := b.coded(byFunction, "", "project")
	eq("X09a", "T1 专项 = T5 专项", b.item("io_total", panelDept, "exp.project"), project)
	eq("X09b", "T5 专项 = T6 专项", project, b.coded(byEcon, "", "project"))
	eq("X09c", "T6 专项 = T10 合计", b.coded(byEcon, "", "project"), b.coded(projectTable, "", "total"))
	chain := []string{byFunction, byEcon, basicByFunc, basicByEcon}
	for n, letter := range []string{"a", "b", "c"} {
		eq("X10"+letter, "人员经费: 相邻表相等", b.coded(chain[n], "", "personnel"), b.coded(chain[n+1], "", "personnel"))
		eq("X11"+letter, "公用经费: 相邻表相等", b.coded(chain[n], "", "public"), b.coded(chain[n+1], "", "public"))
	}
	for _, pair := range []struct{ id, whole, basic string }{{"X12-", byFunction, basicByFunc}, {"X13-", byEcon, basicByEcon}} {
		for _, code := range b.codes(pair.whole) {
			if code != "" {
				eq(pair.id+code, "合计 − 专项 = 基本", b.coded(pair.whole, code, "total").Sub(b.coded(pair.whole, code, "project")), b.coded(pair.basic, code, "total"))
			}
		}
	}
	b.is("X14", "cross_table", "T6 and T8 print the same codes", slices.Equal(b.codes(byEcon), b.codes(basicByEcon)))
	for _, code := range []string{"505", "509"} {
		items := b.sum(func(f truthFact) bool {
			return f.Table == byEcon && f.Measure == "total" && strings.HasPrefix(f.GovCode, code)
		})
		eq("X15-"+code, "T1 政府经济 = Σ T6", b.class("io_total", panelGov, code, ""), items)
	}
	staff := b.coded(basicByEcon, "301", "total").Add(b.coded(basicByEcon, "303", "total"))
	eq("X16a", "人员经费 = 301 + 303", b.coded(basicByEcon, "", "personnel"), staff)
	eq("X16b", "公用经费 = 302 + 310", b.coded(basicByEcon, "", "public"), b.coded(basicByEcon, "302", "total").Add(b.coded(basicByEcon, "310", "total")))
	eq("X17", "30113 = 2210201", b.coded(byEcon, "30113", "total"), b.coded(byFunction, "2210201", "total"))
	funds := b.measure(projectForm, "total")
	name := b.Targets[0].Project
	eq("X18", "T10 合计 = T13 实施期资金总额", b.coded(projectTable, "", "total"), funds)
	eq("X19", "T13 实施期资金总额 = T14 任务", funds, b.task(name))
	b.equal("X20", "cross_table_rounded", "T7 合计 = T14 基本支出", wan(b.coded(basicByFunc, "", "total")), b.task("基本支出"))
	b.equal("X21", "cross_table_rounded", "T1 收入总计 = T14 金额合计", wan(b.item("io_total", "revenue", "rev.grand_total")), b.coded(overallForm, "", "total"))
	labelled := func(table, label, code string) bool {
		return slices.ContainsFunc(b.Facts, func(f truthFact) bool { return f.Table == table && f.Label == label && f.Code == code })
	}
	b.is("X22", "cross_table", "the project has one name in T10, T13, T14", labelled(projectTable, name, "") && labelled(overallForm, name, ""))
	b.is("X23", "cross_table", "T13 主管部门 = T10 name of 140", labelled(projectTable, b.table(projectForm).grid.rows[1][2], "140"))
	b.is("X24", "cross_table", "T9 blank, T4 政府性基金拨款 blank, declared 不涉及",
		b.table("gov_fund_io").State == gongkai.TableBlank && b.item("fiscal_io_total", "revenue", "rev.gov_fund").IsZero() && b.table("gov_fund_io").DeclaredEmpty)
	spent := decimal.Zero
	for _, code := range []string{"30212", "30215", "30216", "30217", "30231", "31013"} {
		spent = spent.Add(b.coded(byEcon, code, "total"))
	}
	b.is("X25", "cross_table", "三公, 会议, 培训 nothing in the text and in T6", spent.IsZero() && b.value("three_public.total").IsZero())
}

func sortedCodes(names map[string]string) []string {
	var codes []string
	for _, code := range names {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// value of the statement with a measure, in its own unit.
func (b *book) value(measure string) decimal.Decimal {
	return decimal.RequireFromString(b.said(measure).Value)
}
