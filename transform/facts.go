package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
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

// line is one row of a panel.
type line struct {
	row     int
	label   string
	code    string
	scheme  string
	govCode string
	names   []string // all label texts of the row, outermost first
	indent  float64  // of the label, in points
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

// lines of the panel: rows below the header that have a label, a code or an
// amount in it.
func (tf *tableFacts) lines(p *panel) []line {
	var lines []line
	var split [3]string // 类 款 项 carried down where a row prints only the last
	class := ""         // the last class above
	for r := tf.h.rows; r < tf.g.rows; r++ {
		l := line{row: r}
		var parts []string
		for _, c := range p.codes {
			t := tf.g.text(r, c.index)
			if !tf.startsHere(r, c.index) && len(p.codes) < 3 {
				t = tf.g.text(r, c.index)
			}
			switch {
			case c.scheme == "gov_econ" && l.code+strings.Join(parts, "") != "" || c.scheme == "gov_econ" && hasScheme(p.codes, "dept_econ"):
				l.govCode = digitsOf(t)
			case c.split:
				parts = append(parts, partDigits(t, len(parts)))
			case l.code == "":
				l.code, l.scheme = digitsOf(t), c.scheme
				if len(l.code) == 2 {
					l.code = class + l.code // some print 201, then 10 for 20110
				} else if len(l.code) == 3 {
					class = l.code
				}
				if l.code == "" && t != "" {
					l.names = append(l.names, t)
				}
			}
		}
		if len(parts) > 0 {
			l.code, l.scheme = joinSplit(parts, &split), splitScheme(p.codes)
		}
		for _, c := range p.labels {
			if cell := tf.g.cell(r, c.index); cell != nil {
				if t := strings.TrimSpace(hanzi.FoldRadicals(cell.Text)); t != "" {
					if len(l.names) == 0 {
						l.indent = cell.Indent
					}
					l.names = append(l.names, t)
				}
			}
		}
		l.label = tf.labelOf(p, &l)
		if n := len(lines); l.label == "" && n > 0 && tf.figureText(r) != "" {
			l.label = lines[n-1].label // one name for the rows of all its years
		}
		if l.code == "" {
			if m := codeAndName.FindStringSubmatch(hanzi.Squeeze(l.label)); m != nil && len(m[1]) <= 7 {
				l.code, l.label, l.scheme = m[1], m[2], tf.schemeByDigits(m[1], p)
			}
		}
		if l.label == "" && l.code == "" && !tf.hasAmount(r, p) && !tf.loneRow(r, p, lines) {
			continue
		}
		l.scheme = tf.fixScheme(l, p)
		lines = append(lines, l)
	}
	return lines
}

func (tf *tableFacts) startsHere(r, c int) bool {
	cell := tf.g.cell(r, c)
	return cell != nil && cell.Row == r
}

// labelOf picks the name of the row: the one beside the code, or the project's
// where several columns name the row, or 合计 wherever it stands.
func (tf *tableFacts) labelOf(p *panel, l *line) string {
	for _, n := range l.names {
		if totalLabel.MatchString(hanzi.Squeeze(n)) {
			return n
		}
	}
	best := ""
	for _, c := range p.labels {
		cell := tf.g.cell(l.row, c.index)
		if cell == nil || strings.TrimSpace(cell.Text) == "" {
			continue
		}
		text := strings.TrimSpace(hanzi.FoldRadicals(cell.Text))
		if best == "" {
			best = text
		}
		if len(c.path) > 0 && strings.Contains(c.path[len(c.path)-1], "项目名称") {
			return text
		}
	}
	if best == "" && len(l.names) > 0 {
		best = l.names[0]
	}
	return best
}

// loneRow says whether r is the one row of amounts of a table that labels no
// rows: blank, it still says that nothing is spent.
func (tf *tableFacts) loneRow(r int, p *panel, lines []line) bool {
	return len(p.codes)+len(p.labels) == 0 && len(lines) == 0 && r == tf.g.rows-1
}

func (tf *tableFacts) hasAmount(r int, p *panel) bool {
	for _, c := range p.amounts {
		if _, state := number.Parse(tf.g.text(r, c.index)); state == gongkai.CellNumber && tf.startsHere(r, c.index) {
			return true
		}
	}
	return false
}

func hasScheme(codes []column, scheme string) bool {
	for _, c := range codes {
		if c.scheme == scheme {
			return true
		}
	}
	return false
}

func splitScheme(codes []column) string {
	for _, c := range codes {
		if c.split {
			return c.scheme
		}
	}
	return ""
}

// joinSplit makes 201 | 06 | 01 one code: 2010601. Parts that are printed whole
// (20106) are taken as they are.
func joinSplit(parts []string, last *[3]string) string {
	code := ""
	for i, p := range parts {
		if i > 2 {
			break
		}
		switch {
		case p == "":
		case len(p) >= 3 && strings.HasPrefix(p, code):
			code = p
		case code == "" && i > 0 && last[0] != "":
			code = last[0]
			if i > 1 {
				code += last[1]
			}
			code += p
		default:
			code += p
		}
		if p != "" && len(p) <= 3 {
			last[i] = p
		}
	}
	return code
}

// partDigits is one part of a split code; some print the second 款 as 2.
func partDigits(t string, part int) string {
	if part > 0 && len(t) == 1 && isDigits(t) {
		return "0" + t
	}
	return digitsOf(t)
}

// digitsOf is a code cell's code, or "".
func digitsOf(t string) string {
	if isDigits(t) && len(t) >= 2 && len(t) <= 9 {
		return t
	}
	if m := codeAndName.FindStringSubmatch(t); m != nil {
		return m[1]
	}
	return ""
}

func (tf *tableFacts) schemeByDigits(code string, p *panel) string {
	if p.name == "expenditure_by_gov_econ" || code[0] == '5' {
		return "gov_econ"
	}
	if code[0] == '3' {
		return "dept_econ"
	}
	return "func"
}

// fixScheme puts right what a header says too little about: 科目编码 over 301
// means the economic classification.
func (tf *tableFacts) fixScheme(l line, p *panel) string {
	switch {
	case l.code == "" || l.scheme == "unit" || l.scheme == "project":
		if l.code == "" {
			return ""
		}
	case l.scheme == "func" && l.code[0] == '3' && len(l.code)%2 == 1:
		return "dept_econ" // functions begin with 2
	case (l.scheme == "func" || l.scheme == "dept_econ") && l.code[0] == '5' && len(l.code)%2 == 1:
		return "gov_econ"
	case l.scheme == "func" && len(l.code) == 6:
		return "unit"
	}
	return l.scheme
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
	switch {
	case purseOf(c.measure) != "":
		f.Fund = purseOf(c.measure)
	case fundOfItem[f.Item] != "":
		f.Fund = fundOfItem[f.Item]
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
