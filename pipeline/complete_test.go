package pipeline

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai"
)

func TestCompleteness(t *testing.T) {
	now := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	at := func(source, title string, fetched time.Time) gongkai.Disclosure {
		var d gongkai.Disclosure
		d.Add(gongkai.Capture{Source: source, ParentTitle: title, FetchedAt: fetched, Published: "2025-02-03", Digest: gongkai.DigestOf([]byte(title))})
		return d
	}
	found := []gongkai.Disclosure{
		at("a", "甲局 2024年部门预算", now), at("a", "甲局2025年度部门预算公开", now), at("a", "甲局2024年度部门决算", now), at("a", "乙局2026年部门预算", now),
		at("b", "丙局2024年部门预算", now.AddDate(-1, 0, 0)),
	}
	gaps, silent := Completeness([]gongkai.Source{{ID: "a", Units: []string{"甲局"}, FirstYear: 2024}, {ID: "b"}, {ID: "c", Units: []string{"丁局"}}}, found, now)
	if diff := cmp.Diff([]Gap{{Source: "a", Unit: "甲局", Expected: 4, Found: 3, Budgets: []int{2026}}}, gaps); diff != "" {
		t.Error(diff)
	}
	// what was read says itself whose it is, whatever its title is; a title that
	// is wrong does not count beside it
	read := func(title, unit, id string, year int, stage gongkai.Stage) gongkai.Disclosure {
		d := at("a", title, now)
		d.Publications[0].Reading.Document = gongkai.DocumentInfo{Unit: unit, UnitID: id, FiscalYear: year, Stage: stage}
		return d
	}
	several := at("a", "各单位决算公开", now)
	several.Publications[0].Reading.Portions = []gongkai.Portion{{DocumentInfo: gongkai.DocumentInfo{Unit: "丙局", FiscalYear: 2025, Stage: gongkai.StageFinal}}, {DocumentInfo: gongkai.DocumentInfo{Unit: "某区甲局", FiscalYear: 2024, Stage: gongkai.StageFinal}}}
	found = []gongkai.Disclosure{
		read("附件1", "某市某区甲局", "", 2024, gongkai.StageBudget), read("公开说明", "原名局", "id-a", 2026, gongkai.StageBudget), several,
		read("甲局2025年部门预算", "乙局", "id-b", 2025, gongkai.StageBudget),
	}
	gaps, _ = Completeness([]gongkai.Source{{ID: "a", Units: []string{"甲局"}, UnitIDs: []string{"id-a"}, FirstYear: 2024}}, found, now)
	if diff := cmp.Diff([]Gap{{Source: "a", Unit: "甲局", Expected: 4, Found: 3, Budgets: []int{2025}}}, gaps); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Silence{{"b", now.AddDate(-1, 0, 0), "2025-02-03"}, {Source: "c"}}, silent); diff != "" {
		t.Error(diff)
	}
}
