package pdf

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"gongkai/extract/pdf/font"
	"gongkai/extract/pdf/object"
	"gongkai/internal/limits"
)

// File is an opened PDF. It is not safe for concurrent use.
type File struct {
	doc    *object.Document
	pages  []node
	layers layers

	fonts  map[object.Ref]*font.Font
	direct map[fontKey]*font.Font // fonts that stand in the resources themselves

	in interpreter // its buffers serve page after page
	// unclipped keeps text outside of the clip, as other readers do; for
	// comparing with them.
	unclipped bool
}

type fontKey struct {
	resources uintptr
	name      object.Name
}

// keptFonts bounds the fonts that are kept, 30 kB each; a disclosure of 400
// pages put together from as many files has 300.
const keptFonts = 512

// Option changes how a file is opened.
type Option func(*object.Reader)

// Objects chooses the reader of objects; object.Own by default.
func Objects(with object.Reader) Option {
	return func(r *object.Reader) { *r = with }
}

// Open reads the structure of data: it finds every page and nothing else. data
// must not change while the file is in use. Errors wrap ErrNotPDF,
// ErrEncrypted, ErrDamaged or ErrTooLarge.
func Open(data []byte, options ...Option) (f *File, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	reader := object.Own
	for _, o := range options {
		o(&reader)
	}
	doc, err := object.Open(data, reader)
	if err != nil {
		return nil, err
	}
	f = &File{doc: doc, fonts: map[object.Ref]*font.Font{}, direct: map[fontKey]*font.Font{}}
	if err := f.collectPages(); err != nil {
		return nil, err
	}
	if len(f.pages) == 0 {
		return nil, fmt.Errorf("%w: no pages", ErrDamaged)
	}
	f.layers = layersOf(doc)
	return f, nil
}

// NumPages counts the pages.
func (f *File) NumPages() int { return len(f.pages) }

// Title is the document information's title, or "".
func (f *File) Title() (title string) {
	defer func() {
		if p := recover(); p != nil {
			title = ""
		}
	}()
	info := f.doc.Dict(f.doc.Root()["Info"])
	return strings.TrimSpace(strings.Trim(f.doc.Text(info["Title"]), "\x00"))
}

// font of a resource dictionary by its name.
func (f *File) font(resources object.Dict, name object.Name) *font.Font {
	fonts := f.doc.Dict(resources["Font"])
	return f.fontOf(fonts[name], fontKey{reflect.ValueOf(fonts).Pointer(), name})
}

// fontOf loads a font once: by its reference, or by where it stands.
func (f *File) fontOf(o object.Object, place fontKey) *font.Font {
	if ref, ok := o.(object.Ref); ok {
		ft := f.fonts[ref]
		if ft == nil {
			if len(f.fonts) >= keptFonts {
				clear(f.fonts)
			}
			ft = font.Load(f.doc, o)
			f.fonts[ref] = ft
		}
		return ft
	}
	ft := f.direct[place]
	if ft == nil {
		if len(f.direct) >= keptFonts {
			clear(f.direct)
		}
		ft = font.Load(f.doc, o)
		f.direct[place] = ft
	}
	return ft
}

// contents joins the parts of a page's content with white space between. A
// part that cannot be decoded is left out.
func (f *File) contents(o object.Object) ([]byte, error) {
	parts := f.doc.Array(o)
	if parts == nil {
		return f.part(o)
	}
	var all []byte
	for _, part := range parts {
		data, err := f.part(part)
		if err != nil {
			return nil, err
		}
		if len(all)+len(data) > limits.PDFStream {
			return nil, fmt.Errorf("%w: content of more than %d bytes", ErrTooLarge, limits.PDFStream)
		}
		if len(parts) == 1 {
			return data, nil
		}
		all = append(append(all, data...), '\n')
	}
	return all, nil
}

func (f *File) part(o object.Object) ([]byte, error) {
	data, err := f.doc.Data(o)
	if err != nil && !errors.Is(err, ErrTooLarge) {
		return nil, nil //nolint:nilerr // a part that cannot be decoded shows nothing; the others do
	}
	return data, err
}
