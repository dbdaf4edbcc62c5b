package transform

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gongkai"
)

// threePublicSums: the whole is travel, vehicles and reception; vehicles are
// purchase and operation; 合计 is the whole with meetings and training; a change
// is this year less the year before; and 合计 over purses is their sum. The
// identity is free of scale, so columns of years or ordinals would satisfy it:
// those are headers by then (see headerRows).
func (l *ledger) threePublicSums(key string, facts []*gongkai.Fact) {
	type place struct {
		table, at    int // row, or column where each row is a part
		figure, fund string
	}
	rows := partRows(facts)
	groups := map[place]map[string]*gongkai.Fact{}
	var order []place
	for _, f := range facts {
		measure, figure := splitFigure(f.Measure)
		if !isPart(measure) && measure != "total" || figure == figurePercent {
			continue
		}
		p := place{f.TableIndex, f.Row, figure, f.Fund}
		if rows[f.TableIndex] {
			p.at, p.fund = f.Col, ""
		}
		if groups[p] == nil {
			groups[p] = map[string]*gongkai.Fact{}
			order = append(order, p)
		}
		if groups[p][measure] == nil {
			groups[p][measure] = f
		}
	}
	for _, p := range order {
		m := groups[p]
		id := fmt.Sprintf("%s/%d/%d%s", key, p.table, p.at, p.figure)
		if p.fund != "" {
			id += "/" + p.fund
		}
		whole, vehicles := m["three_public.total"], m["three_public.vehicles"]
		use := func(name, zh, en string, total *gongkai.Fact, parts ...*gongkai.Fact) {
			if total == nil || !anyNumber(append([]*gongkai.Fact{total}, parts...)) || len(plus(parts...)) < 2 {
				return
			}
			l.equal("three_public", id+"/"+name, zh, en, plus(total), plus(parts...))
		}
		if m["three_public.reception"] != nil && (vehicles != nil || m["three_public.vehicle_operation"] != nil) {
			parts := []*gongkai.Fact{m["three_public.abroad"], vehicles, m["three_public.reception"]}
			if vehicles == nil {
				parts = append(parts, m["three_public.vehicle_purchase"], m["three_public.vehicle_operation"])
			}
			use("whole", "“三公”经费等于因公出国（境）费、公务用车费与公务接待费之和", "the three public expenses are travel abroad, vehicles and reception", whole, parts...)
		}
		use("vehicles", "公务用车费等于购置费与运行维护费之和", "vehicles are purchase and operation", vehicles, m["three_public.vehicle_purchase"], m["three_public.vehicle_operation"])
		use("all", "合计等于“三公”经费、会议费与培训费之和", "the total is the three public expenses with meetings and training", m["total"], whole, m["meeting"], m["training"])
		if p.figure != figureChange || rows[p.table] {
			continue
		}
		for _, measure := range slices.Sorted(maps.Keys(m)) {
			change := m[measure]
			now, prior := l.figures(facts, change, measure, figureOwn), l.figures(facts, change, measure, figurePrior)
			if now != nil && prior != nil && anyNumber([]*gongkai.Fact{change, now, prior}) {
				l.equal("three_public", id+"/"+measure, change.Label+"增减额等于本年减上年", "the change is this year less the year before",
					plus(change), []term{{fact: now}, {fact: prior, minus: true}})
			}
		}
	}
}

// figures finds the figure of the same thing as a change: in its row, or in
// the rows just above it that bear the same name.
func (l *ledger) figures(facts []*gongkai.Fact, change *gongkai.Fact, measure, figure string) *gongkai.Fact {
	var found *gongkai.Fact
	for _, f := range facts {
		if f.TableIndex != change.TableIndex || f.Measure != measure+figure || f.Fund != change.Fund || f.Label != change.Label {
			continue
		}
		if f.Row == change.Row || f.Row < change.Row && f.Row >= change.Row-2 && f.Col == change.Col {
			found = f
		}
	}
	return found
}

// partRows says of each table whether its rows, not its columns, are the parts.
func partRows(facts []*gongkai.Fact) map[int]bool {
	type at struct{ table, row int }
	first := map[at]string{}
	rows := map[int]bool{}
	for _, f := range facts {
		measure, _ := splitFigure(f.Measure)
		if !strings.HasPrefix(measure, "three_public.") {
			continue
		}
		k := at{f.TableIndex, f.Row}
		if _, ok := rows[f.TableIndex]; !ok {
			rows[f.TableIndex] = true
		}
		if first[k] == "" {
			first[k] = measure
		} else if first[k] != measure {
			rows[f.TableIndex] = false
		}
	}
	return rows
}

// splitFigure parts a measure from the figure behind it.
func splitFigure(measure string) (plain, figure string) {
	for _, f := range []string{figureBudget, figurePrior, figurePercent, figureChange} {
		if p, ok := strings.CutSuffix(measure, f); ok {
			return p, f
		}
	}
	return measure, figureOwn
}
