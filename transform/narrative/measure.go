package narrative

import (
	"strings"
	"sync"

	"gongkai"
	"gongkai/internal/regexp"
)

// rule names the measure of phrases that match.
type rule struct {
	measure string
	kind    gongkai.StatementKind
	// word is a text that every match contains; it is looked for first.
	word string
	// match finds the subject in the phrase.
	match string
	// under limits the rule to parts of a level with this measure, says to
	// sentences that have one of these texts (a|b) before the value, about to
	// sentences or headings that do.
	under string
	says  string
	about string
	// unless keeps the rule from clauses that have one of these texts.
	unless string
	// alone: a part of a level whose own measure is not of the list of wholes
	// does not have it (公用经费 of one unit among many).
	alone bool
	// unit is how the unit must begin.
	unit string
	// after limits the rule to a sentence right behind one with this measure,
	// whose verb it goes on with.
	after string
	// keep: the subject is the whole phrase, not the match alone.
	keep bool
}

const (
	money = gongkai.StatementMoney
	count = gongkai.StatementCount
	// goalMoney names money under goals or evaluations.
	goalMoney = `涉及(项目|预算|财政性?)*(资金|金额)?(总额|合计|共计|共)?$`
)

// rules in order of precedence among matches that end at the same place; the
// match that ends nearest to the value wins.
var rules = []rule{
	// “三公”经费, meetings, training
	{measure: "three_public.vehicles", kind: money, word: "购置", match: `(公务用?车(用车)?|公车|车辆|^)购置(费用|经费|费)?(及|和|与|、)(公务用?车|车辆)?(保有|运行|运维)(维护)?(费用|经费|费|支出)?`},
	{measure: "three_public.vehicle_purchase", kind: money, word: "购置", match: `(公务用?车|车辆|用车)(更新)?购置(费用|经费|费|支出)?`},
	{measure: "three_public.vehicle_operation", kind: money, word: "车运", match: `(公务用?车|公车|用车)(运行维护|运行|运维)(费用|经费|费|支出)?`},
	{measure: "three_public.vehicle_operation", kind: money, word: "车辆运", match: `(公务|公用)?车辆(运行维护|运行|运维)(费用|经费|费|支出)`},
	{measure: "three_public.abroad", kind: money, word: "出国", match: `因公(临时)?出国(\(境\))?(费用|经费|费|支出)?`},
	{measure: "three_public.reception", kind: money, word: "公务接待", match: `公务接待(费用|经费|费|支出)?`},
	{measure: "three_public.total", kind: money, word: "三公", match: `[“"'‘]?三公[”"'’]?经费`},
	{measure: "meeting", kind: money, word: "会议费", match: `会议费`},
	{measure: "training", kind: money, word: "培训费", match: `培训费`},
	{measure: "travel", kind: money, word: "差旅费", match: `差旅费`, alone: true},

	// operating costs and the halves of expenditure
	{measure: "operating_costs", kind: money, word: "机关运行", match: `机关运行(经费|费用|费)`},
	{measure: "entrusted_services", kind: money, word: "委托业务费", match: `委托业务费`},
	{measure: "public_operating", kind: money, word: "公用经费", match: `(日常)?公用经费`, alone: true},
	{measure: "personnel", kind: money, word: "人员经费", match: `(在职)?人员经费`, alone: true},
	{measure: "basic", kind: money, word: "基本支出", match: `基本支出`, alone: true},
	{measure: "project", kind: money, word: "项目支出", match: `项目支出`, alone: true},

	// 政府采购
	{measure: "procurement.micro", kind: money, word: "微", match: `(小微|小型和微型|小型、微型|微型)企业.*$`, about: "采购", keep: true},
	{measure: "procurement.sme", kind: money, word: "中小企业", match: `中小企业.*$`, about: "采购", keep: true},
	{measure: "procurement.goods", kind: money, word: "货物", match: `(政府)?(集中|分散)?(采购)?货物(类)?(政府)?(采购|项目|支出|预算|金额|合同)*`, about: "采购"},
	{measure: "procurement.works", kind: money, word: "工程", match: `(政府)?(集中|分散)?(采购)?工程(类)?(政府)?(采购|项目|支出|预算|金额|合同)*$`, about: "采购"},
	{measure: "procurement.services", kind: money, word: "服务", match: `(政府)?(集中|分散)?(采购)?服务(类)?(政府)?(采购|项目|支出|预算|金额|合同)*$`, about: "采购"},
	{measure: "procurement.total", kind: money, word: "政府采购", match: `政府采购(支出|预算|项目|安排|资金|金额|规模|计划|总额|总计|合同)*`},

	// 绩效
	{measure: "kpi_coverage.gpb", kind: money, word: "一般公共预算", match: `一般公共预算(当年)?(财政)?(拨款)?`, says: "绩效目标管理", keep: true},
	{measure: "kpi_coverage.gov_fund", kind: money, word: "政府性基金", match: `政府性基金(预算)?(当年)?(财政)?(拨款)?`, says: "绩效目标管理", keep: true},
	{measure: "kpi_coverage.state_capital", kind: money, word: "国有资本经营", match: `国有资本经营(预算)?(当年)?(财政)?(拨款)?`, says: "绩效目标管理", keep: true},
	{measure: "kpi_overall.amount", kind: money, word: "涉及", match: goalMoney, says: "整体支出", unless: "项目|评价|自评|跟踪|监控"},
	{measure: "kpi_projects.amount", kind: money, word: "涉及", match: goalMoney, says: "绩效目标", unless: "评价|自评|跟踪|监控"},
	{measure: "kpi_projects.amount", kind: money, word: "资金", match: `^(项目)?预算资金(总额|合计|共计|共)?$`, says: "绩效目标", unless: "评价|自评|跟踪|监控"},
	{measure: "kpi_evaluations.amount", kind: money, word: "涉及", match: goalMoney, says: "绩效评价|绩效自评|自评|绩效跟踪|绩效监控"},
	{measure: "kpi_evaluations.amount", kind: money, word: "金", match: `^(项目|预算|财政|涉及)*(资金|金额)(总额|合计|共计|共)?$`, says: "绩效评价|绩效自评|自评|绩效监控"},
	{measure: "kpi_evaluations.count", kind: count, word: "项目", match: `(涉及|评价|自评)(预算|支出|二级|一级)?项目(支出)?(共|共计)?$`, says: "绩效评价|绩效自评|自评|绩效监控"},
	{measure: "kpi_projects.count", kind: count, word: "绩效目标", match: `(编报)?绩效目标(管理)?的([0-9]{4}年度?)?(一级|二级)?(预算)?项目`},

	// 人员编制
	{measure: "posts.administrative", kind: count, word: "行政", match: `行政(人员)?编制(人员)?(人数|数)?`},
	{measure: "posts.public_institution", kind: count, word: "事业", match: `事业(单位)?(人员)?编制(人员)?(人数|数)?`},
	{measure: "posts.workers", kind: count, word: "工勤", match: `(机关|后勤)?(服务|工勤)(人员)?编制(人员)?(人数|数)?`},
	{measure: "posts.political_legal", kind: count, word: "政法", match: `政法(专项|专用)?编制(人员)?(人数|数)?`},
	{measure: "posts.total", kind: count, word: "编制", match: `(人员|核定|总)?编制(人员)?(总人数|总数|人数|数)?(核定)?$`},
	{measure: "posts.administrative", kind: count, word: "行政", match: `行政(人员)?$`, under: "posts."},
	{measure: "posts.public_institution", kind: count, word: "事业", match: `事业(人员)?$`, under: "posts."},
	{measure: "posts.workers", kind: count, word: "工勤", match: `(机关|后勤)?工勤(人员)?$`, under: "posts."},
	{measure: "retirees", kind: count, word: "离退休", match: `(单位管理的)?离退休(人员|干部|职工|教师|人数)*$`},
	{measure: "retirees.veteran", kind: count, word: "离休", match: `离休(人员|干部|职工|人数)*$`},
	{measure: "retirees.retired", kind: count, word: "退休", match: `退休(人员|干部|职工|教师|教职工|人数)*$`},
	{measure: "staff.administrative", kind: count, word: "行政", match: `(实有)?(在职|在编)?行政(编制)?(人员)?$`, under: "staff."},
	{measure: "staff.public_institution", kind: count, word: "事业", match: `(实有)?(在职|在编)?事业(编制|单位)?(人员)?$`, under: "staff."},
	{measure: "staff.workers", kind: count, word: "工勤", match: `(机关|后勤)?工勤(编制)?(人员)?$`, under: "staff."},
	{measure: "staff.off_post", kind: count, word: "编外", match: `编外(聘用)?(人员)?(实有)?(人数)?$`},
	{measure: "staff.total", kind: count, word: "实有", match: `(年末)?实有(在职|在编|在册)*(人员|人数|职工)*(总数)?$`},
	{measure: "staff.total", kind: count, word: "在职", match: `(实有|现有|年末)?在职(在编)?(人员|职工|人数)*(总数)?(实有?)?$`},
	{measure: "staff.total", kind: count, word: "职工", match: `(实有|现有|实际|年末)?(在职|在编|在岗|正式)*(教职员工|教职工|干部职工|职工)(人员|人数|总数)*(共|计)?$`},
	{measure: "staff.total", kind: count, word: "在编", match: `(实有|现有|年末)?在编(在职)?(人员|职工|人数)*(总数)?(实有)?$`},

	// 机构
	{measure: "internal_offices.total", kind: count, word: "内设", match: `内设(职能)?(机构|处室|科室|部门|处|科)*$`},
	{measure: "units.count", kind: count, word: "下属", match: `下属(预算|事业|二级|独立核算|行政)*单位(共|数)?$`},
	{measure: "units.count", kind: count, word: "所属", match: `所属(预算|事业|二级|独立核算|行政)*单位(共|数)$`},

	// 车辆
	{measure: "vehicles.*.ministerial", kind: count, word: "领导", match: `(副?部(\(省\))?级(及以上)?)领导(干部)?用车$`},
	{measure: "vehicles.*.principal", kind: count, word: "主要", match: `主要(领导(干部)?|负责人)用车$`},
	{measure: "vehicles.*.confidential", kind: count, word: "机要", match: `机要(通信|应急)*用车$`},
	{measure: "vehicles.*.emergency", kind: count, word: "应急", match: `应急(保障)?用车$`},
	{measure: "vehicles.*.law_enforcement", kind: count, word: "执勤", match: `(一般)?(执法)?执勤用车$`},
	{measure: "vehicles.*.special", kind: count, word: "特种", match: `特种(专业|技术)*用车$`},
	{measure: "vehicles.*.retired", kind: count, word: "离退休", match: `离退休(干部|人员|服务)*用车$`},
	{measure: "vehicles.*.general", kind: count, word: "一般公务", match: `一般公务(用车|车辆)$`},
	{measure: "vehicles.*.other", kind: count, word: "其他", match: `其他(按照规定配备的)?(公务)?用车$`},
	{measure: "vehicles.purchase_plan", kind: count, word: "购置", match: `(计划|拟|安排)?购置(公务)?(车辆|用车|汽车)$`, says: "预算安排|计划|拟|安排购置"},
	{measure: "vehicles.purchase_plan", kind: count, word: "配置", match: `(计划|拟|安排)?(新增)?配置(公务)?(车辆|用车|汽车)$`, says: "预算安排|计划|拟|新增"},
	{measure: "vehicles.purchased", kind: count, word: "购置", match: `(更新)?购置(公务)?(车辆|用车|汽车)(数量?)?$|公务用车(更新)?购置(数量?)?$`},
	{measure: "vehicles.stock", kind: count, word: "车", match: `(公务用车|公务车|车辆|汽车)(实有|保有)?(数量?|量)?$`},

	// 资产
	{measure: "equipment_*.purchase_plan", kind: count, word: "设备", match: `((计划|拟|安排)?(购置)?)?单(价|位价值|台价值)?(在)?[0-9.]+万元(\(含\))?(及)?(以上|\(含\))(的)?(通用|专用|大型)*设备(\([^)]*\))?$`, says: "购置"},
	{measure: "equipment_*.purchase_plan", kind: count, word: "设备", match: `单(价|位价值|台价值)(在)?[0-9.]+万元(\(含\))?(及)?(以上|\(含\))(的)?(通用|专用|大型)*设备(\([^)]*\))?$`, after: "vehicles.purchase_plan", unless: "有|截至|截止"},
	{measure: "equipment_*.stock", kind: count, word: "设备", match: `单(价|位价值|台价值)(在)?[0-9.]+万元(\(含\))?(及)?(以上|\(含\))(的)?(通用|专用|大型)*设备(\([^)]*\))?$`},
	{measure: "fixed_assets.purchase_plan", kind: money, word: "固定资产", match: `(拟)?购置固定资产`},
	{measure: "fixed_assets", kind: money, word: "固定资产", match: `固定资产(总额|金额|原值|净值|总值|价值)?$`},
	{measure: "floor_area", kind: count, word: "房屋", match: `房屋(建筑)?(面积)?$`},

	// 出国, 接待
	{measure: "abroad.groups", kind: count, word: "团组", match: `(因公)?出国(\(境\))?团组(数|共)?`},
	{measure: "abroad.persons", kind: count, word: "出国", match: `出国(\(境\))?(累计)?(人次|人数|人员)?`, says: "团组"},
	{measure: "reception.persons", kind: count, word: "接待", match: `公务接待(人次|人数)?(数)?$`, unit: "人"},
	{measure: "reception.batches", kind: count, word: "接待", match: `公务接待(批次)?(数)?$`},
	{measure: "reception.persons", kind: count, word: "接待", match: `接待(人次|人数|人员)(数)?$`},
	{measure: "reception.batches", kind: count, word: "来访", match: `接待(国内|国外|外事|外宾)?来访团组(数)?$`},
	{measure: "reception.batches", kind: count, word: "接待", match: `接待[^,。]{0,10}$`, unit: "批"},
	{measure: "reception.persons", kind: count, word: "来宾", match: `(接待)?(国内|国外|外事)?来宾(人次|人数)?$`},
}

// wholes are measures whose parts may have measures of their own.
var wholes = map[string]bool{"total": true, "basic": true, "project": true, "three_public.total": true, "operating_costs": true}

var compiled = sync.OnceValue(func() []*regexp.Regexp {
	out := make([]*regexp.Regexp, len(rules))
	for i := range rules {
		out[i] = regexp.MustCompile(rules[i].match)
	}
	return out
})

// naming is what a phrase says about its subject.
type naming struct {
	measure string
	// subject as runes of the phrase.
	subject span
	rule    *rule
}

// context is what a rule may ask about.
type context struct {
	kind gongkai.StatementKind
	unit string
	// parent is the measure of the level that this one is a part of, part
	// whether there is one.
	part   bool
	parent string
	// sentence is the sentence up to the value, clause its part behind the last
	// semicolon, headings what stands over it.
	sentence, clause, headings string
	// before is the measure of the sentence before, beside that of the level
	// before in the same clause.
	before, beside string
}

// name finds the measure of a phrase.
func name(phrase []rune, c context) (naming, bool) {
	text := string(phrase)
	var best naming
	found := false
	for i := range rules {
		r := &rules[i]
		if r.kind != c.kind || !strings.Contains(text, r.word) || !r.applies(c) {
			continue
		}
		all := compiled()[i].FindAllStringIndex(text, -1)
		if len(all) == 0 {
			continue
		}
		at := all[len(all)-1]
		s := span{len([]rune(text[:at[0]])), len([]rune(text[:at[1]]))}
		if s.start == s.end || found && s.end <= best.subject.end || inBrackets(text[:at[0]]) && !(strings.HasPrefix(text[at[1]:], ")") && isGeneric(text[at[1]+1:])) || otherHead(text[at[1]:]) {
			continue
		}
		if r.unit == "批" && strings.Contains(text[:at[0]], "外") {
			continue // 外事接待 and 外宾接待 are a part of all
		}
		if r.measure == "posts.total" && otherPosts(text[:at[0]]) {
			continue
		}
		best, found = naming{r.measure, s, r}, true
	}
	if !found {
		return naming{}, false
	}
	best.measure = fill(best.measure, text, c)
	return best, true
}

// counts says whether a rule's things are counted in a unit: 车辆编制5辆 are no
// posts.
func (r *rule) counts(unit string) bool {
	area, _, _ := strings.Cut(r.measure, ".")
	switch area {
	case "posts", "staff", "retirees":
		return strings.HasPrefix(unit, "人") || unit == "名"
	case "vehicles":
		return strings.Contains(unit, "辆") || strings.HasPrefix(unit, "台") || unit == "套"
	}
	return true
}

// inBrackets says whether a bracket is open at the end of text: what stands in
// it qualifies another word, 采供血业务经费(非政府采购部分)项目.
func inBrackets(text string) bool {
	return strings.Count(text, "(") > strings.Count(text, ")")
}

// otherPosts says whether the word before 编制 is a kind of posts without a
// measure of its own: 雇员编制, 行政执法专项编制.
func otherPosts(before string) bool {
	for _, w := range []string{"雇员", "事务", "专项", "执法", "聘用", "周转", "员额", "机动", "控制数", "控制", "参公", "学员", "车辆", "用车"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// otherHead says whether the words behind a match are a noun of their own, of
// which the match is but a part: 公务接待费专项检查项目.
func otherHead(rest string) bool {
	return strings.Contains(rest, "项目") && !strings.Contains(rest, "的项目") && strings.Contains(rest, "绩效") || strings.Contains(rest, "自评综述")
}

func (r *rule) applies(c context) bool {
	if r.under != "" && !strings.HasPrefix(c.parent, r.under) && !(strings.HasPrefix(r.measure, r.under) && strings.HasPrefix(c.beside, r.under)) {
		return false
	}
	if !strings.HasPrefix(c.unit, r.unit) {
		return false
	}
	if c.unit != "" && !r.counts(c.unit) {
		return false
	}
	// 机关运行经费82万元，其中：公务接待费2万元: a part of those costs, not of 三公
	if c.parent == "operating_costs" && (strings.HasPrefix(r.measure, "three_public.") || r.measure == "meeting" || r.measure == "training") {
		return false
	}
	if r.after != "" && !strings.HasPrefix(c.before, r.after) {
		return false
	}
	if r.alone && c.part && !wholes[c.parent] {
		return false
	}
	if r.unless != "" && containsOne(c.clause, r.unless) {
		return false
	}
	return containsOne(c.sentence, r.says) && (containsOne(c.sentence, r.about) || containsOne(c.headings, r.about) || r.about == "采购" && strings.HasPrefix(c.before, "procurement."))
}

// containsOne says whether text has one of the words a|b; no words are in every
// text.
func containsOne(text, words string) bool {
	for _, w := range strings.Split(words, "|") {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// thresholds name the unit prices from which equipment counts.
var thresholds = []struct{ printed, name string }{{"100万元", "1m"}, {"50万元", "500k"}, {"20万元", "200k"}, {"10万元", "100k"}}

// fill puts what a rule leaves open: the threshold of equipment, and whether
// vehicles of a kind are there or planned.
func fill(measure, text string, c context) string {
	switch {
	case strings.HasPrefix(measure, "equipment_*"):
		for _, t := range thresholds {
			if i := strings.LastIndex(text, t.printed); i >= 0 && (i == 0 || !isDigit(rune(text[i-1]))) {
				return "equipment_" + t.name + measure[len("equipment_*"):]
			}
		}
		return "equipment_any" + measure[len("equipment_*"):]
	case strings.HasPrefix(measure, "vehicles.*"):
		whole := "stock"
		if strings.HasPrefix(c.parent, "vehicles.purchase") {
			whole = c.parent[len("vehicles."):]
		}
		return "vehicles." + whole + measure[len("vehicles.*"):]
	}
	return measure
}

// totalEnd is the end of a phrase that speaks of all income or expenditure, or
// of all of one fund.
var totalEnd = regexp.MustCompile(`(本年度?|总体|综合|财务)*(一般公共预算|政府性基金(预算)?|国有资本(经营)?(预算)?|财政(预算)?|公共财政(预算)?)?(当年|本年)?(财政)?(拨款|资金)?(安排的?)?(预算|决算)?(收入[、和及与]?支出|收、?支|支出|收入|总收入|总支出|收支总?)(总)?(预算|决算|支出|收入)*(总计|合计|总额|总数|规模|数|总预算|总决算|安排)*$`)

// orgEnd are the last characters of names of organisations; what stands before
// a total must be one.
const orgEnd = "门局委办厅中心院所馆会站队场校园部署处库学社区级位厂店组团台行司府体年度初全,市县区我本其"

// isTotal finds a total at the end of a phrase.
func isTotal(phrase []rune) (span, bool) {
	text := string(phrase)
	if !strings.Contains(text, "收") && !strings.Contains(text, "支") {
		return span{}, false
	}
	at := totalEnd.FindStringIndex(text)
	if at == nil {
		return span{}, false
	}
	s := span{len([]rune(text[:at[0]])), len(phrase)}
	before := phrase[:s.start]
	if len(before) == 0 {
		return s, true
	}
	if strings.Contains(string(before), "结转") || strings.Contains(string(before), "结余") {
		return span{}, false
	}
	if n := len(before); n > 1 && before[n-1] == '的' {
		before = before[:n-1]
	}
	last := before[len(before)-1]
	if strings.HasSuffix(string(before), "事业") || strings.HasSuffix(string(before), "上缴上级") || strings.HasSuffix(string(before), "城乡社区") || !strings.ContainsRune(orgEnd, last) && last != ')' {
		return span{}, false
	}
	return s, true
}
