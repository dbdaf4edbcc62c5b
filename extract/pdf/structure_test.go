package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"strings"
	"testing"

	"gongkai/extract/pdf/object"
)

// pieces makes a file: objects at their places and whatever cross-reference the
// test wants.
type pieces struct {
	bytes.Buffer
	at map[int]int
}

func newPieces() *pieces {
	p := &pieces{at: map[int]int{}}
	p.WriteString("%PDF-1.7\n")
	return p
}

func (p *pieces) printf(format string, args ...any) { _, _ = fmt.Fprintf(p, format, args...) }

func (p *pieces) object(num int, body string) *pieces {
	p.at[num] = p.Len()
	p.printf("%d 0 obj\n%s\nendobj\n", num, body)
	return p
}

func streamOf(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

// table writes a cross-reference table of the objects from first to last.
func (p *pieces) table(first, last int, trailer string) *pieces {
	start := p.Len()
	p.printf("xref\n%d %d\n", first, last-first+1)
	for n := first; n <= last; n++ {
		if n == 0 {
			p.WriteString("0000000000 65535 f \n")
			continue
		}
		p.printf("%010d 00000 n \n", p.at[n])
	}
	p.printf("trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n", trailer, start)
	return p
}

// xrefStream writes a cross-reference stream num of the objects 1 to num;
// packed says which stand in object stream 1, at which index.
func (p *pieces) xrefStream(num int, packed map[int]int) *pieces {
	start := p.Len()
	p.at[num] = start
	var rows []byte
	for n := 1; n <= num; n++ {
		if i, ok := packed[n]; ok {
			rows = append(rows, 2, 0, 0, 1, byte(i))
			continue
		}
		rows = append(rows, 1, byte(p.at[n]>>16), byte(p.at[n]>>8), byte(p.at[n]), 0)
	}
	p.object(num, streamOf(fmt.Sprintf("/Type/XRef/Size %d/Index[1 %d]/W[1 3 1]/Root 2 0 R", num+1, num), string(rows)))
	p.printf("startxref\n%d\n%%%%EOF\n", start)
	return p
}

const (
	catalogue = "<</Type/Catalog/Pages 3 0 R>>"
	onePage   = "<</Type/Pages/Count 1/Kids[4 0 R]/MediaBox[0 0 200 100]/Resources<</Font<</F1 5 0 R>>>>>>"
	pageFour  = "<</Type/Page/Parent 3 0 R/Contents 6 0 R>>"
	courier   = "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"
	showA     = "BT /F1 10 Tf 10 50 Td (A) Tj ET"
)

// plain is a file of objects 2 to 6.
func plain(content string) *pieces {
	return newPieces().object(1, "null").object(2, catalogue).object(3, onePage).object(4, pageFour).object(5, courier).object(6, content)
}

// packedFile has its dictionaries in an object stream.
func packedFile(entries, extends string) *pieces {
	members := []string{catalogue, onePage, pageFour, courier}
	var index, body strings.Builder
	for i, m := range members {
		fmt.Fprintf(&index, "%d %d ", i+2, body.Len())
		body.WriteString(m + " ")
	}
	p := newPieces()
	p.object(1, streamOf(fmt.Sprintf("/Type/ObjStm/N %d/First %d%s%s", len(members), index.Len(), entries, extends), index.String()+body.String()))
	p.object(6, streamOf("", showA))
	return p.xrefStream(7, map[int]int{2: 0, 3: 1, 4: 2, 5: 3})
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func ascii85Of(s string) string {
	var b bytes.Buffer
	w := ascii85.NewEncoder(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String() + "~>"
}

// sub is PNG's predictor 1 for rows of 8 bytes.
func sub(s string) string {
	for len(s)%8 != 0 {
		s += " "
	}
	var out []byte
	for ; s != ""; s = s[8:] {
		out = append(out, 1, s[0])
		for i := 1; i < 8; i++ {
			out = append(out, s[i]-s[i-1])
		}
	}
	return string(out)
}

// What stands in a file can be found in each of these ways. Those that only our
// own reader follows are damage to the library.
func TestStructure(t *testing.T) {
	good := plain(streamOf("", showA)).table(0, 6, "/Size 7/Root 2 0 R").Bytes()
	tests := []struct {
		name    string
		file    []byte
		want    string
		ownOnly bool
	}{
		{name: "cross-reference table", file: good},
		{name: "cross-reference stream and object stream", file: packedFile("", "").Bytes()},
		{name: "an object stream that extends itself", file: packedFile("", "/Extends 1 0 R").Bytes()},
		{name: "Length elsewhere", file: plain("<</Length 1 0 R>>\nstream\n"+showA+"\nendstream").object(1, fmt.Sprint(len(showA))).table(0, 6, "/Size 7/Root 2 0 R").Bytes()},
		{name: "an update replaces the content", want: "B@10,50",
			file: func() []byte {
				p := plain(streamOf("", showA)).table(0, 6, "/Size 7/Root 2 0 R")
				prev := bytes.LastIndex(p.Bytes(), []byte("xref\n0"))
				return p.object(6, streamOf("", strings.Replace(showA, "A", "B", 1))).table(6, 6, fmt.Sprintf("/Size 7/Root 2 0 R/Prev %d", prev)).Bytes()
			}()},
		{name: "flate", file: plain(streamOf("/Filter/FlateDecode", deflated(showA))).table(0, 6, "/Size 7/Root 2 0 R").Bytes()},
		{name: "filters in a row", file: plain(streamOf("/Filter[/ASCII85Decode/FlateDecode]", ascii85Of(deflated(showA)))).table(0, 6, "/Size 7/Root 2 0 R").Bytes()},
		{name: "predictor", file: plain(streamOf("/Filter/FlateDecode/DecodeParms<</Predictor 11/Columns 8>>", deflated(sub(showA)))).table(0, 6, "/Size 7/Root 2 0 R").Bytes(), ownOnly: true},
		{name: "hexadecimal", file: plain(streamOf("/Filter/AHx", fmt.Sprintf("%x>", showA))).table(0, 6, "/Size 7/Root 2 0 R").Bytes(), ownOnly: true},
		{name: "run lengths", file: plain(streamOf("/Filter/RunLengthDecode", string(rune(len(showA)-1))+showA+"\x80")).table(0, 6, "/Size 7/Root 2 0 R").Bytes(), ownOnly: true},
		{name: "something before the header", file: append([]byte("\xef\xbb\xbf\n"), good...)},
		{name: "something after the end", file: append(bytes.Clone(good), bytes.Repeat([]byte{0}, 500)...)},
		{name: "no version", file: bytes.Replace(good, []byte("%PDF-1.7"), []byte("%PDF-7.1"), 1)},
		{name: "numbered from 1", file: bytes.Replace(good, []byte("xref\n0 7"), []byte("xref\n1 7"), 1), ownOnly: true},
		{name: "wrong offsets", file: bytes.Replace(good, []byte("%PDF-1.7\n"), []byte("%PDF-1.7\n%%%%%%%%%\n"), 1), ownOnly: true},
		{name: "no cross-reference", file: good[:bytes.LastIndex(good, []byte("xref\n0"))], ownOnly: true},
		{name: "wrong Length", file: bytes.Replace(good, []byte(fmt.Sprintf("/Length %d", len(showA))), []byte("/Length 99"), 1), ownOnly: true},
		{name: "packed without cross-reference", file: func() []byte {
			b := packedFile("", "").Bytes()
			return b[:bytes.LastIndex(b, []byte("startxref"))]
		}(), ownOnly: true},
		{name: "Kids that name their parent", file: bytes.Replace(good, []byte("[4 0 R]"), []byte("[3 0 R 4 0 R]"), 1), ownOnly: true},
		{name: "a page tree without Type", file: bytes.Replace(good, []byte("/Type/Pages"), []byte("/Typo/Pages"), 1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := tt.want
			if want == "" {
				want = "A@10,50"
			}
			for _, source := range sources {
				if tt.ownOnly && source != object.Own {
					continue
				}
				f, err := Open(tt.file, Objects(source))
				if err != nil {
					t.Fatalf("%s: %v", source, err)
				}
				page, err := f.Page(1)
				if err != nil {
					t.Fatalf("%s: %v", source, err)
				}
				if got := glyphsOf(page); got != want || f.NumPages() != 1 {
					t.Errorf("%s: %d pages, the first with %s; want one with %s", source, f.NumPages(), got, want)
				}
			}
		})
	}
}

// What cannot be read says why, whoever reads.
func TestOpenFails(t *testing.T) {
	good := plain(streamOf("", showA))
	tests := []struct {
		name string
		file []byte
		want error
	}{
		{"nothing", nil, ErrNotPDF},
		{"HTML", []byte("<!DOCTYPE html><html></html>"), ErrNotPDF},
		{"a header alone", []byte("%PDF-1.7\n%%EOF"), ErrDamaged},
		{"no pages", newPieces().object(1, "null").object(2, "<</Type/Catalog/Pages 3 0 R>>").object(3, "<</Type/Pages/Kids[]/Count 0>>").table(0, 3, "/Size 4/Root 2 0 R").Bytes(), ErrDamaged},
		{"an unknown security handler", good.table(0, 6, "/Size 7/Root 2 0 R/Encrypt<</Filter/Other/V 4>>").Bytes(), ErrEncrypted},
		{"a password", plain(streamOf("", showA)).table(0, 6, "/Size 7/Root 2 0 R/ID[(0123456789abcdef)(0123456789abcdef)]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O("+
			strings.Repeat("o", 32)+")/U("+strings.Repeat("u", 32)+")>>").Bytes(), ErrEncrypted},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, source := range sources {
				if _, err := Open(tt.file, Objects(source)); !errors.Is(err, tt.want) {
					t.Errorf("%s: %v, want %v", source, err, tt.want)
				}
			}
		})
	}
}
