package gongkai

import "testing"

func TestUnitID(t *testing.T) {
	id := UnitID("610117", "西安市高陵区某中心（本级）")
	if len(id) != 16 {
		t.Fatalf("%q is not 16 digits", id)
	}
	for _, same := range []string{"西安市高陵区某中心(本级)", " 西安市 高陵区某中心 （本级）", "西安市高陵区某中心本级"} {
		if UnitID("610117", same) != id {
			t.Errorf("%q is another unit", same)
		}
	}
	if UnitID("610118", "西安市高陵区某中心（本级）") == id || UnitID("610117", "西安市高陵区某中心") == id {
		t.Error("region or name do not count")
	}
	if UnitID("", "Ａ局") != UnitID("", "A局") {
		t.Error("full-width letters are another unit")
	}
	if UnitID("610117", " （）") != "" {
		t.Error("an unknown unit has an ID")
	}
}
