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
			Code: l.code, CodeScheme: l.scheme, EconCode: l.econCode, GovCode: l.govCode, RowUnit: l.unit,
			Path: []string{oneLine(l.label)}, RowKind: gongkai.RowLeaf, Column: []string{},
		}
		switch {
		case len(l.path) > 0:
			facts[i].Path = l.path
		case l.label == "" && l.code == "":
			facts[i].Path = []string{}
		}
	}
	switch {
	case len(p.codes)+len(p.labels) == 0:
		for i := range facts {
			facts[i].RowKind = gongkai.RowTotal // of a form that has one row
		}
	case coded > 0:
		tf.rankByCode(p, lines, facts)
	case units > 0:
		tf.rankByUnit(p, lines, facts)
	default:
		tf.rankByOutline(p, lines, facts)
	}
	return facts
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (tf *tableFacts) rankByCode(p *panel, lines []line, facts []gongkai.Fact) {
	open := map[string]string{} // code to label, for paths
	for i, l := range lines {
		f := &facts[i]
		switch {
		case l.code == "" && isTotal(f.Label):
			f.RowKind, f.Level = gongkai.RowTotal, 0
		case l.code == "" && ofWhich.MatchString(f.Label):
			f.RowKind = gongkai.RowOfWhich
		case l.ofUnit || fundedBy.MatchString(hanzi.Squeeze(f.Label)):
			f.RowKind = gongkai.RowGroup // its codes stand below it
		case l.code == "":
		case l.scheme == "unit" || l.scheme == "project":
			f.RowKind = gongkai.RowGroup
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
	tf.consolidate(p, lines, facts)
}

// consolidate makes the row of a unit that comes first and is the sum of the
// other units' rows, or the only one, the total of a table that prints no 合计.
func (tf *tableFacts) consolidate(p *panel, lines []line, facts []gongkai.Fact) {
	var units []int
	for i := range facts {
		if facts[i].RowKind == gongkai.RowTotal {
			return
		}
		if lines[i].ofUnit || isUnitRow(&facts[i]) && facts[i].Level <= 1 {
			units = append(units, i)
		}
	}
	if len(units) == 0 || units[0] != 0 || len(p.amounts) == 0 {
		return
	}
	var left decimal.Decimal
	for k, i := range units {
		n, state := number.Parse(tf.g.text(lines[i].row, p.amounts[0].index))
		switch {
		case state != gongkai.CellNumber:
		case k == 0:
			left = n.Value
		default:
			left = left.Sub(n.Value)
		}
	}
	if len(units) > 1 && left.Abs().GreaterThan(decimal.New(int64(len(units)), -2)) {
		return
	}
	facts[0].RowKind, facts[0].RowUnit = gongkai.RowTotal, ""
	for i := 1; i < len(facts) && len(units) > 1 && i < units[1]; i++ {
		facts[i].RowUnit = "" // of all units
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
	scheme := ""
	for of, side := range panelOfScheme {
		if side == p.name {
			scheme = of
		}
	}
	if scheme == "" && p.name == "" && len(p.labels) > 0 {
		scheme = namedScheme(strings.Join(p.labels[0].path, "/"))
	}
	if scheme == "" && tf.key == "basic_total" {
		scheme = "dept_econ" // below each unit its 301, 302, 303
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
		f.Level = o.level
		if len(lines[i].path) == 0 {
			f.Path = outlinePath(outline, i)
		}
		f.Code = tf.codeOfLine(scheme, bare, outline, facts, i, hasPart[i])
		if f.Code != "" {
			f.CodeScheme = scheme
		} else if p.name != "" {
			side := "expenditure"
			if p.name == "revenue" {
				side = "revenue"
			}
			items[i] = tf.reg.ItemOf(side, bare)
			for n := o.parent; n >= 0 && strings.HasPrefix(items[i], "rev."); n = outline[n].parent {
				if items[n] == "rev.carry_in" { // 上年结转, by purse
					items[i] = "rev.carry_in." + strings.TrimPrefix(items[i], "rev.")
					break
				}
			}
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
			f.RowKind = kindOfCode(f.CodeScheme, len(f.Code))
		case depth != nil && underClass(outline, facts, i):
			f.RowKind = gongkai.RowItem
			if scheme == "func" && o.level == 2 {
				f.RowKind = gongkai.RowSection
			}
		case hasPart[i]:
			f.RowKind = gongkai.RowGroup
		}
		for n := i; p.name == "" && f.RowUnit == "" && n >= 0; n = outline[n].parent {
			if facts[n].RowKind == gongkai.RowGroup && organisation.MatchString(hanzi.Squeeze(facts[n].Label)) {
				f.RowUnit = facts[n].Label
			}
		}
	}
	if p.name == "" {
		ownFlat(scheme, facts)
		tf.consolidate(p, lines, facts)
	}
}

// ownFlat finds the units of a list that sets nothing in: a line that names an
// organisation and stands over a class.
func ownFlat(scheme string, facts []gongkai.Fact) {
	unit := ""
	for i := range facts {
		f := &facts[i]
		switch {
		case scheme == "" || f.RowUnit != "" || f.RowKind == gongkai.RowTotal:
			unit = f.RowUnit
		case f.Code == "" && i+1 < len(facts) && facts[i+1].RowKind == gongkai.RowClass && organisation.MatchString(hanzi.Squeeze(f.Label)):
			f.RowKind, unit = gongkai.RowGroup, f.Label
			f.RowUnit = unit
		default:
			f.RowUnit = unit
		}
	}
}

// codeOfLine is the code whose name line i bears: a class by its name, what
// stands below a class by its name below that class.
func (tf *tableFacts) codeOfLine(scheme, name string, outline []outlineLine, facts []gongkai.Fact, i int, parts bool) string {
	if scheme == "" || outline[i].total || outline[i].ofWhich {
		return ""
	}
	for n := outline[i].parent; n >= 0; n = outline[n].parent {
		if facts[n].Code != "" {
			return registry.CodeBelow(scheme, facts[n].Code, name, parts)
		}
	}
	return tf.reg.CodeOf(scheme, name)
}

// underClass says whether line i stands below a class of a classification.
func underClass(outline []outlineLine, facts []gongkai.Fact, i int) bool {
	n := outline[i].parent
	for n >= 0 && outline[n].parent >= 0 {
		n = outline[n].parent
	}
	return n >= 0 && facts[n].RowKind == gongkai.RowClass
}
