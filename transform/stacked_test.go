package transform

import (
	"testing"

	"gongkai"
)

// TestUnstack parts a grid that holds two tables under each other.
func TestUnstack(t *testing.T) {
	r := readOf(gongkai.StageBudget, printed("政府性基金预算支出表", "万元", `
		功能分类科目|<|预算数|<|<
		科目编码|科目名称|合计|基本支出|项目支出
		|合计|||
		预算08表国有资本经营预算支出表||||
		||||金额单位：万元
		功能分类科目|<|预算数|<|<
		科目编码|科目名称|合计|基本支出|项目支出
		|合计|12.00||12.00
		223|国有资本经营预算支出|12.00||12.00`))
	if len(r.Tables) != 2 || r.Tables[0].Key != "gov_fund" || r.Tables[1].Key != "state_capital" {
		t.Fatalf("%d tables, %v", len(r.Tables), r.Tables)
	}
	if x := r.Tables[1]; x.Number != "预算08表" || x.Title != "国有资本经营预算支出表" || len(x.Rows) != 6 || x.CurrencyUnit != "万元" {
		t.Errorf("the second is %s %s of %d rows in %s", x.Number, x.Title, len(x.Rows), x.CurrencyUnit)
	}
	if r.Tables[0].State != gongkai.TableBlank || r.Tables[1].State != gongkai.TableData {
		t.Errorf("states %s, %s", r.Tables[0].State, r.Tables[1].State)
	}
	if n := verdictsOf(&r, "hierarchy"); n[gongkai.VerdictHolds] != 2 {
		t.Errorf("%v identities of the second table", n)
	}
}
