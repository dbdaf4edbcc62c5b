package extract

import (
	"math"
	"regexp"
	"strings"
	"unicode"

	"gongkai"
	"gongkai/internal/hanzi"
)

// captionPart is what one piece of text contributes to a caption.
type captionPart int

const (
	partNone captionPart = iota
	partNumber
	partTitle
	partUnit
	partOwner
	partNeutral // 2026年度, 续表: stands in captions and says nothing more
)

var (
	numberText  = regexp.MustCompile(`^(附?(公开|预算|财决|批复)?\d{0,2}附?表[一二三四五六七八九十\d]{1,3}([-—]\d+)?|附?(公开|预算|财决|批复)\d{2}表|附件\d+([-—]\d+)?|\(\d{2}表\))[:：]?$`)
	numberTitle = regexp.MustCompile(`^((?:附?表[一二三四五六七八九十\d]{1,3}(?:[-—]\d+)?|(?:公开|预算|财决|批复)\d{2}表|预算表\d{2})[:：、]?|[一二三四五六七八九十]+、)(.*表(?:[(（].*[)）])?)$`)
	titleText   = regexp.MustCompile(`表([(（][^。；]*[)）])?([-—].*)?$`)
	titleOpen   = regexp.MustCompile(`表[(（][^)）]*$`)
	unitText    = regexp.MustCompile(`(?:金额)?单位[:：]?(?:人民币)?[:：]?[(（]?(万元|千元|百万元|亿元|元)[)）]?$`)
	unitBracket = regexp.MustCompile(`^[(（]?(?:金额)?(?:单位[:：])?(?:人民币)?(万元|元)[)）]?$`)
	ownerText   = regexp.MustCompile(`^(?:编制|填报|预算|公开|主管|申报)?(?:单位|部门)(?:名称|\(单位\)|（单位）|\(盖章\))*[:：](.*)$`)
	neutralText = regexp.MustCompile(`^([(（]?20\d\d年度?[)）]?|续表?\d*|(编制|填报|公开)?日期[:：].*|[(（]续[)）]?)$`)
	sentence    = regexp.MustCompile(`[。；！？]|详见|如下|见附|见表`)
)

// wrapped says whether upper is the first line of a title that goes on in lower:
// both centred, close, and lower only the rest of it.
func wrapped(upper, lower item) bool {
	u, l := hanzi.Squeeze(upper.text()), hanzi.Squeeze(lower.text())
	if upper.page != lower.page || upper.fragment != nil || classify(l) != partTitle || len([]rune(l)) >= len([]rune(u)) || len([]rune(u)) > longestTitle {
		return false
	}
	if sentence.MatchString(u) || !titleWords.MatchString(u) || classify(u) != partNone && classify(u) != partTitle || titleText.MatchString(u) {
		return false
	}
	a, b := upper.line.Box, lower.line.Box
	centred := math.Abs((a.X0+a.X1)-(b.X0+b.X1)) < 4*lower.line.Size
	return centred && b.Y0-a.Y1 < 1.5*lower.line.Size && a.Width() > b.Width()
}

var titleWords = regexp.MustCompile(`预算|决算|收入|支出|经费|绩效|采购|资金`)

// longestTitle is more runes than any caption's title has.
const longestTitle = 70

// classify says what a piece of text may be in a caption.
func classify(text string) captionPart {
	t := hanzi.Squeeze(text)
	switch {
	case t == "" || len([]rune(t)) > longestTitle:
		return partNone
	case unitBracket.MatchString(t):
		return partUnit
	case unitText.MatchString(t) && len([]rune(t)) <= 16:
		return partUnit
	case ownerText.MatchString(t):
		return partOwner
	case numberText.MatchString(t):
		return partNumber
	case neutralText.MatchString(t):
		return partNeutral
	case sentence.MatchString(t):
		return partNone
	case titleText.MatchString(t) || titleOpen.MatchString(t):
		return partTitle
	}
	return partNone
}

// addTo puts a line into a caption and says whether it belonged there. Parts
// of one line that stand apart (owner left, unit right) are taken one by one.
func addTo(c *gongkai.Caption, l item) bool {
	parts := l.parts()
	kinds := make([]captionPart, len(parts))
	for i, p := range parts {
		kinds[i] = classify(p)
	}
	if len(parts) > 1 {
		whole := classify(l.text())
		mixed := false
		for _, k := range kinds {
			mixed = mixed || k == partNone
		}
		if mixed {
			if whole == partNone || whole == partUnit {
				return false
			}
			parts, kinds = []string{l.text()}, []captionPart{whole}
		}
	} else if kinds[0] == partNone {
		return false
	}
	for i, p := range parts {
		t := hanzi.Squeeze(p)
		switch kinds[i] {
		case partUnit:
			m := unitText.FindStringSubmatch(t)
			if m == nil {
				m = unitBracket.FindStringSubmatch(t)
			}
			if c.Unit == "" && m != nil {
				c.Unit = m[1]
			}
		case partOwner:
			if c.Owner == "" {
				c.Owner = strings.TrimSpace(afterColon(p))
			}
		case partNumber:
			if c.Number == "" {
				c.Number = strings.TrimRight(strings.Trim(t, "()"), ":：")
			}
		case partTitle:
			setTitle(c, p)
		}
	}
	c.Box = l.box().Union(c.Box)
	if c.Page == 0 {
		c.Page = l.page
	}
	return true
}

// setTitle prepends a line to the title: captions are gathered from the table
// upwards.
func setTitle(c *gongkai.Caption, text string) {
	t := strings.TrimSpace(text)
	if m := numberTitle.FindStringSubmatch(hanzi.Squeeze(t)); m != nil {
		if c.Number == "" && !strings.HasSuffix(m[1], "、") {
			c.Number = strings.TrimRight(m[1], ":：、")
		}
		t = dropRunes(t, len([]rune(m[1])))
	}
	c.Title = gongkai.JoinLines(t, c.Title)
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
	for _, c := range []string{"：", ":"} {
		if _, rest, ok := strings.Cut(s, c); ok {
			return rest
		}
	}
	return s
}
