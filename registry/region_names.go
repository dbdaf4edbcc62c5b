package registry

import "strings"

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
