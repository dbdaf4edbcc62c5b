package registry

import (
	"strings"
	"testing"

	"gongkai"
)

// TestSignature identifies tables whose title says nothing, and refuses titles
// that what stands in the table contradicts.
func TestSignature(t *testing.T) {
	for _, c := range []struct {
		stage                 gongkai.Stage
		title, header, labels string
		want                  string
		confidence            float64
	}{
		{"final", "", "收入 支出 项目 行次 决算数 项目 行次 决算数", "一、一般公共预算财政拨款收入 五、事业收入 本年收入合计", "F01", 0.5},
		{"final", "", "收入 支出 项目 行次 金额 项目 行次 合计 一般公共预算财政拨款 政府性基金预算财政拨款", "一、一般公共预算财政拨款", "F04", 0.5},
		{"final", "公开05表", "项目 本年支出 科目代码 科目名称 小计 基本支出 项目支出", "合计 201 20103 221", "F05", 0.5},
		{"final", "", "项目 本年支出 科目代码 科目名称 小计 基本支出 项目支出", "合计", "", 0},
		{"final", "", "项目 本年支出 科目代码 科目名称 小计 基本支出 项目支出", "合计 223 22301", "F09", 0.5},
		{"final", "", "项目 年初结转和结余 本年收入 本年支出 小计 基本支出 项目支出 年末结转和结余", "合计 212 21208", "F08", 0.5},
		{"final", "", "项目 本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入", "201", "F02", 0.5},
		{"final", "", "项目 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出", "201", "F03", 0.5},
		{"final", "", "合计 因公出国（境）费 公务用车购置及运行费 公务接待费 预算数 决算数", "", "F07", 0.5},
		{"final", "", "科目代码 科目名称 决算数 科目代码 科目名称 决算数", "301 30101 302", "F06", 0.5},
		{"budget", "", "合计 “三公”经费 会议费 培训费 小计 因公出国（境）费 公务用车购置及运行维护费 公务接待费", "", "three_public", 0.5},
		{"budget", "", "项目 预算数", "合计 1、因公出国（境）费用 2、公务接待费 3、公务用车购置及运行费", "three_public", 0.5},
		{"budget", "", "收入 支出 项目 预算数 项目 预算数", "一、一般公共预算拨款收入 五、事业收入", "io_total", 0.5},
		{"budget", "", "收入 支出 项目 预算数 项目 合计 一般公共预算 政府性基金预算", "一、本年收入", "fiscal_io_total", 0.5},
		{"budget", "", "部门经济科目编码 部门经济科目名称 政府经济科目编码 政府经济科目名称 合计 人员经费支出 公用经费支出 专项业务经费支出 备注", "301", "gpb_by_econ", 0.5},
		{"budget", "", "部门经济科目编码 部门经济科目名称 政府经济科目编码 政府经济科目名称 合计 人员经费支出 公用经费支出 备注", "301", "gpb_basic_by_econ", 0.5},
		{"budget", "", "功能科目编码 功能科目名称 合计 人员经费支出 公用经费支出 专项业务经费支出 备注", "208", "gpb_by_function", 0.5},
		{"budget", "", "功能科目编码 功能科目名称 合计 人员经费支出 公用经费支出 备注", "208", "gpb_basic_by_function", 0.5},
		// a caption that belongs to the next table, a heading of the text
		{"budget", "收入预算总表", "合计 因公出国（境）费 公务用车购置费 公务接待费", "", "three_public", 0.5},
		{"budget", "项目支出情况表", "序号 项目名称 预算批复 预算到位 实际执行 执行率", "合计", "", 0},
		{"budget", "一般公共预算基本支出表", "功能分类科目编码 功能分类科目名称 合计 人员经费 公用经费", "208", "gpb_basic_by_function", 1},
		// tables that are not statutory
		{"budget", "", "序号 单位名称 拟变动情况", "1 某局本级（机关）", "", 0},
		{"budget", "", "报表 报表名称 是否空表 公开空表理由", "表1 部门综合预算收支总表", "", 0},
		{"budget", "", "单位名称 编制人数 实有人数 离退休人员", "某局", "", 0},
		{"budget", "", "功能科目 年度 合计 基本支出 项目支出 人员经费 公用经费 主要原因", "201", "", 0},
		{"budget", "国有资产占用情况表", "项目 金额 数量", "车辆", "", 0},
	} {
		f, confidence := Default().Identify(Sight{
			Stage: c.stage, Title: c.title, Header: Cells(strings.Fields(c.header)), Labels: Cells(strings.Fields(c.labels)),
			Body: Cells(strings.Fields(c.header + " " + c.labels)),
		})
		got := ""
		if f != nil {
			got = f.Key
		}
		if got != c.want || confidence != c.confidence {
			t.Errorf("%s %q %q: %q (%.2f), want %q (%.2f)", c.stage, c.title, c.header, got, confidence, c.want, c.confidence)
		}
	}
	for _, body := range []string{
		"项目名称 政府投资项目评审 年度资金总额 一级指标 二级指标 指标内容 指标值",
		"活动 绩效指标 指标性质 指标值 度量单位",
	} {
		if f, _ := Default().Identify(Sight{Stage: gongkai.StageBudget, Body: Cells(strings.Fields(body))}); f == nil || f.Key != "kpi_project" {
			t.Errorf("%q is %v, want kpi_project", body, f)
		}
	}
	body := "项目名称 采供血经费 一级指标 二级指标 三级指标 年度指标值 实际完成值 得分 自评"
	if f, _ := Default().Identify(Sight{Stage: gongkai.StageFinal, Body: Cells(strings.Fields(body))}); f != nil {
		t.Errorf("a form of self-evaluation is %s", f.Key)
	}
}
