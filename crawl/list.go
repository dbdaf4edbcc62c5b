package crawl

import (
	"net/http"
	"strings"

	"gongkai"
	"gongkai/crawl/cms"
	"gongkai/internal/limits"
)

// list visits a page of a list and finds its articles and further pages.
func (w *walk) list(v gongkai.Visit) error {
	p, fresh, err := w.page(&v)
	if err != nil {
		return err
	}
	w.report.Lists++
	w.progress("list", v.URL)
	if !fresh {
		return w.unchanged(v)
	}
	r := cms.Read(w.family, p, w.source.Select)
	s := gongkai.Visited{Read: true}
	var age age
	for _, it := range r.Items {
		here := strings.HasPrefix(it.URL, "#") // the list holds it whole
		if !here && !w.ours(it.URL) {
			continue
		}
		age.add(it.Date, w.source.Since, len(w.titles) == 0 || matches(w.titles, it.Title))
		switch {
		case !w.wanted(it):
		case here:
			s.Articles = append(s.Articles, w.held(v, it))
		default:
			s.Found = append(s.Found, gongkai.Visit{Source: v.Source, URL: it.URL, Form: it.Form, Role: gongkai.RoleArticle, Parent: v.URL, Title: it.Title, Published: it.Date, Depth: v.Depth})
		}
	}
	s.Found = append(s.Found, w.columnsOf(r, v)...)
	// a list that attaches documents itself
	for _, d := range w.attachments(r, v) {
		if len(w.titles) == 0 || matches(w.titles, d.Title) {
			s.Documents = append(s.Documents, d)
		}
	}
	switch {
	case age.past():
		if n, ok := w.past[v.Parent]; !ok || v.Page < n {
			w.past[v.Parent] = v.Page
		}
	case v.Page == 1 || len(r.Items)+len(r.Documents) > 0: // an empty page is the last
		s.Found = append(s.Found, w.further(r, v)...)
	}
	changed := !v.Visited.IsZero()
	succeeded(&v, changed, w.opt.Now())
	s.Visit = v
	return w.settle(s)
}

// age is how old the items of a page are.
type age struct{ dated, old, oursDated, oursOld int }

// add counts an item; ours says that its title is wanted.
func (a *age) add(day, since string, ours bool) {
	if day == "" {
		return
	}
	old := day < since
	a.dated++
	if old {
		a.old++
	}
	if ours {
		a.oursDated++
		if old {
			a.oursOld++
		}
	}
}

// past says that the list has come to what is too old: of the items with a date
// all are, or of those that are wanted, where there are any (what stands around
// a list is news).
func (a *age) past() bool {
	if a.oursDated > 0 {
		return a.oursOld == a.oursDated
	}
	return a.dated > 0 && a.old == a.dated
}

// held is an article that a list holds whole: its address is that of the list's
// first page, so that it stays the same when the article moves to the second.
func (w *walk) held(v gongkai.Visit, it cms.Link) gongkai.Visited {
	list, _, _ := strings.Cut(v.Parent, "#")
	a := gongkai.Visit{Source: v.Source, URL: list + it.URL, Role: gongkai.RoleArticle, Parent: v.Parent, Title: it.Title, Published: it.Date, Depth: v.Depth}
	a.Status, a.Visited, a.Due = http.StatusOK, w.opt.Now(), w.opt.Now().AddDate(1000, 0, 0)
	return gongkai.Visited{Visit: a, Documents: w.attachments(cms.Reading{Documents: it.Documents}, a), Title: it.Title, Published: it.Date}
}

// further are the pages that a list announces, within its cap.
func (w *walk) further(r cms.Reading, v gongkai.Visit) []gongkai.Visit {
	most := w.source.MaxPages
	if most == 0 || most > limits.CrawlPages {
		most = limits.CrawlPages
	}
	var list []gongkai.Visit
	for i, n := range r.Next {
		page := v.Page + 1 + i
		if page > most {
			break
		}
		if !w.ours(n.URL) || n.URL == v.URL {
			continue
		}
		list = append(list, gongkai.Visit{Source: v.Source, URL: n.URL, Form: n.Form, Role: gongkai.RoleList, Parent: v.Parent, Page: page, Depth: v.Depth})
	}
	return list
}

// columnsOf are the links to other lists that the source follows.
func (w *walk) columnsOf(r cms.Reading, v gongkai.Visit) []gongkai.Visit {
	var list []gongkai.Visit
	if v.Depth >= max(1, w.source.Depth) {
		return nil
	}
	for _, c := range r.Columns {
		if c.URL != v.URL && w.ours(c.URL) && matches(w.columns, c.Title) {
			list = append(list, gongkai.Visit{Source: v.Source, URL: c.URL, Role: gongkai.RoleList, Parent: c.URL, Title: c.Title, Page: 1, Depth: v.Depth + 1})
		}
	}
	return list
}
