package object

import (
	"strings"
	"unicode/utf16"

	"gongkai/internal/limits"
)

// Reader names the Source of a Document.
type Reader string

const (
	// Own is our own reader of the file's structure.
	Own Reader = "own"
	// Ledongthuc is ledongthuc/pdf.
	Ledongthuc Reader = "ledongthuc"
)

// Document is a Source with a cache. It is not safe for concurrent use.
type Document struct {
	source  Source
	objects map[Ref]Object
	// small decoded streams that are asked for again: forms, mostly.
	kept      map[*Stream][]byte
	keptBytes int
}

// Open reads the structure of data with the named reader. Errors wrap
// ErrNotPDF, ErrEncrypted, ErrDamaged or ErrTooLarge.
func Open(data []byte, with Reader) (*Document, error) {
	budget := &Budget{}
	var source Source
	var err error
	if with == Ledongthuc {
		source, err = newLedongthuc(data, budget)
	} else {
		source, err = newReader(data, budget)
	}
	if err != nil {
		return nil, err
	}
	return NewDocument(source), nil
}

// NewDocument puts a cache before a source.
func NewDocument(source Source) *Document {
	return &Document{source: source, objects: map[Ref]Object{}, kept: map[*Stream][]byte{}}
}

// Root is the trailer's dictionary.
func (d *Document) Root() Dict { return d.source.Root() }

// Refs are all objects in ascending order, nil where the source cannot tell.
func (d *Document) Refs() []Ref {
	if l, ok := d.source.(Lister); ok {
		return l.Refs()
	}
	return nil
}

// Get follows o when it is a reference.
func (d *Document) Get(o Object) Object {
	ref, ok := o.(Ref)
	if !ok {
		return o
	}
	if o, ok := d.objects[ref]; ok {
		return o
	}
	o = d.source.Resolve(ref)
	if _, again := o.(Ref); again {
		o = nil
	}
	d.objects[ref] = o
	return o
}

// Dict is the dictionary that o is, or that of the stream that o is.
func (d *Document) Dict(o Object) Dict {
	switch v := d.Get(o).(type) {
	case Dict:
		return v
	case *Stream:
		return v.Dict
	}
	return nil
}

// Array is the array that o is.
func (d *Document) Array(o Object) Array {
	a, _ := d.Get(o).(Array)
	return a
}

// Name is the name that o is, or "".
func (d *Document) Name(o Object) Name {
	n, _ := d.Get(o).(Name)
	return n
}

// Number is the number that o is.
func (d *Document) Number(o Object) (v float64, ok bool) {
	switch v := d.Get(o).(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// Float is the number that o is, or otherwise.
func (d *Document) Float(o Object, otherwise float64) float64 {
	if v, ok := d.Number(o); ok {
		return v
	}
	return otherwise
}

// Int is the number that o is, without its fraction, or otherwise.
func (d *Document) Int(o Object, otherwise int) int {
	return integer(d.Get(o), otherwise)
}

// Floats are the numbers of an array; what is no number counts 0.
func (d *Document) Floats(o Object) []float64 {
	a := d.Array(o)
	if len(a) == 0 {
		return nil
	}
	v := make([]float64, len(a))
	for i := range a {
		v[i] = d.Float(a[i], 0)
	}
	return v
}

// Stream is the stream that o is, or nil.
func (d *Document) Stream(o Object) *Stream {
	s, _ := d.Get(o).(*Stream)
	return s
}

// Data decodes the stream that o is; nil where o is none. Errors wrap
// ErrTooLarge, ErrDamaged or ErrImage.
func (d *Document) Data(o Object) ([]byte, error) {
	s := d.Stream(o)
	if s == nil {
		return nil, nil
	}
	if data, ok := d.kept[s]; ok {
		return data, nil
	}
	return d.source.Data(s)
}

// DataKept is Data for streams that will be asked for again.
func (d *Document) DataKept(o Object) ([]byte, error) {
	s := d.Stream(o)
	data, err := d.Data(o)
	if _, ok := d.kept[s]; s != nil && err == nil && !ok && d.keptBytes+len(data) <= limits.PDFKept {
		d.kept[s] = data
		d.keptBytes += len(data)
	}
	return data, err
}

// Text is a text string as UTF-8: UTF-16 or UTF-8 with its mark, or Latin.
func (d *Document) Text(o Object) string {
	s, _ := d.Get(o).(String)
	return TextOf([]byte(s))
}

// TextOf reads the bytes of a text string.
func TextOf(s []byte) string {
	switch {
	case len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF:
		return UTF16(s[2:])
	case len(s) >= 2 && s[0] == 0xFF && s[1] == 0xFE:
		swapped := make([]byte, len(s)&^1-2)
		for i := range swapped {
			swapped[i] = s[2+(i^1)]
		}
		return UTF16(swapped)
	case len(s) >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF:
		return strings.ToValidUTF8(string(s[3:]), "\uFFFD")
	}
	var b strings.Builder
	for _, c := range s {
		b.WriteRune(rune(c))
	}
	return b.String()
}

// UTF16 reads big-endian UTF-16; a single byte is a code unit of its own.
func UTF16(s []byte) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	if len(s) == 2 {
		return string(rune(s[0])<<8 | rune(s[1]))
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
