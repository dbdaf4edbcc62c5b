package transform

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/internal/number"
)

// ledger holds the facts of one disclosure by table, for identities to find
// their operands in, and collects the checks.
type ledger struct {
	readings []*gongkai.Reading
	byTable  map[string][]*gongkai.Fact
	owner    map[string]*gongkai.Reading // by fact or statement ID
	seen     map[string]int
	main     map[panelKey]int // column of a panel's totals
}

// panelKey names one panel of one table.
type panelKey struct {
	table int
	panel string
}

func newLedger(readings []*gongkai.Reading) *ledger {
	l := &ledger{readings: readings, byTable: map[string][]*gongkai.Fact{}, owner: map[string]*gongkai.Reading{}, seen: map[string]int{}, main: map[panelKey]int{}}
	for _, r := range readings {
		for i := range r.Facts {
			f := &r.Facts[i]
			l.byTable[f.Table] = append(l.byTable[f.Table], f)
			l.owner[f.ID] = r
		}
		for i := range r.Narrative {
			l.owner[r.Narrative[i].ID] = r
		}
	}
	return l
}

// find is the first fact of a table that a filter takes, or nil.
func (l *ledger) find(table string, take func(*gongkai.Fact) bool) *gongkai.Fact {
	for _, f := range l.byTable[table] {
		if take(f) {
			return f
		}
	}
	return nil
}

func (l *ledger) item(table, panel, item string) *gongkai.Fact {
	return l.find(table, func(f *gongkai.Fact) bool { return f.Panel == panel && f.Item == item })
}

func (l *ledger) total(table, measure string) *gongkai.Fact {
	return l.find(table, func(f *gongkai.Fact) bool {
		return f.RowKind == gongkai.RowTotal && f.Measure == measure && f.Level == 0
	})
}

// every fact of a code that together are its amount: an economic code stands on
// a row for each 政府经济 code that it pairs with, and on one for each unit
// where no row is of all units.
func (l *ledger) every(table, code, measure string) []*gongkai.Fact {
	var list, whole []*gongkai.Fact
	for _, f := range l.byTable[table] {
		if f.Code != code || f.Measure != measure || len(list) > 0 && f.TableIndex != list[0].TableIndex {
			continue
		}
		list = append(list, f)
		if f.RowUnit == "" {
			whole = append(whole, f)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return list
}

func (l *ledger) class(table, panel, basis, code string) *gongkai.Fact {
	return l.find(table, func(f *gongkai.Fact) bool { return f.Panel == panel && f.Basis == basis && f.Code == code })
}

// term is an operand with its sign.
type term struct {
	fact  *gongkai.Fact
	minus bool
}

func plus(facts ...*gongkai.Fact) []term {
	terms := make([]term, 0, len(facts))
	for _, f := range facts {
		if f != nil {
			terms = append(terms, term{fact: f})
		}
	}
	return terms
}

// yuanOf takes blank and dash as zero: only inside identities.
func yuanOf(f *gongkai.Fact) decimal.Decimal {
	if f.Amount == nil {
		return decimal.Zero
	}
	return f.Amount.Decimal
}

// half is how far a fact's exact amount may lie from what is printed.
func half(f *gongkai.Fact) decimal.Decimal {
	n, state := number.Parse(f.Raw)
	if state != gongkai.CellNumber {
		return decimal.Zero
	}
	return number.Half(n.Places, f.ValueUnit)
}

func sum(terms []term) (total, tolerance decimal.Decimal) {
	for _, t := range terms {
		if t.minus {
			total = total.Sub(yuanOf(t.fact))
		} else {
			total = total.Add(yuanOf(t.fact))
		}
		tolerance = tolerance.Add(half(t.fact))
	}
	return total, tolerance
}

// equal evaluates Σ lhs = Σ rhs in yuan. The sentence in Chinese is followed by
// one in English. Nothing is recorded where a side has no operand.
func (l *ledger) equal(kind, id, zh, en string, lhs, rhs []term) {
	if len(lhs) == 0 || len(rhs) == 0 {
		return
	}
	a, ta := sum(lhs)
	b, tb := sum(rhs)
	if c := l.record(kind, id, zh, en, a.StringFixed(2), b.StringFixed(2), ta.Add(tb), judgeDifference(a.Sub(b), ta.Add(tb)), operands(lhs, rhs)); c != nil {
		c.Left = len(lhs)
	}
}

func judgeDifference(diff, tolerance decimal.Decimal) gongkai.Verdict {
	switch {
	case diff.IsZero():
		return gongkai.VerdictHolds
	case diff.Abs().LessThanOrEqual(tolerance):
		return gongkai.VerdictRounding
	}
	return gongkai.VerdictFails
}

func operands(sides ...[]term) []string {
	ids := []string{}
	for _, s := range sides {
		for _, t := range s {
			ids = append(ids, t.fact.ID)
		}
	}
	return ids
}

// holds records a check that compares texts or sets.
func (l *ledger) holds(kind, id, zh, en, lhs, rhs string, ok bool, ids []string) {
	verdict := gongkai.VerdictHolds
	if !ok {
		verdict = gongkai.VerdictFails
	}
	l.record(kind, id, zh, en, lhs, rhs, decimal.Zero, verdict, ids)
}

func (l *ledger) record(kind, id, zh, en, lhs, rhs string, tolerance decimal.Decimal, verdict gongkai.Verdict, ids []string) *gongkai.Check {
	id = kind + "/" + id
	if n := l.seen[id]; n > 0 {
		l.seen[id]++
		id = fmt.Sprintf("%s#%d", id, n+1)
	} else {
		l.seen[id] = 1
	}
	if ids == nil {
		ids = []string{}
	}
	c := gongkai.Check{
		ID: id, Kind: kind, Verdict: verdict, LHS: lhs, RHS: rhs, Tolerance: tolerance.StringFixed(2), Operands: ids, Left: min(1, len(ids)),
		SentenceZH: zh, SentenceEN: en,
	}
	if tolerance.IsPositive() {
		c.ToleranceReason = fmt.Sprintf("%d 个数各按所印位数四舍五入，合计可差 ±%s", len(ids), strings.TrimSuffix(tolerance.StringFixed(2), ".00"))
	}
	r := l.readings[0]
	for _, id := range ids {
		if o := l.owner[id]; o != nil {
			r = o
			break
		}
	}
	r.Checks = append(r.Checks, c)
	return &r.Checks[len(r.Checks)-1]
}

// columnGroups lists the facts of one table, panel and column, in row order.
func columnGroups(facts []*gongkai.Fact) [][]*gongkai.Fact {
	type key struct {
		table int
		col   int
		panel string
	}
	var order []key
	groups := map[key][]*gongkai.Fact{}
	for _, f := range facts {
		k := key{table: f.TableIndex, col: f.Col, panel: f.Panel}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], f)
	}
	out := make([][]*gongkai.Fact, 0, len(order))
	for _, k := range order {
		out = append(out, groups[k])
	}
	return out
}

// anyNumber says whether one of facts, nil where a table lacks it, is printed.
func anyNumber(facts []*gongkai.Fact) bool {
	for _, f := range facts {
		if f != nil && f.State == gongkai.CellNumber {
			return true
		}
	}
	return false
}

func place(f *gongkai.Fact) string {
	parts := []string{f.Table}
	if f.Panel != "" {
		parts = append(parts, f.Panel)
	}
	return strings.Join(parts, "/")
}
