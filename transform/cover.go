package transform

import (
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
	"gongkai/registry"
)

// cover is what stands at the top of a document, before its table of contents,
// its first section and its first table.
type cover struct {
	// title as printed, lines joined, and folded without white space.
	title, key string
	// head is every line of the cover, folded without white space.
	head string
	// owner is what stands after 预算单位：, parent after 主管部门：.
	owner, parent string
	// complete: the title says that it is one of a budget or of accounts.
	complete bool
}

// Caps of a cover: more lines, or a longer one, are text.
const (
	coverLines = 24
	coverLine  = 60
	titleLines = 6
)

var (
	coverOwner  = regexp.MustCompile(`^(?:预算|编制|公开|填报|决算|所属)?(?:单位|部门|部门\(单位\)|单位\(部门\)|预算主管部门)(?:名称)?(?:\((?:盖章|公章)\))?:(.+)$`)
	coverParent = regexp.MustCompile(`^(?:上级|业务)?主管(?:部门|单位)(?:名称)?:(.+)$`)
	// notTitle are lines of a cover that belong to no title.
	notTitle = regexp.MustCompile(`^附件\d*[:：]?$|^(?:公开|预算)?\d*表?$|审查情况|审签情况|^监督索引号|^(?:索引号|发布机构|发布日期|发文日期|信息来源|来源|主题分类|文号|公开方式|公开时限|浏览次数|字体|打印)[:：]|^金?额?单位:(?:万|千|百)?元|^日期|^\d{4}年\d{1,2}月(?:\d{1,2}日)?$|^[A-Z]+[A-Z0-9]*-\d{4}-\d+$|〔\d{4}〕\d+号`)
	// titleGoesOn are lines that go on with a title that is complete already.
	titleGoesOn = regexp.MustCompile(`^(?:的|及|和|信息|情况|文字|编制|有关|公开|说明|报告|文本|目标|绩效|申报|[(（](?:更正|更新|修订|调整|汇总|本级|公开)[^)）]*[)）]|表格?|草案|书)+$`)
	// aboutMoney are the words that a title of a budget or of accounts has.
	aboutMoney = regexp.MustCompile(`预算|决算|绩效目标|收支`)
	// named ends the title of a document of another kind.
	named    = regexp.MustCompile(`(?:报告|报表|通知|意见|办法|方案|流程图|公告|公示|总结|批复|决定)$`)
	contents = regexp.MustCompile(`^目[录次]|^第[一1]部分|^[一二]、|^\(一\)`)
)

// coverOf reads the top of a document.
func coverOf(doc *gongkai.Document) cover {
	var c cover
	lines, titled := 0, 0
	for _, e := range doc.Body {
		if e.Kind == gongkai.ElementTable || lines >= coverLines {
			break
		}
		for _, l := range e.Lines {
			key := hanzi.Squeeze(l.Text)
			if key == "" || strings.Trim(key, "-—–0123456789") == "" && len(key) < 6 {
				continue
			}
			if contents.MatchString(key) || utf8.RuneCountInString(key) > coverLine || strings.HasSuffix(key, "。") || lines >= coverLines {
				return c
			}
			lines++
			c.head += key + "\n"
			switch {
			case c.owned(key):
			case notTitle.MatchString(key):
			case c.complete && titled < titleLines && c.owner == "" && c.ownedBy(key):
				titled = titleLines
			case c.complete && !titleGoesOn.MatchString(key) || titled >= titleLines:
				titled = titleLines
			default:
				titled++
				c.title = gongkai.JoinLines(c.title, strings.TrimSpace(l.Text))
				c.key = hanzi.Squeeze(c.title)
				c.complete = aboutMoney.MatchString(c.key)
				if !c.complete && named.MatchString(c.key) {
					titled = titleLines
				}
			}
		}
	}
	return c
}

// ownedBy takes a line that is nothing but the name of a unit, behind a title
// that names none: 2024年度部门预算 / 某某市行政审批局.
func (c *cover) ownedBy(key string) bool {
	name, _ := ownerOf(key)
	if name == "" || !organisation.MatchString(name) || aboutMoney.MatchString(name) || registry.IsRegion(name) {
		return false
	}
	if title := nameInTitle(c.key); title != "" && !registry.IsRegion(title) && !placeholder.MatchString(title) {
		return false
	}
	c.owner = key
	return true
}

// owned takes a line that names whose document it is.
func (c *cover) owned(key string) bool {
	if m := coverParent.FindStringSubmatch(key); m != nil {
		c.parent = m[1]
		return true
	}
	m := coverOwner.FindStringSubmatch(key)
	if m == nil || aboutMoney.MatchString(m[1]) && utf8.RuneCountInString(m[1]) < 8 {
		return false
	}
	if c.owner == "" {
		c.owner = m[1]
	}
	return true
}

// titleOf is the title of the cover or, where there is none, of the first
// table.
func titleOf(c cover, doc *gongkai.Document) string {
	if c.complete {
		return c.title
	}
	first := ""
	for i := range doc.Tables {
		t := doc.Tables[i].Caption.Title
		if aboutMoney.MatchString(t) {
			return t
		}
		first = firstOf(first, t)
	}
	return firstOf(c.title, first)
}
