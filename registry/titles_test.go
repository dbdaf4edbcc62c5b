package registry

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
)

// titled are titles as places print them and the key of each, "" for tables that
// are not statutory. The places are those whose lists of tables (目录) differ.
var titled = []struct {
	stage  gongkai.Stage
	place  string
	titles map[string]string
}{
	{"final", "Ministry of Finance, 2013 to now", map[string]string{
		"收入支出决算总表": "F01", "公开01表 收入支出决算总表": "F01", "财决公开01表收入支出决算总表": "F01", "GK01 收入支出决算总表": "F01", "表一：收入支出决算总表": "F01",
		"附件1-1：2023年度收入支出决算总表": "F01", "收入决算表": "F02", "表2 收入决算表": "F02", "支出决算表": "F03", "公开03表支出决算表": "F03",
		"财政拨款收入支出决算总表": "F04", "（四）财政拨款收入支出决算总表": "F04", "一般公共预算财政拨款支出决算表": "F05", "公共预算财政拨款支出决算表": "F05",
		"一般公共预算财政拨款支出决算表（公开05表）": "F05", "一般公共预算财政拨款基本支出决算表": "F06", "一般公共预算财政拨款基本支出决算明细表": "F06",
		"公共预算财政拨款基本支出决算表": "F06", "一般公共预算财政拨款“三公”经费支出决算表": "F07", "财政拨款\"三公\"经费支出决算表": "F07",
		"政府性基金预算财政拨款收入支出决算表": "F08", "国有资本经营预算财政拨款支出决算表": "F09", "国有资本经营预算财政拨款收入支出决算表": "F09",
		"某某县某某局2022年度收入支出决算总表（部门）": "F01",
	}},
	{"final", "Yunnan", map[string]string{
		"收入支出决算表": "F01", "财政拨款收入支出决算表": "F04", "一般公共预算财政拨款收入支出决算表": "F05", "一般公共预算财政拨款项目支出决算表": "F05_project",
		"“三公”经费、行政参公单位机关运行经费情况表": "F07", "财政拨款“三公”经费、行政参公单位机关运行经费情况表": "F07", "一般公共预算财政拨款“三公”经费情况表": "F07",
		"国有资产使用情况表": "", "部门整体支出绩效自评情况": "", "部门整体支出绩效自评表": "", "项目支出绩效自评表": "", "财政专户管理资金收入支出决算表": "",
	}},
	{"final", "Shaanxi, Sichuan, Beijing, Inner Mongolia, Hubei, Hunan", map[string]string{
		"收入决算总表": "F02", "支出决算总表": "F03", "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表": "F07",
		"财政拨款支出决算明细表": "F04_detail", "一般公共预算财政拨款支出决算明细表": "F05_detail",
		"政府性基金预算财政拨款基本支出决算表": "F08_basic", "政府性基金预算财政拨款收入支出决算表（公开07表）": "F08",
		"一般公共预算财政拨款项目支出决算明细表": "F05_project",
		"项目收入支出决算表":           "", "机构运行经费支出、国有资产占用情况及政府采购支出信息表": "", "机关运行经费支出、国有资产占用情况及政府采购情况信息表": "",
		"政府性基金预算财政拨款“三公”经费支出决算表": "", "社会保险基金收入决算表": "", "一般公共预算税收返还和转移支付决算表": "", "地方政府债券使用情况表": "",
		"政府采购情况表": "", "部门决算公开目录": "", "预算绩效评价得分表": "",
	}},
	{"budget", "Ministry of Finance", map[string]string{
		"部门收支总表": "io_total", "部门收入总表": "income_total", "部门支出总表": "expenditure_total", "财政拨款收支总表": "fiscal_io_total",
		"一般公共预算支出表": "gpb_by_function", "一般公共预算基本支出表": "gpb_basic_by_econ", "一般公共预算“三公”经费支出表": "three_public",
		"政府性基金预算支出表": "gov_fund", "国有资本经营预算支出表": "state_capital", "项目支出绩效目标表": "kpi_project", "财政拨款收入支出总表": "fiscal_io_total",
		"公共预算财政拨款支出预算表": "gpb_by_function",
	}},
	{"budget", "Yunnan", map[string]string{
		"财务收支预算总表": "io_total", "部门财务收支预算总表（预算01-1表）": "io_total", "部门收入预算表": "income_total", "部门支出预算表": "expenditure_total",
		"财政拨款收支预算总表": "fiscal_io_total", "部门财政拨款收支预算总表": "fiscal_io_total", "一般公共预算支出预算表（按功能科目分类）": "gpb_by_function",
		"一般公共预算“三公”经费支出预算表": "three_public", "部门基本支出预算表": "basic_total", "部门项目支出预算表": "project_list", "项目支出预算表（其他运转类、特定目标类项目）": "project_list",
		"项目支出绩效目标表（本次下达）": "kpi_project", "部门政府采购预算表": "procurement", "政府购买服务预算表": "service_purchase", "部门政府购买服务预算表": "service_purchase",
		"省对下转移支付预算表": "transfers", "州（市）对下转移支付预算表": "transfers", "对下转移支付绩效目标表": "kpi_special_fund", "省对下转移支付绩效目标表": "kpi_special_fund",
		"新增资产配置表": "new_assets", "新增资产配置预算表": "new_assets", "上级补助项目支出预算表": "superior_projects", "上级转移支付补助项目支出预算表": "superior_projects",
		"部门项目中期规划预算表": "project_plan", "部门项目支出中期规划预算表": "project_plan",
	}},
	{"budget", "Gansu, Xinjiang, Henan, Guangxi", map[string]string{
		"单位收支总体情况表": "io_total", "部门收支总体情况表": "io_total", "单位收入总体情况表": "income_total", "单位支出总体情况表": "expenditure_total",
		"财政拨款收支总体情况表": "fiscal_io_total", "财政拨款收支预算总体情况表": "fiscal_io_total", "财政拨款支出表": "fiscal_by_function", "一般公共预算支出情况表": "gpb_by_function",
		"一般公共预算基本支出情况表": "gpb_basic_by_econ", "一般公共预算财政拨款“三公”经费、会议费、培训费支出情况表": "three_public", "财政拨款“三公”经费、会议费和培训费支出情况表": "three_public",
		"一般公共预算财政拨款机关运行经费表": "operating_costs", "机关运行经费预算财政拨款情况统计表": "operating_costs", "政府性基金预算支出情况表": "gov_fund",
		"部门管理转移支付表": "transfers", "国有资本经营预算支出情况表": "state_capital", "国有资本经营预算收支情况表": "state_capital",
		"单位整体支出绩效目标表": "kpi_overall", "部门（单位）整体绩效目标表": "kpi_overall", "年度预算项目绩效目标公开表": "kpi_project", "部门预算项目绩效目标表": "kpi_project",
		"支出经济分类汇总表": "expenditure_by_econ", "项目支出情况表": "project_list", "重点项目绩效目标表": "kpi_project",
	}},
	{"budget", "Sichuan", map[string]string{
		"单位收支总表": "io_total", "财政拨款支出预算表（部门经济分类科目）": "fiscal_by_econ", "财政拨款支出预算表（政府经济分类科目）": "fiscal_by_econ",
		"一般公共预算支出预算表": "gpb_by_function", "一般公共预算基本支出预算表": "gpb_basic_by_econ", "一般公共预算项目支出预算表": "gpb_project",
		"政府性基金预算“三公”经费支出预算表": "three_public_gov_fund", "政府性基金支出预算表": "gov_fund", "国有资本经营支出预算表": "state_capital",
		"单位预算项目支出绩效目标表": "kpi_project", "部门预算项目绩效目标申报表": "kpi_project",
	}},
	{"budget", "Hunan", map[string]string{
		"支出预算分类汇总表（按政府预算经济分类）": "expenditure_by_econ", "支出预算分类汇总表（按部门预算经济分类）": "expenditure_by_econ",
		"一般公共预算基本支出表－人员经费（工资福利支出）（按政府预算经济分类）": "gpb_basic_part", "一般公共预算基本支出表—公用经费（商品和服务支出）（按部门预算经济分类）": "gpb_basic_part",
		"政府性基金预算支出分类汇总表（按政府预算经济分类）": "gov_fund_by_econ", "财政专户管理资金预算支出表": "special_account",
		"国有资本经营预算支出表": "state_capital", "省级专项资金预算汇总表": "special_funds", "专项资金预算汇总表": "special_funds", "其他项目支出绩效目标表": "kpi_project",
		"整体支出绩效目标表": "kpi_overall", "一般性支出情况表": "",
	}},
	{"budget", "Hebei, Liaoning, Shanxi, Jiangxi, Anhui, Hainan", map[string]string{
		"部门预算收支总表": "io_total", "部门预算收入总表": "income_total", "部门预算支出总表": "expenditure_total", "部门预算财政拨款收支总表": "fiscal_io_total",
		"部门预算一般公共预算财政拨款支出表": "gpb_by_function", "部门预算一般公共预算财政拨款基本支出表": "gpb_basic_by_econ",
		"部门预算政府基金预算财政拨款支出表": "gov_fund", "部门预算国有资本经营预算财政拨款支出表": "state_capital", "部门预算财政拨款“三公”经费支出表": "three_public",
		"部门收支预算总表": "io_total", "部门收入预算总表": "income_total", "部门支出预算总表": "expenditure_total", "收支预算总表": "io_total",
		"一般公共预算支出表（按功能科目）": "gpb_by_function", "一般公共预算支出表（按经济分类科目）": "gpb_by_econ", "债务支出预算表": "", "部门债务支出预算表": "",
		"一般公共预算安排基本支出分经济科目表": "gpb_basic_by_econ", "政府性基金预算收入表": "gov_fund_revenue", "国有资本经营预算收支预算表": "state_capital",
		"政府采购支出预算表": "procurement", "政府购买服务支出预算表": "service_purchase", "项目支出绩效信息表": "kpi_project", "部门项目支出表": "project_list",
		"部门整体支出绩效目标申报表": "kpi_overall", "部门预算绩效目标表": "kpi_overall", "部门（单位）预算公开目录": "", "国有资产占有使用情况表": "", "人员情况表": "",
		"部门机构人员情况表": "", "预算绩效评价结果表": "", "政府采购意向公开表": "", "专项转移支付绩效目标表": "kpi_special_fund",
	}},
}

// TestTitles identifies tables by their titles alone, however they are numbered.
func TestTitles(t *testing.T) {
	for _, set := range titled {
		for title, want := range set.titles {
			for _, form := range []string{"%s", "表3 %s", "附表1-2：%s", "2024年%s", "%s（续）", "预算公开04表 %s"} {
				if set.stage == gongkai.StageFinal && form == "预算公开04表 %s" {
					form = "公开04表 %s"
				}
				printed := fmt.Sprintf(form, title)
				got := ""
				if f, _ := Default().Identify(Sight{Stage: set.stage, Title: printed}); f != nil {
					got = f.Key
				}
				if got != want {
					t.Errorf("%s (%s): %q is %q, want %q", set.place, set.stage, printed, got, want)
				}
			}
		}
	}
}

// TestHeads identifies tables whose captions were lost by what stands in them.
func TestHeads(t *testing.T) {
	for _, c := range []struct {
		stage          gongkai.Stage
		header, labels string
		want           string
	}{
		// the template of the Ministry of Finance
		{"budget", "收入 支出 项目 预算数 项目 预算数", "一、一般公共预算拨款收入 二、政府性基金预算拨款收入 五、事业收入 本年收入合计", "io_total"},
		{"budget", "部门（单位）代码 部门（单位）名称 合计 本年收入 小计 一般公共预算 政府性基金预算 国有资本经营预算 财政专户管理资金 事业收入 事业单位经营收入 上级补助收入 附属单位上缴收入 其他收入 上年结转结余", "012 某某局", "income_total"},
		{"budget", "科目编码 科目名称 合计 基本支出 项目支出 事业单位经营支出 上缴上级支出 对附属单位补助支出", "201 20103", "expenditure_total"},
		{"budget", "收入 支出 项目 预算数 项目 合计 一般公共预算 政府性基金预算 国有资本经营预算", "一、本年收入 （一）一般公共预算拨款", "fiscal_io_total"},
		{"budget", "功能分类科目 2023年执行数 2024年预算数 2024年预算数比2023年执行数 科目编码 科目名称 小计 基本支出 项目支出 增减额 增减%", "201 20103 2010301", "gpb_by_function"},
		{"budget", "支出经济分类科目 2024年基本支出 科目编码 科目名称 合计 人员经费 公用经费", "301 30101 302", "gpb_basic_by_econ"},
		{"budget", "部门预算支出经济分类科目 本年一般公共预算基本支出 科目编码 科目名称 合计 人员经费 公用经费", "301 30101", "gpb_basic_by_econ"},
		{"budget", "科目编码 科目名称 本年政府性基金预算支出 合计 基本支出 项目支出", "", "gov_fund"},
		{"budget", "科目编码 科目名称 本年国有资本经营预算支出 合计 基本支出 项目支出", "", "state_capital"},
		{"budget", "2023年预算数 2024年预算数 合计 因公出国（境）费 公务用车购置及运行费 小计 公务用车购置费 公务用车运行费 公务接待费", "", "three_public"},
		{"budget", "类型 项目名称 项目单位 合计 本年拨款 财政拨款结转结余 财政专户管理资金 单位资金 一般公共预算 政府性基金预算 国有资本经营预算", "特定目标类", "project_list"},
		{"budget", "序号 收入 支出 栏次 项目 预算数 项目 预算数 1 2 3 4", "1 一、一般公共预算拨款收入 四、财政专户管理资金收入 五、单位资金", "io_total"},
		{"budget", "序号 项目名称 采购目录 计量单位 数量 合计 一般公共预算 单位自筹", "1", "procurement"},
		{"budget", "预算项目 政府购买服务项目 政府购买服务指导性目录代码 合计 一般公共预算", "", "service_purchase"},
		{"budget", "单位名称 资产类别 资产分类代码 资产名称 计量单位 数量 单价 金额", "A02010105 台式计算机", "new_assets"},
		{"budget", "单位名称（项目） 资金来源 地区 合计 政府性基金 磨憨经济合作区", "", ""},
		// final accounts, Yunnan
		{"final", "项目 年初结转和结余 本年收入 本年支出 年末结转和结余 支出功能分类科目编码 科目名称 合计 基本支出结转 项目支出结转和结余 合计 基本支出 项目支出 合计 基本支出 人员经费 日常公用经费 项目支出", "201 208 210 221", "F05"},
		{"final", "项目 年初结转和结余 本年收入 本年支出 年末结转和结余 支出功能分类科目编码 科目名称 合计 基本支出结转 项目支出结转和结余 合计 基本支出 项目支出", "212 21208", "F08"},
		{"final", "项目 行次 统计数 预算数", "一、“三公”经费支出 1．因公出国（境）费 2．公务用车购置及运行维护费 3．公务接待费 （二）相关统计数", "F07"},
		{"final", "预算数 决算数 合计 因公出国（境）费 公务用车购置及运行费 小计 公务用车购置费 公务用车运行费 公务接待费", "", "F07"},
		{"final", "人员经费 公用经费 经济分类科目编码 科目名称 决算数 经济分类科目编码 科目名称 决算数", "301 工资福利支出 302 商品和服务支出", "F06"},
		{"final", "项目 本年支出 功能分类科目编码 科目名称 小计 基本支出 项目支出 栏次 1 2 3", "合计 205 20502 208", "F05"},
		// none of the statutory ones
		{"budget", "序号 部门 机构 编制 实有", "1", ""},
		{"final", "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分", "产出指标", ""},
		{"final", "行次 统计数 车辆数 单价50万元以上设备 政府采购支出合计 授予中小企业合同金额", "", ""},
		{"final", "资产总额 流动资产 固定资产 房屋构筑物 车辆 对外投资 在建工程 无形资产", "1 合计", ""},
	} {
		f, _ := Default().Identify(Sight{
			Stage: c.stage, Header: Cells(strings.Fields(c.header)), Labels: Cells(strings.Fields(c.labels)),
			Body: Cells(strings.Fields(c.header + " " + c.labels)),
		})
		got := ""
		if f != nil {
			got = f.Key
		}
		if got != c.want {
			t.Errorf("%s %q %q: %q, want %q", c.stage, c.header, c.labels, got, c.want)
		}
	}
}
