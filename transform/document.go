package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/registry"
)

// readDocument says whose document it is, from the document alone; region is
// the source's, for names that do not say where they are.
func readDocument(doc *gongkai.Document, c cover, region string) gongkai.DocumentInfo {
	info := gongkai.DocumentInfo{Title: titleOf(c, doc)}
	title := hanzi.Squeeze(info.Title)
	text := leadingText(doc, 4000)
	info.FiscalYear = fiscalYear(c, title, text, doc)
	info.Stage = stageOf(title, doc)
	info.Unit, info.UnitCode = publisher(c, doc)
	info.Scope = scopeOf(title, info.Unit, doc, text)
	if info.Stage != "" {
		info.Family = string(info.Scope) + "_" + string(info.Stage)
	}
	info.Edition = editionOf(c)
	info.Department, info.DepartmentCode = departmentOf(&info, c, doc)
	info.Region = registry.RegionOfUnit(info.Unit, c.key, region, info.FiscalYear)
	info.RegionSuccessors = registry.RegionSuccessors(info.Region)
	return info
}

// leadingText is up to limit runes of the body, squeezed.
func leadingText(doc *gongkai.Document, limit int) string {
	var b strings.Builder
	for _, e := range doc.Body {
		if b.Len() > limit*3 {
			break
		}
		b.WriteString(hanzi.Squeeze(e.Text()))
		b.WriteByte('\n')
	}
	return b.String()
}

// stageOf decides by the title, else by the captions and heads of tables.
func stageOf(title string, doc *gongkai.Document) gongkai.Stage {
	b, f := strings.LastIndex(title, "预算"), strings.LastIndex(title, "决算")
	switch {
	case f > b:
		return gongkai.StageFinal
	case b >= 0 && f < 0:
		return gongkai.StageBudget
	}
	budget, final := 0, 0
	for i := range doc.Tables {
		t := &doc.Tables[i]
		c := hanzi.Squeeze(t.Caption.Number + t.Caption.Title)
		for k := range t.Cells {
			if t.Cells[k].Row < 4 && len(t.Cells[k].Text) < 30 {
				c += t.Cells[k].Text
			}
		}
		budget += btoi(strings.Contains(c, "预算") && !strings.Contains(c, "决算"))
		final += btoi(strings.Contains(c, "决算"))
	}
	switch {
	case final > 0 && final >= budget/2:
		return gongkai.StageFinal
	case budget > 0 || b >= 0 || strings.Contains(title, "绩效目标"):
		return gongkai.StageBudget
	}
	return ""
}

// scopeOf tells a department with its units from one unit alone.
func scopeOf(title, unit string, doc *gongkai.Document, text string) gongkai.Scope {
	department := strings.Contains(title, "部门预算") || strings.Contains(title, "部门决算") || strings.Contains(title, "部门综合") || strings.Contains(title, "部门收支")
	alone := strings.Contains(title, "单位预算") || strings.Contains(title, "单位决算") || strings.Contains(title, "单位综合") || strings.Contains(title, "单位收支")
	switch {
	case strings.Contains(title, "(本级)") || strings.Contains(title, "(机关)") || strings.HasSuffix(unit, "（本级）") || strings.HasSuffix(unit, "（机关）"):
		return gongkai.ScopeUnit
	case department && alone:
		return gongkai.ScopeBoth
	case alone:
		return gongkai.ScopeUnit
	case department || strings.Contains(title, "(汇总)"):
		return gongkai.ScopeDepartment
	}
	u, d := 0, 0
	for _, t := range doc.Tables {
		c := hanzi.Squeeze(t.Caption.Title)
		u += btoi(strings.Contains(c, "单位综合预算") || strings.Contains(c, "预算单位") || strings.HasPrefix(c, "单位"))
		d += btoi(strings.Contains(c, "部门综合预算") || strings.HasPrefix(c, "部门"))
	}
	u += strings.Count(text, "单位预算") + strings.Count(text, "单位决算")
	d += strings.Count(text, "部门预算") + strings.Count(text, "部门决算")
	if u > d {
		return gongkai.ScopeUnit
	}
	return gongkai.ScopeDepartment
}

// editionOf tells a corrected or adjusted edition from the first one.
func editionOf(c cover) gongkai.Edition {
	for _, w := range []string{"更正", "更新", "修订", "修正", "重新公开", "勘误", "补充公开"} {
		if strings.Contains(c.head, w) {
			return gongkai.EditionCorrected
		}
	}
	for _, w := range []string{"预算调整", "调整预算", "(调整", "调整后"} {
		if strings.Contains(c.head, w) {
			return gongkai.EditionAdjusted
		}
	}
	return gongkai.EditionFirst
}
