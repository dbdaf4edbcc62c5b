package font

import "gongkai/internal/limits"

// program is what an embedded font file tells about its glyphs: their
// characters, and their widths. Every method is safe on a nil program.
type program struct {
	// runes by GID from the font's character map, built on the first question.
	runes map[int]rune
	maps  []charMap
	names []string // by GID: post table, CFF charset, or Type 1 encoding
	// encoding is the font's own, code to GID, and nameOf for Type 1.
	encoding map[int]int
	codeName map[int]string
	// cids maps CIDs to GIDs for a CFF font made for CIDs; nil for others.
	cids map[int]int

	data       []byte
	loca, glyf []byte
	longLoca   bool
	hmtx       []byte
	metrics    int // entries of hmtx with a width
	unitsPerEm int
	glyphs     int
}

// charMap is one subtable of a TrueType cmap.
type charMap struct {
	platform, encoding int
	data               []byte
}

// be16 and be32 read big-endian numbers; 0 outside of b.
func be16(b []byte, i int) int {
	if i < 0 || i+2 > len(b) {
		return 0
	}
	return int(b[i])<<8 | int(b[i+1])
}

func be32(b []byte, i int) int {
	return be16(b, i)<<16 | be16(b, i+2)
}

// slice is b[from:from+n] as far as there is any.
func slice(b []byte, from, n int) []byte {
	if from < 0 || n < 0 || from > len(b) {
		return nil
	}
	return b[from:min(len(b), from+n)]
}

// parseProgram reads a TrueType, OpenType, CFF or Type 1 font file; nil when it
// is none.
func parseProgram(data []byte) *program {
	switch {
	case len(data) < 16:
		return nil
	case be32(data, 0) == 0x00010000, string(data[:4]) == "true", string(data[:4]) == "OTTO", string(data[:4]) == "ttcf":
		return parseSFNT(data)
	case data[0] == 1 && data[1] == 0 && data[2] <= 32:
		p := &program{unitsPerEm: 1000}
		p.parseCFF(data)
		return p
	case data[0] == '%' || data[0] == 0x80:
		return parseType1(data)
	}
	return nil
}

func parseSFNT(data []byte) *program {
	at := 0
	if string(data[:4]) == "ttcf" {
		at = be32(data, 12)
	}
	p := &program{data: data, unitsPerEm: 1000}
	tables := map[string][]byte{}
	for i := range min(be16(data, at+4), 64) {
		record := slice(data, at+12+16*i, 16)
		if len(record) == 16 {
			tables[string(record[:4])] = slice(data, be32(record, 8), be32(record, 12))
		}
	}
	if len(tables) == 0 {
		return nil
	}
	if u := be16(tables["head"], 18); u > 0 {
		p.unitsPerEm = u
	}
	p.longLoca = be16(tables["head"], 50) == 1
	p.loca, p.glyf = tables["loca"], tables["glyf"]
	p.glyphs = be16(tables["maxp"], 4)
	p.hmtx, p.metrics = tables["hmtx"], be16(tables["hhea"], 34)
	cm := tables["cmap"]
	for i := range min(be16(cm, 2), 32) {
		r := 4 + 8*i
		if sub := slice(cm, be32(cm, r+4), len(cm)); len(sub) > 4 {
			p.maps = append(p.maps, charMap{be16(cm, r), be16(cm, r+2), sub})
		}
	}
	p.parsePost(tables["post"])
	if cff := tables["CFF "]; len(cff) > 4 {
		p.parseCFF(cff)
	}
	return p
}

// macGlyphs is how many names the standard Macintosh order has.
const macGlyphs = 258

// parsePost reads the glyph names of a post table of version 2.
func (p *program) parsePost(post []byte) {
	if be32(post, 0) != 0x00020000 {
		return
	}
	n := min(be16(post, 32), len(post)/2)
	index := slice(post, 34, 2*n)
	var extra []string
	for rest := slice(post, 34+2*n, len(post)); len(rest) > 0; {
		k := int(rest[0])
		name := slice(rest, 1, k)
		extra = append(extra, string(name))
		rest = rest[min(len(rest), 1+k):]
	}
	p.names = make([]string, n)
	for g := range n {
		if i := be16(index, 2*g) - macGlyphs; i >= 0 && i < len(extra) {
			p.names[g] = extra[i]
		} else if i < 0 && i+macGlyphs >= 3 && i+macGlyphs <= 97 {
			p.names[g] = string(rune(i + macGlyphs - 3 + 32)) // ASCII in order
		}
	}
}

// gidOf looks a code up in one subtable; 0 where it has none.
func (m charMap) gidOf(code int) int {
	d := m.data
	switch be16(d, 0) {
	case 0:
		if code >= 0 && code < 256 && 6+code < len(d) {
			return int(d[6+code])
		}
	case 4:
		segments := be16(d, 6) / 2
		for i := range segments {
			if end := be16(d, 14+2*i); code > end {
				continue
			}
			return m.segment4(i, segments, code)
		}
	case 6:
		if i := code - be16(d, 6); i >= 0 && i < be16(d, 8) {
			return be16(d, 10+2*i)
		}
	case 12:
		for i := range min(be32(d, 12), (len(d)-16)/12) {
			lo, hi, g := be32(d, 16+12*i), be32(d, 20+12*i), be32(d, 24+12*i)
			if code >= lo && code <= hi {
				return g + code - lo
			}
		}
	}
	return 0
}

func (m charMap) segment4(i, segments, code int) int {
	d := m.data
	start := be16(d, 16+2*segments+2*i)
	if code < start {
		return 0
	}
	delta := be16(d, 16+4*segments+2*i)
	at := 16 + 6*segments + 2*i
	offset := be16(d, at)
	if offset == 0 {
		return (code + delta) & 0xFFFF
	}
	if g := be16(d, at+offset+2*(code-start)); g != 0 {
		return (g + delta) & 0xFFFF
	}
	return 0
}

// each calls f for every code of the subtable with its glyph.
func (m charMap) each(f func(code, gid int)) {
	d := m.data
	left := limits.PDFCMapEntries
	switch be16(d, 0) {
	case 0, 6:
		for code := range 1 << 16 {
			if g := m.gidOf(code); g != 0 {
				f(code, g)
			}
			if be16(d, 0) == 0 && code == 255 {
				return
			}
		}
	case 4:
		segments := be16(d, 6) / 2
		for i := range segments {
			start, end := be16(d, 16+2*segments+2*i), be16(d, 14+2*i)
			for code := start; code <= end && code < 0xFFFF && left > 0; code++ {
				left--
				if g := m.segment4(i, segments, code); g != 0 {
					f(code, g)
				}
			}
		}
	case 12:
		for i := range max(0, min(be32(d, 12), (len(d)-16)/12)) {
			lo, hi, g := be32(d, 16+12*i), be32(d, 20+12*i), be32(d, 24+12*i)
			for code := lo; code <= hi && left > 0; code++ {
				left--
				f(code, g+code-lo)
			}
		}
	}
}

// unicode says whether the subtable's codes are characters.
func (m charMap) unicode() bool {
	return m.platform == 0 && m.encoding != 5 || m.platform == 3 && (m.encoding == 1 || m.encoding == 10)
}

// text is the character of a glyph: from the character map turned round, else
// from its name.
func (p *program) text(gid int) string {
	if p == nil || gid <= 0 {
		return ""
	}
	if p.runes == nil {
		p.runes = map[int]rune{}
		for _, m := range p.maps {
			if !m.unicode() {
				continue
			}
			m.each(func(code, g int) {
				old, ok := p.runes[g]
				if r := rune(code); !ok || rank(r) < rank(old) {
					p.runes[g] = r
				}
			})
		}
	}
	if r, ok := p.runes[gid]; ok {
		return string(r)
	}
	if gid < len(p.names) {
		return nameText(p.names[gid])
	}
	return ""
}

// rank prefers, of several characters that share a glyph, the one in common
// use: fonts give the radical ⼈ and the character 人 one glyph.
func rank(r rune) int {
	switch {
	case r >= 0xE000 && r <= 0xF8FF:
		return 4
	case r >= 0x2E80 && r <= 0x2FDF, r >= 0xF900 && r <= 0xFAFF, r >= 0x2F800:
		return 3
	case r == 0xA0, r == 0xAD, r >= 0x2000 && r <= 0x200F:
		return 2
	case r >= 0x20 && r < 0x7F, r >= 0x4E00 && r <= 0x9FFF:
		return 0
	}
	return 1
}

// gidOfCode is the glyph that a symbolic simple font draws for a code.
func (p *program) gidOfCode(code int) int {
	if p == nil {
		return 0
	}
	for _, m := range p.maps {
		if m.platform == 3 && m.encoding == 0 {
			for _, high := range []int{0xF000, 0, 0xF100, 0xF200} {
				if g := m.gidOf(high + code); g != 0 {
					return g
				}
			}
		}
	}
	for _, m := range p.maps {
		if m.platform == 1 {
			if g := m.gidOf(code); g != 0 {
				return g
			}
		}
	}
	if g, ok := p.encoding[code]; ok {
		return g
	}
	return 0
}

// blank says that a TrueType glyph has no outline.
func (p *program) blank(gid int) bool {
	if p == nil || len(p.loca) == 0 || gid < 0 || gid >= p.glyphs {
		return false
	}
	if p.longLoca {
		return 4*gid+8 <= len(p.loca) && be32(p.loca, 4*gid) == be32(p.loca, 4*gid+4)
	}
	return 2*gid+4 <= len(p.loca) && be16(p.loca, 2*gid) == be16(p.loca, 2*gid+2)
}

// width of a glyph in em; ok is false where the font does not say.
func (p *program) width(gid int) (w float64, ok bool) {
	if p == nil || p.metrics == 0 || len(p.hmtx) == 0 {
		return 0, false
	}
	return float64(be16(p.hmtx, 4*min(gid, p.metrics-1))) / float64(p.unitsPerEm), true
}
