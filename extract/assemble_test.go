package extract

import (
	"fmt"
	"testing"

	"gongkai/extract/layout/layouttest"

	"github.com/google/go-cmp/cmp"
)

// TestTablesOverPages draws a table on page 1 and what comes next.
func TestTablesOverPages(t *testing.T) {
	first := func() *layouttest.Page {
		p := layouttest.New(1, false).Text(60, 60, "表5").Middle(80, "一般公共预算支出表").Text(60, 98, "单位名称：某区档案局").Right(500, 98, "单位：万元")
		return grid(p, 100, head, []string{"205", "教育支出", "12.50", "12.50"})
	}
	const caption = "表5|一般公共预算支出表|万元|某区档案局"
	firstRows := []string{"科目编码|科目名称|合计|基本支出", "205|教育支出|12.50|12.50"}
	more := []string{"208", "社会保障", "3.00", ""}
	tests := map[string]struct {
		next func() *layouttest.Page
		want []string
	}{
		"no header": {
			func() *layouttest.Page { return grid(layouttest.New(2, false), 60, more) },
			append([]string{"# " + caption + " [1 2]"}, append(firstRows, "208|社会保障|3.00|")...),
		},
		"the header again": {
			func() *layouttest.Page { return grid(layouttest.New(2, false), 60, head, more) },
			append([]string{"# " + caption + " [1 2]"}, append(firstRows, "208|社会保障|3.00|")...),
		},
		"the caption and the header again": {
			func() *layouttest.Page {
				p := layouttest.New(2, false).Text(60, 60, "表5").Middle(80, "一般公共预算支出表").Text(60, 98, "单位名称：某区档案局").Right(500, 98, "单位：万元")
				return grid(p, 100, head, more)
			},
			append([]string{"# " + caption + " [1 2]"}, append(firstRows, "208|社会保障|3.00|")...),
		},
		"续表": {
			func() *layouttest.Page {
				return grid(layouttest.New(2, false).Text(60, 80, "续表5").Right(500, 98, "单位：万元"), 100, head, more)
			},
			append([]string{"# " + caption + " [1 2]"}, append(firstRows, "208|社会保障|3.00|")...),
		},
		"the caption with （续）": {
			func() *layouttest.Page {
				p := layouttest.New(2, false).Text(60, 60, "表5（续）").Middle(80, "一般公共预算支出表（续）").Right(500, 98, "单位：万元")
				return grid(p, 100, head, more)
			},
			append([]string{"# " + caption + " [1 2]"}, append(firstRows, "208|社会保障|3.00|")...),
		},
		"page numbers between": {
			func() *layouttest.Page {
				return grid(layouttest.New(2, false).Middle(820, "— 2 —"), 60, more)
			},
			append([]string{"# " + caption + " [1 2]"}, append(firstRows, "208|社会保障|3.00|")...),
		},
		"another caption": {
			func() *layouttest.Page {
				p := layouttest.New(2, false).Text(60, 60, "表6").Middle(80, "一般公共预算基本支出表").Right(500, 98, "单位：万元")
				return grid(p, 100, head, more)
			},
			append(append([]string{"# " + caption + " [1]"}, firstRows...), "# 表6|一般公共预算基本支出表|万元| [2]", "科目编码|科目名称|合计|基本支出", "208|社会保障|3.00|"),
		},
		"text between": {
			func() *layouttest.Page {
				return grid(layouttest.New(2, false).Text(60, 90, "三、本部门国有资产占用情况。"), 200, head, more)
			},
			append(append([]string{"# " + caption + " [1]"}, firstRows...), "# ||| [2]", "科目编码|科目名称|合计|基本支出", "208|社会保障|3.00|"),
		},
		"a page between": {
			func() *layouttest.Page { return grid(layouttest.New(3, false), 60, more) },
			append(append([]string{"# " + caption + " [1]"}, firstRows...), "# ||| [3]", "208|社会保障|3.00|"),
		},
		"other columns": {
			func() *layouttest.Page { return grid(layouttest.New(2, false), 60, []string{"项目", "金额"}) },
			append(append([]string{"# " + caption + " [1]"}, firstRows...), "# ||| [2]", "项目|金额"),
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, drawTables(readPages(first(), tt.next()))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestFurniture: what pages repeat at their head and foot is no text, what they
// say once there is.
func TestFurniture(t *testing.T) {
	var pages []*layouttest.Page
	for n := 1; n <= 5; n++ {
		p := layouttest.New(n, false).Text(60, 40, "某区档案局2026年部门预算").Middle(825, fmt.Sprint(n))
		pages = append(pages, p.Text(60, 300, fmt.Sprintf("第%d段正文说明本部门二〇二六年收入预算情况和支出预算情况。", n)).Text(60, 400, "本段较短。"))
	}
	pages[0].Text(60, 60, "第一部分概况")
	want := []string{"heading 第一部分概况"}
	for n := 1; n <= 5; n++ {
		want = append(want, fmt.Sprintf("paragraph 第%d段正文说明本部门二〇二六年收入预算情况和支出预算情况。", n), "paragraph 本段较短。")
	}
	if diff := cmp.Diff(want, drawBody(readPages(pages...))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestParagraphs: lines that fill the page go on, over pages too.
func TestParagraphs(t *testing.T) {
	one := layouttest.New(1, false)
	one.Text(90, 100, "一、收支情况")
	one.Text(90, 120, "本部门二〇二六年收入预算较上年增加，主要原因是人员经费增加以及信息化")
	one.Text(70, 140, "建设项目增加。")
	one.Text(90, 160, "本部门二〇二六年支出预算较上年减少，主要原因是专项业务经费减少以及上")
	two := layouttest.New(2, false)
	two.Text(70, 100, "年项目已经完成。")
	two.Text(90, 120, "二、其他情况")
	two.Text(90, 140, "本部门无国有资本经营预算，并已公开空表，本部门无政府性基金预算，也已")
	two.Text(70, 160, "公开空表。")
	if diff := cmp.Diff([]string{
		"heading 一、收支情况",
		"paragraph 本部门二〇二六年收入预算较上年增加，主要原因是人员经费增加以及信息化建设项目增加。",
		"paragraph 本部门二〇二六年支出预算较上年减少，主要原因是专项业务经费减少以及上年项目已经完成。",
		"heading 二、其他情况",
		"paragraph 本部门无国有资本经营预算，并已公开空表，本部门无政府性基金预算，也已公开空表。",
	}, drawBody(readPages(one, two))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestCaptionsInsideOverPages: the next page's grid holds the caption of another
// table in its first rows, or that of its own once more.
func TestCaptionsInsideOverPages(t *testing.T) {
	page := func(n int, caption string, rows ...[]string) *layouttest.Page {
		p := layouttest.New(n, false)
		ys := layouttest.Steps(100, 20, 1+len(rows))
		for _, y := range ys {
			p.H(y, cols[0], cols[4])
		}
		p.V(cols[0], 100, ys[len(ys)-1]).V(cols[4], 100, ys[len(ys)-1])
		for _, x := range cols[1:4] {
			p.V(x, 120, ys[len(ys)-1])
		}
		return p.Text(200, 115, caption).Rows(cols, ys[1:], rows...)
	}
	one := page(1, "预算07表 政府性基金支出表", head, []string{"205", "教育支出", "12.50", "12.50"})
	other := page(2, "预算08表 国有资本支出表", head, []string{"223", "资本支出", "1.50", ""})
	again := page(3, "预算08表 国有资本支出表（续）", head, []string{"229", "其他支出", "2.50", ""})
	if diff := cmp.Diff([]string{
		"# 预算07表|政府性基金支出表|| [1]", "预算07表 政府性基金支出表|||", "科目编码|科目名称|合计|基本支出", "205|教育支出|12.50|12.50",
		"# 预算08表|国有资本支出表|| [2 3]", "预算08表 国有资本支出表|||", "科目编码|科目名称|合计|基本支出", "223|资本支出|1.50|", "229|其他支出|2.50|",
	}, drawTables(readPages(one, other, again))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTablesSideBySide(t *testing.T) {
	p := layouttest.New(1, true)
	p.Text(60, 80, "表1").Text(150, 80, "收入总表").Text(460, 80, "表2").Text(550, 80, "支出总表").Text(60, 98, "单位：元").Text(460, 98, "单位：万元")
	left, right, ys := []float64{60, 140, 300}, []float64{460, 540, 700}, layouttest.Steps(100, 20, 2)
	p.Grid(left, ys).Rows(left, ys, []string{"项目", "金额"}, []string{"拨款", "1.00"})
	p.Grid(right, ys).Rows(right, ys, []string{"项目", "金额"}, []string{"教育", "2.00"})
	if diff := cmp.Diff([]string{
		"# 表1|收入总表|元| [1]", "项目|金额", "拨款|1.00", "# 表2|支出总表|万元| [1]", "项目|金额", "教育|2.00",
	}, drawTables(readPages(p))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestSideBySideOverPages: two tables beside each other go on, both, or the one
// that is longer.
func TestSideBySideOverPages(t *testing.T) {
	left, right := []float64{60, 140, 300}, []float64{460, 540, 700}
	page := func(n int, y float64, l, r [][]string) *layouttest.Page {
		p := layouttest.New(n, true)
		if n == 1 {
			p.Text(60, 80, "表1").Text(150, 80, "收入总表").Text(460, 80, "表2").Text(550, 80, "支出总表").Text(60, 98, "单位：元").Text(460, 98, "单位：万元")
		}
		for i, rows := range [2][][]string{l, r} {
			xs, ys := [2][]float64{left, right}[i], layouttest.Steps(y, 20, len(rows))
			if len(rows) > 0 {
				p.Grid(xs, ys).Rows(xs, ys, rows...)
			}
		}
		return p
	}
	head := []string{"项目", "金额"}
	one := page(1, 100, [][]string{head, {"拨款", "1.00"}}, [][]string{head, {"教育", "2.00"}})
	two := page(2, 60, [][]string{{"事业", "3.00"}}, [][]string{{"卫生", "4.00"}})
	three := page(3, 60, nil, [][]string{{"住房", "5.00"}})
	if diff := cmp.Diff([]string{
		"# 表1|收入总表|元| [1 2]", "项目|金额", "拨款|1.00", "事业|3.00",
		"# 表2|支出总表|万元| [1 2 3]", "项目|金额", "教育|2.00", "卫生|4.00", "住房|5.00",
	}, drawTables(readPages(one, two, three))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEmptyGrids: an empty grid is a table when something names it, and the
// lines of a chart when nothing does.
func TestEmptyGrids(t *testing.T) {
	p := layouttest.New(1, false)
	p.Middle(80, "政府性基金预算支出表").Grid(cols, layouttest.Steps(100, 20, 2))
	p.Text(60, 300, "各项收入如下图。").Grid(cols, layouttest.Steps(400, 20, 4))
	if diff := cmp.Diff([]string{"# |政府性基金预算支出表|| [1]", "|||", "|||"}, drawTables(readPages(p))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
