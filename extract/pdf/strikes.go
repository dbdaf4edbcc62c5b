package pdf

import (
	"math"
	"unicode/utf8"

	"gongkai/extract/layout"
)

// strikes finds characters that are drawn twice, the second time a hair beside
// the first, to look bold (重影加粗).
type strikes struct {
	heads []int32 // by hash: 1 + the index of the last glyph there
	next  []int32 // by glyph: 1 + the index of the one before
}

const (
	// strikeCell is the side in points of the squares that glyphs are sorted
	// into; no strike is further off.
	strikeCell = 4.0
	// strikeOff is how far, in font sizes, a second strike may stand off: less
	// than the narrowest character is wide.
	strikeOff = 0.12
	// strikeTries bounds how many glyphs of one place are compared.
	strikeTries = 64
)

func (s *strikes) reset() {
	if s.heads == nil {
		s.heads = make([]int32, 1<<12)
	}
	clear(s.heads)
	s.next = s.next[:0]
}

func (s *strikes) slot(text string, x, y int) int {
	r, _ := utf8.DecodeRuneInString(text)
	h := uint32(r)*2654435761 ^ uint32(x)*2246822519 ^ uint32(y)*3266489917
	h ^= h >> 15
	return int(h) & (len(s.heads) - 1)
}

// struck says whether g repeats one of glyphs, which then counts as bold;
// otherwise it notes g, the next of glyphs.
func (s *strikes) struck(glyphs []layout.Glyph, g *layout.Glyph) bool {
	if g.Text == " " || g.Text == "\u3000" {
		s.next = append(s.next, 0)
		return false
	}
	off := min(max(strikeOff*g.Size, 0.1), strikeCell)
	if w := g.X1 - g.X0; w > 0 {
		off = min(off, 0.45*max(w, g.Y1-g.Y0))
	}
	x0, x1 := cell(g.X0-off), cell(g.X0+off)
	y0, y1 := cell(g.Y0-off), cell(g.Y0+off)
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			i := s.heads[s.slot(g.Text, x, y)]
			for tries := 0; i > 0 && tries < strikeTries; tries++ {
				o := &glyphs[i-1]
				if math.Abs(o.X0-g.X0) <= off && math.Abs(o.Y0-g.Y0) <= off && o.Text == g.Text && math.Abs(o.Size-g.Size) <= off {
					o.Bold = true
					return true
				}
				i = s.next[i-1]
			}
		}
	}
	if len(s.next) >= 4*len(s.heads) {
		s.grow(glyphs)
	}
	k := s.slot(g.Text, cell(g.X0), cell(g.Y0))
	s.next = append(s.next, s.heads[k])
	s.heads[k] = int32(len(s.next))
	return false
}

func cell(v float64) int { return int(math.Floor(v / strikeCell)) }

// grow sorts all glyphs into more places.
func (s *strikes) grow(glyphs []layout.Glyph) {
	s.heads = make([]int32, 4*len(s.heads))
	for i := range s.next {
		g := &glyphs[i]
		k := s.slot(g.Text, cell(g.X0), cell(g.Y0))
		s.next[i], s.heads[k] = s.heads[k], int32(i+1)
	}
}

// forget drops the glyphs from n on.
func (s *strikes) forget(n int) {
	for k, head := range s.heads {
		for int(head) > n {
			head = s.next[head-1]
		}
		s.heads[k] = head
	}
	s.next = s.next[:n]
}
