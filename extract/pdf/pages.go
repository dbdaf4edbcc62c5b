package pdf

import (
	"fmt"

	"gongkai/extract/pdf/object"
	"gongkai/internal/limits"
)

// node is a page with what it inherits.
type node struct {
	dict                     object.Dict
	resources                object.Dict
	media, crop, rotate, one object.Object
}

// inherit takes over what a node of the page tree says itself.
func (n node) inherit(doc *object.Document, d object.Dict) node {
	n.dict = d
	if r := doc.Dict(d["Resources"]); r != nil {
		n.resources = r
	}
	for _, a := range []struct {
		key object.Name
		to  *object.Object
	}{{"MediaBox", &n.media}, {"CropBox", &n.crop}, {"Rotate", &n.rotate}, {"UserUnit", &n.one}} {
		if v := doc.Get(d[a.key]); v != nil {
			*a.to = v
		}
	}
	return n
}

// collectPages walks the page tree (页面树). Where it gives nothing, every page
// object of the file counts, in the order of their numbers.
func (f *File) collectPages() error {
	root := f.doc.Dict(f.doc.Root()["Root"])
	seen := map[object.Ref]bool{}
	if err := f.walk(root["Pages"], node{}, seen, 0); err != nil || len(f.pages) > 0 {
		return err
	}
	for _, ref := range f.doc.Refs() {
		if d, ok := f.doc.Get(ref).(object.Dict); ok && f.doc.Name(d["Type"]) == "Page" {
			parent := node{}.inherit(f.doc, f.doc.Dict(d["Parent"]))
			if err := f.addPage(parent.inherit(f.doc, d)); err != nil {
				return err
			}
		}
	}
	return nil
}

// walk adds the pages below o.
func (f *File) walk(o object.Object, parent node, seen map[object.Ref]bool, depth int) error {
	d, ok := f.doc.Get(o).(object.Dict)
	if !ok || depth > limits.PDFDepth {
		return nil
	}
	n := parent.inherit(f.doc, d)
	kids := f.doc.Array(d["Kids"])
	if kids == nil {
		if f.doc.Name(d["Type"]) == "Pages" {
			return nil
		}
		return f.addPage(n)
	}
	if ref, ok := o.(object.Ref); ok {
		if seen[ref] {
			return nil
		}
		seen[ref] = true
	}
	for _, kid := range kids {
		if err := f.walk(kid, n, seen, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) addPage(n node) error {
	if len(f.pages) >= limits.PDFPages {
		return fmt.Errorf("%w: more than %d pages", ErrTooLarge, limits.PDFPages)
	}
	f.pages = append(f.pages, n)
	return nil
}
