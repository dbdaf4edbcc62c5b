package transform

import (
	"strings"

	"gongkai"
	"gongkai/registry"
)

// panel is a block of columns that belong together: codes and labels, then
// the amounts they name.
type panel struct {
	name    string
	codes   []column
	labels  []column
	amounts []column
}

// nameOnlyAmounts names the one column of amounts of a panel whose header says
// only 收入 or 支出: it prints the document's own figure.
func nameOnlyAmounts(h *header, stage gongkai.Stage) {
	for i := range h.panels {
		if a := h.panels[i].amounts; len(a) == 1 && a[0].measure == "" && a[0].unit == "" {
			a[0].measure = "budget"
			if stage == gongkai.StageFinal {
				a[0].measure = "final"
			}
		}
	}
}

// splitPanels groups columns: codes and labels open a panel, amounts fill it,
// and the next code or label after amounts opens another, if amounts follow it.
// A block without a label names no rows: its columns are of the panel before.
func splitPanels(columns []column) []panel {
	var panels []panel
	var p panel
	flush := func() {
		n := len(panels)
		switch {
		case len(p.amounts) == 0:
		case n > 0 && len(p.labels) == 0 && len(panels[n-1].labels) > 0:
			panels[n-1].codes = append(panels[n-1].codes, p.codes...)
			panels[n-1].amounts = append(panels[n-1].amounts, p.amounts...)
		default:
			panels = append(panels, p)
		}
		p = panel{}
	}
	for i, c := range columns {
		switch c.role {
		case roleCode, roleLabel:
			if len(p.amounts) > 0 {
				if !amountsFollow(columns[i:]) {
					continue
				}
				flush()
			}
			if c.role == roleCode {
				p.codes = append(p.codes, c)
			} else {
				p.labels = append(p.labels, c)
			}
		case roleAmount:
			p.amounts = append(p.amounts, c)
		}
	}
	flush()
	return panels
}

func amountsFollow(columns []column) bool {
	for _, c := range columns {
		if c.role == roleAmount {
			return true
		}
	}
	return false
}

// namePanels tells the sides of a table of several panels by their headers.
func namePanels(g *grid, h header) {
	if len(h.panels) < 2 {
		return
	}
	for i := range h.panels {
		p := &h.panels[i]
		var heads []string
		for _, c := range append(append([]column{}, p.codes...), p.labels...) {
			heads = append(heads, c.path...)
		}
		all := strings.Join(heads, "/")
		switch side := panelOfScheme[namedScheme(all)]; {
		case side != "":
			p.name = side
		case strings.Contains(all, "支出"):
			p.name = expenditurePanel(g, h.rows, p)
		case strings.Contains(all, "收入") || i == 0:
			p.name = "revenue"
		default:
			p.name = expenditurePanel(g, h.rows, p)
		}
	}
}

// expenditurePanel tells a panel headed only 支出 by what its lines are.
func expenditurePanel(g *grid, rows int, p *panel) string {
	classes, bases := 0, 0
	for r := rows; r < g.rows && len(p.labels) > 0; r++ {
		t := g.text(r, p.labels[0].index)
		classes += btoi(registry.Default().CodeOf("func", stripMark(t)) != "")
		bases += btoi(strings.Contains(t, "基本支出") || strings.Contains(t, "项目支出"))
	}
	switch {
	case classes >= 3 || classes > bases:
		return byFunction
	case bases > 0:
		return "expenditure_by_basis"
	}
	return "expenditure"
}
