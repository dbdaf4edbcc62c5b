package transform

import (
	"sort"
	"strings"

	"gongkai"
)

const (
	byFunction = "expenditure_by_function"
	byDeptEcon = "expenditure_by_dept_econ"
	byGovEcon  = "expenditure_by_gov_econ"
)

// across evaluates what must hold between the tables of a disclosure. The
// identities of tables of one fund with the totals of all funds hold only where
// there is no other money; they are left out where there is.
func (l *ledger) across() {
	grand := l.item("io_total", "revenue", "rev.grand_total")
	gpb := l.item("fiscal_io_total", "revenue", "rev.gpb")
	fiscal := l.item("fiscal_io_total", "revenue", "rev.grand_total")
	carried := l.item("fiscal_io_total", "revenue", "rev.carry_in")
	function, econ := l.total("gpb_by_function", "total"), l.total("gpb_by_econ", "total")
	spent, year := l.total("expenditure_total", "total"), l.spending("exp.year_total")
	// some list what is carried to the next year among the expenditure, some do not
	l.oneOf("io_total.expenditure_total", "收支总表的总计（或本年支出合计）等于支出总表合计", "the total (or the year's expenditure) equals the expenditure table's",
		spent, plus(grand), plus(year), less(grand, l.item("io_total", "revenue", "rev.carry_in")))
	l.oneOf("io_total.fiscal_io_total.gpb", "收支总表与财政拨款总表的一般公共预算拨款相等", "general public budget is equal in both totals",
		l.item("io_total", "revenue", "rev.gpb"), plus(gpb), plus(gpb, carried), plus(gpb, l.carriedOf("fiscal_io_total", "一般公共预算")))
	l.pair("fiscal_io_total.expenditure_total.gpb", "财政拨款总表与支出总表的一般公共预算拨款相等", "general public budget equals that of the expenditure table", gpb, l.total("expenditure_total", "gpb"))
	if carried == nil || yuanOf(carried).IsZero() {
		l.pair("fiscal_io_total.gpb_by_function", "一般公共预算拨款等于按功能分类的合计", "general public budget equals the total by function", gpb, function)
	} else if purse := l.carriedOf("fiscal_io_total", "一般公共预算"); purse != nil {
		l.oneOf("fiscal_io_total.gpb_by_function", "一般公共预算拨款（含上年结转）等于按功能分类的合计", "general public budget, with what is carried in, equals the total by function",
			function, plus(gpb), plus(gpb, purse))
	}
	l.pair("gpb_by_function.gpb_by_econ", "按功能分类与按经济分类的合计相等", "totals by function and by economic class are equal", function, econ)

	fiscalOnly := sameAmount(grand, fiscal)
	gpbOnly := sameAmount(fiscal, function)
	l.classes(fiscalOnly, gpbOnly)
	l.bases(fiscalOnly && gpbOnly)
	for _, m := range []struct{ measure, zh string }{{"personnel", "人员经费"}, {"public", "公用经费"}} {
		chain := []string{"gpb_by_function", "gpb_by_econ", "gpb_basic_by_function", "gpb_basic_by_econ"}
		for i := 1; i < len(chain); i++ {
			l.pair(chain[i-1]+"."+chain[i]+"."+m.measure, m.zh+"在两表中相等", m.measure+" is equal in both tables", l.total(chain[i-1], m.measure), l.total(chain[i], m.measure))
		}
	}
	l.lessProjects("gpb_by_function", "gpb_basic_by_function")
	l.lessProjects("gpb_by_econ", "gpb_basic_by_econ")
	l.sameCodes("gpb_by_econ", "gpb_basic_by_econ")
	l.composition()
	l.equal("cross_table", "housing_fund", "经济科目30113等于功能科目2210201（住房公积金）", "housing fund is equal by both classifications",
		plus(l.every("gpb_by_econ", "30113", "total")...), plus(l.every("gpb_by_function", "2210201", "total")...))
	l.projects()
	l.noFunds()
	l.accounts()
}

func (l *ledger) pair(id, zh, en string, a, b *gongkai.Fact) {
	if a != nil && b != nil && (a.State != gongkai.CellNumber || b.State != gongkai.CellNumber) {
		return // a blank total claims nothing
	}
	l.equal("cross_table", id, zh, en, plus(a), plus(b))
}

// oneOf holds where what is printed equals any of the sums that places mean by
// it, and fails only where it equals none.
func (l *ledger) oneOf(id, zh, en string, a *gongkai.Fact, sums ...[]term) {
	if a == nil || a.State != gongkai.CellNumber {
		return
	}
	var first []term
	for _, terms := range sums {
		if len(terms) == 0 || terms[0].fact.State != gongkai.CellNumber {
			continue
		}
		if first == nil {
			first = terms
		}
		x, tx := sum(plus(a))
		y, ty := sum(terms)
		if judgeDifference(x.Sub(y), tx.Add(ty)) != gongkai.VerdictFails {
			first = terms
			break
		}
	}
	l.equal("cross_table", id, zh, en, first, plus(a))
}

func less(a, b *gongkai.Fact) []term {
	if a == nil || b == nil {
		return nil
	}
	return []term{{fact: a}, {fact: b, minus: true}}
}

// spending is a line of the expenditure of io_total, in whichever panel.
func (l *ledger) spending(item string) *gongkai.Fact {
	return l.find("io_total", func(f *gongkai.Fact) bool { return f.Panel != "revenue" && f.Item == item && l.isMain(f) })
}

// carriedOf is the line of what was carried over of one purse.
func (l *ledger) carriedOf(table, purse string) *gongkai.Fact {
	return l.find(table, func(f *gongkai.Fact) bool {
		return f.Panel == "revenue" && len(f.Path) > 1 && strings.Contains(f.Label, purse) && carryLine.MatchString(strings.Join(f.Path[:len(f.Path)-1], "/"))
	})
}

// isMain says whether a fact stands in the column that its panel's totals
// stand in, not in one of its parts.
func (l *ledger) isMain(f *gongkai.Fact) bool {
	k := panelKey{f.TableIndex, f.Panel}
	if col, ok := l.main[k]; ok {
		return col == f.Col
	}
	best := -1
	for _, g := range l.byTable[f.Table] {
		if g.TableIndex != f.TableIndex || g.Panel != f.Panel {
			continue
		}
		if g.Measure == "total" {
			best = g.Col
			break
		}
		if best < 0 || g.Col < best {
			best = g.Col
		}
	}
	l.main[k] = best
	return best == f.Col
}

func sameAmount(a, b *gongkai.Fact) bool {
	return a != nil && b != nil && a.Amount != nil && b.Amount != nil && a.Amount.Equal(b.Amount.Decimal)
}

// classes: the function panel of the totals, of fiscal money, and the table by
// function show the same classes.
func (l *ledger) classes(fiscalOnly, gpbOnly bool) {
	var differ []string
	compared := 0
	for _, f := range l.byTable["io_total"] {
		if f.Panel != byFunction || f.RowKind != gongkai.RowClass || !l.isMain(f) {
			continue
		}
		g := l.class("fiscal_io_total", byFunction, "", f.Code)
		if g == nil || !l.isMain(g) {
			continue
		}
		compared++
		if !yuanOf(f).Equal(yuanOf(g)) {
			differ = append(differ, f.Code)
		}
		t := l.every("gpb_by_function", f.Code, "total")
		if fiscalOnly && len(t) > 0 {
			l.pair("io_total.fiscal_io_total."+f.Code, f.Label+"在收支总表与财政拨款总表中相等", f.Code+" is equal in both totals", f, g)
		}
		if gpbOnly && g.State == gongkai.CellNumber && anyNumber(t) {
			l.equal("cross_table", "fiscal_io_total.gpb_by_function."+f.Code, f.Label+"在财政拨款总表与功能分类表中相等", f.Code+" equals that of the table by function", plus(g), plus(t...))
		}
	}
	if fiscalOnly && compared > 0 {
		l.holds("cross_table", "io_total.fiscal_io_total.classes", "两张总表的功能分类各类一致", "both totals show the same classes",
			strings.Join(differ, ","), "", len(differ) == 0, nil)
	}
}

// bases: basic and project expenditure of the totals equal those of the tables
// that list them.
func (l *ledger) bases(only bool) {
	if only {
		for _, c := range []string{"301", "302", "303", "307", "309", "310", "311", "312", "313", "399"} {
			basic, project := l.class("io_total", byDeptEcon, "basic", c), l.class("io_total", byDeptEcon, "project", c)
			if t := l.every("gpb_basic_by_econ", c, "total"); anyNumber(t) && basic != nil && basic.State == gongkai.CellNumber {
				l.equal("cross_table", "io_total.gpb_basic_by_econ."+c, "收支总表基本支出"+c+"等于基本支出表", "basic expenditure "+c+" equals that of the basic table", plus(basic), plus(t...))
			}
			if t := l.every("gpb_by_econ", c, "total"); len(t) > 0 && (basic != nil || project != nil) {
				l.equal("cross_table", "gpb_by_econ.io_total."+c, "经济分类"+c+"等于基本与专项之和", c+" is basic plus project expenditure", plus(t...), plus(basic, project))
			}
		}
		l.pair("io_total.gpb_basic_by_function", "人员和公用经费等于基本支出表合计", "basic expenditure equals the basic table's total", l.item("io_total", byDeptEcon, "exp.basic"), l.total("gpb_basic_by_function", "total"))
		l.pair("io_total.gpb_by_function.project", "专项业务经费等于功能分类表的专项合计", "project expenditure equals that by function", l.item("io_total", byDeptEcon, "exp.project"), l.total("gpb_by_function", "project"))
	}
	l.pair("gpb_basic_by_function.gpb_basic_by_econ", "两张基本支出表合计相等", "both basic tables have one total", l.total("gpb_basic_by_function", "total"), l.total("gpb_basic_by_econ", "total"))
	l.pair("gpb_by_function.gpb_by_econ.project", "两表专项业务经费相等", "project expenditure is equal in both tables", l.total("gpb_by_function", "project"), l.total("gpb_by_econ", "project"))
	if only {
		l.pair("gpb_by_econ.project_list", "专项业务经费等于专项业务经费支出表合计", "project expenditure equals the list of projects", l.total("gpb_by_econ", "project"), l.total("project_list", "total"))
	}
	if !only {
		return
	}
	codes := map[string][]*gongkai.Fact{}
	for _, f := range l.byTable["gpb_by_econ"] {
		if f.Measure == "total" && len(f.GovCode) >= 5 {
			codes[f.GovCode[:3]] = append(codes[f.GovCode[:3]], f)
		}
	}
	for _, c := range sortedKeys(codes) {
		if f := l.class("io_total", byGovEcon, "", c); f != nil {
			l.equal("cross_table", "io_total.gpb_by_econ."+c, "政府经济分类"+c+"等于经济分类表各行之和", c+" is the sum of the rows that pair with it", plus(f), plus(codes[c]...))
		}
	}
}

func sortedKeys(m map[string][]*gongkai.Fact) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// lessProjects: a code's total without its project expenditure is its basic
// expenditure.
func (l *ledger) lessProjects(all, basic string) {
	done := map[string]bool{}
	for _, f := range l.byTable[all] {
		if f.Code == "" || f.Measure != "total" || done[f.Code] {
			continue
		}
		done[f.Code] = true
		lhs, rhs := plus(l.every(all, f.Code, "total")...), plus(l.every(basic, f.Code, "total")...)
		projects := l.every(all, f.Code, "project")
		if len(rhs) == 0 || len(projects) == 0 {
			continue
		}
		for _, p := range projects {
			lhs = append(lhs, term{fact: p, minus: true})
		}
		l.equal("cross_table", all+"."+basic+"."+f.Code, f.Code+"：合计减专项等于基本支出", f.Code+": the total less projects is basic expenditure", lhs, rhs)
	}
}

// sameCodes: what the table of basic expenditure lists, the table of all
// expenditure lists too, where both are printed to the same depth.
func (l *ledger) sameCodes(all, basic string) {
	codes := map[string]bool{}
	deepest := 0
	for _, f := range l.byTable[all] {
		codes[f.Code] = true
		deepest = max(deepest, len(f.Code))
	}
	var only []string
	var ids []string
	listed := 0
	for _, f := range l.byTable[basic] {
		if f.Code == "" || len(f.Code) > deepest || f.Measure != "total" {
			continue
		}
		listed++
		if !codes[f.Code] {
			codes[f.Code] = true
			only, ids = append(only, f.Code), append(ids, f.ID)
		}
	}
	if listed == 0 || deepest < 5 {
		return
	}
	l.holds("cross_table", all+"."+basic+".codes", "基本支出表列示的科目在支出总表中都有", "every code of basic expenditure is in the table of all expenditure",
		"", strings.Join(only, ","), len(only) == 0, ids)
}

// composition: personnel is 301 and 303 of basic expenditure, public 302 and
// 310, where the rows of the codes do not say otherwise: transport allowances of
// 302 are paid as personnel, and offices of the retired spend public money of 303.
func (l *ledger) composition() {
	t := "gpb_basic_by_econ"
	for _, c := range []struct{ code, measure string }{{"301", "public"}, {"302", "personnel"}, {"303", "public"}, {"310", "personnel"}} {
		list := l.every(t, c.code, c.measure)
		if spent, _ := sum(plus(list...)); !spent.IsZero() || len(list) == 0 && c.code == "302" {
			return
		}
	}
	l.equal("cross_table", t+".personnel", "人员经费等于301与303之和", "personnel is 301 plus 303", plus(l.total(t, "personnel")), plus(append(l.every(t, "301", "total"), l.every(t, "303", "total")...)...))
	l.equal("cross_table", t+".public", "公用经费等于302与310之和", "public is 302 plus 310", plus(l.total(t, "public")), plus(append(l.every(t, "302", "total"), l.every(t, "310", "total")...)...))
}
