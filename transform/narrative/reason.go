package narrative

import (
	"strings"

	"gongkai"
	"gongkai/internal/limits"
	"gongkai/internal/regexp"
)

// same reads 与上年持平 at i.
func (r *reader) same(i int) int {
	text := r.p.norm
	rest := string(text[i:min(len(text), i+6)])
	for _, w := range sameWords {
		if !strings.HasPrefix(rest, w) {
			continue
		}
		if !hasComparison(r.since(r.lastEnd, i), r.final) {
			break
		}
		r.phrase = max(r.phrase, i-limits.NarrativePhrase)
		s := r.subjectOf(change{subject: subjectOfChange(string(text[r.phrase:i]))})
		if l := r.target(s, gongkai.StatementMoney); l != nil && (l.direction == "" || l.delta != nil && l.delta.number.Value.IsZero()) {
			l.direction = gongkai.DirectionSame
			l.extend(r.p, i+len([]rune(w)))
			r.moved = l
		}
		return i + len([]rune(w))
	}
	return i + 1
}

// reason reads 主要原因是… at i.
func (r *reader) reason(i int) int {
	text := r.p.norm
	m := reasonMark.FindString(string(text[i:min(len(text), i+24)]))
	if m == "" {
		if i == r.phrase {
			return r.parting(i)
		}
		return i + 1
	}
	n := len([]rune(m))
	if m == "主要是" && strings.HasPrefix(string(text[i+n:min(len(text), i+n+2)]), "用于") {
		return i + n
	}
	if i > 0 && strings.ContainsRune("及和、", text[i-1]) {
		return i + n // 发现的问题及原因: not why the amount changed
	}
	target := r.reasoned(i)
	named := target != nil
	if !named {
		target = r.cur
	}
	if target == nil || target.direction == "" {
		target = r.moved
	}
	if !strings.Contains(m, "原因") && (target == nil || target.direction == "" || r.cur != nil && target != r.cur) {
		// 主要是 without a change says what the money is for.
		return i + n
	}
	if target == nil {
		target = r.cur
	}
	if target == nil {
		target = r.prev
	}
	at, next := scanReason(text, i+n, len(text))
	if target != nil && at.end > at.start && (target.p != r.p || at.start-target.end < 60 || named) {
		if target.reason == "" {
			target.reason = r.p.text(at.start, at.end)
			target.extend(r.p, at.end)
		}
	}
	r.phrase, r.lastEnd, r.before = next, next, nil
	return next
}

// changing is what stands between a subject and 的原因: 三公经费预算下降的.
var changing = regexp.MustCompile(`(总体|均|有所|略有)?(增加|增长|上升|提高|减少|下降|降低|压减|增减|变化|变动|大于预算数?|小于预算数?|较上年|比上年)+的?(主要)?$`)

// reasoned is the level that a sentence about a reason names at its start: “三公”
// 经费下降的原因主要是…. It is nil where the words before i name none.
func (r *reader) reasoned(i int) *level {
	if r.cur != nil || i <= r.phrase || r.phrase != r.sentence {
		return nil
	}
	text := r.p.norm[r.phrase:i]
	at := changing.FindStringIndex(string(text))
	if at == nil || at[0] == 0 {
		return nil
	}
	subject := span{r.phrase, r.phrase + len([]rune(string(text)[:at[0]]))}
	n, ok := name(r.p.norm[subject.start:subject.end], context{kind: gongkai.StatementMoney, headings: r.headings})
	if !ok {
		return nil
	}
	for k := len(r.levels) - 1; k >= max(0, len(r.levels)-limits.NarrativeLevels); k-- {
		if l := r.levels[k]; l.measure == n.measure && (l.suffix == "" || l.suffix == ".change") {
			return l
		}
	}
	return nil
}
