package transform

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
)

// TestNoMoney: people, things, ordinals and years are no money.
func TestNoMoney(t *testing.T) {
	show := func(f *gongkai.Fact) string {
		amount := "none"
		if f.Amount != nil {
			amount = f.Amount.StringFixed(2)
		}
		return strings.TrimSpace(fmt.Sprintf("%s %s %s %s", f.Label, f.Raw, f.ValueUnit, amount))
	}
	for _, c := range []struct {
		table gongkai.Table
		want  string
	}{
		{printed("培训费明细表", "万元", `
			序号|培训名称|时间|人数|金额|备注
			1|参事业务培训|不晚于2026年5月31日|30|4.20|`), `
			参事业务培训 30 人 none
			参事业务培训 4.20 万元 42000.00`},
		{printed("一般公共预算支出情况表", "万元", `
			科目编码|<|<|功能科目|总计|基本支出|项目支出
			类|款|项|^|^|^|^
			**|**|**|**|1|2|3
			205|||教育支出|9.00|4.00|5.00`), `
			教育支出 9.00 万元 90000.00
			教育支出 4.00 万元 40000.00
			教育支出 5.00 万元 50000.00`},
		{printed("财政拨款“三公”经费支出表", "万元", `
			年度|合计|公务接待费|公务用车购置及运行费
			2023年|3.00|1.00|2.00
			2024年|2.50|1.00|1.50`), `
			3.00 万元 30000.00
			1.00 万元 10000.00
			2.00 万元 20000.00
			2.50 万元 25000.00
			1.00 万元 10000.00
			1.50 万元 15000.00`},
	} {
		r := readOf(gongkai.StageBudget, c.table)
		sameText(t, c.table.Caption.Title, factLines(r.Facts, show), c.want)
	}
}
