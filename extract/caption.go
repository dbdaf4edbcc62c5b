package extract

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

// captionPart is what one piece of text contributes to a caption.
type captionPart int

const (
	partNone captionPart = iota
	partNumber
	partTitle
	partUnit
	partOwner
	partNeutral // 2026年度, 续表, a date: stands in captions and says nothing more
)

// piece is a part of a printed line with its meaning for a caption.
type piece struct {
	kind captionPart
	text string // the number, title, unit or owner itself
}

const numeral = `(?:\d{1,3}|[一二三四五六七八九十]{1,3})`

var (
	numberText = regexp.MustCompile(`^[(（]?(?:` +
		`附?(?:公开|预算|决算|财决|批复|部门|单位|部决)*附?表` + numeral + `(?:[-—－.]\d{1,2})*|` +
		`附?(?:公开|预算|决算|财决|批复|部门|单位|部决)*\d{1,2}(?:[-—－]\d{1,2})?表|` +
		`(?:公开|预算|决算|财决|批复)\d{2}(?:[-—－]\d{1,2})?|` +
		`附(?:件|表)` + numeral + `(?:[-—－]\d{1,2})*)[)）]?[:：、.]?$`)
	// numberTitle: a number and a title without a gap; the marker of a heading
	// (一、) is taken off as well and is no number.
	numberTitle = regexp.MustCompile(`^(附?(?:公开|预算|决算|财决|批复|部门|单位)*附?表` + numeral + `(?:[-—－]\d{1,2})*[:：、.]?|` +
		`附?(?:公开|预算|决算|财决|批复|部门|单位)*\d{1,2}表[:：、.]?|预算表\d{2}[:：、.]?|` +
		`[一二三四五六七八九十]{1,3}、|[(（]` + numeral + `[)）]、?|\d{1,2}[、.．])(.*表(?:[(（].*[)）])?)$`)
	titleText   = regexp.MustCompile(`表([(（][^。；]*[)）]?)?([-—－][^。；]*)?$`)
	titleOpen   = regexp.MustCompile(`表[(（][^)）]*$`)
	startsTitle = regexp.MustCompile(`^(?:20\d\d年|附?表)`)
	titleWords  = regexp.MustCompile(`预算|决算|收入|支出|经费|绩效|采购|资金|拨款`)
	unitAtEnd   = regexp.MustCompile(`[(（]?(?:金额|计量|货币|币种)?单位[:：](?:人民币)?[:：]?(?:人民币)?[(（]?(万元|千元|百万元|亿元|元)[)）]{0,2}$`)
	unitBracket = regexp.MustCompile(`^[(（]?(?:金额)?(?:单位[:：]?)?(?:人民币)?[:：]?(万元|千元|百万元|亿元|元)[)）]?$`)
	ownerText   = regexp.MustCompile(`^(?:资金)?(?:编制|编报|填报|预算|公开|主管|申报|汇总|决算)?(?:单位|部门)/?(?:单位)?(?:名称)?(?:[(（][^)）]{1,6}[)）])*[:：](.*)$`)
	neutralText = regexp.MustCompile(`^(?:[(（]?20\d\d年?度?[)）]?|[(（]?续表?\d*[)）]?|[(（]20\d\d年度[)）]|(?:编制|填报|公开|填表|申报|制表)(?:日期|时间|人)[:：].*|日期[:：].*|20\d\d年\d{1,2}月(?:\d{1,2}日)?|(?:单位|部门|预算)代码[:：]\d*)$`)
	continued   = regexp.MustCompile(`[(（]?续(?:表)?[一二三四五六七八九十\d]*[)）]?$`)
	contents    = regexp.MustCompile(`(?:[.．·…]{3,}|…)-?\d*$`)
)

const (
	// fullLine is the share of the page's width from which on a line is full.
	fullLine = 0.8
	// longestTitle is more runes than any caption's title has.
	longestTitle = 80
	// longestOwner is more runes than the name of a unit has.
	longestOwner = 40
	// longestWeakTitle is more runes than a title has that does not end in 表.
	longestWeakTitle = 40
)

// longestNumber is more bytes than a number has: 附部门预算附表十二-10.
const longestNumber = 60

// classify says what a piece of text may be in a caption, and its value. Most
// lines of a document are none, and are told so before any pattern is tried.
func classify(text string) piece {
	t := hanzi.Squeeze(text)
	if t == "" || utf8.RuneCountInString(t) > longestTitle {
		return piece{}
	}
	colon := strings.Contains(t, ":")
	if strings.HasSuffix(t, "元") || strings.HasSuffix(t, ")") {
		if m := unitBracket.FindStringSubmatch(t); m != nil {
			return piece{partUnit, m[1]}
		}
		if m := unitAtEnd.FindStringSubmatchIndex(t); m != nil && m[0] == 0 {
			return piece{partUnit, t[m[2]:m[3]]}
		}
	}
	if colon {
		if m := ownerText.FindStringSubmatch(t); m != nil && utf8.RuneCountInString(m[1]) <= longestOwner && !strings.ContainsAny(m[1], "，。；") {
			return piece{partOwner, strings.TrimSpace(afterColon(text))}
		}
	}
	again := strings.Contains(t, "续")
	if again {
		if first := continued.ReplaceAllString(t, ""); first != "" && first != t && numberText.MatchString(first) {
			t = first // 表5（续）
		}
	}
	switch {
	case len(t) <= longestNumber && numberText.MatchString(t):
		return piece{partNumber, strings.Trim(t, "()（）:：、.")}
	case (again || colon || t[0] == '2' || t[0] == '(') && neutralText.MatchString(t):
		return piece{partNeutral, ""}
	case !strings.Contains(t, "表") || isSentence(t) || isContents(t):
		return piece{}
	case utf8.RuneCountInString(t) > 2 && titleText.MatchString(t):
		return piece{partTitle, strings.TrimSpace(text)}
	}
	return piece{}
}

// isSentence says whether a squeezed text is of prose, or speaks of a table.
func isSentence(t string) bool {
	if strings.ContainsAny(t, "。;!?,") {
		return true
	}
	for _, w := range [...]string{"详见", "如下", "见附", "见表", "上表", "下表", "本表", "空表"} {
		if strings.Contains(t, w) {
			return true
		}
	}
	before, report := strings.CutSuffix(t, "报表")
	return strings.HasSuffix(t, "附表") || report && !strings.HasSuffix(before, "申") && !strings.HasSuffix(before, "填")
}

// isContents says whether a squeezed text is a line of a list of contents.
func isContents(t string) bool {
	return (strings.Contains(t, "..") || strings.Contains(t, "…") || strings.Contains(t, "··")) && contents.MatchString(t)
}

// pieces are the parts of a line as a caption has them: what stands far apart,
// and a unit of money that follows an owner without a gap. ok is false where
// some part cannot belong to a caption.
func pieces(l *item) (list []piece, ok bool) {
	unit, bare := false, 0
	for _, part := range l.parts() {
		p := classify(part)
		if n := len(list) - 1; n >= 0 && list[n].kind == partOwner && list[n].text == "" && p.kind == partNone {
			name, money := cutUnit(part) // 部门： far from the name
			list[n].text = strings.TrimSpace(name)
			if money != "" {
				list = append(list, piece{partUnit, money})
				unit = true
			}
			continue
		}
		if rest, money := cutUnit(part); p.kind != partUnit && money != "" && rest != "" {
			p = classify(rest)
			if p.kind == partNone {
				p = piece{partNone, rest}
			}
			list = append(list, p, piece{partUnit, money})
			unit = true
		} else {
			if p.kind == partNone {
				p.text = part
			}
			list = append(list, p)
			unit = unit || p.kind == partUnit
		}
	}
	at := -1
	for i, p := range list {
		if p.kind == partNone {
			bare++
			at = i
		}
	}
	if bare == 0 {
		return list, len(list) > 0
	}
	// a name without 单位名称： beside the unit of money
	if t := hanzi.Squeeze(list[at].text); unit && bare == 1 && at == 0 && utf8.RuneCountInString(t) <= longestOwner && !isSentence(t) && strings.IndexFunc(t, unicode.IsLetter) >= 0 {
		list[at] = piece{partOwner, strings.TrimSpace(list[at].text)}
		return list, true
	}
	// one title whose words stand far apart: 收 支 总 表
	if p := classify(l.text()); p.kind == partTitle || p.kind == partNumber || p.kind == partOwner || p.kind == partNeutral {
		return []piece{p}, true
	}
	return nil, false
}

// cutUnit cuts a unit of money off the end of a text.
func cutUnit(text string) (rest, unit string) {
	if !strings.Contains(text, "元") {
		return text, ""
	}
	t := hanzi.Squeeze(text)
	m := unitAtEnd.FindStringSubmatchIndex(t)
	if m == nil || m[0] == 0 {
		return text, ""
	}
	n := len([]rune(t[:m[0]]))
	return strings.TrimSpace(strings.TrimSuffix(text, dropRunes(text, n))), t[m[2]:m[3]]
}

// has says whether one of the pieces is of the kind.
func has(list []piece, kind captionPart) bool {
	for _, p := range list {
		if p.kind == kind {
			return true
		}
	}
	return false
}

// addPieces puts the pieces of one line into a caption; captions are gathered
// from the table upwards.
func addPieces(c *gongkai.Caption, l *item, list []piece) {
	for _, p := range list {
		switch p.kind {
		case partUnit:
			if c.Unit == "" {
				c.Unit = p.text
			}
		case partOwner:
			if c.Owner == "" {
				c.Owner = p.text
			}
		case partNumber:
			if c.Number == "" {
				c.Number = p.text
			}
		case partTitle:
			setTitle(c, p.text)
		}
	}
	c.Box = placeOn(c, l)
	if c.Page == 0 {
		c.Page = l.page
	}
}

// placeOn is the caption's place with a line added; a caption that begins on the
// page before has the place of its part on the table's page.
func placeOn(c *gongkai.Caption, l *item) gongkai.Box {
	if c.Page != 0 && c.Page != l.page {
		return c.Box
	}
	return l.box().Union(c.Box)
}

// setTitle prepends a line to the title and takes off the number that it begins
// with.
func setTitle(c *gongkai.Caption, text string) {
	t := gongkai.JoinLines(strings.TrimSpace(text), c.Title)
	if m := numberTitle.FindStringSubmatch(hanzi.Squeeze(t)); m != nil {
		for _, w := range [2]string{"一般公共", "三公经费"} { // 表三三公经费支出表
			if first, rest := w[:3], w[3:]; strings.HasPrefix(m[2], rest) && strings.HasSuffix(m[1], first) && len(m[1]) > len("表一") {
				m[1] = strings.TrimSuffix(m[1], first)
			}
		}
		if number := strings.TrimRight(m[1], ":：、.．"); c.Number == "" && strings.Contains(number, "表") {
			c.Number = number
		}
		t = dropRunes(t, utf8.RuneCountInString(m[1]))
	}
	c.Title = t
}

// wrapped says whether upper is the first line of a title that goes on in lower:
// both centred and close, of one size, and together a title.
func wrapped(upper, lower *item) bool {
	a, b := &upper.line, &lower.line
	if upper.page != lower.page || upper.fragment != nil || lower.fragment != nil ||
		math.Abs(a.Size-b.Size) > 0.1*max(a.Size, b.Size) || b.Y0-a.Y1 > 1.5*b.Size {
		return false
	}
	u, l := hanzi.Squeeze(upper.text()), hanzi.Squeeze(lower.text())
	if !strings.Contains(u, "表") && !strings.Contains(l, "表") || utf8.RuneCountInString(u)+utf8.RuneCountInString(l) > 2*longestTitle ||
		isSentence(u) || isSentence(l) || !titleText.MatchString(u+l) {
		return false
	}
	if titleOpen.MatchString(u) { // the bracket closes on the next line
		return !titleText.MatchString(l) || strings.ContainsAny(l, ")）")
	}
	if classify(u).kind != partNone || isHeading(l) {
		return false
	}
	if full := a.X1 >= fullLine*upper.width; full && math.Abs(a.X0-b.X0) < 1.5*b.Size && b.Width() < a.Width() {
		return titleWords.MatchString(u) && (isHeading(u) || startsTitle.MatchString(u)) // 十一、…, set at the left
	}
	centred := math.Abs((a.X0+a.X1)-(b.X0+b.X1)) < 4*b.Size
	if !centred || a.Width() <= b.Width() && !strings.HasPrefix(l, "(") {
		return false
	}
	return titleWords.MatchString(u) || math.Abs((a.X0+a.X1)-(b.X0+b.X1)) < b.Size && titleText.MatchString(l) && a.X0 > 0.1*upper.width && b.Y0-a.Y1 <= b.Size
}

// isWeakTitle says whether a line may be a title although it does not end in 表:
// a short line of its own in the middle of the grid or page.
func isWeakTitle(l *item, grid gongkai.Box) bool {
	t := hanzi.Squeeze(l.text())
	if n := utf8.RuneCountInString(t); n < 4 || n > longestWeakTitle || isSentence(t) || strings.ContainsAny(t, ":：") || isHeading(t) || !titleWords.MatchString(t) || isContents(t) {
		return false
	}
	mid := (l.line.X0 + l.line.X1) / 2
	return math.Abs(mid-(grid.X0+grid.X1)/2) < 2*l.line.Size+6 || math.Abs(mid-l.width/2) < l.line.Size
}

// titleKey is what of a title is compared between pages.
func titleKey(title string) string {
	return hanzi.Key(continued.ReplaceAllString(hanzi.Squeeze(title), ""))
}

// dropRunes drops the first n runes of s that are not white space.
func dropRunes(s string, n int) string {
	for i, r := range s {
		if unicode.IsSpace(r) {
			continue
		}
		if n == 0 {
			return s[i:]
		}
		n--
	}
	return ""
}

func afterColon(s string) string {
	if i := strings.IndexAny(s, ":："); i >= 0 {
		_, rest, _ := strings.Cut(strings.Replace(s, "：", ":", 1), ":")
		return rest
	}
	return s
}
