package object

import (
	"testing"

	"gongkai/internal/limits"
)

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

// FuzzObjects: every object of any file can be asked for and every stream
// decoded; what cannot be read is nothing and not a panic.
func FuzzObjects(f *testing.F) {
	const plain = "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Contents 4 0 R>> endobj\n" +
		"4 0 obj <</Length 5>>\nstream\nq Q q\nendstream endobj\ntrailer <</Root 1 0 R>>\n"
	for _, s := range []string{
		plain, plain + "startxref\n9\n%%EOF",
		"%PDF-1.5\n1 0 obj <</Type/ObjStm/N 2/First 8/Length 30>>\nstream\n2 0 3 6 <</A 1>> [1 2]\nendstream endobj\n2 0 obj <</Type/Catalog/Pages 3 0 R>> endobj",
		"%PDF-1.5\n5 0 obj <</Type/XRef/Size 3/W[1 2 1]/Root 1 0 R/Length 12>>\nstream\n\x01\x00\x09\x00\x02\x00\x01\x00\x00\x00\x00\x00\nendstream endobj\nstartxref\n9\n%%EOF",
		"%PDF-1.7\ntrailer <</Encrypt<</Filter/Standard/V 5/R 6/U(x)>>/Root 1 0 R>>",
		"%PDF-1.7\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer <</Prev 9/Root 1 0 R/XRefStm 9>>\nstartxref\n9\n%%EOF",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Open(data, Own)
		if err != nil {
			return
		}
		for _, ref := range d.Refs()[:min(len(d.Refs()), 100)] {
			o := d.Get(ref)
			if _, again := o.(Ref); again {
				t.Fatalf("%v resolves to a reference", ref)
			}
			out, err := d.Data(ref)
			if err != nil && out != nil {
				t.Fatalf("%v gives %d bytes and %v", ref, len(out), err)
			}
		}
	})
}

// FuzzFilter: no filter panics, and none gives more than the budget.
func FuzzFilter(f *testing.F) {
	filters := []Name{"FlateDecode", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "Crypt", "DCTDecode", "Other"}
	f.Add([]byte("x\x9c+T(T\x00\x00\x02\x12\x01\x08"), uint16(0), uint8(12), uint8(4))
	f.Add([]byte("\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"), uint16(1), uint8(1), uint8(1))
	f.Add([]byte("87cURD]j7BEbo80~>"), uint16(2), uint8(1), uint8(1))
	f.Add([]byte("48 65 6C 6C 6>"), uint16(3), uint8(2), uint8(3))
	f.Add([]byte("\x02abc\xfed\x80"), uint16(4), uint8(15), uint8(2))
	f.Fuzz(func(t *testing.T, raw []byte, which uint16, predictor, columns uint8) {
		c := codec{budget: &Budget{}}
		params := Dict{"Predictor": int64(predictor), "Columns": int64(columns), "Colors": int64(columns % 5), "BitsPerComponent": int64(predictor % 17)}
		var steps []step
		for range 3 {
			steps = append(steps, step{filters[which%8], params})
			which /= 8
		}
		out, err := c.decode(raw, steps)
		if err != nil && out != nil {
			t.Fatalf("%d bytes and %v", len(out), err)
		}
		if len(out) > limits.PDFStream {
			t.Fatalf("%d bytes", len(out))
		}
	})
}
