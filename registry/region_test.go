package registry

import "testing"

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
		if got := RegionOf(c.in); got != c.code {
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
		if got := RegionOfUnit(c.unit, c.title, c.source); got != c.want {
			t.Errorf("RegionOfUnit(%q, %q, %q) = %q, want %q", c.unit, c.title, c.source, got, c.want)
		}
	}
	for text, want := range map[string]bool{"上海市": true, "上海市普陀区": true, "江苏省苏州市": true, "上海市普陀区司法局": false, "普陀区": false, "": false} {
		if IsRegion(text) != want {
			t.Errorf("IsRegion(%q) = %v", text, !want)
		}
	}
}
