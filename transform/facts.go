package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/number"
	"gongkai/registry"
)

// tableFacts turns the amount cells of one table into facts.
type tableFacts struct {
	reg    *registry.Registry
	digest gongkai.Digest
	key    string
	// index is the table's place in the portion, file in the file.
	index, file int
	unit        string // of money, 元 or 万元
	stage       gongkai.Stage
	g           *grid
	h           header
	// partRows says that each row, not each column, is one of the 三公.
	partRows bool
}

// read gives one fact per amount cell of every labelled row, blank ones too,
// in row-major order.
func (tf *tableFacts) read() []gongkai.Fact {
	var facts []gongkai.Fact
	for i := range tf.h.panels {
		facts = append(facts, tf.panel(&tf.h.panels[i])...)
	}
	if isThreePublic(tf.key) {
		tf.threePublic(facts)
	}
	return facts
}

func (tf *tableFacts) panel(p *panel) []gongkai.Fact {
	lines := tf.lines(p)
	rows := tf.rank(p, lines)
	var facts []gongkai.Fact
	for i, l := range lines {
		for _, c := range p.amounts {
			cell := tf.g.cell(l.row, c.index)
			if cell == nil || cell.Row != l.row || cell.Col != c.index {
				continue
			}
			f := rows[i]
			f.Row, f.Col, f.Page, f.Box, f.Raw = l.row, c.index, cell.Page, cell.Box, cell.Text
			f.ID = gongkai.FactID(tf.digest, tf.file, f.Row, f.Col)
			f.Column, f.Measure = c.path, c.measure
			tf.value(&f, c)
			tf.fund(&f, c)
			facts = append(facts, f)
		}
	}
	return facts
}

// value fills state, value and amount from the printed text.
func (tf *tableFacts) value(f *gongkai.Fact, c column) {
	n, state := number.Parse(f.Raw)
	f.State = state
	f.ValueUnit = c.unit
	if f.ValueUnit == "" {
		f.ValueUnit = tf.unit
	}
	if strings.HasSuffix(c.measure, "_percent") || n.Percent {
		f.ValueUnit = "%"
	}
	if state != gongkai.CellNumber {
		return
	}
	v := n.Value
	f.Value = &v
	if yuan, ok := number.Yuan(v, f.ValueUnit); ok {
		f.Amount = &gongkai.Yuan{Decimal: yuan.Round(2)}
	}
}

var fundOfMeasure = map[string]string{"gpb": "gpb", "gpb_of_which_special": "gpb", "gov_fund": "gov_fund", "state_capital": "state_capital"}

var fundOfItem = map[string]string{"rev.gpb": "gpb", "rev.gpb.of_which_special": "gpb", "rev.gov_fund": "gov_fund", "rev.state_capital": "state_capital"}

// purseOf is the purse that a measure names, its figure and what is carried in
// left aside: gpb.prior, carry_in.gov_fund.
func purseOf(measure string) string {
	for part := range strings.SplitSeq(measure, ".") {
		if fund := fundOfMeasure[part]; fund != "" {
			return fund
		}
	}
	return ""
}

// fund says which purse a fact's money is from: by its column, line or table.
func (tf *tableFacts) fund(f *gongkai.Fact, c column) {
	ofMeasure, ofItem := purseOf(c.measure), fundOfItem[strings.Replace(f.Item, "rev.carry_in.", "rev.", 1)]
	switch {
	case ofMeasure != "":
		f.Fund = ofMeasure
	case ofItem != "":
		f.Fund = ofItem
	case strings.HasPrefix(tf.key, "gpb_"), tf.key == "F05", tf.key == "F06":
		f.Fund = "gpb"
	case strings.HasPrefix(tf.key, "gov_fund"), tf.key == "F08":
		f.Fund = "gov_fund"
	case strings.HasPrefix(tf.key, "state_capital"), tf.key == "F09":
		f.Fund = "state_capital"
	case strings.HasPrefix(tf.key, "fiscal_"), tf.key == "F04":
		f.Fund = "fiscal"
	}
}
