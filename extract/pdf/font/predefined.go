package font

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract/pdf/object"
)

// family is how a font's strings are cut into codes and what these are.
type family uint8

const (
	famTwo    family = iota // Identity: two bytes are a CID
	famByte                 // simple font
	famGBK                  // GBK-EUC, GBKp-EUC, GB-EUC, GBpc-EUC: one or two bytes
	famGB18                 // GBK2K: one, two or four bytes
	famUTF16                // UniGB-UCS2, UniGB-UTF16
	famUTF32                // UniGB-UTF32
	famCMap                 // an embedded CMap
	famSimple               // a simple font whose strings are GBK all the same
)

// predefined is what a predefined CMap's name means.
type predefined struct {
	family   family
	vertical bool
	// halfWidth: ASCII has the CIDs 814 to 907 and the space 7716, and not 1 to
	// 95.
	halfWidth bool
	// gb1 says that CIDs are those of Adobe-GB1.
	gb1 bool
}

// predefinedCMap reads a name like GBK-EUC-H; ok is false for those of other
// scripts.
func predefinedCMap(name string) (p predefined, ok bool) {
	p.vertical = strings.HasSuffix(name, "-V") || name == "V"
	stem := strings.TrimSuffix(strings.TrimSuffix(name, "-H"), "-V")
	switch stem {
	case "Identity":
		p.family = famTwo
	case "GBK-EUC", "GB-EUC":
		p.family, p.halfWidth, p.gb1 = famGBK, true, true
	case "GBKp-EUC", "GBpc-EUC":
		p.family, p.gb1 = famGBK, true
	case "GBK2K":
		p.family, p.gb1 = famGB18, true
	case "UniGB-UCS2", "UniGB-UTF16":
		p.family, p.gb1 = famUTF16, true
	case "UniGB-UTF32":
		p.family, p.gb1 = famUTF32, true
	case "UniCNS-UCS2", "UniCNS-UTF16", "UniJIS-UCS2", "UniJIS-UTF16", "UniJIS2004-UTF16", "UniKS-UCS2", "UniKS-UTF16":
		p.family = famUTF16
	default:
		return predefined{}, false
	}
	return p, true
}

// cut gives the length of the code that s begins with, at least 1.
func (f family) cut(s []byte) int {
	n := 1
	switch f {
	case famTwo:
		n = 2
	case famGBK, famSimple:
		if s[0] >= 0x81 && s[0] <= 0xFE && len(s) > 1 && s[1] >= 0x40 {
			n = 2
		}
	case famGB18:
		if s[0] >= 0x81 && s[0] <= 0xFE && len(s) > 1 {
			n = 2
			if s[1] >= '0' && s[1] <= '9' {
				n = 4
			}
		}
	case famUTF16:
		n = 2
		if s[0] >= 0xD8 && s[0] <= 0xDB {
			n = 4
		}
	case famUTF32:
		n = 4
	}
	return min(n, len(s))
}

// text is what the bytes of a code say by themselves, "" for CIDs.
func (f family) text(s []byte) string {
	switch f {
	case famGBK, famSimple, famGB18:
		return gbkText(s)
	case famUTF16:
		if len(s) == 1 {
			return ""
		}
		return object.UTF16(s)
	case famUTF32:
		if v := codeOf(s); v <= utf8.MaxRune {
			return string(rune(v))
		}
	}
	return ""
}

func gbkText(s []byte) string {
	if len(s) == 1 {
		if s[0] < 0x80 {
			return string(rune(s[0]))
		}
		return ""
	}
	t, err := simplifiedchinese.GB18030.NewDecoder().Bytes(s)
	if err != nil {
		return ""
	}
	return string(t)
}

// cid of a code, for its width.
func (p predefined) cid(text string, code uint32, bytes int) (cid int, ok bool) {
	if p.family == famTwo {
		return int(code), true
	}
	if !p.gb1 {
		return 0, false
	}
	if r, n := utf8.DecodeRuneInString(text); n == len(text) {
		switch {
		case r >= 0x20 && r <= 0x7E && p.halfWidth && r == ' ':
			return 7716, true
		case r > 0x20 && r <= 0x7E && p.halfWidth:
			return 814 + int(r) - 0x21, true
		case r >= 0x20 && r <= 0x7E:
			return 1 + int(r) - 0x20, true
		}
		return gb1CID(r)
	}
	return 0, false
}

// chinese are beginnings of the names of Chinese fonts.
var chinese = []string{
	"SimSun", "NSimSun", "SimHei", "FangSong", "KaiTi", "SimKai", "SimFang", "STSong", "STFangsong", "STKaiti", "STHeiti",
	"STZhongsong", "STXihei", "LiSu", "YouYuan", "XBS", "FZ", "MicrosoftYaHei", "Microsoft#20YaHei", "HYd", "HYf", "DFKai",
}

// holdsGBK says whether a simple font that is not embedded is Chinese, so that
// its strings are GBK whatever its encoding claims: old producers wrote
// TrueType fonts with names in GBK bytes and WinAnsiEncoding.
func holdsGBK(name string) bool {
	if strings.Contains(name, "#") { // escaped twice
		if o, ok := object.ParseName(name); ok {
			name = o
		}
	}
	for _, n := range chinese {
		if strings.HasPrefix(name, n) {
			return true
		}
	}
	high := 0
	for i := range len(name) {
		high += int(name[i] >> 7)
	}
	if high < 2 {
		return false
	}
	if utf8.ValidString(name) { // the same name in UTF-8
		for _, r := range name {
			if r >= 0x4E00 && r <= 0x9FFF {
				return true
			}
		}
	}
	text, err := simplifiedchinese.GBK.NewDecoder().String(name)
	if err != nil {
		return false
	}
	for _, r := range text {
		if r == utf8.RuneError {
			return false
		}
	}
	return true
}
