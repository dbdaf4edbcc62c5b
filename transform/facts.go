package transform

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/number"
	"gongkai/internal/regexp"
	"gongkai/registry"
)

// tableFacts turns the amount cells of one table into facts.
type tableFacts struct {
	reg    *registry.Registry
	digest gongkai.Digest
	key    string
	index  int
	unit   string // of money, 元 or 万元
	stage  gongkai.Stage
	g      *grid
	h      header
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
			f.ID = gongkai.FactID(tf.digest, tf.index, f.Row, f.Col)
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
	case l.scheme == "func" && l.code[0] == '3' && len(l.code)%2 == 1 && strings.Contains(tf.key, "econ"):
		return "dept_econ"
	case l.scheme == "dept_econ" && l.code[0] == '5':
		return "gov_econ"
	case l.scheme == "func" && len(l.code) == 6:
		return "unit"
	}
	return l.scheme
}

// rank places the panel's lines in their hierarchy: by code where codes stand,
// by sums below units in project lists, by outline numbers elsewhere.
func (tf *tableFacts) rank(p *panel, lines []line) []gongkai.Fact {
	facts := make([]gongkai.Fact, len(lines))
	coded, units := 0, 0
	for _, l := range lines {
		coded += btoi(l.code != "" && l.scheme != "unit" && l.scheme != "project")
		units += btoi(l.scheme == "unit")
	}
	for i, l := range lines {
		facts[i] = gongkai.Fact{
			Table: tf.key, TableIndex: tf.index, Panel: p.name, Label: oneLine(l.label),
			Code: l.code, CodeScheme: l.scheme, GovCode: l.govCode, Path: []string{oneLine(l.label)},
			RowKind: gongkai.RowLeaf, Column: []string{},
		}
	}
	switch {
	case coded > 0:
		tf.rankByCode(lines, facts)
	case units > 0:
		tf.rankByUnit(p, lines, facts)
	default:
		tf.rankByOutline(p, lines, facts)
	}
	return facts
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (tf *tableFacts) rankByCode(lines []line, facts []gongkai.Fact) {
	open := map[string]string{} // code to label, for paths
	for i, l := range lines {
		f := &facts[i]
		switch {
		case l.code == "" && isTotal(f.Label):
			f.RowKind, f.Level = gongkai.RowTotal, 0
		case l.code == "" && ofWhich.MatchString(f.Label):
			f.RowKind = gongkai.RowOfWhich
		case l.code == "" || l.scheme == "unit" || l.scheme == "project":
			f.RowKind = gongkai.RowGroup
			if l.code == "" {
				f.RowKind = gongkai.RowLeaf
			}
		default:
			f.Level = (len(l.code) - 1) / 2
			f.RowKind = kindOfCode(l.scheme, len(l.code))
			open[l.code] = f.Label
			var path []string
			for c := l.code; c != ""; c = parentOfCode(c) {
				if name, ok := open[c]; ok {
					path = append([]string{name}, path...)
				}
			}
			f.Path = path
		}
	}
}

func kindOfCode(scheme string, digits int) gongkai.RowKind {
	switch {
	case digits <= 3:
		return gongkai.RowClass
	case digits == 5 && scheme == "func":
		return gongkai.RowSection
	}
	return gongkai.RowItem
}

func isTotal(label string) bool {
	k := hanzi.Squeeze(label)
	return totalLabel.MatchString(k) || strings.HasSuffix(k, "合计") && len([]rune(k)) <= 8 || strings.HasSuffix(k, "总计") && len([]rune(k)) <= 8
}

// fundedBy are the lines that group units by how they are funded.
var fundedBy = regexp.MustCompile(`^(全额|差额|自收自支|财政补助|定额补助|经费自理)(拨款|补助|补贴|管理)?(事业)?(单位)?$`)

// rankByUnit ranks the rows of tables by unit: 合计, departments (codes of
// three digits), units, and below a unit the projects, whose levels are told
// only by order and sums.
func (tf *tableFacts) rankByUnit(p *panel, lines []line, facts []gongkai.Fact) {
	var owner []int // rows above the current one: department, unit
	for i := 0; i < len(lines); i++ {
		l, f := lines[i], &facts[i]
		switch {
		case l.code == "" && isTotal(f.Label):
			f.RowKind, owner = gongkai.RowTotal, nil
		case fundedBy.MatchString(hanzi.Squeeze(f.Label)):
			f.RowKind, f.Level, owner = gongkai.RowGroup, 1, []int{i}
		case l.scheme == "unit":
			for len(owner) > 0 && lines[owner[len(owner)-1]].code != "" && !isUnder(l.code, lines[owner[len(owner)-1]].code) {
				owner = owner[:len(owner)-1]
			}
			f.Level = len(owner) + 1
			f.RowKind = gongkai.RowGroup
			f.Path = pathThrough(facts, owner, i)
			owner = append(owner, i)
		default:
			end := i
			for end < len(lines) && lines[end].scheme != "unit" && !isTotal(facts[end].Label) && !fundedBy.MatchString(hanzi.Squeeze(facts[end].Label)) {
				end++
			}
			tf.rankBySums(p, lines[i:end], facts[i:end], facts, owner)
			i = end - 1
		}
	}
	for i := range facts {
		if facts[i].RowKind == gongkai.RowGroup && (i+1 == len(facts) || facts[i+1].Level <= facts[i].Level || facts[i+1].RowKind == gongkai.RowTotal) {
			facts[i].RowKind = gongkai.RowLeaf
		}
	}
}

func pathThrough(facts []gongkai.Fact, above []int, i int) []string {
	var path []string
	for _, a := range above {
		path = append(path, facts[a].Label)
	}
	return append(path, facts[i].Label)
}

// rankBySums finds the levels of rows that only their order and sums tell: a
// row whose amount the next rows add up to is their parent. At most three
// levels stand below a unit: 通用/专用项目, class, project.
func (tf *tableFacts) rankBySums(p *panel, lines []line, facts, all []gongkai.Fact, owner []int) {
	amounts := make([]decimal.Decimal, len(lines))
	for i, l := range lines {
		for _, c := range p.amounts {
			if n, state := number.Parse(tf.g.text(l.row, c.index)); state == gongkai.CellNumber {
				amounts[i] = n.Value
				break
			}
		}
	}
	depth := treeBySums(amounts, 3)
	var path []string
	for _, o := range owner {
		path = append(path, all[o].Label)
	}
	open := make([]string, 0, 3)
	for i := range facts {
		open = append(open[:min(depth[i], len(open))], facts[i].Label)
		facts[i].Level = len(owner) + 1 + depth[i]
		facts[i].Path = append(append([]string{}, path...), open...)
		facts[i].RowKind = gongkai.RowLeaf
		if i+1 < len(facts) && depth[i+1] > depth[i] {
			facts[i].RowKind = gongkai.RowGroup
		}
	}
}

// treeBySums gives each amount its depth below the first: the deepest reading
// of at most maxDepth levels in which every parent is the sum of its children.
// Amounts that fit no such reading stay at depth 0.
func treeBySums(amounts []decimal.Decimal, maxDepth int) []int {
	depth := make([]int, len(amounts))
	// children reads rows from i on as children at depth d that add up to sum;
	// it returns the row after them, or -1.
	var children func(i, d int, sum decimal.Decimal) int
	children = func(i, d int, sum decimal.Decimal) int {
		if d >= maxDepth {
			return -1
		}
		left := sum
		for i < len(amounts) && left.IsPositive() {
			if amounts[i].GreaterThan(left) || !amounts[i].IsPositive() {
				return -1
			}
			depth[i] = d
			left = left.Sub(amounts[i])
			next := i + 1
			if end := children(next, d+1, amounts[i]); end > 0 {
				next = end
			}
			i = next
		}
		if left.IsZero() {
			return i
		}
		return -1
	}
	for i := 0; i < len(amounts); {
		depth[i] = 0
		next := i + 1
		if end := children(next, 1, amounts[i]); end > 0 {
			next = end
		} else {
			for k := i + 1; k < len(depth); k++ {
				depth[k] = 0
			}
		}
		i = next
	}
	return depth
}

func (tf *tableFacts) rankByOutline(p *panel, lines []line, facts []gongkai.Fact) {
	labels, indents := make([]string, len(lines)), make([]float64, len(lines))
	for i, l := range lines {
		labels[i], indents[i] = hanzi.Squeeze(l.label), l.indent
	}
	scheme := map[string]string{
		"expenditure_by_function": "func", "expenditure_by_dept_econ": "dept_econ", "expenditure_by_gov_econ": "gov_econ",
	}[p.name]
	if scheme == "" && p.name == "" && len(p.labels) > 0 {
		scheme = schemeOfLabels(p.labels[0])
	}
	depth := depths(labels, indents)
	if contradicts(labels, depth) {
		depth = nil
	}
	outline := readOutline(labels, depth)
	hasPart := make([]bool, len(outline))
	for _, o := range outline {
		if o.parent >= 0 && !o.ofWhich {
			hasPart[o.parent] = true
		}
	}
	items := make([]string, len(outline))
	for i, o := range outline {
		f := &facts[i]
		bare := stripMark(o.label)
		f.Level, f.Path = o.level, outlinePath(outline, i)
		if scheme != "" && o.level > 0 && (o.level == 1 || depth == nil) {
			f.Code = tf.reg.CodeOf(scheme, bare)
		}
		if f.Code != "" {
			f.CodeScheme = scheme
		} else if p.name != "" {
			side := "expenditure"
			if p.name == "revenue" {
				side = "revenue"
			}
			items[i] = tf.reg.ItemOf(side, bare)
			f.Item = items[i]
		}
		for n := o.parent; n >= 0 && f.Basis == ""; n = outline[n].parent {
			f.Basis = map[string]string{"exp.basic": "basic", "exp.project": "project"}[items[n]]
		}
		switch {
		case o.total || isTotal(o.label):
			f.RowKind, f.Level = gongkai.RowTotal, 0
		case o.ofWhich:
			f.RowKind = gongkai.RowOfWhich
		case f.Code != "":
			f.RowKind = gongkai.RowClass
		case depth != nil && underClass(outline, facts, i):
			f.RowKind = gongkai.RowItem
			if scheme == "func" && o.level == 2 {
				f.RowKind = gongkai.RowSection
			}
		case hasPart[i]:
			f.RowKind = gongkai.RowGroup
		}
	}
}

// underClass says whether line i stands below a class of a classification.
func underClass(outline []outlineLine, facts []gongkai.Fact, i int) bool {
	n := outline[i].parent
	for n >= 0 && outline[n].parent >= 0 {
		n = outline[n].parent
	}
	return n >= 0 && facts[n].RowKind == gongkai.RowClass
}

// schemeOfLabels names the classification whose names stand in a column, by
// its header, or "".
func schemeOfLabels(c column) string {
	head := strings.Join(c.path, "/")
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

// fund says which purse a fact's money is from: by its column, line or table.
func (tf *tableFacts) fund(f *gongkai.Fact, c column) {
	switch {
	case fundOfMeasure[c.measure] != "":
		f.Fund = fundOfMeasure[c.measure]
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
