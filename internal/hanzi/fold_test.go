package hanzi

import (
	"strings"
	"testing"
	"unicode"
)

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

// FuzzFold compares folding with its definition, character by character.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "部门预算", "单位：　元 ", "⼈⻔\u200b\ufeff（１２．３）", "a b\tc\n", "\xff\xe4\xb8", "龥一䶵㐀", "项\u00a0目￥", "\u2028x", "１", "--", "𠀀 𠀁"} {
		f.Add(s)
	}
	fold := func(r rune) rune { return FoldWidth(FoldRadical(r)) }
	f.Fuzz(func(t *testing.T, s string) {
		for _, tt := range []struct{ name, got, want string }{
			{"FoldRadicals", FoldRadicals(s), strings.Map(FoldRadical, s)},
			{"Fold", Fold(s), strings.Map(fold, s)},
			{"Squeeze", Squeeze(s), strings.Map(func(r rune) rune {
				if r = fold(r); unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
					return -1
				}
				return r
			}, s)},
			{"Key", Key(s), strings.Map(func(r rune) rune {
				if r = fold(r); unicode.IsLetter(r) || unicode.IsDigit(r) {
					return r
				}
				return -1
			}, s)},
		} {
			if tt.got != tt.want {
				t.Errorf("%s(%q) is %q, want %q", tt.name, s, tt.got, tt.want)
			}
		}
	})
}
