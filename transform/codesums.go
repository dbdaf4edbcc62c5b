package transform

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
)

// codeSums: 合计 is the sum of the classes, and every code that has parts is
// their sum. A code that comes again starts another block (another unit).
func (l *ledger) codeSums(key string, g []*gongkai.Fact) {
	var block []*gongkai.Fact
	seen := map[string]bool{}
	var total *gongkai.Fact // of all units
	var units []*gongkai.Fact
	paired := pairedClasses(g)
	l.itemSums(key, g)
	flush := func() {
		l.codeBlock(key, block, paired)
		block, seen = nil, map[string]bool{}
	}
	for _, f := range g {
		// an economic code comes once for every 政府经济 code that it pairs with;
		// only a class that comes again starts another unit's block
		again := f.Code != "" && seen[f.Code] && (f.RowKind == gongkai.RowClass || f.GovCode == "")
		switch {
		case isUnitRow(f):
			units = append(units, f)
			flush()
		case f.RowKind == gongkai.RowGroup && f.CodeScheme == "unit" || again:
			flush()
		case f.RowKind == gongkai.RowTotal && total == nil:
			total = f
		}
		block = append(block, f)
		if f.Code != "" {
			seen[f.Code] = true
		}
	}
	flush()
	if total != nil && len(units) > 0 && total.State == gongkai.CellNumber {
		l.equal("hierarchy", fmt.Sprintf("%s/%d/%d/units", key, total.TableIndex, total.Col),
			strings.Join(total.Column, "·")+"：合计等于各单位之和", "the total is the sum of the units", plus(total), plus(topUnits(total, units)...))
	}
}

// itemSums: where only items are printed, without classes and sections, 合计 is
// their sum.
func (l *ledger) itemSums(key string, g []*gongkai.Fact) {
	var total *gongkai.Fact
	var items []*gongkai.Fact
	codes := map[string]bool{}
	for _, f := range g {
		switch {
		case f.RowKind == gongkai.RowTotal && total == nil:
			total = f
		case f.RowKind != gongkai.RowItem || f.RowUnit != "" || len(items) > 0 && f.CodeScheme != items[0].CodeScheme:
			return
		default:
			items = append(items, f)
			codes[f.Code] = true
		}
	}
	for c := range codes {
		for p := parentOfCode(c); p != ""; p = parentOfCode(p) {
			if codes[p] {
				return // 30215 beside 3021503
			}
		}
	}
	if total != nil && total.State == gongkai.CellNumber && len(items) > 1 && anyNumber(items) {
		l.equal("hierarchy", fmt.Sprintf("%s/%d/%d/items", key, total.TableIndex, total.Col),
			strings.Join(total.Column, "·")+"：合计等于各项之和", "the total is the sum of the items", plus(total), plus(items...))
	}
}

// topUnits leaves out units that stand below their department's row, where the
// rows of all add up to more than the total.
func topUnits(total *gongkai.Fact, units []*gongkai.Fact) []*gongkai.Fact {
	amounts := make([]decimal.Decimal, len(units))
	for i, f := range units {
		amounts[i] = yuanOf(f)
	}
	if all := decimal.Sum(decimal.Zero, amounts...); all.LessThanOrEqual(yuanOf(total)) {
		return units
	}
	var top []*gongkai.Fact
	for i, depth := range treeBySums(amounts, 2) {
		if depth == 0 {
			top = append(top, units[i])
		}
	}
	return top
}

// pairedClasses are all classes of a table that prints a class once for every
// 政府经济 class that it pairs with; nil where classes come once.
func pairedClasses(g []*gongkai.Fact) []*gongkai.Fact {
	var classes []*gongkai.Fact
	seen, twice := map[string]bool{}, false
	for _, f := range g {
		if f.RowKind == gongkai.RowClass && f.GovCode != "" && f.RowUnit == "" {
			classes = append(classes, f)
			twice = twice || seen[f.Code]
			seen[f.Code] = true
		}
	}
	if !twice {
		return nil
	}
	return classes
}

// isUnitRow says whether a fact is of all of one unit in a table of several.
func isUnitRow(f *gongkai.Fact) bool {
	return f.RowKind == gongkai.RowGroup && f.RowUnit != "" && f.Label == f.RowUnit
}

// codeBlock evaluates one unit's codes; the total is that of the paired classes
// where there are some.
func (l *ledger) codeBlock(key string, block, paired []*gongkai.Fact) {
	var total *gongkai.Fact
	var classes []*gongkai.Fact
	parts := map[string][]*gongkai.Fact{}
	there := map[string]bool{}
	for _, f := range block {
		there[f.Code] = true
	}
	for _, f := range block {
		switch {
		case f.RowKind == gongkai.RowTotal && total == nil && (isTotal(f.Label) || f.Label == block[0].Label), isUnitRow(f):
			total = f
		case f.RowKind == gongkai.RowClass:
			classes = append(classes, f)
		}
		// a code adds to the nearest one above it that is printed
		p := parentOfCode(f.Code)
		for p != "" && !there[p] {
			p = parentOfCode(p)
		}
		if p != "" && f.CodeScheme != "unit" {
			parts[p] = append(parts[p], f)
		}
	}
	if len(paired) > 0 && total != nil {
		classes = paired
	}
	column := strings.Join(block0(block).Column, "·")
	if key == "F06" && total != nil && total.Label != "合计" {
		total = nil // 人员经费合计 and 公用经费合计 stand at the foot; see composition
	}
	if total != nil && len(classes) > 0 {
		l.equal("hierarchy", fmt.Sprintf("%s/%d/%d/total", key, total.TableIndex, total.Col),
			column+"：合计等于各类之和", "the total is the sum of the classes", plus(total), plus(classes...))
	}
	done := map[string]bool{}
	for _, f := range block {
		if kids := parts[f.Code]; f.Code != "" && len(kids) > 0 && !done[f.Code] {
			done[f.Code] = true
			l.equal("hierarchy", fmt.Sprintf("%s/%d/%d/%s", key, f.TableIndex, f.Col, f.Code),
				fmt.Sprintf("%s：%s %s 等于其下级之和", column, f.Code, f.Label), fmt.Sprintf("%s is the sum of its parts", f.Code), plus(f), plus(kids...))
		}
	}
}

func block0(block []*gongkai.Fact) *gongkai.Fact {
	if len(block) == 0 {
		return &gongkai.Fact{}
	}
	return block[0]
}
