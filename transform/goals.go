package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/number"
	"gongkai/internal/regexp"
	"gongkai/transform/target"
)

var (
	fundLabel  = regexp.MustCompile(`^(实施期|年度|项目|年度预算|年度项目)?资金总额[:：]?$|^年度金额[:：]?$|^年度预算资金(\(万元\))?[:：]?$|^(其中[:：]?)?(本年)?((中央|省级|市级|区级|县级)?财政(拨款|资金)|其他资金|自有资金|上级资金|单位资金|项目支出|基本支出)[:：]?$`)
	taskAmount = regexp.MustCompile(`预算金额|^金额|拟投入的?资金`)
	// pairedHead stands over labels that stand right beside their amounts.
	pairedHead = regexp.MustCompile(`支出$|来源$|划分$`)
)

// goalFacts reads the money in the head of a table of performance goals: 资金
// 总额 with its parts beside their labels, or one line per task under 预算金额.
func (tf *tableFacts) goalFacts() []gongkai.Fact {
	if target.Template(tf.g.t) {
		return nil
	}
	unit := tf.unit
	for i := range tf.g.t.Cells {
		if m := unitInHead.FindStringSubmatch(hanzi.Squeeze(tf.g.t.Cells[i].Text)); m != nil && number.IsMoney(m[2]) {
			unit = m[2]
			break
		}
	}
	tf.unit = unit
	if list := tf.listFacts(); len(list) > 0 {
		return list
	}
	var facts []gongkai.Fact
	for i := range tf.g.t.Cells {
		c := &tf.g.t.Cells[i]
		label := hanzi.Squeeze(c.Text)
		if !fundLabel.MatchString(label) || taskColumn(tf.g, c) {
			continue
		}
		v := tf.g.cell(c.Row, c.Col+max(1, c.ColSpan))
		if v == nil {
			continue
		}
		if _, state := number.Parse(v.Text); state == gongkai.CellText {
			continue
		}
		f := tf.goalFact(v, oneLine(c.Text), []string{}, "total")
		switch {
		case strings.Contains(label, "财政"):
			f.Measure, f.Fund = "fiscal", "fiscal"
		case strings.Contains(label, "项目支出"):
			f.Measure = "project"
		case strings.Contains(label, "基本支出"):
			f.Measure = "basic"
		case !strings.Contains(label, "总额"):
			f.Measure = "other"
		}
		switch {
		case strings.Contains(label, "总额"):
			f.RowKind = gongkai.RowTotal
		case ofWhich.MatchString(label):
			f.RowKind = gongkai.RowOfWhich
		}
		f.Path = tf.pathFromLeft(c)
		facts = append(facts, f)
	}
	have := map[string]bool{}
	for i := range facts {
		have[facts[i].ID] = true
	}
	for _, f := range append(tf.taskFacts(), tf.overallFacts()...) {
		if !have[f.ID] {
			have[f.ID] = true
			facts = append(facts, f)
		}
	}
	return facts
}

// pathFromLeft is the label of a row with the labels that stand left of it.
func (tf *tableFacts) pathFromLeft(c *gongkai.Cell) []string {
	path := []string{oneLine(c.Text)}
	if c.Col > 0 {
		if left := tf.g.cell(c.Row, c.Col-1); left != nil && oneLine(left.Text) != "" {
			path = append([]string{oneLine(left.Text)}, path...)
		}
	}
	return path
}

// taskColumn says whether a cell is a column's head (财政拨款 over amounts) and
// not the label of a row.
func taskColumn(g *grid, c *gongkai.Cell) bool {
	for r := c.Row - 1; r >= 0 && r >= c.Row-2; r-- {
		if taskAmount.MatchString(g.text(r, c.Col)) {
			return true
		}
	}
	return false
}

func (tf *tableFacts) goalFact(v *gongkai.Cell, label string, column []string, measure string) gongkai.Fact {
	f := gongkai.Fact{
		ID: gongkai.FactID(tf.digest, tf.file, v.Row, v.Col), Table: tf.key, TableIndex: tf.index, Row: v.Row, Col: v.Col,
		RowKind: gongkai.RowLeaf, Label: label, Path: []string{label}, Column: column, Measure: measure,
		Raw: v.Text, Page: v.Page, Box: v.Box,
	}
	tf.value(&f, column0)
	return f
}

var column0 column

// taskFacts reads the lines of 年度主要任务: a name, what it is, and amounts
// under 预算金额; a form may have several blocks of them.
func (tf *tableFacts) taskFacts() []gongkai.Fact {
	var facts []gongkai.Fact
	for i := range tf.g.t.Cells {
		c := &tf.g.t.Cells[i]
		if c.Col == 0 || !taskAmount.MatchString(hanzi.Squeeze(c.Text)) {
			continue
		}
		if _, state := number.Parse(c.Text); state == gongkai.CellText {
			facts = append(facts, tf.tasksBelow(c)...)
		}
	}
	return facts
}

// tasksBelow reads the lines below one head of amounts.
func (tf *tableFacts) tasksBelow(c *gongkai.Cell) []gongkai.Fact {
	g := tf.g
	top, from, to, head := c.Row+c.RowSpan, c.Col, c.Col+c.ColSpan, oneLine(c.Text)
	if top >= g.rows {
		return nil
	}
	heads := map[int]string{}
	for c := from; c < to; c++ {
		if t := g.text(top, c); t != "" {
			if _, state := number.Parse(t); state == gongkai.CellText {
				heads[c] = t
			}
		}
	}
	if len(heads) > 0 {
		top++
	}
	name := -1
	for c := from - 1; c >= 0; c-- {
		if strings.Contains(g.text(top-1, c), "名称") || strings.Contains(g.text(max(0, top-2), c), "名称") {
			name = c
		}
	}
	switch {
	case pairedHead.MatchString(hanzi.Squeeze(g.text(c.Row, from-1))):
		name = from - 1
	case name < 0:
		name = max(0, from-2)
	}
	var facts []gongkai.Fact
	for r := top; r < g.rows; r++ {
		label := ""
		var path []string
		for c := name; c < from && label == ""; c++ {
			if cell := g.cell(r, c); cell != nil && oneLine(cell.Text) != "" {
				label = oneLine(cell.Text)
				path = tf.pathFromLeft(cell)
			}
		}
		var row []gongkai.Fact
		for c := from; c < to; c++ {
			v := g.cell(r, c)
			if v == nil || v.Row != r || v.Col != c {
				continue
			}
			n, state := number.Parse(v.Text)
			if state == gongkai.CellText || n.Percent || v.ColSpan > 1 && len(heads) > 1 {
				return facts
			}
			column, measure := []string{head}, "total"
			if h := heads[c]; h != "" {
				column = append(column, h)
				switch {
				case strings.Contains(h, "财政"):
					measure = "fiscal"
				case strings.Contains(h, "其他"):
					measure = "other"
				case strings.Contains(h, "执行率"), strings.Contains(h, "分值"):
					continue
				}
			}
			f := tf.goalFact(v, label, column, measure)
			if path != nil {
				f.Path = path
			}
			if strings.HasSuffix(hanzi.Squeeze(label), "合计") {
				f.RowKind = gongkai.RowTotal
			}
			row = append(row, f)
		}
		if label == "" || len(row) == 0 {
			return facts
		}
		facts = append(facts, row...)
		if strings.HasSuffix(hanzi.Squeeze(label), "合计") {
			return facts
		}
	}
	return facts
}
