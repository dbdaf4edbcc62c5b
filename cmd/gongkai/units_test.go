package main

import (
	"strings"
	"testing"

	"gongkai"
	"gongkai/registry"
)

// TestUnits: names of one unit stand in one line with its years and codes, and
// what a person has to look at below with its evidence.
func TestUnits(t *testing.T) {
	seen := []registry.SeenUnit{
		{Region: "610117", Unit: "西安市高陵区环境保护局", Code: "151001", FiscalYear: 2018, Scope: "unit", Document: gongkai.DigestOf([]byte("a")), Title: "环保局2018年部门预算"},
		{Region: "610117", Unit: "西安市高陵区生态环境局", Code: "151001", FiscalYear: 2019, Scope: "unit", Document: gongkai.DigestOf([]byte("b")), Title: "生态局2019年部门预算"},
		{Region: "610117", Unit: "高陵区财政局", FiscalYear: 2020, Scope: "department", Document: gongkai.DigestOf([]byte("c"))},
		{Region: "610117", Unit: "西安市高陵区财政局", Code: "116", FiscalYear: 2019, Scope: "department", Document: gongkai.DigestOf([]byte("d"))},
	}
	r := registry.Default()
	var b strings.Builder
	if err := printUnits(&b, knownUnits(r, seen), r.UnitDoubts(seen)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"西安市高陵区财政局、高陵区财政局", "116", "2019 2020", "to be looked at: 1\n",
		"? code 151001 bears both names, in 2018 and 2019: renamed?\n",
		"    西安市高陵区环境保护局 151001 2018 单位 unit  " + gongkai.DigestOf([]byte("a")).Short() + "《环保局2018年部门预算》\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}
