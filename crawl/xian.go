package crawl

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// xian is the CMS of the municipality of Xi'an and its districts: lists are
// 1.html, 2.html, …; articles <column>/<19 digits>.html; attachments
// /web_files/<site>/file/YYYY/MM/DD/<21 digits>.pdf.
type xian struct{}

var (
	xianPages = regexp.MustCompile(`maxPage\s*=\s*parseInt\(\s*['"]?(\d+)`)
	xianPage  = regexp.MustCompile(`/\d+\.html$`)
	dateText  = regexp.MustCompile(`20\d\d-\d\d-\d\d`)
	// documentPath are the endings that documents are published with.
	documentPath = regexp.MustCompile(`(?i)\.(pdf|docx?|xlsx?|wps|et|ofd|zip|rar)$`)
)

const xianItems = "div.m-lst36 li, div.m-lst ul li, div.m-2lst36 li, ul.xxgk_list li"

func (xian) list(base *url.URL, body []byte) ([]link, int) {
	pages := 1
	if m := xianPages.FindSubmatch(body); m != nil {
		pages, _ = strconv.Atoi(string(m[1]))
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
	if err != nil {
		return nil, pages
	}
	var items []link
	seen := map[string]bool{}
	doc.Find(xianItems).Each(func(_ int, li *goquery.Selection) {
		a := li.Find("a[href]").First()
		u := resolve(base, a.AttrOr("href", ""))
		if u == "" || seen[u] {
			return
		}
		seen[u] = true
		title := strings.TrimSpace(a.AttrOr("title", ""))
		if title == "" {
			title = strings.TrimSpace(a.Text())
		}
		items = append(items, link{u, title, dateText.FindString(li.Find("span").Text())})
	})
	return items, pages
}

func (xian) page(seed string, n int) string {
	return xianPage.ReplaceAllString(seed, fmt.Sprintf("/%d.html", n))
}

func (xian) article(base *url.URL, body []byte) article {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
	if err != nil {
		return article{}
	}
	a := article{
		title: strings.TrimSpace(doc.Find(`meta[name=ArticleTitle]`).AttrOr("content", "")),
		date:  dateText.FindString(doc.Find(`meta[name=PubDate]`).AttrOr("content", "")),
	}
	if a.title == "" {
		a.title = strings.TrimSpace(doc.Find("h1.m-txt-tt").First().Text())
	}
	seen := map[string]bool{}
	add := func(href, title string) {
		u := resolve(base, href)
		if u == "" || seen[u] {
			return
		}
		if p, err := url.Parse(u); err != nil || !documentPath.MatchString(p.Path) {
			return
		}
		seen[u] = true
		title = strings.TrimSpace(title)
		if title == "" {
			title = path.Base(u)
		}
		a.documents = append(a.documents, link{url: u, title: title})
	}
	content := doc.Find("div#article")
	content.Find("a[href], iframe[src], embed[src], object[data]").Each(func(_ int, s *goquery.Selection) {
		for _, attr := range []string{"href", "src", "data"} {
			if v, ok := s.Attr(attr); ok {
				add(v, s.Text())
			}
		}
	})
	return a
}

// resolve makes a link absolute; "" when it is none. Percent-encoding and case
// stay as they are: servers tell them apart.
func resolve(base *url.URL, href string) string {
	href = strings.ReplaceAll(strings.TrimSpace(href), `\`, "/")
	if href == "" || strings.HasPrefix(href, "#") || strings.HasPrefix(strings.ToLower(href), "javascript:") || strings.HasPrefix(href, "data:") {
		return ""
	}
	u, err := base.Parse(href)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Fragment = ""
	return u.String()
}
