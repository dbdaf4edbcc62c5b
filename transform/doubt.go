package transform

import (
	"fmt"
	"slices"
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/number"
	"gongkai/registry"
)

// A failed identity says that the document is wrong or that it was read wrongly.
// Where the rest of a table adds up as it was read, its cells are in their
// places and the document is wrong. A table is in doubt where a figure that
// fails is no clean number, where nothing is drawn that says what belongs to
// which cell, or where much of the table fails.
const (
	doubtfulShare = 5 // one of so many identities of a table
	doubtfulLeast = 3
)

// noNumber begins the reason of a doubt that two readers cannot settle: they
// share what finds tables.
const noNumber = "a figure that is no number: "

// doubtsOf lists the tables that should be read again.
func doubtsOf(r *gongkai.Reading) []gongkai.Doubt {
	facts := map[string]*gongkai.Fact{}
	for i := range r.Facts {
		facts[r.Facts[i].ID] = &r.Facts[i]
	}
	held, failed := map[int]int{}, map[int][]string{}
	glued, pages := map[int]string{}, map[int]int{}
	for i := range r.Checks {
		c := &r.Checks[i]
		tables := map[int]*gongkai.Fact{}
		for _, id := range c.Operands {
			if f := facts[id]; f != nil && tables[f.TableIndex] == nil {
				tables[f.TableIndex] = f
			}
		}
		if len(tables) != 1 {
			continue // between tables it does not say which is doubtful
		}
		for t, first := range tables {
			if c.Verdict != gongkai.VerdictFails {
				held[t]++
				continue
			}
			if c.Root == "" {
				failed[t] = append(failed[t], c.ID)
			}
			if pages[t] == 0 {
				pages[t] = first.Page
			}
			for _, id := range c.Operands {
				if f := facts[id]; f != nil && isGlued(f) {
					glued[t], pages[t] = f.Raw, f.Page
				}
			}
		}
	}
	doubts := []gongkai.Doubt{}
	for t := range r.Tables {
		list := failed[t]
		if len(list) == 0 {
			continue
		}
		var reason string
		switch n := len(list); {
		case glued[t] != "":
			reason = noNumber + oneLine(glued[t])
		case r.Tables[t].Method == gongkai.MethodStream:
			reason = "no rules are drawn and a sum does not add up"
		case n >= doubtfulLeast && doubtfulShare*n > held[t]:
			reason = fmt.Sprintf("%d sums do not add up, %d do", n, held[t])
		default:
			continue
		}
		doubts = append(doubts, gongkai.Doubt{
			Table: t, Page: pages[t], Checks: list, Reason: reason, Choice: gongkai.ChoiceOpen, Reader: r.Reader, Differences: []gongkai.Difference{},
		})
	}
	return doubts
}

// isGlued says whether a cell that should hold an amount holds digits with
// something else: a number and its neighbour's label, or two numbers.
func isGlued(f *gongkai.Fact) bool {
	if f.State != gongkai.CellText {
		return false
	}
	s := hanzi.Squeeze(f.Raw)
	return strings.ContainsAny(s, "0123456789") && (strings.Contains(s, ".") || strings.Contains(s, ","))
}

// causes says of every failed check who is to blame: the reading, where its
// figures stand in a table that two readers place differently or that is in
// doubt because of a figure that is no number; else the document.
func causes(r *gongkai.Reading) {
	doubtful := map[int]bool{}
	for _, d := range r.Doubts {
		doubtful[d.Table] = d.Choice == gongkai.ChoiceFirst || d.Choice != gongkai.ChoiceSecond && strings.HasPrefix(d.Reason, noNumber)
	}
	table := map[string]int{}
	for i := range r.Facts {
		table[r.Facts[i].ID] = r.Facts[i].TableIndex
	}
	for i := range r.Checks {
		c := &r.Checks[i]
		c.Cause = gongkai.CauseNone
		if c.Verdict != gongkai.VerdictFails {
			continue
		}
		c.Cause = gongkai.CauseDocument
		for _, id := range c.Operands {
			if t, ok := table[id]; ok && doubtful[t] {
				c.Cause = gongkai.CauseReading
			}
		}
	}
}

// Reconsider takes the reading of a document that has doubts and what a second
// reader made of the document: each table in doubt is taken from the reader whose
// placement of its digits the identities support. No digit is ever altered:
// where the two do not print the same digits, the first stands.
func Reconsider(reading gongkai.Reading, first, second *gongkai.Document, opt Options) gongkai.Reading {
	if len(reading.Doubts) == 0 || second == nil || second.Status != gongkai.StatusOK {
		return reading
	}
	reg := opt.Registry
	if reg == nil {
		reg = registry.Default()
	}
	first, second = unstack(reg, first), unstack(reg, second) // doubts count the tables so
	chosen, doubts := reading, slices.Clone(reading.Doubts)
	for i := range doubts {
		d := &doubts[i]
		if d.Other = second.Reader; d.Table >= len(first.Tables) {
			continue
		}
		mine := &first.Tables[d.Table]
		other := counterpart(mine, second)
		switch {
		case other == nil:
			d.Choice = gongkai.ChoiceFirst
			continue
		case samePlaces(mine, other):
			d.Choice = gongkai.ChoiceAgreed
			continue
		}
		d.Choice, d.Differences = gongkai.ChoiceFirst, differences(mine, other)
		if !sameDigits(mine, other) {
			continue
		}
		tried := with(first, d.Table, other)
		if again := Read(tried, opt); len(again.Tables) == len(chosen.Tables) && supports(&again, &chosen, d.Table) {
			first, chosen = tried, again
			d.Choice, d.Reader, d.Other = gongkai.ChoiceSecond, second.Reader, reading.Reader
		}
	}
	chosen.Doubts = doubts
	causes(&chosen)
	return chosen
}

// with is a document with another table in the place of its i-th, under the
// caption of that where the other has none.
func with(doc *gongkai.Document, i int, other *gongkai.Table) *gongkai.Document {
	out := *doc
	out.Tables = slices.Clone(doc.Tables)
	caption := doc.Tables[i].Caption
	out.Tables[i] = *other
	if other.Caption.Title == "" {
		out.Tables[i].Caption = caption
	}
	return &out
}

// counterpart is the other reader's table that stands where t does: on the same
// page, with the most digits in common.
func counterpart(t *gongkai.Table, doc *gongkai.Document) *gongkai.Table {
	var best *gongkai.Table
	most := 0
	own := digitCount(t)
	for i := range doc.Tables {
		o := &doc.Tables[i]
		if len(o.Pages) == 0 || len(t.Pages) == 0 || o.Pages[0] != t.Pages[0] {
			continue
		}
		common := 0
		for d, n := range digitCount(o) {
			common += min(n, own[d])
		}
		if common > most {
			best, most = o, common
		}
	}
	return best
}

func digitCount(t *gongkai.Table) [10]int {
	var n [10]int
	for i := range t.Cells {
		for _, r := range hanzi.Fold(t.Cells[i].Text) {
			if r >= '0' && r <= '9' {
				n[r-'0']++
			}
		}
	}
	return n
}

func sameDigits(a, b *gongkai.Table) bool { return digitCount(a) == digitCount(b) }

// samePlaces says whether two readings place every figure alike; a character of
// a header that a clip hides from one of them is no figure.
func samePlaces(a, b *gongkai.Table) bool {
	return a.Rows == b.Rows && a.Columns == b.Columns && !slices.ContainsFunc(differences(a, b), func(d gongkai.Difference) bool {
		return strings.ContainsAny(hanzi.Fold(d.Text+d.Other), "0123456789")
	})
}

// maxDifferences are enough to see what is in dispute.
const maxDifferences = 100

// differences lists the cells of a whose text b has otherwise in their place.
func differences(a, b *gongkai.Table) []gongkai.Difference {
	ga, gb := a.Grid(), b.Grid()
	list := []gongkai.Difference{}
	for r := range max(len(ga), len(gb)) {
		for c := range max(a.Columns, b.Columns) {
			x, y := textAt(ga, r, c), textAt(gb, r, c)
			if hanzi.Squeeze(x) != hanzi.Squeeze(y) && len(list) < maxDifferences {
				list = append(list, gongkai.Difference{Row: r, Col: c, Text: x, Other: y})
			}
		}
	}
	return list
}

func textAt(grid [][]string, r, c int) string {
	if r >= len(grid) || c >= len(grid[r]) {
		return ""
	}
	return grid[r][c]
}

// supports says whether more identities of a table hold in a than in b, and
// none of its amounts was lost.
func supports(a, b *gongkai.Reading, table int) bool {
	heldA, failedA := tally(a, table)
	heldB, failedB := tally(b, table)
	return failedA < failedB && heldA >= heldB && amounts(a, table) >= amounts(b, table)
}

func tally(r *gongkai.Reading, table int) (held, failed int) {
	in := map[string]bool{}
	for i := range r.Facts {
		if r.Facts[i].TableIndex == table {
			in[r.Facts[i].ID] = true
		}
	}
	for i := range r.Checks {
		c := &r.Checks[i]
		if !slices.ContainsFunc(c.Operands, func(id string) bool { return in[id] }) {
			continue
		}
		if c.Verdict == gongkai.VerdictFails {
			failed++
		} else {
			held++
		}
	}
	return held, failed
}

func amounts(r *gongkai.Reading, table int) int {
	n := 0
	for i := range r.Facts {
		if r.Facts[i].TableIndex == table {
			_, state := number.Parse(r.Facts[i].Raw)
			n += btoi(state == gongkai.CellNumber)
		}
	}
	return n
}
