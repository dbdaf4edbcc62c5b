package registry

import (
	"strings"
	"testing"
)

func TestRegionOf(t *testing.T) {
	for _, c := range []struct{ in, code, name string }{
		{"西安市高陵区人力资源和社会保障信息中心", "610117", "陕西省西安市高陵区"},
		{"西安市财政局", "610100", "陕西省西安市"},
		{"上海市普陀区财政局", "310107", "上海市普陀区"},
		{"北京市公安局", "110000", "北京市"},
		{"江苏省人大办公厅", "320000", "江苏省"},
		{"中共西安市委宣传部", "610100", "陕西省西安市"},
		{"朝阳区财政局", "", ""},
		{"财政局", "", ""},
	} {
		if got := RegionOf(c.in, 0); got != c.code {
			t.Errorf("RegionOf(%s) = %q, want %q", c.in, got, c.code)
		}
		if got := RegionName(c.code); got != c.name {
			t.Errorf("RegionName(%s) = %q, want %q", c.code, got, c.name)
		}
	}
}

func TestRegionOfUnit(t *testing.T) {
	for _, c := range []struct{ unit, title, source, want string }{
		{"西安市财政局", "", "", "610100"},
		{"上海水产老干部活动室", "上海市2026年市级单位预算", "", "310000"},
		{"上海水产老干部活动室", "", "", "310000"},
		{"长沙职业教育基地综合协调办公室", "", "", "430100"},
		{"中国人民政治协商会议西安市委员会", "", "", "610100"},
		{"朝阳区财政局", "", "", ""},
		{"朝阳区财政局", "", "110105", "110105"},
		{"财政局", "", "610117", "610117"},
		{"财政局", "", "", ""},
	} {
		if got := RegionOfUnit(c.unit, c.title, c.source, 0); got != c.want {
			t.Errorf("RegionOfUnit(%q, %q, %q) = %q, want %q", c.unit, c.title, c.source, got, c.want)
		}
	}
	for text, want := range map[string]bool{"上海市": true, "上海市普陀区": true, "江苏省苏州市": true, "上海市普陀区司法局": false, "普陀区": false, "": false} {
		if IsRegion(text) != want {
			t.Errorf("IsRegion(%q) = %v", text, !want)
		}
	}
}

// TestRegionsOverTime: a place has the code of the year, its successors are
// known, and its units keep their IDs where it only changed its rank or name.
func TestRegionsOverTime(t *testing.T) {
	for _, c := range []struct {
		text string
		year int
		code string
		now  string
	}{
		{"北京市密云县财政局", 2014, "110228", "110118"},
		{"北京市密云县财政局", 0, "110228", "110118"}, // nothing else bears the name
		{"北京市密云区财政局", 2017, "110118", ""},
		{"杭州市下城区财政局", 2020, "330103", "330105"},
		{"杭州市江干区财政局", 2019, "330104", "330102 330114"},
		{"杭州市余杭区财政局", 2019, "330110", ""},
		{"杭州市临平区财政局", 2022, "330113", ""},
		{"三明市三元区财政局", 2020, "350403", "350404"},
		{"三明市三元区财政局", 2021, "350404", ""},
		{"三明市三元区财政局", 0, "350404", ""},
		{"莱芜市莱城区财政局", 2017, "371202", "370116"},
		{"米林县财政局", 2015, "540422", "540481"},
		{"林芝地区米林县财政局", 2014, "542623", "540481"},
		{"石家庄市桥东区财政局", 2014, "130103", "130102 130104"},
		{"邢台市桥东区财政局", 2019, "130502", ""},
		{"邢台市襄都区财政局", 2022, "130502", ""},
		{"张家口市桥东区财政局", 2022, "130702", ""},
		{"重庆市渝北区财政局", 2025, "500112", "500157 500109"},
	} {
		code := RegionOf(c.text, c.year)
		if now := strings.Join(RegionSuccessors(code), " "); code != c.code || now != c.now {
			t.Errorf("%s in %d: %s, today %q; want %s, %q", c.text, c.year, code, now, c.code, c.now)
		}
	}
	r := Default()
	id := func(unit string, year int) string { return r.UnitID(RegionOf(unit, year), unit) }
	for _, c := range []struct {
		a, b     string
		from, to int
		same     bool
	}{
		{"西安市户县财政局", "西安市鄠邑区财政局", 2015, 2020, true},
		{"林芝地区米林县财政局", "林芝市米林市财政局", 2014, 2024, true},
		{"邢台市桥东区财政局", "邢台市襄都区财政局", 2018, 2021, true},
		{"杭州市江干区财政局", "杭州市上城区财政局", 2020, 2022, false},
		{"烟台市长岛县财政局", "烟台市蓬莱区财政局", 2019, 2022, false},
		{"重庆市江北区财政局", "重庆市两江新区财政局", 2024, 2025, false},
	} {
		if a, b := id(c.a, c.from), id(c.b, c.to); a == "" || b == "" || (a == b) != c.same {
			t.Errorf("%s of %d and %s of %d: %s, %s", c.a, c.from, c.b, c.to, a, b)
		}
	}
}

// TestRegionHistory: every row is well formed, and every successor is a division.
func TestRegionHistory(t *testing.T) {
	x := regions()
	for f := range rowsOf(regionsHistoryTSV) {
		from, to := yearOf(f[2]), yearOf(f[3])
		if f[1] == "" || from == 0 && to == 0 || to != 0 && f[4] == "" || from != 0 && to != 0 && from >= to || to == 0 && f[4] != "" {
			t.Errorf("%q", f)
		}
		for _, c := range strings.Fields(f[4]) {
			if x.byCode[c] == "" {
				t.Errorf("%s %s: its successor %s is unknown", f[0], f[1], c)
			}
		}
		if x.byCode[f[0][:2]+"0000"] == "" || f[0][2:4] != "90" && x.byCode[f[0][:4]+"00"] == "" && !strings.Contains("110100 110200 120100 120200 310200 310100 500100 500200 469000 659000", f[0][:4]+"00") {
			t.Errorf("%s %s stands in no prefecture", f[0], f[1])
		}
	}
	if n := RegionSuccessors("110101"); n != nil {
		t.Errorf("东城区 has ended: %v", n)
	}
}
