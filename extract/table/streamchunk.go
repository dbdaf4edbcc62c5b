package table

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/layout"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

const (
	// farGap is the gap, in font sizes, from which two words of a line stand in
	// two columns whatever they are: justified text leaves less.
	farGap = 1.0
	// nearLabel is the same between a label and an amount, and nearValue between
	// two amounts, whose thousands may be set apart by a space of a quarter em.
	nearLabel = 0.75
	nearValue = 0.4
	// longestValue is more runes than a printed amount has with its marks.
	longestValue = 24
)

// chunk is words of one line that stand together: what a cell of a table
// without rulings holds of that line.
type chunk struct {
	x0, x1 float64
	text   string
	value  bool // an amount, a percentage, a year, or a dash in its place
	from   int  // its first word of the line
	to     int  // the word after its last one
}

func (c *chunk) width() float64  { return c.x1 - c.x0 }
func (c *chunk) centre() float64 { return (c.x0 + c.x1) / 2 }

// textRow is a line cut into chunks.
type textRow struct {
	line   layout.Line
	chunks []chunk
	values int // chunks right of the first that are values
}

// cutLine cuts a line into chunks. A vertical ruling between two words parts
// them.
func (s *stream) cutLine(l layout.Line) textRow {
	s.partAmounts(&l)
	r := textRow{line: l}
	for i := range l.Words {
		w := &l.Words[i]
		value := isValue(w.Text)
		if n := len(r.chunks) - 1; n >= 0 {
			c := &r.chunks[n]
			last := &l.Words[i-1]
			gap, size := w.X0-last.X1, max(min(last.Size, w.Size), 1)
			switch {
			case s.isRuledApart(last.X1, w.X0, &l):
			case isLeader(w.Text), isSign(c.text) && (value || isLeader(c.text)):
				c.join(w, i)
				continue
			case isLeader(last.Text), gap > besideAmount*size && endsPanel(last.Text, w.Text):
			case gap <= nearValue*size,
				gap <= nearLabel*size && !(isValue(last.Text) && value),
				gap <= farGap*size && !value:
				c.join(w, i)
				continue
			}
		}
		r.chunks = append(r.chunks, chunk{x0: w.X0, x1: w.X1, text: w.Text, from: i, to: i + 1})
	}
	for i := range r.chunks {
		c := &r.chunks[i]
		if c.value = isValue(c.text); c.value && i > 0 {
			r.values++
		}
	}
	return r
}

// isRuledApart says whether a vertical ruling is drawn through a line between x0
// and x1.
func (s *stream) isRuledApart(x0, x1 float64, l *layout.Line) bool {
	y := (l.Y0 + l.Y1) / 2
	i, _ := slices.BinarySearchFunc(s.vs, x0-1, func(v segment, x float64) int { return cmp.Compare(v.at, x) })
	for ; i < len(s.vs) && s.vs[i].at <= x1+1; i++ {
		if s.vs[i].lo <= y && s.vs[i].hi >= y {
			return true
		}
	}
	return false
}

func (c *chunk) join(w *layout.Word, i int) {
	c.text += " " + w.Text
	c.x1, c.to = max(c.x1, w.X1), i+1
}

// isLeader says whether a word is the dots that lead from a label to its amount.
func isLeader(s string) bool {
	dots := strings.Count(s, ".") + strings.Count(s, "…") + strings.Count(s, "·") + strings.Count(s, "．")
	return dots >= 3 && dots == len([]rune(s))
}

// besideAmount is the gap, in font sizes, between an amount that ends at the
// border of its column and the text of the next: less than between two words.
const besideAmount = 0.15

// partAmounts parts words that are an amount and a Chinese text close behind
// it, of the panel at the right. A unit of money belongs to its amount.
func (s *stream) partAmounts(l *layout.Line) {
	for i := 0; i < len(l.Words); i++ {
		w := &l.Words[i]
		if w.Text[0] < '0' || w.Text[0] > '9' {
			continue
		}
		for k := w.From + 1; k < w.To; k++ {
			g := &s.page.Glyphs[l.Glyphs[k]]
			if r, _ := utf8.DecodeRuneInString(g.Text); r < 0x3000 {
				continue
			}
			last := &s.page.Glyphs[l.Glyphs[k-1]]
			text := ""
			for _, n := range l.Glyphs[w.From:k] {
				text += s.page.Glyphs[n].Text
			}
			if g.X0-last.X1 < besideAmount*max(g.Size, 1) || !amount.MatchString(hanzi.Fold(text)) || strings.Contains("元万亿千百％", g.Text) {
				break
			}
			rest := *w
			rest.Text, rest.X0, rest.From, rest.First = w.Text[len(text):], g.X0, k, l.Glyphs[k]
			w.Text, w.X1, w.To = text, last.X1, k
			l.Words = slices.Insert(slices.Clone(l.Words), i+1, rest)
			break
		}
	}
}

// enumerator begins an entry of a list: 一、 （一） 1、 (1) 2.
var enumerator = regexp.MustCompile(`^([(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]\d{1,2}[)）]|\d{1,2}[、．])`)

// endsPanel says whether an amount and the text right of it belong to two panels
// that stand side by side: 收入 ‖ 支出.
func endsPanel(last, next string) bool {
	r, _ := utf8.DecodeRuneInString(next)
	return r >= 0x3000 && !strings.ContainsRune("元万亿千百％（，。；、", r) && amount.MatchString(hanzi.Fold(last)) || enumerator.MatchString(next) && amount.MatchString(hanzi.Fold(last))
}

// isSign says whether a text is a currency sign or an opening mark that stands
// apart from its amount.
func isSign(s string) bool {
	switch s {
	case "$", "€", "£", "¥", "￥", "US$", "<", ">", "≤", "≥", "±", "~":
		return true
	}
	return false
}

// isValue says whether a text stands where amounts stand: a number with its
// marks, or one of the signs that are printed for none.
func isValue(s string) bool {
	if len(s) > 4*longestValue {
		return false
	}
	digits, letters, runes, spaces := 0, 0, 0, 0
	for _, r := range s {
		r = hanzi.FoldWidth(r)
		runes++
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 0x2e80:
			return false
		case unicode.IsLetter(r):
			letters++
		case r == ' ':
			spaces++
		}
	}
	switch {
	case runes > longestValue || spaces > 3:
		return false
	case digits > 0:
		return letters <= 2 || letters <= digits && spaces <= 1
	case letters > 0:
		return strings.EqualFold(s, "n.a.") || strings.EqualFold(s, "n/a") || s == "(X)" || s == "NA"
	}
	return runes <= 4 && strings.ContainsAny(s, "-—–―−†‡*…")
}
