package cms

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// mostPages bounds how many further pages one page may announce; the crawl has
// a lower cap of its own.
const mostPages = 5000

// nextLinks pages by what a person sees: the link 下一页, else a count of pages
// in a script together with how the address is built, else the next number.
type nextLinks struct{}

func (nextLinks) detect(*Page) bool { return true }

var (
	nextText  = regexp.MustCompile(`^(下一?页|下页|后一页|后页|next( page)?|›|»|>|>>|＞)\s*[>»›＞]*$`)
	pageCount = regexp.MustCompile(`(?i)(?:totalPages?|pageCount|countPages?|maxPage|pageTotal|totalPageCount)['"]?\s*[=:]\s*(?:parseInt\(\s*)?['"]?(\d+)`)
	pageOf    = regexp.MustCompile(`共\s*(\d+)\s*页`)
	pageParam = regexp.MustCompile(`(?i)^(page|pageindex|page_index|pageno|page_no|pagenum|page_num|pagenumber|pagenow|currpage|currentpage|curpage|cur_page|pn|p|pageid|pager)$`)
	indexPage = regexp.MustCompile(`^(.*?)_(\d+)(\.\w+)$`)
	plainPage = regexp.MustCompile(`^(\d{1,4})(\.\w+)$`)
)

func (nextLinks) next(p *Page) []Request {
	var found string
	var form []Request
	follow := func(a *goquery.Selection) bool { // false when it was found
		for _, attr := range []string{"href", "tagname", "data-href", "data-url"} {
			if u := p.resolve(a.AttrOr(attr, "")); u != "" && u != p.resolve(p.URL.String()) && sameList(p, u) {
				found = u
				return false
			}
		}
		script := a.AttrOr("onclick", "") + " " + a.AttrOr("href", "")
		for _, re := range []*regexp.Regexp{opened, inCall} {
			if m := re.FindStringSubmatch(script); m != nil {
				if u := p.resolve(m[1]); u != "" && u != p.resolve(p.URL.String()) && sameList(p, u) {
					found = u
					return false
				}
			}
		}
		form = posted(p, script)
		return len(form) == 0
	}
	p.dom.Find("a").EachWithBreak(func(_ int, a *goquery.Selection) bool {
		label := strings.ToLower(squeeze(a.Text()))
		if label == "" {
			label = squeeze(a.AttrOr("title", ""))
		}
		return !nextText.MatchString(label) || follow(a)
	})
	if found == "" && form == nil { // an arrow that is a picture or a letter of a font
		p.dom.Find(nextClass).EachWithBreak(func(_ int, a *goquery.Selection) bool {
			return squeeze(a.Text()) != "" && !nextText.MatchString(strings.ToLower(squeeze(a.Text()))) || follow(a)
		})
	}
	switch {
	case found != "":
		return []Request{{URL: found}}
	case form != nil:
		return form
	}
	if list := chosen(p); len(list) > 0 {
		return list
	}
	if list := counted(p); len(list) > 0 {
		return list
	}
	if n := p.count(); n > 1 {
		return p.pages(n)
	}
	return p.nextNumber()
}

// sameList keeps a next link within the host: 下一页 of a slide show or of a
// partner's widget leads elsewhere.
func sameList(p *Page, address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Hostname() == p.URL.Hostname()
}

// count is how many pages the list says it has; 0 when it does not.
func (p *Page) count() int {
	for _, re := range []*regexp.Regexp{pageCount, pageOf} {
		if m := re.FindSubmatch(p.Text); m != nil {
			if n, err := strconv.Atoi(string(m[1])); err == nil {
				return min(n, mostPages)
			}
		}
	}
	return 0
}

// pages are the addresses of the pages after this one, of n, built as the
// address of this one or a numbered link on it shows.
func (p *Page) pages(n int) []Request {
	u := *p.URL
	name := path.Base(u.Path)
	dir := strings.TrimSuffix(u.Path, name)
	switch {
	case plainPage.MatchString(name): // 1.html
		m := plainPage.FindStringSubmatch(name)
		current, _ := strconv.Atoi(m[1])
		return p.numbered(current, n, func(k int) string { return fmt.Sprintf("%s%d%s", dir, k, m[2]) })
	case p.param() != "":
		key := p.param()
		q := u.Query()
		current, _ := strconv.Atoi(q.Get(key))
		current = max(current, 1)
		var list []Request
		for k := current + 1; k <= n; k++ {
			q.Set(key, strconv.Itoa(k))
			u.RawQuery = q.Encode()
			list = append(list, Request{URL: u.String()})
		}
		return list
	}
	return nil
}

// numbered makes requests for the paths of pages current+1 … n.
func (p *Page) numbered(current, n int, at func(int) string) []Request {
	var list []Request
	for k := current + 1; k <= min(n, current+mostPages); k++ {
		u := *p.URL
		u.RawPath, u.Path, u.Fragment = "", at(k), ""
		list = append(list, Request{URL: u.String()})
	}
	return list
}

// param is the query parameter that counts pages: of this address, or of a
// numbered link that leads to the same path.
func (p *Page) param() string {
	for k := range p.URL.Query() {
		if pageParam.MatchString(k) {
			return k
		}
	}
	found := ""
	p.dom.Find("a[href]").EachWithBreak(func(_ int, a *goquery.Selection) bool {
		u, err := url.Parse(p.resolve(a.AttrOr("href", "")))
		if err != nil || u.Path != p.URL.Path || u.Hostname() != p.URL.Hostname() {
			return true
		}
		for k := range u.Query() {
			if pageParam.MatchString(k) {
				found = k
				return false
			}
		}
		return true
	})
	return found
}

// nextNumber follows the link whose text is the number after this page's, where
// its address differs from this one by that number alone.
func (p *Page) nextNumber() []Request {
	current := 1
	if m := indexPage.FindStringSubmatch(path.Base(p.URL.Path)); m != nil {
		current, _ = strconv.Atoi(m[2])
	}
	if key := p.param(); key != "" {
		if k, err := strconv.Atoi(p.URL.Query().Get(key)); err == nil {
			current = k
		}
	}
	want := strconv.Itoa(current + 1)
	found := ""
	p.dom.Find("a[href]").EachWithBreak(func(_ int, a *goquery.Selection) bool {
		if squeeze(a.Text()) != want {
			return true
		}
		address := p.resolve(a.AttrOr("href", ""))
		u, err := url.Parse(address)
		if err == nil && address != "" && sameList(p, address) && path.Dir(u.Path) == path.Dir(p.URL.Path+"x") && strings.Contains(path.Base(u.Path)+"?"+u.RawQuery, want) {
			found = address
		}
		return found == ""
	})
	if found == "" {
		return nil
	}
	return []Request{{URL: found}}
}
