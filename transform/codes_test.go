package transform

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
)

// TestLearnCodes learns codes with their names and years from three documents.
func TestLearnCodes(t *testing.T) {
	read := func(year int, name string) *gongkai.Reading {
		r := readOf(gongkai.StageBudget, printed("一般公共预算支出预算表", "元", `
			科目编码|科目名称|合计|基本支出|项目支出
			|合计|100.00|100.00|
			207|`+name+`|100.00|100.00|
			20701|文化|100.00|100.00|
			2070101|行政运行|100.00|100.00|`))
		r.Document.FiscalYear, r.Digest = year, gongkai.DigestOf(fmt.Append(nil, year, name))
		return &r
	}
	show := func(list []gongkai.LearntCode) string {
		var b strings.Builder
		for _, c := range list {
			fmt.Fprintf(&b, "%s %s %s L%d <%s> %d-%d n%d %s %v", c.Scheme, c.Code, c.Name, c.Level, c.Parent, c.FirstYear, c.LastYear, c.Documents, c.COFOG, c.Conflict)
			for _, n := range c.Names[1:] {
				fmt.Fprintf(&b, " also %s %d-%d", n.Name, n.FirstYear, n.LastYear)
			}
			b.WriteByte('\n')
		}
		return b.String()
	}
	sameText(t, "codes", show(LearnCodes(nil, []*gongkai.Reading{read(2018, "文化体育与传媒支出"), read(2019, "文化旅游体育与传媒支出"), read(2024, "文化旅游体育与传媒")})), `
		func 207 文化旅游体育与传媒支出 L1 <> 2018-2024 n3 08 false also 文化体育与传媒支出 2018-2018
		func 20701 文化 L2 <207> 2018-2024 n3 08 false
		func 2070101 行政运行 L3 <20701> 2018-2024 n3 08 false`)
	got := LearnCodes(nil, []*gongkai.Reading{read(2024, "文化旅游体育与传媒支出"), read(2024, "节能环保支出")})
	if len(got) != 3 || !got[0].Conflict || len(got[0].Names) != 2 {
		t.Errorf("two meanings of one code in one year are no conflict: %+v", got)
	}
}
