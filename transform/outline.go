package transform

import (
	"strings"

	"gongkai/internal/regexp"
)

// markStyle is the form of an outline's number; 0 is "none".
func markStyle(label string) int {
	for i, re := range markStyles {
		if re.MatchString(label) {
			return i + 1
		}
	}
	return 0
}

var markStyles = []*regexp.Regexp{
	regexp.MustCompile(`^[一二三四五六七八九十]+、`),
	regexp.MustCompile(`^\([一二三四五六七八九十]+\)`),
	regexp.MustCompile(`^\d{1,2}[、.．]`),
	regexp.MustCompile(`^\(\d{1,2}\)`),
}

var (
	sumLine   = regexp.MustCompile(`(合计|总计|^小计|收入小计|支出小计)$`)
	carryLine = regexp.MustCompile(`结转|结余|弥补|余额|未安排|年初|年末`)
	ofWhich   = regexp.MustCompile(`^其中`)
)

// outlineLine is a line of an outline with its place in it.
type outlineLine struct {
	label   string
	level   int // 0 for totals and the lines between them
	parent  int // index of the line above in the hierarchy, or -1
	ofWhich bool
	total   bool
}

// readOutline places labels, in order, in the hierarchy that their indentation
// shows where there is any (depth, from depths, else nil), or their numbers do.
// Styles of numbers nest in the order in which they first come, so 一、 > 1、 >
// (1) in one place and 一、 > （一） > 1、 in another are both read. A line without
// a number belongs to the numbered one above it, unless it is a total or a
// carry-over line, which stand at the top; below the year's total it belongs to
// the carry-over line above it. 其中 lines are parts that never add.
func readOutline(labels []string, depth []int) []outlineLine {
	lines := make([]outlineLine, len(labels))
	var styles []int // the open styles, outermost first
	var open []int   // the open line of each level
	numbered, summed, carry := false, false, -1
	for i, label := range labels {
		l := outlineLine{label: label, parent: -1}
		style := markStyle(label)
		switch {
		case label == "":
		case sumLine.MatchString(label) && style == 0:
			l.total = true
			styles, open, carry, summed = nil, nil, -1, true
		case depth != nil && depth[i] >= 0:
			l.ofWhich = ofWhich.MatchString(label)
			at := min(depth[i], len(open))
			if summed && style == 0 && !l.ofWhich && carryLine.MatchString(label) {
				at = 0
			}
			open = append(open[:at], i)
			l.level = len(open)
			if summed || at == 0 && style == 0 && carryLine.MatchString(label) {
				l.level = at // below the year's total, or carried over: at the top
			}
			if at > 0 {
				l.parent = open[at-1]
				l.level = lines[l.parent].level + 1
			}
		case ofWhich.MatchString(label):
			l.ofWhich = true
			l.level = len(open) + 1
			if len(open) > 0 {
				l.parent = open[len(open)-1]
			}
		case summed && carry >= 0 && !carryLine.MatchString(label):
			l.level, l.parent = 1, carry
		case summed && style == 0 && !carryLine.MatchString(label):
			styles, open = nil, nil
		case style > 0:
			numbered = true
			at := indexOf(styles, style)
			if at < 0 {
				styles = append(styles, style)
				at = len(styles) - 1
			}
			styles = styles[:at+1]
			open = append(open[:min(at, len(open))], i)
			l.level = len(open)
			if len(open) > 1 {
				l.parent = open[len(open)-2]
			}
		case carryLine.MatchString(label):
			styles, open, carry = nil, nil, i
		case len(open) > 0:
			l.level, l.parent = len(open)+1, open[len(open)-1]
		case !numbered:
			l.level = 1
		}
		lines[i] = l
	}
	return lines
}

func indexOf(list []int, v int) int {
	for i, x := range list {
		if x == v {
			return i
		}
	}
	return -1
}

// path of labels from the top of the outline to line i.
func outlinePath(lines []outlineLine, i int) []string {
	var path []string
	for n := i; n >= 0; n = lines[n].parent {
		path = append([]string{lines[n].label}, path...)
	}
	return path
}

// parentOfCode is the code of the level above: 2080108, 20801, 208, "".
func parentOfCode(code string) string {
	if len(code) <= 3 {
		return ""
	}
	return code[:len(code)-2]
}

// isUnder says whether code lies below parent in a classification.
func isUnder(code, parent string) bool {
	return len(code) > len(parent) && strings.HasPrefix(code, parent)
}
