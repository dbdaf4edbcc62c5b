package object

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"gongkai/internal/limits"
)

// entry says where an object stands.
type entry struct {
	kind entryKind
	gen  int32
	// at is the offset in the file, or the number of the object stream.
	at int
	// index is the place in the object stream.
	index int32
}

type entryKind uint8

const (
	entryNone entryKind = iota // nothing said so far
	entryFree
	entryPlain
	entryPacked // in an object stream (对象流)
)

// reader is our own Source.
type reader struct {
	data    []byte
	codec   codec
	entries []entry
	trailer Dict
	crypt   *crypt

	packs map[int32]*pack // nil values: cannot be read
	// loading are the objects that are being read, against cycles.
	loading map[int32]bool
	rebuilt bool
}

// pack is a decoded object stream.
type pack struct {
	data  []byte
	nums  []int32
	spots []int
}

// headerWithin is where in the file a header may stand.
const headerWithin = 1024

// header is the offset of %PDF-, or -1.
func header(data []byte) int {
	return bytes.Index(data[:min(len(data), headerWithin)], []byte("%PDF-"))
}

// IsPDF says whether data has a header where one may stand.
func IsPDF(data []byte) bool { return header(data) >= 0 }

// newReader reads the cross-reference of data, or makes one by scanning.
func newReader(data []byte, budget *Budget) (*reader, error) {
	at := header(data)
	if at < 0 {
		return nil, ErrNotPDF
	}
	r := &reader{data: data[at:], codec: codec{budget: budget}, packs: map[int32]*pack{}, loading: map[int32]bool{}}
	err := r.readEntries()
	if err == nil {
		err = r.initCrypt()
	}
	if errors.Is(err, ErrEncrypted) || errors.Is(err, ErrTooLarge) {
		return nil, err
	}
	if err != nil || !r.hasPages() {
		if err := r.rebuild(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (r *reader) hasPages() bool {
	root, _ := r.follow(r.trailer["Root"]).(Dict)
	pages, ok := r.follow(root["Pages"]).(Dict)
	return ok && len(pages) > 0
}

func (r *reader) Root() Dict { return r.trailer }

// follow resolves o when it is a reference.
func (r *reader) follow(o Object) Object {
	if ref, ok := o.(Ref); ok {
		return r.Resolve(ref)
	}
	return o
}

func (r *reader) Refs() []Ref {
	var refs []Ref
	for n, e := range r.entries {
		if e.kind == entryPlain || e.kind == entryPacked {
			refs = append(refs, Ref{int32(n), e.gen})
		}
	}
	return refs
}

// set notes where an object stands, unless a newer section has said so.
func (r *reader) set(num int, e entry) {
	if num < 0 || num >= limits.PDFObjects {
		return
	}
	if num >= len(r.entries) {
		r.entries = append(r.entries, make([]entry, num+1-len(r.entries))...)
	}
	if r.entries[num].kind == entryNone {
		r.entries[num] = e
	}
}

var startXref = []byte("startxref")

// readEntries follows startxref and every Prev.
func (r *reader) readEntries() error {
	tail := max(0, len(r.data)-2048)
	at := bytes.LastIndex(r.data[tail:], startXref)
	if at < 0 {
		return fmt.Errorf("%w: no startxref", ErrDamaged)
	}
	l := Lexer{data: r.data, pos: tail + at + len(startXref)}
	offset := l.Next()
	if offset.Kind != Integer {
		return fmt.Errorf("%w: startxref without a number", ErrDamaged)
	}
	seen := map[int]bool{}
	for next := int(offset.Num); ; {
		if next < 0 || next >= len(r.data) {
			return fmt.Errorf("%w: cross-reference outside of the file", ErrDamaged)
		}
		if seen[next] {
			return nil // a cycle of Prev: all of it has been read
		}
		seen[next] = true
		trailer, err := r.readSection(next, seen)
		if err != nil {
			return err
		}
		if r.trailer == nil {
			r.trailer = trailer
		}
		prev, ok := trailer["Prev"]
		if !ok || prev == nil {
			return nil
		}
		next = integer(prev, -1)
	}
}

// readSection reads one section and gives its trailer.
func (r *reader) readSection(at int, seen map[int]bool) (Dict, error) {
	p := parser{Lexer: Lexer{data: r.data, pos: at}}
	p.skipSpace()
	if !bytes.HasPrefix(r.data[p.pos:], []byte("xref")) {
		return r.readXrefStream(at)
	}
	p.pos += len("xref")
	if err := r.readTable(&p); err != nil {
		return nil, err
	}
	o, _ := p.object(0)
	trailer, ok := o.(Dict)
	if !ok {
		return nil, fmt.Errorf("%w: cross-reference without trailer", ErrDamaged)
	}
	// a hybrid file: what old readers do not see
	if at := integer(trailer["XRefStm"], -1); at >= 0 && at < len(r.data) && !seen[at] {
		seen[at] = true
		if _, err := r.readXrefStream(at); errors.Is(err, ErrTooLarge) {
			return nil, err
		}
	}
	return trailer, nil
}

// readTable reads subsections up to and with the keyword trailer.
func (r *reader) readTable(p *parser) error {
	for {
		t := p.Next()
		if t.Kind == Keyword && string(t.Bytes) == "trailer" {
			return nil
		}
		count := p.Next()
		if t.Kind != Integer || count.Kind != Integer {
			return fmt.Errorf("%w: cross-reference table", ErrDamaged)
		}
		first := int(t.Num)
		for i := range int(count.Num) {
			before := p.pos
			offset, gen, word := p.Next(), p.Next(), p.Next()
			if offset.Kind == Keyword && string(offset.Bytes) == "trailer" {
				p.pos = before // fewer entries than announced
				break
			}
			if offset.Kind != Integer || gen.Kind != Integer || word.Kind != Keyword {
				return fmt.Errorf("%w: cross-reference table", ErrDamaged)
			}
			num := first + i
			switch string(word.Bytes) {
			case "n":
				if i == 0 && first == 1 && offset.Num == 0 {
					return fmt.Errorf("%w: cross-reference numbered from 1", ErrDamaged)
				}
				r.set(num, entry{kind: entryPlain, gen: int32(gen.Num), at: int(offset.Num)})
			case "f":
				if i == 0 && first == 1 && gen.Num == 65535 {
					return fmt.Errorf("%w: cross-reference numbered from 1", ErrDamaged)
				}
				r.set(num, entry{kind: entryFree})
			default:
				return fmt.Errorf("%w: cross-reference table", ErrDamaged)
			}
		}
	}
}

// readXrefStream reads a cross-reference stream and gives its dictionary.
func (r *reader) readXrefStream(at int) (Dict, error) {
	o, _, err := r.parseAt(at, true)
	if err != nil {
		return nil, err
	}
	s, ok := o.(*Stream)
	if !ok {
		return nil, fmt.Errorf("%w: no cross-reference at %d", ErrDamaged, at)
	}
	data, err := r.Data(s)
	if err != nil {
		return nil, err
	}
	var w [3]int
	widths, _ := s.Dict["W"].(Array)
	if len(widths) < 3 {
		return nil, fmt.Errorf("%w: cross-reference stream without W", ErrDamaged)
	}
	row := 0
	for i := range w {
		w[i] = integer(widths[i], -1)
		if w[i] < 0 || w[i] > 8 {
			return nil, fmt.Errorf("%w: cross-reference stream with W %v", ErrDamaged, widths)
		}
		row += w[i]
	}
	if row == 0 {
		return nil, fmt.Errorf("%w: cross-reference stream without fields", ErrDamaged)
	}
	index, _ := s.Dict["Index"].(Array)
	if len(index) < 2 {
		index = Array{int64(0), int64(integer(s.Dict["Size"], 0))}
	}
	field := func(i, otherwise int) int {
		if w[i] == 0 {
			return otherwise
		}
		v := 0
		for _, b := range data[:w[i]] {
			v = v<<8 | int(b)
		}
		data = data[w[i]:]
		return v
	}
	for ; len(index) >= 2; index = index[2:] {
		first := integer(index[0], 0)
		for i := 0; i < integer(index[1], 0) && len(data) >= row; i++ {
			kind, a, b := field(0, 1), field(1, 0), field(2, 0)
			switch kind {
			case 0:
				r.set(first+i, entry{kind: entryFree})
			case 1:
				r.set(first+i, entry{kind: entryPlain, at: a, gen: int32(b)})
			case 2:
				r.set(first+i, entry{kind: entryPacked, at: a, index: int32(b)})
			}
		}
	}
	return s.Dict, nil
}

// parseAt reads the indirect object at an offset; bare leaves strings as they
// are.
func (r *reader) parseAt(at int, bare bool) (Object, Ref, error) {
	if at < 0 || at >= len(r.data) {
		return nil, Ref{}, fmt.Errorf("%w: offset %d outside of the file", ErrDamaged, at)
	}
	p := parser{Lexer: Lexer{data: r.data, pos: at}}
	ref, ok := p.head()
	if !ok {
		return nil, Ref{}, fmt.Errorf("%w: no object at %d", ErrDamaged, at)
	}
	if r.crypt != nil && !bare {
		p.decrypt = func(b []byte) []byte { return r.crypt.decrypt(r.crypt.strings, ref, b) }
	}
	o, _ := p.object(0)
	d, ok := o.(Dict)
	if !ok || !p.streamStart() {
		return o, ref, nil
	}
	return &Stream{Dict: d, Ref: ref, raw: r.streamBytes(d, p.pos), plain: bare || d["Type"] == Name("XRef")}, ref, nil
}

var (
	endStream = []byte("endstream")
	endObject = []byte("endobj")
)

// streamBytes is what stands from start up to endstream. Length is believed
// where endstream follows.
func (r *reader) streamBytes(d Dict, start int) []byte {
	rest := r.data[start:]
	if n := integer(r.follow(d["Length"]), -1); n >= 0 && n <= len(rest) {
		after := bytes.TrimLeft(rest[n:min(len(rest), n+16)], "\r\n \t\x00")
		if bytes.HasPrefix(after, endStream) || bytes.HasPrefix(after, endObject) {
			return rest[:n:n]
		}
	}
	end := bytes.Index(rest, endStream)
	if end < 0 {
		if end = bytes.Index(rest, endObject); end < 0 {
			end = len(rest)
		}
	}
	if end > 0 && rest[end-1] == '\n' {
		end--
	}
	if end > 0 && rest[end-1] == '\r' {
		end--
	}
	return rest[:end:end]
}

// Resolve reads an object. One that is not where the cross-reference says makes
// the file be scanned, once.
func (r *reader) Resolve(ref Ref) Object {
	if r.loading[ref.Num] || len(r.loading) > limits.PDFDepth {
		return nil
	}
	r.loading[ref.Num] = true
	defer delete(r.loading, ref.Num)
	o, ok := r.load(ref)
	if !ok && !r.rebuilt {
		if r.rebuild() == nil {
			o, _ = r.load(ref)
		}
	}
	for depth := 0; depth < limits.PDFDepth; depth++ {
		next, ok := o.(Ref)
		if !ok {
			return o
		}
		o = r.Resolve(next)
	}
	return nil
}

// load gives ok false where the cross-reference is wrong.
func (r *reader) load(ref Ref) (o Object, ok bool) {
	if ref.Num < 0 || int(ref.Num) >= len(r.entries) {
		return nil, true
	}
	e := r.entries[ref.Num]
	switch e.kind {
	case entryPlain:
		if e.at == 0 {
			return nil, true
		}
		o, found, err := r.parseAt(e.at, false)
		if err != nil || found.Num != ref.Num {
			return nil, false
		}
		return o, true
	case entryPacked:
		k := r.pack(int32(e.at))
		if k == nil {
			return nil, false
		}
		i := int(e.index)
		if i >= len(k.nums) || k.nums[i] != ref.Num {
			if i = slices.Index(k.nums, ref.Num); i < 0 {
				return nil, false
			}
		}
		return parseOne(k.data[min(len(k.data), k.spots[i]):]), true
	}
	return nil, true
}

// pack decodes an object stream, once.
func (r *reader) pack(num int32) *pack {
	if k, ok := r.packs[num]; ok {
		return k
	}
	r.packs[num] = nil
	if int(num) >= len(r.entries) || r.entries[num].kind != entryPlain {
		return nil
	}
	o, _, err := r.parseAt(r.entries[num].at, false)
	s, ok := o.(*Stream)
	if err != nil || !ok {
		return nil
	}
	data, err := r.Data(s)
	if err != nil {
		return nil
	}
	first := integer(r.follow(s.Dict["First"]), 0)
	if first < 0 || first > len(data) {
		return nil
	}
	k := &pack{data: data}
	l := Lexer{data: data[:first]}
	for range integer(r.follow(s.Dict["N"]), 0) {
		n, spot := l.Next(), l.Next()
		if n.Kind != Integer || spot.Kind != Integer {
			break
		}
		k.nums = append(k.nums, int32(n.Num))
		k.spots = append(k.spots, first+max(0, int(spot.Num)))
	}
	r.packs[num] = k
	return k
}

// Data decrypts and decodes a stream.
func (r *reader) Data(s *Stream) ([]byte, error) {
	steps := r.steps(s.Dict)
	raw := s.raw
	if r.crypt != nil && !s.plain {
		method := r.crypt.stream
		if len(steps) > 0 && steps[0].filter == "Crypt" && (steps[0].params["Name"] == nil || steps[0].params["Name"] == Name("Identity")) {
			method = cryptNone
		}
		if !r.crypt.metadata && s.Dict["Type"] == Name("Metadata") {
			method = cryptNone
		}
		raw = r.crypt.decrypt(method, s.Ref, raw)
	}
	return r.codec.decode(raw, steps)
}

// steps are the filters of a stream with their parameters.
func (r *reader) steps(d Dict) []step {
	filter, params := r.follow(d["Filter"]), r.follow(d["DecodeParms"])
	switch f := filter.(type) {
	case Name:
		if list, ok := params.(Array); ok && len(list) > 0 {
			params = r.follow(list[0])
		}
		return []step{{f, r.flat(params)}}
	case Array:
		list, _ := params.(Array)
		steps := make([]step, 0, len(f))
		for i, o := range f {
			n, _ := r.follow(o).(Name)
			var p Object
			if i < len(list) {
				p = r.follow(list[i])
			} else if one, ok := params.(Dict); ok && len(f) == 1 {
				p = one
			}
			steps = append(steps, step{n, r.flat(p)})
		}
		return steps
	}
	return nil
}

// flat is the dictionary that o is, its values resolved.
func (r *reader) flat(o Object) Dict {
	d, _ := o.(Dict)
	for k, v := range d {
		if ref, ok := v.(Ref); ok {
			flat := Dict{}
			for k, v := range d {
				flat[k] = v
			}
			flat[k] = r.Resolve(ref)
			d = flat
		}
	}
	return d
}

// initCrypt prepares decryption where the trailer asks for it.
func (r *reader) initCrypt() error {
	encrypt := r.trailer["Encrypt"]
	if encrypt == nil {
		return nil
	}
	var d Dict
	if ref, ok := encrypt.(Ref); ok {
		if ref.Num >= 0 && int(ref.Num) < len(r.entries) && r.entries[ref.Num].kind == entryPlain {
			o, _, _ := r.parseAt(r.entries[ref.Num].at, true)
			d, _ = o.(Dict)
		}
	} else {
		d, _ = encrypt.(Dict)
	}
	if d == nil {
		return fmt.Errorf("%w: encryption dictionary not found", ErrDamaged)
	}
	var id []byte
	if ids, ok := r.follow(r.trailer["ID"]).(Array); ok && len(ids) > 0 {
		id = stringBytes(ids[0])
	}
	c, err := newCrypt(r.flat(d), id)
	if err != nil {
		return err
	}
	r.crypt = c
	return nil
}
