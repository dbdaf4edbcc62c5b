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
}

var regions = sync.OnceValue(func() regionIndex {
	x := regionIndex{byCode: map[string]string{}, byName: map[string][]string{}}
	s := bufio.NewScanner(bytes.NewReader(regionsTSV))
	for s.Scan() {
		if code, name, ok := strings.Cut(s.Text(), "\t"); ok && len(code) == 6 {
			x.byCode[code] = name
			x.byName[name] = append(x.byName[name], code)
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
