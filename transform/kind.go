package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
	"gongkai/registry"
)

// otherKind is a kind of document that is no unit's or department's budget or
// accounts.
type otherKind struct {
	// family goes into DocumentInfo.Family, zh and en into the reason.
	family, zh, en string
}

var (
	governmentBudget = otherKind{"government_budget", "政府预算", "a government's budget"}
	governmentFinal  = otherKind{"government_final", "政府决算", "a government's final accounts"}
	evaluation       = otherKind{"performance_evaluation", "绩效评价、自评", "an evaluation of performance"}
	notice           = otherKind{"official_document", "公文", "an official document (notice, opinion, plan)"}
	unknownKind      = otherKind{"other", "其他", "a document of another kind"}
)

// titled are kinds that a title tells, in order of precedence; patterns are
// over the folded text of the cover without white space.
var titled = []struct {
	kind  otherKind
	match *regexp.Regexp
}{
	{evaluation, regexp.MustCompile(`绩效(?:自我)?(?:评价|评估|自评)|自评(?:报告|表)|绩效(?:评价)?报告|评价报告|绩效运行监控`)},
	{otherKind{"audit", "审计报告", "an audit"}, regexp.MustCompile(`审计(?:结果|工作|查出|整改)?(?:公告|报告|结果|情况)`)},
	{otherKind{"procurement_intention", "政府采购意向", "an announcement of procurement"}, regexp.MustCompile(`采购意向|采购公告|招标公告|(?:中标|成交)(?:结果)?公告|采购(?:结果|合同)公[告示]`)},
	{otherKind{"government_debt", "政府债务", "a statement of government debt"}, regexp.MustCompile(`债务(?:限额|余额|情况|收支|管理)|(?:一般|专项|政府|再融资)债券|政府(?:性)?债务`)},
	{otherKind{"three_public_summary", "“三公”经费汇总", "a summary of the three public expenses of many units"}, regexp.MustCompile(`三公.{0,4}经费.{0,16}汇总|(?:本级|全[省市区县]).{0,20}三公.{0,4}经费|汇总.{0,12}三公`)},
	{otherKind{"special_fund", "专项资金", "an allocation of special funds"}, regexp.MustCompile(`(?:提前)?下达.{0,40}(?:资金|指标|补助|预算)|资金(?:分配|安排)(?:方案|情况|结果|计划|表)|转移支付.{0,10}(?:情况|分配|安排)`)},
	{otherKind{"website_report", "政府网站工作年度报表", "an annual report on a government website"}, regexp.MustCompile(`政府网站.{0,8}(?:报表|报告)`)},
	{otherKind{"information_report", "政府信息公开", "a report or guide on open government"}, regexp.MustCompile(`信息公开(?:工作)?(?:年度)?(?:年报|报告)|信息公开(?:指南|流程图|申请表)`)},
	{otherKind{"work_report", "工作报告", "a report on work"}, regexp.MustCompile(`法治政府建设|工作(?:总结|报告)$`)},
}

var (
	// ofUnit is what titles of units' and departments' documents have.
	ofUnit = regexp.MustCompile(`(?:部门|单位|本级\)|机关\))[^。]{0,10}?(?:预算|决算|收支)|(?:预算|决算)公开(?:说明|报告|表|文本)`)
	// evaluates ends the titles of evaluations.
	evaluates = regexp.MustCompile(`(?:评价|自评|评估|运行监控)(?:情况|结果|工作)*(?:报告|表|公开|公示|说明)*(?:\([^)]*\))?$|绩效报告$`)
	// ofGovernment is what titles of governments' have.
	ofGovernment = regexp.MustCompile(`政府(?:性)?(?:预|决)算|财政(?:总)?(?:预|决)算|总(?:预|决)算|(?:预|决)算草案|预算执行情况|(?:预|决)算执行|社会保险基金(?:预|决)算|财政收支|一般公共(?:预算|财政)收支|预算调整方案|(?:政府性基金|国有资本经营)(?:预|决)算(?:收支|执行)`)
	// documentNumber and documentName make a cover that of an official document.
	documentNumber = regexp.MustCompile(`[〔\[(（](?:19|20)\d\d[〕\])）]第?\d+号|公报`)
	documentName   = regexp.MustCompile(`的?(?:通知|意见|决定|批复|公告|通告|函|规划|实施细则|管理办法|暂行办法|方案|纪要|通报)(?:\n|$)`)
	// revenueOfGovernment are lines that only a government's tables have.
	revenueOfGovernment = []string{"税收收入", "增值税", "企业所得税", "个人所得税", "城市维护建设税", "耕地占用税", "契税", "返还性收入", "一般性转移支付收入", "专项转移支付收入", "地方政府一般债务收入", "国有土地使用权出让收入", "调入资金"}
)

// kindOf decides on a document's own content whether it is a unit's or
// department's budget or accounts; the second value is false when it is, else
// the first says what it is.
func kindOf(doc *gongkai.Document, c cover, r *gongkai.Reading) (otherKind, bool) {
	head := c.head
	key := c.key
	title := hanzi.Squeeze(r.Document.Title)
	if key == "" {
		key = title
	}
	statutory, targets := evidence(r)
	if statutory < 3 {
		if k, ok := aboutDisclosures(key); ok {
			return k, true
		}
	}
	disclosed := ofUnit.MatchString(key) || namesUnit(key)
	for _, k := range titled {
		if !k.match.MatchString(strings.ReplaceAll(head, "\n", "")) && !k.match.MatchString(title) {
			continue
		}
		// The budget of an evaluation centre, or a 部门决算 with a section on
		// evaluation, is no evaluation; a table of a department's evaluation is.
		if disclosed && (k.kind != evaluation || !evaluates.MatchString(key)) {
			continue
		}
		if statutory > 3 && k.kind != evaluation {
			continue
		}
		return k.kind, true
	}
	if !disclosed {
		if k, ok := governmentKind(key, doc); ok {
			return k, true
		}
		if documentNumber.MatchString(head) && documentName.MatchString(head) && statutory < 3 {
			return notice, true
		}
	}
	switch {
	case disclosed, statutory > 1, targets && strings.Contains(key+head+title, "绩效目标"):
		return otherKind{}, false
	case statutory > 0 && aboutMoney.MatchString(key), speaksOfBudget(doc, r):
		return otherKind{}, false
	}
	if documentName.MatchString(head) {
		return notice, true
	}
	return unknownKind, true
}

var (
	// official ends the titles of what is said to units about their budgets:
	// 关于批复2024年部门预算的通知.
	official = regexp.MustCompile(`的?(?:通知|批复|意见|决定|函|通告|请示|管理办法|实施细则)$`)
	// asked ends the titles of what asks or explains.
	asked = regexp.MustCompile(`调查问卷|问卷调查|征求意见稿?$|常见问题|问题解答|政策解读|操作(?:规程|手册|指南)$`)
	// summed says that three public expenses are many units'.
	summed = regexp.MustCompile(`三公.{0,12}汇总(?:公开|情况|说明|表|数据)*$`)
)

// aboutDisclosures tells what only speaks of units' budgets or accounts, and has
// their words in its title.
func aboutDisclosures(key string) (otherKind, bool) {
	switch {
	case official.MatchString(key):
		for _, k := range titled {
			if k.match.MatchString(key) {
				return k.kind, true // 关于提前下达…专项资金的通知 allocates
			}
		}
		return notice, true
	case asked.MatchString(key):
		return unknownKind, true
	case summed.MatchString(key):
		for _, k := range titled {
			if k.kind.family == "three_public_summary" {
				return k.kind, true
			}
		}
	}
	return otherKind{}, false
}

// namesUnit says whether a title names a unit, and not a place or its
// government, as the one whose budget or accounts it has: 某某市档案馆2022年决算公开.
func namesUnit(key string) bool {
	if evaluates.MatchString(key) || ofGovernment.MatchString(key) {
		return false
	}
	name := nameInTitle(key)
	if !organisation.MatchString(name) || registry.IsRegion(name) || strings.HasPrefix(name, "20") {
		return false
	}
	place := strings.TrimSuffix(name, "人民政府")
	return place == name || !registry.IsRegion(place)
}

// evidence counts the statutory tables with amounts, other than goals, and says
// whether there are tables of goals.
func evidence(r *gongkai.Reading) (statutory int, targets bool) {
	for i := range r.Tables {
		t := &r.Tables[i]
		switch {
		case t.Kind != gongkai.TableStatutory || len(t.Rows) == 0:
		case strings.HasPrefix(t.Key, "kpi_"):
			targets = true
		case t.Confidence >= 0.6:
			statutory++
		}
	}
	return statutory, targets
}

// governmentKind recognises the budget or accounts of a whole government, by
// its title or by the revenue that only governments have.
func governmentKind(key string, doc *gongkai.Document) (otherKind, bool) {
	kind := governmentBudget
	if final := strings.LastIndex(key, "决算"); final > strings.LastIndex(key, "预算") {
		kind = governmentFinal
	}
	if ofGovernment.MatchString(key) {
		return kind, true
	}
	lines := 0
	for i := range doc.Tables {
		for k := range doc.Tables[i].Cells {
			if cell := &doc.Tables[i].Cells[k]; cell.Col < 3 && len(cell.Text) < 60 && endsAny(hanzi.Key(cell.Text), revenueOfGovernment) {
				lines++
			}
		}
	}
	return kind, lines >= 4
}

func endsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// speaksOfBudget says whether a text without a title of its own explains a
// unit's or department's budget or accounts.
func speaksOfBudget(doc *gongkai.Document, r *gongkai.Reading) bool {
	if len(r.Narrative) < 5 {
		return false
	}
	n := 0
	for _, e := range doc.Body {
		for _, l := range e.Lines {
			for _, w := range []string{"部门预算", "单位预算", "部门决算", "单位决算", "收入预算", "支出预算", "收入决算", "支出决算"} {
				n += strings.Count(l.Text, w)
			}
		}
	}
	return n >= 5
}

// unrelate makes a reading one of a document that is no disclosure: its tables
// stay as printed, without a meaning.
func unrelate(r *gongkai.Reading, k otherKind) {
	r.Outcome = gongkai.Outcome{Status: gongkai.StatusUnrelated, Reason: k.en + " (" + k.zh + "), not the budget or accounts of a unit or department"}
	r.Document.Family, r.Document.Part, r.Document.Scope = k.family, "", ""
	for i := range r.Tables {
		t := &r.Tables[i]
		t.Key, t.Kind, t.Confidence = "", gongkai.TableOther, 0
		if t.State == gongkai.TableMissing {
			t.State = gongkai.TableUnknown
		}
	}
	r.Facts, r.Narrative, r.Targets, r.Declarations = []gongkai.Fact{}, []gongkai.Statement{}, []gongkai.Target{}, []gongkai.Declaration{}
}
