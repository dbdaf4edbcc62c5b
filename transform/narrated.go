package transform

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/number"
	"gongkai/internal/regexp"
)

// narrative compares the text with the tables and with itself.
func (l *ledger) narrative() {
	for _, r := range l.readings {
		var whole *gongkai.Statement // that the listed codes are parts of
		again := restated(r)
		for i := range r.Narrative {
			s := &r.Narrative[i]
			if otherYear(s, r.Document.FiscalYear) {
				continue
			}
			if s.Kind == gongkai.StatementMoney && s.Measure == "total" {
				whole = s
			}
			for _, c := range l.claims(s, whole) {
				c.sure = c.sure && !again[nameOf(s)]
				l.againstTable(s, c)
			}
			l.percentage(s)
		}
		l.wholes(r)
		l.counts(r)
	}
}

// restated are the codes and measures that the text gives several amounts of:
// of the parts of a department, or of kinds of expenditure. Which of them the
// table shows is then not sure.
func restated(r *gongkai.Reading) map[string]bool {
	value, again := map[string]string{}, map[string]bool{}
	for i := range r.Narrative {
		s := &r.Narrative[i]
		k := nameOf(s)
		if k == "" || s.Kind != gongkai.StatementMoney {
			continue
		}
		if v, ok := value[k]; ok && !dec(v).Equal(dec(s.Value)) {
			again[k] = true
		}
		value[k] = s.Value
	}
	return again
}

// nameOf is what a statement is of, where a code or a measure says so.
func nameOf(s *gongkai.Statement) string {
	if s.Code != "" {
		return s.CodeScheme + s.Code + s.Section
	}
	if s.Measure == "public_operating" || isPart(s.Measure) {
		return s.Measure
	}
	return ""
}

// otherYear says whether a statement is about another year than the
// document's: 2016年度部门支出预算安排为8,648.07万元.
func otherYear(s *gongkai.Statement, year int) bool {
	before, _, _ := strings.Cut(hanzi.Squeeze(s.Raw), "万元")
	other := false
	for _, m := range figureYear.FindAllStringSubmatch(before, -1) {
		y := atoi(m[1])
		if y == year {
			return false
		}
		other = true
	}
	return other && year > 0 && !strings.Contains(before, "比") && !strings.Contains(before, "较")
}

// claim is what a statement restates: any of several sums of cells, the one
// that it means first. Where which one is meant is not sure, only agreement
// says anything.
type claim struct {
	sums [][]*gongkai.Fact
	sure bool
}

func claimOf(sure bool, sums ...[]*gongkai.Fact) []claim {
	var there [][]*gongkai.Fact
	for _, list := range sums {
		whole := len(list) > 0
		for _, f := range list {
			whole = whole && f != nil && f.Amount != nil
		}
		if whole {
			there = append(there, list)
		}
	}
	if len(there) == 0 {
		return nil
	}
	return []claim{{there, sure}}
}

func cells(facts ...*gongkai.Fact) []*gongkai.Fact { return facts }

// againstTable compares a statement with the cells that it restates: their
// yuan, rounded half up to what the text prints.
func (l *ledger) againstTable(s *gongkai.Statement, c claim) {
	printed, err := decimal.NewFromString(s.Value)
	if s.Kind != gongkai.StatementMoney || s.Amount == nil || err != nil {
		return
	}
	places := int32(placesOf(s.Value))
	shift := int32(0)
	if s.Unit == "万元" {
		shift = -4
	}
	var best []*gongkai.Fact
	var rounded, tolerance decimal.Decimal
	verdict := gongkai.VerdictFails
	for _, list := range c.sums {
		total, slack := sum(plus(list...))
		r := total.Shift(shift).Round(places)
		v := judgeDifference(printed.Sub(r), slack.Shift(shift))
		if v == gongkai.VerdictFails && printed.Equal(total.Shift(shift).Truncate(places)) {
			v = gongkai.VerdictRounding // cut off instead of rounded
		}
		if best == nil || v == gongkai.VerdictHolds || v == gongkai.VerdictRounding && verdict == gongkai.VerdictFails {
			best, rounded, tolerance, verdict = list, r, slack.Shift(shift), v
		}
		if verdict == gongkai.VerdictHolds {
			break
		}
	}
	if verdict == gongkai.VerdictFails && !c.sure {
		return
	}
	ids := []string{s.ID}
	for _, f := range best {
		ids = append(ids, f.ID)
	}
	l.record("narrative_vs_table", s.ID+"/"+best[0].Table, fmt.Sprintf("%s %s%s 与表中数一致", s.Subject, s.Value, s.Unit),
		fmt.Sprintf("%s%s as in %s", s.Value, s.Unit, best[0].Table), printed.StringFixed(places), rounded.StringFixed(places), tolerance, verdict, ids)
}

// claims are the cells that a statement restates; whole is the total whose
// parts it lists, or nil.
func (l *ledger) claims(s, whole *gongkai.Statement) []claim {
	section := hanzi.Key(s.Section)
	switch s.CodeScheme {
	case "func":
		return l.coded(s, whole, "gpb_by_function", "expenditure_total", "fiscal_by_function", "F05", "F03")
	case "dept_econ":
		return l.coded(s, whole, "gpb_by_econ", "gpb_basic_by_econ", "F06")
	case "gov_econ":
		return claimOf(true, cells(l.class("fiscal_io_total", byGovEcon, "", s.Code)))
	}
	switch s.Measure {
	case "kpi_coverage.gpb":
		// some set goals for projects only, and for what they spend
		list := claimOf(false, cells(l.total("gpb_by_function", "total")))
		for _, f := range l.byTable["kpi_overall"] {
			if f.RowKind == gongkai.RowTotal && f.Measure == "fiscal" && len(f.Column) > 0 {
				return append(list, claimOf(false, cells(f))...)
			}
		}
		return list
	case "public_operating":
		// of one function's money the text gives the public part, too
		sure := s.Direction != "" || strings.Contains(section, "公用") || strings.Contains(section, "机关运行")
		return claimOf(sure, cells(l.total("gpb_basic_by_econ", "public")))
	case "total", "amount":
		return l.totalNamed(s.Subject, section)
	}
	if isPart(s.Measure) {
		return l.threePublicNamed(s.Measure)
	}
	return nil
}

// coded finds a code's cell in the table that the listing is of: the first
// whose total the whole restates, else the first that has the code.
func (l *ledger) coded(s, whole *gongkai.Statement, tables ...string) []claim {
	var sums [][]*gongkai.Fact
	sure := false
	for _, pass := range []bool{true, false} {
		for _, t := range tables {
			list := l.every(t, s.Code, "total")
			if len(list) == 0 || restates(whole, l.total(t, "total")) != pass {
				continue
			}
			sums = append(sums, cells(list...))
			sure = sure || pass
		}
	}
	if whole == nil && strings.Contains(hanzi.Key(s.Section), "一般公共预算") {
		sure = true
	}
	return claimOf(sure, sums...)
}

// restates says whether a statement's amount is a cell's, rounded.
func restates(s *gongkai.Statement, f *gongkai.Fact) bool {
	if s == nil || s.Amount == nil || f == nil || f.Amount == nil {
		return false
	}
	slack := number.Half(placesOf(s.Value), s.Unit).Add(half(f))
	return s.Amount.Sub(f.Amount.Decimal).Abs().LessThanOrEqual(slack)
}

// threePublicNamed: the text on the three public expenses restates the table's
// own figures, in the row of all units.
func (l *ledger) threePublicNamed(measure string) []claim {
	var sums [][]*gongkai.Fact
	for _, key := range []string{"three_public", "F07"} {
		for _, f := range l.byTable[key] {
			if f.Measure == measure && (f.Fund == "" || f.Fund == "gpb") && f.Amount != nil {
				sums = append(sums, cells(f))
			}
		}
	}
	return claimOf(len(sums) == 1, sums...)
}

// partial are the words of subjects that are less than the total they name.
var partial = regexp.MustCompile(`运行经费|绩效|项目|采购|三公|会议|培训|基本支出|人员|公用|结转|政府性基金|国有资本|其中|专项|上年|转移`)

// totalNamed finds the total that a subject like 财政拨款收入 or 一般公共预算支
// 出 names; the parts of a nested subject stand from the widest to the narrowest.
func (l *ledger) totalNamed(subject, section string) []claim {
	nested := strings.Split(subject, "·")
	subject = hanzi.Key(nested[len(nested)-1])
	revenue := strings.Contains(subject, "收入") && !strings.HasSuffix(subject, "支出")
	if partial.MatchString(subject) || strings.Contains(section, "绩效") {
		return nil
	}
	io := func(panel, item string) *gongkai.Fact { return l.item("io_total", panel, item) }
	fiscal := func(panel, item string) *gongkai.Fact { return l.item("fiscal_io_total", panel, item) }
	switch {
	case strings.Contains(subject, "一般公共预算"):
		switch {
		case revenue:
			first, second := io("revenue", "rev.gpb"), fiscal("revenue", "rev.gpb")
			if strings.Contains(subject, "财政拨款收入") {
				first, second = second, first
			}
			return claimOf(true, cells(first), cells(second), cells(fiscal("revenue", "rev.grand_total")), cells(fiscal("revenue", "rev.gpb"), fiscal("revenue", "rev.carry_in")))
		case strings.Contains(section, "政府预算支出经济"):
			return claimOf(true, cells(io(byGovEcon, "exp.grand_total")), cells(l.total("gpb_by_econ", "total")), cells(l.total("gpb_by_function", "total")))
		case strings.Contains(section, "部门预算支出经济"):
			return claimOf(true, cells(l.total("gpb_by_econ", "total")), cells(l.total("gpb_by_function", "total")))
		}
		return claimOf(true, cells(l.total("gpb_by_function", "total")), cells(l.total("gpb_by_econ", "total")), cells(l.total("F05", "total")), cells(fiscal(byFunction, "exp.grand_total")), cells(fiscal("revenue", "rev.gpb")))
	case strings.Contains(subject, "财政拨款") && revenue:
		return claimOf(true, cells(fiscal("revenue", "rev.grand_total")), cells(fiscal("revenue", "rev.year_total")), cells(io("revenue", "rev.fiscal")), cells(fiscal("revenue", "rev.gpb")))
	case strings.Contains(subject, "财政拨款"):
		return claimOf(true, cells(fiscal(byFunction, "exp.grand_total")), cells(fiscal(byFunction, "exp.year_total")), cells(l.total("fiscal_by_function", "total")), cells(l.total("gpb_by_function", "total")))
	case len(nested) > 1:
		return nil // a part that is not named as a purse
	case strings.HasSuffix(subject, "预算收入") || strings.HasSuffix(subject, "收入总计") || strings.HasSuffix(subject, "收入预算"):
		return claimOf(true, cells(io("revenue", "rev.grand_total")), cells(io("revenue", "rev.year_total")), cells(l.total("income_total", "total")))
	case strings.HasSuffix(subject, "预算支出") || strings.HasSuffix(subject, "支出总计") || strings.HasSuffix(subject, "支出预算"):
		return claimOf(true, cells(io(byFunction, "exp.grand_total")), cells(io(byFunction, "exp.year_total")), cells(l.total("expenditure_total", "total")))
	}
	return nil
}
