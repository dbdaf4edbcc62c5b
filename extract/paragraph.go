package extract

import (
	"math"
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

var (
	heading   = regexp.MustCompile(`^(第[一二三四五六七八九十]+(部分|章|节)|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d{1,2}[、.．]|[(（]\d{1,2}[)）])`)
	endOfText = regexp.MustCompile(`[。！？；：;:.]["”’)）]?$`)
)

// isHeading says whether a squeezed text begins as a heading does.
func isHeading(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("第(（一二三四五六七八九十0123456789", first) && heading.MatchString(text)
}

// longestHeading is more runes than a heading on one line has.
const longestHeading = 45

// paragraphs joins lines: a line that ends before the right margin ends its
// paragraph, an indented or numbered line starts one.
func (a *assembler) paragraphs(lines []item) {
	var cur []gongkai.Line
	var last *item
	flush := func() {
		if len(cur) == 0 {
			return
		}
		e := gongkai.Element{Kind: gongkai.ElementParagraph, Lines: cur}
		if text := hanzi.Squeeze(e.Text()); utf8.RuneCountInString(text) <= longestHeading && isHeading(text) && !endOfText.MatchString(text) {
			e.Kind = gongkai.ElementHeading
		}
		a.doc.Body = append(a.doc.Body, e)
		cur = nil
	}
	left, right := margins(lines)
	indented := func(l *item) bool {
		return l.line.X0 > left[inColumn{l.page, l.column}]+1.2*max(l.line.Size, 1)
	}
	for i := range lines {
		l := &lines[i]
		text := hanzi.Squeeze(l.text())
		size := max(l.line.Size, 1)
		if last != nil {
			room := right[inColumn{last.page, last.column}] - last.line.X1
			full := room <= 1.6*size
			if !full { // what the next line begins with had no room
				full = room <= (firstToken(text)+0.6)*size && isLong(last) && !isHeading(text) && math.Abs(l.line.Size-last.line.Size) < 0.1*size &&
					!(indented(l) && isHeading(hanzi.Squeeze(last.text())))
			}
			far := l.page == last.page && l.column == last.column && l.line.Y0-last.line.Y1 > 1.8*size
			if !full || indented(l) && l.page == last.page || (indented(l) || far || isHeading(text)) && endOfText.MatchString(hanzi.Squeeze(last.text())) || indented(l) && isHeading(text) {
				flush()
			}
		}
		cur = append(cur, gongkai.Line{Text: l.text(), Page: l.page, Box: l.line.Box})
		last = l
	}
	flush()
}

// isLong says whether a line is as long as lines of running text are, and no line
// of a cover.
func isLong(l *item) bool {
	if l.column > 0 {
		return l.line.Width() >= 0.25*l.width
	}
	return l.line.Width() >= 0.55*l.width
}

// firstToken is how wide, in font sizes, what a text begins with is that no line
// is broken in: a number, a word, a character with the mark behind it. Where it
// had no room the line before ends early.
func firstToken(text string) float64 {
	width, han := 0.0, false
	for _, r := range text {
		switch {
		case strings.ContainsRune("，。；：、）》”’！？,.;:)%", r):
			if r < 0x2000 {
				width += 0.5
				continue
			}
			return width + 1
		case r < 0x2000 && !han:
			width += 0.55
		case width > 0:
			return width
		default:
			width, han = 1, true
		}
	}
	return width
}

// inColumn is a column of a page.
type inColumn struct{ page, column int }

// margins are the left and right edges of the text of each column of each page;
// one with little text takes those of all pages.
func margins(lines []item) (left, right map[inColumn]float64) {
	left, right = map[inColumn]float64{}, map[inColumn]float64{}
	var widest [3]float64
	for i := range lines {
		l := &lines[i]
		at := inColumn{l.page, l.column}
		if x, ok := left[at]; !ok || l.line.X0 < x {
			left[at] = l.line.X0
		}
		right[at] = max(right[at], l.line.X1)
		widest[l.column] = max(widest[l.column], l.line.X1)
	}
	for at, r := range right {
		if r < widest[at.column]-40 && lines[0].width == lines[len(lines)-1].width {
			right[at] = widest[at.column]
		}
	}
	return left, right
}
