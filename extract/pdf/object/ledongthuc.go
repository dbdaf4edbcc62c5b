package object

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"

	ledongthuc "github.com/ledongthuc/pdf"
)

// library is the Source on ledongthuc/pdf. That library resolves a reference
// whenever a member is asked for, reads it from the file each time and does
// not say that it was one; so each value is taken over once, its references
// kept as such, and where each stood is remembered to resolve it later.
type library struct {
	reader *ledongthuc.Reader
	budget *Budget
	root   Dict
	// spots says in which value a reference was seen, under which key.
	spots map[Ref]spot
}

type spot struct {
	in    ledongthuc.Value
	key   string
	index int // of an array; -1 in a dictionary
}

func newLedongthuc(data []byte, budget *Budget) (l *library, err error) {
	at := header(data)
	if at < 0 {
		return nil, ErrNotPDF
	}
	defer func() {
		if p := recover(); p != nil {
			l, err = nil, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	data = tidy(data[at:])
	r, err := ledongthuc.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if strings.Contains(err.Error(), "encrypt") || strings.Contains(err.Error(), "password") {
			return nil, fmt.Errorf("%w: %w", ErrEncrypted, err)
		}
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	l = &library{reader: r, budget: budget, spots: map[Ref]spot{}}
	l.root, _ = l.take(r.Trailer(), Ref{}).(Dict)
	if l.root == nil {
		return nil, fmt.Errorf("%w: no trailer", ErrDamaged)
	}
	return l, nil
}

var (
	endOfFile  = []byte("%%EOF")
	versionTag = regexp.MustCompile(`^%PDF-\d\.\d`)
)

// tidy mends what the library insists on and other readers do not: a version
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

func (l *library) Root() Dict { return l.root }

func (l *library) Resolve(ref Ref) (o Object) {
	defer func() {
		if p := recover(); p != nil {
			o = nil
		}
	}()
	at, ok := l.spots[ref]
	if !ok {
		return nil
	}
	if at.index >= 0 {
		return l.take(at.in.Index(at.index), ref)
	}
	return l.take(at.in.Key(at.key), ref)
}

// take turns a value into an Object.
func (l *library) take(v ledongthuc.Value, ref Ref) Object {
	switch v.Kind() {
	case ledongthuc.Bool:
		return v.Bool()
	case ledongthuc.Integer:
		return v.Int64()
	case ledongthuc.Real:
		return v.Float64()
	case ledongthuc.Name:
		return Name(v.Name())
	case ledongthuc.String:
		return String(v.RawString())
	case ledongthuc.Array:
		raw := inner(v)
		a := make(Array, v.Len())
		for i := range a {
			if member, ok := refOf(raw.Index(i)); ok {
				a[i] = l.note(member, spot{in: v, index: i})
			} else {
				a[i] = l.take(v.Index(i), Ref{})
			}
		}
		return a
	case ledongthuc.Dict:
		return l.takeDict(v, inner(v))
	case ledongthuc.Stream:
		return &Stream{Dict: l.takeDict(v, inner(v).FieldByName("hdr")), Ref: ref, held: v}
	}
	return nil
}

func (l *library) takeDict(v ledongthuc.Value, raw reflect.Value) Dict {
	d := make(Dict, raw.Len())
	for it := raw.MapRange(); it.Next(); {
		key := it.Key().String()
		if member, ok := refOf(it.Value()); ok {
			d[Name(key)] = l.note(member, spot{in: v, key: key, index: -1})
		} else {
			d[Name(key)] = l.take(v.Key(key), Ref{})
		}
	}
	return d
}

func (l *library) note(ref Ref, at spot) Ref {
	if _, ok := l.spots[ref]; !ok {
		l.spots[ref] = at
	}
	return ref
}

// inner is what a Value holds, for looking at only: the library has no call
// that tells a reference from what it refers to.
func inner(v ledongthuc.Value) reflect.Value {
	return reflect.ValueOf(v).FieldByName("data").Elem()
}

// refOf reads the library's reference type: {id uint32; gen uint16}.
func refOf(v reflect.Value) (Ref, bool) {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct || v.Type().Name() != "objptr" {
		return Ref{}, false
	}
	return Ref{int32(v.FieldByName("id").Uint()), int32(v.FieldByName("gen").Uint())}, true
}

func (l *library) Data(s *Stream) (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, err = nil, fmt.Errorf("%w: stream: %v", ErrDamaged, p)
		}
	}()
	v, ok := s.held.(ledongthuc.Value)
	if !ok {
		return nil, fmt.Errorf("%w: a stream of another source", ErrDamaged)
	}
	r := v.Reader()
	defer func() { _ = r.Close() }()
	room := l.budget.room()
	out, err = io.ReadAll(io.LimitReader(r, int64(room)+1))
	if over := l.budget.spend(len(out)); over != nil || len(out) > room {
		return nil, fmt.Errorf("%w: a stream decodes to more than %d bytes", ErrTooLarge, room)
	}
	if len(out) > 0 {
		return out, nil // what was decoded before the damage is worth reading
	}
	if err != nil {
		err = fmt.Errorf("%w: stream: %w", ErrDamaged, err)
	}
	return out, err
}
