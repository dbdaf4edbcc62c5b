package cms

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"

	"gongkai"
)

// Version of the reader of pages: pages that an older one read are read again.
const Version = 2

// Request asks for a page: GET, or POST where Form is not "".
type Request struct {
	// URL may have a fragment, which tells pages apart that have one address;
	// it is not sent.
	URL string
	// Form is a urlencoded body.
	Form string
}

// Link is an address with what was written on it.
type Link struct {
	URL, Title string
	// Date is YYYY-MM-DD or "".
	Date string
	// Form is the body of the POST that asks for it; "" means GET.
	Form string
	// Documents of an article that its list holds whole; its URL is the list's,
	// told apart by the fragment alone, which is all of it that stands here.
	Documents []Link
}

// Page is a page as it arrived.
type Page struct {
	// URL after redirects.
	URL *url.URL
	// Text is the body in UTF-8, Charset what it was in.
	Text    []byte
	Charset string
	// Form is the body that it was asked for with; "" for GET.
	Form string

	base *url.URL
	dom  *goquery.Document
}

// Parse decodes and parses a page. charset is what the Content-Type header
// says, or ""; it is believed last.
func Parse(u *url.URL, body []byte, charset string) *Page {
	p := &Page{URL: u, base: u}
	p.Text, p.Charset = Decode(body, charset)
	dom, err := goquery.NewDocumentFromReader(bytes.NewReader(p.Text))
	if err != nil { // a reader of bytes does not fail, and the parser takes anything
		dom, _ = goquery.NewDocumentFromReader(strings.NewReader(""))
	}
	p.dom = dom
	if href := clean(dom.Find("base[href]").First().AttrOr("href", "")); href != "" {
		if b, err := u.Parse(href); err == nil {
			p.base = b
		}
	}
	return p
}

// Meta is the content of a meta element, "" when there is none.
func (p *Page) Meta(name string) string {
	return squeeze(p.dom.Find("meta[name="+name+"]").First().AttrOr("content", ""))
}

// Reading is what a page says.
type Reading struct {
	Family string
	// Title and Date (YYYY-MM-DD, as published) of an article; PageTitle is what
	// the window shows, for want of a title.
	Title, Date, PageTitle string
	// Items are the articles that the page links, in order, each once.
	Items []Link
	// Columns are links to other lists.
	Columns []Link
	// Next are further pages of this list: one where only the next one is
	// known, all where the page says how many there are.
	Next []Request
	// Documents are attachments, in order, each once.
	Documents []Link
}

// family is one CMS.
type family interface {
	// detect says whether a page is the family's.
	detect(p *Page) bool
	// next gives further pages of the list that p is a page of.
	next(p *Page) []Request
}

// lister is a family whose items are not links of the page's own HTML.
type lister interface {
	items(p *Page) []Link
}

// ordered are the families, those with the surest signs first; the last takes
// what is left.
var ordered = []struct {
	name string
	family
}{
	{"jpaas", jpaas{}}, {"jcms", jcms{}}, {"gkmlpt", gkmlpt{}}, {"xian", xian{}}, {"aspnet", aspnet{}},
	{"common_list", commonList{}}, {"trs", trs{}}, {"catalogue", catalogue{}}, {"json", jsonAPI{}}, {"links", nextLinks{}},
}

// Families are the names of all families.
func Families() []string {
	var names []string
	for _, f := range ordered {
		names = append(names, f.name)
	}
	return names
}

// Detect names the family of a page; "links" where there is no sign of one.
func Detect(p *Page) string {
	for _, f := range ordered {
		if f.detect(p) {
			return f.name
		}
	}
	return "links"
}

// Read reads a page; family "" means the detected one.
func Read(name string, p *Page, sel gongkai.Selectors) Reading {
	if name == "" {
		name = Detect(p)
	}
	if (sel.JSON != gongkai.JSON{}) {
		if r, ok := readAPI(p, sel.JSON); ok {
			return r
		}
	}
	var f family = nextLinks{}
	for _, o := range ordered {
		if o.name == name {
			f = o.family
		}
	}
	r := Reading{Family: name, Documents: documents(p, sel)}
	r.Title, r.Date, r.PageTitle = heading(p, sel)
	if l, ok := f.(lister); ok {
		r.Items = l.items(p)
	}
	if len(r.Items) == 0 {
		r.Items, r.Columns = links(p, sel)
	} else {
		_, r.Columns = links(p, sel)
	}
	if sel.Next != "" {
		if u := p.resolve(p.dom.Find(sel.Next).First().AttrOr("href", "")); u != "" {
			r.Next = []Request{{URL: u}}
		}
		return r
	}
	r.Next = f.next(p)
	if len(r.Next) == 0 {
		r.Next = nextLinks{}.next(p)
	}
	if len(r.Next)+len(r.Items)+len(r.Documents) == 0 {
		r.Next = framed(p)
	}
	return r
}

// documentPath is the ending of what documents are published as.
var documentPath = regexp.MustCompile(`(?i)\.(pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z)$`)

// has says whether the page has one of these texts; it is quicker than an
// expression that looks for them.
func (p *Page) has(texts ...string) bool {
	for _, t := range texts {
		if bytes.Contains(p.Text, []byte(t)) {
			return true
		}
	}
	return false
}

// Check says which of a pack's selectors is none.
func Check(sel gongkai.Selectors) error {
	for _, s := range []struct{ name, text string }{{"items", sel.Items}, {"next", sel.Next}, {"documents", sel.Documents}, {"title", sel.Title}, {"date", sel.Date}} {
		if s.text == "" {
			continue
		}
		if _, err := cascadia.ParseGroup(s.text); err != nil {
			return fmt.Errorf("select.%s: %q: %w", s.name, s.text, err)
		}
	}
	return checkAPI(sel.JSON)
}
