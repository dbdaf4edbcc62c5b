package pipeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"gongkai"
)

func TestCompare(t *testing.T) {
	fact := func(label, code, raw string) gongkai.Fact {
		v := decimal.RequireFromString(raw)
		return gongkai.Fact{Table: "gpb_by_function", Label: label, Code: code, Column: []string{"合计"}, Measure: "total", Value: &v, Raw: raw}
	}
	before := &gongkai.Reading{
		Facts:     []gongkai.Fact{fact("合计", "", "10.00"), fact("教育支出", "205", "7.00"), fact("其他", "229", "3.00"), {Table: "gpb_by_function", Label: "空", Raw: ""}},
		Narrative: []gongkai.Statement{{Subject: "公务接待费", Measure: "three_public.reception", Value: "1.00", Unit: "万元"}},
	}
	after := &gongkai.Reading{
		Facts:     []gongkai.Fact{fact("合计", "", "12.00"), fact("教育支出", "205", "7.00"), fact("卫生健康支出", "210", "5.00")},
		Narrative: []gongkai.Statement{{Subject: "公务接待费", Measure: "three_public.reception", Value: "0.50", Unit: "万元"}},
	}
	want := []Difference{
		{"gpb_by_function", "合计", "合计", "10.00", "12.00"},
		{"gpb_by_function", "卫生健康支出", "合计", "", "5.00"},
		{"gpb_by_function", "其他", "合计", "3.00", ""},
		{"", "公务接待费", "three_public.reception", "1.00万元", "0.50万元"},
	}
	if diff := cmp.Diff(want, Compare(before, after)); diff != "" {
		t.Error(diff)
	}
	if d := Compare(after, after); len(d) != 0 {
		t.Errorf("a document differs from itself: %v", d)
	}
}
