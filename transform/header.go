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

var markPrefix = regexp.MustCompile(`^([一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[、.．]|\(\d{1,2}\))`)

// stripMark drops the number of an outline from a label.
func stripMark(label string) string { return markPrefix.ReplaceAllString(label, "") }
