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
			x.byCode[code] = name
			x.byName[name] = append(x.byName[name], code)
			if strings.HasSuffix(code, "00") {
				x.byShort[shortRegion(name)] = code
			}
		}
	}
	return x
})

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
		if code, ok := regions().byShort[string(runes[:n])]; ok {
			return code
		}
	}
	return ""
}
