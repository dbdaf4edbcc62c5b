package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
	"gongkai/registry"
)

// A figure (数) is which of several numbers of one thing a column or row
// prints: of the budget, of the accounts, of the year before, or the change. The
// document's own figure (the year's budget in a budget, the accounts in final
// accounts) has the plain measure; every other one carries its figure behind
// the measure: three_public.total.budget, three_public.total.prior.
const (
	figureOwn     = ""
	figureBudget  = ".budget"
	figurePrior   = ".prior"
	figureChange  = ".change"
	figurePercent = ".change_percent"
)

var (
	figureYear   = regexp.MustCompile(`(?:^|\D)(20[0-3]\d)年?度?`)
	priorHead    = regexp.MustCompile(`^(20\d\d年?)?(上年|去年|上一?年度|上年度)`)
	carriedHead  = regexp.MustCompile(`结转|结余|实户`) // 上年结转 is this year's money
	changeHead   = regexp.MustCompile(`增减|增长|比上年|较上年|与上年|增\(?\+`)
	percentHead  = regexp.MustCompile(`[%％]|率|比例|百分比|幅度`)
	budgetHead   = regexp.MustCompile(`预算`)
	accountsHead = regexp.MustCompile(`决算|执行数|支出数|预\(决\)算`)
)

// figureOf tells the figure from headers or a row's label; newest is the latest
// year that any of the table's heads names, 0 where none or one does.
func figureOf(stage gongkai.Stage, heads []string, newest int) string {
	figure, budget, accounts := figureOwn, false, false
	for _, h := range heads {
		h = hanzi.Squeeze(h)
		switch {
		case changeHead.MatchString(h):
			if percentHead.MatchString(h) {
				return figurePercent
			}
			figure = figureChange
			continue
		case figure == figureChange && percentHead.MatchString(h):
			return figurePercent
		case priorHead.MatchString(h) && !carriedHead.MatchString(h):
			figure = figurePrior
		case newest > 0:
			if m := figureYear.FindStringSubmatch(h); m != nil && atoi(m[1]) < newest && figure == figureOwn {
				figure = figurePrior
			}
		}
		accounts = accounts || accountsHead.MatchString(h)
		budget = budget || budgetHead.MatchString(h) && !accountsHead.MatchString(h) && isFigureHead(h)
	}
	if figure == figureOwn && stage == gongkai.StageFinal && budget && !accounts {
		return figureBudget
	}
	return figure
}

// isFigureHead says whether a head that mentions a budget names a figure, as
// 年初预算数 does, and not a purse, as 一般公共预算财政拨款 does.
func isFigureHead(h string) bool {
	return strings.HasSuffix(h, "预算数") || strings.HasSuffix(h, "预算") && !strings.Contains(h, "公共预算") &&
		!strings.Contains(h, "基金预算") && !strings.Contains(h, "资本经营预算")
}

// newestYear of the years that texts name, 0 unless they name more than one.
func newestYear(texts []string) int {
	newest, oldest := 0, 0
	for _, t := range texts {
		for _, m := range figureYear.FindAllStringSubmatch(hanzi.Squeeze(t), -1) {
			y := atoi(m[1])
			newest = max(newest, y)
			if oldest == 0 || y < oldest {
				oldest = y
			}
		}
	}
	if newest == oldest {
		return 0
	}
	return newest
}

// nameFigures says of every amount whether it is the document's own figure or
// another one: 2025年执行数 / 基本支出 in a budget of 2026 is basic.prior.
func nameFigures(g *grid, h *header, stage gongkai.Stage, year int) {
	var heads []string
	for i := range h.columns {
		heads = append(heads, h.columns[i].path...)
	}
	newest := newestYear(heads)
	if y := yearIn(hanzi.Squeeze(g.t.Caption.Title)); y != 0 {
		year = y
	}
	if newest == 0 {
		newest = year
	}
	for i := range h.columns {
		col := &h.columns[i]
		if col.role != roleAmount {
			continue
		}
		figure := figureOf(stage, col.path, newest)
		switch {
		case figure == figureOwn && col.measure == "executed" && stage == gongkai.StageFinal:
			col.measure = "final"
		case figure == figureOwn:
		case col.measure == "" || registry.IsFigure(col.measure):
			col.measure = strings.TrimPrefix(figure, ".")
		default:
			col.measure += figure
		}
	}
}
