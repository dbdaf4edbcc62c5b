package pdf

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	ledongthuc "github.com/ledongthuc/pdf"

	"gongkai/internal/limits"
)

// File is an opened PDF. It is not safe for concurrent use.
type File struct {
	pages []object
	info  object

	decoded int64 // bytes of streams so far, against limits.PDFDocument
	fonts   map[string]*font
}

// object is the seam to the object layer: a resolved value of any kind. Its
// methods never panic; what is not there is the null object.
type object struct{ v ledongthuc.Value }

// Open reads the structure of data: it finds every page and nothing else.
// Errors wrap ErrNotPDF, ErrEncrypted, ErrDamaged or ErrTooLarge.
func Open(data []byte) (f *File, err error) {
	head := data[:min(len(data), 1024)]
	at := bytes.Index(head, []byte("%PDF-"))
	if at < 0 {
		return nil, ErrNotPDF
	}
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	data = tidy(data[at:])
	if loops(data) {
		return nil, fmt.Errorf("%w: its cross-reference sections name each other in a circle", ErrDamaged)
	}
	r, err := ledongthuc.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if strings.Contains(err.Error(), "encrypt") || strings.Contains(err.Error(), "password") {
			return nil, fmt.Errorf("%w: %w", ErrEncrypted, err)
		}
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	f = &File{fonts: map[string]*font{}, info: object{r.Trailer()}.key("Info")}
	root := object{r.Trailer()}.key("Root").key("Pages")
	if err := f.collect(root, 0); err != nil {
		return nil, err
	}
	if len(f.pages) == 0 {
		return nil, fmt.Errorf("%w: no pages", ErrDamaged)
	}
	return f, nil
}

var (
	startOfXref = []byte("startxref")
	prevKey     = regexp.MustCompile(`/Prev\s+(\d+)`)
	offsetOf    = regexp.MustCompile(`^startxref\s+(\d+)`)
)

// loops says whether the chain of /Prev comes back to where it was; the object
// layer would follow it for ever.
func loops(data []byte) bool {
	at := bytes.LastIndex(data, startOfXref)
	if at < 0 {
		return false
	}
	m := offsetOf.FindSubmatch(data[at:])
	seen := map[int]bool{}
	for m != nil {
		offset, err := strconv.Atoi(string(m[1]))
		if err != nil || offset < 0 || offset >= len(data) {
			return false
		}
		if seen[offset] {
			return true
		}
		seen[offset] = true
		section := data[offset:]
		if end := bytes.Index(section, startOfXref); end >= 0 {
			section = section[:end]
		}
		m = prevKey.FindSubmatch(section)
	}
	return false
}

var (
	endOfFile  = []byte("%%EOF")
	versionTag = regexp.MustCompile(`^%PDF-\d\.\d`)
)

// tidy mends what the object layer insists on and readers do not: a version
// from 1.0 to 1.7 in the header and %%EOF in the last 100 bytes.
func tidy(data []byte) []byte {
	end := bytes.LastIndex(data, endOfFile)
	if end < 0 {
		data = append(bytes.Clone(data), "\n%%EOF\n"...)
	} else if len(data)-end > 60 {
		data = data[:end+len(endOfFile)]
	}
	if m := versionTag.Find(data); m != nil && (m[5] != '1' || m[7] > '7') {
		data = bytes.Clone(data)
		copy(data, "%PDF-1.7")
	}
	return data
}

// collect walks the page tree; a cycle in it ends at a cap.
func (f *File) collect(node object, depth int) error {
	if depth > limits.PDFDepth {
		return fmt.Errorf("%w: page tree deeper than %d", ErrDamaged, limits.PDFDepth)
	}
	kids := node.key("Kids")
	if kids.length() == 0 {
		if !node.isNull() && node.key("Kids").isNull() {
			f.pages = append(f.pages, node)
		}
		return nil
	}
	for i := range kids.length() {
		if len(f.pages) >= limits.PDFPages {
			return fmt.Errorf("%w: more than %d pages", ErrTooLarge, limits.PDFPages)
		}
		if err := f.collect(kids.index(i), depth+1); err != nil {
			return err
		}
	}
	return nil
}

// NumPages counts the pages.
func (f *File) NumPages() int { return len(f.pages) }

// Title is the document information's title, or "".
func (f *File) Title() string {
	return strings.TrimSpace(f.info.key("Title").v.Text())
}

// inheritedKey is a page attribute of the page or its nearest ancestor.
func (f *File) inheritedKey(page object, key string) object {
	for range limits.PDFDepth {
		if v := page.key(key); !v.isNull() {
			return v
		}
		if page = page.key("Parent"); page.isNull() {
			break
		}
	}
	return object{}
}

func (o object) isNull() bool { return o.v.Kind() == ledongthuc.Null }

// key of a dictionary or of a stream's dictionary.
func (o object) key(name string) (v object) {
	defer func() { _ = recover() }()
	if k := o.v.Kind(); k != ledongthuc.Dict && k != ledongthuc.Stream {
		return object{}
	}
	return object{o.v.Key(name)}
}

func (o object) index(i int) (v object) {
	defer func() { _ = recover() }()
	return object{o.v.Index(i)}
}

func (o object) length() int {
	if o.v.Kind() != ledongthuc.Array {
		return 0
	}
	return o.v.Len()
}

func (o object) name() string {
	if o.v.Kind() != ledongthuc.Name {
		return ""
	}
	return o.v.Name()
}

func (o object) number() float64 { return o.v.Float64() }

func (o object) isNumber() bool {
	k := o.v.Kind()
	return k == ledongthuc.Integer || k == ledongthuc.Real
}

func (o object) isArray() bool  { return o.v.Kind() == ledongthuc.Array }
func (o object) isStream() bool { return o.v.Kind() == ledongthuc.Stream }
func (o object) isName() bool   { return o.v.Kind() == ledongthuc.Name }

// refOf is the reference under which a dictionary holds key ("12 0 R"), or ""
// where it holds the object itself; it serves as the object's identity.
func (o object) refOf(key string) (ref string) {
	defer func() { _ = recover() }()
	m := regexp.MustCompile(`/` + regexp.QuoteMeta(key) + ` (\d+ \d+ R)`).FindStringSubmatch(o.v.String())
	if m == nil {
		return ""
	}
	return m[1]
}

// data decodes a stream, within the budgets.
func (f *File) data(o object) (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: stream: %v", ErrDamaged, p)
		}
	}()
	if !o.isStream() {
		return nil, nil
	}
	if f.decoded > limits.PDFDocument {
		return nil, fmt.Errorf("%w: streams decode to more than %d bytes", ErrTooLarge, int64(limits.PDFDocument))
	}
	r := o.v.Reader()
	defer func() { _ = r.Close() }()
	out, err = io.ReadAll(io.LimitReader(r, limits.PDFStream+1))
	f.decoded += int64(len(out))
	if len(out) > limits.PDFStream {
		return nil, fmt.Errorf("%w: a stream decodes to more than %d bytes", ErrTooLarge, limits.PDFStream)
	}
	if err != nil && len(out) > 0 {
		err = nil // what was decoded before the damage is worth reading
	}
	return out, err
}

// rectangle of four numbers in any order of corners.
func (o object) rectangle() (r rect, ok bool) {
	if o.length() < 4 {
		return rect{}, false
	}
	x0, y0, x1, y1 := o.index(0).number(), o.index(1).number(), o.index(2).number(), o.index(3).number()
	return rect{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}, true
}
