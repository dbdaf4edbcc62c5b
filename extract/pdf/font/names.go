package font

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed glyphs.txt
var glyphsFile string

// glyphNames maps the names of the Adobe Glyph List to characters.
var glyphNames = sync.OnceValue(func() map[string]rune {
	names := make(map[string]rune, 2700)
	for line := range strings.Lines(glyphsFile) {
		name, hex, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if v, err := strconv.ParseUint(hex, 16, 32); err == nil {
			names[name] = rune(v)
		}
	}
	return names
})

// nameText is the text that a glyph name stands for, or "".
func nameText(name string) string {
	if len(name) == 1 && (name[0] >= 'a' && name[0] <= 'z' || name[0] >= 'A' && name[0] <= 'Z') {
		return name
	}
	if r, ok := glyphNames()[name]; ok {
		return string(r)
	}
	if base, _, ok := strings.Cut(name, "."); ok { // a.alt, uni4E00.vert
		if base == "" {
			return ""
		}
		return nameText(base)
	}
	if strings.Contains(name, "_") { // f_f_i
		var text strings.Builder
		for _, part := range strings.Split(name, "_") {
			t := nameText(part)
			if t == "" {
				return ""
			}
			text.WriteString(t)
		}
		return text.String()
	}
	if hex, ok := strings.CutPrefix(name, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var text strings.Builder
		for ; len(hex) >= 4; hex = hex[4:] {
			v, err := strconv.ParseUint(hex[:4], 16, 32)
			if err != nil {
				return ""
			}
			text.WriteRune(rune(v))
		}
		return text.String()
	}
	if hex, ok := strings.CutPrefix(name, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if v, err := strconv.ParseUint(hex, 16, 32); err == nil {
			return string(rune(v))
		}
	}
	return ""
}

// nameGID is the glyph that a name numbers: g12, gid12, glyph12, index12.
func nameGID(name string) (int, bool) {
	for _, prefix := range []string{"glyph", "index", "gid", "g"} {
		if digits, ok := strings.CutPrefix(name, prefix); ok && digits != "" {
			if v, err := strconv.ParseUint(digits, 10, 16); err == nil {
				return int(v), true
			}
		}
	}
	return 0, false
}
