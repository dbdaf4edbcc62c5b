package transform

import (
	"fmt"
	"strings"

	"gongkai"
)

// addends are the measures whose columns add up to a 合计 beside them.
var addends = map[string]bool{
	"personnel": true, "public": true, "project": true, "basic": true, "gpb": true, "gov_fund": true, "state_capital": true,
	"special_account": true, "undertaking_revenue": true, "operating_revenue": true, "superior_grant": true,
	"subordinate_remit": true, "other_revenue": true, "account_balance": true, "carry_in": true, "remit_superior": true,
	"operating_expenditure": true, "grant_subordinate": true, "fiscal": true, "unit_funds": true,
	"use_of_balance": true, "reserve": true, "carry_out": true,
}

// isAddend says whether a column of the measure is a part of a 合计 beside it:
// what is carried in adds by purse, and figures of another year among themselves.
func isAddend(measure string) bool {
	for _, carried := range [...]string{"carry_in.", "carry_out."} {
		measure = strings.TrimPrefix(measure, carried)
	}
	for _, figure := range [...]string{figureBudget, figurePrior, figureChange} {
		measure = strings.TrimSuffix(measure, figure)
	}
	return addends[measure]
}

// rowSums: in every row, 合计 is the sum of the columns beside it; of a group of
// columns its 小计 counts, 其中 never.
func (l *ledger) rowSums(key string, facts []*gongkai.Fact) {
	type at struct{ table, row int }
	rows := map[at][]*gongkai.Fact{}
	var order []at
	for _, f := range facts {
		k := at{f.TableIndex, f.Row}
		if rows[k] == nil {
			order = append(order, k)
		}
		rows[k] = append(rows[k], f)
	}
	for _, k := range order {
		byPanel := map[string][]*gongkai.Fact{}
		for _, f := range rows[k] {
			byPanel[f.Panel] = append(byPanel[f.Panel], f)
		}
		for panel, row := range byPanel {
			l.rowSum(key, panel, row, 0)
		}
	}
}

// rowSum evaluates the columns of one row whose paths agree down to depth.
func (l *ledger) rowSum(key, panel string, row []*gongkai.Fact, depth int) {
	var total *gongkai.Fact
	var parts []*gongkai.Fact
	complete := true
	for i := 0; i < len(row); {
		f := row[i]
		if depth >= len(f.Column) {
			return
		}
		head := f.Column[depth]
		end := i + 1
		for end < len(row) && depth < len(row[end].Column) && row[end].Column[depth] == head {
			end++
		}
		group := row[i:end]
		i = end
		if strings.HasPrefix(head, "其中") {
			continue
		}
		if len(group) > 1 || len(f.Column) > depth+1 {
			l.rowSum(key, panel, group, depth+1)
			sub := subtotal(group, depth+1)
			if sub == nil {
				complete = false
				continue
			}
			if isAddend(sub.Measure) {
				parts = append(parts, sub)
			}
			continue
		}
		switch {
		case isTotal(head) && total == nil:
			total = f
		case isAddend(f.Measure):
			parts = append(parts, f)
		case f.Measure != "" || f.State == gongkai.CellNumber && !yuanOf(f).IsZero():
			complete = false // a column that nobody knows may be one more part
		}
	}
	if total == nil || len(parts) < 2 || !complete {
		return
	}
	id := fmt.Sprintf("%s/%d/%d", key, total.TableIndex, total.Row)
	if depth > 0 {
		id += fmt.Sprintf("/%d", total.Col)
	}
	name := strings.TrimSpace(total.Code + " " + oneLine(total.Label))
	l.equal("row_sum", id, name+"：合计等于各分项之和", name+": the total is the sum of the columns", plus(total), plus(parts...))
}

// subtotal is the 小计 or 合计 of a group of columns.
func subtotal(group []*gongkai.Fact, depth int) *gongkai.Fact {
	for _, f := range group {
		if depth < len(f.Column) && isTotal(f.Column[depth]) {
			return f
		}
	}
	return nil
}
