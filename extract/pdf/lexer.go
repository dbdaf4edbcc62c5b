package pdf

import (
	"math"
	"strconv"
)

// tokenKind tells the tokens of a content stream apart.
type tokenKind int

const (
	tokenEnd tokenKind = iota
	tokenNumber
	tokenName
	tokenString
	tokenOperator
	tokenArrayOpen
	tokenArrayClose
	tokenDictOpen
	tokenDictClose
)

type token struct {
	kind tokenKind
	num  float64
	str  []byte // name, string bytes or operator
}

// lexer reads content streams and CMaps. It never fails: what makes no sense
// is skipped, as every viewer does.
type lexer struct {
	data []byte
	pos  int
	buf  []byte
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *lexer) next() token {
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		switch {
		case isSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		case c == '/':
			return token{kind: tokenName, str: l.name()}
		case c == '(':
			return token{kind: tokenString, str: l.literal()}
		case c == '<':
			if l.pos+1 < len(l.data) && l.data[l.pos+1] == '<' {
				l.pos += 2
				return token{kind: tokenDictOpen}
			}
			return token{kind: tokenString, str: l.hex()}
		case c == '>':
			l.pos++
			if l.pos < len(l.data) && l.data[l.pos] == '>' {
				l.pos++
				return token{kind: tokenDictClose}
			}
		case c == '[':
			l.pos++
			return token{kind: tokenArrayOpen}
		case c == ']':
			l.pos++
			return token{kind: tokenArrayClose}
		case c == ')' || c == '{' || c == '}':
			l.pos++
		case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
			start := l.pos
			if n, ok := l.number(); ok {
				return token{kind: tokenNumber, num: n}
			}
			l.pos = start
			return token{kind: tokenOperator, str: l.word()}
		default:
			return token{kind: tokenOperator, str: l.word()}
		}
	}
	return token{kind: tokenEnd}
}

func (l *lexer) word() []byte {
	start := l.pos
	for l.pos < len(l.data) && !isSpace(l.data[l.pos]) && !isDelimiter(l.data[l.pos]) {
		l.pos++
	}
	if l.pos == start {
		l.pos++
	}
	return l.data[start:l.pos]
}

func (l *lexer) name() []byte {
	l.pos++
	start := l.pos
	escaped := false
	for l.pos < len(l.data) && !isSpace(l.data[l.pos]) && !isDelimiter(l.data[l.pos]) {
		escaped = escaped || l.data[l.pos] == '#'
		l.pos++
	}
	raw := l.data[start:l.pos]
	if !escaped {
		return raw
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && hexValue(raw[i+1]) >= 0 && hexValue(raw[i+2]) >= 0 {
			out = append(out, byte(hexValue(raw[i+1])<<4|hexValue(raw[i+2])))
			i += 2
			continue
		}
		out = append(out, raw[i])
	}
	return out
}

// number reads an integer or real; two signs and a lone point count as zero, as
// in every viewer.
func (l *lexer) number() (float64, bool) {
	start := l.pos
	var whole, frac, scale float64 = 0, 0, 1
	negative, point, digits := false, false, 0
	for ; l.pos < len(l.data); l.pos++ {
		switch c := l.data[l.pos]; {
		case c >= '0' && c <= '9':
			digits++
			if point {
				scale /= 10
				frac += float64(c-'0') * scale
			} else {
				whole = whole*10 + float64(c-'0')
			}
		case c == '.' && !point:
			point = true
		case c == '-' && digits == 0 && !point:
			negative = true
		case c == '-': // 12-34: the rest is noise
		case c == '+' && l.pos == start:
		default:
			if !isSpace(c) && !isDelimiter(c) {
				if (c == 'e' || c == 'E') && digits > 0 {
					w := l.word()
					_ = w
					if v, err := strconv.ParseFloat(string(l.data[start:l.pos]), 64); err == nil && !math.IsInf(v, 0) {
						return v, true
					}
				}
				return 0, false
			}
			if negative {
				return -(whole + frac), true
			}
			return whole + frac, true
		}
	}
	if negative {
		return -(whole + frac), true
	}
	return whole + frac, true
}

func (l *lexer) literal() []byte {
	l.pos++
	l.buf = l.buf[:0]
	depth := 1
	for ; l.pos < len(l.data); l.pos++ {
		c := l.data[l.pos]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos++
				return append([]byte(nil), l.buf...)
			}
		case '\\':
			l.pos++
			if l.pos < len(l.data) {
				l.escape()
			}
			continue
		case '\r':
			if l.pos+1 < len(l.data) && l.data[l.pos+1] == '\n' {
				l.pos++
			}
			c = '\n'
		}
		l.buf = append(l.buf, c)
	}
	return append([]byte(nil), l.buf...)
}

func (l *lexer) escape() {
	c := l.data[l.pos]
	switch c {
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
		return
	case '\r':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '\n' {
			l.pos++
		}
		return
	}
	if c >= '0' && c <= '7' && l.data[l.pos] == c {
		v := 0
		n := 0
		for n < 3 && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7' {
			v = v<<3 | int(l.data[l.pos]-'0')
			l.pos++
			n++
		}
		l.pos--
		c = byte(v)
	}
	l.buf = append(l.buf, c)
}

func (l *lexer) hex() []byte {
	l.pos++
	l.buf = l.buf[:0]
	high := -1
	for ; l.pos < len(l.data); l.pos++ {
		c := l.data[l.pos]
		if c == '>' {
			l.pos++
			break
		}
		v := hexValue(c)
		switch {
		case v < 0:
		case high < 0:
			high = v
		default:
			l.buf = append(l.buf, byte(high<<4|v))
			high = -1
		}
	}
	if high >= 0 {
		l.buf = append(l.buf, byte(high<<4))
	}
	return append([]byte(nil), l.buf...)
}

func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// skipInlineImage goes from after BI to after EI.
func (l *lexer) skipInlineImage() {
	for {
		t := l.next()
		if t.kind == tokenEnd {
			return
		}
		if t.kind == tokenOperator && string(t.str) == "ID" {
			break
		}
	}
	l.pos++
	for ; l.pos+1 < len(l.data); l.pos++ {
		if l.data[l.pos] == 'E' && l.data[l.pos+1] == 'I' && (l.pos == 0 || isSpace(l.data[l.pos-1])) &&
			(l.pos+2 >= len(l.data) || isSpace(l.data[l.pos+2])) && plausible(l.data[min(len(l.data), l.pos+2):min(len(l.data), l.pos+12)]) {
			l.pos += 2
			return
		}
	}
	l.pos = len(l.data)
}

// plausible says whether what follows EI looks like content and not like the
// image's bytes.
func plausible(after []byte) bool {
	for _, c := range after {
		if c > 126 || c < 32 && !isSpace(c) {
			return false
		}
	}
	return true
}
