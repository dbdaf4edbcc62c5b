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
