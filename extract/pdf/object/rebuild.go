package object

import (
	"bytes"
	"fmt"
)

var (
	wordObj     = []byte("obj")
	wordTrailer = []byte("trailer")
)

// peek is how far behind "N G obj" a dictionary's type is looked for.
const peek = 1024

// rebuild makes the cross-reference anew from every "N G obj" in the file; the
// last of several with one number counts, as in a file with updates.
func (r *reader) rebuild() error {
	if r.rebuilt {
		return fmt.Errorf("%w: rebuilt already", ErrDamaged)
	}
	r.rebuilt = true
	old := r.trailer
	r.entries, r.trailer, r.crypt = nil, nil, nil
	clear(r.packs)

	var packed []int32
	var catalog, pages Ref
	for at := 0; ; {
		i := bytes.Index(r.data[at:], wordObj)
		if i < 0 {
			break
		}
		at += i + len(wordObj)
		ref, start, ok := r.headBefore(at - len(wordObj))
		if !ok {
			continue
		}
		r.set(int(ref.Num), entry{kind: entryPlain, gen: ref.Gen, at: start})
		if int(ref.Num) < len(r.entries) {
			r.entries[ref.Num] = entry{kind: entryPlain, gen: ref.Gen, at: start}
		}
		body := r.data[at:min(len(r.data), at+peek)]
		if end := bytes.Index(body, endObject); end >= 0 {
			body = body[:end]
		}
		if end := bytes.Index(body, []byte("stream")); end >= 0 {
			body = body[:end]
		}
		switch {
		case bytes.Contains(body, []byte("/ObjStm")):
			packed = append(packed, ref.Num)
		case bytes.Contains(body, []byte("/Catalog")):
			catalog = ref
		case bytes.Contains(body, []byte("/XRef")):
			if o, _, err := r.parseAt(start, true); err == nil {
				if s, ok := o.(*Stream); ok {
					r.adopt(s.Dict)
				}
			}
		case bytes.Contains(body, []byte("/Pages")) && bytes.Contains(body, []byte("/Kids")) && !bytes.Contains(body, []byte("/Parent")):
			pages = ref
		}
	}
	for at := 0; ; {
		i := bytes.Index(r.data[at:], wordTrailer)
		if i < 0 {
			break
		}
		at += i + len(wordTrailer)
		if d, ok := parseOne(r.data[at:]).(Dict); ok {
			r.adopt(d)
		}
	}
	if r.trailer == nil {
		r.trailer = Dict{}
		if old != nil {
			r.trailer = old
		}
	}
	if err := r.initCrypt(); err != nil {
		return err
	}
	for _, num := range packed {
		k := r.pack(num)
		if k == nil {
			continue
		}
		for i, n := range k.nums {
			r.set(int(n), entry{kind: entryPacked, at: int(num), index: int32(i)})
		}
	}
	if len(r.entries) == 0 {
		return fmt.Errorf("%w: no objects", ErrDamaged)
	}
	r.findRoot(catalog, pages)
	return nil
}

// adopt takes over what a trailer says; later ones overrule earlier ones.
func (r *reader) adopt(d Dict) {
	if r.trailer == nil {
		r.trailer = Dict{}
	}
	for _, k := range []Name{"Root", "Info", "Encrypt", "ID"} {
		if v, ok := d[k]; ok && v != nil {
			r.trailer[k] = v
		}
	}
}

// findRoot looks for the catalogue where no trailer names one that has pages.
func (r *reader) findRoot(catalog, pages Ref) {
	if r.hasPages() {
		return
	}
	if catalog != (Ref{}) {
		r.trailer["Root"] = catalog
		if r.hasPages() {
			return
		}
	}
	for _, ref := range r.Refs() {
		if r.entries[ref.Num].kind != entryPacked {
			continue
		}
		if d, ok := r.Resolve(ref).(Dict); ok && d["Type"] == Name("Catalog") {
			r.trailer["Root"] = ref
			if r.hasPages() {
				return
			}
		}
	}
	if pages != (Ref{}) {
		r.trailer["Root"] = Dict{"Type": Name("Catalog"), "Pages": pages}
	}
}

// headBefore reads backwards: "N G " in front of obj at an offset.
func (r *reader) headBefore(at int) (ref Ref, start int, ok bool) {
	if at+len(wordObj) < len(r.data) {
		if c := r.data[at+len(wordObj)]; class[c] == regular && (c < '0' || c > '9') && c != '-' {
			return Ref{}, 0, false
		}
	}
	i := at
	back := func() (value int, ok bool) {
		end := i
		for i > 0 && class[r.data[i-1]] == space {
			i--
		}
		if i == end && i != at {
			return 0, false
		}
		stop := i
		for i > 0 && stop-i < 10 && r.data[i-1] >= '0' && r.data[i-1] <= '9' {
			i--
		}
		for _, c := range r.data[i:stop] {
			value = value*10 + int(c-'0')
		}
		return value, i < stop
	}
	gen, ok1 := back()
	if !ok1 || gen > 65535 {
		return Ref{}, 0, false
	}
	num, ok2 := back()
	if !ok2 || num > 1<<31-1 {
		return Ref{}, 0, false
	}
	return Ref{int32(num), int32(gen)}, i, true
}
