package regexp

import (
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

const (
	// mostNeeded is up to how many literals are worth looking for: each costs a
	// tenth of a match.
	mostNeeded = 12
	// mostClass is up to how many characters of a class count as literals.
	mostClass = 4
	// mostFirst is up to how many ranges a first character is compared with.
	mostFirst = 24
)

// glance finds what every match of a pattern has.
func glance(pattern string) (needed []string, first []rune) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, nil
	}
	re = re.Simplify()
	needed = literals(re)
	if anchored(re) {
		if ranges, empty, ok := begins(re); ok && !empty && len(ranges) <= 2*mostFirst {
			first = ranges
		}
	}
	return needed, first
}

// literals are strings of which every match contains one; nil where that is not
// known or they are too many.
func literals(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		// U+FFFD stands for bytes that are no UTF-8, too
		if re.Flags&syntax.FoldCase != 0 || slices.Contains(re.Rune, utf8.RuneError) {
			return nil
		}
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		var all []string
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if int(re.Rune[i+1]-re.Rune[i]) >= mostClass-len(all) || re.Rune[i] <= utf8.RuneError && re.Rune[i+1] >= utf8.RuneError {
				return nil
			}
			for c := re.Rune[i]; c <= re.Rune[i+1]; c++ {
				all = append(all, string(c))
			}
		}
		return all
	case syntax.OpCapture, syntax.OpPlus:
		return literals(re.Sub[0])
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if l := literals(sub); l != nil && (best == nil || worth(l) > worth(best)) {
				best = l
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			l := literals(sub)
			if l == nil || len(all)+len(l) > mostNeeded {
				return nil
			}
			for _, s := range l {
				if !slices.Contains(all, s) {
					all = append(all, s)
				}
			}
		}
		return all
	}
	return nil
}

// worth grows with the length of the shortest literal and falls with their
// number.
func worth(l []string) float64 {
	shortest := len(l[0])
	for _, s := range l[1:] {
		shortest = min(shortest, len(s))
	}
	return float64(shortest) / float64(len(l))
}

// anchored says whether matches begin where the text begins.
func anchored(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginText:
		return true
	case syntax.OpCapture:
		return anchored(re.Sub[0])
	case syntax.OpConcat:
		return len(re.Sub) > 0 && anchored(re.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			if !anchored(sub) {
				return false
			}
		}
		return len(re.Sub) > 0
	}
	return false
}

// begins gives the ranges of the first character of a match, and whether it may
// be empty; ok is false where it may be anything.
func begins(re *syntax.Regexp) (ranges []rune, empty, ok bool) {
	switch re.Op {
	case syntax.OpBeginText, syntax.OpEndText, syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return nil, true, true
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil, false, false
		}
		return []rune{re.Rune[0], re.Rune[0]}, false, true
	case syntax.OpCharClass:
		return re.Rune, false, true
	case syntax.OpCapture, syntax.OpPlus:
		return begins(re.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		ranges, _, ok = begins(re.Sub[0])
		return ranges, true, ok
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			r, empty, ok := begins(sub)
			if !ok {
				return nil, false, false
			}
			ranges = append(ranges[:len(ranges):len(ranges)], r...)
			if !empty {
				return ranges, false, true
			}
		}
		return ranges, true, true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			r, e, ok := begins(sub)
			if !ok {
				return nil, false, false
			}
			ranges, empty = append(ranges[:len(ranges):len(ranges)], r...), empty || e
		}
		return ranges, empty, true
	}
	return nil, false, false
}
