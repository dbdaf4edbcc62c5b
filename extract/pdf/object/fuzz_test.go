package object

import "testing"

// FuzzLexer: the lexer ends, each token but the last takes at least a byte, and
// nothing panics.
func FuzzLexer(f *testing.F) {
	for _, s := range []string{
		"BT /F1 10 Tf (a\\(b\\)\\101\\\r\n) Tj [<41 4> -5.5] TJ ET",
		"BI /W 1 ID xx EI Q", "<< /A#20B [1 2] >>", "--1 .5. 1e5 1e 12-34 +", "(", "<", "/", "\\", "(\\", "(\\7", "<4", "%", ">", "BI ID", "BI",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		l := NewLexer(data)
		for n := 0; ; n++ {
			tok := l.Next()
			if tok.Kind == End {
				break
			}
			if n > len(data) {
				t.Fatalf("more tokens than the %d bytes", len(data))
			}
			if tok.Kind == Keyword && string(tok.Bytes) == "BI" {
				l.SkipInlineImage()
			}
		}
	})
}
