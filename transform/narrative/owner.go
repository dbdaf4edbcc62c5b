package narrative

import (
	"strings"

	"gongkai/internal/hanzi"
)

// ofWhole are the measures that a document states of its unit as a whole.
var ofWhole = map[string]bool{"public_operating": true, "personnel": true, "basic": true, "project": true, "operating_costs": true}

// attribute tells what is stated of one body among several from what is stated
// of the whole unit: where a measure is stated of two bodies or more, each in a
// section under its name (三、某某监测中心站) or with its name before it (某某
// 中心公用经费), these are amounts of the bodies, whose names go into the subject.
func attribute(levels []*level) {
	owners := map[string]map[string]bool{}
	for _, l := range levels {
		if !ofWhole[l.measure] {
			continue
		}
		if o := ownerOf(l); o != "" {
			if owners[l.measure] == nil {
				owners[l.measure] = map[string]bool{}
			}
			owners[l.measure][o] = true
		}
	}
	for _, l := range levels {
		if len(owners[l.measure]) < 2 {
			continue
		}
		if o := ownerOf(l); o != "" {
			l.measure, l.subject = "amount", o+"·"+strings.TrimPrefix(l.subject, o)
		}
	}
}

// ownerOf is the body that a level is stated of, or "": the one named right
// before its subject, else the nearest heading that is nothing but a name.
func ownerOf(l *level) string {
	if l.owner != "" {
		return l.owner
	}
	for i := len(l.p.path) - 1; i >= 0; i-- {
		h := []rune(hanzi.Squeeze(l.p.path[i]))
		_, n := listMark(h)
		if isBody(string(h[n:])) {
			if printed := []rune(strings.Join(strings.Fields(l.p.path[i]), "")); len(printed) == len(h) {
				return string(printed[n:])
			}
			return string(h[n:])
		}
	}
	return ""
}

// bodyEnds are the last words of names of bodies; bodyWords say that a phrase
// is more than a name.
var (
	bodyEnds  = []string{"局", "委", "委员会", "厅", "中心", "研究院", "研究所", "管理所", "监测站", "中心站", "总站", "馆", "协会", "总队", "支队", "大队", "学校", "学院", "医院", "监狱", "管理处", "事务所", "服务站", "(本级)", "(机关)", "(深圳)"}
	bodyWords = []string{"增加", "减少", "情况", "说明", "预算", "决算", "支出", "收入", "概况", "经费", "安排", "我局", "本局", "我委", "本委", "我厅", "本厅", "我中心", "本中心", "职责", "设置", "其中", "项目", ",", "、", "的"}
)

// isBody says whether text is the name of a body.
func isBody(text string) bool {
	if len([]rune(text)) < 5 {
		return false
	}
	for _, w := range bodyWords {
		if strings.Contains(text, w) {
			return false
		}
	}
	for _, e := range bodyEnds {
		if strings.HasSuffix(text, e) {
			return true
		}
	}
	return strings.HasSuffix(text, ")") && isBody(strings.TrimRight(text[:strings.LastIndex(text, "(")+1], "("))
}
