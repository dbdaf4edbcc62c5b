package target

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai"
)

// build turns rows of tab-separated texts into a table. A text of the form
// RxC:text spans R rows and C columns; the places it covers are left blank.
func build(text string) *gongkai.Table {
	t := &gongkai.Table{Method: gongkai.MethodLattice, Pages: []int{1}}
	taken := map[[2]int]bool{}
	for r, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		for c, s := range strings.Split(line, "\t") {
			t.Columns = max(t.Columns, c+1)
			if taken[[2]int{r, c}] {
				continue
			}
			cell := gongkai.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Page: 1, Text: s,
				Box: gongkai.Box{X0: float64(c) * 50, Y0: float64(r) * 20, X1: float64(c)*50 + 50, Y1: float64(r)*20 + 20}}
			if len(s) > 4 && s[1] == 'x' && s[3] == ':' {
				cell.RowSpan, cell.ColSpan, cell.Text = int(s[0]-'0'), int(s[2]-'0'), s[4:]
				for i := r; i < r+cell.RowSpan; i++ {
					for k := c; k < c+cell.ColSpan; k++ {
						taken[[2]int{i, k}] = true
						t.Columns = max(t.Columns, k+1)
					}
				}
			}
			t.Cells = append(t.Cells, cell)
		}
		t.Rows = r + 1
	}
	return t
}

func load(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

type goal struct {
	Project  string `json:"project"`
	Level1   string `json:"level1"`
	Level2   string `json:"level2"`
	Content  string `json:"content"`
	Operator string `json:"operator"`
	Number   string `json:"number"`
	Unit     string `json:"unit"`
	Raw      string `json:"raw"`
}

func goals(list []gongkai.Target) []goal {
	var out []goal
	for _, t := range list {
		out = append(out, goal{t.Project, t.Level1, t.Level2, t.Content, t.Operator, t.Number, t.Unit, t.Raw})
	}
	return out
}

// TestForms compares three forms of one unit with what a person read in them.
func TestForms(t *testing.T) {
	for _, name := range []string{"project", "overall"} {
		table := build(load(t, name+".txt"))
		var want []goal
		if err := json.Unmarshal([]byte(load(t, name+".targets.json")), &want); err != nil {
			t.Fatal(err)
		}
		got := Read(table, 12, "kpi")
		if d := cmp.Diff(want, goals(got)); d != "" {
			t.Errorf("%s: (-want +got)\n%s", name, d)
		}
		for _, g := range got {
			if g.Table != 12 || g.Key != "kpi" || g.Page != 1 || g.Box.IsZero() {
				t.Errorf("%s: no place: %+v", name, g)
			}
		}
		if Template(table) {
			t.Errorf("%s is taken for a template", name)
		}
	}
	empty := build(load(t, "template.txt"))
	if !Template(empty) || len(Read(empty, 0, "")) != 0 {
		t.Errorf("the template is not told: %+v", goals(Read(empty, 0, "")))
	}
}

// TestLayouts reads forms of other places, made after theirs.
func TestLayouts(t *testing.T) {
	for _, c := range []struct {
		name, table string
		want        []goal
	}{
		{"operator and unit in columns, projects down the side, header repeated", "" +
			"项目名称\t项目总额\t绩效目标\t一级指标\t二级指标\t三级指标\t绩效指标性质\t本年绩效指标值\t绩效度量单位\n" +
			"3x1:统计监测\t3x1:7.6\t3x1:开展监测\t产出指标\t数量指标\t编印资料种类\t≥\t7\t种\n" +
			"\t\t\t产出指标\t时效指标\t评比进度\t定性\t6月底前\t\n" +
			"\t\t\t成本指标\t经济成本指标\t印刷费\t≤\t63.03\t万元\n" +
			"项目名称\t项目总额\t绩效目标\t一级指标\t二级指标\t三级指标\t绩效指标性质\t本年绩效指标值\t绩效度量单位\n" +
			"人员培训\t1.0\t\t效益指标\t社会效益指标\t队伍素质\t定性\t良好\t",
			[]goal{
				{"统计监测", "产出指标", "数量指标", "编印资料种类", "≥", "7", "种", "7"},
				{"统计监测", "产出指标", "时效指标", "评比进度", "period", "6", "月底前", "6月底前"},
				{"统计监测", "成本指标", "经济成本指标", "印刷费", "≤", "63.03", "万元", "63.03"},
				{"人员培训", "效益指标", "社会效益指标", "队伍素质", "text", "", "", "良好"},
			}},
		{"levels spanned, side label", "" +
			"项目名称\t1x4:雨污分流\t\t\t\n" +
			"4x1:绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n" +
			"\t2x1:产出指标\t数量指标\t管网长度\t≥1,200米\n" +
			"\t\t质量指标\t验收合格率\t=100%\n" +
			"\t效益指标\t社会效益指标\t通勤效率\t明显提升",
			[]goal{
				{"雨污分流", "产出指标", "数量指标", "管网长度", "≥", "1200", "米", "≥1,200米"},
				{"雨污分流", "产出指标", "质量指标", "验收合格率", "=", "100", "%", "=100%"},
				{"雨污分流", "效益指标", "社会效益指标", "通勤效率", "text", "", "", "明显提升"},
			}},
		{"no levels", "" +
			"3x1:绩效指标\t指标名称\t指标性质\t指标值\t计量单位\t指标权重(%)\n" +
			"\t技术合同成交额\t≥\t950\t亿元\t20\n" +
			"\t脱销次数\t=\t0\t次\t15",
			[]goal{
				{"", "", "", "技术合同成交额", "≥", "950", "亿元", "950"},
				{"", "", "", "脱销次数", "=", "0", "次", "0"},
			}},
		{"levels and content in one cell", "" +
			"活动\t绩效指标\t指标性质\t指标值\t度量单位\n" +
			"流通发展\t产出指标数量指标支持项目数量\t≥\t12\t家",
			[]goal{{"流通发展", "产出指标", "数量指标", "支持项目数量", "≥", "12", "家", "12"}}},
		{"term and year, results and scores", "" +
			"一级指标\t二级指标\t三级指标\t实施周期指标值\t年度指标值\t实际完成值\t分值\n" +
			"产出指标\t数量指标\t监测报告\t≥60份\t≥20份\t25份\t10\n" +
			"1x6:总分\t\t\t\t\t\t100",
			[]goal{{"", "产出指标", "数量指标", "监测报告", "≥", "20", "份", "≥20份"}}},
		{"levels in rows of their own, projects in full rows", "" +
			"单位名称、项目名称\t项目年度绩效目标\t一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t指标属性\n" +
			"护路经费\t确保平安\t\t\t\t\t\t\t\n" +
			"\t\t产出指标\t\t\t\t\t\t\n" +
			"\t\t\t数量指标\t\t\t\t\t\n" +
			"\t\t\t\t护路人数\t>=\t12\t人\t定量指标\n" +
			"\t\t\t时效指标\t\t\t\t\t\n" +
			"\t\t\t\t完成时间\t<=\t12\t月\t定量指标\n" +
			"普法经费\t普及法律\t\t\t\t\t\t\t\n" +
			"\t\t效益指标\t\t\t\t\t\t\n" +
			"\t\t\t社会效益\t\t\t\t\t\n" +
			"\t\t\t\t知晓率\t=\t90\t%\t定量指标",
			[]goal{
				{"护路经费", "产出指标", "数量指标", "护路人数", "≥", "12", "人", "12"},
				{"护路经费", "产出指标", "时效指标", "完成时间", "≤", "12", "月", "12"},
				{"普法经费", "效益指标", "社会效益", "知晓率", "=", "90", "%", "90"},
			}},
		{"levels written downward, two forms in one table", "" +
			"项目名称\t1x4:甲项目\t\t\t\n" +
			"3x1:绩效指标\t一级指标\t二级指标\t三级指标名称\t年度指标值（包含数字及文字描述）\n" +
			"\t2x1:产 出 指 标\t数量 指标\t培训期数\t≥3期\n" +
			"\t\t质量指标\t合格率\t≥95%\n" +
			"项目名称\t1x4:乙项目\t\t\t\n" +
			"2x1:绩效指标\t一级指标\t二级指标\t三级指标名称\t年度指标值（包含数字及文字描述）\n" +
			"\t满意度指标\t服务对象满意度指标\t学员满意度\t≥90%",
			[]goal{
				{"甲项目", "产出指标", "数量指标", "培训期数", "≥", "3", "期", "≥3期"},
				{"甲项目", "产出指标", "质量指标", "合格率", "≥", "95", "%", "≥95%"},
				{"乙项目", "满意度指标", "服务对象满意度指标", "学员满意度", "≥", "90", "%", "≥90%"},
			}},
		{"other words in the head, placeholders give nothing", "" +
			"一级指标\t二级指标\t三级指标\t比较符号\t预期目标值\t计量单位\t权重\n" +
			"产出指标\t数量指标\t受理案件\t大于等于\t200\t件\t20\n" +
			"产出指标\t质量指标\t指标1：\t\t\t\t\n" +
			"产出指标\t质量指标\tXX完成率\t\t≥XX%\t\t\n" +
			"产出指标\t时效指标\t结案及时率\t=\t××\t%\t10\n" +
			"产出指标\t时效指标\t执行及时率\t=\t/\t\t\n" +
			"效益指标\t社会效益指标\t司法公信力\t定性\t优良中低差\t\t10",
			[]goal{
				{"", "产出指标", "数量指标", "受理案件", "≥", "200", "件", "200"},
				{"", "效益指标", "社会效益指标", "司法公信力", "text", "", "", "优良中低差"},
			}},
		{"not a form of goals", "项目\t预算数\n基本支出\t12.00", nil},
	} {
		if d := cmp.Diff(c.want, goals(Read(build(c.table), 0, ""))); d != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, d)
		}
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		raw, property, unit string
		want                reading
	}{
		{"≥95%", "", "", reading{"≥", "95", "%"}},
		{"3 条", "", "", reading{"=", "3", "条"}},
		{"8 万元", "", "", reading{"=", "8", "万元"}},
		{"3.74万元", "", "", reading{"=", "3.74", "万元"}},
		{"2023年度", "", "", reading{"period", "2023", "年度"}},
		{"2026年12月31日前", "", "", reading{"period", "2026", ""}},
		{"2060.33万元", "", "", reading{"=", "2060.33", "万元"}},
		{"≥1年", "", "", reading{"≥", "1", "年"}},
		{"＞1,000.50 元", "", "", reading{">", "1000.50", "元"}},
		{"不超过5万元", "", "", reading{"≤", "5", "万元"}},
		{"1000吨以上", "", "", reading{"≥", "1000", "吨"}},
		{"5日以内", "", "", reading{"≤", "5", "日"}},
		{"100", "＝", "％", reading{"=", "100", "％"}},
		{"-3", "≤", "个", reading{"≤", "-3", "个"}},
		{"优", "定性", "", reading{"text", "", ""}},
		{"5-10名", "", "", reading{"text", "", ""}},
		{"项目≥400个；终验≥300个", "", "", reading{"text", "", ""}},
		{"验收通过率100%", "", "", reading{"text", "", ""}},
		{"3次/年", "", "", reading{"=", "3", "次/年"}},
		{"不超过5天", "", "", reading{"≤", "5", "天"}},
		{"≤30分钟/次", "", "", reading{"≤", "30", "分钟/次"}},
		{"100百分比", "", "", reading{"=", "100", "百分比"}},
		{"95", "大于等于", "百分比", reading{"≥", "95", "百分比"}},
		{"定性指标", "", "", reading{"text", "", ""}},
		{"优良中差", "定性", "", reading{"text", "", ""}},
		{"优良中低差", "", "", reading{"text", "", ""}},
		{"95%以上", "", "", reading{"≥", "95", "%"}},
		{"达到95%以上", "", "", reading{"≥", "95", "%"}},
		{"90%（含）以上", "", "", reading{"≥", "90", "%"}},
		{"＞＝90％", "", "", reading{"≥", "90", "%"}},
		{"大于等于 90 %", "", "", reading{"≥", "90", "%"}},
		{"100%完成", "", "", reading{"=", "100", "%"}},
		{"100%（合格）", "", "", reading{"=", "100", "%"}},
		{"≥90%的群众", "", "", reading{"≥", "90", "%"}},
		{"20241231", "", "", reading{"period", "2024", ""}},
		{"2024.12.31前", "", "", reading{"period", "2024", ""}},
		{"2024年1月-12月", "", "", reading{"period", "2024", ""}},
		{"12月31日前完成", "", "", reading{"period", "12", ""}},
		{"1批次", "", "", reading{"=", "1", "批次"}},
		{"1.5亿元", "", "", reading{"=", "1.5", "亿元"}},
		{"0起", "", "", reading{"=", "0", "起"}},
		{"≥1：1", "", "", reading{"text", "", ""}},
		{"90-95%", "", "", reading{"text", "", ""}},
		{"1/3", "", "", reading{"text", "", ""}},
		{"不低于上年", "", "", reading{"text", "", ""}},
		{"同比增长5%", "", "", reading{"text", "", ""}},
		{"逐年提高", "", "", reading{"text", "", ""}},
		{"是", "", "", reading{"text", "", ""}},
		{"98", "比较", "%", reading{"=", "98", "%"}},
		{"10", "小于等于", "个工作日", reading{"≤", "10", "个工作日"}},
	} {
		if got := parse(c.raw, c.property, c.unit); got != c.want {
			t.Errorf("parse(%q, %q, %q) = %+v, want %+v", c.raw, c.property, c.unit, got, c.want)
		}
	}
}

func TestHead(t *testing.T) {
	got := map[string]string{}
	for _, f := range Head(build(load(t, "project.txt"))) {
		got[f.Key] = f.Value
	}
	want := map[string]string{"项目名称": "信息化网络建设及维护", "主管部门": "西安市高陵区人力资源和社会保障局", "实施期资金总额": "8.00", "其中财政拨款": "8.00", "其他资金": ""}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	for _, f := range Head(build(load(t, "template.txt"))) {
		if f.Value != "" {
			t.Errorf("the template has %s = %q", f.Key, f.Value)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"project.txt", "overall.txt", "template.txt"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add("一级指标\t指标值\n2x2:a\t\n\t≥")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			t.Skip("the builder is slow on long rows")
		}
		table := build(text)
		for _, g := range Read(table, 1, "k") {
			if g.Content == "" || g.Raw == "" || g.Operator == "" {
				t.Errorf("a goal without content, value or operator: %+v", g)
			}
		}
		Head(table)
	})
}
