package narrative

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/limits"
)

// versus is the other side of a comparison that has a value of its own: 比年初
// 预算50万元减少5万元.
type versus struct {
	end       int // of its value
	deviation bool
}

// change attaches a difference to its level.
func (r *reader) change(v value, c change) bool {
	subject := r.subjectOf(c)
	if r.versus.end > 0 && r.versus.end == r.lastEnd && !comparison.MatchString(string(r.p.norm[r.phrase:v.start])) {
		c.deviation = r.versus.deviation
	}
	if n := len(r.before); n > 0 && r.final && !c.deviation && r.before[n-1].start >= r.lastEnd {
		// 与2020年度预算相比，增加1.5万元
		b := string(r.p.norm[r.before[n-1].start:r.before[n-1].end])
		c.deviation = likeness.MatchString(b) && isDeviation(b)
	}
	if d := r.deviated; d != nil && d.value.end == r.lastEnd && v.kind == gongkai.StatementPercent && d.percent == nil {
		w := v
		d.percent = &w // 比年初预算数减少11.2万元，降低11.2%
		d.extend(r.p, v.end)
		return true
	}
	if c.each && v.kind == gongkai.StatementMoney && r.distribute(v, c) {
		return true
	}
	kind := v.kind
	if kind == gongkai.StatementPercent {
		kind = gongkai.StatementMoney
	}
	target := r.target(subject, kind)
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
		if subject.start == subject.end || v.kind != gongkai.StatementMoney {
			return v.kind == gongkai.StatementMoney
		}
		l := r.named(v, subject)
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
		r.levels, r.deviated = append(r.levels, l), l
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

// subjectOf is the range that names what changes, empty where it is the level
// before: the phrase itself says it, or the one before that only compares, 公务
// 接待费与上年相比（上年5万元），减少1万元.
func (r *reader) subjectOf(c change) span {
	if c.subject.end > c.subject.start {
		return span{r.phrase + c.subject.start, r.phrase + c.subject.end}
	}
	if n := len(r.before); n > 0 {
		b := r.before[n-1]
		text := string(r.p.norm[b.start:b.end])
		at := comparison.FindStringIndex(text)
		if at == nil || !likeness.MatchString(text[at[1]:]) && !containsAny(text[at[1]:], sameWords) {
			return span{}
		}
		if s := subjectOfChange(text[:at[1]]); s.end > s.start {
			return span{b.start + s.start, b.start + s.end}
		}
	}
	return span{}
}

// target is the level that a change speaks of: the last one, the whole after an
// enumeration of its parts, or the one that has the subject.
func (r *reader) target(subject span, kind gongkai.StatementKind) *level {
	if subject.start == subject.end {
		switch {
		case r.cur == nil:
			// …；公务用车运行维护费0万元，用于燃料、维修。比上年减少100%: the whole has
			// its change, so this is the last part's.
			if l := r.last(); r.prev != nil && r.prev.changed() && l != nil && l.parent == r.prev && !l.changed() && l.value.kind == kind {
				return l
			}
			return r.prev
		case kind == gongkai.StatementMoney && r.cur.value.kind == gongkai.StatementCount && r.money() != nil:
			return r.money()
		case r.siblings(r.cur):
			return r.cur.parent
		case r.phrase == r.clause && r.root != nil && r.cur != r.root && r.cur.parent == r.root && !r.root.changed():
			return r.root // …，含某某中心经费5万元；比上年增加2万元
		}
		return r.cur
	}
	key := stem(string(r.trimmed(subject)))
	if key == "" {
		key = stem(string(r.p.norm[subject.start:subject.end]))
	}
	if key == "" || key == "收支" {
		// 收、支与上年相比: both sides of the totals before.
		for _, l := range []*level{r.cur, r.prev} {
			if l != nil && l.measure == "total" && l.suffix == "" {
				return l
			}
		}
		if key == "" {
			return nil
		}
	}
	near := []*level{r.root, r.whole(), r.cur, r.prev}
	for i := len(r.levels) - 1; i >= max(0, len(r.levels)-limits.NarrativeLevels); i-- {
		if l := r.levels[i]; l.suffix == "" && (stem(l.subject) == key || stem(ownName(l.subject)) == key) {
			return l
		}
	}
	for _, l := range near {
		if l != nil && l.suffix == "" && stem(l.subject) == key {
			return l
		}
	}
	if l := r.sameMeasure(subject); l != nil {
		return l
	}
	for _, l := range near {
		if l == nil || l.suffix != "" {
			continue
		}
		if k := stem(l.subject); k != "" && (strings.HasSuffix(key, k) && 2*len(k) >= len(key) || strings.HasPrefix(k, key)) {
			return l
		}
	}
	return nil
}

// money is the last amount of the sentence.
func (r *reader) money() *level {
	for i := len(r.levels) - 1; i >= 0 && r.levels[i].start >= r.sentence; i-- {
		if l := r.levels[i]; l.suffix == "" && l.value.kind == gongkai.StatementMoney {
			return l
		}
	}
	return nil
}

// last is the level that was read last, nil when nothing was.
func (r *reader) last() *level {
	for i := len(r.levels) - 1; i >= 0; i-- {
		if r.levels[i].suffix == "" {
			return r.levels[i]
		}
	}
	return nil
}

// sameMeasure is the last level of the passage that a subject names with other
// words: 因公出国（境）费 is 因公出国（境）费用.
func (r *reader) sameMeasure(subject span) *level {
	n, ok := name(r.p.norm[subject.start:subject.end], context{kind: gongkai.StatementMoney, headings: r.headings})
	if !ok || !strings.HasPrefix(n.measure, "three_public.") && !unique[n.measure] {
		return nil
	}
	for i := len(r.levels) - 1; i >= max(0, len(r.levels)-limits.NarrativeLevels); i-- {
		if l := r.levels[i]; l.suffix == "" && l.measure == n.measure && l.delta == nil {
			return l
		}
	}
	return nil
}

// unique are measures that a unit has once, whatever they are called.
var unique = map[string]bool{"meeting": true, "training": true, "operating_costs": true}

// distribute gives each of the last levels its own change: 出国费1万元、接待费2万
// 元，分别减少0.1万元、0.2万元. It is false where their numbers differ; then
// none is given one.
func (r *reader) distribute(v value, c change) bool {
	values := []value{v}
	for i := v.end; len(values) < limits.NarrativeLevels; {
		text := r.p.norm
		if i >= len(text) || !strings.ContainsRune("、,和及", text[i]) || i+1 >= len(text) || !isDigit(text[i+1]) {
			break
		}
		next, ok := scanValue(text, i+1)
		if !ok || next.unit != v.unit {
			break
		}
		values, i = append(values, next), next.end
	}
	if len(values) < 2 {
		return false
	}
	var last []*level
	for i := len(r.levels) - 1; i >= 0 && len(last) < len(values); i-- {
		l := r.levels[i]
		if l.suffix != "" || l.value.kind != gongkai.StatementMoney || l.delta != nil {
			continue
		}
		if len(last) > 0 && l.parent != last[0].parent {
			break
		}
		last = append(last, l)
	}
	r.skip = values[len(values)-1].end
	if len(last) != len(values) {
		return true
	}
	for i := range values {
		l := last[len(last)-1-i]
		l.delta, l.direction = &values[i], c.direction
		l.extend(r.p, values[i].end)
		r.moved = l
	}
	return true
}

// ownName is what a part is called without its whole.
func ownName(subject string) string {
	if i := strings.LastIndex(subject, "·"); i >= 0 {
		return subject[i+len("·"):]
	}
	return subject
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
	if _, n := listMark(r.p.norm); l.p != r.p || l.start <= n {
		return false // 1、行政运行5万元: the mark of a list
	}
	return r.p.norm[l.start-1] == '、'
}

// beside adds a value that the level before is compared with.
func (r *reader) beside(v value, suffix string) {
	c := r.cur
	if c != nil && c.value.kind != v.kind {
		c = r.money() // 公务接待费4万元，接待74批次813人，比去年1.05万元增加2.95万元
	}
	if c == nil || c.value.kind != v.kind {
		return
	}
	r.levels = append(r.levels, &level{p: r.p, value: v, start: r.phrase, end: v.end, measure: c.measure, suffix: suffix, subject: c.subject, code: c.code, scheme: c.scheme, parent: c.parent})
	r.versus = versus{v.end, suffix == ".budget"}
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
