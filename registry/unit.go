package registry

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
)

// UnitID names a unit across years and documents: a hash of its region, that of
// today where a county became a district, and its name, the latter without what changes from one printing to the next (see
// UnitName), old names taken as the ones that replaced them. Codes have no part
// in it: they are local and change. It is "" where region or name is not
// known, so that two places' 财政局 are never taken for one.
func (r *Registry) UnitID(region, unit string) string {
	name := UnitName(region, unit)
	if region == "" || name == "" {
		return ""
	}
	if now, ok := r.renamed[region+"/"+name]; ok {
		name = now
	}
	return gongkai.UnitID(regionToday(region), name)
}

// UnitSuccessor is the unit that an earlier one was merged into, by name, or "".
// The two keep their own IDs: what the new one spends is not what the old one
// spent.
func (r *Registry) UnitSuccessor(region, unit string) string {
	return r.merged[region+"/"+UnitName(region, unit)]
}

// longNames are parts of names that are as often printed short.
var longNames = strings.NewReplacer(
	"中国人民政治协商会议", "政协",
	"人民代表大会常务委员会", "人大",
	"人民代表大会", "人大",
	"人大常委会", "人大",
	"人民检察院", "检察院",
	"人民法院", "法院",
	"人民政府", "政府",
	"纪律检查委员会", "纪委",
	"监察委员会", "监委",
	"机构编制委员会", "编委",
	"中国共产主义青年团", "共青团",
	"中国共产党", "中共",
)

// sameBody is what brackets behind a name add that makes no other unit of it:
// 本级 is the unit itself, seen from its department.
var sameBody = strings.NewReplacer("(本级)", "", "(机关)", "", "(局本级)", "", "(委本级)", "", "(汇总)", "", "(本部)", "", "(机关本级)", "", "(部门)", "")

// UnitName is a unit's name for comparison within its region: folded, without
// punctuation, the name of the region, what stands in brackets for the unit
// itself (本级) and the party's name, long forms of 人大, 政协 and 纪委 made
// short. 中国共产党江苏省委员会办公厅, 中共江苏省委办公厅 and, in Jiangsu,
// 省委办公厅 are one.
func UnitName(region, unit string) string {
	name := hanzi.Key(longNames.Replace(sameBody.Replace(hanzi.Squeeze(unit))))
	body := ""
	for _, p := range []string{"中共", "政协", "共青团"} {
		if rest, ok := strings.CutPrefix(name, p); ok && rest != "" {
			name = rest
			if p != "中共" {
				body = p
			}
		}
	}
	full := name
	name = cutRegion(region, name)
	switch {
	case body != "":
		// 政协江苏省委员会办公厅 is 江苏省政协办公厅.
		name = body + strings.TrimPrefix(strings.TrimPrefix(name, "委员会"), "委")
	case strings.HasPrefix(name, "委员会") && len(name) > len("委员会") && name != full:
		name = "委" + strings.TrimPrefix(name, "委员会")
	}
	if name == "" {
		return full
	}
	return name
}

// cutRegion takes the name of a region off the front of a unit's: all of it,
// its last part, or only its level (省委, 市财政局).
func cutRegion(region, name string) string {
	if len(region) != 6 {
		return name
	}
	x := regions()
	codes := []string{region[:2] + "0000"}
	if region[2:] != "0000" {
		codes = append(codes, region[:4]+"00")
	}
	if region[4:] != "00" {
		codes = append(codes, region)
	}
	rest, last := name, ""
	for _, c := range codes {
		n := x.byCode[c]
		if n == "" {
			continue
		}
		last = n
		for _, n := range append([]string{n}, x.were[c]...) {
			if after, ok := strings.CutPrefix(rest, n); ok {
				rest = after
				break
			}
		}
	}
	if rest == name && last != "" {
		if after, ok := strings.CutPrefix(name, shortRegion(last)); ok {
			return after
		}
		for _, level := range []string{"省", "市", "区", "县", "旗"} {
			if strings.HasSuffix(last, level) && strings.HasPrefix(name, level) && !startsAny(name, levelWords) {
				return strings.TrimPrefix(name, level)
			}
		}
	}
	return rest
}

// levelWords begin like the level of a place and are none: 市场监督管理局.
var levelWords = []string{"市场", "市政", "市容", "市民", "市区", "区域", "县域", "县城", "省际", "省会"}

func startsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// SameUnit says whether two printed names are one unit's, region apart.
func SameUnit(a, b string) bool {
	ra, rb := RegionOf(trimParty(a), 0), RegionOf(trimParty(b), 0)
	if ra == "" {
		ra = rb
	}
	if rb == "" {
		rb = ra
	}
	n := UnitName(ra, a)
	return ra == rb && n != "" && n == UnitName(rb, b)
}

// trimParty drops what stands before a place's name in a unit's.
func trimParty(unit string) string {
	for _, p := range []string{"中国共产党", "中共", "中国民主同盟", "中国国民党革命委员会", "中国民主建国会", "中国民主促进会", "中国农工民主党", "中国致公党", "九三学社", "共青团", "中国共产主义青年团", "中国人民政治协商会议", "政协", "国家税务总局", "国家统计局"} {
		unit = strings.TrimPrefix(unit, p)
	}
	return unit
}

// Alias is a change of name that a person has looked at.
type Alias struct {
	// Region is the six-digit code.
	Region string `yaml:"region"`
	// Unit is the name now, Was the names before.
	Unit string   `yaml:"unit"`
	Was  []string `yaml:"was"`
	// Change is renamed, which keeps the unit's ID, or merged, which gives the
	// new unit an ID of its own.
	Change string `yaml:"change"`
	// Since is the first fiscal year under the new name.
	Since int `yaml:"since"`
	// Source is where the change is decreed.
	Source string `yaml:"source"`
}

// aliases checks the reviewed changes and indexes them by region and name.
func (r *Registry) aliases(list []Alias) error {
	r.renamed, r.merged = map[string]string{}, map[string]string{}
	for i, a := range list {
		if RegionName(a.Region) == "" || a.Unit == "" || len(a.Was) == 0 || a.Source == "" || a.Since == 0 {
			return fmt.Errorf("units.yaml: entry %d (%s): region, unit, was, since and source are needed", i+1, a.Unit)
		}
		for _, w := range a.Was {
			k := a.Region + "/" + UnitName(a.Region, w)
			if r.renamed[k] != "" || r.merged[k] != "" {
				return fmt.Errorf("units.yaml: entry %d: %s has become two things", i+1, w)
			}
			switch a.Change {
			case "renamed":
				r.renamed[k] = UnitName(a.Region, a.Unit)
			case "merged":
				r.merged[k] = a.Unit
			default:
				return fmt.Errorf("units.yaml: entry %d (%s): change is renamed or merged, not %q", i+1, a.Unit, a.Change)
			}
		}
	}
	// a name that was changed twice leads to the last one
	for k, now := range r.renamed {
		region, _, _ := strings.Cut(k, "/")
		for n := 0; n < len(r.renamed); n++ {
			next, ok := r.renamed[region+"/"+now]
			if !ok {
				break
			}
			now = next
		}
		r.renamed[k] = now
	}
	return nil
}
