package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/internal/limits"
	"gongkai/internal/pdftest"
)

const (
	// hostileTime is what one hostile file may take: 1 s at most, on a machine
	// that is busy with twenty other things.
	hostileTime = 20 * time.Second
	// hostileMemory is how much the heap may grow over it: a stream at its cap and
	// its buffer being doubled, for a filter and the next one, and garbage.
	hostileMemory = 5 * limits.PDFStream
)

// bomb is zeros, deflated, of so many bytes.
func bomb(size int) string {
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestSpeed)
	zeros := make([]byte, 1<<20)
	for ; size > 0; size -= len(zeros) {
		_, _ = w.Write(zeros)
	}
	_ = w.Close()
	return b.String()
}

// gigabyte is 1 GiB of zeros, deflated.
var gigabyte = sync.OnceValue(func() string { return bomb(1 << 30) })

// largeCMap is a CMap of 50 MB that names the same codes again and again.
func largeCMap() string {
	var b strings.Builder
	b.WriteString(twoBytes)
	for b.Len() < 50<<20 {
		b.WriteString("100 beginbfchar\n")
		for i := range 100 {
			fmt.Fprintf(&b, "<%04X> <%04X>\n", i, 0x4E00+i)
		}
		b.WriteString("endbfchar\n")
	}
	return cmapOf(b.String())
}

// hostile are files that ask for too much, with what must come of them.
func hostile() []hostileFile {
	text := func(d pdftest.Document, want string) hostileMaker {
		return func(*testing.T) ([]byte, string, error) { return d.Bytes(), want, nil }
	}
	const show = "BT /F1 10 Tf 10 50 Td (A) Tj ET"
	nest := strings.Repeat("[", 100_000)
	trailer := "/Size 7/Root 2 0 R"
	return []hostileFile{
		{"a page box of 3 GB", text(pdftest.Document{Pages: []pdftest.Page{{Width: 3e9, Height: 3e9, Content: show}}}, "A@10,792")},
		{"a crop box of 3 GB", text(pdftest.Document{Pages: []pdftest.Page{{Content: show, Entries: "/CropBox[-3000000000 -3000000000 3000000000 3000000000]"}}}, "A@10,50")},
		{"arrays within arrays in content", text(pdftest.Document{Pages: []pdftest.Page{{Content: nest + " 0 d " + show}}}, "A@10,50")},
		{"arrays within arrays in an object", text(pdftest.Document{Pages: []pdftest.Page{{Content: show, Entries: "/PieceInfo " + nest + strings.Repeat("]", 100_000)}}}, "A@10,50")},
		{"dictionaries within dictionaries", text(pdftest.Document{Pages: []pdftest.Page{{Content: show, Entries: "/PieceInfo " + strings.Repeat("<</A ", 100_000) + "1" + strings.Repeat(">>", 100_000)}}}, "A@10,50")},
		{"states saved without end", text(pdftest.Document{Pages: []pdftest.Page{{Content: strings.Repeat("q ", 1_000_000) + show}}}, "A@10,50")},
		{"an object stream in itself", func(*testing.T) ([]byte, string, error) {
			p := packedFile("", "").Bytes()
			// the entry of object 1, the first of the cross-reference stream
			at := bytes.LastIndex(p, []byte("stream\n\x01")) + len("stream\n")
			copy(p[at:], []byte{2, 0, 0, 1, 0})
			return p, "A@10,50", nil
		}},
		{"an object stream that extends itself", func(*testing.T) ([]byte, string, error) {
			return packedFile("", "/Extends 1 0 R").Bytes(), "A@10,50", nil
		}},
		{"a page tree that goes in a circle", func(*testing.T) ([]byte, string, error) {
			return newPieces().object(1, "null").object(2, catalogue).object(3, strings.Replace(onePage, "[4 0 R]", "[3 0 R 4 0 R 3 0 R]", 1)).object(4, pageFour).
				object(5, courier).object(6, streamOf("", showA)).table(0, 6, trailer).Bytes(), "A@10,50", nil
		}},
		{"parents that go in a circle", func(*testing.T) ([]byte, string, error) {
			return newPieces().object(1, "<</Kids[3 0 R]/Type/Pages>>").object(2, catalogue).object(3, "<</Type/Pages/Kids[1 0 R]/Parent 1 0 R>>").object(4, pageFour).
				object(5, courier).object(6, streamOf("", showA)).table(0, 6, trailer).Bytes(), "", nil
		}},
		{"references that go in a circle", func(*testing.T) ([]byte, string, error) {
			return newPieces().object(1, "4 0 R").object(2, catalogue).object(3, onePage).object(4, "1 0 R").object(5, courier).object(6, streamOf("", showA)).table(0, 6, trailer).Bytes(), "", ErrDamaged
		}},
		{"a Length that is its own stream", func(*testing.T) ([]byte, string, error) {
			return plain("<</Length 6 0 R>>\nstream\n"+showA+"\nendstream").table(0, 6, trailer).Bytes(), "A@10,50", nil
		}},
		{"a stream of 1 GiB", func(*testing.T) ([]byte, string, error) {
			return plain(streamOf("/Filter/FlateDecode", gigabyte())).table(0, 6, trailer).Bytes(), "", ErrTooLarge
		}},
		{"a stream deflated twice", func(*testing.T) ([]byte, string, error) {
			return plain(streamOf("/Filter[/FlateDecode/FlateDecode]", deflated(gigabyte()))).table(0, 6, trailer).Bytes(), "", ErrTooLarge
		}},
		{"many streams just below the cap", func(*testing.T) ([]byte, string, error) {
			var list strings.Builder
			p := newPieces().object(1, streamOf("/Filter/FlateDecode", bomb(60<<20))).object(2, catalogue).object(3, onePage)
			for range 100 {
				list.WriteString("1 0 R ")
			}
			return p.object(4, "<</Type/Page/Parent 3 0 R/Contents["+list.String()+"]>>").object(5, courier).object(6, "null").table(0, 6, trailer).Bytes(), "", ErrTooLarge
		}},
		{"a CMap of 50 MB", func(*testing.T) ([]byte, string, error) {
			return pdftest.Document{
				Pages:   []pdftest.Page{{Content: "BT /F3 10 Tf 10 50 Td <0000> Tj ET"}},
				Fonts:   map[string]string{"F3": composite("Identity-H", "Identity", "", "/ToUnicode {cmap}")},
				Objects: map[string]string{"cmap": pdftest.Stream("/Filter/FlateDecode", deflated(largeCMap()))},
			}.Bytes(), "一@10,50", nil
		}},
		{"a font file of 50 MB of nothing", func(*testing.T) ([]byte, string, error) {
			return pdftest.Document{
				Pages:   []pdftest.Page{{Content: "BT /F3 10 Tf 10 50 Td <0001> Tj ET"}},
				Fonts:   map[string]string{"F3": composite("Identity-H", "Identity", "/FontDescriptor<</FontFile2 {file}>>", "")},
				Objects: map[string]string{"file": pdftest.Stream("/Filter/FlateDecode", bomb(50<<20))},
			}.Bytes(), "\uFFFD@10,50", nil
		}},
		{"forms that draw each other", func(*testing.T) ([]byte, string, error) {
			forms := map[string]pdftest.Form{}
			for i := range 12 { // each draws the next one ten times
				forms[fmt.Sprintf("X%02d", i)] = pdftest.Form{BBox: [4]float64{0, 0, 200, 100}, Content: strings.Repeat(fmt.Sprintf("/X%02d Do ", i+1), 10)}
			}
			return pdftest.Document{Pages: []pdftest.Page{{Content: "/X00 Do " + show}}, Forms: forms}.Bytes(), "", ErrTooLarge
		}},
		{"more glyphs than fit", text(pdftest.Document{Pages: []pdftest.Page{{Content: "BT /F1 .2 Tf 10 99 Td " + strings.Repeat("("+strings.Repeat("ABCD", 450)+") Tj 0 -.22 Td ", 430)}}}, "").fails(ErrTooLarge)},
		{"numbers of objects beyond all reason", func(*testing.T) ([]byte, string, error) {
			return bytes.Replace(plain(streamOf("", showA)).table(0, 6, trailer).Bytes(), []byte("xref\n0 7"), []byte("xref\n2000000000 7"), 1), "A@10,50", nil
		}},
	}
}

type hostileFile struct {
	name string
	file hostileMaker
}

// hostileMaker gives a file with the first page's glyphs, or the error that
// opening or reading it must give; "" and nil leave it open.
type hostileMaker func(*testing.T) (file []byte, want string, err error)

func (m hostileMaker) fails(err error) hostileMaker {
	return func(t *testing.T) ([]byte, string, error) {
		file, _, _ := m(t)
		return file, "", err
	}
}

// TestHostile: each ends within bounds of time and memory, with what can be
// read of it or with the right error.
func TestHostile(t *testing.T) {
	for _, tt := range hostile() {
		t.Run(tt.name, func(t *testing.T) {
			file, want, wantErr := tt.file(t)
			var got string
			var err error
			bounded(t, func() { got, err = firstPage(file) })
			switch {
			case wantErr != nil && !errors.Is(err, wantErr):
				t.Errorf("%.100s with error %v, want %v", got, err, wantErr)
			case wantErr == nil && want != "" && (err != nil || got != want):
				t.Errorf("%.100s with error %v, want %s", got, err, want)
			}
		})
	}
}

// bounded runs f and complains when it takes too long or too much.
func bounded(t *testing.T, f func()) {
	t.Helper()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	peak := make(chan uint64)
	done := make(chan struct{})
	go func() {
		var most uint64
		for {
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(5 * time.Millisecond):
				var now runtime.MemStats
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapAlloc)
			}
		}
	}()
	start := time.Now()
	f()
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	close(done)
	most := max(<-peak, after.HeapAlloc)
	if grown := int64(most) - int64(before.HeapAlloc); grown > hostileMemory {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	}
	if took > hostileTime {
		t.Errorf("it took %v", took)
	}
}

func firstPage(file []byte) (string, error) {
	f, err := Open(file)
	if err != nil {
		return "", err
	}
	page, err := f.Page(1)
	if err != nil {
		return "", err
	}
	return glyphsOf(page), nil
}

// TestTruncated cuts a file with all kinds of structure at 200 positions and
// turns bytes of it over: what comes is pages or an error.
func TestTruncated(t *testing.T) {
	files := map[string][]byte{
		"table":  plain(streamOf("/Filter/FlateDecode", deflated(showA))).table(0, 6, "/Size 7/Root 2 0 R").Bytes(),
		"packed": packedFile("", "").Bytes(),
		"fonts": pdftest.Document{
			Pages: []pdftest.Page{{Content: "BT /F2 10 Tf 10 50 Td <0001> Tj /F3 10 Tf <00020001> Tj ET /X Do"}}, Chars: chars,
			Forms:   map[string]pdftest.Form{"X": {BBox: [4]float64{0, 0, 99, 99}, Content: "0 0 9 1 re f"}},
			Fonts:   map[string]string{"F3": composite("Identity-H", "Identity", "/W[1[500 600]]/FontDescriptor<</FontFile2 {file}>>", "")},
			Objects: map[string]string{"file": pdftest.Stream("", string(trueType(map[rune]int{'项': 1}, 3)))},
		}.Bytes(),
	}
	if seed, err := os.ReadFile(filepath.Join("..", "..", "internal", "samples", "pdf", "seed.pdf")); err == nil {
		files["seed"] = seed
	} else {
		t.Error(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for name, file := range files {
		t.Run(name, func(t *testing.T) {
			bounded(t, func() {
				for i := range 200 {
					readDamaged(t, file[:len(file)*i/200])
					turned := bytes.Clone(file)
					for range 1 + i/20 {
						turned[random.IntN(len(turned))] ^= byte(1 + random.IntN(255))
					}
					readDamaged(t, turned)
				}
			})
		})
	}
}

// readDamaged reads the first pages; only the errors of this package may come.
func readDamaged(t *testing.T, file []byte) {
	t.Helper()
	f, err := Open(file)
	for n := 1; err == nil && n <= min(f.NumPages(), 3); n++ {
		_, err = f.Page(n)
	}
	if err != nil && !errors.Is(err, ErrNotPDF) && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrEncrypted) {
		t.Error(err)
	}
}
