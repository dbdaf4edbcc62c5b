package narrative

import (
	"slices"
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

	levels []*level
	cur    *level
	parts  []*level // the levels whose parts are being read, innermost last
	frames []frame
	root   *level // first level of the sentence that is no part
	prev   *level // root of the sentence before
	moved  *level // last level with a change

	sentence   int // start of the sentence
	clause     int // start of the clause, behind the last semicolon
	phrase     int // start of the phrase
	before     []span
	lastEnd    int // end of the last value
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
var opensParts = []string{"其中", "包括", "包含", "主要包括", "具体包括", "主要包含", "分布构成情况为", "构成情况为", "按用途划分", "具体为", "分别为"}

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
			case strings.ContainsRune("其包主具分构按", c) && i == r.phrase:
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
	if len(r.parts) > 1 {
		r.parts = r.parts[:1]
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
	r.phrase, r.lastEnd, r.before = v.end, v.end, nil
	return v.end
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
	if v.kind == gongkai.StatementPercent {
		return r.percent(v, string(phrase))
	}
	return r.level(v)
}

// change attaches a difference to its level.
func (r *reader) change(v value, c change) bool {
	target := r.target(c.subject)
	subject := r.p.norm[r.phrase+c.subject.start : r.phrase+c.subject.end]
	switch {
	case v.kind == gongkai.StatementPercent:
		if target != nil && target.percent == nil && !c.deviation && (target.suffix == "" || target.suffix == ".change") {
			w := v
			target.percent = &w
			if target.direction == "" && target.delta == nil {
				target.direction = c.direction
			}
			target.extend(r.p, v.end)
			r.cur, r.moved = target, target
		}
		return true
	case target == nil:
		if len(subject) == 0 || v.kind != gongkai.StatementMoney {
			return v.kind == gongkai.StatementMoney
		}
		l := r.named(v, span{r.phrase + c.subject.start, r.phrase + c.subject.end})
		if l == nil {
			return true
		}
		l.start, l.suffix, l.direction = r.phrase, ".change", c.direction
		if c.deviation {
			l.suffix = ".deviation"
		} else {
			w := v
			l.delta, r.moved = &w, l
		}
		r.push(l)
		return true
	case c.deviation:
		l := &level{p: r.p, value: v, start: r.phrase, end: v.end, measure: target.measure, suffix: ".deviation", subject: target.subject, code: target.code, scheme: target.scheme, direction: c.direction}
		r.levels = append(r.levels, l)
		return true
	case v.kind != target.value.kind:
		return v.kind == gongkai.StatementMoney
	}
	if target.delta == nil {
		w := v
		target.delta, target.direction = &w, c.direction
		if target.suffix == ".prior" {
			target.suffix = "" // what changed against the year before is this year's
		}
		target.extend(r.p, v.end)
		r.moved = target
	}
	r.cur = target
	return true
}

// target is the level that a change speaks of: the last one, the whole after an
// enumeration of its parts, or the one that has the subject.
func (r *reader) target(subject span) *level {
	if subject.start == subject.end {
		switch {
		case r.cur == nil:
			return r.prev
		case r.siblings(r.cur):
			return r.cur.parent
		}
		return r.cur
	}
	key := stem(string(r.p.norm[r.phrase+subject.start : r.phrase+subject.end]))
	if key == "" {
		return nil
	}
	near := []*level{r.root, r.whole(), r.cur, r.prev}
	for i := len(r.levels) - 1; i >= max(0, len(r.levels)-limits.NarrativeLevels); i-- {
		if l := r.levels[i]; l.suffix == "" && stem(l.subject) == key {
			return l
		}
	}
	for _, l := range near {
		if l != nil && l.suffix == "" && stem(l.subject) == key {
			return l
		}
	}
	for _, l := range near {
		if l == nil || l.suffix != "" {
			continue
		}
		if k := stem(l.subject); k != "" && (strings.HasSuffix(key, k) || strings.HasPrefix(k, key)) {
			return l
		}
	}
	return nil
}

var stemWords = strings.NewReplacer("本年度", "", "本年", "", "当年", "", "收入支出", "收支", "预算", "", "决算", "", "总计", "", "合计", "", "总额", "", "总", "", "各", "")

// stem is a subject for comparison: 收、支预算总计 is 收入、支出预算总计.
func stem(subject string) string { return stemWords.Replace(hanzi.Key(subject)) }

// siblings says whether l is the last of parts that were enumerated with 、, so
// that a change behind them is the whole's.
func (r *reader) siblings(l *level) bool {
	if l.parent == nil || l.suffix != "" || l.start == 0 {
		return false
	}
	for i := l.start - 1; i >= 0 && i > l.start-2; i-- {
		if r.p.norm[i] == '、' {
			return true
		}
	}
	return false
}

// percent takes a percentage that is no change.
func (r *reader) percent(v value, phrase string) bool {
	if r.cur == nil && len(phrase) == 0 {
		return true
	}
	l := r.cur
	var suffix string
	switch {
	case completion.MatchString(phrase):
		suffix = ".completion"
	case share.MatchString(phrase):
		suffix = ".share"
	case phrase == "" && len(r.frames) > 0 && l == nil:
		return true
	case phrase == "" && l != nil && l.delta != nil && l.percent == nil:
		w := v
		l.percent = &w
		l.extend(r.p, v.end)
		return true
	default:
		return false
	}
	if l == nil {
		l = r.prev
	}
	if l == nil {
		return true
	}
	if suffix == ".share" {
		if own := r.shareOf(v, l); own != nil {
			r.levels = append(r.levels, own)
			return true
		}
	}
	for l.suffix == ".completion" || l.suffix == ".share" || l.suffix == ".budget" && suffix == ".completion" {
		base := r.base(l)
		if base == nil {
			break
		}
		l = base
	}
	r.levels = append(r.levels, &level{p: r.p, value: v, start: r.phrase, end: v.end, measure: l.measure, suffix: suffix, subject: l.subject, code: l.code, scheme: l.scheme, parent: l.parent})
	return true
}

// shareOf is the share of what the phrase itself names before 占, where that is
// not the level before: 货物采购授予中小企业合同金额占货物支出金额的100%.
func (r *reader) shareOf(v value, l *level) *level {
	phrase := r.p.norm[r.phrase:v.start]
	at := slices.Index(phrase, '占')
	if at < 4 {
		return nil
	}
	s := trim(phrase[:at])
	name := string(phrase[s.start:s.end])
	if isGeneric(name) || hasValue(phrase[:at]) {
		return nil
	}
	// 本级基本支出 is 基本支出, 货物采购授予中小企业合同金额 is another thing.
	if k := stem(name); k == "" || strings.HasSuffix(stem(l.subject), k) || strings.HasSuffix(k, stem(l.subject)) && len(k) <= len(stem(l.subject))+len("本单位") {
		return nil
	}
	return &level{p: r.p, value: v, start: r.phrase, end: v.end, measure: "amount", suffix: ".share", subject: r.p.text(r.phrase+s.start, r.phrase+s.end), parent: l.parent}
}

// base is the level itself that l is about.
func (r *reader) base(l *level) *level {
	for i := len(r.levels) - 1; i >= max(0, len(r.levels)-limits.NarrativeLevels); i-- {
		if b := r.levels[i]; b.suffix == "" && b.subject == l.subject && b.measure == l.measure {
			return b
		}
	}
	return nil
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
		if r.cur != nil {
			c := r.cur
			r.levels = append(r.levels, &level{p: r.p, value: v, start: r.phrase, end: v.end, measure: c.measure, suffix: ".prior", subject: c.subject, code: c.code, scheme: c.scheme, parent: c.parent})
		}
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

// changedTo takes the second value of 由177万元增加至237万元: the first was what
// there was before.
func (r *reader) changedTo(v value) {
	c := r.cur
	if c == nil || c.value.kind != v.kind || c.suffix != "" || c.delta != nil || c.value.end != r.phrase {
		return
	}
	l := *c
	l.value, l.end = v, v.end
	c.suffix = ".prior"
	for _, from := range []string{"由", "从"} {
		if at := strings.LastIndex(c.subject, from); at > 0 {
			l.subject = c.subject[:at]
			c.subject = l.subject
		}
	}
	if c.value.number.Value.GreaterThan(v.number.Value) {
		l.direction = gongkai.DirectionDown
	} else if c.value.number.Value.LessThan(v.number.Value) {
		l.direction = gongkai.DirectionUp
	}
	r.levels = append(r.levels, &l)
	r.cur = &l
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
	r.cur = l
	if r.root != nil && r.root.suffix == ".budget" && l.suffix == "" && l.subject == r.root.subject {
		r.root = l
	}
	if r.root == nil && (l.parent == nil || r.listed && l.parent == r.list.open) {
		r.root = l
	}
}

// again is the level of the sentence before when this one only repeats its
// value: 购房补贴207万元。…2026年预算安排207万元，比….
func (r *reader) again(v value, phrase []rune) *level {
	s := trim(phrase)
	c := r.prev
	if c == nil || c.p != r.p || c.suffix != "" || c.value.unit != v.unit || !c.value.number.Value.Equal(v.number.Value) || !isGeneric(string(phrase[s.start:s.end])) || strings.ContainsAny(string(phrase), "收支") {
		return nil
	}
	return c
}

var anew = regexp.MustCompile(`^([0-9]{4}年|(我|本)(单位|部门|局|委|院|中心|厅|年)|当年部门|全年)`)

// startsAnew says whether a phrase among parts opens a sentence of its own:
// 收入82.31万元，其中：…；本单位2023年预算支出82.31万元.
func (r *reader) startsAnew(phrase []rune) bool {
	w := r.whole()
	if w == nil || r.listed && len(r.parts) == 1 {
		return false
	}
	if anew.MatchString(string(phrase)) {
		return true
	}
	t, ok := isTotal(phrase)
	if !ok || w.measure != "total" {
		return false
	}
	in := func(s string) bool { return strings.Contains(s, "收入") || strings.Contains(s, "收、支") }
	own := string(phrase[t.start:t.end])
	return in(own) != in(w.subject) && !strings.Contains(own, "拨款") && !strings.Contains(own, "财政")
}
