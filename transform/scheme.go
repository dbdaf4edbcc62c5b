package transform

import "strings"

// nameCodeBlocks gives columns headed only 科目编码 the classification of the
// names beside them: 类 款 部门预算支出经济分类科目名称, 类 款 政府预算…
// Where these say nothing either, the codes do: those of 政府经济 begin with 5.
func nameCodeBlocks(g *grid, h *header) {
	for c := 0; c < len(h.columns); c++ {
		if h.columns[c].role != roleCode {
			continue
		}
		end, named := c, false
		for end < len(h.columns) && h.columns[end].role == roleCode && h.columns[end].scheme == h.columns[c].scheme {
			named = named || namedScheme(strings.Join(h.columns[end].path, "/")) != ""
			end++
		}
		scheme := ""
		if end < len(h.columns) && h.columns[end].role == roleLabel {
			scheme = namedScheme(strings.Join(h.columns[end].path, "/"))
		}
		if scheme == "" && h.columns[c].scheme == "dept_econ" && beginWith5(g, h.rows, c) {
			scheme = "gov_econ"
		}
		if is := h.columns[c].scheme; named || is == "unit" || is == "project" {
			scheme = ""
		}
		for i := c; i < end && scheme != ""; i++ {
			h.columns[i].scheme = scheme
		}
		c = end - 1 // the next block may follow at once
	}
}

// beginWith5 says whether the codes of column c are of 政府经济.
func beginWith5(g *grid, rows, c int) bool {
	five, codes := 0, 0
	for r := rows; r < g.rows; r++ {
		if code := digitsOf(g.text(r, c)); len(code) >= 3 {
			codes++
			five += btoi(code[0] == '5')
		}
	}
	return 2*five > codes
}

// markSplit finds the columns that part a code into 类, 款 and 项: headed so, or
// under one header that spans them.
func markSplit(g *grid, h header) {
	for c := range h.columns {
		col := &h.columns[c]
		if col.role != roleCode {
			continue
		}
		switch inner := last(col.path); inner {
		case "类", "款", "项":
			col.split = true
		default:
			cell := g.cell(h.rows-1, c)
			col.split = cell != nil && cell.ColSpan > 1 && cell.ColSpan <= 3
		}
	}
}

// panelOfScheme names the side of a table whose lines are of a classification.
var panelOfScheme = map[string]string{"func": byFunction, "dept_econ": byDeptEcon, "gov_econ": byGovEcon}

// namedScheme is the classification that a header names, or "".
func namedScheme(head string) string {
	switch {
	case strings.Contains(head, "功能"):
		return "func"
	case strings.Contains(head, "政府") && strings.Contains(head, "经济"):
		return "gov_econ"
	case strings.Contains(head, "经济"):
		return "dept_econ"
	}
	return ""
}

// schemeOf names the classification of a code column by its header, or by the
// table where the header says only 科目编码.
func schemeOf(key, path string) string {
	if named := namedScheme(path); named != "" {
		return named
	}
	switch {
	case strings.Contains(path, "单位") || strings.Contains(path, "部门代码") || strings.Contains(path, "部门编码"):
		return "unit"
	case strings.Contains(path, "项目代码") || strings.Contains(path, "项目编码"):
		return "project"
	case strings.HasSuffix(key, "_by_econ") || key == "F06":
		return "dept_econ"
	}
	return "func"
}
