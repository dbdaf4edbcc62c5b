package loadtest

import (
	"context"
	"strings"
	"testing"

	"gongkai"
	"gongkai/load"
)

func traces(t *testing.T, w *load.Warehouse) {
	ctx := context.Background()
	const region = "110120"
	first := NewPaper(region, "溯源单位", 2023).Items("2080101", "100.00").Says("total", "100.00")
	second := NewPaper(region, "溯源单位", 2023).Items("2080101", "150.00").Says("total", "150.00")
	second.Salt, second.Published = "更正", "2023-05-01"
	old, now := first.Build(), second.Build()
	now.Reading.Checks = []gongkai.Check{{ID: "hierarchy/0", Kind: "hierarchy", Verdict: gongkai.VerdictHolds, LHS: "150.00", RHS: "150.00",
		Operands: []string{now.Reading.Facts[0].ID}, SentenceZH: "各项之和等于合计", SentenceEN: "items add up"}}
	publish(t, w, old, now, NewPaper(region, "溯源单位二", 2023).Build())

	got, err := w.Trace(ctx, load.Selector{ID: now.Reading.Facts[0].ID})
	must(t, err)
	if len(got) != 1 || got[0].Amount.StringFixed(2) != "150.00" || !got[0].Current || got[0].Document != second.DigestOf().Hex() || got[0].Page != 10 ||
		got[0].X1 != 180 || got[0].Table != "gpb_by_function" || len(got[0].Captures) != 1 || !strings.HasSuffix(got[0].Captures[0].URL, ".pdf") ||
		got[0].Captures[0].Published.Format("2006-01-02") != "2023-05-01" || len(got[0].Checks) != 1 || got[0].Checks[0].LHS != "150.00" {
		t.Errorf("trace of a cell: %+v", got)
	}
	// A replaced edition is still found by its ID, and says what it is.
	if got, err = w.Trace(ctx, load.Selector{ID: old.Reading.Facts[0].ID}); err != nil || len(got) != 1 || got[0].Current || len(got[0].Checks) != 0 {
		t.Errorf("trace of a replaced cell: %+v, %v", got, err)
	}
	if got, err = w.Trace(ctx, load.Selector{ID: now.Reading.Narrative[0].ID}); err != nil || len(got) != 1 || got[0].Kind != "statement" || got[0].Raw != "total150.00" {
		t.Errorf("trace of a statement: %+v, %v", got, err)
	}
	if got, err = w.Trace(ctx, load.Selector{Unit: "溯源单位", Year: 2023, Code: "2080101"}); err != nil || len(got) != 1 || got[0].Amount.StringFixed(2) != "150.00" {
		t.Errorf("trace by unit, year and code: %+v, %v", got, err)
	}
	for _, s := range []load.Selector{{ID: "nothing"}, {Unit: "溯源", Year: 2023}, {Unit: "没有这个单位", Year: 2023}, {Unit: "溯源单位", Year: 1999}} {
		if _, err := w.Trace(ctx, s); err == nil || gongkai.HintOf(err) == "" || strings.Contains(err.Error(), "\n") {
			t.Errorf("%+v: %v", s, err)
		}
	}
}
