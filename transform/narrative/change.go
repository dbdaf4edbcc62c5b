package narrative

import (
	"strings"

	"gongkai"
	"gongkai/internal/regexp"
)

// The words of change (增减), at the end of the phrase before a value.
var (
	changeEnd  = regexp.MustCompile(`(增加|增长|增幅|上升|提高|上涨|增多|减少|下降|降低|减幅|降幅|压减|核减|缩减|压缩|下调|上调|减)(\((?:增加|增长|减少|下降|降低|增长率|上升)\)|/减少|/下降|或减少)?(了|额|率|幅度|幅|比例|约|为|达|数|金额|\s)*$`)
	downWords  = "减少 下降 降低 减幅 降幅 压减 核减 缩减 压缩 下调 减"
	comparison = regexp.MustCompile(`(同比|环比|(较|比|与|和|同)(之)?(上年|去年|上一年|本年|年初|预算|全年|同期|[0-9]{4}年)|决算数(比|较|与|大于|小于)|(比|较)(上|去)年)`)
	likeness   = regexp.MustCompile(`(相比较|相比|比较|对比|相较)[:,]?`)
	fromBudget = regexp.MustCompile(`(较|比|与|和)([0-9]{4}年度?)?(本年度?|全年|年初|调整|当年)*预算(安排)?数?`)
	prior      = regexp.MustCompile(`上年|去年|上一年`)
	completion = regexp.MustCompile(`完成?(了)?[^,;]{0,16}?预算[^,;]{0,6}?的?$|预算(执行|完成)率为?$|为[^,;]{0,10}预算(数)?的$|占(本年度?|全年|年初|调整后?|当年)*预算(数)?的?$`)
	share      = regexp.MustCompile(`占[^;]{0,40}$|(占比|比重|比例)(为|是)?$`)
	sameWords  = []string{"持平", "无增减", "无变化", "没有变化", "没有增减", "未发生变化", "一致", "相同", "不变", "未变"}
	changeRest = regexp.MustCompile(`^(各|共|总体|均|也|相应|实际|又|同口径|总计|分别|预算|决算数?|支出|数|预算数|执行数|年初预算数|决算|金额|有所|略|支出数|收支|年|年度|的|基本|,|:|\s)*$`)
)

// change is what a phrase before a value says, if it speaks of a difference.
type change struct {
	direction gongkai.Direction
	// subject is the range of the phrase that names what changes, empty where it
	// is the level before.
	subject span
	// deviation: the other side is the budget, not the year before.
	deviation bool
	// each: several levels change, each by one of the values that follow (分别).
	each bool
}

// readChange reads a phrase that ends in a word of change. final says whether
// the document holds final accounts.
func readChange(phrase []rune, final bool) (change, bool) {
	text := string(phrase)
	at := changeEnd.FindStringSubmatchIndex(text)
	if at == nil {
		return readDeviation(text, final)
	}
	c := change{direction: gongkai.DirectionUp}
	if strings.Contains(downWords, text[at[2]:at[3]]) {
		c.direction = gongkai.DirectionDown
	}
	if at[4] >= 0 {
		c.direction = "" // 增加（减少）: the form was not filled in
	}
	c.subject = subjectOfChange(text[:at[0]])
	c.deviation = final && isDeviation(text[:at[0]])
	c.each = strings.Contains(text, "分别")
	return c, true
}

var (
	// beyond says how far a final amount is from what was planned: 决算数大于
	// 预算数55.93万元, 超年初预算2万元.
	beyond = regexp.MustCompile(`(大于|高于|多于|超出|超过|超|小于|低于|少于)(本年度?|全年|年初|调整后?|当年)*(预算|上年度?(预算|决算|执行)?)(安排)?(数|额)?$`)
	// ownAmount is this year's side of it.
	ownAmount = regexp.MustCompile(`(本年)?(决算|预算|支出)?数?$`)
	// gap has no direction: 年初预算为3万元，差值为1万元.
	gap = regexp.MustCompile(`^(差值|差额|差异|相差|差)(为|是)?$`)
)

// readDeviation reads a phrase that compares two amounts without a word of
// change.
func readDeviation(text string, final bool) (change, bool) {
	if gap.MatchString(text) {
		return change{deviation: final}, true
	}
	at := beyond.FindStringSubmatchIndex(text)
	if at == nil {
		return change{}, false
	}
	c := change{direction: gongkai.DirectionUp}
	if w := text[at[2]:at[3]]; w == "小于" || w == "低于" || w == "少于" {
		c.direction = gongkai.DirectionDown
	}
	c.deviation = final && !strings.Contains(text[at[0]:], "上年")
	c.subject = subjectOfChange(ownAmount.ReplaceAllString(text[:at[0]], ""))
	return c, true
}

// isDeviation says whether a comparison is with the budget of the same year.
func isDeviation(text string) bool {
	return fromBudget.MatchString(text) && !prior.MatchString(text)
}

// subjectOfChange is what remains of the text before a word of change without
// the comparison, as runes.
func subjectOfChange(text string) span {
	start, end := 0, len(text)
	if at := comparison.FindStringIndex(text); at != nil {
		if like := likeness.FindStringIndex(text[at[0]:]); like != nil && at[0] == 0 {
			start = like[1]
		} else {
			end = at[0]
		}
	}
	if end < len(text) || start == 0 {
		// 公务接待费同口径比上年减少: how it was compared is no part of its name.
		end = start + len(strings.TrimRight(sameBasis.ReplaceAllString(text[start:end], ""), ","))
	}
	rest := text[start:end]
	if changeRest.MatchString(rest) {
		return span{}
	}
	return span{len([]rune(text[:start])), len([]rune(text[:end]))}
}

// sameBasis are the words before a comparison that say how it is made.
var sameBasis = regexp.MustCompile(`(按|以)?(同|可比)口径$|(总体|均|各|分别|相应|实际|总额|预算数|决算数|支出数)$`)

// changedTo matches the words before a value that something changed to, and
// not by: 由177万元增加至237万元.
var changedTo = regexp.MustCompile(`^(再)?(增加|增长|提高|提升|上升|上调|扩大|减少|下降|降低|下调|压减|缩减|调整|变更|变)(至|到|为)$`)

// hasComparison says whether text compares with the year before.
func hasComparison(text string, final bool) bool {
	return comparison.MatchString(text) && !(final && isDeviation(text))
}

// reasonMark finds the words that open a reason (原因): it matches at the start
// of the text.
var reasonMark = regexp.MustCompile(`^(主要)?(的)?原因(一)?(:|,|有|如下|说明|在于|包括)*(主要)?(是|为|系)?(:|,)*(由于|因为)?:?|^主要(是)?(由于|因为)|^主要系|^主要是|^主要原因(?:一是)`)

// more are the words that carry a reason on behind a semicolon; numbered those
// that do so when the reason began with the first of them.
var (
	more     = regexp.MustCompile(`^(同时|此外|另外|另一方面|二是|三是|四是|五是|六是|其[二三四五])`)
	numbered = regexp.MustCompile(`^(\(?[二三四五六七八2-8]\)|[2-8][.、]|[②-⑧]|二、|三、|四、)`)
	first    = regexp.MustCompile(`^(\(?[一1]\)|1[.、]|①|一、)`)
)

func carriesOn(reason, next string) bool {
	return more.MatchString(next) || numbered.MatchString(next) && first.MatchString(reason)
}

// scanReason reads the reason that starts at i and ends before limit; it gives
// its range and where reading goes on.
func scanReason(text []rune, i, limit int) (span, int) {
	for i < limit && strings.ContainsRune(":, ", text[i]) {
		i++
	}
	start, depth := i, 0
	for ; i < limit; i++ {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth == 0 {
				return span{start, i}, i
			}
			depth--
		case '。', '!':
			if depth == 0 {
				if more.MatchString(string(text[i+1:min(limit, i+5)])) && strings.Contains(string(text[start:min(i, start+12)]), "一是") {
					continue
				}
				return span{start, i}, i
			}
		case ';':
			if depth == 0 && !carriesOn(string(text[start:min(i, start+4)]), string(text[i+1:min(limit, i+6)])) {
				return span{start, i}, i
			}
		}
	}
	return span{start, i}, i
}
