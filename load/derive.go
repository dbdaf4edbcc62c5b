package load

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"gongkai"
)

// Version of what loading derives from a reading: items, figures, projects,
// fingerprints. Whoever changes a rule raises it; documents that an older one
// loaded are then loaded again.
const Version = 1

// item is a functional item (项) of a document.
type item struct {
	code, name  string
	yuan        decimal.Decimal
	lines, page int
}

// items are those of one document. addsUp says whether they give the table's
// own total; nil when it prints none.
type items struct {
	list   []item
	addsUp *bool
}

// itemsOf reads one table of the document, the first that prints items; in it
// the leftmost column of totals, because some print a second one (预算数
// without construction); of a code in several rows (one per economic class)
// the sum. The items give the total within half of 0.01万元 for each row.
func itemsOf(r *gongkai.Reading, n int) items {
	counts := func(f *gongkai.Fact) bool {
		return (f.Table == "gpb_by_function" || f.Table == "F05") && (f.Measure == "total" || f.Measure == "budget" || f.Measure == "final") &&
			f.Amount != nil && (f.RowKind == gongkai.RowTotal || isItem(f)) && r.PortionOf(f.TableIndex) == n
	}
	table := -1
	for i := range r.Facts {
		if f := &r.Facts[i]; isItem(f) && (table < 0 || f.TableIndex < table) && counts(f) {
			table = f.TableIndex
		}
	}
	var out items
	if table < 0 {
		return out
	}
	col, totals := -1, false
	for i := range r.Facts {
		if f := &r.Facts[i]; f.TableIndex == table && counts(f) {
			t := f.Measure == "total"
			if col < 0 || t && !totals || t == totals && f.Col < col {
				col, totals = f.Col, t
			}
		}
	}
	at := map[string]int{}
	sum, lines := decimal.Zero, 0
	var total *decimal.Decimal
	for i := range r.Facts {
		f := &r.Facts[i]
		if f.TableIndex != table || f.Col != col || !counts(f) {
			continue
		}
		if !isItem(f) {
			if total == nil || f.Amount.GreaterThan(*total) {
				total = &f.Amount.Decimal
			}
			continue
		}
		k, ok := at[f.Code]
		if !ok {
			k = len(out.list)
			at[f.Code] = k
			out.list = append(out.list, item{code: f.Code, name: f.Label, page: f.Page})
		}
		it := &out.list[k]
		if it.lines == 0 {
			it.yuan = f.Amount.Decimal
		} else {
			it.yuan = it.yuan.Add(f.Amount.Decimal)
		}
		it.page = min(it.page, f.Page)
		it.lines++
		sum = sum.Add(f.Amount.Decimal)
		lines++
	}
	if total != nil {
		adds := total.Sub(sum).Abs().LessThanOrEqual(decimal.New(50*int64(lines+1), 0))
		out.addsUp = &adds
	}
	return out
}

func isItem(f *gongkai.Fact) bool { return f.RowKind == gongkai.RowItem && len(f.Code) == 7 }

// figure is a number that documents are asked for.
type figure struct {
	// source is table or narrative, columnOf budget or final.
	source, name, columnOf string
	amount                 decimal.Decimal
	// priority: of several places that print it the lowest counts.
	priority int
	basis    string
	page     int
}

// textPriority puts what the text says behind all tables.
const textPriority = 9000

// figureList keeps, of each figure, the place that counts.
type figureList struct{ list []figure }

func (l *figureList) put(f figure) {
	i := slices.IndexFunc(l.list, func(o figure) bool { return o.source == f.source && o.name == f.name && o.columnOf == f.columnOf })
	switch {
	case i < 0:
		l.list = append(l.list, f)
	case f.priority < l.list[i].priority:
		l.list[i] = f
	}
}

// figuresOf a document. The total of a unit is, of these, the first that is
// printed: the line of the year in the totals, the grand total, the table of
// expenditure, the text. 三公 come from the statutory table first, then the
// text.
func figuresOf(r *gongkai.Reading, n int) []figure {
	var l figureList
	stage := string(r.Disclosed()[n].Stage)
	for i := range r.Facts {
		f := &r.Facts[i]
		name, rank, basis := totalOf(f)
		// Accounts print the budget's figures beside their own.
		if name == "" || f.Amount == nil || stage == string(gongkai.StageFinal) && f.Measure == "budget" || r.PortionOf(f.TableIndex) != n {
			continue
		}
		l.put(figure{source: "table", name: name, columnOf: stage, amount: f.Amount.Decimal, priority: rank*1000 + min(max(f.Col, 0), 999), basis: basis, page: f.Page})
	}
	threePublicOf(r, n, stage, &l)
	for i := range r.Narrative {
		s := &r.Narrative[i]
		name, amount := statedOf(s)
		if name == "" || s.Portion != n {
			continue
		}
		l.put(figure{source: "narrative", name: name, columnOf: stage, amount: amount, priority: textPriority + min(max(s.Page, 0), 999), basis: "narrative", page: s.Page})
	}
	return l.list
}

// totalOf names the figure that a cell of a table prints: "" for most.
func totalOf(f *gongkai.Fact) (name string, rank int, basis string) {
	switch f.Measure {
	case "prior", "change", "change_percent":
		return "", 0, ""
	}
	switch f.Table {
	case "io_total", "F01":
		switch f.Item {
		case "exp.year_total":
			return "total", 1, "year total"
		case "exp.grand_total":
			return "total", 2, "grand total"
		case "exp.carry_out":
			return "carry_out", 3, "table"
		}
	case "expenditure_total", "F03":
		if f.RowKind == gongkai.RowTotal && f.Measure == "total" {
			return "total", 3, "table of expenditure"
		}
	case "gpb_by_function", "F05":
		if f.RowKind != gongkai.RowTotal {
			return "", 0, ""
		}
		switch f.Measure {
		case "total", "budget", "final":
			return "gpb.total", 3, "table"
		case "personnel", "public", "basic", "project":
			return "gpb." + f.Measure, 3, "table"
		}
	}
	return "", 0, ""
}

// threePublic are the figures of 三公 and what is printed with them.
var threePublic = map[string]bool{"three_public.total": true, "three_public.abroad": true, "three_public.vehicles": true, "three_public.vehicle_purchase": true,
	"three_public.vehicle_operation": true, "three_public.reception": true, "meeting": true, "training": true}

// threePublicOf reads the statutory table. A measure is the document's own
// figure; .budget behind it is what accounts print as budget, other figures
// (.prior, .change) do not count. Tables by fund print each fund: one amount
// of all funds counts, else the funds together. Of several rows the total
// counts, else the only one.
func threePublicOf(r *gongkai.Reading, n int, stage string, l *figureList) {
	type place struct {
		table, row int
		measure    string
	}
	type line struct {
		sum, all decimal.Decimal
		col      int // of all; -1 when no cell is of all funds
		kind     gongkai.RowKind
		page     int
	}
	lines := map[place]*line{}
	for i := range r.Facts {
		f := &r.Facts[i]
		if f.Table != "three_public" && f.Table != "F07" || f.Amount == nil || !threePublic[strings.TrimSuffix(f.Measure, ".budget")] || r.PortionOf(f.TableIndex) != n {
			continue
		}
		p := place{f.TableIndex, f.Row, f.Measure}
		at := lines[p]
		if at == nil {
			at = &line{col: -1, kind: f.RowKind, page: f.Page}
			lines[p] = at
		}
		at.sum = at.sum.Add(f.Amount.Decimal)
		if (f.Fund == "" || f.Fund == "fiscal") && (at.col < 0 || f.Col < at.col) {
			at.all, at.col = f.Amount.Decimal, f.Col
		}
	}
	type column struct{ name, of string }
	type chosen struct {
		total, only *decimal.Decimal
		rows        map[int]bool
		page        int
	}
	columns := map[column]*chosen{}
	for p, at := range lines {
		c := column{name: p.measure, of: stage}
		if own, ok := strings.CutSuffix(p.measure, ".budget"); ok {
			c = column{name: own, of: string(gongkai.StageBudget)}
		}
		to := columns[c]
		if to == nil {
			to = &chosen{rows: map[int]bool{}, page: at.page}
			columns[c] = to
		}
		yuan := at.sum
		if at.col >= 0 {
			yuan = at.all
		}
		to.rows[p.row], to.page = true, min(to.page, at.page)
		if at.kind == gongkai.RowTotal && (to.total == nil || yuan.GreaterThan(*to.total)) {
			to.total = &yuan
		}
		if to.only == nil || yuan.GreaterThan(*to.only) {
			to.only = &yuan
		}
	}
	order := func(a, b column) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.of, b.of)) }
	for _, c := range slices.SortedFunc(maps.Keys(columns), order) {
		to := columns[c]
		yuan := to.total
		if yuan == nil && len(to.rows) == 1 {
			yuan = to.only
		}
		if yuan != nil {
			l.put(figure{source: "table", name: c.name, columnOf: c.of, amount: *yuan, basis: "table", page: to.page})
		}
	}
}

// statedOf names the figure that a statement gives: "" for most.
func statedOf(s *gongkai.Statement) (string, decimal.Decimal) {
	none := decimal.Zero
	switch s.Kind {
	case gongkai.StatementMoney:
		if s.Amount == nil {
			return "", none
		}
		switch s.Measure {
		case "total":
			return "total", s.Amount.Decimal
		case "personnel", "project":
			return "gpb." + s.Measure, s.Amount.Decimal
		}
		name := s.Measure
		if strings.HasSuffix(name, "vehicle") {
			name += "s"
		}
		if threePublic[name] {
			return name, s.Amount.Decimal
		}
	case gongkai.StatementCount:
		name := map[string]string{"staff.total": "staff", "posts.total": "posts", "vehicles.stock": "vehicles"}[s.Measure]
		if v := printed(s.Value); name != "" && v != nil && !v.IsNegative() && v.LessThan(decimal.New(1, 7)) {
			return name, v.Truncate(2)
		}
	}
	return "", none
}

// project is a line of a list of projects that has money.
type project struct {
	name string
	leaf bool
	yuan decimal.Decimal
	page int
}

// projectsOf a document; of several lines of one name the largest.
func projectsOf(r *gongkai.Reading, n int) []project {
	type name struct {
		label string
		leaf  bool
	}
	at := map[name]int{}
	var out []project
	for i := range r.Facts {
		f := &r.Facts[i]
		if f.Table != "project_list" || f.Measure != "total" || f.Amount == nil || !f.Amount.IsPositive() || r.PortionOf(f.TableIndex) != n {
			continue
		}
		switch f.RowKind {
		case gongkai.RowTotal, gongkai.RowGroup, gongkai.RowOfWhich:
			continue
		}
		k := name{f.Label, f.RowKind == gongkai.RowLeaf}
		j, ok := at[k]
		if !ok {
			at[k] = len(out)
			out = append(out, project{name: f.Label, leaf: k.leaf, yuan: f.Amount.Decimal, page: f.Page})
		} else if f.Amount.GreaterThan(out[j].yuan) {
			out[j].yuan, out[j].page = f.Amount.Decimal, f.Page
		}
	}
	return out
}

// nameKey is the letters and digits of a name, to compare by.
func nameKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, s)
}
