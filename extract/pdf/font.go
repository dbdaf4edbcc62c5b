package pdf

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"

	"gongkai/internal/hanzi"
)

// codec is how a font's strings are cut into codes.
type codec int

const (
	codecByte  codec = iota // simple font
	codecTwo                // Identity: two bytes are a CID
	codecGBK                // GBK-EUC, GBKp-EUC, GB-EUC: one or two bytes of GBK
	codecUTF16              // UniGB-UCS2, UniGB-UTF16
	codecCMap               // an embedded CMap
)

// font decodes strings into characters with widths.
type font struct {
	codec     codec
	encoding  *cmap // codecCMap
	toUnicode *cmap
	vertical  bool
	asciiCID  int // CID of the space in the predefined CMap

	chars  [256]string    // codecByte
	byGID  map[int]string // Identity without ToUnicode: from the embedded font
	gids   []byte         // CIDToGIDMap
	widths map[int]float64
	width  float64 // default, 1/1000 em
	scale  float64 // of widths: 0.001, or the font matrix of Type 3
	bold   bool
}

// shown is one code of a string.
type shown struct {
	text  string
	width float64 // em
	space bool    // code 32 of one byte: word spacing applies
}

func (f *File) font(resources object, name string) *font {
	fonts := resources.key("Font")
	ref := fonts.refOf(name)
	if ref != "" {
		if ft, ok := f.fonts[ref]; ok {
			return ft
		}
	}
	ft := f.loadFont(fonts.key(name))
	if ref != "" {
		f.fonts[ref] = ft
	}
	return ft
}

func (f *File) loadFont(dict object) *font {
	ft := &font{scale: 0.001, widths: map[int]float64{}, width: 500}
	base := dict.key("BaseFont").name()
	ft.bold = strings.Contains(strings.ToLower(base), "bold") || strings.Contains(base, "SimHei")
	if data, _ := f.data(dict.key("ToUnicode")); len(data) > 0 {
		ft.toUnicode = parseCMap(data)
		if len(ft.toUnicode.chars)+len(ft.toUnicode.ranges) == 0 {
			ft.toUnicode = nil
		}
	}
	if dict.key("Subtype").name() == "Type0" {
		f.loadComposite(ft, dict)
		return ft
	}
	f.loadSimple(ft, dict, base)
	return ft
}

func (f *File) loadComposite(ft *font, dict object) {
	descendant := dict.key("DescendantFonts").index(0)
	enc := dict.key("Encoding")
	name := enc.name()
	ft.codec, ft.width, ft.asciiCID = codecTwo, 1000, 1
	ft.vertical = strings.HasSuffix(name, "-V")
	switch {
	case enc.isStream():
		if data, _ := f.data(enc); len(data) > 0 {
			ft.codec, ft.encoding = codecCMap, parseCMap(data)
			ft.vertical = ft.encoding.vertical
			if len(ft.encoding.spaces) == 0 {
				ft.codec = codecTwo
			}
		}
	case strings.HasPrefix(name, "GBK") || strings.HasPrefix(name, "GB-EUC") || strings.HasPrefix(name, "GBpc"):
		ft.codec = codecGBK
		if strings.HasPrefix(name, "GBK-EUC") || strings.HasPrefix(name, "GB-EUC") {
			ft.asciiCID = 814
		}
	case strings.HasPrefix(name, "UniGB") || strings.HasPrefix(name, "UniCNS") || strings.HasPrefix(name, "UniJIS"):
		ft.codec = codecUTF16
	}
	if dw := descendant.key("DW"); dw.isNumber() {
		ft.width = dw.number()
	}
	loadCIDWidths(ft.widths, descendant.key("W"))
	ft.gids, _ = f.data(descendant.key("CIDToGIDMap"))
	if ft.toUnicode == nil && ft.codec == codecTwo {
		ft.byGID = f.embeddedCharacters(descendant.key("FontDescriptor"))
	}
}

// loadCIDWidths reads both forms of W: c [w1 w2 …] and first last w.
func loadCIDWidths(widths map[int]float64, w object) {
	for i := 0; i+1 < w.length(); {
		first := int(w.index(i).number())
		if list := w.index(i + 1); list.isArray() {
			for k := range list.length() {
				widths[first+k] = list.index(k).number()
			}
			i += 2
			continue
		}
		last, width := int(w.index(i+1).number()), w.index(i+2).number()
		for c := first; c <= last && c-first < 1<<16; c++ {
			widths[c] = width
		}
		i += 3
	}
}

// embeddedCharacters inverts the embedded TrueType font's own character map.
func (f *File) embeddedCharacters(descriptor object) map[int]string {
	data, _ := f.data(descriptor.key("FontFile2"))
	if len(data) == 0 {
		data, _ = f.data(descriptor.key("FontFile3"))
	}
	if len(data) == 0 {
		return nil
	}
	parsed, err := sfnt.Parse(data)
	if err != nil {
		return nil
	}
	var buf sfnt.Buffer
	chars := map[int]string{}
	add := func(lo, hi rune) {
		for r := lo; r <= hi; r++ {
			if g, err := parsed.GlyphIndex(&buf, r); err == nil && g != 0 {
				if _, ok := chars[int(g)]; !ok {
					chars[int(g)] = string(r)
				}
			}
		}
	}
	add(0x20, 0x7E)
	add(0x4E00, 0x9FFF)
	add(0x2000, 0x206F)
	add(0x3000, 0x303F)
	add(0xFF00, 0xFFEF)
	add(0xA0, 0x17F)
	add(0x2150, 0x27BF)
	return chars
}

func (f *File) loadSimple(ft *font, dict object, base string) {
	if dict.key("Subtype").name() == "Type3" {
		if m := dict.key("FontMatrix"); m.length() == 6 && m.index(0).number() != 0 {
			ft.scale = m.index(0).number()
		}
	}
	descriptor := dict.key("FontDescriptor")
	if mw := descriptor.key("MissingWidth"); mw.isNumber() && mw.number() > 0 {
		ft.width = mw.number()
	}
	first := int(dict.key("FirstChar").number())
	widths := dict.key("Widths")
	for i := range min(widths.length(), 256) {
		ft.widths[first+i] = widths.index(i).number()
	}
	embedded := !descriptor.key("FontFile").isNull() || !descriptor.key("FontFile2").isNull() || !descriptor.key("FontFile3").isNull()
	if !embedded && ft.toUnicode == nil && isGBKFont(base) {
		ft.codec, ft.asciiCID = codecGBK, -1
		return
	}
	enc := dict.key("Encoding")
	table := charmap.Windows1252
	if enc.name() == "MacRomanEncoding" || enc.key("BaseEncoding").name() == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	for c := 32; c < 256; c++ {
		if r := table.DecodeByte(byte(c)); r != utf8.RuneError {
			ft.chars[c] = string(r)
		}
	}
	code := 0
	diff := enc.key("Differences")
	for i := range diff.length() {
		d := diff.index(i)
		switch {
		case d.isNumber():
			code = int(d.number())
		case d.isName():
			if code >= 0 && code < 256 {
				ft.chars[code] = glyphText(d.name())
			}
			code++
		}
	}
}

// isGBKFont says whether a font that is not embedded is Chinese, so that its
// strings are GBK whatever its encoding claims: old producers wrote TrueType
// fonts named in GBK bytes with WinAnsiEncoding.
func isGBKFont(base string) bool {
	for _, n := range []string{"SimSun", "SimHei", "FangSong", "KaiTi", "STSong", "STFangsong", "STKaiti", "STHeiti", "NSimSun", "LiSu", "YouYuan", "XBS", "FZ", "MicrosoftYaHei"} {
		if strings.HasPrefix(base, n) {
			return true
		}
	}
	high := 0
	for i := 0; i < len(base); i++ {
		high += int(base[i] >> 7)
	}
	if high < 2 {
		return false
	}
	_, _, err := transform.String(simplifiedchinese.GBK.NewDecoder(), base)
	return err == nil
}

var glyphNames = map[string]string{
	"space": " ", "exclam": "!", "quotedbl": "\"", "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&",
	"quotesingle": "'", "parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-",
	"minus": "-", "period": ".", "slash": "/", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4",
	"five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "colon": ":", "semicolon": ";", "less": "<",
	"equal": "=", "greater": ">", "question": "?", "at": "@", "bracketleft": "[", "backslash": "\\",
	"bracketright": "]", "underscore": "_", "quoteleft": "‘", "quoteright": "’", "quotedblleft": "“",
	"quotedblright": "”", "bullet": "•", "endash": "–", "emdash": "—", "ellipsis": "…", "nbspace": " ",
}

// glyphText is the character a glyph name stands for, or "".
func glyphText(name string) string {
	if s, ok := glyphNames[name]; ok {
		return s
	}
	if len(name) == 1 {
		return name
	}
	for _, prefix := range []string{"uni", "u"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok && len(rest) >= 4 {
			if v, err := strconv.ParseUint(rest[:min(len(rest), 6)], 16, 32); err == nil {
				return string(rune(v))
			}
		}
	}
	return ""
}

// decode cuts s into characters and hands each to emit. A code without a
// character has text U+FFFD.
func (ft *font) decode(s []byte, emit func(shown)) {
	for len(s) > 0 {
		var c shown
		n := 1
		switch ft.codec {
		case codecByte:
			code := s[0]
			c.text = ft.chars[code]
			if ft.toUnicode != nil {
				if t, ok := ft.toUnicode.text(uint32(code)); ok {
					c.text = t
				}
			}
			c.width, c.space = ft.advance(int(code)), code == 32
		case codecGBK:
			c, n = ft.decodeGBK(s)
		case codecUTF16:
			n = min(2, len(s))
			code := codeOf(s[:n])
			if code >= 0xD800 && code < 0xDC00 && len(s) >= 4 {
				n = 4
			}
			c.text = utf16Text(s[:n])
			c.width = ft.advanceASCII(code)
			if ft.toUnicode != nil {
				if t, ok := ft.toUnicode.text(code); ok {
					c.text = t
				}
			}
		default:
			c, n = ft.decodeCID(s)
		}
		if c.text == "" {
			c.text = "\uFFFD"
		}
		c.text = hanzi.FoldRadicals(c.text)
		emit(c)
		s = s[n:]
	}
}

func (ft *font) decodeGBK(s []byte) (shown, int) {
	n := 1
	if s[0] >= 0x81 && len(s) >= 2 {
		n = 2
	}
	c := shown{space: n == 1 && s[0] == 32}
	if t, _, err := transform.Bytes(simplifiedchinese.GBK.NewDecoder(), s[:n]); err == nil {
		c.text = string(t)
	}
	if ft.toUnicode != nil {
		if t, ok := ft.toUnicode.text(codeOf(s[:n])); ok {
			c.text = t
		}
	}
	switch {
	case ft.asciiCID < 0 && n == 2: // a simple font: each byte has a width
		c.width = ft.advance(int(s[0])) + ft.advance(int(s[1]))
	case ft.asciiCID < 0:
		c.width = ft.advance(int(s[0]))
	case n == 1:
		c.width = ft.advanceASCII(uint32(s[0]))
	default:
		c.width = ft.width * ft.scale
	}
	return c, n
}

func (ft *font) decodeCID(s []byte) (shown, int) {
	n := min(2, len(s))
	code := codeOf(s[:n])
	cid := int(code)
	if ft.codec == codecCMap {
		code, n = ft.encoding.split(s)
		cid = ft.encoding.cid(code)
	}
	c := shown{width: ft.advance(cid), space: n == 1 && code == 32}
	if ft.toUnicode != nil {
		c.text, _ = ft.toUnicode.text(code)
	} else if ft.byGID != nil {
		gid := cid
		if 2*cid+1 < len(ft.gids) {
			gid = int(ft.gids[2*cid])<<8 | int(ft.gids[2*cid+1])
		}
		c.text = ft.byGID[gid]
	}
	return c, max(n, 1)
}

func (ft *font) advance(code int) float64 {
	if w, ok := ft.widths[code]; ok {
		return w * ft.scale
	}
	return ft.width * ft.scale
}

// advanceASCII is the width of an ASCII character in a predefined CMap, where
// ASCII has CIDs of its own and half the width if nothing is said.
func (ft *font) advanceASCII(code uint32) float64 {
	if code < 0x20 || code > 0x7E {
		if w, ok := ft.widths[int(code)]; ok && code < 0x20 {
			return w * ft.scale
		}
		return ft.width * ft.scale
	}
	if w, ok := ft.widths[ft.asciiCID+int(code)-0x20]; ok {
		return w * ft.scale
	}
	return 0.5
}
