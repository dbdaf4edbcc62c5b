package narrative

import (
	"strings"

	"gongkai/internal/regexp"
)

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
