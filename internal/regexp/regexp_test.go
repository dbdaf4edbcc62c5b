package regexp

import (
	"reflect"
	"regexp"
	"slices"
	"testing"
)

func TestGlance(t *testing.T) {
	tests := []struct {
		pattern string
		needed  []string
		first   string
	}{
		{`表$`, []string{"表"}, ""},
		{`^附?表\d+`, []string{"表"}, "附附表表"},
		{`预算|决算|收入`, []string{"预算", "决算", "收入"}, ""},
		{`单位[:：](?:人民币)?`, []string{"单位"}, ""},
		{`^[(（]?20\d\d年`, []string{"年"}, "((（（22"},
		{`(?:表|附件)\d?`, []string{"表", "附件"}, ""},
		{`[:：]`, []string{":", "："}, ""},
		{`\d+`, nil, ""},
		{`a?`, nil, ""},
		{`^`, nil, ""},
		{`^a?$`, nil, ""},
		{`(?i)abc`, nil, ""},
		{`(?i)^abc`, nil, ""},
		{`^(?:a|b)c|^d`, []string{"c", "d"}, "abdd"},
		{`^a|b`, []string{"a", "b"}, ""},
		{`(?m)^a`, []string{"a"}, ""},
		{`x{0,2}`, nil, ""},
		{`x{2,3}`, []string{"x"}, ""},
		{`.`, nil, ""},
	}
	for _, tt := range tests {
		needed, first := glance(tt.pattern)
		if !slices.Equal(needed, tt.needed) || string(first) != tt.first {
			t.Errorf("%s: %q, first %q; want %q, %q", tt.pattern, needed, string(first), tt.needed, tt.first)
		}
	}
}

// FuzzRegexp: answers are those of the standard package.
func FuzzRegexp(f *testing.F) {
	for _, pattern := range []string{
		`表([(（][^。；]*[)）]?)?$`, `^[(（]?(?:附?表\d{1,3}|\d{1,2}表)[)）]?$`, `预算|决算|收入|支出`, `[。;!?]|详见|如下`, `^(?:(a)|b+|c{2,3})?x|^y*z`,
		`(?i)Total|合计`, `(?m)^a$`, `^$`, ``, `a**`, `[^a]`, `\bword\b`, `^(?:20\d\d年)?(.*)(?:部门|单位)`, `(?s).+表`, `x*`, "\uFFFD", "[\uFFFDx]", "^\uFFFD",
	} {
		for _, text := range []string{"", "表1", "（附表2）", "2023年部门收支预算总表", "合计", "TOTAL", "cccx", "yyz", "\xff\xfe", "a\na", "word 表"} {
			f.Add(pattern, text)
		}
	}
	f.Fuzz(func(t *testing.T, pattern, s string) {
		standard, err := regexp.Compile(pattern)
		r, err2 := Compile(pattern)
		if (err == nil) != (err2 == nil) {
			t.Fatalf("%v and %v", err, err2)
		}
		if err != nil {
			return
		}
		for _, same := range [][2]any{
			{r.MatchString(s), standard.MatchString(s)},
			{r.FindString(s), standard.FindString(s)},
			{r.FindStringIndex(s), standard.FindStringIndex(s)},
			{r.FindStringSubmatch(s), standard.FindStringSubmatch(s)},
			{r.FindStringSubmatchIndex(s), standard.FindStringSubmatchIndex(s)},
			{r.FindAllString(s, -1), standard.FindAllString(s, -1)},
			{r.FindAllStringIndex(s, -1), standard.FindAllStringIndex(s, -1)},
			{r.FindAllStringSubmatch(s, 2), standard.FindAllStringSubmatch(s, 2)},
			{r.FindAllStringSubmatchIndex(s, 2), standard.FindAllStringSubmatchIndex(s, 2)},
			{r.ReplaceAllString(s, "<$1>"), standard.ReplaceAllString(s, "<$1>")},
			{r.Split(s, -1), standard.Split(s, -1)},
		} {
			if !reflect.DeepEqual(same[0], same[1]) {
				t.Errorf("%q on %q gives %#v, want %#v", pattern, s, same[0], same[1])
			}
		}
	})
}
