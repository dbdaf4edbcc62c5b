package narrative

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

// subordinate matches the words behind a number of units below the one that
// speaks, ofUnits those before it: 下设6个事业单位, 有3个二级预算单位.
var (
	subordinate = regexp.MustCompile(`^((?:所属|下属|直属|二级)(?:预算|事业|独立核算|二级)*单位|(?:预算|事业)单位)(?:[,;。、)]|和|及|以及|$)`)
	ofUnits     = regexp.MustCompile(`(下属|所属|下设|下辖|直属|管辖)(有|共有|共|的|单位|预算单位|为|包括)*$`)
)

// offices matches the words behind a number of offices, setUp those before it:
// 下设12个处室.
var (
	offices = regexp.MustCompile(`^((?:职能|内设|行政)*(?:处室|科室|股室|内设机构))(?:[,;。:、)]|和|及|以及|$)`)
	setUp   = regexp.MustCompile(`(内设|下设|共设|设有|设立|设置|设)(有|共|了)?$`)
)

// underGoals matches the words behind a number of projects with goals or under
// evaluation: 组织对8个项目开展绩效自评.
var underGoals = regexp.MustCompile(`^(?:二级|一级|预算|重点|市级|县级|部门)*项目(?:支出)?(编制|编报|设置|设定|实行|实施|纳入|进行|开展|组织|全面|了|重点|单位|部门|均|全部|共|，|,)*绩效(自评|自我评价|评价|目标)`)

// unitsAfter names a number of units by the words behind it.
func (r *reader) unitsAfter(l *level, phrase string) bool {
	if l.value.unit != "个" && l.value.unit != "家" {
		return false
	}
	if m := offices.FindStringSubmatch(string(r.p.norm[l.value.end:min(len(r.p.norm), l.value.end+12)])); m != nil && setUp.MatchString(phrase) && r.whole() == nil {
		n := len([]rune(m[1]))
		l.measure, l.subject = "internal_offices.total", r.p.text(l.value.end, l.value.end+n)
		l.end = l.value.end + n
		return true
	}
	if m := underGoals.FindStringSubmatch(string(r.p.norm[l.value.end:min(len(r.p.norm), l.value.end+30)])); m != nil {
		l.measure, l.subject = "kpi_evaluations.count", "绩效"+m[2]+"·项目"
		if strings.HasPrefix(m[2], "目标") {
			l.measure = "kpi_projects.count"
		}
		return true
	}
	text := r.p.norm[l.value.end:min(len(r.p.norm), l.value.end+16)]
	m := subordinate.FindStringSubmatch(string(text))
	if m == nil || strings.HasPrefix(m[1], "预算") || strings.HasPrefix(m[1], "事业") {
		if m == nil || !ofUnits.MatchString(phrase) || r.whole() != nil {
			return false
		}
	}
	n := len([]rune(m[1]))
	l.measure, l.subject = "units.count", r.p.text(l.value.end, l.value.end+n)
	l.end = l.value.end + n
	return true
}

// officeAfter is the name behind a number of offices: 1个综合科.
func (r *reader) officeAfter(l *level) string {
	text := r.p.norm
	i := l.value.end
	for i < len(text) && !strings.ContainsRune("、,;。:)(和及", text[i]) {
		i++
	}
	return r.p.text(l.value.end, i)
}

// nextOffice reads 、1个财务科 behind an office.
func (r *reader) nextOffice(v value, phrase string) *level {
	c := r.cur
	if c == nil || v.kind != gongkai.StatementCount || !strings.HasPrefix(c.measure, "internal_offices.") {
		return nil
	}
	last := string(r.p.norm[c.value.end:r.phrase]) + phrase
	if strings.TrimRight(last, "、,和及") != hanzi.Squeeze(r.officeAfter(c)) {
		return nil
	}
	l := &level{p: r.p, value: v, start: v.start, end: v.end}
	office := r.officeAfter(l)
	m := officeMeasure(office)
	if m == "" {
		return nil
	}
	l.measure, l.subject = "internal_offices."+m, "内设机构·"+office
	return l
}

// officeMeasure names a kind of office; "" for words that mean all of them.
func officeMeasure(office string) string {
	for _, w := range []string{"处室", "科室", "机构", "职能", "部门", "股室", "内设"} {
		if strings.Contains(office, w) {
			return ""
		}
	}
	switch {
	case office == "" || office == "处" || office == "科" || office == "室":
		return ""
	case strings.HasPrefix(office, "综合"):
		return "general"
	case strings.Contains(office, "财务"):
		return "finance"
	case strings.HasPrefix(office, "办公"):
		return "administration"
	}
	return "other"
}
