package transform

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
	"gongkai/registry"
)

// departmentOf is the department (主管部门) above a unit and its code, as the
// document prints it: on the cover; in the unit's name, for 某某局（本级） is 某某局
// itself; in the sentence that says what the unit is; or in its tables of goals.
// A department stands under no other, but its tables of goals print its code.
func departmentOf(info *gongkai.DocumentInfo, c cover, doc *gongkai.Document) (name, code string) {
	if name, code = ownerOf(c.parent); name != "" && name != info.Unit {
		return name, code
	}
	charge, code := inCharge(doc)
	same := charge != "" && registry.SameUnit(charge, info.Unit)
	if info.Scope != gongkai.ScopeUnit {
		if same {
			info.UnitCode = firstOf(info.UnitCode, code)
		}
		return heldBy(info.Unit, doc), ""
	}
	for _, own := range []string{"（本级）", "（机关）"} {
		if body, ok := strings.CutSuffix(info.Unit, own); ok {
			if !same {
				code = ""
			}
			return body, code
		}
	}
	if name = heldBy(info.Unit, doc); name != "" {
		return name, ""
	}
	return charge, code
}

var (
	// chargeLabel are the labels of a table of goals beside the department.
	chargeLabel = regexp.MustCompile(`^(?:项目|业务)?主管部门(?:\(单位\))?(?:名称)?(?:[及和](?:代码|编码))?$`)
	// chargedBody is the name of a department, with its code before it.
	chargedBody = regexp.MustCompile(`^(?:([0-9]{3,9})[-_—.]?)?(\p{Han}{4,40})$`)
)

// inCharge is the department that most tables of goals name.
func inCharge(doc *gongkai.Document) (name, code string) {
	counts, codes, all := map[string]int{}, map[string]string{}, 0
	for i := range doc.Tables {
		t := &doc.Tables[i]
		for k := range t.Cells {
			if t.Cells[k].Row > 8 || !chargeLabel.MatchString(hanzi.Squeeze(t.Cells[k].Text)) {
				continue
			}
			if k+1 >= len(t.Cells) || t.Cells[k+1].Row != t.Cells[k].Row {
				continue
			}
			m := chargedBody.FindStringSubmatch(hanzi.Squeeze(t.Cells[k+1].Text))
			if m == nil || !organisation.MatchString(m[2]) {
				continue
			}
			all++
			counts[m[2]]++
			codes[m[2]] = firstOf(codes[m[2]], m[1])
		}
	}
	for n, times := range counts {
		if 2*times > all {
			return n, codes[n]
		}
	}
	return "", ""
}

const body = `(\p{Han}{2,28}?(?:局|委员会|委|厅|办公室|办|部|院|会|街道办事处|镇))`

// holds are the forms of a sentence that says whose unit it is, behind its name:
// 是上海市生态环境局下属全额拨款事业单位, 隶属于某某局.
var holds = []*regexp.Regexp{
	regexp.MustCompile(`^(?:是|系|为|属于?|隶属于?|归属于?|由)` + body + `(?:的)?(?:直属|下属|所属|属下|管理的?|领导|主管|派出|二级|举办|下设)`),
	regexp.MustCompile(`^[^。；]{0,20}(?:隶属于?|归属于?|归口于?)` + body + `(?:管理|领导|$|[，。；、,;(])`),
	regexp.MustCompile(`^[^。；]{0,24}?[，,是为]` + body + `(?:部门|单位)?预算(?:的)?组成单位`),
}

// heldBy finds the sentence near the beginning that says whose unit this is.
func heldBy(unit string, doc *gongkai.Document) string {
	key := hanzi.Squeeze(unit)
	if key == "" {
		return ""
	}
	bare := strings.NewReplacer("(单位)", "", "(本级)", "", "(机关)", "")
	names := []string{bare.Replace(key), "本单位", "我单位", "本中心", "我中心", "本院", "本校", "我校", "本所", "本站", "本馆"}
	read := 0
	for i := range doc.Body {
		e := &doc.Body[i]
		if e.Kind == gongkai.ElementTable {
			continue
		}
		text := bare.Replace(hanzi.Squeeze(e.Text()))
		if read += utf8.RuneCountInString(text); read > maxIntroduction {
			break
		}
		for _, n := range names {
			for _, rest := range behind(text, n) {
				for _, h := range holds {
					m := h.FindStringSubmatch(rest)
					if m == nil || strings.HasSuffix(m[1], "政府") || notBody.MatchString(m[1]) || registry.SameUnit(m[1], unit) {
						continue
					}
					return plainName(m[1])
				}
			}
		}
	}
	return ""
}

// maxIntroduction is how many characters a document has used up when it comes to
// its figures: contents, duties, organisation.
const maxIntroduction = 6000

// notBody is what a department's name does not have.
var notBody = regexp.MustCompile(`^(?:全额|差额|财政|市|区|县|省)?(?:拨款|公益|参照|行政|事业|主管|所属|上级|职能|工作)|各|本部|^市委$|^省委$|^区委$|党委$`)

// behind lists what stands behind each place of a sentence's beginning at which a
// name stands.
func behind(text, name string) []string {
	var out []string
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return out
		}
		at := from + i
		from = at + len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		if at == 0 || strings.ContainsRune("。；：:;.、)0123456789能责责况", before) {
			out = append(out, text[from:])
		}
		if slices.Contains([]string{"", "。"}, text[from:]) {
			return out
		}
	}
}
