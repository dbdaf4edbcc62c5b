package transform

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
)

// failures lists the failed checks and what they follow from.
func failures(r *gongkai.Reading) string {
	var b strings.Builder
	for i := range r.Checks {
		if c := &r.Checks[i]; c.Verdict == gongkai.VerdictFails {
			fmt.Fprintf(&b, "%s <- %s\n", c.ID, c.Root)
		}
	}
	return b.String()
}

// TestRoots: one wrong figure is one root, whatever it breaks.
func TestRoots(t *testing.T) {
	for _, c := range []struct {
		name  string
		table gongkai.Table
		want  string
	}{
		{"a wrong part breaks its row, and so the rows above", printed("一般公共预算支出预算表", "元", `
			科目编码|科目名称|合计|基本支出|项目支出
			|合计|300.00|110.00|200.00
			208|社会保障和就业支出|300.00|110.00|200.00
			20801|人力资源和社会保障管理事务|300.00|110.00|200.00
			2080101|行政运行|100.00|110.00|
			2080108|信息化建设|200.00||200.00`), `
			row_sum/gpb_by_function/0/1 <- row_sum/gpb_by_function/0/4
			row_sum/gpb_by_function/0/2 <- row_sum/gpb_by_function/0/4
			row_sum/gpb_by_function/0/3 <- row_sum/gpb_by_function/0/4`},
		{"a total that leaves out a class", printed("一般公共预算支出预算表", "元", `
			科目编码|科目名称|合计|基本支出|项目支出
			|合计|100.00|100.00|
			208|社会保障和就业支出|100.00|100.00|
			222|粮油物资储备支出|30.00||30.00`), `
			hierarchy/gpb_by_function/0/4/total <- hierarchy/gpb_by_function/0/2/total`},
		{"two wrong rows make the total follow them", printed("“三公”经费及会议费、培训费支出预算表", "元", `
			单位编码|单位名称|合计|“三公”经费|<|会议费
			^|^|^|小计|公务接待费|^
			|合计|100.00|60.00|60.00|70.00
			201|某部|100.00|60.00|60.00|70.00
			201001|某部本级|40.00|30.00|30.00|20.00
			201002|某中心|60.00|30.00|30.00|50.00`), `
			three_public/three_public/0/2/all <- three_public/three_public/0/4/all
			three_public/three_public/0/3/all <- three_public/three_public/0/4/all`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readOf(gongkai.StageBudget, c.table)
			var follow []string
			roots := 0
			for line := range strings.Lines(failures(&r)) {
				if strings.HasSuffix(line, "<- \n") {
					roots++
				} else {
					follow = append(follow, line)
				}
			}
			sameText(t, "failures that follow", strings.Join(follow, ""), c.want)
			if want := 1 + strings.Count(c.name, "two"); roots != want {
				t.Errorf("%d roots, want %d:\n%s", roots, want, failures(&r))
			}
		})
	}
}
