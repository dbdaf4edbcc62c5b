package narrative

import (
	"strings"
	"unicode"

	"gongkai"
	"gongkai/internal/hanzi"
)

// passage is a paragraph as the author wrote it, without white space.
type passage struct {
	// path of headings over it, top first, as printed.
	path []string
	// norm is folded for matching, print is as printed; both have one rune per
	// character, and line says on which of lines it stands.
	norm  []rune
	print []rune
	line  []int32
	lines []gongkai.Line
	// mark is the style of the number it starts with, 0 for none.
	mark int
}

// section joins the path.
func (p *passage) section() string { return strings.Join(p.path, " / ") }

// text is what was printed from a to b.
func (p *passage) text(a, b int) string { return string(p.print[a:b]) }

// place is the page on which a stands and the box of the lines from a to b on
// that page.
func (p *passage) place(a, b int) (int, gongkai.Box) {
	if a >= b || a >= len(p.line) {
		return 0, gongkai.Box{}
	}
	first, last := p.line[a], p.line[b-1]
	page := p.lines[first].Page
	var box gongkai.Box
	for _, l := range p.lines[first : last+1] {
		if l.Page == page {
			box = box.Union(l.Box)
		}
	}
	return page, box
}

// add appends lines; white space goes, but between Latin words.
func (p *passage) add(lines []gongkai.Line) {
	for _, l := range lines {
		text := strings.TrimSpace(l.Text)
		if text == "" || isPageNumber(text) && (len(p.lines) > 0 && len(lines) > 1) {
			continue
		}
		n := int32(len(p.lines))
		p.lines = append(p.lines, l)
		space := len(p.print) > 0 && isLatin(p.print[len(p.print)-1])
		for _, r := range text {
			r = hanzi.FoldRadical(r)
			f := hanzi.FoldWidth(r)
			if unicode.IsSpace(f) || f == '\u200b' || f == '\ufeff' || f == '\u00ad' {
				space = len(p.print) > 0 && isLatin(p.print[len(p.print)-1])
				continue
			}
			if space && isLatin(r) {
				p.norm, p.print, p.line = append(p.norm, ' '), append(p.print, ' '), append(p.line, n)
			}
			space = false
			p.norm, p.print, p.line = append(p.norm, f), append(p.print, r), append(p.line, n)
		}
	}
}

func isLatin(r rune) bool { return r < 0x250 && unicode.IsLetter(r) }

// isPageNumber says whether a line is nothing but the number of a page: 12,
// - 12 -, 第 12 页.
func isPageNumber(text string) bool {
	if len(text) > 40 {
		return false
	}
	s := strings.Trim(hanzi.Squeeze(text), "-—–－_·")
	s = strings.TrimSuffix(strings.TrimPrefix(s, "第"), "页")
	if s == "" || len(s) > 3 {
		return false
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// passages reads the body of a document.
func passages(doc *gongkai.Document) []*passage {
	var out []*passage
	var path outline
	var open *passage // the last one, while its sentence is not over
	skip := contents(doc)
	bare := false // the last heading was 第三部分 alone; its title follows
	for i := range doc.Body {
		e := &doc.Body[i]
		if e.Kind == gongkai.ElementTable {
			open = nil
			continue
		}
		if i < skip.end && i >= skip.start {
			continue
		}
		p := &passage{}
		p.add(e.Lines)
		if len(p.norm) == 0 || isPageNumber(string(p.print)) || isContentsLine(p.norm) {
			continue
		}
		mark, after := listMark(p.norm)
		p.mark = mark
		if bare && mark == markNone && len(p.norm) < maxHeading && !hasValue(p.norm) {
			path.entries[markPart] += " " + strings.Join(strings.Fields(hanzi.FoldRadicals(e.Text())), " ")
			bare, open = false, nil
			continue
		}
		bare = mark == markPart && len(p.norm) == after
		if isHeading(e, p, mark, after) {
			if open == nil || !goesOn(open, p, mark, true) {
				path.enter(mark, strings.Join(strings.Fields(hanzi.FoldRadicals(e.Text())), " "))
				open = nil
				continue
			}
		} else if open != nil && goesOn(open, p, mark, false) {
			open.add(e.Lines)
			continue
		} else {
			p.path = path.titles()
			out = append(out, p)
			open = p
			continue
		}
		open.add(e.Lines)
	}
	return out
}

// sentenceEnd are the marks after which a paragraph is complete.
const sentenceEnd = "。;:!?…"

// goesOn says whether p begins in the middle of the sentence that open leaves
// unfinished.
func goesOn(open, p *passage, mark int, heading bool) bool {
	last := open.norm[len(open.norm)-1]
	if strings.ContainsRune(sentenceEnd, last) || mark == 1 || mark == 2 {
		return false
	}
	if last == ',' || last == '、' {
		return mark != 3 || !heading
	}
	if heading || mark != 0 {
		// 为 and 减少 cannot end a sentence; what follows is not a heading.
		return mark == 0 && strings.ContainsRune("的为是了和与及少加原", last) && !heading
	}
	if isDigit(p.norm[0]) && hasValue(open.norm) {
		return true
	}
	if last == ')' && len(open.norm) < 20 {
		return false
	}
	// A short line without a full stop is a title of its own; a long one was cut.
	return len(open.norm) >= 30
}

// span is a range of elements or runes.
type span struct{ start, end int }

// contents finds the table of contents (目录): from its title to where its
// first entry comes again.
func contents(doc *gongkai.Document) span {
	for i := range doc.Body {
		if doc.Body[i].Kind == gongkai.ElementTable {
			continue
		}
		if key := hanzi.Squeeze(doc.Body[i].Text()); key != "目录" && key != "目次" && !strings.HasPrefix(key, "目录第") {
			continue
		}
		first := ""
		for j := i + 1; j < len(doc.Body); j++ {
			key := entryKey(doc.Body[j].Text())
			switch {
			case key == "":
			case first == "":
				first = key
			case key == first:
				return span{i, j}
			}
		}
	}
	return span{}
}

// isContentsLine says whether a line is of a table of contents without a title:
// leaders between an entry and a page number.
func isContentsLine(text []rune) bool {
	leaders := 0
	for _, r := range text {
		if r == '…' || r == '.' || r == '·' {
			leaders++
		}
	}
	return leaders >= 6 && leaders*4 >= len(text) || leaders >= 6 && text[len(text)-1] == '…'
}

// entryKey is an entry of a table of contents without leaders and page number.
func entryKey(text string) string {
	text = hanzi.Squeeze(text)
	if k := strings.IndexAny(text, ".…·"); k > 6 {
		text = text[:k]
	}
	text = hanzi.Key(text)
	return strings.TrimRight(text, "0123456789")
}
