package crawl

import (
	"net/url"
	"sort"
)

// family knows how one kind of CMS builds its pages.
type family interface {
	// list reads the items of a list page and how many pages the list has.
	list(base *url.URL, body []byte) (items []link, pages int)
	// page is the address of page n, from 1, of the list that starts at seed.
	page(seed string, n int) string
	// article reads an article page.
	article(base *url.URL, body []byte) article
}

// link is an address with what was written on it.
type link struct {
	url, title, date string
}

// article is what an article page says.
type article struct {
	title, date string // date is YYYY-MM-DD or ""
	documents   []link
}

var families = map[string]family{"xian": xian{}}

func familyNames() []string {
	var names []string
	for n := range families {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}
