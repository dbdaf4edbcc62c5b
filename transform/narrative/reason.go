package narrative

import (
	"strings"

	"gongkai"
	"gongkai/internal/limits"
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
	if i > 0 && strings.ContainsRune("及和、", text[i-1]) {
		return i + n // 发现的问题及原因: not why the amount changed
	}
	target := r.cur
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
	if target != nil && at.end > at.start && (target.p != r.p || at.start-target.end < 60) {
		if target.reason == "" {
			target.reason = r.p.text(at.start, at.end)
			target.extend(r.p, at.end)
		}
	}
	r.phrase, r.lastEnd, r.before = next, next, nil
	return next
}
