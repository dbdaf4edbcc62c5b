package crawl_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/crawl"
)

// packed is a file of an archive.
type packed struct {
	name string
	data []byte
}

// rar4 writes an archive of RAR 4 that is not compressed; names are as given.
func rar4(encrypted bool, files ...packed) []byte {
	b := []byte("Rar!\x1a\x07\x00")
	block := func(kind byte, flags uint16, rest, data []byte) {
		head := []byte{kind}
		head = binary.LittleEndian.AppendUint16(head, flags)
		head = binary.LittleEndian.AppendUint16(head, uint16(7+len(rest)))
		head = append(head, rest...)
		b = binary.LittleEndian.AppendUint16(b, uint16(crc32.ChecksumIEEE(head)))
		b = append(append(b, head...), data...)
	}
	block(0x73, 0, make([]byte, 6), nil)
	for _, f := range files {
		var rest []byte
		rest = binary.LittleEndian.AppendUint32(rest, uint32(len(f.data)))
		rest = binary.LittleEndian.AppendUint32(rest, uint32(len(f.data)))
		rest = append(rest, 0)
		rest = binary.LittleEndian.AppendUint32(rest, crc32.ChecksumIEEE(f.data))
		rest = append(rest, 0, 0, 0, 0, 20, 0x30)
		rest = binary.LittleEndian.AppendUint16(rest, uint16(len(f.name)))
		rest = append(append(rest, 0x20, 0, 0, 0), f.name...)
		flags := uint16(0x8000)
		if encrypted {
			flags |= 4
		}
		block(0x74, flags, rest, f.data)
	}
	block(0x7b, 0x4000, nil, nil)
	return b
}

// rar5 writes an archive of RAR 5 that is not compressed; locked makes one whose
// headers are encrypted.
func rar5(locked bool, files ...packed) []byte {
	b := []byte("Rar!\x1a\x07\x01\x00")
	number := func(b []byte, n uint64) []byte { return binary.AppendUvarint(b, n) }
	block := func(head, data []byte) {
		head = append(number(nil, uint64(len(head))), head...)
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(head))
		b = append(append(b, head...), data...)
	}
	if locked {
		block(append([]byte{4, 0, 0, 0, 15}, make([]byte, 16)...), nil)
		return append(b, make([]byte, 64)...)
	}
	block([]byte{1, 0, 0}, nil)
	for _, f := range files {
		head := number([]byte{2, 2}, uint64(len(f.data)))
		head = number(append(head, 4), uint64(len(f.data)))
		head = append(head, 0x20)
		head = binary.LittleEndian.AppendUint32(head, crc32.ChecksumIEEE(f.data))
		head = number(append(head, 0, 0), uint64(len(f.name)))
		block(append(head, f.name...), f.data)
	}
	block([]byte{5, 0, 0}, nil)
	return b
}

// zipped writes a ZIP; locked sets the flag that says that a password is needed.
func zipped(t *testing.T, locked bool, files ...packed) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate, NonUTF8: true}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.data); err != nil {
			t.Fatal(err)
		}
		if locked {
			h.Flags |= 1
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func inGBK(t *testing.T, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Made by 7z of 预算/说明.pdf and readme.txt; with a password for the files, and
// for their names too.
const (
	plain7z  = "N3q8ryccAARZwhfsmgAAAAAAAAAgAAAAAAAAAMDIqxcBACt4CiVQREYtMS43CjEgMCBvYmoKZW5kb2JqCnN0YXJ0eHJlZgolJUVPRgo3egAAAIEzB64P0QDUPKCQoHdexUAYjAgeULrhPPN7m9jFgJ6LVhiux6ON/JiCMjYq2q7/OKuQF3xTX+nJ9QkqJ3nyxyq9pQVMaPHmahlfNzFBGdLowjKWaXvq6nTeQCDoWoLRW33BBzB4AAAAFwYwAQlqAAcLAQABIwMBAQVdABAAAAxyCgHEMSDwAAA="
	locked7z = "N3q8ryccAAQxeZXEqQAAAAAAAAAgAAAAAAAAANpr/dWccxV+F4wTusKWH+B71wDjdExQ94Ulo7hxntGU5DZiIJa3FnUR3OlmmbOLjOw1FToAAIEzB64P0QDUPKCKabDjxAD69FhUvdm8mVaMZ2dmFjRnOqHGTMBjr388ft1kAhGSondXpKf0WQrBI2YMQPJlTnMlfPXrpGuaavw274Di0TnIPl9iOPuGcDOgqVzUZE53qz/Ie1HA8oJifTG4QVux7IfLul2pAAAAFwYwAQl5AAcLAQABIwMBAQVdABAAAAx+CgH9GyR5AAA="
	hidden7z = "N3q8ryccAASKB/BcsAAAAAAAAAA8AAAAAAAAAFwzG2/nNRki+PqhbvtBHlA+zYzPzKlw5siqHyELHFGMxNVlEOrpk7jRxeUSfjMfv+L/BHw+JCUWD7U+7Lb8h3joCDOVcgDWBpMR3Ravh1yOMWFHs8BgrttdY2OV+d/HWronDi9CZVbP0bfuYMjTMUVNq1dSHBMC/1vT5fx5rYrBRFXNH8JdUySIhfdDLLxnAG2LY7S6n678Z5EKl1IQHHSpnVcJuLApDp00mGhoyKTk5WgOtBcGMAEJgIAABwsBAAIkBvEHARJTDyGMbLhXM4FGpzwAAPi7EeUjAwEBBV0AEAAAAQAMeH4KAf/Oz+sAAA=="
)

func unbase64(t *testing.T, s string) []byte {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestArchives: the documents of archives are captured by name; what needs a
// password, does not open or goes on without end is refused for that reason.
func TestArchives(t *testing.T) {
	document := func(s string) packed { return packed{s, append(slices.Clone(goodPDF), s...)} }
	gbk := packed{inGBK(t, `预算\说明.pdf`), append(slices.Clone(goodPDF), 1)}
	inner := zipped(t, false, packed{inGBK(t, "单位/表.xls"), append(slices.Clone(goodPDF), 2)})
	deep := packed{"d.zip", inner}
	for range 3 {
		deep = packed{"d.zip", zipped(t, false, deep)}
	}
	for _, c := range []struct {
		name, called string
		data         []byte
		titles       []string // of the documents, after #
		reason       crawl.Reason
	}{
		{"RAR 4, GBK", "a.rar", rar4(false, gbk, packed{"readme.txt", []byte("x")}), []string{"预算/说明.pdf"}, ""},
		{"RAR 5", "a.rar", rar5(false, document("预算/一.pdf"), document("预算/二.pdf")), []string{"预算/一.pdf", "预算/二.pdf"}, ""},
		{"RAR 4 that needs a password", "a.rar", rar4(true, gbk), nil, crawl.ReasonEncrypted},
		{"RAR 5 that hides its names", "a.rar", rar5(true), nil, crawl.ReasonEncrypted},
		{"cut RAR", "a.rar", rar5(false, document("一.pdf"))[:60], nil, crawl.ReasonArchive},
		{"7z", "a.7z", unbase64(t, plain7z), []string{"预算/说明.pdf"}, ""},
		{"7z that needs a password", "a.7z", unbase64(t, locked7z), nil, crawl.ReasonEncrypted},
		{"7z that hides its names", "a.7z", unbase64(t, hidden7z), nil, crawl.ReasonEncrypted},
		{"cut 7z", "a.7z", unbase64(t, plain7z)[:80], nil, crawl.ReasonArchive},
		{"ZIP, GBK", "a.zip", zipped(t, false, gbk), []string{"预算/说明.pdf"}, ""},
		{"ZIP that needs a password", "a.zip", zipped(t, true, gbk), nil, crawl.ReasonEncrypted},
		{"ZIP that leads out", "a.zip", zipped(t, false, document("../../etc/一.pdf")), []string{"etc/一.pdf"}, ""},
		{"a RAR that is called .zip", "a.zip", rar5(false, document("一.pdf")), []string{"一.pdf"}, ""},
		{"ZIP in RAR in ZIP", "a.zip", zipped(t, false, packed{"b.rar", rar4(false, packed{"c.zip", inner})}), []string{"b.rar/c.zip/单位/表.xls"}, ""},
		{"too deep", "a.zip", zipped(t, false, deep), nil, crawl.ReasonArchive},
		{"nothing in it", "a.rar", rar5(false, packed{"readme.txt", []byte("x")}), nil, crawl.ReasonArchive},
		{"a page in it", "a.zip", zipped(t, false, packed{"a.pdf", []byte("<html><body>不存在</body></html>")}), nil, crawl.ReasonArchive},
		{"a bomb", "a.zip", zipped(t, false, packed{"a.pdf", append(slices.Clone(goodPDF), make([]byte, 201<<20)...)}), nil, crawl.ReasonArchive},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, one(c.data, c.called))
			r, _ := w.run()
			if c.reason != "" && (r.Failed[c.reason] != 1 || len(r.Failed) != 1) || c.reason == "" && len(r.Failed) > 0 || r.New != len(c.titles) {
				t.Errorf("%+v, want %d documents, %q", r, len(c.titles), c.reason)
			}
			list, err := w.archive.Disclosures(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range list {
				for _, p := range d.Publications {
					for _, x := range p.Captures {
						_, name, _ := strings.Cut(x.URL, "#")
						got = append(got, name)
					}
				}
			}
			if !slices.Equal(got, c.titles) {
				t.Errorf("captured %q, want %q", got, c.titles)
			}
		})
	}
}
