package transform

import (
	"strings"
	"testing"

	"gongkai"
)

const fullTable = "#表1\t一般公共预算支出表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n201\t一般公共服务支出\t10.00\t10.00\t\n"

// states of the tables of files that were published together, "key state
// declared reason".
func states(files ...string) []string {
	readings := make([]gongkai.Reading, len(files))
	together := make([]*gongkai.Reading, len(files))
	for i, f := range files {
		readings[i] = Read(build(f), Options{})
		together[i] = &readings[i]
	}
	Settle(together)
	var out []string
	for _, r := range readings {
		for _, t := range r.Tables {
			if t.Kind != gongkai.TableStatutory || t.Key == "gpb_by_function" && t.State == gongkai.TableData {
				continue
			}
			s := t.Key + " " + string(t.State)
			if t.DeclaredEmpty {
				s += " declared " + t.EmptyReason
			}
			out = append(out, s)
		}
	}
	return out
}

func TestDeclaredEmpty(t *testing.T) {
	head := "某某市某某局2026年部门预算\n\n"
	fund := "#表9\t政府性基金预算支出表\n科目编码\t科目名称\t合计\n\t\t\n"
	for _, c := range []struct {
		name  string
		files []string
		want  string
	}{
		{"nothing is said of a blank grid", []string{head + fullTable + "\n" + fund}, "gov_fund blank"},
		{"nothing is said of a caption without a grid", []string{head + fullTable + "\n#表9\t政府性基金预算支出表\n\n说明文字。"}, "gov_fund missing"},
		{"secrets are withheld", []string{head + fullTable + "\n#表9\t政府性基金预算支出表\n\n本表内容涉密，不予公开。"}, "gov_fund unknown"},
		{"the catalogue calls it empty", []string{head + "序号\t报表名称\t是否空表\t理由\n表9\t政府性基金预算支出表\t是\t不涉及\n\n" + fullTable + "\n#表9\t政府性基金预算支出表\n\n说明。"},
			"gov_fund blank declared 不涉及"},
		{"the catalogue calls it empty and it has not even a caption", []string{head + "序号\t报表名称\t是否空表\t理由\n表9\t政府性基金预算支出表\t是\t不涉及\n\n" + fullTable},
			"gov_fund blank declared 不涉及"},
		{"a note below the grid", []string{head + fullTable + "\n" + fund + "\n注：本部门无政府性基金预算，故本表无数据。"},
			"gov_fund blank declared 注：本部门无政府性基金预算，故本表无数据"},
		{"a note without the word table", []string{head + fullTable + "\n" + fund + "\n（注：2026年没有使用政府性基金预算拨款安排的支出。）"},
			"gov_fund blank declared （注：2026年没有使用政府性基金预算拨款安排的支出"},
		{"the text, far from the table", []string{head + "本部门没有政府性基金预算拨款安排的支出。\n\n" + fullTable + "\n#表9\t政府性基金预算支出表\n\n其他说明。"},
			"gov_fund blank declared 本部门没有政府性基金预算拨款安排的支出"},
		{"the text of another file", []string{head + "本部门没有政府性基金预算拨款安排的支出。", head + fullTable + "\n#表9\t政府性基金预算支出表\n\n其他说明。"},
			"gov_fund blank declared 本部门没有政府性基金预算拨款安排的支出"},
		{"the table is in another file", []string{head + "#表9\t政府性基金预算支出表\n\n说明。", head + fullTable + "\n" + strings.Replace(fund, "\t\t\n", "208\t社会保障\t5.00\n", 1)},
			"gov_fund elsewhere|gov_fund data"},
		{"text does not empty a table that spends", []string{head + "本部门没有政府性基金预算拨款安排的支出。\n\n" + fullTable + "\n" + strings.Replace(fund, "\t\t\n", "208\t社会保障\t5.00\n", 1)},
			"gov_fund data"},
		{"a note about something else", []string{head + fullTable + "\n#\t项目支出绩效目标表\n一级指标\t二级指标\t指标值\n产出\t数量\t3个\n\n注：本单位没有委托业务费预算。"},
			"kpi_project data"},
		{"the catalogue overrules the text", []string{head + "没有政府性基金预算拨款安排的支出。\n\n序号\t报表名称\t是否空表\t理由\n表9\t政府性基金预算支出表\t否\t\n\n" + fullTable + "\n#表9\t政府性基金预算支出表\n\n说明。"},
			"gov_fund missing"},
		{"a grid without a caption may be the table", []string{head + fullTable + "\n#表9\t政府性基金预算支出表\n\n科目编码\t数额\n208\t5.00\n"},
			"gov_fund unknown"},
		{"a lone file without any grid", []string{head + "#表9\t政府性基金预算支出表\n\n说明。"}, "gov_fund unknown"},
		{"no money for travel from a fund is not about the fund", []string{head + "没有使用政府性基金预算安排的“三公”经费支出。\n\n" + fullTable + "\n#表9\t政府性基金预算支出表\n\n说明。"},
			"gov_fund missing"},
	} {
		if got := strings.Join(states(c.files...), "|"); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
