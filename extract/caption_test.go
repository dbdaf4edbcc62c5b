package extract

import (
	"strings"
	"testing"

	"gongkai/extract/layout/layouttest"

	"github.com/google/go-cmp/cmp"
)

func TestClassify(t *testing.T) {
	tests := []struct {
		text string
		kind captionPart
		want string
	}{
		{"表5", partNumber, "表5"},
		{"表 13", partNumber, "表13"},
		{"表十二", partNumber, "表十二"},
		{"表5-1", partNumber, "表5-1"},
		{"（表5）", partNumber, "表5"},
		{"附表3：", partNumber, "附表3"},
		{"公开03表", partNumber, "公开03表"},
		{"公开表1", partNumber, "公开表1"},
		{"预算01表", partNumber, "预算01表"},
		{"预算01", partNumber, "预算01"},
		{"附件2", partNumber, "附件2"},
		{"表5（续）", partNumber, "表5"},
		{"表5续1", partNumber, "表5"},
		{"收支总表", partTitle, "收支总表"},
		{"收 支 总 表", partTitle, "收 支 总 表"},
		{"一般公共预算支出表（按功能分类）", partTitle, "一般公共预算支出表（按功能分类）"},
		{"部门整体预算绩效目标申报表", partTitle, "部门整体预算绩效目标申报表"},
		{"单位：万元", partUnit, "万元"},
		{"（单位：元）", partUnit, "元"},
		{"金额单位：人民币万元", partUnit, "万元"},
		{"单位:元", partUnit, "元"},
		{"万元", partUnit, "万元"},
		{"单位名称：某区档案局", partOwner, "某区档案局"},
		{"部门：某区档案局", partOwner, "某区档案局"},
		{"编制单位：某区档案局", partOwner, "某区档案局"},
		{"部门/单位：某区档案局", partOwner, "某区档案局"},
		{"2026年度", partNeutral, ""},
		{"续表", partNeutral, ""},
		{"编制日期：2026年1月", partNeutral, ""},
		{"表中数据均为万元。", partNone, ""},
		{"详见附表", partNone, ""},
		{"部门预算公开报表", partNone, ""},
		{"表1 收支总表……………3", partNone, ""},
		{"本部门2026年收入预算为1,234.56万元，比上年增加", partNone, ""},
	}
	for _, tt := range tests {
		if got := classify(tt.text); got.kind != tt.kind || got.kind != partNone && got.text != tt.want {
			t.Errorf("classify(%q) = %d %q, want %d %q", tt.text, got.kind, got.text, tt.kind, tt.want)
		}
	}
}

// TestCaptions draws a caption above a grid whose border is at 200; want is
// number|title|unit|owner.
func TestCaptions(t *testing.T) {
	tests := map[string]struct {
		draw func(p *layouttest.Page)
		want string
	}{
		"number, title, owner and unit": {func(p *layouttest.Page) {
			p.Text(60, 140, "表5").Middle(160, "一般公共预算支出表").Text(60, 190, "单位名称：某区档案局").Right(500, 190, "单位：万元")
		}, "表5|一般公共预算支出表|万元|某区档案局"},
		"number and title on one line": {func(p *layouttest.Page) {
			p.Middle(160, "表5 一般公共预算支出表").Right(500, 190, "单位：元")
		}, "表5|一般公共预算支出表|元|"},
		"the number after the title, at the right": {func(p *layouttest.Page) {
			p.Middle(150, "收入支出决算总表").Right(500, 170, "公开01表").Text(60, 190, "编制部门：某区档案局").Right(500, 190, "金额单位：万元")
		}, "公开01表|收入支出决算总表|万元|某区档案局"},
		"a number in Chinese before 一般 without a gap": {func(p *layouttest.Page) {
			p.Middle(160, "表五一般公共预算支出表")
		}, "表五|一般公共预算支出表||"},
		"words far apart": {func(p *layouttest.Page) {
			p.Text(200, 160, "收").Text(240, 160, "支").Text(280, 160, "总").Text(320, 160, "表").Right(500, 190, "单位：万元")
		}, "|收支总表|万元|"},
		"a marker of a heading": {func(p *layouttest.Page) {
			p.Text(60, 160, "五、一般公共预算支出表").Right(500, 190, "单位：万元")
		}, "|一般公共预算支出表|万元|"},
		"a heading on two lines": {func(p *layouttest.Page) {
			p.Size = 16
			p.Text(70, 160, "十一、一般公共预算“三公”经费、会议费、培训费支出预").Text(70, 178, "算表").Right(500, 190, "单位：万元")
		}, "|一般公共预算“三公”经费、会议费、培训费支出预算表|万元|"},
		"a title on two lines": {func(p *layouttest.Page) {
			p.Middle(160, "某区级征用城北医院停车场及部分业务用房").Middle(174, "项目绩效自评表").Middle(190, "（2022年度）")
		}, "|某区级征用城北医院停车场及部分业务用房项目绩效自评表||"},
		"a title that breaks in brackets": {func(p *layouttest.Page) {
			p.Middle(160, "财政拨款“三公”经费支出表（含上年结转").Middle(174, "和其他资金）").Right(500, 190, "单位：万元")
		}, "|财政拨款“三公”经费支出表（含上年结转和其他资金）|万元|"},
		"an owner on two lines": {func(p *layouttest.Page) {
			p.Text(60, 140, "公开07表").Middle(155, "一般公共预算支出预算表（功能科目）").Text(60, 176, "部门名称：某省高级人民法").Text(60, 189, "院").Right(500, 189, "单位：万元")
		}, "公开07表|一般公共预算支出预算表（功能科目）|万元|某省高级人民法院"},
		"a unit on two lines": {func(p *layouttest.Page) {
			p.Text(60, 140, "公开09表").Middle(155, "“三公”经费支出预算表").Text(60, 189, "部门名称：某省高级人民法院").Text(455, 176, "单位：万").Text(455, 189, "元")
		}, "公开09表|“三公”经费支出预算表|万元|某省高级人民法院"},
		"an owner without a label": {func(p *layouttest.Page) {
			p.Middle(160, "收支总表").Text(60, 190, "某区档案局").Right(500, 190, "单位：元")
		}, "|收支总表|元|某区档案局"},
		"an owner far from its label": {func(p *layouttest.Page) {
			p.Middle(160, "收支总表").Text(60, 190, "部门：").Text(140, 190, "某省人民检察院").Right(500, 190, "单位：万元")
		}, "|收支总表|万元|某省人民检察院"},
		"owner and unit without a gap": {func(p *layouttest.Page) {
			p.Middle(160, "收支总表").Text(60, 190, "编制单位：某区档案局单位：元")
		}, "|收支总表|元|某区档案局"},
		"a unit of its own": {func(p *layouttest.Page) { p.Right(500, 190, "单位：元") }, "||元|"},
		"a title without 表": {func(p *layouttest.Page) {
			p.Middle(160, "部门预算收支情况").Right(500, 190, "单位：万元")
		}, "|部门预算收支情况|万元|"},
		"a sentence above": {func(p *layouttest.Page) {
			p.Text(60, 160, "本部门无政府性基金预算，见下表。").Right(500, 190, "单位：万元")
		}, "||万元|"},
		"a line of the catalogue": {func(p *layouttest.Page) { p.Text(60, 190, "表1 收支总表…………………3") }, "|||"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := layouttest.New(1, false)
			tt.draw(p)
			grid(p, 200, head, []string{"205", "教育支出", "12.50", "12.50"})
			doc := readPages(p)
			if len(doc.Tables) != 1 {
				t.Fatalf("%d tables:\n%s", len(doc.Tables), strings.Join(drawTables(doc), "\n"))
			}
			c := doc.Tables[0].Caption
			got := strings.Join([]string{c.Number, strings.ReplaceAll(c.Title, " ", ""), c.Unit, c.Owner}, "|")
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestCaptionInsideAndBefore: what belongs to a table stands in its first rows
// or at the foot of the page before.
func TestCaptionInsideAndBefore(t *testing.T) {
	inside := layouttest.New(1, false)
	ys := layouttest.Steps(100, 20, 4)
	for _, y := range ys {
		inside.H(y, 60, 500)
	}
	inside.V(60, 100, 180).V(500, 100, 180).V(300, 120, 180).V(140, 140, 180).V(400, 140, 180)
	inside.Text(200, 115, "收支总表").Text(63, 135, "单位名称：某区档案局").Text(303, 135, "单位：万元")
	inside.Rows(cols, ys[2:], head, []string{"205", "教育支出", "12.50", "12.50"})
	if diff := cmp.Diff([]string{
		"# |收支总表|万元|某区档案局 [1]", "收支总表|||", "单位名称：某区档案局||单位：万元|", "科目编码|科目名称|合计|基本支出", "205|教育支出|12.50|12.50",
	}, drawTables(readPages(inside))); diff != "" {
		t.Errorf("inside (-want +got):\n%s", diff)
	}

	before := layouttest.New(1, false).Text(60, 100, "第二部分预算表格。").Middle(780, "收支总表").Text(60, 800, "单位名称：某区档案局").Right(500, 800, "单位：万元")
	after := grid(layouttest.New(2, false), 80, head, []string{"205", "教育支出", "12.50", "12.50"})
	if diff := cmp.Diff([]string{
		"# |收支总表|万元|某区档案局 [2]", "科目编码|科目名称|合计|基本支出", "205|教育支出|12.50|12.50",
	}, drawTables(readPages(before, after))); diff != "" {
		t.Errorf("on the page before (-want +got):\n%s", diff)
	}
}

// TestCaptionWithoutGrid: a caption with a unit of money is a table without
// cells, a title that is only mentioned is none.
func TestCaptionWithoutGrid(t *testing.T) {
	p := layouttest.New(1, false)
	p.Text(60, 100, "表9").Middle(120, "政府性基金预算支出表").Text(60, 150, "单位名称：某区档案局").Right(500, 150, "单位：万元")
	p.Text(60, 190, "本部门无政府性基金预算支出，故本表为空。").Text(60, 240, "见收支总表")
	doc := readPages(p)
	if diff := cmp.Diff([]string{"# 表9|政府性基金预算支出表|万元|某区档案局 []"}, drawTables(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"table 0", "paragraph 本部门无政府性基金预算支出，故本表为空。", "paragraph 见收支总表"}, drawBody(doc)); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
}
