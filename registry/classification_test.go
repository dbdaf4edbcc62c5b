package registry

import "testing"

func TestCodeBelow(t *testing.T) {
	for _, c := range []struct{ scheme, parent, name, want string }{
		{"func", "20103", "行政运行", "2010301"},
		{"func", "201", "行政运行", ""}, // below many sections
		{"func", "208", "行政事业单位养老支出", "20805"},
		{"func", "20805", "机关事业单位基本养老保险缴费支出", "2080505"},
		{"func", "208", "机关事业单位基本养老保险缴费支出", "2080505"},
		{"func", "221", "住房公积金", "2210201"},
		{"func", "205", "其他教育支出", "20599"}, // the section before its item
		{"func", "20599", "其他教育支出", "2059999"},
		{"func", "210", "住房公积金", ""},
		{"dept_econ", "301", "住房公积金", "30113"},
		{"dept_econ", "302", "因公出国(境)费用", "30212"},
		{"dept_econ", "302", "一件没有的事", ""},
		{"unit", "", "行政运行", ""},
	} {
		if got := CodeBelow(c.scheme, c.parent, c.name, false); got != c.want {
			t.Errorf("CodeBelow(%s, %s, %s) = %q, want %q", c.scheme, c.parent, c.name, got, c.want)
		}
	}
}

// A line with parts is not an item further down: 其他教育支出 names both.
func TestCodeBelowOfParts(t *testing.T) {
	if got := CodeBelow("func", "208", "机关事业单位基本养老保险缴费支出", true); got != "" {
		t.Errorf("got %s", got)
	}
	if got := CodeBelow("func", "205", "其他教育支出", true); got != "20599" {
		t.Errorf("got %s", got)
	}
}

// Every code of the list lies below a class that codes.yaml names.
func TestClassification(t *testing.T) {
	r := Default()
	classes := map[string]bool{}
	for scheme, codes := range r.Codes {
		for _, c := range codes {
			classes[scheme+c.Code] = true
		}
	}
	n := 0
	for scheme, names := range classification() {
		for name, codes := range names {
			for _, c := range codes {
				n++
				if len(c)%2 == 0 || !classes[scheme+c[:3]] {
					t.Errorf("%s %s %s: no such class", scheme, c, name)
				}
			}
		}
	}
	if n < 500 {
		t.Errorf("%d codes", n)
	}
}
