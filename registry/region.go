package registry

import (
	"bufio"
	"bytes"
	_ "embed" // regions.tsv
	"strings"
	"sync"
)

//go:embed regions.tsv
var regionsTSV []byte

// Region is a division of the country.
type Region struct {
	// Code has six digits: 610000 a province, 610100 a prefecture, 610117 a
	// district or county.
	Code string
	Name string
}

type regionIndex struct {
	byCode map[string]string
	// byName lists the codes of a name; 朝阳区 is in Beijing and in Changchun.
	byName map[string][]string
	// byShort are provinces and prefectures without the word for their level:
	// 上海, 长沙.
	byShort map[string]string
}

var regions = sync.OnceValue(func() regionIndex {
	x := regionIndex{byCode: map[string]string{}, byName: map[string][]string{}, byShort: map[string]string{}}
	s := bufio.NewScanner(bytes.NewReader(regionsTSV))
	for s.Scan() {
		if code, name, ok := strings.Cut(s.Text(), "\t"); ok && len(code) == 6 {
			if x.byCode[code] == name {
				continue // 东莞市 has no districts and stands for its own
			}
			x.byCode[code] = name
			for _, n := range names(name) {
				x.byName[n] = append(x.byName[n], code)
			}
			if short := shortRegion(name); strings.HasSuffix(code, "00") {
				if x.byShort[short] != "" {
					code = "" // 吉林 is a province and a city
				}
				x.byShort[short] = code
			}
		}
	}
	return x
})

// names are a division's name and the forms in which it is as often printed:
// 湘西土家族苗族自治州, 湘西自治州, 湘西州.
func names(name string) []string {
	for _, level := range []string{"自治州", "自治县"} {
		rest, ok := strings.CutSuffix(name, level)
		if !ok {
			continue
		}
		short := rest
		for cut := true; cut; {
			cut = false
			for _, n := range nationalities {
				if s, ok := strings.CutSuffix(short, n); ok && s != "" {
					short, cut = s, true
				}
			}
		}
		if len(short) < len("湘西") {
			return []string{name}
		}
		out := []string{name, short + strings.TrimPrefix(level, "自治")}
		if short != rest {
			out = append(out, short+level)
		}
		return out
	}
	return []string{name}
}

// nationalities stand in the names of autonomous divisions.
var nationalities = []string{
	"各族", "蒙古族", "蒙古", "回族", "藏族", "维吾尔族", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族",
	"哈尼族", "哈萨克族", "哈萨克", "傣族", "黎族", "傈僳族", "佤族", "畲族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜", "土族",
	"达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族", "毛南族", "仡佬族", "锡伯", "普米族", "塔吉克", "怒族", "鄂温克族", "德昂族", "保安族",
	"裕固族", "独龙族", "鄂伦春",
}

// RegionName is the full name of a code, 陕西省西安市高陵区, or "".
func RegionName(code string) string {
	if len(code) != 6 {
		return ""
	}
	x := regions()
	name := x.byCode[code[:2]+"0000"]
	if code[2:] != "0000" {
		name += x.byCode[code[:4]+"00"]
	}
	if code[4:] != "00" {
		name += x.byCode[code]
	}
	return name
}

// RegionOf finds the division whose name a text begins with, or names first:
// the deepest one that its province or prefecture, when named too, contains.
// An ambiguous name without context gives "".
func RegionOf(text string) string {
	x := regions()
	runes := []rune(text)
	best := ""
	for i := 0; i < len(runes) && i < 12; i++ {
		for n := min(len(runes)-i, 12); n >= 2; n-- {
			codes := x.byName[string(runes[i:i+n])]
			if len(codes) == 0 {
				continue
			}
			var within []string
			for _, c := range codes {
				if best == "" || contains(best, c) {
					within = append(within, c)
				}
			}
			if len(within) != 1 {
				if best == "" {
					return ""
				}
				break
			}
			best = within[0]
			i += n - 1
			break
		}
		if best != "" && i+1 < len(runes) && !startsRegion(x, runes[i+1:]) {
			break
		}
	}
	return best
}

func startsRegion(x regionIndex, runes []rune) bool {
	for n := min(len(runes), 12); n >= 2; n-- {
		if len(x.byName[string(runes[:n])]) > 0 {
			return true
		}
	}
	return false
}

// contains says whether code lies in the division outer.
func contains(outer, code string) bool {
	switch {
	case strings.HasSuffix(outer, "0000"):
		return strings.HasPrefix(code, outer[:2])
	case strings.HasSuffix(outer, "00"):
		return strings.HasPrefix(code, outer[:4])
	}
	return outer == code
}

// shortRegion is a place's name without the word for its level.
func shortRegion(name string) string {
	for _, level := range []string{"维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "自治州", "自治县", "地区", "新区", "省", "市", "盟", "区", "县", "旗"} {
		if s, ok := strings.CutSuffix(name, level); ok && len(s) >= len("上海") {
			return s
		}
	}
	return name
}

// IsRegion says whether a text is the name of a place and nothing else:
// 上海市普陀区.
func IsRegion(text string) bool {
	code := RegionOf(text)
	if code == "" {
		return false
	}
	rest := text
	for _, c := range []string{code[:2] + "0000", code[:4] + "00", code} {
		rest = strings.TrimPrefix(rest, regions().byCode[c])
	}
	return rest == ""
}

// RegionOfUnit is the region of a unit: the one that its name begins with, else
// that of the title it publishes under, else the province or prefecture whose
// short name it begins with (上海水产老干部活动室), else that of its source.
// Where a name like 普陀区 stands in two provinces, the source decides.
func RegionOfUnit(unit, title, source string) string {
	unit = trimParty(unit)
	if code := RegionOf(unit); code != "" {
		return code
	}
	if code := RegionOf(trimParty(title)); code != "" {
		return code
	}
	if source != "" {
		return source
	}
	runes := []rune(unit)
	if startsRegion(regions(), runes) {
		return "" // 朝阳区 is no part of 朝阳市
	}
	for n := min(len(runes), 8); n >= 2; n-- {
		if code := regions().byShort[string(runes[:n])]; code != "" {
			return code
		}
	}
	return ""
}
