package transform

import (
	"strings"

	"gongkai"
)

// accounts evaluates what must hold between the tables of final accounts (决算).
// Each table is rounded on its own, which the tolerance of each printed figure
// allows for.
func (l *ledger) accounts() {
	revenue, spent := l.find("F01", func(f *gongkai.Fact) bool { return f.Item == "rev.year_total" && l.isMain(f) }),
		l.find("F01", func(f *gongkai.Fact) bool { return f.Item == "exp.year_total" && l.isMain(f) })
	l.pair("F01.F02", "收入支出决算总表的本年收入合计等于收入决算表合计", "the year's revenue equals the revenue table's total", revenue, l.total("F02", "total"))
	l.pair("F01.F03", "收入支出决算总表的本年支出合计等于支出决算表合计", "the year's expenditure equals the expenditure table's total", spent, l.total("F03", "total"))
	l.pair("F04.F05", "财政拨款总表一般公共预算的本年支出合计等于一般公共预算支出决算表合计", "general public budget expenditure equals that by function", l.fiscalSpent("gpb"), l.total("F05", "total"))
	l.pair("F04.F08", "财政拨款总表政府性基金的本年支出合计等于政府性基金决算表的本年支出", "government fund expenditure equals its table's", l.fiscalSpent("gov_fund"), l.total("F08", "total"))
	l.pair("F03.F05.basic", "无其他资金时基本支出在两表中相等", "basic expenditure is equal in both tables", l.onlyFiscal("basic"), l.total("F05", "basic"))
	l.basicOfAccounts()
	l.fundsCarried()
}

// fiscalSpent is the year's expenditure of one purse in F04.
func (l *ledger) fiscalSpent(fund string) *gongkai.Fact {
	return l.find("F04", func(f *gongkai.Fact) bool { return f.Item == "exp.year_total" && f.Measure == fund })
}

// onlyFiscal is a total of F03 where the accounts hold no money but the
// general public budget's, else nil.
func (l *ledger) onlyFiscal(measure string) *gongkai.Fact {
	if !sameAmount(l.total("F03", "total"), l.total("F05", "total")) {
		return nil
	}
	return l.total("F03", measure)
}

// basicOfAccounts: the detail of basic expenditure (F06) adds up to its feet
// and to the basic expenditure of F05.
func (l *ledger) basicOfAccounts() {
	foot := func(label string) *gongkai.Fact {
		return l.find("F06", func(f *gongkai.Fact) bool {
			return strings.Contains(oneLine(f.Label), label) && f.State == gongkai.CellNumber
		})
	}
	personnel, public := foot("人员经费合计"), foot("公用经费合计")
	class := func(codes ...string) []term {
		var terms []term
		for _, c := range codes {
			if f := l.find("F06", func(f *gongkai.Fact) bool { return f.Code == c && (f.Measure == "final" || f.Measure == "total") }); f != nil {
				terms = append(terms, term{fact: f})
			}
		}
		return terms
	}
	if personnel != nil {
		l.equal("cross_table", "F06.personnel", "人员经费合计等于301与303之和", "personnel is 301 plus 303", plus(personnel), class("301", "303"))
	}
	if public != nil {
		l.equal("cross_table", "F06.public", "公用经费合计等于302、307、310、312、399各类之和", "public is 302 and the other classes", plus(public),
			class("302", "307", "309", "310", "311", "312", "313", "399"))
	}
	if personnel != nil && public != nil {
		if basic := l.total("F05", "basic"); basic != nil && basic.State == gongkai.CellNumber {
			l.equal("cross_table", "F05.F06", "一般公共预算基本支出等于人员经费与公用经费之和", "basic expenditure is personnel plus public", plus(basic), plus(personnel, public))
		}
	}
}

// fundsCarried: what was there at the year's beginning and came in is spent or
// left at its end, in each row of the tables of funds.
func (l *ledger) fundsCarried() {
	for _, key := range []string{"F08", "F09"} {
		rows := map[[2]int]map[string]*gongkai.Fact{}
		var order [][2]int
		for _, f := range l.byTable[key] {
			k := [2]int{f.TableIndex, f.Row}
			if rows[k] == nil {
				rows[k] = map[string]*gongkai.Fact{}
				order = append(order, k)
			}
			if rows[k][f.Measure] == nil {
				rows[k][f.Measure] = f
			}
		}
		for _, k := range order {
			m := rows[k]
			out := m["total"]
			if out == nil {
				out = m["expenditure"]
			}
			in, opening, closing := m["revenue"], m["carry_in"], m["carry_out"]
			if out == nil || in == nil || opening == nil || closing == nil || !anyNumber([]*gongkai.Fact{out, in, opening, closing}) {
				continue
			}
			l.equal("cross_table", key+"."+out.ID, oneLine(out.Label)+"：年初结转加本年收入减本年支出等于年末结转", "what was carried in and came in, less what was spent, is carried out",
				[]term{{fact: opening}, {fact: in}, {fact: out, minus: true}}, plus(closing))
		}
	}
}
