package font

import "testing"

// FuzzCMap: any CMap can be asked for any code, and splitting gets on.
func FuzzCMap(f *testing.F) {
	for _, s := range []string{
		"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <9879> endbfchar",
		"1 beginbfrange <01> <05> <0041> endbfrange 1 beginbfrange <06> <07> [<0041> <D83DDE00>] endbfrange",
		"1 begincidrange <00> <7f> 1 endcidrange 1 begincidchar <81> 5 endcidchar /WMode 1 def",
		"beginbfrange <00> <FFFFFFFF> <> endbfrange", "beginbfrange ] ] ] ]", "begincodespacerange [ 1", "beginbfchar 1 2",
	} {
		f.Add([]byte(s), []byte{0, 1, 0x81, 0xFF, 5})
	}
	f.Fuzz(func(t *testing.T, data, codes []byte) {
		m := parseCMap(data)
		for len(codes) > 0 {
			n := m.cut(codes)
			if n < 1 || n > len(codes) {
				t.Fatalf("cut takes %d of %d bytes", n, len(codes))
			}
			m.lookup(codeOf(codes[:n]))
			m.cid(codeOf(codes[:n]))
			codes = codes[n:]
		}
	})
}

// FuzzProgram: any font file can be asked for any glyph.
func FuzzProgram(f *testing.F) {
	f.Add([]byte("\x00\x01\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00cmap\x00\x00\x00\x00\x00\x00\x00\x2c\x00\x00\x00\x28maxp\x00\x00\x00\x00\x00\x00\x00\x54\x00\x00\x00\x06"+
		"\x00\x00\x00\x01\x00\x03\x00\x0a\x00\x00\x00\x0c\x00\x0c\x00\x00\x00\x00\x00\x1c\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x98\x79\x00\x00\x98\x79\x00\x00\x00\x01\x00\x01\x00\x00\x00\x03"), 1)
	f.Add([]byte("\x01\x00\x04\x01\x00\x01\x01\x01\x05Name\x00\x01\x01\x01\x06\x1d\x00\x00\x00\x20\x11\x00\x00\x00\x00\x00\x00\x01\x01\x01\x02\x0e"), 2)
	f.Add([]byte("%!PS-AdobeFont-1.0\n/Encoding 256 array\ndup 65 /A put\ndup 8#102 /B put\nreadonly def\n"), 66)
	f.Add([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10\x00\x01\x00\x00\x00\x01\x00\x00"), 0)
	f.Add([]byte("OTTO\x00\x01\x00\x00\x00\x00\x00\x00CFF \x00\x00\x00\x00\x00\x00\x00\x1c\x00\x00\x00\x10"), 300)
	f.Fuzz(func(t *testing.T, data []byte, gid int) {
		p := parseProgram(data)
		for _, g := range []int{gid, 0, 1, p.gidOfCode(gid), p.gidOfCode(65)} {
			p.text(g)
			p.blank(g)
			if w, ok := p.width(g); ok && w != w {
				t.Fatalf("width of glyph %d is no number", g)
			}
		}
	})
}
