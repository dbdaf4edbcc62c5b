package target

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/number"
	"gongkai/internal/regexp"
)

// operators in words and signs; longer ones first among those that start alike.
var operators = []struct{ text, sign string }{
	{"≥", "≥"}, {"≧", "≥"}, {">=", "≥"}, {"大于等于", "≥"}, {"大于或等于", "≥"}, {"不低于", "≥"}, {"不少于", "≥"}, {"不小于", "≥"}, {"达到", "≥"}, {"至少", "≥"},
	{"≤", "≤"}, {"≦", "≤"}, {"<=", "≤"}, {"小于等于", "≤"}, {"小于或等于", "≤"}, {"不超过", "≤"}, {"不高于", "≤"}, {"不大于", "≤"}, {"不多于", "≤"}, {"控制在", "≤"},
	{">", ">"}, {"大于", ">"}, {"超过", ">"}, {"高于", ">"}, {"多于", ">"},
	{"<", "<"}, {"小于", "<"}, {"低于", "<"}, {"少于", "<"},
	{"==", "="}, {"=", "="}, {"等于", "="},
}

// behind a number the same is said so.
var suffixes = []struct{ text, sign string }{
	{"及以上", "≥"}, {"(含)以上", "≥"}, {"以上", "≥"}, {"及以下", "≤"}, {"(含)以下", "≤"}, {"以下", "≤"}, {"以内", "≤"}, {"之内", "≤"},
}

// reading is a 指标值 taken apart.
type reading struct{ operator, number, unit string }

var (
	leading = regexp.MustCompile(`^([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)`)
	// aPeriod is a time by which or in which: 2023年度, 2026年12月底前, 12月31日前, 6月底.
	aPeriod = regexp.MustCompile(`^20[0-9]{2}(0[1-9]|1[0-2])([0-3][0-9])?(前|之前)?$|^(19|20)[0-9]{2}(年|[./-][01]?[0-9]([./-]|$))|^[0-9]{1,2}月([0-9]{1,2}日)?(底|末|份|初|中旬|上旬|下旬)?(之?前|以前)?(完成)?$|^[0-9]{1,2}月[0-9]{1,2}日`)
	// aUnit is what can follow a number: a word or a sign, no further number.
	aUnit = regexp.MustCompile(`^[^0-9,;。:、≥≤<>=~～—-]{0,10}$`)
)

// parse reads a 指标值. property and unit come from columns of their own and
// are "" where there are none.
func parse(raw, property, unit string) reading {
	s := hanzi.Squeeze(raw)
	unit = strings.Trim(strings.Join(strings.Fields(unit), ""), "/—-")
	sign := ""
	p := hanzi.Squeeze(property)
	for _, o := range operators {
		if p == o.text {
			sign = o.sign
		}
	}
	for _, o := range operators {
		if rest, ok := strings.CutPrefix(s, o.text); ok {
			sign, s = o.sign, rest
			break
		}
	}
	if sign == "" || sign == "=" {
		if aPeriod.MatchString(s) {
			m := leading.FindString(s)
			if len(m) > len("2024") { // 20241231, 2024.12.31
				return reading{operator: "period", number: m[:4]}
			}
			return reading{operator: "period", number: m, unit: tail(strings.TrimPrefix(s, m))}
		}
	}
	if strings.Contains(p, "定性") && !leading.MatchString(s) {
		return reading{operator: "text"}
	}
	negative := false
	if rest, ok := strings.CutPrefix(s, "-"); ok && leading.MatchString(rest) {
		s, negative = rest, true
	}
	digits := leading.FindString(s)
	if digits == "" {
		return reading{operator: "text"}
	}
	rest := s[len(digits):]
	for _, o := range suffixes {
		if before, ok := strings.CutSuffix(rest, o.text); ok {
			rest = before
			if sign == "" {
				sign = o.sign
			}
			break
		}
	}
	if strings.HasPrefix(rest, "%") && aUnit.MatchString(rest) {
		rest = "%" // 100%完成, 100%(合格)
	}
	if !aUnit.MatchString(rest) {
		return reading{operator: "text"}
	}
	n, state := number.Parse(digits)
	if state != gongkai.CellNumber {
		return reading{operator: "text"}
	}
	if negative {
		n.Value = n.Value.Neg()
	}
	if sign == "" {
		sign = "="
	}
	if rest == "" {
		rest = unit
	}
	return reading{sign, n.Value.StringFixed(int32(n.Places)), rest}
}

// tail is the unit of a period: 年度 of 2023年度; a whole date has none.
func tail(s string) string {
	if strings.ContainsAny(s, "0123456789") {
		return ""
	}
	return s
}
