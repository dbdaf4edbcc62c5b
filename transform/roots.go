package transform

import (
	"github.com/shopspring/decimal"

	"gongkai"
)

// A wrong figure breaks every identity it takes part in. The root of a failed
// check is the failed check that it follows from: the one closest to the figure,
// which alone is news.

// closeness orders kinds by how near to a single figure they look.
var closeness = map[string]int{
	"three_public": 0, "row_sum": 0, "hierarchy": 1, "intra_table": 1, "balance": 2, "cross_table": 3, "cross_table_rounded": 4, "narrative_vs_table": 5,
}

// failure is a failed check with what its root is found by.
type failure struct {
	check *gongkai.Check
	order int
	near  int
	// off is by how much the sides differ, slack how much rounding allows.
	off, slack decimal.Decimal
	// whole is the figure that the check is about, parts all that take part.
	whole *gongkai.Fact
	parts map[string]bool
	root  *failure
}

// findRoots sets Root of the failed checks of a reading.
func findRoots(r *gongkai.Reading) {
	facts := map[string]*gongkai.Fact{}
	for i := range r.Facts {
		facts[r.Facts[i].ID] = &r.Facts[i]
	}
	var list []*failure
	for i := range r.Checks {
		c := &r.Checks[i]
		c.Root = ""
		if c.Verdict != gongkai.VerdictFails {
			continue
		}
		near, ok := closeness[c.Kind]
		lhs, err1 := decimal.NewFromString(c.LHS)
		rhs, err2 := decimal.NewFromString(c.RHS)
		if !ok || err1 != nil || err2 != nil {
			continue
		}
		f := &failure{check: c, order: i, near: near, off: lhs.Sub(rhs), slack: dec(c.Tolerance), parts: map[string]bool{}}
		if c.Kind == "narrative_vs_table" && near == 5 {
			f.off = f.off.Shift(4) // the text prints 万元
		}
		for _, id := range c.Operands {
			f.parts[id] = true
			if f.whole == nil {
				f.whole = facts[id]
			}
		}
		list = append(list, f)
	}
	tree := newRows(r.Facts)
	for _, f := range list {
		for _, g := range list {
			if f != g && g.precedes(f) && sameOff(f, g) && tree.related(f, g) && (f.root == nil || g.precedes(f.root)) {
				f.root = g
			}
		}
		if f.root == nil {
			f.root = tree.fromParts(f, list)
		}
	}
	for _, f := range list {
		seen := map[*failure]bool{}
		g := f
		for g.root != nil && !seen[g] {
			seen[g] = true
			g = g.root
		}
		if g != f && !seen[g] {
			f.check.Root = g.check.ID
		}
	}
}

// precedes says whether f is nearer to the wrong figure than g.
func (f *failure) precedes(g *failure) bool {
	if f.near != g.near {
		return f.near < g.near
	}
	if f.whole != nil && g.whole != nil && f.whole.Level != g.whole.Level {
		return f.whole.Level > g.whole.Level
	}
	return f.order < g.order
}

func sameOff(f, g *failure) bool {
	slack := f.slack.Add(g.slack)
	return !f.off.IsZero() && f.off.Abs().Sub(g.off.Abs()).Abs().LessThanOrEqual(slack)
}

// rows knows which rows of a table stand below which.
type rows struct {
	level map[[2]int]int // by table and row
	last  map[int]int
}

func newRows(facts []gongkai.Fact) rows {
	t := rows{level: map[[2]int]int{}, last: map[int]int{}}
	for i := range facts {
		f := &facts[i]
		t.level[[2]int{f.TableIndex, f.Row}] = f.Level
		t.last[f.TableIndex] = max(t.last[f.TableIndex], f.Row)
	}
	return t
}

// below says whether row b of a table stands below row a.
func (t rows) below(table, a, b int) bool {
	if b <= a {
		return false
	}
	top := t.level[[2]int{table, a}]
	for row := a + 1; row <= b; row++ {
		if l, ok := t.level[[2]int{table, row}]; ok && l <= top {
			return false
		}
	}
	return true
}

// related: two checks share a figure, are about one row, or about rows one of
// which stands below the other.
func (t rows) related(f, g *failure) bool {
	for id := range f.parts {
		if g.parts[id] {
			return true
		}
	}
	a, b := f.whole, g.whole
	if a == nil || b == nil || a.TableIndex != b.TableIndex || a.Panel != b.Panel {
		return false
	}
	return a.Row == b.Row || t.below(a.TableIndex, a.Row, b.Row) || t.below(a.TableIndex, b.Row, a.Row)
}

// fromParts: where the failures of the rows below a row differ by as much in
// all as the row's own, it follows from the first of them.
func (t rows) fromParts(f *failure, list []*failure) *failure {
	if f.whole == nil {
		return nil
	}
	total, slack := decimal.Zero, f.slack
	var first *failure
	next := -1
	for _, g := range list {
		if g.check.Kind != f.check.Kind || g.whole == nil || g.whole.TableIndex != f.whole.TableIndex || g.whole.Col != f.whole.Col || !t.below(f.whole.TableIndex, f.whole.Row, g.whole.Row) {
			continue
		}
		if next < 0 {
			next = g.whole.Level
		}
		if g.whole.Level != next {
			continue
		}
		total, slack = total.Add(g.off), slack.Add(g.slack)
		if first == nil {
			first = g
		}
	}
	if first == nil || total.Sub(f.off).Abs().GreaterThan(slack) {
		return nil
	}
	return first
}
