package registry

import (
	"strings"
	"testing"

	"gongkai"
)

func TestIdentify(t *testing.T) {
	r := Default()
	for _, c := range []struct {
		stage         gongkai.Stage
		title, header string
		want          string
	}{
		{"budget", "单位综合预算收支总表", "收入 支出 项目 预算数", "io_total"},
		{"budget", "单位综合预算收入总表", "", "income_total"},
		{"budget", "单位综合预算支出总表", "合计 公共预算拨款 事业收入", "expenditure_total"},
		{"budget", "单位综合预算财政拨款收支总表", "收入 支出 项目 预算数", "fiscal_io_total"},
		{"budget", "单位综合预算一般公共预算支出明细表（按支出功能分类科目）", "功能科目编码", "gpb_by_function"},
		{"budget", "单位综合预算一般公共预算支出明细表（按支出经济分类科目）", "", "gpb_by_econ"},
		{"budget", "单位综合预算一般公共预算基本支出明细表（按支出功能分类科目）", "", "gpb_basic_by_function"},
		{"budget", "单位综合预算一般公共预算基本支出明细表（支出经济分类科目）", "", "gpb_basic_by_econ"},
		{"budget", "单位综合预算政府性基金收支表", "", "gov_fund_io"},
		{"budget", "单位综合预算专项业务经费支出表", "", "project_list"},
		{"budget", "单位综合预算政府采购（资产配置、购买服务）预算表", "", "procurement"},
		{"budget", "单位综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表", "", "three_public"},
		{"budget", "单位预算专项业务经费绩效目标表", "", "kpi_project"},
		{"budget", "单位整体支出绩效目标表", "", "kpi_overall"},
		{"budget", "专项资金总体绩效目标表", "", "kpi_special_fund"},
		{"budget", "部门综合预算财政拨款上年结转资金支出表", "", "carry_over"},
		{"budget", "2026年市级部门一般公共预算“三公”经费预算表", "", "three_public"},
		{"budget", "一般公共预算基本支出表", "人员经费 公用经费 科目编码", "gpb_basic_by_econ"},
		{"budget", "一般公共预算机关运行经费支出预算表", "", "operating_costs"},
		{"budget", "预算单位一般公共预算支出功能分类预算表", "", "gpb_by_function"},
		{"budget", "国有资本经营预算拨款支出预算表", "", "state_capital"},
		{"budget", "政府性基金预算拨款支出预算表", "", "gov_fund"},
		{"budget", "支出总体情况表", "", "expenditure_total"},
		{"budget", "财政拨款收支总体情况表", "", "fiscal_io_total"},
		{"final", "收入支出决算总表", "", "F01"},
		{"final", "收入决算表", "", "F02"},
		{"final", "支出决算表", "", "F03"},
		{"final", "财政拨款收入支出决算总表", "", "F04"},
		{"final", "一般公共预算财政拨款支出决算表", "", "F05"},
		{"final", "一般公共预算财政拨款基本支出决算表", "", "F06"},
		{"final", "财政拨款“三公”经费支出决算表", "", "F07"},
		{"final", "政府性基金预算财政拨款收入支出决算表", "", "F08"},
		{"final", "国有资本经营预算财政拨款支出决算表", "", "F09"},
		{"budget", "报表目录", "序号 表名", ""},
		{"budget", "部门机构设置情况表", "", ""},
	} {
		got := ""
		s := Sight{Stage: c.stage, Title: c.title}
		if c.header != "" {
			s.Header = Cells(strings.Fields(c.header))
		}
		if f, _ := r.Identify(s); f != nil {
			got = f.Key
		}
		if got != c.want {
			t.Errorf("Identify(%s, %q) = %q, want %q", c.stage, c.title, got, c.want)
		}
	}
}

func TestCodeOf(t *testing.T) {
	r := Default()
	for _, c := range []struct{ scheme, name, want string }{
		{"func", "社会保障和就业支出", "208"},
		{"func", "医疗卫生与计划生育支出", "210"},
		{"dept_econ", "对个人和家庭补助", "303"},
		{"dept_econ", "其他支出", "399"},
		{"gov_econ", "机关资本性支出（二）", "504"},
		{"gov_econ", "其他支出", "599"},
		{"func", "上年结转", ""},
	} {
		if got := r.CodeOf(c.scheme, c.name); got != c.want {
			t.Errorf("CodeOf(%s, %s) = %q, want %q", c.scheme, c.name, got, c.want)
		}
	}
}

func TestMeasureOf(t *testing.T) {
	r := Default()
	for _, c := range []struct {
		path []string
		want string
	}{
		{[]string{"部门预算", "公共预算拨款", "小计"}, "gpb"},
		{[]string{"部门预算", "公共预算拨款", "其中：专项资金列入部门预算的项目"}, "gpb_of_which_special"},
		{[]string{"合计"}, "total"},
		{[]string{"人员经费支出"}, "personnel"},
		{[]string{"专项业务经费支出"}, "project"},
		{[]string{"上年实户资金余额"}, "account_balance"},
		{[]string{"对附属单位上缴收入"}, "subordinate_remit"},
		{[]string{"项目金额"}, "total"},
		{[]string{"备注"}, ""},
	} {
		if got := r.MeasureOf(c.path); got != c.want {
			t.Errorf("MeasureOf(%v) = %q, want %q", c.path, got, c.want)
		}
	}
}
