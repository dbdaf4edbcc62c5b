package extract

import (
	"fmt"
	"testing"

	"gongkai/extract/layout/layouttest"

	"github.com/google/go-cmp/cmp"
)

// TestRunningHeads: a head that is repeated over a table's pages does not part
// them, not even where it could be the title of another table.
func TestRunningHeads(t *testing.T) {
	tests := map[string]struct {
		head  string
		pages int
	}{
		"two pages":                {"某区档案局2026年部门预算公开", 2},
		"three pages":              {"某区档案局2026年部门预算公开", 3},
		"as the title of a table":  {"某区档案局部门预算公开表", 4},
		"with the number of pages": {"某区档案局2026年部门预算 第7页", 5},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			want := []string{"# 表5|一般公共预算支出表|万元| [1"}
			rows := []string{"科目编码|科目名称|合计|基本支出"}
			var pages []*layouttest.Page
			for n := 1; n <= tt.pages; n++ {
				p := layouttest.New(n, false)
				if p.Size = 8; n > 1 || tt.pages < 4 {
					p.Middle(40, tt.head)
				}
				p.Size = 10
				row := []string{fmt.Sprint(200 + n), "教育支出", "12.50", "12.50"}
				rows = append(rows, row[0]+"|教育支出|12.50|12.50")
				if n == 1 {
					p.Text(60, 60, "表5").Middle(80, "一般公共预算支出表").Right(500, 98, "单位：万元")
					grid(p, 100, head, row)
				} else {
					want[0] += fmt.Sprint(" ", n)
					grid(p, 60, row)
				}
				pages = append(pages, p.Middle(820, fmt.Sprintf("第%d页/共%d页", n, tt.pages)))
			}
			want[0] += "]"
			if diff := cmp.Diff(append(want, rows...), drawTables(readPages(pages...))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestSameTitles: forms that are alike, one on each page, keep their titles.
func TestSameTitles(t *testing.T) {
	var pages []*layouttest.Page
	var want []string
	for n := 1; n <= 4; n++ {
		p := layouttest.New(n, false).Middle(60, "项目支出绩效目标表")
		pages = append(pages, grid(p, 100, []string{"项目名称", fmt.Sprintf("第%d号", n)}, []string{"年度目标", fmt.Sprintf("完成第%d号工程", n)}))
		want = append(want, fmt.Sprintf("# |项目支出绩效目标表|| [%d]", n), fmt.Sprintf("项目名称|第%d号", n), fmt.Sprintf("年度目标|完成第%d号工程", n))
	}
	if diff := cmp.Diff(want, drawTables(readPages(pages...))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
