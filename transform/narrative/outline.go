package narrative

import (
	"strings"

	"gongkai"
)

// The styles of list numbers, outermost first.
const (
	markNone    = iota
	markPart    // 第一部分, 第一章
	markHan     // 一、
	markHanPar  // （一）
	markNum     // 1、 1．
	markNumPar  // （1） 1）
	markCircled // ①
	markStyles
)

const hanDigits = "一二三四五六七八九十百〇零"

// listMark is the style of the number at the start of text and how many runes
// it takes.
func listMark(text []rune) (style, length int) {
	if len(text) > 0 && text[0] == '-' {
		// Bullets before numbers come from converted documents: - (1).
		if style, n := listMark(text[1:]); style != markNone {
			return style, n + 1
		}
		return markNone, 0
	}
	run := func(at int, set string) int {
		for at < len(text) && strings.ContainsRune(set, text[at]) {
			at++
		}
		return at
	}
	at := func(i int) rune {
		if i < len(text) {
			return text[i]
		}
		return 0
	}
	switch r := at(0); {
	case r == '第':
		if n := run(1, hanDigits+"0123456789"); n > 1 {
			if at(n) == '部' && at(n+1) == '分' {
				return markPart, n + 2
			}
			if strings.ContainsRune("章篇", at(n)) && at(n) != 0 {
				return markPart, n + 1
			}
		}
	case r == '(':
		if n := run(1, hanDigits); n > 1 && at(n) == ')' {
			return markHanPar, n + 1
		}
		if n := run(1, "0123456789"); n > 1 && n <= 3 && at(n) == ')' {
			return markNumPar, n + 1
		}
	case strings.ContainsRune(hanDigits, r) && r != 0:
		if n := run(0, hanDigits); strings.ContainsRune("、.", at(n)) && at(n) != 0 {
			return markHan, n + 1
		}
	case r >= '0' && r <= '9':
		n := run(0, "0123456789")
		if n > 2 {
			break
		}
		// 9.2026年预算表 is the ninth entry, 12.5万元 an amount.
		year := at(n+5) == '年' && isDigit(at(n+1)) && isDigit(at(n+4))
		if at(n) == '、' || at(n) == '.' && (year || !isDigit(at(n+1))) {
			return markNum, n + 1
		}
		if at(n) == ')' {
			return markNumPar, n + 1
		}
	case r >= '①' && r <= '⑳':
		return markCircled, 1
	}
	return markNone, 0
}

// maxHeading is the length of a heading in runes; the longest that were seen
// have about 50.
const maxHeading = 60

// isHeading says whether an element is a heading: extraction says so or it
// looks like one, and it states nothing.
func isHeading(e *gongkai.Element, p *passage, mark, after int) bool {
	n := len(p.norm)
	if n > maxHeading || n == after && mark != markPart {
		return false
	}
	last := p.norm[n-1]
	if strings.ContainsRune("。;,、", last) || strings.ContainsRune(string(p.norm), '。') {
		return false
	}
	if hasValue(p.norm) {
		return false
	}
	if e.Kind == gongkai.ElementHeading {
		return true
	}
	return mark != markNone && (last != ':' || n-after <= 20) && !strings.ContainsAny(string(p.norm[after:]), ",;")
}

func hasValue(text []rune) bool {
	for i := 0; i < len(text); i++ {
		if isDigit(text[i]) {
			if v, ok := scanValue(text, i); ok && v.role == roleValue {
				return true
			}
			i = skipNumber(text, i) - 1
		}
	}
	return false
}

// outline is the path of headings that are open.
type outline struct {
	entries [markStyles]string
	top     string // a heading without a number
}

// enter opens a heading and closes those below it.
func (o *outline) enter(mark int, title string) {
	title = strings.TrimSpace(title)
	if mark == markNone {
		*o = outline{top: title}
		return
	}
	if mark == markPart {
		o.top = ""
	}
	o.entries[mark] = title
	for i := mark + 1; i < markStyles; i++ {
		o.entries[i] = ""
	}
}

// titles are the headings from the top down.
func (o *outline) titles() []string {
	var out []string
	if o.top != "" {
		out = append(out, o.top)
	}
	for _, t := range o.entries {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}
