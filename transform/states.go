package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
)

// declaration is a line of the catalogue of tables (报表目录).
type declaration struct {
	number, title string
	empty         bool
	reason        string
}

// readCatalogue finds the grid that lists the tables and says which are empty.
func readCatalogue(doc *gongkai.Document) []declaration {
	for i := range doc.Tables {
		g := newGrid(&doc.Tables[i])
		empty, title, num, reason := -1, -1, -1, -1
		top := -1
		for r := 0; r < min(3, g.rows) && top < 0; r++ {
			for c := range g.cols {
				t := g.text(r, c)
				switch {
				case strings.Contains(t, "是否空表") || strings.Contains(t, "是否为空表"):
					empty, top = c, r
				case strings.Contains(t, "理由") || strings.Contains(t, "原因"):
					reason = c
				case strings.Contains(t, "名称") || strings.Contains(t, "内容"):
					title = c
				case strings.Contains(t, "序号") || strings.Contains(t, "报表") || strings.Contains(t, "编号"):
					num = c
				}
			}
		}
		if empty < 0 || title < 0 {
			continue
		}
		var list []declaration
		for r := top + 1; r < g.rows; r++ {
			d := declaration{title: g.text(r, title), empty: g.text(r, empty) == "是"}
			if num >= 0 {
				d.number = g.text(r, num)
			}
			if reason >= 0 {
				d.reason = g.text(r, reason)
			}
			if d.title != "" {
				list = append(list, d)
			}
		}
		return list
	}
	return nil
}

// declare marks the tables that the catalogue says are empty: by number, or by
// title where numbers are not printed.
func declare(tables []gongkai.TableReading, catalogue []declaration) {
	for i := range tables {
		t := &tables[i]
		if t.Kind != gongkai.TableStatutory {
			continue
		}
		if d := lookUp(catalogue, t.Number, t.Title); d != nil && d.empty {
			t.DeclaredEmpty, t.EmptyReason = true, d.reason
		}
	}
}

func lookUp(catalogue []declaration, number, title string) *declaration {
	for i := range catalogue {
		if d := &catalogue[i]; number != "" && hanzi.Key(d.number) == hanzi.Key(number) {
			return d
		}
	}
	for i := range catalogue {
		if d := &catalogue[i]; title != "" && hanzi.Key(d.title) == hanzi.Key(title) {
			return d
		}
	}
	return nil
}

// judge settles what may be said of the tables without a grid, given all
// readings of the disclosure. Only when every attachment was read, none of
// them has the table and it was not declared empty is it missing.
func judge(readings []*gongkai.Reading) {
	unread, grids := false, 0
	for _, r := range readings {
		unread = unread || r.Status != gongkai.StatusOK || len(r.ImagePages) > 0
		for i := range r.Tables {
			if t := &r.Tables[i]; t.Kind == gongkai.TableStatutory && len(t.Cells) > 0 {
				grids++
			}
		}
	}
	for _, r := range readings {
		for i := range r.Tables {
			t := &r.Tables[i]
			if t.Kind != gongkai.TableStatutory || len(t.Cells) > 0 {
				continue
			}
			switch {
			case t.DeclaredEmpty:
				t.State = gongkai.TableBlank
			case hasElsewhere(readings, r, t.Key):
				t.State = gongkai.TableElsewhere
			case unread:
				t.State = gongkai.TableUnreadable
			case grids == 0:
				t.State = gongkai.TableUnknown
			default:
				t.State = gongkai.TableMissing
			}
		}
	}
}

func hasElsewhere(readings []*gongkai.Reading, self *gongkai.Reading, key string) bool {
	for _, r := range readings {
		for i := range r.Tables {
			if t := &r.Tables[i]; t.Key == key && len(t.Cells) > 0 && r != self {
				return true
			}
		}
	}
	return false
}
