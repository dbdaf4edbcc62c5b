package font

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// base is a built-in encoding of simple fonts: the character of each code, 0
// where there is none.
type base *[256]rune

var (
	winAnsi  = fromCharmap(charmap.Windows1252, map[byte]rune{0x7F: '•', 0x81: '•', 0x8D: '•', 0x8F: '•', 0x90: '•', 0x9D: '•', 0xA0: ' ', 0xAD: '-'})
	macRoman = fromCharmap(charmap.Macintosh, map[byte]rune{0xCA: ' '})
	standard = standardEncoding()
	symbol   = symbolEncoding()
)

func fromCharmap(m *charmap.Charmap, exceptions map[byte]rune) base {
	var t [256]rune
	for c := 32; c < 256; c++ {
		if r := m.DecodeByte(byte(c)); r != utf8.RuneError && (r > 0x9F || r < 0x7F) {
			t[c] = r
		}
	}
	for c, r := range exceptions {
		t[c] = r
	}
	return &t
}

// fill puts the characters of s at first and the codes behind it; '\u0000'
// leaves one out.
func fill(t *[256]rune, first int, s string) {
	for _, r := range s {
		t[first] = r
		first++
	}
}

// standardEncoding is table D.2's STD of ISO 32000-1.
func standardEncoding() base {
	var t [256]rune
	for c := rune(32); c < 127; c++ {
		t[c] = c
	}
	t['\''], t['`'] = '’', '‘'
	fill(&t, 0xA1, "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ")
	fill(&t, 0xB1, "–†‡·\x00¶•‚„”»…‰\x00¿")
	fill(&t, 0xC1, "`´ˆ˜¯˘˙¨\x00˚¸\x00˝˛ˇ—")
	t[0xE1], t[0xE3] = 'Æ', 'ª'
	fill(&t, 0xE8, "ŁØŒº")
	t[0xF1], t[0xF5] = 'æ', 'ı'
	fill(&t, 0xF8, "łøœß")
	return &t
}

// symbolEncoding is the built-in encoding of the font Symbol, its parts of
// glyphs (brackets in pieces) left out.
func symbolEncoding() base {
	var t [256]rune
	fill(&t, 0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
	fill(&t, 0xA1, "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…")
	fill(&t, 0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑")
	return &t
}

// wingdings are the signs of the font Wingdings that office documents use for
// bullets and boxes.
var wingdings = map[byte]rune{
	0x6C: '●', 0x6D: '❍', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x72: '❒', 0x74: '◆', 0x75: '◆', 0x76: '❖', 0x77: '◆',
	0x9F: '•', 0xA1: '○', 0xA4: '◉', 0xA7: '▪', 0xA8: '□', 0xD8: '➢', 0xE0: '→', 0xDF: '←', 0xF0: '⇨',
	0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑', 0x52: '☑', 0x53: '☒', 0x81: '①', 0x82: '②', 0x83: '③', 0x84: '④', 0x85: '⑤',
	0x86: '⑥', 0x87: '⑦', 0x88: '⑧', 0x89: '⑨', 0x8A: '⑩', 0x20: ' ',
}
