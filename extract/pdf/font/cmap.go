package font

import (
	"cmp"
	"slices"
	"sort"

	"gongkai/extract/pdf/object"
	"gongkai/internal/limits"
)

// cmap is a parsed CMap: to characters (ToUnicode) or to CIDs (an encoding).
type cmap struct {
	spaces   []codeSpace
	texts    []textSpan
	cids     []cidSpan
	vertical bool
	// parent is the name of the CMap that usecmap builds on.
	parent string
}

// codeSpace is a range of codes of one length; each byte has its own range.
type codeSpace struct {
	bytes  int
	lo, hi uint32
}

// textSpan maps lo to the rune or text and each further code to the next one.
type textSpan struct {
	lo, hi uint32
	first  rune
	text   string // where there are several runes
}

type cidSpan struct {
	lo, hi uint32
	cid    int
}

// parseCMap reads the operators of a CMap; everything else in it is skipped.
func parseCMap(data []byte) *cmap {
	m := &cmap{}
	l := object.NewLexer(data)
	var section string
	// operands of the entry or operator that is being read
	var stack []object.Token
	inArray := false
	entries := 0
	for {
		t := l.Next()
		switch t.Kind {
		case object.End:
			m.sort()
			return m
		case object.Keyword:
			switch op := string(t.Bytes); op {
			case "begincodespacerange", "beginbfchar", "beginbfrange", "begincidchar", "begincidrange":
				section = op[len("begin"):]
			case "def":
				if n := len(stack); n >= 2 && string(stack[n-2].Bytes) == "WMode" {
					m.vertical = stack[n-1].Num == 1
				}
			case "usecmap":
				if n := len(stack); n >= 1 {
					m.parent = string(stack[n-1].Bytes)
				}
			default:
				section = ""
			}
			stack, inArray = stack[:0], false
			l.Reset()
			continue
		case object.ArrayOpen:
			inArray = true
		case object.ArrayClose:
			inArray = false
		}
		if len(stack) < limits.PDFCMapEntries {
			stack = append(stack, t)
		}
		if section != "" && !inArray && m.reduce(section, stack) {
			stack = stack[:0]
			l.Reset()
			if entries++; entries > limits.PDFCMapEntries {
				m.sort()
				return m
			}
		}
	}
}

// reduce takes over an entry once it is whole.
func (m *cmap) reduce(section string, s []object.Token) bool {
	n := len(s)
	switch section {
	case "codespacerange":
		if n == 2 {
			if k := len(s[0].Bytes); k >= 1 && k <= 4 {
				m.spaces = append(m.spaces, codeSpace{k, codeOf(s[0].Bytes), codeOf(s[1].Bytes)})
			}
			return true
		}
	case "bfchar":
		if n == 2 {
			code := codeOf(s[0].Bytes)
			m.text(code, code, target(s[1]))
			return true
		}
	case "bfrange":
		if n < 3 {
			return false
		}
		lo, hi := codeOf(s[0].Bytes), codeOf(s[1].Bytes)
		if s[2].Kind != object.ArrayOpen {
			m.text(lo, max(lo, hi), target(s[2]))
			return true
		}
		if s[n-1].Kind == object.ArrayClose {
			for i, t := range s[3 : n-1] {
				m.text(lo+uint32(i), lo+uint32(i), target(t))
			}
			return true
		}
	case "cidchar":
		if n == 2 {
			code := codeOf(s[0].Bytes)
			m.cids = append(m.cids, cidSpan{code, code, int(s[1].Num)})
			return true
		}
	case "cidrange":
		if n == 3 {
			m.cids = append(m.cids, cidSpan{codeOf(s[0].Bytes), codeOf(s[1].Bytes), int(s[2].Num)})
			return true
		}
	}
	return false
}

// target is the text that an entry maps to: UTF-16, or a glyph's name.
func target(t object.Token) string {
	switch t.Kind {
	case object.StringToken:
		return object.UTF16(t.Bytes)
	case object.NameToken:
		return nameText(string(t.Bytes))
	}
	return ""
}

func (m *cmap) text(lo, hi uint32, text string) {
	runes := []rune(text)
	switch len(runes) {
	case 0:
	case 1:
		m.texts = append(m.texts, textSpan{lo: lo, hi: hi, first: runes[0]})
	default:
		m.texts = append(m.texts, textSpan{lo: lo, hi: hi, text: text})
	}
}

func (m *cmap) sort() {
	slices.SortStableFunc(m.texts, func(a, b textSpan) int { return cmp.Compare(a.lo, b.lo) })
	slices.SortStableFunc(m.cids, func(a, b cidSpan) int { return cmp.Compare(a.lo, b.lo) })
}

// overlap is how many earlier spans are looked at when ranges overlap.
const overlap = 16

// lookup is the text of a code, "" where there is none.
func (m *cmap) lookup(code uint32) string {
	if m == nil {
		return ""
	}
	i := sort.Search(len(m.texts), func(i int) bool { return m.texts[i].lo > code })
	for k := i - 1; k >= max(0, i-overlap); k-- {
		s := m.texts[k]
		if code > s.hi {
			continue
		}
		step := rune(code - s.lo)
		if s.text == "" {
			return string(s.first + step)
		}
		runes := []rune(s.text)
		runes[len(runes)-1] += step
		return string(runes)
	}
	return ""
}

// cid of a code.
func (m *cmap) cid(code uint32) (int, bool) {
	i := sort.Search(len(m.cids), func(i int) bool { return m.cids[i].lo > code })
	for k := i - 1; k >= max(0, i-overlap); k-- {
		if s := m.cids[k]; code <= s.hi {
			return s.cid + int(code-s.lo), true
		}
	}
	return 0, false
}

// cut gives the length of the code that s begins with.
func (m *cmap) cut(s []byte) int {
	shortest := 4
	for n := 1; n <= min(4, len(s)); n++ {
		code := codeOf(s[:n])
		for _, sp := range m.spaces {
			shortest = min(shortest, sp.bytes)
			if sp.bytes == n && sp.holds(code) {
				return n
			}
		}
	}
	return min(shortest, len(s))
}

func (sp codeSpace) holds(code uint32) bool {
	for shift := 0; shift < 8*sp.bytes; shift += 8 {
		b := code >> shift & 0xFF
		if b < sp.lo>>shift&0xFF || b > sp.hi>>shift&0xFF {
			return false
		}
	}
	return true
}

// codeOf reads at most four bytes as one number.
func codeOf(b []byte) uint32 {
	var v uint32
	for _, c := range b[:min(len(b), 4)] {
		v = v<<8 | uint32(c)
	}
	return v
}
