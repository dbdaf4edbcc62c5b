package target

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

// Read gives the goals of one table; index is its place in Document.Tables and
// key its registry key. A table that is no form of goals, or a template, has
// none.
func Read(t *gongkai.Table, index int, key string) []gongkai.Target {
	if t.Rows*t.Columns == 0 || Template(t) {
		return nil
	}
	g := newGrid(t)
	var out []gongkai.Target
	var c columns
	have := false
	project, level1, level2 := "", "", ""
	for row := 0; row < t.Rows; row++ {
		if next, ok := readColumns(g, row); ok {
			// A header that is repeated on a later page goes on where it was.
			if c, have = next, true; len(out) == 0 {
				level1, level2 = "", ""
			}
			continue
		}
		if name, ok := projectOf(g, row); ok {
			project, have, level1, level2 = name, false, "", ""
			continue
		}
		if !have {
			continue
		}
		if c.has(roleProject) {
			if p := tidy(g.text(row, &c, roleProject)); p != "" && p != project {
				project, level1, level2 = p, "", ""
			}
		}
		one, two, three, content := tidy(g.text(row, &c, roleLevel1)), tidy(g.text(row, &c, roleLevel2)), tidy(g.text(row, &c, roleLevel3)), tidy(g.text(row, &c, roleContent))
		if one != "" && one != level1 {
			level1, level2 = one, ""
		}
		if c.has(roleLevel1) && c.has(roleContent) && content == "" && two != "" && !isLevel(two) || sameCell(g, row, &c) {
			// 成本指标 forms without a second level print the content in its column.
			content, two, level2 = two, "", ""
		}
		if two != "" {
			level2 = two
		}
		switch {
		case content == "" && three != "":
			content = three
		case content == "" && !c.has(roleContent) && !c.has(roleLevel3):
			content = level2
		}
		if spansValue(g, row, &c) {
			continue // a line across the form: a title, 总分
		}
		raw := g.text(row, &c, roleValue)
		if content == "" || hanzi.Key(raw) == "" && !strings.ContainsAny(raw, "≥≤") || placeholder.MatchString(hanzi.Squeeze(content)) || blank.MatchString(hanzi.Squeeze(content)) || blank.MatchString(hanzi.Squeeze(raw)) || isSum(content) || isSum(one) {
			continue
		}
		v := parse(raw, g.text(row, &c, roleProperty), g.text(row, &c, roleUnit))
		target := gongkai.Target{
			Table: index, Key: key, Project: project, Level1: level1, Level2: level2, Level3: three, Content: content,
			Operator: v.operator, Number: v.number, Unit: v.unit, Raw: raw,
		}
		if !c.has(roleLevel1) && level1 == "" {
			target.Level1, target.Level2, target.Content = splitLevels(target.Content, target.Level2)
		}
		target.Page, target.Box = place(g, row, &c)
		out = append(out, target)
	}
	if len(out) == 0 {
		return list(g, index, key)
	}
	return out
}

// tidy drops the spaces that wrapping leaves between Chinese characters.
func tidy(s string) string {
	fields := strings.Fields(s)
	out := ""
	for _, f := range fields {
		out = gongkai.JoinLines(out, f)
	}
	return out
}

// isLevel says whether a text is the name of a level: 数量指标.
func isLevel(s string) bool {
	k := hanzi.Key(s)
	return strings.HasSuffix(k, "指标") || strings.HasSuffix(k, "分") && strings.Contains(k, "指标")
}

// isSum says whether a row is the foot of a scored form: 总分.
func isSum(s string) bool {
	switch hanzi.Key(s) {
	case "总分", "合计", "总计", "小计":
		return true
	}
	return false
}

// sameCell says whether one cell covers the second level and the content.
func sameCell(g *grid, row int, c *columns) bool {
	if !c.has(roleLevel2) || !c.has(roleContent) {
		return false
	}
	a, b := g.at(row, c[roleLevel2].start), g.at(row, c[roleContent].start)
	return a != nil && a == b && a.Text != ""
}

// spansValue says whether the value's cell begins in a column that names the
// goal.
func spansValue(g *grid, row int, c *columns) bool {
	v := g.at(row, c[roleValue].start)
	if v == nil {
		return true
	}
	for _, r := range []role{roleLevel1, roleLevel2, roleLevel3, roleContent} {
		if c.has(r) && g.at(row, c[r].start) == v {
			return true
		}
	}
	return false
}

// joined are the levels as forms without columns for them print them: 产出指标数量指标….
var joined = regexp.MustCompile(`^((?:成本|产出|效益|满意度)指标)((?:经济|社会|生态(?:环境)?|数量|质量|时效|成本|可持续影响|服务对象满意度)(?:成本|效益|影响)?指标)(.+)$`)

func splitLevels(content, level2 string) (one, two, rest string) {
	if m := joined.FindStringSubmatch(content); m != nil {
		return m[1], m[2], m[3]
	}
	return "", level2, content
}

// place is the box of content and value on the page of the value.
func place(g *grid, row int, c *columns) (int, gongkai.Box) {
	var box gongkai.Box
	page := 0
	if cell := g.at(row, c[roleValue].start); cell != nil {
		page, box = cell.Page, cell.Box
	}
	for _, r := range []role{roleContent, roleLevel3} {
		if !c.has(r) {
			continue
		}
		if cell := g.at(row, c[r].start); cell != nil && cell.Page == page && cell.RowSpan <= 1 {
			box = box.Union(cell.Box)
		}
	}
	return page, box
}

// projectOf reads 项目名称 | X, or 部门（单位）名称 | X, in a row of the head.
func projectOf(g *grid, row int) (string, bool) {
	for col := 0; col < g.t.Columns && col < 3; col++ {
		cell := g.at(row, col)
		if cell == nil || cell.Row != row || cell.Col != col {
			continue
		}
		switch key := hanzi.Key(cell.Text); key {
		case "":
			continue
		case "项目名称", "专项名称", "专项项目名称", "政策和项目名称", "专项资金名称", "项目政策名称", "转移支付名称":
			for next := col + 1; next < g.t.Columns; next++ {
				if v := g.at(row, next); v != nil && v != cell && v.Row == row && hanzi.Key(v.Text) != "" {
					return tidy(v.Text), true
				}
			}
			return "", true
		}
		return "", false
	}
	return "", false
}

// placeholder is the text of an unfilled form: 指标1：, 目标 2: …….
var placeholder = regexp.MustCompile(`^(指标|目标)[0-9]{1,2}[:.…]*$|^[.…]{2,}$`)

// blank stands where a form leaves something to be filled in: ≥XX%, XX完成率.
var blank = regexp.MustCompile(`[×]{2,}|(^|[^A-Za-z0-9])[Xx]{2,}([^A-Za-z0-9]|$)|\*{2,}|_{2,}`)

// Template says whether a table is a form of goals that nobody filled in: it
// has placeholders and no goal with a value.
func Template(t *gongkai.Table) bool {
	found := 0
	for i := range t.Cells {
		text := hanzi.Squeeze(t.Cells[i].Text)
		if placeholder.MatchString(text) && strings.ContainsAny(text, "指目") {
			found++
		}
	}
	if found < 2 {
		return false
	}
	g := newGrid(t)
	var c columns
	have := false
	for row := 0; row < t.Rows; row++ {
		if next, ok := readColumns(g, row); ok {
			c, have = next, true
			continue
		}
		if !have {
			continue
		}
		if hanzi.Key(g.text(row, &c, roleValue)) != "" && !placeholder.MatchString(hanzi.Squeeze(g.text(row, &c, roleValue))) {
			content := hanzi.Squeeze(g.text(row, &c, roleContent) + g.text(row, &c, roleLevel3))
			if content != "" && !placeholder.MatchString(content) {
				return false
			}
		}
	}
	return true
}

// Field is one key and value pair of a form's head.
type Field struct {
	// Key as printed, without colons and spaces: 实施期资金总额.
	Key string
	// Value as printed, "" when it was left blank.
	Value string
	// Row and Col of the value's cell, as in gongkai.Cell.
	Row, Col int
	Page     int
	Box      gongkai.Box
}

// heads are the keys that forms have in their head.
var heads = regexp.MustCompile(`^(项目名称|专项(资金|项目)?名称|主管部门(及代码)?|实施单位|项目(负责人|类型|属性|期|概况|概述|立项依据|资金)|部门单位名称|部门名称|单位名称|预算单位|填报单位|实施期限|起止时间|联系(人|电话)|(实施期|年度|年度预算|其中)?(资金|预算)?(资金)?总额|(其中)?(一般公共预算|当年)?财政(拨款|资金)|其他资金|上年结转(资金)?|单位资金|政府性基金|资金总额|年度资金总额|实施期资金总额|当年预算|市级支出|补助区县|预算支出总额|基本支出|项目支出)$`)

// Head gives the pairs of a form above its goals, in reading order. A key
// without a cell to its right, or followed by another key, has the Value "".
func Head(t *gongkai.Table) []Field {
	g := newGrid(t)
	var out []Field
	for row := 0; row < t.Rows; row++ {
		if _, ok := readColumns(g, row); ok {
			break
		}
		for col := 0; col < t.Columns; col++ {
			cell := g.at(row, col)
			if cell == nil || cell.Row != row || cell.Col != col || !heads.MatchString(hanzi.Key(trimUnit(cell.Text))) {
				continue
			}
			f := Field{Key: hanzi.Key(trimUnit(cell.Text)), Row: row, Col: col, Page: cell.Page, Box: cell.Box}
			for next := col + max(1, cell.ColSpan); next < t.Columns; next++ {
				v := g.at(row, next)
				if v == nil || v.Col != next {
					continue
				}
				if heads.MatchString(hanzi.Key(trimUnit(v.Text))) {
					break
				}
				f.Row, f.Col, f.Page, f.Box = v.Row, v.Col, v.Page, v.Box
				if hanzi.Squeeze(v.Text) != "" {
					f.Value = tidy(v.Text)
					break
				}
			}
			out = append(out, f)
		}
	}
	return out
}

var unitOfKey = regexp.MustCompile(`[(（](万元|元)[)）]`)

// trimUnit drops the unit of a key: 资金金额（万元）.
func trimUnit(s string) string { return unitOfKey.ReplaceAllString(s, "") }
