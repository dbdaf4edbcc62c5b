package transform

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai"
)

// budgetTables is a small set of budget tables whose total is a.
func budgetTables(owner, year, a string) string {
	return fmt.Sprintf("#表1\t%[2]s收支预算总表\t%[1]s\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n一、财政拨款收入\t%[3]s\t一、教育支出\t%[3]s\n收入总计\t%[3]s\t支出总计\t%[3]s\n\n"+
		"#表2\t%[2]s收入预算总表\t%[1]s\n单位名称\t合计\t一般公共预算\t政府性基金\t事业收入\n合计\t%[3]s\t%[3]s\t\t\n\n"+
		"#表3\t%[2]s支出预算总表\t%[1]s\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t%[3]s\t%[3]s\t\n205\t教育支出\t%[3]s\t%[3]s\t\n\n", owner, year, a)
}

const accountTables = "#公开01表\t收入支出决算总表\t\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t9.00\t五、教育支出\t9.00\n本年收入合计\t9.00\t本年支出合计\t9.00\n\n" +
	"#公开02表\t收入决算表\t\n科目编码\t科目名称\t本年收入合计\t财政拨款收入\t事业收入\n\t合计\t9.00\t9.00\t\n\n" +
	"#公开03表\t支出决算表\t\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\n\t合计\t9.00\t9.00\t\t\t\n205\t教育支出\t9.00\t9.00\t\t\t\n\n"

// TestSplit: two sets of the same tables under two owners or covers, or a budget
// beside accounts, are disclosures of their own; a slip in one caption, a list
// of units and a table by unit are not.
func TestSplit(t *testing.T) {
	const (
		head  = "某某市民政局2024年部门预算\n\n"
		page  = "\f"
		about = "本部门收入预算%s万元，支出预算%s万元，较上年增加1.00万元。\n\n"
	)
	year := func(s string) string { return s }
	text := func(a string) string { return strings.ReplaceAll(about, "%s", a) }
	for _, c := range []struct {
		name, text string
		want       string
	}{
		{"one unit", head + budgetTables("某某市民政局", "2024年", "5.00"), ""},
		{"two owners", head + budgetTables("某某市民政局", "", "5.00") + budgetTables("某某市福利院", "", "3.00"), "某某市民政局 2024 budget department 3|某某市福利院 2024 budget department 3"},
		{"two years", head + budgetTables("某某市民政局", "2024年", "5.00") + budgetTables("某某市民政局", "2023年", "4.00"), "某某市民政局 2024 budget department 3|某某市民政局 2023 budget department 3"},
		{"a slip in one caption", head + budgetTables("某某市民政局", "2024年", "5.00") + strings.SplitAfter(budgetTables("某某市民政局", "2023年", "5.00"), "\n\n")[0], ""},
		{"an owner for each kind of table", head + "#表1\t收支预算总表\t某某市民政局\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n一、财政拨款收入\t5.00\t一、教育支出\t5.00\n\n" +
			"#表2\t收入预算总表\t某某市福利院\n单位名称\t合计\t一般公共预算\t政府性基金\t事业收入\n合计\t5.00\t5.00\t\t\n\n#表3\t支出预算总表\t某某市救助站\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t5.00\t5.00\t\n\n", ""},
		{
			"budget and accounts", head + text("5.00") + budgetTables("", year("2024年"), "5.00") + page + "某某市民政局2022年度部门决算\n\n" + text("9.00") + accountTables,
			"某某市民政局 2024 budget department 3|某某市民政局 2022 final department 3",
		},
		{
			"a department and its units", "某某市民政局（汇总）2024年部门预算\n\n" + text("9.00") + budgetTables("", "", "9.00") +
				page + "某某市民政局（本级）2024年单位预算\n\n" + text("4.00") + budgetTables("", "", "4.00") +
				page + "某某市福利院2024年单位预算\n\n" + text("3.00") + budgetTables("", "", "3.00") +
				page + "某某市救助站2024年单位预算\n\n" + text("2.00") + budgetTables("", "", "2.00"),
			"某某市民政局 2024 budget department 3|某某市民政局（本级） 2024 budget unit 3|某某市福利院 2024 budget unit 3|某某市救助站 2024 budget unit 3",
		},
		{
			"the sheets of two units in turns", head + strings.Join(interleave(strings.SplitAfter(budgetTables("某某市民政局", "", "5.00"), "\n\n"), strings.SplitAfter(budgetTables("某某市福利院", "", "3.00"), "\n\n")), ""),
			"某某市民政局 2024 budget department 3|某某市福利院 2024 budget department 3",
		},
		{
			"a list of units and a table by unit", head + "第一部分 概况\n\n部门预算单位包括：\n\n某某市民政局本级2024年单位预算\n\n某某市福利院2024年单位预算\n\n" + budgetTables("某某市民政局", "", "5.00") +
				page + "第三部分 附表\n\n#表4\t所属单位收支预算表\t某某市民政局\n单位名称\t合计\n合计\t5.00\n某某市民政局本级\t3.00\n某某市福利院\t2.00\n\n", "",
		},
		{"the title at the head of every page", strings.ReplaceAll(head+budgetTables("", "", "5.00"), "#", page+"某某市民政局2024年部门预算\n\n#"), ""},
	} {
		r := Read(build(c.text), Options{})
		var got []string
		for k, p := range r.Portions {
			tables := 0
			for i := range r.Tables {
				tables += btoi(r.Tables[i].Portion == k && len(r.Tables[i].Cells) > 0)
			}
			got = append(got, fmt.Sprint(p.Unit, " ", p.FiscalYear, " ", p.Stage, " ", p.Scope, " ", tables))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", c.name, strings.Join(got, "|"), c.want)
		}
	}
}

func interleave(a, b []string) []string {
	var out []string
	for i := range a {
		out = append(out, a[i], b[i])
	}
	return out
}

// TestPortionsAsAlone: each disclosure of a file says what it would say alone.
func TestPortionsAsAlone(t *testing.T) {
	first := "某某市民政局2024年部门预算\n\n本部门收入预算5.00万元，支出预算5.00万元，较上年增加1.00万元。\n\n" + budgetTables("", "", "5.00")
	second := "某某市福利院2024年单位预算\n\n本单位收入预算3.00万元，支出预算3.00万元，较上年减少1.00万元。\n\n" + strings.Replace(budgetTables("", "", "3.00"), "支出总计\t3.00", "支出总计\t3.10", 1)
	both := Read(build(first+"\f"+second), Options{})
	if len(both.Portions) != 2 {
		t.Fatalf("%d portions", len(both.Portions))
	}
	ids := map[string]bool{}
	for _, f := range both.Facts {
		ids[f.ID] = true
	}
	for _, s := range both.Narrative {
		ids[s.ID] = true
	}
	if len(ids) != len(both.Facts)+len(both.Narrative) {
		t.Errorf("%d IDs for %d facts and %d statements", len(ids), len(both.Facts), len(both.Narrative))
	}
	apart := apiece(&both)
	for k, text := range []string{first, second} {
		alone := Read(build(text), Options{})
		got, want := plain(apart[k]), plain(&alone)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("portion %d:\n%s", k, diff)
		}
	}
	if p := both.Portions[1]; p.Department != "某某市民政局" {
		t.Errorf("above 某某市福利院 stands %q", p.Department)
	}
	settled := both
	Settle([]*gongkai.Reading{&settled})
	if diff := cmp.Diff(both.Checks, settled.Checks); diff != "" {
		t.Errorf("settled once more: %s", diff)
	}
}

// plain is what does not depend on where in a file something stands.
func plain(r *gongkai.Reading) []string {
	lines := []string{r.Document.Unit, r.Document.UnitID, fmt.Sprint(r.Document.FiscalYear), string(r.Document.Stage), string(r.Document.Part)}
	for _, t := range r.Tables {
		lines = append(lines, fmt.Sprint(t.Key, " ", t.State))
	}
	for _, f := range r.Facts {
		lines = append(lines, fmt.Sprint(f.TableIndex, f.Row, f.Col, f.Label, f.Measure, f.Raw))
	}
	for _, s := range r.Narrative {
		lines = append(lines, fmt.Sprint(s.Subject, s.Measure, s.Value, s.Delta))
	}
	for _, c := range r.Checks {
		lines = append(lines, fmt.Sprint(c.SentenceZH, c.LHS, c.RHS, c.Verdict, c.Root != ""))
	}
	return lines
}

// TestDisclosuresOfOneArticle: files of two units in one article are judged
// apart, a text and its tables together.
func TestDisclosuresOfOneArticle(t *testing.T) {
	read := func(text string) *gongkai.Reading { r := Read(build(text), Options{}); return &r }
	text := read("某某市民政局2024年部门预算\n\n本部门支出预算5.00万元，较上年增加1.00万元。\n\n#表3\t2024年支出预算总表\t\n\n")
	tables := read("某某市民政局2024年部门预算公开表\n\n" + budgetTables("某某市民政局", "", "5.00"))
	other := read("某某市福利院2024年单位预算\n\n" + strings.SplitAfter(budgetTables("某某市福利院", "", "3.00"), "#表3")[0] + "\t2024年支出预算总表\t某某市福利院\n\n")
	Settle([]*gongkai.Reading{text, tables, other})
	state := func(r *gongkai.Reading, key string) gongkai.TableState {
		for i := range r.Tables {
			if r.Tables[i].Key == key {
				return r.Tables[i].State
			}
		}
		return ""
	}
	if got := state(text, "expenditure_total"); got != gongkai.TableElsewhere {
		t.Errorf("the tables of the text are %q", got)
	}
	if got := state(other, "expenditure_total"); got != gongkai.TableMissing {
		t.Errorf("a table that only another unit has is %q", got)
	}
	scan := gongkai.Reading{Outcome: gongkai.Outcome{Status: gongkai.StatusScanned}}
	Settle([]*gongkai.Reading{text, tables, other, &scan})
	if got := state(other, "expenditure_total"); got != gongkai.TableUnreadable {
		t.Errorf("with a scan beside it, it is %q", got)
	}
}
