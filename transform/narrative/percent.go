package narrative

import (
	"slices"
	"strings"

	"gongkai/internal/limits"
)

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
	case phrase == "的" && r.versus.end > 0 && r.versus.end == r.phrase && r.versus.deviation:
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
