package narrative

import (
	"strings"

	"gongkai"
	"gongkai/internal/number"
)

// role says what a number with a unit is.
type role int

const (
	// roleValue counts something.
	roleValue role = iota
	// roleLimit bounds something: a threshold, a target or a rate; it belongs to
	// the phrase around it.
	roleLimit
)

// value is a number with its unit in a passage.
type value struct {
	start, end int
	number     number.Number
	// digits is the number as printed, folded, without separators.
	digits string
	unit   string
	kind   gongkai.StatementKind
	role   role
}

// units that follow a number, longer ones first among those that start alike.
var units = []struct {
	text string
	kind gongkai.StatementKind
}{
	{"百万元", gongkai.StatementMoney}, {"万元", gongkai.StatementMoney}, {"亿元", gongkai.StatementMoney},
	{"千元", gongkai.StatementMoney}, {"元", gongkai.StatementMoney},
	{"%", gongkai.StatementPercent},
	{"台(套)", gongkai.StatementCount}, {"台(辆)", gongkai.StatementCount}, {"辆(台)", gongkai.StatementCount},
	{"台(件、套)", gongkai.StatementCount}, {"台(套、件)", gongkai.StatementCount}, {"台(套/件)", gongkai.StatementCount},
	{"台/套", gongkai.StatementCount}, {"台套", gongkai.StatementCount}, {"套(台)", gongkai.StatementCount},
	{"台", gongkai.StatementCount}, {"辆", gongkai.StatementCount}, {"套", gongkai.StatementCount},
	{"批(次)", gongkai.StatementCount}, {"人(次)", gongkai.StatementCount}, {"个批次", gongkai.StatementCount},
	{"人次", gongkai.StatementCount}, {"人/次", gongkai.StatementCount}, {"人", gongkai.StatementCount}, {"名", gongkai.StatementCount},
	{"个", gongkai.StatementCount}, {"家", gongkai.StatementCount}, {"项", gongkai.StatementCount},
	{"批次", gongkai.StatementCount}, {"批", gongkai.StatementCount}, {"团组", gongkai.StatementCount}, {"团次", gongkai.StatementCount},
	{"平方米", gongkai.StatementCount}, {"m²", gongkai.StatementCount}, {"㎡", gongkai.StatementCount},
	{"件", gongkai.StatementCount},
}

// Texts beside a value that make it a limit.
var (
	limitBefore = []string{"≥", "≤", ">", "<", "＞", "＜", "不超过", "不超", "不低于", "不少于", "不高于", "不大于", "不小于", "超过", "超", "至少", "最高", "最多", "上限", "下限", "人均", "达到", "每"}
	limitAfter  = []string{"以上", "以下", "以内", "及以上", "(含)以上", "(含)", "含以上", "(含)及以上", "(不含)", "/", "左右", "每"}
)

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// skipNumber is where the run of digits, points and separators from i ends.
func skipNumber(text []rune, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	for i+1 < len(text) && (text[i] == '.' || text[i] == ',') && isDigit(text[i+1]) {
		j := i + 1
		for j < len(text) && isDigit(text[j]) {
			j++
		}
		if text[i] == ',' && j-i != 4 {
			break
		}
		i = j
	}
	return i
}

// scanValue reads the number at i, if it is one with a unit.
func scanValue(text []rune, i int) (value, bool) {
	end := skipNumber(text, i)
	v := value{start: i, end: end}
	if i > 0 && (isLatin(text[i-1]) || text[i-1] == '第' || text[i-1] == '〔' || text[i-1] == '[') {
		return v, false
	}
	if i > 0 && (text[i-1] == '-' || text[i-1] == '−') && (i < 2 || !isDigit(text[i-2]) && !isLatin(text[i-2]) && text[i-2] != ')') {
		v.start--
	}
	n, state := number.Parse(string(text[v.start:end]))
	if state != gongkai.CellNumber {
		return v, false
	}
	v.number, v.digits = n, n.Value.StringFixed(int32(n.Places))
	rest := string(text[end:min(len(text), end+12)])
	for _, u := range units {
		if after, ok := strings.CutPrefix(rest, u.text); ok {
			v.unit, v.kind = u.text, u.kind
			v.end += len([]rune(u.text))
			v.role = roleOf(string(text[max(0, v.start-4):v.start]), after, u.text)
			return v, true
		}
	}
	return v, false
}

func roleOf(before, after, unit string) role {
	for _, w := range limitBefore {
		if strings.HasSuffix(before, w) {
			return roleLimit
		}
	}
	for _, w := range limitAfter {
		if strings.HasPrefix(after, w) {
			if w == "(含)" && unit == "%" {
				continue
			}
			return roleLimit
		}
	}
	// 个百分点, 个月, 个工作日 and 人民币, 名义 are no units of these.
	switch unit {
	case "个":
		for _, w := range []string{"百分点", "月", "工作日", "小时", "方面"} {
			if strings.HasPrefix(after, w) {
				return roleLimit
			}
		}
	case "%":
		if strings.HasPrefix(after, "的比例") || strings.HasPrefix(after, "以") {
			return roleLimit
		}
	}
	return roleValue
}
