package main

import (
	"fmt"
	"slices"
	"strings"

	"gongkai"

	"github.com/shopspring/decimal"
)

// The statements of money are N01 to N30 in their order.
func (b *book) moneyStatements() []truthStatement {
	var money []truthStatement
	for _, s := range b.Narrative {
		if s.Kind == gongkai.StatementMoney {
			money = append(money, s)
		}
	}
	return money
}

// againstText compares the figures of the text with the tables.
func (b *book) againstText() {
	cells := map[int][]decimal.Decimal{
		1:  {b.item("io_total", "revenue", "rev.grand_total")},
		2:  {b.item("io_total", "revenue", "rev.gpb")},
		3:  {b.item("io_total", panelFunc, "exp.grand_total")},
		4:  {b.coded(byFunction, "", "total")},
		5:  {b.item("fiscal_io_total", "revenue", "rev.grand_total")},
		6:  {b.item("fiscal_io_total", "revenue", "rev.gpb")},
		7:  {b.item("fiscal_io_total", panelFunc, "exp.grand_total")},
		8:  {b.coded(byFunction, "", "total")},
		9:  {b.coded(byFunction, "", "total")},
		10: {b.coded(byFunction, "", "total")},
		13: {b.coded(byEcon, "", "total")},
		17: {b.item("io_total", panelGov, "exp.grand_total")},
		27: {b.coded(byFunction, "", "total"), b.coded(overallForm, "", "total")},
		30: {b.coded(basicByEcon, "", "public")},
	}
	for n, s := range b.moneyStatements() {
		id := n + 1
		switch s.CodeScheme {
		case "func":
			cells[id] = []decimal.Decimal{b.coded(byFunction, s.Code, "total")}
		case "dept_econ":
			cells[id] = []decimal.Decimal{b.coded(byEcon, s.Code, "total")}
		case "gov_econ":
			cells[id] = []decimal.Decimal{b.class("io_total", panelGov, s.Code, "")}
		}
		for k, cell := range cells[id] {
			b.equal(fmt.Sprintf("NT-N%02d-%d", id, k), "narrative_vs_table", s.Subject+" "+s.Value+"万元",
				decimal.RequireFromString(s.Value).Shift(4), wan(cell))
		}
	}
}

// change is the signed change against the year before, in 万元.
func change(s truthStatement) decimal.Decimal {
	switch s.Direction {
	case gongkai.DirectionUp:
		return decimal.RequireFromString(s.Delta)
	case gongkai.DirectionDown:
		return decimal.RequireFromString(s.Delta).Neg()
	}
	return decimal.Zero
}

func prior(s truthStatement) decimal.Decimal {
	return decimal.RequireFromString(s.Value).Sub(change(s))
}

var half = decimal.New(5, -3)

// arithmetic: percentages, parts and wholes within the text.
func (b *book) arithmetic() {
	money := b.moneyStatements()
	for n, s := range money {
		if s.Percent == "" {
			continue
		}
		delta := decimal.RequireFromString(s.Delta)
		percent := decimal.RequireFromString(s.Percent)
		id, description := fmt.Sprintf("NA-N%02d", n+1), s.Subject+": "+s.Delta+" / 上年 = "+s.Percent+"%"
		if delta.Div(prior(s)).Shift(2).Round(2).Equal(percent) {
			b.add(id, "narrative_arith", description, gongkai.VerdictHolds)
			continue
		}
		// Each printed figure stands for an interval of half a hundredth.
		low := delta.Sub(half).Div(prior(s).Add(half)).Shift(2)
		high := delta.Add(half).Div(prior(s).Sub(half)).Shift(2)
		verdict := gongkai.VerdictFails
		if low.Sub(half).LessThanOrEqual(percent) && percent.LessThanOrEqual(high.Add(half)) {
			verdict = gongkai.VerdictRounding
		}
		b.add(id, "narrative_arith", description, verdict)
	}
	sets := []struct {
		name  string
		parts []truthStatement
	}{{"功能", money[10:12]}, {"部门经济", money[13:16]}, {"政府经济", money[17:19]}}
	whole := money[8]
	for k, view := range []struct {
		name  string
		first int
		of    func(truthStatement) decimal.Decimal
	}{
		{"", 1, func(s truthStatement) decimal.Decimal { return decimal.RequireFromString(s.Value) }},
		{"Δ", 4, change},
		{"上年", 7, prior},
	} {
		for n, set := range sets {
			total := decimal.Zero
			for _, s := range set.parts {
				total = total.Add(view.of(s))
			}
			// One half hundredth for each rounded term; an implied prior has two.
			terms := int64(len(set.parts) + 1)
			if k == 2 {
				terms *= 2
			}
			b.within(fmt.Sprintf("NS%d", view.first+n), "narrative_sum", set.name+view.name+": Σ = whole", total, view.of(whole), half.Mul(decimal.NewFromInt(terms)))
		}
	}
	parts := b.value("three_public.abroad").Add(b.value("three_public.reception")).
		Add(b.value("three_public.vehicle_operation")).Add(b.value("three_public.vehicle_purchase"))
	b.equal("NS10", "narrative_sum", "三公 = 出国 + 接待 + 运行 + 购置", b.value("three_public.total"), parts)
}

// counts: posts (编制) and staff (实有人员) add up.
func (b *book) counts() {
	b.equal("P1", "count", "编制 = 行政 + 事业", b.value("posts.total"), b.value("posts.administrative").Add(b.value("posts.public_institution")))
	b.equal("P2", "count", "实有 = 行政 + 事业", b.value("staff.total"), b.value("staff.administrative").Add(b.value("staff.public_institution")))
	b.is("P3", "count", "实有 ≤ 编制", b.value("staff.total").LessThanOrEqual(b.value("posts.total")))
}

// catalogue compares 报表目录 with what follows it.
func (b *book) catalogue(blocks []block) {
	i := slices.IndexFunc(blocks, func(x block) bool { return x.table != nil && x.table.key == "catalogue" })
	others := true
	for _, row := range blocks[i].table.rows[1:] {
		number := strings.TrimPrefix(row[0], "表")
		t := b.Tables[slices.IndexFunc(b.Tables, func(t truthTable) bool { return t.Number == row[0] })]
		if number == "8" || number == "13" {
			b.is("CT-"+number, "catalogue", row[0]+": caption = catalogue", t.Title == row[1])
		} else {
			others = others && t.Title == row[1]
		}
		switch {
		case t.DeclaredEmpty:
			b.is("CE-"+number, "catalogue", row[0]+" declared empty: no amounts", t.State == gongkai.TableBlank || t.State == gongkai.TableTemplate)
		case number == "2" || number == "12":
			b.is("CE-"+number, "catalogue", row[0]+" not declared empty: has a grid", t.grid != nil)
		}
	}
	b.is("CT-0", "catalogue", "the other captions = catalogue", others)
	one := true
	for _, t := range b.Tables[:12] {
		one = one && t.owner == b.Document.Unit
	}
	b.is("CN", "catalogue", "one unit's name in the captions of tables 1 to 12", one)
}
