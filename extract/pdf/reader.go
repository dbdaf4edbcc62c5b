package pdf

import (
	"fmt"
	"slices"

	"gongkai/extract/layout"
	"gongkai/extract/pdf/object"
)

// Reader names what reads a PDF. It is recorded with what was read.
type Reader string

const (
	// Own: our interpreter over our own reader of objects.
	Own Reader = "own"
	// Ledongthuc: our interpreter over the objects of ledongthuc/pdf.
	Ledongthuc Reader = "ledongthuc"
	// PDFium: pdfium, for what the others cannot open or give as garbage.
	PDFium Reader = "pdfium"
)

// Readers are all readers, the first one being the default.
func Readers() []Reader { return []Reader{Own, Ledongthuc, PDFium} }

// ReaderOf is the reader of that name; "" is the default.
func ReaderOf(name string) (Reader, error) {
	if name == "" {
		return Own, nil
	}
	if r := Reader(name); slices.Contains(Readers(), r) {
		return r, nil
	}
	return "", fmt.Errorf("no reader %q; there are %v", name, Readers())
}

// Pages is an opened PDF. It is used by one goroutine at a time.
type Pages interface {
	// NumPages counts the pages.
	NumPages() int
	// Page gives page n, from 1. Errors wrap ErrTooLarge or ErrDamaged; other
	// pages can be read all the same.
	Page(n int) (*layout.Page, error)
	// Close frees what is not memory of Go.
	Close()
}

// OpenWith opens data with the named reader: the one switch between them. data
// must not change while it is in use. Errors are those of Open.
func OpenWith(r Reader, data []byte) (Pages, error) {
	switch r {
	case PDFium:
		return openPDFium(data)
	case Ledongthuc:
		return Open(data, Objects(object.Ledongthuc))
	}
	return Open(data, Objects(object.Own))
}

// Close does nothing: all of a File is memory.
func (f *File) Close() {}
