package transform

import (
	"slices"
	"strings"
	"testing"

	"gongkai"
)

func docOf(reader string, tables ...gongkai.Table) *gongkai.Document {
	return &gongkai.Document{Outcome: gongkai.Outcome{Status: gongkai.StatusOK}, PageCount: 1, Reader: reader, Tables: tables, Body: []gongkai.Element{
		{Kind: gongkai.ElementHeading, Lines: []gongkai.Line{{Text: "某某县财政局2024年部门预算", Page: 1}}}}}
}

// TestReconsider: where two readers place the same digits otherwise, what adds
// up is taken; digits are never altered.
func TestReconsider(t *testing.T) {
	const title = "一般公共预算支出预算表"
	head := `
		科目编码|科目名称|合计|基本支出|项目支出
		|合计|1,154,304.22|4,300.00|1,150,004.22
		206|科学技术支出|1,154,304.22|4,300.00|1,150,004.22`
	good := printed(title, "万元", head+`
		20601|科学技术管理事务|154,304.22|4,300.00|150,004.22
		20602|基础研究|1,000,000.00||1,000,000.00`)
	glued := printed(title, "万元", head+`
		20601|科学技术管理事务|154,304.22|4,300.001|50,004.22
		20602|基础研究|1,000,000.00||1,000,000.00`)
	wrong := printed(title, "万元", head+`
		20601|科学技术管理事务|154,304.22|4,300.00|150,004.22
		20602|基础研究|1,000,000.99||1,000,000.00`)
	altered := printed(title, "万元", head+`
		20601|科学技术管理事务|154,304.22|4,300.00|150,004.22
		20602|基础研究|1,000,000.00||1,000,000.00`)
	worded := printed(title, "万元", strings.ReplaceAll(head, "科目名称", "科目名")+`
		20601|科学技术管理事务|154,304.22|4,300.00|150,004.22
		20602|基础研究|1,000,000.99||1,000,000.00`)
	merged := printed(title, "万元", head+`
		20601|科学技术管理事务|154,304.22|4,300.00|150,004.22
		20602|基础研究|1,000,000.00 1,000,000.00||`)
	for _, c := range []struct {
		name          string
		first, second gongkai.Table
		stream        bool
		choice        gongkai.Choice
		fails         gongkai.Cause // "" where nothing fails in the end
	}{
		{"a figure glued to its neighbour, read apart", merged, good, false, gongkai.ChoiceSecond, ""},
		{"a figure glued by both", merged, merged, false, gongkai.ChoiceAgreed, gongkai.CauseReading},
		{"a digit in the wrong cell of a borderless table", glued, good, true, gongkai.ChoiceSecond, ""},
		{"both readers read what does not add up", wrong, wrong, true, gongkai.ChoiceAgreed, gongkai.CauseDocument},
		{"the second reads a word otherwise", wrong, worded, true, gongkai.ChoiceAgreed, gongkai.CauseDocument},
		{"the second reads other digits", wrong, altered, true, gongkai.ChoiceFirst, gongkai.CauseReading},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.stream {
				c.first.Method = gongkai.MethodStream
			}
			own := docOf("own", c.first)
			r := Reconsider(Read(own, Options{}), own, docOf("pdfium", c.second), Options{})
			if len(r.Doubts) != 1 || r.Doubts[0].Choice != c.choice || r.Doubts[0].Table != 0 || r.Doubts[0].Page != 1 {
				t.Fatalf("doubts %+v, want %s", r.Doubts, c.choice)
			}
			d := r.Doubts[0]
			if c.choice == gongkai.ChoiceSecond && (d.Reader != "pdfium" || d.Other != "own" || len(d.Differences) == 0) {
				t.Errorf("the choice is recorded as %+v", d)
			}
			failed := slices.IndexFunc(r.Checks, func(k gongkai.Check) bool { return k.Verdict == gongkai.VerdictFails })
			switch {
			case c.fails == "" && failed >= 0:
				t.Errorf("%s fails", r.Checks[failed].ID)
			case c.fails != "" && failed < 0:
				t.Error("nothing fails")
			case c.fails != "" && r.Checks[failed].Cause != c.fails:
				t.Errorf("cause %s, want %s", r.Checks[failed].Cause, c.fails)
			}
		})
	}
	t.Run("a table that adds up elsewhere is no doubt", func(t *testing.T) {
		r := Read(docOf("own", printed(title, "元", `
			科目编码|科目名称|合计|基本支出|项目支出
			|合计|310.00|110.00|200.00
			206|科学技术支出|310.00|110.00|200.00
			20601|科学技术管理事务|110.00|110.00|
			20602|基础研究|200.00||200.01`)), Options{})
		if len(r.Doubts) != 0 {
			t.Errorf("doubts %+v", r.Doubts)
		}
	})
}
