package transform

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
)

// check evaluates every identity family on the disclosure.
func check(readings []*gongkai.Reading) {
	if len(readings) == 0 {
		return
	}
	l := newLedger(readings)
	for _, r := range readings {
		one := newLedger([]*gongkai.Reading{r})
		one.seen = l.seen
		for _, key := range tableKeys(r) {
			one.within(key)
		}
	}
	l.across()
	l.narrative()
	l.catalogue()
}

func tableKeys(r *gongkai.Reading) []string {
	var keys []string
	seen := map[string]bool{}
	for i := range r.Tables {
		if k := r.Tables[i].Key; k != "" && !seen[k] {
			seen[k] = true
			keys = append(keys, k)
		}
	}
	return keys
}

// within evaluates what must hold inside the tables of one family.
func (l *ledger) within(key string) {
	facts := l.byTable[key]
	if strings.HasPrefix(key, "kpi_") {
		l.goalSums(key, facts)
		return
	}
	var panels [][]*gongkai.Fact
	for _, g := range columnGroups(facts) {
		if !anyNumber(g) || isThreePublic(key) && l.schemeOfGroup(g) != "unit" {
			continue
		}
		switch scheme := l.schemeOfGroup(g); {
		case g[0].Panel != "" && scheme != "coded":
			l.outlineSums(key, g)
			panels = append(panels, g)
		case scheme == "unit":
			l.levelSums(key, g)
		case scheme == "coded":
			l.codeSums(key, g)
		case scheme == "outline":
			l.outlineSums(key, g)
		case scheme == "levels" && addsUp(g):
			l.levelSums(key, g)
		}
	}
	l.balance(key, panels)
	if isThreePublic(key) {
		l.threePublicSums(key, facts)
		return
	}
	l.rowSums(key, facts)
}

// schemeOfGroup says what tells the hierarchy of a column: the codes that are
// printed, units, the outline, or levels of indentation.
func (l *ledger) schemeOfGroup(g []*gongkai.Fact) string {
	units, deep := 0, 0
	for _, f := range g {
		switch {
		case f.CodeScheme == "unit":
			units++
		case f.Code == "" || !l.prints(f):
			deep += btoi(f.Level > 1)
		case f.RowKind == gongkai.RowSection || f.RowKind == gongkai.RowItem || f.Panel == "":
			return "coded"
		}
	}
	switch {
	case units > 0:
		return "unit"
	case g[0].Panel != "":
		return "outline"
	case deep > 0:
		return "levels"
	}
	return ""
}

// prints says whether a fact's row prints its code; else its name told it.
func (l *ledger) prints(f *gongkai.Fact) bool {
	r := l.owner[f.ID]
	if r == nil || f.TableIndex >= len(r.Tables) || f.Row >= len(r.Tables[f.TableIndex].Rows) {
		return false
	}
	return strings.Contains(hanzi.Squeeze(strings.Join(r.Tables[f.TableIndex].Rows[f.Row], "")), f.Code)
}

// outlineSums: a numbered line is the sum of the lines below it, 本年合计 of the
// lines at the top, and 总计 of 本年合计 and what is carried in or out. 其中
// lines never add.
func (l *ledger) outlineSums(key string, g []*gongkai.Fact) {
	g = labelled(g)
	for i, f := range g {
		if f.RowKind == gongkai.RowTotal || f.RowKind == gongkai.RowOfWhich {
			continue
		}
		parts := below(g, i)
		// many places leave the line of a whole blank; it then claims nothing
		if len(parts) > 0 && f.State == gongkai.CellNumber {
			l.equal("intra_table", fmt.Sprintf("%s/%d/%s", place(f), f.TableIndex, hanzi.Key(strings.Join(f.Path, ""))),
				f.Label+" 等于其下各项之和", f.Label+" is the sum of the lines below it", plus(f), plus(parts...))
		}
	}
	var top, between []*gongkai.Fact // lines at the top, and those that are carried over
	var year *gongkai.Fact
	for _, f := range g {
		switch {
		case strings.HasSuffix(f.Item, ".year_total"):
			parts := append(append([]*gongkai.Fact{}, top...), between...)
			if f.State == gongkai.CellNumber && anyNumber(parts) {
				l.equal("intra_table", fmt.Sprintf("%s/%d/year_total", place(f), f.TableIndex),
					f.Label+" 等于各大项之和", f.Label+" is the sum of the top lines", plus(f), plus(parts...))
			}
			year, between = f, nil
		case strings.HasSuffix(f.Item, ".grand_total") && (year != nil || len(top) > 0):
			parts := append(append([]*gongkai.Fact{}, top...), between...)
			if year != nil {
				parts = append([]*gongkai.Fact{year}, between...)
			}
			if f.State == gongkai.CellNumber && anyNumber(parts) {
				l.equal("intra_table", fmt.Sprintf("%s/%d/grand_total", place(f), f.TableIndex),
					f.Label+" 等于本年合计与结转等项之和", f.Label+" is the year's total with what is carried over", plus(f), plus(parts...))
			}
			return
		case f.Level == 1 && len(f.Path) == 1 && f.RowKind != gongkai.RowOfWhich:
			top = append(top, f)
		case f.Level == 0 && f.RowKind != gongkai.RowTotal:
			between = append(between, f)
		}
	}
}

// labelled leaves out rows that print amounts beside no name.
func labelled(g []*gongkai.Fact) []*gongkai.Fact {
	var list []*gongkai.Fact
	for _, f := range g {
		if f.Label != "" || f.Code != "" {
			list = append(list, f)
		}
	}
	return list
}

// balance: revenue's 总计 equals that of every side of expenditure.
func (l *ledger) balance(key string, panels [][]*gongkai.Fact) {
	grand := func(g []*gongkai.Fact) *gongkai.Fact {
		for _, f := range g {
			if strings.HasSuffix(f.Item, ".grand_total") {
				return f
			}
		}
		return nil
	}
	var revenue *gongkai.Fact
	done := map[string]bool{}
	for _, g := range panels {
		f := grand(g)
		if f == nil {
			continue
		}
		if g[0].Panel == "revenue" {
			if revenue == nil || revenue.TableIndex != f.TableIndex {
				revenue = f
			}
			continue
		}
		at := fmt.Sprint(f.Panel, f.TableIndex)
		if revenue != nil && revenue.TableIndex == f.TableIndex && !done[at] && revenue.State == gongkai.CellNumber && f.State == gongkai.CellNumber {
			done[at] = true
			l.equal("balance", fmt.Sprintf("%s/%d", place(f), f.TableIndex),
				"收入总计等于支出总计", "total revenue equals total expenditure", plus(revenue), plus(f))
		}
	}
}

// addsUp says whether indentation is a hierarchy of sums here: of lines that
// are only set in, most that have others below them must be their sum.
func addsUp(g []*gongkai.Fact) bool {
	held, tried := 0, 0
	for i, f := range g {
		if parts := below(g, i); len(parts) > 0 && anyNumber(append(parts, f)) {
			tried++
			a, ta := sum(plus(f))
			b, tb := sum(plus(parts...))
			held += btoi(a.Sub(b).Abs().LessThanOrEqual(ta.Add(tb)))
		}
	}
	return 4*held >= 3*tried
}

// below are the lines of the next level under line i.
func below(g []*gongkai.Fact, i int) []*gongkai.Fact {
	var parts []*gongkai.Fact
	for _, k := range g[i+1:] {
		if k.Level <= g[i].Level {
			break
		}
		if k.Level == g[i].Level+1 && k.RowKind != gongkai.RowOfWhich {
			parts = append(parts, k)
		}
	}
	return parts
}

// levelSums: in tables by unit, 合计 is the sum of the departments, and every
// row that has rows of the next level under it is their sum.
func (l *ledger) levelSums(key string, g []*gongkai.Fact) {
	for i, f := range g {
		parts := below(g, i)
		if len(parts) > 0 {
			l.equal("hierarchy", fmt.Sprintf("%s/%d/%d/%d", key, f.TableIndex, f.Col, f.Row),
				oneLine(f.Label)+" 等于其下各行之和", oneLine(f.Label)+" is the sum of the rows below it", plus(f), plus(parts...))
		}
	}
}

// goalSums: 资金总额 is the sum of its parts, 金额合计 of the tasks.
func (l *ledger) goalSums(key string, facts []*gongkai.Fact) {
	byTable := map[int][]*gongkai.Fact{}
	var order []int
	for _, f := range facts {
		if byTable[f.TableIndex] == nil {
			order = append(order, f.TableIndex)
		}
		byTable[f.TableIndex] = append(byTable[f.TableIndex], f)
	}
	for _, t := range order {
		// one grid may hold the forms of several projects
		var total *gongkai.Fact
		var parts []*gongkai.Fact
		flush := func() {
			if total != nil && total.State == gongkai.CellNumber && len(parts) > 0 {
				l.equal("intra_table", fmt.Sprintf("%s/%d/%d/funds", key, t, total.Row), "资金总额等于各来源之和", "the project's funds are the sum of their sources", plus(total), plus(parts...))
			}
			parts = nil
		}
		for _, f := range byTable[t] {
			switch {
			case len(f.Column) > 0:
			case f.RowKind == gongkai.RowTotal && (total == nil || f.Col == total.Col):
				flush()
				total = f
			case f.RowKind != gongkai.RowTotal && total != nil && f.Col == total.Col:
				parts = append(parts, f) // 年度 funds stand in a column of their own
			}
		}
		flush()
		byColumn := map[int][]*gongkai.Fact{}
		for _, f := range byTable[t] {
			if len(f.Column) > 0 {
				byColumn[f.Col] = append(byColumn[f.Col], f)
			}
		}
		for col := range 64 {
			g := byColumn[col]
			if n := len(g); n > 1 && g[n-1].RowKind == gongkai.RowTotal && anyNumber(g) {
				l.equal("intra_table", fmt.Sprintf("%s/%d/tasks/%d", key, t, col), "金额合计等于各任务之和", "the total is the sum of the tasks", plus(g[n-1]), plus(g[:n-1]...))
			}
		}
	}
}
