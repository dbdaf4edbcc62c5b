package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/number"
	"gongkai/internal/regexp"
)

// line is one row of a panel.
type line struct {
	row      int
	label    string
	code     string
	scheme   string
	econCode string
	govCode  string
	unit     string   // that the row is about
	ofUnit   bool     // the row is all of its unit, not a part
	names    []string // all label texts of the row, outermost first
	path     []string // of a catalogue whose levels stand in columns
	indent   float64  // of the label, in points
}

// unitHead heads the column that names units.
var unitHead = regexp.MustCompile(`^(预算|用款|资金使用|使用|所属|基层|实施|项目)?(单位|部门)(名称)?$`)

// lines of the panel: rows below the header that have a label, a code or an
// amount in it.
func (tf *tableFacts) lines(p *panel) []line {
	var lines []line
	codes := codeReader{columns: p.codes, split: map[string]*[3]string{}}
	unit := "" // the last one named
	for r := tf.h.rows; r < tf.g.rows; r++ {
		l := line{row: r}
		found := codes.read(tf, r)
		l.names = append(l.names, codes.names...)
		owner, namesUnit, others := "", false, 0
		for _, c := range p.labels {
			cell := tf.g.cell(r, c.index)
			if cell == nil {
				continue
			}
			t := strings.TrimSpace(hanzi.FoldRadicals(cell.Text))
			if t == "" {
				continue
			}
			if len(l.names) == 0 {
				l.indent = cell.Indent
			}
			if code, name, scheme := codedLabel(t, c.path); code != "" && (found[scheme] == "" || found[scheme] == code) {
				found[scheme], codes.label[scheme] = code, name
				t = name
			}
			l.names = append(l.names, t)
			if unitHead.MatchString(last(c.path)) && !isTotal(t) {
				owner, namesUnit = t, tf.startsHere(r, c.index)
			} else {
				others++
			}
		}
		l.takeCodes(found)
		l.label = tf.labelOf(p, &l)
		if name := codes.label[l.scheme]; name != "" && !totalLabel.MatchString(hanzi.Squeeze(l.label)) {
			l.label = name
		}
		if n := len(lines); l.label == "" && n > 0 && tf.figureText(r) != "" {
			l.label = lines[n-1].label // one name for the rows of all its years
		}
		if l.code == "" {
			if m := codeAndName.FindStringSubmatch(hanzi.Squeeze(l.label)); m != nil && len(m[1]) <= 7 {
				l.code, l.label, l.scheme = m[1], m[2], schemeByDigits(m[1], p)
			}
		}
		if l.label == "" && l.code == "" && !tf.hasAmount(r, p) && !tf.loneRow(r, p, lines) {
			continue
		}
		l.scheme = tf.fixScheme(l, p)
		switch {
		case isTotal(l.label), fundedBy.MatchString(hanzi.Squeeze(l.label)):
			unit = ""
		case found["unit"] != "" && l.label != "":
			unit, l.ofUnit = oneLine(l.label), true
		case owner != "":
			unit = oneLine(owner)
			l.ofUnit = namesUnit && others == 0 && l.code == ""
		}
		l.unit = unit
		lines = append(lines, l)
	}
	return lines
}

// takeCodes makes the code of the first classification that a row prints its
// own, and keeps those of the others beside it.
func (l *line) takeCodes(found map[string]string) {
	for _, scheme := range [...]string{"func", "dept_econ", "gov_econ", "project", "unit", ""} {
		code := found[scheme]
		switch {
		case code == "":
		case l.code == "":
			l.code, l.scheme = code, scheme
		case scheme == "dept_econ":
			l.econCode = code
		case scheme == "gov_econ":
			l.govCode = code
		}
	}
}

// codedLabel takes a cell of code and name apart, 50101-工资奖金津补贴, where its
// header names the classification.
func codedLabel(text string, path []string) (code, name, scheme string) {
	if scheme = namedScheme(strings.Join(path, "/")); scheme == "" {
		return "", "", ""
	}
	if m := codeAndName.FindStringSubmatch(hanzi.Squeeze(text)); m != nil {
		return m[1], m[2], scheme
	}
	return "", "", scheme
}

// codeReader reads the columns of codes row by row.
type codeReader struct {
	columns []column
	split   map[string]*[3]string // 类 款 项 carried down where a row prints only the last
	class   string                // the last class above
	names   []string              // texts of the current row that are no codes
	label   map[string]string     // names beside the codes in their cells, by scheme
}

// read gives the codes of row r by scheme.
func (c *codeReader) read(tf *tableFacts, r int) map[string]string {
	found, parts := map[string]string{}, map[string][]string{}
	c.names, c.label = nil, map[string]string{}
	for _, col := range c.columns {
		t := tf.g.text(r, col.index)
		switch code := digitsOf(t); {
		case col.split:
			parts[col.scheme] = append(parts[col.scheme], partDigits(t, len(parts[col.scheme])))
		case found[col.scheme] != "":
		case code == "" && t != "":
			c.names = append(c.names, t)
		case len(code) == 2:
			found[col.scheme] = c.class + code // some print 201, then 10 for 20110
		default:
			if len(code) == 3 {
				c.class = code
			}
			found[col.scheme] = code
			if m := codeAndName.FindStringSubmatch(t); m != nil {
				c.label[col.scheme] = m[2]
			}
		}
	}
	for scheme, list := range parts {
		if c.split[scheme] == nil {
			c.split[scheme] = &[3]string{}
		}
		found[scheme] = joinSplit(list, c.split[scheme])
	}
	return found
}

func (tf *tableFacts) startsHere(r, c int) bool {
	cell := tf.g.cell(r, c)
	return cell != nil && cell.Row == r
}

// levelHead heads one level of a catalogue whose levels stand in columns of
// their own.
var levelHead = regexp.MustCompile(`^第?[一二三四]级(目录|名称)?$`)

// labelOf picks the name of the row: 合计 wherever it stands, else the
// project's where several columns name the row, the innermost of a catalogue's
// levels, or the first; the unit's only where nothing else names it.
func (tf *tableFacts) labelOf(p *panel, l *line) string {
	for _, n := range l.names {
		if totalLabel.MatchString(hanzi.Squeeze(n)) {
			return n
		}
	}
	best, unit := "", ""
	for _, c := range p.labels {
		cell := tf.g.cell(l.row, c.index)
		if cell == nil || strings.TrimSpace(cell.Text) == "" {
			continue
		}
		text, inner := strings.TrimSpace(hanzi.FoldRadicals(cell.Text)), last(c.path)
		switch {
		case strings.Contains(inner, "项目名称"), strings.Contains(inner, "品目名称"):
			return text
		case unitHead.MatchString(inner):
			unit = firstOf(unit, text)
		case levelHead.MatchString(inner):
			best = text
			l.path = append(l.path, oneLine(text))
		default:
			best = firstOf(best, text)
		}
	}
	if best = firstOf(best, unit); best == "" && len(l.names) > 0 {
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

func schemeByDigits(code string, p *panel) string {
	if p.name == byGovEcon || code[0] == '5' {
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
	case l.code == "":
		return ""
	case l.scheme == "func" && l.code[0] == '3' && len(l.code)%2 == 1:
		return "dept_econ" // functions begin with 2
	case (l.scheme == "func" || l.scheme == "dept_econ") && l.code[0] == '5' && len(l.code)%2 == 1:
		return "gov_econ"
	case l.scheme == "func" && len(l.code) == 6:
		return "unit"
	}
	return l.scheme
}
