package transform

import (
	"regexp"
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/registry"
)

var (
	yearOfTitle  = regexp.MustCompile(`(20\d\d)年`)
	yearOfText   = regexp.MustCompile(`(20\d\d)年(?:度)?(?:本)?(?:部门|单位|区|市|县|综合|收支|收入|支出|财政)*(?:预算|决算)`)
	titleTail    = regexp.MustCompile(`(20\d\d)?年?(度)?(区级|市级|县级|省级)?(部门|单位|综合)*(预算|决算).*$`)
	yearPrefix   = regexp.MustCompile(`^(20\d\d)年(度)?`)
	decoration   = regexp.MustCompile(`^(附件\d*[:：]?|关于|公开\d*)+`)
	ownerInText  = regexp.MustCompile(`^(?:单位|部门|预算单位|部门\(单位\))名称[:：](.+)$`)
	reviewSuffix = regexp.MustCompile(`(保密审查情况|单位主要负责人|部门主要负责人|单位[:：]|金额单位).*$`)
	placeholder  = regexp.MustCompile(`[X×xＸ]{2,}|\*{2,}|_{2,}`)
)

// titleLines is how many elements at the top of a document may be its cover.
const titleLines = 6

// readDocument says whose document it is, from the document alone.
func readDocument(doc *gongkai.Document) gongkai.DocumentInfo {
	info := gongkai.DocumentInfo{Title: coverTitle(doc)}
	folded := hanzi.Squeeze(info.Title)
	text := leadingText(doc, 4000)
	info.FiscalYear = fiscalYear(folded, text, doc)
	info.Stage = stageOf(folded, doc)
	info.Unit = unitName(folded, doc)
	info.Scope = scopeOf(folded, doc, text)
	if info.Stage != "" {
		info.Family = string(info.Scope) + "_" + string(info.Stage)
	}
	info.Region = registry.RegionOf(trimParty(info.Unit))
	return info
}

// trimParty drops what stands before a place's name in a unit's.
func trimParty(unit string) string {
	for _, p := range []string{"中国共产党", "中共", "中国民主同盟", "中国国民党革命委员会", "共青团", "中国共产主义青年团", "政协"} {
		unit = strings.TrimPrefix(unit, p)
	}
	return unit
}

// coverTitle joins the first elements up to and with the one that says 预算 or
// 决算; the table of contents and page headers do not get in.
func coverTitle(doc *gongkai.Document) string {
	title, n := "", 0
	for _, e := range doc.Body {
		if e.Kind == gongkai.ElementTable {
			break
		}
		text := strings.TrimSpace(e.Text())
		key := hanzi.Squeeze(text)
		if key == "" {
			continue
		}
		if n++; n > titleLines || len([]rune(key)) > 60 || strings.HasPrefix(key, "目录") || strings.HasPrefix(key, "第一部分") {
			break
		}
		if strings.HasPrefix(key, "附件") && len([]rune(key)) <= 4 {
			continue
		}
		title = gongkai.JoinLines(title, text)
		if strings.Contains(key, "预算") || strings.Contains(key, "决算") {
			if strings.HasSuffix(key, "情况") || strings.HasSuffix(key, "说明") || strings.HasSuffix(key, "公开") || strings.HasSuffix(key, "算") || strings.HasSuffix(key, "书") {
				return title
			}
			return title
		}
	}
	for _, t := range doc.Tables {
		if strings.Contains(t.Caption.Title, "预算") || strings.Contains(t.Caption.Title, "决算") {
			return gongkai.JoinLines(t.Caption.Owner, t.Caption.Title)
		}
	}
	return title
}

// leadingText is up to limit runes of the body, squeezed.
func leadingText(doc *gongkai.Document, limit int) string {
	var b strings.Builder
	for _, e := range doc.Body {
		if b.Len() > limit*3 {
			break
		}
		b.WriteString(hanzi.Squeeze(e.Text()))
		b.WriteByte('\n')
	}
	return b.String()
}

// fiscalYear is the year of the title, else the one most often named beside
// 预算 or 决算 in text and captions.
func fiscalYear(title, text string, doc *gongkai.Document) int {
	if m := yearOfTitle.FindStringSubmatch(title); m != nil {
		return atoi(m[1])
	}
	counts := map[int]int{}
	for _, m := range yearOfText.FindAllStringSubmatch(text, -1) {
		counts[atoi(m[1])]++
	}
	for _, t := range doc.Tables {
		if m := yearOfTitle.FindStringSubmatch(hanzi.Squeeze(t.Caption.Title)); m != nil {
			counts[atoi(m[1])] += 2
		}
	}
	best := 0
	for y, n := range counts {
		if n > counts[best] || n == counts[best] && y > best {
			best = y
		}
	}
	return best
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// stageOf decides by the title, else by the captions.
func stageOf(title string, doc *gongkai.Document) gongkai.Stage {
	b, f := strings.LastIndex(title, "预算"), strings.LastIndex(title, "决算")
	switch {
	case f > b:
		return gongkai.StageFinal
	case b >= 0 && f < 0:
		return gongkai.StageBudget
	}
	budget, final := 0, 0
	for _, t := range doc.Tables {
		c := hanzi.Squeeze(t.Caption.Title)
		budget += btoi(strings.Contains(c, "预算") && !strings.Contains(c, "决算"))
		final += btoi(strings.Contains(c, "决算"))
	}
	switch {
	case final > 0 && final >= budget/2:
		return gongkai.StageFinal
	case budget > 0 || b >= 0:
		return gongkai.StageBudget
	}
	return ""
}

// unitName is the owner that most captions name; else the title without its
// year and kind; else what the text names after 单位名称：.
func unitName(title string, doc *gongkai.Document) string {
	counts, order := map[string]int{}, []string{}
	for _, t := range doc.Tables {
		if o := cleanOwner(t.Caption.Owner); o != "" {
			if counts[o] == 0 {
				order = append(order, o)
			}
			counts[o]++
		}
	}
	owner := ""
	for _, o := range order {
		if counts[o] > counts[owner] {
			owner = o
		}
	}
	fromTitle := ""
	if strings.Contains(title, "预算") || strings.Contains(title, "决算") {
		t := yearPrefix.ReplaceAllString(decoration.ReplaceAllString(title, ""), "")
		fromTitle = strings.Trim(titleTail.ReplaceAllString(t, ""), "“”\"（）()的-—:：")
		if m := regexp.MustCompile(`^(.*?)20\d\d年`).FindStringSubmatch(t); m != nil && m[1] != "" {
			fromTitle = strings.Trim(m[1], "“”\"的-—:：")
		}
	}
	if owner == "" {
		for _, e := range doc.Body {
			if m := ownerInText.FindStringSubmatch(hanzi.Squeeze(e.Text())); m != nil {
				if owner = cleanOwner(m[1]); owner != "" {
					break
				}
			}
		}
	}
	// the title of one unit's file names it in full; an owner that only some
	// captions name may be a part of it
	if owner != "" && (fromTitle == "" || len([]rune(fromTitle)) < 4 || counts[owner] > 1 || strings.Contains(owner, fromTitle)) {
		return owner
	}
	return restoreBrackets(consolidated.ReplaceAllString(fromTitle, ""))
}

func cleanOwner(s string) string {
	s = reviewSuffix.ReplaceAllString(hanzi.Squeeze(s), "")
	if placeholder.MatchString(s) || len([]rune(s)) < 3 || isDigits(s) {
		return ""
	}
	// a code may stand before the name: 140009-西安市…
	if m := regexp.MustCompile(`^\d{3,9}[-—_]?(\pL.*)$`).FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	return restoreBrackets(consolidated.ReplaceAllString(s, ""))
}

// consolidated is what marks a department's file and is no part of its name.
var consolidated = regexp.MustCompile(`[(（](汇总|部门汇总|含下属单位)[)）]$`)

// restoreBrackets gives names the full-width brackets they are written with.
func restoreBrackets(s string) string { return strings.NewReplacer("(", "（", ")", "）").Replace(s) }

// scopeOf tells a department with its units from one unit alone.
func scopeOf(title string, doc *gongkai.Document, text string) gongkai.Scope {
	switch {
	case strings.Contains(title, "(本级)") || strings.Contains(title, "单位预算") || strings.Contains(title, "单位决算"):
		return gongkai.ScopeUnit
	case strings.Contains(title, "部门预算") || strings.Contains(title, "部门决算") || strings.Contains(title, "部门综合预算"):
		return gongkai.ScopeDepartment
	}
	unit, department := 0, 0
	for _, t := range doc.Tables {
		c := hanzi.Squeeze(t.Caption.Title)
		unit += btoi(strings.Contains(c, "单位综合预算") || strings.Contains(c, "预算单位") || strings.HasPrefix(c, "单位"))
		department += btoi(strings.Contains(c, "部门综合预算") || strings.HasPrefix(c, "部门"))
	}
	unit += strings.Count(text, "单位预算") + strings.Count(text, "单位决算")
	department += strings.Count(text, "部门预算") + strings.Count(text, "部门决算")
	if unit > department {
		return gongkai.ScopeUnit
	}
	return gongkai.ScopeDepartment
}

// nameCodes fills unit and department codes from the tables that list units.
func nameCodes(info *gongkai.DocumentInfo, facts []gongkai.Fact) {
	want := hanzi.Key(info.Unit)
	names := map[string]string{}
	for _, f := range facts {
		if f.CodeScheme == "unit" && f.Code != "" {
			if _, ok := names[f.Code]; !ok {
				names[f.Code] = f.Label
			}
		}
	}
	for code, name := range names {
		if hanzi.Key(name) != want {
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
