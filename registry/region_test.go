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
