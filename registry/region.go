package registry

import (
	"bufio"
	"bytes"
	"cmp"
	_ "embed" // regions.tsv, regions-history.tsv
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed regions.tsv
var regionsTSV []byte

// regions-history.tsv is dedicated to the public domain; its head names the
// source.
//
//go:embed regions-history.tsv
var regionsHistoryTSV []byte

// division is a code under one name, from the year in which it began to the one
// in which it ended, either 0 where it is not known or open.
type division struct {
	code, name string
	from, to   int
	// now are the codes that hold its territory since it ended.
	now []string
}

// in says whether the division is there in a year; in the years of a change both
// the old and the new one are. Year 0 is today.
func (d *division) in(year int) bool {
	if year == 0 {
		return d.to == 0
	}
	return d.from <= year && (d.to == 0 || year <= d.to)
}

type regionIndex struct {
	// byCode is the last name of each code, ended ones too; were lists the names
	// that codes bore before.
	byCode map[string]string
	were   map[string][]string
	// byName lists the divisions of a name; 朝阳区 is in Beijing and in Changchun,
	// 三元区 had another code until 2021.
	byName map[string][]*division
	// byShort are provinces and prefectures without the word for their level:
	// 上海, 长沙; "" where two have one.
	byShort map[string]string
	// ended are the divisions that ended under their code; heirs counts of how
	// many ended ones a code holds the territory.
	ended map[string]*division
	heirs map[string]int
}

var regions = sync.OnceValue(func() regionIndex {
	x := regionIndex{byCode: map[string]string{}, were: map[string][]string{}, byName: map[string][]*division{}, byShort: map[string]string{}, ended: map[string]*division{}, heirs: map[string]int{}}
	history := map[string][]*division{}
	for f := range rowsOf(regionsHistoryTSV) {
		d := &division{code: f[0], name: f[1], from: yearOf(f[2]), to: yearOf(f[3]), now: strings.Fields(f[4])}
		history[d.code] = append(history[d.code], d)
	}
	add := func(d *division) {
		if d.to == 0 && x.byCode[d.code] == d.name {
			return // 东莞市 has no districts and stands for its own
		}
		for _, n := range names(d.name) {
			x.byName[n] = append(x.byName[n], d)
		}
		if d.to == 0 || x.byCode[d.code] == "" {
			x.byCode[d.code] = d.name
		}
		if strings.HasSuffix(d.code, "00") && d.to == 0 {
			short := shortRegion(d.name)
			if _, ok := x.byShort[short]; ok {
				x.byShort[short] = "" // 吉林 is a province and a city
			} else {
				x.byShort[short] = d.code
			}
		}
		switch {
		case d.to == 0:
		case len(d.now) == 1 && d.now[0] == d.code, slices.Contains(d.now, d.code):
			x.were[d.code] = append(x.were[d.code], d.name)
		default:
			x.ended[d.code] = d
			for _, c := range d.now {
				x.heirs[c]++
			}
		}
	}
	for f := range rowsOf(regionsTSV) {
		if history[f[0]] == nil {
			add(&division{code: f[0], name: f[1]})
		}
	}
	for _, list := range history {
		for _, d := range list {
			add(d)
		}
	}
	for _, list := range x.byName {
		slices.SortFunc(list, func(a, b *division) int { return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.from, b.from)) })
	}
	return x
})

// rowsOf are the lines of an embedded table, each as five fields.
func rowsOf(table []byte) func(yield func([5]string) bool) {
	return func(yield func([5]string) bool) {
		for s := bufio.NewScanner(bytes.NewReader(table)); s.Scan(); {
			var f [5]string
			copy(f[:], strings.Split(s.Text(), "\t"))
			if len(f[0]) == 6 && f[0][0] != '#' && !yield(f) {
				return
			}
		}
	}
}

func yearOf(s string) int {
	n, _ := strconv.Atoi(s) // "" is 0
	return n
}

// codes of a name in a year: of the divisions that are there in it, else of all
// that ever bore the name, for documents use old names late and new ones early.
func (x *regionIndex) codes(name string, year int) []string {
	var now, ever []string
	for _, d := range x.byName[name] {
		if !slices.Contains(ever, d.code) {
			ever = append(ever, d.code)
		}
		if d.in(year) && !slices.Contains(now, d.code) {
			now = append(now, d.code)
		}
	}
	if len(now) > 0 {
		// in the year of a change the new one counts
		return slices.DeleteFunc(slices.Clone(now), func(c string) bool {
			old := x.ended[c]
			return old != nil && slices.ContainsFunc(now, func(o string) bool { return o != c && slices.Contains(old.now, o) })
		})
	}
	return ever
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
// An ambiguous name without context gives "". It has the code of the year, 0 for
// today: 密云县 is 110228 until 2015, 密云区 110118 since.
func RegionOf(text string, year int) string {
	x := regions()
	runes := []rune(text)
	best := ""
	for i := 0; i < len(runes) && i < 12; i++ {
		for n := min(len(runes)-i, 12); n >= 2; n-- {
			codes := x.codes(string(runes[i:i+n]), year)
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
	code := RegionOf(text, 0)
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
// Where a name like 普陀区 stands in two provinces, the source decides. The code is
// that of the year, 0 for today.
func RegionOfUnit(unit, title, source string, year int) string {
	unit = trimParty(unit)
	if code := RegionOf(unit, year); code != "" {
		return code
	}
	if code := RegionOf(trimParty(title), year); code != "" {
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
