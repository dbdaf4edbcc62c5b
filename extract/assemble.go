package extract

import (
	"math"
	"slices"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/extract/table"
	"gongkai/internal/hanzi"
)

const (
	// captionLines is how many lines above a grid may be its caption.
	captionLines = 8
	// captionGap is the distance in points between a caption's lines, and to the
	// grid, at the most.
	captionGap = 90.0
	// headOfPage is the share of the page's height in which a grid begins whose
	// caption is on the page before.
	headOfPage = 0.35
	// insideRows is how many rows at a grid's head may hold its caption.
	insideRows = 4
)

// assembler turns items into a document's body and tables.
type assembler struct {
	doc   *gongkai.Document
	lines []item // text seen and not yet placed
	open  []*openTable
}

// openTable is a table whose continuation may come next: the last one, or one of
// those that stand side by side.
type openTable struct {
	builder *table.Builder
	index   int
	page    int
	box     gongkai.Box // of its last fragment
}

// assemble goes through the items once: text is gathered until a fragment
// comes, which takes its caption from the end of it or continues the open
// table.
func assemble(doc *gongkai.Document, items []item) {
	items = mendWraps(withoutFurniture(items))
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
	if o := a.continuedBy(&it); o != nil {
		a.lines = a.lines[:0]
		o.builder.Append(*it.fragment)
		o.page, o.box = it.page, it.fragment.Box
		whole := o.builder.Table()
		whole.Caption = a.doc.Tables[o.index].Caption
		a.doc.Tables[o.index] = whole
		return
	}
	b := table.NewBuilder(*it.fragment)
	t := b.Table()
	var from int
	t.Caption, from = captionAbove(a.lines, &it)
	captionInside(&t)
	if t.Caption == (gongkai.Caption{}) && it.fragment.IsEmpty() {
		return // the lines of a chart, a form that nobody named
	}
	a.flush(from)
	a.lines = a.lines[:0]
	if !it.beside {
		a.open = nil
	}
	a.open = append(a.open, &openTable{builder: b, index: len(a.doc.Tables), page: it.page, box: it.fragment.Box})
	a.addTable(t)
}

// continuedBy is the open table that goes on with a fragment, or nil. Of several
// side by side it is the one below which the fragment stands.
func (a *assembler) continuedBy(it *item) *openTable {
	var best *openTable
	most := -1.0
	for _, o := range a.open {
		if it.page != o.page+1 || !o.builder.Continues(*it.fragment) {
			continue
		}
		over := min(o.box.X1, it.fragment.Box.X1) - max(o.box.X0, it.fragment.Box.X0)
		if len(a.open) > 1 && 2*over < min(o.box.Width(), it.fragment.Box.Width()) {
			continue
		}
		if over > most {
			best, most = o, over
		}
	}
	if best == nil {
		return nil
	}
	if own := a.doc.Tables[best.index].Caption; !a.nothingBetween(it, own) {
		return nil
	}
	return best
}

func (a *assembler) addTable(t gongkai.Table) {
	a.doc.Body = append(a.doc.Body, gongkai.Element{Kind: gongkai.ElementTable, Table: len(a.doc.Tables)})
	a.doc.Tables = append(a.doc.Tables, t)
}

// nothingBetween says whether no text and no caption of another table stands
// between a table with the caption own and its continuation; a repeat of its own
// caption, what only says 续表, and a running head do not count.
func (a *assembler) nothingBetween(it *item, own gongkai.Caption) bool {
	lines := slices.DeleteFunc(slices.Clone(a.lines), func(l item) bool { return l.running })
	t := gongkai.Table{Cells: it.fragment.Cells, Rows: len(it.fragment.Ys) - 1, Columns: len(it.fragment.Xs) - 1}
	var from int
	t.Caption, from = captionAbove(lines, it)
	captionInside(&t)
	c := t.Caption
	for i := range min(from, len(lines)) {
		if l := &lines[i]; l.page != it.page || classify(l.text()).kind != partNeutral {
			return false
		}
	}
	if c.Title == "" && c.Number == "" {
		return true
	}
	if c.Title == "" {
		return c.Number == own.Number
	}
	return titleKey(c.Title) == titleKey(own.Title) && (c.Number == "" || own.Number == "" || c.Number == own.Number)
}

// captionAbove gathers the caption from the lines right above a grid. from is
// the index of its first line.
func captionAbove(lines []item, it *item) (c gongkai.Caption, from int) {
	from = len(lines)
	grid := it.box()
	below := it // what the next line stands above
	for from > 0 && len(lines)-from < captionLines {
		l := &lines[from-1]
		if !near(l, below, it) {
			break
		}
		list, ok := pieces(l)
		switch {
		case c.Title != "" && from < len(lines) && c.Number == "" && wrapped(l, &lines[from]):
			addPieces(&c, l, []piece{{partTitle, l.text()}})
		case c.Title == "" && from > 1 && !ok && near(&lines[from-2], l, it) && wrapped(&lines[from-2], l):
			addPieces(&c, l, []piece{{partTitle, l.text()}})
		case ok && fits(&c, list, l, below):
			addPieces(&c, l, list)
		case !ok && c.Title == "" && l.page == it.page && weakTitleFits(&c, lines, from-1, grid):
			addPieces(&c, l, []piece{{partTitle, l.text()}})
		default:
			return settled(c, from, len(lines))
		}
		from--
		below = l
	}
	return settled(c, from, len(lines))
}

// settled gives back lines that alone make no caption: a date, a year.
func settled(c gongkai.Caption, from, n int) (gongkai.Caption, int) {
	if c.Title == "" && c.Number == "" && c.Unit == "" && c.Owner == "" {
		return gongkai.Caption{}, n
	}
	return c, from
}

// near says whether a line may belong to what stands below it: close above on
// the same page, or at the end of the page before where the grid begins its
// page.
func near(l, below, grid *item) bool {
	if l.page == below.page {
		return below.box().Y0-l.line.Y1 <= captionGap
	}
	return l.page == grid.page-1 && below.page == grid.page && below.y <= headOfPage*grid.height
}

// fits says whether the pieces of a line add to the caption without repeating
// what it has. Over a title only its number, the year and, close by, unit and
// owner may stand.
func fits(c *gongkai.Caption, list []piece, l, below *item) bool {
	for _, p := range list {
		switch p.kind {
		case partTitle:
			if c.Title != "" || c.Number != "" && !standsOver(l, below) {
				return false
			}
		case partNumber:
			if c.Number != "" {
				return false
			}
		case partUnit, partOwner:
			if p.kind == partUnit && c.Unit != "" || p.kind == partOwner && c.Owner != "" {
				return false
			}
			if (c.Title != "" || c.Number != "") && (l.page != below.page || below.box().Y0-l.line.Y1 > 2.5*max(l.line.Size, 8)) {
				return false
			}
		case partNeutral:
			if c.Number != "" {
				return false
			}
		}
	}
	return true
}

// standsOver says whether a title belongs to the number below it: close above,
// in the middle of the page, and the number at one side.
func standsOver(title, number *item) bool {
	t, n := &title.line, &number.line
	return title.page == number.page && n.Y0-t.Y1 <= 2.5*max(t.Size, 8) && math.Abs(t.X0+t.X1-title.width) < 4*t.Size &&
		(n.X0 > t.X0+t.Width()/2 || n.X1 < t.X1-t.Width()/2)
}

// weakTitleFits says whether line i may be a title without 表: in the middle,
// and with a unit line below it or a number above it.
func weakTitleFits(c *gongkai.Caption, lines []item, i int, grid gongkai.Box) bool {
	if !isWeakTitle(&lines[i], grid) {
		return false
	}
	if c.Unit != "" {
		return true
	}
	if i == 0 || lines[i-1].page != lines[i].page {
		return false
	}
	above, ok := pieces(&lines[i-1])
	return ok && has(above, partNumber)
}

// captionInside completes the caption from the first rows of the grid itself,
// where producers put title, owner and unit into cells that span the table.
func captionInside(t *gongkai.Table) {
	for row := range min(insideRows, t.Rows) {
		var texts []gongkai.Cell
		for _, c := range t.Cells {
			if c.Row == row && hanzi.Squeeze(c.Text) != "" {
				texts = append(texts, c)
			}
		}
		if len(texts) > 3 {
			return
		}
		for _, c := range texts {
			l := item{page: c.Page, line: layout.Line{Words: []layout.Word{{Text: c.Text, Box: c.Box}}, Box: c.Box}}
			list, ok := pieces(&l)
			if !ok {
				return
			}
			alone := len(texts) == 1 && 2*c.ColSpan >= t.Columns && t.Columns > 1
			for _, p := range list {
				if p.kind == partUnit && t.Caption.Unit == "" || p.kind == partOwner && t.Caption.Owner == "" ||
					alone && (p.kind == partTitle && t.Caption.Title == "" || p.kind == partNumber && t.Caption.Number == "") {
					addPieces(&t.Caption, &l, []piece{p})
				}
			}
		}
	}
}

// flush places the first n gathered lines: captions without a grid become
// tables without cells, the rest paragraphs and headings.
func (a *assembler) flush(n int) {
	n = min(n, len(a.lines))
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

// orphanCaption recognises a caption without a grid that begins at line i: a
// title with a unit of money below it, or a number with a title and an owner.
// It gives the index of the line after it.
func orphanCaption(lines []item, i int) (gongkai.Caption, int) {
	type part struct {
		at   int
		list []piece
	}
	var parts []part
	var number, title, unit, owner, opens bool
	end := i
	for end < len(lines) && end-i < captionLines && (end == i || lines[end].page == lines[i].page && lines[end].line.Y0-lines[end-1].line.Y1 <= captionGap) {
		l := &lines[end]
		if end+1 < len(lines) && !title && wrapped(l, &lines[end+1]) {
			parts = append(parts, part{end, []piece{{partTitle, l.text()}}}, part{end + 1, []piece{{partTitle, lines[end+1].text()}}})
			end, title, opens = end+2, true, true
			continue
		}
		list, ok := pieces(l)
		if !ok || has(list, partNumber) && (number || title) || has(list, partTitle) && (title || unit || owner) || has(list, partUnit) && unit || has(list, partOwner) && owner {
			break
		}
		number, title = number || has(list, partNumber), title || has(list, partTitle)
		unit, owner = unit || has(list, partUnit), owner || has(list, partOwner)
		opens = opens || number || title
		if !opens {
			break
		}
		parts = append(parts, part{end, list})
		end++
	}
	if !title || !unit && !(number && owner) {
		return gongkai.Caption{}, i
	}
	var c gongkai.Caption
	for k := len(parts) - 1; k >= 0; k-- {
		addPieces(&c, &lines[parts[k].at], parts[k].list)
	}
	return c, end
}
