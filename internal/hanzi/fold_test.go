package hanzi

import "testing"

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, fold, squeeze, key string }{
		{"⼈⼒资源", "人力资源", "人力资源", "人力资源"},
		{"⻔⻓⺠⼾", "门长民户", "门长民户", "门长民户"},
		{"（表１）　单位：元", "(表1) 单位:元", "(表1)单位:元", "表1单位元"},
		{"１，２３４．５０", "1,234.50", "1,234.50", "123450"},
		{"“三公”经费", "“三公”经费", "“三公”经费", "三公经费"},
		{"", "", "", ""},
	} {
		if got := Fold(c.in); got != c.fold {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.fold)
		}
		if got := Squeeze(c.in); got != c.squeeze {
			t.Errorf("Squeeze(%q) = %q, want %q", c.in, got, c.squeeze)
		}
		if got := Key(c.in); got != c.key {
			t.Errorf("Key(%q) = %q, want %q", c.in, got, c.key)
		}
	}
}
