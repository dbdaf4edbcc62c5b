package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/number"
	"gongkai/internal/regexp"
	"gongkai/registry"
)

// role is what a column holds.
type role int

const (
	roleText role = iota
	roleCode
	roleLabel
	roleFigure // 年度: which figure a row prints
	roleAmount
)

// column is one column of a table's grid.
type column struct {
	index   int
	path    []string // headers over it, top first
	role    role
	scheme  string // of roleCode: func, dept_econ, gov_econ, unit, ""
	measure string // of roleAmount
	unit    string // of roleAmount: 元, 万元 or a unit of count, where the header says
	split   bool   // of roleCode: holds 类, 款 or 项 of a code alone
}

// panel is a block of columns that belong together: codes and labels, then
// the amounts they name.
type panel struct {
	name    string
	codes   []column
	labels  []column
	amounts []column
}

// header is what the top of a table says about its columns.
type header struct {
	rows    int
	columns []column
	panels  []panel
	figure  int // the column that says which figure a row prints, or -1
}

var (
	outlineMark = regexp.MustCompile(`^([一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[、.．](\D|$)|\(\d{1,2}\)|其中)`)
	codeText    = regexp.MustCompile(`^\d{3,9}$`)
	codeAndName = regexp.MustCompile(`^[\[(【]?(\d{3}(?:\d\d){0,3})[\])】]?[-—_.]*(\pL.*)$`)
	yearHead    = regexp.MustCompile(`^20\d\d年度?$`)
	metaText    = regexp.MustCompile(`^(编制|填报|公开)?(单位|部门)(名称)?[:：]|^(金额)?单位[:：]|^20\d\d年度?$`)
	headerWord  = regexp.MustCompile(`编码|代码|名称|科目|分类|项目|预算|决算|合计|小计|总计|金额|支出$|经费$|收入$|^[类款项]$|备注|说明|简介|其中|行次|栏次|增减|一般公共|政府性基金|国有资本|单位资金|财政专户|拨款|结转|因公|公务|会议费|培训费|资金|数$|性质|指标|内容|比例|序号|类型|类别|单位|差额|余额|弥补|目录|^[一二三四]级$`)
	totalLabel  = regexp.MustCompile(`^(合计|总计|小计|总合计|本年收入合计|本年支出合计|收入总计|支出总计)$`)
	unitInHead  = regexp.MustCompile(`[(（](单位[:：])?(万元|元|千元|辆|个|人|人次|批次|台|套|%|％)[)）]`)
)

// readHeader says what each column of g holds, below so many rows of header, in
// a document of a stage and a year (0 where it is not known).
func readHeader(reg *registry.Registry, key string, g *grid, rows int, stage gongkai.Stage, year int) header {
	h := header{rows: rows, figure: -1}
	for c := range g.cols {
		h.columns = append(h.columns, readColumn(reg, key, g, h.rows, c))
		if h.columns[c].role == roleFigure {
			h.figure = c
		}
	}
	nameCodeBlocks(g, &h)
	findLabels(g, &h)
	if !isThreePublic(key) {
		nameFigures(g, &h, stage, year)
	}
	markSplit(g, h)
	h.panels = splitPanels(h.columns)
	namePanels(g, h)
	nameOnlyAmounts(&h, stage)
	return h
}

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
		for ; c < end; c++ {
			if !named && scheme != "" && h.columns[c].scheme != "unit" && h.columns[c].scheme != "project" {
				h.columns[c].scheme = scheme
			}
		}
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

// findLabels finds the column that names the rows where no header says so: the
// first with words before the first amount.
func findLabels(g *grid, h *header) {
	for c := range h.columns {
		switch col := &h.columns[c]; col.role {
		case roleCode, roleLabel, roleAmount:
			return
		case roleText:
			if inner := last(col.path); !ordinalHead.MatchString(inner) && wordsBelow(g, h.rows, c) {
				col.role = roleLabel
				return
			}
		}
	}
}

// wordsBelow says whether most of what stands in column c below the header is
// words.
func wordsBelow(g *grid, rows, c int) bool {
	words, others := 0, 0
	for r := rows; r < g.rows; r++ {
		if !g.starts(r, c) {
			continue
		}
		switch _, state := number.Parse(g.text(r, c)); state {
		case gongkai.CellText:
			words++
		case gongkai.CellNumber:
			others++
		}
	}
	return words > others
}

// nameFigures says of every amount whether it is the document's own figure or
// another one: 2025年执行数 / 基本支出 in a budget of 2026 is basic.prior.
func nameFigures(g *grid, h *header, stage gongkai.Stage, year int) {
	var heads []string
	for i := range h.columns {
		heads = append(heads, h.columns[i].path...)
	}
	newest := newestYear(heads)
	if y := yearIn(hanzi.Squeeze(g.t.Caption.Title)); y != 0 {
		year = y
	}
	if newest == 0 {
		newest = year
	}
	for i := range h.columns {
		col := &h.columns[i]
		if col.role != roleAmount {
			continue
		}
		figure := figureOf(stage, col.path, newest)
		switch {
		case figure == figureOwn && col.measure == "executed" && stage == gongkai.StageFinal:
			col.measure = "final"
		case figure == figureOwn:
		case col.measure == "" || registry.IsFigure(col.measure):
			col.measure = strings.TrimPrefix(figure, ".")
		default:
			col.measure += figure
		}
	}
}

// nameOnlyAmounts names the one column of amounts of a panel whose header says
// only 收入 or 支出: it prints the document's own figure.
func nameOnlyAmounts(h *header, stage gongkai.Stage) {
	for i := range h.panels {
		if a := h.panels[i].amounts; len(a) == 1 && a[0].measure == "" && a[0].unit == "" {
			a[0].measure = "budget"
			if stage == gongkai.StageFinal {
				a[0].measure = "final"
			}
		}
	}
}

// headerRows counts the rows at the top that are header: a row is one while a
// cell from above reaches into it, or while it holds header words and neither
// a code, an amount nor a numbered label.
func headerRows(g *grid) int {
	reach, n := 0, 0
	for r := 0; r < g.rows && r < 8; r++ {
		var texts []string
		numbers, codes, ordinals := 0, 0, 0
		outline, stars := false, false
		for c := range g.cols {
			if !g.starts(r, c) {
				continue
			}
			t := g.text(r, c)
			if t == "" {
				continue
			}
			if strings.Trim(t, "*") == "" {
				stars = true // ** over the codes, 1 2 3 over the amounts
				continue
			}
			texts = append(texts, t)
			if v, state := number.Parse(t); state == gongkai.CellNumber {
				numbers++
				if v.Places == 0 && len(t) <= 2 {
					ordinals++
				}
			}
			codes += btoi(codeText.MatchString(t) || codeAndName.MatchString(t))
			outline = outline || outlineMark.MatchString(t) && !strings.HasPrefix(t, "其中")
		}
		rowNumbers := len(texts) > 0 && (texts[0] == "栏次" || texts[0] == "行次" || (ordinals >= 3 || stars && ordinals > 0) && ordinals == numbers && len(texts)-ordinals <= 2)
		meta := len(texts) > 0 && allMatch(texts, metaText)
		switch {
		case r < reach && numbers == 0:
		case rowNumbers && n > 0:
		case meta:
		case numbers > 0 || codes > 0 || outline:
			return n
		case len(texts) == 0 && n > 0:
			return n
		case n == 0 || isMetaAbove(g, n):
		case len(texts) == 1 && (totalLabel.MatchString(texts[0]) || n > 0):
			return n
		case !allMatch(texts, headerWord):
			return n
		case len(texts) >= 2 && totalLabel.MatchString(texts[0]) && len(texts) < 3:
			return n
		}
		n = r + 1
		for c := range g.cols {
			if cell := g.cell(r, c); cell != nil && cell.Row == r && !meta && cell.RowSpan < g.rows {
				reach = max(reach, r+cell.RowSpan)
			}
		}
	}
	return n
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

func last(path []string) string {
	if len(path) == 0 {
		return ""
	}
	return path[len(path)-1]
}

// isMetaAbove says whether all rows so far were only unit and owner lines.
func isMetaAbove(g *grid, n int) bool {
	for r := range n {
		for c := range g.cols {
			if t := g.text(r, c); g.starts(r, c) && t != "" && !metaText.MatchString(t) {
				return false
			}
		}
	}
	return true
}

func allMatch(texts []string, re *regexp.Regexp) bool {
	for _, t := range texts {
		if !re.MatchString(t) {
			return false
		}
	}
	return true
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// readColumn gathers the path of headers over column c and decides its role:
// the header's words first, then what stands below.
func readColumn(reg *registry.Registry, key string, g *grid, rows, c int) column {
	col := column{index: c}
	last, title := -1, hanzi.Key(g.t.Caption.Title)
	for r := range rows {
		i := g.at[r*g.cols+c]
		if i < 0 || i == last {
			continue
		}
		last = i
		t := g.text(r, c)
		if t == "" || len(t) <= 2 && isDigits(t) || t == "栏次" || strings.Trim(t, "*") == "" {
			continue
		}
		if title != "" && strings.Contains(hanzi.Key(t), title) {
			continue // some print the caption in the grid
		}
		if metaText.MatchString(t) && (!yearHead.MatchString(t) || 2*g.t.Cells[i].ColSpan > g.cols) {
			continue // 2025年 over a block of columns says which figure they print
		}
		col.path = append(col.path, t)
	}
	inner, whole := "", strings.Join(col.path, "/")
	if len(col.path) > 0 {
		inner = col.path[len(col.path)-1]
	}
	col.measure = reg.MeasureOf(col.path)
	for i := len(col.path) - 1; i >= 0 && col.unit == ""; i-- {
		if m := unitInHead.FindStringSubmatch(col.path[i]); m != nil {
			col.unit = m[2]
		}
	}
	if col.unit == "" {
		col.unit = countUnit(inner)
	}
	numbers, texts, codes := 0, 0, 0
	for r := rows; r < g.rows; r++ {
		if !g.starts(r, c) {
			continue
		}
		t := g.text(r, c)
		switch _, state := number.Parse(t); {
		case state == gongkai.CellNumber && codeText.MatchString(t) && !strings.Contains(t, "."):
			codes++
		case state == gongkai.CellNumber:
			numbers++
		case state == gongkai.CellText:
			texts++
		}
	}
	switch {
	case strings.HasSuffix(inner, "编码") || strings.HasSuffix(inner, "代码") || inner == "类" || inner == "款" || inner == "项":
		col.role, col.scheme = roleCode, schemeOf(key, whole)
	case inner == "年度" || inner == "年份":
		col.role = roleFigure
	case textHeader.MatchString(inner):
		col.role = roleText
	case strings.HasSuffix(inner, "名称") || labelHeader.MatchString(inner):
		col.role = roleLabel
		if numbers > texts && !strings.HasSuffix(inner, "名称") {
			col.role = roleAmount
		}
	case numbers+codes > 0 && numbers+codes >= texts && col.measure != "":
		col.role = roleAmount
	case numbers > 0 && numbers >= texts:
		col.role = roleAmount
	case texts > 0 && col.measure == "":
		col.role = roleLabel
		if c > 0 && texts*4 < g.rows-rows {
			col.role = roleText
		}
	case texts > numbers+codes:
		col.role = roleLabel
	case col.measure != "" || amountHeader.MatchString(inner):
		col.role = roleAmount
	}
	return col
}

var (
	ordinalHead  = regexp.MustCompile(`^(行次|序号|栏次|编号)$`)
	textHeader   = regexp.MustCompile(`^(备注|行次|序号|栏次|.*(简介|说明|依据|理由|原因|内容|规格|目录|方式|时间|地点|性质|级次|类别|类型|负责人|联系))$`)
	labelHeader  = regexp.MustCompile(`^(项目|收入|支出|科目|预算科目|收入项目|支出项目|支出功能分类科目.*|.*经济分类科目.*|.*功能分类.*|项目\(.*\)|单位|部门|预算单位)$`)
	amountHeader = regexp.MustCompile(`(数|额|合计|支出|收入|经费|资金|费|拨款|小计)([(（].*)?$`)
)

func isDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// countUnit is what a column counts that holds no money, by its header, or "".
func countUnit(head string) string {
	for _, c := range countHeads {
		if strings.HasSuffix(head, c.end) {
			return c.unit
		}
	}
	return ""
}

var countHeads = []struct{ end, unit string }{
	{"人数", "人"}, {"人次", "人次"}, {"编制", "人"}, {"数量", "个"}, {"个数", "个"}, {"辆数", "辆"}, {"台数", "台"}, {"次数", "次"}, {"批次", "批次"}, {"天数", "天"},
}

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

// splitPanels groups columns: codes and labels open a panel, amounts fill it,
// and the next code or label after amounts opens another, if amounts follow it.
// A block without a label names no rows: its columns are of the panel before.
func splitPanels(columns []column) []panel {
	var panels []panel
	var p panel
	flush := func() {
		n := len(panels)
		switch {
		case len(p.amounts) == 0:
		case n > 0 && len(p.labels) == 0 && len(panels[n-1].labels) > 0:
			panels[n-1].codes = append(panels[n-1].codes, p.codes...)
			panels[n-1].amounts = append(panels[n-1].amounts, p.amounts...)
		default:
			panels = append(panels, p)
		}
		p = panel{}
	}
	for i, c := range columns {
		switch c.role {
		case roleCode, roleLabel:
			if len(p.amounts) > 0 {
				if !amountsFollow(columns[i:]) {
					continue
				}
				flush()
			}
			if c.role == roleCode {
				p.codes = append(p.codes, c)
			} else {
				p.labels = append(p.labels, c)
			}
		case roleAmount:
			p.amounts = append(p.amounts, c)
		}
	}
	flush()
	return panels
}

func amountsFollow(columns []column) bool {
	for _, c := range columns {
		if c.role == roleAmount {
			return true
		}
	}
	return false
}

// namePanels tells the sides of a table of several panels by their headers.
func namePanels(g *grid, h header) {
	if len(h.panels) < 2 {
		return
	}
	for i := range h.panels {
		p := &h.panels[i]
		var heads []string
		for _, c := range append(append([]column{}, p.codes...), p.labels...) {
			heads = append(heads, c.path...)
		}
		all := strings.Join(heads, "/")
		switch {
		case strings.Contains(all, "功能"):
			p.name = "expenditure_by_function"
		case strings.Contains(all, "政府") && strings.Contains(all, "经济"):
			p.name = "expenditure_by_gov_econ"
		case strings.Contains(all, "经济"):
			p.name = "expenditure_by_dept_econ"
		case strings.Contains(all, "支出"):
			p.name = expenditurePanel(g, h.rows, p)
		case strings.Contains(all, "收入") || i == 0:
			p.name = "revenue"
		default:
			p.name = expenditurePanel(g, h.rows, p)
		}
	}
}

// expenditurePanel tells a panel headed only 支出 by what its lines are.
func expenditurePanel(g *grid, rows int, p *panel) string {
	classes, bases := 0, 0
	for r := rows; r < g.rows && len(p.labels) > 0; r++ {
		t := g.text(r, p.labels[0].index)
		classes += btoi(registry.Default().CodeOf("func", stripMark(t)) != "")
		bases += btoi(strings.Contains(t, "基本支出") || strings.Contains(t, "项目支出"))
	}
	switch {
	case classes >= 3 || classes > bases:
		return "expenditure_by_function"
	case bases > 0:
		return "expenditure_by_basis"
	}
	return "expenditure"
}

var markPrefix = regexp.MustCompile(`^([一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[、.．]|\(\d{1,2}\))`)

// stripMark drops the number of an outline from a label.
func stripMark(label string) string { return markPrefix.ReplaceAllString(label, "") }
