package pdf

import (
	"unicode/utf16"
)

// cmap maps codes to characters (ToUnicode) or to CIDs (an embedded encoding).
type cmap struct {
	// spaces are the code lengths and ranges that begincodespacerange names.
	spaces   []codeSpace
	chars    map[uint32]string
	ranges   []cmapRange // bfrange with one destination
	cids     map[uint32]int
	cidSpans []cidSpan
	vertical bool
}

type codeSpace struct {
	bytes  int
	lo, hi uint32
}

type cmapRange struct {
	lo, hi uint32
	to     []rune
}

type cidSpan struct {
	lo, hi uint32
	cid    int
}

// maxCMapEntries is four times the characters of GB 18030's two-byte part.
const maxCMapEntries = 100_000

// parseCMap reads the operators of a CMap; everything else in it is skipped.
func parseCMap(data []byte) *cmap {
	m := &cmap{chars: map[uint32]string{}, cids: map[uint32]int{}}
	l := lexer{data: data}
	var stack []token
	section := ""
	for {
		t := l.next()
		if t.kind == tokenEnd || len(m.chars)+len(m.ranges)+len(m.cids) > maxCMapEntries {
			return m
		}
		if t.kind != tokenOperator {
			stack = append(stack, t)
			m.reduce(section, &stack)
			continue
		}
		switch op := string(t.str); op {
		case "begincodespacerange", "beginbfchar", "beginbfrange", "begincidchar", "begincidrange":
			section = op[len("begin"):]
		case "def":
			if n := len(stack); n >= 2 && string(stack[n-2].str) == "WMode" {
				m.vertical = stack[n-1].num == 1
			}
		default:
			section = ""
		}
		stack = stack[:0]
	}
}

// reduce takes a finished entry off the stack.
func (m *cmap) reduce(section string, stack *[]token) {
	s := *stack
	n := len(s)
	switch section {
	case "codespacerange":
		if n == 2 {
			m.spaces = append(m.spaces, codeSpace{len(s[0].str), codeOf(s[0].str), codeOf(s[1].str)})
			*stack = s[:0]
		}
	case "bfchar":
		if n == 2 {
			if s[1].kind == tokenString {
				m.chars[codeOf(s[0].str)] = utf16Text(s[1].str)
			}
			*stack = s[:0]
		}
	case "bfrange":
		switch {
		case n == 3 && s[2].kind == tokenString:
			if to := []rune(utf16Text(s[2].str)); len(to) > 0 {
				m.ranges = append(m.ranges, cmapRange{codeOf(s[0].str), codeOf(s[1].str), to})
			}
			*stack = s[:0]
		case n > 3 && s[n-1].kind == tokenArrayClose:
			code := codeOf(s[0].str)
			for _, t := range s[3 : n-1] {
				m.chars[code] = utf16Text(t.str)
				code++
			}
			*stack = s[:0]
		}
	case "cidchar":
		if n == 2 {
			m.cids[codeOf(s[0].str)] = int(s[1].num)
			*stack = s[:0]
		}
	case "cidrange":
		if n == 3 {
			m.cidSpans = append(m.cidSpans, cidSpan{codeOf(s[0].str), codeOf(s[1].str), int(s[2].num)})
			*stack = s[:0]
		}
	}
}

func codeOf(b []byte) uint32 {
	var v uint32
	for _, c := range b[:min(len(b), 4)] {
		v = v<<8 | uint32(c)
	}
	return v
}

func utf16Text(b []byte) string {
	if len(b) == 1 {
		return string(rune(b[0]))
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(units))
}

// text of a code; ok is false where the CMap says nothing.
func (m *cmap) text(code uint32) (string, bool) {
	if s, ok := m.chars[code]; ok {
		return s, true
	}
	for i := len(m.ranges) - 1; i >= 0; i-- {
		if r := &m.ranges[i]; code >= r.lo && code <= r.hi {
			s := r.toText(code)
			m.chars[code] = s // a page asks for the same few hundred codes
			return s, true
		}
	}
	return "", false
}

func (r *cmapRange) toText(code uint32) string {
	to := append([]rune(nil), r.to...)
	to[len(to)-1] += rune(code - r.lo)
	return string(to)
}

// cid of a code in an embedded encoding CMap.
func (m *cmap) cid(code uint32) int {
	if c, ok := m.cids[code]; ok {
		return c
	}
	for _, s := range m.cidSpans {
		if code >= s.lo && code <= s.hi {
			return s.cid + int(code-s.lo)
		}
	}
	return int(code)
}

// split takes the next code off s, by the code spaces.
func (m *cmap) split(s []byte) (code uint32, n int) {
	for n = 1; n <= 4 && n <= len(s); n++ {
		code = codeOf(s[:n])
		for _, sp := range m.spaces {
			if sp.bytes == n && code >= sp.lo && code <= sp.hi {
				return code, n
			}
		}
	}
	n = min(2, len(s))
	return codeOf(s[:n]), n
}
