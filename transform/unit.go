package transform

import (
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
	"gongkai/registry"
)

var (
	titlePrefix  = regexp.MustCompile(`^(?:附件[0-9一二三四五六七八九十]*[:：.、]?|关于|公开|[0-9]+[.、])+`)
	titleYear    = regexp.MustCompile(`(?:20[0-9]{2}|二[〇○零0]二?[〇○零一二三四五六七八九十]{1,3})年?度?`)
	titleKind    = regexp.MustCompile(`(?:省本?级|市本?级|区本?级|县本?级|镇级)?(?:部门|单位|本级|综合|整体|项目|收支|预算|决算|支出|绩效|目标|财政|年初|批复|调整|的)*(?:预算|决算|绩效目标).*$`)
	reviewSuffix = regexp.MustCompile(`(?:保密审查情况|单位主要负责人|部门主要负责人|单位[:：]|金额单位|填报日期|编制日期|填报人).*$`)
	placeholder  = regexp.MustCompile(`[X×xＸ]{2,}|\*{2,}|_{2,}|某某单位`)
	codedName    = regexp.MustCompile(`^[\[(（]?([0-9]{3,12})[\])）]?[-—_.]*(\pL.*)$`)
	ownerLabel   = regexp.MustCompile(`^(?:资金|预算|业务)?(?:主管部门|单位名称|部门名称|预算单位)[:：]`)
	ownerInText  = regexp.MustCompile(`^(?:单位|部门|预算单位|部门\(单位\)|部门(?:及|和)单位)(?:名称)?[:：](.+)$`)
	// consolidated is what marks a department's file and is no part of its name.
	consolidated = regexp.MustCompile(`[(（](?:汇总|部门汇总|含下属单位|含所属单位|全口径|部门)[)）]$`)
	doubled      = regexp.MustCompile(`(局|委|办|厅|院|会|中心|部|处|站|队|校|馆|室|府)(?:部门|单位)$`)
	organisation = regexp.MustCompile(`(?:局|委|委员会|办|办公室|办公厅|厅|院|会|中心|部|处|所|站|队|校|学|园|馆|室|府|社|台|场|厂|团|库|组|科|段|署|联|协|大学|学院|医院|公司|基地|政协|人大|工会|纪委|监委|检察院|法院|支队|总队|大队|党校|档案|庭|点|区|街道|镇|乡)(?:[(（][^()（）]*[)）])?$`)
)

// ownerOf is a unit's name and code out of what is printed after 单位名称：, or
// "" where that is a blank, a number or a placeholder.
func ownerOf(s string) (name, code string) {
	s = reviewSuffix.ReplaceAllString(hanzi.Squeeze(s), "")
	s = ownerLabel.ReplaceAllString(s, "")
	if m := codedName.FindStringSubmatch(s); m != nil {
		code, s = m[1], m[2]
	}
	s = plainName(s)
	if placeholder.MatchString(s) || utf8.RuneCountInString(s) < 3 || isDigits(s) {
		return "", ""
	}
	return s, code
}

// plainName is a unit's name without what says that its units are in, with the
// full-width brackets that names are written with.
func plainName(s string) string {
	s = strings.Trim(s, "“”\"'的-—:：、.,，。_")
	s = consolidated.ReplaceAllString(s, "")
	if m := doubled.FindStringSubmatch(s); m != nil {
		s = strings.TrimSuffix(strings.TrimSuffix(s, "部门"), "单位")
	}
	// a running head above the title gives the name twice
	if half := len(s) / 2; half >= len("某某局") && s[:half] == s[half:] {
		s = s[:half]
	}
	return strings.NewReplacer("(", "（", ")", "）").Replace(s)
}

// nameInTitle is the unit that a title names, or "": what stands before the
// year, else what stands between the year and the kind of document.
func nameInTitle(key string) string {
	if !aboutMoney.MatchString(key) {
		return ""
	}
	key = titlePrefix.ReplaceAllString(key, "")
	if at := titleYear.FindStringIndex(key); at != nil {
		if at[0] > 0 {
			return plainName(key[:at[0]])
		}
		key = key[at[1]:]
	}
	if at := titleYear.FindStringIndex(key); at != nil && at[0] > 0 {
		key = key[:at[0]]
	}
	return plainName(titleKind.ReplaceAllString(key, ""))
}

// publisher is who publishes a document, with a code where one stands beside
// the name. The owner lines of the captions, the cover and the title name it,
// in tables of goals the line 部门名称; the fullest form of the name counts.
func publisher(c cover, doc *gongkai.Document) (name, code string) {
	owner, code, times := captionOwner(doc)
	if o, k := ownerOf(c.owner); o != "" {
		if owner == "" || fuller(o, owner) == o {
			owner = o
		}
		code = firstOf(code, k)
		times += 2
	}
	title := nameInTitle(c.key)
	if registry.IsRegion(title) || utf8.RuneCountInString(title) < 3 || placeholder.MatchString(title) {
		title = ""
	}
	switch {
	case title == "" && owner == "":
		if name, code = fromGoals(doc); name == "" {
			name = fromHeading(doc)
		}
		return name, code
	case title == "":
		return owner, code
	case owner == "":
		return title, code
	}
	if f := fuller(title, owner); f != "" {
		return f, code
	}
	// An owner that only some captions name may be a part of the unit.
	if times > 1 && !organisation.MatchString(title) {
		return owner, code
	}
	return title, ""
}

// fuller is the longer of two forms of one name, or "" where they are two
// names. 退役军人事务局 is 湖州市退役军人事务局 in its own city's list.
func fuller(a, b string) string {
	ka, kb := hanzi.Key(a), hanzi.Key(b)
	switch {
	case strings.HasSuffix(ka, kb), strings.Contains(ka, kb) && strings.HasSuffix(a, "）"):
		return a
	case strings.HasSuffix(kb, ka), strings.Contains(kb, ka) && strings.HasSuffix(b, "）"):
		return b
	case registry.SameUnit(a, b):
		return a
	}
	return ""
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// captionOwner is the owner that most captions name, the first of equals.
func captionOwner(doc *gongkai.Document) (name, code string, times int) {
	counts, codes := map[string]int{}, map[string]string{}
	var order []string
	for i := range doc.Tables {
		o, k := ownerOf(doc.Tables[i].Caption.Owner)
		if o == "" {
			continue
		}
		if counts[o] == 0 {
			order = append(order, o)
		}
		counts[o]++
		codes[o] = firstOf(codes[o], k)
	}
	for _, o := range order {
		if counts[o] > counts[name] {
			name = o
		}
	}
	return name, codes[name], counts[name]
}

// goalOwner are the labels beside which a table of goals names the unit.
var goalOwner = regexp.MustCompile(`^(?:部门|单位|部门\(单位\)|单位\(部门\)|预算部门|预算单位|项目单位|填报单位|实施单位)名?称?$`)

// fromGoals finds the unit beside 部门名称 in a table of the whole unit's goals,
// or after 单位名称： in the text.
func fromGoals(doc *gongkai.Document) (name, code string) {
	for i := range doc.Tables {
		t := &doc.Tables[i]
		for k := range t.Cells {
			if t.Cells[k].Row > 4 || !goalOwner.MatchString(hanzi.Squeeze(t.Cells[k].Text)) {
				continue
			}
			if k+1 < len(t.Cells) && t.Cells[k+1].Row == t.Cells[k].Row {
				if name, code = ownerOf(t.Cells[k+1].Text); name != "" {
					return name, code
				}
			}
		}
	}
	for _, e := range doc.Body {
		if e.Kind == gongkai.ElementTable || len(e.Lines) == 0 || !strings.ContainsAny(e.Lines[0].Text, ":：") {
			continue
		}
		if m := ownerInText.FindStringSubmatch(hanzi.Squeeze(e.Lines[0].Text)); m != nil {
			if name, code = ownerOf(m[1]); name != "" {
				return name, code
			}
		}
	}
	return "", ""
}

// overview is the heading of a first part that names the unit: 第一部分 某某市
// 财政局概况.
var overview = regexp.MustCompile(`^第[一1]部分[:：、]?(.{4,40}?)(?:部门|单位)?(?:基本)?概况$`)

// fromHeading finds the unit in the heading of the first part, or "".
func fromHeading(doc *gongkai.Document) string {
	for _, e := range doc.Body {
		if e.Kind != gongkai.ElementHeading || len(e.Lines) > 2 {
			continue
		}
		if m := overview.FindStringSubmatch(hanzi.Squeeze(e.Text())); m != nil {
			if name := plainName(m[1]); organisation.MatchString(name) {
				return name
			}
		}
	}
	return ""
}

// nameCodes fills unit and department codes from the tables that list units.
func nameCodes(info *gongkai.DocumentInfo, facts []gongkai.Fact) {
	names := map[string]string{}
	for _, f := range facts {
		if f.CodeScheme == "unit" && f.Code != "" {
			if _, ok := names[f.Code]; !ok {
				names[f.Code] = f.Label
			}
		}
	}
	for code, name := range names {
		if !registry.SameUnit(name, info.Unit) {
			continue
		}
		// a department and its own bureau bear one name; the longer code is the unit's
		longer := len(code) > len(info.UnitCode)
		if info.UnitCode == "" || (info.Scope == gongkai.ScopeUnit) == longer {
			info.UnitCode = code
		}
	}
	for code, name := range names {
		if info.UnitCode != "" && isUnder(info.UnitCode, code) && len(code) > len(info.DepartmentCode) {
			info.DepartmentCode, info.Department = code, name
		}
	}
}
