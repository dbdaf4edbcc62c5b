package narrative

import (
	"strings"

	"gongkai/internal/regexp"
)

// The parts of a phrase that say nothing about its subject.
var (
	leadWords = regexp.MustCompile(`^((截至|截止)[^,]*?(底|末|日|止)|到[^,]*?底|[0-9]{4}年(度)?(末|底|年末)?|(我|本)(单位|部门|局|委|办|院|中心|厅|级|年度?|区|市|县|街道|镇)|今年|当年|全年|年末|上年(末|底)|(单位|部门)(预算)?(?:安排)|(部门|单位)(所属)?(预算)?单位|其中|(本级)?所属(预算)?单位|共(有|计|安排)?|合计|分别|主要|具体|涉及|包括|包含|和|及|以及|相应|安排|另|另有|用于|[:,、;。"”\s])+`)
	tailWords = regexp.MustCompile(`((年初|全年|调整)预算(数|安排)?|为|的|是|由|从|共|共计|合计为?|约|达|达到|有|各|均|预计|包含|包括|设置|设有|预算安排|年初安排|安排|计划安排|安排支出|下达|共有|绩效自评综述|绩效自评情况|[:,、"“\s])+$`)
	// totalTail is what follows the words of a total: 收入合计为.
	totalTail = regexp.MustCompile(`((年初|全年|调整)预算(数|安排)?|为|是|约|达到?|有|各|均|共|[:,"“\s])+$`)
	// generic words measure something but do not say what.
	generic = regexp.MustCompile(`^(年初|全年|当年|本年|总|调整)*(支出|收入)?(预算|决算|执行|实际支出|支出|收入|预算支出|支出预算|支出决算|收入决算|预算执行|调整预算)?(数|总额|总计|合计|总数|金额|安排|资金|经费|拨款|规模)*$`)
	// priorWords say that a value is the year before's: 上年决算数, 比去年, 较2023年预算安排.
	priorWords = regexp.MustCompile(`^((同比|较|比|与|和)?(上年度?|去年|上一年度?)|(同比|较|比|与|和)[0-9]{4}年度?)(同期|年初|初|年底)?(财政拨款|调整|预算|决算|执行|完成|实际|支出|收入|经费|总)*(安排|下达|批复)?(数|额|的|为|:)*$`)
	// budgetWords say that a value is the budget that the level before met or
	// missed: 完成全年预算50.74万元的67.2%, 比年初预算50万元.
	budgetWords = regexp.MustCompile(`^(完成了?|占|较|比|与)(本年度?|全年|年初|调整后?|当年)*(预算|调整预算)(安排)?(数|金额)?(为|:)?$`)

	quoted = regexp.MustCompile(`^[“"‘]([^”"’]+)[”"’](科目|项目)?(支出|预算)?$`)
)

// trim cuts what says nothing from both ends of a phrase and gives the rest as
// a range of it.
func trim(phrase []rune) span {
	s := span{0, len(phrase)}
	// A mark of a list or a year may stand deeper: 某某局2017年度一般公共预算….
	if _, n := listMark(phrase); n > 0 {
		s.start = n
	}
	for i := s.end - 1; i >= s.start+4; i-- {
		if phrase[i] == '年' && isDigit(phrase[i-1]) && isDigit(phrase[i-4]) {
			if before := phrase[s.start : i-4]; len(before) > 0 && strings.ContainsRune("费出入目助金款项由从)", before[len(before)-1]) && isGeneric(afterYear(phrase[i+1:s.end])) {
				s.end = i - 4 // 行政运行(项)2023年预算数为: the subject stands before the year
				break
			}
			s.start = i + 1
			if s.start < s.end && strings.ContainsRune("度初", phrase[s.start]) {
				s.start++
			}
			if s.start < s.end && phrase[s.start] == ')' {
				s.start = 0 // 外业调查(2026年度): part of a name
				continue
			}
			break
		}
	}
	text := string(phrase[s.start:s.end])
	if at := leadWords.FindString(text); at != "" {
		if rest := text[len(at):]; strings.HasSuffix(at, "年末") && (strings.HasPrefix(rest, "结") || strings.HasPrefix(rest, "财政拨款结")) {
			at = strings.TrimSuffix(at, "年末") // 年末结转 is not 结转
		}
		s.start += len([]rune(at))
		text = text[len(at):]
	}
	if at := tailWords.FindString(text); at != "" && len(at) < len(text) {
		s.end -= len([]rune(at))
	} else if at != "" {
		s.end = s.start
	}
	return s
}

// afterYear is what follows a year, without 度 and the words of a tail.
func afterYear(rest []rune) string {
	text := strings.TrimPrefix(string(rest), "度")
	if at := tailWords.FindString(text); at != "" {
		text = text[:len(text)-len(at)]
	}
	return text
}

// isGeneric says whether a trimmed phrase names no subject: 年初预算数, 支出决算.
func isGeneric(text string) bool { return text == "" || generic.MatchString(text) }

// code finds a classification code at the end or the start of a phrase:
// 信息化建设(2080108), 2080505-机关事业单位…, 住房保障支出(221类)…(02款)…(03项).
func code(phrase []rune) (digits string, rest span) {
	rest = span{0, len(phrase)}
	text := string(phrase)
	if m := splitCode.FindStringSubmatch(text); m != nil {
		return m[1] + m[2] + m[3], rest
	}
	n := len(phrase)
	if n > 4 && phrase[n-1] == ')' {
		open := n - 2
		for open > 0 && isDigit(phrase[open]) {
			open--
		}
		if d := string(phrase[open+1 : n-1]); phrase[open] == '(' && isCode(d) {
			return d, span{0, open}
		}
	}
	// 机关事业单位基本养老保险缴费支出(2080505)支出: the code stands inside.
	for open := n - 5; open > 0; open-- {
		if phrase[open] != '(' {
			continue
		}
		end := open + 1
		for end < n && isDigit(phrase[end]) {
			end++
		}
		if d := string(phrase[open+1 : end]); end < n && phrase[end] == ')' && isCode(d) && isGeneric(string(phrase[end+1:])) {
			return d, span{0, open}
		}
	}
	i := 0
	for i < n && isDigit(phrase[i]) {
		i++
	}
	if d := string(phrase[:i]); isCode(d) && i < n && !strings.ContainsRune("年人个辆台批次月日号%.", phrase[i]) {
		for i < n && strings.ContainsRune("-—_ ", phrase[i]) {
			i++
		}
		return d, span{i, n}
	}
	return "", rest
}

var splitCode = regexp.MustCompile(`\(([0-9]{3})类\).*?\(([0-9]{2})款\)(?:.*?\(([0-9]{2})项\))?`)

func isCode(d string) bool {
	return (len(d) == 3 || len(d) == 5 || len(d) == 7) && d[0] >= '2' && d[0] <= '5'
}

// schemeOf is the classification that a code printed in the text belongs to.
func schemeOf(code string) string {
	switch {
	case code == "":
		return ""
	case code[0] == '2':
		return "func"
	case code[0] == '3':
		return "dept_econ"
	}
	return "gov_econ"
}
