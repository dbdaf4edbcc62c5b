package registry

import (
	"fmt"
	"strings"
	"testing"
)

func TestUnitID(t *testing.T) {
	r := Default()
	for _, c := range []struct {
		region string
		names  []string
	}{
		{"320000", []string{"江苏省委办公厅", "中共江苏省委办公厅", "中国共产党江苏省委员会办公厅", "省委办公厅", "江苏省委办公厅（本级）"}},
		{"320000", []string{"江苏省人大常委会办公厅", "江苏省人民代表大会常务委员会办公厅", "省人大常委会办公厅"}},
		{"320000", []string{"江苏省政协办公厅", "中国人民政治协商会议江苏省委员会办公厅", "政协江苏省委员会办公厅"}},
		{"330500", []string{"湖州市退役军人事务局", "退役军人事务局", "市退役军人事务局", "浙江省湖州市退役军人事务局"}},
		{"440300", []string{"深圳市市场监督管理局", "市场监督管理局"}},
		{"610117", []string{"西安市高陵区人力资源和社会保障信息中心", "高陵区人力资源和社会保障信息中心", "陕西省西安市高陵区人力资源和社会保障信息中心"}},
		{"110000", []string{"北京市纪律检查委员会", "中共北京市纪委", "中国共产党北京市纪律检查委员会"}},
		{"610100", []string{"西安市人工影响天气服务保障中心", "西安市人工影响天气办公室"}}, // renamed, of units.yaml
	} {
		want := r.UnitID(c.region, c.names[0])
		for _, n := range c.names {
			if got := r.UnitID(c.region, n); got != want || got == "" {
				t.Errorf("%s is not %s: %q and %q (%s, %s)", n, c.names[0], got, want, UnitName(c.region, n), UnitName(c.region, c.names[0]))
			}
		}
	}
	for _, c := range [][3]string{
		{"610100", "西安市财政局", "西安市高陵区财政局"},
		{"320000", "江苏省生态环境厅", "江苏省环境保护厅"}, // nobody has looked at it
		{"310107", "上海市普陀区人民政府办公室", "上海市普陀区人民政府万里街道办事处"},
		{"610100", "西安市第一中学", "西安市第一医院"},
	} {
		if r.UnitID(c[0], c[1]) == r.UnitID(c[0], c[2]) {
			t.Errorf("%s and %s bear one ID", c[1], c[2])
		}
	}
	if r.UnitID("610117", "高陵区财政局") == r.UnitID("610100", "高陵区财政局") {
		t.Error("one ID in two regions")
	}
	if id := r.UnitID("", "财政局"); id != "" {
		t.Errorf("a unit without a region has the ID %s", id)
	}
}

func TestSameUnit(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"西安市财政局", "西安市财政局（本级）", true},
		{"中共西安市委宣传部", "中国共产党西安市委员会宣传部", true},
		{"湖州市民政局", "民政局", true},
		{"苏州市民政局", "无锡市民政局", false},
		{"西安市财政局", "西安市教育局", false},
		{"", "", false},
	} {
		if got := SameUnit(c.a, c.b); got != c.same {
			t.Errorf("SameUnit(%s, %s) = %v", c.a, c.b, got)
		}
	}
}

func TestAliasesAreChecked(t *testing.T) {
	good := Alias{Region: "320000", Unit: "江苏省甲厅", Was: []string{"江苏省乙厅"}, Change: "renamed", Since: 2019, Source: "方案"}
	for _, c := range []struct {
		name string
		edit func(*Alias)
		want string
	}{
		{"as it should be", func(*Alias) {}, ""},
		{"no region", func(a *Alias) { a.Region = "32" }, "are needed"},
		{"no source", func(a *Alias) { a.Source = "" }, "are needed"},
		{"an unknown change", func(a *Alias) { a.Change = "split" }, "renamed or merged"},
		{"one name twice", func(a *Alias) { a.Was = append(a.Was, a.Was[0]) }, "two things"},
	} {
		a := good
		a.Was = append([]string{}, good.Was...)
		c.edit(&a)
		err := (&Registry{}).aliases([]Alias{a})
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	// A name that changed twice leads to the last.
	r := &Registry{}
	if err := r.aliases([]Alias{good, {Region: "320000", Unit: "江苏省丙厅", Was: []string{"江苏省甲厅"}, Change: "renamed", Since: 2024, Source: "方案"}}); err != nil {
		t.Fatal(err)
	}
	if r.UnitID("320000", "江苏省乙厅") != r.UnitID("320000", "江苏省丙厅") {
		t.Error("a name that changed twice has two IDs")
	}
	// What was merged keeps its own ID, and its successor is known.
	merged := Alias{Region: "320000", Unit: "江苏省丁厅", Was: []string{"江苏省戊厅", "江苏省己局"}, Change: "merged", Since: 2019, Source: "方案"}
	if err := r.aliases([]Alias{merged}); err != nil {
		t.Fatal(err)
	}
	if r.UnitID("320000", "江苏省丁厅") == r.UnitID("320000", "江苏省戊厅") || r.UnitSuccessor("320000", "江苏省己局") != "江苏省丁厅" {
		t.Errorf("the successor of 江苏省己局 is %q", r.UnitSuccessor("320000", "江苏省己局"))
	}
}

func TestUnitDoubts(t *testing.T) {
	list := []SeenUnit{
		{Region: "610117", Unit: "高陵区环境保护局", Code: "151001", FiscalYear: 2018},
		{Region: "610117", Unit: "高陵区生态环境局", Code: "151001", FiscalYear: 2019},
		{Region: "610117", Unit: "高陵区财政局", Code: "116", FiscalYear: 2019, Scope: "department"},
		{Region: "610117", Unit: "高陵区财政局", Code: "116", FiscalYear: 2020, Scope: "department"},
		{Region: "610117", Unit: "高陵区财政局", Code: "116001", FiscalYear: 2020, Scope: "unit"},
		{Region: "610117", Unit: "高陵区第一小学", Code: "105010", FiscalYear: 2020, Scope: "unit"},
		{Region: "610117", Unit: "高陵区第一小学", Code: "105099", FiscalYear: 2020, Scope: "unit"},
		{Region: "610117", Unit: "高陵区社会保险基金管理中心", FiscalYear: 2019},
		{Region: "610117", Unit: "高陵区人社局社会保险基金管理中心", FiscalYear: 2020},
		{Region: "610118", Unit: "鄠邑区生态环境局", Code: "151001", FiscalYear: 2019},
	}
	var got []string
	for _, d := range Default().UnitDoubts(list) {
		got = append(got, fmt.Sprintf("%s/%s: %s", d.A.Unit, d.B.Unit, d.Reason))
	}
	want := []string{
		"高陵区人社局社会保险基金管理中心/高陵区社会保险基金管理中心: one name is a part of the other: the same unit?",
		"高陵区环境保护局/高陵区生态环境局: code 151001 bears both names, in 2018 and 2019: renamed?",
		"高陵区第一小学/高陵区第一小学: one name with the codes 105010 and 105099 in 2020: two units?",
	}
	if len(got) != len(want) {
		t.Fatalf("%d doubts:\n%s", len(got), strings.Join(got, "\n"))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("doubt %d:\n got %s\nwant %s", i, got[i], want[i])
		}
	}
}

// TestUnitsOfJiangsu: the names that Jiangsu's disclosures of 2017 to 2019 print
// give each office one ID over the years, and no two offices one.
func TestUnitsOfJiangsu(t *testing.T) {
	r := Default()
	seen := map[string]string{}
	for office, printed := range map[string][]string{
		"省委办公厅":     {"江苏省委办公厅", "中共江苏省委办公厅", "江苏省委办公厅（本级）"},
		"省人大常委会办公厅": {"江苏省人大常委会办公厅", "江苏省人民代表大会常务委员会办公厅", "江苏省人大办公厅"},
		"省政协办公厅":    {"江苏省政协办公厅", "政协江苏省委员会办公厅", "中国人民政治协商会议江苏省委员会办公厅"},
		"省检察院":      {"江苏省人民检察院", "江苏省检察院", "省检察院"},
		"省法院":       {"江苏省高级人民法院", "省高级人民法院", "江苏省高级人民法院（本级）"},
	} {
		id := r.UnitID("320000", printed[0])
		if other := seen[id]; other != "" || id == "" {
			t.Errorf("%s and %s: %q", office, other, id)
		}
		seen[id] = office
		for _, name := range printed {
			if got := r.UnitID("320000", name); got != id {
				t.Errorf("%s: %s is %s, want %s (%s)", office, name, got, id, UnitName("320000", name))
			}
		}
	}
}
