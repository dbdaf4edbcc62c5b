package narrative

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/limits"
	"gongkai/internal/number"
	"gongkai/internal/regexp"
)

// reader reads one passage from left to right. Between two values it keeps the
// phrase; a value takes its phrase and becomes a level, or belongs to one.
type reader struct {
	p        *passage
	final    bool
	year     int // that the document speaks of, 0 when not known
	headings string
	topic    string // of the passage: its first sentence, when that has a number but no value
	list     carry
	listed   bool // the passage is a part of list.open

	levels   []*level
	cur      *level
	parts    []*level // the levels whose parts are being read, innermost last
	frames   []frame
	root     *level // first level of the sentence that is no part
	prev     *level // root of the sentence before
	moved    *level // last level with a change
	deviated *level // last difference from the budget
	versus   versus // what the value before a change compared with

	sentence   int // start of the sentence
	clause     int // start of the clause, behind the last semicolon
	phrase     int // start of the phrase
	before     []span
	lastEnd    int // end of the last value
	skip       int // end of the values that were read together with the first
	enumerated bool
}

// frame is what a bracket interrupts.
type frame struct {
	cur    *level
	parts  int
	phrase int // start of a phrase that goes on behind the bracket, or -1
	before []span
}

func newReader(p *passage, final bool, before carry) *reader {
	r := &reader{p: p, final: final, headings: hanzi.Squeeze(p.section())}
	if before.section == r.headings {
		r.prev = before.last
		if before.open != nil && (before.goesOn || p.mark != markNone && p.mark == before.mark) {
			r.list, r.listed = before, true
			r.parts = []*level{before.open}
			if before.mark < 0 {
				r.list.mark = p.mark
			}
		}
	}
	_, n := listMark(p.norm)
	r.phrase, r.sentence, r.clause, r.lastEnd = n, n, n, n
	if p.mark == markNone && before.section == r.headings {
		r.topic = before.topic
	}
	if p.mark != markNone {
		for i := n; i < len(p.norm) && i < n+90; i++ {
			if p.norm[i] == '。' || p.norm[i] == ':' {
				if i > n+1 && !hasValue(p.norm[n:i]) {
					r.topic = p.text(n, i)
				}
				break
			}
		}
	}
	return r
}

// opensParts are the words after which the parts of a level stand.
var opensParts = []string{"其中", "包括", "包含", "主要包括", "具体包括", "主要包含", "分布构成情况为", "构成情况为", "按用途划分", "具体为", "分别为", "含"}

func (r *reader) read() {
	text := r.p.norm
	for i := r.phrase; i < len(text); {
		switch c := text[i]; c {
		case '(':
			i = r.bracket(i)
		case ')':
			i = r.unbracket(i)
		case ',', ':':
			r.cut(i)
			i++
		case '、':
			if i == r.phrase {
				r.enumerated = true
				r.phrase = i + 1
			}
			i++
		case ';':
			r.cut(i)
			r.endClause(i + 1)
			i++
		case '。', '!', '?':
			if i+1 == len(text) || text[i+1] != ')' {
				r.endSentence(i + 1)
			}
			i++
		default:
			switch {
			case isDigit(c):
				i = r.number(i)
			case c == '原' || c == '主':
				i = r.reason(i)
			case strings.ContainsRune("其包主具分构按含", c) && i == r.phrase:
				i = r.parting(i)
			case strings.ContainsRune("持无没未一相不", c):
				i = r.same(i)
			default:
				i++
			}
		}
	}
}

// cut ends a phrase at i.
func (r *reader) cut(i int) {
	if i > r.phrase {
		r.before = append(r.before, span{r.phrase, i})
	}
	r.phrase = i + 1
	r.enumerated = false
}

// endClause is a semicolon: what stands behind it names its own subject.
func (r *reader) endClause(i int) {
	r.before, r.clause = nil, i
	base := 0
	if r.listed {
		base = 1
	}
	if _, n := listMark(r.p.norm[i:]); n == 0 {
		base++
	}
	if len(r.parts) > base {
		r.parts = r.parts[:base]
	}
	// 人员经费5万元，主要包括：基本工资、津贴；公用经费…: nothing was counted
	// among the parts, so what follows is none of them.
	if w := r.whole(); w != nil && !(r.listed && w == r.list.open) && len(r.frames) == 0 && len(r.levels) > 0 && r.levels[len(r.levels)-1] == w {
		r.parts = nil
	}
}

func (r *reader) endSentence(i int) {
	if r.root != nil {
		r.prev = r.root
	}
	r.root, r.cur, r.before, r.frames = nil, nil, nil, nil
	r.parts = nil
	if r.listed {
		r.parts = []*level{r.list.open}
	}
	r.sentence, r.clause, r.phrase, r.lastEnd = i, i, i, i
	r.enumerated = false
}

// bracket reads ( at i: one behind a value holds its parts, one in a phrase is
// stepped over when nothing is stated in it.
func (r *reader) bracket(i int) int {
	text := r.p.norm
	if i > r.phrase || r.cur == nil {
		closing := -1
		for j := i + 1; j < len(text) && j < i+200; j++ {
			if text[j] == ')' {
				closing = j
				break
			}
			if text[j] == '(' || text[j] == '。' {
				break
			}
		}
		if closing > 0 && !hasValue(text[i:closing]) {
			return closing + 1
		}
		r.frames = append(r.frames, frame{r.cur, len(r.parts), r.phrase, r.before})
		r.cur = nil
	} else {
		r.frames = append(r.frames, frame{r.cur, len(r.parts), -1, nil})
		r.parts = append(r.parts, r.cur)
	}
	r.phrase, r.before = i+1, nil
	return i + 1
}

func (r *reader) unbracket(i int) int {
	n := len(r.frames)
	if n == 0 {
		if i == r.phrase {
			r.phrase = i + 1
		}
		return i + 1
	}
	f := r.frames[n-1]
	r.frames = r.frames[:n-1]
	r.cur, r.before, r.enumerated = f.cur, f.before, false
	r.parts = r.parts[:min(len(r.parts), f.parts)]
	r.phrase = i + 1
	if f.phrase >= 0 {
		r.phrase = f.phrase
	}
	return i + 1
}

// parting reads 其中 and its like at the start of a phrase.
func (r *reader) parting(i int) int {
	rest := string(r.p.norm[i:min(len(r.p.norm), i+8)])
	for _, w := range opensParts {
		if !strings.HasPrefix(rest, w) {
			continue
		}
		whole := r.cur
		if whole == nil {
			whole = r.prev
		}
		if whole == nil || w != "其中" && r.cur == nil {
			break
		}
		if len(r.parts) == 0 || r.parts[len(r.parts)-1] != whole {
			if n := len(r.parts); n > 0 && whole.parent != r.parts[n-1] {
				r.parts = r.parts[:n-1]
			}
			r.parts = append(r.parts, whole)
		}
		r.phrase = i + len([]rune(w))
		r.before = nil
		return r.phrase
	}
	return i + 1
}

// whole is the level whose parts are being read, or nil.
func (r *reader) whole() *level {
	if n := len(r.parts); n > 0 {
		return r.parts[n-1]
	}
	return nil
}

// number reads the digits at i.
func (r *reader) number(i int) int {
	text := r.p.norm
	v, ok := scanValue(text, i)
	if !ok {
		if v, ok = bareZero(text, i); !ok {
			return skipNumber(text, i)
		}
	}
	if v.role == roleLimit || !r.value(v) {
		return v.end
	}
	end := max(v.end, r.skip)
	r.phrase, r.lastEnd, r.before = end, end, nil
	return end
}

// bareZero reads 预算为0。, where no unit is printed.
func bareZero(text []rune, i int) (value, bool) {
	if text[i] != '0' || i == 0 || text[i-1] != '为' || i+1 < len(text) && !strings.ContainsRune("。;,、)", text[i+1]) {
		return value{}, false
	}
	n, _ := number.Parse("0")
	return value{start: i, end: i + 1, number: n, digits: "0", kind: gongkai.StatementMoney}, true
}

// value takes a value with the phrase before it; it is false where the phrase
// goes on through the value because that states nothing of the vocabulary.
func (r *reader) value(v value) bool {
	if v.kind == gongkai.StatementCount {
		r.phrase = max(r.phrase, v.start-limits.NarrativeCounted)
	}
	r.phrase = max(r.phrase, v.start-limits.NarrativePhrase)
	phrase := r.p.norm[r.phrase:v.start]
	if c, ok := readChange(phrase, r.final); ok {
		return r.change(v, c)
	}
	if text := string(phrase); r.versus.end > 0 && r.versus.end == r.phrase && (text == "少" || text == "多") {
		c := change{direction: gongkai.DirectionUp}
		if text == "少" {
			c.direction = gongkai.DirectionDown
		}
		return r.change(v, c)
	}
	if v.kind == gongkai.StatementPercent {
		return r.percent(v, string(phrase))
	}
	return r.level(v)
}

// level takes a value that says how much there is.
func (r *reader) level(v value) bool {
	whole := span{r.phrase, v.start}
	phrase := r.p.norm[whole.start:whole.end]
	text := string(phrase)
	if n := len(r.before); n > 0 && text == "" && r.before[n-1].start >= r.lastEnd {
		// 上年:230.28万元
		text = string(r.p.norm[r.before[n-1].start:r.before[n-1].end])
		if !priorWords.MatchString(text) {
			text = ""
		}
	}
	if priorWords.MatchString(text) && text != "" && v.kind == gongkai.StatementMoney {
		r.beside(v, ".prior")
		return true
	}
	if r.final && v.kind == gongkai.StatementMoney && budgetWords.MatchString(text) && r.cur != nil {
		r.beside(v, ".budget")
		return true
	}
	if changedTo.MatchString(text) {
		r.changedTo(v)
		return true
	}
	if text == "" && r.enumerated && r.cur != nil && r.cur.value.kind == gongkai.StatementCount && v.kind == gongkai.StatementMoney {
		c := r.cur
		r.levels = append(r.levels, &level{p: r.p, value: v, start: c.start, end: v.end, measure: c.measure, suffix: ".amount", subject: c.subject, parent: c.parent})
		return true
	}
	if m := persons[r.curMeasure()]; m != "" && v.kind == gongkai.StatementCount && strings.HasPrefix(v.unit, "人") && countWords.MatchString(text) {
		r.push(&level{p: r.p, value: v, start: whole.start, end: v.end, measure: m, subject: r.cur.subject})
		return true
	}
	if l := r.nextOffice(v, text); l != nil {
		r.push(l)
		return true
	}
	if r.startsAnew(phrase) {
		r.parts = nil
		if r.listed {
			r.parts = []*level{r.list.open}
		}
	}
	if c := r.again(v, phrase); c != nil {
		r.cur = c
		c.extend(r.p, v.end)
		return true
	}
	l := r.named(v, whole)
	if l == nil {
		return v.kind == gongkai.StatementMoney
	}
	r.push(l)
	return true
}

// persons are counted behind groups and batches: 团组2个，累计7人次.
var (
	persons    = map[string]string{"abroad.groups": "abroad.persons", "reception.batches": "reception.persons"}
	countWords = regexp.MustCompile(`^[、,]?(累计|共计|共|合计|总计|计|参加|接待|人数|人次|来宾|涉及|团组人数|出国|出访|\(境\)|为|,)*$`)
)

func (r *reader) curMeasure() string {
	if r.cur == nil {
		return ""
	}
	return r.cur.measure
}

// push adds a level and makes it the one that changes speak of.
func (r *reader) push(l *level) {
	l.parent = r.whole()
	r.levels = append(r.levels, l)
	if l.beside {
		l.parent = r.cur.parent
		return
	}
	r.cur = l
	if r.root != nil && r.root.suffix == ".budget" && l.suffix == "" && l.subject == r.root.subject {
		r.root = l
	}
	if r.root == nil && (l.parent == nil || r.listed && l.parent == r.list.open) {
		r.root = l
	}
}
