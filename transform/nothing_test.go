package transform

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/transform/narrative"
)

// TestNothingOf has the ways to say that there is nothing of what a table is for.
func TestNothingOf(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(`
gov_fund|本单位2024年没有使用政府性基金预算拨款安排的支出。
gov_fund|注：本单位2024年无政府性基金预算支出，故本表为空表。
gov_fund|备注：我单位无政府性基金预算财政拨款收支，此表无数据。
gov_fund|2024年我局无政府性基金预算支出安排。
gov_fund|本部门未安排政府性基金预算支出，公开空表。
gov_fund|某某局2023年没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出。
gov_fund|本部门2024年度无政府性基金预算拨款收入及支出。
gov_fund|我单位2023年度未发生政府性基金预算财政拨款支出。
gov_fund|某某局2024年不涉及政府性基金预算支出。
gov_fund|说明：本单位没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。
gov_fund|2024年度本单位无政府性基金预算安排的支出，本表为空表。
gov_fund|本部门无政府性基金预算，故此表为空。
state_capital|本单位2024年没有使用国有资本经营预算拨款安排的支出。
state_capital|某某局没有国有资本经营收入，也没有使用国有资本经营安排的支出，故本表无数据。
state_capital|我单位不涉及国有资本经营预算收支，公开空表。
state_capital|2023年度国有资本经营预算财政拨款支出0万元，本单位无国有资本经营预算财政拨款支出。
procurement|本单位2024年未安排政府采购预算。
procurement|2024年我单位无政府采购预算支出。
three_public|本单位2024年无“三公”经费预算支出。
three_public|我校2024年未安排“三公”经费支出预算，公开空表。
operating_costs|本单位为事业单位，无机关运行经费。
operating_costs|我中心不属于行政单位和参公事业单位，无机关运行经费支出。
transfers|本单位无对下转移支付预算，故公开空表。
transfers|某某局2024年无省对下转移支付预算，此表为空表。
new_assets|本部门2024年无新增资产配置预算，故此表无数据。
service_purchase|我单位2024年没有政府购买服务预算支出，公开空表。
superior_projects|本单位2024年无上级转移支付补助项目支出预算，故公开空表。
`), "\n") {
		key, text, _ := strings.Cut(line, "|")
		ok := false
		var got []string
		for _, d := range narrative.Declarations(build("一、情况说明\n\n" + text)) {
			got = append(got, fmt.Sprintf("%s %q empty=%v", d.Kind, d.Subject, d.Empty))
			if isAbout(key, d.Subject) {
				ok = true
			}
		}
		if !ok {
			t.Errorf("%s: %s gives %q", key, text, got)
		}
	}
}
