package transform

import (
	"slices"

	"gongkai/internal/hanzi"
)

// Indentation is told apart from noise by these, in points: glyphs of one
// indent stand within indentSlack of each other, levels further apart, and a
// column that knows more than indentLevels is not indented but centred.
const (
	indentSlack  = 3.0
	indentLevels = 5
)

// depths gives each label its level of indentation, from 0, or nil where the
// column is not indented. Labels are left out of the levels by -1: totals are
// often centred, blanks say nothing.
func depths(labels []string, indents []float64) []int {
	var sorted []float64
	for i, l := range labels {
		if k := hanzi.Squeeze(l); k != "" && !isTotal(k) {
			sorted = append(sorted, indents[i])
		}
	}
	slices.Sort(sorted)
	var levels []float64 // where each begins
	for i, x := range sorted {
		if i == 0 || x-sorted[i-1] > indentSlack {
			levels = append(levels, x)
		}
	}
	if len(levels) < 2 || len(levels) > indentLevels || len(sorted) < 3 {
		return nil
	}
	out := make([]int, len(labels))
	last := -1
	for i, l := range labels {
		out[i] = -1
		if k := hanzi.Squeeze(l); k == "" || isTotal(k) {
			continue
		}
		n := 0
		for n+1 < len(levels) && indents[i] >= levels[n+1]-indentSlack/2 {
			n++
		}
		if n > last+1 {
			return nil // a line deeper by two than the one above: not levels
		}
		out[i], last = n, n
	}
	return out
}

// contradicts says whether numbers of one style stand at several depths: then
// the numbers tell the levels and the indentation does not.
func contradicts(labels []string, depth []int) bool {
	at := map[int]int{}
	for i, l := range labels {
		style := markStyle(hanzi.Squeeze(l))
		if depth == nil || style == 0 || depth[i] < 0 {
			continue
		}
		if d, ok := at[style]; ok && d != depth[i] {
			return true
		}
		at[style] = depth[i]
	}
	return false
}
