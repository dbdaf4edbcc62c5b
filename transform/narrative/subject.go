package narrative

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/limits"
	"gongkai/internal/regexp"
)

// named makes a level of a value by its phrase, or by what the phrase leaves to
// the words before it; nil where nothing names it.
func (r *reader) named(v value, at span) *level {
	l := &level{p: r.p, value: v, start: at.start, end: v.end, noUnit: v.unit == ""}
	l.suffix = r.suffix(string(r.p.norm[at.start:at.end]))
	// 公务接待24批次，210人次，支出2.05万元: what the groups cost.
	if c := r.cur; c != nil && v.kind == gongkai.StatementMoney && costs[c.measure] != "" && spent.MatchString(string(r.p.norm[at.start:at.end])) {
		if m := costs[c.measure]; !r.stated(m) {
			l.measure, l.subject = m, strings.TrimSuffix(strings.TrimSuffix(c.subject, "批次"), "团组")
			return l
		}
		return nil
	}
	if r.nameBy(l, at) {
		if strings.HasPrefix(l.measure, "kpi_") {
			l.suffix = ""
		}
		if l.suffix == "" && yearly[l.measure] && r.isYearBefore(at) {
			l.suffix = ".prior"
		}
		return l
	}
	if v.kind != gongkai.StatementMoney {
		return nil
	}
	if !isGeneric(string(r.trimmed(at))) {
		return nil
	}
	for i := len(r.before) - 1; i >= 0; i-- {
		b := r.before[i]
		if b.start < r.sentence || isGeneric(string(r.trimmed(b))) || hasValue(r.p.norm[b.start:b.end]) {
			continue
		}
		if r.nameBy(l, b) {
			l.start = b.start
			return l
		}
		break
	}
	// 年初预算为450.52万元，支出决算为449.52万元: the same subject.
	if c := r.cur; c != nil && c.suffix != "" && (c.suffix != l.suffix || r.topic != "") && c.value.kind == v.kind && len(r.before) == 0 {
		l.measure, l.subject, l.code, l.scheme = c.measure, c.subject, c.code, c.scheme
		return l
	}
	// 支出0.80万元，年初预算为0.95万元: the budget of the level before.
	if c := r.cur; c != nil && c.suffix == "" && l.suffix == ".budget" && c.value.kind == v.kind && len(r.before) == 0 && c.value.end+1 == at.start {
		l.measure, l.subject, l.code, l.scheme = c.measure, c.subject, c.code, c.scheme
		r.versus = versus{v.end, true}
		l.beside = true
		return l
	}
	if r.byTopic(l, r.topic) || r.byTopic(l, r.lastHeading()) {
		return l
	}
	// 2025年执行数为… in the sentence behind the one that names the subject.
	if c := r.prev; c != nil && c.p == r.p && len(r.before) == 0 && l.suffix != "" && c.value.kind == v.kind {
		l.measure, l.subject, l.code, l.scheme = c.measure, c.subject, c.code, c.scheme
		return l
	}
	// 预算支出 alone is all expenditure.
	if t, ok := r.total(at.start, at.end); ok && r.whole() == nil {
		l.measure = "total"
		l.subject = r.p.text(at.start+t.start, at.start+t.end) + r.classification()
		return l
	}
	return nil
}

// trimmed is a range of the passage without what says nothing.
func (r *reader) trimmed(at span) []rune {
	s := trim(r.p.norm[at.start:at.end])
	return r.p.norm[at.start+s.start : at.start+s.end]
}

// untailed is a range of the passage without words like 为 at its end.
func (r *reader) untailed(at span) []rune {
	phrase := r.p.norm[at.start:at.end]
	if t := tailWords.FindString(string(phrase)); t != "" {
		phrase = phrase[:len(phrase)-len([]rune(t))]
	}
	return phrase
}

var (
	levelMarks = []string{"(类)", "(款)", "(项)"}
	ownBudget  = regexp.MustCompile(`(年初|全年|调整)预算|预算(数|安排|金额)?(为|是|:)?$`)
)

// suffix is what a phrase says its value is, when not the level itself.
func (r *reader) suffix(phrase string) string {
	switch {
	case strings.Contains(phrase, "执行数") && !comparison.MatchString(phrase):
		return ".executed"
	case r.final && ownBudget.MatchString(phrase) && !strings.Contains(phrase, "决算"):
		return ".budget"
	case r.ofYearBefore(phrase):
		return ".prior"
	}
	return ""
}

// ofYearBefore says whether a phrase names the year before the document's as
// its own: 与2016年度相比(2016年度部门支出预算安排为….
func (r *reader) ofYearBefore(phrase string) bool {
	if r.year == 0 || !strings.Contains(phrase, "年") || strings.Contains(phrase, "结转") || strings.Contains(phrase, "结余") || strings.Contains(phrase, "截") {
		return false
	}
	text := []rune(phrase)
	last, at := 0, 0
	for i := range text {
		if text[i] == '年' && (i+1 == len(text) || text[i+1] != '末' && text[i+1] != '底' && !isDigit(text[i+1])) {
			if y := yearBefore(text, i); y != 0 {
				last, at = y, i
			}
		}
	}
	// a project may have an earlier year in its name
	return last == r.year-1 && containsAny(string(text[at:]), []string{"预算", "决算", "执行", "安排"})
}

// nameBy names a level by the phrase at; it is false where that says nothing.
func (r *reader) nameBy(l *level, at span) bool {
	phrase := r.untailed(at)
	if len(phrase) == 0 {
		return l.value.kind == gongkai.StatementCount && r.unitsAfter(l, "")
	}
	digits, rest := code(phrase)
	end := at.end
	at = span{at.start + rest.start, at.start + rest.end}
	phrase = r.p.norm[at.start:at.end]
	money := l.value.kind == gongkai.StatementMoney
	classified := digits != "" || containsAny(string(phrase), levelMarks)
	if digits != "" && !money {
		return false
	}
	whole := r.whole()
	if !classified {
		c := context{kind: l.value.kind, unit: l.value.unit, sentence: r.since(r.sentence, l.value.start), clause: r.since(r.clause, l.value.start), headings: r.headings}
		if r.prev != nil {
			c.before = r.prev.measure
		}
		if r.cur != nil && r.cur.start >= r.clause {
			c.beside = r.cur.measure
		}
		if whole != nil {
			c.part, c.parent = true, whole.measure
		}
		if n, ok := name(phrase, c); ok {
			r.take(l, n, at, whole)
			return true
		}
		if !money {
			return r.unitsAfter(l, string(phrase))
		}
		if t, ok := r.total(at.start, end); ok && (whole == nil || bothSides(whole, phrase)) && !r.topicNames() && !r.restates(phrase) {
			l.measure = "total"
			l.subject = strings.TrimPrefix(r.p.text(at.start+t.start, at.start+t.end), "当年") + r.classification()
			return true
		}
	}
	s := trim(phrase)
	text := string(phrase[s.start:s.end])
	if r.restates(phrase) {
		return false
	}
	if t, ok := r.total(at.start, end); ok && whole != nil && !classified {
		s, text = t, string(r.p.norm[at.start+t.start:at.start+t.end])
	}
	if isGeneric(text) && !(whole != nil && strings.ContainsAny(text, "收支")) {
		return false
	}
	subject := r.p.text(at.start+s.start, at.start+s.end)
	if m := quoted.FindStringSubmatch(subject); m != nil {
		subject = m[1]
	}
	l.measure, l.code = "amount", digits
	l.scheme = schemeOf(digits)
	if digits == "" {
		l.code, l.scheme = classCode(subject)
	}
	if whole != nil && l.code == "" && !classified && !r.listed && whole.subject != "" && len([]rune(whole.subject)) < 40 {
		subject = whole.subject + "·" + subject
	}
	l.subject = subject
	return true
}

// bothSides says whether a total is one side of a whole that speaks of both:
// 收入、支出预算总计…，其中：收入预算总计….
func bothSides(whole *level, phrase []rune) bool {
	if whole.measure != "total" || !strings.Contains(string(phrase), "总计") {
		return false
	}
	s := hanzi.Squeeze(whole.subject)
	return strings.Contains(s, "收、支") || strings.Contains(s, "收支") || strings.Contains(s, "收入") && strings.Contains(s, "支出")
}

// since is the text from start to end, of which the end counts.
func (r *reader) since(start, end int) string {
	return string(r.p.norm[max(start, end-limits.NarrativeSentence):end])
}

// total finds a total in the passage from start to end.
func (r *reader) total(start, end int) (span, bool) {
	phrase := r.p.norm[start:end]
	if t := totalTail.FindString(string(phrase)); t != "" {
		phrase = phrase[:len(phrase)-len([]rune(t))]
	}
	return isTotal(phrase)
}

// restates says whether a phrase goes on with the subject of a budget before
// it: “三公”经费年初预算为1万元，支出决算为….
func (r *reader) restates(phrase []rune) bool {
	s := trim(phrase)
	return r.cur != nil && r.cur.suffix == ".budget" && isGeneric(string(phrase[s.start:s.end]))
}

// take puts what the vocabulary found.
func (r *reader) take(l *level, n naming, at span, whole *level) {
	l.measure = n.measure
	subject := r.p.text(at.start+n.subject.start, at.start+n.subject.end)
	if n.rule.keep {
		phrase := r.p.norm[at.start:at.end]
		s := trim(phrase)
		subject = r.p.text(at.start+s.start, at.start+s.end)
	}
	switch {
	case strings.HasPrefix(n.measure, "kpi_coverage."):
		subject = "绩效目标管理·" + subject
	case ofWhole[n.measure] && r.root != nil && r.root.code != "" && l != r.root:
		// 社会科学研究(2060601)支出5万元，…；日常公用经费减少1万元: of that code only
		l.measure = "amount"
		subject = r.root.subject + "·" + subject
	case ofWhole[n.measure]:
		before := r.p.norm[at.start : at.start+n.subject.start]
		if s := trim(before); isBody(string(before[s.start:s.end])) {
			l.owner = r.p.text(at.start+s.start, at.start+s.end)
		}
	case n.rule.under != "" && whole != nil:
		subject = strings.TrimSuffix(whole.subject, "人员") + "·" + subject
	case n.measure == "internal_offices.total":
		office := r.officeAfter(l)
		if m := officeMeasure(office); m != "" {
			l.measure = "internal_offices." + m
			subject = "内设机构·" + office
		}
	}
	l.subject = subject
}

// lastHeading is the heading right over the passage.
func (r *reader) lastHeading() string {
	if n := len(r.p.path); n > 0 {
		return r.p.path[n-1]
	}
	return ""
}

var headingTail = regexp.MustCompile(`(的|具体|有关|预算|决算|支出|收入|安排|执行|总体|增减变化|变化|情况|说明|如下|财政拨款|\([^)]*\))+$`)

// topicNames says whether the passage's own topic gives its levels a subject.
func (r *reader) topicNames() bool {
	return containsAny(hanzi.Fold(r.topic), levelMarks)
}

// byTopic names a level by a topic or heading, if that is about one thing.
func (r *reader) byTopic(l *level, topic string) bool {
	runes := []rune(hanzi.Squeeze(topic))
	printed := []rune(strings.Join(strings.Fields(topic), ""))
	if len(runes) == 0 || len(printed) != len(runes) {
		return false
	}
	_, n := listMark(runes)
	runes, printed = runes[n:], printed[n:]
	if digits, rest := code(runes); digits != "" || containsAny(string(runes), levelMarks) {
		l.measure, l.subject = "amount", string(printed[rest.start:rest.end])
		l.code, l.scheme = digits, schemeOf(digits)
		return true
	}
	c := context{kind: l.value.kind, headings: r.headings}
	end := len(runes)
	if t := headingTail.FindString(string(runes)); t != "" {
		end -= len([]rune(t))
	}
	if n, ok := name(runes, c); ok && (n.subject.end-n.subject.start)*5 >= min(end, len(runes))*3 {
		l.measure, l.subject = n.measure, string(printed[n.subject.start:n.subject.end])
		return true
	}
	if t, ok := isTotal(runes); ok && r.whole() == nil {
		l.measure, l.subject = "total", string(printed[t.start:t.end])
		return true
	}
	return false
}

// classification tells totals apart that differ only by how they are broken
// down below: 一般公共预算支出(功能). The nearest heading that says it decides.
func (r *reader) classification() string {
	for i := len(r.p.path) - 1; i >= 0; i-- {
		h := hanzi.Squeeze(r.p.path[i])
		switch {
		case strings.Contains(h, "功能科目分类"), strings.Contains(h, "功能分类"):
			return "(功能)"
		case strings.Contains(h, "政府预算支出经济"), strings.Contains(h, "政府经济"):
			return "(政府经济)"
		case strings.Contains(h, "部门预算支出经济"), strings.Contains(h, "部门经济"), strings.Contains(h, "经济科目分类"):
			return "(部门经济)"
		}
	}
	return ""
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// leave is what the next passage may go on with.
func (r *reader) leave() carry {
	text := r.p.norm
	out := carry{section: r.headings, last: r.root}
	if out.last == nil {
		out.last = r.prev
	}
	if len(text) == 0 {
		return out
	}
	if len(r.levels) == 0 {
		out.topic = r.topic
	}
	last := text[len(text)-1]
	switch {
	case last == ':':
		out.mark, out.goesOn = -1, true
		out.open = r.whole()
		if out.open == nil || r.cur != nil && r.cur.parent == nil {
			out.open = r.cur
		}
		if out.open == nil {
			out.open = out.last
		}
		if r.listed && out.open == r.list.open {
			out.mark = r.list.mark
		}
	case r.listed:
		out.open, out.mark = r.list.open, r.list.mark
		out.goesOn = strings.ContainsRune(";,、", last)
	}
	return out
}
