package object

import (
	"bytes"

	"gongkai/internal/limits"
)

// parser reads objects of file structure.
type parser struct {
	Lexer
	// decrypt is applied to strings; nil where nothing is encrypted.
	decrypt func([]byte) []byte
}

// object reads one object. A keyword that is no object is left unread and gives
// ok false, as does the end.
func (p *parser) object(depth int) (o Object, ok bool) {
	start := p.pos
	t := p.Next()
	return p.from(t, start, depth)
}

func (p *parser) from(t Token, start, depth int) (o Object, ok bool) {
	switch t.Kind {
	case Integer:
		if ref, ok := p.reference(t.Num); ok {
			return ref, true
		}
		return int64(t.Num), true
	case Real:
		return t.Num, true
	case NameToken:
		return Name(t.Bytes), true
	case StringToken:
		if p.decrypt != nil {
			return String(p.decrypt(t.Bytes)), true
		}
		return String(t.Bytes), true
	case ArrayOpen:
		return p.array(depth + 1), true
	case DictOpen:
		return p.dict(depth + 1), true
	case Keyword:
		switch string(t.Bytes) {
		case "null":
			return nil, true
		case "true":
			return true, true
		case "false":
			return false, true
		}
		p.pos = start
	}
	return nil, false
}

// reference looks whether a number begins a reference: "12 0 R".
func (p *parser) reference(num float64) (Ref, bool) {
	if num < 0 || num > 1<<31-1 {
		return Ref{}, false
	}
	i := p.pos
	for i < len(p.data) && class[p.data[i]] == space {
		i++
	}
	gen, digits := 0, 0
	for i < len(p.data) && p.data[i] >= '0' && p.data[i] <= '9' && digits < 6 {
		gen = gen*10 + int(p.data[i]-'0')
		digits++
		i++
	}
	j := i
	for j < len(p.data) && class[p.data[j]] == space {
		j++
	}
	if digits == 0 || j == i || j >= len(p.data) || p.data[j] != 'R' || j+1 < len(p.data) && class[p.data[j+1]] == regular {
		return Ref{}, false
	}
	p.pos = j + 1
	return Ref{int32(num), int32(gen)}, true
}

func (p *parser) array(depth int) Array {
	a := Array{}
	for {
		start := p.pos
		t := p.Next()
		switch t.Kind {
		case End, ArrayClose:
			return a
		case DictClose:
			continue
		}
		if depth > limits.PDFDepth {
			continue
		}
		o, ok := p.from(t, start, depth)
		if !ok {
			if ends(t.Bytes) {
				return a
			}
			p.pos = start + max(1, len(t.Bytes))
			continue
		}
		a = append(a, o)
	}
}

// ends says whether a keyword means that an array or dictionary was never
// closed.
func ends(word []byte) bool {
	return string(word) == "endobj" || string(word) == "stream" || string(word) == "endstream" || string(word) == "obj"
}

func (p *parser) dict(depth int) Dict {
	d := Dict{}
	for {
		start := p.pos
		t := p.Next()
		switch t.Kind {
		case End, DictClose:
			return d
		case Keyword:
			if ends(t.Bytes) {
				p.pos = start
				return d
			}
			continue
		case NameToken:
		default:
			continue
		}
		key := Name(t.Bytes)
		p.skipSpace()
		if p.pos+1 < len(p.data) && p.data[p.pos] == '>' && p.data[p.pos+1] == '>' {
			d[key] = nil
			continue
		}
		if depth > limits.PDFDepth {
			continue
		}
		if o, ok := p.object(depth); ok {
			if _, twice := d[key]; !twice {
				d[key] = o
			}
		}
	}
}

// head reads "N G obj" and gives the reference.
func (p *parser) head() (Ref, bool) {
	num, gen := p.Next(), p.Next()
	word := p.Next()
	if num.Kind != Integer || gen.Kind != Integer || word.Kind != Keyword || !bytes.HasPrefix(word.Bytes, []byte("obj")) {
		return Ref{}, false
	}
	p.pos -= len(word.Bytes) - len("obj") // "obj" may touch what follows
	if num.Num < 0 || num.Num > 1<<31-1 || gen.Num < 0 || gen.Num > 1<<31-1 {
		return Ref{}, false
	}
	return Ref{int32(num.Num), int32(gen.Num)}, true
}

// streamStart goes behind the keyword stream and its end of line, if it comes
// next.
func (p *parser) streamStart() bool {
	p.skipSpace()
	if !bytes.HasPrefix(p.data[p.pos:], []byte("stream")) {
		return false
	}
	p.pos += len("stream")
	if p.pos < len(p.data) && p.data[p.pos] == ' ' && p.pos+1 < len(p.data) && (p.data[p.pos+1] == '\r' || p.data[p.pos+1] == '\n') {
		p.pos++
	}
	if p.pos < len(p.data) && p.data[p.pos] == '\r' {
		p.pos++
	}
	if p.pos < len(p.data) && p.data[p.pos] == '\n' {
		p.pos++
	}
	return true
}

// parseOne reads the object that data begins with, nil if there is none.
func parseOne(data []byte) Object {
	p := parser{Lexer: Lexer{data: data}}
	o, _ := p.object(0)
	return o
}
