package transform

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
)

// agree says whether two sides are equal but for rounding.
func agree(lhs, rhs []term) bool {
	a, ta := sum(lhs)
	b, tb := sum(rhs)
	return judgeDifference(a.Sub(b), ta.Add(tb)) != gongkai.VerdictFails
}

// projects: the list of projects, the goals of each and the goals of the whole
// unit tell one story.
func (l *ledger) projects() {
	list := l.total("project_list", "total")
	funds := map[int]*gongkai.Fact{}
	var order []int
	var all []*gongkai.Fact // of several forms in one grid, too
	for _, f := range l.byTable["kpi_project"] {
		if f.RowKind != gongkai.RowTotal || len(f.Column) > 0 {
			continue
		}
		if funds[f.TableIndex] == nil {
			funds[f.TableIndex] = f
			order = append(order, f.TableIndex)
		}
		if f.Col == funds[f.TableIndex].Col {
			all = append(all, f)
		}
	}
	leaves := 0
	for _, f := range l.byTable["project_list"] {
		leaves += btoi(f.RowKind == gongkai.RowLeaf && f.Measure == "total")
	}
	// Some publish the goals of their largest projects only, others those of money
	// for districts too, which is no project of their own.
	if list != nil && len(all) > 0 && (len(all) == leaves || len(all) > leaves && agree(plus(list), plus(all...))) {
		l.equal("cross_table", "project_list.kpi_project", "专项业务经费合计等于各项目绩效目标表的资金总额", "the list of projects adds up to the funds of their goals", plus(list), plus(all...))
	}
	names, known := 0, 0
	listed := map[string]*gongkai.Fact{}
	for _, f := range l.byTable["project_list"] {
		listed[projectKey(f.Label)] = f
	}
	for _, t := range order {
		if name := projectKey(l.projectName(t)); name != "" {
			names++
			known += btoi(listed[name] != nil)
		}
	}
	tasks := map[string]*gongkai.Fact{}
	for _, f := range l.byTable["kpi_overall"] {
		if f.Measure == "total" && len(f.Column) > 0 {
			tasks[hanzi.Key(f.Label)] = f
		}
	}
	for _, t := range order {
		name := l.projectName(t)
		if f := tasks[hanzi.Key(name)]; name != "" && f != nil {
			l.pair(fmt.Sprintf("kpi_project.kpi_overall.%d", t), name+"的资金总额在两张绩效目标表中相等", "the project's funds are equal in both tables of goals", funds[t], f)
		}
		// some set goals for single tasks of the projects that they list
		if name != "" && len(tasks) > 0 && 4*known >= 3*names {
			found := listed[projectKey(name)]
			l.holds("cross_table", fmt.Sprintf("project_name.%d", t), "项目名称在专项业务经费表与绩效目标表中一致", "the project bears one name in all tables", name, labelOf(found), found != nil, []string{funds[t].ID})
		}
		if dept := l.headOf(t, "主管部门"); dept != "" {
			if f := l.find("project_list", func(f *gongkai.Fact) bool { return f.CodeScheme == "unit" && f.Level == 1 }); f != nil {
				l.holds("cross_table", fmt.Sprintf("project_department.%d", t), "项目主管部门与部门名称一致", "the project's department is the list's", dept, f.Label, hanzi.Key(dept) == hanzi.Key(f.Label), []string{f.ID})
			}
		}
	}
	if f := tasks["基本支出"]; f != nil {
		l.rounded("gpb_basic_by_function.kpi_overall", "基本支出合计（元）四舍五入等于绩效表金额（万元）", "basic expenditure rounds to the goals' amount", l.total("gpb_basic_by_function", "total"), f)
	}
	if !anyTask(tasks, "基本支出", "人员", "公用") {
		return // the tasks are not all that the unit spends
	}
	for _, f := range l.byTable["kpi_overall"] {
		if f.RowKind == gongkai.RowTotal && f.Measure == "total" && len(f.Column) > 0 {
			l.rounded("io_total.kpi_overall", "收入总计（元）四舍五入等于绩效表金额合计（万元）", "total revenue rounds to the goals' total", l.nearest(f,
				l.item("io_total", "revenue", "rev.grand_total"), l.item("io_total", "revenue", "rev.year_total"), l.item("fiscal_io_total", "revenue", "rev.grand_total"), l.total("gpb_by_function", "total")), f)
			break
		}
	}
}

// nearest is the first of the totals that rounds to what f prints, else the
// first that is there.
func (l *ledger) nearest(f *gongkai.Fact, totals ...*gongkai.Fact) *gongkai.Fact {
	var first *gongkai.Fact
	for _, t := range totals {
		if t == nil || t.Amount == nil || f.Amount == nil {
			continue
		}
		if t.Amount.Shift(-4).Round(2).Shift(4).Equal(f.Amount.Decimal) {
			return t
		}
		if first == nil {
			first = t
		}
	}
	return first
}

// projectKey makes 法律咨询服务 and 法律咨询服务费 one project.
func projectKey(name string) string {
	k := hanzi.Key(name)
	for _, end := range []string{"项目", "经费", "费"} {
		k = strings.TrimSuffix(k, end)
	}
	return k
}

func anyTask(tasks map[string]*gongkai.Fact, words ...string) bool {
	for name := range tasks {
		for _, w := range words {
			if strings.Contains(name, w) {
				return true
			}
		}
	}
	return false
}

func labelOf(f *gongkai.Fact) string {
	if f == nil {
		return ""
	}
	return f.Label
}

// rounded compares a with what b prints, at b's resolution, half up.
func (l *ledger) rounded(id, zh, en string, a, b *gongkai.Fact) {
	if a == nil || b == nil || a.Amount == nil || b.Amount == nil {
		return
	}
	at := a.Amount.Shift(-4).Round(2).Shift(4)
	if at.GreaterThan(b.Amount.Decimal) && b.Table == "kpi_overall" && b.RowKind == gongkai.RowTotal {
		return // goals may be set for less than all money
	}
	ok := at.Equal(b.Amount.Decimal)
	l.holds("cross_table_rounded", id, zh, en, at.StringFixed(2), b.Amount.StringFixed(2), ok, []string{a.ID, b.ID})
}

// projectName and headOf read the key and value cells in the head of a table
// of goals.
func (l *ledger) projectName(table int) string { return l.headOf(table, "项目名称") }

func (l *ledger) headOf(table int, key string) string {
	for _, r := range l.readings {
		if table >= len(r.Tables) || !strings.HasPrefix(r.Tables[table].Key, "kpi_") {
			continue
		}
		for i := range r.Tables[table].Cells {
			c := &r.Tables[table].Cells[i]
			if hanzi.Key(c.Text) != key {
				continue
			}
			for k := range r.Tables[table].Cells {
				if v := &r.Tables[table].Cells[k]; v.Row == c.Row && v.Col == c.Col+c.ColSpan {
					return oneLine(v.Text)
				}
			}
		}
	}
	return ""
}

// noFunds: a government-fund table that prints nothing goes with no such
// revenue in the totals and a catalogue that declares it empty.
func (l *ledger) noFunds() {
	for _, r := range l.readings {
		for i := range r.Tables {
			t := &r.Tables[i]
			if t.Key != "gov_fund_io" || t.State != gongkai.TableBlank || len(t.Cells) == 0 {
				continue
			}
			f := l.item("fiscal_io_total", "revenue", "rev.gov_fund")
			if f == nil {
				continue
			}
			ok := yuanOf(f).IsZero() && t.DeclaredEmpty
			l.holds("cross_table", "gov_fund_io.empty", "政府性基金表为空，则财政拨款总表无政府性基金，且目录注明空表", "an empty table of funds goes with no such revenue and is declared", f.Raw, t.EmptyReason, ok, []string{f.ID})
		}
	}
}
