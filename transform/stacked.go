package transform

import (
	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
	"gongkai/registry"
)

// stackedTitle is a row that titles another table inside a grid:
// 预算08表国有资本经营预算支出表.
var stackedTitle = regexp.MustCompile(`^((?:预算|公开|附)?表?[0-9一二三四五六七八九十]{1,3}(?:-[0-9]{1,2})?表?)[、.:：]?(\pL[^。，]{3,40}表)$`)

// unstack parts grids in which one table stands under another with its own
// title between them, as where blank tables follow each other across a page
// break. The document is returned as it is where there are none.
func unstack(reg *registry.Registry, doc *gongkai.Document) *gongkai.Document {
	cuts := make([][]cut, len(doc.Tables))
	found := false
	for i := range doc.Tables {
		cuts[i] = titlesInside(reg, &doc.Tables[i])
		found = found || len(cuts[i]) > 0
	}
	if !found {
		return doc
	}
	out := *doc
	out.Tables, out.Body = nil, nil
	first := make([]int, len(doc.Tables)) // index of each table's first part
	for i := range doc.Tables {
		first[i] = len(out.Tables)
		out.Tables = append(out.Tables, parts(&doc.Tables[i], cuts[i])...)
	}
	for _, e := range doc.Body {
		if e.Kind != gongkai.ElementTable {
			out.Body = append(out.Body, e)
			continue
		}
		for k := range len(cuts[e.Table]) + 1 {
			part := e
			part.Table = first[e.Table] + k
			out.Body = append(out.Body, part)
		}
	}
	return &out
}

// cut is a row that begins another table.
type cut struct {
	row     int
	caption gongkai.Caption
}

func titlesInside(reg *registry.Registry, t *gongkai.Table) []cut {
	var cuts []cut
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row < 3 || len(c.Text) < 15 {
			continue
		}
		m := stackedTitle.FindStringSubmatch(hanzi.Squeeze(c.Text))
		if m == nil || !alone(t, c) {
			continue
		}
		if f, _ := reg.Identify(registry.Sight{Title: m[2]}); f != nil {
			cuts = append(cuts, cut{c.Row, gongkai.Caption{Number: m[1], Title: m[2], Unit: t.Caption.Unit, Owner: t.Caption.Owner, Page: c.Page, Box: c.Box}})
		}
	}
	return cuts
}

// alone says whether c is the only text of its row.
func alone(t *gongkai.Table, c *gongkai.Cell) bool {
	for i := range t.Cells {
		if o := &t.Cells[i]; o.Row == c.Row && o != c && hanzi.Squeeze(o.Text) != "" {
			return false
		}
	}
	return true
}

// parts of a table between its cuts; nothing is lost.
func parts(t *gongkai.Table, cuts []cut) []gongkai.Table {
	if len(cuts) == 0 {
		return []gongkai.Table{*t}
	}
	var out []gongkai.Table
	from, caption := 0, t.Caption
	for k := range len(cuts) + 1 {
		to := t.Rows
		if k < len(cuts) {
			to = cuts[k].row
		}
		p := gongkai.Table{Caption: caption, Method: t.Method, Rows: to - from, Columns: t.Columns, Pages: []int{}}
		for _, c := range t.Cells {
			if c.Row < from || c.Row >= to {
				continue
			}
			c.Row -= from
			c.RowSpan = min(c.RowSpan, p.Rows-c.Row)
			p.Cells = append(p.Cells, c)
			if n := len(p.Pages); n == 0 || p.Pages[n-1] < c.Page {
				p.Pages = append(p.Pages, c.Page)
			}
		}
		out = append(out, p)
		if k < len(cuts) {
			from, caption = cuts[k].row, cuts[k].caption
		}
	}
	return out
}
