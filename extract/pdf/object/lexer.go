package object

import "bytes"

// Kind tells tokens apart.
type Kind uint8

// The kinds of token. Keyword is an operator of a content stream, or obj,
// stream, true, null and their like.
const (
	End Kind = iota
	Integer
	Real
	NameToken
	StringToken
	ArrayOpen
	ArrayClose
	DictOpen
	DictClose
	Keyword
)

// Token is one token. Bytes of a name, string or keyword are good until the
// lexer's next Reset.
type Token struct {
	Kind  Kind
	Num   float64
	Bytes []byte
}

// Lexer cuts bytes into tokens: file structure, content streams and CMaps
// alike. It never fails; what makes no sense is skipped, as every viewer does.
type Lexer struct {
	data []byte
	pos  int
	// arena holds strings and names that differ from their bytes in data.
	arena []byte
}

// NewLexer reads data from its beginning.
func NewLexer(data []byte) *Lexer { return &Lexer{data: data} }

// Load starts over with other data and keeps the buffers.
func (l *Lexer) Load(data []byte) { l.data, l.pos, l.arena = data, 0, l.arena[:0] }

// Reset gives up the bytes of all tokens so far.
func (l *Lexer) Reset() { l.arena = l.arena[:0] }

// Pos is the offset of the next byte to be read.
func (l *Lexer) Pos() int { return l.pos }

// Seek goes to an offset.
func (l *Lexer) Seek(pos int) { l.pos = max(0, min(pos, len(l.data))) }

const (
	regular = iota
	space
	delimiter
)

// class of each byte: white space, delimiter or regular.
var class = func() (c [256]uint8) {
	for _, b := range []byte("\x00\t\n\f\r ") {
		c[b] = space
	}
	for _, b := range []byte("()<>[]{}/%") {
		c[b] = delimiter
	}
	return c
}()

// IsSpace says whether c is white space in a PDF.
func IsSpace(c byte) bool { return class[c] == space }

// Next token; its Kind is End at the end of the data.
func (l *Lexer) Next() Token {
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		switch class[c] {
		case space:
			l.pos++
			continue
		case regular:
			if c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' {
				return l.number()
			}
			return Token{Kind: Keyword, Bytes: l.word()}
		}
		switch c {
		case '%':
			l.skipComment()
		case '/':
			return Token{Kind: NameToken, Bytes: l.name()}
		case '(':
			return Token{Kind: StringToken, Bytes: l.literal()}
		case '<':
			if l.pos+1 < len(l.data) && l.data[l.pos+1] == '<' {
				l.pos += 2
				return Token{Kind: DictOpen}
			}
			return Token{Kind: StringToken, Bytes: l.hex()}
		case '>':
			l.pos++
			if l.pos < len(l.data) && l.data[l.pos] == '>' {
				l.pos++
				return Token{Kind: DictClose}
			}
		case '[':
			l.pos++
			return Token{Kind: ArrayOpen}
		case ']':
			l.pos++
			return Token{Kind: ArrayClose}
		default: // ) { } out of place
			l.pos++
		}
	}
	return Token{}
}

func (l *Lexer) skipComment() {
	for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
		l.pos++
	}
}

// skipSpace skips white space and comments.
func (l *Lexer) skipSpace() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case class[c] == space:
			l.pos++
		case c == '%':
			l.skipComment()
		default:
			return
		}
	}
}

func (l *Lexer) word() []byte {
	start := l.pos
	for l.pos < len(l.data) && class[l.data[l.pos]] == regular {
		l.pos++
	}
	return l.data[start:l.pos]
}

func (l *Lexer) name() []byte {
	l.pos++
	raw := l.word()
	if bytes.IndexByte(raw, '#') < 0 {
		return raw
	}
	start := len(l.arena)
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && unhex[raw[i+1]] < 16 && unhex[raw[i+2]] < 16 {
			l.arena = append(l.arena, unhex[raw[i+1]]<<4|unhex[raw[i+2]])
			i += 2
			continue
		}
		l.arena = append(l.arena, raw[i])
	}
	return l.arena[start:len(l.arena):len(l.arena)]
}

// powers of ten that divide a number's digits after the point.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// number reads an integer or real. Signs repeat, stand in the middle or stand
// alone in real files; a lone sign or point is 0, and what follows a sign in
// the middle is noise.
func (l *Lexer) number() Token {
	data, i := l.data, l.pos
	negative := false
	for i < len(data) && (data[i] == '-' || data[i] == '+') {
		negative = negative || data[i] == '-'
		i++
	}
	var digits uint64
	places, point := 0, false
	for ; i < len(data); i++ {
		c := data[i]
		if c >= '0' && c <= '9' {
			if digits < 1e15 {
				digits = digits*10 + uint64(c-'0')
				if point {
					places++
				}
			} else if !point {
				digits = 1e17 // far outside of every use
			}
			continue
		}
		if c == '.' && !point {
			point = true
			continue
		}
		break
	}
	for i < len(data) && (data[i] == '-' || data[i] == '.' || data[i] >= '0' && data[i] <= '9') {
		i++
	}
	if i == l.pos {
		i++
	}
	l.pos = i
	value := float64(digits)
	if places > 0 {
		value /= powers[min(places, len(powers)-1)]
	}
	if negative {
		value = -value
	}
	if point {
		return Token{Kind: Real, Num: value}
	}
	return Token{Kind: Integer, Num: value}
}

// literal reads a string in parentheses.
func (l *Lexer) literal() []byte {
	l.pos++
	start := l.pos
	for i := start; i < len(l.data); i++ {
		switch l.data[i] {
		case ')':
			l.pos = i + 1
			return l.data[start:i:i]
		case '(', '\\', '\r':
			return l.escaped(i)
		}
	}
	l.pos = len(l.data)
	return l.data[start:]
}

// escaped reads the rest of a string whose bytes up to i stand for themselves.
func (l *Lexer) escaped(i int) []byte {
	data := l.data
	start := len(l.arena)
	out := append(l.arena, data[l.pos:i]...)
	depth := 1
	for ; i < len(data); i++ {
		c := data[i]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos, l.arena = i+1, out
				return out[start:len(out):len(out)]
			}
		case '\r':
			if i+1 < len(data) && data[i+1] == '\n' {
				i++
			}
			c = '\n'
		case '\\':
			if i++; i >= len(data) {
				continue
			}
			switch c = data[i]; c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\n':
				continue
			case '\r':
				if i+1 < len(data) && data[i+1] == '\n' {
					i++
				}
				continue
			case '0', '1', '2', '3', '4', '5', '6', '7':
				v := 0
				for n := 0; n < 3 && i < len(data) && data[i] >= '0' && data[i] <= '7'; n++ {
					v = v<<3 | int(data[i]-'0')
					i++
				}
				i--
				c = byte(v)
			}
		}
		out = append(out, c)
	}
	l.pos, l.arena = len(data), out
	return out[start:len(out):len(out)]
}

// unhex is the value of a hexadecimal digit, 255 for other bytes.
var unhex = func() (t [256]uint8) {
	for i := range t {
		t[i] = 255
	}
	for i := range uint8(10) {
		t['0'+i] = i
	}
	for i := range uint8(6) {
		t['a'+i], t['A'+i] = 10+i, 10+i
	}
	return t
}()

// hex reads a string in angle brackets; an odd last digit counts as if 0 stood
// behind it.
func (l *Lexer) hex() []byte {
	start, from := len(l.arena), l.pos+1
	end := len(l.data)
	if i := bytes.IndexByte(l.data[from:], '>'); i >= 0 {
		end = from + i
	}
	out := appendHex(l.arena, l.data[from:end])
	l.pos, l.arena = min(end+1, len(l.data)), out
	return out[start:len(out):len(out)]
}

// appendHex appends what pairs of hexadecimal digits mean; other bytes between
// them count for nothing, an odd last digit as if 0 stood behind it.
func appendHex(out, digits []byte) []byte {
	high := uint8(255)
	for _, c := range digits {
		v := unhex[c]
		switch {
		case v == 255:
		case high == 255:
			high = v
		default:
			out = append(out, high<<4|v)
			high = 255
		}
	}
	if high != 255 {
		out = append(out, high<<4)
	}
	return out
}

// SkipInlineImage goes from behind BI to behind EI and gives the image's
// width and height in samples, 0 where it does not say.
func (l *Lexer) SkipInlineImage() (width, height int) {
	var key string
	bits, length, filtered, parts := 8, 0, false, 0
	for {
		t := l.Next()
		if t.Kind == End {
			return width, height
		}
		if t.Kind == Keyword && string(t.Bytes) == "ID" {
			break
		}
		if t.Kind == Keyword && string(t.Bytes) == "EI" {
			return width, height
		}
		if t.Kind == NameToken && key == "" {
			key = string(t.Bytes)
			continue
		}
		switch key {
		case "W", "Width":
			width = int(t.Num)
		case "H", "Height":
			height = int(t.Num)
		case "BPC", "BitsPerComponent":
			bits = int(t.Num)
		case "IM", "ImageMask":
			if string(t.Bytes) == "true" {
				bits, parts = 1, 1
			}
		case "F", "Filter":
			filtered = true
		case "CS", "ColorSpace":
			switch string(t.Bytes) {
			case "G", "DeviceGray", "I", "Indexed":
				parts = 1
			case "RGB", "DeviceRGB":
				parts = 3
			case "CMYK", "DeviceCMYK":
				parts = 4
			}
		}
		if t.Kind != ArrayOpen && t.Kind != DictOpen {
			key = ""
		}
	}
	l.pos++ // the one white space behind ID
	if !filtered && parts > 0 && width > 0 && height > 0 && width < 1<<15 && height < 1<<15 {
		length = (width*parts*min(max(bits, 1), 16) + 7) / 8 * height
	}
	if length > 0 && l.pos+length < len(l.data) { // EI stands where the size says
		i := l.pos + length
		for i < len(l.data) && class[l.data[i]] == space {
			i++
		}
		if i+1 < len(l.data) && l.data[i] == 'E' && l.data[i+1] == 'I' {
			l.pos = i + 2
			return width, height
		}
	}
	for i := l.pos; i+1 < len(l.data); i++ {
		if l.data[i] == 'E' && l.data[i+1] == 'I' && l.endsImage(i) {
			l.pos = i + 2
			return width, height
		}
	}
	l.pos = len(l.data)
	return width, height
}

// endsImage says whether EI at i ends an image: white space around it, and what
// follows looks like content and not like the image's bytes.
func (l *Lexer) endsImage(i int) bool {
	if i > 0 && class[l.data[i-1]] != space && l.data[i-1] != '>' {
		return false
	}
	after := l.data[i+2 : min(len(l.data), i+14)]
	if len(after) > 0 && class[after[0]] != space {
		return false
	}
	for _, c := range after {
		if c > 126 || c < 32 && class[c] != space {
			return false
		}
	}
	return true
}

// ParseName resolves the escapes of a name; ok says whether it had any.
func ParseName(raw string) (name string, ok bool) {
	l := Lexer{data: []byte("/" + raw)}
	name = string(l.name())
	return name, name != raw
}
