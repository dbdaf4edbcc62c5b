package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/number"
	"gongkai/internal/regexp"
)

var (
	listedProject = regexp.MustCompile(`^(?:[一二]级|支出|单位)?项目(?:名称)?$`)
	listedAmount  = regexp.MustCompile(`^(?:项目|年度|当年|本年)*(?:财政拨款)?(?:预算|资金)*(?:数|金额|总额|安排)(?:\((?:单位:)?万?元\))?$`)
	listedFund    = regexp.MustCompile(`^(?:其中:?)?(?:中央|市级|省级)?(?:财政|其他|单位|自有|上级)(?:资金|拨款)$`)
	listedUnit    = regexp.MustCompile(`单位(?:名称)?$`)
)

// listFacts reads a list of projects with their goals: a project's name, its
// amount, perhaps by purse, and its goals in words or in rows beside it.
func (tf *tableFacts) listFacts() []gongkai.Fact {
	g := tf.g
	for r := 0; r < min(g.rows, 7); r++ {
		name, unit, from, to := -1, -1, -1, -1
		for c := 0; c < g.t.Columns; c++ {
			text := hanzi.Squeeze(g.text(r, c))
			switch {
			case name < 0 && listedProject.MatchString(text):
				name = c
			case name < 0 && listedUnit.MatchString(text):
				unit = c
			case name >= 0 && from < 0 && listedAmount.MatchString(text):
				from, to = c, c+1
			}
		}
		if name < 0 || from < 0 {
			continue
		}
		top := r + 1
		for ; to < g.t.Columns; to++ {
			below := listedFund.MatchString(hanzi.Squeeze(g.text(r+1, to)))
			if !below && !listedFund.MatchString(hanzi.Squeeze(g.text(r, to))) {
				break
			}
			if below {
				top = r + 2
			}
		}
		return tf.listed(r, top, name, unit, from, to)
	}
	return nil
}

// listed reads the rows of a list from row top on, under the header in row head.
func (tf *tableFacts) listed(head, top, name, unit, from, to int) []gongkai.Fact {
	g := tf.g
	var facts []gongkai.Fact
	for r := top; r < g.rows; r++ {
		label := oneLine(g.text(r, name))
		if hanzi.Squeeze(label) == hanzi.Squeeze(g.text(head, name)) || strings.Trim(label, "*") == "" && label != "" {
			continue // the header once more, or its row of stars
		}
		for c := from; c < to; c++ {
			v := g.cell(r, c)
			if v == nil || v.Row != r || v.Col != c {
				continue
			}
			n, state := number.Parse(v.Text)
			if state == gongkai.CellText || n.Percent || label == "" && state != gongkai.CellNumber {
				continue
			}
			column, measure := []string{oneLine(g.text(head, c))}, "total"
			if c > from {
				sub := oneLine(g.text(top-1, c))
				column = []string{oneLine(g.text(head, from)), sub}
				if measure = "other"; strings.Contains(sub, "财政") {
					measure = "fiscal"
				}
			}
			f := tf.goalFact(v, label, column, measure)
			if owner := oneLine(g.text(r, unit)); unit >= 0 && owner != "" {
				f.Path = []string{owner, label}
			}
			if label == "" || strings.HasSuffix(hanzi.Squeeze(label), "合计") {
				f.RowKind = gongkai.RowTotal
			}
			facts = append(facts, f)
		}
	}
	return facts
}

// overallFacts reads the line of a unit's whole funds that Beijing prints over its
// goals: 预算支出总额, 财政拨款 and 其他资金, each by basic expenditure and projects.
func (tf *tableFacts) overallFacts() []gongkai.Fact {
	g := tf.g
	for i := range g.t.Cells {
		h := &g.t.Cells[i]
		if h.Row > 8 || hanzi.Squeeze(h.Text) != "预算支出总额" {
			continue
		}
		for r := h.Row + 1; r < min(g.rows, h.Row+4); r++ {
			if _, state := number.Parse(g.text(r, h.Col)); state == gongkai.CellNumber {
				return tf.overallRow(h, r)
			}
		}
	}
	return nil
}

func (tf *tableFacts) overallRow(h *gongkai.Cell, row int) []gongkai.Fact {
	g := tf.g
	var facts []gongkai.Fact
	group := ""
	for c := h.Col; c < g.t.Columns; c++ {
		if t := oneLine(g.text(h.Row, c)); t != "" {
			group = t
		}
		v := g.cell(row, c)
		if v == nil || v.Row != row || v.Col != c {
			continue
		}
		if _, state := number.Parse(v.Text); state == gongkai.CellText {
			continue
		}
		column := []string{group}
		sub := ""
		if row > h.Row+1 {
			if sub = oneLine(g.text(row-1, c)); sub != "" && sub != group {
				column = append(column, sub)
			}
		}
		measure := "other"
		switch fiscal := strings.Contains(group, "财政"); {
		case c == h.Col:
			measure = "total"
		case fiscal && strings.Contains(sub, "基本"):
			measure = "basic"
		case fiscal && strings.Contains(sub, "项目"):
			measure = "project"
		case fiscal:
			measure = "fiscal"
		}
		f := tf.goalFact(v, oneLine(h.Text), column, measure)
		f.RowKind = gongkai.RowTotal
		facts = append(facts, f)
	}
	return facts
}
