package narrative

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
)

// Read gives every quantitative statement of a document's text in reading
// order; the slice is never nil. What is malformed gives nothing.
func Read(doc *gongkai.Document) []gongkai.Statement {
	final, year := isFinal(doc), yearOf(doc)
	out := []gongkai.Statement{}
	var levels []*level
	var before carry
	for _, p := range passages(doc) {
		if scopeOf(p.path) == scopeNone {
			before = carry{}
			continue
		}
		r := newReader(p, final, before)
		r.year = year
		r.read()
		levels = append(levels, r.levels...)
		before = r.leave()
	}
	attribute(levels)
	for _, l := range levels {
		if s, ok := l.statement(); ok && scopeOf(l.p.path).allows(&s) {
			out = append(out, s)
		}
	}
	for i := range out {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s/narrative/%d", doc.Digest.Hex(), i))
		out[i].ID = hex.EncodeToString(sum[:8])
	}
	return out
}

// isFinal says whether the document holds final accounts (决算): by its first
// lines, else by which word its text has more often.
func isFinal(doc *gongkai.Document) bool {
	budget, final, seen := 0, 0, 0
	for i := range doc.Body {
		text := hanzi.Squeeze(doc.Body[i].Text())
		if text == "" {
			continue
		}
		if seen++; seen <= 4 && len([]rune(text)) < 60 {
			// 一般公共预算财政拨款“三公”经费支出决算: the last word says what it is of.
			if b, f := strings.LastIndex(text, "预算"), strings.LastIndex(text, "决算"); b != f && (b < 0 || f < 0 || f > b) {
				return f > b
			}
		}
		budget += strings.Count(text, "预算")
		final += strings.Count(text, "决算")
	}
	return final >= 10 && final*2 > budget
}

// yearOf is the year that a document speaks of: the one that its headings and
// first lines name most often, 0 where they name none.
func yearOf(doc *gongkai.Document) int {
	counts, lines := map[int]int{}, 0
	for i := range doc.Body {
		e := &doc.Body[i]
		if e.Kind == gongkai.ElementTable || len(e.Lines) == 0 {
			continue
		}
		if lines++; lines > 6 && e.Kind != gongkai.ElementHeading {
			continue
		}
		text := []rune(hanzi.Squeeze(e.Lines[0].Text))
		if len(text) > maxHeading || strings.ContainsAny(string(text), "。;") {
			continue
		}
		for k := 4; k < len(text); k++ {
			if text[k] == '年' {
				if y := yearBefore(text, k); y != 0 {
					counts[y]++
				}
			}
		}
	}
	best := 0
	for y, n := range counts {
		if n > counts[best] || n == counts[best] && y > best {
			best = y
		}
	}
	return best
}

// yearBefore is the four digits before i as a year, or 0.
func yearBefore(text []rune, i int) int {
	if i < 4 || i > 4 && isDigit(text[i-5]) {
		return 0
	}
	y := 0
	for _, r := range text[i-4 : i] {
		if !isDigit(r) {
			return 0
		}
		y = y*10 + int(r-'0')
	}
	if y < 1990 || y > 2100 {
		return 0
	}
	return y
}

// scope is what a section may state.
type scope int

const (
	scopeAll scope = iota
	// scopeOrganisation: posts, staff and offices only (主要职责, 机构设置).
	scopeOrganisation
	// scopeNone: definitions, tasks, laws.
	scopeNone
)

var (
	noneWords         = []string{"名词解释", "名词解析", "名词注释", "专业术语", "工作任务", "重点工作", "工作目标", "工作思路", "主要任务", "工作打算", "工作计划", "年度任务"}
	organisationWords = []string{"职责", "职能", "机构设置", "机构情况", "部门概况", "单位概况", "基本情况", "单位构成", "部门构成"}
)

func scopeOf(path []string) scope {
	s := scopeAll
	for _, h := range path {
		h = hanzi.Squeeze(h)
		for _, w := range noneWords {
			if strings.Contains(h, w) {
				return scopeNone
			}
		}
		for _, w := range organisationWords {
			if strings.Contains(h, w) {
				s = scopeOrganisation
			}
		}
		// 人员情况 and 收支 below 单位概况 state again.
		if s == scopeOrganisation && (strings.Contains(h, "人员") || strings.Contains(h, "收支") || strings.Contains(h, "经费")) {
			s = scopeAll
		}
	}
	return s
}

func (s scope) allows(st *gongkai.Statement) bool {
	if s != scopeOrganisation {
		return true
	}
	for _, p := range []string{"posts.", "staff.", "retirees", "internal_offices.", "units.", "vehicles.", "equipment_"} {
		if strings.HasPrefix(st.Measure, p) {
			return true
		}
	}
	return false
}

// carry is what one passage leaves to the next of its section.
type carry struct {
	section string
	// last is the level that a sentence without a subject speaks of.
	last *level
	// topic is what the passage named without stating anything of it.
	topic string
	// open is a level whose parts follow in passages of their own, mark the
	// style of their numbers, -1 before the first.
	open *level
	mark int
	// goesOn: the next passage is a part whatever its number.
	goesOn bool
}
