package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gongkai"
)

// truthStatement is one quantitative statement of the seed's text.
type truthStatement struct {
	Section    string                `json:"section"`
	Subject    string                `json:"subject"`
	Measure    string                `json:"measure"`
	Kind       gongkai.StatementKind `json:"kind"`
	Code       string                `json:"code"`
	CodeScheme string                `json:"code_scheme"`
	Value      string                `json:"value"`
	Unit       string                `json:"unit"`
	Direction  gongkai.Direction     `json:"direction"`
	Delta      string                `json:"delta"`
	Percent    string                `json:"percent"`
	Reason     string                `json:"reason"`
}

// meaning says what the statements of the seed are about, in their order in
// the text. Their numbers are read from the text.
var meaning = []struct{ subject, measure string }{
	{"综合科", "internal_offices.general"},
	{"财务科", "internal_offices.finance"},
	{"人员编制", "posts.total"},
	{"行政编制", "posts.administrative"},
	{"事业编制", "posts.public_institution"},
	{"实有人员", "staff.total"},
	{"行政", "staff.administrative"},
	{"事业", "staff.public_institution"},
	{"离退休人员", "retirees"},
	{"预算收入", "total"},
	{"一般公共预算拨款", "amount"},
	{"预算支出", "total"},
	{"一般公共预算拨款", "amount"},
	{"财政拨款收入", "total"},
	{"一般公共预算拨款收入", "amount"},
	{"财政拨款支出", "total"},
	{"一般公共预算拨款支出", "amount"},
	{"一般公共预算拨款支出", "total"},
	{"一般公共预算支出", "total"},
	{"信息化建设", "amount"},
	{"住房公积金", "amount"},
	{"一般公共预算支出", "total"},
	{"工资福利支出", "amount"},
	{"商品和服务支出", "amount"},
	{"对个人和家庭的补助", "amount"},
	{"一般公共预算支出", "total"},
	{"对事业单位经常性补助", "amount"},
	{"对个人和家庭的补助", "amount"},
	{"“三公”经费", "three_public.total"},
	{"因公出国（境）经费", "three_public.abroad"},
	{"公务接待费", "three_public.reception"},
	{"公务用车运行维护费", "three_public.vehicle_operation"},
	{"公务用车购置费", "three_public.vehicle_purchase"},
	{"会议费", "meeting"},
	{"培训费", "training"},
	{"车辆", "vehicles.stock"},
	{"单价20万元以上的设备", "equipment_200k.stock"},
	{"购置车辆", "vehicles.purchase_plan"},
	{"购置单价20万元以上的设备", "equipment_200k.purchase_plan"},
	{"一般公共预算当年拨款", "kpi_coverage.gpb"},
	{"政府性基金预算当年拨款", "kpi_coverage.gov_fund"},
	{"国有资本经营预算拨款", "kpi_coverage.state_capital"},
	{"公用经费", "public_operating"},
}

var (
	moneyClause = regexp.MustCompile(`(?:（(\d+)）)?(\d+\.\d\d)(万元)(?:，较上年(无增减)|，较上年(增加|减少)(\d+\.\d\d)万元，(?:增长|下降)(\d+\.\d\d)%，(?:增长|下降)的主要原因是：([^；。]+))?`)
	countClause = regexp.MustCompile(`(\d+)(台（套）|[人辆个])`)
)

// narrate reads the statements of the text: everything before the catalogue.
func narrate(blocks []block) ([]truthStatement, error) {
	var statements []truthStatement
	headings := map[string]string{}
	for _, b := range blocks {
		switch b.kind {
		case "h1":
			headings = map[string]string{"h1": b.text}
		case "h2":
			delete(headings, "h3")
			headings["h2"] = b.text
		case "h3":
			headings["h3"] = b.text
		case "p":
			if headings["h2"] == "二、工作任务" {
				continue // tasks, no figures
			}
			section := headings["h1"]
			for _, h := range []string{"h2", "h3"} {
				if headings[h] != "" {
					section += " / " + headings[h]
				}
			}
			for _, s := range clauses(b.text) {
				s.Section = section
				n := len(statements)
				if n == len(meaning) {
					return nil, fmt.Errorf("narrative: more statements than meanings, at %q", b.text)
				}
				s.Subject, s.Measure = meaning[n].subject, meaning[n].measure
				if !strings.Contains(b.text, s.Subject) {
					return nil, fmt.Errorf("narrative: %q does not speak of %s", b.text, s.Subject)
				}
				if s.Code != "" {
					s.CodeScheme = schemeOf(s.Code)
				}
				statements = append(statements, s)
			}
		}
	}
	if len(statements) != len(meaning) {
		return nil, fmt.Errorf("narrative: %d statements, %d meanings", len(statements), len(meaning))
	}
	return statements, nil
}

// clauses are the figures of one paragraph in their order.
func clauses(text string) []truthStatement {
	var found []truthStatement
	for _, m := range moneyClause.FindAllStringSubmatch(text, -1) {
		s := truthStatement{Kind: gongkai.StatementMoney, Code: m[1], Value: m[2], Unit: m[3], Delta: m[6], Percent: m[7], Reason: m[8]}
		switch {
		case m[4] != "":
			s.Direction = gongkai.DirectionSame
		case m[5] == "增加":
			s.Direction = gongkai.DirectionUp
		case m[5] == "减少":
			s.Direction = gongkai.DirectionDown
		}
		found = append(found, s)
	}
	if len(found) > 0 {
		return found
	}
	for _, m := range countClause.FindAllStringSubmatch(text, -1) {
		found = append(found, truthStatement{Kind: gongkai.StatementCount, Value: m[1], Unit: m[2]})
	}
	return found
}

// schemeOf tells the codes of the text apart: 2080108 is functional, 301 an
// economic class of the department's budget, 505 one of the government's.
func schemeOf(code string) string {
	switch {
	case len(code) == 7:
		return "func"
	case strings.HasPrefix(code, "3"):
		return "dept_econ"
	}
	return "gov_econ"
}

// said finds the statements with a measure.
func (t *truth) said(measure string) truthStatement {
	i := slices.IndexFunc(t.Narrative, func(s truthStatement) bool { return s.Measure == measure })
	return t.Narrative[i]
}
