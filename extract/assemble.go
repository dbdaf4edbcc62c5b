package extract

import (
	"regexp"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/extract/table"
	"gongkai/internal/hanzi"
)

// captionLines is how many lines above a grid may be its caption.
const captionLines = 7

// assembler turns items into a document's body and tables.
type assembler struct {
	doc   *gongkai.Document
	lines []item // text seen and not yet placed
	open  *openTable
}

// openTable is the table whose continuation may come next.
type openTable struct {
	builder *table.Builder
	index   int
	page    int
}

// assemble goes through the items once: text is gathered until a fragment
// comes, which takes its caption from the end of it or continues the open
// table.
func assemble(doc *gongkai.Document, items []item) {
	a := &assembler{doc: doc}
	for i := range items {
		it := items[i]
		if it.fragment == nil {
			a.lines = append(a.lines, it)
			continue
		}
		a.fragment(it)
	}
	a.flush(len(a.lines))
}

func (a *assembler) fragment(it item) {
	caption, from := captionAbove(a.lines, it)
	if a.open != nil && it.page == a.open.page+1 && a.open.builder.Continues(*it.fragment) && a.nothingBetween(caption, from) {
		a.lines = a.lines[:0]
		a.open.builder.Append(*it.fragment)
		a.open.page = it.page
		t := a.open.builder.Table()
		t.Caption = a.doc.Tables[a.open.index].Caption
		a.doc.Tables[a.open.index] = t
		return
	}
	a.flush(from)
	a.lines = a.lines[:0]
	b := table.NewBuilder(*it.fragment)
	t := b.Table()
	t.Caption = caption
	captionInside(&t)
	a.open = &openTable{builder: b, index: len(a.doc.Tables), page: it.page}
	a.addTable(t)
}

func (a *assembler) addTable(t gongkai.Table) {
	a.doc.Body = append(a.doc.Body, gongkai.Element{Kind: gongkai.ElementTable, Table: len(a.doc.Tables)})
	a.doc.Tables = append(a.doc.Tables, t)
}

// nothingBetween says whether no text and no caption of another table stands
// between the open table and its continuation; a repeat of its own caption
// does not count.
func (a *assembler) nothingBetween(c gongkai.Caption, from int) bool {
	if from > 0 {
		return false
	}
	own := a.doc.Tables[a.open.index].Caption
	if c.Title == "" && c.Number == "" {
		return true
	}
	return hanzi.Key(c.Title) == hanzi.Key(own.Title) && (c.Number == "" || own.Number == "" || c.Number == own.Number) && c.Title != ""
}

// captionAbove gathers the caption from the lines right above a grid. from is
// the index of its first line.
func captionAbove(lines []item, it item) (gongkai.Caption, int) {
	var c gongkai.Caption
	from := len(lines)
	for n := 0; n < captionLines && from > 0; n++ {
		l := lines[from-1]
		if it.page-l.page > 1 || it.page != l.page && it.fragment != nil && it.y > 0.35*it.height {
			break
		}
		before := c
		if from < len(lines) && wrapped(l, lines[from]) {
			c.Title = gongkai.JoinLines(l.text(), c.Title)
			c.Box = l.box().Union(c.Box)
			from--
			continue
		}
		if !addTo(&c, l) {
			break
		}
		if before.Title != "" && c.Title != before.Title && !continuesTitle(l, lines[from]) || before.Number != "" && classify(l.text()) == partNumber {
			c = before
			break
		}
		from--
		if c.Number != "" && c.Title != "" && from > 0 && !belongsAbove(lines[from-1], l) {
			break
		}
	}
	return c, from
}

// belongsAbove says whether a line over a caption that has number and title is
// still part of it: a unit or owner line on the same page, close to it. The
// same lines further up belong to a caption without a grid.
func belongsAbove(upper, lower item) bool {
	if upper.fragment != nil || upper.page != lower.page || lower.line.Y0-upper.line.Y1 > 2.5*max(lower.line.Size, 8) {
		return false
	}
	switch lineKind(upper) {
	case partUnit, partOwner, partNeutral:
		return true
	}
	return false
}

// continuesTitle says whether two lines of titles are one title set on two
// lines: the upper one is not finished, or both are centred and close.
func continuesTitle(upper, lower item) bool {
	return titleOpen.MatchString(hanzi.Squeeze(upper.text())) && !titleText.MatchString(hanzi.Squeeze(upper.text())) && upper.page == lower.page
}

// captionInside completes the caption from the first rows of the grid itself,
// where producers put owner and unit into cells that span the table.
func captionInside(t *gongkai.Table) {
	for _, c := range t.Cells {
		if c.Row > 1 {
			return
		}
		text := hanzi.Squeeze(c.Text)
		switch classify(text) {
		case partUnit:
			if t.Caption.Unit == "" {
				addTo(&t.Caption, item{line: oneWord(c), page: c.Page})
			}
		case partOwner:
			if t.Caption.Owner == "" {
				addTo(&t.Caption, item{line: oneWord(c), page: c.Page})
			}
		case partTitle:
			if t.Caption.Title == "" && c.Row == 0 && c.ColSpan == t.Columns {
				addTo(&t.Caption, item{line: oneWord(c), page: c.Page})
			}
		}
	}
}

// oneWord is a cell's text as a line.
func oneWord(c gongkai.Cell) layout.Line {
	return layout.Line{Words: []layout.Word{{Text: c.Text, Box: c.Box}}, Box: c.Box}
}

// flush places the first n gathered lines: captions without a grid become
// tables without cells, the rest paragraphs and headings.
func (a *assembler) flush(n int) {
	if n > len(a.lines) {
		n = len(a.lines)
	}
	start := 0
	for i := 0; i < n; {
		c, end := orphanCaption(a.lines[:n], i)
		if end == i {
			i++
			continue
		}
		a.paragraphs(a.lines[start:i])
		a.open = nil
		a.addTable(gongkai.Table{Caption: c, Pages: []int{}, Cells: []gongkai.Cell{}})
		start, i = end, end
	}
	if start < n {
		a.open = nil
	}
	a.paragraphs(a.lines[start:n])
}

// orphanCaption recognises a caption without a grid at line i: a title with a
// unit line or a number and an owner line near it. It gives the line after it.
func orphanCaption(lines []item, i int) (gongkai.Caption, int) {
	k := classify(lines[i].text())
	opens := i+1 < len(lines) && wrapped(lines[i], lines[i+1])
	if k != partNumber && k != partTitle && !opens {
		return gongkai.Caption{}, i
	}
	end := i
	titles := 0
	for end < len(lines) && end-i < captionLines {
		kind := lineKind(lines[end])
		if end+1 < len(lines) && wrapped(lines[end], lines[end+1]) {
			end++
			continue
		}
		if kind == partNone || kind == partNumber && end > i {
			break
		}
		if kind == partTitle {
			if titles++; titles > 1 {
				break
			}
		}
		end++
	}
	var c gongkai.Caption
	for n := end - 1; n >= i; n-- {
		if n+1 < end && wrapped(lines[n], lines[n+1]) {
			c.Title = gongkai.JoinLines(lines[n].text(), c.Title)
			continue
		}
		if !addTo(&c, lines[n]) {
			return gongkai.Caption{}, i
		}
	}
	if c.Title == "" || c.Unit == "" || c.Number == "" && c.Owner == "" {
		return gongkai.Caption{}, i
	}
	return c, end
}

// lineKind is what a line, or any of its parts, may be in a caption.
func lineKind(l item) captionPart {
	if k := classify(l.text()); k != partNone {
		return k
	}
	kind := partNone
	for _, p := range l.parts() {
		k := classify(p)
		if k == partNone {
			return partNone
		}
		if kind == partNone || k == partTitle {
			kind = k
		}
	}
	return kind
}

var (
	heading   = regexp.MustCompile(`^(第[一二三四五六七八九十]+(部分|章|节)|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d{1,2}[、.．]|[(（]\d{1,2}[)）])`)
	endOfText = regexp.MustCompile(`[。！？；：;:.]["”’)）]?$`)
)

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
		if text := hanzi.Squeeze(e.Text()); heading.MatchString(text) && len([]rune(text)) <= longestHeading && !endOfText.MatchString(text) {
			e.Kind = gongkai.ElementHeading
		}
		a.doc.Body = append(a.doc.Body, e)
		cur = nil
	}
	left, right := margins(lines)
	for i := range lines {
		l := &lines[i]
		text := hanzi.Squeeze(l.text())
		size := max(l.line.Size, 1)
		if last != nil {
			full := last.line.X1 >= right[last.page]-1.6*size
			indented := l.line.X0 > left[l.page]+1.2*size
			far := l.page == last.page && l.line.Y0-last.line.Y1 > 1.8*size
			prev := hanzi.Squeeze(last.text())
			if !full || heading.MatchString(text) && (indented || endOfText.MatchString(prev)) || indented && endOfText.MatchString(prev) || indented && l.page == last.page || far && endOfText.MatchString(prev) {
				flush()
			}
		}
		cur = append(cur, gongkai.Line{Text: l.text(), Page: l.page, Box: l.line.Box})
		last = l
	}
	flush()
}

// margins are the left and right edges of the text of each page; a page with
// little text takes those of all pages.
func margins(lines []item) (left, right map[int]float64) {
	left, right = map[int]float64{}, map[int]float64{}
	for i := range lines {
		l := &lines[i]
		if x, ok := left[l.page]; !ok || l.line.X0 < x {
			left[l.page] = l.line.X0
		}
		right[l.page] = max(right[l.page], l.line.X1)
	}
	widest := 0.0
	for _, r := range right {
		widest = max(widest, r)
	}
	for p, r := range right {
		if r < widest-40 && lines[0].width == lines[len(lines)-1].width {
			right[p] = widest
		}
	}
	return left, right
}
