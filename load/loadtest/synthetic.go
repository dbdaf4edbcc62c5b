package loadtest

import (
	"fmt"
	"math/rand/v2"

	"github.com/shopspring/decimal"

	"gongkai"
)

// Synthetic is a disclosure of a made-up unit with about the given number of
// facts, spread over tables as in real ones: a seventh in the table by
// function, most in tables of totals, and every measure in three columns of
// which one is blank. Each unit publishes a budget, and every third accounts too
// (see HasAccounts); the same unit, year, stage and number give the same
// document.
func Synthetic(unit, year int, stage gongkai.Stage, facts int) gongkai.Publication {
	random := rand.New(rand.NewPCG(uint64(unit), uint64(year)))
	region := fmt.Sprintf("61%04d", 100+unit/50)
	p := NewPaper(region, fmt.Sprintf("合成单位%04d", unit), year)
	if stage == gongkai.StageFinal {
		p.Final()
	}
	p.Department = fmt.Sprintf("合成部门%03d", unit/10)
	yuan := func() string { return decimal.New(random.Int64N(9_000_000_00)+1_000_00, -2).StringFixed(2) }
	items := max(facts/21, 3)
	total := decimal.Zero
	key := map[gongkai.Stage]string{gongkai.StageBudget: "gpb_by_function", gongkai.StageFinal: "F05"}[p.Stage]
	p.Table(key)
	put := p.bulk()
	for i := range items {
		amount := yuan()
		total = total.Add(decimal.RequireFromString(amount))
		code := fmt.Sprintf("2%02d%02d%02d", []int{1, 4, 5, 8, 10, 12, 13, 21}[i%8], i/8%60+1, i/480+1)
		put(gongkai.RowItem, i, "项"+code, code, "total", amount)
		put(gongkai.RowItem, i, "项"+code, code, "basic", amount)
		put(gongkai.RowItem, i, "项"+code, code, "project", "")
	}
	for _, m := range []string{"total", "basic", "personnel"} {
		put(gongkai.RowTotal, items, "合计", "", m, total.StringFixed(2))
	}
	p.Total(total.StringFixed(2))
	p.Table("three_public")
	put = p.bulk()
	for _, m := range []string{"three_public.total", "three_public.abroad", "three_public.vehicles", "three_public.reception"} {
		put(gongkai.RowTotal, 0, "合计", "", m, yuan())
	}
	for t := 0; len(p.reading.Facts) < facts; t++ {
		key := []string{"expenditure_total", "project_list", "gpb_basic_by_econ", "fiscal_io_total", "income_total"}[t%5]
		p.Table(key)
		put = p.bulk()
		rows := 60
		if key == "project_list" {
			rows = 12 // of which ten have goals
		}
		for i := 0; i < rows && len(p.reading.Facts) < facts; i++ {
			kind, code := gongkai.RowItem, fmt.Sprintf("301%02d", i%99+1)
			if key == "project_list" {
				kind, code = gongkai.RowLeaf, ""
			}
			put(kind, i, fmt.Sprintf("行%d-%d", t, i), code, "total", yuan())
			put(kind, i, fmt.Sprintf("行%d-%d", t, i), code, "fiscal", yuan())
			put(kind, i, fmt.Sprintf("行%d-%d", t, i), code, "gov_fund", "")
		}
	}
	for i := range 20 {
		p.Says("amount", yuan(), changed(fmt.Sprintf("20801%02d", i+1), gongkai.DirectionUp, "1000.00", "人员增加"))
	}
	p.Says("total", total.StringFixed(2)).Counts("staff.total", fmt.Sprint(random.IntN(200)+1)).Counts("vehicles.stock", fmt.Sprint(random.IntN(3)))
	for i := range 10 {
		p.Goal(fmt.Sprintf("行1-%d", i), "95")
	}
	for i := range 40 {
		verdict, cause := gongkai.VerdictHolds, gongkai.CauseNone
		if (unit+i)%40 == 0 {
			verdict, cause = gongkai.VerdictFails, gongkai.CauseDocument
		}
		p.Check([]string{"row_sum", "hierarchy", "cross_table"}[i%3], verdict, cause)
	}
	return p.Build()
}

// HasAccounts says whether the unit publishes final accounts too.
func HasAccounts(unit int) bool { return unit%3 == 2 }

// bulk adds cells to the last table without looking for the next row.
func (p *Paper) bulk() func(kind gongkai.RowKind, row int, label, code, measure, yuan string) {
	index := len(p.reading.Tables) - 1
	at := map[string]int{}
	return func(kind gongkai.RowKind, row int, label, code, measure, yuan string) {
		if _, ok := at[measure]; !ok {
			at[measure] = len(at) + 2
		}
		f := gongkai.Fact{Table: p.reading.Tables[index].Key, TableIndex: index, Row: row + 2, Col: at[measure], RowKind: kind, Label: label, Code: code, Measure: measure, Path: []string{"合计", label},
			Column: []string{measure}, State: gongkai.CellBlank, Page: index + 10, Box: gongkai.Box{X0: 100, Y0: float64(row%40) * 20, X1: 180, Y1: float64(row%40)*20 + 12}, ValueUnit: "元"}
		switch len(code) {
		case 7:
			f.CodeScheme, f.Level = "func", 3
		case 5:
			f.CodeScheme, f.Level = "dept_econ", 2
		}
		if yuan != "" {
			f.Amount, f.State, f.Raw = Yuan(yuan), gongkai.CellNumber, yuan
			v := f.Amount.Decimal
			f.Value = &v
		}
		p.reading.Facts = append(p.reading.Facts, f)
	}
}
