package pdf

import (
	"gongkai/extract/pdf/object"
	"gongkai/internal/limits"
)

// layers are the optional content groups (可选内容) that are switched off.
type layers struct {
	off map[object.Ref]bool
}

func layersOf(doc *object.Document) layers {
	properties := doc.Dict(doc.Dict(doc.Root()["Root"])["OCProperties"])
	d := doc.Dict(properties["D"])
	l := layers{off: map[object.Ref]bool{}}
	set := func(list object.Array, off bool) {
		for _, o := range list {
			if ref, ok := o.(object.Ref); ok {
				l.off[ref] = off
			}
		}
	}
	if doc.Name(d["BaseState"]) == "OFF" {
		set(doc.Array(properties["OCGs"]), true)
	}
	set(doc.Array(d["ON"]), false)
	set(doc.Array(d["OFF"]), true)
	return l
}

// hidden says whether content that belongs to the group or membership o is not
// shown.
func (l layers) hidden(doc *object.Document, o object.Object) bool {
	if len(l.off) == 0 || o == nil {
		return false
	}
	if ref, ok := o.(object.Ref); ok && l.off[ref] {
		return true
	}
	d := doc.Dict(o)
	if doc.Name(d["Type"]) != "OCMD" {
		return false
	}
	groups := doc.Array(d["OCGs"])
	if groups == nil && d["OCGs"] != nil {
		groups = object.Array{d["OCGs"]}
	}
	on, off := 0, 0
	for _, g := range groups[:min(len(groups), limits.PDFDepth*limits.PDFDepth)] {
		if ref, ok := g.(object.Ref); ok && l.off[ref] {
			off++
		} else {
			on++
		}
	}
	if on+off == 0 {
		return false
	}
	switch doc.Name(d["P"]) {
	case "AllOn":
		return off > 0
	case "AnyOff":
		return off == 0
	case "AllOff":
		return on > 0
	}
	return on == 0 // AnyOn
}
