package registry

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestCheckBuiltIn(t *testing.T) {
	if wrong := Default().Check(); len(wrong) > 0 {
		t.Errorf("the registry has mistakes:\n%s", strings.Join(wrong, "\n"))
	}
}

func TestCheck(t *testing.T) {
	const family = "{key: io_total, zh: 收支总表, en: totals, title: ['收支总表']}"
	for _, c := range []struct{ name, families, measures, codes, want string }{
		{"nothing wrong", family, "", "", ""},
		{"key twice", family + ", " + family, "", "", "families.yaml: io_total: the key comes twice"},
		{"key of other signs", "{key: 收支, zh: 收支总表, en: totals, title: ['收支总表']}", "", "", `families.yaml: family 1: key "收支": want letters, digits and _`},
		{"no name", "{key: a, zh: 收支总表, title: ['收支总表']}", "", "", "families.yaml: a: zh, en and title are needed"},
		{"alias shadowed", family + ", {key: fiscal, zh: 财政拨款收支总表, en: fiscal, title: ['财政拨款收支总表']}", "", "",
			"families.yaml: fiscal: alias 财政拨款收支总表 finds io_total, which shadows it"},
		{"alias lost", "{key: a, zh: 收支总表, en: totals, title: ['收支总表'], aliases: ['收支情况']}", "", "", "families.yaml: a: alias 收支情况 finds no family"},
		{"signature says nothing", "{key: a, zh: 收支总表, en: totals, title: ['收支总表'], signatures: [{never: [x]}]}", "", "",
			"families.yaml: a: signature 1 has 0 patterns: too few to tell a table by"},
		{"signature alone says little", "{key: a, zh: 收支总表, en: totals, title: ['收支总表'], signatures: [{header: [x], alone: true}]}", "", "",
			"families.yaml: a: signature 1 has 1 patterns: too few to tell a table by"},
		{"stage", "{key: a, stage: half, zh: 收支总表, en: totals, title: ['收支总表']}", "", "", `families.yaml: a: stage "half": want budget, final or none`},
		{"measure twice", family, "{measure: total, match: x}, {measure: other, match: x}", "", "measures.yaml: measure other: x belongs to total already"},
		{"measure twice under others", family, "{measure: total, match: x}, {measure: other, match: x, under: y}", "", ""},
		{"code twice", family, "", "{code: '201', name: 甲}, {code: '201', name: 乙}", "codes.yaml: func 201 comes twice"},
		{"code without parent", family, "", "{code: '20101', name: 甲}", "codes.yaml: func 20101 stands before its parent, or without"},
		{"one name of two codes", family, "", "{code: '201', name: 甲}, {code: '202', name: 甲支出}", "codes.yaml: func: 甲支出 names both 201 and 202"},
		{"cofog", family, "", "{code: '201', name: 甲, cofog: x}", `codes.yaml: func 201: cofog "x": want two digits`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := LoadFS(fstest.MapFS{
				"families.yaml": {Data: []byte("families: [" + c.families + "]\n")},
				"measures.yaml": {Data: []byte("measures: [" + c.measures + "]\n")},
				"codes.yaml":    {Data: []byte("func: [" + c.codes + "]\n")},
			})
			if err != nil {
				t.Fatal(err)
			}
			wrong := r.Check()
			if c.want == "" && len(wrong) > 0 || c.want != "" && !slices.Contains(wrong, c.want) {
				t.Errorf("Check gives %q, want %q", wrong, c.want)
			}
		})
	}
	if _, err := LoadFS(fstest.MapFS{"families.yaml": {Data: []byte("families: [{key: a, nonsense: b}]\n")}}); err == nil {
		t.Error("an unknown field is no mistake")
	}
}
