package icdar

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Relation is two neighbouring cells with content.
type Relation struct {
	From, To string // normalised
	Below    bool   // else To is to the right of From
}

// Relations are the adjacency relations of a table with their number.
func Relations(t Table) map[Relation]int {
	rows, cols := map[int][]int{}, map[int][]int{}
	text := make([]string, len(t))
	for i, c := range t {
		if text[i] = normalise(c.Text); text[i] == "" {
			continue
		}
		for r := c.Row; r <= c.EndRow; r++ {
			rows[r] = append(rows[r], i)
		}
		for k := c.Col; k <= c.EndCol; k++ {
			cols[k] = append(cols[k], i)
		}
	}
	out := map[Relation]int{}
	seen := map[[3]int]bool{}
	add := func(lines map[int][]int, below int, less func(a, b Cell) int) {
		for _, line := range lines {
			slices.SortStableFunc(line, func(a, b int) int { return less(t[a], t[b]) })
			for k := 1; k < len(line); k++ {
				if pair := [3]int{line[k-1], line[k], below}; !seen[pair] {
					seen[pair] = true
					out[Relation{text[line[k-1]], text[line[k]], below == 1}]++
				}
			}
		}
	}
	add(rows, 0, func(a, b Cell) int { return cmp.Compare(a.Col, b.Col) })
	add(cols, 1, func(a, b Cell) int { return cmp.Compare(a.Row, b.Row) })
	return out
}

// normalise as the competition did: without white space, in capitals, what is
// neither letter nor digit as an underscore.
func normalise(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u00ad':
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToUpper(r)
		}
		return '_'
	}, s)
}

// Score counts relations; scores add up.
type Score struct{ Common, Truth, Found int }

// Add sums two scores.
func (s Score) Add(o Score) Score {
	return Score{s.Common + o.Common, s.Truth + o.Truth, s.Found + o.Found}
}

// Precision is the share of what was found that is true; 0 where nothing was
// found.
func (s Score) Precision() float64 { return share(s.Common, s.Found) }

// Recall is the share of the truth that was found.
func (s Score) Recall() float64 { return share(s.Common, s.Truth) }

// F1 is the harmonic mean of precision and recall.
func (s Score) F1() float64 { return share(2*s.Common, s.Truth+s.Found) }

func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Compare scores the tables found in a document against one truth. A table
// found is compared with the table of the truth that it shares most with, one
// to one; relations of all others count as false or as missed.
func Compare(truth, found []Table) Score {
	var s Score
	type pair struct{ t, f, common int }
	var pairs []pair
	theirs := make([]map[Relation]int, len(found))
	for k, f := range found {
		theirs[k] = Relations(f)
		s.Found += total(theirs[k])
	}
	for i, t := range truth {
		mine := Relations(t)
		s.Truth += total(mine)
		for k := range found {
			if n := common(mine, theirs[k]); n > 0 {
				pairs = append(pairs, pair{i, k, n})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.common, a.common) })
	usedT, usedF := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		if !usedT[p.t] && !usedF[p.f] {
			usedT[p.t], usedF[p.f] = true, true
			s.Common += p.common
		}
	}
	return s
}

// Best is the score against the truth that the tables are nearest to.
func Best(truths [][]Table, found []Table) Score {
	var best Score
	for i, t := range truths {
		if s := Compare(t, found); i == 0 || s.F1() > best.F1() {
			best = s
		}
	}
	return best
}

func total(m map[Relation]int) int {
	n := 0
	for _, k := range m {
		n += k
	}
	return n
}

func common(a, b map[Relation]int) int {
	n := 0
	for r, k := range a {
		n += min(k, b[r])
	}
	return n
}
